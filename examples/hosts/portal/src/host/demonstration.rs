//! What the portal is filled with where it is only to be looked at.

use checkmark::account::organization::{Command, DomainProof, Intake};
use checkmark::account::{Actor, OrganizationKind, ProfileType};
use checkmark::domain::{Class, Label, Overlay};

use super::{Host, HostError};
use crate::store::Stream;

/// Domains, organizations, and what an address there leads to.
#[derive(Debug)]
pub(crate) struct Demonstration {
    /// Which exchange carries the mail of which domain.
    pub(crate) zone: &'static [(&'static str, &'static str)],
    /// What an address leads to: the domain, then English and Swedish.
    pub(crate) domains: &'static [(&'static str, &'static str, &'static str)],
    organizations: &'static [(&'static str, &'static str, OrganizationKind, &'static str)],
}

/// Names under `.example`, which nobody owns.
pub(crate) static DEMONSTRATION: Demonstration = Demonstration {
    zone: &[
        ("acme.example", "mx1.acme.example."),
        ("bolts.example", "mx1.bolts.example."),
        ("town.example", "mx.town.example."),
        ("studio.example", "smtp.google.com."),
        ("reseller.example", "mx.reseller.example."),
    ],
    domains: &[
        (
            "acme.example",
            "one company profile: full access at once",
            "en företagsprofil: full åtkomst direkt",
        ),
        (
            "town.example",
            "a public body with three entries: you choose yours",
            "en myndighet med tre poster: du väljer din",
        ),
        (
            "bolts.example",
            "no company profile yet: you have it set up",
            "ingen företagsprofil än: du låter skapa den",
        ),
        (
            "studio.example",
            "mail hosted at Gmail: support has to validate it",
            "e-post hos Gmail: supporten måste bekräfta",
        ),
        (
            "reseller.example",
            "a partner: the partner programme confirms you",
            "en partner: partnerprogrammet bekräftar dig",
        ),
    ],
    organizations: &[
        ("acme", "Acme AB", OrganizationKind::Company, "acme.example"),
        (
            "studio",
            "Studio AB",
            OrganizationKind::Company,
            "studio.example",
        ),
        (
            "reseller",
            "Reseller AB",
            OrganizationKind::Company,
            "reseller.example",
        ),
        (
            "town-schools",
            "Town schools",
            OrganizationKind::PublicBody,
            "town.example",
        ),
        (
            "town-water",
            "Town waterworks",
            OrganizationKind::PublicBody,
            "town.example",
        ),
        (
            "town-library",
            "Town library",
            OrganizationKind::PublicBody,
            "town.example",
        ),
    ],
};

impl Demonstration {
    /// Names under `.example` are reserved; here they are as good as any.
    pub(crate) fn overlay() -> Option<Overlay> {
        Overlay::new("demonstration", "1", [("example", Label::Ordinary)]).ok()
    }
}

impl Host {
    /// Sets up the organizations of the demonstration, those that are not there yet.
    pub(crate) fn demonstrate(&self) -> Result<(), HostError> {
        for (id, name, kind, domain) in DEMONSTRATION.organizations {
            let id = id.parse().map_err(|_| HostError::Record)?;
            let domain: checkmark::domain::DomainName =
                domain.parse().map_err(|_| HostError::Record)?;
            self.store.work(|unit| {
                if self.organization(unit, id)?.version() > 0 {
                    return Ok(());
                }
                let create = Command::CreateProfile {
                    kind: *kind,
                    profile_type: ProfileType::Open,
                };
                self.ask_organization_in(unit, id, Actor::Support, None, &create)?;
                let prove = Command::ProveDomain {
                    name: domain.clone(),
                    class: Class::Corporate,
                    proof: DomainProof::Support,
                    intake: Intake::Employees,
                    claimed_by: None,
                };
                self.ask_organization_in(unit, id, Actor::Support, None, &prove)?;
                unit.keep(Stream::Organization(id), "name", name)?;
                Ok::<_, HostError>(())
            })?;
        }
        Ok(())
    }
}
