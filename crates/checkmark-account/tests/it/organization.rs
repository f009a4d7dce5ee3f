//! Organizations: rows and named attacks. The laws that hold for every sequence stand in
//! `organization_laws`.

use checkmark_account::Actor::{Administrator, Clock, Host, PartnerProgramme, Person, Support};
use checkmark_account::organization::{
    Administration, Command, Context, Decision, DomainProof, DomainStanding, Effect, Event, Fact,
    Intake, JoinedBy, Organization, OrganizationPolicy, OrganizationPolicyError, Refusal,
    ReplayErrorKind, Revocation, SiteVisibility,
};
use checkmark_account::{
    AccountId, Actor, CompanyRole, EmailAddress, OrganizationKind, ProfileType, Rule,
};
use checkmark_domain::{Class, DomainName};
use time::{SignedDuration, UtcDateTime};

const NOON: UtcDateTime = UtcDateTime::UNIX_EPOCH;

/// A company and the people who act on it, a day passing where the test says so.
struct World {
    organization: Organization,
    policy: OrganizationPolicy,
    now: UtcDateTime,
}

impl World {
    fn new() -> Self {
        Self {
            organization: Organization::new("acme".parse().unwrap()),
            policy: OrganizationPolicy::default(),
            now: NOON,
        }
    }

    /// An open company with acme.example, and `people` employees, the first `administrators` of
    /// whom administer.
    fn company(people: usize, administrators: usize) -> Self {
        let mut world = Self::new();
        world.create(ProfileType::Open);
        world.prove("acme.example", Intake::Employees);
        for n in 1..=people {
            world.join(&format!("a{n}"), "acme.example", JoinedBy::Registration);
        }
        for n in 1..=administrators {
            world.done(
                Support,
                Command::Appoint {
                    account: account(&format!("a{n}")),
                },
            );
        }
        world
    }

    fn create(&mut self, profile_type: ProfileType) {
        let kind = OrganizationKind::Company;
        self.done(Support, Command::CreateProfile { kind, profile_type });
    }

    fn prove(&mut self, name: &str, intake: Intake) {
        self.done(Host, prove(name, Class::Corporate, intake));
    }

    fn join(&mut self, who: &str, at: &str, by: JoinedBy) {
        self.done(
            Host,
            Command::Join {
                account: account(who),
                domain: domain(at),
                by,
            },
        );
    }

    fn invite(
        &mut self,
        invitation: &str,
        address: &str,
        role: CompanyRole,
    ) -> Result<(), Refusal> {
        self.give(
            (Administrator, "a1"),
            Command::Invite {
                invitation: invitation.parse().unwrap(),
                address: mailbox(address),
                role,
            },
        )
    }

    fn accept(&mut self, invitation: &str, who: &str, address: &str) -> Result<(), Refusal> {
        let policy = self.policy;
        let invited = mailbox("eve@acme.example");
        let context = Context::new(Host, self.now, &policy).with_invited(&invited);
        let command = Command::AcceptInvitation {
            invitation: invitation.parse().unwrap(),
            account: account(who),
            address: mailbox(address),
        };
        self.decide(&command, &context).map(|_| ())
    }

    #[track_caller]
    fn done(&mut self, actor: Actor, command: Command) {
        self.give((actor, "a1"), command).unwrap();
    }

    fn give(&mut self, (actor, agent): (Actor, &str), command: Command) -> Result<(), Refusal> {
        self.effects((actor, agent), command).map(|_| ())
    }

    fn effects(
        &mut self,
        (actor, agent): (Actor, &str),
        command: Command,
    ) -> Result<Vec<Effect>, Refusal> {
        let policy = self.policy;
        let context = Context::new(actor, self.now, &policy).with_agent(account(agent));
        let decision = self.decide(&command, &context)?;
        Ok(decision
            .effects()
            .iter()
            .map(|(_, effect)| *effect)
            .collect())
    }

    fn decide(&mut self, command: &Command, context: &Context<'_>) -> Result<Decision, Refusal> {
        let before = self.organization.clone();
        let decision = self.organization.decide(command, context);
        assert_eq!(self.organization, before, "deciding changes nothing");
        let decision = decision?;
        self.organization = before.fold(&decision).unwrap();
        Ok(decision)
    }

    fn administration(&self) -> Administration {
        self.organization.administration(&self.policy)
    }
}

fn account(id: &str) -> AccountId {
    id.parse().unwrap()
}

fn domain(name: &str) -> DomainName {
    name.parse().unwrap()
}

fn mailbox(address: &str) -> EmailAddress {
    address.parse().unwrap()
}

fn prove(name: &str, class: Class, intake: Intake) -> Command {
    let (name, proof) = (domain(name), DomainProof::DnsToken);
    Command::ProveDomain {
        name,
        class,
        proof,
        intake,
        claimed_by: None,
    }
}

fn promote(who: &str, role: CompanyRole) -> Command {
    Command::Promote {
        account: account(who),
        role,
    }
}

