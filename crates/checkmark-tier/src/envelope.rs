//! A command with who gives it, when, and on which version.

use checkmark_account::{AccountId, Actor, CommandId};
use time::UtcDateTime;

use crate::command::Command;
use crate::decision::Decision;
use crate::form::{Form, Given, Recorded};
use crate::visit::Session;

/// A command and what goes with it: for which account, by whom, when, in which visit.
///
/// ```
/// use checkmark_account::Actor;
/// use checkmark_tier::{Command, Envelope};
/// use time::UtcDateTime;
///
/// let at = UtcDateTime::UNIX_EPOCH;
/// let command: Command = Command::RequestCode;
/// let envelope = Envelope::new("a1".parse()?, Actor::Person, at, command)
///     .with_id("c1".parse()?)
///     .expecting_version(2);
/// assert_eq!(envelope.at(), at);
/// # Ok::<(), checkmark_account::ParseIdError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(bound(
        serialize = "Command<F>: serde::Serialize",
        deserialize = "Command<F>: serde::Deserialize<'de>"
    ))
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "schema",
    schemars(bound = "Command<F>: schemars::JsonSchema")
)]
pub struct Envelope<F: Form = Given> {
    account: AccountId,
    #[cfg_attr(feature = "serde", serde(default))]
    id: Option<CommandId>,
    #[cfg_attr(feature = "serde", serde(default))]
    expected_version: Option<u64>,
    actor: Actor,
    #[cfg_attr(feature = "serde", serde(default))]
    session: Session,
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    at: UtcDateTime,
    command: Command<F>,
}

impl<F: Form> Envelope<F> {
    /// A command by somebody, now, who is not signed in.
    #[must_use]
    pub const fn new(
        account: AccountId,
        actor: Actor,
        at: UtcDateTime,
        command: Command<F>,
    ) -> Self {
        Self {
            account,
            id: None,
            expected_version: None,
            actor,
            session: Session::signed_out(),
            at,
            command,
        }
    }

    /// The same under an id: the same id twice is the same command.
    #[must_use]
    pub fn with_id(mut self, id: CommandId) -> Self {
        self.id = Some(id);
        self
    }

    /// The same, refused as stale unless this is the account's version.
    #[must_use]
    pub fn expecting_version(mut self, version: u64) -> Self {
        self.expected_version = Some(version);
        self
    }

    /// The same in a visit.
    #[must_use]
    pub fn in_session(mut self, session: Session) -> Self {
        self.session = session;
        self
    }

    /// The same around another form of the command.
    pub(crate) fn around<G: Form>(&self, command: Command<G>) -> Envelope<G> {
        Envelope {
            account: self.account,
            id: self.id,
            expected_version: self.expected_version,
            actor: self.actor,
            session: self.session,
            at: self.at,
            command,
        }
    }

    /// For which account.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// The id of the command.
    #[must_use]
    pub const fn id(&self) -> Option<CommandId> {
        self.id
    }

    /// The version that it was based on.
    ///
    /// ```
    /// use checkmark_account::Actor;
    /// use checkmark_tier::{Command, Envelope};
    /// use time::UtcDateTime;
    ///
    /// let command: Command = Command::Withdraw;
    /// let envelope = Envelope::new("a1".parse()?, Actor::Person, UtcDateTime::UNIX_EPOCH, command);
    /// assert_eq!(envelope.expected_version(), None);
    /// assert_eq!(envelope.expecting_version(9).expected_version(), Some(9));
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    #[must_use]
    pub const fn expected_version(&self) -> Option<u64> {
        self.expected_version
    }

    /// Who gives it.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        self.actor
    }

    /// In which visit.
    ///
    /// ```
    /// use checkmark_account::Actor;
    /// use checkmark_tier::{Command, Envelope, Place, Session};
    /// use time::UtcDateTime;
    ///
    /// let command: Command = Command::SignOut;
    /// let envelope = Envelope::new("a1".parse()?, Actor::Person, UtcDateTime::UNIX_EPOCH, command)
    ///     .in_session(Session::at(Place::Shop));
    /// assert_eq!((envelope.actor(), envelope.session().place()), (Actor::Person, Place::Shop));
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    #[must_use]
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// When.
    #[must_use]
    pub const fn at(&self) -> UtcDateTime {
        self.at
    }

    /// What is asked.
    #[must_use]
    pub const fn command(&self) -> &Command<F> {
        &self.command
    }
}

impl<F: Form> Envelope<F>
where
    Command<F>: Clone,
{
    /// The same, whatever the version: under another policy versions are others.
    pub(crate) fn at_any_version(&self) -> Self {
        Self {
            expected_version: None,
            ..self.around(self.command.clone())
        }
    }
}

impl Envelope<Given> {
    /// What is recorded of a command that was taken; none if the decision is another command's.
    #[must_use]
    pub fn recorded(&self, decision: &Decision) -> Option<Envelope<Recorded>> {
        Some(self.around(self.command.recorded(decision)?))
    }
}
