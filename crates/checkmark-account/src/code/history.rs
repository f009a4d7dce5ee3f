//! What a book remembers to count by: recent issues, recent commands.

use time::{SignedDuration, UtcDateTime};

use super::{CodeBook, CodeOutcome, CodePolicy};
use crate::CommandId;

/// The last issues, in a ring: as many as a policy may allow in a day, so every window is exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Issues {
    at: [Option<UtcDateTime>; Self::COUNT],
    next: u8,
}

impl Issues {
    const COUNT: usize = CodePolicy::MAX_PER_DAY as usize;

    pub(super) const NONE: Self = Self {
        at: [None; Self::COUNT],
        next: 0,
    };

    pub(super) fn push(&mut self, at: UtcDateTime) {
        let next = usize::from(self.next) % Self::COUNT;
        self.at[next] = Some(at);
        self.next = (self.next + 1) % CodePolicy::MAX_PER_DAY;
    }

    /// When fewer than `most` issues will lie in the window behind, if that is not so at `now`.
    /// `most` is 1 to [`CodePolicy::MAX_PER_DAY`].
    pub(super) fn wait(
        &self,
        most: u8,
        window: SignedDuration,
        now: UtcDateTime,
    ) -> Option<UtcDateTime> {
        let back = Self::COUNT + usize::from(self.next) - usize::from(most);
        let oldest = self.at[back % Self::COUNT]?;
        (now - oldest < window).then(|| oldest.saturating_add(window))
    }
}

/// The last commands that tried a code, with how they ended, in a ring.
///
/// A mark of 64 bits stands for an id. Should two collide, the second is answered like the first:
/// nobody gains a try by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Commands {
    marks: [u64; Self::COUNT],
    outcomes: [Option<CodeOutcome>; Self::COUNT],
    next: u8,
}

impl Commands {
    const COUNT: usize = CodeBook::REMEMBERED_COMMANDS;

    pub(super) const NONE: Self = Self {
        marks: [0; Self::COUNT],
        outcomes: [None; Self::COUNT],
        next: 0,
    };

    pub(super) fn push(&mut self, command: CommandId, outcome: CodeOutcome) {
        let next = usize::from(self.next) % Self::COUNT;
        self.marks[next] = mark(command);
        self.outcomes[next] = Some(outcome);
        self.next = (self.next + 1) % CodeBook::REMEMBERED_COMMANDS as u8;
    }

    pub(super) fn find(&self, command: CommandId) -> Option<CodeOutcome> {
        let mark = mark(command);
        let at = self.marks.iter().position(|known| *known == mark)?;
        self.outcomes[at]
    }
}

/// Multiplies and turns the id's words into one another.
fn mark(command: CommandId) -> u64 {
    command.octets().chunks_exact(8).fold(0, |mark, word| {
        let word = u64::from_le_bytes(word.try_into().unwrap_or_default());
        (mark ^ word)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(29)
    })
}