fn demote(who: &str, successor: Option<&str>) -> Command {
    Command::Demote {
        account: account(who),
        successor: successor.map(account),
    }
}

#[test]
fn nothing_happens_before_there_is_a_profile() {
    let mut world = World::new();
    assert_eq!(
        world.give((Clock, "a1"), Command::TimePassed),
        Err(Refusal::NoProfile)
    );
    world.create(ProfileType::Open);
    let again = Command::CreateProfile {
        kind: OrganizationKind::PublicBody,
        profile_type: ProfileType::Open,
    };
    assert_eq!(
        world.give((Support, "a1"), again),
        Err(Refusal::ProfileExists)
    );
    assert_eq!(world.organization.kind(), Some(OrganizationKind::Company));
}

/// Only a company's own domain counts (ORG-1), and nothing is concluded from missing evidence.
#[test]
fn consumer_disposable_reserved_and_unknown_domains_never_count() {
    for (class, want) in [
        (Class::Corporate, Ok(())),
        (Class::GmailHosted, Ok(())),
        (Class::ConsumerMailbox, Err(Refusal::DomainUnfit)),
        (Class::Disposable, Err(Refusal::DomainUnfit)),
        (Class::NoMail, Err(Refusal::DomainUnfit)),
        (Class::NotACompanyDomain, Err(Refusal::DomainUnfit)),
        (Class::Undetermined, Err(Refusal::DomainUndetermined)),
    ] {
        let mut world = World::company(0, 0);
        let got = world.give(
            (Host, "a1"),
            prove("globex.example", class, Intake::Employees),
        );
        assert_eq!(got, want, "{class:?}");
        assert_eq!(
            world
                .organization
                .domain(&domain("globex.example"))
                .is_some(),
            got.is_ok()
        );
    }
}

#[test]
fn two_profiles_that_claim_one_domain_go_to_support() {
    let mut world = World::company(0, 0);
    let claim = |proof| Command::ProveDomain {
        name: domain("globex.example"),
        class: Class::Corporate,
        proof,
        intake: Intake::Employees,
        claimed_by: Some("globex".parse().unwrap()),
    };
    let effects = world
        .effects((Host, "a1"), claim(DomainProof::DnsToken))
        .unwrap();
    assert!(
        matches!(effects[..], [Effect::ReferDispute { .. }]),
        "{effects:?}"
    );
    let join = Command::Join {
        account: account("a9"),
        domain: domain("globex.example"),
        by: JoinedBy::Registration,
    };
    assert_eq!(
        world.give((Host, "a1"), join.clone()),
        Err(Refusal::NotAssociated)
    );
    let again = world.give((Host, "a1"), claim(DomainProof::DnsToken));
    assert_eq!(again, Err(Refusal::DomainInDispute));
    assert_eq!(
        world.give((Host, "a1"), claim(DomainProof::Support)),
        Err(Refusal::NotYours)
    );
    world.done(Support, claim(DomainProof::Support));
    world.done(Host, join);
}

#[test]
fn a_restricted_profile_is_joined_by_invitation_only() {
    let mut world = World::company(1, 1);
    world.done(
        Support,
        Command::SetProfileType {
            profile_type: ProfileType::Restricted,
        },
    );
    let join = |by| Command::Join {
        account: account("a2"),
        domain: domain("acme.example"),
        by,
    };
    for by in [JoinedBy::Registration, JoinedBy::Choice] {
        assert_eq!(world.give((Host, "a1"), join(by)), Err(Refusal::Restricted));
    }
    world
        .invite("i1", "eve@acme.example", CompanyRole::BusinessUser)
        .unwrap();
    world.accept("i1", "a2", "eve@acme.example").unwrap();
    assert_eq!(
        world.organization.member(account("a2")).unwrap().role(),
        CompanyRole::BusinessUser
    );
}

/// An access provider's customers are no employees (ORG-1).
#[test]
fn a_domain_without_intake_takes_nobody_in_by_itself() {
    let mut world = World::company(1, 1);
    world.prove("isp.example", Intake::Nobody);
    let join = Command::Join {
        account: account("a2"),
        domain: domain("isp.example"),
        by: JoinedBy::Registration,
    };
    assert_eq!(world.give((Host, "a1"), join), Err(Refusal::NoIntake));
}

#[test]
fn an_invitation_lapses_at_exactly_fifteen_days() {
    for (after, want) in [
        (
            SignedDuration::days(15) - SignedDuration::nanoseconds(1),
            Ok(()),
        ),
        (SignedDuration::days(15), Err(Refusal::InvitationLapsed)),
        // ATK-23: fifteen days and a nanosecond is late.
        (
            SignedDuration::days(15) + SignedDuration::nanoseconds(1),
            Err(Refusal::InvitationLapsed),
        ),
    ] {
        let mut world = World::company(1, 1);
        world
            .invite("i1", "eve@acme.example", CompanyRole::BusinessUser)
            .unwrap();
        assert_eq!(
            world.organization.next_wakeup(),
            Some(NOON + SignedDuration::days(15))
        );
        world.now += after;
        assert_eq!(world.accept("i1", "a2", "eve@acme.example"), want);
        world.done(Clock, Command::TimePassed);
        assert_eq!(world.organization.invitation("i1".parse().unwrap()), None);
    }
}

