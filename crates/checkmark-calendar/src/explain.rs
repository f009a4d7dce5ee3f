//! What a due date is made of.

mod text;
mod unroll;
mod verify;
#[cfg(feature = "serde")]
mod wire;

pub use text::ExplanationText;
pub use verify::{ExplanationFault, ExplanationFaultKind};

use crate::budget::Budget;
use crate::duration::BusinessDuration;
use crate::language::Language;
use crate::pause::PauseReason;
use alloc::string::String;
use alloc::vec::Vec;
use time::{PlainDateTime, SignedDuration, UtcDateTime};

/// A due date unrolled into what was counted and what was not, and why.
///
/// The spans follow one another from the start to the due instant without gap or overlap; those
/// that count add up exactly to the budget, which [`verify`](Self::verify) checks without the
/// clock that made them.
///
/// ```
/// use checkmark_calendar::{Budget, Calendar, Language, Pauses, SpanKind};
/// use time::UtcDateTime;
///
/// let clock = Calendar::default().compile()?;
/// let friday_noon = UtcDateTime::from_unix_timestamp(1_795_780_800)?;
/// let explanation = clock.explain(friday_noon, "business PT13H".parse()?, Pauses::NONE)?;
/// let kinds: Vec<_> = explanation.spans().iter().map(|span| span.kind().clone()).collect();
/// assert_eq!(kinds, [SpanKind::Counted, SpanKind::Closed, SpanKind::Counted]);
/// assert!(explanation.verify().is_ok());
/// println!("{}", explanation.text(Language::Swedish));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Explanation {
    #[cfg_attr(feature = "serde", serde(with = "crate::instant::wire"))]
    start: UtcDateTime,
    #[cfg_attr(feature = "serde", serde(with = "crate::instant::wire"))]
    due: UtcDateTime,
    budget: Budget,
    zone: String,
    zone_version: String,
    calendar_version: String,
    spans: Vec<Span>,
}

impl Explanation {
    /// The instant that time runs from.
    #[must_use]
    pub const fn start(&self) -> UtcDateTime {
        self.start
    }

    /// The due instant.
    ///
    /// ```
    /// use checkmark_calendar::{Calendar, Pauses};
    /// use time::{SignedDuration, UtcDateTime};
    ///
    /// let clock = Calendar::default().compile()?;
    /// let (start, budget) = (UtcDateTime::UNIX_EPOCH, "business PT8H".parse()?);
    /// let explanation = clock.explain(start, budget, Pauses::NONE)?;
    /// assert_eq!((explanation.start(), explanation.budget()), (start, budget));
    /// assert_eq!(explanation.due(), start + SignedDuration::hours(8));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn due(&self) -> UtcDateTime {
        self.due
    }

    /// The budget that was used up.
    #[must_use]
    pub const fn budget(&self) -> Budget {
        self.budget
    }

    /// The zone on whose wall clock the spans are told.
    #[must_use]
    pub fn zone(&self) -> &str {
        &self.zone
    }

    /// The version of that zone's rules.
    ///
    /// ```
    /// use checkmark_calendar::{Calendar, Pauses};
    /// use time::UtcDateTime;
    ///
    /// let clock = Calendar::builder().version("desk 7").build()?.compile()?;
    /// let explanation = clock.explain(UtcDateTime::UNIX_EPOCH, "business P1D".parse()?, Pauses::NONE)?;
    /// assert_eq!((explanation.zone(), explanation.zone_version()), ("UTC", "fixed"));
    /// assert_eq!(explanation.calendar_version(), "desk 7");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn zone_version(&self) -> &str {
        &self.zone_version
    }

    /// The version of hours, holidays and overrides.
    #[must_use]
    pub fn calendar_version(&self) -> &str {
        &self.calendar_version
    }

    /// What lies between start and due instant, in order; nothing if both are the same.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The sum of the spans that count.
    #[must_use]
    pub fn counted(&self) -> BusinessDuration {
        let counted = self.spans.iter().filter(|span| span.kind.counts());
        counted.fold(BusinessDuration::ZERO, |sum, span| {
            let length = BusinessDuration::try_from(span.length()).unwrap_or_default();
            sum.checked_add(length).unwrap_or(sum)
        })
    }

    /// The explanation in words, a line for each span.
    #[must_use]
    pub const fn text(&self, language: Language) -> ExplanationText<'_> {
        ExplanationText::new(self, language)
    }
}

