//! Look-ups, lists of the host's, and what compiled bytes may do.

use checkmark_domain::lists::{
    self, CompileErrorKind, DataVersion, Entry, List, Lists, NameList, SUSPECTED,
};
use checkmark_domain::{DomainName, Provider};
use proptest::prelude::*;

fn name(text: &str) -> DomainName {
    text.parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn version(text: &str) -> DataVersion {
    text.parse().expect("a version")
}

#[track_caller]
fn check(text: &str, want: Option<(List, &str, Option<&str>)>) {
    let name = name(text);
    let hit = lists::lookup(&name);
    let provider = hit.and_then(|hit| hit.provider());
    let found = hit.map(|hit| {
        (
            hit.list(),
            hit.entry(),
            provider.as_ref().map(Provider::as_str),
        )
    });
    assert_eq!(found, want, "{text}");
    let suffix = Lists::BUILT_IN.suffixes().of(&name);
    assert_eq!(Lists::BUILT_IN.lookup_below(&name, &suffix), hit, "{text}");
}

#[test]
fn mailbox_providers_are_known_without_dns() {
    use List::Consumer;
    for (text, provider) in [
        ("gmail.com", "google"),
        ("googlemail.com", "google"),
        ("outlook.com", "outlook"),
        ("hotmail.no", "outlook"),
        ("icloud.com", "icloud"),
        ("yahoo.co.uk", "yahoo"),
        ("proton.me", "proton"),
        ("tuta.com", "tuta"),
        ("mailbox.org", "mailbox_org"),
        ("zohomail.com", "zoho"),
        ("telenor.no", "telenor_no"),
        ("online.no", "telenor_no"),
        ("passagen.se", "passagen"),
        ("comhem.se", "tele2"),
        ("telia.com", "telia"),
        ("mail.dk", "yousee"),
        ("elisanet.fi", "elisa"),
        ("simnet.is", "siminn"),
        ("t-online.de", "t_online"),
        ("laposte.net", "la_poste"),
        ("libero.it", "libero"),
        ("wp.pl", "wp_pl"),
        ("seznam.cz", "seznam"),
        ("abv.bg", "abv_bg"),
        ("naver.com", "naver"),
        ("qq.com", "qq"),
        ("rediffmail.com", "rediffmail"),
        ("uol.com.br", "uol"),
    ] {
        check(text, Some((Consumer, text, Some(provider))));
    }
    check(
        "hotmail.ch",
        Some((Consumer, "hotmail.ch", Some("outlook"))),
    );
    check("bigfoot.com", Some((Consumer, "bigfoot.com", None)));
}

#[test]
fn relays_are_no_throw_away_mailboxes() {
    for (text, provider) in [
        ("simplelogin.com", "simplelogin"),
        ("aleeas.com", "simplelogin"),
        ("anonaddy.com", "addy"),
        ("duck.com", "duck"),
        ("mozmail.com", "firefox_relay"),
        ("privaterelay.appleid.com", "apple_relay"),
    ] {
        check(text, Some((List::Relay, text, Some(provider))));
    }
}

#[test]
fn throw_away_mailboxes_are_found_below_their_name_too() {
    check(
        "mailinator.com",
        Some((List::Disposable, "mailinator.com", None)),
    );
    check("yopmail.com", Some((List::Disposable, "yopmail.com", None)));
    check(
        "a.b.mailinator.com",
        Some((List::Disposable, "mailinator.com", None)),
    );
    // The label boundary counts.
    check("unmailinator.com", None);
    check("mailinator.com.evil.net", None);
}

#[test]
fn schools_and_authorities_are_known_by_name_or_by_suffix() {
    check("kth.se", Some((List::Education, "kth.se", None)));
    check("student.kth.se", Some((List::Education, "kth.se", None)));
    check("stanford.edu", Some((List::Education, "edu", None)));
    check("cs.ox.ac.uk", Some((List::Education, "ac.uk", None)));
    check("ec.europa.eu", Some((List::Government, "europa.eu", None)));
    check(
        "skatteverket.se",
        Some((List::Government, "skatteverket.se", None)),
    );
    check("hmrc.gov.uk", Some((List::Government, "gov.uk", None)));
    // A public suffix names a sector, and nobody.
    check("gov.uk", Some((List::Government, "gov.uk", None)));
}

#[test]
fn companies_that_public_lists_have_wrong_are_organizations() {
    for text in [
        "dell.com",
        "clerk.com",
        "easypost.com",
        "mailinblack.com",
        "name.com",
        "poetic.com",
    ] {
        check(text, Some((List::Organization, text, None)));
    }
    check("nus.edu.sg", Some((List::Education, "nus.edu.sg", None)));
    check("example.com", None);
}

#[test]
fn a_name_on_the_parents_list_is_not_taken_for_another_registration() {
    // Two tenants below one private suffix have nothing to do with each other.
    let bytes = lists::compile(List::Disposable, version("1"), ["github.io", "a.github.io"])
        .expect("names");
    let ours = [NameList::from_bytes(&bytes).expect("just compiled")];
    let lists = Lists::BUILT_IN.with(&ours);
    assert!(lists.lookup(&name("b.github.io")).is_none());
    assert!(lists.lookup(&name("x.a.github.io")).is_some());
    assert!(lists.lookup(&name("github.io")).is_some());
}

#[test]
fn what_the_host_hands_in_goes_before_what_is_built_in() {
    let google = Entry::new("gmail.com", List::Organization);
    let ours = Entry::new("mail.net", List::Consumer).with_provider(Provider::OUTLOOK);
    let bytes = lists::compile_entries(version("house-1"), [google, ours]).expect("names");
    let other = lists::compile(List::Disposable, version("house-2"), ["mail.net"]).expect("names");
    let handed_in =
        [&bytes, &other].map(|bytes| NameList::from_bytes(bytes).expect("just compiled"));
    let lists = Lists::BUILT_IN.with(&handed_in);
    let found = |text: &str| {
        lists
            .lookup(&name(text))
            .map(|hit| (hit.list(), hit.provider()))
    };
    assert_eq!(found("gmail.com"), Some((List::Organization, None)));
    assert_eq!(
        found("mail.net"),
        Some((List::Consumer, Some(Provider::OUTLOOK)))
    );
    assert_eq!(
        found("outlook.com"),
        Some((List::Consumer, Some(Provider::OUTLOOK)))
    );
    // The most specific name goes before both.
    assert_eq!(
        found("privaterelay.appleid.com").map(|(list, _)| list),
        Some(List::Relay)
    );
}

#[test]
fn every_built_in_list_can_be_left_out() {
    for (text, list) in [
        ("gmail.com", List::Consumer),
        ("bigfoot.com", List::Consumer),
        ("duck.com", List::Relay),
        ("mailinator.com", List::Disposable),
        ("kth.se", List::Education),
        ("stanford.edu", List::Education),
        ("europa.eu", List::Government),
        ("dell.com", List::Organization),
    ] {
        let lists = Lists::BUILT_IN.without(list);
        assert!(lists.lookup(&name(text)).is_none(), "{text}");
        assert!(Lists::BUILT_IN.lookup(&name(text)).is_some(), "{text}");
        assert_ne!(lists.version(), Lists::BUILT_IN.version());
    }
    assert!(
        Lists::BUILT_IN
            .without(List::Role)
            .role("support")
            .is_none()
    );
}

#[test]
fn equal_data_has_an_equal_version_and_other_data_another() {
    let one = lists::compile(List::Disposable, version("1"), ["a.net"]).expect("names");
    let other = lists::compile(List::Disposable, version("1"), ["b.net"]).expect("names");
    let [one, other] = [&one, &other].map(|it| [NameList::from_bytes(it).expect("compiled")]);
    let base = Lists::BUILT_IN;
    assert_eq!(base.with(&one).version(), base.with(&one).version());
    assert_ne!(base.with(&one).version(), base.with(&other).version());
    assert_ne!(base.with(&one).version(), base.version());
    assert_eq!(base.with(&one).with(&[]).version(), base.version());
    assert_ne!(
        base.with(&one).version(),
        base.with(&one).without(List::Relay).version()
    );
    assert_eq!(
        base.with(&one).without(List::Relay).version(),
        base.without(List::Relay).with(&one).version()
    );
}

#[test]
fn suspected_names_are_off_until_they_are_handed_in() {
    let suspected = [SUSPECTED];
    let lists = Lists::BUILT_IN.with(&suspected);
    assert_eq!(SUSPECTED.list(), Some(List::Suspected));
    let text = "2eq8eaj32sxi.ml";
    assert!(lists::lookup(&name(text)).is_none());
    assert_eq!(
        lists.lookup(&name(text)).map(|hit| hit.list()),
        Some(List::Suspected)
    );
}

// REG-8
#[test]
fn role_mailboxes_are_told_from_people() {
    for role in [
        "support",
        "SUPPORT",
        "noreply",
        "no-reply",
        "postmaster",
        "abuse",
        "info",
        "sales",
        "support+4711",
        "\"support\"",
        "kundtjanst",
        "postmottak",
        "kundeservice",
        "faktura",
        "registrator",
        "asiakaspalvelu",
        "rechnung",
        "dpo",
    ] {
        assert!(lists::role(role), "{role}");
    }
    for person in [
        "ada.lovelace",
        "ada",
        "jsmith",
        "paris",
        "alexa",
        "india",
        "pm",
        "supporter",
        "sup.port",
        "",
        "+",
        "+support",
        "\"\"",
    ] {
        assert!(!lists::role(person), "{person}");
    }
    assert!(!lists::role(&"support".repeat(100)));
    assert_eq!(Lists::BUILT_IN.lookup(&name("support")), None);
}

#[test]
fn a_host_brings_role_mailboxes_of_its_own() {
    let bytes = lists::compile(List::Role, version("house"), ["Vaktrom"]).expect("a local part");
    let ours = [NameList::from_bytes(&bytes).expect("just compiled")];
    let lists = Lists::BUILT_IN.with(&ours);
    assert_eq!(
        lists.role("vaktrom").map(|it| it.as_str().to_owned()),
        Some("house".to_owned())
    );
    // Local parts say nothing about domains.
    assert_eq!(lists.lookup(&name("vaktrom")), None);
}

#[test]
fn what_cannot_be_compiled_is_refused_with_its_number() {
    let refused = |list, names: [&str; 2]| {
        let error = lists::compile(list, version("1"), names).expect_err("a broken name");
        (error.at(), error.kind(), error.to_string())
    };
    assert_eq!(
        refused(List::Disposable, ["a.net", "not a name"]),
        (
            1,
            CompileErrorKind::Name,
            "no domain name in entry 1".to_owned()
        )
    );
    assert_eq!(
        refused(List::Role, ["a@b", "c"]),
        (
            0,
            CompileErrorKind::LocalPart,
            "no local part in entry 0".to_owned()
        )
    );
}

#[test]
fn changed_bytes_are_no_list() {
    for list in [List::Disposable, List::Education] {
        let bytes = lists::compile(list, version("1"), ["a.net", "b.net", "c.org"]).expect("names");
        assert!(NameList::from_bytes(&bytes).is_ok());
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0x11;
            assert!(NameList::from_bytes(&changed).is_err(), "{list}, byte {at}");
            assert!(
                NameList::from_bytes(&bytes[..at]).is_err(),
                "{list}, cut at {at}"
            );
        }
    }
}

