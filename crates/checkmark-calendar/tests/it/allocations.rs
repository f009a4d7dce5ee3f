//! That no query allocates.

use crate::support::{at, budget, clock, date, office, pauses};
use checkmark_calendar::{Calendar, ExpectedWindow, Pauses, Recompute, Share};
use std::hint::black_box;

#[track_caller]
fn check<T>(query: impl FnOnce() -> T) {
    let counted = allocation_counter::measure(|| {
        black_box(query());
    });
    assert_eq!(counted.count_total, 0);
}

#[test]
fn no_query_allocates() {
    let clock = clock(&office());
    let (start, end) = (at("2026-02-02T07:00:00Z"), at("2027-02-02T07:00:00Z"));
    let paused = pauses(&[
        ("2026-02-03T09:00:00Z", "2026-02-05T10:00:00Z"),
        ("2026-02-05T11:00:00Z", "2026-03-05T10:00:00Z"),
    ]);
    for pauses in [Pauses::NONE, &paused] {
        for text in [
            "business PT48H",
            "business PT1000H",
            "business P20D",
            "elapsed PT99H",
        ] {
            let budget = budget(text);
            check(|| clock.deadline(start, budget, pauses));
            check(|| clock.deadline_unix(start.unix_timestamp(), budget, pauses));
            check(|| clock.at_risk(start, budget, Share::DEFAULT, pauses));
            let window = ExpectedWindow::new(budget, budget).expect("a window");
            check(|| clock.expected(start, window, pauses));
        }
        check(|| clock.elapsed(start, end, pauses));
    }
    check(|| clock.is_open(start));
    check(|| clock.next_open(start));
    check(|| clock.next_close(start));
}

#[test]
fn no_row_that_is_due_again_allocates() {
    let new = Calendar::builder()
        .holiday(date(2026, 2, 3), "off")
        .build()
        .expect("a calendar");
    let recompute = Recompute::new(&clock(&Calendar::default()), &clock(&new));
    let (start, budget) = (at("2026-02-02T07:00:00Z"), budget("business PT48H"));
    check(|| recompute.row(start, budget, Pauses::NONE));
}

#[test]
fn a_pause_is_added_without_a_look_at_the_others() {
    let mut list = pauses(&[]);
    let start = at("2026-01-01T00:00:00Z");
    let counted = allocation_counter::measure(|| {
        for hour in 0..10_000 {
            let from = start + time::SignedDuration::hours(hour);
            let reason = checkmark_calendar::PauseReason::UNSTATED;
            list.begin(from, reason).expect("after the last");
            list.end(from + time::SignedDuration::MINUTE)
                .expect("it goes on");
        }
    });
    assert!(
        counted.count_total < 20,
        "{} allocations",
        counted.count_total
    );
}
