//! What is typed into a field and will not do, in the language of the page. What was typed is never
//! repeated: it is somebody's.

use std::str::FromStr;

use checkmark::account::code::TypedCode;
use checkmark::account::product::Product;
use checkmark::account::{CustomerNumber, EmailAddress, PersonName};
use checkmark::domain::DomainName;

use super::Posted;
use crate::password::PasswordFault;
use crate::refusals::Fault;
use crate::words::Words;

/// An address as somebody types it.
pub(super) fn address(text: &str, w: Words) -> Result<EmailAddress, Fault> {
    text.parse().map_err(|_| {
        fault(
            w,
            "The e-mail address will not do. Write it like anna@company.example.",
            "E-postadressen duger inte. Skriv den som anna@foretag.example.",
        )
    })
}

/// A name as somebody types it.
pub(super) fn name(first: &str, last: &str, w: Words) -> Result<PersonName, Fault> {
    PersonName::new(first, last).map_err(|_| {
        fault(
            w,
            "The name will not do. First and last name are made of letters.",
            "Namnet duger inte. För- och efternamn består av bokstäver.",
        )
    })
}

/// A code as somebody types it.
pub(super) fn code(text: &str, w: Words) -> Result<TypedCode, Fault> {
    text.parse().map_err(|_| {
        fault(
            w,
            "That is no code. Type the digits from the mail.",
            "Det är ingen kod. Skriv siffrorna från brevet.",
        )
    })
}

/// A domain as somebody types it.
pub(super) fn domain(text: &str, w: Words) -> Result<DomainName, Fault> {
    text.parse().map_err(|_| {
        fault(
            w,
            "The domain will not do. Write it like company.example.",
            "Domänen duger inte. Skriv den som foretag.example.",
        )
    })
}

/// Why a password will not do.
pub(super) fn password(password: PasswordFault, w: Words) -> Fault {
    let (english, swedish) = match password {
        PasswordFault::TooShort => (
            "The password has fewer than eight characters.",
            "Lösenordet har färre än åtta tecken.",
        ),
        PasswordFault::TooLong => (
            "The password has more than 256 characters.",
            "Lösenordet har fler än 256 tecken.",
        ),
        PasswordFault::NotHashed => (
            "The password could not be kept. Try again.",
            "Lösenordet kunde inte sparas. Försök igen.",
        ),
    };
    fault(w, english, swedish)
}

/// What of a form that is no command people could have typed wrongly; otherwise the form as such.
pub(super) fn unfit(posted: &Posted, w: Words) -> Fault {
    let reads =
        |name: &str, fits: fn(&str) -> bool| posted.optional(name).is_none_or(|it| fits(&it));
    let typed = |field: &str| posted.optional(field).is_some();
    if let Some(fault) = posted
        .optional("address")
        .and_then(|it| address(&it, w).err())
    {
        return fault;
    }
    if typed("name.first") || typed("name.last") {
        let (first, last) = (posted.text("name.first"), posted.text("name.last"));
        if let Err(fault) = name(first, last, w) {
            return fault;
        }
    }
    if !reads("product", parses::<Product>) {
        return fault(
            w,
            "The service tag or serial number will not do.",
            "Servicenumret eller serienumret duger inte.",
        );
    }
    if !reads("number", parses::<CustomerNumber>) {
        return fault(
            w,
            "The customer number will not do.",
            "Kundnumret duger inte.",
        );
    }
    if let Some(fault) = posted.optional("name").and_then(|it| domain(&it, w).err()) {
        return fault;
    }
    fault(
        w,
        "The form could not be read. Something is missing in it, or not as it should be.",
        "Formuläret gick inte att läsa. Något saknas i det, eller är inte som det ska.",
    )
}

fn parses<T: FromStr>(text: &str) -> bool {
    text.parse::<T>().is_ok()
}

fn fault(w: Words, english: &str, swedish: &str) -> Fault {
    w.t(english, swedish).into()
}
