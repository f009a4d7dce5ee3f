//! Whether an explanation holds, checked without the clock that made it.

use super::{Explanation, Span, SpanKind};
use crate::budget::Budget;
use crate::calendar::Calendar;
use crate::duration::BusinessDuration;
use crate::pause::Pauses;
use alloc::collections::BTreeMap;
use core::fmt;
use core::ops::Bound;
use time::{Date, SignedDuration, UtcDateTime};

impl Explanation {
    /// Checks that the explanation adds up: its spans lie side by side from the start to the due
    /// instant, those that count are the budget to the nanosecond, and the due instant is the
    /// first at which they are.
    ///
    /// # Errors
    ///
    /// The first fault, and in which span.
    pub fn verify(&self) -> Result<(), ExplanationFault> {
        let mut at = self.start;
        for (position, span) in self.spans.iter().enumerate() {
            let fault = |kind| {
                Err(ExplanationFault {
                    kind,
                    position: Some(position),
                })
            };
            if span.from != at {
                return fault(ExplanationFaultKind::Gap);
            }
            let is_moment = matches!(span.kind, SpanKind::Skipped { .. });
            if span.to < span.from || (span.to == span.from) != is_moment {
                return fault(ExplanationFaultKind::Length);
            }
            at = span.to;
        }
        let late = matches!(self.budget, Budget::Fixed(due) if due <= self.start);
        if at != self.due && !(late && self.spans.is_empty()) {
            return Err(ExplanationFault {
                kind: ExplanationFaultKind::Gap,
                position: None,
            });
        }
        let adds_up = match self.budget {
            Budget::Business(budget) => self.counted() == budget,
            Budget::Elapsed(budget) => {
                BusinessDuration::try_from(budget).is_ok_and(|budget| self.counted() == budget)
            }
            Budget::BusinessDays(days) => self.counted_days() == days,
            Budget::Fixed(instant) => return self.check(instant == self.due),
        };
        self.check(adds_up)?;
        match self.spans.last() {
            Some(last) if !last.kind.counts() => Err(ExplanationFault {
                kind: ExplanationFaultKind::DueLater,
                position: Some(self.spans.len() - 1),
            }),
            Some(_) | None => Ok(()),
        }
    }

    /// Checks besides that every span is what the definition of the calendar says it is, at its
    /// first and its last instant.
    ///
    /// # Errors
    ///
    /// The first fault, and in which span.
    ///
    /// ```
    /// use checkmark_calendar::{Calendar, ExplanationFault, ExplanationFaultKind, Pauses, Week};
    /// use time::UtcDateTime;
    ///
    /// let calendar = Calendar::default();
    /// let explanation = calendar.compile()?.explain(
    ///     UtcDateTime::UNIX_EPOCH,
    ///     "business PT48H".parse()?,
    ///     Pauses::NONE,
    /// )?;
    /// assert_eq!(explanation.verify_against(&calendar, Pauses::NONE), Ok(()));
    ///
    /// let office = Week::builder().weekdays("09:00-17:00")?.build();
    /// let other = Calendar::builder().week(office).build()?;
    /// let fault: ExplanationFault = explanation.verify_against(&other, Pauses::NONE).unwrap_err();
    /// assert_eq!((fault.kind(), fault.position()), (ExplanationFaultKind::Definition, Some(0)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn verify_against(
        &self,
        calendar: &Calendar,
        pauses: &Pauses,
    ) -> Result<(), ExplanationFault> {
        self.verify()?;
        for (position, span) in self.spans.iter().enumerate() {
            let last = span.to - SignedDuration::nanoseconds(1);
            let ends = [span.from, last.max(span.from)];
            if !ends
                .iter()
                .all(|at| self.agrees(span, *at, calendar, pauses))
            {
                let kind = ExplanationFaultKind::Definition;
                return Err(ExplanationFault {
                    kind,
                    position: Some(position),
                });
            }
        }
        Ok(())
    }

    fn agrees(&self, span: &Span, at: UtcDateTime, calendar: &Calendar, pauses: &Pauses) -> bool {
        let elapsed = matches!(self.budget, Budget::Elapsed(_));
        let open = elapsed || calendar.is_open_by_definition(at) == Some(true);
        let paused = !matches!(self.budget, Budget::Fixed(_))
            && pauses
                .as_slice()
                .iter()
                .any(|it| it.from() <= at && it.to().is_none_or(|to| at < to));
        match &span.kind {
            SpanKind::Counted | SpanKind::Repeated => open && !paused,
            SpanKind::Paused { .. } => open && paused,
            SpanKind::Closed | SpanKind::Holiday { .. } => !open,
            SpanKind::Skipped { .. } => true,
        }
    }

    fn check(&self, holds: bool) -> Result<(), ExplanationFault> {
        if holds {
            return Ok(());
        }
        Err(ExplanationFault {
            kind: ExplanationFaultKind::Sum,
            position: None,
        })
    }

    /// How many dates after the date of the start count: those whose last open time does. The last
    /// is the date of the due instant, whatever a clock turned back over midnight shows before it.
    fn counted_days(&self) -> u32 {
        let date = |span: &Span| span.local_from().date();
        let (Some(first), Some(last)) = (self.spans.first(), self.spans.last()) else {
            return 0;
        };
        let open = self.spans.iter().filter(|span| span.kind.is_open());
        let closings: BTreeMap<Date, bool> =
            open.map(|span| (date(span), span.kind.counts())).collect();
        let after = closings.range((Bound::Excluded(date(first)), Bound::Included(date(last))));
        after.filter(|(_, counts)| **counts).count() as u32
    }
}

/// What does not hold of an explanation, and in which span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExplanationFault {
    kind: ExplanationFaultKind,
    position: Option<usize>,
}

impl ExplanationFault {
    /// What does not hold.
    #[must_use]
    pub const fn kind(self) -> ExplanationFaultKind {
        self.kind
    }

    /// In which span, from 0; `None` if of the whole.
    #[must_use]
    pub const fn position(self) -> Option<usize> {
        self.position
    }
}

impl fmt::Display for ExplanationFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind)?;
        match self.position {
            Some(position) => write!(f, " at span {position}"),
            None => Ok(()),
        }
    }
}

impl core::error::Error for ExplanationFault {}

/// What may not hold of an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ExplanationFaultKind {
    /// A span does not begin where the one before it ends.
    #[error("spans that do not lie side by side")]
    Gap,
    /// A span has no length, or skipped time has one.
    #[error("a span of a wrong length")]
    Length,
    /// What counts is not the budget.
    #[error("a sum that is not the budget")]
    Sum,
    /// The budget was used up before the due instant.
    #[error("a due instant later than the budget")]
    DueLater,
    /// A span is not what the calendar says.
    #[error("not what the calendar says")]
    Definition,
}
