//! The documents whose code must run. They are doctests and nothing else.

#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
mod readme {}
