//! What is due under another policy or calendar (SLA-6).

use checkmark_calendar::{BusinessDuration, Cause, ClockError, Pauses, Recompute};
use time::UtcDateTime;

use crate::command::Verdicts;
use crate::event::MoveCause;
use crate::policy::Policy;
use crate::request::{Request, counted_pauses};
use crate::sla::{ClockName, Schedule, ServiceClock, ServiceLevel, Verdict};

/// Two policies side by side: what moves for a request, and why.
///
/// It changes nothing. What is to be recorded is recorded by
/// [`Command::Recompute`](crate::Command::Recompute), with the cause that is found here.
///
/// ```
/// use checkmark_calendar::Calendar;
/// use checkmark_ticket::{Policy, Recomputation, Request, Verdicts};
/// use time::{Date, Month, UtcDateTime};
///
/// let old = Policy::default();
/// let holiday = Date::from_calendar_date(2026, Month::November, 24)?;
/// let new = Policy::on(&Calendar::builder().holiday(holiday, "Founding day").build()?)?;
/// let moves = Recomputation::new(&old, &new)
///     .of(&Request::new("r1".parse()?), Verdicts::Keep, UtcDateTime::UNIX_EPOCH)?;
/// assert_eq!(moves.iter().count(), 0, "nothing was promised yet");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Recomputation<'a> {
    old: &'a Policy,
    new: &'a Policy,
    calendars: [Recompute; 3],
}

impl<'a> Recomputation<'a> {
    /// Compares two policies. What their calendars do not have in common is worked out once.
    #[must_use]
    pub fn new(old: &'a Policy, new: &'a Policy) -> Self {
        let compare = |name| Recompute::new(old.level(name).clock(), new.level(name).clock());
        Self {
            old,
            new,
            calendars: [
                compare(ClockName::Contact),
                compare(ClockName::Validation),
                compare(ClockName::Profile),
            ],
        }
    }

    /// What moves for a request.
    ///
    /// # Errors
    ///
    /// [`ClockError`] if the new calendar has no answer.
    pub fn of(
        &self,
        request: &Request,
        verdicts: Verdicts,
        now: UtcDateTime,
    ) -> Result<Moves, ClockError> {
        let mut moves = Moves::default();
        for clock in request.clocks() {
            let name = clock.name();
            let pauses = request.pauses(name);
            let level = self.new.level(name);
            let Some(new) = recomputed(clock, pauses, level, verdicts, now)? else {
                continue;
            };
            if new.schedule != clock.schedule() || new.verdict != clock.verdict() {
                moves.0[name.index()] = Some(Move {
                    clock: name,
                    from: clock.schedule(),
                    to: new.schedule,
                    verdict_from: clock.verdict(),
                    verdict_to: new.verdict,
                    cause: self.cause(clock, pauses),
                });
            }
        }
        Ok(moves)
    }

    fn cause(&self, clock: &ServiceClock, pauses: &Pauses) -> MoveCause {
        let name = clock.name();
        let (old, new) = (self.old.level(name), self.new.level(name));
        let promise = |level: &ServiceLevel| (level.earliest(), level.latest(), level.at_risk());
        if promise(old) != promise(new) {
            return MoveCause::Policy;
        }
        let row = self.calendars[name.index()].row(
            clock.started(),
            new.latest(),
            &counted_pauses(clock, pauses),
        );
        MoveCause::Calendar { cause: row.cause() }
    }

    /// A cause of the calendar's in words, with the names and versions that it is about.
    #[must_use]
    pub fn describe(&self, clock: ClockName, cause: Cause) -> impl core::fmt::Display + '_ {
        self.calendars[clock.index()].describe(cause)
    }
}

/// What moves for one request: at most one move for each clock.
///
/// ```
/// # use checkmark_account::*;
/// # use checkmark_ticket::*;
/// # let (policy, monday) = (Policy::default(), time::UtcDateTime::from_unix_timestamp(1_795_420_800)?);
/// # let ada = Applicant::new("a1".parse()?, Basis::new(Standing::new(3), AddressNo::default()));
/// # let person = Context::new(&policy, Actor::Person, monday).with_applicant(ada);
/// # let (email, preferred_contact) = (Some("a@acme.example".into()), Some("email".into()));
/// # let draft = Draft { email, preferred_contact, ..Draft::default() };
/// # let (topic, number) = (Topic::TroubleWithValidation, "04711815".parse()?);
/// # let submit = Command::Submit { topic, number, draft, follows: None };
/// # let mut request = Request::new("r1".parse()?);
/// # let submitted = decide(&request, &submit, &person)?;
/// # request.accept(&submitted)?;
/// let moves: Moves =
///     Recomputation::new(&policy, &policy).of(&request, Verdicts::Rejudge, monday)?;
/// assert!(moves.is_empty(), "the same policy moves nothing");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moves([Option<Move>; 3]);