// ATK-23
#[test]
fn an_invitation_never_outlives_its_domain() {
    for lapse in [false, true] {
        let mut world = World::company(1, 1);
        world
            .invite("i1", "eve@acme.example", CompanyRole::BusinessUser)
            .unwrap();
        if lapse {
            world.now += SignedDuration::days(180);
            world.done(Clock, Command::TimePassed);
        } else {
            world.done(
                Administrator,
                Command::DropDomain {
                    name: domain("acme.example"),
                },
            );
        }
        let late = world.accept("i1", "a2", "eve@acme.example");
        assert_eq!(late, Err(Refusal::NoInvitation));
    }
}

// ATK-23
#[test]
fn an_invitation_is_never_accepted_by_another_address_or_under_another_organization() {
    let mut world = World::company(1, 1);
    world
        .invite("i1", "eve@acme.example", CompanyRole::BusinessUser)
        .unwrap();
    let elsewhere = world.accept("i1", "a2", "mallory@acme.example");
    assert_eq!(elsewhere, Err(Refusal::InvitedElsewhere));
    let mut other = World::company(1, 1);
    assert_eq!(
        other.accept("i1", "a2", "eve@acme.example"),
        Err(Refusal::NoInvitation)
    );
    let forgotten = Context::new(Host, world.now, &world.policy);
    let command = Command::AcceptInvitation {
        invitation: "i1".parse().unwrap(),
        account: account("a2"),
        address: mailbox("eve@acme.example"),
    };
    assert_eq!(
        world.organization.decide(&command, &forgotten),
        Err(Refusal::InvitedElsewhere)
    );
}

// ATK-24
#[test]
fn a_role_mailbox_is_never_invited() {
    let mut world = World::company(1, 1);
    let support = world.invite("i1", "support@acme.example", CompanyRole::BusinessUser);
    assert_eq!(support, Err(Refusal::RoleMailbox));
    let stranger = world.invite("i1", "eve@globex.example", CompanyRole::BusinessUser);
    assert_eq!(stranger, Err(Refusal::NotAssociated));
}

// ATK-24
#[test]
fn joining_never_makes_an_administrator() {
    for by in [
        JoinedBy::Registration,
        JoinedBy::Choice,
        JoinedBy::ApprovedProfile,
        JoinedBy::Support,
        JoinedBy::PartnerProgramme,
    ] {
        let mut world = World::company(0, 0);
        world.join("a1", "acme.example", by);
        assert_eq!(world.organization.administrators().count(), 0, "{by}");
        assert_eq!(world.administration(), Administration::WithoutAdministrator);
    }
}

/// Fewer than five people need one, five or more need three (ORG-3).
#[test]
fn the_quota_turns_at_five_people() {
    for (people, administrators, want) in [
        (4, 0, Administration::WithoutAdministrator),
        (4, 1, Administration::Sufficient),
        (
            5,
            1,
            Administration::BelowQuota {
                administrators: 1,
                required: 3,
            },
        ),
        (
            5,
            2,
            Administration::BelowQuota {
                administrators: 2,
                required: 3,
            },
        ),
        (5, 3, Administration::Sufficient),
        (6, 3, Administration::Sufficient),
    ] {
        let world = World::company(people, administrators);
        assert_eq!(world.administration(), want, "{people} people");
    }
}

// ATK-26
#[test]
fn falling_below_the_quota_is_reported_once() {
    let mut world = World::company(4, 1);
    let join = |who: &str| Command::Join {
        account: account(who),
        domain: domain("acme.example"),
        by: JoinedBy::Registration,
    };
    let report = Effect::ReportAdministration {
        administration: Administration::BelowQuota {
            administrators: 1,
            required: 3,
        },
    };
    assert!(
        world
            .effects((Host, "a1"), join("a5"))
            .unwrap()
            .contains(&report)
    );
    let sixth = world.effects((Host, "a1"), join("a6")).unwrap();
    assert!(!sixth.contains(&report), "it is no worse than before");
}

#[test]
fn each_step_further_below_the_quota_is_reported_and_none_back_up() {
    let mut world = World::company(5, 3);
    let reported = |world: &mut World, command| {
        let effects = world.effects((Administrator, "a1"), command).unwrap();
        let mut reports = effects.iter().filter_map(|effect| match effect {
            Effect::ReportAdministration { administration } => Some(*administration),
            _ => None,
        });
        reports.next()
    };
    let below = |administrators| {
        Some(Administration::BelowQuota {
            administrators,
            required: 3,
        })
    };
    assert_eq!(reported(&mut world, demote("a3", None)), below(2));
    assert_eq!(reported(&mut world, demote("a2", None)), below(1));
    let again = promote("a2", CompanyRole::Administrator);
    assert_eq!(reported(&mut world, again), None);
}

