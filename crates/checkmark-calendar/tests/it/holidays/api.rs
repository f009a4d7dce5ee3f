//! What each public type of the holidays can do.

use checkmark_calendar::{
    HolidayRule, HolidayRuleError, HolidayRuleErrorKind, HolidayRulePlace, HolidaySet,
    HolidaySetError, HolidaySetErrorKind, Nth, Observance, Occurrence, Occurrences, Recurrence,
    Region, Substitution, UncheckedYear, UnknownRegion, Years,
};

/// One of every type that is a value.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Values<'a> {
    nth: Nth,
    observance: Observance,
    occurrence: Occurrence<'a>,
    recurrence: Recurrence,
    region: Region,
    rule: HolidayRule,
    rule_error: HolidayRuleError,
    rule_error_kind: HolidayRuleErrorKind,
    rule_place: HolidayRulePlace,
    set: HolidaySet,
    set_error: HolidaySetError,
    set_error_kind: HolidaySetErrorKind,
    substitution: Option<Substitution>,
    unchecked_year: UncheckedYear,
    unknown_region: UnknownRegion,
    years: Years,
}

#[test]
fn values_are_cloned_compared_shown_and_sent() {
    const fn sent<T: Send + Sync>(_: &T) {}
    let set = Region::UnitedStates.public_holidays();
    let occurrences: Occurrences<'_> = set.year(2026).expect("a checked year");
    let occurrence = occurrences.clone().next().expect("New Year's Day");
    let rule = occurrence.rule();
    let rule_error = "".parse::<HolidayRule>().expect_err("nothing");
    let many = std::iter::repeat_n(rule.clone(), HolidaySet::MOST_RULES + 1);
    let set_error = HolidaySet::new("", Years::CHECKED, many).expect_err("too many");
    let values = Values {
        nth: Nth::Last,
        observance: occurrence.observance(),
        occurrence,
        recurrence: rule.recurrence(),
        region: Region::UnitedStates,
        rule: rule.clone(),
        rule_error,
        rule_error_kind: rule_error.kind(),
        rule_place: rule_error.place(),
        set: set.clone(),
        set_error,
        set_error_kind: set_error.kind(),
        substitution: rule.substitution(),
        unchecked_year: set.year(1).expect_err("an unchecked year"),
        unknown_region: "".parse::<Region>().expect_err("no region"),
        years: set.years(),
    };
    assert_eq!(values, values.clone());
    sent(&values);
    sent(&occurrences);
    assert!(format!("{values:?}").contains("Last"));
    assert!(format!("{occurrences:?}").contains("2026"));
}

#[test]
fn errors_are_errors() {
    const fn error<T: core::error::Error + 'static>() {}
    error::<HolidayRuleError>();
    error::<HolidaySetError>();
    error::<UncheckedYear>();
    error::<UnknownRegion>();
}
