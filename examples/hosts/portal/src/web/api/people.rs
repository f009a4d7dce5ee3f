//! People: signing up, in and out, and one's own account.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use checkmark::account::{Actor, EmailAddress, Language, NewsletterChoice, PersonName};
use checkmark::tier::{Account, Command, Door, Event, Session, explain};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::view::{AccountView, RightsView};
use super::{Answer, Body, Caller, Problem};
use crate::host::{Ask, Host, HostError, SignUp, Told, history, may_give, rights};
use crate::store::{Stream, VisitRow};
use crate::web::Portal;
use crate::words::Words;

/// What a person sends to sign up (ACC-2).
#[derive(Deserialize, JsonSchema)]
pub(crate) struct SignUpBody {
    #[schemars(length(max = 254))]
    address: String,
    #[schemars(length(max = 100))]
    first_name: String,
    #[schemars(length(max = 100))]
    last_name: String,
    #[schemars(length(min = 8, max = 256))]
    password: String,
    #[serde(default)]
    newsletter: bool,
    #[serde(default)]
    door: Option<Door>,
    #[serde(default)]
    language: Option<Language>,
}

/// Address and password.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct SignInBody {
    address: String,
    password: String,
}

/// The old password and the new one.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct PasswordBody {
    old: String,
    new: String,
}

/// The password again.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct ConfirmBody {
    password: String,
}

/// A token, and the account that it stands for.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Opened {
    token: String,
    account: AccountView,
}

/// What came of a command.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Taken {
    account: AccountView,
    events: Vec<Event>,
    /// Another token, if the visit has one from now on.
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
}

const ENGLISH: Words = Words(Language::English);

pub(super) fn view(host: &Host, account: &Account, session: &Session) -> AccountView {
    AccountView::new(account, session, ENGLISH, host.clock.now())
}

/// Signs up. A taken address has the same answer as a free one (ACC-1).
pub(super) async fn sign_up(
    State(portal): State<Arc<Portal>>,
    Body(body): Body<SignUpBody>,
) -> Answer {
    if !portal.may_try(&body.address) {
        return Err(Problem::too_fast());
    }
    let address: EmailAddress = body
        .address
        .parse()
        .map_err(|error| Problem::unfit("address", error))?;
    let name = PersonName::new(&body.first_name, &body.last_name);
    let form = SignUp {
        door: body.door.unwrap_or(Door::CreateAccount),
        address,
        name: name.map_err(|error| Problem::unfit("name", error))?,
        newsletter: if body.newsletter {
            NewsletterChoice::Subscribed
        } else {
            NewsletterChoice::NotSubscribed
        },
        language: body.language.unwrap_or_default(),
    };
    let signed = portal.hash(move |host| host.sign_up(form, &body.password));
    let (_, token) = signed.await?;
    opened(&portal, token).await
}

async fn opened(portal: &Portal, token: String) -> Answer {
    let shown = portal.run(move |host| {
        let row = host.visit(&token)?.ok_or(HostError::Record)?;
        let id = row.account.ok_or(HostError::Record)?;
        let account = host.store.work(|unit| host.account(unit, id))?;
        let account = view(host, &account, &crate::host::session(&row));
        Ok::<_, Problem>(super::json(StatusCode::CREATED, &Opened { token, account }))
    });
    shown.await
}

/// Signs in.
pub(super) async fn sign_in(
    State(portal): State<Arc<Portal>>,
    Body(body): Body<SignInBody>,
) -> Answer {
    if !portal.may_try(&body.address) {
        return Err(Problem::too_fast());
    }
    let token = portal
        .hash(move |host| host.sign_in(&body.address, &body.password))
        .await?;
    opened(&portal, token).await
}

/// Opens business registration, or goes on with the repair (REG-1, FIX-1).
pub(super) async fn register(
    State(portal): State<Arc<Portal>>,
    Body(body): Body<SignInBody>,
) -> Answer {
    if !portal.may_try(&body.address) {
        return Err(Problem::too_fast());
    }
    let token = portal
        .hash(move |host| host.register(&body.address, &body.password))
        .await?;
    opened(&portal, token).await
}

