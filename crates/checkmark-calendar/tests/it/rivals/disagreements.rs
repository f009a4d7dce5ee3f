//! Where `ule-hours` or `workclock` answer otherwise, each case with every side's answer.
//! `docs/clock-disagreements.md` says why; it and this file name the same cases.

use super::{Desk, business, definition, instant};
use checkmark_calendar::{Calendar, CalendarErrorKind, Clock, Pauses, Week, Zone};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};

const PAGE: &str = include_str!("../../../../../docs/clock-disagreements.md");

/// An answer in minutes, or as an instant.
#[derive(Clone, Copy, Debug)]
struct Answers {
    ours: &'static str,
    ule: &'static str,
    workclock: &'static str,
}

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

/// The case has to be on the page, with all answers in one row.
#[track_caller]
fn on_the_page(case: &str, answers: Answers) {
    let row = PAGE
        .lines()
        .find(|line| line.starts_with(&format!("| {case} |")));
    let row = row.unwrap_or_else(|| panic!("{case} is not on the page"));
    let columns: Vec<&str> = row.split('|').map(str::trim).collect();
    let want = [answers.ours, answers.ule, answers.workclock];
    assert_eq!(columns[3..6], want, "{case}");
}

/// Elapsed minutes from one instant to another; ours is what the definition counts.
#[track_caller]
fn elapsed(case: &str, desk: &Desk, from: &str, to: &str, answers: Answers) {
    let (from, to) = (at(from), at(to));
    let ours = ours_elapsed(&desk.ours(), from, to);
    assert_eq!(
        ours,
        definition::elapsed(desk, from, to, step(from, to)),
        "the definition"
    );
    let said = |length: SignedDuration| format!("{} min", length.as_mins());
    assert_eq!(said(ours), answers.ours);
    assert_eq!(said(desk.ule().between(from, to)), answers.ule);
    assert_eq!(said(desk.workclock().between(from, to)), answers.workclock);
    on_the_page(case, answers);
}

fn ours_elapsed(clock: &Clock, from: Timestamp, to: Timestamp) -> SignedDuration {
    let elapsed = clock.elapsed(instant(from), instant(to), Pauses::NONE);
    let seconds = elapsed.expect("it is known").whole_seconds();
    SignedDuration::from_secs(seconds.try_into().expect("few seconds"))
}

/// Long cases are on whole hours.
fn step(from: Timestamp, to: Timestamp) -> SignedDuration {
    let days = to.duration_since(from).as_hours() / 24;
    SignedDuration::from_mins(if days > 366 { 60 } else { 1 })
}

/// The deadline for so many minutes; ours is what the definition counts.
#[track_caller]
fn deadline(case: &str, desk: &Desk, from: &str, minutes: i64, answers: Answers) {
    let (from, budget) = (at(from), SignedDuration::from_mins(minutes));
    let due = desk
        .ours()
        .deadline(instant(from), business(minutes * 60), Pauses::NONE);
    let due = due.expect("it is known").unix_timestamp();
    let due = Timestamp::from_second(due).expect("an instant");
    assert_eq!(
        due,
        definition::deadline(desk, from, budget, step(from, due)),
        "the definition"
    );
    assert_eq!(due.to_string(), answers.ours);
    let ule = desk.ule().add(from, budget);
    let ule = ule.map_or_else(|_| String::from("\"never opens\""), |it| it.to_string());
    assert_eq!(ule, answers.ule);
    let workclock = desk.workclock().add(from, budget).expect("an answer");
    assert_eq!(workclock.to_string(), answers.workclock);
    on_the_page(case, answers);
}

const fn all(hours: &str) -> [&str; 7] {
    [hours; 7]
}

const fn weekdays(hours: &str) -> [&str; 7] {
    [hours, hours, hours, hours, hours, "", ""]
}

/// The clock goes from 02:00 to 03:00 on 29 March 2026: what lies between was never shown.
#[test]
fn a_window_that_is_skipped_has_no_length() {
    let desk = Desk::new("Europe/Stockholm", all("02:15-02:45"), &[]);
    let (from, to) = ("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z");
    let answers = Answers {
        ours: "0 min",
        ule: "30 min",
        workclock: "30 min",
    };
    elapsed("skipped window", &desk, from, to, answers);
    let answers = Answers {
        ours: "2026-03-30T00:45:00Z",
        ule: "2026-03-29T01:45:00Z",
        workclock: "2026-03-29T01:45:00Z",
    };
    deadline("skipped window, due", &desk, from, 30, answers);
}

