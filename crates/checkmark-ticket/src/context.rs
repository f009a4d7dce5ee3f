//! What a decision is taken in: who, when, under which policy, on which evidence.

use checkmark_account::{AccountId, Actor, CommandId};
use time::UtcDateTime;

use crate::outcome::Basis;
use crate::policy::Policy;

/// What a decision is taken in.
///
/// ```
/// use checkmark_account::Actor;
/// use checkmark_ticket::{Context, Policy};
/// use time::UtcDateTime;
///
/// let policy = Policy::default();
/// let context = Context::new(&policy, Actor::Clock, UtcDateTime::UNIX_EPOCH)
///     .with_command_id("c7".parse()?)
///     .with_expected_version(3);
/// assert_eq!(context.actor(), Actor::Clock);
/// # Ok::<(), checkmark_account::ParseIdError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) actor: Actor,
    pub(crate) applicant: Option<Applicant>,
    pub(crate) command: Option<CommandId>,
    pub(crate) expected_version: Option<u64>,
    pub(crate) now: UtcDateTime,
}

impl<'a> Context<'a> {
    /// A command of an actor's, now.
    #[must_use]
    pub const fn new(policy: &'a Policy, actor: Actor, now: UtcDateTime) -> Self {
        Self {
            policy,
            actor,
            applicant: None,
            command: None,
            expected_version: None,
            now,
        }
    }

    /// The same, with what the host knows of the account that acts.
    #[must_use]
    pub const fn with_applicant(self, applicant: Applicant) -> Self {
        Self {
            applicant: Some(applicant),
            ..self
        }
    }

    /// The same, with the id of the command: the same id twice is the same command.
    #[must_use]
    pub const fn with_command_id(self, command: CommandId) -> Self {
        Self {
            command: Some(command),
            ..self
        }
    }

    /// The same, refused unless the request has this version.
    #[must_use]
    pub const fn with_expected_version(self, version: u64) -> Self {
        Self {
            expected_version: Some(version),
            ..self
        }
    }

    /// Who gives the command.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        self.actor
    }

    /// The instant.
    #[must_use]
    pub const fn now(&self) -> UtcDateTime {
        self.now
    }
}

/// What the host knows of the account that a person acts for: evidence for TKT-2.
///
/// ```
/// use checkmark_account::{AddressNo, Standing};
/// use checkmark_ticket::{Applicant, Basis};
///
/// let basis = Basis::new(Standing::new(7), AddressNo::new(0));
/// let applicant = Applicant::new("a1".parse()?, basis).signed_in().registration_finished();
/// assert!(applicant.is_signed_in());
/// # Ok::<(), checkmark_account::ParseIdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applicant {
    account: AccountId,
    basis: Basis,
    signed_in: bool,
    registration_finished: bool,
}

impl Applicant {
    /// An account with its standing and address; not signed in, registration not finished.
    #[must_use]
    pub const fn new(account: AccountId, basis: Basis) -> Self {
        Self {
            account,
            basis,
            signed_in: false,
            registration_finished: false,
        }
    }

    /// The same, signed in.
    #[must_use]
    pub const fn signed_in(self) -> Self {
        Self {
            signed_in: true,
            ..self
        }
    }

    /// The same, with business registration finished.
    #[must_use]
    pub const fn registration_finished(self) -> Self {
        Self {
            registration_finished: true,
            ..self
        }
    }

    /// The account.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// Its standing and address.
    #[must_use]
    pub const fn basis(&self) -> Basis {
        self.basis
    }

    /// Whether the person is signed in.
    #[must_use]
    pub const fn is_signed_in(&self) -> bool {
        self.signed_in
    }

    /// Whether business registration is finished.
    ///
    /// ```
    /// use checkmark_account::{AddressNo, Standing};
    /// use checkmark_ticket::{Applicant, Basis};
    ///
    /// let applicant = Applicant::new("a1".parse()?, Basis::new(Standing::new(7), AddressNo::new(0)));
    /// assert!(!applicant.has_finished_registration());
    /// assert!(applicant.registration_finished().has_finished_registration());
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    #[must_use]
    pub const fn has_finished_registration(&self) -> bool {
        self.registration_finished
    }
}
