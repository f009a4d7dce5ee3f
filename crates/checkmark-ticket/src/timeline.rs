//! What happened to a request, and what its clocks counted: told in one piece.

use alloc::vec::Vec;
use checkmark_account::Language;
use checkmark_calendar::{ClockError, Explanation};
use core::fmt;
use time::UtcDateTime;

use crate::event::{Event, Fact, FactKind, MoveCause};
use crate::evolve::ReplayError;
use crate::labels;
use crate::policy::Policy;
use crate::request::Request;
use crate::sla::{ClockName, ClockStatus, ServiceClock};

/// What happened when, and what each due instant is made of: without anything personal.
///
/// ```
/// use checkmark_account::Language;
/// use checkmark_ticket::{Policy, Timeline};
///
/// let timeline = Timeline::new("r1".parse()?, &[], &Policy::default())?;
/// assert!(timeline.moments().is_empty());
/// assert_eq!(timeline.text(Language::English).to_string(), "");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Timeline {
    moments: Vec<Moment>,
    clocks: Vec<ClockLine>,
}

impl Timeline {
    /// The timeline of a record. Its clocks are explained on the policy that is handed in.
    ///
    /// # Errors
    ///
    /// [`TimelineError`] if the record does not fold, or if the calendar has no answer.
    pub fn new(
        id: checkmark_account::RequestId,
        record: &[Event],
        policy: &Policy,
    ) -> Result<Self, TimelineError> {
        let mut request = Request::new(id);
        for event in record {
            request.apply(event)?;
        }
        let mut clocks = Vec::new();
        for clock in request.clocks() {
            if let Some(explanation) = request.explain(clock.name(), policy) {
                clocks.push(ClockLine {
                    clock: *clock,
                    status: clock.status(),
                    explanation: explanation?,
                });
            }
        }
        Ok(Self {
            moments: record.iter().map(Moment::of).collect(),
            clocks,
        })
    }

    /// What happened, in order.
    #[must_use]
    pub fn moments(&self) -> &[Moment] {
        &self.moments
    }

    /// The clocks, with what their due instants are made of.
    #[must_use]
    pub fn clocks(&self) -> &[ClockLine] {
        &self.clocks
    }

    /// The timeline in words: a line for each thing that happened, and then, for each clock, what
    /// was counted and what was not.
    #[must_use]
    pub const fn text(&self, language: Language) -> impl fmt::Display + '_ {
        TimelineText {
            timeline: self,
            language,
        }
    }
}

/// One thing that happened.
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
/// let events: Vec<Event> = submitted.events().collect();
/// let timeline = Timeline::new("r1".parse()?, &events, &policy)?;
/// let moment: &Moment = &timeline.moments()[1];
/// assert_eq!((moment.fact(), moment.clock()), (FactKind::ClockStarted, Some(ClockName::Contact)));
/// let change: DueChange = moment.due().expect("the clock has a due instant now");
/// assert_eq!((change.from(), change.to()), (None, monday + time::SignedDuration::days(2)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Moment {
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    at: UtcDateTime,
    version: u64,
    fact: FactKind,
    clock: Option<ClockName>,
    due: Option<DueChange>,
}

impl Moment {
    fn of(event: &Event) -> Self {
        let due = match *event.fact() {
            Fact::ClockStarted { schedule, .. } => Some(DueChange {
                from: None,
                to: schedule.due(),
                cause: None,
            }),
            Fact::DueMoved {
                from, to, cause, ..
            } => Some(DueChange {
                from: Some(from.due()),
                to: to.due(),
                cause: Some(cause),
            }),
            _ => None,
        };
        Self {
            at: event.at(),
            version: event.version(),
            fact: event.fact().kind(),
            clock: event.fact().clock(),
            due,
        }
    }

    /// When.
    #[must_use]
    pub const fn at(&self) -> UtcDateTime {
        self.at
    }

    /// The number of the event.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// What.
    #[must_use]
    pub const fn fact(&self) -> FactKind {
        self.fact
    }

    /// To which clock, if to one.
    #[must_use]
    pub const fn clock(&self) -> Option<ClockName> {
        self.clock
    }

    /// What became due when, if that changed.
    #[must_use]
    pub const fn due(&self) -> Option<DueChange> {
        self.due
    }

    /// The moment in words, on one line.
    #[must_use]
    pub const fn text(&self, language: Language) -> impl fmt::Display + use<> {
        MomentText {
            moment: *self,
            language,
        }
    }
}

/// A due instant that came or moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DueChange {
    #[cfg_attr(
        feature = "serde",
        serde(with = "checkmark_account::wire::optional_instant")
    )]
    from: Option<UtcDateTime>,
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    to: UtcDateTime,
    cause: Option<MoveCause>,
}

impl DueChange {
    /// What it was; `None` when the clock began.
    #[must_use]
    pub const fn from(&self) -> Option<UtcDateTime> {
        self.from
    }

