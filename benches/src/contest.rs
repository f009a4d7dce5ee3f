//! Contestants at the same work, timed in turns.

use std::hint::black_box;
use std::time::Duration;

use crate::stopwatch::{Measure, Stopwatch, allocation_counter_off, now};
use crate::table::Row;

/// Contestants at one piece of work.
///
/// They take turns, so that what disturbs the machine disturbs all of them; the first to enter is
/// the one whose answers count.
///
/// ```
/// use benches::contest::Contest;
/// use benches::stopwatch::Stopwatch;
///
/// let numbers: Vec<u64> = (0..1000).collect();
/// let mut contest = Contest::new("sum of a thousand numbers", 1);
/// contest.enter("iterator", || numbers.iter().sum::<u64>());
/// contest.enter("formula", || 1000 * 999 / 2);
/// let rows = contest.run(&Stopwatch::quick());
/// assert!(rows.iter().all(|row| row.equal && row.cost.allocations == 0));
/// ```
#[expect(missing_debug_implementations, reason = "what it holds is code")]
pub struct Contest<'a, A> {
    work: &'static str,
    operations: usize,
    contestants: Vec<Contestant<'a, A>>,
}

struct Contestant<'a, A> {
    who: &'static str,
    /// A call does so many operations less than everybody's.
    share: usize,
    /// It does less, or something else, and is shown beside.
    context: bool,
    call: Box<dyn FnMut() -> A + 'a>,
}

impl<'a, A: PartialEq> Contest<'a, A> {
    /// Work of which one call does so many operations.
    #[must_use]
    pub fn new(work: &'static str, operations: usize) -> Self {
        Self {
            work,
            operations: operations.max(1),
            contestants: Vec::new(),
        }
    }

    /// Lets somebody take part. One call does all operations, and gives an answer to compare.
    pub fn enter(&mut self, who: &'static str, call: impl FnMut() -> A + 'a) {
        self.enter_with_share(who, 1, call);
    }

    /// Lets somebody take part who is too slow for all of it: one call does one operation in
    /// `share`.
    pub fn enter_with_share(
        &mut self,
        who: &'static str,
        share: usize,
        call: impl FnMut() -> A + 'a,
    ) {
        self.push(who, share, false, call);
    }

    /// Shows somebody beside who does less, or something else: no contest, whatever the answer.
    pub fn enter_context(&mut self, who: &'static str, call: impl FnMut() -> A + 'a) {
        self.push(who, 1, true, call);
    }

    /// The two together.
    pub fn enter_context_with_share(
        &mut self,
        who: &'static str,
        share: usize,
        call: impl FnMut() -> A + 'a,
    ) {
        self.push(who, share, true, call);
    }

    fn push(
        &mut self,
        who: &'static str,
        share: usize,
        context: bool,
        call: impl FnMut() -> A + 'a,
    ) {
        let call = Box::new(call);
        self.contestants.push(Contestant {
            who,
            share,
            context,
            call,
        });
    }

    /// Times everybody in turns; costs are those of one operation.
    #[must_use]
    pub fn run(mut self, stopwatch: &Stopwatch) -> Vec<Row> {
        let mut first = None;
        let mut rows = Vec::new();
        for Contestant {
            who,
            share,
            context,
            call,
        } in &mut self.contestants
        {
            let operations = self.operations / *share;
            // The first call may prepare; what that costs is told by `fresh`.
            call();
            let mut answer = None;
            let counted = allocation_counter::measure(|| answer = Some(call()));
            let answer = answer.expect("the call was made");
            let equal = !*context && first.as_ref().is_none_or(|first| *first == answer);
            first.get_or_insert(answer);
            let each = |count: u64| (count as f64 / operations as f64).round() as u64;
            let cost = Measure {
                ns: 0.0,
                allocations: each(counted.count_total),
                bytes: each(counted.bytes_total),
            };
            rows.push(Row {
                work: self.work,
                who,
                cost,
                equal,
            });
        }
        let times = allocation_counter_off(|| self.times(stopwatch));
        for (row, ns) in rows.iter_mut().zip(times) {
            row.cost.ns = ns;
        }
        rows
    }

    /// Nanoseconds an operation of each contestant: the middle of the turns.
    fn times(&mut self, stopwatch: &Stopwatch) -> Vec<f64> {
        let calls: Vec<usize> = self
            .contestants
            .iter_mut()
            .map(|contestant| contestant.calls_in(stopwatch.turn()))
            .collect();
        let mut turns = vec![Vec::with_capacity(stopwatch.turns()); calls.len()];
        for _ in 0..stopwatch.turns() {
            for ((turns, calls), contestant) in
                turns.iter_mut().zip(&calls).zip(&mut self.contestants)
            {
                let operations = calls * (self.operations / contestant.share);
                turns.push(contestant.time(*calls).as_secs_f64() * 1e9 / operations as f64);
            }
        }
        turns.iter_mut().map(|turns| middle(turns)).collect()
    }
}

impl<A> Contestant<'_, A> {
    fn calls_in(&mut self, turn: Duration) -> usize {
        let mut calls = 1;
        while self.time(calls) < turn {
            calls *= 2;
        }
        calls
    }

    fn time(&mut self, calls: usize) -> Duration {
        let since = now();
        for _ in 0..calls {
            black_box((self.call)());
        }
        since.elapsed()
    }
}

/// The middle of the values.
pub(crate) fn middle(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