#[test]
fn a_window_that_is_cut_by_a_gap_ends_there() {
    let desk = Desk::new("Europe/Stockholm", all("01:30-02:30"), &[]);
    let (from, to) = ("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z");
    let answers = Answers {
        ours: "30 min",
        ule: "60 min",
        workclock: "60 min",
    };
    elapsed("window into a gap", &desk, from, to, answers);
    let desk = Desk::new("Europe/Stockholm", all("02:30-04:00"), &[]);
    let answers = Answers {
        ours: "60 min",
        ule: "30 min",
        workclock: "30 min",
    };
    elapsed("window out of a gap", &desk, from, to, answers);
}

/// The clock shows 02:00 to 03:00 twice on 25 October 2026.
#[test]
fn a_window_that_happens_twice_is_open_twice() {
    let (from, to) = ("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z");
    let desk = Desk::new("Europe/Stockholm", all("02:15-02:45"), &[]);
    let answers = Answers {
        ours: "60 min",
        ule: "30 min",
        workclock: "30 min",
    };
    elapsed("repeated window", &desk, from, to, answers);
    let desk = Desk::new("Europe/Stockholm", all("01:30-02:30"), &[]);
    let answers = Answers {
        ours: "90 min",
        ule: "60 min",
        workclock: "60 min",
    };
    elapsed("window into repeated time", &desk, from, to, answers);
    let desk = Desk::new("Europe/Stockholm", all("02:30-04:00"), &[]);
    let answers = Answers {
        ours: "120 min",
        ule: "150 min",
        workclock: "150 min",
    };
    elapsed("window out of repeated time", &desk, from, to, answers);
}

/// Samoa went from Thursday, 29 December 2011, to Saturday, 31 December.
#[test]
fn a_day_that_never_was_is_not_open() {
    let desk = Desk::new("Pacific/Apia", weekdays("09:00-17:00"), &[]);
    let (from, to) = ("2011-12-29T10:00:00Z", "2012-01-01T10:00:00Z");
    let answers = Answers {
        ours: "480 min",
        ule: "960 min",
        workclock: "960 min",
    };
    elapsed("skipped day", &desk, from, to, answers);
}

#[test]
fn a_night_is_two_dates() {
    let desk = Desk::new(
        "Europe/Stockholm",
        weekdays("22:00-06:00"),
        &[date(2026, 12, 25)],
    );
    // From Thursday 18:00 to Saturday 18:00; Friday is the holiday.
    let (from, to) = ("2026-12-24T17:00:00Z", "2026-12-26T17:00:00Z");
    let answers = Answers {
        ours: "480 min",
        ule: "480 min",
        workclock: "480 min",
    };
    elapsed("night around a holiday", &desk, from, to, answers);
    let answers = Answers {
        ours: "2026-12-26T00:00:00Z",
        ule: "2026-12-25T00:00:00Z",
        workclock: "2026-12-26T00:00:00Z",
    };
    deadline("night into a holiday", &desk, from, 180, answers);
}

/// The clock goes from one minute past midnight on 7 November 2010 back to 23:01 on the 6th.
#[test]
fn a_holiday_is_the_date_that_the_wall_clock_shows() {
    let desk = Desk::new("America/St_Johns", all("00:00-24:00"), &[date(2010, 11, 7)]);
    let (from, to) = ("2010-11-06T12:00:00Z", "2010-11-08T12:00:00Z");
    let answers = Answers {
        ours: "1439 min",
        ule: "1380 min",
        workclock: "1380 min",
    };
    elapsed(
        "holiday after a repeated midnight",
        &desk,
        from,
        to,
        answers,
    );
    let desk = Desk::new("America/St_Johns", all("00:00-24:00"), &[date(2010, 11, 6)]);
    let answers = Answers {
        ours: "1951 min",
        ule: "2010 min",
        workclock: "2010 min",
    };
    elapsed(
        "holiday before a repeated midnight",
        &desk,
        from,
        to,
        answers,
    );
}

