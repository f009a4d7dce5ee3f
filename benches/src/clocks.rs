//! Business clocks side by side: deadlines, elapsed time, building, and a million deadlines after
//! a change of the calendar.

mod rivals;

use std::sync::OnceLock;

use checkmark::calendar::{
    Budget, BusinessDuration, Calendar, Clock, Pauses, Recompute, Week, Zone,
};
use time::{Date, UtcDateTime};

use crate::contest::Contest;
use crate::stopwatch::{Measure, Stopwatch};
use crate::table::{Row, Table};

pub use rivals::{OpeningHours, UleHours, Workclock};

const OURS: &str = "checkmark";

/// What a business clock is asked here, in whole seconds.
pub trait Desk {
    /// What it is called.
    const NAME: &str;

    /// Nine to five, Monday to Friday, in one zone, but for these dates.
    fn build(holidays: &[Date]) -> Self;
    /// When a budget is used up.
    fn deadline(&self, start: i64, budget: i64) -> i64;
    /// How much of the time was open.
    fn elapsed(&self, from: i64, to: i64) -> i64;
}

impl Desk for Clock {
    const NAME: &str = OURS;

    fn build(holidays: &[Date]) -> Self {
        let week = Week::builder()
            .weekdays("09:00-17:00")
            .expect("hours")
            .build();
        let calendar = Calendar::builder()
            .week(week)
            .zone(zone())
            .holidays(holidays.iter().map(|date| (*date, "")))
            .build();
        calendar
            .and_then(|calendar| calendar.compile())
            .expect("a calendar that opens")
    }

    fn deadline(&self, start: i64, budget: i64) -> i64 {
        let budget = Budget::Business(BusinessDuration::seconds(budget as u64));
        self.deadline_unix(start, budget, Pauses::NONE)
            .expect("an instant of this century")
    }

    fn elapsed(&self, from: i64, to: i64) -> i64 {
        let elapsed = self
            .elapsed_unix(from, to, Pauses::NONE)
            .expect("instants of this century");
        elapsed.whole_seconds() as i64
    }
}

/// The zone's rules, read once, as the rivals' library keeps them.
#[must_use]
pub fn zone() -> Zone {
    static READ: OnceLock<Zone> = OnceLock::new();
    READ.get_or_init(|| Zone::bundled(ZONE).expect("a zone"))
        .clone()
}

/// The zone of everybody.
pub const ZONE: &str = "Europe/Stockholm";
/// Seconds of an hour.
pub const HOUR: i64 = 3600;
/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// The contests about business clocks.
#[derive(Debug)]
pub struct Bench {
    stopwatch: Stopwatch,
    starts: Vec<i64>,
}

/// What is asked of everybody: the budget in seconds, and how many answers make a turn.
const DEADLINES: [(&str, i64, usize); 3] = [
    ("deadline 1 h", HOUR, 64),
    ("deadline 48 h", 48 * HOUR, 64),
    ("deadline 10,000 h", 10_000 * HOUR, 8),
];
const ELAPSED: [(&str, i64, usize); 3] = [
    ("elapsed over a day", DAY, 64),
    ("elapsed over a year", 365 * DAY, 8),
    ("elapsed over ten years", 3650 * DAY, 8),
];
/// We, through the door of `time`'s instants.
pub const AS_INSTANTS: &str = "as UtcDateTime";

impl Bench {
    /// Asks with this stopwatch.
    #[must_use]
    pub fn new(stopwatch: Stopwatch) -> Self {
        Self {
            stopwatch,
            starts: starts(),
        }
    }

    /// Deadlines and elapsed time.
    pub fn queries(&self, holidays: &[Date], table: &mut Table) {
        let ours = Clock::build(holidays);
        let ule = UleHours::build(holidays);
        let workclock = Workclock::build(holidays);
        let opening = OpeningHours::build(holidays);
        for (work, budget, count) in DEADLINES {
            let mut contest = Contest::new(work, count);
            self.enter(&mut contest, count, &ours, |it, start| {
                Desk::deadline(it, start, budget)
            });
            contest.enter(AS_INSTANTS, self.instants(count, &ours, budget));
            self.enter(&mut contest, count, &ule, |it, start| {
                it.deadline(start, budget)
            });
            self.enter(&mut contest, count, &workclock, |it, start| {
                it.deadline(start, budget)
            });
            self.enter(&mut contest, count, &opening, |it, start| {
                it.deadline(start, budget)
            });
            table.add_all(contest.run(&self.stopwatch));
        }
        for (work, length, count) in ELAPSED {
            let mut contest = Contest::new(work, count);
            self.enter(&mut contest, count, &ours, |it, at| {
                Desk::elapsed(it, at, at + length)
            });
            self.enter(&mut contest, count, &ule, |it, at| {
                it.elapsed(at, at + length)
            });
            self.enter(&mut contest, count, &workclock, |it, at| {
                it.elapsed(at, at + length)
            });
            self.enter(&mut contest, count, &opening, |it, at| {
                it.elapsed(at, at + length)
            });
            table.add_all(contest.run(&self.stopwatch));
        }
    }

