//! Two requests in one: the earliest opening, and the pauses that both had.

use alloc::vec::Vec;
use checkmark_calendar::{BusinessDuration, ClockError, Pause, Pauses};
use time::UtcDateTime;

use crate::command::EndedDuplicate;
use crate::sla::{Schedule, ServiceClock, ServiceLevel, WhileWaiting};

/// A clock after a duplicate was merged into its request.
pub(crate) struct Merged {
    pub(crate) started: UtcDateTime,
    pub(crate) pauses: Pauses,
    pub(crate) counted: BusinessDuration,
    pub(crate) schedule: Schedule,
}

/// What becomes of a clock. It starts with the first of the two requests, and stands while every
/// request that there was then stood.
pub(crate) fn merged(
    clock: &ServiceClock,
    pauses: &Pauses,
    duplicate: &EndedDuplicate,
    level: &ServiceLevel,
    now: UtcDateTime,
) -> Result<Merged, ClockError> {
    // A clock that began a new cycle has nothing to do with the first opening any more.
    let started = match clock.cycle() {
        0 => clock.started().min(duplicate.submitted),
        _ => clock.started(),
    };
    let waits = match level.while_waiting() {
        WhileWaiting::Stands => &duplicate.waits,
        WhileWaiting::Runs => Pauses::NONE,
    };
    let ours = Life {
        from: clock.started(),
        to: now,
        pauses,
    };
    let theirs = Life {
        from: duplicate.submitted,
        to: duplicate.ended.min(now),
        pauses: waits,
    };
    let mut joint = joint(started, now, &ours, &theirs);
    let over = joint.clone();
    if let Some(hold) = clock.hold() {
        // Touching what is over: it goes on, for its reason, from now on.
        let goes_on = joint.begin(now, hold.pause_reason());
        debug_assert!(goes_on.is_ok(), "all other pauses are over by now");
    }
    Ok(Merged {
        started,
        counted: level.counted(started, now, &over)?,
        schedule: level.schedule(started, &over)?,
        pauses: joint,
    })
}

/// When a request was there, and when its clock stood.
struct Life<'a> {
    from: UtcDateTime,
    to: UtcDateTime,
    pauses: &'a Pauses,
}

impl Life<'_> {
    /// Why its clock stood at an instant; `None` if it ran.
    fn pause_at(&self, at: UtcDateTime) -> Option<Pause> {
        let there = self.pauses.as_slice().iter().copied();
        there
            .into_iter()
            .find(|it| it.from() <= at && it.to().is_none_or(|to| at < to))
    }

    fn is_there(&self, at: UtcDateTime) -> bool {
        self.from <= at && at < self.to
    }

    /// Every instant at which something about it changes.
    fn changes(&self) -> impl Iterator<Item = UtcDateTime> {
        let pauses = self.pauses.as_slice().iter();
        let ends = pauses.flat_map(|it| [Some(it.from()), it.to()]).flatten();
        ends.chain([self.from, self.to])
    }
}

/// The pauses between two instants at which every request that was there stood.
fn joint(from: UtcDateTime, to: UtcDateTime, ours: &Life<'_>, theirs: &Life<'_>) -> Pauses {
    let mut cuts: Vec<UtcDateTime> = ours
        .changes()
        .chain(theirs.changes())
        .chain([from, to])
        .filter(|cut| (from..=to).contains(cut))
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut joint: Vec<Pause> = Vec::new();
    for pair in cuts.windows(2) {
        let (begin, end) = (pair[0], pair[1]);
        let there = [ours, theirs].into_iter().filter(|it| it.is_there(begin));
        let stood = there.map(|it| it.pause_at(begin));
        // Nobody there: nothing that could have stood. Both stood: ours says why.
        let both = stood.reduce(|one, other| one.and(other).and(one)).flatten();
        let Some(reason) = both.map(Pause::reason) else {
            continue;
        };
        let pause = match joint.last() {
            Some(last) if last.to() == Some(begin) && last.reason() == reason => {
                let begin = last.from();
                joint.pop();
                Pause::new(begin, end, reason)
            }
            Some(_) | None => Pause::new(begin, end, reason),
        };
        joint.extend(pause);
    }
    Pauses::try_from(joint).unwrap_or_default()
}
