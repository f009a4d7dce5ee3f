//! What the host knows better.

use checkmark_domain::{
    Class, Classifier, Evidence, Label, Overlay, OverlayErrorKind, Owner, Question, Rule,
};

use crate::classify::{NOW, name};

fn overlay(entries: &[(&str, Label)]) -> Overlay {
    Overlay::new("ours", "7", entries.iter().copied()).expect("sound entries")
}

#[track_caller]
fn check(entries: &[(&str, Label)], domain: &str, want: (Class, Owner, Option<&str>)) {
    let overlay = overlay(entries);
    let classifier = Classifier::BUILT_IN.with_overlay(&overlay);
    let verdict = classifier.classify(&name(domain), &Evidence::none(), NOW);
    let why = verdict.reasons().find(|it| it.rule() == Rule::Overlay);
    let entry = why.and_then(|why| why.entry());
    assert_eq!((verdict.class(), verdict.owner(), entry), want);
    if let Some(why) = why {
        assert_eq!((why.list(), why.list_version()), (Some("ours"), Some("7")));
    }
}

#[test]
fn example_is_ordinary_if_the_host_says_so() {
    let overlay = overlay(&[("example", Label::Ordinary)]);
    let classifier = Classifier::BUILT_IN.with_overlay(&overlay);
    let verdict = classifier.classify(&name("acme.example"), &Evidence::none(), NOW);
    assert_eq!(verdict.class(), Class::Undetermined);
    assert!(verdict.needs().eq([Question::Mx]));
}

#[test]
fn the_most_specific_name_wins_whoever_says_it() {
    use Class::{ConsumerMailbox, NotACompanyDomain, Undetermined};
    let all_com = &[("com", Label::Denied)];
    check(
        all_com,
        "acme-widgets.com",
        (NotACompanyDomain, Owner::Unlisted, Some("com")),
    );
    check(
        all_com,
        "gmail.com",
        (ConsumerMailbox, Owner::Consumer, None),
    );
    let own = &[("gmail.com", Label::Organization)];
    check(
        own,
        "gmail.com",
        (Undetermined, Owner::Organization, Some("gmail.com")),
    );
    let two = &[("acme.se", Label::Denied), ("lab.acme.se", Label::Ordinary)];
    check(
        two,
        "acme.se",
        (NotACompanyDomain, Owner::Unlisted, Some("acme.se")),
    );
    check(
        two,
        "x.lab.acme.se",
        (Undetermined, Owner::Unlisted, Some("lab.acme.se")),
    );
    check(two, "notacme.se", (Undetermined, Owner::Unlisted, None));
}

#[test]
fn every_label_has_its_owner_and_class() {
    use Class::{ConsumerMailbox, Disposable, NotACompanyDomain, Undetermined};
    for &label in Label::ALL {
        let (class, owner) = match label {
            Label::Ordinary => (Undetermined, Owner::Unlisted),
            Label::Organization => (Undetermined, Owner::Organization),
            Label::Education => (Undetermined, Owner::Education),
            Label::Government => (Undetermined, Owner::Government),
            Label::Consumer => (ConsumerMailbox, Owner::Consumer),
            Label::Relay => (ConsumerMailbox, Owner::Relay),
            Label::Disposable => (Disposable, Owner::Disposable),
            Label::SuspectedDisposable => (Undetermined, Owner::SuspectedDisposable),
            Label::PublicSuffix => (NotACompanyDomain, Owner::PublicSuffix),
            Label::Reserved => (NotACompanyDomain, Owner::Reserved),
            Label::Denied => (NotACompanyDomain, Owner::Unlisted),
            other => panic!("{other} has no row"),
        };
        check(
            &[("acme.se", label)],
            "acme.se",
            (class, owner, Some("acme.se")),
        );
    }
}

#[test]
fn equal_entries_make_an_equal_overlay() {
    let one = overlay(&[("acme.se", Label::Denied), ("ACME.no.", Label::Ordinary)]);
    let other = overlay(&[("acme.no", Label::Ordinary), ("acme.se", Label::Denied)]);
    assert_eq!(one, other);
    let version = |overlay| Classifier::BUILT_IN.with_overlay(overlay).data_version();
    assert_eq!(version(&one), version(&other));
    let third = overlay(&[("acme.no", Label::Ordinary)]);
    assert_ne!(version(&one), version(&third));
    assert_ne!(version(&one), Classifier::BUILT_IN.data_version());
    let renamed = Overlay::new("theirs", "7", third.entries()).expect("sound entries");
    assert_ne!(version(&renamed), version(&third));
}

#[test]
fn thousands_of_entries_are_found() {
    let names: Vec<String> = (0..5_000)
        .map(|number| format!("n{number}.acme.se"))
        .collect();
    let entries = names.iter().map(|name| (name.as_str(), Label::Denied));
    let overlay = Overlay::new("ours", "1", entries).expect("sound entries");
    for domain in &names {
        assert_eq!(
            overlay.lookup(&name(&format!("x.{domain}"))),
            Some((domain.as_str(), Label::Denied))
        );
    }
    assert_eq!(overlay.lookup(&name("n5000.acme.se")), None);
}

#[test]
fn a_fault_names_its_entry() {
    let entries = [("acme.se", Label::Denied), ("a b", Label::Denied)];
    let error = Overlay::new("ours", "1", entries).expect_err("a blank");
    assert_eq!(error.entry(), Some(1));
    assert!(matches!(error.kind(), OverlayErrorKind::Domain(_)));
    let none: [(&str, Label); 0] = [];
    let error = Overlay::new("Ours!", "1", none).expect_err("no id");
    assert_eq!(
        (error.entry(), error.kind()),
        (None, OverlayErrorKind::Name)
    );
    let error = Overlay::new("ours", "one two", none).expect_err("no version");
    assert_eq!(error.kind(), OverlayErrorKind::Version);
}
