#![doc = include_str!("../README.md")]

mod journal;

pub use journal::{Journal, WriteError};
