//! The one test binary of the crate.

mod complaints;
mod desk;
mod explore;
