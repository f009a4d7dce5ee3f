//! The tests of the crate, one binary.

mod allocations;
mod classify;
mod evaluation;
mod gate;
#[cfg(all(feature = "proptest", feature = "serde"))]
mod laws;
mod lists;
mod overlay;
mod suffix;
