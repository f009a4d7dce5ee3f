//! What the host hands in: machines' messages, the account, duplicates, new calendars.

use super::pen::Pen;
use crate::command::{EndedDuplicate, Verdicts};
use crate::effect::{Action, DeskNews};
use crate::event::{Direction, Fact, MoveCause};
use crate::merge::merged;
use crate::outcome::Basis;
use crate::recompute::recomputed;
use crate::refusal::{Refusal, RefusalCode};
use crate::sla::ClockName;

impl Pen<'_> {
    pub(super) fn automatic_message(&mut self, direction: Direction) -> Result<(), Refusal> {
        self.fact(Fact::AutomaticMessage { direction });
        Ok(())
    }

    pub(super) fn account_moved(&mut self, basis: Basis) -> Result<(), Refusal> {
        // A standing only grows: what is older has come late, and is known better.
        let newer = self.request.basis().is_none_or(|known| {
            known != basis && known.standing().number() <= basis.standing().number()
        });
        if newer {
            self.fact(Fact::BasisMoved { basis });
            if self.state.kind().is_open() {
                self.action(Action::TellDesk {
                    news: DeskNews::AccountMoved,
                });
            }
        }
        Ok(())
    }

    pub(super) fn absorb(&mut self, duplicate: &EndedDuplicate) -> Result<(), Refusal> {
        if duplicate.request == self.request.id() {
            return Err(self.refusal(RefusalCode::DuplicateOfItself));
        }
        if Some(duplicate.account) != self.request.account() || duplicate.of != self.request.id() {
            return Err(self.refusal(RefusalCode::DuplicateOfOther));
        }
        if self.request.absorbed().contains(&duplicate.request) {
            return Err(self.refusal(RefusalCode::AlreadyAbsorbed));
        }
        let no_answer = self.no_answer();
        self.fact(Fact::DuplicateAbsorbed {
            duplicate: duplicate.request,
            submitted: duplicate.submitted,
        });
        for clock in self.clocks.into_iter().flatten() {
            let name = clock.name();
            // A verdict is frozen, and what has stopped has stopped.
            if clock.verdict().is_some() || clock.ended().is_some() {
                continue;
            }
            let pauses = self.request.pauses(name);
            let merged =
                merged(&clock, pauses, duplicate, self.level(name), self.at).map_err(&no_answer)?;
            self.fact(Fact::ClockMerged {
                clock: name,
                started: merged.started,
                pauses: merged.pauses,
            });
            self.move_due(name, merged.schedule, merged.counted, MoveCause::Merged);
        }
        // Whoever was spoken to about the one was spoken to about the other.
        if let Some(contacted) = duplicate.contacted {
            self.stop(ClockName::Contact, contacted)
                .map_err(&no_answer)?;
        }
        self.action(Action::TellDesk {
            news: DeskNews::DuplicateAbsorbed,
        });
        Ok(())
    }

    pub(super) fn recompute(
        &mut self,
        cause: MoveCause,
        verdicts: Verdicts,
    ) -> Result<(), Refusal> {
        let no_answer = self.no_answer();
        for clock in self.clocks.into_iter().flatten() {
            let name = clock.name();
            let pauses = self.request.pauses(name);
            let computed = recomputed(&clock, pauses, self.level(name), verdicts, self.at)
                .map_err(&no_answer)?;
            let Some(computed) = computed else { continue };
            self.move_due(name, computed.schedule, computed.counted, cause);
            if computed.verdict != clock.verdict() {
                self.fact(Fact::Rejudged {
                    clock: name,
                    from: clock.verdict(),
                    to: computed.verdict,
                });
            }
        }
        Ok(())
    }
}
