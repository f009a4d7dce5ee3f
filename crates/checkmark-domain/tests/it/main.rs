//! The tests of the crate, one binary.

mod evaluation;
mod gate;
mod lists;
mod suffix;
