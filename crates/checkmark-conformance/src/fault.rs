//! What a store does wrong.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use checkmark::tier::strategy::History;

use crate::operation::Operation;

/// What a store did wrong.
///
/// Open: the kit learns to tell more apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// A decision on an old version was written, or something that was written is gone.
    LostUpdate,
    /// The record that was read ends before what was written last.
    StaleRead,
    /// What was written comes in another order.
    EventsReordered,
    /// A decision counts twice.
    EventsDoubled,
    /// The record holds what nobody wrote.
    EventsInvented,
    /// An effect was not handed out.
    EffectLost,
    /// An effect was handed out although it was acknowledged, or while it was taken.
    EffectTwice,
    /// An effect was handed out that nobody decided.
    EffectInvented,
    /// A decision on the current version was refused.
    WriteRefused,
    /// Something personal is there although the person was forgotten.
    NotForgotten,
    /// Something personal is gone although nobody was forgotten.
    PersonalLost,
    /// A write that failed left a part of itself behind.
    HalfWritten,
    /// The store answered with an error, and again whenever it was tried again.
    StoreFailed,
}

impl Fault {
    /// The stable code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LostUpdate => "lost_update",
            Self::StaleRead => "stale_read",
            Self::EventsReordered => "events_reordered",
            Self::EventsDoubled => "events_doubled",
            Self::EventsInvented => "events_invented",
            Self::EffectLost => "effect_lost",
            Self::EffectTwice => "effect_twice",
            Self::EffectInvented => "effect_invented",
            Self::WriteRefused => "write_refused",
            Self::NotForgotten => "not_forgotten",
            Self::PersonalLost => "personal_lost",
            Self::HalfWritten => "half_written",
            Self::StoreFailed => "store_failed",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::LostUpdate => "an update is lost",
            Self::StaleRead => "a read comes from before the last write",
            Self::EventsReordered => "events come in another order",
            Self::EventsDoubled => "a decision counts twice",
            Self::EventsInvented => "the record holds what nobody wrote",
            Self::EffectLost => "an effect is lost",
            Self::EffectTwice => "an effect comes twice",
            Self::EffectInvented => "an effect comes that nobody decided",
            Self::WriteRefused => "a decision on the current version is refused",
            Self::NotForgotten => "a person is not forgotten",
            Self::PersonalLost => "something personal is lost",
            Self::HalfWritten => "a write that failed is there by halves",
            Self::StoreFailed => "the store fails",
        })
    }
}

/// The shortest history in which a store fails: nothing of it can be left out.
///
/// ```
/// use checkmark_conformance::{Broken, Failure, Flaw, Kit};
///
/// let failure: Failure = Kit::new().check(|| Broken::new(Flaw::LostUpdate)).expect_err("it is broken");
/// assert!(failure.operations().len() < 10, "nothing of it can be left out");
/// assert_eq!(failure.seed(), 0);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub(crate) fault: Fault,
    pub(crate) seed: u64,
    pub(crate) operations: Vec<Operation>,
    pub(crate) history: Box<History>,
}

impl Failure {
    /// What the store did wrong.
    #[must_use]
    pub const fn fault(&self) -> Fault {
        self.fault
    }

    /// The seed with which it was found.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// What was done to the store, in order. The last one, or a look at everything after it, shows
    /// the fault.
    #[must_use]
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// What happened to the account, as it should have been stored.
    ///
    /// ```
    /// use checkmark_conformance::{Broken, Flaw, Kit};
    ///
    /// let failure = Kit::new().check(|| Broken::new(Flaw::LostUpdate)).expect_err("it is broken");
    /// assert!(failure.history().decisions().count() >= 1, "there was something to lose");
    /// ```
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The commands as JSON lines that the example `journey` replays; the title says what was done
    /// to the store.
    #[must_use]
    pub fn script(&self) -> String {
        let title = alloc::format!(
            r#""title":"{}: {}""#,
            self.fault.as_str(),
            List(&self.operations)
        );
        self.history
            .script()
            .replacen(r#""title":"A history""#, &title, 1)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} after {} (seed {})",
            self.fault,
            List(&self.operations),
            self.seed
        )
    }
}

impl core::error::Error for Failure {}

struct List<'a>(&'a [Operation]);

impl fmt::Display for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, operation) in self.0.iter().enumerate() {
            if number > 0 {
                f.write_str(", ")?;
            }
            write!(f, "{operation}")?;
        }
        Ok(())
    }
}
