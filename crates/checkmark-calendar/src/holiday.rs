//! Holidays by rule: what a law says once, for every year.

mod easter;
mod name;
mod occurrence;
mod preset;
mod recurrence;
mod region;
mod rule;
mod set;
#[cfg(feature = "proptest")]
mod strategy;
mod substitution;
mod text;
#[cfg(feature = "serde")]
mod wire;
mod years;

pub use occurrence::{Occurrence, Occurrences};
pub use recurrence::{Nth, Recurrence};
pub use region::{Region, UnknownRegion};
pub use rule::{HolidayRule, HolidayRuleError, HolidayRuleErrorKind, HolidayRulePlace};
pub use set::{HolidaySet, HolidaySetError, HolidaySetErrorKind, UncheckedYear};
pub use substitution::{Observance, Substitution};
pub use years::Years;
