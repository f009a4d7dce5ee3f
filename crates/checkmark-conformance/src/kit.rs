//! The kit: many runs, and the shortest one that fails.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;

use checkmark::tier::strategy::HistoryStep;
use checkmark::tier::{StateKind, TierPolicy};
use proptest::collection::vec;
use proptest::prelude::prop_oneof;
use proptest::sample::select;
use proptest::strategy::{Just, Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::driver::Driver;
use crate::fault::{Failure, Fault};
use crate::operation::Operation;
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

/// The first of all short runs of simple operations with this fault: most stores that fail at all
/// fail in few steps.
fn shortest<S: Store>(
    fault: Fault,
    length: usize,
    make: &mut impl FnMut() -> S,
) -> Option<Vec<Operation>> {
    let mut runs = alloc::vec![Vec::new()];
    for _ in 1..length.min(4) {
        let longer = |run: &Vec<Operation>| {
            let run = run.clone();
            SIMPLE
                .iter()
                .map(move |operation| [&run[..], &[*operation]].concat())
        };
        runs = runs.iter().flat_map(longer).collect();
        let fails = |operations: &&Vec<Operation>| run(&mut make(), operations) == Err(fault);
        if let Some(found) = runs.iter().find(fails) {
            return Some(found.clone());
        }
    }
    None
}

/// Leaves out runs of operations as long as the fault stays, long runs first.
fn shorten<S: Store>(
    fault: Fault,
    mut operations: Vec<Operation>,
    make: &mut impl FnMut() -> S,
) -> Vec<Operation> {
    let mut size = (operations.len() / 2).max(1);
    let mut is_shorter = false;
    let mut at = 0;
    loop {
        if at >= operations.len() {
            if size == 1 && !is_shorter {
                return operations;
            }
            size = (size / 2).max(1);
            (at, is_shorter) = (0, false);
        }
        let end = (at + size).min(operations.len());
        let mut fewer = operations.clone();
        fewer.drain(at..end);
        if end > at && run(&mut make(), &fewer) == Err(fault) {
            (operations, is_shorter) = (fewer, true);
        } else {
            at += 1;
        }
    }
}

/// What can be done to an account that somebody is about to open.
const SIMPLE: &[Operation] = &[
    Operation::Act(HistoryStep::SignUp),
    Operation::Act(HistoryStep::SubmitRightCode),
    Operation::Behind(HistoryStep::SubmitRightCode),
    Operation::Race(HistoryStep::SignUp),
    Operation::Race(HistoryStep::SubmitWrongCode),
    Operation::Repeat,
    Operation::Deliver,
    Operation::CrashTaken,
    Operation::AcknowledgeAgain,
    Operation::Crash,
    Operation::Forget,
];

fn run<S: Store>(store: &mut S, operations: &[Operation]) -> Result<Passed, Fault> {
    Driver::new(store, &TierPolicy::default()).run(operations)
}

/// A run: every other one begins on the way to some state, so that it gets somewhere.
fn operations(most: usize) -> impl Strategy<Value = Vec<Operation>> {
    let way = proptest::option::of(select(StateKind::ALL));
    (way, vec(operation(), 0..=most)).prop_map(move |(state, operations)| {
        let way = state.map_or(&[][..], HistoryStep::way_to).iter();
        let way = way.copied().map(Operation::Act);
        way.chain(operations).take(most).collect()
    })
}

/// What is done next: mostly something that the account takes, on a way that leads somewhere.
pub(crate) fn operation() -> impl Strategy<Value = Operation> {
    let step = || select(HistoryStep::weighted());
    prop_oneof![
        12 => step().prop_map(Operation::Act),
        1 => step().prop_map(Operation::Behind),
        2 => step().prop_map(Operation::Race),
        1 => Just(Operation::Repeat),
        3 => Just(Operation::Deliver),
        1 => Just(Operation::CrashTaken),
        1 => Just(Operation::AcknowledgeAgain),
        1 => Just(Operation::Crash),
        1 => Just(Operation::Forget),
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

    const fn add(&mut self, other: Self) {
        self.histories += other.histories;
        self.operations += other.operations;
        self.decisions += other.decisions;
        self.conflicts += other.conflicts;
        self.effects += other.effects;
        self.crashes += other.crashes;
    }
}

impl fmt::Display for Passed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} histories, {} operations: {} decisions written, {} writes too late or again, {} \
             effects carried out, {} crashes, 0 faults",
            self.histories,
            self.operations,
            self.decisions,
            self.conflicts,
            self.effects,
            self.crashes
        )
    }
}
