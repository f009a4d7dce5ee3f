//! Holidays by rule: the presets against the table of PyPI `holidays`, date by date and name by name.

mod api;
mod calendar;
mod easter;
#[cfg(feature = "proptest")]
mod laws;
mod text;
#[cfg(feature = "serde")]
mod wire;

use checkmark_calendar::{HolidayRule, HolidaySet, Observance, Region, Years};
use std::collections::BTreeSet;
use time::Date;

/// Made by `make_holidays.py` beside it.
const TABLE: &str = include_str!("../data/holidays.tsv");
/// Where the table is not followed, and why.
const DISAGREEMENTS: &str = include_str!("../data/holidays.disagreements.tsv");
const PAGE: &str = include_str!("../../../../docs/holidays.md");

/// A date, a name, a local name, and whether it is the day itself.
type Row = (String, String, String, String);

fn lines(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('\t').collect())
}

/// What the package says about a region in these categories.
fn theirs(region: Region, extents: &[&str]) -> BTreeSet<Row> {
    let mut rows = BTreeSet::new();
    for columns in lines(TABLE) {
        let [code, extent, kind, name, local_name, dates] = columns[..] else {
            panic!("six columns");
        };
        if code != region.as_str() || !extents.contains(&extent) {
            continue;
        }
        for date in dates.split(' ') {
            rows.insert((date.into(), name.into(), local_name.into(), kind.into()));
        }
    }
    rows
}

/// What the rules say, from what each rule makes of each date.
fn ours(set: &HolidaySet) -> BTreeSet<Row> {
    let dates = set.all().map(|it| it.date());
    let each = dates.flat_map(|date| set.every_on(date).expect("a date of the set"));
    each.map(|it| {
        let local_name = it.local_name().unwrap_or_default();
        let names = (it.name().into(), local_name.into());
        (
            it.date().to_string(),
            names.0,
            names.1,
            it.observance().as_str().into(),
        )
    })
    .collect()
}

/// The disagreements about a region in these categories, on one side.
fn disputed(region: Region, extents: &[&str], side: &str) -> BTreeSet<Row> {
    let mut rows = BTreeSet::new();
    for columns in lines(DISAGREEMENTS) {
        let [code, extent, whose, rule, reason] = columns[..] else {
            panic!("five columns");
        };
        assert!(!reason.is_empty());
        if code == region.as_str() && extents.contains(&extent) && whose == side {
            let rule: HolidayRule = rule.parse().expect("a rule");
            let set = HolidaySet::new("", Years::CHECKED, [rule]).expect("one rule");
            rows.append(&mut ours(&set));
        }
    }
    rows
}

#[track_caller]
fn check(region: Region, set: &HolidaySet, extents: &[&str]) -> usize {
    let (mut want, got) = (theirs(region, extents), ours(set));
    assert!(!want.is_empty(), "{region} is not in the table");
    for row in disputed(region, extents, "theirs") {
        assert!(want.remove(&row), "{region}: not theirs: {row:?}");
    }
    for row in disputed(region, extents, "ours") {
        assert!(want.insert(row.clone()), "{region}: theirs too: {row:?}");
    }
    let missing: Vec<_> = want.difference(&got).collect();
    let beyond: Vec<_> = got.difference(&want).collect();
    assert!(missing.is_empty(), "{region} {extents:?} lacks {missing:?}");
    assert!(
        beyond.is_empty(),
        "{region} {extents:?} has beyond it {beyond:?}"
    );
    got.len()
}

#[test]
fn public_holidays_are_those_of_the_table_from_2000_to_2050() {
    let rows = Region::ALL.iter().map(|region| {
        let rows = check(*region, &region.public_holidays(), &["public"]);
        assert!(rows >= 3 * 51, "{region} has too few");
        rows
    });
    // Of 29 regions; a table that shrinks is noticed.
    assert_eq!(rows.sum::<usize>(), PUBLIC_ROWS);
}

const PUBLIC_ROWS: usize = 15_437;

