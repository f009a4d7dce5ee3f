//! The commands that were taken last.

use checkmark_account::CommandId;

/// The last commands that were taken, so that the same id twice is the same command.
///
/// A ring of marks of 64 bits. It is bounded: a command repeated after [`Self::REMEMBERED`] others
/// is known by the record alone, which keeps every id. Should two ids have one mark, the second is
/// refused as repeated and may be given again under another id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct RecentCommands {
    marks: [u64; Self::REMEMBERED],
    next: u8,
}

impl RecentCommands {
    pub(crate) const REMEMBERED: usize = 16;

    pub(crate) fn contains(&self, id: CommandId) -> bool {
        self.marks.contains(&mark(id))
    }

    /// Adds an id, once however many events it led to.
    pub(crate) fn push(&mut self, id: CommandId) {
        let mark = mark(id);
        let last = (usize::from(self.next) + Self::REMEMBERED - 1) % Self::REMEMBERED;
        if self.marks[last] != mark {
            self.marks[usize::from(self.next)] = mark;
            self.next = (self.next + 1) % Self::REMEMBERED as u8;
        }
    }
}

/// Folds the words of an id; never the empty mark.
fn mark(id: CommandId) -> u64 {
    id.as_str()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
        | 1
}