// ORG-2, ORG-4: the role of the invitation comes with it, but a contact's domain makes a contact.
#[test]
fn an_invitation_brings_its_role_and_says_so_only_where_it_is_another() {
    for (domain, intake, invited, role, facts) in [
        (
            "acme.example",
            Intake::Employees,
            CompanyRole::Administrator,
            CompanyRole::Administrator,
            3,
        ),
        (
            "acme.example",
            Intake::Employees,
            CompanyRole::BusinessUser,
            CompanyRole::BusinessUser,
            2,
        ),
        (
            "helpers.example",
            Intake::ThirdParty,
            CompanyRole::BusinessUser,
            CompanyRole::ThirdPartyContact,
            2,
        ),
    ] {
        let mut world = World::company(1, 1);
        if intake == Intake::ThirdParty {
            world.prove(domain, intake);
        }
        let address = mailbox(&format!("eve@{domain}"));
        world
            .invite("i1", address.as_str(), invited)
            .expect("it fits");
        let before = world.organization.version();
        let policy = world.policy;
        let context = Context::new(Host, world.now, &policy).with_invited(&address);
        let accept = Command::AcceptInvitation {
            invitation: "i1".parse().unwrap(),
            account: account("a2"),
            address: address.clone(),
        };
        world.decide(&accept, &context).expect("it is accepted");
        assert_eq!(
            world.organization.version() - before,
            facts,
            "{invited} at {domain}"
        );
        let member = world.organization.member(account("a2")).expect("a member");
        assert_eq!(member.role(), role, "{invited} at {domain}");
    }
}

// ORG-4, TKT-7
#[test]
fn nobody_is_given_the_role_that_he_has() {
    let mut world = World::company(2, 1);
    let unchanged = Err(Refusal::RoleUnchanged);
    let appoint = Command::Appoint {
        account: account("a1"),
    };
    assert_eq!(world.give((Support, "s1"), appoint), unchanged);
    let promote = |role| promote("a1", role);
    let own = promote(CompanyRole::Administrator);
    assert_eq!(world.give((Administrator, "a1"), own), unchanged);
    let user = promote(CompanyRole::BusinessUser);
    assert_eq!(world.give((Administrator, "a1"), user), unchanged);
    let other = promote(CompanyRole::PartnerAdministrator);
    assert_eq!(world.give((Administrator, "a1"), other), Ok(()));
}

// ORG-2, ORG-4: a contact is invited by the domain of a third party, and administrates nothing.
#[test]
fn whom_one_invites_at_which_domain() {
    let mut world = World::company(1, 1);
    world.prove("helpers.example", Intake::ThirdParty);
    let (fits, not) = (Ok(()), Err(Refusal::ThirdParty));
    for (role, of_employees, of_third_party) in [
        (CompanyRole::BusinessUser, fits, fits),
        (CompanyRole::Administrator, fits, not),
        (CompanyRole::ThirdPartyContact, not, fits),
    ] {
        let own = world.invite(&format!("own-{role}"), "eve@acme.example", role);
        assert_eq!(own, of_employees, "{role}");
        let other = world.invite(&format!("other-{role}"), "eve@helpers.example", role);
        assert_eq!(other, of_third_party, "{role}");
    }
}

// ATK-26
#[test]
fn the_last_administrator_never_goes_without_a_successor() {
    for command in [
        demote("a1", None),
        Command::RemoveMember {
            account: account("a1"),
            successor: None,
        },
        Command::Leave {
            account: account("a1"),
            successor: None,
        },
    ] {
        let mut world = World::company(3, 1);
        let actor = match command {
            Command::Leave { .. } => Person,
            _ => Administrator,
        };
        let got = world.give((actor, "a1"), command);
        assert_eq!(got, Err(Refusal::LastAdministrator));
        assert_eq!(world.administration(), Administration::Sufficient);
    }
    let mut world = World::company(3, 1);
    for unfit in ["a1", "stranger"] {
        let got = world.give((Administrator, "a1"), demote("a1", Some(unfit)));
        assert_eq!(got, Err(Refusal::UnfitSuccessor));
    }
    let leave = Command::Leave {
        account: account("a1"),
        successor: Some(account("a2")),
    };
    world.done(Person, leave);
    assert_eq!(world.administration(), Administration::Sufficient);
    assert_eq!(world.organization.member(account("a1")), None);
}

