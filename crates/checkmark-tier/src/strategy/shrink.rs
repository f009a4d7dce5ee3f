//! Histories that shrink to what they need.

use proptest::collection::vec;
use proptest::sample::{Index, select};
use proptest::strategy::{NewTree, Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use super::history::History;
use super::step::HistoryStep;
use crate::policy::TierPolicy;
use crate::state::StateKind;

/// Histories of up to so many tried steps, under the default policy. Steps on the main ways through
/// are likelier than others, and every other history begins on the way to some state, so that with 100
/// all states and all commands come up.
///
/// What fails shrinks to a list of steps of which none can be left out.
#[must_use]
pub fn histories(most: usize) -> HistoryStrategy {
    HistoryStrategy {
        policy: TierPolicy::default(),
        most,
        end: None,
    }
}

/// Histories that end in a state: the short way there, with up to so many steps beside the point.
#[must_use]
pub fn reaching(state: StateKind, most: usize) -> HistoryStrategy {
    HistoryStrategy {
        end: Some(state),
        ..histories(most)
    }
}

/// A strategy for histories; see [`histories`] and [`reaching`].
///
/// ```
/// use checkmark_tier::strategy::{HistoryStrategy, reaching};
/// use checkmark_tier::{CheckMark, StateKind, TierFigures, TierPolicy};
///
/// let mut figures = TierFigures::default();
/// figures.confirmation_attempts = 1;
/// let strategy: HistoryStrategy =
///     reaching(StateKind::Enterprise, 5).under(TierPolicy::new(figures)?);
/// let config = proptest::test_runner::Config::with_cases(16);
/// proptest::proptest!(config, |(history in strategy)| {
///     assert_eq!(history.account().mark(), CheckMark::Black);
/// });
/// # Ok::<(), checkmark_tier::TierPolicyError>(())
/// ```
#[derive(Clone, Debug)]
pub struct HistoryStrategy {
    policy: TierPolicy,
    most: usize,
    end: Option<StateKind>,
}

impl HistoryStrategy {
    /// The same under a policy of the host's.
    #[must_use]
    pub fn under(self, policy: TierPolicy) -> Self {
        Self { policy, ..self }
    }

    fn end_in(
        &self,
        state: StateKind,
        runner: &mut TestRunner,
    ) -> Result<History, proptest::test_runner::Reason> {
        let beside = (
            proptest::arbitrary::any::<Index>(),
            select(HistoryStep::weighted()),
        );
        let beside = vec(beside, 0..=self.most).new_tree(runner)?.current();
        let mut steps = HistoryStep::way_to(state).to_vec();
        let plain = History::of(steps.iter().copied(), &self.policy);
        for (place, step) in beside {
            steps.insert(place.index(steps.len() + 1), step);
            if History::of(steps.iter().copied(), &self.policy)
                .account()
                .state()
                .kind()
                != state
            {
                steps.retain({
                    let mut left = place.index(steps.len());
                    move |_| {
                        let out = left == 0;
                        left = left.wrapping_sub(1);
                        !out
                    }
                });
            }
        }
        let history = History::of(steps, &self.policy);
        Ok(if history.account().state().kind() == state {
            history
        } else {
            plain
        })
    }
}

impl Strategy for HistoryStrategy {
    type Tree = HistoryTree;
    type Value = History;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let history = match self.end {
            Some(state) => self.end_in(state, runner)?,
            None => {
                // Every other one begins on the way to some state: some commands are far from home.
                let state = proptest::option::of(select(StateKind::ALL)).new_tree(runner)?;
                let state = state.current();
                let way = state.map_or(&[][..], HistoryStep::way_to);
                // Support answers only what the host opened.
                let opened: &[_] = match state {
                    Some(StateKind::ProfileInReview) => &[HistoryStep::ProfileOpened],
                    _ => &[],
                };
                let steps = vec(select(HistoryStep::weighted()), 0..=self.most).new_tree(runner)?;
                let steps = way.iter().chain(opened).copied().chain(steps.current());
                History::of(steps.take(self.most), &self.policy)
            }
        };
        let length = history.taken().len();
        Ok(HistoryTree {
            end: self.end,
            size: (length / 2).max(1),
            at: 0,
            shorter: false,
            before: None,
            history,
        })
    }
}

/// A history that gets shorter: runs of steps are left out, long runs first, again and again until
/// none can be. What is refused without them goes too.
///
/// ```
/// use checkmark_tier::strategy::{HistoryTree, histories};
/// use proptest::strategy::{Strategy as _, ValueTree as _};
/// use proptest::test_runner::TestRunner;
///
/// let mut runner = TestRunner::deterministic();
/// let mut tree: HistoryTree = histories(40).new_tree(&mut runner).expect("there is one");
/// while tree.simplify() {}
/// assert!(tree.current().taken().is_empty(), "nothing is left if all of it may go");
/// ```
#[derive(Clone, Debug)]
pub struct HistoryTree {
    /// The state that it has to end in.
    end: Option<StateKind>,
    history: History,
    /// What it was before the last run was left out.
    before: Option<History>,
    size: usize,
    at: usize,
    /// Whether anything was left out since the last beginning.
    shorter: bool,
}

impl HistoryTree {
    /// The history without the run that it is the turn of.
    fn without(&self) -> History {
        let end = self.at + self.size;
        let steps = self.history.steps().enumerate();
        let rest = steps.filter(|(at, _)| !(self.at..end).contains(at));
        History::of(rest.map(|(_, step)| step), self.history.policy())
    }

    fn is_of_use(&self, history: &History) -> bool {
        history.taken().len() < self.history.taken().len()
            && self
                .end
                .is_none_or(|end| history.account().state().kind() == end)
    }
}

impl ValueTree for HistoryTree {
    type Value = History;

    fn current(&self) -> History {
        self.history.clone()
    }

    fn simplify(&mut self) -> bool {
        // Nobody asked for the last run back: it was not needed.
        self.shorter |= self.before.take().is_some();
        loop {
            if self.at >= self.history.taken().len() {
                if self.size > 1 {
                    self.size /= 2;
                } else if !self.shorter {
                    return false;
                }
                self.at = 0;
                self.shorter = false;
            }
            if self.history.taken().is_empty() {
                return false;
            }
            let history = self.without();
            if self.is_of_use(&history) {
                self.before = Some(core::mem::replace(&mut self.history, history));
                return true;
            }
            self.at += 1;
        }
    }

    fn complicate(&mut self) -> bool {
        match self.before.take() {
            Some(before) => {
                self.history = before;
                self.at += 1;
                true
            }
            None => false,
        }
    }
}
