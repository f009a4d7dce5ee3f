//! What a refusal keeps of the account, so that it knows the way out.

use checkmark_account::code::Purpose;
use time::UtcDateTime;

use crate::account::{Account, Trouble};
use crate::policy::TierPolicy;
use crate::relation::Membership;
use crate::state::{Door, Proof, State, StateKind};

/// What a way out depends on beside the state: a few facts, packed, each of which the person may
/// know (CODE-9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Situation(u16);

/// A verdict that lets nobody in: what is judged is judged, and another judgment is no way out.
const SETTLED: u16 = 3;

impl Situation {
    /// A situation of its bits, as the table has them.
    pub(crate) const fn new(bits: u16) -> Self {
        Self(bits)
    }

    /// The situation of an account in which something is refused.
    pub(crate) fn of(account: &Account, now: UtcDateTime, policy: &TierPolicy) -> Self {
        let registration = account.registration;
        let kind = account.state.kind();
        let mut bits = Self::default();
        match account.state {
            State::AwaitingCode => {
                bits.push(registration.door == Some(Door::CreateAccount));
                bits.push(account.locked_until(Purpose::SignUp, now).is_some());
                bits.push(account.trouble == Trouble::Asked);
                return bits;
            }
            State::Unregistered | State::Closed | State::Erased => return bits,
            State::StuckInBasic { due, .. } => bits.put(due as u16, 3),
            State::EvidenceDue { needs } => bits.put(needs as u16, 3),
            State::ProfileInReview { review } | State::SupportReview { review, .. } => {
                bits.put(u16::from(review.request.is_some()), 3);
            }
            State::Suspended | State::Deactivated => {
                bits.push(account.proved_at.is_some());
                bits.put(registration.route.map_or(0, |route| 1 + route as u16), 2);
            }
            _ => {}
        }
        bits.push(registration.proof == Proof::Due);
        let asks_for_proof = matches!(
            kind,
            StateKind::Basic | StateKind::Limited | StateKind::StuckInBasic
        );
        bits.push(
            asks_for_proof
                && account
                    .proved_at
                    .is_some_and(|at| now < at.saturating_add(policy.proof_fresh())),
        );
        bits.put(verdict(account, now, policy), 3);
        bits.push(account.pending.is_some());
        bits.push(registration.finished);
        let last = account.memberships().any(Membership::is_last_administrator);
        bits.push(last);
        bits.push(account.memberships().next().is_some());
        bits.push(!account.invitations.is_empty());
        bits
    }

    /// The bits, as the table has them.
    pub(crate) const fn bits(self) -> u16 {
        self.0
    }

    /// Whether the address was judged, and lets nobody in by itself: what other judgment the host
    /// might bring is no step of a way.
    pub(crate) const fn is_judged_against(self) -> bool {
        self.0 >> 5 & 7 >= SETTLED
    }

    /// Whether a change of address is pending.
    pub(crate) const fn is_changing_address(self) -> bool {
        self.0 >> 4 & 1 != 0
    }

    fn push(&mut self, flag: bool) {
        self.put(u16::from(flag), 1);
    }

    fn put(&mut self, number: u16, bits: u16) {
        self.0 = self.0 << bits | number;
    }
}

/// None, undetermined, one that lets in (young or old, where a decision asks), or one that does
/// not.
fn verdict(account: &Account, now: UtcDateTime, policy: &TierPolicy) -> u16 {
    // While the mark is repaired, what is known is why the account is limited.
    if let State::StuckInBasic { because, .. } = account.state {
        return if because.bar() { SETTLED } else { 0 };
    }
    let Some(judged) = account.judged else {
        return 0;
    };
    // Only the age that a decision in this state asks about.
    let most = match account.state.kind() {
        StateKind::DetailsDue | StateKind::EvidenceDue | StateKind::OrganizationDue => {
            Some(policy.evidence_age())
        }
        StateKind::SupportReview
        | StateKind::ProfileInReview
        | StateKind::ReferredPartnerEmployee
        | StateKind::ReferredProspectivePartner => Some(policy.verdict_age()),
        _ => None,
    };
    let old = most.is_some_and(|most| now.saturating_sub(most) > judged.at);
    if judged.is_undetermined() {
        1
    } else if judged.reasons().bar() {
        SETTLED
    } else if !judged.reasons().is_empty() {
        SETTLED + 1
    } else if old {
        0
    } else {
        2
    }
}
