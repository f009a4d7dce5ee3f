//! What an event does to a clock: the one place, for deciding and for folding.

use time::UtcDateTime;

use super::{ServiceClock, Verdict};
use crate::event::Fact;

/// Turns a clock by a fact about it; `None`, and nothing changed, if that cannot have happened to it.
pub(crate) fn turn(clock: &mut Option<ServiceClock>, fact: &Fact, at: UtcDateTime) -> Option<()> {
    if let &Fact::ClockStarted {
        clock: name,
        cycle,
        generation,
        schedule,
    } = fact
    {
        let expected = match clock {
            None => (0, 0),
            Some(it) if !it.ticks() && it.verdict != Some(Verdict::Void) => {
                (it.cycle + 1, it.generation + 1)
            }
            Some(_) => return None,
        };
        if (cycle, generation) != expected {
            return None;
        }
        let started = ServiceClock::starting(name, at, cycle, generation, schedule);
        *clock = Some(started);
        return Some(());
    }
    let it = clock
        .as_mut()
        .filter(|it| it.verdict != Some(Verdict::Void))?;
    match *fact {
        Fact::ClockPaused { hold, counted, .. } if it.ended.is_none() => {
            // Standing for another reason is standing on.
            if it.hold.is_none() {
                it.since = at;
            }
            it.hold = Some(hold);
            it.counted = counted;
        }
        Fact::ClockResumed { counted, .. } if !it.ticks() => {
            it.hold = None;
            it.ended = None;
            // What was in time is open again; a miss stays one.
            it.verdict = it.verdict.filter(|verdict| *verdict == Verdict::Missed);
            it.counted = counted;
            it.since = at;
        }
        Fact::DueMoved {
            from,
            to,
            counted,
            generation,
            ..
        } if from == it.schedule && generation == it.generation + 1 => {
            it.schedule = to;
            it.counted = counted;
            it.generation = generation;
            // What is at risk only later was not at risk yet.
            it.warned = it.warned && to.at_risk <= at;
        }
        Fact::Rejudged { from, to, .. } if from == it.verdict && can_be(to, it.ended.is_some()) => {
            it.verdict = to;
        }
        Fact::ClockAtRisk { .. } if it.ticks() && !it.warned => it.warned = true,
        Fact::ClockMissed { .. } if it.ticks() && it.verdict.is_none() => {
            it.verdict = Some(Verdict::Missed);
        }
        Fact::ClockStopped { verdict, .. }
            if it.ticks() && it.verdict.is_none_or(|before| before == verdict) =>
        {
            it.verdict = Some(verdict);
            it.ended = Some(at);
        }
        Fact::ClockVoided { .. } if it.ended.is_none() => {
            it.verdict = it.verdict.or(Some(Verdict::Void));
            it.ended = Some(at);
            it.hold = None;
        }
        Fact::ClockMerged { started, .. }
            if it.ended.is_none() && it.verdict.is_none() && started <= it.started =>
        {
            it.started = started;
            it.since = at;
        }
        Fact::ClockStarted { .. }
        | Fact::ClockPaused { .. }
        | Fact::ClockResumed { .. }
        | Fact::DueMoved { .. }
        | Fact::Rejudged { .. }
        | Fact::ClockAtRisk { .. }
        | Fact::ClockMissed { .. }
        | Fact::ClockStopped { .. }
        | Fact::ClockVoided { .. }
        | Fact::ClockMerged { .. }
        | Fact::TimeClamped { .. }
        | Fact::DraftSaved { .. }
        | Fact::Submitted { .. }
        | Fact::Contacted { .. }
        | Fact::ValidationBegun
        | Fact::QuestionAsked { .. }
        | Fact::QuestionAnswered { .. }
        | Fact::QuestionDropped { .. }
        | Fact::InformationAdded { .. }
        | Fact::Noted
        | Fact::AutomaticMessage { .. }
        | Fact::BasisMoved { .. }
        | Fact::Resolved { .. }
        | Fact::Closed { .. }
        | Fact::Withdrawn { .. }
        | Fact::MarkedDuplicate { .. }
        | Fact::DuplicateAbsorbed { .. }
        | Fact::Reopened { .. } => return None,
    }
    Some(())
}

/// Whether a clock that has stopped, or has not, can be judged so.
const fn can_be(verdict: Option<Verdict>, stopped: bool) -> bool {
    match verdict {
        Some(Verdict::Met) => stopped,
        Some(Verdict::Missed) => true,
        Some(Verdict::Void) => false,
        None => !stopped,
    }
}
