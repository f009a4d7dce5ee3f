//! The other business clocks, each asked in the way that its documentation shows.

use std::sync::Arc;

use super::{Desk, ZONE};
use chrono::{DateTime, NaiveDate, TimeDelta};
use compact_calendar::CompactCalendar;
use jiff::{SignedDuration, Timestamp};
use opening_hours::localization::TzLocation;
use opening_hours::{Context, ContextHolidays, RuleKind};
use time::Date;

/// `ule-hours`.
#[expect(missing_debug_implementations, reason = "it is somebody else's")]
pub struct UleHours(ule_hours::Schedule);

impl Desk for UleHours {
    const NAME: &str = "ule-hours";

    fn build(holidays: &[Date]) -> Self {
        let builder = ule_hours::Schedule::builder(ZONE).expect("a zone");
        let builder = builder.mon_fri("09:00-17:00").expect("hours");
        Self(
            holidays
                .iter()
                .fold(builder, |it, date| it.closed_on(jiff_date(*date)))
                .build(),
        )
    }

    fn deadline(&self, start: i64, budget: i64) -> i64 {
        let budget = SignedDuration::from_secs(budget);
        self.0
            .add(timestamp(start), budget)
            .expect("a deadline")
            .as_second()
    }

    fn elapsed(&self, from: i64, to: i64) -> i64 {
        self.0.between(timestamp(from), timestamp(to)).as_secs()
    }
}

/// `workclock`.
#[expect(missing_debug_implementations, reason = "it is somebody else's")]
pub struct Workclock(workclock::Schedule);

impl Desk for Workclock {
    const NAME: &str = "workclock";

    fn build(holidays: &[Date]) -> Self {
        let office = workclock::WorkDay::new(
            jiff::civil::time(9, 0, 0, 0),
            jiff::civil::time(17, 0, 0, 0),
            workclock::Weekdays::MON_TO_FRI,
        );
        let holidays = workclock::Holidays::new(holidays.iter().map(|date| jiff_date(*date)));
        let builder = workclock::Schedule::builder()
            .time_zone(ZONE)
            .rule(office)
            .rule(holidays);
        Self(builder.build().expect("a schedule"))
    }

    fn deadline(&self, start: i64, budget: i64) -> i64 {
        let budget = SignedDuration::from_secs(budget);
        self.0
            .add(timestamp(start), budget)
            .expect("a deadline")
            .as_second()
    }

    fn elapsed(&self, from: i64, to: i64) -> i64 {
        self.0.between(timestamp(from), timestamp(to)).as_secs()
    }
}

/// `opening-hours`. It has no deadlines: its intervals are added up until the budget is used.
#[expect(missing_debug_implementations, reason = "it is somebody else's")]
pub struct OpeningHours(opening_hours::OpeningHours<TzLocation<chrono_tz::Tz>>);

impl Desk for OpeningHours {
    const NAME: &str = "opening-hours";

    fn build(holidays: &[Date]) -> Self {
        let mut calendar = CompactCalendar::default();
        for date in holidays {
            let (year, month, day) = date.to_calendar_date();
            let date = NaiveDate::from_ymd_opt(year, u32::from(u8::from(month)), day.into());
            calendar.insert(date.expect("a date"));
        }
        let hours = "Mo-Fr 09:00-17:00; PH off"
            .parse::<opening_hours::OpeningHours>()
            .expect("hours");
        let holidays = ContextHolidays::new(Arc::new(calendar), Arc::default());
        let context = Context::default()
            .with_holidays(holidays)
            .with_locale(TzLocation::new(ZONE.parse().expect("a zone")));
        Self(hours.with_context(context))
    }

    fn deadline(&self, start: i64, budget: i64) -> i64 {
        let mut rest = TimeDelta::seconds(budget);
        for range in self.0.iter_from(self.local(start)) {
            if range.kind != RuleKind::Open {
                continue;
            }
            let length = range.range.end - range.range.start;
            if rest <= length {
                return (range.range.start + rest).timestamp();
            }
            rest -= length;
        }
        unreachable!("the hours go on for ever")
    }

    fn elapsed(&self, from: i64, to: i64) -> i64 {
        let ranges = self.0.iter_range(self.local(from), self.local(to));
        let open = ranges.filter(|it| it.kind == RuleKind::Open);
        open.map(|it| (it.range.end - it.range.start).num_seconds())
            .sum()
    }
}

impl OpeningHours {
    fn local(&self, at: i64) -> DateTime<chrono_tz::Tz> {
        let zone = self.0.get_context().locale.get_timezone();
        DateTime::from_timestamp(at, 0)
            .expect("an instant")
            .with_timezone(zone)
    }
}

fn timestamp(at: i64) -> Timestamp {
    Timestamp::from_second(at).expect("an instant")
}

fn jiff_date(date: Date) -> jiff::civil::Date {
    let (year, month, day) = date.to_calendar_date();
    jiff::civil::date(year as i16, u8::from(month) as i8, day as i8)
}
