//! Folds record lines and says where every account stands; or what another policy would have done.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use checkmark::account::AccountId;
use checkmark::account::code::{CodeKey, KeyRing, Nonce};
use checkmark::record::{Head, Line};
use checkmark::tier::{Account, Context, Folder, TierPolicy};
use examples::arguments::{Arguments, Switch, Usage};
use examples::lines::{JsonFault, Lines, json};
use examples::output::Output;
use examples::paint::{Mark, QUIET};
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
    let policy = arguments.value("rehearse").map(policy).transpose()?;
    let mut rehearsal = policy.map(Rehearsal::new);
    let mut folder = Folder::default();
    let mut lines = Lines::open(arguments.source()?)?;
    while let Some(line) = lines.next(out)? {
        let number = line.number();
        match read(line.text()) {
            Ok(line) => match folder.fold(line.account(), line.version(), line.events()) {
                Ok(_) => {
                    if let Some(rehearsal) = &mut rehearsal {
                        rehearsal.take(&line);
                    }
                }
                Err(fault) => lines.fault(number, &fault),
            },
            Err(fault) => lines.fault(number, &fault),
        }
    }
    match rehearsal {
        Some(rehearsal) => rehearsal.tell(&folder, out)?,
        None => tell(&folder, out)?,
    }
    out.flush()?;
    Ok(lines.finish())
}

fn read(text: &str) -> Result<Line, JsonFault> {
    let head: Head = json(text)?;
    head.check().map_err(JsonFault::because)?;
    json(text)
}

fn policy(file: &str) -> Result<TierPolicy, Failure> {
    let path = Path::new(file);
    let text = fs::read_to_string(path).map_err(|error| Failure::read(path, &error))?;
    serde_json::from_str(&text).map_err(|error| Failure::content(path, error))
}

/// Where an account stands.
#[derive(Debug, Serialize)]
struct Stand<'a> {
    account: &'a str,
    state: &'static str,
    tier: Option<&'static str>,
    mark: &'static str,
    version: u64,
    standing: u64,
}

impl<'a> Stand<'a> {
    fn of(account: &Account, id: &'a AccountId) -> Self {
        Self {
            account: id.as_str(),
            state: account.state().kind().as_str(),
            tier: account.tier().map(|tier| tier.as_str()),
            mark: account.mark().as_str(),
            version: account.version(),
            standing: account.standing().number(),
        }
    }
}

fn tell(folder: &Folder, out: &mut Output) -> Result<(), Failure> {
    let mut table = Table::default();
    for account in folder.accounts() {
        let id = account.id();
        let stand = Stand::of(account, &id);
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

/// Every command of a record, decided again under another policy.
struct Rehearsal {
    policy: TierPolicy,
    keys: KeyRing,
    accounts: BTreeMap<AccountId, Rehearsed>,
}

/// An account as it would have gone, and the first command that went otherwise.
struct Rehearsed {
    account: Account,
    first: Option<Otherwise>,
}

/// A command that the other policy refused.
#[derive(Clone, Debug, Serialize)]
struct Otherwise {
    at: String,
    command: &'static str,
    refused: &'static str,
}

/// Whose tier would differ.
#[derive(Debug, Serialize)]
struct Difference<'a> {
    account: &'a str,
    was: Stand<'a>,
    would_be: Stand<'a>,
    first: Option<Otherwise>,
}

impl Rehearsal {
    fn new(policy: TierPolicy) -> Self {
        // Recorded codes count by their outcome: the key is there because issuing asks for one.
        let id = "rehearsal".parse().expect("the name is one of a key");
        let key = CodeKey::new(id, &[0; 32]).expect("the key is long enough");
        Self {
            policy,
            keys: KeyRing::new(key),
            accounts: BTreeMap::new(),
        }
    }

    fn take(&mut self, line: &Line) {
        let id = line.account();
        let rehearsed = self.accounts.entry(id).or_insert_with(|| Rehearsed {
            account: Account::new(id),
            first: None,
        });
        let context = Context::new(&self.policy).with_codes(&self.keys, Nonce::new([0; 16]));
        match rehearsed.account.decide_recorded(line.envelope(), &context) {
            Ok(decision) => {
                for event in decision.events() {
                    rehearsed
                        .account
                        .apply(event)
                        .expect("what was decided folds");
                }
            }
            Err(refusal) => {
                rehearsed.first.get_or_insert_with(|| Otherwise {
                    at: examples::clock::rfc3339(line.envelope().at()),
                    command: refusal.command().as_str(),
                    refused: refusal.code().as_str(),
                });
            }
        }
    }

    fn tell(self, folder: &Folder, out: &mut Output) -> Result<(), Failure> {
        let mut table = Table::default();
        let mut differ = 0;
        for was in folder.accounts() {
            let id = was.id();
            let Some(rehearsed) = self.accounts.get(&id) else {
                continue;
            };
            if rehearsed.account.tier() == was.tier() {
                continue;
            }
            differ += 1;
            let difference = Difference {
                account: id.as_str(),
                was: Stand::of(was, &id),
                would_be: Stand::of(&rehearsed.account, &id),
                first: rehearsed.first.clone(),
            };
            if out.is_json() {
                out.json(&difference)?;
                continue;
            }
            let first = difference.first.as_ref().map(|it| {
                format!(
                    "{} at {}: {}",
                    it.command.replace('_', " "),
                    it.at,
                    it.refused
                )
            });
            table.row([
                Cell::from(difference.account),
                Mark::of(difference.was.mark).into(),
                Cell::from("would be"),
                Mark::of(difference.would_be.mark).into(),
                Cell::styled(first.unwrap_or_default(), QUIET),
            ]);
        }
        if !out.is_json() {
            write!(out, "{table}")?;
            writeln!(
                out,
                "{differ} of {} accounts would differ",
                self.accounts.len()
            )?;
        }
        Ok(())
    }
}
