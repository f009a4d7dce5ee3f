//! Rules and sets on the wire.

use checkmark_calendar::{Calendar, HolidayRule, HolidaySet, Region, Years};

#[track_caller]
fn check(json: &str, want: &HolidaySet, written: &str) {
    let set: HolidaySet = serde_json::from_str(json).expect(json);
    assert_eq!(&set, want);
    assert_eq!(
        serde_json::to_string(&set).expect("it can be written"),
        written
    );
}

fn rule(text: &str) -> HolidayRule {
    text.parse().expect("a rule")
}

#[test]
fn a_preset_is_named() {
    let public = r#"{"region":"SE"}"#;
    check(public, &Region::Sweden.public_holidays(), public);
    check(
        r#"{"region":"SE","customary":false,"rules":null,"future":1}"#,
        &Region::Sweden.public_holidays(),
        public,
    );
    let customary = r#"{"region":"SE","customary":true}"#;
    check(customary, &Region::Sweden.with_customary_days(), customary);
}

#[test]
fn a_set_of_the_hosts_own_is_written_out() {
    let json =
        r#"{"version":"7","years":"2026..2030","rules":["12-24 = Christmas Eve / Julafton"]}"#;
    let years = Years::new(2026, 2030).expect("years");
    let set = HolidaySet::new("7", years, [rule("12-24 = Christmas Eve / Julafton")]);
    check(json, &set.expect("a set"), json);
}

#[test]
fn rules_are_added_to_a_preset() {
    let json = r#"{"region":"IN","version":"7","rules":["12-24 = Christmas Eve"]}"#;
    let set = Region::India
        .public_holidays()
        .with_rules("7", [rule("12-24 = Christmas Eve")]);
    let written = concat!(
        r#"{"version":"7","years":"2000..2050","rules":["01-26 = Republic Day","#,
        r#""08-15 = Independence Day","10-02 = Mahatma Gandhi's Birthday","12-24 = Christmas Eve"]}"#,
    );
    check(json, &set.expect("a set"), written);
}

#[test]
fn what_is_no_set_is_refused() {
    #[track_caller]
    fn check(json: &str, want: &str) {
        let error = serde_json::from_str::<HolidaySet>(json).expect_err(json);
        assert!(error.to_string().starts_with(want), "{error}");
    }
    check("{}", "neither a region nor years");
    check(r#"{"rules":[]}"#, "neither a region nor years");
    check(
        r#"{"region":"SE","years":"1999..2050"}"#,
        "years that the preset is not checked for",
    );
    check(
        r#"{"region":"SE","years":"2000..2051"}"#,
        "years that the preset is not checked for",
    );
    check(r#"{"region":"ZZ"}"#, "unknown region");
    check(
        r#"{"years":"2000","rules":["12-32 = Day"]}"#,
        "day: a day that the month does not have",
    );
    check(
        r#"{"years":"2051..2000"}"#,
        "years: the last year is before the first",
    );
}

#[test]
fn a_calendar_names_its_set_and_is_written_with_the_dates() {
    let json =
        r#"{"holiday_set":{"region":"SE"},"holidays":[{"date":"2026-06-18","name":"Outing"}]}"#;
    let calendar: Calendar = serde_json::from_str(json).expect("a calendar");
    let outing = time::Date::from_calendar_date(2026, time::Month::June, 18);
    let want = Calendar::builder()
        .holiday_set(&Region::Sweden.public_holidays())
        .holiday(outing.expect("a date"), "Outing")
        .build();
    assert_eq!(want, Ok(calendar.clone()));
    let written = serde_json::to_string(&calendar).expect("it can be written");
    assert!(
        written.contains(
            r#"{"date":"2026-06-20","name":"Midsummer Day","local_name":"Midsommardagen"}"#
        )
    );
    assert!(written.contains(r#""valid":["2000-01-01","2050-12-31"]"#));
    assert!(!written.contains("holiday_set"));
    assert_eq!(serde_json::from_str(&written).ok(), Some(calendar));
    let error = serde_json::from_str::<Calendar>(r#"{"holiday_set":{"region":"XX"}}"#);
    assert!(
        error
            .expect_err("no region")
            .to_string()
            .starts_with("unknown region")
    );
}

#[test]
fn the_settings_of_the_guide_are_read() {
    let guide = include_str!("../../../../../docs/guide/holidays.md");
    let json = guide
        .split("```json")
        .nth(1)
        .and_then(|it| it.split("```").next());
    let calendar: Calendar = serde_json::from_str(json.expect("a block")).expect("a calendar");
    assert_eq!(calendar.version(), "desk-7");
    let names = calendar.holidays().iter().map(|it| it.name());
    assert_eq!(names.filter(|it| *it == "Stocktaking").count(), 25);
}

#[test]
fn every_preset_comes_back() {
    for region in Region::ALL {
        for set in [region.public_holidays(), region.with_customary_days()] {
            let json = serde_json::to_string(&set).expect("it can be written");
            assert_eq!(serde_json::from_str::<HolidaySet>(&json).ok(), Some(set));
        }
    }
}

#[cfg(feature = "proptest")]
proptest::proptest! {
    #[test]
    fn every_set_comes_back(set in proptest::prelude::any::<HolidaySet>()) {
        let json = serde_json::to_string(&set).expect("it can be written");
        proptest::prop_assert_eq!(serde_json::from_str::<HolidaySet>(&json).ok(), Some(set));
    }
}

#[cfg(feature = "schema")]
#[test]
fn the_schemas_name_what_is_read() {
    let schema =
        serde_json::to_string(&schemars::schema_for!(HolidaySet)).expect("it can be written");
    for name in [
        "region",
        "customary",
        "version",
        "years",
        "rules",
        "GB-NIR",
        "$defs",
    ] {
        assert!(schema.contains(&format!("\"{name}\"")), "{name}");
    }
}
