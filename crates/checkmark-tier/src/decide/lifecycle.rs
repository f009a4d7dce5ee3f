//! Rest, closing and erasure (ACC-7).

use checkmark_account::Actor;
use checkmark_account::organization::ParticipationEnd;

use super::address::{tell_left, withdraw_request};
use super::carry::Carry;
use super::draft::Draft;
use super::{Case, Handled, assess};
use crate::effect::{Notice, Task};
use crate::event::Fact;
use crate::refusal::RefusalCode;
use crate::relation::Membership;
use crate::state::{EvidenceKind, StateKind};

impl<F: Carry> Case<'_, F> {
    /// The last administrator goes only with a successor (ORG-3).
    fn check_no_last_administrator(&self) -> Handled {
        let last = self
            .account
            .memberships()
            .any(Membership::is_last_administrator);
        if last {
            self.refuse(RefusalCode::LastAdministrator)
        } else {
            Ok(())
        }
    }

    fn notify(&self, draft: &mut Draft<'_>, notice: Notice) {
        draft.task(Task::MailNotice {
            address: self.account.address,
            notice,
        });
    }
}

pub(super) fn deactivate<F: Carry>(case: &Case<'_, F>, draft: &mut Draft<'_>) -> Handled {
    case.check_no_last_administrator()?;
    draft.fact(Fact::Deactivated);
    draft.task(Task::EndSessions);
    withdraw_request(case, draft);
    Ok(())
}

pub(super) fn reactivate<F: Carry>(case: &Case<'_, F>, draft: &mut Draft<'_>) -> Handled {
    draft.fact(Fact::Reactivated);
    back(case, draft);
    Ok(())
}

pub(super) fn suspend<F: Carry>(case: &Case<'_, F>, draft: &mut Draft<'_>) -> Handled {
    draft.fact(Fact::Suspended);
    draft.task(Task::EndSessions);
    withdraw_request(case, draft);
    if case.account.proved_at.is_some() {
        case.notify(draft, Notice::Suspended);
    }
    Ok(())
}

pub(super) fn reinstate<F: Carry>(case: &Case<'_, F>, draft: &mut Draft<'_>) -> Handled {
    if case.account.proved_at.is_none() {
        let lapses = Some(draft.deadline(case.policy.sign_up_lapse()));
        draft.fact(Fact::Reinstated { lapses });
        return Ok(());
    }
    draft.fact(Fact::Reinstated { lapses: None });
    back(case, draft);
    case.notify(draft, Notice::Reinstated);
    Ok(())
}

/// Decides again with today's evidence; the relations rest until it is there.
fn back<F: Carry>(case: &Case<'_, F>, draft: &mut Draft<'_>) {
    if case.account.memberships.is_empty() {
        assess::decide_again(case, draft, case.account.address);
    } else {
        assess::await_evidence(
            case,
            draft,
            EvidenceKind::DomainVerdict,
            case.account.address,
        );
    }
}

pub(super) fn close<F: Carry>(case: &Case<'_, F>, draft: &mut Draft<'_>) -> Handled {
    if case.envelope.actor() == Actor::Person {
        if case.account.state.kind() == StateKind::Suspended {
            return case.refuse(RefusalCode::Suspended);
        }
        case.check_no_last_administrator()?;
    }
    draft.fact(Fact::Closed);
    draft.task(Task::EndSessions);
    withdraw_request(case, draft);
    tell_left(case, draft, ParticipationEnd::Left);
    if case.account.proved_at.is_some() {
        case.notify(draft, Notice::Closed);
    }
    Ok(())
}

/// Never refused to those who may ask; what is erased already stays erased.
pub(super) fn erase<F: Carry>(case: &Case<'_, F>, draft: &mut Draft<'_>) -> Handled {
    if case.account.state.kind() == StateKind::Erased {
        return Ok(());
    }
    draft.fact(Fact::Erased);
    draft.task(Task::ForgetPerson);
    draft.task(Task::EndSessions);
    withdraw_request(case, draft);
    tell_left(case, draft, ParticipationEnd::Erased);
    Ok(())
}
