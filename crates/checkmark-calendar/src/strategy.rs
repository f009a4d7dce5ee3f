//! Strategies for property tests, of this crate and of those that embed it.
//!
//! They are biased to what goes wrong: edges that touch, midnight, the hours in which clocks are
//! changed, and instants close to all of these. Holiday rules, their parts, sets and regions are
//! `Arbitrary` themselves. Tracks `proptest` 1.

use crate::budget::{Budget, ExpectedWindow, Share};
use crate::calendar::{Calendar, Holiday};
use crate::clock::Clock;
use crate::duration::BusinessDuration;
use crate::instant::{date, join};
use crate::language::Language;
use crate::pause::{Pause, PauseReason, Pauses};
use crate::recompute::Recompute;
use crate::week::{WEEKDAYS, Week};
use crate::window::{DAY, DayWindows, TimeOfDay, Window};
use crate::zone::{Transition, Zone};
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use proptest::prelude::*;
use time::{SignedDuration, UtcDateTime};

/// 2010 to 2030 in seconds since 1970.
const SECONDS: core::ops::Range<i64> = 1_262_304_000..1_893_456_000;

/// Times of day, most of them on the hour or close to a clock change.
///
/// ```
/// use checkmark_calendar::TimeOfDay;
/// use checkmark_calendar::strategy::time_of_day;
///
/// proptest::proptest!(|(time in time_of_day())| {
///     assert_eq!(time.to_string().parse(), Ok(time));
/// });
/// ```
pub fn time_of_day() -> impl Strategy<Value = TimeOfDay> {
    prop_oneof![
        6 => (0_u32..=24).prop_map(|hour| hour * 3600),
        3 => (0_u32..=12).prop_map(|quarter| quarter * 900),
        2 => (0_u32..=1440).prop_map(|minute| minute * 60),
        1 => 0..=DAY,
    ]
    .prop_map(|seconds| TimeOfDay::from_seconds(seconds).expect("at most a day"))
}

/// Windows, some over midnight.
///
/// ```
/// use checkmark_calendar::strategy::window;
///
/// proptest::proptest!(|(window in window())| {
///     assert_eq!(window.is_overnight(), window.to() < window.from());
/// });
/// ```
pub fn window() -> impl Strategy<Value = Window> {
    (time_of_day(), time_of_day()).prop_filter_map("a window that is empty", |(from, to)| {
        Window::new(from, to).ok()
    })
}

/// The windows of a date: none, one, or up to four.
///
/// ```
/// use checkmark_calendar::strategy::day_windows;
///
/// proptest::proptest!(|(day in day_windows())| {
///     assert_eq!(day.is_closed(), day.open_seconds() == 0);
/// });
/// ```
pub fn day_windows() -> impl Strategy<Value = DayWindows> {
    prop_oneof![
        1 => Just(DayWindows::CLOSED),
        1 => Just(Window::ALL_DAY).prop_map(|all| DayWindows::new([all]).expect("one window")),
        4 => proptest::collection::btree_set(time_of_day(), 2..=8).prop_map(|edges| {
            let edges: Vec<_> = edges.into_iter().collect();
            let pairs = edges.chunks_exact(2).map(|pair| Window::new(pair[0], pair[1]));
            DayWindows::new(pairs.flatten()).expect("windows between edges in order")
        }),
    ]
}

/// Weeks that are open at some time: office hours, nights, lone days, round the clock.
pub fn week() -> impl Strategy<Value = Week> {
    let days = proptest::collection::vec(day_windows(), 7);
    let mixed = days.prop_filter_map("a week that is closed", |days| {
        let mut builder = Week::builder();
        for (weekday, windows) in WEEKDAYS.into_iter().zip(days) {
            for window in windows.iter() {
                builder = builder.window(weekday, window).ok()?;
            }
        }
        Some(builder.build()).filter(|week| !week.is_closed())
    });
    let nightly = window().prop_map(|window| {
        let whole = WEEKDAYS
            .into_iter()
            .try_fold(Week::builder(), |week, day| week.window(day, window));
        whole.expect("one window a day, at most a day long").build()
    });
    prop_oneof![
        4 => mixed,
        2 => nightly,
        1 => Just(Week::default()),
        1 => Just(Week::round_the_clock()),
    ]
}

