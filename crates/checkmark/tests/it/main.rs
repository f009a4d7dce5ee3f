//! The tests of the crate, one binary.

#[cfg(feature = "picture")]
mod picture;

#[cfg(feature = "serde")]
mod record;
