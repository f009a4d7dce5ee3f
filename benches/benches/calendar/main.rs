//! Business clocks side by side: deadlines, elapsed time, building, and a million deadlines after
//! a change of the calendar.

mod rivals;

use std::process::ExitCode;
use std::sync::OnceLock;

use benches::stopwatch::Stopwatch;
use benches::table::{Row, Table};
use checkmark::calendar::{
    Budget, BusinessDuration, Calendar, Clock, Pauses, Recompute, Week, Zone,
};
use rivals::{OpeningHours, UleHours, Workclock};
use time::{Date, UtcDateTime};

const OURS: &str = "checkmark";

/// What a business clock is asked here, in whole seconds.
trait Desk {
    const NAME: &str;

    fn build(holidays: &[Date]) -> Self;
    fn deadline(&self, start: i64, budget: i64) -> i64;
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
fn zone() -> Zone {
    static READ: OnceLock<Zone> = OnceLock::new();
    READ.get_or_init(|| Zone::bundled(ZONE).expect("a zone"))
        .clone()
}

const ZONE: &str = "Europe/Stockholm";
const HOUR: i64 = 3600;
const DAY: i64 = 86_400;

fn main() -> ExitCode {
    let bench = Bench {
        stopwatch: Stopwatch::from_args(),
        starts: starts(),
    };
    let mut table = Table::default();
    let few = every_nth_day(23, 20);
    let ours = Clock::build(&few);
    bench.queries(&ours, &ours, &mut table);
    bench.queries(&UleHours::build(&few), &ours, &mut table);
    bench.queries(&Workclock::build(&few), &ours, &mut table);
    bench.queries(&OpeningHours::build(&few), &ours, &mut table);
    bench.instants(&ours, &mut table);
    bench.holidays(&mut table);
    bench.building::<Clock>(&few, &mut table);
    bench.building::<UleHours>(&few, &mut table);
    bench.building::<Workclock>(&few, &mut table);
    bench.building::<OpeningHours>(&few, &mut table);
    bench.million(&few, &mut table);
    claims(&mut table);
    println!("{table}");
    // Measured roughly, nothing is broken yet.
    if table.holds() || std::env::args().any(|word| word == "--quick") {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

struct Bench {
    stopwatch: Stopwatch,
    starts: Vec<i64>,
}

const DEADLINES: [(&str, i64); 3] = [
    ("deadline 1 h", HOUR),
    ("deadline 48 h", 48 * HOUR),
    ("deadline 10,000 h", 10_000 * HOUR),
];
const ELAPSED: [(&str, i64); 3] = [
    ("elapsed over a day", DAY),
    ("elapsed over a year", 365 * DAY),
    ("elapsed over ten years", 3650 * DAY),
];

impl Bench {
    fn queries<D: Desk>(&self, desk: &D, ours: &Clock, table: &mut Table) {
        for (work, budget) in DEADLINES {
            let some = self.starts.iter().take(50);
            let equal = some
                .clone()
                .all(|&start| desk.deadline(start, budget) == Desk::deadline(ours, start, budget));
            let cost = self
                .stopwatch
                .measure(|nth| desk.deadline(self.start(nth), budget));
            table.add(Row {
                work,
                who: D::NAME,
                cost,
                equal,
            });
        }
        for (work, length) in ELAPSED {
            let equal = self.starts.iter().take(50).all(|&start| {
                desk.elapsed(start, start + length) == Desk::elapsed(ours, start, start + length)
            });
            let cost = self.stopwatch.measure(|nth| {
                let start = self.start(nth);
                desk.elapsed(start, start + length)
            });
            table.add(Row {
                work,
                who: D::NAME,
                cost,
                equal,
            });
        }
    }

    /// The same through the door that takes and gives `time`'s instants.
    fn instants(&self, ours: &Clock, table: &mut Table) {
        let starts: Vec<UtcDateTime> = self.starts.iter().map(|start| instant(*start)).collect();
        let budget = Budget::Business(BusinessDuration::hours(1));
        let cost = self
            .stopwatch
            .measure(|nth| ours.deadline(starts[nth % starts.len()], budget, Pauses::NONE));
        let work = "deadline 1 h, as UtcDateTime";
        table.add(Row {
            work,
            who: OURS,
            cost,
            equal: true,
        });
        let cost = self.stopwatch.measure(|_| Zone::bundled(ZONE));
        table.add(Row {
            work: "read a zone",
            who: OURS,
            cost,
            equal: true,
        });
    }

    /// The same budget with few and with many holidays, spread over fifty years.
    fn holidays(&self, table: &mut Table) {
        for (work, count, every) in [
            ("deadline 48 h, 10 holidays", 10, 1800),
            ("deadline 48 h, 10,000 holidays", 10_000, 2),
        ] {
            let holidays = every_nth_day(every, count);
            let ours = Clock::build(&holidays);
            let cost = self
                .stopwatch
                .measure(|nth| Desk::deadline(&ours, self.start(nth), 48 * HOUR));
            table.add(Row {
                work,
                who: OURS,
                cost,
                equal: true,
            });
            let ule = UleHours::build(&holidays);
            let equal = self.starts.iter().take(50).all(|&start| {
                ule.deadline(start, 48 * HOUR) == Desk::deadline(&ours, start, 48 * HOUR)
            });
            let cost = self
                .stopwatch
                .measure(|nth| ule.deadline(self.start(nth), 48 * HOUR));
            table.add(Row {
                work,
                who: UleHours::NAME,
                cost,
                equal,
            });
            let work = if count == 10 {
                "build, 10 holidays"
            } else {
                "build, 10,000 holidays"
            };
            let cost = self.stopwatch.measure(|_| Clock::build(&holidays));
            table.add(Row {
                work,
                who: OURS,
                cost,
                equal: true,
            });
        }
    }

    fn building<D: Desk>(&self, holidays: &[Date], table: &mut Table) {
        let cost = self.stopwatch.measure(|_| D::build(holidays));
        table.add(Row {
            work: "build, 20 holidays",
            who: D::NAME,
            cost,
            equal: true,
        });
    }

    /// A calendar gets one holiday more: one compile, and a million open requests due again.
    fn million(&self, holidays: &[Date], table: &mut Table) {
        let old = Clock::build(holidays);
        let more: Vec<Date> = holidays
            .iter()
            .copied()
            .chain(every_nth_day(7, 30))
            .collect();
        let budget = Budget::Business(BusinessDuration::hours(48));
        let rows: Vec<UtcDateTime> = (0..1_000_000).map(|nth| instant(self.start(nth))).collect();
        let cost = self.stopwatch.measure_long(|| {
            let new = Clock::build(&more);
            let due = |start: &UtcDateTime| new.deadline(*start, budget, Pauses::NONE);
            rows.iter()
                .filter_map(|start| due(start).ok())
                .fold(0, |sum, due| sum ^ due.unix_timestamp())
        });
        table.add(Row {
            work: "1,000,000 due again, one compile",
            who: OURS,
            cost,
            equal: true,
        });
        let cost = self.stopwatch.measure_long(|| {
            let new = Clock::build(&more);
            let recompute = Recompute::new(&old, &new);
            let rows = rows.iter().map(|start| (*start, budget, Pauses::NONE));
            recompute.rows(rows).filter(|row| row.is_moved()).count()
        });
        table.add(Row {
            work: "1,000,000 old, new and cause",
            who: OURS,
            cost,
            equal: true,
        });
    }

    fn start(&self, nth: usize) -> i64 {
        self.starts[nth % self.starts.len()]
    }
}

/// The figures that are promised.
fn claims(table: &mut Table) {
    let ours = |work: &str| table.ns(work, OURS);
    let ratio = |work: &str| table.ns(work, UleHours::NAME) / table.ns(work, OURS);
    let (hour, long) = (ratio("deadline 1 h"), ratio("deadline 10,000 h"));
    let flat = ours("deadline 10,000 h") / ours("deadline 1 h");
    let many = ours("deadline 48 h, 10,000 holidays") / ours("deadline 48 h, 10 holidays");
    let million = ours("1,000,000 due again, one compile") / 1e9;
    let causes = ours("1,000,000 old, new and cause") / 1e9;
    table.at_least("deadline 1 h, times faster than ule-hours", hour, 5.0);
    table.at_least(
        "deadline 10,000 h, times faster than ule-hours",
        long,
        1000.0,
    );
    table.at_most("deadline 10,000 h, times the 1 h", flat, 1.3);
    table.at_most(
        "deadline with 10,000 holidays, times that with 10",
        many,
        1.5,
    );
    table.at_most(
        "a million due again after a calendar change, seconds",
        million,
        1.0,
    );
    table.at_most("a million with old, new and cause, seconds", causes, 1.0);
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
fn every_nth_day(days: i32, count: i32) -> Vec<Date> {
    let first = 2_451_911;
    (0..count)
        .map(|nth| Date::from_julian_day(first + 8_760 * i32::from(count < 100) + nth * days))
        .map(|date| date.expect("a date of this century"))
        .collect()
}
