//! The portal from outside: over HTTP, as a browser and as a program.

mod description;
mod pages;
mod support;
mod ways;
