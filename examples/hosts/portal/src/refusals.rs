//! Refusals as a person reads them: what is in the way, by which rule, what helps, and the way out,
//! step by step.

use checkmark::account::{Actor, organization};
use checkmark::{ticket, tier};

use crate::phrases::{
    DEEDS, ORGANIZATION_REFUSALS, ORGANIZATION_REMEDIES, REQUEST_REFUSALS, phrase,
};
use crate::words::{Words, instant, sentence};

/// What did not work, and what leads on from there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fault {
    /// A sentence or a few.
    pub(crate) text: String,
    /// The way out: who does what, one after another.
    pub(crate) steps: Vec<String>,
}

impl From<String> for Fault {
    fn from(text: String) -> Self {
        let steps = Vec::new();
        Self { text, steps }
    }
}

impl From<&str> for Fault {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

/// The refusal of an account, told to somebody.
pub(crate) fn account_fault(refusal: &tier::Refusal, reader: Actor, w: Words) -> Fault {
    let mut text = format!("{} ({})", refusal.text(w.0), refusal.rule());
    if let Some(at) = refusal.retry_at() {
        text.push_str(&from(at, w));
    }
    let steps = match refusal.way_out() {
        Ok(way) => way
            .steps()
            .map(|step| account_step(&step, reader, w))
            .collect(),
        Err(end) => {
            // Where something helps, it was said just now.
            if refusal.remedy() == tier::Remedy::Nothing || end == tier::NoWayOut::Uncertain {
                text.push_str(&format!(" {}", end.text(w.0)));
            }
            Vec::new()
        }
    };
    Fault {
        text,
        steps: worth_saying(steps, w),
    }
}

/// The refusal of a request, told to somebody.
pub(crate) fn request_fault(refusal: &ticket::Refusal, reader: Actor, w: Words) -> Fault {
    let code = refusal.code();
    let because = said(REQUEST_REFUSALS, code.as_str(), w);
    let remedy = refusal.remedy().text(w.0);
    let mut text = told(&because, remedy, &refusal.rule().to_string());
    for fault in refusal.faults().iter() {
        text.push_str(&format!(" {}.", fault.text(w.0)));
    }
    let way = refusal.way_out();
    let steps = way.iter().flat_map(ticket::Way::steps).map(|step| {
        let deed = said(DEEDS, step.command().as_str(), w);
        format!("{}: {deed}", who(step.actor(), reader, w))
    });
    Fault {
        text,
        steps: worth_saying(steps.collect(), w),
    }
}

/// The refusal of an organization.
pub(crate) fn organization_fault(refusal: organization::Refusal, w: Words) -> Fault {
    let because = said(ORGANIZATION_REFUSALS, refusal.as_str(), w);
    let remedy = said(ORGANIZATION_REMEDIES, refusal.remedy().as_str(), w);
    told(&because, &remedy, &refusal.rule().to_string()).into()
}

/// A clause as a sentence, what helps, and by which rule it is so.
fn told(because: &str, remedy: &str, rule: &str) -> String {
    let sentence = sentence(because);
    let gap = if remedy.is_empty() { "" } else { " " };
    format!("{sentence}.{gap}{remedy} ({rule})")
}

fn account_step(step: &tier::WayStep, reader: Actor, w: Words) -> String {
    let mut text = format!(
        "{}: {}",
        who(step.actor(), reader, w),
        said(DEEDS, step.as_str(), w)
    );
    if let Some(topic) = step.topic() {
        text.push_str(&format!(" ({})", w.code(topic.as_str())));
    }
    if let Some(at) = step.earliest() {
        text.push_str(&format!(
            ", {} {}",
            w.t("not before", "tidigast"),
            instant(at)
        ));
    }
    text
}

fn from(at: time::UtcDateTime, w: Words) -> String {
    format!(" {} {}.", w.t("Again from", "Igen från"), instant(at))
}

/// A way of one step is the very command that was refused, and says nothing new. A step that comes
/// several times in a row is told once.
fn worth_saying(steps: Vec<String>, w: Words) -> Vec<String> {
    if steps.len() < 2 {
        return Vec::new();
    }
    let runs = steps.chunk_by(|one, other| one == other);
    let told = runs.map(|run| match run.len() {
        1 => run[0].clone(),
        times => format!("{} ({times} {})", run[0], w.t("times", "gånger")),
    });
    told.collect()
}

/// Who acts, from where the reader stands.
fn who(actor: Actor, reader: Actor, w: Words) -> &'static str {
    if actor == reader {
        return w.t("You", "Du");
    }
    match actor {
        Actor::Person => w.t("The person", "Personen"),
        Actor::Support => w.t("Support", "Supporten"),
        Actor::PartnerProgramme => w.t("The partner programme", "Partnerprogrammet"),
        Actor::Administrator => w.t("An administrator", "En administratör"),
        _ => w.t("The portal", "Portalen"),
    }
}

/// The phrase for a code; a code that is new, in its own words.
fn said(phrases: &[(&str, &'static str, &'static str)], code: &str, w: Words) -> String {
    match phrase(phrases, code) {
        Some((english, swedish)) => w.t(english, swedish).to_owned(),
        None => w.code(code),
    }
}