// ATK-26
#[test]
fn erasing_the_last_administrator_is_never_refused_and_support_repairs() {
    let mut world = World::company(3, 1);
    let erase = Command::EraseMember {
        account: account("a1"),
    };
    let effects = world.effects((Host, "a1"), erase).unwrap();
    let without = Administration::WithoutAdministrator;
    assert!(effects.contains(&Effect::ReportAdministration {
        administration: without
    }));
    assert_eq!(world.administration(), without);
    world.done(
        Support,
        Command::Appoint {
            account: account("a2"),
        },
    );
    assert_eq!(world.administration(), Administration::Sufficient);
}

// ATK-28
#[test]
fn an_administrator_never_acts_in_another_organization() {
    let mut world = World::company(3, 1);
    for (actor, agent, want) in [
        (Administrator, "a2", Refusal::NotAdministrator),
        (
            Administrator,
            "administrator-of-globex",
            Refusal::NotAdministrator,
        ),
        (Person, "a1", Refusal::NotYours),
        (PartnerProgramme, "a1", Refusal::NotYours),
        (Clock, "a1", Refusal::NotYours),
    ] {
        let got = world.give((actor, agent), promote("a3", CompanyRole::Administrator));
        assert_eq!(got, Err(want));
    }
    let policy = world.policy;
    let nobody = Context::new(Administrator, world.now, &policy);
    let got = world
        .organization
        .decide(&promote("a3", CompanyRole::Administrator), &nobody);
    assert_eq!(got, Err(Refusal::NoAgent));
}

// ATK-28
#[test]
fn a_third_party_contact_is_never_counted_or_promoted_as_an_employee() {
    let mut world = World::company(4, 1);
    world.prove("service.example", Intake::ThirdParty);
    world.join("c1", "service.example", JoinedBy::Registration);
    let contact = world.organization.member(account("c1")).unwrap();
    assert_eq!(contact.role(), CompanyRole::ThirdPartyContact);
    assert_eq!(world.organization.people(), 4);
    assert_eq!(world.administration(), Administration::Sufficient);
    let got = world.give(
        (Administrator, "a1"),
        promote("c1", CompanyRole::Administrator),
    );
    assert_eq!(got, Err(Refusal::ThirdParty));
    let got = world.give((Administrator, "a1"), demote("a1", Some("c1")));
    assert_eq!(got, Err(Refusal::UnfitSuccessor));
    let got = world.give(
        (Support, "a1"),
        Command::Appoint {
            account: account("c1"),
        },
    );
    assert_eq!(got, Err(Refusal::ThirdParty));
    let got = world.invite("i1", "eve@service.example", CompanyRole::Administrator);
    assert_eq!(got, Err(Refusal::ThirdParty));
}

#[test]
fn a_partner_administrator_acts_only_on_assigned_products() {
    let mut world = World::company(2, 1);
    let (storage, servers) = ("storage".parse().unwrap(), "servers".parse().unwrap());
    let assign = Command::AssignProduct {
        account: account("a2"),
        product: storage,
    };
    let early = world.give((Support, "a1"), assign.clone());
    assert_eq!(early, Err(Refusal::NotPartnerAdministrator));
    world.done(
        Administrator,
        promote("a2", CompanyRole::PartnerAdministrator),
    );
    world.done(Support, assign);
    assert!(world.organization.acts_on(account("a2"), storage));
    assert!(!world.organization.acts_on(account("a2"), servers));
    assert!(world.organization.acts_on(account("a1"), servers));
    assert!(!world.organization.acts_on(account("stranger"), storage));
    world.done(Administrator, demote("a2", None));
    world.done(
        Administrator,
        promote("a2", CompanyRole::PartnerAdministrator),
    );
    assert!(
        !world.organization.acts_on(account("a2"), storage),
        "assignments fell with the role"
    );
}

#[test]
fn dropping_a_domain_is_felt_by_members_and_invitations() {
    let mut world = World::company(2, 1);
    world
        .invite("i1", "eve@acme.example", CompanyRole::BusinessUser)
        .unwrap();
    let drop = Command::DropDomain {
        name: domain("acme.example"),
    };
    let effects = world.effects((Administrator, "a1"), drop).unwrap();
    let told = effects.iter().filter(|effect| {
        matches!(
            effect,
            Effect::Tell {
                fact: Fact::DomainDropped { .. },
                ..
            }
        )
    });
    assert_eq!(told.count(), 2);
    let invitation = "i1".parse().unwrap();
    assert!(effects.contains(&Effect::WithdrawInvitation { invitation }));
}

#[test]
fn the_evidence_of_a_domain_lapses_and_is_renewed() {
    let mut world = World::company(1, 1);
    let tick = |world: &mut World| world.effects((Clock, "a1"), Command::TimePassed).unwrap();
    world.now += SignedDuration::days(180) - SignedDuration::NANOSECOND;
    assert_eq!(tick(&mut world), [], "it counts until then");
    world.now += SignedDuration::NANOSECOND;
    assert_eq!(world.organization.next_wakeup(), Some(world.now));
    let effects = world.effects((Clock, "a1"), Command::TimePassed).unwrap();
    assert_eq!(effects.len(), 1);
    let acme = domain("acme.example");
    assert_eq!(
        world.organization.domain(&acme).unwrap().standing(),
        DomainStanding::Lapsed
    );
    assert_eq!(world.organization.next_wakeup(), None);
    assert_eq!(tick(&mut world), [], "it lapses once");
    world.prove("acme.example", Intake::Employees);
    assert!(world.organization.domain(&acme).unwrap().counts(world.now));
    assert_eq!(world.organization.domains().len(), 1);
}

