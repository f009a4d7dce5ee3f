//! The figures of a desk.

use checkmark_calendar::{
    Budget, BusinessDuration, Calendar, CalendarError, Clock, ExpectedWindow,
};
use time::SignedDuration;

use crate::number::NumberFormat;
use crate::sla::{ClockName, Clocks, ServiceLevel, WhileWaiting};
use crate::topic::Topic;
use crate::words::words;

/// The figures of a desk: what it promises, on which calendars, and how long it waits.
///
/// The defaults are those of the rule book, on Monday to Friday around the clock in UTC (SLA-4).
///
/// ```
/// use checkmark_calendar::{Calendar, Week};
/// use checkmark_ticket::{ClockName, Policy};
/// use time::SignedDuration;
///
/// let hours = Week::builder().weekdays("09:00-17:00")?.build();
/// let desk = Calendar::builder().week(hours).build()?;
/// let policy = Policy::on(&desk)?;
/// assert_eq!(policy.level(ClockName::Contact).latest(), "business PT48H".parse()?);
/// assert_eq!(policy.silence(), SignedDuration::days(14));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Policy {
    levels: [ServiceLevel; 3],
    silence: SignedDuration,
    reopening: SignedDuration,
    reopened: ReopenedClocks,
    numbers: NumberFormat,
    skew: SignedDuration,
}

impl Policy {
    /// The default figures on a calendar.
    ///
    /// # Errors
    ///
    /// As [`Calendar::compile`]: a calendar that never opens is an error here, and not a promise
    /// that never comes.
    pub fn on(calendar: &Calendar) -> Result<Self, CalendarError> {
        Ok(Self::on_clock(&calendar.compile()?))
    }

    /// The default figures on a compiled calendar.
    ///
    /// ```
    /// use checkmark_calendar::Calendar;
    /// use checkmark_ticket::{ClockName, Policy};
    ///
    /// let clock = Calendar::default().compile()?;
    /// let policy = Policy::on_clock(&clock);
    /// let promise = policy.level(ClockName::Validation).latest();
    /// assert_eq!(promise, Policy::default().level(ClockName::Validation).latest());
    /// # Ok::<(), checkmark_calendar::CalendarError>(())
    /// ```
    #[must_use]
    pub fn on_clock(clock: &Clock) -> Self {
        let hours = |hours| Budget::Business(BusinessDuration::hours(hours));
        let window = |earliest, latest| {
            ExpectedWindow::new(earliest, latest).expect("the earliest is the shorter one")
        };
        let contact = ServiceLevel::new(clock.clone(), hours(48));
        let validation = ServiceLevel::window(clock.clone(), window(hours(24), hours(48)));
        let profile = window(Budget::BusinessDays(1), Budget::BusinessDays(2));
        let profile = ServiceLevel::window(clock.clone(), profile);
        Self {
            levels: [
                contact,
                validation.with_waiting(WhileWaiting::Stands),
                profile.with_waiting(WhileWaiting::Stands),
            ],
            silence: SignedDuration::days(14),
            reopening: SignedDuration::days(30),
            reopened: ReopenedClocks::Continue,
            numbers: NumberFormat::default(),
            skew: SignedDuration::seconds(5),
        }
    }

