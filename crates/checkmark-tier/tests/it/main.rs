//! The tests of the crate, one binary.

mod entitlement;
mod ways;
mod world;
