//! How instants and durations are written, for `#[serde(with = "...")]`.
//!
//! An instant is RFC 3339 in UTC with `Z`, a duration is ISO 8601 in days, hours, minutes and
//! seconds. The default forms of `time` are no standard format, so every field names one of these.

/// An instant as RFC 3339 in UTC; read with any offset, written with `Z`.
///
/// ```
/// #[derive(serde::Serialize)]
/// struct Seen(#[serde(with = "checkmark_account::wire::instant")] time::UtcDateTime);
///
/// assert_eq!(serde_json::to_string(&Seen(time::UtcDateTime::UNIX_EPOCH))?, r#""1970-01-01T00:00:00Z""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub mod instant {
    use core::fmt;

    use serde::de::{Error, Visitor};
    use serde::{Deserializer, Serializer};
    use time::format_description::well_known::Rfc3339;
    use time::{Date, Month, OffsetDateTime, Time, UtcDateTime, serde::rfc3339};

    /// Writes an instant.
    ///
    /// # Errors
    ///
    /// A year before 0 has no form in RFC 3339; else what the serializer says.
    ///
    /// ```
    /// use checkmark_account::wire::instant;
    ///
    /// let instant = time::UtcDateTime::UNIX_EPOCH;
    /// let written = instant::serialize(&instant, serde_json::value::Serializer)?;
    /// assert_eq!(written, "1970-01-01T00:00:00Z");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn serialize<S: Serializer>(
        instant: &UtcDateTime,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        rfc3339::serialize(&OffsetDateTime::from(*instant), serializer)
    }

    /// Reads an instant.
    ///
    /// # Errors
    ///
    /// The text is no RFC 3339 instant.
    ///
    /// ```
    /// use checkmark_account::wire::instant;
    ///
    /// let read = instant::deserialize(serde_json::json!("1970-01-01T01:00:00+01:00"))?;
    /// assert_eq!(read, time::UtcDateTime::UNIX_EPOCH);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<UtcDateTime, D::Error> {
        deserializer.deserialize_str(Text)
    }

    struct Text;

    impl Visitor<'_> for Text {
        type Value = UtcDateTime;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an RFC3339-formatted `OffsetDateTime`")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<UtcDateTime, E> {
            if let Some(instant) = whole_second(text) {
                return Ok(instant);
            }
            OffsetDateTime::parse(text, &Rfc3339)
                .map_err(E::custom)?
                .checked_to_utc()
                .ok_or_else(|| E::custom("instant out of range"))
        }
    }

    /// Reads `YYYY-MM-DDTHH:MM:SSZ`, which nearly every recorded instant is; whatever else there is,
    /// or is wrong, is for the reader of the whole syntax.
    fn whole_second(text: &str) -> Option<UtcDateTime> {
        let text: &[u8; 20] = text.as_bytes().try_into().ok()?;
        let signs = [4, 7, 10, 13, 16, 19].map(|at| text[at]);
        if signs != *b"--T::Z" {
            return None;
        }
        let two = |at: usize| {
            let [tens, ones] = [text[at], text[at + 1]].map(|digit| digit.wrapping_sub(b'0'));
            (tens < 10 && ones < 10).then(|| tens * 10 + ones)
        };
        let year = i32::from(two(0)?) * 100 + i32::from(two(2)?);
        let date = Date::from_calendar_date(year, Month::try_from(two(5)?).ok()?, two(8)?).ok()?;
        let time = Time::from_hms(two(11)?, two(14)?, two(17)?).ok()?;
        Some(UtcDateTime::new(date, time))
    }
}

/// An instant that may be absent: null means absent.
///
/// ```
/// #[derive(serde::Deserialize)]
/// struct Seen {
///     #[serde(default, with = "checkmark_account::wire::optional_instant")]
///     at: Option<time::UtcDateTime>,
/// }
///
/// assert_eq!(serde_json::from_str::<Seen>(r#"{"at": null}"#)?.at, None);
/// assert_eq!(serde_json::from_str::<Seen>("{}")?.at, None);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub mod optional_instant {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use time::{OffsetDateTime, UtcDateTime};

    /// Writes an instant or null.
    ///
    /// # Errors
    ///
    /// As for an [`instant`](super::instant).
    pub fn serialize<S: Serializer>(
        instant: &Option<UtcDateTime>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        time::serde::rfc3339::option::serialize(&instant.map(OffsetDateTime::from), serializer)
    }

    /// Reads an instant or null.
    ///
    /// # Errors
    ///
    /// As for an [`instant`](super::instant).
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<UtcDateTime>, D::Error> {
        Ok(Option::<Instant>::deserialize(deserializer)?.map(|Instant(instant)| instant))
    }

    #[derive(Serialize, Deserialize)]
    struct Instant(#[serde(with = "super::instant")] UtcDateTime);
}

