//! Requests, the desks, organizations.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use checkmark::account::organization::{self, DomainProof, Intake};
use checkmark::account::{AccountId, Actor, OrganizationId, RequestId};
use checkmark::domain::DomainName;
use checkmark::ticket::{Basis, Command, Draft, Topic};
use checkmark::tier::{self, Session};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::people::view;
use super::view::{AccountView, CaseView, RequestView};
use super::{Answer, Body, Caller, Key, Problem};
use crate::host::{Ask, Filed, Host, HostError, RequestAsk};
use crate::store::{Role, Stream, Unit};
use crate::web::{Portal, actor};
use crate::words::is_a_name;

/// The staff's role and password.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct StaffBody {
    role: String,
    password: String,
}

/// A form on a topic.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct FileBody {
    topic: Topic,
    #[serde(default)]
    draft: Draft,
}

/// The organization that a profile is set up as, and what support looked at (TKT-8).
#[derive(Deserialize, JsonSchema)]
pub(crate) struct ProfileBody {
    organization: OrganizationId,
    #[serde(default)]
    name: Option<String>,
    basis: Basis,
}

/// A domain to be proved.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct DomainBody {
    name: DomainName,
    #[serde(default)]
    intake: Option<Intake>,
}

/// A token of the staff's.
#[derive(Serialize, JsonSchema)]
pub(super) struct StaffOpened {
    token: String,
}

/// The token that has to stand in a domain's DNS, where it does not yet.
#[derive(Serialize, JsonSchema)]
pub(super) struct TokenWanted {
    txt: String,
}

/// Signs the staff in.
pub(super) async fn sign_in(
    State(portal): State<Arc<Portal>>,
    Body(body): Body<StaffBody>,
) -> Answer {
    let hash = portal.staff().to_owned();
    let opened = portal.hash(move |host| {
        let right = host.passwords.verify(&body.password, Some(&hash));
        let role = Role::read(&body.role).filter(|_| right);
        let role = role.ok_or(crate::host::SignInError::Wrong)?;
        Ok::<_, crate::host::SignInError>(host.sign_in_staff(role)?)
    });
    let token = opened.await?;
    Ok(super::json(StatusCode::CREATED, &StaffOpened { token }))
}

/// One's requests.
pub(super) async fn mine(State(portal): State<Arc<Portal>>, caller: Caller) -> Answer {
    let account = caller.signed_in().ok_or_else(Problem::no_visit)?;
    let requests = portal
        .run(move |host| host.requests_of(account))
        .await
        .map_err(Problem::from)?;
    let shown: Vec<_> = requests.iter().map(RequestView::new).collect();
    Ok(super::json(StatusCode::OK, &shown))
}

/// Files a form.
pub(super) async fn file(
    State(portal): State<Arc<Portal>>,
    caller: Caller,
    Body(body): Body<FileBody>,
) -> Answer {
    let account = caller.account()?;
    if caller.signed_in().is_none() && body.topic != Topic::TroubleWithValidation {
        return Err(Problem::no_visit());
    }
    let session = caller.session();
    let shown = portal.run(move |host| {
        let command = match body.topic {
            Topic::CompanyProfile => tier::Command::SubmitProfile {
                product: body.draft.product.as_deref().and_then(|it| it.parse().ok()),
            },
            topic => tier::Command::RequestSupport {
                topic: topic.as_str().parse().unwrap_or_default(),
            },
        };
        let ask = Ask {
            session,
            ..Ask::new(account, Actor::Person, command)
        };
        match host.file(&ask, body.topic, &body.draft)? {
            Filed::Faulty(faults) => Err(Problem::faults(&faults)),
            Filed::Refused(refusal) => Err(Problem::from(&refusal)),
            Filed::Asked(id) => {
                host.settle(Stream::Account(account));
                let request = host.store.work(|unit| host.request(unit, id))?;
                Ok(super::json(
                    StatusCode::CREATED,
                    &RequestView::new(&request),
                ))
            }
        }
    });
    shown.await
}

