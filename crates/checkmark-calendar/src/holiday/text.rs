//! Rules as text.

use super::recurrence::Kind;
use super::rule::{HolidayRuleError, HolidayRuleErrorKind as Fault, HolidayRulePlace as Place};
use super::{HolidayRule, Nth, Recurrence, Substitution, Years};
use alloc::string::{String, ToString};
use core::fmt;
use core::iter::Peekable;
use core::str::{FromStr, SplitAsciiWhitespace};
use time::{Date, Month, Weekday};

use crate::week::WEEKDAYS;

impl fmt::Display for HolidayRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.recurrence())?;
        if let Some(substitution) = self.substitution() {
            write!(f, " {substitution}")?;
        }
        if self.years() != Years::ALWAYS {
            write!(f, " {}", self.years())?;
        }
        write!(f, " = {}", self.name())?;
        match self.local_name() {
            Some(name) => write!(f, " / {name}"),
            None => Ok(()),
        }
    }
}

impl FromStr for HolidayRule {
    type Err = HolidayRuleError;

    fn from_str(text: &str) -> Result<Self, HolidayRuleError> {
        let (head, names) = text
            .split_once('=')
            .ok_or(HolidayRuleError::new(Place::Name, Fault::Missing))?;
        let mut words = head.split_ascii_whitespace().peekable();
        let recurrence = recurrence(&mut words)?;
        let substitution = substitution(&mut words)?;
        let years = match words.next() {
            Some(years) => years.parse()?,
            None => Years::ALWAYS,
        };
        at_end(words, Place::Years)?;
        let (name, local_name) = match names.split_once(" /") {
            Some((name, local_name)) => (name, Some(local_name)),
            None => (names, None),
        };
        let mut rule = Self::new(recurrence, String::from(name.trim()))?.in_years(years);
        if let Some(substitution) = substitution {
            rule = rule.with_substitution(substitution);
        }
        match local_name {
            Some(name) => rule.with_local_name(String::from(name.trim())),
            None => Ok(rule),
        }
    }
}

impl TryFrom<String> for HolidayRule {
    type Error = HolidayRuleError;

    fn try_from(text: String) -> Result<Self, HolidayRuleError> {
        text.parse()
    }
}

impl From<HolidayRule> for String {
    fn from(rule: HolidayRule) -> Self {
        rule.to_string()
    }
}

impl fmt::Display for Recurrence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Kind::Once(date) => {
                let (year, month, day) = date.to_calendar_date();
                write!(f, "{year:04}-{:02}-{day:02}", u8::from(month))
            }
            Kind::Yearly(month, day) => write!(f, "{:02}-{day:02}", u8::from(month)),
            Kind::Easter(0) => f.write_str("easter"),
            Kind::Easter(days) => write!(f, "easter{days:+}"),
            Kind::OrthodoxEaster(0) => f.write_str("orthodox easter"),
            Kind::OrthodoxEaster(days) => write!(f, "orthodox easter{days:+}"),
            Kind::NthWeekday(nth, weekday, month) => {
                let (nth, weekday) = (nth.as_str(), word(weekday));
                write!(f, "{nth} {weekday} of {:02}", u8::from(month))
            }
            Kind::OnOrAfter(weekday, month, day) => {
                let (weekday, month) = (word(weekday), u8::from(month));
                write!(f, "{weekday} on or after {month:02}-{day:02}")
            }
        }
    }
}

impl FromStr for Recurrence {
    type Err = HolidayRuleError;

    fn from_str(text: &str) -> Result<Self, HolidayRuleError> {
        let mut words = text.split_ascii_whitespace().peekable();
        let recurrence = recurrence(&mut words)?;
        at_end(words, Place::Day)?;
        Ok(recurrence)
    }
}

impl fmt::Display for Substitution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.keeps_day() { ALSO } else { MOVED })?;
        for weekday in WEEKDAYS {
            match self.shift(weekday) {
                0 => {}
                days => write!(f, " {}{days:+}", word(weekday))?,
            }
        }
        Ok(())
    }
}

impl FromStr for Substitution {
    type Err = HolidayRuleError;

    fn from_str(text: &str) -> Result<Self, HolidayRuleError> {
        let mut words = text.split_ascii_whitespace().peekable();
        let substitution = substitution(&mut words)?;
        at_end(words, Place::Substitution)?;
        substitution.ok_or(HolidayRuleError::new(Place::Substitution, Fault::Missing))
    }
}

type Words<'a> = Peekable<SplitAsciiWhitespace<'a>>;

