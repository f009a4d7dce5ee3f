//! What organizations say of their people (ORG-2 to ORG-6).

use checkmark_account::organization::JoinedBy;
use checkmark_account::{AddressNo, CompanyRole, InvitationId, OrganizationId, Relation};
use time::UtcDateTime;

use super::address::withdraw_request;
use super::carry::Carry;
use super::draft::Draft;
use super::{Case, Handled, assess, evidence};
use crate::account::Account;
use crate::command::Administrators;
use crate::effect::{Notice, Task};
use crate::event::Fact;
use crate::refusal::RefusalCode;
use crate::relation::Grant;
use crate::state::{EvidenceKind, Reason, StateKind};

/// An invitation as it is told.
#[derive(Clone, Copy)]
pub(super) struct Invite {
    pub(super) invitation: InvitationId,
    pub(super) organization: OrganizationId,
    pub(super) role: CompanyRole,
    pub(super) lapses_at: UtcDateTime,
    pub(super) address: AddressNo,
}

pub(super) fn invited<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    invite: Invite,
) -> Handled {
    let account = case.account;
    if invite.address != account.address {
        return case.refuse(RefusalCode::InvitedElsewhere);
    }
    if case.now >= invite.lapses_at {
        return case.refuse(RefusalCode::InvitationLapsed);
    }
    if account
        .invitations()
        .any(|pending| pending.invitation == invite.invitation)
    {
        return case.refuse(RefusalCode::InvitationKnown);
    }
    if knows(account, invite.organization) {
        return case.refuse(RefusalCode::AlreadyMember);
    }
    let lapses = draft.deadline_at(invite.lapses_at);
    draft.fact(Fact::Invited {
        invitation: invite.invitation,
        organization: invite.organization,
        role: invite.role,
        address: invite.address,
        lapses,
    });
    if account.judged.is_none() {
        draft.task(Task::JudgeDomain {
            address: account.address,
        });
    }
    Ok(())
}

pub(super) fn invitation_revoked<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    invitation: InvitationId,
) -> Handled {
    if !case
        .account
        .invitations()
        .any(|pending| pending.invitation == invitation)
    {
        return case.refuse(RefusalCode::NoInvitation);
    }
    draft.fact(Fact::InvitationEnded { invitation });
    Ok(())
}

pub(super) fn accept_invitation<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    invitation: InvitationId,
) -> Handled {
    let account = case.account;
    let Some(pending) = account
        .invitations()
        .find(|pending| pending.invitation == invitation)
    else {
        return case.refuse(if account.lapsed.contains(invitation) {
            RefusalCode::InvitationLapsed
        } else {
            RefusalCode::NoInvitation
        });
    };
    if account.confirmation.is_some() {
        return case.refuse(RefusalCode::ConfirmationDue);
    }
    // Relations that rest are borne out first, so that none counts again by the way.
    if account.state.kind() == StateKind::EvidenceDue && !account.memberships.is_empty() {
        return case.refuse(RefusalCode::EvidenceOutstanding);
    }
    if account.membership(pending.organization).is_some() {
        return case.refuse(RefusalCode::AlreadyMember);
    }
    let mut grant = Grant::new(
        pending.organization,
        Relation::Customer,
        pending.role,
        JoinedBy::Invitation,
    );
    grant.invitation = Some(invitation);
    case.check_grant(&grant)?;
    draft.fact(Fact::InvitationEnded { invitation });
    assess::grant(draft, account.address, grant);
    withdraw_request(case, draft);
    Ok(())
}

pub(super) fn leave<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    organization: OrganizationId,
) -> Handled {
    let Some(membership) = case.account.membership(organization) else {
        return case.refuse(RefusalCode::NotMember);
    };
    if membership.is_last_administrator() {
        return case.refuse(RefusalCode::LastAdministrator);
    }
    end_all(case, draft, organization, None, Reason::LeftOrganization)
}

pub(super) fn relation_ended<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    organization: OrganizationId,
    relation: Relation,
) -> Handled {
    end_all(
        case,
        draft,
        organization,
        Some(relation),
        Reason::RelationEnded,
    )
}

