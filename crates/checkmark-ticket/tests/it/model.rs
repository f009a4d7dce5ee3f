//! A second, naive implementation beside the first.
//!
//! It is written from the rules and knows neither the table nor the guards nor the calendar: its
//! time goes in half hours, it lists every half hour that counts, and works every due instant out
//! again from the start whenever it is asked. It is told the same commands, and has to give the
//! same answers.

use checkmark_account::{Actor, AddressNo, Standing};
use checkmark_calendar::{Budget, BusinessDuration, Calendar, ExpectedWindow, Week};
use checkmark_ticket::{
    Applicant, Basis, ClockName, Command, Context, DeclineReason, Direction, Draft, Policy,
    QuestionNo, ReopenedClocks, Request, ServiceLevel, Topic, Verdicts, WhileWaiting, decide,
};
use time::{SignedDuration, UtcDateTime};

use crate::desk::{ask, at, contact, draft, id, text};

/// Half hours since Monday, 2026-02-02, midnight.
type Slot = i64;

const CONTACT: i64 = 8;
const VALIDATION: (i64, i64) = (8, 16);
const PROFILE: (i64, i64) = (1, 2);
const SILENCE: Slot = 14 * 48;
const REOPENING: Slot = 30 * 48;

/// Open from nine to five, Monday to Friday.
fn is_open(slot: Slot) -> bool {
    let (day, of_day) = (slot.div_euclid(48), slot.rem_euclid(48));
    day.rem_euclid(7) < 5 && (18..34).contains(&of_day)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Budgeted {
    HalfHours(i64),
    Days(i64),
}

#[derive(Clone, Debug)]
struct ModelClock {
    started: Slot,
    earliest: Option<Budgeted>,
    latest: Budgeted,
    stands: bool,
    pauses: Vec<(Slot, Option<Slot>)>,
    warned: bool,
    missed: bool,
    met: bool,
    void: bool,
    ended: Option<Slot>,
}

impl ModelClock {
    /// The instant at which so much has counted, pauses that are over left out.
    fn reached(&self, budget: Budgeted) -> Slot {
        let over = |slot: Slot| {
            self.pauses
                .iter()
                .any(|(from, to)| to.is_some_and(|to| *from <= slot && slot < to))
        };
        let counts = |slot: Slot| is_open(slot) && !over(slot);
        match budget {
            Budgeted::HalfHours(budget) => {
                let (mut slot, mut left) = (self.started, budget);
                while left > 0 {
                    left -= i64::from(counts(slot));
                    slot += 1;
                }
                slot
            }
            Budgeted::Days(days) => {
                let (mut day, mut left) = (self.started.div_euclid(48), days);
                let mut close = self.started;
                while left > 0 {
                    day += 1;
                    // A date counts when it closes, and a clock that stands then sees no closing.
                    let last = (day * 48..day * 48 + 48).rfind(|slot| is_open(*slot));
                    if let Some(last) = last.filter(|slot| counts(*slot)) {
                        left -= 1;
                        close = last + 1;
                    }
                }
                close
            }
        }
    }

    fn due(&self) -> Slot {
        self.reached(self.latest)
    }

    /// Three quarters of what counts until it is due.
    fn at_risk(&self) -> Slot {
        match self.latest {
            Budgeted::HalfHours(all) => self.reached(Budgeted::HalfHours(all * 3 / 4)),
            Budgeted::Days(_) => {
                let over = |slot: Slot| {
                    self.pauses
                        .iter()
                        .any(|(from, to)| to.is_some_and(|to| *from <= slot && slot < to))
                };
                let all = (self.started..self.due())
                    .filter(|slot| is_open(*slot) && !over(*slot))
                    .count() as i64;
                // Shares that are no whole half hours are left to the other tests.
                self.reached(Budgeted::HalfHours(all * 3 / 4))
            }
        }
    }

    fn is_exact(&self) -> bool {
        match self.latest {
            Budgeted::HalfHours(all) => all * 3 % 4 == 0,
            Budgeted::Days(_) => false,
        }
    }

    fn stands_now(&self) -> bool {
        self.pauses.last().is_some_and(|(_, to)| to.is_none())
    }

    fn runs(&self) -> bool {
        self.ended.is_none() && !self.stands_now()
    }

    fn status(&self) -> &'static str {
        if self.void {
            "void"
        } else if self.missed {
            "missed"
        } else if self.met {
            "met"
        } else if self.stands_now() {
            "paused"
        } else {
            "running"
        }
    }

    fn pass(&mut self, now: Slot) {
        if self.runs() && !self.missed {
            self.warned |= self.at_risk() <= now;
            self.missed |= self.due() < now;
        }
    }

    fn resume(&mut self, now: Slot) {
        if let Some(ended) = self.ended.take() {
            self.pauses.push((ended, Some(now)));
            self.met = false;
        } else if let Some((_, to)) = self.pauses.last_mut() {
            to.get_or_insert(now);
        }
        self.pass(now);
    }

    fn stop(&mut self, now: Slot) {
        if self.ended.is_some() {
            return;
        }
        if self.stands_now() {
            self.resume(now);
        }
        self.pass(now);
        self.met = !self.missed;
        self.ended = Some(now);
    }

    fn give_up(&mut self, now: Slot) {
        if self.ended.is_none() {
            // Nobody waits any more, so nothing is put off any more.
            self.pauses.retain(|(_, to)| to.is_some());
            self.void = !self.missed;
            self.ended = Some(now);
        }
    }
}

