#![doc = include_str!("../README.md")]

mod journal;
mod person;

pub use journal::{Journal, WriteError};
