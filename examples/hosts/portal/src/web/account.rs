//! My account: mark, tier, next step, why, what I may do, what happened.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use checkmark::account::{AccountId, Actor, OrganizationId};
use checkmark::tier::{
    Account, CheckMark, Command, Explanation, Place, RepairStep, Session, StateKind, TimelineRow,
    explain, next_step,
};

use super::command::{command, then};
use super::join::{awaits_code, told};
use super::page::{go, go_as, refused};
use super::{Frame, PageError, Portal, Posted, Visit, page};
use crate::host::{Ask, Host, HostError, Right, history, may_give, rights};
use crate::refusals::{Fault, account_fault};
use crate::store::{Person, Stream};
use crate::words::{Words, instant};

type Answer = Result<Response, PageError>;

/// What the page is made of, read in one unit of work.
struct Known {
    account: Account,
    person: Person,
    names: Vec<(OrganizationId, String)>,
    rights: Vec<(String, Vec<Right>)>,
    history: Vec<TimelineRow>,
}

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    f: Frame,
    address: String,
    name: String,
    state: StateKind,
    tier: &'static str,
    step: &'static str,
    next: String,
    why: Vec<String>,
    offer: Vec<(String, String)>,
    invitations: Vec<(String, String, String)>,
    memberships: Vec<(String, String, String, bool)>,
    numbers: Vec<String>,
    products: Vec<String>,
    repair: &'static str,
    changing: bool,
    rights: Vec<(String, Vec<Right>)>,
    history: Vec<(String, String, String)>,
}

/// The page of one's account.
pub(crate) async fn account(State(portal): State<Arc<Portal>>, visit: Visit) -> Answer {
    show(&portal, &visit, None).await
}

async fn show(portal: &Portal, visit: &Visit, fault: Option<Fault>) -> Answer {
    let Some(id) = visit.account() else {
        return Ok(go("/sign-in"));
    };
    let session = visit.session();
    let known = portal.run(move |host| host.known(id, &session)).await?;
    let account = &known.account;
    let state = account.state().kind();
    if awaits_code(state) {
        return Ok(go("/code"));
    }
    let faulty = fault.is_some();
    let mut f = Frame::new(portal, visit).with_fault(fault);
    f.mark = CheckMark::seen_by(&session, account.tier());
    let now = portal.host.clock.now();
    let step = next_step(account, &session, now);
    let step_id = step.map_or("none", |it| it.step().as_str());
    f.again = matches!(step_id, "await_evidence" | "await_confirmation") && !faulty;
    let signed_in = visit.signed_in().is_some();
    let name = |id: OrganizationId| {
        let known = known.names.iter().find(|(known, _)| *known == id);
        known.map_or_else(|| id.to_string(), |(_, name)| name.clone())
    };
    let offer = account.offer().iter().map(|it| it.organization());
    let page_of_it = AccountPage {
        address: match known.person.address(account.address()) {
            Some(address) if signed_in => address.as_str().to_owned(),
            _ => String::new(),
        },
        name: match &known.person.name {
            Some(name) if signed_in => format!("{} {}", name.first(), name.last()),
            _ => String::new(),
        },
        state,
        tier: account.tier().map_or("none", |it| it.as_str()),
        step: step_id,
        next: step.map_or_else(String::new, |it| it.text(f.w.0).to_string()),
        why: why(&explain(account, now), name, f.w),
        offer: offer.map(|id| (id.to_string(), name(id))).collect(),
        invitations: account
            .invitations()
            .map(|it| {
                let lapses = instant(it.lapses().at());
                (it.invitation().to_string(), name(it.organization()), lapses)
            })
            .collect(),
        memberships: account
            .memberships()
            .map(|it| {
                let grant = it.grant();
                let administers = grant.role().as_str().contains("administrator");
                let relation = f.w.code(grant.relation().as_str());
                let what = format!("{relation}, {}", f.w.code(grant.role().as_str()));
                let organization = grant.organization();
                (
                    organization.to_string(),
                    name(organization),
                    what,
                    administers,
                )
            })
            .collect(),
        numbers: account
            .customer_numbers()
            .iter()
            .map(ToString::to_string)
            .collect(),
        products: if signed_in {
            known.person.products.clone()
        } else {
            Vec::new()
        },
        repair: match step.and_then(|it| it.arguments().repair()) {
            Some(step) => step.as_str(),
            None => "",
        },
        changing: account.pending_change().is_some(),
        rights: known.rights,
        history: known
            .history
            .iter()
            .map(|row| {
                let text = row.text(f.w.0).to_string();
                (instant(row.at()), text, row.rule().to_string())
            })
            .collect(),
        f,
    };
    Ok(if faulty {
        refused(visit, &page_of_it)
    } else {
        page(visit, &page_of_it)
    })
}

