//! The kit: many runs, and the shortest one that fails.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

use checkmark::tier::strategy::{Attempt, HistoryStep, Twist};
use checkmark::tier::{StateKind, TierPolicy};
use proptest::collection::vec;
use proptest::prelude::prop_oneof;
use proptest::sample::select;
use proptest::strategy::{Just, Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::driver::Driver;
use crate::fault::{Failure, Fault};
use crate::operation::Operation;
use crate::shrink::{act, shorten, shortest};
use crate::store::Store;

/// How long and how hard a store is tried.
///
/// ```
/// use checkmark_conformance::{Kit, Memory};
///
/// let passed = Kit::new().seed(7).runs(16).operations(60).check(Memory::default);
/// assert_eq!(passed.expect("it does it right").histories(), 16);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Kit {
    seed: u64,
    runs: u32,
    operations: usize,
}

impl Default for Kit {
    fn default() -> Self {
        Self::new()
    }
}

impl Kit {
    /// 64 runs of up to 120 operations each, from seed 0.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            seed: 0,
            runs: 64,
            operations: 120,
        }
    }

    /// The same from another seed: the same seed is the same runs.
    #[must_use]
    pub const fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// The same with so many runs.
    #[must_use]
    pub const fn runs(self, runs: u32) -> Self {
        Self { runs, ..self }
    }

    /// The same with up to so many operations a run.
    #[must_use]
    pub const fn operations(self, operations: usize) -> Self {
        Self { operations, ..self }
    }

    /// Puts a store under fire. `make` makes an empty one for each run, and for each attempt to
    /// make a failing run shorter.
    ///
    /// # Errors
    ///
    /// The shortest history in which the store fails.
    ///
    /// # Panics
    ///
    /// Never.
    pub fn check<S: Store>(&self, mut make: impl FnMut() -> S) -> Result<Passed, Failure> {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&self.seed.to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let strategy = operations(self.operations);
        let mut passed = Passed::default();
        for _ in 0..self.runs {
            let tree = strategy.new_tree(&mut runner).expect("nothing is filtered");
            let operations = tree.current();
            match run(&mut make(), &operations) {
                Ok(counts) => passed.add(counts),
                Err(fault) => {
                    let operations = shortest(fault, operations.len(), &mut make)
                        .unwrap_or_else(|| shorten(fault, operations, &mut make));
                    return Err(self.failure(fault, operations, make));
                }
            }
        }
        Ok(passed)
    }

    /// Does to a store what is told, and nothing else: such as the operations of a
    /// [`Failure`], after the store was mended.
    ///
    /// ```
    /// use checkmark_conformance::{Broken, Flaw, Kit, Memory};
    ///
    /// let broken = || Broken::new(Flaw::LostUpdate);
    /// let failure = Kit::new().check(broken).expect_err("it is broken");
    /// assert_eq!(Kit::new().repeat(failure.operations(), broken), Err(failure.clone()));
    /// assert!(Kit::new().repeat(failure.operations(), Memory::default).is_ok());
    /// ```
    ///
    /// # Errors
    ///
    /// The store fails.
    pub fn repeat<S: Store>(
        &self,
        operations: &[Operation],
        mut make: impl FnMut() -> S,
    ) -> Result<Passed, Failure> {
        run(&mut make(), operations).map_err(|fault| self.failure(fault, operations.to_vec(), make))
    }

    /// What led to a fault, with what should have been stored.
    fn failure<S: Store>(
        &self,
        fault: Fault,
        operations: Vec<Operation>,
        mut make: impl FnMut() -> S,
    ) -> Failure {
        let mut store = make();
        let mut driver = Driver::new(&mut store, &TierPolicy::default());
        let _ = driver.run(&operations);
        Failure {
            fault,
            seed: self.seed,
            operations,
            history: Box::new(driver.into_history()),
        }
    }
}

