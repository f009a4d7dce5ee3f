//! Asking a service request.

use checkmark::account::{AccountId, Actor, RequestId};
use checkmark::ticket::{
    self, Action, Applicant, Basis, Command, Content, Context, Draft, Event, Refusal, Request,
    SideRecord, Topic,
};
use serde::{Deserialize, Serialize};
use time::UtcDateTime;

use super::carry::Posted;
use super::{Host, HostError};
use crate::store::{Entry, Head, Key, Lane, Stream, Unit};

/// A command for a request.
#[derive(Clone, Debug)]
pub(crate) struct RequestAsk {
    pub(crate) request: RequestId,
    /// The account that asks, or that the request is of.
    pub(crate) account: AccountId,
    pub(crate) actor: Actor,
    pub(crate) signed_in: bool,
    pub(crate) command: Command,
}

/// What came of it.
#[derive(Clone, Debug)]
pub(crate) struct RequestTold {
    pub(crate) request: Request,
    pub(crate) refusal: Option<Refusal>,
}

/// A request with what was written.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) request: Request,
    pub(crate) written: Vec<SideRecord>,
}

impl Case {
    /// The form as it was submitted or is being filled in, the last one.
    pub(crate) fn draft(&self) -> Option<Draft> {
        self.written
            .iter()
            .rev()
            .find_map(|record| match record.content() {
                Content::Form { form } => Some(Draft::from((**form).clone())),
                Content::Draft { draft } => Some((**draft).clone()),
                _ => None,
            })
    }
}

/// A form that was filled in, and the request that it will be.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Waiting {
    pub(crate) request: RequestId,
    pub(crate) draft: Draft,
}

/// The name under which a form is kept beside its account.
pub(crate) fn form_name(topic: Topic) -> String {
    format!("form:{}", topic.as_str())
}

/// A line of a record of a request or an organization: who did it when, and what happened.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Decided<E> {
    schema: String,
    v: u32,
    #[serde(with = "checkmark::account::wire::instant")]
    pub(crate) at: UtcDateTime,
    actor: Actor,
    pub(crate) events: Vec<E>,
}

/// The version of such lines that is written.
const VERSION: u32 = 1;

impl<E: Serialize + for<'de> Deserialize<'de>> Decided<E> {
    pub(crate) fn write(
        stream: Stream,
        at: UtcDateTime,
        actor: Actor,
        events: Vec<E>,
    ) -> Result<String, HostError> {
        let line = Self {
            schema: format!("portal.{}", stream.kind()),
            v: VERSION,
            at,
            actor,
            events,
        };
        serde_json::to_string(&line).map_err(|_| HostError::Record)
    }

    pub(crate) fn read(text: &str) -> Result<Self, HostError> {
        let line: Self = serde_json::from_str(text).map_err(|_| HostError::Record)?;
        if line.v > VERSION {
            return Err(HostError::Record);
        }
        Ok(line)
    }
}

impl Host {
    /// Asks a request, in a unit of work of its own.
    pub(crate) fn ask_request(&self, ask: &RequestAsk) -> Result<RequestTold, HostError> {
        let told = self.store.work(|unit| self.ask_request_in(unit, ask))?;
        self.bell.ring();
        Ok(told)
    }

    /// Asks a request: what happened is stored if the unit is committed, and not otherwise.
    pub(crate) fn ask_request_in(
        &self,
        unit: &mut Unit<'_>,
        ask: &RequestAsk,
    ) -> Result<RequestTold, HostError> {
        let mut request = self.request(unit, ask.request)?;
        let account = self.account(unit, ask.account)?;
        let basis = Basis::new(account.standing(), account.address());
        let mut applicant = Applicant::new(ask.account, basis);
        if ask.signed_in {
            applicant = applicant.signed_in();
        }
        if account.registration().is_finished() {
            applicant = applicant.registration_finished();
        }
        let now = self.clock.now();
        let context = Context::new(&self.desk, ask.actor, now).with_applicant(applicant);
        self.metrics.decided();
        let decision = match ticket::decide(&request, &ask.command, &context) {
            Ok(decision) => decision,
            Err(refusal) => {
                self.metrics.refused();
                return Ok(RequestTold {
                    request,
                    refusal: Some(refusal),
                });
            }
        };
        let stream = Stream::Request(ask.request);
        let from = request.version();
        request.accept(&decision).map_err(|_| HostError::Record)?;
        if !decision.is_empty() {
            let events: Vec<_> = decision.events().collect();
            let body = Decided::write(stream, now, ask.actor, events)?;
            unit.append(&Entry {
                stream,
                from,
                to: request.version(),
                body,
                head: self.head(ask.account, &request),
            })?;
        }
        for (nth, record) in decision.personal().iter().enumerate() {
            let text = serde_json::to_string(record).map_err(|_| HostError::Record)?;
            // Sorted as it was written, so that the last one is the one that counts.
            unit.keep(stream, &format!("{:08}:{nth}", record.version()), &text)?;
        }
        for effect in decision.effects() {
            let lane = match effect.action() {
                Action::Acknowledge { .. }
                | Action::PutQuestion { .. }
                | Action::TellPerson { .. } => Lane::Mail,
                Action::TellAccount { .. } | Action::Merge { .. } => Lane::Message,
                // The desk has a list, in which all of this stands.
                _ => continue,
            };
            let key = Key {
                stream,
                version: effect.key().version(),
                nth: effect.key().index().into(),
            };
            self.post(unit, key, lane, &Posted::Request { effect })?;
        }
        Ok(RequestTold {
            request,
            refusal: None,
        })
    }

    fn head(&self, account: AccountId, request: &Request) -> Head {
        Head {
            due: request.next_wakeup().map(|it| it.at()),
            state: request.state().kind().as_str().to_owned(),
            owner: request.account().unwrap_or(account).as_str().to_owned(),
            clock: request.next_due().map(|(_, due)| due),
        }
    }

    /// A request as it is stored.
    pub(crate) fn request(&self, unit: &mut Unit<'_>, id: RequestId) -> Result<Request, HostError> {
        let stream = Stream::Request(id);
        let mut request = self
            .requests
            .get(stream)
            .unwrap_or_else(|| Request::new(id));
        let lines = unit.lines(stream, request.version())?;
        for text in &lines {
            for event in &Decided::<Event>::read(text)?.events {
                request.apply(event).map_err(|_| HostError::Record)?;
            }
        }
        if unit.is_clean() && !lines.is_empty() {
            self.requests.put(stream, request.clone());
        }
        Ok(request)
    }

    /// A request with what was written.
    pub(crate) fn case(&self, unit: &mut Unit<'_>, id: RequestId) -> Result<Case, HostError> {
        let stream = Stream::Request(id);
        let request = self.request(unit, id)?;
        let written = unit.kept(stream)?.into_iter();
        let written = written.filter_map(|(_, text)| serde_json::from_str(&text).ok());
        Ok(Case {
            request,
            written: written.collect(),
        })
    }

    /// The form of an account on a topic that was filled in and is not submitted yet.
    pub(crate) fn waiting(
        &self,
        unit: &mut Unit<'_>,
        account: AccountId,
        topic: Topic,
    ) -> Result<Option<Waiting>, HostError> {
        let kept = unit.kept(Stream::Account(account))?;
        let found = kept.into_iter().find(|(name, _)| *name == form_name(topic));
        Ok(found.and_then(|(_, text)| serde_json::from_str(&text).ok()))
    }
}
