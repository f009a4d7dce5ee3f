//! The tests of the crate, one binary.

mod allocations;
mod api;
mod attacks;
mod clock;
#[cfg(feature = "tzdb")]
mod definition;
#[cfg(all(feature = "serde", feature = "tzdb"))]
mod evaluation;
mod explain;
mod holidays;
#[cfg(all(feature = "proptest", feature = "tzdb"))]
mod laws;
#[cfg(feature = "tzdb")]
mod naive;
mod recompute;
#[cfg(feature = "tzdb")]
mod rivals;
mod support;
mod text;
#[cfg(feature = "serde")]
mod wire;
mod zone;
