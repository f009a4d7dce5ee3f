//! Histories of accounts, and values, for the property tests of those who embed the machine.
//!
//! A [`History`] is what came of a list of [`HistoryStep`]s: each names a command with its
//! arguments, or time that passes; those that the account takes are kept. That makes three kinds of
//! suites easy:
//!
//! - [`histories`]: what legal commands lead to, and [`reaching`] a certain state;
//! - [`attempts`]: what somebody tries who may not, on versions that are not current, or twice;
//! - [`clock_faults`]: what happens while the host's clock runs back, stands still, or jumps.
//!
//! What fails shrinks to the steps without which it would not fail, and prints them as a script.
//!
//! ```
//! use checkmark_tier::strategy::histories;
//! use checkmark_tier::{Account, Tier};
//! use proptest::prelude::*;
//!
//! proptest!(|(history in histories(40))| {
//!     let mut account = Account::new(history.account().id());
//!     for event in history.events() {
//!         account.apply(event).expect("what was decided folds");
//!     }
//!     prop_assert_eq!(&account, history.account());
//! });
//! ```

mod attempt;
mod history;
mod parts;
mod script;
mod shrink;
mod step;
mod values;
mod way;

pub use attempt::{Attempt, Twist, UnknownTwist, attempts, clock_faults};
pub use history::{History, Taken};
pub use script::Instant;
pub use shrink::{HistoryStrategy, HistoryTree, histories, reaching};
pub use step::{HistoryStep, UnknownHistoryStep};
pub use values::instants;
