//! Rules and sets on the wire.

use checkmark_calendar::{HolidayRule, HolidaySet, Region, Years};

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
