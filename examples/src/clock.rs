//! The clock that a host brings. The crates read none; the examples read it here and nowhere else.

use std::time::{Duration, Instant};

use time::UtcDateTime;

/// The time of day of this machine.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "an example is a host, and this is its clock"
)]
pub fn now() -> UtcDateTime {
    UtcDateTime::now()
}

/// Time since some moment, for progress and for rows a second.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch {
    since: Instant,
}

impl Stopwatch {
    /// Starts counting.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "an example is a host, and this is its clock"
    )]
    pub fn start() -> Self {
        Self {
            since: Instant::now(),
        }
    }

    /// The time since the start.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.since.elapsed()
    }

    /// How many of `count` things a second that makes, rounded down.
    #[must_use]
    pub fn per_second(&self, count: usize) -> u64 {
        per_second(count, self.elapsed())
    }
}

fn per_second(count: usize, elapsed: Duration) -> u64 {
    let nanos = elapsed.as_nanos().max(1);
    u64::try_from(count as u128 * 1_000_000_000 / nanos).unwrap_or(u64::MAX)
}

/// An instant as RFC 3339 in UTC, the way the wire has it.
#[must_use]
pub fn rfc3339(at: UtcDateTime) -> String {
    let at = time::OffsetDateTime::from(at);
    at.format(&time::format_description::well_known::Rfc3339)
        .unwrap_or_default()
}
