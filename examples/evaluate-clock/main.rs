//! Holds the business clock against two judges.
//!
//! The first is the definition, second by second: for every zone of the bundled data and every
//! clock change from 1970 to 2037, desks whose opening hours begin and end within three hours of
//! it. The second are rows with known answers, from a folder that is not part of the project;
//! where it is absent that is said and nothing else follows from it.
//!
//! Exits with a failure unless every answer is right.

mod definition;
mod rows;

use std::io::Write as _;
use std::process::ExitCode;

use checkmark::calendar::Zone;
use examples::arguments::{Arguments, Switch, Usage};
use examples::clock::Stopwatch;
use examples::output::Output;
use examples::run::Failure;
use serde::Serialize;

const USAGE: Usage = Usage {
    name: "evaluate-clock",
    about: "Compares the business clock with its definition, second by second around every clock \
            change from 1970 to 2037, and with rows whose answers are known. Without switches it \
            goes through all zones, which takes some minutes.",
    operands: "",
    switches: &[
        Switch::value("every", "N", "only every N-th zone"),
        Switch::value(
            "rows",
            "DIR",
            "the folder of the rows; else $CHECKMARK_EVALUATION/clock",
        ),
    ],
};

/// What one judge found.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Verdict {
    judge: String,
    cases: u64,
    answers: u64,
    wrong: u64,
    first_wrong: Option<String>,
    seconds: f64,
}

fn main() -> ExitCode {
    examples::run::main(&USAGE, run)
}

fn run(arguments: &Arguments, out: &mut Output) -> Result<ExitCode, Failure> {
    let every = arguments.parsed::<usize>("every")?.unwrap_or(1).max(1);
    let watch = Stopwatch::start();
    let mut verdict = definition::compare(every);
    verdict.seconds = watch.elapsed().as_secs_f64();
    let mut wrong = verdict.wrong;
    if !out.is_json() {
        writeln!(
            out,
            "zone data {}, every {every}. zone",
            Zone::bundled_version()
        )?;
    }
    tell(&verdict, out)?;
    match rows::folder(arguments.value("rows")) {
        None if out.is_json() => {}
        None => writeln!(out, "evaluation: absent")?,
        Some(folder) => {
            for verdict in rows::compare(&folder)? {
                wrong += verdict.wrong;
                tell(&verdict, out)?;
            }
        }
    }
    Ok(if wrong == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn tell(verdict: &Verdict, out: &mut Output) -> Result<(), Failure> {
    if out.is_json() {
        return Ok(out.json(verdict)?);
    }
    let Verdict {
        judge,
        cases,
        answers,
        wrong,
        first_wrong,
        seconds,
    } = verdict;
    writeln!(
        out,
        "{judge}: {cases} cases, {answers} answers, {wrong} wrong, {seconds:.1} s"
    )?;
    if let Some(first) = first_wrong {
        writeln!(out, "  first: {first}")?;
    }
    out.flush()?;
    Ok(())
}
