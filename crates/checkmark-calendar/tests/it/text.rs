//! Every message, and that none holds what it was given.

use checkmark_calendar::*;
use insta::assert_snapshot;

/// Messages, one a line.
fn lines(messages: impl IntoIterator<Item = String>) -> String {
    messages.into_iter().map(|it| it + "\n").collect()
}

#[test]
fn kinds_of_errors_read_as_sentences() {
    use CalendarErrorKind as Calendar;
    use ClockErrorKind as Clock;
    use ExplanationFaultKind as Fault;
    use ParseBudgetErrorKind as Budget;
    use PauseErrorKind as Pause;
    use WindowErrorKind as Window;
    use ZoneErrorKind as Zone;
    let calendar = [
        Calendar::NeverOpens,
        Calendar::DateRange,
        Calendar::TwoOverrides,
        Calendar::NoInstant,
        Calendar::NoCalendar,
    ];
    assert_snapshot!(lines(calendar.map(|it| it.to_string())), @"
    a calendar that never opens
    a date outside the years 1900 to 2199
    two overrides
    no instant for which everything in the calendar holds
    no calendar to combine
    ");
    let clock = [
        Clock::BeforeRange,
        Clock::BeyondRange,
        Clock::StillPaused,
        Clock::Negative,
    ];
    assert_snapshot!(lines(clock.map(|it| it.to_string())), @"
    before the first instant that the calendar is known for
    beyond the last instant that the calendar is known for
    not known while the clock is paused
    below zero
    ");
    let fault = [
        Fault::Gap,
        Fault::Length,
        Fault::Sum,
        Fault::DueLater,
        Fault::Definition,
    ];
    assert_snapshot!(lines(fault.map(|it| it.to_string())), @"
    spans that do not lie side by side
    a span of a wrong length
    a sum that is not the budget
    a due instant later than the budget
    not what the calendar says
    ");
    let pause = [
        Pause::Backwards,
        Pause::Overlapping,
        Pause::Unfinished,
        Pause::NotPaused,
    ];
    assert_snapshot!(lines(pause.map(|it| it.to_string())), @"
    an end before the beginning
    a beginning before the end of the pause in front
    a beginning while the pause in front goes on
    an end without a beginning
    ");
    let window = [
        Window::Time,
        Window::Empty,
        Window::Overlapping,
        Window::Overnight,
    ];
    assert_snapshot!(lines(window.map(|it| it.to_string())), @"
    not a time of day
    nothing between the two times
    time that another window has
    hours past midnight on a single date
    ");
    let zone = [
        Zone::Unreadable,
        Zone::LeapSeconds,
        Zone::Offset,
        Zone::Order,
        Zone::Range,
        Zone::UnknownName,
    ];
    assert_snapshot!(lines(zone.map(|it| it.to_string())), @"
    not a sound tzif file
    a tzif file that counts leap seconds
    an offset of 26 hours or more
    a transition out of order
    no instant from 1900 to 2200 for which the rules hold
    no rules of that name
    ");
    let budget = [Budget::Clock, Budget::Duration, Budget::Instant];
    assert_snapshot!(lines(budget.map(|it| it.to_string())), @"
    no clock named before the amount
    not a duration of this clock
    not an instant
    ");
}

#[test]
fn errors_name_a_place_and_a_kind_and_never_their_input() {
    let secret = "zxq-7781";
    let windows = format!("09:00-17:00,{secret}");
    let instant = |seconds| time::UtcDateTime::from_unix_timestamp(seconds).expect("in range");
    let clock = Calendar::default().compile().expect("a clock");
    let early = instant(-3_000_000_000);
    let reason = PauseReason::UNSTATED;
    let backwards = Pause::new(instant(1), instant(0), reason).expect_err("backwards");
    let two = time::Date::from_ordinal_date(2026, 60).expect("a date");
    let two_overrides = Calendar::builder()
        .override_day(two, DayWindows::CLOSED)
        .override_day(two, DayWindows::CLOSED)
        .build();
    let order = [Transition::from_unix(5, 0), Transition::from_unix(4, 0)];
    let order = Zone::from_transitions(secret, secret, 0, order, instant(0));
    let messages = [
        windows
            .parse::<DayWindows>()
            .expect_err("no windows")
            .to_string(),
        format!("business {secret}")
            .parse::<Budget>()
            .expect_err("no budget")
            .to_string(),
        secret.parse::<Budget>().expect_err("no budget").to_string(),
        secret
            .parse::<BusinessDuration>()
            .expect_err("no duration")
            .to_string(),
        secret
            .parse::<PauseReason>()
            .expect_err("no reason")
            .to_string(),
        secret
            .parse::<Language>()
            .expect_err("no language")
            .to_string(),
        Zone::from_tzif(secret, secret.as_bytes(), "")
            .expect_err("no zone")
            .to_string(),
        order.expect_err("no order").to_string(),
        two_overrides.expect_err("twice").to_string(),
        backwards.to_string(),
        Share::try_from(101).expect_err("too much").to_string(),
        ExpectedWindow::new(Budget::BusinessDays(2), Budget::BusinessDays(1))
            .expect_err("no order")
            .to_string(),
        clock.is_open(early).expect_err("too early").to_string(),
        clock
            .deadline(instant(0), Budget::BusinessDays(u32::MAX), Pauses::NONE)
            .expect_err("too far")
            .to_string(),
        clock
            .deadline(
                instant(0),
                Budget::Elapsed(-time::SignedDuration::DAY),
                Pauses::NONE,
            )
            .expect_err("negative")
            .to_string(),
    ];
    let messages = lines(messages);
    assert!(!messages.contains(secret));
    assert!(!messages.contains("7781"));
    assert_snapshot!(messages, @"
    not a time of day in window 1
    not a duration of this clock
    no clock named before the amount
    not an amount of business time
    a reason is 1 to 31 lower-case letters, digits and underscores
    unknown language
    not a sound tzif file
    a transition out of order at transition 1
    two overrides on 2026-03-01
    an end before the beginning at pause 0
    a share above 100 percent
    the earliest is not known to come before the latest
    the instant is before the first instant that the calendar is known for
    the answer is beyond the last instant that the calendar is known for
    the budget is below zero
    ");
}
