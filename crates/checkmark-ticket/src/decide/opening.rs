//! Drafting and submitting (TKT-2 to TKT-4).

use checkmark_account::{Actor, RequestId};

use super::pen::Pen;
use crate::acknowledgement::Acknowledgement;
use crate::context::Applicant;
use crate::effect::{Action, DeskNews};
use crate::event::Fact;
use crate::form::{Draft, Form};
use crate::number::RequestNumber;
use crate::personal::Content;
use crate::refusal::{Condition, Refusal, RefusalCode};
use crate::sla::ClockName;
use crate::state::State;
use crate::topic::Topic;

impl Pen<'_> {
    pub(super) fn save_draft(&mut self, topic: Topic, draft: &Draft) -> Result<(), Refusal> {
        let applicant = self.offered(topic)?;
        let faults = Form::check(topic, draft).map_or_else(|faults| faults.len(), |_| 0);
        self.fact(Fact::DraftSaved {
            account: applicant.account(),
            topic,
            faults: u16::try_from(faults).unwrap_or(u16::MAX),
        });
        self.write(Content::Draft {
            draft: Self::boxed(draft),
        });
        Ok(())
    }

    pub(super) fn submit(
        &mut self,
        topic: Topic,
        number: RequestNumber,
        draft: &Draft,
        follows: Option<RequestId>,
    ) -> Result<(), Refusal> {
        let applicant = self.offered(topic)?;
        if follows == Some(self.request.id()) {
            return Err(self.refusal(RefusalCode::FollowsItself));
        }
        if self.policy().numbers().check(number).is_err() {
            return Err(self.refusal(RefusalCode::NumberNotInFormat));
        }
        let form = Form::check(topic, draft).map_err(|faults| {
            self.refusal(RefusalCode::FormFaulty)
                .by(match topic {
                    Topic::FirstAdministrator => checkmark_account::Rule::Tkt7,
                    Topic::AccountAccess | Topic::CompanyProfile | Topic::TroubleWithValidation => {
                        checkmark_account::Rule::Tkt3
                    }
                })
                .with_faults(faults)
        })?;
        let desk = self.level(ClockName::Contact).clock();
        let no_answer = self.no_answer();
        let opens = desk.next_open(self.at).map_err(&no_answer)?;
        let desk_opens = Some(opens).filter(|opens| *opens != self.at);
        let (account, basis) = (applicant.account(), applicant.basis());
        self.fact(Fact::Submitted {
            account,
            topic,
            number,
            basis,
            preferred_contact: form.preferred_contact(),
            follows,
            desk_opens,
        });
        self.write(Content::Form {
            form: alloc::boxed::Box::new(form),
        });
        for name in self.policy().clocks(topic).iter() {
            self.start(name).map_err(&no_answer)?;
        }
        let done = [ClockName::Validation, ClockName::Profile]
            .into_iter()
            .find_map(|name| self.clock(name));
        self.action(Action::Acknowledge {
            acknowledgement: Acknowledgement {
                request: self.request.id(),
                number,
                topic,
                received: self.at,
                contact_by: self.clock(ClockName::Contact).map(|it| it.due()),
                done: done.map(|it| it.schedule()),
                desk_opens,
            },
        });
        self.action(Action::TellDesk {
            news: DeskNews::Submitted,
        });
        self.state = State::Open;
        let state = State::Open;
        self.action(Action::TellAccount { account, state });
        Ok(())
    }

    /// Begins a clock, or begins it again with a fresh budget.
    pub(super) fn start(&mut self, name: ClockName) -> Result<(), checkmark_calendar::ClockError> {
        let before = self.clock(name);
        let schedule = self
            .level(name)
            .schedule(self.at, checkmark_calendar::Pauses::NONE)?;
        self.fact(Fact::ClockStarted {
            clock: name,
            cycle: before.map_or(0, |it| it.cycle() + 1),
            generation: before.map_or(0, |it| it.generation() + 1),
            schedule,
        });
        Ok(())
    }

    /// Whether a topic is offered to whoever acts (TKT-2).
    fn offered(&self, topic: Topic) -> Result<Applicant, Refusal> {
        let opener = match topic {
            Topic::CompanyProfile => Actor::Host,
            Topic::AccountAccess | Topic::FirstAdministrator | Topic::TroubleWithValidation => {
                Actor::Person
            }
        };
        if self.context.actor() != opener {
            return Err(self.refusal(RefusalCode::TopicNotOfActor).by(topic.rule()));
        }
        let Some(applicant) = self.context.applicant else {
            return Err(self.refusal(RefusalCode::ApplicantUnknown));
        };
        let signed_in = applicant.is_signed_in() || !topic.needs_sign_in();
        let finished = applicant.has_finished_registration() || !topic.needs_registration();
        let unmet: &'static [Condition] = match (signed_in, finished) {
            (true, true) => return Ok(applicant),
            (false, true) => &[Condition::SignedIn],
            (true, false) => &[Condition::RegistrationFinished],
            (false, false) => &[Condition::SignedIn, Condition::RegistrationFinished],
        };
        Err(self.refusal(RefusalCode::TopicNotOffered).unmet_by(unmet))
    }
}