/// What made the tier and holds it there, ground by ground, and what is due.
fn why(
    explanation: &Explanation,
    name: impl Fn(OrganizationId) -> String,
    w: Words,
) -> Vec<String> {
    let grounds = explanation.grounds().iter().map(|ground| {
        let mut text = match ground.because() {
            Some(reason) => reason.text(w.0),
            None => ground.kind().text(w.0),
        }
        .to_owned();
        if let Some(organization) = ground.organization() {
            text.push_str(&format!(" {}.", name(organization)));
        }
        if let Some(since) = ground.since() {
            let word = w.t("Since", "Sedan");
            text.push_str(&format!(" {word} {}.", instant(since)));
        }
        match ground.verdict() {
            Some(verdict) => format!(
                "{text} {}: {} ({}, {})",
                w.t("Found", "Resultat"),
                w.code(verdict.class().as_str()),
                ground.rule(),
                verdict.rule()
            ),
            None => format!("{text} ({})", ground.rule()),
        }
    });
    let due = explanation.due().iter();
    let due = due.map(|it| format!("{}: {}.", it.kind().text(w.0), instant(it.at())));
    grounds.chain(due).collect()
}

impl Host {
    fn known(&self, id: AccountId, session: &Session) -> Result<Known, HostError> {
        self.store.work(|unit| {
            let account = self.account(unit, id)?;
            let person = unit.person(id)?;
            let offered = account.offer().iter().map(|it| it.organization());
            let joined = account.memberships().map(|it| it.grant().organization());
            let invited = account.invitations().map(|it| it.organization());
            let mut names = Vec::new();
            for organization in offered.chain(joined).chain(invited) {
                names.push((organization, self.organization_name(unit, organization)?));
            }
            Ok(Known {
                rights: rights(self, unit, &account, &person, session)?,
                history: history(unit, id)?,
                account,
                person,
                names,
            })
        })
    }
}

#[derive(Template)]
#[template(path = "shop.html")]
struct ShopPage {
    f: Frame,
}

/// The shop, where the tier is not resolved: whoever is signed in has the blue mark (MARK-1).
pub(crate) async fn shop(State(portal): State<Arc<Portal>>, visit: Visit) -> Response {
    let mut f = Frame::new(&portal, &visit);
    if visit.signed_in().is_some() {
        f.mark = CheckMark::seen_by(&Session::at(Place::Shop), None);
    }
    page(&visit, &ShopPage { f })
}

/// Gives a command of one's own.
pub(crate) async fn give(State(portal): State<Arc<Portal>>, posted: Posted) -> Answer {
    let w = posted.visit.words;
    let (Some(account), Some(row)) = (posted.visit.account(), posted.visit.row.clone()) else {
        return Ok(go("/sign-in"));
    };
    let command: Command = match command(&posted) {
        Ok(command) => command,
        Err(fault) => return show(&portal, &posted.visit, Some(fault)).await,
    };
    if !may_give(&row, &command) {
        return Ok(go("/sign-in"));
    }
    let leaves = matches!(
        &command,
        Command::RepairStep {
            step: RepairStep::SignOut
        }
    );
    let changes = matches!(&command, Command::ChangeAddress { .. });
    let ask = Ask {
        session: posted.visit.session(),
        visit: posted.visit.name(),
        ..Ask::new(account, Actor::Person, command)
    };
    let told = portal.run(move |host| {
        let told = host.ask(&ask)?;
        host.settle(Stream::Account(account));
        Ok::<_, HostError>(told)
    });
    let told = told.await?;
    if let Some(refusal) = told.refusal {
        return show(
            &portal,
            &posted.visit,
            Some(account_fault(&refusal, Actor::Person, w)),
        )
        .await;
    }
    if leaves {
        // The repair goes on by somebody who is signed out, and whom this visit still knows.
        let token = portal.run(move |host| host.rotate(&row, false)).await?;
        return Ok(go_as("/account", &token));
    }
    Ok(go(&then(
        &posted,
        if changes { "/code" } else { "/account" },
    )))
}

/// Verifies the password again.
pub(crate) async fn confirm(State(portal): State<Arc<Portal>>, posted: Posted) -> Answer {
    let Some(row) = posted.visit.row.clone() else {
        return Ok(go("/sign-in"));
    };
    let password = posted.raw("password").to_owned();
    match portal.hash(move |host| host.confirm(&row, &password)).await {
        Ok(token) => Ok(go_as(&then(&posted, "/account"), &token)),
        Err(error) => {
            let fault = told(error, posted.visit.words)?;
            show(&portal, &posted.visit, Some(fault)).await
        }
    }
}

/// Changes the password.
pub(crate) async fn password(State(portal): State<Arc<Portal>>, posted: Posted) -> Answer {
    let Some(row) = posted.visit.row.clone() else {
        return Ok(go("/sign-in"));
    };
    let (old, new) = (posted.raw("old").to_owned(), posted.raw("new").to_owned());
    match portal
        .hash(move |host| host.change_password(&row, &old, &new))
        .await
    {
        Ok(()) => Ok(go("/account")),
        Err(error) => {
            let fault = told(error, posted.visit.words)?;
            show(&portal, &posted.visit, Some(fault)).await
        }
    }
}
