//! What each command asks of the host, wherever a request stands: every effect, or the refusal.

use std::fmt::Write;

use checkmark_account::Actor::{self, Clock, Host, Person, Support};
use checkmark_ticket::{
    Action, Applicant, Command, Direction, MoveCause, OpenRequest, Policy, QuestionNo, RefusalCode,
    Topic, Verdicts, decide,
};

use crate::desk::{
    Desk, answer, ask, at, basis, contact, decline, id, reopen, submit, text, validate,
};
use crate::fold::requests;

fn commands() -> Vec<(Actor, Command)> {
    let mut other = Desk::named("r2", Policy::default());
    other.take(
        "2026-02-02T08:00:00Z",
        Person,
        &submit(Topic::AccountAccess),
    );
    let of = OpenRequest::new(id("r1"), id("a1"));
    other.take(
        "2026-02-02T08:30:00Z",
        Support,
        &Command::MarkDuplicate { of },
    );
    let ended = other.request.as_duplicate().expect("it is a duplicate");
    vec![
        (
            Person,
            Command::SaveDraft {
                topic: Topic::AccountAccess,
                draft: Default::default(),
            },
        ),
        (Person, submit(Topic::AccountAccess)),
        (Support, contact()),
        (Support, Command::BeginValidation),
        (Support, ask()),
        (
            Support,
            Command::DropQuestion {
                question: QuestionNo::new(1),
            },
        ),
        (Person, answer(1)),
        (Person, answer(2)),
        (Person, Command::AddInformation { text: text("more") }),
        (Support, Command::Note { text: text("note") }),
        (
            Host,
            Command::AutomaticMessage {
                direction: Direction::Received,
            },
        ),
        (Host, Command::AccountMoved { basis: basis(4, 0) }),
        (Support, validate()),
        (Support, decline()),
        (Person, Command::Withdraw),
        (Host, Command::EndAccount),
        (
            Support,
            Command::MarkDuplicate {
                of: OpenRequest::new(id("r2"), id("a1")),
            },
        ),
        (Host, Command::Absorb { duplicate: ended }),
        (Person, reopen()),
        (
            Host,
            Command::Recompute {
                cause: MoveCause::Policy,
                verdicts: Verdicts::default(),
            },
        ),
        (Clock, Command::TimePassed),
    ]
}

/// An effect in few words: all that the host is told, but for ids, instants and prose.
fn short(action: &Action) -> String {
    match action {
        Action::Acknowledge { .. } => "acknowledge".to_owned(),
        Action::PutQuestion { question } => format!("put question {}", question.number()),
        Action::TellPerson { notice } => {
            let notice = format!("{notice:?}");
            let kind = notice.split([' ', '{']).next().unwrap_or_default();
            format!("tell the person {kind}")
        }
        Action::TellDesk { news } => format!("tell the desk {news}"),
        Action::Alert { clock, alert, .. } => format!("alert {clock} {alert}"),
        Action::TellAccount { state, .. } => format!("tell the account {}", state.kind()),
        Action::Merge { into } => format!("merge into {into}"),
        other => format!("{other:?}"),
    }
}

#[test]
fn every_command_in_every_state_has_its_effects() {
    let mut table = String::new();
    for (name, request) in requests() {
        let now = at(match name {
            "closed" => "2026-02-20T10:00:00Z",
            _ => "2026-02-03T10:00:00Z",
        });
        writeln!(table, "{name}").expect("text takes text");
        let mut desk = Desk::opened("2026-02-02T09:00:00Z");
        desk.request = request;
        for (actor, command) in commands() {
            let told = match decide(&desk.request, &command, &desk.context(actor, now)) {
                Ok(decision) => {
                    let effects: Vec<_> = decision.effects().map(|it| short(it.action())).collect();
                    effects.join(", ")
                }
                Err(refusal) => format!("refused: {}", refusal.code()),
            };
            let kind = command.kind();
            writeln!(table, "    {kind}: {told}").expect("text takes text");
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn what_ended_as_a_duplicate_of_something_else_is_not_absorbed() {
    let ended = |account: &str, of: &str| {
        let mut desk = Desk::named("r2", Policy::default());
        let applicant = Applicant::new(id(account), basis(3, 0));
        desk.applicant = Some(applicant.signed_in().registration_finished());
        desk.take(
            "2026-02-02T08:00:00Z",
            Person,
            &submit(Topic::AccountAccess),
        );
        let of = OpenRequest::new(id(of), id(account));
        desk.take(
            "2026-02-02T08:30:00Z",
            Support,
            &Command::MarkDuplicate { of },
        );
        desk.request.as_duplicate().expect("it is a duplicate")
    };
    for (account, of) in [("a1", "r3"), ("a2", "r1"), ("a2", "r3")] {
        let mut desk = Desk::opened("2026-02-02T09:00:00Z");
        let duplicate = ended(account, of);
        let absorb = Command::Absorb { duplicate };
        let refusal = desk.refuse("2026-02-02T10:00:00Z", Host, &absorb);
        assert_eq!(
            refusal.code(),
            RefusalCode::DuplicateOfOther,
            "{account} {of}"
        );
    }
}
