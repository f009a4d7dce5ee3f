//! Folding events: pure, and without a policy or a calendar.

use checkmark_account::{CommandId, RequestId};
use checkmark_calendar::Pause;
use time::UtcDateTime;

use crate::decision::Decision;
use crate::event::{Event, Fact};
use crate::outcome::CloseReason;
use crate::question::Question;
use crate::request::{Request, Submission};
use crate::sla::{ClockName, Hold, turn};
use crate::state::{State, StateKind};

/// The request after an event.
///
/// It knows no policy, so a record means the same whatever the policy of today. It is total on
/// every record that [`decide`](crate::decide) made.
///
/// # Errors
///
/// [`ReplayError`] with the position for an event that is another request's, missing, doubled, out
/// of order, or cannot have happened there (LAW-5).
pub fn evolve(mut request: Request, event: &Event) -> Result<Request, ReplayError> {
    request.apply(event)?;
    Ok(request)
}

/// The request that a record folds to.
///
/// # Errors
///
/// As [`evolve`].
pub fn replay<'a>(
    id: RequestId,
    events: impl IntoIterator<Item = &'a Event>,
) -> Result<Request, ReplayError> {
    let mut request = Request::new(id);
    for event in events {
        request.apply(event)?;
    }
    Ok(request)
}

impl Request {
    /// Folds an event in place; the request stays as it was if that is refused.
    ///
    /// # Errors
    ///
    /// As [`evolve`].
    pub fn apply(&mut self, event: &Event) -> Result<(), ReplayError> {
        let fault = |kind| {
            Err(ReplayError {
                position: event.version,
                kind,
            })
        };
        if event.request != self.id {
            return fault(ReplayErrorKind::Foreign);
        }
        if event.version <= self.version {
            return fault(ReplayErrorKind::Doubled);
        }
        if event.version - self.version > 1 {
            return fault(ReplayErrorKind::Missing);
        }
        if self.last.is_some_and(|last| event.at < last) {
            return fault(ReplayErrorKind::TimeRunsBack);
        }
        if self.fold(&event.fact, event.at).is_none() {
            return fault(ReplayErrorKind::Impossible);
        }
        self.take(event.command);
        self.version = event.version;
        self.last = Some(event.at);
        Ok(())
    }

    /// Folds everything that was decided on this request as it is: what applying each of the
    /// decision's events comes to, without making them.
    ///
    /// # Errors
    ///
    /// As [`evolve`]. A decision on another request, or on another version of this one, changes
    /// nothing.
    pub fn accept(&mut self, decision: &Decision) -> Result<(), ReplayError> {
        let first = decision.version + 1;
        let fault = |position, kind| Err(ReplayError { position, kind });
        if decision.facts.is_empty() {
            return Ok(());
        }
        if decision.request != self.id {
            return fault(first, ReplayErrorKind::Foreign);
        }
        if decision.version < self.version {
            return fault(first, ReplayErrorKind::Doubled);
        }
        if decision.version > self.version {
            return fault(first, ReplayErrorKind::Missing);
        }
        if self.last.is_some_and(|last| decision.at < last) {
            return fault(first, ReplayErrorKind::TimeRunsBack);
        }
        for (position, fact) in (first..).zip(decision.facts.iter()) {
            if self.fold(fact, decision.at).is_none() {
                return fault(position, ReplayErrorKind::Impossible);
            }
            self.version = position;
            self.last = Some(decision.at);
        }
        self.take(decision.command);
        Ok(())
    }

    /// Remembers that a command was taken.
    fn take(&mut self, command: Option<CommandId>) {
        if let Some(command) = command
            && let Err(place) = self.taken.binary_search(&command)
        {
            self.taken.insert(place, command);
        }
    }

    /// `None`, and nothing changed, if it cannot have happened.
    fn fold(&mut self, fact: &Fact, at: UtcDateTime) -> Option<()> {
        match fact.clock() {
            Some(name) => self.fold_clock(name, fact, at),
            None => self.fold_state(fact, at),
        }
    }

