//! The dates that rules make holidays.

use super::{HolidayRule, HolidaySet, Observance};
use crate::calendar::Holiday;
use alloc::format;
use alloc::string::String;
use core::fmt;
use core::ops::RangeInclusive;
use time::Date;

/// A date that a rule makes a holiday.
///
/// It becomes a [`Holiday`] of a calendar under its English name; a substitute says so.
///
/// ```
/// use checkmark_calendar::{Holiday, Observance, Occurrence, Region};
///
/// let england = Region::England.public_holidays();
/// let boxing_day: Occurrence<'_> = england.year(2026)?.last().expect("England has some");
/// assert_eq!(boxing_day.observance(), Observance::Substitute);
/// assert_eq!(Holiday::from(boxing_day).name(), "Boxing Day (observed)");
/// # Ok::<(), checkmark_calendar::UncheckedYear>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence<'a> {
    date: Date,
    observance: Observance,
    rule: &'a HolidayRule,
}

impl<'a> Occurrence<'a> {
    /// What a rule makes of a date.
    pub(super) fn of_rule_on(rule: &'a HolidayRule, date: Date) -> impl Iterator<Item = Self> {
        let days = days_in(rule, date.year()).filter(move |day| day.0 == date);
        days.map(move |(date, observance)| Self {
            date,
            observance,
            rule,
        })
    }

    /// The date.
    #[must_use]
    pub const fn date(self) -> Date {
        self.date
    }

    /// Whether it is the day itself or a substitute.
    #[must_use]
    pub const fn observance(self) -> Observance {
        self.observance
    }

    /// The name of the holiday, in English in the presets.
    #[must_use]
    pub fn name(self) -> &'a str {
        self.rule.name()
    }

    /// The name in the language of the country; `None` if that is English too.
    #[must_use]
    pub fn local_name(self) -> Option<&'a str> {
        self.rule.local_name()
    }

    /// The rule.
    #[must_use]
    pub const fn rule(self) -> &'a HolidayRule {
        self.rule
    }
}

impl From<Occurrence<'_>> for Holiday {
    fn from(occurrence: Occurrence<'_>) -> Self {
        let name = occurrence.rule.shared_name();
        let holiday = match occurrence.observance {
            Observance::Itself => Self::new(occurrence.date, name.clone()),
            Observance::Substitute => Self::new(occurrence.date, observed(name)),
        };
        match occurrence.rule.shared_local_name() {
            Some(local) => holiday.with_local_name(local.clone()),
            None => holiday,
        }
    }
}

fn observed(name: &str) -> String {
    format!("{name} (observed)")
}

/// The holidays of some years, in order, each date once.
///
/// It holds one year at a time in a table of its days, so that it allocates nothing.
///
/// ```
/// use checkmark_calendar::{Occurrences, Region};
///
/// let sweden = Region::Sweden.public_holidays();
/// let mut year: Occurrences<'_> = sweden.year(2026)?;
/// assert_eq!(year.next().map(|it| it.name()), Some("New Year's Day"));
/// # Ok::<(), checkmark_calendar::UncheckedYear>(())
/// ```
#[derive(Clone)]
pub struct Occurrences<'a> {
    set: &'a HolidaySet,
    year: i32,
    /// The years after this one that are to come.
    rest: RangeInclusive<i32>,
    /// For each day of the year the best claim to it.
    claims: [Claim; 366],
    /// The days of the year that are done.
    done: usize,
}

impl<'a> Occurrences<'a> {
    pub(super) fn new(set: &'a HolidaySet, first: i32, last: i32) -> Self {
        Self {
            set,
            year: first,
            rest: first + 1..=last,
            claims: claims(set, first),
            done: 0,
        }
    }
}

impl<'a> Iterator for Occurrences<'a> {
    type Item = Occurrence<'a>;

    fn next(&mut self) -> Option<Occurrence<'a>> {
        loop {
            let ahead = &self.claims[self.done..];
            if let Some(found) = ahead.iter().position(|claim| *claim != Claim::NONE) {
                self.done += found + 1;
                let (index, observance) = self.claims[self.done - 1].parts();
                let rule = self.set.rules().get(index)?;
                let date = Date::from_ordinal_date(self.year, self.done as u16).ok()?;
                return Some(Occurrence {
                    date,
                    observance,
                    rule,
                });
            }
            self.year = self.rest.next()?;
            self.claims = claims(self.set, self.year);
            self.done = 0;
        }
    }
}

impl core::iter::FusedIterator for Occurrences<'_> {}

impl fmt::Debug for Occurrences<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Occurrences")
            .field("year", &self.year)
            .field("rest", &self.rest)
            .field("done", &self.done)
            .finish_non_exhaustive()
    }
}

/// A rule's claim to a day: the lower it is, the better. The day itself is better than a
/// substitute, and of two such the earlier rule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Claim(u16);

impl Claim {
    const NONE: Self = Self(u16::MAX);
    const SUBSTITUTE: u16 = 0x8000;

    const fn new(index: u16, observance: Observance) -> Self {
        Self(match observance {
            Observance::Itself => index,
            Observance::Substitute => index | Self::SUBSTITUTE,
        })
    }

    const fn parts(self) -> (usize, Observance) {
        let observance = match self.0 & Self::SUBSTITUTE {
            0 => Observance::Itself,
            _ => Observance::Substitute,
        };
        ((self.0 & !Self::SUBSTITUTE) as usize, observance)
    }
}

fn claims(set: &HolidaySet, year: i32) -> [Claim; 366] {
    let mut claims = [Claim::NONE; 366];
    for (index, rule) in (0_u16..).zip(set.rules()) {
        for (date, observance) in days_in(rule, year) {
            let day = &mut claims[usize::from(date.ordinal() - 1)];
            *day = Claim::new(index, observance).min(*day);
        }
    }
    claims
}

/// The days of a year that a rule makes holidays, be it for the year before or after.
fn days_in(rule: &HolidayRule, year: i32) -> impl Iterator<Item = (Date, Observance)> + use<> {
    // Only a substitute leaves its year.
    let around = match rule.substitution() {
        Some(_) => 1,
        None => 0,
    };
    let (recurrence, substitution, years) = (rule.recurrence(), rule.substitution(), rule.years());
    (year - around..=year + around)
        .filter(move |of| years.contains(*of))
        .filter_map(move |of| recurrence.in_year(of))
        .flat_map(move |date| match substitution {
            Some(substitution) => substitution.of(date),
            None => [Some((date, Observance::Itself)), None],
        })
        .flatten()
        .filter(move |(date, _)| date.year() == year)
}
