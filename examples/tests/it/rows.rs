//! Rows about mail domains.

use checkmark::domain::{Class, Classifier, Overlay};
use examples::rows::{Answer, Row};
use time::UtcDateTime;

const NOW: UtcDateTime = UtcDateTime::UNIX_EPOCH;

/// The answer to a line, as JSON.
fn answer(line: &str) -> serde_json::Value {
    let row = Row::read(line).unwrap_or_else(|fault| panic!("{line}: {fault}"));
    let verdict = row.verdict(&Classifier::BUILT_IN, NOW);
    let answer = match &verdict {
        Ok(verdict) => Answer::of(&row, verdict),
        Err(error) => Answer::error(&row, *error),
    };
    serde_json::to_value(answer).expect("an answer can be written")
}

#[track_caller]
fn check(line: &str, fields: &[(&str, &str)]) {
    let answer = answer(line);
    for (path, want) in fields {
        let pointer = format!("/{}", path.replace('.', "/"));
        let got = answer.pointer(&pointer).unwrap_or(&serde_json::Value::Null);
        let got = got.as_str().map_or_else(|| got.to_string(), str::to_owned);
        assert_eq!(got, *want, "{path} of {line}");
    }
}

#[test]
fn bare_lines_are_domains_or_addresses() {
    check(
        "gmail.com",
        &[
            ("class", "consumer_mailbox"),
            ("owner", "consumer"),
            ("provider", "google"),
            ("mail_host", "unknown"),
            ("behind", "null"),
            ("assurance", "list"),
            ("id", "null"),
            ("input", "gmail.com"),
            ("reasons.0.list", "consumer"),
        ],
    );
    check("Anna.Berg@GMAIL.com", &[("class", "consumer_mailbox")]);
    check(
        "support@acme-widgets.com",
        &[
            ("class", "undetermined"),
            ("needs.0", "mx"),
            ("reasons.0.rule", "role_mailbox"),
        ],
    );
    check("[192.0.2.1]", &[("class", "not_a_company_domain")]);
    check("anna@[192.0.2.1]", &[("class", "not_a_company_domain")]);
    check("gmial.co", &[("class", "undetermined")]);
    check("outlok.com", &[("hint.looks_like", "outlook.com")]);
}

#[test]
fn rows_bring_evidence() {
    check(
        r#"{"id":"7","domain":"acme.example","mx":{"answer":"records","records":
            [[10,"aspmx.l.google.com."]]},"spf":["v=spf1 include:_spf.google.com ~all"],
            "dkim":{"google":"..."},"autodiscover":"autodiscover.outlook.com",
            "txt":["google-site-verification=..."],
            "claim":{"issuer":"google","domain":"acme.example"}}"#,
        &[
            ("id", "7"),
            ("class", "not_a_company_domain"),
            ("owner", "reserved"),
            ("mail_host", "google"),
        ],
    );
    check(
        r#"{"id":8,"address":"a@acme-widgets.com","mx":{"answer":"null_mx"}}"#,
        &[("id", "8"), ("class", "no_mail"), ("mail_host", "none")],
    );
}

#[test]
fn an_overlay_makes_example_ordinary() {
    let overlay: Overlay =
        serde_json::from_str(r#"{"name":"docs","version":"1","relabel":{"example":"ordinary"}}"#)
            .expect("an overlay");
    let row = Row::read("acme.example").expect("a row");
    let judge = |classifier: &Classifier<'_>| row.verdict(classifier, NOW).expect("a domain");
    assert_eq!(
        judge(&Classifier::BUILT_IN).class(),
        Class::NotACompanyDomain
    );
    let verdict = judge(&Classifier::BUILT_IN.with_overlay(&overlay));
    assert_eq!(verdict.class(), Class::Undetermined);
    assert!(verdict.needs().map(|it| it.as_str()).eq(["mx"]));
}

#[test]
fn what_is_no_mail_domain_is_told_with_its_place() {
    check(
        "a b.com",
        &[
            ("error.code", "character"),
            ("error.at", "1"),
            ("input", "a b.com"),
        ],
    );
    check(
        "acme..com",
        &[("error.code", "empty_label"), ("error.at", "5")],
    );
    check("a@b@c.com", &[("class", "null")]);
    check(
        r#"{"id":"9","domain":""}"#,
        &[("id", "9"), ("error.code", "empty")],
    );
    assert!(Row::read("{").is_err());
    assert!(Row::read("{}").is_err());
    assert!(Row::read(r#"{"domain":"acme.se","mx":{"answer":"perhaps"}}"#).is_err());
}
