//! The table of entitlements, whole: who may do what, and what is missing.

use checkmark_account::{AccountId, CompanyRole, OrganizationId, Relation, Standing};
use checkmark_tier::entitlement::{
    Audience, AudienceMember, Entitlement, Holder, Link, Permit, Requirement,
};
use checkmark_tier::{Place, Session, Tier};
use time::{SignedDuration, UtcDateTime};

const NOW: UtcDateTime = UtcDateTime::UNIX_EPOCH;
const FIVE: SignedDuration = SignedDuration::minutes(5);

fn acme() -> OrganizationId {
    "acme".parse().unwrap()
}

fn link(relation: Relation, role: CompanyRole) -> Link {
    Link::new(acme(), relation, role)
}

fn holder(tier: Option<Tier>, session: Session) -> Holder<'static> {
    let account: AccountId = "a1".parse().unwrap();
    Holder::new(account, Standing::new(7), tier, session)
}

fn support() -> Session {
    Session::at(Place::Support)
}

/// A row for each entitlement; a column for each kind of holder, `+` where entitled.
///
/// Columns: signed out; Basic at the shop; Basic; Limited; Enterprise of another organization;
/// third-party contact; business user; the same with a validated domain and a site; administrator;
/// partner administrator; Enterprise business user at the shop.
const TABLE: &str = "
order              . + + + + + + + + + +
shipping_status    . + + + + + + + + + +
member_offers      . + + + + + + + + + +
product_list       . + + + + + + + + + +
reduced_support    . + + + + + + + + + +
software           . . . . . + + + + + .
monitoring         . . . . . . . + . . .
restricted_content . . . . . . + + + + .
create_request     . . . . . + + + + + .
live_chat          . . . . . + + + + + .
manage_requests    . . . . . + + + + + .
advanced_service   . . . . . . . + . . .
view_company       . . . . . . + + + + .
manage_company     . . . . . . . . + . .
";

#[test]
fn entitlements_are_those_of_the_table() {
    let customer = |role| [link(Relation::Customer, role)];
    let other = [Link::new(
        "globex".parse().unwrap(),
        Relation::Customer,
        CompanyRole::Administrator,
    )];
    let third = customer(CompanyRole::ThirdPartyContact);
    let user = customer(CompanyRole::BusinessUser);
    let full = [user[0].with_validated_domain().with_site_access()];
    let administrator = customer(CompanyRole::Administrator);
    let partner = [link(Relation::Partner, CompanyRole::PartnerAdministrator)];
    let enterprise = holder(Some(Tier::Enterprise), support());
    let at_shop = holder(Some(Tier::Enterprise), Session::at(Place::Shop));
    let holders = [
        holder(Some(Tier::Basic), Session::signed_out()),
        holder(Some(Tier::Basic), Session::at(Place::Shop)),
        holder(Some(Tier::Basic), support()),
        holder(Some(Tier::Limited), support()).with_links(&full),
        enterprise.with_links(&other),
        enterprise.with_links(&third),
        enterprise.with_links(&user),
        enterprise.with_links(&full),
        enterprise.with_links(&administrator),
        enterprise.with_links(&partner),
        at_shop.with_links(&user),
    ];
    let mut got = String::from("\n");
    for entitlement in Entitlement::ALL {
        got += &format!("{:18}", entitlement.as_str());
        for holder in &holders {
            let may = holder.check(*entitlement, acme(), FIVE, NOW).is_ok();
            got += if may { " +" } else { " ." };
        }
        got.push('\n');
    }
    assert_eq!(got, TABLE);
}

/// Without a tier nobody is entitled to anything, whatever the session says.
#[test]
fn suspended_and_closed_accounts_are_entitled_to_nothing() {
    let links = [link(Relation::Customer, CompanyRole::Administrator)
        .with_validated_domain()
        .with_site_access()];
    for entitlement in Entitlement::ALL {
        let holder = holder(None, support()).with_links(&links);
        assert!(
            holder.check(*entitlement, acme(), FIVE, NOW).is_err(),
            "{entitlement}"
        );
    }
}

