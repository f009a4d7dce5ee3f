//! The corpus is what is committed, and says something about every pair of state and command that a
//! history can come to.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;
use std::{env, fs};

use checkmark::account::{Actor, Rule};
use checkmark::tier::{CheckMark, CommandKind, RefusalCode, StateKind, Tier};
use checkmark_conformance::Corpus;

static CORPUS: LazyLock<Corpus> = LazyLock::new(Corpus::new);

/// What is committed at a place of the repository; written there first if somebody asks for it.
#[expect(
    clippy::disallowed_methods,
    reason = "a corpus is written only when somebody asks for it"
)]
fn committed(place: &str, text: &str) -> String {
    let place = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(place);
    if env::var_os("CHECKMARK_WRITE_CORPUS").is_some() {
        fs::write(&place, text).unwrap();
    }
    fs::read_to_string(&place).unwrap()
}

#[test]
fn the_corpus_is_the_one_that_is_committed() {
    let corpus = CORPUS.to_string();
    let committed = committed("docs/corpus/accounts.v1.jsonl", &corpus);
    for (number, (line, known)) in (1..).zip(corpus.lines().zip(committed.lines())) {
        assert_eq!(line, known, "row {number}");
    }
    assert_eq!(corpus.lines().count(), committed.lines().count());
}

#[test]
fn every_state_meets_every_command_that_a_history_knows() {
    let corpus = &*CORPUS;
    let pairs: BTreeSet<_> = corpus
        .rows()
        .iter()
        .map(|row| (row.from().as_str(), row.command().as_str()))
        .collect();
    let commands: BTreeSet<_> = pairs.iter().map(|(_, command)| *command).collect();
    let missing: Vec<_> = CommandKind::ALL
        .iter()
        .filter(|kind| !commands.contains(kind.as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert_eq!(pairs.len(), StateKind::ALL.len() * CommandKind::ALL.len());
    let accepted = corpus.rows().iter().filter(|row| row.is_accepted()).count();
    let strict = corpus.rows().iter().filter(|row| row.policy().is_some());
    println!(
        "{} rows, {accepted} of them accepted, {} under strict figures",
        corpus.rows().len(),
        strict.count()
    );
}

/// A list of words as JSON has it.
fn words<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> String {
    let words: Vec<_> = all.iter().map(|it| format!("{:?}", word(*it))).collect();
    words.join(", ")
}

/// What a row looks like. A line of a script may refer to what was mailed, so that a command is
/// described by its type alone.
fn schema() -> String {
    format!(
        r##"{{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "CorpusRow",
  "type": "object",
  "required": ["v", "row", "policy", "history", "command", "from", "verdict", "reason", "rule",
    "state", "tier", "mark", "version", "standing", "due"],
  "properties": {{
    "v": {{ "const": {version} }},
    "row": {{ "type": "integer", "minimum": 1 }},
    "policy": {{ "anyOf": [{{ "type": "object" }}, {{ "type": "null" }}] }},
    "history": {{ "type": "array", "items": {{ "$ref": "#/$defs/line" }} }},
    "command": {{ "$ref": "#/$defs/line" }},
    "from": {{ "$ref": "#/$defs/state" }},
    "verdict": {{ "enum": ["accepted", "refused", "rejected"] }},
    "reason": {{ "enum": [{reasons}, null] }},
    "rule": {{ "enum": [{rules}, null] }},
    "state": {{ "$ref": "#/$defs/state" }},
    "tier": {{ "enum": [{tiers}, null] }},
    "mark": {{ "enum": [{marks}] }},
    "version": {{ "type": "integer", "minimum": 0 }},
    "standing": {{ "type": "integer", "minimum": 0 }},
    "due": {{ "anyOf": [{{ "$ref": "#/$defs/instant" }}, {{ "type": "null" }}] }}
  }},
  "additionalProperties": false,
  "$defs": {{
    "instant": {{ "type": "string", "pattern": "^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}Z$" }},
    "state": {{ "enum": [{states}] }},
    "line": {{
      "type": "object",
      "required": ["at", "account", "actor", "id", "command"],
      "properties": {{
        "at": {{ "$ref": "#/$defs/instant" }},
        "account": {{ "type": "string" }},
        "actor": {{ "enum": [{actors}] }},
        "id": {{ "type": "string" }},
        "session": {{ "type": "object" }},
        "command": {{
          "type": "object",
          "required": ["type"],
          "properties": {{ "type": {{ "enum": [{commands}] }} }}
        }}
      }},
      "additionalProperties": false
    }}
  }}
}}
"##,
        version = checkmark_conformance::CORPUS_VERSION,
        reasons = words(RefusalCode::ALL, RefusalCode::as_str),
        rules = words(Rule::ALL, Rule::as_str),
        tiers = words(Tier::ALL, Tier::as_str),
        marks = words(CheckMark::ALL, CheckMark::as_str),
        states = words(StateKind::ALL, StateKind::as_str),
        actors = words(Actor::ALL, Actor::as_str),
        commands = words(CommandKind::ALL, CommandKind::as_str),
    )
}

#[test]
fn the_schema_of_a_row_is_the_one_that_is_committed() {
    assert_eq!(
        committed("docs/schema/corpus-row.json", &schema()),
        schema()
    );
}
