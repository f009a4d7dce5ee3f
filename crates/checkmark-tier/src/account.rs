//! An account: everything that its record folds to.

use alloc::boxed::Box;
use alloc::vec::Vec;

use checkmark_account::code::{CodeBook, Purpose};
use checkmark_account::{AccountId, AddressNo, CustomerNumber, OrganizationId, Standing};
use smallvec::SmallVec;
use time::UtcDateTime;

use crate::event::Deadline;
use crate::evidence::{FoundProfile, Judged};
use crate::recent::{LapsedInvitations, LeftRequests, RecentCommands};
use crate::relation::{Confirmation, Membership, PendingInvitation};
use crate::state::{Door, ProfileReasons, Proof, Route, State};
use crate::tier::{CheckMark, Tier};

/// An account, as its record folds to: the state, and what stands beside it.
///
/// It holds ids, small facts and instants; addresses, names and free text lie apart (ACC-7). It is
/// made by [`Account::new`] and changed by events alone.
///
/// ```
/// use checkmark_tier::{Account, State};
///
/// let account = Account::new("a1".parse()?);
/// assert_eq!(account.state(), State::Unregistered);
/// assert_eq!(account.version(), 0);
/// # Ok::<(), checkmark_account::ParseIdError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub(crate) id: AccountId,
    pub(crate) version: u64,
    pub(crate) standing: Standing,
    pub(crate) state: State,
    pub(crate) last_at: Option<UtcDateTime>,
    pub(crate) generation: u32,
    pub(crate) lapses: Option<Deadline>,
    pub(crate) judge_again: Option<Deadline>,
    pub(crate) address: AddressNo,
    pub(crate) last_address: AddressNo,
    pub(crate) proved_at: Option<UtcDateTime>,
    pub(crate) pending: Option<PendingChange>,
    pub(crate) registration: Registration,
    pub(crate) judged: Option<Judged>,
    pub(crate) counted_at: Option<UtcDateTime>,
    pub(crate) confirmation: Option<Confirmation>,
    pub(crate) password_change_at: Option<UtcDateTime>,
    pub(crate) trouble: Trouble,
    pub(crate) offer: Box<[FoundProfile]>,
    pub(crate) memberships: SmallVec<[Membership; 1]>,
    pub(crate) invitations: SmallVec<[PendingInvitation; 1]>,
    pub(crate) numbers: Vec<CustomerNumber>,
    pub(crate) recent: RecentCommands,
    pub(crate) left: LeftRequests,
    pub(crate) lapsed: LapsedInvitations,
    pub(crate) books: Box<Books>,
}

/// The books of codes, one for each purpose. They outlive addresses, so that no new flow refills
/// their counters (CODE-5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Books {
    pub(crate) sign_up: CodeBook,
    pub(crate) change: CodeBook,
    pub(crate) fresh: CodeBook,
}

/// How far business registration came (REG-1 to REG-3).
///
/// ```
/// # #[cfg(feature = "proptest")] {
/// # use checkmark_account::*;
/// # use checkmark_tier::*;
/// # use checkmark_tier::strategy::*;
/// let way = HistoryStep::way_to(StateKind::Enterprise);
/// let history = History::of(way.iter().copied(), &TierPolicy::default());
/// let account = history.account();
/// let registration: &Registration = account.registration();
/// assert_eq!(registration.route(), Some(Route::Company));
/// assert_eq!(registration.proof(), Proof::Fresh);
/// assert!(registration.is_finished());
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Registration {
    pub(crate) door: Option<Door>,
    pub(crate) route: Option<Route>,
    pub(crate) proof: Proof,
    pub(crate) finished: bool,
    pub(crate) reasons: ProfileReasons,
}

impl Registration {
    /// The door through which the account was opened (ACC-8).
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::Basic);
    /// let history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let registration = history.account().registration();
    /// assert_eq!(registration.door(), Some(Door::SignInMenu));
    /// # }
    /// ```
    #[must_use]
    pub const fn door(&self) -> Option<Door> {
        self.door
    }

    /// The route, once chosen.
    #[must_use]
    pub const fn route(&self) -> Option<Route> {
        self.route
    }

    /// Whether the address is to be proved anew before registration goes on (REG-1).
    #[must_use]
    pub const fn proof(&self) -> Proof {
        self.proof
    }

    /// Whether the business details were given, which is so on the company's route alone: what the
    /// domain by itself may decide comes after that (REG-4).
    #[must_use]
    pub const fn is_finished(&self) -> bool {
        self.finished
    }
}

