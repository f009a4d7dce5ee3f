//! The tests of the crate, one binary.

mod api;
mod attacks;
mod code;
#[cfg(feature = "proptest")]
mod drawn;
mod email;
mod laws;
mod nouns;
mod organization;
#[cfg(feature = "proptest")]
mod organization_laws;
mod suites;
mod support;
mod text;
#[cfg(feature = "serde")]
mod wire;
