//! A decision while it is made.

use checkmark_account::CommandId;
use time::{SignedDuration, UtcDateTime};

use crate::account::Account;
use crate::decision::{Decision, Personal};
use crate::effect::Task;
use crate::event::{Deadline, Event, Fact};
use crate::refusal::Refusal;

/// A decision while it is made: counts versions, deadlines and effects. It is made in its place,
/// as it is large to move.
pub(super) struct Draft<'a> {
    decision: &'a mut Decision,
    command: Option<CommandId>,
    generation: u32,
}

impl<'a> Draft<'a> {
    pub(super) const fn of(
        decision: &'a mut Decision,
        account: &Account,
        command: Option<CommandId>,
    ) -> Self {
        Self {
            decision,
            command,
            generation: account.generation,
        }
    }

    pub(super) fn fact(&mut self, fact: Fact) {
        self.decision.version += 1;
        self.decision.events.push(Event {
            account: self.decision.account,
            version: self.decision.version,
            at: self.decision.at,
            command: self.command,
            fact,
        });
    }

    /// Folds the last fact: what lapsed is looked at before the command is.
    pub(super) fn fold_last(&self, account: &mut Account) {
        if let Some(event) = self.decision.events.iter().last() {
            let folded = account.apply(event);
            debug_assert_eq!(folded, Ok(()), "what is decided folds");
        }
    }

    /// What was drafted so far came of the clock.
    pub(super) fn close_lapses(&mut self) {
        self.decision.lapsed = self.decision.events.len();
    }

    /// The instant of the decision.
    pub(super) const fn now(&self) -> UtcDateTime {
        self.decision.at
    }

    pub(super) fn task(&mut self, task: Task) {
        self.decision.tasks.push(task);
    }

    /// The index of the next effect.
    pub(super) fn next_task(&self) -> u32 {
        u32::try_from(self.decision.tasks.len()).unwrap_or(u32::MAX)
    }

    /// A new deadline, so long from now.
    pub(super) fn deadline(&mut self, after: SignedDuration) -> Deadline {
        self.deadline_at(self.decision.at.saturating_add(after))
    }

    pub(super) fn deadline_at(&mut self, at: UtcDateTime) -> Deadline {
        self.generation = self.generation.saturating_add(1);
        Deadline::new(at, self.generation)
    }

    pub(super) fn keep_apart(&mut self, personal: Personal) {
        self.decision.personal.push(personal);
    }

    pub(super) const fn reject(&mut self, refusal: Refusal) {
        self.decision.rejection = Some(refusal);
    }
}
