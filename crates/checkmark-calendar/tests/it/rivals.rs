//! Second opinions: `ule-hours` and `workclock`, where they are right. Where they are not, see
//! `disagreements`.

mod definition;
mod disagreements;

use checkmark_calendar::{Budget, BusinessDuration, Calendar, Clock, Pause, PauseReason, Pauses};
use checkmark_calendar::{Holiday, Week, Zone};
use jiff::{SignedDuration, Timestamp, civil};
use proptest::prelude::*;
use time::{Date, Month, UtcDateTime, Weekday};

/// A desk in words that all three understand: each weekday's windows, from Monday on.
#[derive(Clone, Debug)]
pub(crate) struct Desk {
    pub(crate) zone: &'static str,
    pub(crate) week: [String; 7],
    pub(crate) holidays: Vec<civil::Date>,
}

impl Desk {
    pub(crate) fn new(zone: &'static str, week: [&str; 7], holidays: &[civil::Date]) -> Self {
        Self {
            zone,
            week: week.map(String::from),
            holidays: holidays.to_vec(),
        }
    }

    pub(crate) fn ours(&self) -> Clock {
        let days = WEEKDAYS.into_iter().zip(&self.week);
        let days = days.filter(|(_, windows)| !windows.is_empty());
        let week = days.fold(Week::builder(), |week, (day, windows)| {
            week.on(day, windows).expect("windows")
        });
        let holidays = self
            .holidays
            .iter()
            .map(|it| Holiday::new(date(*it), "closed"));
        Calendar::builder()
            .week(week.build())
            .holidays(holidays)
            .zone(Zone::bundled(self.zone).expect("a zone"))
            .build()
            .expect("a desk that opens")
            .compile()
            .expect("a desk that opens")
    }

    pub(crate) fn ule(&self) -> ule_hours::Schedule {
        let mut builder = ule_hours::Schedule::builder(self.zone).expect("a zone");
        for (at, windows) in (0..).zip(&self.week) {
            let day = civil::Weekday::from_monday_zero_offset(at).expect("a weekday");
            builder = builder.open([day], windows).expect("windows");
        }
        for holiday in &self.holidays {
            builder = builder.closed_on(*holiday);
        }
        builder.build()
    }

    pub(crate) fn workclock(&self) -> workclock::Schedule {
        let mut builder = workclock::Schedule::builder().time_zone(self.zone);
        for (at, windows) in (0..).zip(&self.week) {
            let day = civil::Weekday::from_monday_zero_offset(at).expect("a weekday");
            let day = workclock::Weekdays::from_iter([day]);
            for window in windows.split(',').filter(|it| !it.is_empty()) {
                let (from, to) = window.split_once('-').expect("a window");
                let rule = workclock::WorkDay::new(time_of_day(from), time_of_day(to), day);
                builder = builder.rule(rule);
            }
        }
        builder = builder.rule(workclock::Holidays::new(self.holidays.iter().copied()));
        builder.build().expect("a desk that opens")
    }
}

/// Midnight at the end of a day is the start of the next one there.
fn time_of_day(text: &str) -> civil::Time {
    let text = if text == "24:00" { "00:00" } else { text };
    text.parse().expect("a time of day")
}

pub(crate) fn date(date: civil::Date) -> Date {
    let month = Month::try_from(date.month() as u8).expect("a month");
    Date::from_calendar_date(date.year().into(), month, date.day() as u8).expect("a date")
}

pub(crate) fn instant(at: Timestamp) -> UtcDateTime {
    UtcDateTime::from_unix_timestamp(at.as_second()).expect("an instant")
}

pub(crate) fn business(seconds: i64) -> Budget {
    Budget::Business(BusinessDuration::seconds(seconds.unsigned_abs()))
}

