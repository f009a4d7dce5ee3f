//! Steps that shrink to those of which none can be left out, and then to plainer ones.

use alloc::boxed::Box;
use alloc::vec::Vec;

use proptest::arbitrary::any;
use proptest::strategy::{NewTree, Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use super::{History, Step};

type StepTree = Box<dyn ValueTree<Value = Step>>;

/// Histories of fewer than so many steps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shorter(pub(super) usize);

impl Strategy for Shorter {
    type Tree = ShorterTree;
    type Value = History;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let length = (0..self.0).new_tree(runner)?.current();
        let step = any::<Step>();
        let steps = (0..length).map(|_| step.new_tree(runner));
        let steps = steps.collect::<Result<Vec<StepTree>, _>>()?;
        Ok(ShorterTree {
            size: (length / 2).max(1),
            steps,
            at: 0,
            left_out: Vec::new(),
            is_shorter: false,
            is_shortest: false,
        })
    }
}

/// Runs of steps are left out, long runs first, again and again until none can be.
pub(super) struct ShorterTree {
    steps: Vec<StepTree>,
    /// The run that was left out last, if nobody said yet whether it was needed.
    left_out: Vec<StepTree>,
    size: usize,
    at: usize,
    /// Whether anything was left out since the last beginning.
    is_shorter: bool,
    is_shortest: bool,
}

impl ShorterTree {
    fn leave_out(&mut self) -> bool {
        // Nobody asked for the last run back: it was not needed.
        self.is_shorter |= !self.left_out.is_empty();
        self.left_out.clear();
        while self.at >= self.steps.len() {
            if self.size == 1 && !self.is_shorter || self.steps.is_empty() {
                return false;
            }
            self.size = (self.size / 2).max(1);
            (self.at, self.is_shorter) = (0, false);
        }
        let end = (self.at + self.size).min(self.steps.len());
        self.left_out = self.steps.drain(self.at..end).collect();
        true
    }
}

impl ValueTree for ShorterTree {
    type Value = History;

    fn current(&self) -> History {
        History(self.steps.iter().map(|step| step.current()).collect())
    }

    fn simplify(&mut self) -> bool {
        if !self.is_shortest {
            if self.leave_out() {
                return true;
            }
            (self.is_shortest, self.at) = (true, 0);
        }
        while let Some(step) = self.steps.get_mut(self.at) {
            if step.simplify() {
                return true;
            }
            self.at += 1;
        }
        false
    }

    fn complicate(&mut self) -> bool {
        if self.is_shortest {
            return self
                .steps
                .get_mut(self.at)
                .is_some_and(|step| step.complicate());
        }
        if self.left_out.is_empty() {
            return false;
        }
        let back = core::mem::take(&mut self.left_out);
        self.steps.splice(self.at..self.at, back);
        self.at += 1;
        true
    }
}