/// Which request a caller means, and whose it is.
fn meant(
    host: &Host,
    unit: &mut Unit<'_>,
    caller: &Caller,
    key: &str,
) -> Result<Option<(RequestId, AccountId)>, HostError> {
    let id = if caller.row.role == Some(Role::Support) {
        key.parse::<RequestId>().ok()
    } else {
        match caller.account() {
            Ok(account) => host.find(unit, account, key)?,
            Err(_) => None,
        }
    };
    let Some(id) = id else {
        return Ok(None);
    };
    let owner = host.request(unit, id)?.account().or(caller.row.account);
    Ok(owner.map(|owner| (id, owner)))
}

/// A request, with what was written.
pub(super) async fn request(
    State(portal): State<Arc<Portal>>,
    Key(key): Key,
    caller: Caller,
) -> Answer {
    let shown = portal.run(move |host| {
        let support = caller.row.role == Some(Role::Support);
        let case = host
            .store
            .work(|unit| match meant(host, unit, &caller, &key)? {
                Some((id, _)) => host.case(unit, id).map(Some),
                None => Ok(None),
            })?;
        let case = case.ok_or_else(Problem::nothing)?;
        Ok::<_, Problem>(super::json(StatusCode::OK, &CaseView::new(&case, support)))
    });
    shown.await
}

/// Gives a request a command.
pub(super) async fn give(
    State(portal): State<Arc<Portal>>,
    Key(key): Key,
    caller: Caller,
    Body(command): Body<Command>,
) -> Answer {
    let shown = portal.run(move |host| {
        let found = host.store.work(|unit| meant(host, unit, &caller, &key))?;
        let (request, account) = found.ok_or_else(Problem::nothing)?;
        let support = caller.row.role == Some(Role::Support);
        let told = host.ask_request(&RequestAsk {
            request,
            account,
            actor: if support {
                Actor::Support
            } else {
                Actor::Person
            },
            signed_in: caller.row.signed_in && !support,
            command,
        })?;
        if let Some(refusal) = &told.refusal {
            return Err(Problem::from(refusal));
        }
        host.settle(Stream::Request(request));
        host.settle(Stream::Account(account));
        Ok(super::json(
            StatusCode::OK,
            &RequestView::new(&told.request),
        ))
    });
    shown.await
}

/// Approves a company profile.
pub(super) async fn profile(
    State(portal): State<Arc<Portal>>,
    Key(key): Key,
    caller: Caller,
    Body(body): Body<ProfileBody>,
) -> Answer {
    if caller.staff()? != Role::Support {
        return Err(Problem::nothing());
    }
    if body.name.as_deref().is_some_and(|it| !is_a_name(it)) {
        return Err(Problem::unfit("name", "not a name"));
    }
    let shown = portal.run(move |host| {
        let found = host.store.work(|unit| meant(host, unit, &caller, &key))?;
        let (request, account) = found.ok_or_else(Problem::nothing)?;
        let name = body.name.as_deref();
        let told = host.approve_profile(request, body.organization, name, body.basis)?;
        if let Some(refusal) = &told.refusal {
            return Err(Problem::from(refusal));
        }
        host.settle(Stream::Request(request));
        host.settle(Stream::Account(account));
        Ok(super::json(
            StatusCode::OK,
            &RequestView::new(&told.request),
        ))
    });
    shown.await
}

/// The queue of support.
pub(super) async fn desk(State(portal): State<Arc<Portal>>, caller: Caller) -> Answer {
    if caller.staff()? != Role::Support {
        return Err(Problem::nothing());
    }
    let queue = portal
        .run(|host| host.queue_of())
        .await
        .map_err(Problem::from)?;
    let shown: Vec<_> = queue.iter().map(RequestView::new).collect();
    Ok(super::json(StatusCode::OK, &shown))
}

/// An account, for the staff.
pub(super) async fn account(
    State(portal): State<Arc<Portal>>,
    Key(id): Key,
    caller: Caller,
) -> Answer {
    caller.staff()?;
    let id: AccountId = id.parse().map_err(|_| Problem::nothing())?;
    let shown = portal.run(move |host| {
        let account = host.store.work(|unit| host.account(unit, id))?;
        if account.version() == 0 {
            return Err(Problem::nothing());
        }
        let shown: AccountView = view(host, &account, &Session::signed_out());
        Ok(super::json(StatusCode::OK, &shown))
    });
    shown.await
}

