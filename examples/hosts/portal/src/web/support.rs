//! Asking support: what may be asked, the forms, and the page of a request.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use checkmark::account::{AccountId, Actor, RequestId};
use checkmark::ticket::{Draft, Faults, Field, Form, Need, Request, StateKind, Topic};
use checkmark::tier;

use super::command::command;
use super::page::{go, refused};
use super::{Frame, PageError, Portal, Posted, Visit, page};
use crate::host::{Ask, Filed, Host, HostError};
use crate::refusals::account_fault;
use crate::store::{Stream, Unit};
use crate::words::{Words, instant};

type Answer = Result<Response, PageError>;

/// How long a stranger waits for an answer: longer than it takes to write one down.
const STRANGERS_WAIT: Duration = Duration::from_millis(150);

/// A request in a list: its key, what it is about, its state, and when it is due.
pub(crate) struct Row {
    pub(crate) key: String,
    pub(crate) number: String,
    pub(crate) topic: String,
    pub(crate) state: String,
    pub(crate) due: String,
}

impl Row {
    /// The row of a request.
    pub(crate) fn of(request: &Request, w: Words) -> Self {
        let number = request.number().map(|it| it.as_str().to_owned());
        Self {
            key: number.clone().unwrap_or_else(|| request.id().to_string()),
            number: number.unwrap_or_else(|| "-".to_owned()),
            topic: request
                .topic()
                .map_or_else(|| w.code("draft"), |it| w.code(it.as_str())),
            state: w.code(request.state().kind().as_str()),
            due: match request.next_due() {
                Some((clock, at)) => format!("{}: {}", w.code(clock.as_str()), instant(at)),
                None => "-".to_owned(),
            },
        }
    }
}

#[derive(Template)]
#[template(path = "support.html")]
struct SupportPage {
    f: Frame,
    rows: Vec<Row>,
}

/// My requests, and what may be asked.
pub(crate) async fn support(State(portal): State<Arc<Portal>>, visit: Visit) -> Answer {
    let mut rows = Vec::new();
    if let Some(account) = visit.signed_in() {
        let requests = portal.run(move |host| host.requests_of(account)).await?;
        let sent = requests
            .iter()
            .filter(|it| it.state().kind() != StateKind::Draft);
        rows = sent.map(|it| Row::of(it, visit.words)).collect();
    }
    let f = Frame::new(&portal, &visit);
    Ok(page(&visit, &SupportPage { f, rows }))
}

impl Host {
    /// The requests of an account.
    pub(crate) fn requests_of(&self, account: AccountId) -> Result<Vec<Request>, HostError> {
        self.store.work(|unit| {
            let ids = unit.requests_of(account)?;
            ids.into_iter().map(|id| self.request(unit, id)).collect()
        })
    }

