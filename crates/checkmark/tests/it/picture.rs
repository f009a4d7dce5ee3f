//! Pictures are stable bytes, well formed, and say what the value says.

use checkmark::account::Actor;
use checkmark::calendar::{
    Budget, Calendar, Explanation, Language, Pause, Pauses, Transition, Week, Zone,
};
use checkmark::picture::{RequestTimeline, Timeline};
use checkmark::ticket::{self, Request, Topic};
use time::{Date, Month, SignedDuration, UtcDateTime};

use crate::pair::{Host, answer, applicant, ask, decline, id, start, submit};

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

/// A request of so many steps: submitted on a Monday; a question that waits for a day; an answer, and a decision.
pub(crate) fn answered(steps: usize) -> ticket::Timeline {
    use checkmark::domain::Class;

    let host = Host::new();
    let account = host.registered(Class::GmailHosted, start());
    let applicant = applicant(&account, true);
    let mut request = Request::new(id("r1"));
    let mut record = Vec::new();
    for (hours, actor, command) in [
        (1, Actor::Person, submit(Topic::AccountAccess)),
        (3, Actor::Support, ask()),
        (27, Actor::Person, answer()),
        (50, Actor::Support, decline()),
    ]
    .into_iter()
    .take(steps)
    {
        let now = start() + SignedDuration::hours(hours);
        let context = ticket::Context::new(&host.desk, actor, now).with_applicant(applicant);
        let decision = ticket::decide(&request, &command, &context).expect("taken");
        request.accept(&decision).expect("what was decided folds");
        record.extend(decision.events());
    }
    ticket::Timeline::new(request.id(), &record, &host.desk).expect("what was decided folds")
}

#[test]
fn a_request_shows_and_tells_all_that_happened() {
    use checkmark::account::Language;

    let timeline = answered(4);
    let svg = RequestTimeline::new(&timeline, Language::English).to_string();
    let swedish = RequestTimeline::new(&timeline, Language::Swedish).to_string();
    assert!(swedish.contains("validering") && !swedish.contains("validation"));
    for moment in timeline.moments() {
        let told = moment.text(Language::English).to_string();
        assert!(
            svg.matches(&told.replace('>', "&gt;")).count() >= 2,
            "{told}"
        );
    }
}

#[test]
fn nothing_that_happened_is_an_empty_picture() {
    let nothing = answered(0);
    let svg = RequestTimeline::new(&nothing, checkmark::account::Language::English).to_string();
    assert!(svg.contains("</svg>") && !svg.contains("<circle"));
}
