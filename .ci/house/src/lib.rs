//! The checks of the house, which look at the workspace and not at the domain.
//!
//! The tests hold the arrows between the crates, the rooms inside them and the table of rules. The
//! code in `README.md` and in `docs/guide` is compiled and run here, as doctests.

pub mod api;
pub mod metadata;
pub mod sources;

mod documents;