#[test]
fn nothing_to_do_is_due_at_once() {
    let desk = Desk::new("Europe/Stockholm", weekdays("09:00-17:00"), &[]);
    let answers = Answers {
        ours: "2026-02-07T11:00:00Z",
        ule: "2026-02-09T08:00:00Z",
        workclock: "2026-02-07T11:00:00Z",
    };
    deadline(
        "budget of zero on a Saturday",
        &desk,
        "2026-02-07T11:00:00Z",
        0,
        answers,
    );
}

#[test]
fn what_runs_backwards_is_nothing() {
    let desk = Desk::new("Europe/Stockholm", weekdays("09:00-17:00"), &[]);
    let (from, to) = ("2026-02-03T12:00:00Z", "2026-02-02T12:00:00Z");
    let answers = Answers {
        ours: "0 min",
        ule: "-480 min",
        workclock: "-480 min",
    };
    elapsed("end before the start", &desk, from, to, answers);
}

#[test]
fn years_are_not_given_up() {
    // A Monday morning an hour a week, for eleven years.
    let desk = Desk::new(
        "Europe/Stockholm",
        ["09:00-10:00", "", "", "", "", "", ""],
        &[],
    );
    let start = "2013-01-07T08:00:00Z";
    let answers = Answers {
        ours: "2023-12-25T09:00:00Z",
        ule: "\"never opens\"",
        workclock: "2023-12-25T09:00:00Z",
    };
    deadline("eleven years", &desk, start, 573 * 60, answers);
    let answers = Answers {
        ours: "34380 min",
        ule: "31380 min",
        workclock: "34380 min",
    };
    elapsed(
        "eleven years, elapsed",
        &desk,
        start,
        "2023-12-25T09:00:00Z",
        answers,
    );
}

#[test]
fn a_holiday_closes_a_special_day_too() {
    let holiday = date(2026, 12, 24);
    let desk = Desk::new("Europe/Stockholm", weekdays("09:00-17:00"), &[holiday]);
    let (from, to) = (at("2026-12-24T00:00:00Z"), at("2026-12-25T00:00:00Z"));
    let ule = ule_hours::Schedule::builder(desk.zone).expect("a zone");
    let ule = ule
        .mon_fri("09:00-17:00")
        .expect("windows")
        .closed_on(holiday);
    let ule = ule
        .special(holiday, "09:00-12:00")
        .expect("windows")
        .build();
    assert_eq!(ule.between(from, to), SignedDuration::from_hours(3));
    let ours = Calendar::builder()
        .week(
            Week::builder()
                .weekdays("09:00-17:00")
                .expect("windows")
                .build(),
        )
        .zone(Zone::bundled(desk.zone).expect("a zone"))
        .holiday(super::date(holiday), "Christmas Eve")
        .override_day(
            super::date(holiday),
            "09:00-12:00".parse().expect("windows"),
        )
        .build();
    let ours = ours.expect("a calendar").compile().expect("a clock");
    assert_eq!(ours_elapsed(&ours, from, to), SignedDuration::ZERO);
    let answers = Answers {
        ours: "0 min",
        ule: "180 min",
        workclock: "has none",
    };
    on_the_page("special day on a holiday", answers);
}

#[test]
fn a_desk_that_never_opens_is_refused_when_it_is_made() {
    let ours = Calendar::builder().week(Week::builder().build()).build();
    let kind = ours.expect_err("it never opens").kind();
    assert_eq!(kind, CalendarErrorKind::NeverOpens);
    let ule = ule_hours::Schedule::builder("UTC").expect("a zone").build();
    assert!(
        ule.add(at("2026-01-01T00:00:00Z"), SignedDuration::from_mins(1))
            .is_err()
    );
    let workclock = workclock::Schedule::builder().build();
    assert!(workclock.is_err());
    let answers = Answers {
        ours: "refused",
        ule: "made",
        workclock: "refused",
    };
    on_the_page("desk that never opens", answers);
}

/// Nothing is on the page that no test holds.
#[test]
fn the_page_names_no_other_case() {
    let this = include_str!("disagreements.rs");
    let rows = PAGE
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| case"));
    let mut count = 0;
    for row in rows.filter(|row| !row.starts_with("|---")) {
        let case = row.split('|').nth(1).map(str::trim).expect("a case");
        assert!(this.contains(&format!("\"{case}\"")), "{case} has no test");
        count += 1;
    }
    assert!(count >= 12);
}
