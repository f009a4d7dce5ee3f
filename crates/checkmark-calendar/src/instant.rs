//! Instants as seconds and as text.

use core::fmt;
use time::{Date, Month, SignedDuration, Time, UtcDateTime};

/// 1900-01-01T00:00:00Z, where the answers of a clock begin.
pub(crate) const EARLIEST: i64 = -2_208_988_800;
/// 2200-01-01T00:00:00Z, where the answers of a clock end.
pub(crate) const LATEST: i64 = 7_258_118_400;

/// Seconds since 1970 and the nanoseconds on top, 0 to 999,999,999.
pub(crate) type Moment = (i64, u32);

/// An instant as its parts.
pub(crate) const fn split(instant: UtcDateTime) -> Moment {
    (instant.unix_timestamp(), instant.nanosecond())
}

/// The way back from [`split`]; `None` outside the years that an instant can have.
pub(crate) const fn join(seconds: i64, nanoseconds: u32) -> Option<UtcDateTime> {
    match UtcDateTime::from_unix_timestamp(seconds) {
        Ok(instant) if nanoseconds == 0 => Some(instant),
        Ok(instant) => match instant.replace_nanosecond(nanoseconds) {
            Ok(instant) => Some(instant),
            Err(_) => None,
        },
        Err(_) => None,
    }
}

/// Days since 1970-01-01.
pub(crate) const fn day_number(date: Date) -> i32 {
    date.to_julian_day() - UNIX_EPOCH_JULIAN_DAY
}

/// The way back from [`day_number`].
pub(crate) const fn date(day_number: i32) -> Option<Date> {
    match Date::from_julian_day(day_number.saturating_add(UNIX_EPOCH_JULIAN_DAY)) {
        Ok(date) => Some(date),
        Err(_) => None,
    }
}

const UNIX_EPOCH_JULIAN_DAY: i32 = 2_440_588;

/// An instant as RFC 3339 text in UTC, with as many decimals as it has.
pub(crate) struct Rfc3339(pub(crate) UtcDateTime);

impl fmt::Display for Rfc3339 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.0.to_calendar_date();
        let (hour, minute, second) = self.0.as_hms();
        write!(
            f,
            "{year:04}-{:02}-{day:02}T{hour:02}:{minute:02}:{second:02}",
            u8::from(month)
        )?;
        fraction(self.0.nanosecond(), f)?;
        f.write_str("Z")
    }
}

/// Writes `.25` for 250,000,000 nanoseconds and nothing for 0.
pub(crate) fn fraction(nanoseconds: u32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (mut digits, mut width) = (nanoseconds, 9);
    if digits == 0 {
        return Ok(());
    }
    while digits % 10 == 0 {
        (digits, width) = (digits / 10, width - 1);
    }
    write!(f, ".{digits:0width$}")
}

/// Reads RFC 3339 text, with `Z` or an offset; `None` if it is not that. A leap second is none of
/// the instants that there are here.
pub(crate) fn parse_rfc3339(text: &str) -> Option<UtcDateTime> {
    let bytes = text.as_bytes();
    let separators = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
    if !separators
        .iter()
        .all(|&(at, separator)| bytes.get(at) == Some(&separator))
    {
        return None;
    }
    let number =
        |from: usize, to: usize| digits(text.get(from..to)?).and_then(|it| u16::try_from(it).ok());
    let small = |from: usize| number(from, from + 2).map(|it| it as u8);
    let month = Month::try_from(small(5)?).ok()?;
    let date = Date::from_calendar_date(i32::from(number(0, 4)?), month, small(8)?).ok()?;
    let (nanoseconds, rest) = parse_fraction(text.get(19..)?)?;
    let time = Time::from_hms_nano(small(11)?, small(14)?, small(17)?, nanoseconds).ok()?;
    let local = UtcDateTime::new(date, time);
    if rest == "Z" {
        return Some(local);
    }
    let (sign, offset) = match rest.split_at_checked(1)? {
        ("+", offset) => (-1, offset),
        ("-", offset) => (1, offset),
        _ => return None,
    };
    let (hours, minutes) = offset
        .split_once(':')
        .filter(|(hours, _)| hours.len() == 2)?;
    let hours = digits(hours).filter(|it| *it < 24)?;
    let minutes = digits(minutes).filter(|it| *it < 60 && offset.len() == 5)?;
    local.checked_add(SignedDuration::seconds(
        sign * (hours * 3600 + minutes * 60) as i64,
    ))
}

