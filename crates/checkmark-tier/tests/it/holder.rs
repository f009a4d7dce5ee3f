//! From an account and its organizations to who asks to be entitled (TIER-6).

use checkmark_account::organization::{
    Command as Organize, Context, DomainProof, Intake, JoinedBy, Organization, OrganizationPolicy,
    SiteVisibility,
};
use checkmark_account::{Actor, EmailAddress, OrganizationKind, ProfileType};
use checkmark_domain::{Class, DomainName};
use checkmark_tier::entitlement::{Entitlement, Requirement};
use checkmark_tier::{Command, Place, Session};
use time::{SignedDuration, UtcDateTime};

use crate::world::{World, id};

/// A profile with the proved domain `acme.example` and these sites, of which `a1` is a member.
fn profile(name: &str, sites: &[SiteVisibility], now: UtcDateTime) -> Organization {
    let policy = OrganizationPolicy::default();
    let mut organization = Organization::new(id(name));
    let domain: DomainName = id("acme.example");
    let mut give = |actor, command: &Organize| {
        let context = Context::new(actor, now, &policy);
        let decision = organization.decide(command, &context).expect("it is taken");
        organization = organization.clone().fold(&decision).expect("it folds");
    };
    let (kind, profile_type) = (OrganizationKind::Company, ProfileType::Open);
    give(
        Actor::Support,
        &Organize::CreateProfile { kind, profile_type },
    );
    let prove = Organize::ProveDomain {
        name: domain.clone(),
        class: Class::Corporate,
        proof: DomainProof::Support,
        intake: Intake::Employees,
        claimed_by: None,
    };
    give(Actor::Support, &prove);
    let (account, by) = (id("a1"), JoinedBy::Registration);
    give(
        Actor::Host,
        &Organize::Join {
            account,
            domain,
            by,
        },
    );
    for (number, visibility) in sites.iter().enumerate() {
        let (site, visibility) = (id(&format!("s{number}")), *visibility);
        give(Actor::Support, &Organize::SetSite { site, visibility });
    }
    organization
}

/// What is missing for advanced service information and for the monitoring service.
fn missing(
    world: &World,
    address: Option<&EmailAddress>,
    organizations: &[Organization],
) -> [Vec<Requirement>; 2] {
    let links = world.account.links(address, organizations, world.now);
    let holder = world.account.holder(Session::at(Place::Support), &links);
    [Entitlement::AdvancedService, Entitlement::Monitoring].map(|entitlement| {
        let five = SignedDuration::minutes(5);
        match holder.check(entitlement, id("acme"), five, world.now) {
            Ok(permit) => {
                assert_eq!(permit.standing(), world.account.standing());
                Vec::new()
            }
            Err(denial) => denial.missing().collect(),
        }
    })
}

#[test]
fn a_link_is_worth_what_its_organization_bears_out() {
    use Requirement::{SiteAccess, ValidatedDomain};

    let mut world = World::new();
    world.enterprise();
    let open = [SiteVisibility::AccessGroup, SiteVisibility::Open];
    let acme = profile("acme", &open, world.now);
    let address: EmailAddress = id("anna@acme.example");
    let elsewhere: EmailAddress = id("anna@mail.acme.example");
    #[track_caller]
    fn check(got: [Vec<Requirement>; 2], want: [&[Requirement]; 2]) {
        assert_eq!(got.each_ref().map(|it| &it[..]), want);
    }
    check(
        missing(&world, Some(&address), std::slice::from_ref(&acme)),
        [&[], &[]],
    );
    check(
        missing(&world, Some(&elsewhere), std::slice::from_ref(&acme)),
        [&[ValidatedDomain], &[]],
    );
    check(
        missing(&world, None, std::slice::from_ref(&acme)),
        [&[ValidatedDomain], &[]],
    );
    check(
        missing(&world, Some(&address), &[]),
        [&[ValidatedDomain], &[SiteAccess]],
    );
    let other = profile("other", &open, world.now);
    check(
        missing(&world, Some(&address), std::slice::from_ref(&other)),
        [&[ValidatedDomain], &[SiteAccess]],
    );
    let closed = profile("acme", &[SiteVisibility::AccessGroup], world.now);
    check(
        missing(&world, Some(&address), &[other, closed]),
        [&[], &[SiteAccess]],
    );
    let lapses_at = acme.domains()[0].lapses_at();
    world.now = lapses_at - SignedDuration::NANOSECOND;
    check(
        missing(&world, Some(&address), std::slice::from_ref(&acme)),
        [&[], &[]],
    );
    world.now = lapses_at;
    check(
        missing(&world, Some(&address), &[acme]),
        [&[ValidatedDomain], &[]],
    );
}

#[test]
fn while_the_address_changes_the_account_is_not_completely_enabled() {
    let mut world = World::new();
    world.enterprise();
    let acme = profile("acme", &[SiteVisibility::Open], world.now);
    world.with_password();
    world.person(Command::ChangeAddress {
        address: id("anna@other.example"),
    });
    let address: EmailAddress = id("anna@acme.example");
    let [advanced, monitoring] = missing(&world, Some(&address), &[acme]);
    assert_eq!(advanced, []);
    assert_eq!(monitoring, [Requirement::EnabledAccount]);
}

#[test]
fn relations_that_rest_link_to_nobody() {
    let mut world = World::new();
    world.enterprise();
    let acme = profile("acme", &[SiteVisibility::Open], world.now);
    world.support(Command::Suspend);
    assert_eq!(world.account.memberships().count(), 1);
    assert_eq!(
        world
            .account
            .links(None, std::slice::from_ref(&acme), world.now),
        []
    );
    world.support(Command::Reinstate);
    assert_eq!(world.account.links(None, &[acme], world.now), []);
}
