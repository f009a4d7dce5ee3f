//! Look-ups and verdicts allocate nothing, the first as little as the last.

use checkmark_domain::lists::{self, Lists, SUSPECTED};
use checkmark_domain::{
    Class, Classifier, DomainName, Evidence, Label, Mx, MxRecord, Overlay, Subject, suffix,
};

use crate::classify::{NOW, mx};

#[test]
fn looking_up_allocates_nothing() {
    for text in [
        "gmail.com",
        "mailinator.com",
        "a.b.mailinator.com",
        "dell.com",
        "stanford.edu",
        "a.city.kawasaki.jp",
        "mail.acme.onmicrosoft.com",
        "acme.example",
        "nobody-has-this.co.uk",
    ] {
        let counted = allocation_counter::measure(|| {
            let name: DomainName = text.parse().expect("a name");
            let suspected = [SUSPECTED];
            let lists = Lists::BUILT_IN.with(&suspected);
            std::hint::black_box((
                lists::lookup(&name).map(|hit| (hit.list(), hit.provider())),
                lists.lookup(&name),
                suffix::of(&name).registrable(),
                suffix::reserved(&name),
                lists.role(text),
            ));
        });
        assert_eq!(counted.count_total, 0, "{text}");
    }
}

#[track_caller]
fn check(mut look: impl FnMut()) {
    let counted = allocation_counter::measure(&mut look);
    assert_eq!(counted.count_total, 0, "allocations");
}

/// From the text of a domain and five MX records to the verdict.
#[test]
fn classifying_allocates_nothing() {
    let records = |host: &str| {
        let records = (1..=5).map(|number| MxRecord::new(10, format!("alt{number}.{host}")));
        Evidence::none().with_mx(Mx::Records(records.collect()), NOW)
    };
    let evidence = [
        Evidence::none(),
        records("aspmx.l.google.com"),
        records("acme-widgets.com"),
        mx(&[(10, "mx.pphosted.com"), (20, "192.0.2.1"), (30, "")])
            .with_spf(["v=spf1 include:spf.protection.outlook.com ~all"], NOW),
        mx(&[
            (10, &"x".repeat(400)),
            (10, "mx1.spamfilter.somebody-else.com"),
        ]),
    ];
    let overlay = Overlay::new("ours", "1", [("acme.se", Label::Denied)]).expect("an entry");
    let classifiers = [
        Classifier::BUILT_IN,
        Classifier::BUILT_IN.with_overlay(&overlay),
    ];
    for text in [
        "gmail.com",
        "ACME-Widgets.com.",
        "acme.se",
        "mailinator.com",
        "xn--gmal-nza.net",
        "co.uk",
        "a.b.c.d.e.acme.co.uk",
    ] {
        for classifier in &classifiers {
            for evidence in &evidence {
                let mut class = Class::Undetermined;
                check(|| {
                    // A-labels go through the tables of UTS #46, which may allocate.
                    let domain: DomainName = match text.strip_prefix("xn--") {
                        Some(_) if cfg!(feature = "idna") => return,
                        Some(_) | None => text.parse().expect("a name"),
                    };
                    let subject = Subject::new(&domain).with_local_part("Support+4711");
                    class = classifier.classify(subject, evidence, NOW).class();
                });
                std::hint::black_box(class);
            }
        }
    }
}

#[test]
fn refusing_a_name_allocates_nothing() {
    for text in ["", "a b", "a..b", "192.0.2.1", "-a.com", "ac\u{200b}me.com"] {
        check(|| assert!(text.parse::<DomainName>().is_err()));
    }
}
