//! What a line did, as the wire has it.

use checkmark::account::organization;
use checkmark::ticket::{self, Request};
use checkmark::tier::{self, next_step};
use serde_json::{Value, json};

use super::answer::{Answer, Due, NextStep, Refusal, WayOutStep};
use super::script::Line;
use super::world::{Done, World};
use crate::clock::rfc3339 as instant;

/// The answer to a line: what it did, and where the account of the line stands now.
pub(super) fn answer(world: &mut World, number: usize, line: &Line, done: Done) -> Answer {
    let language = world.language;
    let account = world.person(line.account).account.clone();
    let session = world.person(line.account).session;
    let requests = world.person(line.account).requests.clone();
    let requests: Vec<&Request> = requests
        .iter()
        .filter_map(|id| world.request(*id))
        .collect();
    let state = json!(account.state());
    let next = next_step(&account, &session, line.at);
    let wakeups = requests.iter().filter_map(|request| request.next_wakeup());
    let wakeup = wakeups
        .map(|wakeup| wakeup.at())
        .chain(account.next_wakeup().map(|deadline| deadline.at()))
        .min();
    let (events, effects) = (done.events, done.effects);
    Answer {
        line: number,
        account: line.account.to_string(),
        request: line.request.map(|id| id.to_string()),
        organization: line.organization.map(|id| id.to_string()),
        ok: done.refusal.is_none(),
        state: account.state().kind().as_str().to_owned(),
        state_data: without_type(state),
        tier: account.tier().map(|tier| tier.as_str().to_owned()),
        mark: account.mark().as_str().to_owned(),
        session_mark: tier::CheckMark::seen_by(&line.session, account.tier())
            .as_str()
            .to_owned(),
        version: account.version(),
        standing: account.standing().number(),
        events: if world.audit {
            events
        } else {
            events.into_iter().map(public).collect()
        },
        effects,
        due: requests.iter().flat_map(|request| due(request)).collect(),
        refusal: done.refusal,
        next_step: next.map(|next| NextStep {
            id: next.step().as_str().to_owned(),
            args: json!(next.arguments()),
            text: next.text(language).to_string(),
        }),
        next_wakeup: wakeup.map(instant),
    }
}

/// A refusal of the account machine.
pub(super) fn tier_refusal(refusal: &tier::Refusal) -> Refusal {
    Refusal {
        code: refusal.code().as_str().to_owned(),
        rule: refusal.rule().to_string(),
        unmet: refusal.unmet().map(str::to_owned).collect(),
        remedy: refusal.remedy().as_str().to_owned(),
        way_out: refusal.way_out().iter().flat_map(tier_way).collect(),
    }
}

fn tier_way(way: &tier::Way) -> impl Iterator<Item = WayOutStep> + use<> {
    let steps: Vec<WayOutStep> = way
        .steps()
        .map(|step| WayOutStep {
            actor: step.actor().as_str().to_owned(),
            command: step.as_str().to_owned(),
            earliest: step.earliest().map(instant),
        })
        .collect();
    steps.into_iter()
}

/// A refusal of a request: a form's faults are among the conditions that are not met.
pub(super) fn ticket_refusal(refusal: &ticket::Refusal) -> Refusal {
    let conditions = refusal
        .unmet()
        .iter()
        .map(|condition| condition.as_str().to_owned());
    let faults = json!(refusal.faults());
    let faults = faults.as_array().cloned().unwrap_or_default();
    let faults = faults.iter().map(|fault| {
        let part = |name: &str| {
            fault
                .get(name)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        format!("{}:{}", part("field"), part("kind"))
    });
    Refusal {
        code: refusal.code().as_str().to_owned(),
        rule: refusal.rule().to_string(),
        unmet: conditions.chain(faults).collect(),
        remedy: refusal.remedy().as_str().to_owned(),
        way_out: refusal
            .way_out()
            .into_iter()
            .flat_map(|way| ticket_way(&way))
            .collect(),
    }
}

/// A refusal of an organization.
pub(super) fn organization_refusal(refusal: organization::Refusal) -> Refusal {
    Refusal {
        code: refusal.as_str().to_owned(),
        rule: refusal.rule().to_string(),
        unmet: vec![refusal.as_str().to_owned()],
        remedy: refusal.remedy().as_str().to_owned(),
        way_out: Vec::new(),
    }
}

fn ticket_way(way: &ticket::Way) -> Vec<WayOutStep> {
    way.steps()
        .map(|step| WayOutStep {
            actor: step.actor().as_str().to_owned(),
            command: step.command().as_str().to_owned(),
            earliest: None,
        })
        .collect()
}

/// The clocks of a request, in the order of their names.
fn due(request: &Request) -> Vec<Due> {
    request
        .clocks()
        .map(|clock| Due {
            clock: clock.name().as_str().to_owned(),
            at: Some(instant(clock.due())),
            at_risk: Some(instant(clock.at_risk())),
            state: clock.status().as_str().to_owned(),
        })
        .collect()
}

/// What a state holds, without its name.
fn without_type(mut state: Value) -> Value {
    if let Some(state) = state.as_object_mut() {
        state.remove("type");
    }
    state
}

/// An event without what only the audit may know: how exactly a code was wrong (CODE-9).
fn public(mut event: Value) -> Value {
    if let Some(outcome) = event.pointer_mut("/fact/code/outcome")
        && outcome != "right"
    {
        *outcome = json!("not_accepted");
    }
    event
}
