//! Every message there is: lower case, no full stop, and never the text that was given.

use core::fmt::Display;

use checkmark_account::code::{
    ChallengeErrorKind, CodeBook, CodeFigures, CodeKey, CodeKeyErrorKind, CodePolicy,
    CodePolicyErrorKind, CodeRefusalKind, CodeReplayErrorKind, Nonce, ParseCodeErrorKind, Purpose,
    ThrottleCount, TypedCode,
};
use checkmark_account::product::{ParseProductErrorKind, Product, ServiceTag};
use checkmark_account::{
    AccountId, Actor, CompanyRole, Country, EmailAddress, Language, NewsletterChoice,
    OrganizationKind, ParseEmailErrorKind, ParsePhoneErrorKind, PersonName, PersonNameErrorKind,
    PhoneNumber, ProfileType, Rule,
};

use crate::support::Desk;

/// A line each: the stable code, then the prose.
macro_rules! kinds {
    ($kind:ty) => {
        <$kind>::ALL
            .iter()
            .map(|kind| format!("{}: {kind}\n", kind.as_str()))
            .collect::<String>()
    };
}

#[test]
fn every_kind_has_a_code_and_a_sentence() {
    let all = [
        ("ParseEmailErrorKind", kinds!(ParseEmailErrorKind)),
        ("ParseCodeErrorKind", kinds!(ParseCodeErrorKind)),
        ("CodeRefusalKind", kinds!(CodeRefusalKind)),
        ("CodeReplayErrorKind", kinds!(CodeReplayErrorKind)),
        ("CodePolicyErrorKind", kinds!(CodePolicyErrorKind)),
        ("CodeKeyErrorKind", kinds!(CodeKeyErrorKind)),
        ("ChallengeErrorKind", kinds!(ChallengeErrorKind)),
        ("ParsePhoneErrorKind", kinds!(ParsePhoneErrorKind)),
        ("PersonNameErrorKind", kinds!(PersonNameErrorKind)),
        ("ParseProductErrorKind", kinds!(ParseProductErrorKind)),
    ];
    let text: String = all
        .iter()
        .map(|(name, lines)| format!("## {name}\n{lines}"))
        .collect();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (code, prose) = line.split_once(": ").expect("code and prose");
        assert!(
            code.bytes().all(|it| it.is_ascii_lowercase() || it == b'_'),
            "{line}"
        );
        assert!(!prose.ends_with('.'), "{line}");
        assert_eq!(prose, prose.to_lowercase(), "{line}");
    }
    insta::assert_snapshot!(text, @r"
    ## ParseEmailErrorKind
    empty: no address
    no_at: no at sign
    no_local_part: nothing before the at sign
    no_domain: nothing after the at sign
    local_part_too_long: local part longer than 64 octets
    too_long: address longer than 254 octets
    dot: misplaced dot
    character: character not allowed there
    control: control character
    invisible: invisible or bidi character
    unclosed_quote: quoted string that does not end
    comment: comment
    source_route: route over another host
    display_name: display name or angle brackets
    encoded_word: encoded word
    address_literal: address literal instead of a domain
    single_label: domain of a single label
    needs_idna: character outside ascii, which needs the feature `idna`,
    domain: domain of the address
    ## ParseCodeErrorKind
    empty: no code
    character: not an ascii digit
    too_short: fewer than 6 digits
    too_long: more than 10 digits
    ## CodeRefusalKind
    code_channel_locked: channel locked after too many failures in a row
    code_too_soon: last code issued too short a time ago
    code_per_hour: codes of the hour used up
    code_per_day: codes of the day used up
    code_throttled: too many codes to the same mailbox
    code_digits: another number of digits is due
    code_repeated: command was tried before
    code_nothing_to_unlock: neither a lock nor a failure to clear
    ## CodeReplayErrorKind
    purpose: code of another purpose
    number: number of the code is not the one due
    time: earlier than the event before
    repeated: command was recorded before
    spent: success without a code that could be used
    ## CodePolicyErrorKind
    digits: digits outside 6 to 10
    validity: validity not above zero and at most 24 hours
    tries: no tries
    gap: gap outside 0 to 24 hours
    per_hour: codes per hour outside 1 to the codes per day
    per_day: codes per day outside 1 to 16
    failures_in_a_row: failures in a row outside 1 to 100
    lock: lock not above zero
    guess_per_code: guess of one code more likely than 0.0001
    guess_per_day: guess in a day more likely than 0.001
    ## CodeKeyErrorKind
    too_short: secret shorter than 16 bytes
    doubled: name taken by another key of the ring
    ## ChallengeErrorKind
    number: number of the code is zero
    digits: digits outside 6 to 10
    tries: no tries
    expires_at: expiry before the issue or more than 24 hours after
    ## ParsePhoneErrorKind
    empty: no telephone number
    no_plus: no plus sign and country code
    country_code: country code that starts with zero
    trunk_zero: trunk zero in parentheses
    character: neither a digit nor a separator
    too_short: fewer than 7 digits
    too_long: more than 15 digits
    ## PersonNameErrorKind
    empty: empty
    too_long: longer than 100 characters
    control: control character
    invisible: invisible or bidi character
    character: character that no name has
    ## ParseProductErrorKind
    empty: empty
    too_short: too short
    too_long: too long
    character: character not allowed there
    control: control character
    invisible: invisible or bidi character
    ");
}

