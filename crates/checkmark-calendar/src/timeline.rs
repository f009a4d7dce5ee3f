//! The open time of a calendar from its first instant to its last, with prefix sums.
//!
//! Time is cut where something changes that is not the week: at clock changes and around special
//! days. Between two cuts the same pattern repeats every seven days, so that no piece needs the
//! days in it one by one: two hundred years of a zone with summer time are some four hundred
//! pieces, and each holiday adds two.

use crate::index::Index;
use crate::instant::EARLIEST;
use crate::pattern::{Combine, PatternId, PatternSet, Patterns};
use alloc::vec::Vec;

/// From a second on a pattern holds; what is closed may have a label that says why.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    /// Seconds since 1900, which began on a Monday.
    pub(crate) from: u64,
    pub(crate) pattern: PatternId,
    pub(crate) label: Label,
}

/// The place of a holiday in a list, from 1; 0 is none.
pub(crate) type Label = u32;

/// Pieces while they are collected.
#[derive(Debug)]
pub(crate) struct Track {
    from: u64,
    to: u64,
    pieces: Vec<Piece>,
}

impl Track {
    /// No piece yet, between two instants in seconds since 1970.
    pub(crate) const fn new(from: i64, to: i64) -> Self {
        Self {
            from: since_1900(from),
            to: since_1900(to),
            pieces: Vec::new(),
        }
    }

    /// Adds a piece after all others.
    pub(crate) fn push(&mut self, from: i64, pattern: PatternId, label: Label) {
        self.add(since_1900(from), pattern, label);
    }

    fn add(&mut self, from: u64, pattern: PatternId, label: Label) {
        match self.pieces.last_mut() {
            Some(last) if last.pattern == pattern && last.label == label => {}
            Some(last) if last.from == from => (last.pattern, last.label) = (pattern, label),
            Some(_) | None => self.pieces.push(Piece {
                from,
                pattern,
                label,
            }),
        }
    }

    /// Both tracks in one, where both have answers; `None` if that is nowhere.
    pub(crate) fn combine(
        &self,
        how: Combine,
        other: &Self,
        patterns: &mut PatternSet,
    ) -> Option<Self> {
        let (from, to) = (self.from.max(other.from), self.to.min(other.to));
        if from >= to {
            return None;
        }
        let mut both = Self {
            from,
            to,
            pieces: Vec::new(),
        };
        let (mut ours, mut theirs) = (last_at(&self.pieces, from), last_at(&other.pieces, from));
        let mut at = from;
        while at < to {
            let (one, two) = (self.pieces[ours], other.pieces[theirs]);
            let label = if one.label == 0 { two.label } else { one.label };
            both.add(at, patterns.combine(how, one.pattern, two.pattern), label);
            let next = |pieces: &[Piece], nth: usize| pieces.get(nth + 1).map_or(to, |it| it.from);
            let (our_end, their_end) = (next(&self.pieces, ours), next(&other.pieces, theirs));
            at = our_end.min(their_end).min(to);
            ours += usize::from(our_end == at && ours + 1 < self.pieces.len());
            theirs += usize::from(their_end == at && theirs + 1 < other.pieces.len());
        }
        Some(both)
    }
}

/// Pieces with the open seconds before each: the question "how long open until then" and the
/// question "when so long" take a search each.
#[derive(Debug)]
pub(crate) struct Timeline {
    from: u64,
    to: u64,
    total: u64,
    pieces: Vec<Sum>,
    by_start: Index,
    /// The pieces that have open time.
    opened: Vec<Opened>,
    by_opened: Index,
    patterns: Patterns,
}

/// A piece: up to a second of it the open seconds are those of its pattern plus `base`.
#[derive(Clone, Copy, Debug)]
struct Sum {
    from: u64,
    base: i64,
    pattern: PatternId,
    label: Label,
}

/// A piece by the open seconds before it.
#[derive(Clone, Copy, Debug)]
struct Opened {
    before: u64,
    base: i64,
    pattern: PatternId,
}

