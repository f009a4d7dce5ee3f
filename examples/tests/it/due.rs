//! The due dates that the journey prints are those that the deadline example works out from hours,
//! budget and pauses alone.

use examples::cases::{Case, Zones};
use examples::journey::Answer;
use serde_json::{Value, json};

use crate::ways::{script, walk};

/// Round the clock from Monday to Friday: the default desk.
const ALWAYS: [&str; 2] = ["00:00", "24:00"];
/// The desk of the script about follow-ups.
const OFFICE: [&str; 2] = ["09:00", "17:00"];

/// What the journey shows of a clock after a line, against a row for the deadline example.
#[track_caller]
fn check(
    answers: &[Answer],
    (line, clock): (usize, &str),
    (hours, start, budget): ([&str; 2], &str, &str),
    pauses: &[[&str; 2]],
) {
    let days = ["mon", "tue", "wed", "thu", "fri"];
    let week: serde_json::Map<String, Value> = days
        .into_iter()
        .map(|day| (day.to_owned(), json!([hours])))
        .collect();
    let row = json!({
        "id": clock,
        "zone": "UTC",
        "start": start,
        "hours": week,
        "holidays": [{"date": "2026-12-24", "name": "Christmas Eve"}, {"date": "2026-12-25", "name": "Christmas Day"}],
        "budget": budget,
        "pauses": pauses,
    });
    // The default desk has no holidays; none lies in what is asked of it.
    let case: Case = serde_json::from_value(row).expect("a row");
    let confirmed = json!(case.answer(&mut Zones::bundled(), false));
    let answer = answers.iter().find(|it| it.line == line);
    let mut shown = answer.expect("the line was answered").due.iter().rev();
    let shown = shown.find(|it| it.clock == clock).expect("the clock runs");
    assert_eq!(
        json!(shown.at),
        confirmed["deadline"],
        "line {line}: {clock}, {confirmed}"
    );
}

#[test]
fn the_due_dates_of_way_4_are_confirmed() {
    let answers = walk(&script("04-hosted-at-gmail"), false);
    let promise = (ALWAYS, "2026-11-23T08:16:00Z", "business PT48H");
    check(&answers, (11, "contact"), promise, &[]);
    check(&answers, (11, "validation"), promise, &[]);
    let question = ["2026-11-23T14:00:00Z", "2026-11-24T09:30:00Z"];
    check(&answers, (13, "contact"), promise, &[]);
    check(&answers, (13, "validation"), promise, &[question]);
    check(&answers, (17, "validation"), promise, &[question]);
}

#[test]
fn the_due_dates_of_way_12_are_confirmed() {
    let answers = walk(&script("12-address-moves"), false);
    let promise = (ALWAYS, "2026-11-23T08:16:00Z", "business PT48H");
    for line in [10, 11, 18] {
        check(&answers, (line, "contact"), promise, &[]);
        check(&answers, (line, "validation"), promise, &[]);
    }
}

#[test]
fn the_due_dates_of_way_3_are_confirmed() {
    let answers = walk(&script("03-first-profile"), false);
    let profile = answers
        .iter()
        .find(|answer| answer.due.iter().any(|due| due.clock == "profile"));
    let line = profile.expect("a profile is set up").line;
    let promise = |budget| (ALWAYS, "2026-11-23T08:15:30Z", budget);
    check(&answers, (line, "profile"), promise("business P2D"), &[]);
    check(&answers, (line, "contact"), promise("business PT48H"), &[]);
}

#[test]
fn the_due_dates_of_a_script_with_follow_ups_are_confirmed() {
    let text = include_str!("../../journey/follow-ups.jsonl");
    let answers = walk(text, false);
    let promise = (OFFICE, "2026-11-23T08:16:00Z", "business PT48H");
    let asked = ["2026-11-23T14:00:00Z", "2026-11-24T12:00:00Z"];
    let silent = ["2026-11-25T10:00:00Z", "2026-12-10T11:00:00Z"];
    let declined = ["2026-12-11T09:00:00Z", "2026-12-14T09:00:00Z"];
    check(&answers, (10, "contact"), promise, &[]);
    check(&answers, (10, "validation"), promise, &[]);
    check(&answers, (14, "validation"), promise, &[asked]);
    check(&answers, (18, "validation"), promise, &[asked, silent]);
    check(
        &answers,
        (20, "validation"),
        promise,
        &[asked, silent, declined],
    );
    let follow_up = (OFFICE, "2026-12-15T09:12:00Z", "business PT48H");
    check(&answers, (25, "contact"), follow_up, &[]);
    check(&answers, (25, "validation"), follow_up, &[]);
    let end = answers.last().expect("lines");
    assert_eq!(end.mark, "black");
    // What was shown first stays as it was: due instants of the first request did not move again.
    assert_eq!(end.due[0].state, "met");
    assert_eq!(end.due[1].state, "void");
}
