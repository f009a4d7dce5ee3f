//! The journey as a person sees it: a row a step, and below it what is new.

use std::io::{self, Write as _};

use anstyle::Style;
use checkmark::account::Language;
use checkmark::ticket::{Request, Timeline};
use checkmark::tier::{Account, Explanation, TimelineRow};
use serde_json::Value;

use super::answer::{Answer, Due, NextStep, Refusal, Step, WayOutStep};
use crate::clock::rfc3339;
use crate::output::Output;
use crate::paint::{BAD, CARE, GOOD, HEADING, Mark, QUIET};
use crate::table::{Cell, Table};

/// The columns: number, instant, actor, command, mark. The tier takes what is left.
const COLUMNS: [usize; 5] = [2, 19, 17, 27, 12];
/// Where the lines below a row begin.
const BELOW: usize = 6;
/// The words that begin them.
const WORD: usize = 8;

/// Prints steps as they come.
#[derive(Debug, Default)]
pub struct View {
    steps: usize,
    next: Option<NextStep>,
    due: Vec<Due>,
}

/// How a way ended: a row of the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The number of the way.
    pub number: usize,
    /// What the way is about.
    pub title: String,
    /// The mark after signing in at the support site; none if no line had an answer.
    pub mark: Option<String>,
    /// The state.
    pub state: String,
}

impl View {
    /// Opens a way: what was shown before is forgotten.
    ///
    /// # Errors
    ///
    /// The output breaks off.
    pub fn title(&mut self, out: &mut Output, title: &str) -> io::Result<()> {
        *self = Self::default();
        writeln!(out, "\n{HEADING}{title}{HEADING:#}\n")
    }

    /// Prints one step: what was asked and where it led, then facts, effects, a refusal, and
    /// clocks and next step if they are new.
    ///
    /// # Errors
    ///
    /// The output breaks off.
    pub fn step(&mut self, out: &mut Output, step: &Step, answer: &Answer) -> io::Result<()> {
        self.steps += 1;
        let mut table = Table::indented(2).at_least(&COLUMNS);
        table.row([
            Cell::styled(self.steps.to_string(), QUIET).right(),
            Cell::styled(instant(&step.at), QUIET),
            step.actor.replace('_', " ").into(),
            Cell::styled(&step.command, HEADING),
            Mark::of(&answer.mark).into(),
            answer.tier.as_deref().unwrap_or("-").into(),
        ]);
        let mut below = Table::indented(BELOW).at_least(&[WORD]);
        if let Some(refusal) = &answer.refusal {
            refused(&mut below, refusal);
        }
        happened(&mut below, answer);
        if answer.due != self.due {
            answer.due.iter().for_each(|due| clock(&mut below, due));
            self.due.clone_from(&answer.due);
        }
        if answer.next_step != self.next {
            if let Some(next) = &answer.next_step {
                let text = Cell::styled(&next.text, Style::new());
                below.row([Cell::styled("next", QUIET), text]);
            }
            self.next.clone_from(&answer.next_step);
        }
        write!(out, "{table}{below}")
    }

    /// Prints what happened to a request, and what its due instants are made of.
    ///
    /// # Errors
    ///
    /// The output breaks off.
    pub fn timeline(
        out: &mut Output,
        request: &Request,
        timeline: &Timeline,
        language: Language,
    ) -> io::Result<()> {
        let id = request.id();
        let number = request.number().map(|number| format!(" {number}"));
        let number = number.unwrap_or_default();
        writeln!(
            out,
            "\n{HEADING}Request{number}{HEADING:#} {QUIET}{id}{QUIET:#}\n"
        )?;
        for line in timeline.text(language).to_string().lines() {
            let margin = if line.is_empty() { 0 } else { 2 };
            writeln!(out, "{:margin$}{line}", "")?;
        }
        Ok(())
    }

    /// Prints why an account stands where it does, and with `rows` what happened to it.
    ///
    /// # Errors
    ///
    /// The output breaks off.
    pub fn account(
        out: &mut Output,
        account: &Account,
        why: &Explanation,
        rows: &[TimelineRow],
        language: Language,
    ) -> io::Result<()> {
        let id = account.id();
        writeln!(out, "\n{HEADING}Account{HEADING:#} {QUIET}{id}{QUIET:#}\n")?;
        let mut table = Table::indented(2);
        for row in rows {
            table.row([
                Cell::styled(instant(&rfc3339(row.at())), QUIET),
                Cell::styled(row.rule().as_str(), QUIET),
                row.text(language).to_string().into(),
            ]);
        }
        write!(out, "{table}")?;
        for line in why.text(language).to_string().lines() {
            writeln!(out, "  {line}")?;
        }
        Ok(())
    }

