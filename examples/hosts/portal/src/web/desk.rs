//! The desks of the staff: support's queue, the partner programme's, and what both may do.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use checkmark::account::{AccountId, Actor, AddressNo, OrganizationId, RequestId, Standing};
use checkmark::ticket::{Basis, StateKind};
use checkmark::tier::{self, Command};

use super::command::{command, then};
use super::page::{go, refused};
use super::request::show;
use super::support::Row;
use super::{Frame, PageError, Portal, Posted, Visit, page};
use crate::host::{Host, HostError};
use crate::refusals::{Fault, account_fault, request_fault};
use crate::store::{Role, Stream};
use crate::words::{Words, is_a_name};

type Answer = Result<Response, PageError>;

#[derive(Template)]
#[template(path = "staff.html")]
struct StaffPage {
    f: Frame,
}

/// Where the staff signs in.
pub(crate) async fn staff(State(portal): State<Arc<Portal>>, visit: Visit) -> Response {
    if visit.role().is_some() {
        return go("/desk");
    }
    page(
        &visit,
        &StaffPage {
            f: Frame::new(&portal, &visit),
        },
    )
}

/// Signs the staff in.
pub(crate) async fn sign_in(State(portal): State<Arc<Portal>>, posted: Posted) -> Answer {
    let w = posted.visit.words;
    let role = Role::read(posted.text("role"));
    let password = posted.raw("password").to_owned();
    let hash = portal.staff().to_owned();
    let opened = portal.hash(move |host| {
        let right = host.passwords.verify(&password, Some(&hash));
        match role.filter(|_| right) {
            Some(role) => host.sign_in_staff(role).map(Some),
            None => Ok::<_, HostError>(None),
        }
    });
    match opened.await? {
        Some(token) => portal.enter(&posted.visit, "/desk", &token).await,
        None => {
            let fault = w.t("Role or password is wrong.", "Roll eller lösenord är fel.");
            let f = Frame::new(&portal, &posted.visit).with_fault(Some(fault.into()));
            Ok(refused(&posted.visit, &StaffPage { f }))
        }
    }
}

/// Somebody who waits for the partner programme.
struct Referred {
    account: String,
    name: String,
    address: String,
    employee: bool,
}

#[derive(Template)]
#[template(path = "desk.html")]
struct DeskPage {
    f: Frame,
    partner: bool,
    queue: Vec<(String, Row)>,
    referred: Vec<Referred>,
    organizations: Vec<(String, String)>,
    headless: Vec<(String, String)>,
}

/// The queue: what is due next stands in front.
pub(crate) async fn desk(State(portal): State<Arc<Portal>>, visit: Visit) -> Answer {
    desk_with(&portal, &visit, None).await
}

async fn desk_with(portal: &Portal, visit: &Visit, fault: Option<Fault>) -> Answer {
    let Some(role) = visit.role() else {
        return Ok(go("/staff"));
    };
    let faulty = fault.is_some();
    let partner = role == Role::PartnerProgramme;
    let f = Frame::new(portal, visit).with_fault(fault);
    let w = f.w;
    let shown = portal.run(move |host| {
        Ok::<_, HostError>(DeskPage {
            f,
            partner,
            queue: if partner { Vec::new() } else { host.queue(w)? },
            referred: if partner {
                host.referred()?
            } else {
                Vec::new()
            },
            organizations: host.organizations_named(None)?,
            headless: host.organizations_named(Some("without_administrator"))?,
        })
    });
    let shown = shown.await?;
    Ok(if faulty {
        refused(visit, &shown)
    } else {
        page(visit, &shown)
    })
}

impl Host {
    /// The open requests, the one that is due next in front.
    pub(crate) fn queue_of(&self) -> Result<Vec<checkmark::ticket::Request>, HostError> {
        let open = StateKind::ALL.iter().filter(|it| it.is_open());
        let mut queue = self.store.work(|unit| {
            let mut queue = Vec::new();
            for state in open.clone() {
                for id in unit.in_state("request", state.as_str())? {
                    let id: RequestId = id.parse().map_err(|_| HostError::Record)?;
                    queue.push(self.request(unit, id)?);
                }
            }
            Ok::<_, HostError>(queue)
        })?;
        queue.sort_by_key(|it| {
            let due = it.next_due().map(|(_, at)| at);
            (due.is_none(), due)
        });
        Ok(queue)
    }

