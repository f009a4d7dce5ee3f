//! The portal from outside: over HTTP, as a browser and as a program.

mod adapters;
mod description;
mod network;
mod pages;
mod support;
mod ways;
