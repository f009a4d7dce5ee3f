//! Open times that repeat every seven days of UTC, with prefix sums.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

/// Seven days in seconds.
pub(crate) const WEEK: u32 = 604_800;

/// Open stretches of a week in seconds from Monday 00:00 UTC: in order, none touching another.
pub(crate) type Stretches = Vec<(u32, u32)>;

/// Which pattern holds; [`CLOSED`] is the first of all.
pub(crate) type PatternId = u32;

/// Never open.
pub(crate) const CLOSED: PatternId = 0;

/// How two sets of open time make one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Combine {
    /// Open where either is.
    Union,
    /// Open where both are.
    Intersection,
    /// Open where one is and the other is not.
    Difference,
}

/// Patterns while they are collected: each is kept once.
#[derive(Debug)]
pub(crate) struct PatternSet {
    list: Vec<Stretches>,
    ids: BTreeMap<Stretches, PatternId>,
    combined: BTreeMap<(Combine, PatternId, PatternId), PatternId>,
}

impl PatternSet {
    pub(crate) fn new() -> Self {
        let closed = Stretches::new();
        Self {
            list: [closed.clone()].into(),
            ids: [(closed, CLOSED)].into(),
            combined: BTreeMap::new(),
        }
    }

    /// The pattern of stretches on the wall clock of an offset, in any order, none overlapping.
    pub(crate) fn on_wall_clock(
        &mut self,
        stretches: impl Iterator<Item = (u32, u32)>,
        offset: i32,
    ) -> PatternId {
        let shift = i64::from(-offset).rem_euclid(i64::from(WEEK)) as u32;
        let mut shifted = Stretches::new();
        for (from, to) in stretches {
            let (from, to) = (from + shift, to + shift);
            if to <= WEEK {
                shifted.push((from, to));
            } else if from >= WEEK {
                shifted.push((from - WEEK, to - WEEK));
            } else {
                shifted.extend([(from, WEEK), (0, to - WEEK)]);
            }
        }
        shifted.sort_unstable();
        shifted.dedup_by(|next, before| {
            let touches = before.1 == next.0;
            if touches {
                before.1 = next.1;
            }
            touches
        });
        self.intern(shifted)
    }

    pub(crate) fn combine(&mut self, how: Combine, one: PatternId, other: PatternId) -> PatternId {
        if let Some(&known) = self.combined.get(&(how, one, other)) {
            return known;
        }
        let both = sweep(how, &self.list[one as usize], &self.list[other as usize]);
        let id = self.intern(both);
        self.combined.insert((how, one, other), id);
        id
    }

    pub(crate) fn intern(&mut self, stretches: Stretches) -> PatternId {
        if let Some(&known) = self.ids.get(&stretches) {
            return known;
        }
        let id = self.list.len() as PatternId;
        self.list.push(stretches.clone());
        self.ids.insert(stretches, id);
        id
    }
}

