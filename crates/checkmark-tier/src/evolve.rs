//! Folding what happened. It knows no policy, and allocates only for lists.

mod fold;

use checkmark_account::code::CodeReplayError;
use checkmark_account::organization::JoinedBy;

use crate::account::Account;
use crate::event::{Event, Fact};
use crate::state::{Reason, Review};
use crate::words::kinds;

impl Account {
    /// The account after an event (LAW-5).
    ///
    /// # Errors
    ///
    /// As [`apply`](Self::apply).
    pub fn evolve(mut self, event: &Event) -> Result<Self, ReplayError> {
        self.apply(event)?;
        Ok(self)
    }

    /// Folds an event in place; nothing is applied by half.
    ///
    /// # Errors
    ///
    /// The event is foreign, missing, doubled, out of order, or none that such an account could
    /// have decided. The account is as it was.
    pub fn apply(&mut self, event: &Event) -> Result<(), ReplayError> {
        let error = |kind| {
            Err(ReplayError {
                version: event.version,
                kind,
            })
        };
        if event.account != self.id {
            return error(ReplayErrorKind::Foreign);
        }
        if event.version != self.version + 1 {
            return error(if event.version <= self.version {
                ReplayErrorKind::Doubled
            } else {
                ReplayErrorKind::Missing
            });
        }
        if self.last_at.is_some_and(|last| event.at < last) {
            return error(ReplayErrorKind::Time);
        }
        let before = self.state.kind();
        let review = self.state.review();
        let moves = self.moves_standing(&event.fact);
        if let Err(kind) = self.fold(event) {
            return error(kind);
        }
        if let Some(review) = review {
            self.leave(review, &event.fact);
        } else if self.state.review().is_some() {
            self.left.ask();
        }
        self.version = event.version;
        self.last_at = Some(event.at);
        if let Some(id) = event.command {
            self.recent.push(id);
        }
        if moves || before.tier() != self.state.tier() {
            self.standing = self.standing.next();
        }
        Ok(())
    }

    /// Remembers the request of a review that is over: ended, if that is what was heard, and else
    /// taken back.
    fn leave(&mut self, review: Review, fact: &Fact) {
        if self.state.review().is_some() {
            return;
        }
        match review.request {
            Some(request) if is_outcome(fact) => self.left.end(request, review.reopening),
            request => self.left.take_back(request),
        }
    }

    /// Address, relation with its role, tier and suspension move it, and nothing else (TIER-7).
    fn moves_standing(&self, fact: &Fact) -> bool {
        match fact {
            Fact::RoleGranted { organization, .. } | Fact::RoleWithdrawn { organization } => {
                self.membership(*organization).is_some()
            }
            Fact::SignedUp { .. }
            | Fact::AddressChanged { .. }
            | Fact::AccessConfirmed
            | Fact::RelationEnded { .. }
            | Fact::Suspended
            | Fact::Reinstated { .. }
            | Fact::Deactivated
            | Fact::Reactivated
            | Fact::Closed
            | Fact::Erased => true,
            _ => false,
        }
    }
}

/// Whether a fact is what became of a request.
fn is_outcome(fact: &Fact) -> bool {
    match fact {
        Fact::RequestClosed { .. } => true,
        // Support declines no address that bars all business access: by that the account takes its
        // request back, and keeps the reasons of an earlier review.
        Fact::AccessLimited { because } => {
            !because.bar()
                && (because.contains(Reason::Declined) || because.contains(Reason::ProfileRefused))
        }
        Fact::AccessGranted { grant, .. } => {
            matches!(grant.by, JoinedBy::Support | JoinedBy::ApprovedProfile)
        }
        _ => false,
    }
}

/// An event that an account could not have decided: where in its record, and what is wrong. The
/// account is as it was.
///
/// ```
/// # #[cfg(feature = "proptest")] {
/// # use checkmark_account::*;
/// # use checkmark_tier::*;
/// # use checkmark_tier::strategy::*;
/// let way = HistoryStep::way_to(StateKind::Basic);
/// let history = History::of(way.iter().copied(), &TierPolicy::default());
/// let account = history.account();
/// let second = history.events().nth(1).expect("more than one thing happened");
/// let fault: ReplayError = Account::new(account.id()).evolve(second).unwrap_err();
/// assert_eq!((fault.version(), fault.kind()), (2, ReplayErrorKind::Missing));
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} at version {version}")]
pub struct ReplayError {
    version: u64,
    kind: ReplayErrorKind,
}

impl ReplayError {
    /// The version that the event claims to lead to.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// What is wrong.
    #[must_use]
    pub const fn kind(&self) -> ReplayErrorKind {
        self.kind
    }
}

kinds! {
    /// What about an event does not fit its account.
    ReplayErrorKind;
    /// It is another account's.
    Foreign "foreign" "event of another account",
    /// It was folded before.
    Doubled "doubled" "event folded before",
    /// One before it is missing.
    Missing "missing" "event missing before this one",
    /// It is earlier than the one before.
    Time "time" "event earlier than the one before",
    /// Nothing of the kind can happen in the state that the account is in.
    State "state" "event that cannot happen in this state",
    /// It is about an address, request, organization or deadline that the account does not have.
    Subject "subject" "event about something the account does not have",
    /// The book of codes could not have decided it.
    Code "code" "event that the book of codes does not take",
}

impl From<CodeReplayError> for ReplayErrorKind {
    fn from(_: CodeReplayError) -> Self {
        Self::Code
    }
}