/// Zones with transitions from 2010 to 2030 at whole minutes: by some quarters of an hour up to
/// three hours, and now and then a whole day forward.
pub fn zone() -> impl Strategy<Value = Zone> {
    let change = prop_oneof![
        8 => (-12_i32..=12).prop_map(|quarters| quarters * 900),
        4 => prop_oneof![Just(3600), Just(-3600)],
        1 => Just(86_400),
    ];
    let transition = (SECONDS, change).prop_map(|(at, change)| (at / 60 * 60, change));
    let list = proptest::collection::vec(transition, 0..12);
    let initial = (-48_i32..=48).prop_map(|quarters| quarters * 900);
    let made = (initial, list).prop_map(|(initial, list)| {
        let list: BTreeMap<i64, i32> = list.into_iter().collect();
        let mut offset = initial;
        let list = list.into_iter().map(|(at, change)| {
            // As far as no zone is further from UTC than half a day and some hours.
            if (offset + change).abs() <= 50_400 {
                offset += change;
            }
            Transition::from_unix(at, offset)
        });
        let through = join(SECONDS.end + 5 * 365 * 86_400, 0).expect("a date of this century");
        Zone::from_transitions("Test/Made", "made", initial, list, through).expect("in order")
    });
    prop_oneof![1 => Just(Zone::UTC), 5 => made]
}

/// Instants of 2010 to 2030, some with nanoseconds.
pub fn instant() -> impl Strategy<Value = UtcDateTime> {
    let nanoseconds = prop_oneof![3 => Just(0), 1 => 0_u32..1_000_000_000];
    (SECONDS, nanoseconds).prop_map(|(seconds, nanoseconds)| {
        join(seconds, nanoseconds).expect("a date of this century")
    })
}

/// Instants close to a clock change of a zone, or anywhere if it has none.
///
/// ```
/// use checkmark_calendar::strategy::{instant_near_changes, zone};
/// use proptest::strategy::Strategy as _;
///
/// let places = zone().prop_flat_map(|zone| (instant_near_changes(&zone), proptest::prelude::Just(zone)));
/// proptest::proptest!(|((at, zone) in places)| {
///     assert!(zone.offset_at(at).is_some());
/// });
/// ```
pub fn instant_near_changes(zone: &Zone) -> impl Strategy<Value = UtcDateTime> + use<> {
    let changes: Vec<i64> = zone
        .transitions()
        .map(Transition::unix_seconds)
        .filter(|at| SECONDS.contains(at))
        .collect();
    if changes.is_empty() {
        return instant().boxed();
    }
    let near = (
        proptest::sample::select(changes),
        -14_400_i64..14_400,
        0_u32..4,
    );
    let near = near.prop_map(|(at, away, grid)| {
        let away = away / [1, 60, 900, 3600][grid as usize] * [1, 60, 900, 3600][grid as usize];
        join(at + away, 0).expect("a date of this century")
    });
    prop_oneof![3 => near, 1 => instant()].boxed()
}