/// The stretches of two patterns, combined.
fn sweep(how: Combine, one: &[(u32, u32)], other: &[(u32, u32)]) -> Stretches {
    let edges = |list: &[(u32, u32)], which: usize| -> Vec<(u32, usize)> {
        list.iter()
            .flat_map(|&(from, to)| [(from, which), (to, which)])
            .collect()
    };
    let mut all = edges(one, 0);
    all.extend(edges(other, 1));
    all.sort_unstable();
    let (mut open, mut since, mut both) = ([false; 2], None, Stretches::new());
    let mut edges = all.into_iter().peekable();
    while let Some((at, which)) = edges.next() {
        open[which] = !open[which];
        if edges.peek().is_some_and(|next| next.0 == at) {
            continue;
        }
        let is_open = match how {
            Combine::Union => open[0] || open[1],
            Combine::Intersection => open[0] && open[1],
            Combine::Difference => open[0] != open[1],
        };
        match (since, is_open) {
            (None, true) => since = Some(at),
            (Some(from), false) => {
                both.push((from, at));
                since = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    both
}

/// An open stretch and the open seconds of the week before it.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    from: u32,
    to: u32,
    before: u32,
}

/// Where the stretches of a pattern lie in the list of all.
#[derive(Clone, Copy, Debug)]
struct Span {
    first: u32,
    end: u32,
    total: u32,
    /// 2^63 divided by the total and rounded up, to divide by it.
    inverse: u64,
}

/// Patterns to ask: how long open since the first Monday, and when so long.
#[derive(Debug)]
pub(crate) struct Patterns {
    spans: Vec<Span>,
    stretches: Vec<Stretch>,
    /// For each pattern and each cell of the week: how many of its stretches begin no later than
    /// the cell does, less one that is there.
    by_time: Vec<u16>,
    /// The same for cells of open seconds.
    by_open: Vec<u16>,
}

/// A cell is 2^13 seconds, a little over two hours; a week has 74.
const CELL: u32 = 13;
const CELLS: usize = (WEEK >> CELL) as usize + 1;

impl From<&PatternSet> for Patterns {
    fn from(set: &PatternSet) -> Self {
        let count = set.list.len();
        let mut patterns = Self {
            spans: Vec::with_capacity(count),
            stretches: Vec::new(),
            by_time: Vec::with_capacity(count * CELLS),
            by_open: Vec::with_capacity(count * CELLS),
        };
        for list in &set.list {
            patterns.push(list);
        }
        patterns
    }
}

impl Patterns {
    fn push(&mut self, list: &[(u32, u32)]) {
        let first = self.stretches.len();
        let mut total = 0;
        for &(from, to) in list {
            self.stretches.push(Stretch {
                from,
                to,
                before: total,
            });
            total += to - from;
        }
        let end = self.stretches.len();
        // One that is never reached ends them; no stretch at all needs one to look at as well.
        let never = Stretch {
            from: u32::MAX,
            to: u32::MAX,
            before: u32::MAX,
        };
        self.stretches
            .extend([never, never].into_iter().skip(usize::from(first < end)));
        let own = &self.stretches[first..];
        cells(&mut self.by_time, own.iter().map(|it| it.from));
        cells(&mut self.by_open, own.iter().map(|it| it.before));
        let inverse = (1_u64 << 63).div_ceil(u64::from(total.max(1)));
        self.spans.push(Span {
            first: first as u32,
            end: end as u32,
            total,
            inverse,
        });
    }

    /// Open seconds from the first Monday to the second `at`, and whether that second is open.
    #[inline]
    pub(crate) fn open_until(&self, id: PatternId, at: u64) -> (u64, bool) {
        let (weeks, rest) = (at / u64::from(WEEK), (at % u64::from(WEEK)) as u32);
        let span = self.spans[id as usize];
        let whole = weeks * u64::from(span.total);
        let cell = id as usize * CELLS + (rest >> CELL) as usize;
        let mut last = span.first as usize + usize::from(self.by_time[cell]);
        while self.stretches[last + 1].from <= rest {
            last += 1;
        }
        let Stretch { from, to, before } = self.stretches[last];
        // Before the first stretch `from` is still to come, and after the last of none as well.
        if rest < from {
            return (whole, false);
        }
        (whole + u64::from(before + rest.min(to) - from), rest < to)
    }

    /// The end of the `nth` open second since the first Monday, from 1. The pattern is open at
    /// some time.
    #[inline]
    pub(crate) fn nth_open(&self, id: PatternId, nth: u64) -> u64 {
        let span = self.spans[id as usize];
        let total = u64::from(span.total);
        // Exact, as three centuries have less than 2^34 seconds and a week less than 2^20.
        let weeks = ((u128::from(nth - 1) * u128::from(span.inverse)) >> 63) as u64;
        let rest = (nth - 1 - weeks * total) as u32;
        let cell = id as usize * CELLS + (rest >> CELL) as usize;
        let mut last = span.first as usize + usize::from(self.by_open[cell]);
        while self.stretches[last + 1].before <= rest {
            last += 1;
        }
        let Stretch { from, before, .. } = self.stretches[last];
        weeks * u64::from(WEEK) + u64::from(from + rest - before + 1)
    }

    /// Whether the second `at` is open, and the first second after it that is not as it is; `None`
    /// if none ever.
    pub(crate) fn state(&self, id: PatternId, at: u64) -> (bool, Option<u64>) {
        let rest = (at % u64::from(WEEK)) as u32;
        let monday = at - u64::from(rest);
        let span = self.spans[id as usize];
        let stretches = self.stretches_of(span);
        let Some(first) = stretches.first() else {
            return (false, None);
        };
        if span.total == WEEK {
            return (true, None);
        }
        let next = stretches.partition_point(|it| it.from <= rest);
        let ends = match next.checked_sub(1).map(|last| stretches[last]) {
            // Open to the end of the week, and perhaps on from its beginning.
            Some(it) if rest < it.to && it.to == WEEK && first.from == 0 => {
                return (true, Some(monday + u64::from(WEEK + first.to)));
            }
            Some(it) if rest < it.to => return (true, Some(monday + u64::from(it.to))),
            Some(_) | None => stretches.get(next).map_or(WEEK + first.from, |it| it.from),
        };
        (false, Some(monday + u64::from(ends)))
    }

    /// The open stretches of the week.
    pub(crate) fn list(&self, id: PatternId) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.stretches_of(self.spans[id as usize])
            .iter()
            .map(|it| (it.from, it.to))
    }

    /// How many patterns there are.
    pub(crate) fn len(&self) -> usize {
        self.spans.len()
    }

    #[inline]
    fn stretches_of(&self, span: Span) -> &[Stretch] {
        &self.stretches[span.first as usize..span.end as usize]
    }
}

/// For each cell the place of the last key that is no later than its beginning, or else the first;
/// the keys are in order and end with one that is never reached.
fn cells(cells: &mut Vec<u16>, keys: impl Iterator<Item = u32>) {
    let mut keys = keys.skip(1).peekable();
    let mut place = 0;
    for cell in 0..CELLS as u32 {
        while keys.next_if(|key| *key <= cell << CELL).is_some() {
            place = u16::saturating_add(place, 1);
        }
        cells.push(place);
    }
}
