//! One holiday, said for all the years in which it holds.

use super::{Observance, Recurrence, Substitution, Years, name};
use alloc::borrow::Cow;
use core::fmt;
use time::Date;

/// A holiday, said once for all the years in which it holds.
///
/// # Syntax
///
/// A [`Recurrence`], then if there is one a [`Substitution`], then [`Years`] unless it holds always,
/// then `=` and the name, and after a slash the name in the language of the country:
///
/// ```text
/// 06-06 2005.. = National Day / Nationaldagen
/// easter+26 ..2023 = Great Prayer Day / Store bededag
/// 12-25 also sat+2 sun+2 = Christmas Day
/// 02-01 moved tue+6 wed+5 thu+4 sat+2 sun+1 2023.. = Saint Brigid's Day
/// 2022-09-19 = State Funeral of Queen Elizabeth II
/// ```
///
/// A name is one line of 1 to 128 bytes. On the wire a rule is this text.
///
/// ```
/// use checkmark_calendar::{HolidayRule, Observance};
/// use time::{Date, Month};
///
/// let rule: HolidayRule = "12-25 also sat+2 sun+1 = Christmas Day".parse()?;
/// let date = |day| Date::from_calendar_date(2027, Month::December, day).expect("a date");
/// let days = [(date(25), Observance::Itself), (date(27), Observance::Substitute)];
/// assert!(rule.in_year(2027).eq(days));
/// # Ok::<(), checkmark_calendar::HolidayRuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "alloc::string::String", into = "alloc::string::String")
)]
pub struct HolidayRule {
    recurrence: Recurrence,
    substitution: Option<Substitution>,
    years: Years,
    name: Cow<'static, str>,
    local_name: Option<Cow<'static, str>>,
}

impl HolidayRule {
    /// A holiday that holds always and has no substitute.
    ///
    /// # Errors
    ///
    /// [`HolidayRuleErrorKind::Missing`], [`HolidayRuleErrorKind::Length`] or
    /// [`HolidayRuleErrorKind::Character`] if the name is none.
    pub fn new(
        recurrence: Recurrence,
        name: impl Into<Cow<'static, str>>,
    ) -> Result<Self, HolidayRuleError> {
        let name = checked(name.into(), HolidayRulePlace::Name)?;
        Ok(Self {
            recurrence,
            substitution: None,
            years: Years::ALWAYS,
            name,
            local_name: None,
        })
    }

    /// A rule of a preset, whose names a test checks.
    pub(super) const fn known(
        recurrence: Recurrence,
        name: &'static str,
        local_name: Option<&'static str>,
    ) -> Self {
        Self {
            recurrence,
            substitution: None,
            years: Years::ALWAYS,
            name: Cow::Borrowed(name),
            local_name: match local_name {
                Some(name) => Some(Cow::Borrowed(name)),
                None => None,
            },
        }
    }

    /// The same, with this substitution.
    ///
    /// ```
    /// use checkmark_calendar::{HolidayRule, Recurrence, Substitution, Years};
    /// use time::{Month, Weekday};
    ///
    /// let monday = Substitution::also(Weekday::Sunday, 1)?;
    /// let rule = HolidayRule::new(Recurrence::yearly(Month::June, 6)?, "National Day")?
    ///     .with_local_name("nationaldagen")?
    ///     .with_substitution(monday)
    ///     .in_years(Years::new(2005, 2199)?);
    /// assert_eq!(rule.substitution(), Some(monday));
    /// assert_eq!(rule.to_string(), "06-06 also sun+1 2005.. = National Day / nationaldagen");
    /// # Ok::<(), checkmark_calendar::HolidayRuleError>(())
    /// ```
    #[must_use]
    pub const fn with_substitution(mut self, substitution: Substitution) -> Self {
        self.substitution = Some(substitution);
        self
    }

    /// The same, in these years alone.
    #[must_use]
    pub const fn in_years(mut self, years: Years) -> Self {
        self.years = years;
        self
    }

    /// The same, with its name in the language of the country.
    ///
    /// # Errors
    ///
    /// As [`HolidayRule::new`].
    pub fn with_local_name(
        mut self,
        name: impl Into<Cow<'static, str>>,
    ) -> Result<Self, HolidayRuleError> {
        self.local_name = Some(checked(name.into(), HolidayRulePlace::LocalName)?);
        Ok(self)
    }