#[derive(Clone, Debug)]
struct Model {
    cycles: ReopenedClocks,
    state: &'static str,
    topic: Topic,
    now: Slot,
    validating: bool,
    basis: (u64, u32),
    /// Whether each question waits.
    questions: Vec<bool>,
    answer_by: Slot,
    over_since: Slot,
    clocks: [Option<ModelClock>; 3],
}

/// What somebody wants, in the model's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Submit(Topic),
    Contact,
    Begin,
    Ask,
    Drop,
    Answer,
    Inform,
    Note,
    Machine,
    Move(u64, u32),
    Validate(u64, u32),
    Approve(u64, u32),
    Unlock,
    Decline,
    Withdraw,
    EndAccount,
    Reopen,
    Tick,
}

impl Model {
    fn new(cycles: ReopenedClocks) -> Self {
        Self {
            cycles,
            state: "draft",
            topic: Topic::AccountAccess,
            now: 0,
            validating: false,
            basis: (3, 0),
            questions: Vec::new(),
            answer_by: 0,
            over_since: 0,
            clocks: [None, None, None],
        }
    }

    fn is_open(&self) -> bool {
        matches!(self.state, "open" | "waiting_on_customer" | "validating")
    }

    fn is_over(&self) -> bool {
        matches!(self.state, "resolved" | "closed")
    }

    /// Time goes by: clocks get at risk and are missed, silence closes.
    fn pass(&mut self, now: Slot) {
        self.now = now;
        let silent = self.state == "waiting_on_customer" && self.answer_by <= now;
        for clock in self.clocks.iter_mut().flatten() {
            clock.pass(now);
            if silent && clock.ended.is_none() && !clock.stands_now() {
                clock.pauses.push((now, None));
            }
        }
        if silent {
            self.state = "closed";
            self.over_since = self.answer_by;
            self.questions.fill(false);
        }
    }

    fn start(&mut self, name: ClockName) {
        let (index, earliest, latest, stands) = match name {
            ClockName::Contact => (0, None, Budgeted::HalfHours(CONTACT), false),
            ClockName::Validation => (
                1,
                Some(Budgeted::HalfHours(VALIDATION.0)),
                Budgeted::HalfHours(VALIDATION.1),
                true,
            ),
            ClockName::Profile => (
                2,
                Some(Budgeted::Days(PROFILE.0)),
                Budgeted::Days(PROFILE.1),
                true,
            ),
        };
        self.clocks[index] = Some(ModelClock {
            started: self.now,
            earliest,
            latest,
            stands,
            pauses: Vec::new(),
            warned: false,
            missed: false,
            met: false,
            void: false,
            ended: None,
        });
        self.pass_clocks();
    }