/// A change of address that is not proved yet: the address and its deadline are one, and its code
/// is the last of the book (ACC-6).
///
/// ```
/// # #[cfg(feature = "proptest")] {
/// # use checkmark_account::*;
/// # use checkmark_tier::*;
/// # use checkmark_tier::strategy::*;
/// let way = HistoryStep::way_to(StateKind::Basic);
/// let mut history = History::of(way.iter().copied(), &TierPolicy::default());
/// history.give(HistoryStep::ChangeAddress)?;
/// let change: PendingChange = history.account().pending_change().expect("it was asked for");
/// assert_eq!(change.address(), AddressNo::new(1));
/// assert_eq!(change.lapses().at(), history.now() + history.policy().sign_up_lapse());
/// # }
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PendingChange {
    pub(crate) address: AddressNo,
    pub(crate) lapses: Deadline,
}

impl PendingChange {
    /// The address that is asked for.
    #[must_use]
    pub const fn address(&self) -> AddressNo {
        self.address
    }

    /// When the change lapses.
    #[must_use]
    pub const fn lapses(&self) -> Deadline {
        self.lapses
    }
}

/// Whether support was asked about trouble with validation (CODE-4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Trouble {
    #[default]
    None,
    Asked,
}

impl Account {
    /// An account that nothing has happened to.
    #[must_use]
    pub fn new(id: AccountId) -> Self {
        Self {
            id,
            version: 0,
            standing: Standing::default(),
            state: State::Unregistered,
            last_at: None,
            generation: 0,
            lapses: None,
            judge_again: None,
            address: AddressNo::default(),
            last_address: AddressNo::default(),
            proved_at: None,
            pending: None,
            registration: Registration::default(),
            judged: None,
            counted_at: None,
            confirmation: None,
            password_change_at: None,
            trouble: Trouble::None,
            offer: Box::default(),
            memberships: SmallVec::new(),
            invitations: SmallVec::new(),
            numbers: Vec::new(),
            recent: RecentCommands::default(),
            left: LeftRequests::default(),
            lapsed: LapsedInvitations::default(),
            books: Box::new(Books {
                sign_up: CodeBook::new(Purpose::SignUp),
                change: CodeBook::new(Purpose::ChangeOfAddress),
                fresh: CodeBook::new(Purpose::FreshProof),
            }),
        }
    }

    /// Its name.
    #[must_use]
    pub const fn id(&self) -> AccountId {
        self.id
    }

