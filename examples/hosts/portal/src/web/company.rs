//! The administration of a company: members, invitations, domains, administrators.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use checkmark::account::organization::{
    Administration, Command, DomainProof, Intake, Organization,
};
use checkmark::account::{Actor, OrganizationId};
use checkmark::domain::DomainName;

use super::command::command;
use super::page::{go, refused};
use super::{Frame, PageError, Portal, Posted, Visit, fields, page};
use crate::host::HostError;
use crate::random;
use crate::refusals::{Fault, organization_fault};
use crate::store::{Role, Stream};
use crate::words::{Words, instant};

type Answer = Result<Response, PageError>;

struct MemberView {
    account: String,
    name: String,
    address: String,
    role: &'static str,
    /// The relation by which the account is with the organization, if it is.
    relation: &'static str,
    administers: bool,
}

#[derive(Template)]
#[template(path = "company.html")]
struct CompanyPage {
    f: Frame,
    id: String,
    name: String,
    kind: String,
    profile_type: String,
    administration: String,
    support: bool,
    members: Vec<MemberView>,
    invitations: Vec<(String, String, String)>,
    domains: Vec<(String, String, String)>,
    token: String,
    wanted: String,
}

/// What is shown of an organization, with the people behind the ids.
struct Seen {
    organization: Organization,
    name: String,
    members: Vec<MemberView>,
    invited: Vec<(String, String)>,
}

/// The page of an organization, for its administrators and for support.
pub(crate) async fn company(
    State(portal): State<Arc<Portal>>,
    Path(id): Path<String>,
    visit: Visit,
) -> Answer {
    show(&portal, &visit, &id, None, None).await
}

async fn show(
    portal: &Portal,
    visit: &Visit,
    id: &str,
    fault: Option<Fault>,
    wanted: Option<DomainName>,
) -> Answer {
    let Ok(id) = id.parse::<OrganizationId>() else {
        return Ok(PageError::NOTHING.into_response());
    };
    let support = visit.role() == Some(Role::Support);
    let account = visit.signed_in();
    let seen = portal.run(move |host| {
        host.store.work(|unit| {
            let organization = host.organization(unit, id)?;
            let administers = organization
                .administrators()
                .any(|it| Some(it.account()) == account);
            if organization.version() == 0 || !(support || administers) {
                return Ok(None);
            }
            let mut members = Vec::new();
            for member in organization.members() {
                let person = unit.person(member.account())?;
                let of = host.account(unit, member.account())?;
                let current = of.address();
                let mut grants = of.memberships().map(|it| it.grant());
                let grant = grants.find(|it| it.organization() == id);
                let name = person.name.as_ref();
                members.push(MemberView {
                    account: member.account().to_string(),
                    name: name
                        .map_or_else(String::new, |it| format!("{} {}", it.first(), it.last())),
                    address: person
                        .address(current)
                        .map_or_else(String::new, |it| it.as_str().to_owned()),
                    role: member.role().as_str(),
                    relation: grant.map_or("", |it| it.relation().as_str()),
                    administers: member.administers(),
                });
            }
            Ok::<_, HostError>(Some(Seen {
                name: host.organization_name(unit, id)?,
                invited: unit.kept(Stream::Organization(id))?,
                organization,
                members,
            }))
        })
    });
    let Some(Seen {
        organization,
        name,
        members,
        invited,
    }) = seen.await?
    else {
        return Ok(PageError::NOTHING.into_response());
    };
    let faulty = fault.is_some();
    let f = Frame::new(portal, visit).with_fault(fault);
    let address = |id: &str| {
        let wanted = format!("invitation:{id}");
        let found = invited.iter().find(|(name, _)| *name == wanted);
        found.map_or_else(String::new, |(_, address)| address.clone())
    };
    let shown = CompanyPage {
        id: id.to_string(),
        name,
        kind: organization
            .kind()
            .map_or_else(String::new, |it| f.w.code(it.as_str())),
        profile_type: organization
            .profile_type()
            .map_or_else(String::new, |it| f.w.code(it.as_str())),
        administration: administration(organization.administration(&portal.host.companies), f.w),
        support,
        members,
        invitations: organization
            .invitations()
            .iter()
            .map(|it| {
                let id = it.id().to_string();
                (address(&id), id, instant(it.lapses_at()))
            })
            .collect(),
        domains: organization
            .domains()
            .iter()
            .map(|it| {
                let standing = f.w.code(it.standing().as_str());
                (it.name().to_string(), standing, instant(it.lapses_at()))
            })
            .collect(),
        token: wanted
            .as_ref()
            .map_or_else(String::new, |it| portal.host.domain_token(id, it)),
        wanted: wanted.map_or_else(String::new, |it| it.to_string()),
        f,
    };
    Ok(if faulty {
        refused(visit, &shown)
    } else {
        page(visit, &shown)
    })
}