/// A duration as ISO 8601, such as `PT10M` or `P1DT12H`.
///
/// Written in the largest units that fit; a day is 24 hours. Read in days, hours, minutes and
/// seconds with up to nine decimals; months and years have no fixed length and are refused, and so
/// is a negative duration.
///
/// ```
/// use checkmark_account::wire::duration;
/// use time::SignedDuration;
///
/// let day_and_a_half = SignedDuration::hours(36);
/// assert_eq!(duration::serialize(&day_and_a_half, serde_json::value::Serializer)?, "P1DT12H");
/// assert_eq!(duration::deserialize(serde_json::json!("PT36H"))?, day_and_a_half);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub mod duration {
    use alloc::string::String;
    use core::fmt::{self, Write as _};

    use serde::{Deserialize, Deserializer, Serializer};
    use time::SignedDuration;

    /// Writes a duration.
    ///
    /// # Errors
    ///
    /// The duration is negative; else what the serializer says.
    pub fn serialize<S: Serializer>(
        duration: &SignedDuration,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let mut text = String::new();
        match write(*duration, &mut text) {
            Ok(()) => serializer.serialize_str(&text),
            Err(fmt::Error) => Err(serde::ser::Error::custom("negative duration")),
        }
    }

    /// Reads a duration.
    ///
    /// # Errors
    ///
    /// The text is no ISO 8601 duration in days, hours, minutes and seconds.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<SignedDuration, D::Error> {
        read(&String::deserialize(deserializer)?)
            .ok_or_else(|| serde::de::Error::custom("not an ISO 8601 duration"))
    }

    fn write(duration: SignedDuration, out: &mut String) -> fmt::Result {
        if duration.is_negative() {
            return Err(fmt::Error);
        }
        let seconds = duration.whole_seconds();
        let nanoseconds = duration.subsec_nanoseconds();
        let units = [
            (seconds / 86_400, 'D'),
            (seconds / 3_600 % 24, 'H'),
            (seconds / 60 % 60, 'M'),
        ];
        let rest = seconds % 60;
        out.push('P');
        for (count, unit) in units {
            if unit == 'H' && (duration - SignedDuration::days(units[0].0)).is_positive() {
                out.push('T');
            }
            if count != 0 {
                write!(out, "{count}{unit}")?;
            }
        }
        if nanoseconds != 0 {
            let decimals = alloc::format!("{nanoseconds:09}");
            write!(out, "{rest}.{}S", decimals.trim_end_matches('0'))
        } else if rest != 0 {
            write!(out, "{rest}S")
        } else if seconds == 0 {
            out.write_str("T0S")
        } else {
            Ok(())
        }
    }

    fn read(text: &str) -> Option<SignedDuration> {
        let text = text.strip_prefix('P')?;
        let (days, clock) = match text.split_once('T') {
            Some((days, clock)) if !clock.is_empty() => (days, clock),
            Some(_) => return None,
            None => (text, ""),
        };
        let mut total = SignedDuration::ZERO;
        let mut any = false;
        for (part, units) in [(days, &[('D', 86_400)][..]), (clock, &CLOCK)] {
            let mut part = part;
            let mut units = units.iter();
            while !part.is_empty() {
                let end = part.find(|c: char| !c.is_ascii_digit() && c != '.')?;
                let (number, rest) = part.split_at(end);
                let unit = rest.chars().next()?;
                // Each unit at most once, and in order.
                let (_, seconds) = units.find(|(name, _)| *name == unit)?;
                total = total.checked_add(count(number, *seconds)?)?;
                part = rest.get(1..)?;
                any = true;
            }
        }
        any.then_some(total)
    }

    const CLOCK: [(char, i64); 3] = [('H', 3_600), ('M', 60), ('S', 1)];

    /// So many units; only seconds have decimals.
    fn count(number: &str, seconds: i64) -> Option<SignedDuration> {
        let (whole, decimals) = match number.split_once('.') {
            Some((whole, decimals)) if seconds == 1 && !decimals.is_empty() => (whole, decimals),
            Some(_) => return None,
            None => (number, ""),
        };
        if whole.is_empty() || decimals.len() > 9 || decimals.contains('.') {
            return None;
        }
        let nanoseconds = decimals
            .bytes()
            .chain(core::iter::repeat(b'0'))
            .take(9)
            .fold(0_i32, |sum, digit| sum * 10 + i32::from(digit - b'0'));
        let whole = whole.parse::<i64>().ok()?.checked_mul(seconds)?;
        Some(SignedDuration::new(whole, nanoseconds))
    }
}
