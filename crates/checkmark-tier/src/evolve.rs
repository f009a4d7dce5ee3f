//! Folding what happened. It knows no policy, and allocates only for lists.

mod fold;

use checkmark_account::code::CodeReplayError;

use crate::account::Account;
use crate::event::{Event, Fact};
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
        let moves = self.moves_standing(&event.fact);
        if let Err(kind) = self.fold(event) {
            return error(kind);
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

/// An event that an account could not have decided: where in its record, and what is wrong. The
/// account is as it was.
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