/// Calendars on a zone that open at some time, with holidays and overrides of 2010 to 2030.
///
/// ```
/// use checkmark_calendar::Zone;
/// use checkmark_calendar::strategy::{calendar_in, instant};
///
/// let config = proptest::test_runner::Config::with_cases(8);
/// proptest::proptest!(config, |(calendar in calendar_in(Zone::UTC), at in instant())| {
///     let clock = calendar.compile().expect("the week opens");
///     assert_eq!(clock.is_open(at).ok(), calendar.is_open_by_definition(at));
/// });
/// ```
pub fn calendar_in(zone: Zone) -> impl Strategy<Value = Calendar> {
    let day = (SECONDS.start / 86_400) as i32..(SECONDS.end / 86_400) as i32;
    let changes: Vec<i32> = zone
        .transitions()
        .map(|it| (it.unix_seconds() / 86_400) as i32)
        .filter(|at| day.contains(at))
        .collect();
    // Special days around a clock change are the ones that tell.
    let near = if changes.is_empty() {
        day.clone().boxed()
    } else {
        (proptest::sample::select(changes), -2..=2)
            .prop_map(|(day, away)| day + away)
            .boxed()
    };
    let day = prop_oneof![day, near].prop_map(|day| date(day).expect("a date of this century"));
    let holidays = proptest::collection::vec(day.clone(), 0..6);
    let overrides = proptest::collection::btree_map(day, day_windows(), 0..4);
    (week(), holidays, overrides).prop_map(move |(week, holidays, overrides)| {
        let mut builder = Calendar::builder()
            .week(week)
            .zone(zone.clone())
            .version("made");
        for holiday in holidays {
            builder = builder.holiday(holiday, format!("Day {}", holiday.ordinal()));
        }
        for (date, windows) in overrides {
            builder = builder.override_day(date, windows);
        }
        builder.build().expect("the week opens")
    })
}

/// Calendars, some of them made of several.
pub fn calendar() -> impl Strategy<Value = Calendar> {
    let one = zone().prop_flat_map(calendar_in);
    let several = proptest::collection::vec(zone().prop_flat_map(calendar_in), 1..4);
    prop_oneof![
        4 => one,
        1 => several.prop_map(|parts| Calendar::union(parts).expect("there are some")),
    ]
}

/// Holidays of 2010 to 2030.
pub fn holiday() -> impl Strategy<Value = Holiday> {
    (SECONDS, "[A-Z][a-z]{2,9}").prop_map(|(at, name): (i64, String)| {
        Holiday::new(
            date((at / 86_400) as i32).expect("a date of this century"),
            name,
        )
    })
}

/// Amounts of business time up to some years, most of them whole hours.
///
/// ```
/// use checkmark_calendar::strategy::business_duration;
///
/// proptest::proptest!(|(one in business_duration(), two in business_duration())| {
///     assert_eq!(one.checked_sub(two).is_none(), one < two);
/// });
/// ```
pub fn business_duration() -> impl Strategy<Value = BusinessDuration> {
    prop_oneof![
        1 => Just(BusinessDuration::ZERO),
        6 => (0_u32..100).prop_map(BusinessDuration::hours),
        2 => (0_u64..40_000_000).prop_map(BusinessDuration::seconds),
        2 => (0_u64..100_000, 0_u32..1_000_000_000).prop_map(|(seconds, nanoseconds)| {
            BusinessDuration::new(seconds, nanoseconds).expect("less than a second more")
        }),
    ]
}

/// Budgets of every kind.
pub fn budget() -> impl Strategy<Value = Budget> {
    prop_oneof![
        4 => business_duration().prop_map(Budget::Business),
        2 => (0_u32..300).prop_map(Budget::BusinessDays),
        1 => (0_i64..10_000_000, 0_i32..1_000_000_000)
            .prop_map(|(seconds, rest)| Budget::Elapsed(SignedDuration::new(seconds, rest))),
        1 => instant().prop_map(Budget::Fixed),
    ]
}

/// Windows between two budgets of one kind.
///
/// ```
/// use checkmark_calendar::strategy::expected_window;
/// use checkmark_calendar::{Calendar, Pauses};
///
/// let clock = Calendar::default().compile()?;
/// let start = time::UtcDateTime::from_unix_timestamp(1_795_780_800)?;
/// proptest::proptest!(|(window in expected_window())| {
///     let (earliest, latest) = clock.expected(start, window, Pauses::NONE).expect("in range");
///     assert!(earliest <= latest);
/// });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn expected_window() -> impl Strategy<Value = ExpectedWindow> {
    (budget(), budget()).prop_filter_map("budgets of two kinds", |(one, other)| {
        ExpectedWindow::new(one, other)
            .or_else(|_| ExpectedWindow::new(other, one))
            .ok()
    })
}

