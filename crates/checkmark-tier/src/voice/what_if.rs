//! A command tried without effect.

use crate::account::Account;
use crate::context::Context;
use crate::decision::Decision;
use crate::envelope::Envelope;
use crate::form::Given;
use crate::refusal::Refusal;
use crate::state::State;
use crate::tier::{CheckMark, Tier};

/// What a command would do: the decision without taking it. It is [`Account::decide`] and nothing
/// else, so the two cannot drift apart.
///
/// ```
/// use checkmark_account::Actor;
/// use checkmark_tier::{
///     Account, Command, Context, Envelope, RefusalCode, TierPolicy, WhatIf, what_if,
/// };
/// use time::UtcDateTime;
///
/// let policy = TierPolicy::default();
/// let account = Account::new("a1".parse()?);
/// let command = Command::RequestCode;
/// let envelope = Envelope::new(account.id(), Actor::Person, UtcDateTime::UNIX_EPOCH, command);
/// let hypothesis: WhatIf = what_if(&account, &envelope, &Context::new(&policy));
/// assert_eq!(hypothesis.refusal().map(|it| it.code()), Some(RefusalCode::NotSignedUp));
/// assert_eq!(hypothesis.before(), account.state());
/// assert_eq!(hypothesis.after(), hypothesis.before());
/// assert!(!hypothesis.moves_tier());
/// # Ok::<(), checkmark_account::ParseIdError>(())
/// ```
#[must_use]
pub fn what_if(account: &Account, envelope: &Envelope<Given>, context: &Context<'_>) -> WhatIf {
    WhatIf::of(account, account.decide(envelope, context))
}

/// What a command would do, and where the account would stand.
///
/// ```
/// # #[cfg(feature = "proptest")]
/// # {
/// use checkmark_account::Actor;
/// use checkmark_tier::strategy::{History, HistoryStep};
/// use checkmark_tier::{Command, Context, Envelope, State, StateKind, TierPolicy, WhatIf, what_if};
///
/// let way = HistoryStep::way_to(StateKind::Basic);
/// let history = History::of(way.iter().copied(), &TierPolicy::default());
/// let (account, now) = (history.account(), history.now());
/// let suspend = Envelope::new(account.id(), Actor::Support, now, Command::Suspend);
/// let hypothesis: WhatIf = what_if(account, &suspend, &Context::new(history.policy()));
/// assert_eq!((hypothesis.before(), hypothesis.after()), (State::Basic, State::Suspended));
/// assert!(hypothesis.moves_tier());
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIf {
    result: Result<Decision, Refusal>,
    before: State,
    after: State,
}

impl WhatIf {
    fn of(account: &Account, result: Result<Decision, Refusal>) -> Self {
        let before = account.state();
        let after = result
            .as_ref()
            .ok()
            .and_then(|decision| account.clone().after(decision).ok())
            .map_or(before, |after| after.state());
        Self {
            result,
            before,
            after,
        }
    }

    /// What would be decided, if it would be taken.
    #[must_use]
    pub fn decision(&self) -> Option<&Decision> {
        self.result.as_ref().ok()
    }

    /// Why not: the refusal, or the no that a decision tells the person (CODE-4).
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        match &self.result {
            Ok(decision) => decision.rejection(),
            Err(refusal) => Some(refusal),
        }
    }

    /// Where the account stands.
    #[must_use]
    pub const fn before(&self) -> State {
        self.before
    }

    /// Where it would stand.
    #[must_use]
    pub const fn after(&self) -> State {
        self.after
    }

    /// The tier that it would have.
    #[must_use]
    pub const fn tier(&self) -> Option<Tier> {
        self.after.tier()
    }

    /// The mark that it would have.
    #[must_use]
    pub const fn mark(&self) -> CheckMark {
        self.after.mark()
    }

    /// Whether the tier would move.
    #[must_use]
    pub fn moves_tier(&self) -> bool {
        self.before.tier() != self.after.tier()
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for WhatIf {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use alloc::vec::Vec;
        use serde::ser::SerializeStruct as _;

        use super::timeline::TimelineRow;

        // Events as one may show them: how exactly a code would be wrong is not said (CODE-9).
        let events: Vec<TimelineRow> = self
            .decision()
            .into_iter()
            .flat_map(Decision::events)
            .map(TimelineRow::of)
            .collect();
        let mut out = serializer.serialize_struct("WhatIf", 6)?;
        out.serialize_field("ok", &self.refusal().is_none())?;
        out.serialize_field("before", &self.before)?;
        out.serialize_field("after", &self.after)?;
        out.serialize_field("tier", &self.tier())?;
        out.serialize_field("events", &events)?;
        out.serialize_field("refusal", &self.refusal())?;
        out.end()
    }
}
