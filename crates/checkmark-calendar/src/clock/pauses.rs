//! Open time with the pauses left out.

use super::Clock;
use crate::duration::BusinessDuration;
use crate::instant::{Moment, split};
use crate::pause::{Pause, Pauses};

impl Clock {
    /// The open, unpaused time from one moment to a later one; both have answers.
    pub(super) fn unpaused(&self, start: Moment, end: Moment, pauses: &Pauses) -> BusinessDuration {
        let mut counted = length(self.open_until(start), self.open_until(end));
        for (from, to) in overlapping(pauses, start) {
            let to = to.map_or(end, |to| to.min(end));
            if from >= end {
                break;
            }
            let paused = length(self.open_until(from.max(start)), self.open_until(to));
            counted = counted.checked_sub(paused).unwrap_or_default();
        }
        counted
    }
}

/// The pauses that end after a moment, in order, as moments.
pub(super) fn overlapping(
    pauses: &Pauses,
    after: Moment,
) -> impl Iterator<Item = (Moment, Option<Moment>)> + '_ {
    let pauses = pauses.as_slice();
    let over = |pause: &Pause| pause.to().is_some_and(|to| split(to) <= after);
    let first = pauses.partition_point(over);
    pauses[first..]
        .iter()
        .map(|pause| (split(pause.from()), pause.to().map(split)))
}

/// The time between two amounts, of which the second is not the smaller.
pub(super) fn length(from: BusinessDuration, to: BusinessDuration) -> BusinessDuration {
    to.checked_sub(from).unwrap_or_default()
}
