//! Explanations in words.

use super::{Explanation, Span, SpanKind};
use crate::budget::Budget;
use crate::duration::BusinessDuration;
use crate::instant::fraction;
use crate::language::Language;
use core::fmt;
use time::{PlainDateTime, UtcDateTime, Weekday};

/// An [`Explanation`] in words: a line on the whole, then a line for each span with the sum so
/// far.
///
/// Times are those of the calendar's wall clock. Meant for people and free to change; what
/// programs read is the JSON.
///
/// ```
/// use checkmark_calendar::{Calendar, ExplanationText, Language, Pauses};
/// use time::UtcDateTime;
///
/// let clock = Calendar::default().compile()?;
/// let thursday = UtcDateTime::UNIX_EPOCH;
/// let explanation = clock.explain(thursday, "business PT48H".parse()?, Pauses::NONE)?;
/// let text: ExplanationText<'_> = explanation.text(Language::Swedish);
/// assert!(text.to_string().starts_with("Förfaller lör 1970-01-03 00:00"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ExplanationText<'a> {
    explanation: &'a Explanation,
    language: Language,
}

impl<'a> ExplanationText<'a> {
    pub(super) const fn new(explanation: &'a Explanation, language: Language) -> Self {
        Self {
            explanation,
            language,
        }
    }

    fn words(&self) -> &'static Words {
        match self.language {
            Language::English => &ENGLISH,
            Language::Swedish => &SWEDISH,
        }
    }

    fn headline(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (words, it) = (self.words(), self.explanation);
        let utc = |instant: UtcDateTime| PlainDateTime::new(instant.date(), instant.time());
        let start = it
            .spans
            .first()
            .map_or_else(|| utc(it.start), Span::local_from);
        let due = it.spans.last().map_or_else(|| utc(it.due), Span::local_to);
        write!(f, "{} {}", words.due, Local { words, at: due })?;
        write!(f, " ({}): ", it.zone)?;
        match it.budget {
            Budget::Business(budget) => write!(f, "{} {}", Length(budget), words.business)?,
            Budget::BusinessDays(1) => write!(f, "1 {}", words.business_day)?,
            Budget::BusinessDays(days) => write!(f, "{days} {}", words.business_days)?,
            Budget::Elapsed(budget) => {
                let budget = BusinessDuration::try_from(budget).unwrap_or_default();
                write!(f, "{} {}", Length(budget), words.elapsed)?;
            }
            Budget::Fixed(_) => f.write_str(words.fixed)?,
        }
        writeln!(f, " {} {}.", words.from, Local { words, at: start })
    }

    fn line(&self, span: &Span, sum: BusinessDuration, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self.words();
        let (from, to) = (span.local_from(), span.local_to());
        write!(f, "  {}", Local { words, at: from })?;
        // The end of a day reads better as 24:00 than as 00:00 of the next.
        let midnight =
            to.time() == time::Time::MIDNIGHT && to.date().previous_day() == Some(from.date());
        if span.from == span.to {
            f.write_str("              ")?;
        } else if midnight {
            f.write_str(" - 24:00")?;
        } else if from.date() == to.date() {
            write!(f, " - {}", Clock(to))?;
        } else {
            write!(f, " - {}", Local { words, at: to })?;
        }
        let length = BusinessDuration::try_from(span.length()).unwrap_or_default();
        match &span.kind {
            SpanKind::Counted => writeln!(f, "  + {} = {}", Length(length), Length(sum)),
            SpanKind::Repeated => {
                writeln!(
                    f,
                    "  + {} = {}  ({})",
                    Length(length),
                    Length(sum),
                    words.repeated
                )
            }
            SpanKind::Closed => writeln!(f, "  {}", words.closed),
            SpanKind::Holiday { name, .. } if name.is_empty() => {
                writeln!(f, "  {}", words.holiday)
            }
            SpanKind::Holiday { name, local_name } => {
                let local = local_name.as_ref().filter(|_| words.local_names);
                writeln!(f, "  {}: {}", words.holiday, local.unwrap_or(name))
            }
            SpanKind::Paused { reason } => {
                write!(f, "  {} {}: ", words.paused, Length(length))?;
                let mut parts = reason.as_str().split('_');
                f.write_str(parts.next().unwrap_or_default())?;
                parts.try_for_each(|part| write!(f, " {part}"))?;
                f.write_str("\n")
            }
            SpanKind::Skipped { open } => writeln!(f, "  {} ({})", words.skipped, Length(*open)),
        }
    }
}

