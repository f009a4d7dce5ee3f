//! Rules as text: what is read, what is refused and how that is said.

use checkmark_calendar::{
    HolidayRule, HolidayRuleErrorKind as Fault, HolidayRulePlace as Place, HolidaySet,
    HolidaySetErrorKind, Recurrence, Region, Substitution, Years,
};
use time::{Date, Month, Weekday};

#[track_caller]
fn check(text: &str, year: i32, want: &[(u8, u8)]) {
    let rule: HolidayRule = format!("{text} = Day").parse().expect("a rule");
    let dates = rule.in_year(year).map(|it| it.0);
    let dates: Vec<_> = dates.map(|it| (u8::from(it.month()), it.day())).collect();
    assert_eq!(dates, want, "{text} in {year}");
    assert_eq!(rule.to_string(), format!("{text} = Day"));
}

#[test]
fn a_rule_says_its_day() {
    check("12-25", 2026, &[(12, 25)]);
    check("02-29", 2024, &[(2, 29)]);
    check("02-29", 2026, &[]);
    check("2022-09-19", 2022, &[(9, 19)]);
    check("2022-09-19", 2023, &[]);
    check("easter", 2026, &[(4, 5)]);
    check("easter-2", 2026, &[(4, 3)]);
    check("easter+39", 2026, &[(5, 14)]);
    check("orthodox easter", 2026, &[(4, 12)]);
    check("orthodox easter+1", 2026, &[(4, 13)]);
    check("1st mon of 05", 2026, &[(5, 4)]);
    check("2nd mon of 10", 2026, &[(10, 12)]);
    check("3rd mon of 01", 2026, &[(1, 19)]);
    check("4th thu of 11", 2026, &[(11, 26)]);
    check("last mon of 08", 2026, &[(8, 31)]);
    check("last thu of 02", 2024, &[(2, 29)]);
    check("sat on or after 06-20", 2026, &[(6, 20)]);
    check("sat on or after 06-20", 2027, &[(6, 26)]);
}

#[test]
fn a_rule_says_what_stands_in_for_its_day() {
    check("12-25 also sat+2 sun+1", 2026, &[(12, 25)]);
    check("12-25 also sat+2 sun+1", 2027, &[(12, 25), (12, 27)]);
    check("12-25 moved sat+2 sun+1", 2027, &[(12, 27)]);
    check("12-25 moved sat+2 sun+1", 2026, &[(12, 25)]);
    // It leaves the year.
    check("01-01 also sat-1 sun+1", 2022, &[(1, 1), (12, 31)]);
    // Saint Brigid's: a Friday stays, everything else is the Monday.
    let brigid = "02-01 moved tue+6 wed+5 thu+4 sat+2 sun+1 2023..";
    check(brigid, 2030, &[(2, 1)]);
    check(brigid, 2026, &[(2, 2)]);
    check(brigid, 2028, &[(2, 7)]);
    check(brigid, 2022, &[]);
}

#[test]
fn a_rule_says_its_years() {
    check("06-06 2005..", 2004, &[]);
    check("06-06 2005..", 2005, &[(6, 6)]);
    check("easter+26 ..2023", 2023, &[(5, 5)]);
    check("easter+26 ..2023", 2024, &[]);
    check("06-06 2005..2007", 2007, &[(6, 6)]);
    check("06-06 2005", 2005, &[(6, 6)]);
    check("06-06 2005", 2006, &[]);
}

#[test]
fn blanks_between_words_are_as_one() {
    let rule: HolidayRule = " 12-25   also sat+2\t2005..=Christmas Day /Juldagen "
        .parse()
        .expect("a rule");
    assert_eq!(
        rule.to_string(),
        "12-25 also sat+2 2005.. = Christmas Day / Juldagen"
    );
    assert_eq!(rule.local_name(), Some("Juldagen"));
}

#[track_caller]
fn refused(text: &str, place: Place, kind: Fault) {
    let error = text.parse::<HolidayRule>().expect_err(text);
    assert_eq!((error.place(), error.kind()), (place, kind), "{text}");
    let said = error.to_string();
    let words = text.split(['=', ' ']).filter(|word| word.len() > 4);
    for word in words {
        assert!(!said.contains(word), "{said} holds {word}");
    }
}

