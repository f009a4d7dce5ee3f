//! What goes over the wire, and comes back.

use crate::support::{at, budget, clock, date, office, pauses};
use checkmark_calendar::*;
use insta::assert_snapshot;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The JSON of a value that reads back as the same.
#[track_caller]
fn json<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T) -> String {
    let text = serde_json::to_string(value).expect("JSON");
    let read: T = serde_json::from_str(&text).expect("what was written is read");
    assert_eq!(&read, value);
    text
}

#[test]
fn values_are_written_as_they_were_agreed() {
    assert_snapshot!(json(&budget("business PT48H")), @r#""business PT48H""#);
    assert_snapshot!(json(&budget("business P2D")), @r#""business P2D""#);
    assert_snapshot!(json(&budget("elapsed PT1H30M0.5S")), @r#""elapsed PT1H30M0.5S""#);
    assert_snapshot!(json(&budget("fixed 2026-11-23T08:00:00.25Z")), @r#""fixed 2026-11-23T08:00:00.25Z""#);
    assert_snapshot!(json(&BusinessDuration::minutes(90)), @r#""PT1H30M""#);
    assert_snapshot!(json(&Share::DEFAULT), @"75");
    let window = ExpectedWindow::new(budget("business P1D"), budget("business P2D"));
    assert_snapshot!(json(&window.expect("a window")), @r#"{"earliest":"business P1D","latest":"business P2D"}"#);
    let mut paused = pauses(&[("2026-02-02T08:00:00Z", "2026-02-02T09:00:00.5Z")]);
    let reason = "waiting_on_customer".parse().expect("a reason");
    paused
        .begin(at("2026-02-03T08:00:00Z"), reason)
        .expect("after the first");
    assert_snapshot!(json(&paused), @r#"[{"from":"2026-02-02T08:00:00Z","to":"2026-02-02T09:00:00.5Z","reason":"unstated"},{"from":"2026-02-03T08:00:00Z","reason":"waiting_on_customer"}]"#);
    let causes = [
        Cause::HolidayAdded {
            date: date(2026, 2, 3),
        },
        Cause::ZoneData,
    ];
    assert_snapshot!(json(&causes.to_vec()), @r#"[{"type":"holiday_added","date":"2026-02-03"},{"type":"zone_data"}]"#);
    assert_snapshot!(json(&Week::default()), @r#"{"mon":[["00:00","24:00"]],"tue":[["00:00","24:00"]],"wed":[["00:00","24:00"]],"thu":[["00:00","24:00"]],"fri":[["00:00","24:00"]]}"#);
}

#[test]
fn calendars_are_written_with_the_rules_of_their_zone() {
    assert_snapshot!(json(&office()), @r#"{"week":{"mon":[["09:00","17:00"]],"tue":[["09:00","17:00"]],"wed":[["09:00","17:00"]],"thu":[["09:00","17:00"]],"fri":[["09:00","17:00"]]},"holidays":[{"date":"2026-04-03","name":"Good Friday"},{"date":"2026-04-06","name":"Easter Monday"}],"overrides":{"2026-12-30":[["09:00","12:00"]]},"zone":{"name":"Europe/Stockholm","version":"2026f","since":"1900-01-01T00:00:00Z","through":"2027-09-29T23:59:59Z","initial":3600,"transitions":[[1774746000,7200],[1792890000,3600],[1806195600,7200]]},"version":"2026-11"}"#);
    assert_snapshot!(json(&Calendar::default()), @r#"{"week":{"mon":[["00:00","24:00"]],"tue":[["00:00","24:00"]],"wed":[["00:00","24:00"]],"thu":[["00:00","24:00"]],"fri":[["00:00","24:00"]]},"holidays":[],"overrides":{},"zone":"UTC","version":""}"#);
    let both = Calendar::union([Calendar::default(), Calendar::default()]).expect("two");
    assert_snapshot!(json(&both), @r#"{"union":[{"week":{"mon":[["00:00","24:00"]],"tue":[["00:00","24:00"]],"wed":[["00:00","24:00"]],"thu":[["00:00","24:00"]],"fri":[["00:00","24:00"]]},"holidays":[],"overrides":{},"zone":"UTC","version":""},{"week":{"mon":[["00:00","24:00"]],"tue":[["00:00","24:00"]],"wed":[["00:00","24:00"]],"thu":[["00:00","24:00"]],"fri":[["00:00","24:00"]]},"holidays":[],"overrides":{},"zone":"UTC","version":""}]}"#);
}

#[test]
fn explanations_are_written_span_by_span() {
    let clock = clock(&office());
    let paused = pauses(&[("2026-04-02T08:00:00Z", "2026-04-02T09:00:00Z")]);
    let explanation = clock.explain(at("2026-04-02T07:00:00Z"), budget("business PT8H"), &paused);
    assert_snapshot!(json(&explanation.expect("an explanation")), @r#"{"start":"2026-04-02T07:00:00Z","due":"2026-04-07T08:00:00Z","budget":"business PT8H","zone":"Europe/Stockholm","zone_version":"2026f","calendar_version":"2026-11","spans":[{"type":"counted","from":"2026-04-02T07:00:00Z","to":"2026-04-02T08:00:00Z","offset_from":7200,"offset_to":7200},{"type":"paused","from":"2026-04-02T08:00:00Z","to":"2026-04-02T09:00:00Z","offset_from":7200,"offset_to":7200,"reason":"unstated"},{"type":"counted","from":"2026-04-02T09:00:00Z","to":"2026-04-02T15:00:00Z","offset_from":7200,"offset_to":7200},{"type":"closed","from":"2026-04-02T15:00:00Z","to":"2026-04-02T22:00:00Z","offset_from":7200,"offset_to":7200},{"type":"holiday","from":"2026-04-02T22:00:00Z","to":"2026-04-03T22:00:00Z","offset_from":7200,"offset_to":7200,"name":"Good Friday"},{"type":"closed","from":"2026-04-03T22:00:00Z","to":"2026-04-05T22:00:00Z","offset_from":7200,"offset_to":7200},{"type":"holiday","from":"2026-04-05T22:00:00Z","to":"2026-04-06T22:00:00Z","offset_from":7200,"offset_to":7200,"name":"Easter Monday"},{"type":"closed","from":"2026-04-06T22:00:00Z","to":"2026-04-07T07:00:00Z","offset_from":7200,"offset_to":7200},{"type":"counted","from":"2026-04-07T07:00:00Z","to":"2026-04-07T08:00:00Z","offset_from":7200,"offset_to":7200}]}"#);
}

#[test]
fn a_calendar_is_read_from_what_people_write() {
    let calendar: Calendar = serde_json::from_str(
        r#"{
            "week": {"fri": [["22:00", "06:00"]], "tue": null, "later_field": 1},
            "holidays": ["2026-12-25", {"date": "2026-12-24", "name": "Christmas Eve"}],
            "zone": "UTC",
            "version": null,
            "unknown": true
        }"#,
    )
    .expect("a calendar");
    assert_eq!(
        calendar.week().day(time::Weekday::Saturday).to_string(),
        "00:00-06:00"
    );
    assert_eq!(calendar.holidays()[0].name(), "Christmas Eve");
    assert_eq!(
        serde_json::from_str::<Calendar>("{}").ok(),
        Some(Calendar::default())
    );
}

#[test]
fn holidays_by_rule_are_read_as_rules_and_written_as_dates() {
    let text = r#"{"holiday_set": {"region": "SE"}, "holidays": ["2026-06-19"]}"#;
    let calendar: Calendar = serde_json::from_str(text).expect("a calendar");
    assert_eq!(
        calendar.valid(),
        Some((date(2000, 1, 1), date(2050, 12, 31)))
    );
    assert!(json(&calendar).contains(r#"{"date":"2026-06-19","name":""},{"date":"2026-06-20""#));
    serde_json::from_str::<Calendar>(r#"{"holiday_set": {"region": "XX"}}"#).expect_err("none");
}

#[test]
fn what_the_constructors_refuse_is_refused_on_the_wire() {
    #[track_caller]
    fn check<T: DeserializeOwned + std::fmt::Debug>(text: &str) {
        serde_json::from_str::<T>(text).expect_err("bad input");
    }
    check::<Budget>(r#""48""#);
    check::<Budget>(r#""business P1DT1H""#);
    check::<Budget>("48");
    check::<BusinessDuration>(r#""-PT1H""#);
    check::<BusinessDuration>(r#""PT1H ""#);
    check::<Share>("101");
    check::<PauseReason>(r#""No such""#);
    check::<Window>(r#"["09:00", "09:00"]"#);
    check::<DayWindows>(r#"[["09:00", "12:00"], ["11:00", "13:00"]]"#);
    check::<DayWindows>(r#"[["22:00", "06:00"]]"#);
    check::<Week>(r#"{"mon": [["09:00", "12:00"], ["11:00", "13:00"]]}"#);
    check::<Pauses>(r#"[{"from":"2026-02-03T08:00:00Z"},{"from":"2026-02-04T08:00:00Z"}]"#);
    check::<Pauses>(r#"[{"from":"2026-02-03T08:00:00Z","to":"2026-02-02T08:00:00Z"}]"#);
    check::<ExpectedWindow>(r#"{"earliest":"business P2D","latest":"business P1D"}"#);
    check::<Zone>(r#""Europe/Nowhere""#);
    check::<Calendar>(r#"{"week": {}}"#);
    check::<Calendar>(r#"{"union": []}"#);
    check::<Calendar>(r#"{"holidays": ["2026-02-30"]}"#);
    check::<Calendar>(r#"{"holidays": ["1066-10-14"]}"#);
}

#[test]
fn a_calendar_nested_without_end_is_refused() {
    let text = "{\"union\":[".repeat(100_000);
    serde_json::from_str::<Calendar>(&text).expect_err("too deep");
}

#[cfg(feature = "tzdb")]
#[test]
fn a_bundled_zone_is_read_by_its_name_and_written_with_its_rules() {
    let zone: Zone = serde_json::from_str("\"Europe/Stockholm\"").expect("a zone");
    assert_eq!(zone, Zone::bundled("Europe/Stockholm").expect("a zone"));
    assert!(json(&zone).contains(Zone::bundled_version()));
}

#[cfg(feature = "proptest")]
mod laws {
    use super::json;
    use checkmark_calendar::strategy::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            budget in budget(),
            window in expected_window(),
            week in week(),
            calendar in calendar(),
            pauses in instant().prop_flat_map(pauses_after),
        ) {
            json(&budget);
            json(&window);
            json(&week);
            json(&calendar);
            json(&pauses);
            let text = budget.to_string();
            prop_assert_eq!(text.parse(), Ok(budget));
        }
    }
}

#[cfg(feature = "schema")]
#[test]
fn every_schema_can_be_written() {
    let schema = schemars::schema_for!(Calendar);
    let text = serde_json::to_string(&schema).expect("JSON");
    for part in ["TimeOfDay", "Window", "Week", "Holiday", "Zone"] {
        assert!(text.contains(part), "{part}");
    }
    let _ = (
        schemars::schema_for!(Budget),
        schemars::schema_for!(Explanation),
    );
    let _ = (schemars::schema_for!(Pauses), schemars::schema_for!(Cause));
    let _ = (
        schemars::schema_for!(ExpectedWindow),
        schemars::schema_for!(BusinessDuration),
    );
}
