//! Pictures are stable bytes, well formed, and say what the value says.

use checkmark::calendar::{
    Budget, Calendar, Explanation, Language, Pause, Pauses, Transition, Week, Zone,
};
use checkmark::picture::Timeline;
use time::{Date, Month, UtcDateTime};

/// Nine to five in a zone that puts its clock back on 25 October 2026, with a holiday and a pause.
fn promise(budget: &str) -> Explanation {
    let zone = Zone::from_transitions(
        "Europe/Stockholm",
        "test",
        7_200,
        [Transition::from_unix(1_792_890_000, 3_600)],
        UtcDateTime::from_unix_timestamp(2_000_000_000).unwrap(),
    )
    .unwrap();
    let week = Week::builder().weekdays("09:00-17:00").unwrap().build();
    let calendar = Calendar::builder()
        .week(week)
        .zone(zone)
        .holiday(
            Date::from_calendar_date(2026, Month::October, 23).unwrap(),
            "Founders' <day> & \"co\"",
        )
        .build()
        .unwrap();
    let at = |seconds: i64| UtcDateTime::from_unix_timestamp(1_792_576_800 + seconds).unwrap();
    let mut pauses = Pauses::new();
    let reason = "waiting_on_customer".parse().unwrap();
    pauses
        .push(Pause::new(at(90_000), at(97_200), reason).unwrap())
        .unwrap();
    let budget: Budget = budget.parse().unwrap();
    calendar
        .compile()
        .unwrap()
        .explain(at(0), budget, &pauses)
        .unwrap()
}

#[test]
fn a_timeline_is_the_same_bytes_for_the_same_promise() {
    let svg = Timeline::new(&promise("business PT40H"), Language::English).to_string();
    insta::assert_snapshot!("timeline_40h_en", svg);
    let swedish = Timeline::new(&promise("business PT40H"), Language::Swedish).to_string();
    assert!(swedish.contains("Pausad") && !swedish.contains("Paused"));
}

#[test]
fn text_of_the_host_never_becomes_markup() {
    let svg = Timeline::new(&promise("business PT40H"), Language::English).to_string();
    assert!(svg.contains("Founders' &lt;day&gt; &amp; &quot;co&quot;"));
    assert!(!svg.contains("<day>"));
}

#[test]
fn a_long_promise_keeps_to_its_rows_and_says_what_it_left_out() {
    let svg = Timeline::new(&promise("business PT400H"), Language::English).to_string();
    let rows = svg.matches("fill=\"#f4f4f2\"").count() - 1;
    assert_eq!(rows, Timeline::ROWS - 1);
    assert!(svg.contains("more days"));
}
