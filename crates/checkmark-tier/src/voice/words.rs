//! What the texts share.

use core::fmt;

use checkmark_account::Language;
use time::UtcDateTime;

/// The text of a language; English where there is none.
pub(crate) const fn pick(
    language: Language,
    english: &'static str,
    swedish: &'static str,
) -> &'static str {
    match language {
        Language::Swedish => swedish,
        _ => english,
    }
}

/// An instant to the minute, in UTC: a host that knows the person's zone makes its own text.
pub(crate) struct Instant(pub(crate) UtcDateTime);

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (date, time) = (self.0.date(), self.0.time());
        write!(f, "{date} {:02}:{:02} UTC", time.hour(), time.minute())
    }
}
