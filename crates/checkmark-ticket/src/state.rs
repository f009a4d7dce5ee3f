//! The states of a request.

use checkmark_account::RequestId;
use time::UtcDateTime;

use crate::outcome::{CloseReason, Outcome, WithdrawReason};
use crate::words::words;

/// Where a request stands, with what belongs to that.
///
/// Open: it may hold more some day. [`kind`](Self::kind) is its closed projection.
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
/// request.accept(&decision)?;
/// assert_eq!(*request.state(), State::Resolved { outcome: Outcome::Unlocked, at: monday });
/// assert_eq!(request.state().ended(), Some(monday));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum State {
    /// Not submitted yet.
    #[default]
    Draft,
    /// Support has it.
    Open,
    /// Questions wait for the person.
    WaitingOnCustomer {
        /// Whether support was validating when it asked.
        validating: bool,
        /// When the request closes for silence: at this instant it is closed.
        #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Instant"))]
        answer_by: UtcDateTime,
    },
    /// Support validates the settings.
    Validating,
    /// Support decided.
    Resolved {
        /// What.
        outcome: Outcome,
        /// When.
        #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Instant"))]
        at: UtcDateTime,
    },
    /// Closed without an outcome.
    Closed {
        /// Why.
        because: CloseReason,
        /// As of when: the instant that closed it, however late the host's clock came.
        #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Instant"))]
        at: UtcDateTime,
    },
    /// Taken back. Terminal.
    Withdrawn {
        /// By whom.
        because: WithdrawReason,
    },
    /// The same as another request of the account, which goes on. Terminal.
    Duplicate {
        /// Which one goes on.
        of: RequestId,
    },
}

impl State {
    /// The closed projection.
    #[must_use]
    pub const fn kind(&self) -> StateKind {
        match self {
            Self::Draft => StateKind::Draft,
            Self::Open => StateKind::Open,
            Self::WaitingOnCustomer { .. } => StateKind::WaitingOnCustomer,
            Self::Validating => StateKind::Validating,
            Self::Resolved { .. } => StateKind::Resolved,
            Self::Closed { .. } => StateKind::Closed,
            Self::Withdrawn { .. } => StateKind::Withdrawn,
            Self::Duplicate { .. } => StateKind::Duplicate,
        }
    }

    /// Whether support validates, or was validating when it asked.
    pub(crate) const fn is_validating(&self) -> bool {
        matches!(
            self,
            Self::Validating
                | Self::WaitingOnCustomer {
                    validating: true,
                    ..
                }
        )
    }

    /// When it was resolved or closed; from then on the reopening window runs.
    #[must_use]
    pub const fn ended(&self) -> Option<UtcDateTime> {
        match self {
            Self::Resolved { at, .. } | Self::Closed { at, .. } => Some(*at),
            Self::Draft
            | Self::Open
            | Self::WaitingOnCustomer { .. }
            | Self::Validating
            | Self::Withdrawn { .. }
            | Self::Duplicate { .. } => None,
        }
    }
}

words! {
    /// Which state a request is in.
    ///
    /// ```
    /// use checkmark_ticket::StateKind;
    ///
    /// assert!(StateKind::WaitingOnCustomer.is_open());
    /// assert!(!StateKind::Resolved.is_open());
    /// ```
    #[expect(clippy::exhaustive_enums, reason = "closed: the projection that callers match on")]
    StateKind "state";
    /// Not submitted yet.
    Draft "draft",
    /// Support has it.
    Open "open",
    /// Questions wait for the person.
    WaitingOnCustomer "waiting_on_customer",
    /// Support validates the settings.
    Validating "validating",
    /// Support decided.
    Resolved "resolved",
    /// Closed without an outcome.
    Closed "closed",
    /// Taken back.
    Withdrawn "withdrawn",
    /// The same as another request.
    Duplicate "duplicate",
}

impl StateKind {
    /// Whether support works on it, or waits for the person.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::Open | Self::WaitingOnCustomer | Self::Validating => true,
            Self::Draft | Self::Resolved | Self::Closed | Self::Withdrawn | Self::Duplicate => {
                false
            }
        }
    }

    /// Whether nothing can happen to it any more.
    ///
    /// ```
    /// use checkmark_ticket::StateKind;
    ///
    /// assert!(StateKind::Withdrawn.is_terminal());
    /// assert!(!StateKind::Closed.is_terminal(), "it can be reopened for a while");
    /// ```
    #[must_use]
    pub const fn is_terminal(self) -> bool {
        match self {
            Self::Withdrawn | Self::Duplicate => true,
            Self::Draft
            | Self::Open
            | Self::WaitingOnCustomer
            | Self::Validating
            | Self::Resolved
            | Self::Closed => false,
        }
    }

    pub(crate) const fn index(self) -> usize {
        match self {
            Self::Draft => 0,
            Self::Open => 1,
            Self::WaitingOnCustomer => 2,
            Self::Validating => 3,
            Self::Resolved => 4,
            Self::Closed => 5,
            Self::Withdrawn => 6,
            Self::Duplicate => 7,
        }
    }
}
