//! Contact, questions, answers, notes (SLA-1, SLA-5, TKT-5).

use super::pen::Pen;
use crate::effect::{Action, DeskNews};
use crate::event::{Fact, MoveCause};
use crate::form::{Draft, Fields, Form, FreeText};
use crate::personal::Content;
use crate::question::{Question, QuestionNo};
use crate::refusal::{Refusal, RefusalCode};
use crate::sla::ClockName;
use crate::state::State;
use crate::topic::ContactMethod;
use time::UtcDateTime;

impl Pen<'_> {
    pub(super) fn contact(
        &mut self,
        by: ContactMethod,
        note: Option<&FreeText>,
    ) -> Result<(), Refusal> {
        self.fact(Fact::Contacted { by });
        self.write_text(note, |text| Content::Contact { text });
        let no_answer = self.no_answer();
        self.stop(ClockName::Contact, self.at).map_err(no_answer)
    }

    pub(super) fn begin_validation(&mut self) -> Result<(), Refusal> {
        self.fact(Fact::ValidationBegun);
        Ok(())
    }

    pub(super) fn ask(&mut self, text: &FreeText, fields: Fields) -> Result<(), Refusal> {
        let Ok(asked) = u16::try_from(self.request.questions().len() + 1) else {
            return Err(self.refusal(RefusalCode::TooManyQuestions));
        };
        let question = QuestionNo::new(asked);
        let answer_by = self.answer_by();
        self.fact(Fact::QuestionAsked {
            question,
            fields,
            answer_by,
        });
        self.write(Content::Question {
            question,
            text: text.clone(),
        });
        self.action(Action::PutQuestion { question });
        // The question is a contact first, and only then lets the other clocks stand.
        let no_answer = self.no_answer();
        self.stop(ClockName::Contact, self.at).map_err(&no_answer)?;
        self.hold_for_answer().map_err(no_answer)?;
        self.state = State::WaitingOnCustomer {
            validating: self.state.is_validating(),
            answer_by,
        };
        Ok(())
    }

    pub(super) fn drop_question(&mut self, question: QuestionNo) -> Result<(), Refusal> {
        self.waiting_question(question)?;
        self.fact(Fact::QuestionDropped { question });
        self.go_on(None)
    }

    pub(super) fn answer(
        &mut self,
        no: QuestionNo,
        text: Option<&FreeText>,
        draft: &Draft,
    ) -> Result<(), Refusal> {
        let question = self.waiting_question(no)?;
        let form = match self.request.topic() {
            Some(topic) if !question.fields().is_empty() => {
                let form = Form::check_answer(topic, question.fields(), draft);
                Some(form.map_err(|faults| {
                    self.refusal(RefusalCode::FormFaulty)
                        .by(checkmark_account::Rule::Tkt5)
                        .with_faults(faults)
                })?)
            }
            Some(_) | None => None,
        };
        if form.is_none() && text.is_none() {
            return Err(self.refusal(RefusalCode::AnswerEmpty));
        }
        let others = self.request.open_questions().count() > 1;
        let answer_by = others.then(|| self.answer_by());
        self.fact(Fact::QuestionAnswered {
            question: no,
            answer_by,
        });
        self.write(Content::Answer {
            question: no,
            text: text.cloned(),
            form: form.map(alloc::boxed::Box::new),
        });
        self.action(Action::TellDesk {
            news: DeskNews::Answered,
        });
        self.go_on(answer_by)
    }

    pub(super) fn add_information(&mut self, text: &FreeText) -> Result<(), Refusal> {
        let answer_by = match self.state {
            State::WaitingOnCustomer { .. } => Some(self.answer_by()),
            _ => None,
        };
        self.fact(Fact::InformationAdded { answer_by });
        self.write(Content::Information { text: text.clone() });
        self.action(Action::TellDesk {
            news: DeskNews::InformationAdded,
        });
        if let (State::WaitingOnCustomer { answer_by, .. }, Some(instant)) =
            (&mut self.state, answer_by)
        {
            *answer_by = instant;
        }
        Ok(())
    }

    pub(super) fn note(&mut self, text: &FreeText) -> Result<(), Refusal> {
        self.fact(Fact::Noted);
        self.write(Content::Note { text: text.clone() });
        Ok(())
    }

    /// When the person has been silent for too long.
    fn answer_by(&self) -> UtcDateTime {
        self.at.saturating_add(self.policy().silence())
    }

    fn waiting_question(&self, no: QuestionNo) -> Result<Question, Refusal> {
        match self.request.question(no) {
            Some(question) if question.is_open() => Ok(*question),
            Some(_) => Err(self.refusal(RefusalCode::QuestionSettled)),
            None => Err(self.refusal(RefusalCode::UnknownQuestion)),
        }
    }

    /// After one question was settled: on, or to the next one.
    fn go_on(&mut self, answer_by: Option<UtcDateTime>) -> Result<(), Refusal> {
        if self.request.open_questions().count() > 1 {
            if let (State::WaitingOnCustomer { answer_by, .. }, Some(instant)) =
                (&mut self.state, answer_by)
            {
                *answer_by = instant;
            }
            return Ok(());
        }
        self.state = if self.state.is_validating() {
            State::Validating
        } else {
            State::Open
        };
        let no_answer = self.no_answer();
        self.resume_held(MoveCause::Waited).map_err(no_answer)
    }
}
