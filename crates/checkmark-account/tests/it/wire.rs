//! What is written, and that it is read back through the same doors as text.

use checkmark_account::code::{
    Challenge, CodeEvent, CodeFigures, CodeOutcome, CodePolicy, Nonce, PublicOutcome, Purpose,
    ThrottleCount, TypedCode,
};
use checkmark_account::product::{ExpressCode, Product, ServiceTag};
use checkmark_account::{
    AccountId, CompanyRole, Country, EmailAddress, NewsletterChoice, OrganizationKind, PersonName,
    PersonNamePart, PhoneNumber, ProfileType,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use time::{SignedDuration, UtcDateTime};

use crate::support::{Desk, email, policy, typed};

#[track_caller]
fn round_trip<T: Serialize + DeserializeOwned>(value: &T) -> String {
    let text = serde_json::to_string(value).expect("it can be written");
    let read: T = serde_json::from_str(&text).expect("what was written can be read");
    assert_eq!(serde_json::to_string(&read).expect("again"), text);
    text
}

#[test]
fn events_of_a_code() {
    let mut desk = Desk::with(policy(|figures| figures.failures_in_a_row = 1));
    let mut lines = Vec::new();
    let issued = desk.decide_issue(ThrottleCount::default()).unwrap();
    desk.fold(&issued);
    desk.now += SignedDuration::milliseconds(30_500);
    let tried = |desk: &Desk, outcome| {
        desk.book
            .decide_outcome(outcome, "c1".parse().unwrap(), &desk.policy, desk.now)
            .unwrap()
    };
    lines.push(issued);
    lines.push(tried(&desk, CodeOutcome::Right));
    let wrong = tried(&desk, CodeOutcome::Wrong);
    lines.push(wrong);
    desk.fold(&wrong);
    lines.push(desk.book.decide_unlock(desk.now).unwrap());
    for line in &lines {
        let read: CodeEvent = serde_json::from_str(&serde_json::to_string(line).unwrap()).unwrap();
        assert_eq!(read, *line);
    }
    let text: Vec<_> = lines.iter().map(round_trip).collect();
    insta::assert_snapshot!(text.join("\n"), @r#"
    {"type":"issued","number":1,"purpose":"sign_up","key":"k1","nonce":"07070707070707070707070707070707","digits":6,"tries":5,"issued_at":"2026-11-23T08:00:00Z","expires_at":"2026-11-23T08:10:00Z"}
    {"type":"tried","number":1,"outcome":"right","command":"c1","at":"2026-11-23T08:00:30.5Z","locked_until":null}
    {"type":"tried","number":1,"outcome":"wrong","command":"c1","at":"2026-11-23T08:00:30.5Z","locked_until":"2026-11-24T08:00:30.5Z"}
    {"type":"unlocked","at":"2026-11-23T08:00:30.5Z"}
    "#);
}

#[test]
fn a_book_is_shown_and_not_read_back() {
    let mut desk = Desk::new();
    desk.issue().unwrap();
    desk.try_wrong().unwrap();
    let text = serde_json::to_string(&desk.book).unwrap();
    insta::assert_snapshot!(text, @r#"{"purpose":"sign_up","current":{"number":1,"purpose":"sign_up","key":"k1","nonce":"07070707070707070707070707070707","digits":6,"tries":5,"issued_at":"2026-11-23T08:00:00Z","expires_at":"2026-11-23T08:10:00Z"},"tries":1,"spent":false,"previous":null,"previous_spent":false,"failures":1,"locked_until":null,"seen":"2026-11-23T08:00:00Z"}"#);
}

#[test]
fn a_policy_is_read_with_its_gaps_filled_and_checked() {
    let text = round_trip(&CodePolicy::default());
    insta::assert_snapshot!(text, @r#"{"digits":6,"validity":"PT10M","tries":5,"gap":"PT1M","per_hour":5,"per_day":10,"failures_in_a_row":100,"lock":"P1D"}"#);
    let read: CodePolicy =
        serde_json::from_str(r#"{"digits":8,"gap":"PT1M30.5S","unknown":1}"#).unwrap();
    let mut figures = CodeFigures::default();
    figures.digits = 8;
    figures.gap = SignedDuration::milliseconds(90_500);
    assert_eq!(read, CodePolicy::new(figures).unwrap());
    let error = serde_json::from_str::<CodePolicy>(r#"{"tries":250}"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "guess of one code more likely than 0.0001 (0.00025)"
    );
}

#[test]
fn nouns_are_texts() {
    let mut lines = vec![
        round_trip(&"a1".parse::<AccountId>().unwrap()),
        round_trip(&email("Anna.Berg@Acme.Example")),
        round_trip(&"+46 8 123 45 67".parse::<PhoneNumber>().unwrap()),
        round_trip(&"se".parse::<Country>().unwrap()),
        round_trip(&PersonName::new("Åsa", "Berg").unwrap()),
        round_trip(&"7abc123".parse::<ServiceTag>().unwrap()),
        round_trip(&"158-611-751-31".parse::<ExpressCode>().unwrap()),
        round_trip(&" the grey one ".parse::<Product>().unwrap()),
        round_trip(&Nonce::new([0xab; 16])),
        round_trip(&ThrottleCount::new(1, 2)),
    ];
    macro_rules! words {
        ($($type:ty)*) => {$(lines.push(round_trip(&<$type>::ALL.to_vec()));)*};
    }
    words!(CompanyRole NewsletterChoice OrganizationKind PersonNamePart ProfileType Purpose
        CodeOutcome PublicOutcome);
    insta::assert_snapshot!(lines.join("\n"), @r#"
    "a1"
    "Anna.Berg@Acme.Example"
    "+4681234567"
    "SE"
    {"first":"Åsa","last":"Berg"}
    "7ABC123"
    "15861175131"
    "the grey one"
    "abababababababababababababababab"
    {"hour":1,"day":2}
    ["administrator","business_user","third_party_contact","partner_administrator"]
    ["subscribed","not_subscribed"]
    ["company","public_body"]
    ["first","last"]
    ["open","restricted"]
    ["sign_up","change_of_address","fresh_proof"]
    ["right","wrong","expired","used","superseded","exhausted","unknown","key_retired"]
    ["accepted","not_accepted"]
    "#);
}

#[test]
fn what_no_text_may_be_no_json_may_be() {
    #[track_caller]
    fn check<T: DeserializeOwned + core::fmt::Debug>(json: &str, want: &str) {
        let error = serde_json::from_str::<T>(json)
            .expect_err("it is refused")
            .to_string();
        assert!(error.starts_with(want), "{error}");
        assert!(!error.contains("anary"), "{error}");
    }
    check::<EmailAddress>(r#""canary(x)@acme.example""#, "comment at byte 6");
    check::<PhoneNumber>(r#""070-canary""#, "no plus sign and country code at byte 0");
    check::<PersonName>(
        r#"{"first":"<Canary>","last":"B"}"#,
        "first name: character that no name has",
    );
    check::<Product>(r#""canary\u0000""#, "control character at byte 6");
    check::<ServiceTag>(r#""canary""#, "too short at byte 6");
    check::<Country>(r#""XX""#, "unknown country code");
    check::<Nonce>(r#""00""#, "not 32 hexadecimal digits, at byte 2");
    check::<AccountId>(
        r#""canary canary""#,
        "character not allowed in an id at byte 6",
    );
}

#[test]
fn a_typed_code_is_read_from_text_or_number_and_no_error_quotes_it() {
    #[track_caller]
    fn check(json: &str, want: Result<&str, &str>) {
        match (serde_json::from_str::<TypedCode>(json), want) {
            (Ok(code), Ok(want)) => assert_eq!(code, typed(want)),
            (Err(error), Err(want)) => {
                let error = error.to_string();
                assert!(error.starts_with(want), "{error}");
                assert!(!error.contains("424242"), "{error}");
            }
            (got, want) => panic!("{got:?}, {want:?}"),
        }
    }
    let expected = "expected a code as text or number";
    check(r#""012345""#, Ok("012345"));
    check(r#"" 424242 ""#, Ok("424242"));
    check("424242", Ok("424242"));
    check("9999999999", Ok("9999999999"));
    // Leading zeros that a number has lost are not guessed.
    check("12345", Err("fewer than 6 digits at byte 5"));
    check("0", Err("fewer than 6 digits at byte 1"));
    check("42424242424242424242", Err(expected));
    check("4242424242424", Err("more than 10 digits at byte 10"));
    check(
        "18446744073709551615",
        Err("more than 10 digits at byte 10"),
    );
    check("-424242", Err(expected));
    check("424242.0", Err(expected));
    check("424242e0", Err(expected));
    check(r#""424242x""#, Err("not an ascii digit at byte 6"));
    check("true", Err(expected));
    check("null", Err(expected));
    check("[424242]", Err(expected));
    check(r#"{"code":424242}"#, Err(expected));
    // Inside a command, where serde buffers values first.
    #[derive(Debug, serde::Deserialize)]
    #[serde(tag = "type")]
    enum Command {
        #[serde(rename = "submit_code")]
        SubmitCode { code: TypedCode },
    }
    for json in [
        r#"{"type":"submit_code","code":"424242"}"#,
        r#"{"type":"submit_code","code":424242}"#,
    ] {
        let Command::SubmitCode { code } = serde_json::from_str(json).unwrap();
        assert_eq!(code, typed("424242"));
    }
    let error =
        serde_json::from_str::<Command>(r#"{"type":"submit_code","code":-424242}"#).unwrap_err();
    assert!(error.to_string().starts_with(expected), "{error}");
}

#[test]
fn a_recorded_challenge_is_checked_when_it_is_read() {
    let mut desk = Desk::new();
    let challenge = serde_json::to_value(desk.issue().unwrap()).unwrap();
    let check = |field: &str, value: serde_json::Value, want: &str| {
        let mut changed = challenge.clone();
        changed[field] = value;
        let got = serde_json::from_value::<Challenge>(changed)
            .map(drop)
            .map_err(|it| it.to_string());
        assert_eq!(got.err().unwrap_or_default(), want, "{field}");
    };
    let expiry = "expiry before the issue or more than 24 hours after";
    check("number", 0.into(), "number of the code is zero");
    check("number", 1.into(), "");
    check("digits", 5.into(), "digits outside 6 to 10");
    check("digits", 11.into(), "digits outside 6 to 10");
    check("digits", 10.into(), "");
    check("tries", 0.into(), "no tries");
    check("expires_at", "2026-11-23T07:59:59Z".into(), expiry);
    check("expires_at", "2026-11-24T08:00:00Z".into(), "");
    check(
        "expires_at",
        "2026-11-24T08:00:00.000000001Z".into(),
        expiry,
    );
    // Read with any offset, kept in UTC.
    check("expires_at", "2026-11-23T10:00:00+02:00".into(), "");
}

#[test]
fn durations_are_iso_8601() {
    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    struct Wrapped(#[serde(with = "checkmark_account::wire::duration")] SignedDuration);
    #[track_caller]
    fn check(duration: SignedDuration, text: &str) {
        let json = format!("\"{text}\"");
        assert_eq!(serde_json::to_string(&Wrapped(duration)).unwrap(), json);
        assert_eq!(
            serde_json::from_str::<Wrapped>(&json).unwrap(),
            Wrapped(duration)
        );
    }
    #[track_caller]
    fn reads(text: &str, want: Option<SignedDuration>) {
        let got = serde_json::from_str::<Wrapped>(&format!("\"{text}\""));
        assert_eq!(got.ok().map(|it| it.0), want, "{text}");
    }
    let day = SignedDuration::DAY;
    check(SignedDuration::ZERO, "PT0S");
    check(SignedDuration::seconds(1), "PT1S");
    check(SignedDuration::minutes(10), "PT10M");
    check(SignedDuration::hours(36), "P1DT12H");
    check(day * 15, "P15D");
    check(day + SignedDuration::seconds(1), "P1DT1S");
    check(day + SignedDuration::MINUTE, "P1DT1M");
    check(
        SignedDuration::hours(25) + SignedDuration::seconds(61),
        "P1DT1H1M1S",
    );
    check(SignedDuration::NANOSECOND, "PT0.000000001S");
    check(SignedDuration::milliseconds(61_500), "PT1M1.5S");
    check(day + SignedDuration::milliseconds(500), "P1DT0.5S");
    reads("PT48H", Some(day * 2));
    reads("PT90M", Some(SignedDuration::minutes(90)));
    reads("PT1.500000000S", Some(SignedDuration::milliseconds(1_500)));
    for wrong in [
        "",
        "P",
        "PT",
        "10M",
        "P1DT",
        "PT10",
        "PTM",
        "P1M",
        "P1Y",
        "P1W",
        "PT1M1H",
        "PT1M1M",
        "-PT1M",
        "PT-1M",
        "PT1.5M",
        "PT1.S",
        "PT.5S",
        "PT1.0000000001S",
        "PT1.1.1S",
        "PT99999999999999999999S",
        "PT9223372036854775807H",
        "PT1M ",
        "P1D1H",
        "PT1D",
        "PT1Å",
        "P106751991167301D",
    ] {
        reads(wrong, None);
    }
    let negative = serde_json::to_string(&Wrapped(-SignedDuration::SECOND)).unwrap_err();
    assert_eq!(negative.to_string(), "negative duration");
}

#[test]
fn instants_are_rfc_3339_in_utc() {
    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    struct Wrapped {
        #[serde(with = "checkmark_account::wire::instant")]
        at: UtcDateTime,
        #[serde(default, with = "checkmark_account::wire::optional_instant")]
        until: Option<UtcDateTime>,
    }
    let at = UtcDateTime::UNIX_EPOCH + SignedDuration::milliseconds(1_500);
    let json = r#"{"at":"1970-01-01T00:00:01.5Z","until":null}"#;
    let value = Wrapped { at, until: None };
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
    for same in [json, r#"{"at":"1970-01-01T02:00:01.5+02:00"}"#] {
        assert_eq!(serde_json::from_str::<Wrapped>(same).unwrap(), value);
    }
    let value = Wrapped {
        at,
        until: Some(at),
    };
    assert_eq!(
        serde_json::from_str::<Wrapped>(&serde_json::to_string(&value).unwrap()).unwrap(),
        value
    );
    assert!(serde_json::from_str::<Wrapped>(r#"{"at":"1970-01-01"}"#).is_err());
}

#[cfg(feature = "schema")]
#[test]
fn schemas_say_what_is_written() {
    #[track_caller]
    fn check<T: schemars::JsonSchema>(want: &[&str]) {
        let schema = serde_json::to_string(&schemars::schema_for!(T)).expect("it can be written");
        for want in want {
            assert!(schema.contains(want), "{want} in {schema}");
        }
    }
    check::<CodeEvent>(&[
        r#""const":"issued""#,
        r#""const":"tried""#,
        r#""const":"unlocked""#,
        "locked_until",
    ]);
    check::<CodePolicy>(&["digits", "failures_in_a_row", "lock"]);
    check::<Challenge>(&["nonce", "expires_at", "{32}"]);
    check::<ThrottleCount>(&["hour", "day"]);
    check::<Nonce>(&["{32}"]);
    check::<AccountId>(&["{1,32}"]);
    check::<PhoneNumber>(&["E.164"]);
    check::<Country>(&["{2}"]);
    check::<Product>(&["64"]);
    check::<ServiceTag>(&["{7}"]);
    check::<ExpressCode>(&["[0-9 -]"]);
    check::<checkmark_account::code::CodeBook>(&["locked_until", "failures"]);
    check::<TypedCode>(&[r#""writeOnly":true"#]);
    check::<EmailAddress>(&["idn-email"]);
    check::<PersonName>(&[r#""first""#, r#""last""#]);
    check::<CompanyRole>(&["third_party_contact"]);
    check::<checkmark_account::Actor>(&["partner_programme"]);
    check::<checkmark_account::Language>(&[r#""sv""#]);
    check::<checkmark_account::Rule>(&["CODE-9"]);
}