#[test]
fn a_rule_that_is_none_is_refused_with_its_place() {
    refused("", Place::Name, Fault::Missing);
    refused("12-25", Place::Name, Fault::Missing);
    refused("= Christmas", Place::Day, Fault::Missing);
    refused("12-25 =", Place::Name, Fault::Missing);
    refused("12-25 = ", Place::Name, Fault::Missing);
    refused("12-25 = / Jul", Place::Name, Fault::Missing);
    refused("12-25 = Christmas / ", Place::LocalName, Fault::Missing);
    refused("christmas = Christmas", Place::Day, Fault::Unknown);
    refused("12-32 = Christmas", Place::Day, Fault::NoSuchDay);
    refused("12-00 = Christmas", Place::Day, Fault::NoSuchDay);
    refused("13-01 = Christmas", Place::Day, Fault::Unknown);
    refused("02-30 = Day", Place::Day, Fault::NoSuchDay);
    refused("2026-02-29 = Day", Place::Day, Fault::NoSuchDay);
    refused("1-1 = Day", Place::Day, Fault::Unknown);
    refused("+1-01 = Day", Place::Day, Fault::Unknown);
    refused("1899-12-31 = Day", Place::Day, Fault::YearRange);
    refused("2200-01-01 = Day", Place::Day, Fault::YearRange);
    refused("-2026-01-01 = Day", Place::Day, Fault::Unknown);
    refused("easter2 = Day", Place::Day, Fault::Unknown);
    refused("easter+ = Day", Place::Day, Fault::Unknown);
    refused("easter+x = Day", Place::Day, Fault::Unknown);
    refused("easter+-1 = Day", Place::Day, Fault::Unknown);
    refused("easter+99999 = Day", Place::Day, Fault::Unknown);
    refused("easter+231 = Day", Place::Day, Fault::DayRange);
    refused("easter-81 = Day", Place::Day, Fault::DayRange);
    refused("orthodox = Day", Place::Day, Fault::Unknown);
    refused("orthodox christmas = Day", Place::Day, Fault::Unknown);
    refused("orthodox easter+231 = Day", Place::Day, Fault::DayRange);
    refused("5th mon of 05 = Day", Place::Day, Fault::Unknown);
    refused("1st mon = Day", Place::Day, Fault::Unknown);
    refused("1st moon of 05 = Day", Place::Day, Fault::Unknown);
    refused("1st mon in 05 = Day", Place::Day, Fault::Unknown);
    refused("1st mon of 13 = Day", Place::Day, Fault::Unknown);
    refused("sat on or before 06-20 = Day", Place::Day, Fault::Unknown);
    refused("sat on or after = Day", Place::Day, Fault::Unknown);
    refused("sat on or after 02-29 = Day", Place::Day, Fault::NoSuchDay);
    refused("sat on or after 12-26 = Day", Place::Day, Fault::DayRange);
    refused("12-25 also = Day", Place::Substitution, Fault::Missing);
    refused(
        "12-25 also 2005.. = Day",
        Place::Substitution,
        Fault::Missing,
    );
    refused("12-25 also sat = Day", Place::Substitution, Fault::Unknown);
    refused("12-25 also sat2 = Day", Place::Substitution, Fault::Unknown);
    refused(
        "12-25 also sat+0 = Day",
        Place::Substitution,
        Fault::DayRange,
    );
    refused(
        "12-25 also sat+7 = Day",
        Place::Substitution,
        Fault::DayRange,
    );
    refused(
        "12-25 also sat-7 = Day",
        Place::Substitution,
        Fault::DayRange,
    );
    refused(
        "12-25 also sat+1 sat+2 = Day",
        Place::Substitution,
        Fault::Repeated,
    );
    refused(
        "12-25 also sat+1 moved sun+1 = Day",
        Place::Years,
        Fault::Unknown,
    );
    refused("12-25 sat+1 = Day", Place::Years, Fault::Unknown);
    refused("12-25 2005... = Day", Place::Years, Fault::Unknown);
    refused("12-25 205.. = Day", Place::Years, Fault::Unknown);
    refused("12-25 1899.. = Day", Place::Years, Fault::YearRange);
    refused("12-25 ..2200 = Day", Place::Years, Fault::YearRange);
    refused("12-25 2006..2005 = Day", Place::Years, Fault::YearOrder);
    refused("12-25 2005 2006 = Day", Place::Years, Fault::Unknown);
    refused("12-25 = \u{202e}saM", Place::Name, Fault::Character);
    refused("12-25 = Xmas\nEve", Place::Name, Fault::Character);
    refused("12-25 = a / b / c", Place::LocalName, Fault::Character);
    refused("12-25 = /x", Place::Name, Fault::Missing);
    let long = format!("12-25 = {}", "x".repeat(129));
    refused(&long, Place::Name, Fault::Length);
    let long = format!("12-25 = x / {}", "å".repeat(65));
    refused(&long, Place::LocalName, Fault::Length);
}

#[test]
fn a_name_has_128_bytes_at_most() {
    let rule = format!("12-25 = {}", "x".repeat(128));
    assert!(rule.parse::<HolidayRule>().is_ok());
}