    fn fold_clock(&mut self, name: ClockName, fact: &Fact, at: UtcDateTime) -> Option<()> {
        let index = name.index();
        let mut clock = self.clocks[index];
        let ended = clock.and_then(|it| it.ended);
        turn(&mut clock, fact, at)?;
        let pauses = &mut self.pauses[index];
        match fact {
            Fact::ClockStarted { .. } => *pauses = Default::default(),
            Fact::ClockPaused { hold, .. } => {
                if pauses.current().is_some() {
                    pauses.end(at).ok()?;
                }
                pauses.begin(at, hold.pause_reason()).ok()?;
            }
            Fact::ClockResumed { .. } => match ended {
                Some(ended) => {
                    let resolved = Hold::Resolved.pause_reason();
                    pauses.push(Pause::new(ended, at, resolved).ok()?).ok()?;
                }
                None => pauses.end(at).ok()?,
            },
            Fact::ClockMerged { pauses: joint, .. } => {
                // What goes on goes on.
                let stands = clock.is_some_and(|it| it.hold.is_some());
                if joint.current().is_some() != stands {
                    return None;
                }
                pauses.clone_from(joint);
            }
            // A pause ends with its clock.
            Fact::ClockVoided { .. } if pauses.current().is_some() => pauses.end(at).ok()?,
            _ => {}
        }
        self.clocks[index] = clock;
        Some(())
    }

    fn fold_state(&mut self, fact: &Fact, at: UtcDateTime) -> Option<()> {
        let kind = self.state.kind();
        // Submitted, and not over for good.
        let goes_on = kind != StateKind::Draft && !kind.is_terminal();
        match *fact {
            Fact::DraftSaved { account, topic, .. } if kind == StateKind::Draft => {
                self.draft = Some((account, topic));
            }
            Fact::Submitted {
                account,
                topic,
                number,
                basis,
                preferred_contact,
                follows,
                desk_opens,
            } if kind == StateKind::Draft => {
                self.submission = Some(Submission {
                    account,
                    topic,
                    number,
                    preferred_contact,
                    follows,
                    desk_opens,
                    at,
                });
                self.basis = Some(basis);
                self.state = State::Open;
            }
            Fact::Contacted { .. } if kind.is_open() => self.contact(at),
            Fact::ValidationBegun if kind == StateKind::Open => self.state = State::Validating,
            Fact::QuestionAsked {
                question,
                fields,
                answer_by,
            } if kind.is_open() && usize::from(question.number()) == self.questions.len() + 1 => {
                self.questions.push(Question {
                    no: question,
                    fields,
                    asked: at,
                    settled: None,
                });
                self.contact(at);
                self.state = State::WaitingOnCustomer {
                    validating: self.state.is_validating(),
                    answer_by,
                };
            }
            Fact::QuestionAnswered {
                question,
                answer_by,
            } => self.settle(question.number(), answer_by, at)?,
            Fact::QuestionDropped { question } => self.settle(question.number(), None, at)?,
            Fact::InformationAdded { answer_by } if kind.is_open() => self.wait_until(answer_by),
            Fact::BasisMoved { basis } if goes_on => {
                self.basis = Some(basis);
            }
            Fact::Resolved { outcome } if kind.is_open() => {
                self.give_up_questions(at);
                self.contact(at);
                self.state = State::Resolved { outcome, at };
            }
            Fact::Closed { because, since } if kind == StateKind::WaitingOnCustomer => {
                match because {
                    CloseReason::Unanswered => self.give_up_questions(at),
                }
                self.state = State::Closed { because, at: since };
            }
            Fact::Withdrawn { because } if !kind.is_terminal() => {
                self.give_up_questions(at);
                self.state = State::Withdrawn { because };
            }
            Fact::MarkedDuplicate { of } if kind.is_open() && of != self.id => {
                self.give_up_questions(at);
                self.state = State::Duplicate { of };
            }
            Fact::DuplicateAbsorbed { duplicate, .. }
                if goes_on && !self.absorbed.contains(&duplicate) =>
            {
                self.absorbed.push(duplicate);
            }
            Fact::Reopened { nth }
                if self.state.ended().is_some() && Some(nth) == self.reopenings.checked_add(1) =>
            {
                self.reopenings = nth;
                self.state = State::Open;
            }
            Fact::Noted | Fact::AutomaticMessage { .. } if goes_on => {}
            Fact::TimeClamped { .. } => {}
            Fact::DraftSaved { .. }
            | Fact::Submitted { .. }
            | Fact::Contacted { .. }
            | Fact::ValidationBegun
            | Fact::QuestionAsked { .. }
            | Fact::InformationAdded { .. }
            | Fact::BasisMoved { .. }
            | Fact::Resolved { .. }
            | Fact::Closed { .. }
            | Fact::Withdrawn { .. }
            | Fact::MarkedDuplicate { .. }
            | Fact::DuplicateAbsorbed { .. }
            | Fact::Reopened { .. }
            | Fact::Noted
            | Fact::AutomaticMessage { .. }
            | Fact::ClockStarted { .. }
            | Fact::ClockPaused { .. }
            | Fact::ClockResumed { .. }
            | Fact::DueMoved { .. }
            | Fact::Rejudged { .. }
            | Fact::ClockAtRisk { .. }
            | Fact::ClockMissed { .. }
            | Fact::ClockStopped { .. }
            | Fact::ClockVoided { .. }
            | Fact::ClockMerged { .. } => return None,
        }
        Some(())
    }

