//! The holidays of a region or a host, year by year.

use super::{HolidayRule, Observance, Region, Years};
use crate::calendar::Holiday;
use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use core::fmt;
use core::ops::RangeInclusive;
use time::Date;

/// Holiday rules, the years for which they are right, and a version.
///
/// A preset comes from [`Region::public_holidays`]; a host's own set from rules, the presets'
/// [`Region::rules`] among them if it likes. Outside its years a set answers with an error and does
/// not guess. Going through a year allocates nothing.
///
/// On the wire a set is an object with `version`, `years` and `rules`; a preset is `region`, with
/// `customary` if that is wanted, and `rules` that are added.
///
/// ```
/// use checkmark_calendar::{HolidaySet, Region, Years};
/// use time::{Date, Month};
///
/// let own = [
///     "easter-2 = Good Friday".parse()?,
///     "last fri of 08 2026.. = Stocktaking".parse()?,
/// ];
/// let set = HolidaySet::new("2026-11", Years::new(2026, 2030)?, own)?;
/// assert_eq!(set.year(2026)?.count(), 2);
/// assert!(set.year(2031).is_err());
///
/// let sweden = Region::Sweden.public_holidays();
/// let june_6 = sweden.on(Date::from_calendar_date(2026, Month::June, 6)?)?;
/// assert_eq!(june_6.map(|it| it.name()), Some("National Day"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolidaySet {
    version: Cow<'static, str>,
    years: Years,
    rules: Cow<'static, [HolidayRule]>,
    preset: Option<Preset>,
}

/// Which preset a set is, for the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Preset {
    pub(super) region: Region,
    pub(super) customary: bool,
}

impl HolidaySet {
    /// The most rules of a set.
    pub const MOST_RULES: usize = 0x7fff;

    /// A set of the host's own, right for these years, in the host's version.
    ///
    /// Where several rules meet on a date, the first one that falls there itself gives the name,
    /// before any that falls there as a substitute.
    ///
    /// # Errors
    ///
    /// [`HolidaySetErrorKind::TooManyRules`] beyond [`HolidaySet::MOST_RULES`].
    pub fn new(
        version: impl Into<Cow<'static, str>>,
        years: Years,
        rules: impl IntoIterator<Item = HolidayRule>,
    ) -> Result<Self, HolidaySetError> {
        Self::checked(version.into(), years, rules.into_iter().collect())
    }

    pub(super) const fn preset(
        version: &'static str,
        rules: &'static [HolidayRule],
        preset: Preset,
    ) -> Self {
        Self {
            version: Cow::Borrowed(version),
            years: Years::CHECKED,
            rules: Cow::Borrowed(rules),
            preset: Some(preset),
        }
    }

    fn checked(
        version: Cow<'static, str>,
        years: Years,
        rules: Cow<'static, [HolidayRule]>,
    ) -> Result<Self, HolidaySetError> {
        if rules.len() > Self::MOST_RULES {
            return Err(HolidaySetError::new(HolidaySetErrorKind::TooManyRules));
        }
        Ok(Self {
            version,
            years,
            rules,
            preset: None,
        })
    }

    /// These rules and more of the host's own, in the host's version, for the same years.
    ///
    /// # Errors
    ///
    /// As [`HolidaySet::new`].
    pub fn with_rules(
        self,
        version: impl Into<Cow<'static, str>>,
        rules: impl IntoIterator<Item = HolidayRule>,
    ) -> Result<Self, HolidaySetError> {
        let mut all = self.rules;
        all.to_mut().extend(rules);
        Self::checked(version.into(), self.years, all)
    }

    /// The version.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The years for which the set is right.
    #[must_use]
    pub const fn years(&self) -> Years {
        self.years
    }

    /// The rules, in order.
    #[must_use]
    pub fn rules(&self) -> &[HolidayRule] {
        &self.rules
    }

