//! Writes the tables of `checkmark-domain` from named versions of registry packages.
//!
//! `cargo run -p generate` fetches what `sources.tsv` names through the registries' own clients,
//! checks it, gathers the names by the rules in `gather.rs`, writes names, tables and provenance,
//! and prints what changed. `cargo run -p generate -- --latest 2026-11-23` moves every package to
//! its newest version first and takes that for the date.

mod changes;
mod fetch;
mod gather;
mod hand;
mod manifest;
mod output;
mod sectors;
mod sources;

use std::path::Path;
use std::process::ExitCode;

/// Whatever went wrong, said in one line; this tool has one caller, who reads it.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let latest = match words[..] {
        [] => None,
        ["--latest", date] => Some(date),
        _ => {
            eprintln!("usage: generate [--latest YYYY-MM-DD]");
            return ExitCode::from(2);
        }
    };
    match run(latest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("generate: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(latest: Option<&str>) -> Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cache = here.join("../../../target/generate");
    let mut manifest = manifest::Manifest::read(&here.join("sources.tsv"))?;
    if let Some(date) = latest {
        manifest.date = date.to_owned();
        for package in &mut manifest.packages {
            fetch::move_to_latest(package, &cache)?;
        }
    }
    for package in &mut manifest.packages {
        fetch::fetch(package, &cache)?;
    }
    let before = output::Names::read(here)?;
    let sources = sources::Sources::read(&manifest, &cache)?;
    let hand = hand::Hand::read(&here.join("hand"))?;
    let names = gather::gather(&sources, &hand)?;
    changes::print(&before, &names);
    names.write(here)?;
    output::write_tables(&names, &manifest, &here.join("../src/data"))?;
    manifest.write(&here.join("sources.tsv"))
}
