//! The tests of the crate, one binary.

mod classify;
mod evaluation;
mod gate;
mod lists;
mod overlay;
mod suffix;
