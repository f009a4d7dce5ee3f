//! Addresses: syntax, identity, masks (ACC-1, ACC-3, CODE-5).

use checkmark_account::{EmailAddress, ParseEmailErrorKind};
use checkmark_domain::ParseDomainErrorKind;

use crate::support::email;

#[test]
fn an_address_keeps_its_spelling_and_has_one_identity() {
    #[track_caller]
    fn check(text: &str, local: &str, domain: &str, identity: &str) {
        let address = email(text);
        assert_eq!(address.as_str(), text);
        assert_eq!(address.local_part(), local);
        assert_eq!(address.domain().as_str(), domain);
        assert_eq!(address.identity(), identity);
    }
    check("a@b.example", "a", "b.example", "a@b.example");
    check(
        "Anna.Berg@ACME.Example",
        "Anna.Berg",
        "acme.example",
        "anna.berg@acme.example",
    );
    check("a+tag@b.example", "a+tag", "b.example", "a+tag@b.example");
    check(
        r#""Anna"@b.example"#,
        r#""Anna""#,
        "b.example",
        "anna@b.example",
    );
    check(
        r#""a\b"@b.example"#,
        r#""a\b""#,
        "b.example",
        "ab@b.example",
    );
    check(
        r#""a b"@b.example"#,
        r#""a b""#,
        "b.example",
        r#""a b"@b.example"#,
    );
    check(
        r#""a@b"@c.example"#,
        r#""a@b""#,
        "c.example",
        r#""a@b"@c.example"#,
    );
    check(
        r#""a\"\\"@b.example"#,
        r#""a\"\\""#,
        "b.example",
        r#""a\"\\"@b.example"#,
    );
    check(r#"""@b.example"#, r#""""#, "b.example", r#"""@b.example"#);
    check(
        r#""a..b"@c.example"#,
        r#""a..b""#,
        "c.example",
        r#""a..b"@c.example"#,
    );
    check(
        "!#$&'*+-/=?^_`{|}~@b.example",
        "!#$&'*+-/=?^_`{|}~",
        "b.example",
        "!#$&'*+-/=?^_`{|}~@b.example",
    );
    check("%@b.example", "%", "b.example", "%@b.example");
}

#[cfg(feature = "idna")]
#[test]
fn an_address_in_any_script_has_one_identity() {
    #[track_caller]
    fn check(text: &str, identity: &str) {
        assert_eq!(email(text).as_str(), text);
        assert_eq!(email(text).identity(), identity);
    }
    check("josé@bücher.example", "josé@xn--bcher-kva.example");
    // Decomposed, and with capitals: ASCII is lowered, other scripts are left alone.
    check("JOSE\u{301}@BÜCHER.example", "josÉ@xn--bcher-kva.example");
    check(
        "jose\u{301}@xn--bcher-kva.example",
        "josé@xn--bcher-kva.example",
    );
    check("ÅSA@acme.example", "Åsa@acme.example");
    // A capital without a composite of its own, whose small letter has one.
    check("H\u{331}@acme.example", "\u{1e96}@acme.example");
    check("x\u{1e96}@acme.example", "x\u{1e96}@acme.example");
    // The Kelvin sign is a K in NFC.
    check("\u{212a}@acme.example", "k@acme.example");
    check("\"\u{37e}\"@acme.example", "\";\"@acme.example");
}

#[test]
fn equality_and_hash_are_those_of_the_identity() {
    use std::collections::hash_map::RandomState;
    use std::hash::BuildHasher;
    let hasher = RandomState::new();
    let anna = email("anna@acme.example");
    for same in ["Anna@Acme.Example", "\"anna\"@ACME.EXAMPLE"] {
        assert_eq!(email(same), anna);
        assert_eq!(hasher.hash_one(email(same)), hasher.hash_one(&anna));
    }
    for other in ["an.na@acme.example", "anna+1@acme.example"] {
        assert_ne!(email(other), anna);
        assert_ne!(hasher.hash_one(email(other)), hasher.hash_one(&anna));
    }
}

// REG-8
#[test]
fn a_role_mailbox_is_told_by_any_spelling() {
    #[track_caller]
    fn check(text: &str, want: bool) {
        assert_eq!(email(text).is_role_mailbox(), want);
    }
    check("support@acme.example", true);
    check("NoReply@acme.example", true);
    check("Postmaster+4711@acme.example", true);
    check("\"support\"@acme.example", true);
    check("\"su\\pport\"@acme.example", true);
    check("anna.berg@acme.example", false);
    check("supportive@acme.example", false);
}

#[test]
fn a_fault_has_its_place_and_its_kind() {
    #[track_caller]
    fn check(text: &str, at: usize, kind: ParseEmailErrorKind) {
        let error = text.parse::<EmailAddress>().expect_err("no address");
        assert_eq!((error.at(), error.kind(), error.domain()), (at, kind, None));
    }
    use ParseEmailErrorKind as Kind;
    check("", 0, Kind::Empty);
    check("anna", 4, Kind::NoAt);
    check("@acme.example", 0, Kind::NoLocalPart);
    check("anna@", 5, Kind::NoDomain);
    check("\"anna\"", 6, Kind::NoAt);
    check(".anna@acme.example", 0, Kind::Dot);
    check("an..na@acme.example", 3, Kind::Dot);
    check("anna.@acme.example", 4, Kind::Dot);
    check("anna@acme.example.", 17, Kind::Dot);
    check("anna@acme", 5, Kind::SingleLabel);
    check(" anna@acme.example", 0, Kind::Character);
    check("an na@acme.example", 2, Kind::Character);
    check("an\"na@acme.example", 2, Kind::Character);
    check("an,na@acme.example", 2, Kind::Character);
    check("\"an\"na@acme.example", 4, Kind::Character);
    check("an\tna@acme.example", 2, Kind::Control);
    check("\"an\0na\"@acme.example", 3, Kind::Control);
    check("\"an\\\u{7}na\"@acme.example", 4, Kind::Control);
    check("anna@acme.exa\rmple", 13, Kind::Control);
    check("\"anna@acme.example", 18, Kind::UnclosedQuote);
    check("\"anna\\", 6, Kind::UnclosedQuote);
    check("anna(x)@acme.example", 4, Kind::Comment);
    check("(x)anna@acme.example", 0, Kind::Comment);
    check("\"anna\"(x)@acme.example", 6, Kind::Comment);
    check("anna@(x)acme.example", 5, Kind::Comment);
    check("anna@acme.example(x)", 17, Kind::Comment);
    check("<anna@acme.example>", 0, Kind::DisplayName);
    check("Anna Berg <anna@acme.example>", 4, Kind::DisplayName);
    check("\"Anna Berg\" <anna@acme.example>", 11, Kind::DisplayName);
    check("\"Anna Berg\"<anna@acme.example>", 11, Kind::DisplayName);
    check("@a.example,@b.example:c@d.example", 0, Kind::SourceRoute);
    check("c%b@acme.example", 0, Kind::SourceRoute);
    check("b.example!c@acme.example", 0, Kind::SourceRoute);
    check("\"c%b.example\"@acme.example", 0, Kind::SourceRoute);
    check("c%b!d@acme.example", 0, Kind::SourceRoute);
    check("=?utf-8?q?anna?=@acme.example", 0, Kind::EncodedWord);
    check("\"x=?utf-8?q?anna?=\"@acme.example", 0, Kind::EncodedWord);
    check("anna@[192.0.2.1]", 5, Kind::AddressLiteral);
    check("anna@[IPv6:2001:db8::1]", 5, Kind::AddressLiteral);
    check("anna@192.0.2.1", 5, Kind::AddressLiteral);
    check("an\u{200b}na@acme.example", 2, Kind::Invisible);
    check("an\u{ad}na@acme.example", 2, Kind::Invisible);
    check("an\u{202e}na@acme.example", 2, Kind::Invisible);
    check("anna@ac\u{200b}me.example", 7, Kind::Invisible);
    check("an\u{fffd}na@acme.example", 2, Kind::Character);
    check("an\u{e000}na@acme.example", 2, Kind::Character);
    check("an\u{1fffe}na@acme.example", 2, Kind::Character);
}

#[test]
fn a_fault_of_the_domain_is_told_with_its_place_in_the_address() {
    #[track_caller]
    fn check(text: &str, at: usize, kind: ParseDomainErrorKind) {
        let error = text.parse::<EmailAddress>().expect_err("no address");
        assert_eq!(error.kind(), ParseEmailErrorKind::Domain);
        assert_eq!((error.at(), error.domain()), (at, Some(kind)));
    }
    check("anna@acme..example", 10, ParseDomainErrorKind::EmptyLabel);
    check("anna@-acme.example", 5, ParseDomainErrorKind::HyphenAtEdge);
    check("anna@acme.ex ample", 12, ParseDomainErrorKind::Character);
    check("anna@b@acme.example", 6, ParseDomainErrorKind::Character);
    check("anna@acme.123", 10, ParseDomainErrorKind::NumericTopLevel);
}

#[test]
fn lengths_are_held_to_the_octet() {
    #[track_caller]
    fn check(local: usize, domain: usize, want: Option<(usize, ParseEmailErrorKind)>) {
        let labels = "abcdefghi.".repeat(26);
        let domain = &labels[labels.len() - domain..labels.len() - 2];
        let text = format!("{}@x{domain}y", "l".repeat(local));
        let error = text.parse::<EmailAddress>().err();
        assert_eq!(error.map(|error| (error.at(), error.kind())), want);
    }
    check(64, 20, None);
    check(65, 20, Some((64, ParseEmailErrorKind::LocalPartTooLong)));
    check(63, 190, None);
    check(64, 189, None);
    check(64, 190, Some((254, ParseEmailErrorKind::TooLong)));
    // Quotes and escapes count as they are sent.
    let quoted =
        |inner: usize| format!("\"{}\"@acme.example", "l".repeat(inner)).parse::<EmailAddress>();
    assert!(quoted(62).is_ok());
    assert_eq!(
        quoted(63).unwrap_err().kind(),
        ParseEmailErrorKind::LocalPartTooLong
    );
}

#[cfg(feature = "idna")]
#[test]
fn lengths_are_held_after_folding_too() {
    #[track_caller]
    fn check(text: &str, want: Option<ParseEmailErrorKind>) {
        assert_eq!(
            text.parse::<EmailAddress>().err().map(|error| error.kind()),
            want
        );
    }
    // A character of three octets that NFC takes apart into three characters of six.
    let local = |times: usize| format!("{}@acme.example", "\u{fb2c}".repeat(times));
    check(&local(10), None);
    check(&local(11), Some(ParseEmailErrorKind::LocalPartTooLong));
    // Short as it is written, too long in A-labels by one octet.
    let domain = "ā1234567890123456789012345678901234567890.".repeat(4);
    let text = |local: usize| format!("{}@{domain}example", "l".repeat(local));
    assert!(text(51).len() < 254);
    check(&text(50), None);
    check(&text(51), Some(ParseEmailErrorKind::TooLong));
}

#[cfg(not(feature = "idna"))]
#[test]
fn without_the_tables_other_scripts_are_refused_by_name() {
    #[track_caller]
    fn check(text: &str, at: usize) {
        let error = text.parse::<EmailAddress>().expect_err("no address");
        assert_eq!(
            (error.at(), error.kind()),
            (at, ParseEmailErrorKind::NeedsIdna)
        );
    }
    check("josé@acme.example", 3);
    check("\"josé\"@acme.example", 4);
    check("anna@bücher.example", 6);
}

#[cfg(feature = "idna")]
#[test]
fn other_scripts_have_faults_of_their_own() {
    #[track_caller]
    fn check(text: &str, at: usize, kind: ParseEmailErrorKind) {
        let error = text.parse::<EmailAddress>().expect_err("no address");
        assert_eq!((error.at(), error.kind()), (at, kind));
    }
    use ParseEmailErrorKind as Kind;
    check("\u{301}a@acme.example", 0, Kind::Character);
    check("\"\u{301}a\"@acme.example", 1, Kind::Character);
    check("a\u{2003}b@acme.example", 1, Kind::Character);
    check("\"a\\é\"@acme.example", 3, Kind::Character);
    // The Greek question mark is a semicolon in NFC.
    check("a\u{37e}b@acme.example", 0, Kind::Character);
    // Full-width at signs and dots do not stand in for the real ones.
    check("anna\u{ff20}acme.example", 19, Kind::NoAt);
    check("anna@acme.example\u{ff0e}", 17, Kind::Dot);
    assert!("e\u{301}a@acme.example".parse::<EmailAddress>().is_ok());
}

#[test]
fn the_throttle_key_gathers_what_leads_to_one_mailbox() {
    #[track_caller]
    fn check(text: &str, want: &str) {
        assert_eq!(email(text).throttle_key().as_str(), want);
    }
    check("Anna@Acme.Example", "anna@acme.example");
    check("an.na+1@acme.example", "an.na@acme.example");
    check("anna+1+2@acme.example", "anna@acme.example");
    check("+anna@acme.example", "+anna@acme.example");
    check("A.n.n.a+1@gmail.com", "anna@gmail.com");
    check("anna@GoogleMail.com", "anna@gmail.com");
    check("an.na@gmail.com.example", "an.na@gmail.com.example");
}

#[test]
fn a_mask_shows_at_most_one_character_of_three_or_more() {
    #[track_caller]
    fn check(text: &str, want: &str) {
        assert_eq!(email(text).masked(), want);
    }
    check("anna@acme.example", "a***@acme.example");
    check("abc@acme.example", "a***@acme.example");
    check("ab@acme.example", "***@acme.example");
    check("a@acme.example", "***@acme.example");
    check("\"anna berg\"@acme.example", "a***@acme.example");
    check("\"ab\"@acme.example", "***@acme.example");
}
