//! The host's clock. The crates have none: an instant is an argument.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use time::{SignedDuration, UtcDateTime};

/// What says which instant it is.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::exhaustive_enums,
    reason = "closed: a clock runs or is moved by hand"
)]
pub enum Clock {
    /// The machine's.
    #[default]
    System,
    /// One that a test moves: seconds ahead of the machine's.
    Ahead(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that runs as the machine's does, and can be put ahead.
    #[must_use]
    pub fn movable() -> Self {
        Self::Ahead(Arc::default())
    }

    /// The instant.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the host is who has a clock")]
    pub fn now(&self) -> UtcDateTime {
        let now = UtcDateTime::now();
        match self {
            Self::System => now,
            Self::Ahead(seconds) => {
                now.saturating_add(SignedDuration::seconds(seconds.load(Ordering::SeqCst)))
            }
        }
    }

    /// Puts it ahead; the machine's clock does not move.
    pub fn advance(&self, by: SignedDuration) {
        if let Self::Ahead(seconds) = self {
            seconds.fetch_add(by.whole_seconds(), Ordering::SeqCst);
        }
    }
}
