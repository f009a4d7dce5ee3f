//! What every public type promises.

use crate::support::{at, budget, clock, date, office, pauses, stockholm};
use checkmark_calendar::*;

/// One of every public type.
#[derive(Clone, Debug)]
#[expect(dead_code, reason = "they are there to be cloned and shown")]
struct All {
    budget: Budget,
    business_duration: BusinessDuration,
    business_duration_error: BusinessDurationError,
    calendar: Calendar,
    calendar_builder: CalendarBuilder,
    calendar_error: CalendarError,
    calendar_error_kind: CalendarErrorKind,
    cause: Cause,
    clock: Clock,
    clock_error: ClockError,
    clock_error_kind: ClockErrorKind,
    clock_input: ClockInput,
    day_windows: DayWindows,
    expected_window: ExpectedWindow,
    explanation: Explanation,
    explanation_fault: ExplanationFault,
    explanation_fault_kind: ExplanationFaultKind,
    holiday: Holiday,
    language: Language,
    parse_budget_error: ParseBudgetError,
    parse_budget_error_kind: ParseBudgetErrorKind,
    pause: Pause,
    pause_error: PauseError,
    pause_error_kind: PauseErrorKind,
    pause_reason: PauseReason,
    pause_reason_error: PauseReasonError,
    pauses: Pauses,
    recomputed: Recomputed,
    share: Share,
    share_error: ShareError,
    span: Span,
    span_kind: SpanKind,
    time_of_day: TimeOfDay,
    transition: Transition,
    unknown_language: UnknownLanguage,
    week: Week,
    week_builder: WeekBuilder,
    window: Window,
    window_error: WindowError,
    window_error_kind: WindowErrorKind,
    window_order_error: WindowOrderError,
    zone: Zone,
    zone_error: ZoneError,
    zone_error_kind: ZoneErrorKind,
}

fn all() -> All {
    let clock = clock(&office());
    let start = at("2026-02-02T08:00:00Z");
    let explanation = clock.explain(start, budget("business PT9H"), Pauses::NONE);
    let explanation = explanation.expect("an explanation");
    let calendar_error = Calendar::union([]).expect_err("nothing");
    let clock_error = clock.is_open(at("1900-01-01T00:00:00Z") - time::SignedDuration::SECOND);
    let clock_error = clock_error.expect_err("too early");
    let pause = Pause::since(start, PauseReason::UNSTATED);
    let pause_error = Pauses::new().end(start).expect_err("not paused");
    let window_error = "9".parse::<Window>().expect_err("no window");
    let zone_error = Zone::from_tzif("none", b"", "none").expect_err("no bytes");
    let parse_budget_error = "48".parse::<Budget>().expect_err("no clock");
    let fault = fault();
    All {
        budget: budget("business PT48H"),
        business_duration: BusinessDuration::hours(1),
        business_duration_error: "1".parse::<BusinessDuration>().expect_err("no duration"),
        calendar: office(),
        calendar_builder: Calendar::builder(),
        calendar_error,
        calendar_error_kind: calendar_error.kind(),
        cause: Cause::HolidayAdded {
            date: date(2026, 2, 3),
        },
        clock_error,
        clock_error_kind: clock_error.kind(),
        clock_input: clock_error.input(),
        day_windows: DayWindows::CLOSED,
        expected_window: ExpectedWindow::new(budget("business P1D"), budget("business P2D"))
            .expect("in order"),
        span: explanation.spans()[0].clone(),
        span_kind: explanation.spans()[0].kind().clone(),
        explanation,
        explanation_fault: fault,
        explanation_fault_kind: fault.kind(),
        holiday: Holiday::new(date(2026, 2, 3), "off"),
        language: Language::English,
        parse_budget_error,
        parse_budget_error_kind: parse_budget_error.kind(),
        pause,
        pause_error,
        pause_error_kind: pause_error.kind(),
        pause_reason: PauseReason::UNSTATED,
        pause_reason_error: PauseReason::new("").expect_err("empty"),
        pauses: pauses(&[]),
        recomputed: Recompute::new(&clock, &clock).row(
            start,
            budget("business PT1H"),
            Pauses::NONE,
        ),
        clock,
        share: Share::DEFAULT,
        share_error: Share::try_from(101).expect_err("too much"),
        time_of_day: TimeOfDay::START,
        transition: Transition::from_unix(0, 0),
        unknown_language: "xx".parse::<Language>().expect_err("unknown"),
        week: Week::default(),
        week_builder: Week::builder(),
        window: Window::ALL_DAY,
        window_error,
        window_error_kind: window_error.kind(),
        window_order_error: ExpectedWindow::new(budget("business P2D"), budget("business P1D"))
            .expect_err("out of order"),
        zone: stockholm(),
        zone_error,
        zone_error_kind: zone_error.kind(),
    }
}

/// An explanation told on another calendar than its own.
fn fault() -> ExplanationFault {
    let start = at("2026-02-02T08:00:00Z");
    let explanation = clock(&office()).explain(start, budget("business PT9H"), Pauses::NONE);
    let explanation = explanation.expect("an explanation");
    let other = Calendar::default();
    explanation
        .verify_against(&other, Pauses::NONE)
        .expect_err("closed hours that are open")
}

#[test]
fn every_type_shows_itself_and_goes_between_threads() {
    fn is_send_and_sync<T: Send + Sync>(_: &T) {}
    let all = all();
    is_send_and_sync(&all);
    is_send_and_sync(&Recompute::new(&all.clock, &all.clock));
    let shown = format!("{all:?}");
    for field in shown.split(", ") {
        assert!(
            !field.ends_with(": "),
            "a field that shows nothing: {field}"
        );
    }
    // Clones share what is large: a clock of 10,000 holidays is handed on as two words.
    assert_eq!(size_of::<Clock>(), size_of::<usize>());
    assert!(size_of::<Zone>() <= 2 * size_of::<usize>());
    assert!(size_of::<Budget>() <= 24, "{}", size_of::<Budget>());
}

#[test]
fn the_doors_from_seconds_and_from_instants_lead_to_the_same() {
    let clock = clock(&office());
    let (start, end) = (at("2026-02-02T07:00:00Z"), at("2026-03-02T12:34:56Z"));
    let elapsed = clock.elapsed(start, end, Pauses::NONE);
    let unix = clock.elapsed_unix(start.unix_timestamp(), end.unix_timestamp(), Pauses::NONE);
    assert_eq!(elapsed, unix);
    for text in [
        "business PT48H",
        "business P2D",
        "elapsed PT5H",
        "fixed 2026-03-02T12:34:56Z",
    ] {
        let due = clock
            .deadline(start, budget(text), Pauses::NONE)
            .map(|it| it.unix_timestamp());
        let unix = clock.deadline_unix(start.unix_timestamp(), budget(text), Pauses::NONE);
        assert_eq!(due, unix, "{text}");
    }
    let due = clock.deadline_unix(
        start.unix_timestamp(),
        budget("business PT0.5S"),
        Pauses::NONE,
    );
    assert_eq!(due, Ok(at("2026-02-02T08:00:01Z").unix_timestamp()));
}
