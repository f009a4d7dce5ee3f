//! Measures against data that is not part of the project: what counts, how often, and the floor.

pub mod domain;

use std::env;
use std::fmt;
use std::path::PathBuf;

use serde::Serialize;

/// The folder of the evaluation data, if it is there.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    #[expect(
        clippy::disallowed_methods,
        reason = "an example may ask where its data is"
    )]
    let folder = match env::var_os("CHECKMARK_EVALUATION") {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../shared/evaluation"
        )),
    };
    folder.is_dir().then_some(folder)
}

/// A share with its counts, and what it has to reach or must not pass.
#[derive(Clone, Debug, Serialize)]
pub struct Measure {
    part: &'static str,
    measure: String,
    count: usize,
    of: usize,
    share: Option<f64>,
    bound: Bound,
    holds: bool,
}

/// What a share is held against.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    clippy::exhaustive_enums,
    reason = "closed: up, down, by number, or not at all"
)]
pub enum Bound {
    /// Nothing: it is told and no more.
    None,
    /// The share is at least this.
    AtLeast(f64),
    /// The share is at most this.
    AtMost(f64),
    /// The count is at most this.
    CountAtMost(usize),
}

impl Measure {
    /// So many of so many.
    #[must_use]
    pub fn new(
        part: &'static str,
        measure: impl Into<String>,
        (count, of): (usize, usize),
        bound: Bound,
    ) -> Self {
        // Counts of rows are far below the figures that a float cannot tell apart.
        let share = (of > 0).then(|| count as f64 / of as f64);
        let holds = match (bound, share) {
            (Bound::None, _) => true,
            (Bound::AtLeast(least), Some(share)) => share >= least,
            (Bound::AtMost(most), Some(share)) => share <= most,
            (Bound::CountAtMost(most), _) => count <= most,
            // A share of nothing proves nothing.
            (Bound::AtLeast(_) | Bound::AtMost(_), None) => false,
        };
        let measure = measure.into();
        Self {
            part,
            measure,
            count,
            of,
            share,
            bound,
            holds,
        }
    }

    /// Which set it was measured on.
    #[must_use]
    pub const fn part(&self) -> &'static str {
        self.part
    }

    /// What was measured.
    #[must_use]
    pub fn measure(&self) -> &str {
        &self.measure
    }

    /// Whether the bound holds.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.holds
    }

    /// The share as people read it, such as `.987`.
    #[must_use]
    pub fn share(&self) -> String {
        self.share
            .map_or_else(|| "-".to_owned(), |share| format!("{share:.4}"))
    }

    /// The counts, such as `3870 of 3920`.
    #[must_use]
    pub fn counts(&self) -> String {
        format!("{} of {}", self.count, self.of)
    }

    /// What it is held against.
    #[must_use]
    pub const fn bound(&self) -> Bound {
        self.bound
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::AtLeast(least) => write!(f, ">= {least}"),
            Self::AtMost(most) => write!(f, "<= {most}"),
            Self::CountAtMost(most) => write!(f, "<= {most} rows"),
        }
    }
}