// ATK-21: evidence of an old look-up joins nobody, even before the clock has ticked.
#[test]
fn stale_domain_evidence_never_joins_anybody() {
    let mut world = World::company(1, 1);
    world.now += SignedDuration::days(180);
    let join = Command::Join {
        account: account("a2"),
        domain: domain("acme.example"),
        by: JoinedBy::Registration,
    };
    assert_eq!(world.give((Host, "a1"), join), Err(Refusal::NotAssociated));
}

#[test]
fn members_inherit_open_sites_and_see_others_by_group() {
    let mut world = World::company(2, 1);
    let site = "stockholm".parse().unwrap();
    let grant = Command::GrantSite {
        site,
        account: account("a2"),
    };
    assert_eq!(
        world.give((Administrator, "a1"), grant.clone()),
        Err(Refusal::NoSite)
    );
    let closed = Command::SetSite {
        site,
        visibility: SiteVisibility::AccessGroup,
    };
    world.done(Administrator, closed);
    assert!(!world.organization.sees(account("a2"), site));
    world.done(Administrator, grant);
    assert!(world.organization.sees(account("a2"), site));
    assert!(!world.organization.sees(account("a1"), site));
    world.done(
        Administrator,
        Command::WithdrawSite {
            site,
            account: account("a2"),
        },
    );
    assert!(!world.organization.sees(account("a2"), site));
    world.done(
        Administrator,
        Command::SetSite {
            site,
            visibility: SiteVisibility::Open,
        },
    );
    assert!(world.organization.sees(account("a1"), site));
    assert!(!world.organization.sees(account("stranger"), site));
    world.done(Administrator, Command::RemoveSite { site });
    assert!(!world.organization.sees(account("a1"), site));
}

#[test]
fn leavers_are_removed_by_an_administrator_alone() {
    let mut world = World::company(3, 1);
    let remove = || Command::RemoveMember {
        account: account("a3"),
        successor: None,
    };
    for (actor, agent, want) in [
        (Person, "a2", Refusal::NotYours),
        (Administrator, "a2", Refusal::NotAdministrator),
    ] {
        assert_eq!(world.give((actor, agent), remove()), Err(want));
    }
    world.done(Administrator, remove());
    assert!(
        world.give((Administrator, "a1"), remove()).is_err(),
        "nobody is removed twice"
    );
}

#[test]
fn one_leaves_for_oneself_and_the_host_for_anybody() {
    let mut world = World::company(4, 1);
    let leave = |who| Command::Leave {
        account: account(who),
        successor: None,
    };
    let others = world.give((Person, "a2"), leave("a3"));
    assert_eq!(others, Err(Refusal::NotYours));
    assert_eq!(world.give((Person, "a2"), leave("a2")), Ok(()));
    assert_eq!(world.give((Host, "a1"), leave("a3")), Ok(()));
    for gone in ["a2", "a3"] {
        assert!(world.organization.member(account(gone)).is_none(), "{gone}");
    }
}

#[test]
fn administrators_keep_the_preferences() {
    let mut world = World::company(2, 1);
    let preference = "language".parse().unwrap();
    let set = |value: Option<&str>| Command::SetPreference {
        preference,
        value: value.map(|value| value.parse().unwrap()),
    };
    assert_eq!(
        world.give((Person, "a2"), set(Some("sv"))),
        Err(Refusal::NotYours)
    );
    world.done(Administrator, set(Some("sv")));
    assert_eq!(
        world.organization.preference(preference),
        Some("sv".parse().unwrap())
    );
    world.done(Administrator, set(None));
    assert_eq!(world.organization.preference(preference), None);
}

#[test]
fn time_that_runs_back_a_little_is_clamped_and_more_is_refused() {
    let world = World::company(1, 1);
    let policy = world.policy;
    let tick = |seconds| {
        let now = NOON - SignedDuration::seconds(seconds);
        let decision = world
            .organization
            .decide(&Command::TimePassed, &Context::new(Clock, now, &policy));
        decision.map(|decision| decision.at())
    };
    assert_eq!(tick(-1), Ok(NOON + SignedDuration::SECOND));
    assert_eq!(tick(5), Ok(NOON));
    assert_eq!(tick(6), Err(Refusal::ClockRanBack));
}

