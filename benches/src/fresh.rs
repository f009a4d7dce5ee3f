//! What the first answer costs: measured in processes that have done nothing before.

use std::env;
use std::fs;
use std::hint::black_box;
use std::process::Command;

use crate::contest::middle;
use crate::stopwatch::{Measure, now};
use crate::table::Row;

/// In how many processes a contestant is asked.
const PROCESSES: usize = 9;

/// Asks each contestant in fresh processes of the running program, or answers as one of them.
///
/// A program calls this first thing. Called with `--first NUMBER` the process is one of those that
/// are asked: the contestant of that number answers, the figures are printed, and the caller is
/// given `None` and ends. The bytes of a row are those by which the resident memory grew.
///
/// # Panics
///
/// If the program cannot start itself, or is not understood by itself.
#[must_use]
pub fn first_answers(
    work: &'static str,
    contestants: &[(&'static str, &dyn Fn() -> bool)],
) -> Option<Vec<Row>> {
    let words: Vec<String> = env::args().skip(1).collect();
    if let [flag, number, ..] = &words[..]
        && flag == "--first"
    {
        let number: usize = number.parse().expect("written below");
        answer(contestants[number].1);
        return None;
    }
    let this = env::current_exe().expect("a process knows its program");
    let figures = |number: usize| {
        let output = Command::new(&this)
            .args(["--first", &number.to_string()])
            .output();
        let text = String::from_utf8(output.expect("the program starts").stdout);
        let figures: Vec<f64> = text
            .expect("figures are ASCII")
            .split_whitespace()
            .map(|figure| figure.parse().expect("a figure"))
            .collect();
        <[f64; 2]>::try_from(figures).expect("two figures")
    };
    let row = |(number, (who, _)): (usize, &(&'static str, _))| {
        let all: Vec<[f64; 2]> = (0..PROCESSES).map(|_| figures(number)).collect();
        let middle_of = |place: usize| {
            middle(
                &mut all
                    .iter()
                    .map(|figures| figures[place])
                    .collect::<Vec<f64>>(),
            )
        };
        let cost = Measure {
            ns: middle_of(0),
            allocations: 0,
            bytes: middle_of(1) as u64,
        };
        Row {
            work,
            who,
            cost,
            equal: true,
        }
    };
    Some(contestants.iter().enumerate().map(row).collect())
}

fn answer(contestant: &dyn Fn() -> bool) {
    let before = resident();
    let since = now();
    let right = black_box(contestant());
    let time = since.elapsed().as_nanos();
    let grown = resident().saturating_sub(before);
    assert!(right, "the contestant is asked what it knows");
    println!("{time} {grown}");
}

/// The resident memory of this process in bytes; 0 where the system does not tell it so.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1024
}
