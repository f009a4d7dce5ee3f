//! How long a call takes, and what it allocates.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Measures calls one after another on one core.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch {
    /// How long one batch of calls lasts at least.
    batch: Duration,
    /// How many batches there are; the middle one counts.
    batches: usize,
}

impl Stopwatch {
    /// As the command line says: `--quick` shows that everything runs and measures roughly.
    #[must_use]
    pub fn from_args() -> Self {
        if std::env::args().any(|word| word == "--quick") {
            Self::quick()
        } else {
            Self::of(20, 15)
        }
    }

    /// Measures roughly, and is done soon.
    #[must_use]
    pub const fn quick() -> Self {
        Self::of(1, 3)
    }

    const fn of(milliseconds: u64, batches: usize) -> Self {
        Self {
            batch: Duration::from_millis(milliseconds),
            batches,
        }
    }

    /// How long a turn of a [`Contest`](crate::contest::Contest) lasts at least: short enough to be
    /// over before the system gives the processor to somebody else.
    pub(crate) fn turn(&self) -> Duration {
        self.batch.min(Duration::from_micros(500))
    }

    /// How many turns everybody has; the middle one counts.
    pub(crate) const fn turns(&self) -> usize {
        self.batches * 10 + 1
    }

    /// What one call costs, given a function that is called with 0, 1, 2 and so on, so that it can
    /// take another input each time.
    pub fn measure<T>(&self, mut call: impl FnMut(usize) -> T) -> Measure {
        let allocated = allocation_counter::measure(|| {
            black_box(call(0));
        });
        let mut nth = 1;
        let mut batch = |calls: u32| {
            let since = now();
            for _ in 0..calls {
                black_box(call(black_box(nth)));
                nth += 1;
            }
            since.elapsed()
        };
        // Counting allocations costs the rivals time that is not theirs.
        let ns = allocation_counter_off(|| {
            let mut calls = 1;
            while batch(calls) < self.batch {
                calls = calls.saturating_mul(2);
            }
            let mut each: Vec<f64> = (0..self.batches)
                .map(|_| batch(calls).as_secs_f64() * 1e9 / f64::from(calls))
                .collect();
            each.sort_by(f64::total_cmp);
            each[each.len() / 2]
        });
        Measure {
            ns,
            allocations: allocated.count_total,
            bytes: allocated.bytes_total,
        }
    }

    /// What one call costs that is too long to be repeated often: the middle of a few.
    pub fn measure_long<T>(&self, mut call: impl FnMut() -> T) -> Measure {
        let allocated = allocation_counter::measure(|| {
            black_box(call());
        });
        let ns = allocation_counter_off(|| {
            let mut each: Vec<f64> = (0..3)
                .map(|_| {
                    let since = now();
                    black_box(call());
                    since.elapsed().as_secs_f64() * 1e9
                })
                .collect();
            each.sort_by(f64::total_cmp);
            each[1]
        });
        Measure {
            ns,
            allocations: allocated.count_total,
            bytes: allocated.bytes_total,
        }
    }
}

/// What one call costs.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Nanoseconds, the middle of the batches.
    pub ns: f64,
    /// How often the first call allocated.
    pub allocations: u64,
    /// How much the first call allocated, in bytes.
    pub bytes: u64,
}

pub(crate) fn allocation_counter_off<T>(work: impl FnOnce() -> T) -> T {
    let mut result = None;
    allocation_counter::opt_out(|| result = Some(work()));
    result.expect("the work was done")
}

#[expect(
    clippy::disallowed_methods,
    reason = "a bench measures time, no crate under it does"
)]
pub(crate) fn now() -> Instant {
    Instant::now()
}
