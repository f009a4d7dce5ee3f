//! The portal from outside: over HTTP, as a browser and as a program.

mod adapters;
mod audit;
mod browser;
mod conformance;
mod crash;
mod description;
mod hostile;
mod journey;
mod load;
mod network;
mod pages;
mod postgres;
mod security;
mod support;
mod swedish;
mod upkeep;
mod visitor;
mod ways;
