//! Whatever is read, from text or from bytes: nothing panics, and what is taken reads the same again.
//!
//! Each target has seeds, a line each, under `seeds/`; they are mangled at random. `PROPTEST_CASES`
//! says how often (the bytes of TZif files are mangled beside their reader): `PROPTEST_CASES=1000000 cargo test --release -p checkmark --all-features fuzz`.

use std::fmt::Debug;
use std::str::FromStr;

use checkmark::account::code::TypedCode;
use checkmark::account::product::Product;
use checkmark::account::{AccountId, Country, EmailAddress, PersonName, PhoneNumber, organization};
use checkmark::calendar::{Budget, Calendar, HolidaySet, TimeOfDay, Zone};
use checkmark::domain::{DomainName, Evidence, Overlay, Provider};
use checkmark::record::Line;
use checkmark::ticket::{self, RequestNumber};
use checkmark::tier::{Command, Envelope, Event, Folder, RecordedCommand, TierPolicy};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// One thing that happens to a text.
#[derive(Clone, Debug)]
enum Mangle {
    Flip(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, Index),
    Repeat(Index, Index),
    Cut(Index),
}

fn mangle() -> impl Strategy<Value = Mangle> {
    let token: &[&str] = &[
        "\0",
        "\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "-1",
        "1e999",
        "\u{202e}",
        "\u{1F600}",
        "ß",
        "..",
        "@",
        "%",
        "\\u0000",
        "xn--",
        " ",
        "\r\n",
        "99999999999999999999",
        "é",
        "K",
        "٣",
        "9999-12-31T23:59:59Z",
    ];
    let token = select(token).prop_map(|token| token.as_bytes().to_vec());
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Mangle::Flip(at, byte)),
        (any::<Index>(), token).prop_map(|(at, token)| Mangle::Insert(at, token)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Mangle::Remove(from, to)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Mangle::Repeat(from, to)),
        any::<Index>().prop_map(Mangle::Cut),
    ]
}

/// A seed, mangled a few times; half of them only once.
fn mangled(seeds: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let seeds: Vec<&str> = seeds.lines().filter(|line| !line.is_empty()).collect();
    assert!(!seeds.is_empty(), "a target has seeds");
    let times = prop_oneof![
        proptest::collection::vec(mangle(), 0..2),
        proptest::collection::vec(mangle(), 0..12)
    ];
    (select(seeds), times).prop_map(|(seed, mangles)| {
        let mut bytes = seed.as_bytes().to_vec();
        for it in mangles {
            let place = |at: Index| at.index(bytes.len() + 1);
            match it {
                Mangle::Flip(at, byte) if !bytes.is_empty() => {
                    let at = at.index(bytes.len());
                    bytes[at] ^= byte;
                }
                Mangle::Flip(..) => {}
                Mangle::Insert(at, token) => {
                    let at = place(at);
                    bytes.splice(at..at, token);
                }
                Mangle::Remove(from, to) => {
                    let (from, to) = (place(from), place(to));
                    bytes.drain(from.min(to)..from.max(to));
                }
                Mangle::Repeat(from, to) => {
                    let (from, to) = (place(from), place(to));
                    let run = bytes[from.min(to)..from.max(to)].to_vec();
                    bytes.extend(run);
                }
                Mangle::Cut(at) => bytes.truncate(place(at)),
            }
        }
        bytes
    })
}

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

/// Whether a line of a record folds. What does not changes nothing, and the rest goes on.
fn record(bytes: &[u8]) -> bool {
    let mut folder = Folder::default();
    let mut folds = false;
    for line in bytes.split(|byte| *byte == b'\n') {
        let Ok(line) = serde_json::from_slice::<Line>(line) else {
            continue;
        };
        let before = folder.account(line.account()).cloned();
        if folder
            .fold(line.account(), line.version(), line.events())
            .is_ok()
        {
            folds = true;
        } else {
            assert_eq!(folder.account(line.account()), before.as_ref());
        }
    }
    folds
}

macro_rules! targets {
    ($($name:ident: $seeds:literal => $read:expr;)*) => {
        proptest! {$(
            #[test]
            fn $name(bytes in mangled(include_str!(concat!("seeds/", $seeds, ".txt")))) {
                let read: fn(&[u8]) -> bool = $read;
                read(&bytes);
            }
        )*}

        /// What is mangled would be taken, were it not mangled.
        #[test]
        fn every_target_takes_one_of_its_seeds() {
            $(
                let seeds = include_str!(concat!("seeds/", $seeds, ".txt"));
                let read: fn(&[u8]) -> bool = $read;
                assert!(seeds.lines().any(|seed| read(seed.as_bytes())), stringify!($name));
            )*
        }
    };
}

targets! {
    an_id: "id" => |bytes| text::<AccountId>(bytes, ToString::to_string);
    a_country: "country" => |bytes| text::<Country>(bytes, ToString::to_string);
    a_domain: "domain" => |bytes| text::<DomainName>(bytes, ToString::to_string);
    a_provider: "id" => |bytes| text::<Provider>(bytes, ToString::to_string);
    an_address: "address" => |bytes| text::<EmailAddress>(bytes, |it| it.as_str().to_owned());
    a_number_of_a_request: "number" => |bytes| text::<RequestNumber>(bytes, ToString::to_string);
    a_budget: "budget" => |bytes| text::<Budget>(bytes, ToString::to_string);
    a_time_of_day: "time" => |bytes| text::<TimeOfDay>(bytes, ToString::to_string);
    a_phone_number: "phone" => json::<PhoneNumber>;
    a_name: "name" => json::<PersonName>;
    a_product: "product" => json::<Product>;
    a_typed_code: "code" => read::<TypedCode>;
    evidence: "evidence" => json::<Evidence>;
    an_overlay: "overlay" => json::<Overlay>;
    a_calendar: "calendar" => json::<Calendar>;
    holidays: "holidays" => json::<HolidaySet>;
    zone_rules: "zone" => json::<Zone>;
    a_policy: "policy" => json::<TierPolicy>;
    a_command_of_an_account: "command" => read::<Command>;
    a_recorded_command: "command" => json::<RecordedCommand>;
    an_envelope: "envelope" => read::<Envelope>;
    an_event: "event" => json::<Event>;
    a_command_of_an_organization: "organization" => read::<organization::Command>;
    a_command_of_a_request: "request" => read::<ticket::Command>;
    an_event_of_a_request: "request_event" => json::<ticket::Event>;
    a_line_of_a_record: "record" => json::<Line>;
    a_whole_record: "record" => record;
}