#[test]
fn customary_days_are_those_of_the_table_and_none_where_it_has_none() {
    for region in Region::ALL {
        let with = region.with_customary_days();
        check(*region, &with, &["public", "customary"]);
        let more = with.rules().len() - region.rules().len();
        let want = match region {
            Region::Sweden | Region::Denmark => 3,
            Region::Ireland => 1,
            _ => 0,
        };
        assert_eq!(more, want, "{region}");
    }
}

#[test]
fn federal_holidays_are_those_of_the_law_and_not_the_closings() {
    check(
        Region::UnitedStates,
        &Region::UnitedStates.public_holidays(),
        &["government"],
    );
}

#[test]
fn every_region_of_the_table_has_a_preset() {
    for columns in lines(TABLE) {
        assert!(columns[0].parse::<Region>().is_ok(), "{}", columns[0]);
    }
}

#[test]
fn disagreements_are_about_regions_of_the_table_and_are_explained() {
    for columns in lines(DISAGREEMENTS) {
        let region: Region = columns[0].parse().expect("a region");
        assert!(!theirs(region, &[columns[1]]).is_empty(), "{columns:?}");
        assert!(["ours", "theirs"].contains(&columns[2]), "{columns:?}");
        let (day, name) = columns[3].split_once(" = ").expect("a rule");
        let name = name.split(" / ").next().expect("a name");
        let line = |line: &&str| {
            line.contains(&format!("`{region}`"))
                && line.contains(day.split(' ').next().expect("a day"))
                && line.contains(name)
        };
        assert!(
            PAGE.lines().any(|it| line(&it)),
            "not on the page: {columns:?}"
        );
    }
}

#[test]
fn a_year_has_each_date_once_in_order() {
    for region in Region::ALL {
        for set in [region.public_holidays(), region.with_customary_days()] {
            let dates: Vec<Date> = set.all().map(|it| it.date()).collect();
            assert!(dates.is_sorted_by(|one, two| one < two), "{region}");
            let years = (2000..=2050).flat_map(|year| set.year(year).expect("a checked year"));
            assert!(years.map(|it| it.date()).eq(dates), "{region}");
        }
    }
}

#[test]
fn outside_the_checked_years_the_answer_is_an_error() {
    for region in Region::ALL {
        let set = region.with_customary_days();
        for year in [1999, 2051, 1, -1, 9999] {
            let refused = set.year(year).expect_err("an unchecked year");
            assert_eq!((refused.year(), refused.years()), (year, Years::CHECKED));
            let date = Date::from_ordinal_date(year, 1).expect("a date");
            assert_eq!(set.on(date), Err(refused));
            assert_eq!(set.every_on(date).map(|_| ()), Err(refused));
        }
    }
}

#[test]
fn presets_are_what_their_text_says() {
    for region in Region::ALL {
        for rule in region.with_customary_days().rules() {
            assert_eq!(rule.to_string().parse().as_ref(), Ok(rule));
        }
    }
}

/// Where two holidays meet the first of the table gives the name, and a day itself comes before a
/// substitute.
#[test]
fn of_two_holidays_on_a_date_one_gives_its_name() {
    #[track_caller]
    fn check(region: Region, date: (i32, u16), want: &[(&str, Observance)]) {
        let date = Date::from_ordinal_date(date.0, date.1).expect("a date");
        let set = region.public_holidays();
        let all = set.every_on(date).expect("a checked year");
        let all: Vec<_> = all.map(|it| (it.name(), it.observance())).collect();
        assert_eq!(all, want);
        let first = set.on(date).expect("a checked year").map(|it| it.name());
        let by_year = set.year(date.year()).expect("a checked year");
        let by_year = by_year.filter(|it| it.date() == date).map(|it| it.name());
        assert_eq!(by_year.last(), first);
        let own = want.iter().find(|it| it.1 == Itself);
        assert_eq!(first, own.or(want.first()).map(|it| it.0));
    }
    use Observance::{Itself, Substitute};
    let both = [("May Day", Itself), ("Ascension Day", Itself)];
    check(Region::Sweden, (2008, 122), &both);
    let both = [("New Year's Day", Substitute), ("New Year Holiday", Itself)];
    check(Region::Scotland, (2023, 2), &both);
    check(Region::Scotland, (2023, 5), &[]);
}
