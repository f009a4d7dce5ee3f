//! Invitations, roles, and the end of relations (ORG, TIER-3).

use checkmark_account::organization::JoinedBy;
use checkmark_account::{AddressNo, CompanyRole, InvitationId, OrganizationId, Relation};
use checkmark_tier::Administrators;

use super::{Answer, Held, Invitation, Model, Moment, Stage, evidence, life, no};

fn is_member(it: &Model, organization: OrganizationId) -> bool {
    let mut held = it.relations.iter();
    held.any(|held| held.organization == organization)
}

fn is_about_to(it: &Model, organization: OrganizationId) -> bool {
    it.granted
        .is_some_and(|granted| granted.held.organization == organization)
}

pub(super) fn invited(
    it: &mut Model,
    at: &Moment<'_>,
    invitation: Invitation,
    address: Option<AddressNo>,
) -> Answer {
    life::gate(it)?;
    if address.is_some_and(|address| address != it.address) {
        return no("invited_elsewhere");
    }
    if invitation.until <= at.now {
        return no("invitation_lapsed");
    }
    if it.invitations.iter().any(|it| it.name == invitation.name) {
        return no("invitation_known");
    }
    let organization = invitation.organization;
    if is_member(it, organization) || is_about_to(it, organization) {
        return no("already_member");
    }
    if it.verdict.is_none() {
        it.ask("judge @");
    }
    it.invitations.push(invitation);
    Ok(())
}

pub(super) fn revoked(it: &mut Model, invitation: InvitationId) -> Answer {
    life::gate(it)?;
    if !it.invitations.iter().any(|it| it.name == invitation) {
        return no("no_invitation");
    }
    it.invitations.retain(|it| it.name != invitation);
    Ok(())
}

pub(super) fn accept(it: &mut Model, at: &Moment<'_>, invitation: InvitationId) -> Answer {
    life::gate(it)?;
    match it.stage {
        Stage::Stuck(_) => return no("repair_first"),
        Stage::Confirming => return no("confirmation_due"),
        _ => {}
    }
    let pending = it.invitations.iter().find(|it| it.name == invitation);
    let Some(pending) = pending.copied() else {
        return no(if it.lapsed.contains(&invitation) {
            "invitation_lapsed"
        } else {
            "no_invitation"
        });
    };
    if it.granted.is_some() {
        return no("confirmation_due");
    }
    let resting = matches!(it.stage, Stage::VerdictDue | Stage::ProfilesDue);
    if resting && !it.relations.is_empty() {
        return no("evidence_outstanding");
    }
    if is_member(it, pending.organization) {
        return no("already_member");
    }
    evidence::check_way_in(it, at, JoinedBy::Invitation)?;
    it.invitations.retain(|it| it.name != invitation);
    evidence::grant(
        it,
        Held {
            organization: pending.organization,
            relation: Relation::Customer,
            role: pending.role,
            alone: false,
            by: JoinedBy::Invitation,
        },
    );
    Ok(())
}

/// The role is the person's in that organization, confirmed or not yet.
pub(super) fn role(
    it: &mut Model,
    organization: OrganizationId,
    role: CompanyRole,
    administrators: Administrators,
) -> Answer {
    life::gone(it)?;
    if it.stage == Stage::Nobody {
        return no("not_signed_up");
    }
    if !is_member(it, organization) && !is_about_to(it, organization) {
        return no("not_member");
    }
    let alone = role == CompanyRole::Administrator && administrators == Administrators::Last;
    let granted = it.granted.iter_mut().map(|granted| &mut granted.held);
    for held in it.relations.iter_mut().chain(granted) {
        if held.organization == organization {
            (held.role, held.alone) = (role, alone);
        }
    }
    Ok(())
}

pub(super) fn role_withdrawn(it: &mut Model, organization: OrganizationId) -> Answer {
    let business_user = CompanyRole::BusinessUser;
    role(it, organization, business_user, Administrators::Others)
}

pub(super) fn leave(it: &mut Model, organization: OrganizationId) -> Answer {
    life::gate(it)?;
    if !is_member(it, organization) {
        return no("not_member");
    }
    let mut held = it.relations.iter();
    if held.any(|held| held.organization == organization && held.alone) {
        return no("last_administrator");
    }
    end(it, organization, None, "left_organization")
}

pub(super) fn relation_ended(
    it: &mut Model,
    organization: OrganizationId,
    relation: Relation,
) -> Answer {
    end(it, organization, Some(relation), "relation_ended")
}

pub(super) fn removed(it: &mut Model, organization: OrganizationId) -> Answer {
    end(it, organization, None, "removed_from_organization")
}

pub(super) fn domain_dropped(
    it: &mut Model,
    at: &Moment<'_>,
    organization: OrganizationId,
) -> Answer {
    if let Stage::ListOffered(offer) = &it.stage {
        if !offer.contains(&organization) {
            return no("not_member");
        }
        evidence::wait_for(it, at, Stage::ProfilesDue);
        return Ok(());
    }
    end(it, organization, None, "domain_dropped")
}

fn end(
    it: &mut Model,
    organization: OrganizationId,
    relation: Option<Relation>,
    reason: &'static str,
) -> Answer {
    life::gone(it)?;
    if it.stage == Stage::Nobody {
        return no("not_signed_up");
    }
    let ends = |held: &Held| {
        held.organization == organization && relation.is_none_or(|it| it == held.relation)
    };
    let pending = it.granted.is_some_and(|granted| ends(&granted.held));
    if !pending && !it.relations.iter().any(ends) {
        return no("not_member");
    }
    let (end, stay): (Vec<_>, Vec<_>) = it.relations.iter().copied().partition(ends);
    it.relations = stay;
    // Who removed the person need not be told.
    match reason {
        "removed_from_organization" => {}
        "left_organization" => it.tell_left(&end, "left"),
        _ => it.tell_left(&end, "removed"),
    }
    it.ask("notice relation_ended @");
    let over = match it.stage {
        Stage::Enterprise => it.relations.is_empty(),
        Stage::Confirming => pending,
        _ => false,
    };
    if pending {
        it.granted = None;
    }
    if over {
        let mut because = evidence::reasons(it.verdict);
        because.insert(reason);
        it.limit(because);
    }
    Ok(())
}