#[test]
fn a_record_of_another_organization_never_folds() {
    let event = Event::ProfileCreated {
        organization: "globex".parse().unwrap(),
        kind: OrganizationKind::Company,
        profile_type: ProfileType::Open,
    };
    let fault = Organization::new("acme".parse().unwrap())
        .evolve(&event, NOON)
        .unwrap_err();
    assert_eq!(
        (fault.position(), fault.kind()),
        (0, ReplayErrorKind::Foreign)
    );
    let revoked = Event::InvitationRevoked {
        invitation: "i1".parse().unwrap(),
        cause: Revocation::Lapsed,
    };
    let world = World::company(1, 1);
    let version = world.organization.version();
    let fault = world
        .organization
        .clone()
        .evolve(&revoked, NOON)
        .unwrap_err();
    assert_eq!(
        (fault.position(), fault.kind()),
        (version, ReplayErrorKind::Missing)
    );
    let back = NOON - SignedDuration::SECOND;
    let created = Event::KindSet {
        kind: OrganizationKind::PublicBody,
    };
    let fault = world.organization.evolve(&created, back).unwrap_err();
    assert_eq!(fault.kind(), ReplayErrorKind::OutOfOrder);
}

#[test]
fn figures_that_no_organization_can_be_run_by_are_refused() {
    let policy = OrganizationPolicy::default();
    for (few, one, many, want) in [
        (5, 1, 3, Ok(())),
        (5, 0, 3, Err(OrganizationPolicyError::Quota)),
        (5, 3, 1, Err(OrganizationPolicyError::Quota)),
        (2, 1, 3, Err(OrganizationPolicyError::Quota)),
        (3, 3, 3, Ok(())),
    ] {
        assert_eq!(policy.with_quota(few, one, many).map(|_| ()), want);
    }
    let day = SignedDuration::DAY;
    for (validity, fits) in [
        (day, true),
        (SignedDuration::ZERO, false),
        (SignedDuration::NANOSECOND, true),
        (day * 366, true),
        (day * 366 + SignedDuration::NANOSECOND, false),
    ] {
        assert_eq!(policy.with_invitation(validity).is_ok(), fits);
        assert_eq!(policy.with_domain_evidence(validity).is_ok(), fits);
    }
}

#[test]
fn what_a_policy_is_given_is_what_it_says_and_the_rest_stays() {
    let default = OrganizationPolicy::default();
    let told = |policy: OrganizationPolicy| {
        let quota = [1, 3, 4, 9].map(|people| policy.required_administrators(people));
        (policy.invitation(), policy.domain_evidence(), quota)
    };
    let (days, quota) = (SignedDuration::days, [1, 1, 1, 3]);
    assert_eq!(told(default), (days(15), days(180), quota));
    let policy = default.with_invitation(days(3)).expect("in range");
    assert_eq!(told(policy), (days(3), days(180), quota));
    let policy = policy.with_domain_evidence(days(7)).expect("in range");
    assert_eq!(told(policy), (days(3), days(7), quota));
    let policy = policy.with_quota(4, 2, 4).expect("in range");
    assert_eq!(told(policy), (days(3), days(7), [2, 2, 4, 4]));
}

#[test]
fn every_refusal_has_a_code_of_its_own_and_an_organization_rule() {
    let codes: std::collections::BTreeSet<_> = Refusal::ALL.iter().map(|it| it.as_str()).collect();
    assert_eq!(codes.len(), Refusal::ALL.len());
    for refusal in Refusal::ALL {
        assert!(Rule::ALL.contains(&refusal.rule()));
        assert!(!refusal.to_string().is_empty() && !refusal.remedy().as_str().is_empty());
    }
}

// ORG-1
#[test]
fn what_is_so_already_says_nothing_new_and_what_is_not_does() {
    let mut world = World::company(1, 1);
    for (kind, new) in [
        (OrganizationKind::Company, 0),
        (OrganizationKind::PublicBody, 1),
        (OrganizationKind::PublicBody, 0),
    ] {
        let before = world.organization.version();
        world.done(Support, Command::SetKind { kind });
        assert_eq!(world.organization.version() - before, new);
        assert_eq!(world.organization.kind(), Some(kind));
    }
    for (profile_type, new) in [
        (ProfileType::Open, 0),
        (ProfileType::Restricted, 1),
        (ProfileType::Restricted, 0),
    ] {
        let before = world.organization.version();
        world.done(Support, Command::SetProfileType { profile_type });
        assert_eq!(world.organization.version() - before, new);
        assert_eq!(world.organization.profile_type(), Some(profile_type));
    }
    // Each site is looked at for itself.
    for (site, visibility, new) in [
        ("north", SiteVisibility::Open, 1),
        ("south", SiteVisibility::AccessGroup, 1),
        ("south", SiteVisibility::AccessGroup, 0),
        ("south", SiteVisibility::Open, 1),
        ("north", SiteVisibility::Open, 0),
    ] {
        let before = world.organization.version();
        let site = site.parse().unwrap();
        world.done(Administrator, Command::SetSite { site, visibility });
        assert_eq!(world.organization.version() - before, new, "{site}");
    }
}

