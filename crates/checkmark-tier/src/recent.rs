//! What was last: the commands that were taken, the requests that were left, the invitations that
//! lapsed.

use checkmark_account::{CommandId, InvitationId, RequestId};

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
        self.marks.contains(&mark(id.as_str()))
    }

    /// Adds an id, once however many events it led to.
    pub(crate) fn push(&mut self, id: CommandId) {
        let mark = mark(id.as_str());
        let last = (usize::from(self.next) + Self::REMEMBERED - 1) % Self::REMEMBERED;
        if self.marks[last] != mark {
            self.marks[usize::from(self.next)] = mark;
            self.next = (self.next + 1) % Self::REMEMBERED as u8;
        }
    }
}

/// The requests that the account has left last: a message that one of them is open, and that comes
/// late or twice, opens nothing again (TKT-8).
///
/// A ring of marks as [`RecentCommands`] is one, and bounded as that is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct LeftRequests {
    marks: [(u64, u32); Self::REMEMBERED],
    next: u8,
    /// Whether the account left a request that it had asked for, before it heard its name.
    unnamed: bool,
}

/// Why a request that is said to be open is not open for the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bar {
    /// The account took it back, and that is for good.
    TakenBack,
    /// It ended, and was not reopened since.
    Ended,
}

impl LeftRequests {
    pub(crate) const REMEMBERED: usize = 4;
    /// Stands for every reopening.
    const FOR_GOOD: u32 = u32::MAX;

    /// What bars a request that was reopened so often.
    pub(crate) fn bar(&self, request: RequestId, reopening: u32) -> Option<Bar> {
        match self.last(request)? {
            Self::FOR_GOOD => Some(Bar::TakenBack),
            last => (reopening <= last).then_some(Bar::Ended),
        }
    }

    /// How often a request that was left had been reopened then.
    pub(crate) fn last(&self, request: RequestId) -> Option<u32> {
        let mark = mark(request.as_str());
        let known = self.marks.iter().find(|known| known.0 == mark);
        known.map(|(_, reopening)| *reopening)
    }

    /// Whether a request that was not heard of yet is one that the account took back.
    pub(crate) const fn is_unnamed(&self) -> bool {
        self.unnamed
    }

    /// The account leaves a request, if it knows which one, by its own decision.
    pub(crate) fn take_back(&mut self, request: Option<RequestId>) {
        match request {
            Some(request) => self.push(request, Self::FOR_GOOD),
            None => self.unnamed = true,
        }
    }

    /// A request that the account has just heard of is the one that it took back.
    pub(crate) fn take_back_named(&mut self, request: RequestId) {
        if self.last(request) != Some(Self::FOR_GOOD) {
            self.unnamed = false;
            self.push(request, Self::FOR_GOOD);
        }
    }

    /// The request ended, and the account heard so.
    pub(crate) fn end(&mut self, request: RequestId, reopening: u32) {
        self.push(request, reopening);
    }

    /// The account asks anew.
    pub(crate) const fn ask(&mut self) {
        self.unnamed = false;
    }

    fn push(&mut self, request: RequestId, reopening: u32) {
        let mark = mark(request.as_str());
        if let Some(known) = self.marks.iter_mut().find(|known| known.0 == mark) {
            known.1 = known.1.max(reopening);
            return;
        }
        self.marks[usize::from(self.next)] = (mark, reopening);
        self.next = (self.next + 1) % Self::REMEMBERED as u8;
    }
}

/// The invitations that lapsed last, so that whoever comes too late hears so, whether or not the
/// host's clock was first (ORG-2).
///
/// A ring of marks as [`RecentCommands`] is one, and bounded as that is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct LapsedInvitations {
    marks: [u64; Self::REMEMBERED],
    next: u8,
}

impl LapsedInvitations {
    pub(crate) const REMEMBERED: usize = 4;

    pub(crate) fn contains(&self, id: InvitationId) -> bool {
        self.marks.contains(&mark(id.as_str()))
    }

    pub(crate) fn push(&mut self, id: InvitationId) {
        self.marks[usize::from(self.next)] = mark(id.as_str());
        self.next = (self.next + 1) % Self::REMEMBERED as u8;
    }
}

/// Folds the words of an id; never the empty mark.
fn mark(id: &str) -> u64 {
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash.max(1)
}
