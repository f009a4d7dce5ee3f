//! What a book remembers to count by: recent issues, recent commands.

use time::{SignedDuration, UtcDateTime};

use super::{CodeBook, CodeOutcome, CodePolicy};
use crate::CommandId;

/// The last issues, newest first: as many as a policy may allow in a day, so every window is exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Issues([Option<UtcDateTime>; CodePolicy::MAX_PER_DAY as usize]);

impl Issues {
    pub(super) const NONE: Self = Self([None; CodePolicy::MAX_PER_DAY as usize]);

    pub(super) fn push(&mut self, at: UtcDateTime) {
        self.0.rotate_right(1);
        self.0[0] = Some(at);
    }

    /// When fewer than `most` issues will lie in the window behind, if that is not so at `now`.
    pub(super) fn wait(
        &self,
        most: u8,
        window: SignedDuration,
        now: UtcDateTime,
    ) -> Option<UtcDateTime> {
        let oldest = (*self.0.get(usize::from(most).checked_sub(1)?)?)?;
        (now - oldest < window).then(|| oldest.saturating_add(window))
    }
}

/// The last commands that tried a code, with how they ended; a ring, newest first.
///
/// A mark of 64 bits stands for an id. Should two collide, the second is answered like the first:
/// nobody gains a try by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Commands {
    marks: [u64; CodeBook::REMEMBERED_COMMANDS],
    outcomes: [Option<CodeOutcome>; CodeBook::REMEMBERED_COMMANDS],
}

impl Commands {
    pub(super) const NONE: Self = Self {
        marks: [0; CodeBook::REMEMBERED_COMMANDS],
        outcomes: [None; CodeBook::REMEMBERED_COMMANDS],
    };

    pub(super) fn push(&mut self, command: CommandId, outcome: CodeOutcome) {
        self.marks.rotate_right(1);
        self.outcomes.rotate_right(1);
        self.marks[0] = mark(command);
        self.outcomes[0] = Some(outcome);
    }

    pub(super) fn find(&self, command: CommandId) -> Option<CodeOutcome> {
        let mark = mark(command);
        self.marks
            .into_iter()
            .zip(self.outcomes)
            .find_map(|(known, outcome)| outcome.filter(|_| known == mark))
    }
}

/// FNV-1a.
fn mark(command: CommandId) -> u64 {
    command
        .as_str()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}