fn administration(administration: Administration, w: Words) -> String {
    match administration {
        Administration::Sufficient => w
            .t(
                "enough administrators",
                "tillräckligt många administratörer",
            )
            .to_owned(),
        Administration::BelowQuota {
            administrators,
            required,
        } => {
            let text = w.t(
                "{} of {} administrators: promote somebody",
                "{} av {} administratörer: befordra någon",
            );
            text.replacen("{}", &administrators.to_string(), 1)
                .replacen("{}", &required.to_string(), 1)
        }
        Administration::WithoutAdministrator => w
            .t(
                "without administrator: support appoints one",
                "utan administratör: supporten utser en",
            )
            .to_owned(),
    }
}

/// Gives an organization a command: of an administrator's, or of support's.
pub(crate) async fn give(
    State(portal): State<Arc<Portal>>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let w = posted.visit.words;
    let Ok(organization) = id.parse::<OrganizationId>() else {
        return Ok(PageError::NOTHING.into_response());
    };
    let command = if posted.text("type") == "invite" {
        invite(&posted, w)
    } else {
        command(&posted)
    };
    let command: Command = match command {
        Ok(command) => command,
        Err(fault) => return show(&portal, &posted.visit, &id, Some(fault), None).await,
    };
    let (account, role) = (posted.visit.signed_in(), posted.visit.role());
    if account.is_none() && role != Some(Role::Support) {
        return Ok(PageError::NOTHING.into_response());
    }
    let told = portal.run(move |host| {
        let actor = if role == Some(Role::Support) {
            Actor::Support
        } else {
            Actor::Administrator
        };
        let told = host.ask_organization(organization, actor, account, &command)?;
        host.settle(Stream::Organization(organization));
        Ok::<_, HostError>(told)
    });
    match told.await?.refusal {
        None => Ok(go(&format!("/company/{id}"))),
        Some(refusal) => {
            show(
                &portal,
                &posted.visit,
                &id,
                Some(organization_fault(refusal, w)),
                None,
            )
            .await
        }
    }
}

/// An invitation has an id, which the host makes up.
fn invite(posted: &Posted, w: Words) -> Result<Command, Fault> {
    let unread = || fields::unfit(posted, w);
    Ok(Command::Invite {
        invitation: random::id('i').parse().map_err(|_| unread())?,
        address: fields::address(posted.text("address"), w)?,
        role: posted.text("role").parse().map_err(|_| unread())?,
    })
}

/// Proves a domain: an administrator's by the token in its DNS, support's by its word.
pub(crate) async fn domain(
    State(portal): State<Arc<Portal>>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let w = posted.visit.words;
    let Ok(organization) = id.parse::<OrganizationId>() else {
        return Ok(PageError::NOTHING.into_response());
    };
    let name = match fields::domain(posted.text("name"), w) {
        Ok(name) => name,
        Err(fault) => return show(&portal, &posted.visit, &id, Some(fault), None).await,
    };
    let support = posted.visit.role() == Some(Role::Support);
    let account = posted.visit.signed_in();
    let intake = posted.text("intake").parse().unwrap_or(Intake::Employees);
    let proof = if support {
        DomainProof::Support
    } else {
        DomainProof::DnsToken
    };
    let asked = name.clone();
    let told = portal.run(move |host| {
        let known = host
            .store
            .work(|unit| host.organization(unit, organization))?;
        let administers = known
            .administrators()
            .any(|it| Some(it.account()) == account);
        if !(support || administers) {
            return Ok::<_, HostError>(None);
        }
        host.prove_domain(organization, asked, proof, intake)
            .map(Some)
    });
    let fault = match told.await? {
        None => return Ok(PageError::NOTHING.into_response()),
        Some(None) => Some(
            w.t(
                "The token does not stand in the domain's DNS yet.",
                "Märket står inte i domänens DNS än.",
            )
            .into(),
        ),
        Some(Some(told)) => told.refusal.map(|it| organization_fault(it, w)),
    };
    show(&portal, &posted.visit, &id, fault, Some(name)).await
}
