//! Where one clock stands.

use checkmark_calendar::{BusinessDuration, PauseReason};
use time::UtcDateTime;

use super::ClockName;
use crate::words::words;

/// Where one clock of a request stands: small and `Copy`, without a calendar in it.
///
/// All its instants were computed when something was decided, and came by events; so a later
/// change of calendar or policy does not rewrite them.
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
/// let contact: ServiceClock = *request.clock(ClockName::Contact).expect("it runs");
/// assert_eq!((contact.status(), contact.started()), (ClockStatus::Running, monday));
/// assert_eq!((contact.cycle(), contact.is_at_risk()), (0, false));
/// assert_eq!(contact.schedule().due(), contact.due());
///
/// let later = monday + time::SignedDuration::HOUR;
/// let support = Context::new(&policy, Actor::Support, later);
/// let call = Command::Contact { by: ContactMethod::Telephone, note: None };
/// let decision = decide(&request, &call, &support)?;
/// request.accept(&decision)?;
/// let contact = request.clock(ClockName::Contact).expect("it ran");
/// assert_eq!((contact.verdict(), contact.ended()), (Some(Verdict::Met), Some(later)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ServiceClock {
    pub(crate) name: ClockName,
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Instant"))]
    pub(crate) started: UtcDateTime,
    pub(crate) cycle: u32,
    pub(crate) generation: u32,
    pub(crate) schedule: Schedule,
    /// What counted until `since`.
    pub(crate) counted: BusinessDuration,
    /// From when on it counts, or stands.
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Instant"))]
    pub(crate) since: UtcDateTime,
    pub(crate) hold: Option<Hold>,
    pub(crate) verdict: Option<Verdict>,
    #[cfg_attr(
        feature = "serde",
        serde(default, with = "checkmark_account::wire::optional_instant")
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Instant>"))]
    pub(crate) ended: Option<UtcDateTime>,
    pub(crate) warned: bool,
}

impl ServiceClock {
    pub(crate) const fn starting(
        name: ClockName,
        started: UtcDateTime,
        cycle: u32,
        generation: u32,
        schedule: Schedule,
    ) -> Self {
        Self {
            name,
            started,
            cycle,
            generation,
            schedule,
            counted: BusinessDuration::ZERO,
            since: started,
            hold: None,
            verdict: None,
            ended: None,
            warned: false,
        }
    }

    /// Which clock it is.
    #[must_use]
    pub const fn name(&self) -> ClockName {
        self.name
    }

    /// The instant from which on it runs.
    #[must_use]
    pub const fn started(&self) -> UtcDateTime {
        self.started
    }

    /// Which run this is: 0, and one more for each reopening that gave it a fresh budget.
    #[must_use]
    pub const fn cycle(&self) -> u32 {
        self.cycle
    }

    /// Counts the schedules that it has had: a wakeup for an older one is stale.
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
    /// let contact = request.clock(ClockName::Contact).expect("it runs");
    /// let wakeup = request.next_wakeup().expect("it gets at risk").reason();
    /// let generation = contact.generation();
    /// assert_eq!(wakeup, WakeupReason::AtRisk { clock: ClockName::Contact, generation });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn generation(&self) -> u32 {
        self.generation
    }

    /// When it is expected, at risk and due. While it is paused, as if the pause had not begun.
    #[must_use]
    pub const fn schedule(&self) -> Schedule {
        self.schedule
    }

    /// The due instant: met at this instant, missed after it.
    #[must_use]
    pub const fn due(&self) -> UtcDateTime {
        self.schedule.due
    }

    /// The instant from which on it is at risk.
    #[must_use]
    pub const fn at_risk(&self) -> UtcDateTime {
        self.schedule.at_risk
    }

    /// Whether the instant from which on it is at risk has come while it ran.
    #[must_use]
    pub const fn is_at_risk(&self) -> bool {
        self.warned
    }

    /// Why it stands, if it does.
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
    /// let contact = request.clock(ClockName::Contact).expect("it runs");
    /// assert_eq!(contact.hold(), None, "nothing stops it but a contact");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn hold(&self) -> Option<Hold> {
        self.hold
    }

    /// The verdict, once there is one; it is frozen.
    #[must_use]
    pub const fn verdict(&self) -> Option<Verdict> {
        self.verdict
    }

    /// The instant at which it stopped: what it waited for happened, or will not.
    #[must_use]
    pub const fn ended(&self) -> Option<UtcDateTime> {
        self.ended
    }

    /// The one word for all that (SLA-6).
    #[must_use]
    pub const fn status(&self) -> ClockStatus {
        match (self.verdict, self.hold) {
            (Some(Verdict::Met), _) => ClockStatus::Met,
            (Some(Verdict::Missed), _) => ClockStatus::Missed,
            (Some(Verdict::Void), _) => ClockStatus::Void,
            (None, Some(_)) => ClockStatus::Paused,
            (None, None) => ClockStatus::Running,
        }
    }

    /// Whether time goes by on it: it neither stands nor has stopped.
    pub(crate) const fn ticks(&self) -> bool {
        self.hold.is_none() && self.ended.is_none()
    }

    /// What it does next by itself, and when: at an instant, or right after it.
    pub(crate) const fn next(&self) -> Option<(UtcDateTime, Tick)> {
        if !self.ticks() || self.verdict.is_some() {
            None
        } else if self.warned {
            Some((self.schedule.due, Tick::Missed))
        } else {
            Some((self.schedule.at_risk, Tick::AtRisk))
        }
    }
}

