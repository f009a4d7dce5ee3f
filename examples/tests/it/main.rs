//! The tests of what the examples share.

mod arguments;
mod journey;
mod lines;
mod rows;
mod table;
mod ways;