    /// What it is.
    #[must_use]
    pub const fn to(&self) -> UtcDateTime {
        self.to
    }

    /// Why it moved.
    #[must_use]
    pub const fn cause(&self) -> Option<MoveCause> {
        self.cause
    }
}

/// A clock with what its due instant is made of.
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
/// let events: Vec<Event> = submitted.events().collect();
/// let timeline = Timeline::new("r1".parse()?, &events, &policy)?;
/// let line: &ClockLine = &timeline.clocks()[0];
/// assert_eq!(line.explanation().due(), line.clock().due());
/// assert_eq!(line.explanation().verify(), Ok(()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ClockLine {
    clock: ServiceClock,
    status: ClockStatus,
    explanation: Explanation,
}

impl ClockLine {
    /// Where the clock stands.
    #[must_use]
    pub const fn clock(&self) -> &ServiceClock {
        &self.clock
    }

    /// What was counted and what was not, from its start to its due instant. While it is paused,
    /// as if the pause had not begun.
    #[must_use]
    pub const fn explanation(&self) -> &Explanation {
        &self.explanation
    }

    /// Which clock it is, how it stands, and when it is due: on one line.
    #[must_use]
    pub const fn text(&self, language: Language) -> impl fmt::Display + use<> {
        ClockText {
            clock: self.clock,
            language,
        }
    }
}

/// Why there is no timeline.
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
/// let events: Vec<Event> = submitted.events().collect();
/// let fault: TimelineError = Timeline::new("r1".parse()?, &events[1..], &policy).unwrap_err();
/// assert_eq!(fault.replay().map(|it| it.kind()), Some(ReplayErrorKind::Missing));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct TimelineError(Why);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
enum Why {
    #[error(transparent)]
    Replay(ReplayError),
    #[error(transparent)]
    Clock(ClockError),
}

impl TimelineError {
    /// Why the record does not fold, if it is that.
    #[must_use]
    pub const fn replay(&self) -> Option<ReplayError> {
        match self.0 {
            Why::Replay(error) => Some(error),
            Why::Clock(_) => None,
        }
    }

    /// Why the calendar has no answer, if it is that.
    #[must_use]
    pub const fn clock(&self) -> Option<ClockError> {
        match self.0 {
            Why::Clock(error) => Some(error),
            Why::Replay(_) => None,
        }
    }
}

impl From<ReplayError> for TimelineError {
    fn from(error: ReplayError) -> Self {
        Self(Why::Replay(error))
    }
}

impl From<ClockError> for TimelineError {
    fn from(error: ClockError) -> Self {
        Self(Why::Clock(error))
    }
}

struct TimelineText<'a> {
    timeline: &'a Timeline,
    language: Language,
}

impl fmt::Display for TimelineText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let language = self.language;
        for moment in &self.timeline.moments {
            writeln!(f, "{}", moment.text(language))?;
        }
        for line in &self.timeline.clocks {
            writeln!(f, "\n{}", line.text(language))?;
            let calendar = match language {
                Language::Swedish => checkmark_calendar::Language::Swedish,
                _ => checkmark_calendar::Language::English,
            };
            write!(f, "{}", line.explanation.text(calendar))?;
        }
        Ok(())
    }
}

struct MomentText {
    moment: Moment,
    language: Language,
}

impl fmt::Display for MomentText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { moment, language } = *self;
        let what = labels::fact(moment.fact, language);
        write!(f, "{}  {what}", Utc(moment.at))?;
        if let Some(clock) = moment.clock {
            write!(f, " ({})", clock.label(language))?;
        }
        let Some(due) = moment.due else {
            return Ok(());
        };
        match due.from {
            Some(from) => write!(f, ": {} → {}", Utc(from), Utc(due.to))?,
            None => write!(f, ": {}", Utc(due.to))?,
        }
        match due.cause {
            Some(cause) => write!(f, ", {}", labels::cause(&cause, language)),
            None => Ok(()),
        }
    }
}

struct ClockText {
    clock: ServiceClock,
    language: Language,
}

impl fmt::Display for ClockText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { clock, language } = *self;
        let status = labels::status(clock.status(), language);
        let due = Utc(clock.due());
        write!(f, "{}: {status}, {due}", clock.name().label(language))
    }
}

/// An instant as `2026-11-23 08:00:00Z`, with as many decimals as it has.
struct Utc(UtcDateTime);

impl fmt::Display for Utc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.0.to_calendar_date();
        let (hour, minute, second, nanosecond) = self.0.as_hms_nano();
        write!(
            f,
            "{year:04}-{:02}-{day:02} {hour:02}:{minute:02}:{second:02}",
            u8::from(month)
        )?;
        if nanosecond != 0 {
            let decimals = alloc::format!("{nanosecond:09}");
            write!(f, ".{}", decimals.trim_end_matches('0'))?;
        }
        f.write_str("Z")
    }
}