    fn contact(&mut self, at: UtcDateTime) {
        self.contacted.get_or_insert(at);
    }

    /// Settles a question; the last one lets support go on.
    fn settle(
        &mut self,
        number: u16,
        answer_by: Option<UtcDateTime>,
        at: UtcDateTime,
    ) -> Option<()> {
        let State::WaitingOnCustomer { validating, .. } = self.state else {
            return None;
        };
        let index = usize::from(number).checked_sub(1)?;
        let question = self.questions.get_mut(index).filter(|it| it.is_open())?;
        question.settled = Some(at);
        if self.open_questions().next().is_some() {
            self.wait_until(answer_by);
        } else if validating {
            self.state = State::Validating;
        } else {
            self.state = State::Open;
        }
        Some(())
    }

    fn wait_until(&mut self, instant: Option<UtcDateTime>) {
        if let (State::WaitingOnCustomer { answer_by, .. }, Some(instant)) =
            (&mut self.state, instant)
        {
            *answer_by = instant;
        }
    }

    fn give_up_questions(&mut self, at: UtcDateTime) {
        for question in self.questions.iter_mut().filter(|it| it.is_open()) {
            question.settled = Some(at);
        }
    }
}

/// Why an event does not fold: at which position, and what is wrong.
///
/// ```
/// # use checkmark_account::*;
/// # use checkmark_ticket::*;
/// # let (policy, monday) = (Policy::default(), time::UtcDateTime::from_unix_timestamp(1_795_420_800)?);
/// # let ada = Applicant::new("a1".parse()?, Basis::new(Standing::new(3), AddressNo::default()));
/// # let person = Context::new(&policy, Actor::Person, monday).with_applicant(ada);
/// # let (email, preferred_contact) = (Some("a@acme.example".into()), Some("email".into()));
/// # let draft = Draft { email, preferred_contact, ..Draft::default() };
/// # let (topic, number) = (Topic::TroubleWithValidation, "04711815".parse()?);
/// # let submit = Command::Submit { topic, number, draft, follows: None };
/// # let mut request = Request::new("r1".parse()?);
/// # let submitted = decide(&request, &submit, &person)?;
/// # request.accept(&submitted)?;
/// let events: Vec<Event> = submitted.events().collect();
/// let fault: ReplayError = replay("r1".parse()?, &events[1..]).unwrap_err();
/// assert_eq!((fault.position(), fault.kind()), (2, ReplayErrorKind::Missing));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} at event {position}")]
pub struct ReplayError {
    position: u64,
    kind: ReplayErrorKind,
}

impl ReplayError {
    /// The number that the event claims among the events of the request, from 1.
    #[must_use]
    pub const fn position(self) -> u64 {
        self.position
    }

    /// What is wrong.
    #[must_use]
    pub const fn kind(self) -> ReplayErrorKind {
        self.kind
    }
}

/// What is wrong with an event in a record. Open: later versions may tell more apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ReplayErrorKind {
    /// It is another request's.
    #[error("event of another request")]
    Foreign,
    /// At least one in front of it is missing.
    #[error("missing event before the one")]
    Missing,
    /// It, or one with its number, was folded already.
    #[error("doubled event")]
    Doubled,
    /// It is from before the event in front of it.
    #[error("time that runs back")]
    TimeRunsBack,
    /// It cannot have happened to the request as it was.
    #[error("event that cannot have happened")]
    Impossible,
}
