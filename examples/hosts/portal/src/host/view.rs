//! What is read and not decided: rights, and what happened.

use checkmark::account::AccountId;
use checkmark::tier::entitlement::{Entitlement, Link};
use checkmark::tier::{Account, Session, TimelineRow, timeline};

use super::account::read;
use super::{Host, HostError};
use crate::store::{Person, Stream, Unit};

/// Whether one may do something, and if not, what is missing.
#[derive(Clone, Debug, serde::Serialize, schemars::JsonSchema)]
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
    let mut organizations = Vec::new();
    for membership in account.memberships() {
        organizations.push(host.organization(unit, membership.grant().organization())?);
    }
    let address = person.address(account.address());
    let links: Vec<Link> = account
        .links(address, &organizations, now)
        .into_iter()
        // Who keeps no sites here means all of them.
        .map(|link| {
            let mut all = organizations.iter();
            let organization = all.find(|it| it.id() == link.organization());
            match organization.is_some_and(|it| it.sites().is_empty()) {
                true => link.with_site_access(),
                false => link,
            }
        })
        .collect();
    let holder = account.holder(*session, &links);
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
    for organization in links.iter().map(Link::organization) {
        table.push((
            host.organization_name(unit, organization)?,
            check(organization),
        ));
    }
    Ok(table)
}

/// What happened to an account, which holds nothing personal.
pub(crate) fn history(unit: &mut Unit<'_>, id: AccountId) -> Result<Vec<TimelineRow>, HostError> {
    let mut rows = Vec::new();
    for text in unit.lines(Stream::Account(id), 0)? {
        rows.extend(timeline(read(&text)?.events()));
    }
    Ok(rows)
}
