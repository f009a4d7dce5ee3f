//! From a clock to an explanation.

use super::{Explanation, Span, SpanKind};
use crate::budget::Budget;
use crate::calendar::Definition;
use crate::clock::{Clock, ClockError};
use crate::duration::BusinessDuration;
use crate::instant::{join, split};
use crate::pause::{Pause, Pauses};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use time::UtcDateTime;

impl Clock {
    /// The deadline unrolled: what counts from the start to the due instant, what does not, and
    /// why.
    ///
    /// For elapsed time everything that is not paused counts. For a fixed instant it is shown what
    /// would count until then; nothing lies before a fixed instant in the past.
    ///
    /// # Errors
    ///
    /// As [`deadline`](Self::deadline).
    pub fn explain(
        &self,
        start: UtcDateTime,
        budget: Budget,
        pauses: &Pauses,
    ) -> Result<Explanation, ClockError> {
        let due = self.deadline(start, budget, pauses)?;
        let none = Pauses::NONE;
        let pauses = if let Budget::Fixed(_) = budget {
            none
        } else {
            pauses
        };
        // Elapsed time needs no calendar, but the wall clock it is told on does.
        self.check_range(start, due)?;
        let zone = self.zone();
        Ok(Explanation {
            start,
            due,
            budget,
            zone: zone.name().to_string(),
            zone_version: zone.version().to_string(),
            calendar_version: self.calendar().version().to_string(),
            spans: Unroll::new(self, start, due, budget, pauses).spans(),
        })
    }
}

/// Where on the way from start to due instant the unrolling is.
struct Unroll<'a> {
    clock: &'a Clock,
    at: UtcDateTime,
    due: UtcDateTime,
    /// Whether closing hours and holidays count as well.
    around_the_clock: bool,
    pauses: core::iter::Peekable<core::slice::Iter<'a, Pause>>,
    skips: Vec<(i64, u64)>,
    repeats: Vec<(i64, i64)>,
    spans: Vec<Span>,
}

impl<'a> Unroll<'a> {
    fn new(
        clock: &'a Clock,
        start: UtcDateTime,
        due: UtcDateTime,
        budget: Budget,
        pauses: &'a Pauses,
    ) -> Self {
        let around_the_clock = matches!(budget, Budget::Elapsed(_));
        let (mut skips, mut repeats) = (Vec::new(), Vec::new());
        if !around_the_clock {
            let (from, to) = (split(start).0, split(due).0);
            for desk in clock.calendar().desks() {
                skips.extend(skipped(&desk, from, to));
                repeats.extend(repeated(&desk, from, to));
            }
            skips.sort_unstable();
            repeats.sort_unstable();
        }
        let pauses = pauses.as_slice().iter().peekable();
        Self {
            clock,
            at: start,
            due,
            around_the_clock,
            pauses,
            skips,
            repeats,
            spans: Vec::new(),
        }
    }

    fn spans(mut self) -> Vec<Span> {
        let mut skips = core::mem::take(&mut self.skips).into_iter().peekable();
        while self.at < self.due {
            let seconds = split(self.at).0;
            while let Some((at, open)) = skips.next_if(|skip| skip.0 <= seconds) {
                let open = BusinessDuration::seconds(open);
                self.spans
                    .push(self.span(instant(at), instant(at), SpanKind::Skipped { open }));
            }
            let (kind, until) = self.next();
            let until = skips
                .peek()
                .map_or(until, |skip| until.min(instant(skip.0)));
            self.add(until.min(self.due), kind);
        }
        self.spans
    }

