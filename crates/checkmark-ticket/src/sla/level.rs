//! What is promised on a clock, and the arithmetic of its pauses.

use checkmark_calendar::{
    Budget, BusinessDuration, Clock, ClockError, ExpectedWindow, Pause, Pauses, Share,
};
use time::{SignedDuration, UtcDateTime};

use super::{Hold, Schedule, ServiceClock};
use crate::words::words;

/// A promise on a calendar: within which budget, at risk from which share of it, and whether it
/// stands while a question waits for the person.
///
/// ```
/// use checkmark_calendar::{Calendar, Share};
/// use checkmark_ticket::{ServiceLevel, WhileWaiting};
///
/// let desk = Calendar::default().compile()?;
/// let contact = ServiceLevel::new(desk, "business PT48H".parse()?);
/// assert_eq!(contact.at_risk(), Share::DEFAULT);
/// assert_eq!(contact.while_waiting(), WhileWaiting::Runs);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct ServiceLevel {
    clock: Clock,
    earliest: Option<Budget>,
    latest: Budget,
    share: Share,
    /// What the budget comes to where it is a length, and that share of it.
    length: BusinessDuration,
    risky: BusinessDuration,
    while_waiting: WhileWaiting,
}

impl ServiceLevel {
    /// A promise to be kept within a budget; at risk from 75 % of it on, and running while a
    /// question waits.
    #[must_use]
    pub fn new(clock: Clock, within: Budget) -> Self {
        let length = length(within).unwrap_or_default();
        Self {
            clock,
            earliest: None,
            latest: within,
            share: Share::DEFAULT,
            length,
            risky: Share::DEFAULT.of(length),
            while_waiting: WhileWaiting::Runs,
        }
    }