    fn queue(&self, w: Words) -> Result<Vec<(String, Row)>, HostError> {
        let queue = self.queue_of()?;
        Ok(queue
            .iter()
            .map(|it| (it.id().to_string(), Row::of(it, w)))
            .collect())
    }

    fn referred(&self) -> Result<Vec<Referred>, HostError> {
        let employee = tier::StateKind::ReferredPartnerEmployee;
        let prospective = tier::StateKind::ReferredProspectivePartner;
        self.store.work(|unit| {
            let mut referred = Vec::new();
            for state in [employee, prospective] {
                for id in unit.in_state("account", state.as_str())? {
                    let id: AccountId = id.parse().map_err(|_| HostError::Record)?;
                    let account = self.account(unit, id)?;
                    let person = unit.person(id)?;
                    let address = person.address(account.address());
                    let name = person.name.as_ref();
                    referred.push(Referred {
                        account: id.to_string(),
                        name: name
                            .map_or_else(String::new, |it| format!("{} {}", it.first(), it.last())),
                        address: address.map_or_else(String::new, |it| it.as_str().to_owned()),
                        employee: state == employee,
                    });
                }
            }
            Ok(referred)
        })
    }

    /// Organizations with their names: all, or those that are administered in one way.
    fn organizations_named(&self, state: Option<&str>) -> Result<Vec<(String, String)>, HostError> {
        self.store.work(|unit| {
            let ids = match state {
                Some(state) => unit.in_state("organization", state)?,
                None => unit.all("organization")?,
            };
            let mut named = Vec::new();
            for id in ids {
                let parsed = id.parse().map_err(|_| HostError::Record)?;
                named.push((id, self.organization_name(unit, parsed)?));
            }
            Ok(named)
        })
    }
}

/// Gives an account a command of the staff's.
pub(crate) async fn account(
    State(portal): State<Arc<Portal>>,
    Path(account): Path<String>,
    posted: Posted,
) -> Answer {
    let w = posted.visit.words;
    let (Some(role), Ok(account)) = (posted.visit.role(), account.parse::<AccountId>()) else {
        return Ok(PageError::NOTHING.into_response());
    };
    let command: Command = match command(&posted) {
        Ok(command) => command,
        Err(fault) => return desk_with(&portal, &posted.visit, Some(fault)).await,
    };
    let told = portal.run(move |host| {
        let told = host.ask_as(account, actor(role), command)?;
        host.settle(Stream::Account(account));
        Ok::<_, HostError>(told)
    });
    match told.await?.refusal {
        None => Ok(go(&then(&posted, "/desk"))),
        Some(refusal) => {
            desk_with(
                &portal,
                &posted.visit,
                Some(account_fault(&refusal, actor(role), w)),
            )
            .await
        }
    }
}

/// Who of the staff gives a command.
pub(crate) const fn actor(role: Role) -> Actor {
    match role {
        Role::Support => Actor::Support,
        Role::PartnerProgramme => Actor::PartnerProgramme,
    }
}

/// Approves a company profile, and sets the organization up.
pub(crate) async fn profile(
    State(portal): State<Arc<Portal>>,
    Path(key): Path<String>,
    posted: Posted,
) -> Answer {
    let w = posted.visit.words;
    let request = key.parse::<RequestId>();
    let (Some(Role::Support), Ok(request)) = (posted.visit.role(), request) else {
        return Ok(PageError::NOTHING.into_response());
    };
    let number = |name: &str| posted.text(name).parse::<u64>().unwrap_or_default();
    let standing = Standing::new(number("basis.standing:n"));
    let address = AddressNo::new(u32::try_from(number("basis.address:n")).unwrap_or_default());
    let Ok(organization) = posted.text("organization").parse::<OrganizationId>() else {
        let fault = w.t("That is no id.", "Det är inget id.").into();
        return show(&portal, &posted.visit, key, Some(fault)).await;
    };
    let name = posted.optional("name").filter(|it| is_a_name(it));
    let told = portal.run(move |host| {
        let basis = Basis::new(standing, address);
        let told = host.approve_profile(request, organization, name.as_deref(), basis)?;
        host.settle(Stream::Request(request));
        Ok::<_, HostError>(told)
    });
    match told.await?.refusal {
        None => Ok(go(&format!("/requests/{key}"))),
        Some(refusal) => {
            let fault = request_fault(&refusal, Actor::Support, w);
            show(&portal, &posted.visit, key, Some(fault)).await
        }
    }
}
