//! Every message, as people read it; none holds what it was given.

use checkmark_domain::lists::DataVersion;
use checkmark_domain::{
    AddressLiteral, Class, Classifier, DomainName, Evidence, Label, MailHost, Overlay, Provider,
    RecheckError,
};

use crate::classify::{NOW, name};

fn message<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> String {
    match text.parse::<T>() {
        Ok(_) => panic!("{text} was read"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn faults_of_names() {
    let message = message::<DomainName>;
    let long_label = "a".repeat(64);
    let long = "abcdefg.".repeat(40);
    insta::assert_snapshot!(message(""), @"no domain name at byte 0");
    insta::assert_snapshot!(message("[192.0.2.1]"), @"address literal instead of a domain name at byte 0");
    insta::assert_snapshot!(message("canary..se"), @"empty label at byte 7");
    insta::assert_snapshot!(message(&long_label), @"label longer than 63 octets at byte 63");
    insta::assert_snapshot!(message(&long), @"domain name longer than 253 octets at byte 253");
    insta::assert_snapshot!(message("canary-.se"), @"hyphen at the edge of a label at byte 6");
    insta::assert_snapshot!(message("canary.1"), @"top level of digits alone at byte 7");
    insta::assert_snapshot!(message("can ary.se"), @"character that no domain name has at byte 3");
    insta::assert_snapshot!(message("canary\n.se"), @"control character at byte 6");
    insta::assert_snapshot!(message("can\u{200b}ary.se"), @"invisible or bidi character at byte 3");
}

#[test]
#[cfg(not(feature = "idna"))]
fn faults_of_names_without_tables() {
    insta::assert_snapshot!(message::<DomainName>("can\u{e9}ry.se"), @"character outside ASCII, which needs the feature `idna`, at byte 3");
}

#[test]
#[cfg(feature = "idna")]
fn faults_of_names_by_uts_46() {
    insta::assert_snapshot!(message::<DomainName>("canary.xn--zzzzzz999999"), @"label that UTS #46 refuses at byte 7");
}

#[test]
fn faults_of_ids() {
    insta::assert_snapshot!(message::<Provider>(""), @"provider id is not 1 to 31 octets long");
    insta::assert_snapshot!(message::<Provider>("Canary"), @"provider id has a character other than a-z, 0-9, _ and -");
    insta::assert_snapshot!(message::<Provider>("mixed"), @"provider id is a reserved word");
    insta::assert_snapshot!(message::<MailHost>("gateway:unknown"), @"provider id is a reserved word");
    insta::assert_snapshot!(message::<Class>("canary"), @"no such class");
    insta::assert_snapshot!(message::<AddressLiteral>("canary"), @"not an address literal");
    insta::assert_snapshot!(message::<DataVersion>("can ary"), @"no version of data from byte 3 on");
}

#[test]
fn faults_of_overlays() {
    let overlay = |name: &str, version: &str, entry: &str| {
        Overlay::new(name, version, [(entry, Label::Denied)])
            .expect_err("a fault")
            .to_string()
    };
    insta::assert_snapshot!(overlay("Canary", "1", "acme.se"), @"overlay whose name is no id");
    insta::assert_snapshot!(overlay("ours", "can ary", "acme.se"), @"overlay whose version is none");
    insta::assert_snapshot!(overlay("ours", "1", "can ary.se"), @"character that no domain name has in entry 0");
}

#[test]
fn faults_of_stored_verdicts() {
    insta::assert_snapshot!(RecheckError::OtherData, @"verdict made by another version of the data");
    insta::assert_snapshot!(RecheckError::DoesNotFollow, @"verdict that does not follow from its reasons");
    let verdict = Classifier::BUILT_IN.classify(&name("gmail.com"), &Evidence::none(), NOW);
    assert_eq!(Classifier::BUILT_IN.recheck(&verdict), Ok(()));
}

#[test]
fn no_message_holds_what_it_was_given() {
    let canaries = [
        "canary canary.se",
        "canary..se",
        "canary.1",
        "-canary.se",
        "can\u{200b}ary.se",
    ];
    for text in canaries {
        for message in [
            message::<DomainName>(text),
            message::<Provider>(text),
            message::<MailHost>(text),
            message::<Class>(text),
            message::<AddressLiteral>(text),
        ] {
            assert!(!message.contains("canary"), "{message}");
            assert!(!message.ends_with('.'), "{message}");
            assert!(!message.starts_with(char::is_uppercase), "{message}");
        }
    }
}

#[test]
fn a_local_part_is_in_no_debug_text() {
    let domain = name("acme-widgets.com");
    let subject = checkmark_domain::Subject::new(&domain).with_local_part("support+canary");
    assert!(!format!("{subject:?}").contains("canary"));
    let verdict = Classifier::BUILT_IN.classify(subject, &Evidence::none(), NOW);
    assert!(verdict.is_role_mailbox());
    assert!(!format!("{verdict:?}").contains("canary"));
}