    fn pass_clocks(&mut self) {
        let now = self.now;
        self.clocks.iter_mut().flatten().for_each(|it| it.pass(now));
    }

    /// Whether it is taken. What is not taken leaves no trace, not even of time.
    fn wish(&mut self, wish: Wish, now: Slot) -> bool {
        let before = self.clone();
        self.pass(now);
        let taken = self.grant(wish);
        if !taken {
            *self = before;
        }
        taken
    }

    fn grant(&mut self, wish: Wish) -> bool {
        let now = self.now;
        match wish {
            Wish::Submit(topic) => {
                if self.state != "draft" {
                    return false;
                }
                self.topic = topic;
                self.state = "open";
                self.start(ClockName::Contact);
                match topic {
                    Topic::AccountAccess => self.start(ClockName::Validation),
                    Topic::CompanyProfile => self.start(ClockName::Profile),
                    _ => {}
                }
                true
            }
            Wish::Contact => self.is_open() && self.contacted(),
            Wish::Begin => {
                let free = self.state == "open";
                if free {
                    self.state = "validating";
                }
                free
            }
            Wish::Ask => {
                if !self.is_open() {
                    return false;
                }
                self.contacted();
                for clock in self.clocks.iter_mut().flatten() {
                    if clock.stands && clock.runs() {
                        clock.pauses.push((now, None));
                    }
                }
                self.validating = match self.state {
                    "waiting_on_customer" => self.validating,
                    state => state == "validating",
                };
                self.state = "waiting_on_customer";
                self.questions.push(true);
                self.answer_by = now + SILENCE;
                true
            }
            Wish::Drop | Wish::Answer => {
                let Some(open) = self.questions.iter().position(|it| *it) else {
                    return false;
                };
                self.questions[open] = false;
                if self.questions.contains(&true) {
                    if wish == Wish::Answer {
                        self.answer_by = now + SILENCE;
                    }
                } else {
                    self.state = if self.validating {
                        "validating"
                    } else {
                        "open"
                    };
                    for clock in self.clocks.iter_mut().flatten() {
                        if clock.ended.is_none() && clock.stands_now() {
                            clock.resume(now);
                        }
                    }
                }
                true
            }
            Wish::Inform => {
                self.answer_by = now + SILENCE;
                self.is_open()
            }
            Wish::Note | Wish::Machine => self.is_open() || self.is_over(),
            Wish::Move(standing, address) => {
                self.basis = (standing, address);
                self.is_open() || self.is_over()
            }
            Wish::Validate(standing, address) => {
                self.topic == Topic::AccountAccess
                    && self.basis == (standing, address)
                    && self.resolve()
            }
            Wish::Approve(standing, address) => {
                self.topic == Topic::CompanyProfile
                    && self.basis == (standing, address)
                    && self.resolve()
            }
            Wish::Unlock => self.topic == Topic::TroubleWithValidation && self.resolve(),
            Wish::Decline => self.resolve(),
            Wish::Withdraw => self.is_open() && self.take_back(),
            Wish::EndAccount => self.state == "withdrawn" || self.take_back(),
            Wish::Reopen => {
                if !self.is_over() || now >= self.over_since + REOPENING {
                    return false;
                }
                self.state = "open";
                for index in 0..3 {
                    let Some(clock) = &mut self.clocks[index] else {
                        continue;
                    };
                    if index == 0 && clock.ended.is_some() {
                        continue;
                    }
                    match self.cycles {
                        ReopenedClocks::Continue => clock.resume(now),
                        ReopenedClocks::NewCycle => self.start(ClockName::ALL[index]),
                    }
                }
                true
            }
            Wish::Tick => true,
        }
    }

    fn contacted(&mut self) -> bool {
        if let Some(clock) = &mut self.clocks[0] {
            clock.stop(self.now);
        }
        true
    }

    fn resolve(&mut self) -> bool {
        if !self.is_open() {
            return false;
        }
        let now = self.now;
        self.clocks.iter_mut().flatten().for_each(|it| it.stop(now));
        self.questions.fill(false);
        self.state = "resolved";
        self.over_since = now;
        true
    }

