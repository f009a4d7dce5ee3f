//! A record under another policy.

use alloc::collections::BTreeMap;

use checkmark_account::code::{CodeKey, KeyRing, Nonce};
use checkmark_account::{AccountId, Actor, KeyId};
use time::UtcDateTime;

use crate::account::Account;
use crate::command::{Command, CommandKind};
use crate::context::Context;
use crate::decision::Decision;
use crate::envelope::Envelope;
use crate::event::Event;
use crate::folder::{FoldError, Folder};
use crate::form::Recorded;
use crate::policy::TierPolicy;
use crate::refusal::Refusal;
use crate::state::StateKind;
use crate::tier::{CheckMark, Tier};

/// A record, many accounts mixed, folded as it was and decided again under another policy: whose
/// tier would differ, before the policy is switched.
///
/// A code counts by its recorded outcome, so no key of the host is needed.
///
/// ```
/// # #[cfg(feature = "proptest")]
/// # {
/// use checkmark_tier::strategy::{History, HistoryStep};
/// use checkmark_tier::{Rehearsal, StateKind, Tier, TierPolicy};
///
/// let policy = TierPolicy::default();
/// let steps = HistoryStep::way_to(StateKind::Enterprise);
/// let history = History::of(steps.iter().copied(), &policy);
///
/// let mut rehearsal = Rehearsal::new(policy);
/// for (envelope, decision) in history.decisions() {
///     let events: Vec<_> = decision.events().cloned().collect();
///     rehearsal.take(envelope, decision.version(), &events)?;
/// }
/// assert_eq!(rehearsal.folder().accounts().next().and_then(|it| it.tier()), Some(Tier::Enterprise));
/// assert_eq!(rehearsal.differences().count(), 0);
/// # }
/// # Ok::<(), checkmark_tier::FoldError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Rehearsal {
    policy: TierPolicy,
    keys: KeyRing,
    folder: Folder,
    accounts: BTreeMap<AccountId, Rehearsed>,
}

/// An account as it would have gone.
#[derive(Clone, Debug)]
struct Rehearsed {
    account: Account,
    refused: Option<Refused>,
    parted: Option<UtcDateTime>,
}

/// The first command that the other policy refuses.
#[derive(Clone, Copy, Debug)]
struct Refused {
    at: UtcDateTime,
    refusal: Refusal,
}

impl Rehearsal {
    /// A rehearsal of a policy, with nothing taken yet.
    #[must_use]
    pub fn new(policy: TierPolicy) -> Self {
        // Recorded codes count by their outcome: the key is there because issuing asks for one.
        let key = CodeKey::new(KEY, &[0; 32]).expect("the key is long enough");
        Self {
            policy,
            keys: KeyRing::new(key),
            folder: Folder::default(),
            accounts: BTreeMap::new(),
        }
    }

    /// Takes the next decision of the record: folds its events, and decides its command again.
    ///
    /// # Errors
    ///
    /// The events do not fold ([`Folder::fold`]); nothing is taken.
    pub fn take(
        &mut self,
        envelope: &Envelope<Recorded>,
        version: u64,
        events: &[Event],
    ) -> Result<(), FoldError> {
        let id = envelope.account();
        let tier = self.folder.fold(id, version, events)?.tier();
        let rehearsed = self.accounts.entry(id).or_insert_with(|| Rehearsed {
            account: Account::new(id),
            refused: None,
            parted: None,
        });
        rehearsed.decide(&self.policy, &self.keys, &envelope.at_any_version());
        if rehearsed.account.tier() == tier {
            rehearsed.parted = None;
        } else {
            rehearsed.parted.get_or_insert(envelope.at());
        }
        Ok(())
    }

    /// The record as it was.
    #[must_use]
    pub const fn folder(&self) -> &Folder {
        &self.folder
    }

    /// An account as it would be under the policy.
    #[must_use]
    pub fn account(&self, account: AccountId) -> Option<&Account> {
        self.accounts.get(&account).map(|it| &it.account)
    }

    /// How many accounts were rehearsed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.accounts.len()
    }

    /// Whether none was.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.accounts.is_empty()
    }

    /// Whose tier would differ, by account.
    pub fn differences(&self) -> impl Iterator<Item = Difference> + '_ {
        self.accounts.iter().filter_map(|(id, rehearsed)| {
            let was = self.folder.account(*id)?;
            (was.tier() != rehearsed.account.tier()).then(|| Difference {
                account: *id,
                was: Stand::of(was),
                would_be: Stand::of(&rehearsed.account),
                parted_at: rehearsed.parted,
                first: rehearsed.refused.map(|it| Parting {
                    at: it.at,
                    command: it.refusal.command(),
                    refused: it.refusal,
                }),
            })
        })
    }
}

