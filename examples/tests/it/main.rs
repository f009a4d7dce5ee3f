//! The tests of what the examples share.

mod arguments;
mod due;
#[cfg(feature = "proptest")]
mod fuzz;
#[cfg(feature = "proptest")]
mod history;
mod journey;
mod lines;
mod policy;
mod rows;
mod table;
mod ways;
