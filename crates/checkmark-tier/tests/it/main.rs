//! The tests of the crate, one binary.

mod entitlement;
mod explore;
#[cfg(feature = "proptest")]
mod history;
mod ways;
mod world;
