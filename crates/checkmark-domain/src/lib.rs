#![doc = include_str!("../README.md")]
#![no_std]

extern crate alloc;

pub mod class;
pub mod lists;
pub mod name;
mod names;
pub mod provider;
pub mod suffix;

pub use class::{Assurance, Class, Owner, UnknownAssurance, UnknownClass, UnknownOwner};
pub use name::{DomainName, ParseDomainError, ParseDomainErrorKind};
pub use provider::{ParseProviderError, ParseProviderErrorKind, Provider};
