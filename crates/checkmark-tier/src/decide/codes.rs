//! Signing up, and the code that proves the address (ACC-2, CODE).

use checkmark_account::code::{CodeBook, CodeOutcome, Purpose};
use checkmark_account::{AddressNo, NewsletterChoice};

use super::carry::{Carry, code_refusal};
use super::draft::Draft;
use super::{Case, Handled, is_unproved};
use crate::account::Account;
use crate::context::AddressUse;
use crate::effect::Task;
use crate::event::Fact;
use crate::refusal::{Refusal, RefusalCode};
use crate::state::{Door, Proof};

pub(super) fn sign_up<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    door: Door,
    address: &F::Address,
    name: &F::Name,
    newsletter: NewsletterChoice,
) -> Handled {
    let number = F::number(address, case.account, case.context);
    let lapses = draft.deadline(case.policy.sign_up_lapse());
    draft.fact(Fact::SignedUp {
        door,
        address: number,
        newsletter,
        lapses,
    });
    for personal in [F::keep_address(address, number), F::keep_name(name)] {
        personal.into_iter().for_each(|it| draft.keep_apart(it));
    }
    issue(case, draft, Purpose::SignUp, number)
}

pub(super) fn request_code<F: Carry>(case: &Case<'_, F>, draft: &mut Draft<'_>) -> Handled {
    let account = case.account;
    match account.pending {
        _ if is_unproved(account.state.kind()) => {
            issue(case, draft, Purpose::SignUp, account.address)
        }
        Some(pending) => issue(case, draft, Purpose::ChangeOfAddress, pending.address),
        None => issue(case, draft, Purpose::FreshProof, account.address),
    }
}

/// Issues a code; it goes to the address, or its owner is told, and nobody else sees which
/// (ACC-1).
pub(super) fn issue<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    purpose: Purpose,
    address: AddressNo,
) -> Handled {
    let (Some(keys), Some(nonce)) = (case.context.keys(), case.context.nonce()) else {
        return case.refuse(RefusalCode::KeysMissing);
    };
    let code = book(case.account, purpose)
        .decide_issue(
            keys.current().id(),
            nonce,
            case.context.throttle(),
            case.policy.code(),
            case.now,
        )
        .map_err(|refusal| code_refusal(case, &refusal))?;
    let challenge = code.challenge();
    draft.fact(Fact::Code { purpose, code });
    match (case.context.address_use(), challenge) {
        (AddressUse::Free, Some(challenge)) => draft.task(Task::MailCode { address, challenge }),
        (AddressUse::Free, None) | (AddressUse::Taken, _) => {
            draft.task(Task::MailOwner { address });
        }
    }
    Ok(())
}

/// Tries a code; the person learns whether it was accepted, and nothing else (CODE-9).
pub(super) fn attempt<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    code: &F::Code,
    purpose: Purpose,
    address: AddressNo,
) -> Result<Accepted, Refusal> {
    let tried = F::attempt(case, code, book(case.account, purpose), address)?;
    let outcome = tried.outcome();
    draft.fact(Fact::Code {
        purpose,
        code: tried,
    });
    if outcome == Some(CodeOutcome::Right) {
        return Ok(Accepted::Yes);
    }
    draft.reject(case.refusal(RefusalCode::CodeNotAccepted));
    Ok(Accepted::No)
}

/// Whether a code was accepted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Accepted {
    Yes,
    No,
}

pub(super) fn submit_code<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    code: &F::Code,
) -> Handled {
    let address = case.account.address;
    let unproved = is_unproved(case.account.state.kind());
    let purpose = if unproved {
        Purpose::SignUp
    } else {
        Purpose::FreshProof
    };
    if attempt(case, draft, code, purpose, address)? == Accepted::No {
        return Ok(());
    }
    draft.fact(Fact::AddressProved { address });
    if unproved {
        // Sessions and credentials from before the first proof may be anybody's.
        draft.task(Task::EndSessions);
        if case.account.registration.door == Some(Door::CreateAccount) {
            let lapses = draft.deadline(case.policy.registration_lapse());
            draft.fact(Fact::RegistrationStarted {
                proof: Proof::Fresh,
                lapses,
            });
        }
    }
    Ok(())
}

pub(super) fn unlock_codes<F: Carry>(case: &Case<'_, F>, draft: &mut Draft<'_>) -> Handled {
    let mut unlocked = case.refuse(RefusalCode::NothingToUnlock);
    for purpose in [
        Purpose::SignUp,
        Purpose::ChangeOfAddress,
        Purpose::FreshProof,
    ] {
        if let Ok(code) = book(case.account, purpose).decide_unlock(case.now) {
            draft.fact(Fact::Code { purpose, code });
            unlocked = Ok(());
        }
    }
    unlocked
}

const fn book(account: &Account, purpose: Purpose) -> &CodeBook {
    match purpose {
        Purpose::SignUp => &account.books.sign_up,
        Purpose::ChangeOfAddress => &account.books.change,
        _ => &account.books.fresh,
    }
}
