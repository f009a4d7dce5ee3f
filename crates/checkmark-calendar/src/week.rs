//! The weekly opening hours.

use crate::window::{DAY, DayWindows, Window, WindowError};
use time::Weekday;

/// Opening hours that repeat every week: for each weekday any number of windows, to `24:00`.
///
/// The default is SLA-4's: Monday to Friday round the clock.
///
/// ```
/// use checkmark_calendar::Week;
/// use time::Weekday;
///
/// let week = Week::builder()
///     .weekdays("08:00-12:00,13:00-17:00")?
///     .on(Weekday::Saturday, "22:00-06:00")?
///     .build();
/// assert_eq!(week.day(Weekday::Sunday).to_string(), "00:00-06:00");
/// assert_eq!(Week::default(), Week::builder().weekdays("00:00-24:00")?.build());
/// # Ok::<(), checkmark_calendar::WindowError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Week([DayWindows; 7]);

impl Week {
    /// A week to fill, closed on every day.
    #[must_use]
    pub const fn builder() -> WeekBuilder {
        WeekBuilder {
            days: [const { DayWindows::CLOSED }; 7],
        }
    }

    /// Open at every instant.
    ///
    /// ```
    /// use checkmark_calendar::Week;
    ///
    /// assert_eq!(Week::round_the_clock(), Week::builder().every_day("00:00-24:00")?.build());
    /// # Ok::<(), checkmark_calendar::WindowError>(())
    /// ```
    #[must_use]
    pub fn round_the_clock() -> Self {
        Self(core::array::from_fn(|_| all_day()))
    }

    /// The hours of a weekday, what an overnight window of the day before left here included.
    #[must_use]
    pub const fn day(&self, weekday: Weekday) -> &DayWindows {
        &self.0[weekday.number_days_from_monday() as usize]
    }

    /// Whether no day has a window.
    ///
    /// ```
    /// use checkmark_calendar::Week;
    ///
    /// assert!(Week::builder().build().is_closed());
    /// assert!(!Week::default().is_closed());
    /// ```
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.0.iter().all(DayWindows::is_closed)
    }

    /// The hours by number of days from Monday.
    pub(crate) const fn days(&self) -> &[DayWindows; 7] {
        &self.0
    }
}

/// Monday to Friday round the clock (SLA-4).
impl Default for Week {
    fn default() -> Self {
        Self(core::array::from_fn(|day| {
            if day < 5 {
                all_day()
            } else {
                DayWindows::CLOSED
            }
        }))
    }
}

/// A [`Week`] in the making: hours are added day by day.
///
/// ```
/// use checkmark_calendar::{Week, WeekBuilder};
/// use time::Weekday;
///
/// let helpline: WeekBuilder = Week::builder()
///     .every_day("18:00-22:00")?
///     .window(Weekday::Monday, "06:00-08:00".parse()?)?;
/// assert_eq!(helpline.build().day(Weekday::Monday).to_string(), "06:00-08:00,18:00-22:00");
/// # Ok::<(), checkmark_calendar::WindowError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct WeekBuilder {
    days: [DayWindows; 7],
}

impl WeekBuilder {
    /// Adds hours in text form, such as `09:00-17:00` or `08:00-12:00,13:00-17:00`, to a weekday.
    ///
    /// # Errors
    ///
    /// As [`Window`]'s parser and [`window`](Self::window) say.
    pub fn on(mut self, weekday: Weekday, hours: &str) -> Result<Self, WindowError> {
        for (position, window) in hours.split(',').enumerate() {
            let window = window
                .parse::<Window>()
                .map_err(|error| error.at(position))?;
            self = self
                .window(weekday, window)
                .map_err(|error| error.at(position))?;
        }
        Ok(self)
    }

    /// Adds the same hours to Monday, Tuesday, Wednesday, Thursday and Friday.
    ///
    /// # Errors
    ///
    /// As [`on`](Self::on).
    pub fn weekdays(mut self, hours: &str) -> Result<Self, WindowError> {
        for weekday in WEEKDAYS.into_iter().take(5) {
            self = self.on(weekday, hours)?;
        }
        Ok(self)
    }

    /// Adds the same hours to all seven days.
    ///
    /// # Errors
    ///
    /// As [`on`](Self::on).
    pub fn every_day(mut self, hours: &str) -> Result<Self, WindowError> {
        for weekday in WEEKDAYS {
            self = self.on(weekday, hours)?;
        }
        Ok(self)
    }

    /// Adds one window to a weekday; an overnight one is split at midnight and its second half
    /// goes to the next weekday.
    ///
    /// # Errors
    ///
    /// [`WindowErrorKind::Overlapping`](crate::WindowErrorKind::Overlapping) if it shares a
    /// second with a window that is there.
    pub fn window(mut self, weekday: Weekday, window: Window) -> Result<Self, WindowError> {
        let day = usize::from(weekday.number_days_from_monday());
        let (evening, morning) = window.halves();
        self.days[day].insert(evening)?;
        if let Some(morning) = morning {
            self.days[(day + 1) % 7].insert(morning)?;
        }
        Ok(self)
    }

    /// The week. One that is closed on every day is fine here: overrides may still open it; a
    /// calendar that never opens is refused when the calendar is built.
    #[must_use]
    pub fn build(self) -> Week {
        Week(self.days)
    }
}

/// The days of a week from Monday on.
pub(crate) const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

fn all_day() -> DayWindows {
    let mut day = DayWindows::CLOSED;
    day.insert((0, DAY)).expect("there is nothing to overlap");
    day
}

#[cfg(feature = "serde")]
mod wire {
    use super::Week;
    use crate::window::{Window, WindowError};
    use alloc::vec::Vec;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// An object with the days `mon` to `sun`; an absent day is closed.
    #[derive(Serialize, Deserialize)]
    struct Days<T> {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mon: Option<T>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tue: Option<T>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wed: Option<T>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        thu: Option<T>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fri: Option<T>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sat: Option<T>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sun: Option<T>,
    }

    impl Serialize for Week {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let [mon, tue, wed, thu, fri, sat, sun] = self
                .0
                .each_ref()
                .map(|day| (!day.is_closed()).then_some(day));
            Days {
                mon,
                tue,
                wed,
                thu,
                fri,
                sat,
                sun,
            }
            .serialize(serializer)
        }
    }

    impl<'de> Deserialize<'de> for Week {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let days = Days::<Vec<Window>>::deserialize(deserializer)?;
            read(days).map_err(serde::de::Error::custom)
        }
    }

    fn read(days: Days<Vec<Window>>) -> Result<Week, WindowError> {
        let Days {
            mon,
            tue,
            wed,
            thu,
            fri,
            sat,
            sun,
        } = days;
        let mut builder = Week::builder();
        for (weekday, windows) in super::WEEKDAYS
            .into_iter()
            .zip([mon, tue, wed, thu, fri, sat, sun])
        {
            for (position, window) in windows.into_iter().flatten().enumerate() {
                builder = builder
                    .window(weekday, window)
                    .map_err(|error| error.at(position))?;
            }
        }
        Ok(builder.build())
    }
}
