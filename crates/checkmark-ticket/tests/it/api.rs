//! Every public type promises the same: it is `Send` and `Sync`, and its `Debug` is not empty.

use core::fmt::Debug;

use checkmark_account::Actor::{Host, Person, Support};
use checkmark_ticket::{
    Acknowledgement, Action, AlertKind, Applicant, Audience, Basis, CheckDigit, ClockLine,
    ClockName, ClockStatus, Clocks, CloseReason, Command, CommandKind, Condition, ContactMethod,
    Content, Context, Decision, DeclineReason, DeskNews, Direction, Draft, DueChange, Effect,
    EffectKey, EndedDuplicate, Entry, Event, Fact, FactKind, Fault, FaultKind, Faults, Field,
    Fields, Form, FreeText, Hold, Intent, Line, Link, LinkPurpose, Moment, Move, MoveCause, Moves,
    Need, Nominee, NomineeDraft, Notice, NumberFormat, OpenRequest, Outcome, Policy, Question,
    QuestionNo, Recomputation, Refusal, RefusalCode, Remedy, ReopenedClocks, Request,
    RequestNumber, Schedule, ServiceClock, ServiceLevel, SideRecord, SiteAddress, State, StateKind,
    Submission, Timeline, Topic, Verdict, Verdicts, Wakeup, WakeupReason, Way, WayStep,
    WhileWaiting, WithdrawReason,
};

use crate::desk::{
    Desk, answer, ask, at, basis, draft, id, office, office_without, submit, text, validate,
};

/// One of every public type, errors aside.
#[expect(dead_code, reason = "its fields are read by Debug")]
#[derive(Debug)]
struct Everything<'a> {
    acknowledgement: Acknowledgement,
    action: Action,
    alert_kind: AlertKind,
    applicant: Applicant,
    audience: Audience,
    basis: Basis,
    check_digit: CheckDigit,
    clock_line: ClockLine,
    clock_name: ClockName,
    clock_status: ClockStatus,
    clocks: Clocks,
    close_reason: CloseReason,
    command: Command,
    command_kind: CommandKind,
    condition: Condition,
    contact_method: ContactMethod,
    content: Content,
    context: Context<'a>,
    decision: Decision,
    decline_reason: DeclineReason,
    desk_news: DeskNews,
    direction: Direction,
    draft: Draft,
    due_change: DueChange,
    effect: Effect,
    effect_key: EffectKey,
    ended_duplicate: EndedDuplicate,
    entry: Entry,
    event: Event,
    fact: Fact,
    fact_kind: FactKind,
    fault: Fault,
    fault_kind: FaultKind,
    faults: Faults,
    field: Field,
    fields: Fields,
    form: Form,
    free_text: FreeText,
    hold: Hold,
    intent: Intent,
    line: Line,
    link: Link,
    link_purpose: LinkPurpose,
    moment: Moment,
    one_move: Move,
    move_cause: MoveCause,
    moves: Moves,
    need: Need,
    nominee: Nominee,
    nominee_draft: NomineeDraft,
    notice: Notice,
    number_format: NumberFormat,
    open_request: OpenRequest,
    outcome: Outcome,
    policy: &'a Policy,
    question: Question,
    question_no: QuestionNo,
    recomputation: &'a Recomputation<'a>,
    refusal: Refusal,
    refusal_code: RefusalCode,
    remedy: Remedy,
    reopened_clocks: ReopenedClocks,
    request: Request,
    request_number: RequestNumber,
    schedule: Schedule,
    service_clock: ServiceClock,
    service_level: &'a ServiceLevel,
    side_record: SideRecord,
    site_address: SiteAddress,
    state: State,
    state_kind: StateKind,
    submission: Submission,
    timeline: Timeline,
    topic: Topic,
    verdict: Verdict,
    verdicts: Verdicts,
    wakeup: Wakeup,
    wakeup_reason: WakeupReason,
    way: Way,
    way_step: WayStep,
    while_waiting: WhileWaiting,
    withdraw_reason: WithdrawReason,
}

fn shared(value: impl Send + Sync + Debug) -> String {
    format!("{value:?}")
}