/// Gives an account a command of the staff's.
pub(super) async fn ask_account(
    State(portal): State<Arc<Portal>>,
    Key(id): Key,
    caller: Caller,
    Body(command): Body<tier::Command>,
) -> Answer {
    let actor = actor(caller.staff()?);
    let id: AccountId = id.parse().map_err(|_| Problem::nothing())?;
    let shown = portal.run(move |host| {
        let told = host.ask_as(id, actor, command)?;
        if let Some(refusal) = &told.refusal {
            return Err(Problem::from(refusal));
        }
        host.settle(Stream::Account(id));
        let account = host.store.work(|unit| host.account(unit, id))?;
        let shown: AccountView = view(host, &account, &Session::signed_out());
        Ok(super::json(StatusCode::OK, &shown))
    });
    shown.await
}

/// Who acts on an organization.
fn agent(caller: &Caller) -> Result<(Actor, Option<AccountId>), Problem> {
    match (caller.row.role, caller.signed_in()) {
        (Some(Role::Support), _) => Ok((Actor::Support, None)),
        (None, Some(account)) => Ok((Actor::Administrator, Some(account))),
        _ => Err(Problem::nothing()),
    }
}

/// Whether somebody may see an organization: support, and its administrators.
fn may_see(
    organization: &organization::Organization,
    actor: Actor,
    account: Option<AccountId>,
) -> bool {
    let mut administrators = organization.administrators();
    organization.version() > 0
        && (actor == Actor::Support || administrators.any(|it| Some(it.account()) == account))
}

/// An organization, for support and its administrators.
pub(super) async fn organization(
    State(portal): State<Arc<Portal>>,
    Key(id): Key,
    caller: Caller,
) -> Answer {
    let id: OrganizationId = id.parse().map_err(|_| Problem::nothing())?;
    let (actor, account) = agent(&caller)?;
    let shown = portal.run(move |host| {
        let (organization, name) = host.store.work(|unit| {
            let name = host.organization_name(unit, id)?;
            Ok::<_, HostError>((host.organization(unit, id)?, name))
        })?;
        if !may_see(&organization, actor, account) {
            return Err(Problem::nothing());
        }
        Ok(super::json(
            StatusCode::OK,
            &super::view::organization(&organization, &name),
        ))
    });
    shown.await
}

/// Gives an organization a command.
pub(super) async fn ask_organization(
    State(portal): State<Arc<Portal>>,
    Key(id): Key,
    caller: Caller,
    Body(command): Body<organization::Command>,
) -> Answer {
    let id: OrganizationId = id.parse().map_err(|_| Problem::nothing())?;
    let (actor, account) = agent(&caller)?;
    let shown = portal.run(move |host| {
        let told = host.ask_organization(id, actor, account, &command)?;
        if let Some(refusal) = told.refusal {
            return Err(Problem::from(refusal));
        }
        host.settle(Stream::Organization(id));
        let name = host.store.work(|unit| host.organization_name(unit, id))?;
        Ok(super::json(
            StatusCode::OK,
            &super::view::organization(&told.organization, &name),
        ))
    });
    shown.await
}

/// Proves a domain, or says which token has to stand in its DNS.
pub(super) async fn prove_domain(
    State(portal): State<Arc<Portal>>,
    Key(id): Key,
    caller: Caller,
    Body(body): Body<DomainBody>,
) -> Answer {
    let id: OrganizationId = id.parse().map_err(|_| Problem::nothing())?;
    let (actor, account) = agent(&caller)?;
    let shown = portal.run(move |host| {
        let known = host.store.work(|unit| host.organization(unit, id))?;
        if !may_see(&known, actor, account) {
            return Err(Problem::nothing());
        }
        let proof = match actor {
            Actor::Support => DomainProof::Support,
            _ => DomainProof::DnsToken,
        };
        let intake = body.intake.unwrap_or(Intake::Employees);
        let txt = host.domain_token(id, &body.name);
        let Some(told) = host.prove_domain(id, body.name, proof, intake)? else {
            return Ok(super::json(StatusCode::ACCEPTED, &TokenWanted { txt }));
        };
        if let Some(refusal) = told.refusal {
            return Err(Problem::from(refusal));
        }
        let name = host.store.work(|unit| host.organization_name(unit, id))?;
        Ok(super::json(
            StatusCode::OK,
            &super::view::organization(&told.organization, &name),
        ))
    });
    shown.await
}
