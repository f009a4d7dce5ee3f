//! Whatever is read, from text or from bytes: nothing panics, and what is taken reads the same again.
//!
//! Each target has seeds, a line each, under `seeds/`; they are mangled at random. `PROPTEST_CASES`
//! says how often; the bytes of TZif files are mangled beside their reader, too, and what
//! the examples read beside them:
//!
//! `PROPTEST_CASES=1000000 cargo test --release -p checkmark --all-features fuzz`

mod mangle;

use std::fmt::Debug;
use std::str::FromStr;

use checkmark::account::code::{Challenge, CodeEvent, CodePolicy, Nonce, TypedCode};
use checkmark::account::product::{ExpressCode, Product, ServiceTag};
use checkmark::account::{
    AccountId, Actor, Country, EmailAddress, Language, PersonName, PhoneNumber, Relation,
    organization,
};
use checkmark::calendar::{
    self, Budget, BusinessDuration, Calendar, DayWindows, ExpectedWindow, HolidayRule, HolidaySet,
    PauseReason, Pauses, Recurrence, Region, Share, Substitution, TimeOfDay, Week, Window, Years,
    Zone,
};
use checkmark::domain::lists::DataVersion;
use checkmark::domain::{
    AddressLiteral, DomainName, Evidence, Judgment, MailHost, Overlay, Provider, Verdict,
};
use checkmark::record::Line;
use checkmark::ticket::{self, Draft, Form, FreeText, NumberFormat, RequestNumber, SiteAddress};
use checkmark::tier::{
    Command, Effect, Envelope, Event, Folder, RecordedCommand, Session, TierPolicy,
};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use mangle::mangled;

/// Whether a text is taken. What is read from it prints what reads the same again; an error says
/// something, and not what was given.
fn text<T: FromStr<Err: std::error::Error> + PartialEq + Debug>(
    bytes: &[u8],
    print: fn(&T) -> String,
) -> bool {
    let Ok(text) = str::from_utf8(bytes) else {
        return false;
    };
    match text.parse::<T>() {
        Ok(value) => {
            assert_eq!(print(&value).parse::<T>().ok(), Some(value));
            true
        }
        Err(error) => {
            let told = error.to_string();
            assert!(!told.is_empty());
            assert!(
                text.len() < 12 || !told.contains(text),
                "an error quotes its input"
            );
            false
        }
    }
}

/// Whether JSON is taken. What is read from it writes what reads the same again.
fn json<T: DeserializeOwned + Serialize + PartialEq + Debug>(bytes: &[u8]) -> bool {
    let Ok(value) = serde_json::from_slice::<T>(bytes) else {
        return false;
    };
    let written = serde_json::to_vec(&value).expect("what was read can be written");
    assert_eq!(serde_json::from_slice::<T>(&written).ok(), Some(value));
    true
}

/// Whether JSON is taken that can be read and never written.
fn read<T: DeserializeOwned>(bytes: &[u8]) -> bool {
    serde_json::from_slice::<T>(bytes).is_ok()
}

/// How many lines of a record fold. What does not changes nothing, and the rest goes on.
fn record(bytes: &[u8]) -> usize {
    let mut folder = Folder::default();
    let mut folded = 0;
    for line in bytes.split(|byte| *byte == b'\n') {
        let Ok(line) = serde_json::from_slice::<Line>(line) else {
            continue;
        };
        let before = folder.account(line.account()).cloned();
        if folder
            .fold(line.account(), line.version(), line.events())
            .is_ok()
        {
            folded += 1;
        } else {
            assert_eq!(folder.account(line.account()), before.as_ref());
        }
    }
    folded
}

