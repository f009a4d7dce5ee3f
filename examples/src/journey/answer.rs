//! The answer to a command, as the wire has it.

use serde::Serialize;
use serde_json::Value;
use time::format_description::well_known::Rfc3339;

use super::script::Line;

/// What was asked: the part of a script's line that people see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The instant, RFC 3339 in UTC.
    pub at: String,
    /// Who gave the command.
    pub actor: String,
    /// The type of the command.
    pub command: String,
}

impl Step {
    /// What people see of a line.
    #[must_use]
    pub fn of(line: &Line) -> Self {
        let at = time::OffsetDateTime::from(line.at);
        Self {
            at: at.format(&Rfc3339).unwrap_or_default(),
            actor: line.actor.to_string(),
            command: line.kind().to_owned(),
        }
    }
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// The number of the line in the script.
    pub line: usize,
    /// The account.
    pub account: String,
    /// The request, if the command was for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    /// The organization, if the command was for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// Whether the command was taken. A refusal is an answer too.
    pub ok: bool,
    /// The state, by its name.
    pub state: String,
    /// What the state holds.
    pub state_data: Value,
    /// `basic`, `limited`, `enterprise`, or none.
    pub tier: Option<String>,
    /// What a signed-in visit at the support site shows.
    pub mark: String,
    /// What this session sees now.
    pub session_mark: String,
    /// Counts the events.
    pub version: u64,
    /// Counts what moves permits.
    pub standing: u64,
    /// The facts, in order.
    pub events: Vec<Value>,
    /// What the host has to do.
    pub effects: Vec<Value>,
    /// The clocks of the open request.
    pub due: Vec<Due>,
    /// Why not, if not.
    pub refusal: Option<Refusal>,
    /// What the person does now.
    pub next_step: Option<NextStep>,
    /// When the host calls again.
    pub next_wakeup: Option<String>,
}

/// A clock of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    /// Which clock.
    pub clock: String,
    /// The due instant.
    pub at: Option<String>,
    /// From when on it is at risk.
    pub at_risk: Option<String>,
    /// `running`, `paused`, `met`, `missed`, `void`.
    pub state: String,
}

/// An answer that is no.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// The stable code.
    pub code: String,
    /// The rule that refuses.
    pub rule: String,
    /// What is missing.
    pub unmet: Vec<String>,
    /// What would help.
    pub remedy: String,
    /// The shortest legal sequence to what was wanted.
    pub way_out: Vec<WayOutStep>,
}

/// A step of the way out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WayOutStep {
    /// Who acts.
    pub actor: String,
    /// What is to be done.
    pub command: String,
    /// Not before.
    pub earliest: Option<String>,
}

/// What a person does next.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NextStep {
    /// The stable id.
    pub id: String,
    /// The arguments of the text.
    pub args: Value,
    /// The text in the language asked for.
    pub text: String,
}
