//! The definition, second by second: an instant is open if the wall clock then shows a time in the
//! windows of its date and the date is no holiday. It shares nothing with the crate but the list of
//! transitions.

use checkmark_calendar::{Calendar, DayWindows, Transition, Zone};
use time::{Date, Duration, Weekday};

pub(crate) struct Naive {
    initial: i32,
    transitions: Vec<(i64, i32)>,
    week: [Vec<(i64, i64)>; 7],
    holidays: Vec<Date>,
    overrides: Vec<(Date, Vec<(i64, i64)>)>,
}

impl Naive {
    pub(crate) fn new(calendar: &Calendar) -> Self {
        let zone: &Zone = calendar.zone();
        let days = [
            Weekday::Monday,
            Weekday::Tuesday,
            Weekday::Wednesday,
            Weekday::Thursday,
            Weekday::Friday,
            Weekday::Saturday,
            Weekday::Sunday,
        ];
        Self {
            initial: zone.offset_at(zone.since()).expect("its first instant"),
            transitions: zone
                .transitions()
                .map(|it: Transition| (it.unix_seconds(), it.offset()))
                .collect(),
            week: days.map(|day| windows(calendar.week().day(day))),
            holidays: calendar.holidays().iter().map(|it| it.date()).collect(),
            overrides: calendar
                .overrides()
                .map(|(date, it)| (date, windows(it)))
                .collect(),
        }
    }

    fn offset(&self, at: i64) -> i64 {
        let before = self.transitions.partition_point(|it| it.0 <= at);
        i64::from(
            before
                .checked_sub(1)
                .map_or(self.initial, |it| self.transitions[it].1),
        )
    }

    /// The date on the wall clock and the second of that day.
    fn wall_clock(&self, at: i64) -> (Date, i64) {
        let local = at + self.offset(at);
        let epoch = Date::from_ordinal_date(1970, 1).expect("1970");
        (
            epoch + Duration::days(local.div_euclid(86_400)),
            local.rem_euclid(86_400),
        )
    }

    pub(crate) fn is_open(&self, at: i64) -> bool {
        let (date, second) = self.wall_clock(at);
        if self.holidays.contains(&date) {
            return false;
        }
        let special = self
            .overrides
            .iter()
            .find(|it| it.0 == date)
            .map(|it| &it.1);
        let weekday = usize::from(date.weekday().number_days_from_monday());
        let windows = special.unwrap_or(&self.week[weekday]);
        windows
            .iter()
            .any(|(from, to)| (*from..*to).contains(&second))
    }

    /// The date that the wall clock shows.
    pub(crate) fn date(&self, at: i64) -> Date {
        self.wall_clock(at).0
    }
}

fn windows(day: &DayWindows) -> Vec<(i64, i64)> {
    day.iter()
        .map(|it| (i64::from(it.from().seconds()), i64::from(it.to().seconds())))
        .collect()
}