/// What a clock does by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tick {
    /// At the instant.
    AtRisk,
    /// Right after it: at the due instant it is still met.
    Missed,
}

/// When something is expected at the earliest, at risk, and due.
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
/// let contact = request.clock(ClockName::Contact).expect("it runs");
/// let schedule: Schedule = contact.schedule();
/// assert_eq!(schedule.earliest(), None, "the promise is no window");
/// assert_eq!(schedule.at_risk(), monday + time::SignedDuration::hours(36));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Schedule {
    #[cfg_attr(
        feature = "serde",
        serde(default, with = "checkmark_account::wire::optional_instant")
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Instant>"))]
    pub(crate) earliest: Option<UtcDateTime>,
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Instant"))]
    pub(crate) at_risk: UtcDateTime,
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Instant"))]
    pub(crate) due: UtcDateTime,
}

impl Schedule {
    /// The instant at which it is expected at the earliest, if the promise is a window.
    #[must_use]
    pub const fn earliest(&self) -> Option<UtcDateTime> {
        self.earliest
    }

    /// The instant from which on it is at risk.
    #[must_use]
    pub const fn at_risk(&self) -> UtcDateTime {
        self.at_risk
    }

    /// The due instant: met at this instant, missed after it.
    #[must_use]
    pub const fn due(&self) -> UtcDateTime {
        self.due
    }
}

words! {
    /// What a clock is doing (SLA-6).
    ///
    /// Closed: it is what a service level report counts.
    ///
    /// ```
    /// assert_eq!(checkmark_ticket::ClockStatus::Void.as_str(), "void");
    /// ```
    #[expect(clippy::exhaustive_enums, reason = "closed: what a service level report counts")]
    ClockStatus "status of a clock";
    /// Time goes by.
    Running "running",
    /// It stands.
    Paused "paused",
    /// What it waited for came in time.
    Met "met",
    /// It did not come in time.
    Missed "missed",
    /// It is no longer waited for.
    Void "void",
}

words! {
    /// How a clock ended. Frozen: a late answer stays a miss.
    ///
    /// ```
    /// use checkmark_ticket::Verdict;
    ///
    /// assert_eq!("met".parse(), Ok(Verdict::Met));
    /// ```
    #[expect(clippy::exhaustive_enums, reason = "closed: SLA-6 names these three")]
    Verdict "verdict";
    /// In time, the due instant included.
    Met "met",
    /// Not in time.
    Missed "missed",
    /// Withdrawn, or a duplicate: no longer waited for.
    Void "void",
}

words! {
    /// Why a clock stands.
    ///
    /// Open: a desk may have more reasons.
    ///
    /// ```
    /// use checkmark_ticket::Hold;
    ///
    /// assert_eq!(Hold::WaitingOnCustomer.pause_reason().as_str(), "waiting_on_customer");
    /// ```
    #[non_exhaustive]
    Hold "hold";
    /// A question waits for the person (SLA-5).
    WaitingOnCustomer "waiting_on_customer",
    /// The request was resolved, until it was reopened.
    Resolved "resolved",
    /// The request was closed, until it was reopened.
    Closed "closed",
}

impl Hold {
    /// The reason as the calendar knows it.
    #[must_use]
    pub const fn pause_reason(self) -> PauseReason {
        match PauseReason::new(self.as_str()) {
            Ok(reason) => reason,
            Err(_) => PauseReason::UNSTATED,
        }
    }
}