    /// How many events it has seen.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// What permits and approvals are held against (TIER-7).
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::Limited);
    /// let mut history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let account = history.account();
    /// let before = account.standing();
    /// history.give(HistoryStep::Suspend)?;
    /// assert!(history.account().standing() > before, "what was permitted before is void");
    /// # }
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn standing(&self) -> Standing {
        self.standing
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> State {
        self.state
    }

    /// The tier, where there is one.
    #[must_use]
    pub const fn tier(&self) -> Option<Tier> {
        self.state.tier()
    }

    /// What a signed-in visit at the support site shows (MARK-1).
    #[must_use]
    pub const fn mark(&self) -> CheckMark {
        self.state.mark()
    }

    /// The instant of the last event.
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::Basic);
    /// let history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let account = history.account();
    /// assert_eq!(account.last_at(), Some(history.now()));
    /// assert_eq!(account.proved_at(), Some(history.now()));
    /// # }
    /// ```
    #[must_use]
    pub const fn last_at(&self) -> Option<UtcDateTime> {
        self.last_at
    }

    /// The one instant at which the host calls again with `time_passed`; no polling.
    #[must_use]
    pub fn next_wakeup(&self) -> Option<Deadline> {
        let pending = self.pending.map(|pending| pending.lapses);
        let mut first = earlier(earlier(self.lapses, self.judge_again), pending);
        if !self.invitations.is_empty() {
            for invitation in self.invitations.iter() {
                first = earlier(first, Some(invitation.lapses));
            }
        }
        first
    }

    /// The number of its address.
    #[must_use]
    pub const fn address(&self) -> AddressNo {
        self.address
    }

    /// When that address was last proved.
    #[must_use]
    pub const fn proved_at(&self) -> Option<UtcDateTime> {
        self.proved_at
    }

    /// A change of address that is not proved yet (ACC-6).
    #[must_use]
    pub const fn pending_change(&self) -> Option<PendingChange> {
        self.pending
    }

    /// How far business registration came.
    #[must_use]
    pub const fn registration(&self) -> &Registration {
        &self.registration
    }

    /// The last verdict on the domain of the address.
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::Enterprise);
    /// let history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let account = history.account();
    /// let judged: Judged = account.judged().expect("the domain was looked at");
    /// assert!(!judged.is_undetermined() && judged.reasons().is_empty());
    /// # }
    /// ```
    #[must_use]
    pub const fn judged(&self) -> Option<Judged> {
        self.judged
    }

    /// When the profiles for the domain were last counted.
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::Confirming);
    /// let history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let account = history.account();
    /// assert_eq!(account.counted_at(), Some(history.now()));
    /// # }
    /// ```
    #[must_use]
    pub const fn counted_at(&self) -> Option<UtcDateTime> {
        self.counted_at
    }

    /// The organizations that were offered to choose from (REG-4).
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::OrganizationDue);
    /// let history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let account = history.account();
    /// assert_eq!(account.offer().len(), 2, "the domain is proved by two");
    /// # }
    /// ```
    #[must_use]
    pub fn offer(&self) -> &[FoundProfile] {
        &self.offer
    }

    /// The access that waits for its confirmation (REG-5).
    #[must_use]
    pub const fn confirmation(&self) -> Option<Confirmation> {
        self.confirmation
    }

    /// The relations to organizations (TIER-3). They count in Enterprise alone: while an account is
    /// suspended, or decided again, they rest.
    pub fn memberships(&self) -> impl Iterator<Item = &Membership> + Clone {
        self.memberships.iter()
    }

    /// The invitations that may be accepted (ORG-2).
    pub fn invitations(&self) -> impl Iterator<Item = &PendingInvitation> + Clone {
        self.invitations.iter()
    }

    /// The customer numbers (ACC-4).
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::Basic);
    /// let mut history = History::of(way.iter().copied(), &TierPolicy::default());
    /// history.give(HistoryStep::AddCustomerNumber)?;
    /// assert_eq!(history.account().customer_numbers(), ["4711".parse()?]);
    /// # }
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub fn customer_numbers(&self) -> &[CustomerNumber] {
        &self.numbers
    }

    /// The book of codes of a purpose. It is exact: what a person may see of it is its lock alone
    /// (CODE-9).
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// use checkmark_account::code::Purpose;
    ///
    /// let way = HistoryStep::way_to(StateKind::AwaitingCode);
    /// let mut history = History::of(way.iter().copied(), &TierPolicy::default());
    /// history.give(HistoryStep::SubmitWrongCode)?;
    /// let account = history.account();
    /// assert_eq!(account.code_book(Purpose::SignUp).map(|book| book.failures()), Some(1));
    /// assert_eq!(account.locked_until(Purpose::SignUp, history.now()), None);
    /// # }
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn code_book(&self, purpose: Purpose) -> Option<&CodeBook> {
        match purpose {
            Purpose::SignUp => Some(&self.books.sign_up),
            Purpose::ChangeOfAddress => Some(&self.books.change),
            Purpose::FreshProof => Some(&self.books.fresh),
            _ => None,
        }
    }

    /// Until when the channel of a purpose is locked at `now` (CODE-4).
    #[must_use]
    pub fn locked_until(&self, purpose: Purpose, now: UtcDateTime) -> Option<UtcDateTime> {
        self.code_book(purpose)
            .and_then(|book| book.locked_until(now))
    }

    pub(crate) fn membership(&self, organization: OrganizationId) -> Option<&Membership> {
        self.memberships
            .iter()
            .find(|membership| membership.grant.organization == organization)
    }
}

/// The earlier of two deadlines; the first of two at one instant.
fn earlier(first: Option<Deadline>, other: Option<Deadline>) -> Option<Deadline> {
    match (first, other) {
        (Some(held), Some(new)) if new.at() < held.at() => Some(new),
        (Some(held), _) => Some(held),
        (None, other) => other,
    }
}
