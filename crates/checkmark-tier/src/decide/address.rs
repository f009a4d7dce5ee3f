//! Changes of address, name, password and customer numbers (ACC-4 to ACC-6).

use checkmark_account::CustomerNumber;
use checkmark_account::code::Purpose;
use checkmark_account::organization::ParticipationEnd;

use super::carry::Carry;
use super::codes::{self, Accepted};
use super::draft::Draft;
use super::{Case, Handled, assess};
use crate::command::NumberReason;
use crate::context::AddressUse;
use crate::effect::{Notice, Task};
use crate::event::Fact;
use crate::refusal::RefusalCode;
use crate::state::StateKind;

/// The most customer numbers that an account holds.
const MAX_NUMBERS: usize = 256;

impl<F: Carry> Case<'_, F> {
    /// A fresh proof is the password again, or a new code (ACC-5).
    fn check_fresh_proof(&self) -> Handled {
        let proved = self
            .account
            .proved_at
            .is_some_and(|at| self.now < at.saturating_add(self.policy.password_fresh()));
        if proved || self.password_is_fresh() {
            Ok(())
        } else {
            self.refuse(RefusalCode::FreshProofNeeded)
        }
    }
}

pub(super) fn change_address<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    address: &F::Address,
) -> Handled {
    case.check_fresh_proof()?;
    let number = F::number(address, case.account, case.context);
    if number == case.account.address {
        return case.refuse(RefusalCode::SameAddress);
    }
    let lapses = draft.deadline(case.policy.sign_up_lapse());
    draft.fact(Fact::AddressChangeAsked {
        address: number,
        lapses,
    });
    if let Some(personal) = F::keep_address(address, number) {
        draft.keep_apart(personal);
    }
    codes::issue(case, draft, Purpose::ChangeOfAddress, number)?;
    draft.task(Task::MailNotice {
        address: case.account.address,
        notice: Notice::AddressChangeAsked,
    });
    Ok(())
}

pub(super) fn confirm_address<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    code: &F::Code,
) -> Handled {
    let account = case.account;
    let Some(pending) = account.pending else {
        return case.refuse(RefusalCode::NoPendingChange);
    };
    let purpose = Purpose::ChangeOfAddress;
    if codes::attempt(case, draft, code, purpose, pending.address)? == Accepted::No {
        return Ok(());
    }
    draft.fact(Fact::AddressChanged {
        address: pending.address,
    });
    draft.task(Task::MailNotice {
        address: account.address,
        notice: Notice::AddressChanged,
    });
    draft.task(Task::EndSessions);
    tell_left(case, draft, ParticipationEnd::Left);
    withdraw_request(case, draft);
    match account.state.kind() {
        // Registration goes on with the new address.
        StateKind::Basic | StateKind::RouteDue | StateKind::DetailsDue => {}
        // The partner programme was asked about the person, who is the same.
        StateKind::ReferredPartnerEmployee | StateKind::ReferredProspectivePartner => {
            draft.task(Task::JudgeDomain {
                address: pending.address,
            });
        }
        _ => assess::decide_again(case, draft, pending.address),
    }
    Ok(())
}

/// Tells every organization that the person belongs to it no more.
pub(super) fn tell_left<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    cause: ParticipationEnd,
) {
    for membership in case.account.memberships() {
        draft.task(Task::TellLeft {
            organization: membership.grant.organization,
            cause,
        });
    }
}

/// Withdraws the request that support has, as nothing can come of it any more.
pub(super) fn withdraw_request<F: Carry>(case: &Case<'_, F>, draft: &mut Draft<'_>) {
    if let Some(request) = case.account.state.review().and_then(|it| it.request()) {
        draft.task(Task::WithdrawRequest { request });
    }
}

pub(super) fn change_name<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    name: &F::Name,
) -> Handled {
    case.check_fresh_proof()?;
    draft.fact(Fact::NameChanged);
    if let Some(personal) = F::keep_name(name) {
        draft.keep_apart(personal);
    }
    Ok(())
}

pub(super) fn request_password_change<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
) -> Handled {
    case.check_fresh_proof()?;
    let free_at = case
        .account
        .password_change_at
        .map(|at| at.saturating_add(case.policy.password_change_gap()));
    if free_at.is_some_and(|free_at| case.now < free_at) {
        return Err(case
            .refusal(RefusalCode::PasswordChangeTooSoon)
            .until(free_at));
    }
    draft.fact(Fact::PasswordChangeAsked);
    draft.task(Task::MailNotice {
        address: case.account.address,
        notice: Notice::PasswordChange,
    });
    Ok(())
}

pub(super) fn add_customer_number<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    number: CustomerNumber,
    reason: NumberReason,
) -> Handled {
    let numbers = &case.account.numbers;
    if numbers.contains(&number) {
        return case.refuse(RefusalCode::NumberHeld);
    }
    if case.context.number_use() == AddressUse::Taken {
        return case.refuse(RefusalCode::NumberTaken);
    }
    if numbers.len() >= MAX_NUMBERS {
        return case.refuse(RefusalCode::TooManyNumbers);
    }
    draft.fact(Fact::CustomerNumberAdded { number, reason });
    Ok(())
}

pub(super) fn remove_customer_number<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    number: CustomerNumber,
    reason: NumberReason,
) -> Handled {
    if !case.account.numbers.contains(&number) {
        return case.refuse(RefusalCode::NumberNotHeld);
    }
    draft.fact(Fact::CustomerNumberRemoved { number, reason });
    Ok(())
}
