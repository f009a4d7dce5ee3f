//! The corpus is what is committed, and says something about every pair of state and command that a
//! history can come to.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;
use std::{env, fs};

use checkmark::tier::{CommandKind, StateKind};
use checkmark_conformance::Corpus;

static CORPUS: LazyLock<Corpus> = LazyLock::new(Corpus::new);

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a corpus is written only when somebody asks for it"
)]
fn the_corpus_is_the_one_that_is_committed() {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/corpus/accounts.v1.jsonl");
    let corpus = CORPUS.to_string();
    if env::var_os("CHECKMARK_WRITE_CORPUS").is_some() {
        fs::write(&place, &corpus).unwrap();
    }
    let committed = fs::read_to_string(&place).unwrap();
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
    println!("{} rows, {accepted} of them accepted", corpus.rows().len());
}
