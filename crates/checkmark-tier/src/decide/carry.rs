//! What the two forms of a command are worth to a decision.

use alloc::boxed::Box;
use alloc::vec::Vec;

use checkmark_account::code::{CodeBook, CodeEvent, CodeOutcome, CodeRefusal, Subject, TypedCode};
use checkmark_account::product::Product;
use checkmark_account::{AddressNo, CommandId, EmailAddress, PersonName};

use super::Case;
use crate::account::Account;
use crate::context::{AddressUse, Context};
use crate::decision::Personal;
use crate::form::{Apart, Form, Given, Recorded};
use crate::refusal::{Refusal, RefusalCode};

/// A form that a decision can be made of.
pub(super) trait Carry: Form {
    /// What comes of a code that is tried in a book, for the address with this number.
    fn attempt(
        case: &Case<'_, Self>,
        code: &Self::Code,
        book: &CodeBook,
        address: AddressNo,
    ) -> Result<CodeEvent, Refusal>;

    /// The number of an address: the one that it had before, or the next.
    fn number(address: &Self::Address, account: &Account, context: &Context<'_>) -> AddressNo;

    fn keep_address(address: &Self::Address, number: AddressNo) -> Option<Personal>;

    fn keep_name(name: &Self::Name) -> Option<Personal>;

    fn keep_product(product: &Self::Product) -> Option<Personal>;
}

impl Carry for Given {
    fn attempt(
        case: &Case<'_, Self>,
        code: &TypedCode,
        book: &CodeBook,
        address: AddressNo,
    ) -> Result<CodeEvent, Refusal> {
        let Some(keys) = case.context.keys() else {
            return case.refuse(RefusalCode::KeysMissing);
        };
        let Some(address) = case.context.address(address) else {
            return case.refuse(RefusalCode::AddressMissing);
        };
        let subject = Subject::new(case.account.id, address);
        let command = try_id(case);
        let policy = case.policy.code();
        let tried = book
            .decide_try(code, subject, keys, command, policy, case.now)
            .map_err(|refusal| code_refusal(case, &refusal))?;
        if case.context.address_use() == AddressUse::Free {
            return Ok(tried);
        }
        // Another account has the address by now: the code proves nothing, and the outcome looks
        // like that of any other code that is not accepted (ACC-1, CODE-9).
        book.decide_outcome(CodeOutcome::Unknown, command, policy, case.now)
            .map_err(|refusal| code_refusal(case, &refusal))
    }

    fn number(address: &EmailAddress, account: &Account, context: &Context<'_>) -> AddressNo {
        context
            .number_of(address)
            .unwrap_or_else(|| next_address(account))
    }

    fn keep_address(address: &EmailAddress, number: AddressNo) -> Option<Personal> {
        Some(Personal::Address(number, Box::new(address.clone())))
    }

    fn keep_name(name: &PersonName) -> Option<Personal> {
        Some(Personal::Name(name.clone()))
    }

    fn keep_product(product: &Product) -> Option<Personal> {
        Some(Personal::Product(product.clone()))
    }
}

impl Carry for Recorded {
    fn attempt(
        case: &Case<'_, Self>,
        code: &CodeOutcome,
        book: &CodeBook,
        _: AddressNo,
    ) -> Result<CodeEvent, Refusal> {
        book.decide_outcome(*code, try_id(case), case.policy.code(), case.now)
            .map_err(|refusal| code_refusal(case, &refusal))
    }

    fn number(address: &AddressNo, _: &Account, _: &Context<'_>) -> AddressNo {
        *address
    }

    fn keep_address(_: &AddressNo, _: AddressNo) -> Option<Personal> {
        None
    }

    fn keep_name(_: &Apart) -> Option<Personal> {
        None
    }

    fn keep_product(_: &Apart) -> Option<Personal> {
        None
    }
}

fn next_address(account: &Account) -> AddressNo {
    if account.version == 0 {
        AddressNo::default()
    } else {
        account.last_address.next()
    }
}

/// The id under which a try is counted: the command's own, or one that stands for the version.
fn try_id<F: Carry>(case: &Case<'_, F>) -> CommandId {
    case.envelope
        .id()
        .unwrap_or_else(|| anonymous(case.account.version))
}

fn anonymous(version: u64) -> CommandId {
    let mut digits = Vec::with_capacity(22);
    let mut rest = version;
    loop {
        digits.push(b'0' + u8::try_from(rest % 10).unwrap_or_default());
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    digits.extend(b":v");
    digits.reverse();
    core::str::from_utf8(&digits)
        .ok()
        .and_then(|text| text.parse().ok())
        .expect("at most 22 digits and letters are an id")
}

pub(super) fn code_refusal<F: Carry>(case: &Case<'_, F>, refusal: &CodeRefusal) -> Refusal {
    use checkmark_account::code::CodeRefusalKind as Kind;

    let code = match refusal.kind() {
        Kind::Locked => RefusalCode::CodeChannelLocked,
        Kind::TooSoon => RefusalCode::CodeTooSoon,
        Kind::PerHour => RefusalCode::CodePerHour,
        Kind::PerDay => RefusalCode::CodePerDay,
        Kind::Digits => RefusalCode::CodeDigits,
        Kind::Repeated => RefusalCode::Repeated,
        // Nothing is unlocked here; and whatever else comes to be refused, waiting is what helps.
        _ => RefusalCode::CodeThrottled,
    };
    case.refusal(code).until(refusal.retry_at())
}
