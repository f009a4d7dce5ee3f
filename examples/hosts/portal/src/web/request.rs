//! The page of a request: its clocks, what was written, and what can be done.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use checkmark::account::{AccountId, Actor, RequestId};
use checkmark::calendar::Language;
use checkmark::picture::Timeline as Picture;
use checkmark::ticket::{Audience, ClockName, Command, Content, DeclineReason, offered};
use checkmark::tier::{self, Envelope, what_if};

use super::command::{command, then};
use super::page::{go, refused};
use super::support::{Row, label_of, text_of};
use super::{Frame, PageError, Portal, Posted, Visit, page};
use crate::host::{Case, Host, HostError, RequestAsk};
use crate::refusals::{Fault, request_fault};
use crate::store::{Role, Stream, Unit};
use crate::words::{Words, instant, sentence};

type Answer = Result<Response, PageError>;

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
    /// What support may do with the account just now: the command, and to what that leads.
    deeds: Vec<(&'static str, String)>,
    /// Why support may say no.
    reasons: Vec<&'static str>,
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
    fault: Option<Fault>,
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
        return Ok(PageError::NOTHING.into_response());
    };
    let faulty = fault.is_some();
    let f = Frame::new(portal, visit).with_fault(fault);
    let support = role == Some(Role::Support);
    let shown = request_page(f, &portal.host, seen, support);
    Ok(if faulty {
        refused(visit, &shown)
    } else {
        page(visit, &shown)
    })
}

fn request_page(f: Frame, host: &Host, seen: Seen, support: bool) -> RequestPage {
    let Seen {
        case,
        account,
        sender,
        organizations,
    } = seen;
    let request = &case.request;
    let row = Row::of(request, f.w);
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
            let text = text_of(name, value, f.w);
            (!text.is_empty()).then(|| (label_of(name, f.w), text))
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
                status: sentence(&f.w.code(clock.status().as_str())),
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
        deeds: if support {
            deeds(&account, host, f.w)
        } else {
            Vec::new()
        },
        reasons: DeclineReason::ALL.iter().map(|it| it.as_str()).collect(),
        row,
        f,
    }
}

/// What support may do with an account just now, as trying without effect shows.
fn deeds(account: &tier::Account, host: &Host, w: Words) -> Vec<(&'static str, String)> {
    let commands = [
        tier::Command::UnlockCodes,
        tier::Command::Suspend,
        tier::Command::Reinstate,
        tier::Command::Close,
        tier::Command::Erase,
    ];
    let (now, context) = (host.clock.now(), tier::Context::new(&host.tiers));
    let possible = commands.into_iter().filter_map(|command| {
        let kind = command.kind();
        let envelope = Envelope::new(account.id(), Actor::Support, now, command);
        let tried = what_if(account, &envelope, &context);
        let after = tried.after().kind().as_str();
        let then = w.t("then", "sedan");
        let deed = sentence(&w.code(kind.as_str()));
        let text = format!("{deed} ({then}: {})", w.code(after));
        tried.refusal().is_none().then(|| (kind.as_str(), text))
    });
    possible.collect()
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
        return Ok(PageError::NOTHING.into_response());
    };
    match told.refusal {
        None => Ok(go(&then(&posted, &format!("/requests/{key}")))),
        Some(refusal) => {
            let reader = if role.is_some() {
                Actor::Support
            } else {
                Actor::Person
            };
            let fault = request_fault(&refusal, reader, w);
            show(&portal, &posted.visit, key, Some(fault)).await
        }
    }
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
        return Ok(PageError::NOTHING.into_response());
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
