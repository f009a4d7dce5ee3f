//! Strategies for property tests: small worlds in which commands meet, and what they lead to.

use alloc::vec;
use alloc::vec::Vec;

use checkmark_domain::{__arbitrary as arbitrary, Class};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use time::{SignedDuration, UtcDateTime};

use crate::email::EmailAddress;
use crate::id::{AccountId, InvitationId, OrganizationId, PreferenceId, ProductLineId, SiteId};
use crate::organization::{
    Administration, AssociatedDomain, Command, Context, DomainNo, DomainProof, Effect, EffectKey,
    Event, Fact, Intake, Invitation, JoinedBy, Mailbox, Member, Organization, OrganizationPolicy,
    Site, SiteVisibility,
};
use crate::{Actor, CompanyRole, OrganizationKind, ProfileType};

/// Commands over three accounts, two invitations, two domains and one site, so that they often meet.
///
/// ```
/// use checkmark_account::organization::commands;
/// use proptest::prelude::*;
///
/// proptest!(|(commands in proptest::collection::vec(commands(), 0..20))| {
///     prop_assert!(commands.len() < 20);
/// });
/// ```
pub fn commands() -> impl Strategy<Value = Command> {
    let account = || select(ACCOUNTS).prop_map(id::<AccountId>);
    let successor = || proptest::option::of(account());
    let invitation = || select(&["i1", "i2"][..]).prop_map(id::<InvitationId>);
    let domain = || select(DOMAINS).prop_map(id::<checkmark_domain::DomainName>);
    let address = || {
        (select(ACCOUNTS), select(DOMAINS))
            .prop_map(|(local, domain)| id::<EmailAddress>(&alloc::format!("{local}@{domain}")))
    };
    let site = || Just(id::<SiteId>("s1"));
    let product = || Just(id::<ProductLineId>("p1"));
    prop_oneof![
        (any::<OrganizationKind>(), any::<ProfileType>())
            .prop_map(|(kind, profile_type)| Command::CreateProfile { kind, profile_type }),
        any::<OrganizationKind>().prop_map(|kind| Command::SetKind { kind }),
        any::<ProfileType>().prop_map(|profile_type| Command::SetProfileType { profile_type }),
        (
            domain(),
            select(CLASSES),
            any::<DomainProof>(),
            any::<Intake>(),
            proptest::option::of(Just("other"))
        )
            .prop_map(|(name, class, proof, intake, other)| Command::ProveDomain {
                name,
                class,
                proof,
                intake,
                claimed_by: other.map(id::<OrganizationId>),
            }),
        domain().prop_map(|name| Command::DropDomain { name }),
        (invitation(), address(), any::<CompanyRole>()).prop_map(|(invitation, address, role)| {
            Command::Invite {
                invitation,
                address,
                role,
            }
        }),
        invitation().prop_map(|invitation| Command::RevokeInvitation { invitation }),
        (invitation(), account(), address()).prop_map(|(invitation, account, address)| {
            Command::AcceptInvitation {
                invitation,
                account,
                address,
            }
        }),
        (account(), domain(), any::<JoinedBy>()).prop_map(|(account, domain, by)| Command::Join {
            account,
            domain,
            by
        }),
        (account(), any::<CompanyRole>())
            .prop_map(|(account, role)| Command::Promote { account, role }),
        (account(), successor())
            .prop_map(|(account, successor)| Command::Demote { account, successor }),
        (account(), successor())
            .prop_map(|(account, successor)| Command::RemoveMember { account, successor }),
        (account(), successor())
            .prop_map(|(account, successor)| Command::Leave { account, successor }),
        account().prop_map(|account| Command::EraseMember { account }),
        account().prop_map(|account| Command::Appoint { account }),
        (account(), product())
            .prop_map(|(account, product)| Command::AssignProduct { account, product }),
        (account(), product())
            .prop_map(|(account, product)| Command::WithdrawProduct { account, product }),
        (site(), any::<SiteVisibility>())
            .prop_map(|(site, visibility)| Command::SetSite { site, visibility }),
        site().prop_map(|site| Command::RemoveSite { site }),
        (site(), account()).prop_map(|(site, account)| Command::GrantSite { site, account }),
        (site(), account()).prop_map(|(site, account)| Command::WithdrawSite { site, account }),
        proptest::option::of(Just("v1")).prop_map(|value| Command::SetPreference {
            preference: id::<PreferenceId>("language"),
            value: value.map(id),
        }),
        Just(Command::TimePassed),
    ]
}

/// What commands led to: those that were refused are left out, so that what is left is legal, and
/// shrinks by leaving out commands.
#[derive(Debug)]
struct World {
    policy: OrganizationPolicy,
    organization: Organization,
    now: UtcDateTime,
    events: Vec<Event>,
    effects: Vec<(EffectKey, Effect)>,
    mailboxes: Vec<Mailbox>,
}

