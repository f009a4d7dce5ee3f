//! What must not happen.

use checkmark_domain::{
    Class, Classifier, DkimTarget, DomainName, Evidence, MailHost, Mx, Owner, ParseDomainErrorKind,
    Question, Verdict,
};
use time::SignedDuration;

use crate::classify::{NOW, classify, mx, name};

#[track_caller]
fn check_refused(text: &str, at: usize, kind: ParseDomainErrorKind) {
    let error = text.parse::<DomainName>().expect_err(text);
    assert_eq!((error.at(), error.kind()), (at, kind), "{text:?}");
}

/// The class of a domain that no list knows, with these exchanges.
#[track_caller]
fn check_exchange(exchange: &str, class: Class, host: MailHost) {
    let verdict = classify("acme-widgets.com", &mx(&[(10, exchange)]));
    assert_eq!(
        (verdict.class(), verdict.mail_host()),
        (class, host),
        "{exchange}"
    );
}

// ATK-11
#[test]
#[cfg(feature = "idna")]
fn a_homograph_is_not_taken_for_what_it_looks_like() {
    for (homograph, looks_like) in [
        ("\u{435}xample.com", "example.com"),
        ("gma\u{131}l.com", "gmail.com"),
        ("\u{433}m\u{430}il.com", "rmail.com"),
        ("gm\u{430}il.com", "gmail.com"),
        ("\u{43e}utlook.com", "outlook.com"),
    ] {
        let verdict = classify(homograph, &Evidence::none());
        assert_eq!(verdict.owner(), Owner::Unlisted, "{homograph}");
        let hint = verdict.hint().map(|hint| hint.looks_like().to_owned());
        assert_eq!(hint.unwrap_or_default(), looks_like, "{homograph}");
    }
}

// ATK-11: the canon of a canon is itself, whatever the script it was written in.
#[test]
#[cfg(feature = "idna")]
fn folding_twice_gives_nothing_else() {
    for (text, want) in [
        ("\u{1d2e}\u{1d35}\u{1d33}.com", "big.com"),
        ("\u{212a}elvin.com", "kelvin.com"),
        ("\u{ff47}\u{ff4d}\u{ff41}\u{ff49}\u{ff4c}.com", "gmail.com"),
        ("stra\u{df}e.de", "xn--strae-oqa.de"),
        ("B\u{dc}CHER.example", "xn--bcher-kva.example"),
        ("bu\u{308}cher\u{3002}example", "xn--bcher-kva.example"),
    ] {
        let once = name(text);
        assert_eq!(once.as_str(), want);
        assert_eq!(name(once.as_str()), once);
    }
}

// ATK-12
#[test]
#[cfg(feature = "idna")]
fn a_label_in_letters_is_not_another_domain_than_its_a_label() {
    assert_eq!(name("b\u{fc}cher.example"), name("XN--BCHER-KVA.example"));
    // Latin and Cyrillic in one label: it is told how that reads.
    let mixed = classify("p\u{430}ypal.com", &Evidence::none());
    assert_eq!(
        mixed
            .hint()
            .map(|hint| hint.looks_like().to_owned())
            .as_deref(),
        Some("paypal.com")
    );
    check_refused("xn--a-b.com.xn--\u{e9}", 0, ParseDomainErrorKind::Unicode);
    check_refused("acme.xn--zzzzzz999999", 5, ParseDomainErrorKind::Unicode);
}

#[test]
#[cfg(not(feature = "idna"))]
fn a_name_in_letters_is_refused_without_the_tables() {
    check_refused("b\u{fc}cher.example", 1, ParseDomainErrorKind::NeedsIdna);
    check_refused("acme.\u{435}xample", 5, ParseDomainErrorKind::NeedsIdna);
}

// ATK-13
#[test]
fn nothing_invisible_gets_in() {
    use ParseDomainErrorKind::{Control, Invisible};
    for (text, at, kind) in [
        ("ac\u{200b}me.com", 2, Invisible),
        ("ac\u{ad}me.com", 2, Invisible),
        ("\u{202e}acme.com", 0, Invisible),
        ("acme.com\u{200f}", 8, Invisible),
        ("acme\u{2066}.com", 4, Invisible),
        ("acme.\u{feff}com", 5, Invisible),
        ("acme\u{fe0f}.com", 4, Invisible),
        ("acme\0.com", 4, Control),
        ("acme.com\n", 8, Control),
        ("ac\tme.com", 2, Control),
        ("acme\u{85}.com", 4, Control),
    ] {
        check_refused(text, at, kind);
    }
}