    /// The request of an account with a number or an id.
    pub(crate) fn find(
        &self,
        unit: &mut Unit<'_>,
        account: AccountId,
        key: &str,
    ) -> Result<Option<RequestId>, HostError> {
        for id in unit.requests_of(account)? {
            let number = self.request(unit, id)?.number();
            if id.as_str() == key || number.is_some_and(|it| it.as_str() == key) {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }
}

/// A field of a form, as the page shows it.
struct FieldView {
    name: &'static str,
    label: String,
    required: bool,
    value: String,
    fault: String,
    choices: Vec<(&'static str, String)>,
    long: bool,
}

#[derive(Template)]
#[template(path = "form.html")]
struct FormPage {
    f: Frame,
    topic: &'static str,
    title: String,
    fields: Vec<FieldView>,
    nominees: bool,
    names: Vec<(usize, String, String, String)>,
    stranger: bool,
}

impl FormPage {
    fn new(
        f: Frame,
        visit: &Visit,
        topic: Topic,
        draft: &Draft,
        faults: &[(Field, String)],
    ) -> Self {
        let asked = Field::ALL
            .iter()
            .filter(|field| field.need(topic) != Need::NotAsked);
        let asked = asked.filter(|field| **field != Field::Nominees);
        let value = serde_json::json!(draft);
        let fields = asked.map(|field| FieldView {
            name: field.as_str(),
            label: label(*field, f.w),
            required: field.need(topic) == Need::Required,
            value: value[field.as_str()]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
            fault: fault_of(faults, *field),
            choices: choices(*field, f.w),
            long: matches!(
                field,
                Field::EquipmentAddress | Field::CompanyAddress | Field::Message
            ),
        });
        let blank = (0..3).map(|nth| match draft.nominees.get(nth) {
            Some(it) => (nth, it.first.clone(), it.last.clone(), it.email.clone()),
            None => (nth, String::new(), String::new(), String::new()),
        });
        Self {
            topic: topic.as_str(),
            title: title(topic, f.w),
            fields: fields.collect(),
            nominees: Field::Nominees.need(topic) != Need::NotAsked,
            names: blank.collect(),
            stranger: visit.account().is_none(),
            f,
        }
    }
}

fn fault_of(faults: &[(Field, String)], field: Field) -> String {
    let of_field = faults.iter().filter(|(it, _)| *it == field);
    of_field
        .map(|(_, text)| text.as_str())
        .collect::<Vec<_>>()
        .join("; ")
}

fn title(topic: Topic, w: Words) -> String {
    match topic {
        Topic::AccountAccess => w.t("Account access issue", "Problem med kontoåtkomst"),
        Topic::FirstAdministrator => w.t("The first administrator", "Den första administratören"),
        Topic::CompanyProfile => w.t("Company profile", "Företagsprofil"),
        Topic::TroubleWithValidation => w.t("Trouble with validation", "Problem med validering"),
        _ => return w.code(topic.as_str()),
    }
    .to_owned()
}

fn label(field: Field, w: Words) -> String {
    match field {
        Field::Phone => w.t(
            "Telephone number, with its country code",
            "Telefonnummer, med landsnummer",
        ),
        Field::PreferredContact => w.t("How to reach you", "Hur vi når dig"),
        Field::Email => w.t(
            "E-mail address that the trouble is with",
            "E-postadress som problemet gäller",
        ),
        Field::Site => w.t(
            "Address of the site you want to reach (https://...)",
            "Adress till webbplatsen du vill nå (https://...)",
        ),
        Field::Intent => w.t("What you want", "Vad du vill"),
        Field::Product => w.t(
            "Service tag or serial number",
            "Servicenummer eller serienummer",
        ),
        Field::Company => w.t("Name of the company", "Företagets namn"),
        Field::EquipmentAddress => w.t(
            "Address where the equipment is",
            "Adress där utrustningen finns",
        ),
        Field::CompanyAddress => w.t("Address of the company", "Företagets adress"),
        Field::Country => w.t("Country, two letters", "Land, två bokstäver"),
        Field::Message => w.t("Anything else", "Något mer"),
        _ => return w.code(field.as_str()),
    }
    .to_owned()
}

/// The label of a field by its name.
pub(super) fn label_of(name: &str, w: Words) -> String {
    name.parse()
        .map_or_else(|_| w.code(name), |field| label(field, w))
}

/// What was written into a field: a choice in words, and whoever was nominated by name.
pub(super) fn text_of(name: &str, value: &serde_json::Value, w: Words) -> String {
    if let Some(text) = value.as_str() {
        let choices = name
            .parse()
            .map_or_else(|_| Vec::new(), |it| choices(it, w));
        let chosen = choices.into_iter().find(|(code, _)| *code == text);
        return chosen.map_or_else(|| text.to_owned(), |(_, words)| words);
    }
    let people = value.as_array().into_iter().flatten().map(|it| {
        let part = |name: &str| it[name].as_str().unwrap_or_default();
        format!("{} {}, {}", part("first"), part("last"), part("email"))
    });
    people.collect::<Vec<_>>().join("; ")
}

fn choices(field: Field, w: Words) -> Vec<(&'static str, String)> {
    let choices: &[(&str, &str, &str)] = match field {
        Field::PreferredContact => &[
            ("email", "by e-mail", "med e-post"),
            ("telephone", "by telephone", "per telefon"),
        ],
        Field::Intent => &[
            (
                "enable_business_access",
                "enable business access for my account",
                "aktivera företagsåtkomst för mitt konto",
            ),
            (
                "restore_business_access",
                "restore business access",
                "återställ företagsåtkomst",
            ),
            (
                "correct_organization",
                "correct my organization",
                "rätta min organisation",
            ),
        ],
        _ => &[],
    };
    choices
        .iter()
        .map(|(code, english, swedish)| (*code, w.t(english, swedish).to_owned()))
        .collect()
}

/// A form on a topic, with what was filled in before.
pub(crate) async fn form(
    State(portal): State<Arc<Portal>>,
    Path(topic): Path<String>,
    visit: Visit,
) -> Answer {
    let Ok(topic) = topic.parse::<Topic>() else {
        return Ok(PageError::NOTHING.into_response());
    };
    if topic.needs_sign_in() && visit.signed_in().is_none() {
        return Ok(go("/sign-in"));
    }
    let mut draft = Draft::default();
    if let Some(account) = visit.signed_in() {
        let waiting =
            portal.run(move |host| host.store.work(|unit| host.waiting(unit, account, topic)));
        draft = waiting.await?.map(|it| it.draft).unwrap_or_default();
    }
    let f = Frame::new(&portal, &visit);
    Ok(page(&visit, &FormPage::new(f, &visit, topic, &draft, &[])))
}

/// Takes a form: all its faults at once, or the account asks for the request.
pub(crate) async fn file(
    State(portal): State<Arc<Portal>>,
    Path(topic): Path<String>,
    posted: Posted,
) -> Answer {
    let w = posted.visit.words;
    let Ok(topic) = topic.parse::<Topic>() else {
        return Ok(PageError::NOTHING.into_response());
    };
    let mut draft: Draft = command(&posted).unwrap_or_default();
    draft
        .nominees
        .retain(|it| !(it.first.is_empty() && it.last.is_empty() && it.email.is_empty()));
    let asked = match topic {
        Topic::CompanyProfile => {
            let product = draft.product.as_deref().and_then(|it| it.parse().ok());
            tier::Command::SubmitProfile { product }
        }
        _ => tier::Command::RequestSupport {
            topic: topic.as_str().parse().unwrap_or_default(),
        },
    };
    let mut f = Frame::new(&portal, &posted.visit);
    let fault_page = |mut f: Frame, faults: &Faults| {
        let text = w.t("Some fields will not do.", "Några fält duger inte.");
        f.fault = Some(text.into());
        let faults = faults
            .iter()
            .map(|it| (it.field(), it.text(w.0).to_string()));
        let faults: Vec<_> = faults.collect();
        FormPage::new(f, &posted.visit, topic, &draft, &faults)
    };
    // The form is looked at before the account is, so that its faults say nothing of who has one.
    if let Err(faults) = Form::check(topic, &draft)
        && posted.visit.signed_in().is_none()
    {
        return Ok(refused(&posted.visit, &fault_page(f, &faults)));
    }
    let signed_in = posted.visit.signed_in();
    if signed_in.is_none() && topic != Topic::TroubleWithValidation {
        return Ok(go("/sign-in"));
    }
    let known = posted.visit.account();
    let typed = draft.email.clone().unwrap_or_default();
    let session = posted.visit.session();
    let kept = draft.clone();
    let filed = portal.run(move |host| {
        // Trouble with the code needs no sign-in: whose it is, the address says (CODE-4).
        let account = match known {
            Some(account) => Some(account),
            None => host.account_at(&typed)?,
        };
        let Some(account) = account else {
            return Ok::<_, HostError>(None);
        };
        let ask = Ask {
            session,
            ..Ask::new(account, Actor::Person, asked)
        };
        let filed = host.file(&ask, topic, &kept)?;
        if signed_in.is_some() {
            host.settle(Stream::Account(account));
        }
        Ok(Some(filed))
    });
    if signed_in.is_none() {
        // Whether there is such an account, a stranger is told neither by words nor by the clock.
        let (filed, ()) = tokio::join!(filed, tokio::time::sleep(STRANGERS_WAIT));
        filed?;
        return Ok(go("/support/sent"));
    }
    let shown = match filed.await? {
        None => return Ok(go("/sign-in")),
        Some(Filed::Asked(_)) => return Ok(go("/support")),
        Some(Filed::Refused(refusal)) => {
            f.fault = Some(account_fault(&refusal, Actor::Person, w));
            FormPage::new(f, &posted.visit, topic, &draft, &[])
        }
        Some(Filed::Faulty(faults)) => fault_page(f, &faults),
    };
    Ok(refused(&posted.visit, &shown))
}

#[derive(Template)]
#[template(path = "sent.html")]
struct Sent {
    f: Frame,
}

/// What somebody reads who asked without being signed in.
pub(crate) async fn sent(State(portal): State<Arc<Portal>>, visit: Visit) -> Response {
    page(
        &visit,
        &Sent {
            f: Frame::new(&portal, &visit),
        },
    )
}
