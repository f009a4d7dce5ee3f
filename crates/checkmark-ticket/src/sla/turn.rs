//! What an event does to a clock: the one place, for deciding and for folding.

use time::UtcDateTime;

use super::{ServiceClock, Verdict};
use crate::event::Fact;

/// The clock after a fact about it; `None` if that cannot have happened to it.
pub(crate) fn turn(
    clock: Option<&ServiceClock>,
    fact: &Fact,
    at: UtcDateTime,
) -> Option<ServiceClock> {
    if clock.is_some_and(|it| it.verdict == Some(Verdict::Void)) {
        return None;
    }
    let turned = match (clock, fact) {
        (
            before,
            &Fact::ClockStarted {
                clock: name,
                cycle,
                generation,
                schedule,
            },
        ) if before.is_none_or(|it| !it.ticks()) => {
            let expected = before.map_or((0, 0), |it| (it.cycle + 1, it.generation + 1));
            if (cycle, generation) != expected {
                return None;
            }
            ServiceClock::starting(name, at, cycle, generation, schedule)
        }
        (Some(it), &Fact::ClockPaused { hold, counted, .. }) if it.ended.is_none() => {
            ServiceClock {
                hold: Some(hold),
                counted,
                // Standing for another reason is standing on.
                since: if it.hold.is_some() { it.since } else { at },
                ..*it
            }
        }
        (Some(it), &Fact::ClockResumed { counted, .. }) if !it.ticks() => ServiceClock {
            hold: None,
            ended: None,
            // What was in time is open again; a miss stays one.
            verdict: it.verdict.filter(|verdict| *verdict == Verdict::Missed),
            counted,
            since: at,
            ..*it
        },
        (
            Some(it),
            &Fact::DueMoved {
                from,
                to,
                counted,
                generation,
                ..
            },
        ) if from == it.schedule && generation == it.generation + 1 => ServiceClock {
            schedule: to,
            counted,
            generation,
            // What is at risk only later was not at risk yet.
            warned: it.warned && to.at_risk <= at,
            ..*it
        },
        (Some(it), &Fact::Rejudged { from, to, .. })
            if from == it.verdict && can_be(to, it.ended.is_some()) =>
        {
            ServiceClock { verdict: to, ..*it }
        }
        (Some(it), Fact::ClockAtRisk { .. }) if it.ticks() && !it.warned => ServiceClock {
            warned: true,
            ..*it
        },
        (Some(it), Fact::ClockMissed { .. }) if it.ticks() && it.verdict.is_none() => {
            ServiceClock {
                verdict: Some(Verdict::Missed),
                ..*it
            }
        }
        (Some(it), &Fact::ClockStopped { verdict, .. })
            if it.ticks() && it.verdict.is_none_or(|before| before == verdict) =>
        {
            ServiceClock {
                verdict: Some(verdict),
                ended: Some(at),
                ..*it
            }
        }
        (Some(it), Fact::ClockVoided { .. }) if it.ended.is_none() => ServiceClock {
            verdict: it.verdict.or(Some(Verdict::Void)),
            ended: Some(at),
            hold: None,
            ..*it
        },
        (Some(it), &Fact::ClockMerged { started, .. })
            if it.ended.is_none() && it.verdict.is_none() && started <= it.started =>
        {
            ServiceClock {
                started,
                since: at,
                ..*it
            }
        }
        (
            _,
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
            | Fact::Reopened { .. },
        ) => return None,
    };
    Some(turned)
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