    fn take_back(&mut self) -> bool {
        let now = self.now;
        let clocks = self.clocks.iter_mut().flatten();
        clocks.for_each(|it| it.give_up(now));
        self.questions.fill(false);
        self.state = "withdrawn";
        true
    }

    /// When something happens by itself, whatever it is. A miss is no half hour of its own: it
    /// comes right after the due instant.
    fn next(&self) -> Option<(Slot, bool)> {
        let mut all = Vec::new();
        for clock in self.clocks.iter().flatten() {
            if clock.runs() && !clock.missed {
                all.push(match clock.warned {
                    true => (clock.due(), true),
                    false => (clock.at_risk(), false),
                });
            }
        }
        if self.state == "waiting_on_customer" {
            all.push((self.answer_by, false));
        }
        all.into_iter().min()
    }
}

fn instant(slot: Slot) -> UtcDateTime {
    at("2026-02-02T00:00:00Z") + SignedDuration::minutes(30 * slot)
}

fn command(wish: Wish, model: &Model) -> (Actor, Command) {
    let open = model.questions.iter().position(|it| *it);
    let question = QuestionNo::new(open.map_or(1, |it| it as u16 + 1));
    let basis = |standing, address| Basis::new(Standing::new(standing), AddressNo::new(address));
    match wish {
        Wish::Submit(topic) => {
            let actor = match topic {
                Topic::CompanyProfile => Actor::Host,
                _ => Actor::Person,
            };
            let number = "00000042".parse().expect("a number");
            let submit = Command::Submit {
                topic,
                number,
                draft: draft(),
                follows: None,
            };
            (actor, submit)
        }
        Wish::Contact => (Actor::Support, contact()),
        Wish::Begin => (Actor::Support, Command::BeginValidation),
        Wish::Ask => (Actor::Support, ask()),
        Wish::Drop => (Actor::Support, Command::DropQuestion { question }),
        Wish::Answer => {
            let answer = Command::Answer {
                question,
                text: Some(text("an answer")),
                draft: Draft::default(),
            };
            (Actor::Person, answer)
        }
        Wish::Inform => (
            Actor::Person,
            Command::AddInformation { text: text("more") },
        ),
        Wish::Note => (
            Actor::Support,
            Command::Note {
                text: text("noted"),
            },
        ),
        Wish::Machine => {
            let direction = Direction::Received;
            (Actor::Host, Command::AutomaticMessage { direction })
        }
        Wish::Move(standing, address) => {
            let basis = basis(standing, address);
            (Actor::Host, Command::AccountMoved { basis })
        }
        Wish::Validate(standing, address) => {
            let validate = Command::Validate {
                organization: id("acme"),
                relation: checkmark_account::Relation::Customer,
                basis: basis(standing, address),
            };
            (Actor::Support, validate)
        }
        Wish::Approve(standing, address) => {
            let approve = Command::ApproveProfile {
                organization: id("acme"),
                basis: basis(standing, address),
            };
            (Actor::Support, approve)
        }
        Wish::Unlock => (Actor::Support, Command::Unlock),
        Wish::Decline => {
            let decline = Command::Decline {
                reason: DeclineReason::NotEnoughShown,
                text: None,
            };
            (Actor::Support, decline)
        }
        Wish::Withdraw => (Actor::Person, Command::Withdraw),
        Wish::EndAccount => (Actor::Host, Command::EndAccount),
        Wish::Reopen => (Actor::Person, Command::Reopen { text: None }),
        Wish::Tick => (Actor::Clock, Command::TimePassed),
    }
}