impl Rehearsed {
    fn decide(&mut self, policy: &TierPolicy, keys: &KeyRing, envelope: &Envelope<Recorded>) {
        let context = Context::new(policy).with_codes(keys, Nonce::new([0; Nonce::LEN]));
        let refusal = match self.account.decide_recorded(envelope, &context) {
            Ok(decision) => return self.fold(&decision),
            Err(refusal) => refusal,
        };
        let at = envelope.at();
        self.refused.get_or_insert(Refused { at, refusal });
        // What was due by then lapses all the same.
        let tick = Command::TimePassed { generation: None };
        let tick = Envelope::new(envelope.account(), Actor::Clock, at, tick);
        if let Ok(decision) = self.account.decide_recorded(&tick, &context) {
            self.fold(&decision);
        }
    }

    fn fold(&mut self, decision: &Decision) {
        for event in decision.events() {
            let folded = self.account.apply(event);
            debug_assert_eq!(folded, Ok(()), "what was decided folds");
        }
    }
}

/// An account whose tier would differ under another policy.
///
/// ```
/// # #[cfg(feature = "proptest")]
/// # {
/// use checkmark_tier::strategy::{History, HistoryStep};
/// use checkmark_tier::{Difference, Parting, Rehearsal, Stand, StateKind, Tier};
/// use checkmark_tier::{TierFigures, TierPolicy};
///
/// // The confirming mail came back once, and was mailed again.
/// let way = HistoryStep::way_to(StateKind::Confirming).iter().copied();
/// let again = [HistoryStep::MailFailed, HistoryStep::MailHandedOver];
/// let history = History::of(way.chain(again), &TierPolicy::default());
///
/// let mut figures = TierFigures::default();
/// figures.confirmation_attempts = 1;
/// let mut rehearsal = Rehearsal::new(TierPolicy::new(figures)?);
/// for (envelope, decision) in history.decisions() {
///     let events: Vec<_> = decision.events().cloned().collect();
///     rehearsal.take(envelope, decision.version(), &events)?;
/// }
/// let difference: Difference = rehearsal.differences().next().expect("one attempt is too few");
/// let (was, would_be): (Stand, Stand) = (difference.was(), difference.would_be());
/// assert_eq!((was.tier(), would_be.tier()), (Some(Tier::Enterprise), Some(Tier::Limited)));
/// assert_eq!(difference.parted_at(), Some(history.now()));
/// let first: Option<&Parting> = difference.first();
/// assert!(first.is_some_and(|it| it.refused().state() == would_be.state()));
/// # }
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Difference {
    account: AccountId,
    was: Stand,
    would_be: Stand,
    #[cfg_attr(
        feature = "serde",
        serde(with = "checkmark_account::wire::optional_instant")
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<alloc::string::String>"))]
    parted_at: Option<UtcDateTime>,
    first: Option<Parting>,
}

impl Difference {
    /// Whose.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// Where the account stands.
    #[must_use]
    pub const fn was(&self) -> Stand {
        self.was
    }

    /// Where it would stand.
    #[must_use]
    pub const fn would_be(&self) -> Stand {
        self.would_be
    }

    /// Since when the tier would have been another one.
    #[must_use]
    pub const fn parted_at(&self) -> Option<UtcDateTime> {
        self.parted_at
    }

    /// The first command that the policy refuses, if it refuses one.
    #[must_use]
    pub const fn first(&self) -> Option<&Parting> {
        self.first.as_ref()
    }
}

/// Where an account stands, in small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stand {
    state: StateKind,
    tier: Option<Tier>,
    mark: CheckMark,
    version: u64,
    standing: u64,
}

impl Stand {
    /// Where an account stands.
    #[must_use]
    pub const fn of(account: &Account) -> Self {
        Self {
            state: account.state().kind(),
            tier: account.tier(),
            mark: account.mark(),
            version: account.version(),
            standing: account.standing().number(),
        }
    }

    /// The state.
    #[must_use]
    pub const fn state(&self) -> StateKind {
        self.state
    }

    /// The tier, where there is one.
    #[must_use]
    pub const fn tier(&self) -> Option<Tier> {
        self.tier
    }

    /// What a signed-in visit at the support site shows.
    #[must_use]
    pub const fn mark(&self) -> CheckMark {
        self.mark
    }

    /// How many events the account has seen.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// The number of its standing.
    #[must_use]
    pub const fn standing(&self) -> u64 {
        self.standing
    }
}

/// A command of the record that another policy refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Parting {
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    at: UtcDateTime,
    command: CommandKind,
    refused: Refusal,
}

impl Parting {
    /// When it was given.
    #[must_use]
    pub const fn at(&self) -> UtcDateTime {
        self.at
    }

    /// Which it was.
    #[must_use]
    pub const fn command(&self) -> CommandKind {
        self.command
    }

    /// Why it would be refused.
    #[must_use]
    pub const fn refused(&self) -> &Refusal {
        &self.refused
    }
}

const KEY: KeyId = match KeyId::new("rehearsal") {
    Ok(id) => id,
    Err(_) => panic!("the id is well formed"),
};
