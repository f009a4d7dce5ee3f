//! Proves every law of the account machine on one's own figures, or shows the shortest way to break one.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use checkmark::tier::{Certificate, Counterexample, TierPolicy, verify};
use examples::arguments::{Arguments, Usage};
use examples::clock::Stopwatch;
use examples::output::Output;
use examples::policy;
use examples::run::Failure;
use serde::Serialize;

const USAGE: Usage = Usage {
    name: "verify",
    about: "Proves every law of the account machine on the figures of a policy, by walking all of \
            it, or shows the shortest way to break one and ends with 1. Without a file, or with \
            what the file leaves out, the figures are the defaults.",
    operands: "[POLICY.json]",
    switches: &[],
};

fn main() -> ExitCode {
    examples::run::main(&USAGE, run)
}

fn run(arguments: &Arguments, out: &mut Output) -> Result<ExitCode, Failure> {
    let policy = match arguments.operands() {
        [] => TierPolicy::default(),
        [file] => policy::read(Path::new(file))?,
        _ => return Err(Failure::usage("one policy at most")),
    };
    let stopwatch = Stopwatch::start();
    let proof = verify(&policy);
    let milliseconds = stopwatch.elapsed().as_millis();
    match (&proof, out.is_json()) {
        (Ok(certificate), true) => out.json(&Proved::of(certificate, milliseconds))?,
        (Ok(certificate), false) => writeln!(out, "{certificate}, in {milliseconds} ms")?,
        (Err(counterexample), true) => out.json(&Broken::of(counterexample))?,
        (Err(counterexample), false) => writeln!(out, "{counterexample}")?,
    }
    Ok(match proof {
        Ok(_) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    })
}

/// What was walked, and that every law held.
#[derive(Debug, Serialize)]
struct Proved {
    states: usize,
    edges: usize,
    accepted: usize,
    transitions: usize,
    /// In hexadecimal, since not every reader of JSON has 64 bits.
    table: String,
    milliseconds: u128,
}

impl Proved {
    fn of(certificate: &Certificate, milliseconds: u128) -> Self {
        Self {
            states: certificate.states(),
            edges: certificate.edges(),
            accepted: certificate.accepted(),
            transitions: certificate.transitions(),
            table: format!("{:016x}", certificate.table()),
            milliseconds,
        }
    }
}

/// A law that is broken, and the commands that lead there.
#[derive(Debug, Serialize)]
struct Broken {
    broken: String,
    path: Vec<Step>,
}

#[derive(Debug, Serialize)]
struct Step {
    at: String,
    actor: String,
    command: &'static str,
}

impl Broken {
    fn of(counterexample: &Counterexample) -> Self {
        let steps = counterexample.path().iter().map(|envelope| Step {
            at: examples::clock::rfc3339(envelope.at()),
            actor: envelope.actor().to_string(),
            command: envelope.command().kind().as_str(),
        });
        Self {
            broken: counterexample.law().to_string(),
            path: steps.collect(),
        }
    }
}
