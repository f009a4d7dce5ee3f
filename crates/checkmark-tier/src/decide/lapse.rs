//! What lapses by itself.

use alloc::vec::Vec;

use time::UtcDateTime;

use super::draft::Draft;
use crate::account::Account;
use crate::effect::{Notice, Task};
use crate::event::{Deadline, Fact};
use crate::policy::TierPolicy;
use crate::relation::Membership;
use crate::state::{Reason, Reasons, State, StateKind};

/// Lets everything lapse that is due at the instant of the draft, the earliest first. Whatever is
/// put off here is put off beyond that instant, but at the end of time, where nothing comes after.
pub(super) fn lapse(account: &mut Account, policy: &TierPolicy, draft: &mut Draft<'_>) {
    let newest = account.generation;
    while let Some(generation) = due(account, newest, draft.now()) {
        if account
            .lapses
            .is_some_and(|lapses| lapses.generation() == generation)
        {
            lapse_state(account, draft);
        } else if account
            .judge_again
            .is_some_and(|again| again.generation() == generation)
        {
            // Asked again as long as no answer comes: nobody loses access for it.
            let again = draft.deadline(policy.evidence_wait());
            fact(account, draft, Fact::VerdictAsked { again });
            draft.task(Task::JudgeDomain {
                address: account.address,
            });
        } else if let Some(pending) = account
            .pending
            .filter(|pending| pending.lapses.generation() == generation)
        {
            let address = pending.address;
            fact(account, draft, Fact::AddressChangeLapsed { address });
            draft.task(Task::ForgetAddress { address });
        } else {
            let lapsed = account
                .invitations()
                .find(|pending| pending.lapses.generation() == generation)
                .map(|pending| pending.invitation);
            match lapsed {
                Some(invitation) => fact(account, draft, Fact::InvitationEnded { invitation }),
                None => return,
            }
        }
    }
}

/// The first that is due of those that were there before anything was put off.
fn due(account: &Account, newest: u32, now: UtcDateTime) -> Option<u32> {
    let pending = account.pending.map(|pending| pending.lapses);
    let invitations = account.invitations.iter().map(|it| it.lapses);
    [account.lapses, account.judge_again, pending]
        .into_iter()
        .flatten()
        .chain(invitations)
        .filter(|deadline| deadline.is_due(now) && deadline.generation() <= newest)
        .min_by_key(Deadline::at)
        .map(|deadline| deadline.generation())
}

/// Half-done steps lapse (REG-3), and missing evidence leaves the decision to support (DOM-3).
fn lapse_state(account: &mut Account, draft: &mut Draft<'_>) {
    let address = account.address;
    match account.state {
        State::AwaitingCode => {
            fact(account, draft, Fact::SignUpLapsed);
            draft.task(Task::ForgetAddress { address });
        }
        State::RouteDue | State::DetailsDue => {
            fact(account, draft, Fact::RegistrationLapsed);
            draft.task(Task::MailNotice {
                address,
                notice: Notice::RegistrationLapsed,
            });
        }
        _ => {
            debug_assert_eq!(account.state.kind(), StateKind::EvidenceDue);
            // Relations that rested are not borne out by anything.
            let rested: Vec<Membership> = account.memberships().copied().collect();
            for Membership { grant, .. } in rested {
                super::organization::end(draft, &grant, Reason::Undetermined);
                draft.fold_last(account);
            }
            let because = account
                .judged
                .map_or(Reasons::NONE, |judged| judged.reasons())
                .with(Reason::Undetermined);
            fact(account, draft, Fact::AccessLimited { because });
        }
    }
}

fn fact(account: &mut Account, draft: &mut Draft<'_>, fact: Fact) {
    draft.fact(fact);
    draft.fold_last(account);
}