#[test]
fn parts_of_a_rule_are_read_alone_and_to_their_end() {
    let error = "easter 2005".parse::<Recurrence>().expect_err("two words");
    assert_eq!((error.place(), error.kind()), (Place::Day, Fault::Unknown));
    let monday: Substitution = "also sun+1 sat+2".parse().expect("a substitution");
    assert_eq!(monday.to_string(), "also sat+2 sun+1");
    let error = "".parse::<Substitution>().expect_err("nothing");
    assert_eq!(
        (error.place(), error.kind()),
        (Place::Substitution, Fault::Missing)
    );
    let error = "also sat+2 x"
        .parse::<Substitution>()
        .expect_err("a word too many");
    assert_eq!(
        (error.place(), error.kind()),
        (Place::Substitution, Fault::Unknown)
    );
    assert_eq!("..".parse::<Years>(), Ok(Years::ALWAYS));
    assert_eq!(Years::ALWAYS.to_string(), "..");
}

#[test]
fn what_is_made_in_code_is_refused_alike() {
    let once = |year| Recurrence::once(Date::from_ordinal_date(year, 1).expect("a date"));
    assert!(once(1900).is_ok() && once(2199).is_ok());
    assert_eq!(once(1899).map_err(|it| it.kind()), Err(Fault::YearRange));
    assert_eq!(once(2200).map_err(|it| it.kind()), Err(Fault::YearRange));
    let rule = |name| {
        HolidayRule::new(
            Recurrence::nth_weekday(checkmark_calendar::Nth::First, Weekday::Monday, Month::May),
            name,
        )
    };
    assert_eq!(rule(" x").map_err(|it| it.kind()), Err(Fault::Character));
    assert_eq!(
        rule("x\u{2028}").map_err(|it| it.kind()),
        Err(Fault::Character)
    );
    assert_eq!(rule("").map_err(|it| it.kind()), Err(Fault::Missing));
    assert!(rule("x/y").is_ok() && rule("x = y").is_ok());
}

#[test]
fn a_set_has_as_many_rules_as_it_can_number() {
    let rule: HolidayRule = "12-25 = Day".parse().expect("a rule");
    let many = vec![rule.clone(); HolidaySet::MOST_RULES];
    let set = HolidaySet::new("", Years::CHECKED, many).expect("as many as there can be");
    assert_eq!(set.year(2026).expect("a checked year").count(), 1);
    let error = set.with_rules("", [rule]).expect_err("one too many");
    assert_eq!(error.kind(), HolidaySetErrorKind::TooManyRules);
}

#[test]
fn every_message_is_known() {
    let kinds = [
        Fault::Missing,
        Fault::Unknown,
        Fault::NoSuchDay,
        Fault::DayRange,
        Fault::YearRange,
        Fault::YearOrder,
        Fault::Repeated,
        Fault::Length,
        Fault::Character,
    ];
    let kinds = kinds.map(|kind| kind.to_string()).join("\n");
    insta::assert_snapshot!(kinds, @r"
    missing
    unknown wording
    a day that the month does not have
    too many days away, or none
    a year outside 1900 to 2199
    the last year is before the first
    a weekday named twice
    longer than 128 bytes
    a character that a name cannot have there
    ");
    let places = [
        Place::Day,
        Place::Substitution,
        Place::Years,
        Place::Name,
        Place::LocalName,
    ];
    insta::assert_snapshot!(places.map(Place::as_str).join("\n"), @r"
    day
    substitution
    years
    name
    local name
    ");
    let error = "12-25 also sat+9 = Day"
        .parse::<HolidayRule>()
        .expect_err("too far");
    insta::assert_snapshot!(error, @"substitution: too many days away, or none");
    let error = Region::Sweden
        .public_holidays()
        .year(2051)
        .expect_err("unchecked");
    insta::assert_snapshot!(error, @"a year outside the checked ones, 2000 to 2050");
    let kinds = [
        HolidaySetErrorKind::TooManyRules,
        HolidaySetErrorKind::UncheckedYears,
        HolidaySetErrorKind::NoYears,
    ];
    insta::assert_snapshot!(kinds.map(|kind| kind.to_string()).join("\n"), @r"
    more than 32767 rules
    years that the preset is not checked for
    neither a region nor years
    ");
    insta::assert_snapshot!("XX".parse::<Region>().expect_err("no region"), @"unknown region");
}

#[test]
fn a_region_is_read_by_its_code_alone() {
    for region in Region::ALL {
        assert_eq!(region.as_str().parse(), Ok(*region));
        assert_eq!(region.to_string(), region.as_str());
    }
    for text in ["", "se", "SWE", "GB-EAW", "DE-XX", " SE"] {
        assert!(text.parse::<Region>().is_err(), "{text}");
    }
}
