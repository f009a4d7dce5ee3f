//! Says for each row when its budget is used up, and how much business time lies between two
//! instants.
//!
//! A row is a line of JSON with `id`, `zone`, `start`, `hours`, `holidays`, `overrides`,
//! `budget_min` (or `budget`, such as `"business P2D"`), `pauses`, `elapsed_from`, `elapsed_to`. A
//! file `*.json` with all rows under `cases`, and perhaps the rules of their zones under `zones`,
//! is read as well.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use checkmark::calendar::Language;
use examples::arguments::{Arguments, Switch, Usage};
use examples::cases::{Answer, Case, Instant, Zones};
use examples::lines::{self, Lines, Source};
use examples::output::Output;
use examples::run::Failure;
use serde::Deserialize as _;
use serde_json::Value;
use time::UtcDateTime;

const USAGE: Usage = Usage {
    name: "deadline",
    about: "Says when budgets of business time are used up, and how much of it lies between two \
            instants. Zone rules are those bundled, unless a file or a folder is given.",
    operands: "[FILE | -]",
    switches: &[
        Switch::value("zones", "FILE", "zone rules as lists of transitions"),
        Switch::value(
            "tzif",
            "DIR",
            "zone rules as TZif files, such as /usr/share/zoneinfo",
        ),
        Switch::value(
            "zone-version",
            "V",
            "which version of the rules, or how they are stamped",
        ),
        Switch::value(
            "through",
            "INSTANT",
            "how long the lists hold, unless they say",
        ),
        Switch::flag("explain", "unroll what was counted and what was not"),
        Switch::value("lang", "TAG", "the language of what is unrolled: en or sv"),
    ],
};

/// The last instant of the lists of transitions that come without one.
const THROUGH: &str = "2032-12-31T23:59:59Z";

fn main() -> ExitCode {
    examples::run::main(&USAGE, run)
}

fn run(arguments: &Arguments, out: &mut Output) -> Result<ExitCode, Failure> {
    let source = arguments.source()?;
    let document = match &source {
        Source::File(path) if path.extension().is_some_and(|it| it == "json") => {
            Some((path.clone(), read(path)?))
        }
        _ => None,
    };
    let mut zones = zones(arguments, document.as_ref())?;
    let print = Print {
        explain: arguments.flag("explain"),
        language: arguments.parsed("lang")?.unwrap_or(Language::English),
    };
    if let Some((path, document)) = document {
        let Some(Value::Array(cases)) = document.get("cases") else {
            return Err(Failure::content(&path, "no list of `cases`"));
        };
        for case in cases {
            let case = Case::deserialize(case).map_err(|error| Failure::content(&path, error))?;
            print.answer(&case.answer(&mut zones, print.explain), out)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let mut lines = Lines::open(source)?;
    while let Some(line) = lines.next(out)? {
        match lines::json::<Case>(line.text()) {
            Ok(case) => print.answer(&case.answer(&mut zones, print.explain), out)?,
            Err(fault) => {
                let number = line.number();
                lines.fault(number, &fault);
            }
        }
    }
    Ok(lines.finish())
}

fn zones(arguments: &Arguments, rows: Option<&(PathBuf, Value)>) -> Result<Zones, Failure> {
    let version = arguments.value("zone-version");
    let through: Rfc3339 = arguments.parsed("through")?.unwrap_or(Rfc3339(through()));
    match (arguments.value("zones"), arguments.value("tzif"), rows) {
        (Some(_), Some(_), _) => Err(Failure::usage("either --zones or --tzif")),
        (Some(file), None, _) => {
            let path = Path::new(file);
            Zones::lists(path, read(path)?, version, through.0)
        }
        (None, Some(folder), _) => Ok(Zones::tzif(folder.into(), version)),
        (None, None, Some((path, rows))) if rows.get("zones").is_some() => {
            Zones::lists(path, rows.clone(), version, through.0)
        }
        (None, None, _) => Ok(Zones::bundled()),
    }
}

fn read(path: &Path) -> Result<Value, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::read(path, &error))?;
    serde_json::from_str(&text).map_err(|error| Failure::content(path, error))
}

/// How answers are shown.
struct Print {
    explain: bool,
    language: Language,
}

impl Print {
    fn answer(&self, answer: &Answer, out: &mut Output) -> Result<(), Failure> {
        if out.is_json() {
            return Ok(out.json(answer)?);
        }
        write!(out, "{}", answer.id())?;
        if let Some(due) = answer.deadline() {
            write!(out, "  due {}", Instant(due))?;
        }
        if let Some(elapsed) = answer.elapsed() {
            write!(out, "  elapsed {elapsed}")?;
        }
        if let Some(error) = answer.error() {
            write!(out, "  {error}")?;
        }
        writeln!(out)?;
        if let Some(explanation) = answer.explanation().filter(|_| self.explain) {
            writeln!(out, "{}", explanation.text(self.language))?;
        }
        Ok(())
    }
}

fn through() -> UtcDateTime {
    THROUGH
        .parse::<Rfc3339>()
        .expect("the constant is an instant")
        .0
}

struct Rfc3339(UtcDateTime);

impl std::str::FromStr for Rfc3339 {
    type Err = time::error::Parse;

    fn from_str(text: &str) -> Result<Self, time::error::Parse> {
        UtcDateTime::parse(text, &time::format_description::well_known::Rfc3339).map(Self)
    }
}