// ORG-5
#[test]
fn of_two_product_lines_the_one_that_is_withdrawn_is_withdrawn() {
    let mut world = World::company(2, 1);
    let who = account("a2");
    world.done(
        Administrator,
        Command::Promote {
            account: who,
            role: CompanyRole::PartnerAdministrator,
        },
    );
    let lines = ["servers", "storage", "clients"].map(|it| it.parse().unwrap());
    for product in lines {
        world.done(
            Support,
            Command::AssignProduct {
                account: who,
                product,
            },
        );
    }
    world.done(
        Support,
        Command::WithdrawProduct {
            account: who,
            product: lines[1],
        },
    );
    let acts = lines.map(|product| world.organization.acts_on(who, product));
    assert_eq!(acts, [true, false, true]);
    let member = world.organization.member(who).expect("a member");
    assert_eq!(member.products(), [lines[0], lines[2]]);
}

// ORG-6
#[test]
fn of_two_domains_the_one_that_is_dropped_is_dropped() {
    let mut world = World::company(1, 1);
    world.prove("acme.test.example", Intake::ThirdParty);
    let domains = world.organization.domains().iter();
    let numbers: Vec<_> = domains.map(|it| it.number().number()).collect();
    assert_eq!(numbers, [1, 2]);
    let name = domain("acme.test.example");
    world.done(Administrator, Command::DropDomain { name });
    let left: Vec<_> = world
        .organization
        .domains()
        .iter()
        .map(|it| it.name().clone())
        .collect();
    assert_eq!(left, [domain("acme.example")]);
}

// ORG-6: members of a dropped domain are decided again, and until then rest on none.
#[test]
fn who_rests_on_a_domain_that_is_dropped_rests_on_none_and_others_stay() {
    let mut world = World::company(1, 1);
    world.prove("beta.example", Intake::Employees);
    world.join("a2", "beta.example", JoinedBy::Registration);
    let rests = |world: &World, who| {
        let member = world.organization.member(account(who)).expect("a member");
        member.domain().map(|it| it.number())
    };
    assert_eq!(
        (rests(&world, "a1"), rests(&world, "a2")),
        (Some(1), Some(2))
    );
    let name = domain("beta.example");
    world.done(Administrator, Command::DropDomain { name });
    assert_eq!((rests(&world, "a1"), rests(&world, "a2")), (Some(1), None));
}

// ORG-5, TIER-7
#[test]
fn who_leaves_is_in_no_access_group_any_more_though_he_comes_back_and_others_stay() {
    let mut world = World::company(3, 1);
    let site = "north".parse().unwrap();
    let visibility = SiteVisibility::AccessGroup;
    world.done(Administrator, Command::SetSite { site, visibility });
    for who in ["a2", "a3"] {
        let account = account(who);
        world.done(Administrator, Command::GrantSite { site, account });
    }
    let leave = Command::Leave {
        account: account("a2"),
        successor: None,
    };
    world.done(Host, leave);
    world.join("a2", "acme.example", JoinedBy::Registration);
    let sees = ["a2", "a3"].map(|who| world.organization.sees(account(who), site));
    assert_eq!(sees, [false, true]);
    let [north] = world.organization.sites() else {
        panic!("one site")
    };
    assert_eq!(north.group(), [account("a3")]);
}

// LAW-5
#[test]
fn a_domain_under_another_number_or_none_does_not_fold() {
    #[track_caller]
    fn check(world: &World, event: &Event, want: ReplayErrorKind) {
        let before = world.organization.clone();
        let fault = before.evolve(event, world.now).unwrap_err();
        assert_eq!(fault.kind(), want);
    }
    let policy = OrganizationPolicy::default();
    let mut other = World::company(1, 1);
    let context = Context::new(Host, NOON, &policy);
    let second = prove("beta.example", Class::Corporate, Intake::Employees);
    let events = other.decide(&second, &context).unwrap().events().to_vec();
    let [proved] = &events[..] else {
        panic!("one fact")
    };
    let mut world = World::new();
    world.create(ProfileType::Open);
    check(&world, proved, ReplayErrorKind::OutOfOrder);
    world.prove("beta.example", Intake::Employees);
    check(&world, proved, ReplayErrorKind::Doubled);
    let drop = Command::DropDomain {
        name: domain("beta.example"),
    };
    let context = Context::new(Support, NOON, &policy);
    let events = other.decide(&drop, &context).unwrap().events().to_vec();
    check(&world, &events[0], ReplayErrorKind::Missing);
}

// ORG-3
#[test]
fn the_state_of_the_administration_has_a_stable_code() {
    for (administration, code) in [
        (Administration::Sufficient, "sufficient"),
        (
            Administration::BelowQuota {
                administrators: 1,
                required: 3,
            },
            "below_quota",
        ),
        (
            Administration::WithoutAdministrator,
            "without_administrator",
        ),
    ] {
        assert_eq!(administration.as_str(), code);
    }
}