// ATK-13
#[test]
fn a_name_is_refused_with_place_and_kind() {
    use ParseDomainErrorKind::{
        AddressLiteral, Character, Empty, EmptyLabel, HyphenAtEdge, LabelTooLong, NumericTopLevel,
        TooLong,
    };
    let long_label = format!("{}.com", "a".repeat(64));
    let long = format!("{}com", "abcdefg.".repeat(32));
    for (text, at, kind) in [
        ("", 0, Empty),
        (".", 0, EmptyLabel),
        (".com", 0, EmptyLabel),
        ("acme..com", 5, EmptyLabel),
        ("acme.com..", 9, EmptyLabel),
        ("-acme.com", 0, HyphenAtEdge),
        ("acme-.com", 4, HyphenAtEdge),
        ("acme.-com", 5, HyphenAtEdge),
        ("acme.com-", 8, HyphenAtEdge),
        ("acme.123", 5, NumericTopLevel),
        ("192.0.2.1", 0, AddressLiteral),
        ("[192.0.2.1]", 0, AddressLiteral),
        ("[IPv6:2001:db8::1]", 0, AddressLiteral),
        ("2001:db8::1", 0, AddressLiteral),
        (" acme.com", 0, Character),
        ("ac me.com", 2, Character),
        ("acme_x.com", 4, Character),
        ("user@acme.com", 4, Character),
        ("acme.com/x", 8, Character),
        ("(comment)acme.com", 0, Character),
        (&long_label, 63, LabelTooLong),
        (&long, 253, TooLong),
    ] {
        check_refused(text, at, kind);
    }
    let longest = format!("{}abcde", "abcdefg.".repeat(31));
    assert_eq!(longest.len(), DomainName::MAX_LEN);
    assert_eq!(name(&longest).as_str(), longest);
    assert_eq!(name(&format!("{longest}.")).as_str(), longest);
    assert_eq!(name("ACME.Com.").as_str(), "acme.com");
}

// ATK-14
#[test]
fn a_suffix_without_a_label_boundary_is_another_name() {
    for (domain, owner) in [
        ("notexample.com", Owner::Unlisted),
        ("example.com.evil.net", Owner::Unlisted),
        ("notgmail.com", Owner::Unlisted),
        ("gmail.com.evil.net", Owner::Unlisted),
        ("xmailinator.com", Owner::Unlisted),
        ("notonmicrosoft.com", Owner::Unlisted),
    ] {
        let verdict = classify(domain, &Evidence::none());
        assert_eq!(verdict.owner(), owner, "{domain}");
        assert_eq!(verdict.class(), Class::Undetermined, "{domain}");
    }
}

// ATK-14
#[test]
fn a_public_suffix_is_no_company() {
    for suffix in [
        "co.uk",
        "CO.UK",
        "com",
        "onmicrosoft.com",
        "github.io",
        "k12.ca.us",
    ] {
        let everything = mx(&[(10, "mx.acme-widgets.com")]);
        let verdict = classify(suffix, &everything);
        assert_eq!(verdict.class(), Class::NotACompanyDomain, "{suffix}");
    }
}

#[test]
fn an_exchange_that_only_looks_like_googles_is_not_googles() {
    for exchange in [
        "aspmx.l.google.com.evil.example",
        "evilaspmx.l.google.com.acme-widgets.net",
        "aspmx.l.google.com.acme-widgets.net",
        "aspmx-l-google.com",
        "aspmx.l.google.co",
        "xaspmx2.googlemail.com.net",
        "evilpphosted.com",
        "mx.evilpphosted.com",
        "mail.protection.outlook.com.evil.example",
        "x.mail.protection.outlook.comx",
        "aspmx2.ggooglemail.com",
        "notsmtp-google.com",
    ] {
        check_exchange(exchange, Class::Corporate, MailHost::Own);
    }
    // Below Google's names, and yet no exchange of Google's.
    for exchange in [
        "evilaspmx.l.google.com",
        "ghs.google.com",
        "mx.smtp.google.com",
        "aspmx9.googlemail.com",
        "xaspmx2.googlemail.com",
    ] {
        check_exchange(exchange, Class::Undetermined, MailHost::Unknown);
    }
}

// ATK-21
#[test]
fn stale_evidence_lets_nobody_in() {
    let evidence = mx(&[(10, "mx.acme-widgets.com")]).validated_by_dnssec(Question::Mx);
    let domain = name("acme-widgets.com");
    for age in [24, 25, 24 * 365] {
        let now = NOW + SignedDuration::hours(age);
        let verdict = Classifier::BUILT_IN.classify(&domain, &evidence, now);
        assert_eq!(verdict.class(), Class::Undetermined);
        assert_eq!(verdict.evidence_at(), None);
    }
    // The verdict carries the age of the oldest answer that it rests on.
    let gateway = mx(&[(10, "mx.pphosted.com")]);
    let later = NOW + SignedDuration::hours(1);
    let evidence = gateway.with_spf(["v=spf1 include:_spf.google.com"], later);
    let verdict = Classifier::BUILT_IN.classify(&domain, &evidence, later);
    assert_eq!(verdict.evidence_at(), Some(NOW));
}

