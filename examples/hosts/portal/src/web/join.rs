//! The ways in: signing up, the code, signing in and out, the registration link.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use checkmark::account::{Actor, NewsletterChoice};
use checkmark::tier::{Command, Door, StateKind};

use super::page::{go, go_as, refused};
use super::{Frame, PageError, Portal, Posted, Visit, fields, page};
use crate::host::{Ask, DEMONSTRATION, HostError, SignInError, SignUp, purpose};
use crate::refusals::{Fault, account_fault};
use crate::store::Mail;
use crate::words::{Words, instant};

type Answer = Result<Response, PageError>;

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    f: Frame,
    demonstration: bool,
    domains: &'static [(&'static str, &'static str, &'static str)],
}

/// The first page.
pub(crate) async fn home(State(portal): State<Arc<Portal>>, visit: Visit) -> Response {
    let home = Home {
        f: Frame::new(&portal, &visit),
        demonstration: portal.demonstration,
        domains: DEMONSTRATION.domains,
    };
    page(&visit, &home)
}

#[derive(Template)]
#[template(path = "join.html")]
struct Join {
    f: Frame,
    address: String,
    first: String,
    last: String,
    newsletter: bool,
    door: &'static str,
}

impl Join {
    fn new(portal: &Portal, visit: &Visit, fault: Option<Fault>) -> Self {
        Self {
            f: Frame::new(portal, visit).with_fault(fault),
            address: String::new(),
            first: String::new(),
            last: String::new(),
            newsletter: false,
            door: Door::CreateAccount.as_str(),
        }
    }
}

/// The link to create an account: on the left one signs in, on the right one signs up (FIX-1).
pub(crate) async fn join(State(portal): State<Arc<Portal>>, visit: Visit) -> Response {
    page(&visit, &Join::new(&portal, &visit, None))
}

/// Signs up. A taken address has the same answer as a free one (ACC-1).
pub(crate) async fn sign_up(State(portal): State<Arc<Portal>>, posted: Posted) -> Answer {
    let w = posted.visit.words;
    if !portal.may_try(posted.text("address")) {
        return Err(PageError::TOO_FAST);
    }
    let form = read_sign_up(&posted, w);
    let password = posted.raw("password").to_owned();
    let done = match form {
        Ok(form) => {
            let done = portal.hash(move |host| host.sign_up(form, &password)).await;
            done.map_err(|error| told(error, w))
        }
        Err(fault) => Err(Ok(fault)),
    };
    match done {
        Ok((_, token)) => portal.enter(&posted.visit, "/code", &token).await,
        Err(fault) => {
            let fault = fault?;
            let support = posted.text("door") == Door::SignInMenu.as_str();
            let shown = Join {
                address: posted.text("address").to_owned(),
                first: posted.text("first").to_owned(),
                last: posted.text("last").to_owned(),
                newsletter: posted.text("newsletter") == "yes",
                door: if support {
                    Door::SignInMenu
                } else {
                    Door::CreateAccount
                }
                .as_str(),
                ..Join::new(&portal, &posted.visit, Some(fault))
            };
            if support {
                let shown = SignIn {
                    f: shown.f,
                    address: shown.address,
                    first: shown.first,
                    last: shown.last,
                    newsletter: shown.newsletter,
                };
                return Ok(refused(&posted.visit, &shown));
            }
            Ok(refused(&posted.visit, &shown))
        }
    }
}

fn read_sign_up(posted: &Posted, w: Words) -> Result<SignUp, Fault> {
    let address = fields::address(posted.text("address"), w)?;
    let name = fields::name(posted.text("first"), posted.text("last"), w)?;
    Ok(SignUp {
        door: posted.text("door").parse().unwrap_or(Door::CreateAccount),
        address,
        name,
        newsletter: match posted.text("newsletter") {
            "yes" => NewsletterChoice::Subscribed,
            _ => NewsletterChoice::NotSubscribed,
        },
        language: w.0,
    })
}

