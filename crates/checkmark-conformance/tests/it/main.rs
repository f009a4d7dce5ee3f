//! The tests of the crate, one binary.

mod api;
mod flaws;
mod text;
