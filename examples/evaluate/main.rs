//! Measures the classifier on data that is not part of the project, and fails below the floors.
//!
//! The data is looked for in `../shared/evaluation`, or where `CHECKMARK_EVALUATION` says; where
//! it is not, the answer is `evaluation: absent`.

use std::io::Write as _;
use std::process::ExitCode;

use examples::arguments::{Arguments, Usage};
use examples::evaluation::{self, Measure};
use examples::output::Output;
use examples::paint::{BAD, GOOD, HEADING, QUIET};
use examples::run::Failure;
use examples::table::{Cell, Table};

const USAGE: Usage = Usage {
    name: "evaluate",
    about: "Measures the classifier on evaluation data beside the project, with counts, and fails \
            below its floors.",
    operands: "domain",
    switches: &[],
};

fn main() -> ExitCode {
    examples::run::main(&USAGE, run)
}

fn run(arguments: &Arguments, out: &mut Output) -> Result<ExitCode, Failure> {
    match arguments.operands() {
        [] => {}
        [part] if part == "domain" => {}
        [..] => return Err(Failure::usage("only `domain` is measured here")),
    }
    let Some(folder) = evaluation::folder() else {
        if out.is_json() {
            out.json(&serde_json::json!({ "evaluation": "absent" }))?;
        } else {
            writeln!(out, "evaluation: absent")?;
        }
        return Ok(ExitCode::SUCCESS);
    };
    let measures = evaluation::domain::measure(&folder)?;
    if out.is_json() {
        for measure in &measures {
            out.json(measure)?;
        }
    } else {
        print(&measures, out)?;
    }
    Ok(if measures.iter().all(Measure::holds) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn print(measures: &[Measure], out: &mut Output) -> Result<(), Failure> {
    let mut part = "";
    let mut table = Table::indented(2);
    for measure in measures {
        if measure.part() != part {
            write!(out, "{table}")?;
            part = measure.part();
            table = Table::indented(2);
            writeln!(out, "{HEADING}{part}{HEADING:#}")?;
        }
        let bound = measure.bound().to_string();
        let verdict = match (bound.is_empty(), measure.holds()) {
            (true, _) => Cell::from(""),
            (false, true) => Cell::styled("ok", GOOD),
            (false, false) => Cell::styled("BELOW", BAD),
        };
        table.row([
            Cell::from(measure.measure()),
            Cell::from(measure.share()).right(),
            Cell::from(measure.counts()).right(),
            Cell::styled(bound, QUIET),
            verdict,
        ]);
    }
    write!(out, "{table}")?;
    let bounds = measures
        .iter()
        .filter(|it| !it.bound().to_string().is_empty());
    let failed = bounds.clone().filter(|it| !it.holds()).count();
    writeln!(
        out,
        "evaluation: {} bounds, {failed} failed",
        bounds.count()
    )?;
    Ok(())
}
