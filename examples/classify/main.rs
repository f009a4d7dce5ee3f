//! Says what kind of mail domain each line names, and why.
//!
//! A line is a bare address or domain, or JSON with `domain` or `address` and what is known of it:
//! `id`, `mx`, `spf`, `dkim`, `autodiscover`, `txt`, `claim`, `looked_up`, `dnssec`.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use checkmark::domain::{Class, Classifier, MailHost, Overlay, Owner, Verdict};
use examples::arguments::{Arguments, Switch, Usage};
use examples::clock::{self, Stopwatch};
use examples::lines::Lines;
use examples::output::Output;
use examples::paint::{BAD, CARE, GOOD, QUIET};
use examples::rows::{Answer, Row};
use examples::run::Failure;
use examples::table::{Cell, Table, thousands};
use time::UtcDateTime;

const USAGE: Usage = Usage {
    name: "classify",
    about: "Says what kind of mail domain each line names: a bare address or domain, or JSON with \
            what DNS says of it.",
    operands: "[FILE | -]",
    switches: &[
        Switch::value("overlay", "FILE", "what the host knows better, in JSON"),
        Switch::value("at", "INSTANT", "the time by which evidence is old or not"),
    ],
};

fn main() -> ExitCode {
    examples::run::main(&USAGE, run)
}

fn run(arguments: &Arguments, out: &mut Output) -> Result<ExitCode, Failure> {
    let overlay = arguments.value("overlay").map(overlay).transpose()?;
    let classifier = match &overlay {
        Some(overlay) => Classifier::BUILT_IN.with_overlay(overlay),
        None => Classifier::BUILT_IN,
    };
    let now = match arguments.parsed::<Rfc3339>("at")? {
        Some(at) => at.0,
        None => clock::now(),
    };
    let mut lines = Lines::open(arguments.source()?)?;
    let watch = Stopwatch::start();
    let mut counts = Counts::default();
    while let Some(line) = lines.next(out)? {
        let number = line.number();
        let row = match Row::read(line.text()) {
            Ok(row) => row,
            Err(fault) => {
                if out.is_json() {
                    out.json(&Answer::fault(&fault))?;
                }
                lines.fault(number, &fault);
                continue;
            }
        };
        match row.verdict(&classifier, now) {
            Ok(verdict) => {
                counts.add(verdict.class());
                if out.is_json() {
                    out.json(&Answer::of(&row, &verdict))?;
                } else {
                    write!(out, "{}", told(row.input(), &verdict))?;
                }
            }
            Err(error) => {
                if out.is_json() {
                    out.json(&Answer::error(&row, error))?;
                }
                lines.fault(number, &error);
            }
        }
    }
    out.flush()?;
    let faults = lines.faults();
    let code = lines.finish();
    counts.tell(faults, watch);
    Ok(code)
}

fn overlay(file: &str) -> Result<Overlay, Failure> {
    let path = Path::new(file);
    let text = fs::read_to_string(path).map_err(|error| Failure::read(path, &error))?;
    serde_json::from_str(&text).map_err(|error| Failure::content(path, error))
}

/// A row for people: what was asked, the class, whose mail it is, and why.
fn told(input: &str, verdict: &Verdict) -> Table {
    let style = match verdict.class() {
        Class::Corporate => GOOD,
        Class::GmailHosted | Class::Undetermined => CARE,
        Class::ConsumerMailbox | Class::Disposable | Class::NoMail | Class::NotACompanyDomain => {
            BAD
        }
    };
    let mut table = Table::default().at_least(&[24, 16, 16]);
    let class = verdict.class().to_string().replace('_', " ");
    table.row([
        Cell::from(input),
        Cell::styled(class, style),
        Cell::from(carrier(verdict)),
        Cell::styled(why(verdict), QUIET),
    ]);
    table
}

fn carrier(verdict: &Verdict) -> String {
    match (verdict.provider(), verdict.mail_host(), verdict.behind()) {
        (_, host, Some(behind)) => format!("{host} > {behind}"),
        (Some(provider), MailHost::Unknown, None) => provider.to_string(),
        (_, MailHost::Unknown, None) => String::from("-"),
        (_, host, None) => host.to_string(),
    }
}

fn why(verdict: &Verdict) -> String {
    let mut why = verdict.rule().as_str().replace('_', " ");
    let settled = verdict.reasons().find(|it| it.rule() == verdict.rule());
    let met = settled.and_then(|it| it.entry().or(it.pattern()).or(it.record()));
    if let Some(met) = met {
        why.push_str(": ");
        why.push_str(met);
    }
    if matches!(
        verdict.owner(),
        Owner::Organization | Owner::Education | Owner::Government
    ) {
        why.push_str(", ");
        why.push_str(verdict.owner().as_str());
    }
    for question in verdict.needs() {
        why.push_str(", ask ");
        why.push_str(question.as_str());
    }
    for against in verdict.contradicted_by() {
        why.push_str(", but ");
        why.push_str(&against.rule().as_str().replace('_', " "));
    }
    if let Some(hint) = verdict.hint() {
        why.push_str(", looks like ");
        why.push_str(hint.looks_like());
    }
    if verdict.is_role_mailbox() {
        why.push_str(", role mailbox");
    }
    why
}

#[derive(Default)]
struct Counts([u64; Class::ALL.len()]);

impl Counts {
    fn add(&mut self, class: Class) {
        if let Some(place) = Class::ALL.iter().position(|it| *it == class) {
            self.0[place] += 1;
        }
    }

    /// On standard error, so that the answers stay alone.
    fn tell(&self, faults: usize, watch: Stopwatch) {
        let rows: u64 = self.0.iter().sum();
        let mut table = Table::default();
        for (class, count) in Class::ALL
            .iter()
            .zip(self.0)
            .filter(|(_, count)| *count > 0)
        {
            table.row([
                Cell::from(class.as_str()),
                Cell::from(thousands(count)).right(),
            ]);
        }
        let all = usize::try_from(rows)
            .unwrap_or(usize::MAX)
            .saturating_add(faults);
        if faults > 0 {
            let faults = thousands(faults as u64);
            table.row([Cell::from("not read"), Cell::from(faults).right()]);
        }
        let pace = thousands(watch.per_second(all));
        eprint!("{table}");
        eprintln!("{} rows, {pace} rows a second", thousands(all as u64));
    }
}

struct Rfc3339(UtcDateTime);

impl std::str::FromStr for Rfc3339 {
    type Err = time::error::Parse;

    fn from_str(text: &str) -> Result<Self, time::error::Parse> {
        UtcDateTime::parse(text, &time::format_description::well_known::Rfc3339).map(Self)
    }
}