/// Whether the rule at the end of a file of zone rules is taken, the file being sound otherwise.
fn tail(bytes: &[u8]) -> bool {
    let mut file = Vec::new();
    for _ in 0..2 {
        file.extend(b"TZif3\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
        // No changes, one kind of time, four characters of its name.
        file.extend(
            [0_u32, 0, 0, 0, 1, 4]
                .iter()
                .flat_map(|it| it.to_be_bytes()),
        );
        file.extend(b"\0\0\0\0\0\0UTC\0");
    }
    file.push(b'\n');
    file.extend(bytes);
    file.push(b'\n');
    Zone::from_tzif("test", &file, "test").is_ok()
}

macro_rules! targets {
    ($($name:ident: $seeds:literal => $read:expr;)*) => {
        proptest! {$(
            #[test]
            fn $name(bytes in mangled(include_str!(concat!("seeds/", $seeds, ".txt")).lines())) {
                let read: fn(&[u8]) -> bool = $read;
                read(&bytes);
            }
        )*}

        /// What is mangled would be taken, were it not mangled.
        #[test]
        fn every_target_takes_its_seeds() {
            $(
                let seeds = include_str!(concat!("seeds/", $seeds, ".txt"));
                let read: fn(&[u8]) -> bool = $read;
                for seed in seeds.lines() {
                    assert!(read(seed.as_bytes()), "{}: {seed}", stringify!($name));
                }
            )*
        }
    };
}

targets! {
    an_id: "id" => |bytes| text::<AccountId>(bytes, ToString::to_string);
    a_country: "country" => |bytes| text::<Country>(bytes, ToString::to_string);
    an_actor: "actor" => |bytes| text::<Actor>(bytes, ToString::to_string);
    a_language: "language" => |bytes| text::<Language>(bytes, ToString::to_string);
    a_language_of_the_clock: "language" => |bytes| text::<calendar::Language>(bytes, ToString::to_string);
    a_relation: "relation" => |bytes| text::<Relation>(bytes, |it| it.as_str().to_owned());
    an_address: "address" => |bytes| text::<EmailAddress>(bytes, |it| it.as_str().to_owned());
    a_phone_number: "phone" => json::<PhoneNumber>;
    a_name: "name" => json::<PersonName>;
    a_product: "product" => json::<Product>;
    a_service_tag: "service_tag" => |bytes| text::<ServiceTag>(bytes, ToString::to_string);
    an_express_code: "express_code" => |bytes| text::<ExpressCode>(bytes, ToString::to_string);
    a_nonce: "nonce" => |bytes| text::<Nonce>(bytes, ToString::to_string);
    a_typed_code: "code" => read::<TypedCode>;
    a_challenge: "challenge" => json::<Challenge>;
    what_happens_to_a_code: "code_event" => json::<CodeEvent>;
    a_policy_of_codes: "code_policy" => json::<CodePolicy>;
    a_command_of_an_organization: "organization" => read::<organization::Command>;
    an_event_of_an_organization: "organization_event" => json::<organization::Event>;
    an_effect_of_an_organization: "organization_effect" => json::<organization::Effect>;

    a_domain: "domain" => |bytes| text::<DomainName>(bytes, ToString::to_string);
    a_provider: "provider" => |bytes| text::<Provider>(bytes, ToString::to_string);
    an_address_literal: "literal" => |bytes| text::<AddressLiteral>(bytes, ToString::to_string);
    a_version_of_lists: "data_version" => |bytes| text::<DataVersion>(bytes, ToString::to_string);
    a_mail_host: "mail_host" => |bytes| text::<MailHost>(bytes, ToString::to_string);
    evidence: "evidence" => json::<Evidence>;
    an_overlay: "overlay" => json::<Overlay>;
    a_verdict: "verdict" => json::<Verdict>;
    a_judgment: "judgment" => json::<Judgment>;

    a_budget: "budget" => |bytes| text::<Budget>(bytes, ToString::to_string);
    a_duration: "duration" => |bytes| text::<BusinessDuration>(bytes, ToString::to_string);
    a_time_of_day: "time" => |bytes| text::<TimeOfDay>(bytes, ToString::to_string);
    a_window: "window" => |bytes| text::<Window>(bytes, ToString::to_string);
    windows_of_a_day: "day_windows" => |bytes| text::<DayWindows>(bytes, ToString::to_string);
    a_week: "week" => json::<Week>;
    a_region: "region" => |bytes| text::<Region>(bytes, ToString::to_string);
    years: "years" => |bytes| text::<Years>(bytes, ToString::to_string);
    a_holiday_rule: "holiday_rule" => |bytes| text::<HolidayRule>(bytes, ToString::to_string);
    a_recurrence: "recurrence" => |bytes| text::<Recurrence>(bytes, ToString::to_string);
    a_substitution: "substitution" => |bytes| text::<Substitution>(bytes, ToString::to_string);
    holidays: "holidays" => json::<HolidaySet>;
    a_pause_reason: "pause_reason" => |bytes| text::<PauseReason>(bytes, ToString::to_string);
    pauses: "pauses" => json::<Pauses>;
    a_share: "share" => json::<Share>;
    an_expected_window: "expected_window" => json::<ExpectedWindow>;
    a_cause: "cause" => json::<calendar::Cause>;
    an_explanation: "explanation" => json::<calendar::Explanation>;
    a_calendar: "calendar" => json::<Calendar>;
    zone_rules: "zone" => json::<Zone>;
    the_rule_at_the_end_of_a_zone: "tail" => tail;

    a_policy: "policy" => json::<TierPolicy>;
    a_session: "session" => json::<Session>;
    a_command_of_an_account: "command" => read::<Command>;
    a_recorded_command: "recorded_command" => json::<RecordedCommand>;
    an_envelope: "envelope" => read::<Envelope>;
    an_event: "event" => json::<Event>;
    an_effect: "effect" => json::<Effect>;

    a_number_of_a_request: "number" => |bytes| text::<RequestNumber>(bytes, ToString::to_string);
    a_format_of_numbers: "number_format" => json::<NumberFormat>;
    a_free_text: "free_text" => |bytes| text::<FreeText>(bytes, |it| it.as_str().to_owned());
    a_line: "free_text" => |bytes| text::<ticket::Line>(bytes, |it| it.as_str().to_owned());
    a_site: "site" => |bytes| text::<SiteAddress>(bytes, |it| it.as_str().to_owned());
    a_draft: "draft" => json::<Draft>;
    a_form: "form" => json::<Form>;
    a_command_of_a_request: "request" => read::<ticket::Command>;
    an_event_of_a_request: "request_event" => json::<ticket::Event>;
    an_effect_of_a_request: "request_effect" => json::<ticket::Effect>;
    a_side_record: "side_record" => json::<ticket::SideRecord>;

    a_line_of_a_record: "record" => json::<Line>;
}

/// Lines of many accounts, as they were written.
const RECORD: &str = include_str!("golden/record.v1.jsonl");
/// As many of them as there is time to mangle.
const LINES: usize = 16;

fn beginning() -> &'static str {
    let ends = RECORD.match_indices('\n').map(|(at, _)| at + 1);
    &RECORD[..ends.take(LINES).last().unwrap_or_default()]
}

proptest! {
    #[test]
    fn a_whole_record(bytes in mangled([beginning()])) {
        record(&bytes);
    }
}

#[test]
fn the_whole_record_folds_when_it_is_not_mangled() {
    assert_eq!(record(RECORD.as_bytes()), RECORD.lines().count());
    assert_eq!(record(beginning().as_bytes()), LINES);
}
