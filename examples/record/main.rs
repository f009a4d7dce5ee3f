//! Folds record lines and says where every account stands; or what another policy would have done.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use checkmark::account::AccountId;
use checkmark::record::{Head, Line};
use checkmark::tier::{FoldError, Folder, Parting, Rehearsal, Stand};
use examples::arguments::{Arguments, Switch, Usage};
use examples::lines::{JsonFault, Lines, json};
use examples::output::Output;
use examples::paint::{Mark, QUIET};
use examples::policy;
use examples::run::Failure;
use examples::table::{Cell, Table};
use serde::Serialize;

const USAGE: Usage = Usage {
    name: "record",
    about: "Folds the lines of a record, many accounts mixed, and says where each account stands.",
    operands: "[FILE | -]",
    switches: &[Switch::value(
        "rehearse",
        "POLICY.json",
        "decide every command again under other figures, and say whose tier would differ",
    )],
};

fn main() -> ExitCode {
    examples::run::main(&USAGE, run)
}

fn run(arguments: &Arguments, out: &mut Output) -> Result<ExitCode, Failure> {
    let policy = arguments
        .value("rehearse")
        .map(|file| policy::read(Path::new(file)))
        .transpose()?;
    let mut fold = match policy {
        Some(policy) => Fold::Rehearse(Box::new(Rehearsal::new(policy))),
        None => Fold::Read(Folder::default()),
    };
    let mut lines = Lines::open(arguments.source()?)?;
    while let Some(line) = lines.next(out)? {
        let number = line.number();
        match read(line.text()) {
            Ok(line) => {
                if let Err(fault) = fold.take(&line) {
                    lines.fault(number, &fault);
                }
            }
            Err(fault) => lines.fault(number, &fault),
        }
    }
    match &fold {
        Fold::Rehearse(rehearsal) => tell_differences(rehearsal, out)?,
        Fold::Read(folder) => tell(folder, out)?,
    }
    out.flush()?;
    Ok(lines.finish())
}

/// What is made of the record: it is folded, or rehearsed as well.
enum Fold {
    Read(Folder),
    Rehearse(Box<Rehearsal>),
}

impl Fold {
    fn take(&mut self, line: &Line) -> Result<(), FoldError> {
        match self {
            Self::Read(folder) => folder
                .fold(line.account(), line.version(), line.events())
                .map(drop),
            Self::Rehearse(rehearsal) => {
                rehearsal.take(line.envelope(), line.version(), line.events())
            }
        }
    }
}

fn read(text: &str) -> Result<Line, JsonFault> {
    let head: Head = json(text)?;
    head.check().map_err(JsonFault::because)?;
    json(text)
}

/// Where an account stands.
#[derive(Debug, Serialize)]
struct Told<'a> {
    account: &'a str,
    state: &'static str,
    tier: Option<&'static str>,
    mark: &'static str,
    version: u64,
    standing: u64,
}

impl<'a> Told<'a> {
    fn of(stand: Stand, id: &'a AccountId) -> Self {
        Self {
            account: id.as_str(),
            state: stand.state().as_str(),
            tier: stand.tier().map(|tier| tier.as_str()),
            mark: stand.mark().as_str(),
            version: stand.version(),
            standing: stand.standing(),
        }
    }
}

fn tell(folder: &Folder, out: &mut Output) -> Result<(), Failure> {
    let mut table = Table::default();
    for account in folder.accounts() {
        let id = account.id();
        let stand = Told::of(Stand::of(account), &id);
        if out.is_json() {
            out.json(&stand)?;
            continue;
        }
        table.row([
            Cell::from(stand.account),
            Mark::of(stand.mark).into(),
            Cell::from(stand.tier.unwrap_or("-")),
            Cell::styled(stand.state.replace('_', " "), QUIET),
            Cell::from(stand.version.to_string()).right(),
        ]);
    }
    if !out.is_json() {
        write!(out, "{table}")?;
    }
    Ok(())
}

/// A command that the other policy refused.
#[derive(Debug, Serialize)]
struct Otherwise {
    at: String,
    command: &'static str,
    refused: &'static str,
}

impl Otherwise {
    fn of(parting: &Parting) -> Self {
        Self {
            at: examples::clock::rfc3339(parting.at()),
            command: parting.command().as_str(),
            refused: parting.refused().code().as_str(),
        }
    }
}

/// Whose tier would differ.
#[derive(Debug, Serialize)]
struct Differs<'a> {
    account: &'a str,
    was: Told<'a>,
    would_be: Told<'a>,
    first: Option<Otherwise>,
}

fn tell_differences(rehearsal: &Rehearsal, out: &mut Output) -> Result<(), Failure> {
    let mut table = Table::default();
    let mut differ = 0;
    for difference in rehearsal.differences() {
        let id = difference.account();
        differ += 1;
        let told = Differs {
            account: id.as_str(),
            was: Told::of(difference.was(), &id),
            would_be: Told::of(difference.would_be(), &id),
            first: difference.first().map(Otherwise::of),
        };
        if out.is_json() {
            out.json(&told)?;
            continue;
        }
        let first = told.first.as_ref().map(|it| {
            let command = it.command.replace('_', " ");
            format!("{command} at {}: {}", it.at, it.refused)
        });
        table.row([
            Cell::from(told.account),
            Mark::of(told.was.mark).into(),
            Cell::from("would be"),
            Mark::of(told.would_be.mark).into(),
            Cell::styled(first.unwrap_or_default(), QUIET),
        ]);
    }
    if !out.is_json() {
        write!(out, "{table}")?;
        writeln!(out, "{differ} of {} accounts would differ", rehearsal.len())?;
    }
    Ok(())
}
