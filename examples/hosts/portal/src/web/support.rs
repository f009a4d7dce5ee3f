//! Asking support: what may be asked, the forms, and the page of a request.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use checkmark::account::{AccountId, Actor, RequestId};
use checkmark::calendar::Language;
use checkmark::picture::Timeline as Picture;
use checkmark::ticket::{
    Audience, ClockName, Command, Content, Draft, Field, Need, Refusal, Request, StateKind, Topic,
    offered,
};
use checkmark::tier;

use super::command::{command, then};
use super::join::refusal_text;
use super::page::{go, refused};
use super::{Frame, PageError, Portal, Posted, Visit, page};
use crate::host::{Ask, Case, Filed, Host, HostError, RequestAsk};
use crate::store::{Role, Stream, Unit};
use crate::words::{Words, instant, plain};

type Answer = Result<Response, PageError>;

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
    pub(crate) fn of(request: &Request) -> Self {
        let number = request.number().map(|it| it.as_str().to_owned());
        Self {
            key: number.clone().unwrap_or_else(|| request.id().to_string()),
            number: number.unwrap_or_else(|| "-".to_owned()),
            topic: request
                .topic()
                .map_or_else(|| "draft".to_owned(), |it| plain(it.as_str())),
            state: plain(request.state().kind().as_str()),
            due: match request.next_due() {
                Some((clock, at)) => format!("{}: {}", plain(clock.as_str()), instant(at)),
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
        rows = sent.map(Row::of).collect();
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
    fn find(
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
        _ => return plain(topic.as_str()),
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
        _ => return plain(field.as_str()),
    }
    .to_owned()
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
        return Ok(PageError::nothing(visit.words).into_response());
    };
    if topic.needs_sign_in() && visit.signed_in().is_none() {
        return Ok(go("/sign-in"));
    }
    let mut draft = Draft::default();
    if let Some(account) = visit.signed_in() {
        let waiting =
            portal.run(move |host| host.store.work(|unit| host.draft(unit, account, topic)));
        draft = waiting
            .await?
            .and_then(|case| case.draft())
            .unwrap_or_default();
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
        return Ok(PageError::nothing(w).into_response());
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
    let known = posted
        .visit
        .account()
        .filter(|_| !topic.needs_sign_in() || posted.visit.signed_in().is_some());
    let typed = draft.email.clone().unwrap_or_default();
    let session = posted.visit.session();
    let kept = draft.clone();
    let filed = portal.run(move |host| {
        // Trouble with the code needs no sign-in: whose it is, the address says (CODE-4).
        let account = match known {
            Some(account) => Some(account),
            None if !topic.needs_sign_in() => host.account_at(&typed)?,
            None => None,
        };
        let Some(account) = account else {
            return Ok::<_, HostError>(None);
        };
        let ask = Ask {
            session,
            ..Ask::new(account, Actor::Person, asked)
        };
        let filed = host.file(&ask, topic, &kept)?;
        host.settle(Stream::Account(account));
        Ok(Some(filed))
    });
    let mut f = Frame::new(&portal, &posted.visit);
    let stranger = posted.visit.signed_in().is_none();
    let faults: Vec<(Field, String)> = match filed.await? {
        // Whether there is such an account, a stranger is not told.
        None | Some(Filed::Asked(_)) if stranger => return Ok(go("/support/sent")),
        Some(Filed::Refused(_)) if stranger => return Ok(go("/support/sent")),
        None => return Ok(go("/sign-in")),
        Some(Filed::Asked(_)) => return Ok(go("/support")),
        Some(Filed::Refused(refusal)) => {
            f.fault = Some(refusal_text(&refusal, w));
            Vec::new()
        }
        Some(Filed::NotKept(refusal)) => {
            f.fault = Some(ticket_refusal_text(&refusal, w));
            Vec::new()
        }
        Some(Filed::Faulty(faults)) => {
            f.fault = Some(
                w.t("Some fields will not do.", "Några fält duger inte.")
                    .to_owned(),
            );
            faults
                .iter()
                .map(|it| (it.field(), it.text(w.0).to_string()))
                .collect()
        }
    };
    Ok(refused(
        &posted.visit,
        &FormPage::new(f, &posted.visit, topic, &draft, &faults),
    ))
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

struct ClockView {
    name: &'static str,
    title: String,
    status: String,
    due: String,
    at_risk: String,
}

#[derive(Template)]
#[template(path = "request.html")]
struct RequestPage {
    f: Frame,
    path: String,
    row: Row,
    state: &'static str,
    support: bool,
    clocks: Vec<ClockView>,
    written: Vec<(String, String)>,
    form: Vec<(String, String)>,
    questions: Vec<u16>,
    offered: Vec<&'static str>,
    topic: &'static str,
    standing: u64,
    address: u32,
    account: String,
    account_state: &'static str,
    sender: String,
    organizations: Vec<(String, String)>,
}

impl RequestPage {
    fn can(&self, command: &str) -> bool {
        self.offered.contains(&command)
    }
}

/// The page of a request: of one's own, or of anybody's for support.
pub(crate) async fn request(
    State(portal): State<Arc<Portal>>,
    Path(key): Path<String>,
    visit: Visit,
) -> Answer {
    show(&portal, &visit, key, None).await
}

/// The same, to which the links of the acknowledgement lead.
pub(crate) async fn request_part(
    State(portal): State<Arc<Portal>>,
    Path((key, _)): Path<(String, String)>,
    visit: Visit,
) -> Answer {
    show(&portal, &visit, key, None).await
}

/// Which request a visitor means: one of one's own, or for support anybody's.
fn meant(
    host: &Host,
    unit: &mut Unit<'_>,
    account: Option<AccountId>,
    role: Option<Role>,
    key: &str,
) -> Result<Option<RequestId>, HostError> {
    if role == Some(Role::Support) {
        let id = key.parse::<RequestId>().ok();
        return Ok(match id {
            Some(id) if host.request(unit, id)?.version() > 0 => Some(id),
            _ => None,
        });
    }
    match account {
        Some(account) => host.find(unit, account, key),
        None => Ok(None),
    }
}

/// What the page of a request is made of.
struct Seen {
    case: Case,
    account: tier::Account,
    sender: String,
    organizations: Vec<(String, String)>,
}

pub(super) async fn show(
    portal: &Portal,
    visit: &Visit,
    key: String,
    fault: Option<String>,
) -> Answer {
    let (account, role) = (visit.signed_in(), visit.role());
    let seen = portal.run(move |host| {
        host.store.work(|unit| {
            let Some(id) = meant(host, unit, account, role, &key)? else {
                return Ok(None);
            };
            let case = host.case(unit, id)?;
            let owner = case
                .request
                .account()
                .or(account)
                .ok_or(HostError::Record)?;
            let account = host.account(unit, owner)?;
            let person = unit.person(owner)?;
            let sender = person
                .address(account.address())
                .map(|it| it.as_str().to_owned());
            let mut organizations = Vec::new();
            if role.is_some() {
                for id in unit.all("organization")? {
                    let name =
                        host.organization_name(unit, id.parse().map_err(|_| HostError::Record)?)?;
                    organizations.push((id, name));
                }
            }
            Ok::<_, HostError>(Some(Seen {
                case,
                account,
                sender: sender.unwrap_or_default(),
                organizations,
            }))
        })
    });
    let Some(seen) = seen.await? else {
        return Ok(PageError::nothing(visit.words).into_response());
    };
    let faulty = fault.is_some();
    let f = Frame::new(portal, visit).with_fault(fault);
    let support = role == Some(Role::Support);
    let shown = request_page(f, seen, support);
    Ok(if faulty {
        refused(visit, &shown)
    } else {
        page(visit, &shown)
    })
}

fn request_page(f: Frame, seen: Seen, support: bool) -> RequestPage {
    let Seen {
        case,
        account,
        sender,
        organizations,
    } = seen;
    let request = &case.request;
    let row = Row::of(request);
    let key = if support {
        request.id().to_string()
    } else {
        row.key.clone()
    };
    let actor = if support {
        Actor::Support
    } else {
        Actor::Person
    };
    let basis = request.basis();
    let visible = case
        .written
        .iter()
        .filter(|it| support || it.audience() != Audience::Support);
    let draft = serde_json::json!(case.draft().unwrap_or_default());
    let form = draft
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(name, value)| {
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            (!text.is_empty()).then(|| (plain(name), text))
        });
    RequestPage {
        path: format!("/requests/{key}"),
        state: request.state().kind().as_str(),
        support,
        clocks: request
            .clocks()
            .map(|clock| ClockView {
                name: clock.name().as_str(),
                title: clock_title(clock.name(), f.w),
                status: plain(clock.status().as_str()),
                due: instant(clock.due()),
                at_risk: instant(clock.at_risk()),
            })
            .collect(),
        written: visible
            .filter_map(|it| written(it.content(), f.w))
            .collect(),
        form: form.collect(),
        questions: request
            .open_questions()
            .map(|it| it.no().number())
            .collect(),
        offered: offered(request)
            .filter(|it| it.actors().contains(&actor))
            .map(|it| it.as_str())
            .collect(),
        topic: request.topic().map_or("", |it| it.as_str()),
        standing: basis.map_or(0, |it| it.standing().number()),
        address: basis.map_or(0, |it| it.address().number()),
        account: account.id().to_string(),
        account_state: account.state().kind().as_str(),
        sender,
        organizations,
        row,
        f,
    }
}

fn clock_title(name: ClockName, w: Words) -> String {
    match name {
        ClockName::Contact => w.t("First contact", "Första kontakt"),
        ClockName::Validation => w.t("Validation", "Validering"),
        ClockName::Profile => w.t("Company profile", "Företagsprofil"),
    }
    .to_owned()
}

/// Who wrote, and what.
fn written(content: &Content, w: Words) -> Option<(String, String)> {
    let (who, text) = match content {
        Content::Contact { text } => (w.t("Support", "Supporten"), text),
        Content::Question { text, .. } => (w.t("Support asks", "Supporten frågar"), text),
        Content::Answer {
            text: Some(text), ..
        } => (w.t("Answer", "Svar"), text),
        Content::Information { text } => (w.t("Information", "Information"), text),
        Content::Note { text } => (w.t("Note of support", "Supportens anteckning"), text),
        Content::Outcome { text } => (w.t("Outcome", "Utfall"), text),
        Content::Reopening { text } => (w.t("Reopened", "Öppnat igen"), text),
        _ => return None,
    };
    Some((who.to_owned(), text.as_str().to_owned()))
}

/// Gives a request a command: of the person whose it is, or of support.
pub(crate) async fn give(
    State(portal): State<Arc<Portal>>,
    Path(key): Path<String>,
    posted: Posted,
) -> Answer {
    let w = posted.visit.words;
    let command: Command = match command(&posted) {
        Ok(command) => command,
        Err(fault) => return show(&portal, &posted.visit, key, Some(fault)).await,
    };
    let (account, role) = (posted.visit.signed_in(), posted.visit.role());
    let wanted = key.clone();
    let told = portal.run(move |host| {
        let id = host
            .store
            .work(|unit| meant(host, unit, account, role, &wanted))?;
        let Some(request) = id else {
            return Ok::<_, HostError>(None);
        };
        let owner = host
            .store
            .work(|unit| host.request(unit, request))?
            .account()
            .or(account);
        let told = host.ask_request(&RequestAsk {
            request,
            account: owner.ok_or(HostError::Record)?,
            actor: if role.is_some() {
                Actor::Support
            } else {
                Actor::Person
            },
            signed_in: account.is_some(),
            command,
        })?;
        host.settle(Stream::Request(request));
        Ok(Some(told))
    });
    let Some(told) = told.await? else {
        return Ok(PageError::nothing(w).into_response());
    };
    match told.refusal {
        None => Ok(go(&then(&posted, &format!("/requests/{key}")))),
        Some(refusal) => {
            let text = ticket_refusal_text(&refusal, w);
            show(&portal, &posted.visit, key, Some(text)).await
        }
    }
}

/// A request's refusal in words: what stands in the way, and what would help.
pub(super) fn ticket_refusal_text(refusal: &Refusal, w: Words) -> String {
    let why = plain(refusal.code().as_str());
    let mut text = format!("{why} ({}). {}", refusal.rule(), refusal.remedy().text(w.0));
    for fault in refusal.faults().iter() {
        text.push_str(&format!(" {}.", fault.text(w.0)));
    }
    text
}

/// The picture of a clock: what was counted and what was not.
pub(crate) async fn picture(
    State(portal): State<Arc<Portal>>,
    Path((key, clock)): Path<(String, String)>,
    visit: Visit,
) -> Answer {
    let (account, role) = (visit.signed_in(), visit.role());
    let language = match visit.words.0 {
        checkmark::account::Language::Swedish => Language::Swedish,
        _ => Language::English,
    };
    let drawn = portal.run(move |host| {
        let request = host
            .store
            .work(|unit| match meant(host, unit, account, role, &key)? {
                Some(id) => host.request(unit, id).map(Some),
                None => Ok(None),
            })?;
        let explained = request.and_then(|request| {
            let name = clock.parse::<ClockName>().ok()?;
            request.explain(name, &host.desk)?.ok()
        });
        Ok::<_, HostError>(explained.map(|it| Picture::new(&it, language).to_string()))
    });
    let Some(svg) = drawn.await? else {
        return Ok(PageError::nothing(visit.words).into_response());
    };
    // A picture may have its own style, and nothing else.
    let headers = [
        (header::CONTENT_TYPE, "image/svg+xml"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'",
        ),
    ];
    Ok((headers, svg).into_response())
}
