//! Strategies for property tests: small worlds in which commands meet.

use alloc::vec;

use checkmark_domain::Class;
use proptest::prelude::*;
use proptest::sample::select;

use crate::email::EmailAddress;
use crate::id::{AccountId, InvitationId, OrganizationId, PreferenceId, ProductLineId, SiteId};
use crate::organization::{Command, DomainProof, Intake, JoinedBy, SiteVisibility};
use crate::{CompanyRole, OrganizationKind, ProfileType};

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
