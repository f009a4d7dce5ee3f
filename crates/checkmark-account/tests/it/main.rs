//! The tests of the crate, one binary.

mod code;
mod email;
mod suites;
mod support;
