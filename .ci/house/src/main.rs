//! `house LIST`: what `.ci/run` has to go through, a line each; `house json-lines`: a check of
//! standard input.

use std::io::BufRead as _;
use std::process::ExitCode;

use house::api;
use house::metadata::{self, Member};

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args().skip(1).collect();
    let words: Vec<_> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["features"] => print(features()),
        ["packages"] => print(packages()),
        ["targets", package, kind] => print(targets(package, kind)),
        ["json-lines", least] => return json_lines(least),
        ["api", "check", told] => return done(api::check(told.as_ref())),
        ["api", "write", told] => return done(api::write(told.as_ref())),
        _ => {
            eprintln!(
                "house features | packages | targets PACKAGE KIND | json-lines LEAST | api check|write FOLDER"
            );
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn done(result: Result<(), String>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn print(lines: impl IntoIterator<Item = String>) {
    for line in lines {
        println!("{line}");
    }
}

/// Each library alone, without features, with each and with all, as `cargo check` wants it.
fn features() -> Vec<String> {
    let members = metadata::members();
    let libraries = members.iter().filter(|member| member.is_library());
    libraries
        .flat_map(|member| {
            let alone = format!("-p {} --no-default-features", member.name);
            let each = member
                .switches()
                .map(|name| format!("{alone} --features {name}"));
            let mut lines = vec![alone.clone()];
            lines.extend(each);
            lines.push(format!("-p {} --all-features", member.name));
            lines
        })
        .collect()
}

/// The published packages, each after those that it needs.
fn packages() -> Vec<String> {
    let mut waiting: Vec<_> = metadata::members();
    waiting.retain(|member| member.published);
    let mut ordered = Vec::new();
    while !waiting.is_empty() {
        let names: Vec<_> = waiting.iter().map(|member| member.name.clone()).collect();
        let ready = |member: &Member| !names.iter().any(|name| member.needs.contains(name));
        let place = waiting
            .iter()
            .position(ready)
            .expect("arrows have no circle");
        ordered.push(waiting.remove(place).name);
    }
    ordered
}

/// The targets of a kind in a package.
fn targets(package: &str, kind: &str) -> Vec<String> {
    let members = metadata::members();
    let members = members.iter().filter(|member| member.name == package);
    let targets = members.flat_map(|member| &member.targets);
    targets
        .filter(|(it, _)| it == kind)
        .map(|(_, name)| name.clone())
        .collect()
}

/// Whether every line is one JSON object, and there are at least so many.
fn json_lines(least: &str) -> ExitCode {
    let Ok(least) = least.parse::<usize>() else {
        return ExitCode::from(2);
    };
    let mut count = 0;
    for line in std::io::stdin().lock().lines() {
        count += 1;
        let object = line.is_ok_and(|line| {
            serde_json::from_str::<serde_json::Value>(&line).is_ok_and(|value| value.is_object())
        });
        if !object {
            eprintln!("line {count} is no JSON object");
            return ExitCode::FAILURE;
        }
    }
    println!("{count} lines of JSON");
    if count < least {
        eprintln!("{least} were to come");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