/// Why somebody is not in, in words; an error of the host's stays one.
pub(crate) fn told(error: SignInError, w: Words) -> Result<Fault, PageError> {
    Ok(match error {
        SignInError::Host(error) => return Err(error.into()),
        SignInError::Wrong => w
            .t(
                "Address or password is wrong.",
                "Adress eller lösenord är fel.",
            )
            .into(),
        SignInError::Refused(refusal) => account_fault(&refusal, Actor::Person, w),
        SignInError::Password(fault) => fields::password(fault, w),
    })
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn {
    f: Frame,
    address: String,
    first: String,
    last: String,
    newsletter: bool,
}

impl SignIn {
    fn new(portal: &Portal, visit: &Visit, fault: Option<Fault>) -> Self {
        Self {
            f: Frame::new(portal, visit).with_fault(fault),
            address: String::new(),
            first: String::new(),
            last: String::new(),
            newsletter: false,
        }
    }
}

/// The sign-in menu of the support site.
pub(crate) async fn sign_in_page(State(portal): State<Arc<Portal>>, visit: Visit) -> Response {
    page(&visit, &SignIn::new(&portal, &visit, None))
}

/// Signs in at the support site.
pub(crate) async fn sign_in(State(portal): State<Arc<Portal>>, posted: Posted) -> Answer {
    if !portal.may_try(posted.text("address")) {
        return Err(PageError::TOO_FAST);
    }
    let (address, password) = (
        posted.text("address").to_owned(),
        posted.raw("password").to_owned(),
    );
    match portal
        .hash(move |host| host.sign_in(&address, &password))
        .await
    {
        Ok(token) => portal.enter(&posted.visit, "/account", &token).await,
        Err(error) => {
            let fault = told(error, posted.visit.words)?;
            let shown = SignIn::new(&portal, &posted.visit, Some(fault));
            Ok(refused(&posted.visit, &shown))
        }
    }
}

/// Opens business registration with address and password, signed out (REG-1).
pub(crate) async fn register(State(portal): State<Arc<Portal>>, posted: Posted) -> Answer {
    if !portal.may_try(posted.text("address")) {
        return Err(PageError::TOO_FAST);
    }
    let (address, password) = (
        posted.text("address").to_owned(),
        posted.raw("password").to_owned(),
    );
    if posted.visit.signed_in().is_some() {
        let w = posted.visit.words;
        let fault = w.t(
            "Sign out first, then open this link.",
            "Logga ut först, öppna sedan länken.",
        );
        let shown = Join::new(&portal, &posted.visit, Some(fault.into()));
        return Ok(refused(&posted.visit, &shown));
    }
    match portal
        .hash(move |host| host.register(&address, &password))
        .await
    {
        Ok(token) => portal.enter(&posted.visit, "/account", &token).await,
        Err(error) => {
            let fault = told(error, posted.visit.words)?;
            Ok(refused(
                &posted.visit,
                &Join::new(&portal, &posted.visit, Some(fault)),
            ))
        }
    }
}

/// Signs out.
pub(crate) async fn sign_out(State(portal): State<Arc<Portal>>, posted: Posted) -> Answer {
    if let Some(row) = posted.visit.row.clone() {
        portal.run(move |host| host.sign_out(&row)).await?;
    }
    Ok(go_as("/", &crate::random::token()))
}

#[derive(Template)]
#[template(path = "code.html")]
struct CodePage {
    f: Frame,
}

/// Where the code is entered.
pub(crate) async fn code_page(State(portal): State<Arc<Portal>>, visit: Visit) -> Response {
    if visit.account().is_none() {
        return go("/join");
    }
    page(
        &visit,
        &CodePage {
            f: Frame::new(&portal, &visit),
        },
    )
}

/// Tries a code. The first right one signs in, under another token.
pub(crate) async fn code(State(portal): State<Arc<Portal>>, posted: Posted) -> Answer {
    let w = posted.visit.words;
    let Some(account) = posted.visit.account() else {
        return Ok(go("/join"));
    };
    let fault = match fields::code(posted.raw("code"), w) {
        Err(fault) => fault,
        Ok(code) => {
            let (session, visit) = (posted.visit.session(), posted.visit.name());
            let told = portal.run(move |host| {
                let pending = host.store.work(|unit| host.account(unit, account))?;
                let command = match purpose(&pending) {
                    checkmark::account::code::Purpose::ChangeOfAddress => {
                        Command::ConfirmAddress { code }
                    }
                    _ => Command::SubmitCode { code },
                };
                host.ask(&Ask {
                    session,
                    visit,
                    ..Ask::new(account, Actor::Person, command)
                })
            });
            let told = told.await?;
            match told.refusal {
                None => return proved(&portal, &posted.visit).await,
                Some(refusal) => account_fault(&refusal, Actor::Person, w),
            }
        }
    };
    let shown = CodePage {
        f: Frame::new(&portal, &posted.visit).with_fault(Some(fault)),
    };
    Ok(refused(&posted.visit, &shown))
}

async fn proved(portal: &Portal, visit: &Visit) -> Answer {
    let Some(row) = visit.row.clone() else {
        return Ok(go("/sign-in"));
    };
    let token = portal.run(move |host| host.rotate(&row, true)).await?;
    Ok(go_as("/account", &token))
}

/// Asks for another code.
pub(crate) async fn another_code(State(portal): State<Arc<Portal>>, posted: Posted) -> Answer {
    let w = posted.visit.words;
    let Some(account) = posted.visit.account() else {
        return Ok(go("/join"));
    };
    let session = posted.visit.session();
    let told = portal.run(move |host| {
        host.ask(&Ask {
            session,
            ..Ask::new(account, Actor::Person, Command::RequestCode)
        })
    });
    match told.await?.refusal {
        None => Ok(go("/code")),
        Some(refusal) => {
            let fault = Some(account_fault(&refusal, Actor::Person, w));
            let shown = CodePage {
                f: Frame::new(&portal, &posted.visit).with_fault(fault),
            };
            Ok(refused(&posted.visit, &shown))
        }
    }
}

#[derive(Template)]
#[template(path = "mailbox.html")]
struct Mailbox {
    f: Frame,
    /// Whether a code of this visitor's is waited for.
    waiting: bool,
    mails: Vec<(String, Mail)>,
}

/// The mails of the mailer that is built in.
pub(crate) async fn mailbox(State(portal): State<Arc<Portal>>, visit: Visit) -> Answer {
    if !portal.host.mailer.is_built_in() {
        return Ok(PageError::NOTHING.into_response());
    }
    let visitor = visit.account();
    let seen = portal.run(move |host| {
        host.store.work(|unit| {
            let waiting = match visitor {
                Some(id) => {
                    let account = host.account(unit, id)?;
                    awaits_code(account.state().kind()) || account.pending_change().is_some()
                }
                None => false,
            };
            Ok::<_, HostError>((waiting, unit.mails(50)?))
        })
    });
    let (waiting, mails) = seen.await?;
    let mails = mails
        .into_iter()
        .map(|mail| (instant(mail.at), mail))
        .collect();
    Ok(page(
        &visit,
        &Mailbox {
            f: Frame::new(&portal, &visit),
            waiting,
            mails,
        },
    ))
}

/// Whether an account waits for its first code.
pub(crate) const fn awaits_code(state: StateKind) -> bool {
    matches!(state, StateKind::AwaitingCode)
}