fn policy(cycles: ReopenedClocks) -> Policy {
    let week = Week::builder().weekdays("09:00-17:00").expect("hours");
    let calendar = Calendar::builder().week(week.build()).build();
    let clock = calendar.expect("open").compile().expect("a clock");
    let hours = |half: i64| Budget::Business(BusinessDuration::minutes(30 * half as u32));
    let window = ExpectedWindow::new(hours(VALIDATION.0), hours(VALIDATION.1)).expect("a window");
    let validation = ServiceLevel::window(clock.clone(), window).with_waiting(WhileWaiting::Stands);
    Policy::on_clock(&clock)
        .with_level(
            ClockName::Contact,
            ServiceLevel::new(clock.clone(), hours(CONTACT)),
        )
        .and_then(|policy| policy.with_level(ClockName::Validation, validation))
        .expect("a policy")
        .with_reopened_clocks(cycles)
}

/// Both side by side.
#[derive(Clone)]
struct Pair {
    model: Model,
    request: Request,
}

impl Pair {
    fn new(cycles: ReopenedClocks) -> Self {
        Self {
            model: Model::new(cycles),
            request: Request::new(id("r1")),
        }
    }

    #[track_caller]
    fn wish(&mut self, policy: &Policy, wish: Wish, now: Slot) {
        let (actor, command) = command(wish, &self.model);
        let basis = Basis::new(
            Standing::new(self.model.basis.0),
            AddressNo::new(self.model.basis.1),
        );
        let applicant = Applicant::new(id("a1"), basis)
            .signed_in()
            .registration_finished();
        let context = Context::new(policy, actor, instant(now)).with_applicant(applicant);
        let decided = decide(&self.request, &command, &context);
        let taken = self.model.wish(wish, now);
        assert_eq!(decided.is_ok(), taken, "{wish:?} at {now}: {decided:?}");
        if let Ok(decision) = decided {
            let accepted = self.request.accept(&decision);
            accepted.expect("what was decided folds");
        }
        self.compare(wish);
    }

    #[track_caller]
    fn compare(&self, wish: Wish) {
        let (model, request) = (&self.model, &self.request);
        assert_eq!(
            request.state().kind().as_str(),
            model.state,
            "after {wish:?}"
        );
        for (name, wanted) in ClockName::ALL.iter().zip(&model.clocks) {
            let (Some(clock), Some(wanted)) = (request.clock(*name), wanted) else {
                assert!(request.clock(*name).is_none() && wanted.is_none());
                continue;
            };
            let case = || format!("{name} after {wish:?}: {clock:?}\n{wanted:?}");
            assert_eq!(clock.status().as_str(), wanted.status(), "{}", case());
            assert_eq!(clock.due(), instant(wanted.due()), "{}", case());
            assert_eq!(clock.ended(), wanted.ended.map(instant), "{}", case());
            let earliest = wanted.earliest.map(|it| instant(wanted.reached(it)));
            assert_eq!(clock.schedule().earliest(), earliest, "{}", case());
            if wanted.is_exact() {
                assert_eq!(clock.at_risk(), instant(wanted.at_risk()), "{}", case());
                assert_eq!(clock.is_at_risk(), wanted.warned, "{}", case());
            }
        }
        let exact = model.clocks.iter().flatten().all(ModelClock::is_exact);
        if exact {
            let next = model
                .next()
                .map(|(slot, after)| instant(slot) + SignedDuration::nanoseconds(i64::from(after)));
            let wakeup = request.next_wakeup().map(|it| it.at());
            assert_eq!(wakeup, next, "next wakeup after {wish:?}: {request:?}");
        }
    }
}

const WISHES: [Wish; 20] = [
    Wish::Contact,
    Wish::Begin,
    Wish::Ask,
    Wish::Drop,
    Wish::Answer,
    Wish::Inform,
    Wish::Note,
    Wish::Machine,
    Wish::Move(4, 0),
    Wish::Move(4, 1),
    Wish::Validate(3, 0),
    Wish::Validate(4, 0),
    Wish::Approve(3, 0),
    Wish::Unlock,
    Wish::Decline,
    Wish::Withdraw,
    Wish::EndAccount,
    Wish::Reopen,
    Wish::Tick,
    Wish::Submit(Topic::AccountAccess),
];

/// At once, two hours, a day, a weekend, and past silence and window.
const STEPS: [Slot; 5] = [0, 4, 48, 3 * 48, 15 * 48];

