//! Every state of a finite abstraction, and every command in it.
//!
//! What is told apart, and what is not, is [`Class`]: the state with whether support validates;
//! the topic; for each clock its status, whether it was at risk, why it stands, whether it has
//! stopped, and whether it is in its first cycle; how many questions wait (none, one, more);
//! whether somebody was in contact; whether the account moved; how often it was reopened (never,
//! once, more); whether a duplicate was merged into it. Of time it tells the instants apart at
//! which something changes: at once, just before and at the next wakeup, at the due instant, a
//! business day later, when a question has been silent for too long, just before and at the end
//! of the reopening window, and back within and beyond the skew.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use checkmark_account::Actor;
use checkmark_ticket::{
    Action, Basis, ClockName, ClockStatus, Command, CommandKind, Context, Decision, Direction,
    Entry, Fact, Hold, MoveCause, Outcome, Policy, QuestionNo, RefusalCode, Request, State,
    StateKind, Topic, Verdict, Verdicts, decide, evolve,
};
use time::{SignedDuration, UtcDateTime};

use crate::desk::{
    Desk, answer, ask, at, basis, contact, decline, id, office, office_without, reopen, submit,
    text,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Class {
    state: StateKind,
    validating: bool,
    topic: Option<Topic>,
    clocks: [Option<ClockClass>; 3],
    questions: usize,
    contacted: bool,
    moved: Option<bool>,
    reopenings: u32,
    absorbed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct ClockClass {
    status: ClockStatus,
    at_risk: bool,
    hold: Option<Hold>,
    ended: bool,
    later_cycle: bool,
}

fn class(request: &Request) -> Class {
    let clock = |name| {
        request.clock(name).map(|it| ClockClass {
            status: it.status(),
            at_risk: it.is_at_risk(),
            hold: it.hold(),
            ended: it.ended().is_some(),
            later_cycle: it.cycle() > 0,
        })
    };
    Class {
        state: request.state().kind(),
        validating: matches!(
            request.state(),
            State::WaitingOnCustomer {
                validating: true,
                ..
            }
        ),
        topic: request.topic(),
        clocks: [
            clock(ClockName::Contact),
            clock(ClockName::Validation),
            clock(ClockName::Profile),
        ],
        questions: request.open_questions().count().min(2),
        contacted: request.contacted().is_some(),
        moved: request.basis().map(|it| it != basis(3, 0)),
        reopenings: request.reopenings().min(2),
        absorbed: !request.absorbed().is_empty(),
    }
}

/// Every command, with what its guards tell apart.
fn commands(request: &Request) -> Vec<Command> {
    let organization = || id("acme");
    let bases = [basis(3, 0), basis(4, 0), basis(4, 1)];
    let mut all = vec![
        contact(),
        Command::BeginValidation,
        ask(),
        Command::AddInformation { text: text("more") },
        Command::Note {
            text: text("noted"),
        },
        Command::AutomaticMessage {
            direction: Direction::Received,
        },
        Command::Unlock,
        decline(),
        Command::Withdraw,
        Command::EndAccount,
        reopen(),
        Command::TimePassed,
    ];
    for topic in Topic::ALL {
        all.push(submit(*topic));
        all.push(Command::SaveDraft {
            topic: *topic,
            draft: Default::default(),
        });
    }
    let open: Vec<u16> = request
        .open_questions()
        .map(|it| it.no().number())
        .collect();
    let settled = request.questions().iter().find(|it| !it.is_open());
    let settled = settled.map(|it| it.no().number());
    let numbers = open.first().copied().into_iter().chain(settled);
    for number in numbers.chain([u16::MAX]) {
        all.push(answer(number));
        all.push(Command::DropQuestion {
            question: QuestionNo::new(number),
        });
    }
    for basis in bases {
        all.push(Command::AccountMoved { basis });
        all.push(Command::Validate {
            organization: organization(),
            relation: checkmark_account::Relation::Customer,
            basis,
        });
        all.push(Command::Appoint {
            organization: organization(),
            basis,
        });
        all.push(Command::ApproveProfile {
            organization: organization(),
            basis,
        });
    }
    for verdicts in Verdicts::ALL {
        all.push(Command::Recompute {
            cause: MoveCause::Calendar { cause: None },
            verdicts: *verdicts,
        });
    }
    for (name, account) in [("r0", "a1"), ("r1", "a1"), ("r0", "a2")] {
        all.push(Command::MarkDuplicate {
            of: checkmark_ticket::OpenRequest::new(id(name), id(account)),
        });
    }
    all.push(Command::Absorb {
        duplicate: ended_duplicate(),
    });
    all
}

/// A duplicate of the request that was opened a day before it, and waited for half of it.
fn ended_duplicate() -> checkmark_ticket::EndedDuplicate {
    thread_local! {
        static ENDED: checkmark_ticket::EndedDuplicate = {
            let mut desk = Desk::named("r2", policy());
            desk.take("2026-01-30T09:00:00Z", Actor::Person, &submit(Topic::AccountAccess));
            desk.take("2026-01-30T12:00:00Z", Actor::Support, &ask());
            desk.take("2026-01-30T16:00:00Z", Actor::Person, &answer(1));
            let of = checkmark_ticket::OpenRequest::new(id("r1"), id("a1"));
            desk.take("2026-02-02T09:00:00Z", Actor::Support, &Command::MarkDuplicate { of });
            desk.request.as_duplicate().expect("it is one")
        };
    }
    ENDED.with(Clone::clone)
}

fn policy() -> Policy {
    Policy::on(&office()).expect("a calendar")
}

/// A calendar in which everything is due later, for recomputing.
fn later() -> Policy {
    Policy::on(&office_without(&["2026-02-03", "2026-02-04"])).expect("a calendar")
}

/// The instants that something depends on.
fn instants(request: &Request, policy: &Policy) -> Vec<UtcDateTime> {
    let nano = SignedDuration::NANOSECOND;
    let last = request.last().unwrap_or(at("2026-02-02T09:00:00Z"));
    let mut all = vec![last, last + SignedDuration::DAY];
    if request.last().is_some() {
        all.push(last - policy.skew());
        all.push(last - policy.skew() - nano);
    }
    if let Some(wakeup) = request.next_wakeup() {
        all.push((wakeup.at() - nano).max(last));
        all.push(wakeup.at().max(last));
    }
    if let Some((_, due)) = request.next_due() {
        all.push(due.max(last));
    }
    if let Some(ended) = request.state().ended() {
        let end = ended + policy.reopening();
        all.push((end - nano).max(last));
        all.push(end.max(last));
    }
    if request.state().kind() == StateKind::WaitingOnCustomer {
        all.push(last + policy.silence());
    }
    all.sort_unstable();
    all.dedup();
    all
}

#[derive(Default)]
struct Seen {
    states: HashMap<Class, Request>,
    edges: usize,
    taken: usize,
    refused: BTreeMap<&'static str, usize>,
    leads: HashMap<Class, HashSet<Class>>,
}

fn explore() -> Seen {
    let (policy, later) = (policy(), later());
    let applicant = Desk::new(policy.clone()).applicant.expect("somebody asks");
    let mut seen = Seen::default();
    let first = Request::new(id("r1"));
    let mut queue = VecDeque::from([first.clone()]);
    seen.states.insert(class(&first), first);
    while let Some(request) = queue.pop_front() {
        let from = class(&request);
        for now in instants(&request, &policy) {
            for command in commands(&request) {
                let kind = command.kind();
                for actor in actors(&command) {
                    let policy = if kind == CommandKind::Recompute {
                        &later
                    } else {
                        &policy
                    };
                    let context = Context::new(policy, actor, now).with_applicant(applicant);
                    seen.edges += 1;
                    match decide(&request, &command, &context) {
                        Ok(decision) => {
                            let after = fold(&request, &decision);
                            check_taken(&request, &command, actor, now, &decision, &after);
                            seen.taken += 1;
                            let to = class(&after);
                            if to != from {
                                seen.leads.entry(from).or_default().insert(to);
                            }
                            seen.states.entry(to).or_insert_with(|| {
                                queue.push_back(after.clone());
                                after
                            });
                        }
                        Err(refusal) => {
                            check_refused(&request, &command, actor, now, policy, &refusal);
                            *seen.refused.entry(refusal.code().as_str()).or_default() += 1;
                        }
                    }
                }
            }
        }
    }
    seen
}

/// Whoever may, and one who may not.
fn actors(command: &Command) -> Vec<Actor> {
    let may = command.kind().actors();
    let stranger = Actor::ALL.iter().copied().find(|it| !may.contains(it));
    may.iter().copied().chain(stranger).collect()
}

fn fold(request: &Request, decision: &Decision) -> Request {
    decision.events().fold(request.clone(), |request, event| {
        evolve(request, &event).expect("what was decided folds")
    })
}

/// What must hold whenever a command is taken.
#[track_caller]
fn check_taken(
    before: &Request,
    command: &Command,
    actor: Actor,
    now: UtcDateTime,
    decision: &Decision,
    after: &Request,
) {
    let case = || format!("{before:#?}\n{command:?} by {actor} at {now}\n{after:#?}");
    let kind = command.kind();
    assert!(kind.actors().contains(&actor), "LAW-7: {}", case());
    assert_eq!(
        after.version(),
        before.version() + decision.events().count() as u64,
        "the version counts events"
    );

    // The state is one that the table leads to, from what the passing of time left.
    let (was, is) = (before.state().kind(), after.state().kind());
    let closed_first = was == StateKind::WaitingOnCustomer
        && decision
            .events()
            .next()
            .is_some_and(|it| closes_or_ticks(it.fact()));
    let from = if closed_first && closes(decision) {
        StateKind::Closed
    } else {
        was
    };
    match kind.entry(from) {
        Entry::Leads(to) => assert!(
            to.contains(&is) || kind == CommandKind::TimePassed,
            "{}",
            case()
        ),
        Entry::Refused(code) => panic!("the table refuses by {code}: {}", case()),
    }
    assert!(!was.is_terminal() || is == was, "terminal: {}", case());

    // No clock ticks on what is not open, and what is over is not woken.
    for clock in after.clocks() {
        let running = clock.status() == ClockStatus::Running;
        assert!(!running || is.is_open(), "SLA-6: {}", case());
    }
    assert!(is.is_open() || after.next_wakeup().is_none(), "{}", case());
    // What is due has happened.
    if let Some(wakeup) = after.next_wakeup() {
        assert!(Some(wakeup.at()) > after.last(), "{}", case());
    }
    // Waiting is what one does for an open question.
    assert_eq!(
        is == StateKind::WaitingOnCustomer,
        after.open_questions().next().is_some(),
        "TKT-5: {}",
        case()
    );
    for name in [ClockName::Validation, ClockName::Profile] {
        if let Some(clock) = after.clock(name).filter(|it| it.ended().is_none()) {
            let waits = clock.hold() == Some(Hold::WaitingOnCustomer);
            assert_eq!(
                waits,
                is == StateKind::WaitingOnCustomer,
                "SLA-5: {}",
                case()
            );
        }
    }
    assert!(
        after
            .clock(ClockName::Contact)
            .is_none_or(|it| it.hold() != Some(Hold::WaitingOnCustomer)),
        "SLA-5: {}",
        case()
    );

    check_clocks(before, decision, after, &case);
    check_ends(before, command, actor, now, decision, after, &case);
}

fn closes_or_ticks(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::TimeClamped { .. }
            | Fact::ClockAtRisk { .. }
            | Fact::ClockMissed { .. }
            | Fact::Closed { .. }
    )
}

fn closes(decision: &Decision) -> bool {
    decision
        .events()
        .any(|it| matches!(it.fact(), Fact::Closed { .. }))
}

/// Verdicts are frozen, and due instants move only with an event that says so.
fn check_clocks(
    before: &Request,
    decision: &Decision,
    after: &Request,
    case: &impl Fn() -> String,
) {
    for name in ClockName::ALL {
        let of_this = |it: &checkmark_ticket::Event| it.fact().clock() == Some(*name);
        let told = |matches: fn(&Fact) -> bool| {
            decision
                .events()
                .filter(of_this)
                .any(|it| matches(it.fact()))
        };
        let (was, is) = (before.clock(*name), after.clock(*name));
        let (Some(was), Some(is)) = (was, is) else {
            assert!(was.is_none(), "no clock is lost: {}", case());
            assert!(is.is_none() || told(|it| matches!(it, Fact::ClockStarted { .. })));
            continue;
        };
        if was.schedule() != is.schedule() {
            assert!(
                told(|it| matches!(it, Fact::DueMoved { .. } | Fact::ClockStarted { .. })),
                "SLA-6: {}",
                case()
            );
        }
        if was.verdict().is_some() && was.verdict() != is.verdict() {
            let again = told(|it| {
                matches!(
                    it,
                    Fact::Rejudged { .. } | Fact::ClockResumed { .. } | Fact::ClockStarted { .. }
                )
            });
            assert!(again, "a verdict is frozen: {}", case());
            assert_ne!(
                was.verdict(),
                Some(Verdict::Void),
                "void is void: {}",
                case()
            );
        }
        let made = was.ended().filter(|_| *name == ClockName::Contact);
        assert!(
            made.is_none() || made == is.ended(),
            "first contact is made for good: {}",
            case()
        );
    }
}

/// Outcomes rest on what they were given for (TKT-8), reopening on its window.
fn check_ends(
    before: &Request,
    command: &Command,
    actor: Actor,
    now: UtcDateTime,
    decision: &Decision,
    after: &Request,
    case: &impl Fn() -> String,
) {
    let kind = command.kind();
    for event in decision.events() {
        match event.fact() {
            Fact::Resolved { outcome } => {
                assert_eq!(actor, Actor::Support, "TKT-6: {}", case());
                let topic = outcome.topic();
                assert!(
                    topic.is_none() || topic == before.topic(),
                    "TKT-6: {}",
                    case()
                );
                let given: Option<Basis> = outcome.basis();
                assert!(
                    given.is_none() || given == before.basis(),
                    "TKT-8: {}",
                    case()
                );
                let unlocks = matches!(outcome, Outcome::Unlocked);
                let trouble = before.topic() == Some(Topic::TroubleWithValidation);
                let declined = matches!(outcome, Outcome::Declined { .. });
                assert!(!trouble || unlocks || declined, "CODE-4: {}", case());
            }
            Fact::Contacted { .. } => assert_eq!(actor, Actor::Support, "SLA-1: {}", case()),
            Fact::Reopened { .. } => {
                let closed = decision.events().find_map(|it| match it.fact() {
                    Fact::Closed { since, .. } => Some(*since),
                    _ => None,
                });
                let ended = before.state().ended().or(closed).expect("it was over");
                assert!(now < ended + policy().reopening(), "TKT-6: {}", case());
                assert!(
                    matches!(actor, Actor::Person | Actor::Support),
                    "{}",
                    case()
                );
            }
            _ => {}
        }
    }
    let acknowledged = decision
        .effects()
        .filter(|it| matches!(it.action(), Action::Acknowledge { .. }))
        .count();
    assert_eq!(
        acknowledged,
        usize::from(kind == CommandKind::Submit),
        "TKT-4: {}",
        case()
    );
    if before.contacted().is_none() && after.contacted().is_some() {
        assert_eq!(
            actor,
            Actor::Support,
            "only a person makes contact: {}",
            case()
        );
    }
    let keys: Vec<_> = decision
        .effects()
        .map(|it| format!("{:?}", it.key()))
        .collect();
    let mut unique = keys.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(
        keys.len(),
        unique.len(),
        "each effect has its key: {}",
        case()
    );
}

/// What must hold whenever a command is refused: the right reason, and a way that leads out.
#[track_caller]
fn check_refused(
    before: &Request,
    command: &Command,
    actor: Actor,
    now: UtcDateTime,
    policy: &Policy,
    refusal: &checkmark_ticket::Refusal,
) {
    let case = || format!("{before:#?}\n{command:?} by {actor} at {now}: {refusal}");
    let kind = command.kind();
    let code = refusal.code();
    if !kind.actors().contains(&actor) {
        assert_eq!(code, RefusalCode::ActorNotAllowed, "LAW-7: {}", case());
        return;
    }
    let back = before.last().is_some_and(|last| last - now > policy.skew());
    assert_eq!(code == RefusalCode::TimeRanBack, back, "LAW-4: {}", case());
    if let Entry::Refused(wanted) = kind.entry(refusal.state()) {
        assert!(back || code == wanted, "{}", case());
    }
}

#[test]
fn every_state_and_every_command_keeps_the_rules() {
    let seen = explore();
    let counts = format!(
        "{} states, {} edges, {} taken, 0 violations",
        seen.states.len(),
        seen.edges,
        seen.taken
    );
    println!("{counts}");
    for (code, count) in &seen.refused {
        println!("{count:>8} refused by {code}");
    }
    insta::assert_snapshot!(counts, @"2620 states, 1227210 edges, 145893 taken, 0 violations");

    // Every state that the table knows is reached, and every reason to refuse by state.
    for kind in StateKind::ALL {
        assert!(
            seen.states.values().any(|it| it.state().kind() == *kind),
            "{kind} is reached"
        );
    }

    // No dead end: from each state a decision of support or an end is reached.
    let mut ends: Vec<&Class> = Vec::new();
    for (class, request) in &seen.states {
        let kind = request.state().kind();
        if kind == StateKind::Resolved || kind.is_terminal() {
            ends.push(class);
        }
    }
    let mut back: HashMap<&Class, Vec<&Class>> = HashMap::new();
    for (from, to) in &seen.leads {
        to.iter()
            .for_each(|to| back.entry(to).or_default().push(from));
    }
    let mut reaches: HashSet<&Class> = ends.iter().copied().collect();
    while let Some(to) = ends.pop() {
        for from in back.get(to).into_iter().flatten() {
            if reaches.insert(from) {
                ends.push(from);
            }
        }
    }
    assert_eq!(
        reaches.len(),
        seen.states.len(),
        "every state leads to an end"
    );

    ways_out_lead_out(&seen);
}

/// From each state the way out of each refusal by state is walked, and ends with the command being
/// taken.
fn ways_out_lead_out(seen: &Seen) {
    let (mut walked, mut none) = (0, 0);
    for request in seen.states.values() {
        let topic = request.topic().unwrap_or(Topic::AccountAccess);
        for kind in CommandKind::ALL {
            let fits = match kind {
                CommandKind::Validate => topic == Topic::AccountAccess,
                CommandKind::Appoint => topic == Topic::FirstAdministrator,
                CommandKind::ApproveProfile => topic == Topic::CompanyProfile,
                CommandKind::Unlock => topic == Topic::TroubleWithValidation,
                _ => true,
            };
            let now = request.last().unwrap_or(at("2026-02-02T09:00:00Z"));
            let mut desk = Desk::new(policy());
            desk.request = request.clone();
            let actor = kind.actors()[0];
            let wanted = example(*kind, request, topic);
            let Err(refusal) = decide(request, &wanted, &desk.context(actor, now)) else {
                continue;
            };
            let Some(way) = refusal.way_out().filter(|_| fits) else {
                none += 1;
                continue;
            };
            for step in way.steps() {
                let command = example(step.command(), &desk.request, topic);
                let actor = match (&command, topic) {
                    (Command::Submit { .. }, Topic::CompanyProfile) => Actor::Host,
                    _ => step.actor(),
                };
                let decision = decide(&desk.request, &command, &desk.context(actor, now));
                let decision =
                    decision.unwrap_or_else(|refusal| panic!("{request:#?} {kind}: {refusal}"));
                desk.request = fold(&desk.request, &decision);
            }
            walked += 1;
        }
    }
    insta::assert_snapshot!(format!("{walked} ways out walked, {none} refusals without one"), @"6228 ways out walked, 27060 refusals without one");
}

fn example(kind: CommandKind, request: &Request, topic: Topic) -> Command {
    let current = request.basis().unwrap_or(basis(3, 0));
    let open = request
        .open_questions()
        .next()
        .map_or(1, |it| it.no().number());
    let fits = |command: &Command| match command {
        Command::Submit { topic: of, .. } => *of == topic,
        Command::Validate { basis, .. }
        | Command::Appoint { basis, .. }
        | Command::ApproveProfile { basis, .. } => *basis == current,
        Command::Answer { question, .. } | Command::DropQuestion { question } => {
            request.open_questions().next().is_none() || question.number() == open
        }
        _ => true,
    };
    commands(request)
        .into_iter()
        .find(|it| it.kind() == kind && fits(it))
        .expect("an example of each command")
}

/// The table as people read it: a row for each command, a column for each state.
#[test]
fn the_table_is_as_it_was_reviewed() {
    let mut rows = String::new();
    for command in CommandKind::ALL {
        let actors: Vec<_> = command.actors().iter().map(|it| it.as_str()).collect();
        rows.push_str(&format!("{command} ({})\n", actors.join(", ")));
        for state in StateKind::ALL {
            let entry = match command.entry(*state) {
                Entry::Leads(to) => {
                    let to: Vec<_> = to.iter().map(|it| it.as_str()).collect();
                    format!("-> {}", to.join(" | "))
                }
                Entry::Refused(code) => format!("no: {code}"),
            };
            rows.push_str(&format!("    {state}: {entry}\n"));
        }
    }
    insta::assert_snapshot!(rows);
}
