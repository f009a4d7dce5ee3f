//! The contract: what is written, and that it is read back.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use checkmark_account::Actor::{Host, Person, Support};
use checkmark_ticket::{
    Command, CommandKind, Draft, Effect, Event, Fact, FactKind, Form, FreeText, MoveCause,
    NumberFormat, OpenRequest, Policy, QuestionNo, RequestNumber, SideRecord, SiteAddress,
    Timeline, Topic, Verdicts,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::desk::{
    Desk, answer, ask, contact, decline, draft, id, office, office_without, reopen, submit, text,
    validate,
};

#[track_caller]
fn round_trip<T: Serialize + DeserializeOwned + PartialEq + core::fmt::Debug>(value: &T) -> String {
    let text = serde_json::to_string(value).expect("it can be written");
    let read: T = serde_json::from_str(&text).expect("what was written can be read");
    assert_eq!(read, *value);
    text
}

/// A history in which everything happens that can happen.
fn everything() -> Desk {
    let mut desk = Desk::new(Policy::on(&office()).expect("a calendar"));
    let save = Command::SaveDraft {
        topic: Topic::AccountAccess,
        draft: Draft::default(),
    };
    desk.take("2026-02-02T09:00:00Z", Person, &save);
    let open = Command::Submit {
        topic: Topic::AccountAccess,
        number: "04711815".parse().expect("a number"),
        draft: draft(),
        follows: Some(id("r0")),
    };
    desk.take("2026-02-02T08:59:58Z", Person, &open);
    desk.take("2026-02-02T09:01:00Z", Host, &automatic());
    desk.take("2026-02-02T10:00:00Z", Support, &Command::BeginValidation);
    desk.take("2026-02-02T10:30:00.5Z", Support, &contact());
    desk.take("2026-02-02T11:00:00Z", Support, &ask());
    desk.take("2026-02-02T11:00:00Z", Support, &ask());
    desk.take("2026-02-02T12:00:00Z", Person, &answer(1));
    let dropped = Command::DropQuestion {
        question: QuestionNo::new(2),
    };
    desk.take("2026-02-02T13:00:00Z", Support, &dropped);
    let information = Command::AddInformation { text: text("more") };
    desk.take("2026-02-02T13:30:00Z", Person, &information);
    desk.take(
        "2026-02-02T13:31:00Z",
        Support,
        &Command::Note {
            text: text("so so"),
        },
    );
    desk.take("2026-02-02T13:32:00Z", Host, &moved());
    desk.take("2026-02-02T14:00:00Z", Support, &decline());
    desk.take("2026-02-03T14:00:00Z", Person, &reopen());
    desk.take("2026-02-03T15:00:00Z", Host, &absorb());
    desk.policy = Policy::on(&office_without(&["2026-02-05"])).expect("a calendar");
    desk.take("2026-02-03T16:00:00Z", Host, &recompute(Verdicts::Keep));
    desk.tick("2026-03-03T16:00:00Z");
    desk.policy = Policy::on(&office()).expect("a calendar");
    let whole_month: Vec<String> = (1..=28).map(|day| format!("2026-02-{day:02}")).collect();
    let days: Vec<&str> = whole_month.iter().map(String::as_str).collect();
    desk.policy = Policy::on(&office_without(&days)).expect("a calendar");
    desk.take("2026-03-03T16:00:00Z", Host, &recompute(Verdicts::Rejudge));
    desk.take("2026-03-03T17:00:00Z", Support, &ask());
    desk.tick("2026-03-20T17:00:00Z");
    desk.take("2026-03-20T18:00:00Z", Person, &reopen());
    desk.take("2026-03-20T19:00:00Z", Person, &Command::Withdraw);
    desk
}

fn automatic() -> Command {
    Command::AutomaticMessage {
        direction: checkmark_ticket::Direction::Sent,
    }
}

fn moved() -> Command {
    Command::AccountMoved {
        basis: crate::desk::basis(4, 0),
    }
}

fn recompute(verdicts: Verdicts) -> Command {
    let date = crate::desk::date("2026-02-05");
    Command::Recompute {
        cause: MoveCause::Calendar {
            cause: Some(checkmark_calendar::Cause::HolidayAdded { date }),
        },
        verdicts,
    }
}

/// The other one, which asked the evening before and waited a while.
fn duplicate() -> Desk {
    let mut desk = Desk::named("r2", Policy::on(&office()).expect("a calendar"));
    desk.take(
        "2026-02-01T20:00:00Z",
        Person,
        &submit(Topic::AccountAccess),
    );
    desk.take("2026-02-02T10:00:00Z", Support, &ask());
    desk.take("2026-02-02T12:00:00Z", Person, &answer(1));
    let of = OpenRequest::new(id("r1"), id("a1"));
    desk.take(
        "2026-02-03T15:00:00Z",
        Support,
        &Command::MarkDuplicate { of },
    );
    desk
}

fn absorb() -> Command {
    Command::Absorb {
        duplicate: duplicate().request.as_duplicate().expect("it is one"),
    }
}

#[test]
fn events_are_written_as_they_were_reviewed() {
    let mut desk = everything();
    desk.record.extend(duplicate().record);
    let mut rest: BTreeSet<&str> = FactKind::ALL.iter().map(|it| it.as_str()).collect();
    let mut lines = String::new();
    for event in &desk.record {
        let line = round_trip(event);
        let kind = event.fact().kind().as_str();
        assert!(
            line.contains(&format!(r#""fact":{{"type":"{kind}""#)),
            "{line}"
        );
        if rest.remove(kind) {
            lines.push_str(&line);
            lines.push('\n');
        }
    }
    assert!(rest.is_empty(), "never happened: {rest:?}");
    insta::assert_snapshot!(lines);
}

#[test]
fn effects_and_side_records_are_written_as_they_were_reviewed() {
    let mut desk = everything();
    desk.actions.extend(duplicate().actions);
    let mut seen = BTreeSet::new();
    let mut lines = String::new();
    let actions = desk.actions.iter().map(round_trip);
    for line in actions.chain(desk.personal.iter().map(round_trip)) {
        let what: Vec<_> = line.match_indices(r#""type":""#).collect();
        let what: Vec<_> = what
            .iter()
            .map(|(at, _)| {
                line[at + 8..]
                    .split('"')
                    .next()
                    .unwrap_or_default()
                    .to_owned()
            })
            .collect();
        if seen.insert(what) {
            lines.push_str(&line);
            lines.push('\n');
        }
    }
    insta::assert_snapshot!(lines);
}

#[test]
fn commands_are_read_as_they_were_reviewed() {
    let rows = [
        r#"{"type":"save_draft","topic":"account_access","draft":{"company":"Acme AB"}}"#,
        r#"{"type":"submit","topic":"first_administrator","number":"04711815","draft":{"phone":"+46 8 123 45 67","preferred_contact":"email","company":"Acme AB","nominees":[{"first":"Åsa","last":"Berg","email":"asa@acme.example"}]}}"#,
        r#"{"type":"submit","topic":"account_access","number":"04711815","draft":{},"follows":"r0"}"#,
        r#"{"type":"contact","by":"telephone"}"#,
        r#"{"type":"begin_validation"}"#,
        r#"{"type":"ask","text":"Which device?","fields":["product"]}"#,
        r#"{"type":"drop_question","question":1}"#,
        r#"{"type":"answer","question":1,"text":"This one.","draft":{"product":"ABC1234"}}"#,
        r#"{"type":"add_information","text":"more"}"#,
        r#"{"type":"note","text":"so so"}"#,
        r#"{"type":"automatic_message","direction":"received"}"#,
        r#"{"type":"account_moved","basis":{"standing":4,"address":1}}"#,
        r#"{"type":"validate","organization":"acme","relation":"customer","basis":{"standing":4,"address":1}}"#,
        r#"{"type":"appoint","organization":"acme","basis":{"standing":4,"address":1}}"#,
        r#"{"type":"approve_profile","organization":"acme","basis":{"standing":4,"address":1}}"#,
        r#"{"type":"unlock"}"#,
        r#"{"type":"decline","reason":"not_a_customer","text":"Nothing was bought."}"#,
        r#"{"type":"withdraw"}"#,
        r#"{"type":"end_account"}"#,
        r#"{"type":"mark_duplicate","of":{"request":"r1","account":"a1"}}"#,
        r#"{"type":"absorb","duplicate":{"request":"r2","account":"a1","of":"r1","submitted":"2026-02-02T09:00:00Z","ended":"2026-02-03T09:00:00Z","contacted":null,"waits":[]}}"#,
        r#"{"type":"reopen"}"#,
        r#"{"type":"recompute","cause":{"type":"policy"},"verdicts":"rejudge"}"#,
        r#"{"type":"time_passed"}"#,
    ];
    let mut rest: BTreeSet<&str> = CommandKind::ALL.iter().map(|it| it.as_str()).collect();
    for row in rows {
        let command: Command = serde_json::from_str(row).unwrap_or_else(|it| panic!("{row}: {it}"));
        rest.remove(command.kind().as_str());
        let written: serde_json::Value = serde_json::from_str(&round_trip(&command)).expect("JSON");
        let read: serde_json::Value = serde_json::from_str(row).expect("JSON");
        for (field, value) in read.as_object().expect("an object") {
            assert_eq!(written[field], *value, "{row}");
        }
    }
    assert!(rest.is_empty(), "never read: {rest:?}");
}

#[test]
fn what_may_be_left_out_may_be_left_out_and_what_is_unknown_is_ignored() {
    let rows = [
        r#"{"type":"ask","text":"Which device?","color":"red"}"#,
        r#"{"type":"answer","question":1,"text":"This one."}"#,
        r#"{"type":"decline","reason":"not_a_customer","text":null}"#,
        r#"{"type":"recompute","cause":{"type":"calendar"}}"#,
        r#"{"type":"reopen","text":null}"#,
    ];
    for row in rows {
        let read: Result<Command, _> = serde_json::from_str(row);
        assert!(read.is_ok(), "{row}: {read:?}");
    }
    let rows = [
        r#"{"type":"frobnicate"}"#,
        r#"{"type":"ask","text":""}"#,
        r#"{"type":"ask","text":"a\u0000b"}"#,
        r#"{"type":"submit","topic":"nothing","number":"1","draft":{}}"#,
        r#"{"type":"submit","topic":"account_access","number":"one","draft":{}}"#,
        r#"{"type":"contact","by":"pigeon"}"#,
        r#"{"type":"ask","text":"x","fields":["shoe_size"]}"#,
    ];
    for row in rows {
        let read: Result<Command, _> = serde_json::from_str(row);
        assert!(read.is_err(), "{row}");
    }
}

#[test]
fn what_parsing_refuses_the_wire_refuses() {
    fn refuses<T: DeserializeOwned>(json: &str) -> bool {
        serde_json::from_str::<T>(json).is_err()
    }
    assert!(refuses::<RequestNumber>(r#""12 34""#));
    assert!(refuses::<FreeText>(r#"" ""#));
    assert!(refuses::<SiteAddress>(r#""ftp://x""#));
    assert!(refuses::<NumberFormat>(r#"{"prefix":"sr","digits":8}"#));
    assert!(refuses::<NumberFormat>(r#"{"digits":0}"#));
    assert!(refuses::<Form>(
        r#"{"topic":"account_access","fields":{"phone":"none"}}"#
    ));
    let read: NumberFormat = serde_json::from_str(r#"{"digits":8}"#).expect("the default");
    assert_eq!(read, NumberFormat::default());
    // A form of an earlier version that asked for less is still a form.
    let form: Form =
        serde_json::from_str(r#"{"topic":"account_access","fields":{"company":"Acme AB"}}"#)
            .expect("what is there is sound");
    assert_eq!(form.company().map(|it| it.as_str()), Some("Acme AB"));
}

#[test]
fn a_decision_is_written_with_its_events_and_effects() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    let decision = desk.take("2026-02-02T10:00:00Z", Support, &validate());
    let value = serde_json::to_value(&decision).expect("JSON");
    assert_eq!(value["events"].as_array().map(Vec::len), Some(3));
    assert_eq!(value["repeated"], false);
    let events: Vec<Event> = serde_json::from_value(value["events"].clone()).expect("events");
    assert!(events.into_iter().eq(decision.events()));
    let effects: Vec<Effect> = serde_json::from_value(value["effects"].clone()).expect("effects");
    assert!(effects.into_iter().eq(decision.effects()));
}

#[test]
fn a_refusal_is_written_with_code_rule_unmet_and_remedy() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    let refusal = desk.refuse("2026-02-02T10:00:00Z", Person, &answer(1));
    insta::assert_snapshot!(serde_json::to_string(&refusal).expect("JSON"), @r#"{"code":"no_question_open","rule":"TKT-5","unmet":[],"faults":[],"remedy":"add_information","way_out":[{"actor":"support","command":"ask"},{"actor":"person","command":"answer"}]}"#);
    let mut desk = Desk::new(Policy::default());
    let empty = Command::Submit {
        topic: Topic::TroubleWithValidation,
        number: "04711815".parse().expect("a number"),
        draft: Draft::default(),
        follows: None,
    };
    let refusal = desk.refuse("2026-02-02T10:00:00Z", Person, &empty);
    insta::assert_snapshot!(serde_json::to_string(&refusal).expect("JSON"), @r#"{"code":"form_faulty","rule":"TKT-3","unmet":[],"faults":[{"field":"preferred_contact","kind":"missing"},{"field":"email","kind":"missing"}],"remedy":"correct_form","way_out":null}"#);
}

#[test]
fn where_a_request_stands_is_written_as_it_was_reviewed() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-02T10:00:00Z", Support, &ask());
    insta::assert_snapshot!(serde_json::to_string_pretty(&desk.request).expect("JSON"));
    let wakeup = desk.request.next_wakeup().expect("silence");
    insta::assert_snapshot!(round_trip(&wakeup), @r#"{"at":"2026-02-16T10:00:00Z","reason":{"type":"unanswered"}}"#);
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-02T10:00:00Z", Support, &contact());
    let wakeup = desk.request.next_wakeup().expect("validation");
    insta::assert_snapshot!(round_trip(&wakeup), @r#"{"at":"2026-02-06T13:00:00Z","reason":{"type":"at_risk","clock":"validation","generation":0}}"#);
    let timeline = Timeline::new(desk.request.id(), &desk.record, &desk.policy).expect("it folds");
    let value = serde_json::to_value(&timeline).expect("JSON");
    assert_eq!(value["clocks"][0]["status"], "met");
    assert_eq!(value["moments"][0]["fact"], "submitted");
    assert_eq!(
        value["clocks"][1]["explanation"]["budget"],
        "business PT48H"
    );
    round_trip(&desk.personal);
    let _: Vec<SideRecord> = desk.personal;
}

#[test]
fn what_was_once_recorded_still_folds() {
    // Written by version 1 of the events. It stays, whatever comes.
    let golden = include_str!("golden/v1.jsonl");
    let record: Vec<Event> = golden
        .lines()
        .map(|line| serde_json::from_str(line).expect("an event of version 1"))
        .collect();
    let request = checkmark_ticket::replay(id("r1"), &record).expect("it folds");
    assert_eq!(request, everything().request);
    assert!(
        record
            .iter()
            .any(|it| matches!(it.fact(), Fact::Rejudged { .. }))
    );
}

#[cfg(feature = "proptest")]
mod laws {
    use checkmark_ticket::{
        Acknowledgement, Applicant, Basis, Command, EndedDuplicate, Event, Form, NumberFormat,
        Outcome, Schedule, State,
    };
    use proptest::prelude::*;

    use super::round_trip;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn everything_is_read_as_it_was_written(
            command in any::<Command>(),
            event in any::<Event>(),
            duplicate in any::<EndedDuplicate>(),
            form in any::<Form>(),
            format in any::<NumberFormat>(),
            outcome in any::<Outcome>(),
            schedule in any::<Schedule>(),
            state in any::<State>(),
            basis in any::<Basis>(),
            _applicant in any::<Applicant>(),
        ) {
            round_trip(&command);
            round_trip(&event);
            round_trip(&duplicate);
            round_trip(&form);
            round_trip(&format);
            round_trip(&outcome);
            round_trip(&schedule);
            round_trip(&state);
            round_trip(&basis);
        }
    }

    #[test]
    fn an_acknowledgement_is_read_as_it_was_written() {
        let desk = crate::desk::Desk::opened("2026-02-07T09:00:00Z");
        let acknowledgement: Acknowledgement = match &desk.actions[0] {
            checkmark_ticket::Action::Acknowledge { acknowledgement } => *acknowledgement,
            other => panic!("{other:?}"),
        };
        round_trip(&acknowledgement);
    }
}

/// Writes what the next test compares with: `cargo test -p checkmark-ticket --all-features --
/// --ignored writes_the_golden_record`. Only for a new version, under a new name.
#[test]
#[ignore = "writes a file"]
fn writes_the_golden_record() {
    let lines: Vec<_> = everything().record.iter().map(round_trip).collect();
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/golden/v1.jsonl");
    fs::write(path, lines.join("\n") + "\n").expect("the folder is there");
}