impl World {
    /// An organization with one of everything: a domain, an administrator, an invitation, a site.
    fn founded() -> Self {
        let mut world = Self {
            policy: OrganizationPolicy::default(),
            organization: Organization::new(id("acme")),
            now: UtcDateTime::UNIX_EPOCH,
            events: Vec::new(),
            effects: Vec::new(),
            mailboxes: Vec::new(),
        };
        for command in [
            Command::CreateProfile {
                kind: OrganizationKind::Company,
                profile_type: ProfileType::Open,
            },
            Command::ProveDomain {
                name: id("acme.example"),
                class: Class::Corporate,
                proof: DomainProof::DnsToken,
                intake: Intake::Employees,
                claimed_by: None,
            },
            Command::Join {
                account: id("a1"),
                domain: id("acme.example"),
                by: JoinedBy::Registration,
            },
            Command::Appoint { account: id("a1") },
            Command::Invite {
                invitation: id("i1"),
                address: id("a2@acme.example"),
                role: CompanyRole::BusinessUser,
            },
            Command::SetSite {
                site: id("s1"),
                visibility: SiteVisibility::Open,
            },
        ] {
            world.give(&command);
        }
        world
    }

    /// Gives a command for whoever may give it.
    fn give(&mut self, command: &Command) {
        let agents = ACCOUNTS.iter().copied().map(id::<AccountId>);
        let invited = self.mailboxes.iter().find(|it| match command {
            Command::AcceptInvitation { invitation, .. } => it.invitation == *invitation,
            _ => false,
        });
        let actors = Actor::ALL.iter().copied();
        let taken = actors
            .flat_map(|actor| agents.clone().map(move |agent| (actor, agent)))
            .find_map(|(actor, agent)| {
                let mut context = Context::new(actor, self.now, &self.policy).with_agent(agent);
                if let Some(mailbox) = invited {
                    context = context.with_invited(&mailbox.address);
                }
                self.organization.decide(command, &context).ok()
            });
        let Some(decision) = taken else { return };
        let organization = self.organization.clone();
        if let Ok(after) = organization.fold(&decision) {
            self.organization = after;
            self.events.extend(decision.events().iter().cloned());
            self.effects.extend(decision.effects().iter().copied());
            self.mailboxes.extend(decision.mailboxes().iter().cloned());
        }
    }
}

fn worlds() -> impl Strategy<Value = World> {
    let steps = (commands(), prop_oneof![4 => Just(0), 1 => 0_i64..=200]);
    proptest::collection::vec(steps, 0..12).prop_map(|steps| {
        let mut world = World::founded();
        for (command, days) in steps {
            world.now = world.now.saturating_add(SignedDuration::days(days));
            world.give(&command);
        }
        world
    })
}

/// One of what a world has, or of what it had when it was founded.
fn one_of<T: Clone + core::fmt::Debug + 'static>(
    all: fn(&World) -> Vec<T>,
) -> impl Strategy<Value = T> {
    (worlds(), any::<Index>()).prop_map(move |(world, index)| {
        let mut left = all(&world);
        if left.is_empty() {
            left = all(&World::founded());
        }
        left.swap_remove(index.index(left.len()))
    })
}

arbitrary! {
    Command => commands();
    Organization => worlds().prop_map(|world| world.organization);
    Member => one_of(|world| world.organization.members().to_vec());
    AssociatedDomain => one_of(|world| world.organization.domains().to_vec());
    DomainNo => one_of(|world| numbers(&world.organization));
    Invitation => one_of(|world| world.organization.invitations().to_vec());
    Site => one_of(|world| world.organization.sites().to_vec());
    Event => one_of(|world| world.events.clone());
    EffectKey => one_of(|world| world.effects.iter().map(|(key, _)| *key).collect());
    Effect => one_of(|world| world.effects.iter().map(|(_, effect)| *effect).collect());
    Fact => one_of(|world| world.effects.iter().filter_map(|(_, effect)| told(effect)).collect());
    Mailbox => one_of(|world| world.mailboxes.clone());
    /// As it is counted, by the figures of the rule book.
    Administration => worlds().prop_map(|world| world.organization.administration(&world.policy));
    /// Figures within their bounds, with the ends of them.
    OrganizationPolicy => (days(), days(), (1_u32..6, 0_u32..4, 0_u32..6)).prop_map(
        |(invitation, evidence, (few, more, people))| {
            OrganizationPolicy::default()
                .with_invitation(invitation)
                .and_then(|it| it.with_domain_evidence(evidence))
                .and_then(|it| it.with_quota(few + more + people, few, few + more))
                .expect("the figures are within their bounds")
        },
    );
}

/// Durations that a policy takes: more than nothing, at most 366 days.
fn days() -> impl Strategy<Value = SignedDuration> {
    const YEAR: i64 = 366 * 86_400;
    prop_oneof![
        4 => (1_i64..=366).prop_map(SignedDuration::days),
        2 => (1..=YEAR).prop_map(SignedDuration::seconds),
        1 => Just(SignedDuration::NANOSECOND),
    ]
}

fn numbers(organization: &Organization) -> Vec<DomainNo> {
    organization
        .domains()
        .iter()
        .map(AssociatedDomain::number)
        .collect()
}

const fn told(effect: &Effect) -> Option<Fact> {
    match effect {
        Effect::Tell { fact, .. } => Some(*fact),
        _ => None,
    }
}

const ACCOUNTS: &[&str] = &["a1", "a2", "a3"];
const DOMAINS: &[&str] = &["acme.example", "globex.example"];
const CLASSES: &[Class] = &[
    Class::Corporate,
    Class::GmailHosted,
    Class::ConsumerMailbox,
    Class::Undetermined,
];

fn id<T: core::str::FromStr>(text: &str) -> T {
    text.parse()
        .ok()
        .unwrap_or_else(|| panic!("the names above are well formed"))
}
