//! The record: golden files of every version fold to the same for good; faults are named and
//! change nothing.

use checkmark::record::{Head, Line, SchemaError};
use checkmark::tier::{FoldErrorKind, Folder, ReplayErrorKind};

/// Version 1, written on the day it was settled: the twelve ways, their accounts renamed and mixed.
const V1: &str = include_str!("golden/record.v1.jsonl");

fn lines() -> Vec<Line> {
    V1.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn fold(lines: &[Line]) -> Result<Folder, (usize, FoldErrorKind)> {
    let mut folder = Folder::default();
    for (at, line) in lines.iter().enumerate() {
        folder
            .fold(line.account(), line.version(), line.events())
            .map_err(|fault| (at, fault.kind()))?;
    }
    Ok(folder)
}

#[test]
fn version_1_folds_to_the_same_states_for_good() {
    let folder = fold(&lines()).unwrap();
    let told: Vec<String> = folder
        .accounts()
        .map(|it| {
            let tier = it.tier().map_or("-", |tier| tier.as_str());
            format!("{} {} {tier} {}", it.id(), it.state().kind(), it.version())
        })
        .collect();
    insta::assert_snapshot!("record_v1_states", told.join("\n"));
}

#[test]
fn a_line_is_written_as_it_was_read() {
    for text in V1.lines() {
        let line: Line = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&line).unwrap(), text);
    }
}

// ATK-31
#[test]
fn a_record_that_was_tampered_with_never_folds_and_changes_nothing() {
    let lines = lines();
    let own: Vec<Line> = lines
        .iter()
        .filter(|line| line.account() == lines[0].account())
        .cloned()
        .collect();
    let dropped: Vec<Line> = own
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != 1)
        .map(|(_, line)| line.clone())
        .collect();
    let mut doubled = own.clone();
    doubled.insert(1, own[0].clone());
    let mut swapped = own.clone();
    swapped.swap(1, 2);
    for (what, record, at, want) in [
        ("dropped", &dropped, 1, ReplayErrorKind::Missing),
        ("doubled", &doubled, 1, ReplayErrorKind::Doubled),
        ("swapped", &swapped, 1, ReplayErrorKind::Missing),
    ] {
        let (position, kind) = fold(record).unwrap_err();
        assert_eq!(position, at, "{what}");
        let FoldErrorKind::Event(fault) = kind else {
            panic!("{what}: {kind:?}")
        };
        assert_eq!(fault.kind(), want, "{what}");
    }

    let mut folder = fold(&own[..1]).unwrap();
    let before = folder.account(own[0].account()).unwrap().clone();
    assert!(
        folder
            .fold(own[2].account(), own[2].version(), own[2].events())
            .is_err()
    );
    assert_eq!(folder.account(own[0].account()), Some(&before));
}

#[test]
fn a_line_that_lost_its_last_event_is_noticed() {
    let line = lines()
        .into_iter()
        .find(|line| line.events().len() > 1)
        .unwrap();
    let events = &line.events()[..line.events().len() - 1];
    let fault = Folder::default()
        .fold(line.account(), line.version(), events)
        .unwrap_err();
    assert!(matches!(fault.kind(), FoldErrorKind::Version { .. }));
}

#[test]
fn a_newer_version_is_refused_with_both_versions_named() {
    for (text, want) in [
        (r#"{"schema":"checkmark.record","v":1}"#, Ok(())),
        (
            r#"{"schema":"checkmark.record","v":2,"new":true}"#,
            Err(SchemaError::Version { found: 2, known: 1 }),
        ),
        (
            r#"{"schema":"checkmark.record","v":0}"#,
            Err(SchemaError::Version { found: 0, known: 1 }),
        ),
        (r#"{"schema":"another","v":1}"#, Err(SchemaError::Schema)),
    ] {
        let head: Head = serde_json::from_str(text).unwrap();
        assert_eq!(head.check(), want);
    }
    let newer = V1.lines().next().unwrap().replacen("\"v\":1", "\"v\":2", 1);
    let fault = serde_json::from_str::<Line>(&newer)
        .unwrap_err()
        .to_string();
    assert!(
        fault.contains("version 2") && fault.contains("at most 1"),
        "{fault}"
    );
}

/// CODE-7, ACC-7: a record holds no code and nothing personal.
#[test]
fn the_record_holds_no_code_and_no_address() {
    for canary in ["anna", "Anna", "Berg", "@", "acme.example", "gmail.com"] {
        assert!(!V1.contains(canary), "{canary}");
    }
}