fn label() -> impl Strategy<Value = String> {
    "[a-z0-9]{1,20}"
}

fn names() -> impl Strategy<Value = Vec<String>> {
    let name = (
        label(),
        prop_oneof![Just("com"), Just("co.uk"), Just("net"), Just("xn--p1ai")],
    );
    prop::collection::vec(
        name.prop_map(|(label, end)| format!("{label}.{end}")),
        0..200,
    )
}

proptest! {
    // Each case compiles a list of its own.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_list_holds_what_was_put_in_and_nothing_else(
        names in names(),
        list in prop::sample::select(vec![List::Disposable, List::Education]),
        others in names(),
    ) {
        let bytes = lists::compile(list, version("1"), names.iter().map(String::as_str))
            .expect("names");
        let compiled = NameList::from_bytes(&bytes).expect("just compiled");
        for text in &names {
            prop_assert!(compiled.contains(&name(text)));
        }
        for text in others.iter().filter(|text| !names.contains(text)) {
            prop_assert!(!compiled.contains(&name(text)));
        }
        let mut turned: Vec<&str> = names.iter().map(String::as_str).rev().collect();
        turned.extend(names.first().map(String::as_str));
        prop_assert_eq!(bytes, lists::compile(list, version("1"), turned).expect("names"));
    }

    #[test]
    fn providers_stay_with_their_names(names in names()) {
        let ids: Vec<Provider> =
            (0..names.len()).map(|it| format!("p{}", it % 7).parse().expect("an id")).collect();
        let entries = names.iter().zip(&ids).map(|(name, id)| {
            Entry::new(name, List::Consumer).with_provider(*id)
        });
        let bytes = lists::compile_entries(version("1"), entries).expect("names");
        let ours = [NameList::from_bytes(&bytes).expect("just compiled")];
        let lists = Lists::BUILT_IN.with(&ours);
        for (at, text) in names.iter().enumerate() {
            let last = names.iter().rposition(|it| it == text).unwrap_or(at);
            let name = name(text);
            prop_assert_eq!(lists.lookup(&name).and_then(|hit| hit.provider()), Some(ids[last]));
        }
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = NameList::from_bytes(&bytes);
    }

    #[test]
    fn versions_are_read_back(version in any::<[u8; 3]>().prop_map(|it| format!("{it:?}")
        .replace(['[', ']', ' '], "").replace(',', "."))) {
        let read: DataVersion = version.parse().expect("digits and points");
        prop_assert_eq!(read.as_str(), version);
    }
}
