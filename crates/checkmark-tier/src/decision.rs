//! What was decided.

use alloc::boxed::Box;
use alloc::vec::Vec;

use checkmark_account::product::Product;
use checkmark_account::{AccountId, AddressNo, EmailAddress, PersonName};
use smallvec::SmallVec;
use time::UtcDateTime;

use crate::effect::{Effect, EffectKey, Task};
use crate::event::Event;
use crate::refusal::Refusal;
use crate::words::words;

/// What was decided: what happened, what the host has to do, and what is kept apart.
///
/// ```
/// # #[cfg(feature = "proptest")] {
/// # use checkmark_account::*;
/// # use checkmark_tier::*;
/// # use checkmark_tier::strategy::*;
/// let way = HistoryStep::way_to(StateKind::AwaitingCode);
/// let history = History::of(way.iter().copied(), &TierPolicy::default());
/// let account = history.account();
/// let (_, decision): (_, &Decision) = history.decisions().next().expect("somebody signed up");
/// assert_eq!(decision.version(), account.version());
/// assert!(decision.effects().any(|it| matches!(it.task(), Task::MailCode { .. })));
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub(crate) account: AccountId,
    pub(crate) version: u64,
    pub(crate) at: UtcDateTime,
    /// How many of the events came of the clock, before the command was looked at.
    pub(crate) lapsed: usize,
    pub(crate) events: SmallVec<[Event; 3]>,
    pub(crate) tasks: SmallVec<[Task; 3]>,
    pub(crate) personal: Vec<Personal>,
    pub(crate) rejection: Option<Refusal>,
}

impl Decision {
    /// Nothing decided yet, on an account at an instant.
    pub(crate) fn on(account: AccountId, version: u64, at: UtcDateTime) -> Self {
        Self {
            account,
            version,
            at,
            lapsed: 0,
            events: SmallVec::new(),
            tasks: SmallVec::new(),
            personal: Vec::new(),
            rejection: None,
        }
    }

    /// The account.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// The version that the events lead to.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// The instant of the decision: that of the command, or the account's last one where time ran
    /// back a little (LAW-4).
    #[must_use]
    pub const fn at(&self) -> UtcDateTime {
        self.at
    }

    /// What happened, in order. Empty where everything was as asked already.
    pub fn events(&self) -> impl Iterator<Item = &Event> + Clone {
        self.events.iter()
    }

    /// What had lapsed by then: the events that came of the clock, before the command was looked at.
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::AwaitingCode);
    /// let mut history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let taken = history.give(HistoryStep::Wake)?;
    /// let lapsed = taken.decision().map(|it| it.lapsed().count());
    /// assert_eq!(lapsed, Some(1), "nobody proved the address in time");
    /// assert_eq!(history.account().state(), State::Unregistered);
    /// # }
    /// # Ok::<(), checkmark_tier::Refusal>(())
    /// ```
    pub fn lapsed(&self) -> impl Iterator<Item = &Event> + Clone {
        self.events.iter().take(self.lapsed)
    }

    /// What the host has to do, each under its key.
    pub fn effects(&self) -> impl Iterator<Item = Effect> + '_ {
        self.tasks.iter().zip(0..).map(|(task, index)| {
            Effect::new(EffectKey::new(self.account, self.version, index), *task)
        })
    }

    /// What is personal, and kept apart so that it can be forgotten (ACC-7).
    #[must_use]
    pub fn personal(&self) -> &[Personal] {
        &self.personal
    }

    /// Why the person is told no, although something was recorded: a code that was not accepted
    /// counts as a try (CODE-4). It is the same for every such code (CODE-9).
    #[must_use]
    pub const fn rejection(&self) -> Option<&Refusal> {
        self.rejection.as_ref()
    }
}

/// Something personal that a host keeps apart from the record.
///
/// Open: more may come to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Personal {
    /// The address with a number; mail goes to this spelling (ACC-3).
    Address(AddressNo, Box<EmailAddress>),
    /// The person's name.
    Name(PersonName),
    /// What was written about a product.
    Product(Product),
}

impl Personal {
    /// What it is.
    #[must_use]
    pub const fn kind(&self) -> PersonalKind {
        match self {
            Self::Address(..) => PersonalKind::Address,
            Self::Name(_) => PersonalKind::Name,
            Self::Product(_) => PersonalKind::Product,
        }
    }
}

words! {
    /// What a side record is.
    ///
    /// Open, as [`Personal`] is.
    ///
    /// ```
    /// use checkmark_account::PersonName;
    /// use checkmark_tier::{Personal, PersonalKind};
    ///
    /// let name = Personal::Name(PersonName::new("Anna", "Berg")?);
    /// assert_eq!(name.kind(), PersonalKind::Name);
    /// # Ok::<(), checkmark_account::PersonNameError>(())
    /// ```
    #[non_exhaustive]
    PersonalKind, UnknownPersonalKind, "unknown kind of side record";
    /// An address.
    Address "address",
    /// A name.
    Name "name",
    /// A product.
    Product "product",
}