#[test]
fn every_message_reads_well_and_tells_nothing() {
    #[track_caller]
    fn check(lines: &mut String, input: &str, error: impl Display) {
        let message = error.to_string();
        assert!(input.is_empty() || !message.contains(input), "{message}");
        assert_eq!(message, message.to_lowercase());
        lines.push_str(&message);
        lines.push('\n');
    }
    macro_rules! parse {
        ($lines:ident, $($type:ty: $input:expr,)*) => {$(
            check(&mut $lines, $input, $input.parse::<$type>().unwrap_err());
        )*};
    }
    let mut lines = String::new();
    parse!(lines,
        AccountId: "an id with blanks",
        Actor: "nobody",
        CompanyRole: "nobody",
        Country: "XX",
        EmailAddress: "canary(x)@acme.example",
        EmailAddress: "canary@acme..example",
        Language: "xx",
        NewsletterChoice: "perhaps",
        Nonce: "canary",
        OrganizationKind: "club",
        PhoneNumber: "0701234567",
        Product: "canary\u{202e}",
        ProfileType: "ajar",
        Purpose: "fun",
        Rule: "CODE-99",
        ServiceTag: "canary",
        TypedCode: "1234x5",
    );
    let name = PersonName::new("Canary<b>", "Berg").unwrap_err();
    check(&mut lines, "Canary", name);
    let short = CodeKey::new("k1".parse().unwrap(), b"canary").unwrap_err();
    check(&mut lines, "canary", short);
    let mut figures = CodeFigures::default();
    figures.tries = 250;
    check(&mut lines, "", CodePolicy::new(figures).unwrap_err());
    figures.tries = 0;
    check(&mut lines, "", CodePolicy::new(figures).unwrap_err());

    let mut desk = Desk::new();
    let issued = desk.decide_issue(ThrottleCount::default()).unwrap();
    let foreign = CodeBook::new(Purpose::FreshProof)
        .evolve(&issued)
        .unwrap_err();
    check(&mut lines, "", foreign);
    let challenge = desk.issue().unwrap();
    check(&mut lines, "", desk.issue().unwrap_err());
    let other = CodeKey::new("k2".parse().unwrap(), &[1; 16]).unwrap();
    let missing = challenge.reveal(&other.into(), desk.subject()).unwrap_err();
    check(&mut lines, "", missing);
    insta::assert_snapshot!(lines, @r"
    character not allowed in an id at byte 2
    unknown actor
    unknown role in an organization
    unknown country code
    comment at byte 6
    domain of the address: empty label at byte 12
    unknown language
    unknown newsletter choice
    not 32 hexadecimal digits, at byte 6
    unknown kind of organization
    no plus sign and country code at byte 0
    invisible or bidi character at byte 6
    unknown type of profile
    unknown purpose of a code
    unknown rule
    too short at byte 6
    not an ascii digit at byte 4
    first name: character that no name has at byte 6
    key k1: secret shorter than 16 bytes
    guess of one code more likely than 0.0001 (0.00025)
    no tries
    code of another purpose
    last code issued too short a time ago
    key k1 is not in the ring
    ");
}
