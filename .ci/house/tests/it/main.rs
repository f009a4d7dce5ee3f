//! The checks of the house.

mod arrows;
mod documents;
mod manifests;
mod msrv;
mod rooms;
mod rules;
mod stranger;
