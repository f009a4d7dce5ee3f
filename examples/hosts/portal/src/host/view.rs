//! What is read and not decided: rights, and what happened.

use checkmark::account::AccountId;
use checkmark::tier::entitlement::{Entitlement, Holder, Link};
use checkmark::tier::{Account, Session, Tier};
use serde_json::{Value, json};

use super::account::read;
use super::{Host, HostError};
use crate::store::{Person, Stream, Unit};
use crate::words::instant;

/// Whether one may do something, and if not, what is missing.
#[derive(Clone, Debug, serde::Serialize)]
pub(crate) struct Right {
    pub(crate) entitlement: &'static str,
    pub(crate) granted: bool,
    pub(crate) missing: Vec<&'static str>,
}

/// What an account may do, for each organization that it belongs to; for none, if there is none.
pub(crate) fn rights(
    host: &Host,
    unit: &mut Unit<'_>,
    account: &Account,
    person: &Person,
    session: &Session,
) -> Result<Vec<(String, Vec<Right>)>, HostError> {
    let now = host.clock.now();
    let mut links = Vec::new();
    if account.tier() == Some(Tier::Enterprise) {
        for membership in account.memberships() {
            let grant = membership.grant();
            let organization = host.organization(unit, grant.organization())?;
            let mut link = Link::new(grant.organization(), grant.relation(), grant.role());
            let address = person.address(account.address());
            let domain = address.and_then(|it| organization.domain(it.domain()));
            if domain.is_some_and(|it| it.counts(now)) {
                link = link.with_validated_domain();
            }
            let mut sites = organization.sites().iter();
            if organization.sites().is_empty()
                || sites.any(|site| organization.sees(account.id(), site.id()))
            {
                link = link.with_site_access();
            }
            links.push((grant.organization(), link));
        }
    }
    let all: Vec<_> = links.iter().map(|(_, link)| *link).collect();
    let mut holder = Holder::new(account.id(), account.standing(), account.tier(), *session);
    holder = holder.with_links(&all);
    if account.pending_change().is_some() {
        holder = holder.not_enabled();
    }
    let check = |organization| {
        let rights = Entitlement::ALL.iter().map(|entitlement| {
            let answer = holder.check(*entitlement, organization, host.tiers.permit(), now);
            Right {
                entitlement: entitlement.as_str(),
                granted: answer.is_ok(),
                missing: match answer {
                    Ok(_) => Vec::new(),
                    Err(denial) => denial.missing().map(|it| it.as_str()).collect(),
                },
            }
        });
        rights.collect::<Vec<_>>()
    };
    if links.is_empty() {
        let nobody = "none".parse().map_err(|_| HostError::Record)?;
        return Ok(vec![(String::new(), check(nobody))]);
    }
    let mut table = Vec::new();
    for (organization, _) in &links {
        table.push((
            host.organization_name(unit, *organization)?,
            check(*organization),
        ));
    }
    Ok(table)
}

/// What happened to an account: when, and what by its code, which holds nothing personal.
pub(crate) fn history(
    unit: &mut Unit<'_>,
    id: AccountId,
) -> Result<Vec<(String, String)>, HostError> {
    let mut history = Vec::new();
    for text in unit.lines(Stream::Account(id), 0)? {
        for event in read(&text)?.events() {
            let fact = json!(event.fact());
            let kind = fact.get("type").and_then(Value::as_str).unwrap_or_default();
            history.push((instant(event.at()), kind.to_owned()));
        }
    }
    Ok(history)
}