    /// The holidays of a year in order, each date once.
    ///
    /// # Errors
    ///
    /// [`UncheckedYear`] outside [`HolidaySet::years`].
    pub fn year(&self, year: i32) -> Result<Occurrences<'_>, UncheckedYear> {
        self.check(year)?;
        Ok(Occurrences::new(self, year, year))
    }

    /// The holidays of all its years in order, each date once.
    #[must_use]
    pub fn all(&self) -> Occurrences<'_> {
        Occurrences::new(self, self.years.first(), self.years.last())
    }

    /// The holiday on a date, if it is one.
    ///
    /// # Errors
    ///
    /// [`UncheckedYear`] outside [`HolidaySet::years`].
    pub fn on(&self, date: Date) -> Result<Option<Occurrence<'_>>, UncheckedYear> {
        // `min_by_key` returns the first of equals.
        Ok(self.every_on(date)?.min_by_key(|it| match it.observance {
            Observance::Itself => 0,
            Observance::Substitute => 1,
        }))
    }

    /// What every rule that falls on a date makes of it, in the order of the rules.
    ///
    /// # Errors
    ///
    /// [`UncheckedYear`] outside [`HolidaySet::years`].
    pub fn every_on(
        &self,
        date: Date,
    ) -> Result<impl Iterator<Item = Occurrence<'_>>, UncheckedYear> {
        self.check(date.year())?;
        let each = self.rules.iter().flat_map(move |rule| {
            let days = days_in(rule, date.year());
            days.map(move |(date, observance)| Occurrence {
                date,
                observance,
                rule,
            })
        });
        Ok(each.filter(move |it| it.date == date))
    }

    #[cfg(feature = "serde")]
    pub(super) const fn as_preset(&self) -> Option<Preset> {
        self.preset
    }

    const fn check(&self, year: i32) -> Result<(), UncheckedYear> {
        if self.years.contains(year) {
            return Ok(());
        }
        Err(UncheckedYear {
            year,
            years: self.years,
        })
    }
}

/// A date that a rule makes a holiday.
///
/// It becomes a [`Holiday`] of a calendar under its English name; a substitute says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence<'a> {
    date: Date,
    observance: Observance,
    rule: &'a HolidayRule,
}

impl<'a> Occurrence<'a> {
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
        match occurrence.observance {
            Observance::Itself => Self::new(occurrence.date, name.clone()),
            Observance::Substitute => Self::new(occurrence.date, observed(name)),
        }
    }
}

fn observed(name: &str) -> String {
    format!("{name} (observed)")
}

/// The holidays of some years, in order, each date once.
///
/// It holds one year at a time in a table of its days, so that it allocates nothing.
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
    fn new(set: &'a HolidaySet, first: i32, last: i32) -> Self {
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
                let rule = self.set.rules.get(index)?;
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
    for (index, rule) in (0_u16..).zip(set.rules.iter()) {
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

/// A year for which a set of holidays has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a year outside the checked ones, {} to {}", .years.first(), .years.last())]
pub struct UncheckedYear {
    year: i32,
    years: Years,
}

impl UncheckedYear {
    /// The year that was asked for.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The years for which there is an answer.
    #[must_use]
    pub const fn years(self) -> Years {
        self.years
    }
}

/// Why a set of holidays was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct HolidaySetError {
    kind: HolidaySetErrorKind,
}

impl HolidaySetError {
    pub(super) const fn new(kind: HolidaySetErrorKind) -> Self {
        Self { kind }
    }

    /// What is wrong.
    #[must_use]
    pub const fn kind(self) -> HolidaySetErrorKind {
        self.kind
    }
}

/// What is wrong with a set of holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum HolidaySetErrorKind {
    /// More than [`HolidaySet::MOST_RULES`] rules.
    #[error("more than 32767 rules")]
    TooManyRules,
    /// Years that the preset is not checked for.
    #[error("years that the preset is not checked for")]
    UncheckedYears,
    /// Neither a region nor years.
    #[error("neither a region nor years")]
    NoYears,
}
