//! Outcomes, withdrawal, duplicates, reopening (TKT-6 to TKT-8).

use super::pen::Pen;
use crate::command::OpenRequest;
use crate::effect::{Action, DeskNews, Notice};
use crate::event::{Fact, MoveCause};
use crate::form::FreeText;
use crate::outcome::{Outcome, WithdrawReason};
use crate::personal::Content;
use crate::policy::ReopenedClocks;
use crate::refusal::{Refusal, RefusalCode};
use crate::sla::ClockName;
use crate::state::{State, StateKind};

impl Pen<'_> {
    /// Support decides. The decision is a contact, too, and what stood is booked first.
    pub(super) fn resolve(
        &mut self,
        outcome: Outcome,
        text: Option<&FreeText>,
    ) -> Result<(), Refusal> {
        if outcome
            .topic()
            .is_some_and(|topic| Some(topic) != self.request.topic())
        {
            return Err(self.refusal(RefusalCode::NotOfThisTopic).by(outcome.rule()));
        }
        if let (Some(given), Some(current)) = (outcome.basis(), self.request.basis()) {
            if given.address() != current.address() {
                return Err(self.refusal(RefusalCode::AddressMoved));
            }
            if given.standing() != current.standing() {
                return Err(self.refusal(RefusalCode::StandingMoved));
            }
        }
        let no_answer = self.no_answer();
        self.fact(Fact::Resolved { outcome });
        self.write_text(text, |text| Content::Outcome { text });
        // Nobody waits for an answer any more.
        self.state = State::Resolved {
            outcome,
            at: self.at,
        };
        for name in ClockName::ALL {
            self.stop(*name, self.at).map_err(&no_answer)?;
        }
        self.action(Action::TellPerson {
            notice: Notice::Resolved { outcome },
        });
        self.tell_account(self.state);
        Ok(())
    }

    pub(super) fn withdraw(&mut self) -> Result<(), Refusal> {
        self.take_back(WithdrawReason::ByPerson);
        Ok(())
    }

    pub(super) fn end_account(&mut self) -> Result<(), Refusal> {
        if !self.state.kind().is_terminal() {
            self.take_back(WithdrawReason::AccountEnded);
        }
        Ok(())
    }

    fn take_back(&mut self, because: WithdrawReason) {
        let draft = self.state.kind() == StateKind::Draft;
        self.fact(Fact::Withdrawn { because });
        self.void_clocks();
        if !draft {
            self.action(Action::TellDesk {
                news: DeskNews::Withdrawn,
            });
        }
        self.tell_account(State::Withdrawn { because });
    }

    pub(super) fn mark_duplicate(&mut self, of: &OpenRequest) -> Result<(), Refusal> {
        if of.request() == self.request.id() {
            return Err(self.refusal(RefusalCode::DuplicateOfItself));
        }
        if Some(of.account()) != self.request.account() {
            return Err(self.refusal(RefusalCode::DuplicateOfOther));
        }
        let of = of.request();
        self.fact(Fact::MarkedDuplicate { of });
        self.void_clocks();
        self.action(Action::TellPerson {
            notice: Notice::Duplicate { of },
        });
        self.action(Action::Merge { into: of });
        self.tell_account(State::Duplicate { of });
        Ok(())
    }

    pub(super) fn reopen(&mut self, text: Option<&FreeText>) -> Result<(), Refusal> {
        let nth = self.request.reopenings().checked_add(1);
        let Some(nth) = nth.filter(|_| self.may_reopen()) else {
            return Err(self.refusal(RefusalCode::ReopeningTooLate));
        };
        let no_answer = self.no_answer();
        self.fact(Fact::Reopened { nth });
        self.write_text(text, |text| Content::Reopening { text });
        for clock in self.clocks.into_iter().flatten() {
            let name = clock.name();
            // The first contact was made for good, however often the request is reopened.
            let made = name == ClockName::Contact && clock.ended().is_some();
            match self.policy().reopened_clocks() {
                _ if made => {}
                ReopenedClocks::Continue => {
                    self.resume(name, MoveCause::Reopened).map_err(&no_answer)?;
                }
                ReopenedClocks::NewCycle => self.start(name).map_err(&no_answer)?,
            }
        }
        self.action(Action::TellPerson {
            notice: Notice::Reopened,
        });
        self.action(Action::TellDesk {
            news: DeskNews::Reopened,
        });
        self.tell_account(State::Open);
        Ok(())
    }
}