impl Timeline {
    pub(crate) fn new(track: &Track, set: &PatternSet) -> Self {
        let patterns = Patterns::from(set);
        let mut pieces = Vec::with_capacity(track.pieces.len());
        let mut opened = Vec::with_capacity(track.pieces.len());
        let mut total = 0_u64;
        for (
            nth,
            &Piece {
                from,
                pattern,
                label,
            },
        ) in track.pieces.iter().enumerate()
        {
            let before = patterns.open_until(pattern, from).0;
            let base = total as i64 - before as i64;
            pieces.push(Sum {
                from,
                base,
                pattern,
                label,
            });
            let to = track.pieces.get(nth + 1).map_or(track.to, |next| next.from);
            let open = patterns.open_until(pattern, to).0 - before;
            if open > 0 {
                opened.push(Opened {
                    before: total,
                    base,
                    pattern,
                });
                total += open;
            }
        }
        Self {
            from: track.from,
            to: track.to,
            total,
            by_start: Index::new(pieces.iter().map(|it| it.from), track.to),
            pieces,
            by_opened: Index::new(opened.iter().map(|it| it.before), total),
            opened,
            patterns,
        }
    }

    /// The first and the last instant that have an answer, in seconds since 1970.
    pub(crate) const fn bounds(&self) -> (i64, i64) {
        (since_1970(self.from), since_1970(self.to))
    }

    /// All open seconds between both.
    pub(crate) const fn total(&self) -> u64 {
        self.total
    }

    /// Open seconds up to a second, and whether that second is open. It lies within the bounds.
    #[inline]
    pub(crate) fn open_until(&self, at: i64) -> (u64, bool) {
        let at = since_1900(at);
        let Sum { base, pattern, .. } = self.pieces[self.piece_at(at)];
        let (open, is_open) = self.patterns.open_until(pattern, at);
        ((base + open as i64) as u64, is_open && at < self.to)
    }

    /// The end of the `nth` open second, from 1; `None` if there are not so many.
    #[inline]
    pub(crate) fn nth_open(&self, nth: u64) -> Option<i64> {
        if nth == 0 || nth > self.total {
            return None;
        }
        let piece = self.by_opened.at_most(nth - 1, |it| self.opened[it].before) - 1;
        let Opened { base, pattern, .. } = self.opened[piece];
        let within = (nth as i64 - base) as u64;
        Some(since_1970(self.patterns.nth_open(pattern, within)))
    }

    /// Whether a second is open, why not, and until when at least nothing changes.
    pub(crate) fn state(&self, at: i64) -> (bool, Label, i64) {
        let at = since_1900(at);
        let nth = self.piece_at(at);
        let Sum { pattern, label, .. } = self.pieces[nth];
        let (is_open, end) = self.patterns.state(pattern, at);
        let piece_end = self.end_of(nth);
        (
            is_open,
            label,
            since_1970(end.map_or(piece_end, |end| end.min(piece_end))),
        )
    }

    /// The pieces: from, to and pattern.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = (i64, i64, PatternId)> + '_ {
        self.pieces.iter().enumerate().map(|(nth, piece)| {
            (
                since_1970(piece.from),
                since_1970(self.end_of(nth)),
                piece.pattern,
            )
        })
    }

    #[inline]
    fn piece_at(&self, at: u64) -> usize {
        self.by_start.at_most(at, |it| self.pieces[it].from) - 1
    }

    fn end_of(&self, nth: usize) -> u64 {
        self.pieces.get(nth + 1).map_or(self.to, |next| next.from)
    }

    pub(crate) const fn patterns(&self) -> &Patterns {
        &self.patterns
    }

    /// The times at which one timeline is open and the other is not; `None` if they share no
    /// instant.
    pub(crate) fn difference(&self, other: &Self) -> Option<Self> {
        let mut set = PatternSet::new();
        let (ours, theirs) = (self.track(&mut set), other.track(&mut set));
        let both = ours.combine(Combine::Difference, &theirs, &mut set)?;
        Some(Self::new(&both, &set))
    }

    fn track(&self, set: &mut PatternSet) -> Track {
        let ids: Vec<PatternId> = (0..self.patterns.len())
            .map(|id| set.intern(self.patterns.list(id as PatternId).collect()))
            .collect();
        let mut track = Track {
            from: self.from,
            to: self.to,
            pieces: Vec::new(),
        };
        for piece in &self.pieces {
            track.add(piece.from, ids[piece.pattern as usize], 0);
        }
        track
    }
}

fn last_at(pieces: &[Piece], at: u64) -> usize {
    pieces.partition_point(|piece| piece.from <= at) - 1
}

const fn since_1900(at: i64) -> u64 {
    (at - EARLIEST) as u64
}

const fn since_1970(at: u64) -> i64 {
    at as i64 + EARLIEST
}
