//! The tests of the crate, one binary.

mod code;
mod email;
mod organization;
#[cfg(feature = "proptest")]
mod organization_laws;
mod suites;
mod support;
