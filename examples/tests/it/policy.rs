//! Figures from a file.

use checkmark::tier::TierPolicy;
use examples::policy::parse;

#[test]
fn what_is_left_out_is_as_it_is_by_default() {
    assert_eq!(parse("{}"), Ok(TierPolicy::default()));
    let policy = parse(r#"{"registration_lapse":"P60D","code":{"digits":8}}"#).expect("figures");
    assert_ne!(policy, TierPolicy::default());
    assert_eq!(policy.permit(), TierPolicy::default().permit());
}

#[test]
fn a_misspelled_figure_is_named_at_any_depth() {
    for (text, name) in [
        (r#"{"registration_laps":"P60D"}"#, "registration_laps"),
        (r#"{"code":{"digit":8}}"#, "digit"),
    ] {
        assert_eq!(parse(text), Err(format!("no figure is named `{name}`")));
    }
}

#[test]
fn what_is_out_of_range_or_no_json_is_refused() {
    for text in [r#"{"registration_lapse":"PT0S"}"#, "{", "[]", "null"] {
        assert!(parse(text).is_err(), "{text}");
    }
}
