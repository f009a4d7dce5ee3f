//! The tests of the crate, one binary.

mod clock;
mod holidays;
#[cfg(feature = "tzdb")]
mod rivals;