/// Reads an optional fraction of one to nine digits; gives nanoseconds and what follows.
pub(crate) fn parse_fraction(text: &str) -> Option<(u32, &str)> {
    let Some(decimals) = text.strip_prefix('.') else {
        return Some((0, text));
    };
    let end = decimals
        .find(|it: char| !it.is_ascii_digit())
        .unwrap_or(decimals.len());
    let (decimals, rest) = decimals.split_at(end);
    if decimals.is_empty() || decimals.len() > 9 {
        return None;
    }
    let scale = 10_u32.pow(9 - decimals.len() as u32);
    Some((digits(decimals)? as u32 * scale, rest))
}

/// Reads ASCII digits alone, no sign; `None` for anything else, nothing, or too much.
pub(crate) fn digits(text: &str) -> Option<u64> {
    if text.is_empty() || !text.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// Instants on the wire: RFC 3339 in UTC.
#[cfg(feature = "serde")]
pub(crate) mod wire {
    use alloc::string::{String, ToString};
    use core::fmt;
    use core::str::FromStr;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use time::{Date, Month, OffsetDateTime, UtcDateTime, UtcOffset};

    pub(crate) fn serialize<S: Serializer>(
        instant: &UtcDateTime,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        time::serde::rfc3339::serialize(&instant.to_offset(UtcOffset::UTC), serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<UtcDateTime, D::Error> {
        time::serde::rfc3339::deserialize(deserializer).map(OffsetDateTime::to_utc)
    }

    pub(crate) mod option {
        use serde::{Deserialize, Deserializer, Serialize, Serializer};
        use time::UtcDateTime;

        #[derive(Serialize, Deserialize)]
        struct Wire(#[serde(with = "super")] UtcDateTime);

        pub(crate) fn serialize<S: Serializer>(
            instant: &Option<UtcDateTime>,
            serializer: S,
        ) -> Result<S::Ok, S::Error> {
            instant.map(Wire).serialize(serializer)
        }

        pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Option<UtcDateTime>, D::Error> {
            Ok(Option::<Wire>::deserialize(deserializer)?.map(|it| it.0))
        }
    }

    /// A date as `2026-11-23`.
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(try_from = "String", into = "String")]
    pub(crate) struct Day(pub(crate) Date);

    impl fmt::Display for Day {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            let (year, month, day) = self.0.to_calendar_date();
            write!(f, "{year:04}-{:02}-{day:02}", u8::from(month))
        }
    }

    impl FromStr for Day {
        type Err = NoDate;

        fn from_str(text: &str) -> Result<Self, NoDate> {
            let number = |from: usize, to: usize| {
                super::digits(text.get(from..to)?).and_then(|it| u16::try_from(it).ok())
            };
            let dashes =
                text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
            let date = || {
                let month = Month::try_from(number(5, 7)? as u8).ok()?;
                Date::from_calendar_date(i32::from(number(0, 4)?), month, number(8, 10)? as u8).ok()
            };
            if dashes {
                date().map(Day).ok_or(NoDate)
            } else {
                Err(NoDate)
            }
        }
    }

    impl TryFrom<String> for Day {
        type Error = NoDate;

        fn try_from(text: String) -> Result<Self, NoDate> {
            text.parse()
        }
    }

    impl From<Day> for String {
        fn from(day: Day) -> Self {
            day.to_string()
        }
    }

    #[derive(Debug, thiserror::Error)]
    #[error("not a date")]
    pub(crate) struct NoDate;

    /// Dates alone, for a field.
    pub(crate) mod date {
        use super::Day;
        use serde::{Deserialize, Deserializer, Serialize, Serializer};
        use time::Date;

        pub(crate) fn serialize<S: Serializer>(date: &Date, to: S) -> Result<S::Ok, S::Error> {
            Day(*date).serialize(to)
        }

        pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
            Ok(Day::deserialize(from)?.0)
        }
    }
}