    /// Lets a desk take part; each call asks about the next of the starts.
    fn enter<'a, D: Desk>(
        &'a self,
        contest: &mut Contest<'a, i64>,
        count: usize,
        desk: &'a D,
        ask: impl Fn(&D, i64) -> i64 + 'a,
    ) {
        let mut next = 0;
        contest.enter(D::NAME, move || {
            let starts = &self.starts[next..next + count];
            next = (next + count) % self.starts.len();
            starts.iter().fold(0, |sum, start| sum ^ ask(desk, *start))
        });
    }

    /// Our deadlines through the door that takes and gives `time`'s instants.
    fn instants<'a>(&self, count: usize, ours: &'a Clock, budget: i64) -> impl FnMut() -> i64 + 'a {
        let starts: Vec<UtcDateTime> = self.starts.iter().map(|start| instant(*start)).collect();
        let budget = Budget::Business(BusinessDuration::seconds(budget as u64));
        let mut next = 0;
        move || {
            let some = &starts[next..next + count];
            next = (next + count) % starts.len();
            let due = some
                .iter()
                .map(|start| ours.deadline(*start, budget, Pauses::NONE));
            due.flatten().fold(0, |sum, due| sum ^ due.unix_timestamp())
        }
    }

    /// The same budget with few and with many holidays, spread over fifty years.
    pub fn holidays(&self, table: &mut Table) {
        for (work, count, every) in [
            ("deadline 48 h, 10 holidays", 10, 1800),
            ("deadline 48 h, 10,000 holidays", 10_000, 2),
        ] {
            let holidays = every_nth_day(every, count);
            let (ours, ule) = (Clock::build(&holidays), UleHours::build(&holidays));
            let workclock = Workclock::build(&holidays);
            let mut contest = Contest::new(work, 64);
            self.enter(&mut contest, 64, &ours, |it, at| {
                Desk::deadline(it, at, 48 * HOUR)
            });
            self.enter(&mut contest, 64, &ule, |it, at| it.deadline(at, 48 * HOUR));
            self.enter(&mut contest, 64, &workclock, |it, at| {
                it.deadline(at, 48 * HOUR)
            });
            table.add_all(contest.run(&self.stopwatch));
        }
    }

    /// From dates in hand to a desk that can be asked; ours also from the bytes of its zone. No equal
    /// work: the others keep a list and search it at each question, ours compiles it once.
    pub fn building(&self, few: &[Date], table: &mut Table) {
        let mut contest = Contest::new("build, 20 holidays", 1);
        contest.enter(OURS, || drop(Clock::build(few)));
        contest.enter_context(UleHours::NAME, || drop(UleHours::build(few)));
        contest.enter_context(Workclock::NAME, || drop(Workclock::build(few)));
        contest.enter_context(OpeningHours::NAME, || drop(OpeningHours::build(few)));
        table.add_all(contest.run(&self.stopwatch));
        let many = every_nth_day(2, 10_000);
        let mut contest = Contest::new("build, 10,000 holidays", 1);
        contest.enter(OURS, || drop(Clock::build(&many)));
        contest.enter_context(UleHours::NAME, || drop(UleHours::build(&many)));
        contest.enter_context(Workclock::NAME, || drop(Workclock::build(&many)));
        contest.enter_context(OpeningHours::NAME, || drop(OpeningHours::build(&many)));
        table.add_all(contest.run(&self.stopwatch));
        let mut contest = Contest::new("read the rules of a zone", 1);
        contest.enter(OURS, || Zone::bundled(ZONE).is_ok());
        table.add_all(contest.run(&self.stopwatch));
    }

    /// A calendar gets some holidays more: one compile, and a million open requests due again.
    pub fn million(&self, holidays: &[Date], table: &mut Table) {
        let old = Clock::build(holidays);
        let more: Vec<Date> = holidays
            .iter()
            .copied()
            .chain(every_nth_day(7, 30))
            .collect();
        let budget = Budget::Business(BusinessDuration::hours(48));
        let starts = (0..1_000_000).map(|nth| self.starts[nth % self.starts.len()]);
        let rows: Vec<UtcDateTime> = starts.map(instant).collect();
        let cost = self.stopwatch.measure_long(|| {
            let new = Clock::build(&more);
            let due = rows
                .iter()
                .map(|start| new.deadline(*start, budget, Pauses::NONE));
            due.flatten().fold(0, |sum, due| sum ^ due.unix_timestamp())
        });
        table.add(row("1,000,000 due again, one compile", cost));
        let cost = self.stopwatch.measure_long(|| {
            let new = Clock::build(&more);
            let recompute = Recompute::new(&old, &new);
            let rows = rows.iter().map(|start| (*start, budget, Pauses::NONE));
            recompute.rows(rows).filter(|row| row.is_moved()).count()
        });
        table.add(row("1,000,000 old, new and cause", cost));
    }
}

const fn row(work: &'static str, cost: Measure) -> Row {
    Row {
        work,
        who: OURS,
        cost,
        equal: true,
    }
}

fn instant(seconds: i64) -> UtcDateTime {
    UtcDateTime::from_unix_timestamp(seconds).expect("an instant of this century")
}

/// Instants of 2025 and 2026, at all hours, far from one another.
fn starts() -> Vec<i64> {
    let first = 1_735_689_600;
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    (0..4096)
        .map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            first + (state >> 33) as i64 % (2 * 365 * DAY)
        })
        .collect()
}

/// So many dates, each some days after the last, from 2001 on.
///
/// # Panics
///
/// They lead out of the years that there are.
#[must_use]
pub fn every_nth_day(days: i32, count: i32) -> Vec<Date> {
    let first = 2_451_911;
    (0..count)
        .map(|nth| Date::from_julian_day(first + 8_760 * i32::from(count < 100) + nth * days))
        .map(|date| date.expect("a date of this century"))
        .collect()
}