// ATK-27
#[test]
fn forged_or_absent_evidence_is_unknown_and_never_corporate() {
    let domain = "acme-widgets.com";
    let undetermined = |evidence: &Evidence| {
        let verdict = classify(domain, evidence);
        assert_eq!(verdict.class(), Class::Undetermined, "{evidence:?}");
    };
    undetermined(&Evidence::none());
    undetermined(&Evidence::none().with_mx(Mx::Failed, NOW));
    // Everything but MX says Microsoft: without MX nothing is decided.
    let signals = Evidence::none()
        .with_spf(["v=spf1 include:spf.protection.outlook.com -all"], NOW)
        .with_dkim(
            [DkimTarget::new(
                "selector1",
                "s1._domainkey.acme.onmicrosoft.com",
            )],
            NOW,
        )
        .with_autodiscover(["autodiscover.outlook.com"], NOW)
        .with_txt(["google-site-verification=1", "MS=ms1"], NOW);
    undetermined(&signals);
    // A look-up that fails behind a gateway is no answer.
    let gateway = mx(&[(10, "mx.pphosted.com")]);
    undetermined(&gateway);
    undetermined(&gateway.clone().with_failure(Question::Txt, NOW));
    let nothing: [&str; 0] = [];
    let half = gateway
        .with_spf(nothing, NOW)
        .with_failure(Question::Dkim, NOW);
    undetermined(&half);
}

// ATK-27
#[test]
fn evidence_that_flips_is_judged_each_time() {
    let google = classify("acme-widgets.com", &mx(&[(1, "smtp.google.com")]));
    let none = classify(
        "acme-widgets.com",
        &Evidence::none().with_mx(Mx::NullMx, NOW),
    );
    let again = classify("acme-widgets.com", &mx(&[(1, "smtp.google.com")]));
    assert_eq!(google.class(), Class::GmailHosted);
    assert_eq!(none.class(), Class::NoMail);
    assert_eq!(google, again);
}

#[test]
fn a_flood_of_records_hides_nothing() {
    // Exchanges of full length, each malformed in its own way, before the one that counts.
    let mut records: Vec<(u16, String)> = (0..500)
        .map(|number| (0, format!("{} {number}", "x".repeat(250))))
        .collect();
    records.push((10, "smtp.google.com".into()));
    let records: Vec<(u16, &str)> = records.iter().map(|(it, text)| (*it, &**text)).collect();
    let verdict = classify("acme-widgets.com", &mx(&records));
    assert_eq!(verdict.class(), Class::GmailHosted);
    let why = verdict.reasons().next().expect("the record that counts");
    assert_eq!(why.record(), Some("smtp.google.com"));
}

#[test]
fn a_host_of_full_length_is_told_whole() {
    let long = format!("{}acme-widgets.com", "abcdefg.".repeat(29));
    let verdict = classify("acme-widgets.com", &mx(&[(10, &long)]));
    let why = verdict.reasons().next().expect("the record");
    assert_eq!(why.record(), Some(&*long));
}

/// A million texts of random octets, names and exchanges both.
#[test]
fn random_octets_panic_nothing() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut read = 0;
    for _ in 0..1_000_000 {
        let length = (random.next() % 24) as usize;
        let alphabet = random.next() % 3;
        let octets: Vec<u8> = (0..length)
            .map(|_| match (alphabet, random.next()) {
                (0, any) => any as u8,
                (1, any) => b"abmx01.-@ _\xc3\xa9"[any as usize % 13],
                (_, any) => b"acegilmo.-"[any as usize % 10],
            })
            .collect();
        let text = String::from_utf8_lossy(&octets);
        if let Ok(domain) = text.parse::<DomainName>() {
            read += 1;
            let evidence = mx(&[(10, &text)]);
            let verdict: Verdict = Classifier::BUILT_IN.classify(&domain, &evidence, NOW);
            assert_eq!(verdict.domain(), Some(&domain));
        }
        let _ = checkmark_domain::MxPattern::of(&text);
        let _ = checkmark_domain::is_role_mailbox(&text);
    }
    assert!(read > 10_000, "{read} of the texts were names");
}

/// SplitMix64: the same texts each time.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
