//! The tests of the crate, one binary.

mod entitlement;
mod explore;
mod ways;
mod world;
