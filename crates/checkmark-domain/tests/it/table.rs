//! The table of owners and mail hosts, every pair of it.

use checkmark_domain::{
    AddressRecord, Class, Classifier, Evidence, Label, Mx, MxRecord, Overlay, Owner, Policy,
};

use crate::classify::{NOW, mx, name};

/// Evidence of each kind that the table tells apart, and the class of an ordinary domain.
fn hosts() -> Vec<(&'static str, Evidence, Class)> {
    let answered = |mx| Evidence::none().with_mx(mx, NOW);
    let gateway = || mx(&[(10, "mx.pphosted.com")]);
    let empty: [&str; 0] = [];
    vec![
        ("not asked", Evidence::none(), Class::Undetermined),
        ("failed", answered(Mx::Failed), Class::Undetermined),
        ("null mx", answered(Mx::NullMx), Class::NoMail),
        ("no such domain", answered(Mx::NoSuchDomain), Class::NoMail),
        (
            "no records",
            answered(Mx::NoRecords {
                address: AddressRecord::NotStated,
            }),
            Class::NoMail,
        ),
        (
            "address record",
            answered(Mx::NoRecords {
                address: AddressRecord::Found,
            }),
            Class::Corporate,
        ),
        ("google", mx(&[(1, "smtp.google.com")]), Class::GmailHosted),
        (
            "microsoft",
            mx(&[(0, "x.mail.protection.outlook.com")]),
            Class::Corporate,
        ),
        ("named host", mx(&[(10, "mx.zoho.com")]), Class::Corporate),
        ("own", mx(&[(10, "mx.acme.se")]), Class::Corporate),
        (
            "unlisted",
            mx(&[(10, "mx.acme-widgets.com")]),
            Class::Corporate,
        ),
        (
            "consumer pattern",
            mx(&[(5, "mta7.am0.yahoodns.net")]),
            Class::ConsumerMailbox,
        ),
        ("disposable", mx(&[(5, "in.mail.tm")]), Class::Disposable),
        (
            "mixed with google",
            mx(&[(5, "mx.zoho.com"), (5, "smtp.google.com")]),
            Class::GmailHosted,
        ),
        (
            "mixed without google",
            mx(&[(5, "mx.zoho.com"), (5, "x.mail.protection.outlook.com")]),
            Class::Corporate,
        ),
        ("gateway", gateway(), Class::Undetermined),
        (
            "gateway, google behind",
            gateway().with_spf(["v=spf1 include:_spf.google.com -all"], NOW),
            Class::GmailHosted,
        ),
        (
            "gateway, microsoft behind",
            gateway().with_spf(["v=spf1 include:spf.protection.outlook.com -all"], NOW),
            Class::Corporate,
        ),
        (
            "gateway, all answered",
            gateway().with_spf(empty, NOW).with_dkim([], NOW),
            Class::Corporate,
        ),
        (
            "forwarder",
            mx(&[(10, "mx1.improvmx.com")]),
            Class::Undetermined,
        ),
        ("unclear", mx(&[(10, "192.0.2.1")]), Class::Undetermined),
        ("token", mx(&[(10, "ms1.msv1.invalid")]), Class::NoMail),
    ]
}

#[test]
fn every_owner_meets_every_host() {
    for &label in Label::ALL {
        let overlay = Overlay::new("ours", "1", [("acme.se", label)]).expect("one entry");
        let classifier = Classifier::BUILT_IN.with_overlay(&overlay);
        for (host, evidence, ordinary) in hosts() {
            let verdict = classifier.classify(&name("acme.se"), &evidence, NOW);
            let want = match verdict.owner() {
                _ if label == Label::Denied => Class::NotACompanyDomain,
                Owner::Consumer | Owner::Relay => Class::ConsumerMailbox,
                Owner::Disposable => Class::Disposable,
                Owner::PublicSuffix | Owner::Reserved => Class::NotACompanyDomain,
                Owner::Organization
                | Owner::Education
                | Owner::Government
                | Owner::SuspectedDisposable
                | Owner::Unlisted => ordinary,
                other => panic!("{other} has no row"),
            };
            assert_eq!(verdict.class(), want, "{label}, {host}");
        }
    }
}

#[test]
fn the_policy_is_named_and_has_its_defaults() {
    let policy = Policy::DEFAULT;
    assert_eq!(policy.evidence_max_age(), time::SignedDuration::hours(24));
    assert_eq!(policy.skew(), time::SignedDuration::seconds(5));
    assert_eq!(policy.elimination().as_str(), "corporate");
}

#[test]
fn a_thousand_records_are_read() {
    let records = (0..1_000).map(|number| MxRecord::new(10, format!("mx{number}.acme.se")));
    let evidence = Evidence::none().with_mx(Mx::Records(records.collect()), NOW);
    let verdict = Classifier::BUILT_IN.classify(&name("acme.se"), &evidence, NOW);
    assert_eq!(verdict.class(), Class::Corporate);
}
