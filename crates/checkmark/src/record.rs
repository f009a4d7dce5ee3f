//! What a host persists: a line a decision, in an envelope with a schema name and a version.
//!
//! Folding reads the events and no policy; rehearsing reads the commands. The lines of many
//! accounts may be mixed, as a host's log has them: a [`Folder`](checkmark_tier::Folder) keeps them
//! apart.
#![doc = include_str!("../doc/record.md")]

use alloc::vec::Vec;

use checkmark_account::{AccountId, PolicyId};
use checkmark_tier::{Decision, Envelope, Event, Recorded};

/// The name of the schema of a [`Line`].
pub const SCHEMA: &str = "checkmark.record";

/// The version of the schema that is written. Older ones are read, newer ones refused.
pub const VERSION: u32 = 1;

/// One decision of an account as it is stored: who asked what when, and what happened.
///
/// It holds nothing personal and no code.
///
/// # Syntax
///
/// On the wire `{"schema":"checkmark.record","v":1,"account":..,"version":..,"at":..,"actor":..,
/// "policy":..,"id":..,"session":{..},"command":{..},"events":[..]}`. `version` is the account's
/// after the events, `policy` the host's name for the figures that were in force.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "wire::Line", into = "wire::Line"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Line {
    envelope: Envelope<Recorded>,
    version: u64,
    policy: Option<PolicyId>,
    events: Vec<Event>,
}

impl Line {
    /// The line of a decision on a command; `None` if it was made on another one, as far as account
    /// and id tell.
    #[must_use]
    pub fn new(envelope: &Envelope, decision: &Decision) -> Option<Self> {
        Self::of_recorded(envelope.recorded(decision)?, decision)
    }

    /// The line of a decision on a command that was recorded before, as a rehearsal or a history of
    /// a test has it; `None` if it was made on another one, as far as account and id tell.
    #[doc = include_str!("../doc/record_of_recorded.md")]
    #[must_use]
    pub fn of_recorded(envelope: Envelope<Recorded>, decision: &Decision) -> Option<Self> {
        let is_of_it = |event: &Event| event.command().is_none_or(|id| envelope.id() == Some(id));
        let fits = envelope.account() == decision.account() && decision.events().all(is_of_it);
        fits.then(|| Self {
            envelope,
            version: decision.version(),
            policy: None,
            events: decision.events().cloned().collect(),
        })
    }

    /// The same, with the host's name for the figures that were in force.
    #[must_use]
    pub fn under(self, policy: PolicyId) -> Self {
        let policy = Some(policy);
        Self { policy, ..self }
    }

    /// The account.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.envelope.account()
    }

    /// The account's version after the events.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// The command as it was recorded, with who gave it and when.
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// use checkmark::record::Line;
    /// use checkmark::tier::strategy::{History, HistoryStep};
    /// use checkmark::tier::{CommandKind, TierPolicy};
    ///
    /// let history = History::of([HistoryStep::SignUp], &TierPolicy::default());
    /// let (envelope, decision) = history.decisions().next().expect("somebody signed up");
    /// let line = Line::of_recorded(envelope.clone(), decision).expect("they belong together");
    /// assert_eq!(line.envelope().command().kind(), CommandKind::SignUp);
    /// # }
    /// ```
    #[must_use]
    pub const fn envelope(&self) -> &Envelope<Recorded> {
        &self.envelope
    }

    /// The host's name for the figures that were in force.
    #[must_use]
    pub const fn policy(&self) -> Option<PolicyId> {
        self.policy
    }

    /// What happened.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }
}

#[cfg(feature = "serde")]
mod wire {
    //! The envelope of a line. Older versions are brought up to date here.

    use alloc::string::String;
    use alloc::vec::Vec;

    use checkmark_account::{AccountId, Actor, CommandId, PolicyId};
    use checkmark_tier::{Envelope, Event, RecordedCommand, Session};
    use time::UtcDateTime;

    use super::{SCHEMA, VERSION};

    #[derive(serde::Serialize, serde::Deserialize)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub(super) struct Line {
        schema: String,
        v: u32,
        account: AccountId,
        version: u64,
        #[serde(with = "checkmark_account::wire::instant")]
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        at: UtcDateTime,
        actor: Actor,
        #[serde(default)]
        policy: Option<PolicyId>,
        #[serde(default)]
        id: Option<CommandId>,
        #[serde(default)]
        expected_version: Option<u64>,
        #[serde(default)]
        session: Session,
        command: RecordedCommand,
        events: Vec<Event>,
    }

    impl From<super::Line> for Line {
        fn from(line: super::Line) -> Self {
            let envelope = line.envelope;
            Self {
                schema: SCHEMA.into(),
                v: VERSION,
                account: envelope.account(),
                version: line.version,
                at: envelope.at(),
                actor: envelope.actor(),
                policy: line.policy,
                id: envelope.id(),
                expected_version: envelope.expected_version(),
                session: *envelope.session(),
                command: envelope.command().clone(),
                events: line.events,
            }
        }
    }

    impl TryFrom<Line> for super::Line {
        type Error = super::SchemaError;

        fn try_from(line: Line) -> Result<Self, super::SchemaError> {
            let (schema, v) = (line.schema, line.v);
            super::Head { schema, v }.check()?;
            let mut envelope = Envelope::new(line.account, line.actor, line.at, line.command)
                .in_session(line.session);
            if let Some(id) = line.id {
                envelope = envelope.with_id(id);
            }
            if let Some(version) = line.expected_version {
                envelope = envelope.expecting_version(version);
            }
            Ok(Self {
                envelope,
                version: line.version,
                policy: line.policy,
                events: line.events,
            })
        }
    }
}

/// What a line says of itself: read it first, so that a line of a newer version is refused as that
/// and not for a part that this version cannot read.
#[cfg(feature = "serde")]
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Head {
    schema: alloc::string::String,
    v: u32,
}

#[cfg(feature = "serde")]
impl Head {
    /// Whether this version of the crates reads such a line.
    ///
    /// # Errors
    ///
    /// It is another schema's, or a newer version's.
    pub fn check(&self) -> Result<(), SchemaError> {
        if self.schema != SCHEMA {
            Err(SchemaError::Schema)
        } else if self.v == 0 || self.v > VERSION {
            Err(SchemaError::Version {
                found: self.v,
                known: VERSION,
            })
        } else {
            Ok(())
        }
    }
}

/// Why a line is not one that this version of the crates reads. Open: more may be told apart.
#[doc = include_str!("../doc/record_schemaerror.md")]
#[cfg(feature = "serde")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SchemaError {
    /// It is no record line.
    #[error("not of the schema {SCHEMA}")]
    Schema,
    /// It was written by a newer version of the crates.
    #[error("version {found} of the record, of which at most {known} is known")]
    Version {
        /// The version of the line.
        found: u32,
        /// The newest version that is known here.
        known: u32,
    },
}
