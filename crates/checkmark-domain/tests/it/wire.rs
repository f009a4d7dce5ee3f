//! The wire: what is written is the contract, and is read back.

use checkmark_domain::lists::{DataVersion, List};
use checkmark_domain::{
    AddressRecord, Assurance, Claim, Class, DkimTarget, DomainName, Elimination, Evidence, Issuer,
    Judgment, Label, MailHost, Mx, MxRecord, Overlay, Owner, Provider, Question, Rule, Verdict,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use time::UtcDateTime;

use crate::classify::{NOW, classify, mx, name};

/// Reads back what was written, and says how it was written.
#[track_caller]
fn check<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T) -> String {
    let written = serde_json::to_string(value).expect("it can be written");
    let read: T = serde_json::from_str(&written).expect("what was written can be read");
    assert_eq!(&read, value);
    written
}

#[track_caller]
fn check_refused<T: DeserializeOwned + std::fmt::Debug>(json: &str) {
    assert!(serde_json::from_str::<T>(json).is_err(), "{json}");
}

fn instant() -> UtcDateTime {
    UtcDateTime::from_unix_timestamp(1_795_420_800).expect("in range")
}

#[test]
fn codes_are_written_as_they_are_shown() {
    insta::assert_snapshot!(check(&Class::GmailHosted), @r#""gmail_hosted""#);
    insta::assert_snapshot!(check(&Owner::SuspectedDisposable), @r#""suspected_disposable""#);
    insta::assert_snapshot!(check(&Assurance::Dnssec), @r#""dnssec""#);
    insta::assert_snapshot!(check(&Rule::MxAtGoogle), @r#""mx_at_google""#);
    insta::assert_snapshot!(check(&Question::Autodiscover), @r#""autodiscover""#);
    insta::assert_snapshot!(check(&Issuer::Google), @r#""google""#);
    insta::assert_snapshot!(check(&Label::Ordinary), @r#""ordinary""#);
    insta::assert_snapshot!(check(&Elimination::Abstain), @r#""abstain""#);
    insta::assert_snapshot!(check(&List::Disposable), @r#""disposable""#);
    insta::assert_snapshot!(check(&name("ACME.se.")), @r#""acme.se""#);
    insta::assert_snapshot!(check(&Provider::MICROSOFT_365), @r#""microsoft_365""#);
    let gateway = MailHost::Gateway("cisco".parse().expect("an id"));
    insta::assert_snapshot!(check(&gateway), @r#""gateway:cisco""#);
    for class in Class::ALL {
        check(class);
    }
    for rule in Rule::ALL {
        check(rule);
    }
}

#[test]
fn evidence_is_written_as_hosts_hand_it_in() {
    insta::assert_snapshot!(check(&Evidence::none()), @r#"{"mx":{"answer":"not_asked"}}"#);
    let records = vec![MxRecord::new(10, "aspmx.l.google.com.")];
    let evidence = Evidence::none()
        .with_mx(Mx::Records(records), instant())
        .with_spf(["v=spf1 include:_spf.google.com ~all"], instant())
        .with_dkim([DkimTarget::new("google", "v=DKIM1; p=MIIB")], instant())
        .with_autodiscover(["autodiscover.outlook.com"], instant())
        .with_txt(["MS=ms1"], instant())
        .with_claim(Claim::new(Issuer::Google, name("acme.se"), instant()))
        .validated_by_dnssec(Question::Mx);
    insta::assert_snapshot!(check(&evidence), @r#"{"mx":{"answer":"records","records":[[10,"aspmx.l.google.com."]]},"spf":["v=spf1 include:_spf.google.com ~all"],"dkim":{"google":"v=DKIM1; p=MIIB"},"autodiscover":"autodiscover.outlook.com","txt":["MS=ms1"],"claim":{"issuer":"google","domain":"acme.se","at":"2026-11-23T08:00:00Z"},"looked_up":{"autodiscover":"2026-11-23T08:00:00Z","dkim":"2026-11-23T08:00:00Z","mx":"2026-11-23T08:00:00Z","txt":"2026-11-23T08:00:00Z"},"dnssec":["mx"]}"#);
    for mx in [
        Mx::NoSuchDomain,
        Mx::NullMx,
        Mx::Failed,
        Mx::NoRecords {
            address: AddressRecord::Found,
        },
    ] {
        check(&Evidence::none().with_mx(mx, instant()));
    }
    for question in Question::ALL {
        check(&Evidence::none().with_failure(*question, instant()));
    }
    let nothing: [&str; 0] = [];
    check(&Evidence::none().with_spf(nothing, NOW).with_dkim([], NOW));
}

#[test]
fn evidence_is_read_as_rows_have_it() {
    let read = |json: &str| serde_json::from_str::<Evidence>(json).expect("evidence");
    let row = read(
        r#"{"id":"7","domain":"acme.example","mx":{"answer":"records","records":[[10,"mx."]]},
            "spf":["v=spf1 -all"],"dkim":{"google":"x"},"autodiscover":"a.outlook.com","txt":[],
            "claim":{"issuer":"google","domain":"acme.example"}}"#,
    );
    assert_eq!(row.autodiscover().given().map(Vec::len), Some(1));
    assert_eq!(row.txt().given().map(Vec::len), Some(0));
    assert_eq!(row.looked_up(Question::Mx), None);
    let empty = read(r#"{"autodiscover":"","spf":null}"#);
    assert_eq!(empty.autodiscover().given().map(Vec::len), Some(0));
    assert_eq!(empty.spf().given(), None);
    assert_eq!(read("{}"), Evidence::none());
    check_refused::<Evidence>(r#"{"mx":{"answer":"perhaps"}}"#);
    check_refused::<Evidence>(r#"{"mx":{"answer":"records"}}"#);
    check_refused::<Evidence>(r#"{"claim":{"issuer":"nobody","domain":"acme.se"}}"#);
    check_refused::<Evidence>(r#"{"claim":{"issuer":"google","domain":"not a domain"}}"#);
}

#[test]
fn a_verdict_is_written_with_its_proof() {
    let evidence = mx(&[(10, "mx.pphosted.com."), (20, "192.0.2.1")])
        .with_spf(["v=spf1 include:spf.protection.outlook.com -all"], NOW);
    let verdict = classify("acme-widgets.com", &evidence);
    let written = check(&verdict);
    let version = verdict.data_version().to_string();
    insta::assert_snapshot!(written.replace(&version, "VERSION"), @r#"{"domain":"acme-widgets.com","class":"corporate","owner":"unlisted","provider":null,"mail_host":"gateway:proofpoint","behind":"microsoft_365","assurance":"dns","rule":"mx_at_gateway","reasons":[{"rule":"mx_at_gateway","list":null,"list_version":null,"entry":null,"record":"mx.pphosted.com.","pattern":"*.pphosted.com"},{"rule":"spf_names_microsoft","list":null,"list_version":null,"entry":null,"record":"spf.protection.outlook.com","pattern":null}],"contradicted_by":[{"rule":"exchange_malformed","list":null,"list_version":null,"entry":null,"record":"192.0.2.1","pattern":null}],"needs":[],"hint":null,"role_mailbox":false,"data_version":"VERSION","rests_on":{"answers":["mx","txt"],"open":["dkim","autodiscover"],"dnssec":false,"claim":false,"at":"1970-01-01T00:00:00Z"}}"#);
    let listed = check(&classify("hotmali.com", &Evidence::none()));
    assert!(
        listed.contains(r#""hint":{"looks_like":"hotmail.com"}"#),
        "{listed}"
    );
}

#[test]
fn what_is_no_verdict_is_refused() {
    let good = serde_json::to_value(classify("acme-widgets.com", &Evidence::none()))
        .expect("it can be written");
    let with = |field: &str, value: serde_json::Value| {
        let mut bad = good.clone();
        bad[field] = value;
        bad.to_string()
    };
    check_refused::<Verdict>(&with("class", "very_good".into()));
    check_refused::<Verdict>(&with("domain", "not a domain".into()));
    check_refused::<Verdict>(&with("mail_host", "gateway:own".into()));
    check_refused::<Verdict>(&with(
        "hint",
        serde_json::json!({ "looks_like": "g\u{e9}" }),
    ));
    let reason = good["reasons"][0].clone();
    check_refused::<Verdict>(&with("reasons", vec![reason; 40].into()));
    // What is not known is passed over.
    let mut more = good.clone();
    more["new"] = 1.into();
    assert!(serde_json::from_value::<Verdict>(more).is_ok());
}

#[test]
fn a_judgment_is_small() {
    let version: DataVersion = "2026-11-23".parse().expect("a version");
    let judgment = Judgment::new(Class::Corporate, Assurance::Dns, Rule::MxAtOwnHost, version);
    insta::assert_snapshot!(check(&judgment), @r#"{"class":"corporate","assurance":"dns","rule":"mx_at_own_host","data_version":"2026-11-23"}"#);
}

#[test]
fn an_overlay_is_written_as_hosts_keep_it() {
    let entries = [
        ("example", Label::Ordinary),
        ("acme.se", Label::Organization),
        ("bad.se", Label::Denied),
    ];
    let overlay = Overlay::new("docs", "1", entries).expect("sound entries");
    insta::assert_snapshot!(check(&overlay), @r#"{"name":"docs","version":"1","allow":["acme.se"],"deny":["bad.se"],"relabel":{"example":"ordinary"}}"#);
    let short: Overlay =
        serde_json::from_str(r#"{"relabel":{"example":"ordinary"}}"#).expect("an overlay");
    assert_eq!((short.name(), short.version().as_str()), ("overlay", "1"));
    check_refused::<Overlay>(r#"{"allow":["not a domain"]}"#);
    check_refused::<Overlay>(r#"{"relabel":{"acme.se":"splendid"}}"#);
}

#[test]
fn what_parsing_refuses_the_wire_refuses() {
    for text in ["", "a b", "-a.com", "192.0.2.1", "a..b"] {
        assert!(text.parse::<DomainName>().is_err());
        check_refused::<DomainName>(&format!("{text:?}"));
    }
    check_refused::<Provider>(r#""Google""#);
    check_refused::<MailHost>(r#""forwarder:""#);
    check_refused::<Class>(r#""Corporate""#);
}

#[test]
#[cfg(feature = "schema")]
fn the_schema_names_every_field() {
    let schema = |schema: schemars::Schema| schema.to_value().to_string();
    let evidence = schema(schemars::schema_for!(Evidence));
    for field in [
        "mx",
        "spf",
        "dkim",
        "autodiscover",
        "txt",
        "claim",
        "looked_up",
        "dnssec",
    ] {
        assert!(evidence.contains(&format!("\"{field}\":")), "{field}");
    }
    let verdict = schema(schemars::schema_for!(Verdict));
    let written = serde_json::to_value(classify("gmail.com", &Evidence::none())).expect("written");
    for field in written.as_object().expect("an object").keys() {
        assert!(verdict.contains(&format!("\"{field}\":")), "{field}");
    }
    assert!(schema(schemars::schema_for!(Overlay)).contains("relabel"));
    assert!(schema(schemars::schema_for!(Judgment)).contains("data_version"));
    assert!(schema(schemars::schema_for!(MailHost)).contains("gateway"));
}