fn recurrence(words: &mut Words<'_>) -> Result<Recurrence, HolidayRuleError> {
    let unknown = HolidayRuleError::new(Place::Day, Fault::Unknown);
    let first = words
        .next()
        .ok_or(HolidayRuleError::new(Place::Day, Fault::Missing))?;
    if let Some(days) = easter(first) {
        return Recurrence::easter(days?);
    }
    if first == ORTHODOX {
        return match words.next().and_then(easter) {
            Some(days) => Recurrence::orthodox_easter(days?),
            None => Err(unknown),
        };
    }
    if let Some(nth) = Nth::ALL.into_iter().find(|nth| nth.as_str() == first) {
        let weekday = words.next().and_then(weekday).ok_or(unknown)?;
        expect(words, &["of"])?;
        let month = words.next().and_then(month).ok_or(unknown)?;
        return Ok(Recurrence::nth_weekday(nth, weekday, month));
    }
    if let Some(weekday) = weekday(first) {
        expect(words, &["on", "or", "after"])?;
        let (month, day) = words.next().and_then(month_and_day).ok_or(unknown)?;
        return Recurrence::on_or_after(weekday, month, day);
    }
    if let Some((month, day)) = month_and_day(first) {
        return Recurrence::yearly(month, day);
    }
    let (year, month, day) = year_month_and_day(first).ok_or(unknown)?;
    let date = Date::from_calendar_date(year, month, day)
        .map_err(|_| HolidayRuleError::new(Place::Day, Fault::NoSuchDay))?;
    Recurrence::once(date)
}

/// The substitution, if the next word opens one.
fn substitution(words: &mut Words<'_>) -> Result<Option<Substitution>, HolidayRuleError> {
    let open = match words.peek() {
        Some(&ALSO) => Substitution::also,
        Some(&MOVED) => Substitution::moved,
        _ => return Ok(None),
    };
    words.next();
    let error = |kind| HolidayRuleError::new(Place::Substitution, kind);
    let mut substitution: Option<Substitution> = None;
    while let Some((weekday, days)) = words.peek().and_then(|word| shift(word)) {
        words.next();
        let days = days.ok_or(error(Fault::Unknown))?;
        substitution = Some(match substitution {
            None => open(weekday, days)?,
            Some(substitution) => substitution.on(weekday, days)?,
        });
    }
    substitution.map(Some).ok_or(error(Fault::Missing))
}

/// Reads `sat+2`; the days are `None` if they are no number with its sign.
fn shift(text: &str) -> Option<(Weekday, Option<i8>)> {
    let weekday = weekday(text.get(..3)?)?;
    Some((weekday, signed(&text[3..])))
}

/// Reads `easter`, `easter+1`, `easter-2`; `None` if it is not about Easter at all.
fn easter(text: &str) -> Option<Result<i16, HolidayRuleError>> {
    let days = text.strip_prefix("easter")?;
    if days.is_empty() {
        return Some(Ok(0));
    }
    Some(signed(days).ok_or(HolidayRuleError::new(Place::Day, Fault::Unknown)))
}

/// A number with its sign.
fn signed<T: FromStr>(text: &str) -> Option<T> {
    if !text.starts_with(['+', '-']) {
        return None;
    }
    text.parse().ok()
}

fn month_and_day(text: &str) -> Option<(Month, u8)> {
    let (month_part, day_part) = text.split_once('-')?;
    Some((month(month_part)?, two_digits(day_part)?))
}

fn year_month_and_day(text: &str) -> Option<(i32, Month, u8)> {
    let (year, rest) = text.split_once('-')?;
    let digits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let (month, day) = month_and_day(rest)?;
    digits.then_some((year.parse().ok()?, month, day))
}

fn month(text: &str) -> Option<Month> {
    Month::try_from(two_digits(text)?).ok()
}

fn two_digits(text: &str) -> Option<u8> {
    let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

fn expect(words: &mut Words<'_>, wanted: &[&str]) -> Result<(), HolidayRuleError> {
    if wanted.iter().all(|word| words.next() == Some(word)) {
        return Ok(());
    }
    Err(HolidayRuleError::new(Place::Day, Fault::Unknown))
}

fn at_end(mut words: Words<'_>, place: Place) -> Result<(), HolidayRuleError> {
    match words.next() {
        None => Ok(()),
        Some(_) => Err(HolidayRuleError::new(place, Fault::Unknown)),
    }
}

fn weekday(text: &str) -> Option<Weekday> {
    WEEKDAYS.into_iter().find(|it| word(*it) == text)
}

const fn word(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "mon",
        Weekday::Tuesday => "tue",
        Weekday::Wednesday => "wed",
        Weekday::Thursday => "thu",
        Weekday::Friday => "fri",
        Weekday::Saturday => "sat",
        Weekday::Sunday => "sun",
    }
}

const ALSO: &str = "also";
const MOVED: &str = "moved";
const ORTHODOX: &str = "orthodox";