    /// A promise to be kept within a window.
    ///
    /// ```
    /// use checkmark_calendar::{Calendar, ExpectedWindow, Share};
    /// use checkmark_ticket::{ServiceLevel, WhileWaiting};
    ///
    /// let desk = Calendar::default().compile()?;
    /// let window = ExpectedWindow::new("business PT24H".parse()?, "business PT48H".parse()?)?;
    /// let half = Share::percent(50).expect("at most the whole");
    /// let level = ServiceLevel::window(desk, window).with_share(half).with_waiting(WhileWaiting::Stands);
    /// assert_eq!((level.earliest(), level.latest()), (Some(window.earliest()), window.latest()));
    /// assert_eq!((level.at_risk(), level.while_waiting()), (half, WhileWaiting::Stands));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn window(clock: Clock, window: ExpectedWindow) -> Self {
        Self {
            earliest: Some(window.earliest()),
            ..Self::new(clock, window.latest())
        }
    }

    /// The same, at risk from another share of the budget on.
    #[must_use]
    pub fn with_share(self, share: Share) -> Self {
        Self {
            share,
            risky: share.of(self.length),
            ..self
        }
    }

    /// The same, standing or running while a question waits.
    #[must_use]
    pub fn with_waiting(self, while_waiting: WhileWaiting) -> Self {
        Self {
            while_waiting,
            ..self
        }
    }

    /// The calendar's clock.
    #[must_use]
    pub const fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The budget after which it is expected at the earliest, if the promise is a window.
    #[must_use]
    pub const fn earliest(&self) -> Option<Budget> {
        self.earliest
    }

    /// The budget after which it is due.
    #[must_use]
    pub const fn latest(&self) -> Budget {
        self.latest
    }

    /// The share of the budget from which on it is at risk.
    #[must_use]
    pub const fn at_risk(&self) -> Share {
        self.share
    }

    /// Whether it stands while a question waits for the person.
    #[must_use]
    pub const fn while_waiting(&self) -> WhileWaiting {
        self.while_waiting
    }

    /// The schedule of something that starts, and counts all that is not paused.
    pub(crate) fn schedule(
        &self,
        start: UtcDateTime,
        pauses: &Pauses,
    ) -> Result<Schedule, ClockError> {
        let deadline = |budget| self.clock.deadline(start, budget, pauses);
        Ok(Schedule {
            earliest: self.earliest.map(deadline).transpose()?,
            at_risk: self.clock.at_risk(start, self.latest, self.share, pauses)?,
            due: deadline(self.latest)?,
        })
    }

    /// What counts between two instants without a pause between them.
    pub(crate) fn count(
        &self,
        from: UtcDateTime,
        to: UtcDateTime,
    ) -> Result<BusinessDuration, ClockError> {
        self.counted(from, to, Pauses::NONE)
    }

    /// What counts between two instants, with the pauses left out.
    pub(crate) fn counted(
        &self,
        from: UtcDateTime,
        to: UtcDateTime,
        pauses: &Pauses,
    ) -> Result<BusinessDuration, ClockError> {
        match self.latest {
            Budget::Business(_) => self.clock.elapsed(from, to, pauses),
            Budget::Elapsed(_) => Ok(real(from, to, pauses)),
            // Neither is counted in time: the days are counted whole, the instant not at all.
            Budget::BusinessDays(_) | Budget::Fixed(_) => Ok(BusinessDuration::ZERO),
        }
    }

    /// The schedule of a clock that counts again from an instant on, with what has counted so far.
    ///
    /// What was used up before it stood keeps its instant. The rest is a plain deadline from here
    /// on, so that the cost does not grow with the number of pauses; only whole days are counted
    /// over all pauses, `pauses` included, the last of which goes on until now.
    pub(crate) fn resumed(
        &self,
        clock: &ServiceClock,
        counted: BusinessDuration,
        pauses: &Pauses,
        now: UtcDateTime,
    ) -> Result<Schedule, ClockError> {
        match self.latest {
            Budget::Business(_) | Budget::Elapsed(_) => {
                self.continued(clock.schedule, counted, now)
            }
            Budget::BusinessDays(_) => {
                let mut pauses = pauses.clone();
                let booked = match clock.ended {
                    Some(ended) => Pause::new(ended, now, Hold::Resolved.pause_reason())
                        .and_then(|pause| pauses.push(pause)),
                    None => pauses.end(now),
                };
                debug_assert!(booked.is_ok(), "it stood, or had stopped, until now");
                self.schedule(clock.started, &pauses)
            }
            Budget::Fixed(_) => Ok(clock.schedule),
        }
    }

    /// The rest of a schedule from an instant on.
    pub(crate) fn continued(
        &self,
        old: Schedule,
        counted: BusinessDuration,
        now: UtcDateTime,
    ) -> Result<Schedule, ClockError> {
        let rest = |budget: BusinessDuration| budget.checked_sub(counted).unwrap_or_default();
        let (at_risk, due) = (rest(self.risky), rest(self.length));
        let earliest = self.earliest.and_then(length).map(rest);
        // What is used up already keeps its instant.
        let reached = |rest: BusinessDuration, old, new| if rest.is_zero() { old } else { new };
        let rests = [earliest.unwrap_or_default(), at_risk, due];
        let [first, risky, last] = self.deadlines(now, rests)?;
        Ok(Schedule {
            earliest: match (earliest, old.earliest) {
                (Some(rest), Some(old)) => Some(reached(rest, old, first)),
                (_, old) => old,
            },
            at_risk: reached(at_risk, old.at_risk, risky),
            due: reached(due, old.due, last),
        })
    }

    /// When lengths of this promise's kind are used up from an instant on.
    fn deadlines(
        &self,
        now: UtcDateTime,
        lengths: [BusinessDuration; 3],
    ) -> Result<[UtcDateTime; 3], ClockError> {
        let Budget::Elapsed(_) = self.latest else {
            return self.clock.deadlines(now, lengths);
        };
        let mut instants = [now; 3];
        for (instant, length) in instants.iter_mut().zip(lengths) {
            let budget = Budget::Elapsed(length.as_signed().unwrap_or(SignedDuration::MAX));
            *instant = self.clock.deadline(now, budget, Pauses::NONE)?;
        }
        Ok(instants)
    }
}

words! {
    /// Whether a clock stands while a question waits for the person (SLA-5).
    ///
    /// ```
    /// assert_eq!(checkmark_ticket::WhileWaiting::Stands.as_str(), "stands");
    /// ```
    #[expect(clippy::exhaustive_enums, reason = "closed: there is no third")]
    WhileWaiting "way of waiting";
    /// It stands.
    Stands "stands",
    /// It runs on.
    Runs "runs",
}

/// How long a budget is, if it is a length.
fn length(budget: Budget) -> Option<BusinessDuration> {
    match budget {
        Budget::Business(length) => Some(length),
        Budget::Elapsed(length) => BusinessDuration::try_from(length).ok(),
        Budget::BusinessDays(_) | Budget::Fixed(_) => None,
    }
}

/// Real time between two instants, with the pauses left out.
fn real(from: UtcDateTime, to: UtcDateTime, pauses: &Pauses) -> BusinessDuration {
    let mut counted = to - from;
    for pause in pauses.as_slice() {
        let (begin, end) = (pause.from().max(from), pause.to().unwrap_or(to).min(to));
        if begin < end {
            counted -= end - begin;
        }
    }
    BusinessDuration::try_from(counted).unwrap_or_default()
}