/// Shares from nothing to the whole.
pub fn share() -> impl Strategy<Value = Share> {
    (0_u8..=100).prop_filter_map("at most the whole", Share::percent)
}

/// Codes of reasons.
///
/// ```
/// use checkmark_calendar::PauseReason;
/// use checkmark_calendar::strategy::pause_reason;
///
/// proptest::proptest!(|(reason in pause_reason())| {
///     assert!((1..=PauseReason::LONGEST).contains(&reason.as_str().len()));
/// });
/// ```
pub fn pause_reason() -> impl Strategy<Value = PauseReason> {
    "[a-z][a-z0-9_]{0,30}".prop_filter_map("no code", |code: String| code.parse().ok())
}

/// Up to five pauses from an instant on, some touching; none goes on.
///
/// ```
/// use checkmark_calendar::strategy::pauses_after;
/// use time::UtcDateTime;
///
/// proptest::proptest!(|(pauses in pauses_after(UtcDateTime::UNIX_EPOCH))| {
///     assert_eq!(pauses.current(), None, "all are over");
/// });
/// ```
pub fn pauses_after(start: UtcDateTime) -> impl Strategy<Value = Pauses> {
    let step = prop_oneof![
        1 => Just(0_i64),
        3 => (0_i64..72).prop_map(|hours| hours * 3600),
        1 => 0_i64..500_000,
    ];
    let list = proptest::collection::vec((step.clone(), step, pause_reason()), 0..5);
    list.prop_map(move |list| {
        let mut at = start - SignedDuration::hours(24);
        let mut pauses = Pauses::new();
        for (wait, length, reason) in list {
            let from = at + SignedDuration::seconds(wait);
            at = from + SignedDuration::seconds(length);
            let pause = Pause::new(from, at, reason).expect("no end before the beginning");
            pauses.push(pause).expect("after the last");
        }
        pauses
    })
}

/// Pauses that end, and some that do not yet.
fn pause() -> impl Strategy<Value = Pause> {
    let length = prop_oneof![
        1 => Just(Some(0_i64)),
        4 => (0_i64..500_000).prop_map(Some),
        1 => Just(None),
    ];
    (instant(), length, pause_reason()).prop_map(|(from, length, reason)| match length {
        Some(seconds) => {
            let to = from + SignedDuration::seconds(seconds);
            Pause::new(from, to, reason).expect("no end before the beginning")
        }
        None => Pause::since(from, reason),
    })
}

/// Clocks of all calendars that open at all.
fn clock() -> impl Strategy<Value = Clock> {
    calendar().prop_filter_map("a calendar that never opens", |calendar| {
        calendar.compile().ok()
    })
}

/// Implements `Arbitrary` by a strategy without parameters.
macro_rules! arbitrary {
    ($($type:ty: $strategy:expr;)*) => {$(
        impl Arbitrary for $type {
            type Parameters = ();
            type Strategy = BoxedStrategy<Self>;

            fn arbitrary_with((): ()) -> Self::Strategy {
                $strategy.boxed()
            }
        }
    )*};
}

pub(crate) use arbitrary;

arbitrary! {
    Budget: budget();
    BusinessDuration: business_duration();
    Calendar: calendar();
    Clock: clock();
    DayWindows: day_windows();
    ExpectedWindow: expected_window();
    Holiday: holiday();
    Language: proptest::sample::select(Language::ALL.to_vec());
    Pause: pause();
    PauseReason: pause_reason();
    Pauses: instant().prop_flat_map(pauses_after);
    Recompute: (clock(), clock()).prop_map(|(old, new)| Recompute::new(&old, &new));
    Share: share();
    TimeOfDay: time_of_day();
    Transition: (SECONDS, -50_400_i32..=50_400).prop_map(|(at, offset)| Transition::from_unix(at, offset));
    Week: week();
    Window: window();
    Zone: zone();
}
