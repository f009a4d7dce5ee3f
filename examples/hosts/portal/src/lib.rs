//! A host of Checkmark that one can open in a browser.
//!
//! It brings what the crates do without: a clock, randomness, DNS, mail, storage, a directory,
//! passwords, and pages. Begin to read in `host`, where a command is decided and stored.

mod clock;
mod codes;
mod database;
mod host;
mod mail;
mod metrics;
mod options;
mod password;
mod phrases;
mod random;
mod records;
mod refusals;
mod resolver;
mod run;
mod store;
mod web;
mod words;

pub use clock::Clock;
pub use options::{HELP, NameServer, Options, OptionsError, Place};
pub use records::{Records, RecordsError};
pub use run::{Running, StartError, start};