    /// What picks the day of a year.
    ///
    /// ```
    /// use checkmark_calendar::{HolidayRule, Recurrence};
    ///
    /// let rule: HolidayRule = "easter+1 = Easter Monday".parse()?;
    /// assert_eq!(rule.recurrence(), Recurrence::easter(1)?);
    /// # Ok::<(), checkmark_calendar::HolidayRuleError>(())
    /// ```
    #[must_use]
    pub const fn recurrence(&self) -> Recurrence {
        self.recurrence
    }

    /// What happens on an unlucky weekday; `None` if nothing does on any.
    #[must_use]
    pub const fn substitution(&self) -> Option<Substitution> {
        self.substitution
    }

    /// The years in which it holds.
    #[must_use]
    pub const fn years(&self) -> Years {
        self.years
    }

    /// The name, in English in the presets.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name in the language of the country; `None` if that is English too.
    #[must_use]
    pub fn local_name(&self) -> Option<&str> {
        self.local_name.as_deref()
    }

    /// What the rule makes of a year: the day, its substitute, both, or nothing.
    ///
    /// The day is in that year; a substitute may be up to six days into the next year or the one
    /// before: New Year's Day on a Saturday is kept on 31 December by some.
    pub fn in_year(&self, year: i32) -> impl Iterator<Item = (Date, Observance)> + use<> {
        let holds = self.years.contains(year);
        let date = if holds {
            self.recurrence.in_year(year)
        } else {
            None
        };
        let substitution = self.substitution;
        date.into_iter().flat_map(move |date| {
            let moved =
                substitution.map_or([Some((date, Observance::Itself)), None], |it| it.of(date));
            moved.into_iter().flatten()
        })
    }

    pub(super) const fn shared_name(&self) -> &Cow<'static, str> {
        &self.name
    }

    pub(super) const fn shared_local_name(&self) -> Option<&Cow<'static, str>> {
        self.local_name.as_ref()
    }
}

fn checked(
    text: Cow<'static, str>,
    place: HolidayRulePlace,
) -> Result<Cow<'static, str>, HolidayRuleError> {
    match name::check(&text) {
        Ok(()) => Ok(text),
        Err(kind) => Err(HolidayRuleError::new(place, kind)),
    }
}

/// Why a rule was refused: which part of it, and what is wrong there.
///
/// ```
/// use checkmark_calendar::{HolidayRule, HolidayRuleErrorKind, HolidayRulePlace};
///
/// let refused = "02-30 = Leap Day".parse::<HolidayRule>().unwrap_err();
/// assert_eq!(refused.place(), HolidayRulePlace::Day);
/// assert_eq!(refused.kind(), HolidayRuleErrorKind::NoSuchDay);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HolidayRuleError {
    place: HolidayRulePlace,
    kind: HolidayRuleErrorKind,
}

impl HolidayRuleError {
    pub(super) const fn new(place: HolidayRulePlace, kind: HolidayRuleErrorKind) -> Self {
        Self { place, kind }
    }

    /// The part that is wrong.
    #[must_use]
    pub const fn place(self) -> HolidayRulePlace {
        self.place
    }

    /// What is wrong with it.
    #[must_use]
    pub const fn kind(self) -> HolidayRuleErrorKind {
        self.kind
    }
}

impl fmt::Display for HolidayRuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place.as_str(), self.kind)
    }
}

impl core::error::Error for HolidayRuleError {}

/// A part of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HolidayRulePlace {
    /// The recurrence.
    Day,
    /// The substitution.
    Substitution,
    /// The years.
    Years,
    /// The name.
    Name,
    /// The name in the language of the country.
    LocalName,
}

impl HolidayRulePlace {
    /// The name of the part.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Substitution => "substitution",
            Self::Years => "years",
            Self::Name => "name",
            Self::LocalName => "local name",
        }
    }
}

/// What is wrong with a part of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum HolidayRuleErrorKind {
    /// It is not there.
    #[error("missing")]
    Missing,
    /// It is written in no way that a rule knows.
    #[error("unknown wording")]
    Unknown,
    /// No year, or not every year where that is needed, has the day.
    #[error("a day that the month does not have")]
    NoSuchDay,
    /// So many days away that it could be another year, or another week.
    #[error("too many days away, or none")]
    DayRange,
    /// A year outside 1900 to 2199.
    #[error("a year outside 1900 to 2199")]
    YearRange,
    /// The last year is before the first.
    #[error("the last year is before the first")]
    YearOrder,
    /// A weekday with two substitutes.
    #[error("a weekday named twice")]
    Repeated,
    /// More than 128 bytes.
    #[error("longer than 128 bytes")]
    Length,
    /// A blank at either end, a slash in front or after a blank, a control character, a line end, or a mark
    /// that turns the direction of text.
    #[error("a character that a name cannot have there")]
    Character,
}
