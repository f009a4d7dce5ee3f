//! The tests of the crate, one binary.

mod api;
mod corpus;
mod flaws;
mod text;