    /// Prints how all ways ended.
    ///
    /// # Errors
    ///
    /// The output breaks off.
    pub fn summary(out: &mut Output, endings: &[Ending]) -> io::Result<()> {
        let mut table = Table::indented(2);
        for ending in endings {
            let Ending { number, title, .. } = ending;
            let mark = match &ending.mark {
                Some(mark) => Mark::of(mark).into(),
                None => Cell::styled("  no answer", QUIET),
            };
            let number = Cell::from(number.to_string()).right();
            let state = ending.state.replace('_', " ");
            table.row([number, mark, Cell::styled(state, QUIET), title.into()]);
        }
        writeln!(out, "\n{HEADING}Where the ways end{HEADING:#}\n\n{table}")
    }
}

/// `2026-11-23 08:00`, with seconds where there are any.
fn instant(at: &str) -> String {
    let told = at.replacen('T', " ", 1);
    let told = told.strip_suffix('Z').unwrap_or(&told);
    told.strip_suffix(":00").unwrap_or(told).to_owned()
}

fn happened(table: &mut Table, answer: &Answer) {
    let facts = types(&answer.events);
    if !facts.is_empty() {
        table.row([Cell::styled("facts", QUIET), Cell::styled(facts, GOOD)]);
    }
    let effects = types(&answer.effects);
    if !effects.is_empty() {
        table.row([Cell::styled("to do", QUIET), effects.into()]);
    }
}

/// The types of tagged values, `signed_up, code_issued`; what stands twice is counted.
fn types(values: &[Value]) -> String {
    let mut told: Vec<(&str, usize)> = Vec::new();
    for value in values {
        let name = kind(value).unwrap_or("?");
        match told.last_mut() {
            Some((last, count)) if *last == name => *count += 1,
            _ => told.push((name, 1)),
        }
    }
    let told = told.iter().map(|(name, count)| match count {
        1 => (*name).to_owned(),
        _ => format!("{name} ({count})"),
    });
    told.collect::<Vec<_>>().join(", ")
}

/// What an event or effect is, by the type of what it carries.
fn kind(value: &Value) -> Option<&str> {
    let tagged = ["fact", "task", "action"]
        .iter()
        .find_map(|part| value.get(part));
    let tagged = tagged.unwrap_or(value);
    match tagged["type"].as_str()? {
        // A code is issued, tried or unlocked: the book of codes says which.
        "code" => tagged["code"]["type"].as_str(),
        name => Some(name),
    }
}

fn refused(table: &mut Table, refusal: &Refusal) {
    let Refusal { code, rule, .. } = refusal;
    let unmet = match refusal.unmet.as_slice() {
        [] => String::new(),
        unmet => format!(": {}", unmet.join(", ")),
    };
    table.row([
        Cell::styled("refused", CARE),
        Cell::styled(format!("{code} ({rule}){unmet}"), CARE),
    ]);
    if !refusal.remedy.is_empty() {
        table.row([Cell::styled("remedy", QUIET), (&refusal.remedy).into()]);
    }
    if !refusal.way_out.is_empty() {
        let way: Vec<_> = refusal.way_out.iter().map(way_out).collect();
        table.row([Cell::styled("way out", QUIET), way.join(", then ").into()]);
    }
}

/// `support validate_account from 2026-11-23 08:00`.
fn way_out(step: &WayOutStep) -> String {
    let from = step.earliest.as_deref().map(instant);
    let from = from.map_or_else(String::new, |from| format!(" from {from}"));
    let actor = step.actor.replace('_', " ");
    format!("{actor} {}{from}", step.command)
}

fn clock(table: &mut Table, due: &Due) {
    let style = match due.state.as_str() {
        "running" | "met" => GOOD,
        "missed" => BAD,
        _ => QUIET,
    };
    let at = due.at.as_deref().map(instant);
    let at = at.map_or_else(String::new, |at| format!(" {at}"));
    // Once the clock has stopped nothing is at risk any more.
    let risk = due.at_risk.as_deref().filter(|_| due.state == "running");
    let risk = risk.map(instant);
    let risk = risk.map_or_else(String::new, |risk| format!(", at risk from {risk}"));
    let state = Cell::styled(&due.state, style);
    let told = state.and(format!(" {}{at}{risk}", due.clock), Style::new());
    table.row([Cell::styled("due", QUIET), told]);
}