/// What moves clocks; the rest is in the shorter sequences.
const MOVERS: [Wish; 6] = [
    Wish::Contact,
    Wish::Ask,
    Wish::Answer,
    Wish::Decline,
    Wish::Reopen,
    Wish::Tick,
];

fn all_sequences(pair: &Pair, policy: &Policy, wishes: &[Wish], depth: usize) -> usize {
    if depth == 0 {
        return 1;
    }
    let mut count = 0;
    for wish in wishes {
        for step in STEPS {
            let mut next = pair.clone();
            // Refused or not, time goes on.
            let now = pair.model.now.max(pair.request.last().map_or(0, slot)) + step;
            next.wish(policy, *wish, now);
            count += all_sequences(&next, policy, wishes, depth - 1);
        }
    }
    count
}

fn slot(at: UtcDateTime) -> Slot {
    (at - instant(0)).whole_minutes() / 30
}

#[test]
fn the_model_agrees_on_all_short_sequences() {
    let mut count = 0;
    for topic in Topic::ALL {
        let policy = policy(ReopenedClocks::Continue);
        let mut pair = Pair::new(ReopenedClocks::Continue);
        // Monday, ten o'clock.
        pair.wish(&policy, Wish::Submit(*topic), 20);
        count += all_sequences(&pair, &policy, &WISHES, 2);
    }
    for cycles in [ReopenedClocks::Continue, ReopenedClocks::NewCycle] {
        let policy = policy(cycles);
        let mut pair = Pair::new(cycles);
        pair.wish(&policy, Wish::Submit(Topic::AccountAccess), 20);
        count += all_sequences(&pair, &policy, &MOVERS, 3);
    }
    insta::assert_snapshot!(format!("{count} sequences, 0 differences"), @"94000 sequences, 0 differences");
}

mod long {
    use super::{Pair, Slot, WISHES, Wish, policy};
    use checkmark_ticket::{ReopenedClocks, Topic};
    use proptest::prelude::*;

    fn wishes() -> impl Strategy<Value = Vec<(Wish, Slot)>> {
        let step = prop_oneof![
            3 => 0_i64..5,
            3 => 5_i64..60,
            2 => 60_i64..400,
            1 => 400_i64..1_500,
        ];
        // Endings are rare, so that a history lasts.
        let wish = prop_oneof![
            12 => prop::sample::select(&WISHES[..8]),
            1 => prop::sample::select(&WISHES[8..]),
            2 => Just(Wish::Decline),
            3 => Just(Wish::Reopen),
            2 => Just(Wish::Tick),
        ];
        prop::collection::vec((wish, step), 1..80)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

        #[test]
        fn the_model_agrees_on_long_histories(
            opened in 0_i64..350,
            topic in prop::sample::select(Topic::ALL),
            cycles in prop::sample::select(ReopenedClocks::ALL),
            wishes in wishes(),
        ) {
            let policy = policy(cycles);
            let mut pair = Pair::new(cycles);
            let mut now = opened;
            pair.wish(&policy, Wish::Submit(topic), now);
            for (wish, step) in wishes {
                now += step;
                pair.wish(&policy, wish, now);
            }
        }
    }
}

#[test]
fn recomputing_under_the_same_policy_moves_nothing() {
    let policy = policy(ReopenedClocks::Continue);
    let mut pair = Pair::new(ReopenedClocks::Continue);
    let wishes = [
        (Wish::Submit(Topic::AccountAccess), 20),
        (Wish::Ask, 30),
        (Wish::Answer, 75),
        (Wish::Decline, 80),
        (Wish::Reopen, 170),
        (Wish::Ask, 175),
    ];
    for (wish, now) in wishes {
        pair.wish(&policy, wish, now);
    }
    let context = Context::new(&policy, Actor::Host, instant(180));
    for verdicts in Verdicts::ALL {
        let recompute = Command::Recompute {
            cause: checkmark_ticket::MoveCause::Policy,
            verdicts: *verdicts,
        };
        let decision = decide(&pair.request, &recompute, &context).expect("it is taken");
        assert!(decision.is_empty(), "{decision:?}");
    }
}