#[test]
fn a_denial_names_everything_that_is_missing() {
    let denial = holder(Some(Tier::Basic), Session::at(Place::Shop))
        .check(Entitlement::AdvancedService, acme(), FIVE, NOW)
        .unwrap_err();
    let missing: Vec<_> = denial.missing().map(Requirement::as_str).collect();
    assert_eq!(
        missing,
        [
            "support_site",
            "enterprise",
            "connected",
            "validated_domain"
        ]
    );
    assert_eq!(denial.entitlement(), Entitlement::AdvancedService);
    assert!(denial.missing().all(|it| !it.supplied_by().is_empty()));
}

/// The monitoring service needs an account that is completely enabled (TIER-6).
#[test]
fn monitoring_needs_a_completely_enabled_account_and_a_site() {
    let user = link(Relation::Customer, CompanyRole::BusinessUser);
    for (enabled, site, want) in [
        (true, true, vec![]),
        (false, true, vec![Requirement::EnabledAccount]),
        (true, false, vec![Requirement::SiteAccess]),
    ] {
        let links = [if site { user.with_site_access() } else { user }];
        let mut holder = holder(Some(Tier::Enterprise), support()).with_links(&links);
        if !enabled {
            holder = holder.not_enabled();
        }
        let denial = holder.check(Entitlement::Monitoring, acme(), FIVE, NOW);
        let got: Vec<_> = denial
            .err()
            .into_iter()
            .flat_map(|it| it.missing())
            .collect();
        assert_eq!(got, want);
    }
}

/// Access is "audience meets relations", and no order of tiers (TIER-4).
#[test]
fn an_item_is_read_by_whom_it_is_meant_for() {
    let partner = [link(Relation::Partner, CompanyRole::BusinessUser)];
    let both = [
        partner[0],
        link(Relation::Customer, CompanyRole::BusinessUser),
    ];
    let enterprise = holder(Some(Tier::Enterprise), support());
    let own = holder(Some(Tier::Basic), support()).as_vendor_employee();
    for (audience, holder, want) in [
        (
            AudienceMember::Partner,
            enterprise.with_links(&partner),
            true,
        ),
        (
            AudienceMember::Customer,
            enterprise.with_links(&partner),
            false,
        ),
        (AudienceMember::Customer, enterprise.with_links(&both), true),
        (
            AudienceMember::VendorEmployee,
            enterprise.with_links(&both),
            false,
        ),
        (AudienceMember::VendorEmployee, own, true),
        (AudienceMember::Customer, own, false),
    ] {
        let audience = Audience::EMPTY.with(audience);
        let got = holder.check_item(audience, acme(), FIVE, NOW);
        assert_eq!(got.is_ok(), want, "{audience:?}");
    }
    let nobody = enterprise
        .with_links(&both)
        .check_item(Audience::EMPTY, acme(), FIVE, NOW);
    assert!(
        nobody.is_err(),
        "an item meant for nobody is read by nobody"
    );
}

// ATK-29
#[test]
fn a_permit_never_outlives_its_standing_or_its_time() {
    let links = [link(Relation::Customer, CompanyRole::BusinessUser)];
    let holder = holder(Some(Tier::Enterprise), support()).with_links(&links);
    let permit: Permit = holder
        .check(Entitlement::Software, acme(), FIVE, NOW)
        .unwrap();
    let nearly = NOW + FIVE - SignedDuration::NANOSECOND;
    for (standing, now, want) in [
        (7, NOW, true),
        (7, nearly, true),
        (7, NOW + FIVE, false),
        (8, NOW, false),
        (6, NOW, false),
    ] {
        assert_eq!(permit.holds(Standing::new(standing), now), want);
    }
    let late = holder
        .check(Entitlement::Software, acme(), FIVE, UtcDateTime::MAX)
        .unwrap();
    assert_eq!(late.valid_until(), UtcDateTime::MAX);
}

// ATK-34
#[test]
fn blue_is_never_taken_for_a_tier() {
    let links = [link(Relation::Customer, CompanyRole::BusinessUser)];
    let shop = holder(Some(Tier::Enterprise), Session::at(Place::Shop)).with_links(&links);
    let denial = shop
        .check(Entitlement::Software, acme(), FIVE, NOW)
        .unwrap_err();
    assert!(denial.missing().eq([Requirement::SupportSite]));
}
