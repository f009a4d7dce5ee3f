//! The rows of an evaluation that is not part of the project: all of them or none.

use crate::support::{at, clock};
use checkmark_calendar::*;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(Deserialize)]
struct Row {
    id: String,
    zone: String,
    start: String,
    hours: Week,
    holidays: Vec<Holiday>,
    overrides: BTreeMap<String, DayWindows>,
    budget_min: u32,
    pauses: Vec<(String, String)>,
    elapsed_from: String,
    elapsed_to: String,
    #[serde(flatten)]
    plain: Option<Answer>,
    definition: Option<Answer>,
}

#[derive(Deserialize)]
struct Answer {
    deadline: String,
    elapsed_sec: u64,
}

fn folder() -> Option<PathBuf> {
    #[expect(
        clippy::disallowed_methods,
        reason = "a test may look for data that is not ours"
    )]
    let given = std::env::var_os("CHECKMARK_EVALUATION").map(PathBuf::from);
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folder = given
        .unwrap_or_else(|| root.join("../../../shared/evaluation"))
        .join("clock");
    folder.is_dir().then_some(folder)
}

#[test]
fn evaluation() {
    let Some(folder) = folder() else {
        println!("evaluation: absent");
        return;
    };
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a file");
    let lists: Value = serde_json::from_str(&read("zones.json")).expect("zones");
    for name in ["clock.dev.jsonl", "named.jsonl", "dst_edges.dev.jsonl"] {
        let text = read(name);
        let wrong: Vec<_> = text
            .lines()
            .filter_map(|line| wrong(line, &lists))
            .collect();
        let count = text.lines().count();
        println!(
            "evaluation: {name}: {} of {count} right",
            count - wrong.len()
        );
        assert!(wrong.is_empty(), "{name}: {wrong:?}");
    }
}

/// The row's id, if its answer is not the one that counts.
fn wrong(line: &str, lists: &Value) -> Option<String> {
    let row: Row = serde_json::from_str(line).expect("a row");
    let clock = clock(&calendar(&row, lists));
    let mut pauses = Pauses::new();
    for (from, to) in &row.pauses {
        let pause = Pause::new(at(from), at(to), PauseReason::UNSTATED).expect("a pause");
        pauses.push(pause).expect("in order");
    }
    let budget = Budget::Business(BusinessDuration::minutes(row.budget_min));
    let due = clock
        .deadline(at(&row.start), budget, &pauses)
        .expect("a deadline");
    let elapsed = clock.elapsed(at(&row.elapsed_from), at(&row.elapsed_to), &pauses);
    let elapsed = elapsed.expect("in range");
    let explained = clock
        .explain(at(&row.start), budget, &pauses)
        .expect("a deadline");
    assert_eq!(
        explained.verify_against(clock.calendar(), &pauses),
        Ok(()),
        "{}",
        row.id
    );
    let want = row.definition.or(row.plain).expect("an answer");
    let right = due == at(&want.deadline) && elapsed == BusinessDuration::seconds(want.elapsed_sec);
    (!right).then_some(row.id)
}

fn calendar(row: &Row, lists: &Value) -> Calendar {
    let list = &lists[&row.zone];
    let initial = list["initial"].as_i64().expect("an offset") as i32;
    let changes = list["transitions"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| {
            let number = |nth: usize| it[nth].as_i64().expect("a number");
            Transition::from_unix(number(0), number(1) as i32)
        });
    let through = at("2032-12-31T23:59:59Z");
    let zone = Zone::from_transitions(row.zone.clone(), "2026f", initial, changes, through);
    let builder = Calendar::builder()
        .week(row.hours.clone())
        .holidays(row.holidays.iter().cloned())
        .zone(zone.expect("a zone"));
    let builder = row.overrides.iter().fold(builder, |it, (date, windows)| {
        let noon = at(&format!("{date}T12:00:00Z"));
        it.override_day(noon.date(), windows.clone())
    });
    builder.build().expect("a calendar")
}