    /// The same with another promise on one clock.
    ///
    /// # Errors
    ///
    /// [`PolicyError`] if the contact clock is to stand while a question waits, or the validation
    /// clock is to run (SLA-5).
    ///
    /// ```
    /// use checkmark_calendar::Calendar;
    /// use checkmark_ticket::{ClockName, Policy, ServiceLevel};
    ///
    /// let contact = ServiceLevel::new(Calendar::default().compile()?, "business PT8H".parse()?);
    /// let policy = Policy::default().with_level(ClockName::Contact, contact)?;
    /// assert_eq!(policy.level(ClockName::Contact).latest(), "business PT8H".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_level(mut self, name: ClockName, level: ServiceLevel) -> Result<Self, PolicyError> {
        let kind = match (name, level.while_waiting()) {
            (ClockName::Contact, WhileWaiting::Stands) => PolicyErrorKind::ContactStands,
            (ClockName::Validation, WhileWaiting::Runs) => PolicyErrorKind::ValidationRuns,
            (ClockName::Contact | ClockName::Validation | ClockName::Profile, _) => {
                self.levels[name.index()] = level;
                return Ok(self);
            }
        };
        Err(PolicyError { kind })
    }

    /// The same with another time after which a question is closed for silence.
    ///
    /// # Errors
    ///
    /// [`PolicyError`] if it is not above zero.
    ///
    /// ```
    /// use checkmark_ticket::Policy;
    /// use time::SignedDuration;
    ///
    /// let policy = Policy::default()
    ///     .with_silence(SignedDuration::days(7))?
    ///     .with_reopening(SignedDuration::days(60))?
    ///     .with_skew(SignedDuration::ZERO)?;
    /// assert_eq!((policy.silence(), policy.reopening()), (SignedDuration::days(7), SignedDuration::days(60)));
    /// assert_eq!(policy.skew(), SignedDuration::ZERO);
    /// # Ok::<(), checkmark_ticket::PolicyError>(())
    /// ```
    pub fn with_silence(mut self, silence: SignedDuration) -> Result<Self, PolicyError> {
        self.silence = positive(silence, PolicyErrorKind::Silence)?;
        Ok(self)
    }

    /// The same with another window within which a request can be reopened; none at all is zero.
    ///
    /// # Errors
    ///
    /// [`PolicyError`] if it is below zero.
    pub fn with_reopening(mut self, window: SignedDuration) -> Result<Self, PolicyError> {
        if window.is_negative() {
            return Err(PolicyError {
                kind: PolicyErrorKind::Reopening,
            });
        }
        self.reopening = window;
        Ok(self)
    }

    /// The same with another way with the clocks of a reopened request.
    #[must_use]
    pub fn with_reopened_clocks(mut self, reopened: ReopenedClocks) -> Self {
        self.reopened = reopened;
        self
    }

    /// The same with other numbers.
    ///
    /// ```
    /// use checkmark_ticket::{CheckDigit, NumberFormat, Policy};
    ///
    /// let format = NumberFormat::new("SR", 8, CheckDigit::Damm)?;
    /// let policy = Policy::default().with_numbers(format);
    /// assert_eq!(policy.numbers().number(4_711).map(|it| it.to_string()).as_deref(), Some("SR00047118"));
    /// # Ok::<(), checkmark_ticket::NumberError>(())
    /// ```
    #[must_use]
    pub fn with_numbers(mut self, numbers: NumberFormat) -> Self {
        self.numbers = numbers;
        self
    }

    /// The same with another skew: how far the host's clock may run back.
    ///
    /// # Errors
    ///
    /// [`PolicyError`] if it is below zero or above a minute: then it is no skew.
    pub fn with_skew(mut self, skew: SignedDuration) -> Result<Self, PolicyError> {
        if skew.is_negative() || skew > SignedDuration::MINUTE {
            return Err(PolicyError {
                kind: PolicyErrorKind::Skew,
            });
        }
        self.skew = skew;
        Ok(self)
    }

    /// What is promised on a clock.
    #[must_use]
    pub const fn level(&self, name: ClockName) -> &ServiceLevel {
        &self.levels[name.index()]
    }

    /// The clocks that run for a topic.
    #[must_use]
    pub const fn clocks(&self, topic: Topic) -> Clocks {
        topic.clocks()
    }

    /// After how long without an answer a request is closed: 14 days by default.
    #[must_use]
    pub const fn silence(&self) -> SignedDuration {
        self.silence
    }

    /// Within which time a request can be reopened: 30 days by default; at exactly that it is
    /// too late.
    #[must_use]
    pub const fn reopening(&self) -> SignedDuration {
        self.reopening
    }

    /// What becomes of the clocks of a reopened request.
    #[must_use]
    pub const fn reopened_clocks(&self) -> ReopenedClocks {
        self.reopened
    }

    /// Which numbers the desk gives out.
    #[must_use]
    pub const fn numbers(&self) -> &NumberFormat {
        &self.numbers
    }

    /// How far the host's clock may run back: 5 seconds by default.
    #[must_use]
    pub const fn skew(&self) -> SignedDuration {
        self.skew
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::on(&Calendar::default()).expect("Monday to Friday are open")
    }
}

words! {
    /// What becomes of the clocks of a reopened request: stated, not guessed (TKT-6).
    ///
    /// ```
    /// use checkmark_ticket::{Policy, ReopenedClocks};
    ///
    /// let policy = Policy::default();
    /// assert_eq!(policy.reopened_clocks(), ReopenedClocks::Continue);
    /// let fresh = policy.with_reopened_clocks(ReopenedClocks::NewCycle);
    /// assert_eq!(fresh.reopened_clocks(), ReopenedClocks::NewCycle);
    /// ```
    #[derive(Default)]
    #[expect(clippy::exhaustive_enums, reason = "closed: there is no third")]
    ReopenedClocks "way with reopened clocks";
    /// They go on with what is left: the time in which it was resolved or closed is a pause.
    #[default]
    Continue "continue",
    /// They begin a new cycle with a fresh budget.
    NewCycle "new_cycle",
}

fn positive(
    duration: SignedDuration,
    kind: PolicyErrorKind,
) -> Result<SignedDuration, PolicyError> {
    if duration.is_positive() {
        Ok(duration)
    } else {
        Err(PolicyError { kind })
    }
}

/// Why a figure was refused.
///
/// ```
/// use checkmark_ticket::{Policy, PolicyError, PolicyErrorKind};
/// use time::SignedDuration;
///
/// let refused: PolicyError = Policy::default().with_skew(SignedDuration::HOUR).unwrap_err();
/// assert_eq!(refused.kind(), PolicyErrorKind::Skew);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct PolicyError {
    kind: PolicyErrorKind,
}

impl PolicyError {
    /// Which figure, and what is wrong with it.
    #[must_use]
    pub const fn kind(self) -> PolicyErrorKind {
        self.kind
    }
}

/// What is wrong with a figure. Open: there may be more figures some day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyErrorKind {
    /// The contact clock stops for nothing but a contact.
    #[error("the contact clock cannot stand while a question waits")]
    ContactStands,
    /// The validation clock stands while a question waits.
    #[error("the validation clock cannot run while a question waits")]
    ValidationRuns,
    /// The time for an answer is none.
    #[error("the time for an answer is not above zero")]
    Silence,
    /// The reopening window is below zero.
    #[error("the reopening window is below zero")]
    Reopening,
    /// The skew is below zero or above a minute.
    #[error("the skew is not between zero and a minute")]
    Skew,
}