/// Compares deadline and elapsed time of all three; those of `ule-hours` if it is asked.
#[track_caller]
fn check(desk: &Desk, start: i64, budget: i64, pauses: &[(i64, i64)], ask_ule: bool) {
    let at = |second| Timestamp::from_second(second).expect("an instant");
    let clock = desk.ours();
    let mut ours = Pauses::new();
    let mut theirs = ule_hours::Pauses::new();
    for (from, to) in pauses {
        let pause = Pause::new(instant(at(*from)), instant(at(*to)), PauseReason::UNSTATED);
        ours.push(pause.expect("a pause")).expect("pauses in order");
        theirs.add(at(*from), at(*to));
    }
    let due = clock.deadline_unix(start, business(budget), &ours);
    let due = due.expect("it is due within the years of the zone");
    let elapsed = clock.elapsed_unix(start, due, &ours).expect("it is known");
    assert_eq!(elapsed, BusinessDuration::seconds(budget.unsigned_abs()));
    let length = SignedDuration::from_secs(budget);
    if pauses.is_empty() {
        let workclock = desk.workclock();
        assert_eq!(workclock.add(at(start), length), Ok(at(due)), "workclock");
        assert_eq!(workclock.between(at(start), at(due)), length, "workclock");
    }
    if ask_ule {
        let ule = desk.ule();
        let answer = ule.add_with(at(start), length, &theirs).expect("ule-hours");
        assert_eq!(answer, at(due), "ule-hours");
        assert_eq!(
            ule.between_with(at(start), at(due), &theirs),
            length,
            "ule-hours"
        );
    }
}

/// Zones whose clocks change between midnight and four, or not at all.
const ZONES: [&str; 12] = [
    "Europe/Stockholm",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Helsinki",
    "America/New_York",
    "America/St_Johns",
    "America/Phoenix",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "UTC",
];

/// 2012 to 2024: all the zone data about is the same on that.
const FROM: i64 = 1_325_376_000;
const TO: i64 = 1_704_067_200;

/// Windows by day: both ends after the hours in which clocks change, or midnight.
fn hours_of_day() -> impl Strategy<Value = String> {
    let quarter = |at: u32| format!("{:02}:{:02}", at / 4, at % 4 * 15);
    prop_oneof![
        1 => Just(String::new()),
        1 => Just(String::from("00:00-24:00")),
        6 => proptest::sample::subsequence((16..=96).collect::<Vec<u32>>(), 2..=6).prop_map(
            move |edges| {
                let windows = edges.chunks_exact(2);
                let windows = windows.map(|it| format!("{}-{}", quarter(it[0]), quarter(it[1])));
                windows.collect::<Vec<_>>().join(",")
            }
        ),
    ]
}

fn desk() -> impl Strategy<Value = Desk> {
    let week = proptest::array::uniform7(hours_of_day());
    let week = week.prop_filter("a desk opens", |week| {
        week.iter().any(|day| !day.is_empty())
    });
    let holidays = proptest::collection::vec(0..13 * 365_i32, 0..40);
    (proptest::sample::select(&ZONES[..]), week, holidays).prop_map(|(zone, week, holidays)| {
        let first = civil::date(2012, 1, 1);
        let holidays = holidays.into_iter();
        let holidays =
            holidays.map(|days| first + SignedDuration::from_hours(24 * i64::from(days)));
        Desk {
            zone,
            week,
            holidays: holidays.collect(),
        }
    })
}

fn budget() -> impl Strategy<Value = i64> {
    prop_oneof![
        1..8 * 3600_i64,
        1..60 * 3600_i64,
        1..2_000 * 3600_i64,
        (1..500_i64).prop_map(|it| it * 900)
    ]
}

fn pauses() -> impl Strategy<Value = Vec<(i64, i64)>> {
    proptest::collection::vec((0..200_000_i64, 1..200_000_i64), 0..5).prop_map(|gaps| {
        let mut at = 0;
        let pauses = gaps.into_iter().map(|(gap, length)| {
            let from = at + gap;
            at = from + length;
            (from, at)
        });
        pauses.collect()
    })
}

proptest! {
    #[test]
    fn all_three_agree_where_clocks_do_not_change_in_the_hours(
        desk in desk(), start in FROM..TO, budget in budget(),
    ) {
        check(&desk, start, budget, &[], true);
    }

    #[test]
    fn pauses_count_alike(
        desk in desk(), start in FROM..TO, budget in budget(), pauses in pauses(),
    ) {
        let pauses: Vec<_> = pauses.iter().map(|it| (start + it.0, start + it.1)).collect();
        check(&desk, start, budget, &pauses, true);
    }

    /// With holidays only `workclock` parts a night at midnight, as the definition does.
    #[test]
    fn nights_count_alike(
        mut desk in desk(), from in 18..24_u32, to in 4..9_u32, start in FROM..TO, budget in budget(),
    ) {
        desk.week = [(); 7].map(|()| format!("{from:02}:00-{to:02}:00"));
        check(&desk, start, budget, &[], false);
        desk.holidays.clear();
        check(&desk, start, budget, &[], true);
    }
}

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];
