//! Walks the ways through: without a script, the twelve that lie beside it.

use std::process::ExitCode;

use checkmark::account::Language;
use examples::arguments::{Arguments, Switch, Usage};
use examples::journey::{Ending, Header, Line, Step, View, World};
use examples::lines::{JsonFault, Lines};
use examples::output::Output;
use examples::run::Failure;
use serde_json::json;

const USAGE: Usage = Usage {
    name: "journey",
    about: "Walks an account from sign-up to its check mark, by a script of JSON lines; without \
            one, the twelve ways through.",
    operands: "[FILE | -]",
    switches: &[
        Switch::value("lang", "sv|en", "the language of the next steps"),
        Switch::flag("audit", "adds exact reasons that nobody outside is told"),
        Switch::flag(
            "timeline",
            "adds what happened to each account and, to lines of JSON, to each request and why",
        ),
    ],
};

/// The ways through: the file, and its script.
const WAYS: &[(&str, &str)] = &[
    (
        "01-one-profile",
        include_str!("scripts/01-one-profile.jsonl"),
    ),
    (
        "02-several-profiles",
        include_str!("scripts/02-several-profiles.jsonl"),
    ),
    (
        "03-first-profile",
        include_str!("scripts/03-first-profile.jsonl"),
    ),
    (
        "04-hosted-at-gmail",
        include_str!("scripts/04-hosted-at-gmail.jsonl"),
    ),
    (
        "05-consumer-mailbox",
        include_str!("scripts/05-consumer-mailbox.jsonl"),
    ),
    (
        "06-not-finished",
        include_str!("scripts/06-not-finished.jsonl"),
    ),
    (
        "07-stuck-in-green",
        include_str!("scripts/07-stuck-in-green.jsonl"),
    ),
    ("08-partner", include_str!("scripts/08-partner.jsonl")),
    (
        "09-public-body",
        include_str!("scripts/09-public-body.jsonl"),
    ),
    (
        "10-company-leaves",
        include_str!("scripts/10-company-leaves.jsonl"),
    ),
    (
        "11-code-trouble",
        include_str!("scripts/11-code-trouble.jsonl"),
    ),
    (
        "12-address-moves",
        include_str!("scripts/12-address-moves.jsonl"),
    ),
];

fn main() -> ExitCode {
    examples::run::main(&USAGE, run)
}

fn run(arguments: &Arguments, out: &mut Output) -> Result<ExitCode, Failure> {
    let language = arguments.parsed::<Language>("lang")?.unwrap_or_default();
    let audit = arguments.flag("audit");
    let mut walk = Walk {
        language,
        audit,
        timeline: arguments.flag("timeline"),
        view: View::default(),
    };
    if !arguments.operands().is_empty() {
        let (code, _) = walk.script(Lines::open(arguments.source()?)?, None, out)?;
        return Ok(code);
    }
    let mut worst = ExitCode::SUCCESS;
    let mut endings = Vec::new();
    for (number, (name, script)) in (1..).zip(WAYS) {
        let (code, ending) = walk.script(Lines::of_text(name, script), Some(number), out)?;
        if code != ExitCode::SUCCESS {
            worst = code;
        }
        endings.extend(ending);
    }
    if !out.is_json() {
        View::summary(out, &endings)?;
    }
    Ok(worst)
}

/// How a script is walked.
struct Walk {
    language: Language,
    audit: bool,
    timeline: bool,
    view: View,
}

impl Walk {
    /// Walks one script to its end, whatever lines of it cannot be read.
    fn script(
        &mut self,
        mut lines: Lines,
        number: Option<usize>,
        out: &mut Output,
    ) -> Result<(ExitCode, Option<Ending>), Failure> {
        let mut world = None;
        let mut title = String::new();
        let mut last = None;
        while let Some(line) = lines.next(out)? {
            let at = line.number();
            let mut read = |text: &str| -> Result<Option<(Step, _)>, JsonFault> {
                if world.is_none() {
                    let header = Header::read(text)?;
                    let is_header = header.is_some();
                    let header = header.unwrap_or_default();
                    title = header.title.clone().unwrap_or_default();
                    world = Some(World::new(header, self.language, self.audit)?);
                    if is_header {
                        return Ok(None);
                    }
                }
                let Some(world) = &mut world else {
                    return Ok(None);
                };
                let line = Line::read(text)?;
                let answer = world.answer(at, &line)?;
                Ok(Some((Step::of(&line), answer)))
            };
            match read(line.text()) {
                Ok(None) => {
                    if let (Some(number), false) = (number, out.is_json()) {
                        self.view.title(out, &format!("{number}. {title}"))?;
                    }
                }
                Ok(Some((_, answer))) if out.is_json() => {
                    out.json(&answer)?;
                    last = Some(answer);
                }
                Ok(Some((step, answer))) => {
                    self.view.step(out, &step, &answer)?;
                    last = Some(answer);
                }
                Err(fault) => lines.fault(at, &fault),
            }
        }
        if let Some(world) = &world {
            for (account, why, rows) in world.accounts() {
                if !out.is_json() {
                    let rows = if self.timeline { rows } else { &[] };
                    View::account(out, account, &why, rows, self.language)?;
                } else if self.timeline {
                    let id = account.id();
                    out.json(&json!({ "account": id, "why": why, "timeline": rows }))?;
                }
            }
            for (request, timeline) in world.timelines() {
                if !out.is_json() {
                    View::timeline(out, request, &timeline, self.language)?;
                } else if self.timeline {
                    let (id, number) = (request.id(), request.number());
                    out.json(&json!({ "request": id, "number": number, "timeline": timeline }))?;
                }
            }
        }
        let ending = number.map(|number| Ending {
            number,
            title,
            mark: last.as_ref().map(|answer| answer.mark.clone()),
            state: last.map(|answer| answer.state).unwrap_or_default(),
        });
        Ok((lines.finish(), ending))
    }
}