pub(crate) fn run<S: Store>(store: &mut S, operations: &[Operation]) -> Result<Passed, Fault> {
    Driver::new(store, &TierPolicy::default()).run(operations)
}

/// A run: every other one begins on the way to some state, so that it gets somewhere.
fn operations(most: usize) -> impl Strategy<Value = Vec<Operation>> {
    let way = proptest::option::of(select(StateKind::ALL));
    (way, vec(operation(), 0..=most)).prop_map(move |(state, operations)| {
        let way = state.map_or(&[][..], HistoryStep::way_to).iter();
        let way = way.copied().map(act);
        way.chain(operations).take(most).collect()
    })
}

/// What is done next: mostly something that the account takes, on a way that leads somewhere; now
/// and then by a host whose clock is wrong, or by somebody who may not.
pub(crate) fn operation() -> impl Strategy<Value = Operation> {
    let step = || select(HistoryStep::weighted());
    let twisted = |twists: &'static [Twist]| {
        let attempt = (step(), select(twists));
        attempt.prop_map(|(step, twist)| Operation::Act(Attempt::new(step, twist)))
    };
    // The clock that comes to the end of time is none that a history goes on after.
    let (hours, _) = Twist::CLOCKS.split_at(Twist::CLOCKS.len() - 2);
    prop_oneof![
        24 => step().prop_map(act),
        4 => twisted(hours),
        1 => twisted(Twist::ALL),
        4 => step().prop_map(Operation::Race),
        2 => Just(Operation::Repeat),
        6 => Just(Operation::Deliver),
        2 => Just(Operation::CrashTaken),
        2 => Just(Operation::AcknowledgeAgain),
        2 => Just(Operation::Crash),
        2 => Just(Operation::Forget),
        3 => Just(Operation::Neighbor),
    ]
}

/// What a store stood.
///
/// ```
/// use checkmark_conformance::{Kit, Memory, Passed};
///
/// let passed: Passed = Kit::new().check(Memory::default).expect("it does it right");
/// assert!(passed.decisions() <= passed.operations());
/// assert!(passed.conflicts() > 0 && passed.crashes() > 0, "it was not spared");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    pub(crate) histories: u32,
    pub(crate) operations: u32,
    pub(crate) decisions: u32,
    pub(crate) conflicts: u32,
    pub(crate) effects: u32,
    pub(crate) crashes: u32,
    pub(crate) errors: u32,
}

impl Passed {
    /// How many histories.
    #[must_use]
    pub const fn histories(&self) -> u32 {
        self.histories
    }

    /// How many operations.
    #[must_use]
    pub const fn operations(&self) -> u32 {
        self.operations
    }

    /// How many decisions were written.
    #[must_use]
    pub const fn decisions(&self) -> u32 {
        self.decisions
    }

    /// How many came too late, or again.
    #[must_use]
    pub const fn conflicts(&self) -> u32 {
        self.conflicts
    }

    /// How many effects were carried out.
    #[must_use]
    pub const fn effects(&self) -> u32 {
        self.effects
    }

    /// How many crashes.
    #[must_use]
    pub const fn crashes(&self) -> u32 {
        self.crashes
    }

    /// How often the store failed, and did no harm.
    #[must_use]
    pub const fn errors(&self) -> u32 {
        self.errors
    }

    const fn add(&mut self, other: Self) {
        self.histories += other.histories;
        self.operations += other.operations;
        self.decisions += other.decisions;
        self.conflicts += other.conflicts;
        self.effects += other.effects;
        self.crashes += other.crashes;
        self.errors += other.errors;
    }
}

impl fmt::Display for Passed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} histories, {} operations: {} decisions written, {} writes too late or again, {} \
             effects carried out, {} crashes, {} calls that failed, 0 faults",
            self.histories,
            self.operations,
            self.decisions,
            self.conflicts,
            self.effects,
            self.crashes,
            self.errors
        )
    }
}