impl Moves {
    /// The moves, in the order of the clocks.
    pub fn iter(&self) -> impl Iterator<Item = &Move> {
        self.0.iter().flatten()
    }

    /// Whether nothing moves.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}

/// What moves on one clock: the old, the new, and why.
///
/// ```
/// # use checkmark_account::*;
/// # use checkmark_ticket::*;
/// # let (policy, monday) = (Policy::default(), time::UtcDateTime::from_unix_timestamp(1_795_420_800)?);
/// # let ada = Applicant::new("a1".parse()?, Basis::new(Standing::new(3), AddressNo::default()));
/// # let person = Context::new(&policy, Actor::Person, monday).with_applicant(ada);
/// # let (email, preferred_contact) = (Some("a@acme.example".into()), Some("email".into()));
/// # let draft = Draft { email, preferred_contact, ..Draft::default() };
/// # let (topic, number) = (Topic::TroubleWithValidation, "04711815".parse()?);
/// # let submit = Command::Submit { topic, number, draft, follows: None };
/// # let mut request = Request::new("r1".parse()?);
/// # let submitted = decide(&request, &submit, &person)?;
/// # request.accept(&submitted)?;
/// use checkmark_calendar::Calendar;
/// use time::{Date, Month, SignedDuration};
///
/// let tuesday = Date::from_calendar_date(2026, Month::November, 24)?;
/// let new = Policy::on(&Calendar::builder().holiday(tuesday, "Founding day").build()?)?;
/// let recomputation = Recomputation::new(&policy, &new);
/// let moves = recomputation.of(&request, Verdicts::Keep, monday)?;
/// let contact: &Move = moves.iter().next().expect("a working day is gone");
/// assert_eq!(contact.to().due() - contact.from().due(), SignedDuration::DAY);
/// assert_eq!(contact.rejudged(), None);
///
/// let MoveCause::Calendar { cause: Some(cause) } = contact.cause() else { panic!("{contact:?}") };
/// let words = recomputation.describe(contact.clock(), cause).to_string();
/// assert_eq!(words, "holiday added on 2026-11-24: Founding day");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Move {
    clock: ClockName,
    from: Schedule,
    to: Schedule,
    verdict_from: Option<Verdict>,
    verdict_to: Option<Verdict>,
    cause: MoveCause,
}

impl Move {
    /// Which clock.
    #[must_use]
    pub const fn clock(&self) -> ClockName {
        self.clock
    }

    /// What was promised.
    #[must_use]
    pub const fn from(&self) -> Schedule {
        self.from
    }

    /// What would be.
    #[must_use]
    pub const fn to(&self) -> Schedule {
        self.to
    }

    /// The verdict before and after, if it is judged otherwise.
    #[must_use]
    pub fn rejudged(&self) -> Option<(Option<Verdict>, Option<Verdict>)> {
        (self.verdict_from != self.verdict_to).then_some((self.verdict_from, self.verdict_to))
    }

    /// Why.
    #[must_use]
    pub const fn cause(&self) -> MoveCause {
        self.cause
    }
}

/// A clock as if a policy had held from its start.
pub(crate) struct Recomputed {
    pub(crate) schedule: Schedule,
    pub(crate) counted: BusinessDuration,
    pub(crate) verdict: Option<Verdict>,
}

/// Computes a clock again from its start and all its pauses; `None` if it stays as it is: void, or
/// with a verdict that is not asked to be judged again.
pub(crate) fn recomputed(
    clock: &ServiceClock,
    pauses: &Pauses,
    level: &ServiceLevel,
    verdicts: Verdicts,
    now: UtcDateTime,
) -> Result<Option<Recomputed>, ClockError> {
    match (clock.verdict(), verdicts) {
        (Some(Verdict::Void), _) | (Some(Verdict::Met | Verdict::Missed), Verdicts::Keep) => {
            return Ok(None);
        }
        (Some(Verdict::Met | Verdict::Missed), Verdicts::Rejudge) | (None, _) => {}
    }
    let pauses = &counted_pauses(clock, pauses);
    let schedule = level.schedule(clock.started(), pauses)?;
    let counted = level.counted(clock.started(), clock.since, pauses)?;
    let verdict = match verdicts {
        Verdicts::Keep => clock.verdict(),
        Verdicts::Rejudge => {
            // The last instant at which time went by.
            let last = match (clock.ended(), clock.hold()) {
                (Some(ended), _) => ended,
                (None, Some(_)) => clock.since,
                (None, None) => now,
            };
            if schedule.due() < last {
                Some(Verdict::Missed)
            } else {
                clock.ended().map(|_| Verdict::Met)
            }
        }
    };
    Ok(Some(Recomputed {
        schedule,
        counted,
        verdict,
    }))
}
