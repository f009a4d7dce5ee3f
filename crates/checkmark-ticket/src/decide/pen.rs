//! A decision in the making.

use alloc::boxed::Box;
use checkmark_account::Actor;
use checkmark_calendar::{BusinessDuration, ClockError};
use time::UtcDateTime;

use crate::command::CommandKind;
use crate::context::Context;
use crate::decision::Decision;
use crate::effect::{Action, AlertKind, Notice};
use crate::event::{Fact, MoveCause};
use crate::form::FreeText;
use crate::outcome::CloseReason;
use crate::personal::{Content, SideRecord};
use crate::policy::Policy;
use crate::refusal::{Refusal, RefusalCode};
use crate::request::{Request, WakeupReason, next};
use crate::sla::{ClockName, Hold, Schedule, ServiceClock, ServiceLevel, Verdict, turn};
use crate::state::{State, StateKind};
use crate::table::Situation;

/// Checks what holds for every command: version, actor, account and time. Gives the instant of the
/// decision, and what the host's clock read if that was earlier.
pub(super) fn admitted(
    request: &Request,
    command: CommandKind,
    context: &Context<'_>,
) -> Result<(UtcDateTime, Option<UtcDateTime>), Refusal> {
    let refuse = |code| {
        let situation = situation(request, &request.state, context.policy, context.now);
        Err(Refusal::new(code, situation, command))
    };
    if context
        .expected_version
        .is_some_and(|version| version != request.version)
    {
        return refuse(RefusalCode::StaleVersion);
    }
    if !command.actors().contains(&context.actor) {
        return refuse(RefusalCode::ActorNotAllowed);
    }
    if let (Actor::Person, Some(applicant), Some(account)) =
        (context.actor, context.applicant, request.account())
        && applicant.account() != account
    {
        return refuse(RefusalCode::ForeignAccount);
    }
    match request.last {
        Some(last) if context.now < last => {
            if last - context.now > context.policy.skew() {
                return refuse(RefusalCode::TimeRanBack);
            }
            Ok((last, Some(context.now)))
        }
        Some(_) | None => Ok((context.now, None)),
    }
}

/// A decision in the making: the request as it was, and what has changed of it so far.
///
/// Only what guards and clocks look at is carried along; the request itself is folded by whoever
/// stores the events. The clocks are turned by the same function there and here.
pub(super) struct Pen<'a> {
    pub(super) request: &'a Request,
    pub(super) context: &'a Context<'a>,
    pub(super) command: CommandKind,
    pub(super) at: UtcDateTime,
    pub(super) state: State,
    pub(super) clocks: [Option<ServiceClock>; 3],
    decision: &'a mut Decision,
    clamped: Option<UtcDateTime>,
    /// Whether the window has moved that the account shows.
    moved: bool,
}

impl<'a> Pen<'a> {
    pub(super) fn new(
        request: &'a Request,
        command: CommandKind,
        context: &'a Context<'a>,
        decision: &'a mut Decision,
        clamped: Option<UtcDateTime>,
    ) -> Self {
        Self {
            request,
            context,
            command,
            at: decision.at,
            state: request.state,
            clocks: request.clocks,
            decision,
            clamped,
            moved: false,
        }
    }

