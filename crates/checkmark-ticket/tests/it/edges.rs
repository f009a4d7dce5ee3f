//! What is told apart by little: one question or two, one clock or another, missed or met.

use checkmark_account::Actor::{Host, Person, Support};
use checkmark_calendar::{Budget, BusinessDuration};
use checkmark_ticket::{
    Action, ClockName, Command, Draft, Fact, Field, MoveCause, OpenRequest, Policy, QuestionNo,
    RefusalCode, ServiceLevel, Topic, Verdicts,
};

use crate::desk::{Desk, answer, ask, id, office, submit, text};

const OPENED: &str = "2026-02-02T09:00:00Z";
const LATER: &str = "2026-02-02T11:00:00Z";

#[test]
fn an_answer_that_lacks_a_field_is_refused_although_it_has_a_text() {
    let mut desk = Desk::opened(OPENED);
    let fields = [Field::Company].into_iter().collect();
    let asked = Command::Ask {
        text: text("Which company is it?"),
        fields,
    };
    desk.take(LATER, Support, &asked);
    let refusal = desk.refuse(LATER, Person, &answer(1));
    assert_eq!(refusal.code(), RefusalCode::FormFaulty);
    let whole = Command::Answer {
        question: QuestionNo::new(1),
        text: None,
        draft: Draft {
            company: Some("Acme AB".into()),
            ..Draft::default()
        },
    };
    desk.take(LATER, Person, &whole);
}

#[test]
fn the_last_answer_leaves_nothing_to_wait_for() {
    let mut desk = Desk::opened(OPENED);
    desk.take(LATER, Support, &ask());
    desk.take(LATER, Support, &ask());
    desk.take(LATER, Person, &answer(1));
    desk.take(LATER, Person, &answer(2));
    let waits: Vec<_> = desk
        .facts()
        .filter_map(|fact| match fact {
            Fact::QuestionAnswered { answer_by, .. } => Some(answer_by.is_some()),
            _ => None,
        })
        .collect();
    assert_eq!(waits, [true, false]);
}

#[test]
fn the_way_out_of_two_questions_is_two_answers() {
    let mut desk = Desk::opened(OPENED);
    desk.take(LATER, Support, &ask());
    let begin = Command::BeginValidation;
    let steps = |desk: &mut Desk| {
        let refusal = desk.refuse(LATER, Support, &begin);
        let way = refusal.way_out().expect("answers lead out");
        way.steps().count()
    };
    let one = steps(&mut desk);
    desk.take(LATER, Support, &ask());
    assert_eq!(steps(&mut desk), one + 1);
}

#[test]
fn a_clock_that_missed_is_not_moved_by_a_merge() {
    let mut other = Desk::named("r2", Policy::on(&office()).expect("a calendar"));
    other.take(
        "2026-01-30T09:00:00Z",
        Person,
        &submit(Topic::AccountAccess),
    );
    let mut desk = Desk::opened(OPENED);
    let missed = "2026-02-20T09:00:00Z";
    desk.tick(missed);
    let before = desk.clock(ClockName::Contact).due();
    let of = OpenRequest::new(id("r1"), id("a1"));
    other.take(missed, Support, &Command::MarkDuplicate { of });
    let duplicate = other.request.as_duplicate().expect("it is a duplicate");
    desk.take(missed, Host, &Command::Absorb { duplicate });
    assert_eq!(desk.clock(ClockName::Contact).due(), before);
    assert_eq!(desk.count(|it| matches!(it, Fact::ClockMerged { .. })), 0);
}

#[test]
fn the_account_hears_of_a_due_instant_that_it_shows_and_of_no_other() {
    let told = |name, hours| {
        let mut desk = Desk::opened(OPENED);
        let level = desk.policy.level(name);
        let within = Budget::Business(BusinessDuration::hours(hours));
        let level =
            ServiceLevel::new(level.clock().clone(), within).with_waiting(level.while_waiting());
        desk.policy = desk
            .policy
            .clone()
            .with_level(name, level)
            .expect("a policy");
        let recompute = Command::Recompute {
            cause: MoveCause::Policy,
            verdicts: Verdicts::default(),
        };
        let decision = desk.take(LATER, Host, &recompute);
        assert_eq!(desk.count(|it| matches!(it, Fact::DueMoved { .. })), 1);
        let effects = decision.effects();
        effects
            .filter(|it| matches!(it.action(), Action::TellAccount { .. }))
            .count()
    };
    assert_eq!(told(ClockName::Validation, 30), 1);
    assert_eq!(told(ClockName::Contact, 30), 0);
}