    /// What holds here, and up to where at most.
    fn next(&mut self) -> (SpanKind, UtcDateTime) {
        let seconds = split(self.at).0;
        let (is_open, label, until) = if self.around_the_clock {
            (true, 0, i64::MAX)
        } else {
            self.clock.timeline().state(seconds)
        };
        let mut until = join(until, 0).unwrap_or(self.due);
        if !is_open {
            return (self.closed(label), until);
        }
        if !self.around_the_clock {
            let midnight = self.next_midnight(seconds);
            until = midnight.map_or(until, |midnight| until.min(instant(midnight)));
        }
        let over = |it: &&Pause| it.to().is_some_and(|to| to <= self.at);
        while self.pauses.next_if(over).is_some() {}
        if let Some(&&pause) = self.pauses.peek() {
            if pause.from() <= self.at {
                let reason = pause.reason();
                until = pause.to().map_or(until, |to| until.min(to));
                return (SpanKind::Paused { reason }, until);
            }
            until = until.min(pause.from());
        }
        let next = self.repeats.partition_point(|it| it.1 <= seconds);
        match self.repeats.get(next) {
            Some(&(from, to)) if from <= seconds => (SpanKind::Repeated, until.min(instant(to))),
            Some(&(from, _)) => (SpanKind::Counted, until.min(instant(from))),
            None => (SpanKind::Counted, until),
        }
    }

    fn closed(&self, label: u32) -> SpanKind {
        match label
            .checked_sub(1)
            .and_then(|nth| self.clock.tables().holidays.get(nth as usize))
        {
            Some(holiday) => SpanKind::Holiday {
                name: String::from(holiday.name()),
                local_name: holiday.local_name().map(String::from),
            },
            None => SpanKind::Closed,
        }
    }

    /// The next instant after a second at which the date on the wall clock changes.
    fn next_midnight(&self, seconds: i64) -> Option<i64> {
        let zone = self.clock.zone();
        let today = zone.day_at(seconds);
        let ends = zone
            .spans_of(today)
            .find(|it| it.0 <= seconds && seconds < it.1);
        ends.map(|it| it.1)
    }

    /// Adds a span up to an instant; what follows on its like makes it longer, but what is open is
    /// told date by date.
    fn add(&mut self, to: UtcDateTime, kind: SpanKind) {
        let from = core::mem::replace(&mut self.at, to);
        let span = self.span(from, to, kind);
        match self.spans.last_mut() {
            Some(last) if last.to == from && last.kind == span.kind && joins(last, &span) => {
                (last.to, last.offset_to) = (to, span.offset_to);
            }
            Some(_) | None => self.spans.push(span),
        }
    }

    fn span(&self, from: UtcDateTime, to: UtcDateTime, kind: SpanKind) -> Span {
        let zone = self.clock.zone();
        let (last, nanoseconds) = split(to);
        let last = if nanoseconds == 0 { last - 1 } else { last };
        let first = split(from).0;
        let (offset_from, offset_to) = (zone.offset(first), zone.offset(last.max(first)));
        Span {
            from,
            to,
            offset_from,
            offset_to,
            kind,
        }
    }
}

/// Whether two neighbors of one kind are one span.
fn joins(one: &Span, next: &Span) -> bool {
    let same_day = one.local_from().date() == next.local_from().date();
    !one.kind.is_open() || (same_day && one.offset_to == next.offset_from)
}

/// Where between two seconds a wall clock is put forward over opening hours, and how much of them.
fn skipped(desk: &Definition, from: i64, to: i64) -> impl Iterator<Item = (i64, u64)> + '_ {
    desk.zone()
        .changes()
        .filter_map(move |(at, before, after)| {
            let open = if from < at && at < to && before < after {
                desk.open_between(at + before, at + after)
            } else {
                0
            };
            (open > 0).then_some((at, open as u64))
        })
}

/// From when to when between two seconds a wall clock shows times for the second time.
fn repeated(desk: &Definition, from: i64, to: i64) -> impl Iterator<Item = (i64, i64)> + '_ {
    desk.zone()
        .changes()
        .filter_map(move |(at, before, after)| {
            let end = at + before - after;
            (after < before && at < to && from < end).then_some((at, end))
        })
}

fn instant(seconds: i64) -> UtcDateTime {
    join(seconds, 0).expect("the clock has answers for years of `time` alone")
}