#[test]
fn every_public_type_can_be_shared_and_shown() {
    let policy = Policy::on(&office()).expect("a calendar");
    let new = Policy::on(&office_without(&["2026-02-03"])).expect("a calendar");
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    let recomputation = Recomputation::new(&policy, &new);
    let moves = recomputation
        .of(&desk.request, Verdicts::Keep, at("2026-02-02T09:00:00Z"))
        .expect("an answer");
    let open_request = desk.request.as_open().expect("it is open");
    let clock = *desk.clock(ClockName::Contact);
    let submission = *desk.request.submission().expect("submitted");
    let decision = desk.take("2026-02-02T10:00:00Z", Support, &ask());
    let refusal = desk.refuse("2026-02-02T10:00:00Z", Support, &Command::BeginValidation);
    let way = refusal.way_out().expect("the answer leads out");
    let wakeup = desk.request.next_wakeup().expect("silence");
    let question = desk.request.questions()[0];
    let timeline = Timeline::new(desk.request.id(), &desk.record, &policy).expect("it folds");
    let effect = decision.effects().next().expect("the question is put");
    let event = decision.events().next().expect("it was asked");
    let Some(Action::Acknowledge { acknowledgement }) = desk.actions.first().cloned() else {
        panic!("the acknowledgement comes first");
    };
    let side_record = desk.personal[0].clone();
    let mut twin = Desk::named("r2", policy.clone());
    twin.take(
        "2026-02-02T09:00:00Z",
        Person,
        &submit(Topic::AccountAccess),
    );
    let of = OpenRequest::new(id("r1"), id("a1"));
    twin.take(
        "2026-02-02T10:00:00Z",
        Support,
        &Command::MarkDuplicate { of },
    );
    let faults = Form::check(Topic::AccountAccess, &Draft::default()).expect_err("empty");
    let fault = faults.iter().next().expect("faults");
    let way_step = way.steps().next().expect("a step");
    let form = Form::check(Topic::FirstAdministrator, &draft()).expect("complete");
    let Command::Validate { organization, .. } = validate() else {
        panic!("it validates");
    };
    let everything = Everything {
        acknowledgement,
        action: effect.action().clone(),
        alert_kind: AlertKind::AtRisk,
        applicant: desk.applicant.expect("somebody asks"),
        audience: side_record.audience(),
        basis: basis(3, 0),
        check_digit: CheckDigit::Damm,
        clock_line: timeline.clocks()[0].clone(),
        clock_name: ClockName::Contact,
        clock_status: clock.status(),
        clocks: Topic::AccountAccess.clocks(),
        close_reason: CloseReason::Unanswered,
        command: answer(1),
        command_kind: CommandKind::Answer,
        condition: Condition::SignedIn,
        contact_method: ContactMethod::Email,
        content: side_record.content().clone(),
        context: Context::new(&policy, Host, at("2026-02-02T09:00:00Z")),
        decision: decision.clone(),
        decline_reason: DeclineReason::NotACustomer,
        desk_news: DeskNews::Submitted,
        direction: Direction::Sent,
        draft: draft(),
        due_change: timeline
            .moments()
            .iter()
            .find_map(Moment::due)
            .expect("a clock began"),
        effect_key: effect.key(),
        effect,
        ended_duplicate: twin.request.as_duplicate().expect("it is one"),
        entry: CommandKind::Ask.entry(StateKind::Open),
        fact: event.fact().clone(),
        fact_kind: event.fact().kind(),
        event,
        fault,
        fault_kind: FaultKind::Missing,
        faults,
        field: Field::Phone,
        fields: Fields::NONE,
        nominee: form.nominees()[0].clone(),
        form,
        free_text: text("words"),
        hold: Hold::Closed,
        intent: Intent::EnableBusinessAccess,
        line: "Acme AB".parse().expect("a line"),
        link: acknowledgement.links()[0],
        link_purpose: LinkPurpose::View,
        moment: timeline.moments()[0],
        one_move: *moves.iter().next().expect("the holiday moves it"),
        move_cause: MoveCause::Waited,
        moves,
        need: Need::Required,
        nominee_draft: draft().nominees[0].clone(),
        notice: Notice::Reopened,
        number_format: NumberFormat::default(),
        open_request,
        outcome: Outcome::Appointed {
            organization,
            basis: basis(3, 0),
        },
        policy: &policy,
        question,
        question_no: question.no(),
        recomputation: &recomputation,
        refusal_code: refusal.code(),
        remedy: refusal.remedy(),
        refusal,
        reopened_clocks: ReopenedClocks::Continue,
        request: desk.request.clone(),
        request_number: submission.number(),
        schedule: clock.schedule(),
        service_clock: clock,
        service_level: policy.level(ClockName::Contact),
        side_record,
        site_address: "https://support.example.com/".parse().expect("a site"),
        state: *desk.request.state(),
        state_kind: desk.state(),
        submission,
        timeline,
        topic: Topic::AccountAccess,
        verdict: Verdict::Met,
        verdicts: Verdicts::Keep,
        wakeup,
        wakeup_reason: wakeup.reason(),
        way_step,
        way,
        while_waiting: WhileWaiting::Stands,
        withdraw_reason: WithdrawReason::ByPerson,
    };
    let shown = shared(&everything);
    for field in shown.split(", ") {
        assert!(!field.ends_with(": "), "{field}");
    }
    assert!(shown.len() > 5_000);
}