impl fmt::Display for ExplanationText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.headline(f)?;
        let mut sum = BusinessDuration::ZERO;
        for span in &self.explanation.spans {
            if span.kind.counts() {
                let length = BusinessDuration::try_from(span.length()).unwrap_or_default();
                sum = sum.checked_add(length).unwrap_or(sum);
            }
            self.line(span, sum, f)?;
        }
        let (words, it) = (self.words(), self.explanation);
        write!(f, "{}: {} {}", words.zone_data, it.zone, it.zone_version)?;
        if !it.calendar_version.is_empty() {
            write!(f, "; {}: {}", words.calendar, it.calendar_version)?;
        }
        f.write_str("\n")
    }
}

/// `Mon 2026-02-02 09:00`.
struct Local {
    words: &'static Words,
    at: PlainDateTime,
}

impl fmt::Display for Local {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.at.date();
        let weekday = self.words.weekday(date.weekday());
        let (year, month, day) = date.to_calendar_date();
        write!(
            f,
            "{weekday} {year:04}-{:02}-{day:02} {}",
            u8::from(month),
            Clock(self.at)
        )
    }
}

/// `09:00`, with seconds and decimals if there are any.
struct Clock(PlainDateTime);

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second, nanosecond) = self.0.as_hms_nano();
        write!(f, "{hour:02}:{minute:02}")?;
        if second > 0 || nanosecond > 0 {
            write!(f, ":{second:02}")?;
            fraction(nanosecond, f)?;
        }
        Ok(())
    }
}

/// `48 h`, `1 h 30 min`, `0.5 s`.
struct Length(BusinessDuration);

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (seconds, nanoseconds) = (self.0.whole_seconds(), self.0.subsec_nanoseconds());
        let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let mut gap = "";
        for (number, unit) in [(hours, "h"), (minutes, "min")] {
            if number > 0 {
                write!(f, "{gap}{number} {unit}")?;
                gap = " ";
            }
        }
        if rest > 0 || nanoseconds > 0 || gap.is_empty() {
            write!(f, "{gap}{rest}")?;
            fraction(nanoseconds, f)?;
            f.write_str(" s")?;
        }
        Ok(())
    }
}

/// The words of a language.
struct Words {
    due: &'static str,
    from: &'static str,
    business: &'static str,
    business_day: &'static str,
    business_days: &'static str,
    elapsed: &'static str,
    fixed: &'static str,
    closed: &'static str,
    holiday: &'static str,
    paused: &'static str,
    skipped: &'static str,
    repeated: &'static str,
    zone_data: &'static str,
    calendar: &'static str,
    weekdays: [&'static str; 7],
    /// Whether holidays are better called what they are called in their country.
    local_names: bool,
}

impl Words {
    fn weekday(&self, weekday: Weekday) -> &'static str {
        self.weekdays[usize::from(weekday.number_days_from_monday())]
    }
}

const ENGLISH: Words = Words {
    due: "Due",
    from: "from",
    business: "of business time",
    business_day: "business day",
    business_days: "business days",
    elapsed: "of elapsed time",
    fixed: "a fixed instant, counted",
    closed: "closed",
    holiday: "holiday",
    paused: "paused",
    skipped: "skipped by the clock change",
    repeated: "shown twice by the clock change",
    zone_data: "Zone data",
    calendar: "calendar",
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    local_names: false,
};

const SWEDISH: Words = Words {
    due: "Förfaller",
    from: "från",
    business: "öppettid",
    business_day: "arbetsdag",
    business_days: "arbetsdagar",
    elapsed: "förfluten tid",
    fixed: "en bestämd tidpunkt, räknat",
    closed: "stängt",
    holiday: "helgdag",
    paused: "pausat",
    skipped: "överhoppat av tidsomställningen",
    repeated: "visas två gånger av tidsomställningen",
    zone_data: "Tidszonsdata",
    calendar: "kalender",
    weekdays: ["mån", "tis", "ons", "tor", "fre", "lör", "sön"],
    local_names: true,
};
