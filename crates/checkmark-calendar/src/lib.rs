#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

mod budget;
mod calendar;
mod clock;
mod days;
mod duration;
mod explain;
mod holiday;
mod index;
mod instant;
mod language;
mod pattern;
mod pause;
mod recompute;
#[cfg(feature = "schema")]
mod schema;
#[cfg(feature = "proptest")]
pub mod strategy;
mod timeline;
mod week;
mod window;
mod zone;

pub use budget::{Budget, ExpectedWindow, Share, ShareError};
pub use budget::{ParseBudgetError, ParseBudgetErrorKind, WindowOrderError};
pub use calendar::{Calendar, CalendarBuilder, CalendarError, CalendarErrorKind, Holiday};
pub use clock::{Clock, ClockError, ClockErrorKind, ClockInput};
pub use duration::{BusinessDuration, BusinessDurationError};
pub use explain::{Explanation, ExplanationFault, ExplanationFaultKind, ExplanationText};
pub use explain::{Span, SpanKind};
pub use holiday::Years;
pub use holiday::{HolidayRule, HolidayRuleError, HolidayRuleErrorKind, HolidayRulePlace};
pub use holiday::{HolidaySet, HolidaySetError, HolidaySetErrorKind, Occurrence, Occurrences};
pub use holiday::{
    Nth, Observance, Recurrence, Region, Substitution, UncheckedYear, UnknownRegion,
};
pub use language::{Language, UnknownLanguage};
pub use pause::{Pause, PauseError, PauseErrorKind, PauseReason, PauseReasonError, Pauses};
pub use recompute::{Cause, CauseText, Recompute, Recomputed};
pub use week::{Week, WeekBuilder};
pub use window::{DayWindows, TimeOfDay, Window, WindowError, WindowErrorKind};
#[cfg(feature = "tzdb")]
pub use zone::BundledNames;
pub use zone::{Transition, Zone, ZoneError, ZoneErrorKind};
