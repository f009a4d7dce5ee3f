//! The figures of one run, side by side.

use std::fmt;

use crate::stopwatch::Measure;

/// A figure: who did what at which cost, and whether the answer was ours.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// What was done.
    pub work: &'static str,
    /// By whom.
    pub who: &'static str,
    /// At which cost.
    pub cost: Measure,
    /// Whether it did the same work, and its answers were those of the first row of it.
    pub equal: bool,
}

/// Rows by work, the first of each being the one that the others are compared with.
#[derive(Clone, Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
    claims: Vec<Claim>,
}

/// A bound that the figures have to keep.
#[derive(Clone, Debug)]
struct Claim {
    text: String,
    value: f64,
    bound: Bound,
}

#[derive(Clone, Copy, Debug)]
enum Bound {
    AtLeast(f64),
    AtMost(f64),
}

impl Table {
    /// Adds a row.
    pub fn add(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// Adds the rows of a contest.
    pub fn add_all(&mut self, rows: impl IntoIterator<Item = Row>) {
        self.rows.extend(rows);
    }

    /// The rows, in the order in which they came.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        self.rows.iter().copied()
    }

    /// The cost of some work by somebody, in nanoseconds.
    ///
    /// # Panics
    ///
    /// If there is no such row.
    #[must_use]
    pub fn ns(&self, work: &str, who: &str) -> f64 {
        let row = self
            .rows
            .iter()
            .find(|row| row.work == work && row.who == who);
        row.unwrap_or_else(|| panic!("no row {work} by {who}"))
            .cost
            .ns
    }

    /// Adds a claim that a figure is at least so much.
    pub fn at_least(&mut self, text: impl Into<String>, value: f64, bound: f64) {
        self.claims.push(Claim {
            text: text.into(),
            value,
            bound: Bound::AtLeast(bound),
        });
    }

    /// Adds a claim that a figure is at most so much.
    pub fn at_most(&mut self, text: impl Into<String>, value: f64, bound: f64) {
        self.claims.push(Claim {
            text: text.into(),
            value,
            bound: Bound::AtMost(bound),
        });
    }

    /// Whether all claims hold.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.claims.iter().all(Claim::holds)
    }
}

impl Claim {
    fn holds(&self) -> bool {
        match self.bound {
            Bound::AtLeast(bound) => self.value >= bound,
            Bound::AtMost(bound) => self.value <= bound,
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<36} {:<20} {:>12} {:>10} {:>7} {:>10}  answers",
            "work", "who", "a call", "times", "allocs", "bytes"
        )?;
        for row in &self.rows {
            let first = self
                .rows
                .iter()
                .find(|it| it.work == row.work)
                .unwrap_or(row);
            writeln!(
                f,
                "{:<36} {:<20} {:>12} {:>10.1} {:>7} {:>10}  {}",
                row.work,
                row.who,
                Time(row.cost.ns).to_string(),
                row.cost.ns / first.cost.ns,
                row.cost.allocations,
                row.cost.bytes,
                if row.equal { "equal" } else { "other" },
            )?;
        }
        for claim in &self.claims {
            let (sign, bound) = match claim.bound {
                Bound::AtLeast(bound) => (">=", bound),
                Bound::AtMost(bound) => ("<=", bound),
            };
            let held = if claim.holds() { "holds" } else { "BROKEN" };
            writeln!(
                f,
                "{held:<7} {:<60} {:>9.2} {sign} {bound}",
                claim.text, claim.value
            )?;
        }
        Ok(())
    }
}

struct Time(f64);

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            ns if ns < 1e3 => write!(f, "{ns:.1} ns"),
            ns if ns < 1e6 => write!(f, "{:.2} us", ns / 1e3),
            ns if ns < 1e9 => write!(f, "{:.2} ms", ns / 1e6),
            ns => write!(f, "{:.2} s", ns / 1e9),
        }
    }
}
