//! The three clocks of a request, kept apart.

mod clock;
mod level;
mod set;
mod turn;

pub use clock::{ClockStatus, Hold, Schedule, ServiceClock, Verdict};
pub use level::{ServiceLevel, WhileWaiting};
pub use set::Clocks;

pub(crate) use clock::Tick;
pub(crate) use turn::turn;

use checkmark_account::Rule;

use crate::words::words;

words! {
    /// One of the clocks that run for a request.
    ///
    /// Closed: the promises are these three, and a caller shows each in its place.
    ///
    /// ```
    /// use checkmark_ticket::ClockName;
    ///
    /// assert_eq!(ClockName::Contact.as_str(), "contact");
    /// ```
    #[expect(clippy::exhaustive_enums, reason = "closed: the promises are these three")]
    ClockName "clock";
    /// Until the first contact by a representative (SLA-1).
    Contact "contact",
    /// Until account access is validated or declined (SLA-2).
    Validation "validation",
    /// Until a company profile is set up (SLA-3).
    Profile "profile",
}

impl ClockName {
    /// The rule that the clock keeps.
    #[must_use]
    pub const fn rule(self) -> Rule {
        match self {
            Self::Contact => Rule::Sla1,
            Self::Validation => Rule::Sla2,
            Self::Profile => Rule::Sla3,
        }
    }

    pub(crate) const fn index(self) -> usize {
        match self {
            Self::Contact => 0,
            Self::Validation => 1,
            Self::Profile => 2,
        }
    }
}