/// A stretch of time between a start and a due instant, and whether it counts.
///
/// ```
/// use checkmark_calendar::{Calendar, Pauses, Span, Transition, Zone};
/// use time::{SignedDuration, UtcDateTime};
///
/// let far = UtcDateTime::from_unix_timestamp(1_900_000_000)?;
/// let back_in_october = Transition::from_unix(1_792_890_000, 3600);
/// let stockholm = Zone::from_transitions("Europe/Stockholm", "2026f", 7200, [back_in_october], far)?;
/// let clock = Calendar::builder().zone(stockholm).build()?.compile()?;
///
/// let friday_noon = UtcDateTime::from_unix_timestamp(1_792_749_600)?;
/// let explanation = clock.explain(friday_noon, "business PT13H".parse()?, Pauses::NONE)?;
/// let weekend: &Span = &explanation.spans()[1];
/// assert_eq!((weekend.offset_from(), weekend.offset_to()), (7200, 3600));
/// assert_eq!(weekend.length(), SignedDuration::hours(49), "its Sunday has an hour more");
/// assert_eq!(weekend.local_to() - weekend.local_from(), SignedDuration::hours(48));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    from: UtcDateTime,
    to: UtcDateTime,
    offset_from: i32,
    offset_to: i32,
    kind: SpanKind,
}

impl Span {
    /// Its first instant.
    #[must_use]
    pub const fn from(&self) -> UtcDateTime {
        self.from
    }

    /// The first instant after it; for skipped time the same as the first.
    #[must_use]
    pub const fn to(&self) -> UtcDateTime {
        self.to
    }

    /// Its length in real time; none for skipped time.
    #[must_use]
    pub fn length(&self) -> SignedDuration {
        self.to - self.from
    }

    /// The offset of the wall clock at its first instant, in seconds east of UTC.
    #[must_use]
    pub const fn offset_from(&self) -> i32 {
        self.offset_from
    }

    /// The offset of the wall clock at its last instant, in seconds east of UTC.
    #[must_use]
    pub const fn offset_to(&self) -> i32 {
        self.offset_to
    }

    /// What the wall clock showed at its first instant.
    #[must_use]
    pub const fn local_from(&self) -> PlainDateTime {
        local(self.from, self.offset_from)
    }

    /// What the wall clock showed when it ended, before any change of the clock at that instant.
    #[must_use]
    pub const fn local_to(&self) -> PlainDateTime {
        local(self.to, self.offset_to)
    }

    /// Whether it counts, and why not.
    #[must_use]
    pub const fn kind(&self) -> &SpanKind {
        &self.kind
    }
}

const fn local(instant: UtcDateTime, offset: i32) -> PlainDateTime {
    PlainDateTime::new(instant.date(), instant.time())
        .saturating_add(SignedDuration::seconds(offset as i64))
}

/// Why a stretch of time counts or does not.
///
/// Open: there may be more reasons some day.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SpanKind {
    /// It counts.
    Counted,
    /// It counts although the wall clock shows it for the second time.
    Repeated,
    /// It does not: outside the opening hours.
    Closed,
    /// It does not: a holiday.
    #[non_exhaustive]
    Holiday {
        /// What the holiday is called.
        name: String,
        /// What it is called in the language of the country, if that is known to differ.
        local_name: Option<String>,
    },
    /// It does not, though it is open: paused.
    #[non_exhaustive]
    Paused {
        /// Why.
        reason: PauseReason,
    },
    /// It never came: the wall clock was put forward over opening hours.
    #[non_exhaustive]
    Skipped {
        /// How much opening time there would have been.
        open: BusinessDuration,
    },
}

impl SpanKind {
    /// Whether it adds to what is used of the budget.
    ///
    /// ```
    /// use checkmark_calendar::SpanKind;
    ///
    /// assert!(SpanKind::Repeated.counts(), "what the clock shows twice is open twice");
    /// assert!(!SpanKind::Closed.counts());
    /// ```
    #[must_use]
    pub const fn counts(&self) -> bool {
        matches!(self, Self::Counted | Self::Repeated)
    }

    /// Whether the desk is open, and it counts unless it is paused.
    pub(crate) const fn is_open(&self) -> bool {
        self.counts() || matches!(self, Self::Paused { .. })
    }

    /// The stable name, such as `counted`.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Counted => "counted",
            Self::Repeated => "repeated",
            Self::Closed => "closed",
            Self::Holiday { .. } => "holiday",
            Self::Paused { .. } => "paused",
            Self::Skipped { .. } => "skipped",
        }
    }
}
