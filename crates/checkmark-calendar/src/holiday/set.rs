//! The holidays of a region or a host, year by year.

use super::occurrence::{Occurrence, Occurrences};
use super::{HolidayRule, Observance, Region, Years};
use alloc::borrow::Cow;
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
        Ok(self.every_on(date)?.min_by_key(|it| match it.observance() {
            Observance::Itself => 0,
            Observance::Substitute => 1,
        }))
    }

    /// What every rule that falls on a date makes of it, in the order of the rules.
    ///
    /// # Errors
    ///
    /// [`UncheckedYear`] outside [`HolidaySet::years`].
    ///
    /// ```
    /// use checkmark_calendar::{HolidaySet, Years};
    /// use time::{Date, Month};
    ///
    /// let rules = ["12-25 = Christmas Day".parse()?, "2026-12-25 = Stocktaking".parse()?];
    /// let set = HolidaySet::new("1", Years::CHECKED, rules)?;
    /// let names = set.every_on(Date::from_calendar_date(2026, Month::December, 25)?)?.map(|it| it.name());
    /// assert!(names.eq(["Christmas Day", "Stocktaking"]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn every_on(
        &self,
        date: Date,
    ) -> Result<impl Iterator<Item = Occurrence<'_>>, UncheckedYear> {
        self.check(date.year())?;
        let rules = self.rules.iter();
        Ok(rules.flat_map(move |rule| Occurrence::of_rule_on(rule, date)))
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

/// A year for which a set of holidays has no answer.
///
/// ```
/// use checkmark_calendar::{Region, UncheckedYear, Years};
///
/// let unknown: UncheckedYear = Region::Norway.public_holidays().year(1999).unwrap_err();
/// assert_eq!((unknown.year(), unknown.years()), (1999, Years::CHECKED));
/// ```
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
///
/// ```
/// use checkmark_calendar::{HolidayRule, HolidaySet, HolidaySetError, HolidaySetErrorKind, Years};
///
/// let rule: HolidayRule = "12-25 = Christmas Day".parse()?;
/// let rules = vec![rule; HolidaySet::MOST_RULES + 1];
/// let refused: HolidaySetError = HolidaySet::new("1", Years::CHECKED, rules).unwrap_err();
/// assert_eq!(refused.kind(), HolidaySetErrorKind::TooManyRules);
/// # Ok::<(), checkmark_calendar::HolidayRuleError>(())
/// ```
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
