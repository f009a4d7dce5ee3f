//! The checks of the house.

mod arrows;
mod costs;
mod documents;
mod examples;
mod manifests;
mod msrv;
mod parsers;
mod rooms;
mod rules;
mod scripts;
mod stranger;
mod strategies;
