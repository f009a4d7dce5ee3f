//! Why nothing was done.

mod act;
mod code;
pub(crate) mod graph;
mod situation;
mod text;
mod way;

pub(crate) use act::Act;
pub use code::{RefusalCode, RefusalCodes, Remedy, UnknownRefusalCode, UnknownRemedy};
pub(crate) use situation::Situation;
pub use text::RefusalText;
pub use way::{Deed, NoWayOut, UnknownNoWayOut, Way, WayStep};

use core::fmt;

use checkmark_account::Rule;
use time::UtcDateTime;

use crate::account::Account;
use crate::command::CommandKind;
use crate::envelope::Envelope;
use crate::form::Form;
use crate::policy::TierPolicy;
use crate::state::{RepairStep, StateKind};
use graph::Visited;

/// Why nothing was done: nothing changed, and nothing was emitted but this (LAW-1).
///
/// It is small and `Copy`, holds nothing personal, and names all that is missing, not only the
/// first.
///
/// ```
/// # #[cfg(feature = "proptest")] {
/// # use checkmark_account::*;
/// # use checkmark_tier::*;
/// # use checkmark_tier::strategy::*;
/// let way = HistoryStep::way_to(StateKind::AwaitingCode);
/// let mut history = History::of(way.iter().copied(), &TierPolicy::default());
/// let refusal: Refusal = history.give(HistoryStep::RequestCode).unwrap_err();
/// assert_eq!(refusal.rule(), Rule::Code5);
/// assert!(refusal.retry_at().is_some_and(|at| at > history.now()), "waiting helps");
/// assert_eq!(refusal.unmet().collect::<Vec<_>>(), [refusal.code().condition()]);
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Refusal {
    pub(crate) state: StateKind,
    pub(crate) command: CommandKind,
    pub(crate) code: RefusalCode,
    pub(crate) also: RefusalCodes,
    pub(crate) retry_at: Option<UtcDateTime>,
    pub(crate) due: Option<RepairStep>,
    act: Act,
    situation: Situation,
    visited: Visited,
}

impl Refusal {
    pub(crate) fn new<F: Form>(
        code: RefusalCode,
        account: &Account,
        envelope: &Envelope<F>,
        policy: &TierPolicy,
        now: UtcDateTime,
    ) -> Self {
        Self {
            state: account.state.kind(),
            command: envelope.command().kind(),
            act: Act::of(envelope.command()),
            situation: Situation::of(account, now, policy),
            visited: Visited::of(envelope.session()),
            code,
            also: RefusalCodes::NONE.with(code),
            retry_at: None,
            due: None,
        }
    }

    pub(crate) const fn until(mut self, retry_at: Option<UtcDateTime>) -> Self {
        self.retry_at = retry_at;
        self
    }

    pub(crate) const fn due(mut self, step: RepairStep) -> Self {
        self.due = Some(step);
        self
    }

    pub(crate) const fn with_all(mut self, codes: RefusalCodes) -> Self {
        self.also = self.also.union(codes);
        self
    }

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> RefusalCode {
        self.code
    }

    /// The rule that asks for it.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        self.code.rule()
    }

    /// Every condition that was not met, by its stable code; the one of [`code`](Self::code) is
    /// among them.
    pub fn unmet(&self) -> impl Iterator<Item = &'static str> {
        self.also.iter().map(RefusalCode::condition)
    }

    /// Every refusal that holds.
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::AwaitingCode);
    /// let mut history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let refusal = history.give(HistoryStep::RequestCode).unwrap_err();
    /// assert!(refusal.codes().contains(refusal.code()));
    /// # }
    /// ```
    #[must_use]
    pub const fn codes(&self) -> RefusalCodes {
        self.also
    }

    /// What would help.
    #[must_use]
    pub const fn remedy(&self) -> Remedy {
        self.code.remedy()
    }

    /// The first instant at which the same may be asked again, if waiting helps.
    #[must_use]
    pub const fn retry_at(&self) -> Option<UtcDateTime> {
        self.retry_at
    }

    /// The step of the repair that is due, if another one was reported (FIX-2).
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::StuckInBasic);
    /// let history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let account = history.account();
    /// let step = RepairStep::CheckMark;
    /// let (now, person) = (history.now(), Actor::Person);
    /// let envelope = Envelope::new(account.id(), person, now, Command::RepairStep { step });
    /// let refusal = account.can(&envelope, &Context::new(history.policy())).unwrap_err();
    /// assert_eq!(refusal.due_step(), Some(RepairStep::SignOut), "that one comes first");
    /// # }
    /// ```
    #[must_use]
    pub const fn due_step(&self) -> Option<RepairStep> {
        self.due
    }

    /// The state in which it was refused.
    #[must_use]
    pub const fn state(&self) -> StateKind {
        self.state
    }

    /// What was refused.
    #[must_use]
    pub const fn command(&self) -> CommandKind {
        self.command
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.code.prose(), self.rule())
    }
}

impl core::error::Error for Refusal {}

#[cfg(feature = "serde")]
impl serde::Serialize for Refusal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;

        #[derive(serde::Serialize)]
        struct At(#[serde(with = "checkmark_account::wire::optional_instant")] Option<UtcDateTime>);

        let mut out = serializer.serialize_struct("Refusal", 10)?;
        out.serialize_field("code", &self.code)?;
        out.serialize_field("rule", self.rule().as_str())?;
        out.serialize_field("unmet", &self.unmet().collect::<alloc::vec::Vec<_>>())?;
        out.serialize_field("remedy", &self.remedy())?;
        out.serialize_field("retry_at", &At(self.retry_at))?;
        out.serialize_field("due_step", &self.due)?;
        out.serialize_field("state", &self.state)?;
        out.serialize_field("command", &self.command)?;
        let way = self.way_out();
        out.serialize_field("way_out", &way.as_ref().ok())?;
        out.serialize_field("no_way_out", &way.as_ref().err())?;
        out.end()
    }
}

#[cfg(feature = "schema")]
mod schema {
    use alloc::borrow::Cow;
    use alloc::string::String;
    use alloc::vec::Vec;

    use schemars::{JsonSchema, Schema, SchemaGenerator};

    use super::{NoWayOut, RefusalCode, Remedy, Way};
    use crate::command::CommandKind;
    use crate::state::{RepairStep, StateKind};

    /// The fields of a refusal on the wire.
    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "stands for its schema alone")]
    struct Refusal {
        code: RefusalCode,
        rule: String,
        unmet: Vec<RefusalCode>,
        remedy: Remedy,
        retry_at: Option<String>,
        due_step: Option<RepairStep>,
        state: StateKind,
        command: CommandKind,
        way_out: Option<Way>,
        no_way_out: Option<NoWayOut>,
    }

    impl JsonSchema for super::Refusal {
        fn schema_name() -> Cow<'static, str> {
            "Refusal".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            Refusal::json_schema(generator)
        }
    }
}
