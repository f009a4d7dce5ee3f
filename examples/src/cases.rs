//! Rows that ask a business clock: a calendar, a budget and a stretch of time each, and the answer.

mod zones;

pub use zones::{Zones, ZonesFault};

use std::collections::BTreeMap;
use std::fmt;

use checkmark::calendar::{
    Budget, BusinessDuration, Calendar, CalendarError, Clock, ClockError, DayWindows, Explanation,
    Holiday, ParseBudgetError, Pause, PauseError, PauseReason, Pauses, Week, ZoneError,
};
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime, UtcDateTime};

/// A row: hours and special days of a calendar, and what is asked of it.
#[derive(Clone, Debug, Deserialize)]
pub struct Case {
    id: String,
    zone: String,
    start: Instant,
    #[serde(default)]
    hours: Week,
    #[serde(default)]
    holidays: Vec<Holiday>,
    #[serde(default)]
    overrides: BTreeMap<Day, DayWindows>,
    #[serde(default)]
    budget_min: Option<u32>,
    /// Any budget in the library's own text, such as `business P2D`; goes before the minutes.
    #[serde(default)]
    budget: Option<String>,
    #[serde(default)]
    pauses: Vec<(Instant, Option<Instant>)>,
    #[serde(default)]
    elapsed_from: Option<Instant>,
    #[serde(default)]
    elapsed_to: Option<Instant>,
}

impl Case {
    /// What the row is called.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The zone that it is about.
    #[must_use]
    pub fn zone(&self) -> &str {
        &self.zone
    }

    /// The answer; that there is none is an answer too.
    #[must_use]
    pub fn answer(&self, zones: &mut Zones, unrolled: bool) -> Answer {
        let mut answer = Answer {
            id: self.id.clone(),
            deadline: None,
            elapsed_sec: None,
            explanation: None,
            error: None,
        };
        if let Err(unanswered) = self.fill(&mut answer, zones, unrolled) {
            answer.error = Some(unanswered.to_string());
        }
        answer
    }

    fn fill(
        &self,
        answer: &mut Answer,
        zones: &mut Zones,
        unrolled: bool,
    ) -> Result<(), Unanswered> {
        let (clock, pauses) = (self.clock(zones)?, self.pauses()?);
        let to = self.elapsed_to.map(|it| it.0);
        if let (Some(Instant(from)), Some(to)) = (self.elapsed_from, to) {
            answer.elapsed_sec = Some(Seconds(clock.elapsed(from, to, &pauses)?));
        }
        if let Some(budget) = self.budget()? {
            answer.deadline = Some(Instant(clock.deadline(self.start.0, budget, &pauses)?));
            if unrolled {
                answer.explanation = Some(clock.explain(self.start.0, budget, &pauses)?);
            }
        }
        Ok(())
    }

    /// The clock of the row's calendar.
    ///
    /// # Errors
    ///
    /// No rules for its zone, or no sound calendar.
    pub fn clock(&self, zones: &mut Zones) -> Result<Clock, Unanswered> {
        let zone = zones.zone(&self.zone)?;
        let mut builder = Calendar::builder()
            .week(self.hours.clone())
            .holidays(self.holidays.iter().cloned())
            .zone(zone);
        for (date, windows) in &self.overrides {
            builder = builder.override_day(date.0, windows.clone());
        }
        Ok(builder.build()?.compile()?)
    }

    fn budget(&self) -> Result<Option<Budget>, Unanswered> {
        match (&self.budget, self.budget_min) {
            (Some(text), _) => Ok(Some(text.parse()?)),
            (None, minutes) => {
                Ok(minutes.map(|it| Budget::Business(BusinessDuration::minutes(it))))
            }
        }
    }

    fn pauses(&self) -> Result<Pauses, Unanswered> {
        let mut pauses = Pauses::new();
        for &(Instant(from), to) in &self.pauses {
            let reason = PauseReason::UNSTATED;
            pauses.push(match to {
                Some(Instant(to)) => Pause::new(from, to, reason)?,
                None => Pause::since(from, reason),
            })?;
        }
        Ok(pauses)
    }
}

/// What a clock answers to a row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    id: String,
    deadline: Option<Instant>,
    elapsed_sec: Option<Seconds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<Explanation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

impl Answer {
    /// The row that it answers.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// When the budget is used up.
    #[must_use]
    pub fn deadline(&self) -> Option<UtcDateTime> {
        self.deadline.map(|it| it.0)
    }

    /// The business time between the two instants of the row.
    #[must_use]
    pub fn elapsed(&self) -> Option<BusinessDuration> {
        self.elapsed_sec.map(|it| it.0)
    }

    /// What the deadline is made of, if that was asked.
    #[must_use]
    pub fn explanation(&self) -> Option<&Explanation> {
        self.explanation.as_ref()
    }

    /// Why there is no answer.
    #[must_use]
    pub fn error(&self) -> Option<&str> {
        self.error.as_deref()
    }
}

/// An instant as RFC 3339 text in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Rfc3339", into = "Rfc3339")]
pub struct Instant(pub UtcDateTime);

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self
            .0
            .format(&time::format_description::well_known::Rfc3339);
        f.write_str(&text.map_err(|_| fmt::Error)?)
    }
}

#[derive(Serialize, Deserialize)]
struct Rfc3339(#[serde(with = "time::serde::rfc3339")] OffsetDateTime);

impl From<Rfc3339> for Instant {
    fn from(instant: Rfc3339) -> Self {
        Self(instant.0.to_utc())
    }
}

impl From<Instant> for Rfc3339 {
    fn from(instant: Instant) -> Self {
        Self(instant.0.to_offset(time::UtcOffset::UTC))
    }
}

/// Business time as a number of seconds, with decimals only if it has any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seconds(BusinessDuration);

impl Serialize for Seconds {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.0.whole_seconds(), self.0.subsec_nanoseconds()) {
            (seconds, 0) => serializer.serialize_u64(seconds),
            (seconds, nanoseconds) => {
                serializer.serialize_f64(seconds as f64 + f64::from(nanoseconds) / 1e9)
            }
        }
    }
}

/// A date as the key of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
struct Day(Date);

impl TryFrom<String> for Day {
    type Error = time::error::Parse;

    fn try_from(text: String) -> Result<Self, time::error::Parse> {
        Date::parse(&text, &time::format_description::well_known::Iso8601::DATE).map(Self)
    }
}

/// Why a row has no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Unanswered {
    /// There are no rules for its zone.
    #[error("zone: {0}")]
    Zone(#[from] ZonesFault),
    /// The rules are not sound.
    #[error("zone rules: {0}")]
    Rules(#[from] ZoneError),
    /// It has no sound calendar.
    #[error("calendar: {0}")]
    Calendar(#[from] CalendarError),
    /// Its pauses are not in order.
    #[error("pauses: {0}")]
    Pauses(#[from] PauseError),
    /// Its budget is none.
    #[error("budget: {0}")]
    Budget(#[from] ParseBudgetError),
    /// The clock cannot say.
    #[error("{0}")]
    Clock(#[from] ClockError),
}
