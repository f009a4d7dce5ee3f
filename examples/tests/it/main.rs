//! The tests of what the examples share.

mod arguments;
mod lines;
mod table;