    pub(super) const fn policy(&self) -> &'a Policy {
        self.context.policy
    }

    pub(super) const fn level(&self, name: ClockName) -> &'a ServiceLevel {
        self.context.policy.level(name)
    }

    pub(super) const fn clock(&self, name: ClockName) -> Option<ServiceClock> {
        self.clocks[name.index()]
    }

    /// Whether a clock is on hold.
    const fn stands(&self, name: ClockName) -> bool {
        matches!(&self.clocks[name.index()], Some(clock) if clock.hold.is_some())
    }

    pub(super) fn refusal(&self, code: RefusalCode) -> Refusal {
        Refusal::new(code, self.situation(), self.command)
    }

    /// The calendar has no answer.
    pub(super) fn no_answer(&self) -> impl Fn(ClockError) -> Refusal + use<> {
        let (situation, command) = (self.situation(), self.command);
        move |_| Refusal::new(RefusalCode::CalendarEnds, situation, command)
    }

    /// Whether a request that is resolved or closed can still be reopened.
    pub(super) fn may_reopen(&self) -> bool {
        self.situation().reopens
    }

    fn situation(&self) -> Situation {
        situation(self.request, &self.state, self.policy(), self.at)
    }

    /// Writes a fact down, and turns the clock that it is about.
    pub(super) fn fact(&mut self, fact: Fact) {
        if let Some(read) = self.clamped.take() {
            self.fact(Fact::TimeClamped { read });
        }
        if let Some(name) = fact.clock() {
            let turned = turn(&mut self.clocks[name.index()], &fact, self.at);
            debug_assert!(turned.is_some(), "a fact that is written down has happened");
        }
        self.decision.facts.push(fact);
    }

    /// Adds something to do, after the fact that it comes of.
    pub(super) fn action(&mut self, action: Action) {
        let after = u8::try_from(self.decision.facts.len()).unwrap_or(u8::MAX);
        self.decision.actions.push((after, action));
    }

    /// Tells the account where its request stands now.
    pub(super) fn tell_account(&mut self, state: State) {
        self.state = state;
        if let Some(account) = self.request.account() {
            self.action(Action::TellAccount { account, state });
        }
    }

    /// Tells the account when the outcome is expected, if that has moved and nothing else told it
    /// where its request stands: the account shows the person that window.
    pub(super) fn tell_window(&mut self) {
        if !self.moved || !self.state.kind().is_open() {
            return;
        }
        let told = |(_, action): &(u8, Action)| matches!(action, Action::TellAccount { .. });
        if !self.decision.actions.iter().any(told) {
            self.tell_account(self.state);
        }
    }

    /// Keeps apart what somebody wrote, beside the fact that it came with.
    pub(super) fn write(&mut self, content: Content) {
        let version = self.decision.version + self.decision.facts.len() as u64;
        self.decision.personal.push(SideRecord {
            request: self.request.id,
            version,
            content,
        });
    }

    pub(super) fn write_text(&mut self, text: Option<&FreeText>, as_: fn(FreeText) -> Content) {
        if let Some(text) = text {
            self.write(as_(text.clone()));
        }
    }

    pub(super) fn boxed<T: Clone>(value: &T) -> Box<T> {
        Box::new(value.clone())
    }

    /// Lets happen what has become due by itself, in the order in which it did.
    pub(super) fn catch_up(&mut self) {
        while let Some(next) = next(&self.state, &self.clocks)
            && next.is_due(self.at)
        {
            match next.reason {
                WakeupReason::AtRisk { clock, .. } => {
                    self.fact(Fact::ClockAtRisk { clock });
                    self.alert(clock, AlertKind::AtRisk);
                }
                WakeupReason::Missed { clock, .. } => {
                    self.fact(Fact::ClockMissed { clock });
                    self.alert(clock, AlertKind::Missed);
                }
                WakeupReason::Unanswered => self.close_for_silence(),
            }
        }
    }

    fn alert(&mut self, clock: ClockName, alert: AlertKind) {
        if let Some(due) = self.clock(clock).map(|it| it.due()) {
            self.action(Action::Alert { clock, alert, due });
        }
    }

    fn close_for_silence(&mut self) {
        let State::WaitingOnCustomer {
            answer_by: since, ..
        } = self.state
        else {
            return;
        };
        let because = CloseReason::Unanswered;
        self.fact(Fact::Closed { because, since });
        for clock in self.clocks.into_iter().flatten() {
            // What runs on while a question waits is counted until now; if the calendar has no
            // answer, it is counted until it was last known.
            if clock.ended().is_none() {
                let counted = self.counted(&clock).unwrap_or(clock.counted);
                self.fact(Fact::ClockPaused {
                    clock: clock.name(),
                    hold: Hold::Closed,
                    counted,
                });
            }
        }
        let reopen_before = since.saturating_add(self.policy().reopening());
        self.action(Action::TellPerson {
            notice: Notice::ClosedUnanswered { reopen_before },
        });
        self.tell_account(State::Closed { because, at: since });
    }

    /// What has counted on a clock until now, or until it stopped.
    pub(super) fn counted(&self, clock: &ServiceClock) -> Result<BusinessDuration, ClockError> {
        if clock.hold().is_some() {
            return Ok(clock.counted);
        }
        let until = clock.ended().unwrap_or(self.at);
        let more = self.level(clock.name()).count(clock.since, until)?;
        Ok(clock.counted.checked_add(more).unwrap_or(clock.counted))
    }

    /// Lets those clocks stand that stand while a question waits (SLA-5).
    pub(super) fn hold_for_answer(&mut self) -> Result<(), ClockError> {
        use crate::sla::WhileWaiting::Stands;

        for clock in self.clocks.into_iter().flatten() {
            let stands = self.level(clock.name()).while_waiting() == Stands;
            if stands && clock.ticks() {
                let counted = self.counted(&clock)?;
                self.fact(Fact::ClockPaused {
                    clock: clock.name(),
                    hold: Hold::WaitingOnCustomer,
                    counted,
                });
            }
        }
        Ok(())
    }

    /// Lets a clock run again, with what is left.
    pub(super) fn resume(&mut self, name: ClockName, cause: MoveCause) -> Result<(), ClockError> {
        let Some(clock) = &self.clocks[name.index()] else {
            return Ok(());
        };
        if clock.ticks() {
            return Ok(());
        }
        let counted = self.counted(clock)?;
        let pauses = self.request.pauses(name);
        let to = self.level(name).resumed(clock, counted, pauses, self.at)?;
        self.fact(Fact::ClockResumed {
            clock: name,
            counted,
        });
        self.move_due(name, to, counted, cause);
        Ok(())
    }

    /// Lets every clock run again that stands.
    pub(super) fn resume_held(&mut self, cause: MoveCause) -> Result<(), ClockError> {
        for name in ClockName::ALL {
            if self.stands(*name) {
                self.resume(*name, cause)?;
            }
        }
        Ok(())
    }

    /// Writes down a schedule that differs from the one before.
    pub(super) fn move_due(
        &mut self,
        name: ClockName,
        to: Schedule,
        counted: BusinessDuration,
        cause: MoveCause,
    ) {
        if let Some(clock) = &self.clocks[name.index()]
            && (to != clock.schedule || counted != clock.counted)
        {
            let (from, generation) = (clock.schedule, clock.generation + 1);
            self.moved |=
                name != ClockName::Contact && (from.earliest, from.due) != (to.earliest, to.due);
            self.fact(Fact::DueMoved {
                clock: name,
                from,
                to,
                counted,
                cause,
                generation,
            });
        }
    }

    /// Stops a clock: what it waited for happened at an instant. One that stands runs again first,
    /// so that the hold is booked.
    pub(super) fn stop(
        &mut self,
        name: ClockName,
        happened: UtcDateTime,
    ) -> Result<(), ClockError> {
        if self.stands(name) {
            self.resume(name, MoveCause::Waited)?;
            self.catch_up();
        }
        if let Some(clock) = self.clock(name).filter(|it| it.ended().is_none()) {
            let in_time = clock.verdict().is_none() && happened <= clock.due();
            let verdict = if in_time {
                Verdict::Met
            } else {
                Verdict::Missed
            };
            self.fact(Fact::ClockStopped {
                clock: name,
                verdict,
            });
        }
        Ok(())
    }

    /// Lets nobody wait for any clock any more.
    pub(super) fn void_clocks(&mut self) {
        for clock in self.clocks.into_iter().flatten() {
            if clock.ended().is_none() {
                self.fact(Fact::ClockVoided {
                    clock: clock.name(),
                });
            }
        }
    }
}

fn situation(request: &Request, state: &State, policy: &Policy, now: UtcDateTime) -> Situation {
    let kind = state.kind();
    let window = |ended: UtcDateTime| now < ended.saturating_add(policy.reopening());
    let questions = match kind {
        StateKind::WaitingOnCustomer => request.open_questions().count(),
        _ => 0,
    };
    Situation {
        state: kind,
        validating: state.is_validating(),
        questions: u16::try_from(questions).unwrap_or(u16::MAX),
        reopens: state.ended().is_none_or(window),
    }
}
