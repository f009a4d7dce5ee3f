//! The checks of the house.

mod arrows;
mod manifests;
mod msrv;
mod rooms;
mod rules;
