//! The tests of the crate, one binary.

mod allocations;
mod api;
mod attacks;
mod classify;
mod evaluation;
mod gate;
#[cfg(feature = "idna")]
mod idna;
#[cfg(all(feature = "proptest", feature = "serde"))]
mod laws;
mod lists;
mod overlay;
mod suffix;
mod table;
mod text;
#[cfg(feature = "serde")]
mod wire;