/// Signs out.
pub(super) async fn sign_out(State(portal): State<Arc<Portal>>, caller: Caller) -> Answer {
    portal.run(move |host| host.sign_out(&caller.row)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Verifies the password again: another token.
pub(super) async fn confirm(
    State(portal): State<Arc<Portal>>,
    caller: Caller,
    Body(body): Body<ConfirmBody>,
) -> Answer {
    caller.account()?;
    let token = portal
        .hash(move |host| host.confirm(&caller.row, &body.password))
        .await?;
    opened(&portal, token).await
}

/// Changes the password (ACC-5).
pub(super) async fn password(
    State(portal): State<Arc<Portal>>,
    caller: Caller,
    Body(body): Body<PasswordBody>,
) -> Answer {
    let changed = portal.hash(move |host| host.change_password(&caller.row, &body.old, &body.new));
    changed.await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// One's account.
pub(super) async fn account(State(portal): State<Arc<Portal>>, caller: Caller) -> Answer {
    let id = caller.account()?;
    let shown = portal.run(move |host| {
        let account = host.store.work(|unit| host.account(unit, id))?;
        let shown = view(host, &account, &caller.session());
        Ok::<_, Problem>(super::json(StatusCode::OK, &shown))
    });
    shown.await
}

/// Gives a command of one's own.
pub(super) async fn give(
    State(portal): State<Arc<Portal>>,
    caller: Caller,
    Body(command): Body<Command>,
) -> Answer {
    let id = caller.account()?;
    if !may_give(&caller.row, &command) {
        return Err(Problem::no_visit());
    }
    let proves = matches!(
        command,
        Command::SubmitCode { .. } | Command::ConfirmAddress { .. }
    );
    let ask = Ask {
        session: caller.session(),
        visit: Some(caller.row.token.clone()),
        ..Ask::new(id, Actor::Person, command)
    };
    let shown = portal.run(move |host| {
        let told = host.ask(&ask)?;
        if let Some(refusal) = &told.refusal {
            return Err(Problem::from(refusal));
        }
        let mut token = None;
        let mut row = caller.row;
        if proves {
            token = Some(host.rotate(&row, true)?);
            row.signed_in = true;
        }
        taken(host, told, &row, token)
    });
    shown.await
}

/// What came of a command, when what it led to is done as well.
fn taken(
    host: &Host,
    told: Told,
    row: &VisitRow,
    token: Option<String>,
) -> Result<Response, Problem> {
    let id = told.account.id();
    host.settle(Stream::Account(id));
    let account = host.store.work(|unit| host.account(unit, id))?;
    let shown = Taken {
        account: view(host, &account, &crate::host::session(row)),
        events: told.events,
        token,
    };
    Ok(super::json(StatusCode::OK, &shown))
}

/// What one may do.
pub(super) async fn account_rights(State(portal): State<Arc<Portal>>, caller: Caller) -> Answer {
    let id = caller.account()?;
    let table = portal.run(move |host| {
        host.store.work(|unit| {
            let account = host.account(unit, id)?;
            let person = unit.person(id)?;
            rights(host, unit, &account, &person, &caller.session())
        })
    });
    let table = table.await.map_err(Problem::from)?;
    let table = table.into_iter().map(|(organization, rights)| RightsView {
        organization,
        rights,
    });
    Ok(super::json(StatusCode::OK, &table.collect::<Vec<_>>()))
}

/// What happened.
pub(super) async fn timeline(State(portal): State<Arc<Portal>>, caller: Caller) -> Answer {
    let id = caller.account()?;
    let told = portal.run(move |host| host.store.work(|unit| history(unit, id)));
    let told = told.await.map_err(Problem::from)?;
    Ok(super::json(StatusCode::OK, &told))
}

/// Why one's account stands where it does.
pub(super) async fn explanation(State(portal): State<Arc<Portal>>, caller: Caller) -> Answer {
    let id = caller.account()?;
    let shown = portal.run(move |host| {
        let account = host.store.work(|unit| host.account(unit, id))?;
        let explained = explain(&account, host.clock.now());
        Ok::<_, Problem>(super::json(StatusCode::OK, &explained))
    });
    shown.await
}