pub(super) fn member_removed<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    organization: OrganizationId,
) -> Handled {
    end_all(
        case,
        draft,
        organization,
        None,
        Reason::RemovedFromOrganization,
    )
}

pub(super) fn domain_dropped<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    organization: OrganizationId,
) -> Handled {
    let account = case.account;
    if account.state.kind() == StateKind::OrganizationDue {
        if !evidence::offered(account.offer(), organization) {
            return case.refuse(RefusalCode::NotMember);
        }
        assess::await_evidence(case, draft, EvidenceKind::Profiles, account.address);
        return Ok(());
    }
    end_all(case, draft, organization, None, Reason::DomainDropped)
}

/// Ends the relations to an organization; access is decided again, with notice (ORG-6).
fn end_all<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    organization: OrganizationId,
    relation: Option<Relation>,
    reason: Reason,
) -> Handled {
    let account = case.account;
    let ends = |grant: &Grant| {
        grant.organization == organization
            && relation.is_none_or(|relation| grant.relation == relation)
    };
    let held = account.memberships().filter(|it| ends(&it.grant)).count();
    let pending = account
        .confirmation
        .is_some_and(|confirmation| ends(&confirmation.grant));
    if held == 0 && !pending {
        return case.refuse(RefusalCode::NotMember);
    }
    for membership in account.memberships().filter(|it| ends(&it.grant)) {
        end(draft, &membership.grant, reason);
    }
    if pending && account.state.kind() == StateKind::Enterprise {
        draft.fact(Fact::ConfirmationAbandoned);
    }
    let left = account.memberships().count() - held;
    let counts = match account.state.kind() {
        StateKind::Enterprise => left == 0,
        StateKind::Confirming => pending,
        _ => false,
    };
    if counts {
        draft.fact(Fact::AccessLimited {
            because: case.domain_reasons().with(reason),
        });
    }
    draft.task(Task::MailNotice {
        address: account.address,
        notice: Notice::RelationEnded,
    });
    Ok(())
}

/// Ends one relation; the organization hears of it unless it said so itself.
pub(super) fn end(draft: &mut Draft<'_>, grant: &Grant, reason: Reason) {
    draft.fact(Fact::RelationEnded {
        organization: grant.organization,
        relation: grant.relation,
        reason,
    });
    if reason != Reason::RemovedFromOrganization {
        draft.task(Task::TellLeft {
            organization: grant.organization,
            cause: Fact::participation_end(reason),
        });
    }
}

/// Whether the organization has this person, or is about to.
fn knows(account: &Account, organization: OrganizationId) -> bool {
    account.membership(organization).is_some()
        || account
            .confirmation
            .is_some_and(|confirmation| confirmation.grant.organization == organization)
}

/// Whether the person has that role there already.
fn is_so(
    account: &Account,
    organization: OrganizationId,
    role: CompanyRole,
    administrators: Administrators,
) -> bool {
    let held = account
        .memberships()
        .filter(|it| it.grant.organization == organization)
        .all(|it| it.grant.role == role && it.administrators == administrators);
    let pending = account
        .confirmation
        .filter(|it| it.grant.organization == organization)
        .is_none_or(|it| it.grant.role == role && it.administrators == administrators);
    held && pending
}

pub(super) fn role_granted<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    organization: OrganizationId,
    role: CompanyRole,
    administrators: Administrators,
) -> Handled {
    if !knows(case.account, organization) {
        return case.refuse(RefusalCode::NotMember);
    }
    // Whoever is no administrator is not the last one.
    let administrators = match role {
        CompanyRole::Administrator => administrators,
        _ => Administrators::Others,
    };
    if !is_so(case.account, organization, role, administrators) {
        draft.fact(Fact::RoleGranted {
            organization,
            role,
            administrators,
        });
    }
    Ok(())
}

pub(super) fn role_withdrawn<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    organization: OrganizationId,
) -> Handled {
    if !knows(case.account, organization) {
        return case.refuse(RefusalCode::NotMember);
    }
    let (role, administrators) = (CompanyRole::BusinessUser, Administrators::Others);
    if !is_so(case.account, organization, role, administrators) {
        draft.fact(Fact::RoleWithdrawn { organization });
    }
    Ok(())
}
