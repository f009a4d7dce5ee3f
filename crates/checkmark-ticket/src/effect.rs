//! What the host has to do.

use checkmark_account::{AccountId, RequestId};
use time::UtcDateTime;

use crate::acknowledgement::Acknowledgement;
use crate::outcome::Outcome;
use crate::question::QuestionNo;
use crate::sla::ClockName;
use crate::state::State;
use crate::words::words;

/// Something that the host has to do, with a key: the same key is the same thing, to be done once
/// however often it is delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "TicketEffect"))]
pub struct Effect {
    pub(crate) key: EffectKey,
    pub(crate) action: Action,
}

impl Effect {
    /// Its key.
    #[must_use]
    pub const fn key(&self) -> EffectKey {
        self.key
    }

    /// What to do.
    #[must_use]
    pub const fn action(&self) -> &Action {
        &self.action
    }
}

/// The name of an effect: request, version after the decision, place in the decision.
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
/// let mut done = std::collections::HashSet::new();
/// let key: EffectKey = submitted.effects().next().expect("there is one").key();
/// assert_eq!((key.request(), key.index()), ("r1".parse()?, 0));
/// assert!(done.insert(key));
/// assert!(!done.insert(key), "delivered twice, done once");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "TicketEffectKey"))]
pub struct EffectKey {
    pub(crate) request: RequestId,
    pub(crate) version: u64,
    pub(crate) index: u8,
}

impl EffectKey {
    /// The request.
    #[must_use]
    pub const fn request(&self) -> RequestId {
        self.request
    }

    /// The version of the request after the decision.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// Its place in the decision, from 0.
    #[must_use]
    pub const fn index(&self) -> u8 {
        self.index
    }
}

/// What to do. None holds anything personal: who is written to, and what was written, the host
/// has under the account's and the request's ids.
///
/// Open: there may be more to do some day.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "TicketAction"))]
#[non_exhaustive]
pub enum Action {
    /// Mail the acknowledgement (TKT-4). Once in the life of a request.
    Acknowledge {
        /// What it says.
        acknowledgement: Acknowledgement,
    },
    /// Put a question to the person (TKT-5).
    PutQuestion {
        /// Which one.
        question: QuestionNo,
    },
    /// Tell the person what became of the request.
    TellPerson {
        /// What.
        notice: Notice,
    },
    /// Tell the desk that there is something to read.
    TellDesk {
        /// What.
        news: DeskNews,
    },
    /// Warn the desk about a clock.
    Alert {
        /// Which one.
        clock: ClockName,
        /// At risk, or missed.
        alert: AlertKind,
        /// When it is due, or was.
        #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Instant"))]
        due: UtcDateTime,
    },
    /// Tell the account where its request stands: the facade carries it.
    TellAccount {
        /// Which account.
        account: AccountId,
        /// Where the request stands.
        state: State,
    },
    /// Tell the request that goes on that this one ended as its duplicate: the facade carries it.
    Merge {
        /// Which one goes on.
        into: RequestId,
    },
}

/// What the person is told.
///
/// Open: there may be more to tell some day.
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
/// let support = Context::new(&policy, Actor::Support, monday);
/// let decision = decide(&request, &Command::Unlock, &support)?;
/// let notice = Notice::Resolved { outcome: Outcome::Unlocked };
/// assert!(decision.effects().any(|it| *it.action() == Action::TellPerson { notice }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "TicketNotice"))]
#[non_exhaustive]
pub enum Notice {
    /// Support decided.
    Resolved {
        /// What.
        outcome: Outcome,
    },
    /// The request was closed for silence.
    ClosedUnanswered {
        /// Until when it can be reopened: at this instant no more.
        #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Instant"))]
        reopen_before: UtcDateTime,
    },
    /// The request is a duplicate.
    Duplicate {
        /// Which one goes on.
        of: RequestId,
    },
    /// The request goes on.
    Reopened,
}

words! {
    /// What the desk is told.
    ///
    /// Open: there may be more to tell some day.
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
    /// let news = DeskNews::Submitted;
    /// assert!(submitted.effects().any(|it| *it.action() == Action::TellDesk { news }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[non_exhaustive]
    DeskNews "news";
    /// A request came in.
    Submitted "submitted",
    /// A question was answered.
    Answered "answered",
    /// The person told something.
    InformationAdded "information_added",
    /// The account's standing or address moved: look again before you approve.
    AccountMoved "account_moved",
    /// The request was taken back.
    Withdrawn "withdrawn",
    /// The request goes on.
    Reopened "reopened",
    /// A duplicate was merged into the request.
    DuplicateAbsorbed "duplicate_absorbed",
}

words! {
    /// What a desk is warned of.
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
    /// let clock = Context::new(&policy, Actor::Clock, monday + time::SignedDuration::days(3));
    /// let decision = decide(&request, &Command::TimePassed, &clock)?;
    /// let missed = |it: &Action| matches!(it, Action::Alert { alert: AlertKind::Missed, .. });
    /// assert!(decision.effects().any(|it| missed(it.action())));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[expect(clippy::exhaustive_enums, reason = "closed: a clock does these two by itself")]
    AlertKind "alert";
    /// The share of the budget is used up.
    AtRisk "at_risk",
    /// The due instant went by.
    Missed "missed",
}
