//! The definition, second by second, around every clock change of every zone.

use std::collections::BTreeSet;
use std::sync::Mutex;

use checkmark::calendar::{
    Budget, BusinessDuration, Calendar, Clock, Pauses, TimeOfDay, Week, Window, Zone,
};
use time::UtcDateTime;

use super::Verdict;

/// Around a change: three hours for the edges of windows, two more to see them from outside.
const AROUND: i64 = 5 * 3600;

/// 1970 to the end of 2037.
const YEARS: std::ops::Range<i64> = 0..2_145_916_800;

/// Where windows begin and end, in seconds from what the wall clock shows at a change, before it
/// or after it.
const EDGES: [(i64, i64); 12] = [
    (-10_800, 10_800),
    (-7200, -3600),
    (-5400, 1800),
    (-3600, 0),
    (-3600, 3600),
    (-1, 1),
    (-60, 5400),
    (0, 1),
    (0, 3600),
    (1800, 3601),
    (3599, 7200),
    (900, 10_800),
];

/// Goes through every `every`-th zone on all cores.
pub(crate) fn compare(every: usize) -> Verdict {
    let zones: Vec<&str> = Zone::bundled_names().step_by(every).collect();
    let next = Mutex::new(zones.iter());
    let whole = Mutex::new(Verdict {
        judge: format!("definition, {} zones", zones.len()),
        ..Verdict::default()
    });
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut own = Verdict::default();
                while let Some(name) = next.lock().ok().and_then(|mut it| it.next().copied()) {
                    zone(name, &mut own);
                }
                if let Ok(mut whole) = whole.lock() {
                    whole.cases += own.cases;
                    whole.answers += own.answers;
                    whole.wrong += own.wrong;
                    whole.first_wrong = whole.first_wrong.take().or(own.first_wrong);
                }
            });
        }
    });
    whole
        .into_inner()
        .expect("no thread fails while it holds the verdict")
}

fn zone(name: &str, verdict: &mut Verdict) {
    let zone = Zone::bundled(name).expect("a bundled zone");
    let changes: Vec<(i64, i64)> = zone
        .transitions()
        .map(|it| (it.unix_seconds(), i64::from(it.offset())))
        .collect();
    let mut before = i64::from(zone.offset_at(zone.since()).expect("its first instant"));
    for &(at, after) in &changes {
        if YEARS.contains(&at) {
            let shown = WallClock::new(&zone, at);
            // The same edges from the reading before the change and from the one after it.
            let readings = BTreeSet::from([at + before, at + after]);
            for reading in readings {
                for edges in EDGES {
                    desk(&zone, at, reading, edges, &shown, verdict);
                }
            }
        }
        before = after;
    }
}

/// What the wall clock shows in each second around a change: seconds of the day.
struct WallClock(Vec<u32>);

impl WallClock {
    fn new(zone: &Zone, around: i64) -> Self {
        let second = |at| {
            let offset = zone.offset_at(instant(at)).expect("a known year");
            (at + i64::from(offset)).rem_euclid(86_400) as u32
        };
        Self((around - AROUND..around + AROUND).map(second).collect())
    }
}

/// A desk that is open daily between two edges, asked everything that can be asked.
fn desk(
    zone: &Zone,
    around: i64,
    reading: i64,
    (from, to): (i64, i64),
    shown: &WallClock,
    verdict: &mut Verdict,
) {
    let time = |edge: i64| (reading + edge).rem_euclid(86_400) as u32;
    let (from, to) = (time(from), time(to));
    let clock = clock(zone, from, to);
    let is_open = |second: u32| {
        if from < to {
            (from..to).contains(&second)
        } else {
            second >= from || second < to
        }
    };
    verdict.cases += 1;
    let start = around - AROUND;
    let check = |right: bool, at: i64, what: &str, verdict: &mut Verdict| {
        verdict.answers += 1;
        if !right {
            verdict.wrong += 1;
            let told = || format!("{} {what} at {at}, open {from} to {to}", zone.name());
            verdict.first_wrong.get_or_insert_with(told);
        }
    };
    let mut open = 0_u64;
    let mut was_open = None;
    for (at, second) in (start..).zip(&shown.0) {
        let now_open = is_open(*second);
        if was_open != Some(now_open) || at % 3607 == 0 {
            let elapsed = clock.elapsed_unix(start, at, Pauses::NONE);
            check(
                elapsed == Ok(BusinessDuration::seconds(open)),
                at,
                "elapsed",
                verdict,
            );
            check(
                clock.is_open(instant(at)) == Ok(now_open),
                at,
                "is open",
                verdict,
            );
            // At a closing everything before is used up at that very instant.
            if was_open == Some(true) && !now_open {
                let due = clock.deadline_unix(start, business(open), Pauses::NONE);
                check(due == Ok(at), at, "deadline", verdict);
            }
            // At an opening the next second is used up one second on.
            if was_open == Some(false) && now_open {
                let due = clock.deadline_unix(start, business(open + 1), Pauses::NONE);
                check(due == Ok(at + 1), at, "deadline", verdict);
                let next = clock.next_open(instant(at - 1));
                check(next == Ok(instant(at)), at, "next open", verdict);
            }
        }
        was_open = Some(now_open);
        open += u64::from(now_open);
    }
}

fn clock(zone: &Zone, from: u32, to: u32) -> Clock {
    let time = |seconds| TimeOfDay::from_seconds(seconds).expect("less than a day");
    let window = Window::new(time(from), time(to)).expect("two edges");
    let mut week = Week::builder();
    for day in [
        time::Weekday::Monday,
        time::Weekday::Tuesday,
        time::Weekday::Wednesday,
        time::Weekday::Thursday,
        time::Weekday::Friday,
        time::Weekday::Saturday,
        time::Weekday::Sunday,
    ] {
        week = week.window(day, window).expect("one window a day");
    }
    let calendar = Calendar::builder()
        .week(week.build())
        .zone(zone.clone())
        .build();
    calendar
        .and_then(|it| it.compile())
        .expect("a desk that opens")
}

const fn business(seconds: u64) -> Budget {
    Budget::Business(BusinessDuration::seconds(seconds))
}

fn instant(seconds: i64) -> UtcDateTime {
    UtcDateTime::from_unix_timestamp(seconds).expect("a known year")
}
