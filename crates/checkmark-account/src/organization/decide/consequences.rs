//! What follows from events for others: pure, from the event and what was before.

use alloc::vec::Vec;

use crate::organization::{Administration, Effect, Event, Fact, Organization};

/// What follows from an event for others.
pub(super) fn follow(event: &Event, before: &Organization, effects: &mut Vec<Effect>) {
    match event {
        Event::InvitationIssued { invitation, .. } => {
            effects.push(Effect::MailInvitation {
                invitation: *invitation,
            });
        }
        Event::MemberJoined {
            account, role, by, ..
        } => effects.push(Effect::Tell {
            account: *account,
            fact: Fact::Joined {
                role: *role,
                by: *by,
            },
        }),
        Event::MemberRemoved { account, cause } => effects.push(Effect::Tell {
            account: *account,
            fact: Fact::Removed { cause: *cause },
        }),
        Event::RoleGranted { account, role } => effects.push(Effect::Tell {
            account: *account,
            fact: Fact::RoleGranted { role: *role },
        }),
        Event::RoleWithdrawn { account } => {
            effects.push(Effect::Tell {
                account: *account,
                fact: Fact::RoleWithdrawn,
            });
        }
        Event::DomainDropped { domain } | Event::DomainLapsed { domain } => {
            let resting = before
                .members
                .iter()
                .filter(|member| member.domain == Some(*domain));
            effects.extend(resting.map(|member| Effect::Tell {
                account: member.account,
                fact: Fact::DomainDropped { domain: *domain },
            }));
        }
        Event::DomainDisputed { domain, other, .. } => {
            effects.push(Effect::ReferDispute {
                domain: *domain,
                other: *other,
            });
        }
        Event::InvitationRevoked { invitation, .. } => {
            effects.push(Effect::WithdrawInvitation {
                invitation: *invitation,
            });
        }
        Event::ProfileCreated { .. }
        | Event::KindSet { .. }
        | Event::ProfileTypeSet { .. }
        | Event::DomainProved { .. }
        | Event::InvitationAccepted { .. }
        | Event::ProductAssigned { .. }
        | Event::ProductWithdrawn { .. }
        | Event::SiteSet { .. }
        | Event::SiteRemoved { .. }
        | Event::SiteGranted { .. }
        | Event::SiteWithdrawn { .. }
        | Event::PreferenceSet { .. } => {}
    }
}

/// Whether there are fewer administrators than required now, and it was better before.
pub(super) fn worse(before: Administration, after: Administration) -> bool {
    match (before, after) {
        (_, Administration::Sufficient) | (Administration::WithoutAdministrator, _) => false,
        (Administration::Sufficient, _)
        | (Administration::BelowQuota { .. }, Administration::WithoutAdministrator) => true,
        (
            Administration::BelowQuota {
                administrators: had,
                required: asked,
            },
            Administration::BelowQuota {
                administrators,
                required,
            },
        ) => required.saturating_sub(administrators) > asked.saturating_sub(had),
    }
}
