//! The twelve scripts beside the journey end where the article promises, and say nothing they
//! should not.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use checkmark::account::Language;
use checkmark::record;
use checkmark::tier::Folder;
use examples::journey::{Answer, Header, Line, World};

/// Number, the marks at the ends of the accounts, in the order of their ids.
const ENDS: &[(&str, &[&str])] = &[
    ("01-one-profile", &["black"]),
    ("02-several-profiles", &["black"]),
    ("03-first-profile", &["black"]),
    ("04-hosted-at-gmail", &["black"]),
    ("05-consumer-mailbox", &["black"]),
    ("06-not-finished", &["green"]),
    ("07-stuck-in-green", &["black"]),
    ("08-partner", &["black", "green"]),
    ("09-public-body", &["black"]),
    ("10-company-leaves", &["yellow"]),
    ("11-code-trouble", &["green"]),
    ("12-address-moves", &["black"]),
];

pub(crate) fn script(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("journey/scripts");
    fs::read_to_string(folder.join(name).with_extension("jsonl")).unwrap()
}

/// Walks a script, every line of which has to be readable.
pub(crate) fn walk(text: &str, audit: bool) -> Vec<Answer> {
    let mut lines = (1..).zip(text.lines()).peekable();
    let header = Header::read(lines.peek().unwrap().1).unwrap();
    if header.is_some() {
        lines.next();
    }
    let header = header.unwrap_or_default();
    let mut world = World::new(header, Language::English, audit).unwrap();
    lines
        .map(|(number, text)| world.answer(number, &Line::read(text).unwrap()).unwrap())
        .collect()
}

#[test]
fn every_way_ends_in_the_mark_that_it_promises() {
    for (name, want) in ENDS {
        let mut marks = BTreeMap::new();
        for answer in walk(&script(name), false) {
            marks.insert(answer.account, answer.mark);
        }
        assert_eq!(marks.values().collect::<Vec<_>>(), *want, "{name}");
    }
}

#[test]
fn every_script_in_the_folder_is_one_of_the_ways() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("journey/scripts");
    let mut found: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            entry
                .unwrap()
                .path()
                .file_stem()
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    found.sort();
    let known: Vec<_> = ENDS.iter().map(|(name, _)| *name).collect();
    assert_eq!(found, known);
}

/// CODE-9: without the audit a wrong, a used, a superseded and an expired code are one answer.
#[test]
fn the_public_answer_never_tells_how_a_code_was_wrong() {
    let told = |audit| {
        let mut kinds: Vec<String> = walk(&script("11-code-trouble"), audit)
            .iter()
            .filter(|answer| {
                answer
                    .refusal
                    .as_ref()
                    .is_some_and(|it| it.code.starts_with("code_not"))
            })
            .map(|answer| answer.events[0]["fact"]["code"]["outcome"].to_string())
            .collect();
        kinds.sort();
        kinds.dedup();
        kinds
    };
    assert_eq!(told(false).len(), 1, "{:?}", told(false));
    assert!(told(true).len() > 2, "{:?}", told(true));
}

/// LAW-6, CODE-7: no address and no code in what an answer holds.
#[test]
fn no_answer_holds_an_address_or_a_name() {
    for (name, _) in ENDS {
        for answer in walk(&script(name), true) {
            let text = serde_json::to_string(&answer).unwrap();
            for canary in ["anna.berg", "Anna", "pia.lund", "Storgatan", "123 456 78"] {
                assert!(
                    !text.contains(canary),
                    "{name}:{} holds {canary}",
                    answer.line
                );
            }
        }
    }
}

#[test]
fn every_answer_short_of_closed_proposes_a_step() {
    for (name, _) in ENDS {
        for answer in walk(&script(name), false) {
            let next = answer
                .next_step
                .unwrap_or_else(|| panic!("{name}:{}", answer.line));
            assert!(!next.text.is_empty());
        }
    }
}

/// What the ways record reads back as it was written and folds to where the accounts stand. With
/// `CHECKMARK_WRITE_GOLDEN` it becomes the golden file of the facade's tests: for a new version of
/// the record only, beside the old files.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a switch to write the file, by hand"
)]
fn what_the_ways_record_folds_to_where_the_accounts_stand() {
    let mut ways = Vec::new();
    for (number, (name, _)) in (1..).zip(ENDS) {
        let ids = format!("\"account\": \"w{number:02}-a");
        let text = script(name).replace("\"account\": \"a", &ids);
        let mut rows = (1..).zip(text.lines());
        let header = Header::read(rows.next().unwrap().1).unwrap().unwrap();
        let mut world = World::new(header, Language::English, false).unwrap();
        let mut states = BTreeMap::new();
        for (number, row) in rows {
            let answer = world.answer(number, &Line::read(row).unwrap()).unwrap();
            states.insert(answer.account, (answer.state, answer.version));
        }
        let mut folder = Folder::default();
        let mut record = Vec::new();
        for line in world.record() {
            let text = serde_json::to_string(line).unwrap();
            let read: record::Line = serde_json::from_str(&text).unwrap();
            assert_eq!(read, *line);
            folder
                .fold(read.account(), read.version(), read.events())
                .unwrap();
            record.push(text);
        }
        let folded: BTreeMap<_, _> = folder
            .accounts()
            .map(|it| {
                let state = it.state().kind().as_str().to_owned();
                (it.id().to_string(), (state, it.version()))
            })
            .collect();
        assert_eq!(folded, states, "{name}");
        ways.push(record);
    }
    if std::env::var_os("CHECKMARK_WRITE_GOLDEN").is_some() {
        // Mixed, as a host's log is: a line of each way in turn.
        let longest = ways.iter().map(Vec::len).max().unwrap();
        let mixed = (0..longest).flat_map(|at| ways.iter().filter_map(move |way| way.get(at)));
        let mixed: String = mixed.flat_map(|line| [line.as_str(), "\n"]).collect();
        let golden = "../crates/checkmark/tests/it/golden/record.v1.jsonl";
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(golden), mixed).unwrap();
    }
}
