//! The tests of the crate, one binary.

mod enrollment;
#[cfg(feature = "serde")]
mod fuzz;
mod joint;
mod pair;

#[cfg(feature = "picture")]
mod committed;
#[cfg(feature = "picture")]
mod picture;

#[cfg(feature = "serde")]
mod record;
#[cfg(feature = "schema")]
mod schema;
