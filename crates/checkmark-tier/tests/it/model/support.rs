//! Requests to support, and the partner programme (TKT, CODE-4, REG-2).

use checkmark_account::organization::JoinedBy;
use checkmark_account::{AddressNo, CompanyRole, OrganizationId, Relation, RequestId, Standing};
use checkmark_tier::Topic;

use super::{Answer, Asked, Held, Model, Moment, Stage, all_of, evidence, life, no};

pub(super) fn request_support(it: &mut Model, at: &Moment<'_>, topic: Topic) -> Answer {
    life::awake(it)?;
    match topic {
        Topic::AccountAccess => {
            check_access(it, at)?;
            it.ask("open account_access");
            it.enter(Stage::SupportReview(Asked::default()));
        }
        Topic::FirstAdministrator => {
            if it.stage != Stage::Enterprise {
                return no("not_enterprise");
            }
            if !at.session.is_signed_in() {
                return no("sign_in_needed");
            }
            it.ask("open first_administrator");
        }
        Topic::TroubleWithValidation => {
            let books = [&it.sign_up, &it.change, &it.fresh];
            if books.iter().all(|book| book.failures == 0) {
                return no("nothing_to_unlock");
            }
            if it.trouble {
                return no("under_review");
            }
            it.trouble = true;
            it.ask("open trouble_with_validation");
        }
        _ => return no("other_topic"),
    }
    Ok(())
}

/// The topic is offered if registration is finished and one is signed in.
fn check_access(it: &Model, at: &Moment<'_>) -> Answer {
    match it.stage {
        Stage::Limited => {
            let mut unmet = Vec::new();
            if !at.session.is_signed_in() {
                unmet.push("sign_in_needed");
            }
            let mut others = it.because.clone();
            others.remove("role_mailbox");
            if evidence::bars(&others) {
                unmet.push("business_address_needed");
            }
            if it.because.contains("role_mailbox") {
                unmet.push("personal_address_needed");
            }
            all_of(unmet)
        }
        Stage::Unproved => no("address_not_proved"),
        Stage::Basic | Stage::RouteDue | Stage::DetailsDue => no("registration_not_finished"),
        Stage::PartnerEmployee | Stage::ProspectivePartner => no("referred"),
        Stage::VerdictDue | Stage::ProfilesDue => no("evidence_outstanding"),
        Stage::ListOffered(_) => no("organization_not_chosen"),
        Stage::ProfileDue => no("profile_not_submitted"),
        Stage::ProfileReview(_) | Stage::SupportReview(_) => no("under_review"),
        Stage::Stuck(_) => no("repair_first"),
        Stage::Confirming => no("confirmation_due"),
        Stage::Enterprise => no("access_complete"),
        _ => life::awake(it),
    }
}

pub(super) fn withdraw(it: &mut Model, at: &Moment<'_>) -> Answer {
    life::gate(it)?;
    match it.stage {
        Stage::ProfileReview(_) => it.enter(Stage::ProfileDue),
        Stage::SupportReview(_) => {
            it.enter(Stage::Limited);
            evidence::look_again(it, at);
        }
        _ => return no("nothing_to_withdraw"),
    }
    Ok(())
}

/// What comes late or twice opens nothing again.
pub(super) fn request_opened(
    it: &mut Model,
    request: RequestId,
    topic: Topic,
    reopening: u32,
) -> Answer {
    life::awake(it)?;
    if !matches!(topic, Topic::AccountAccess | Topic::CompanyProfile) {
        return Ok(());
    }
    let known = it.left.iter().find(|left| left.0 == request).copied();
    if let Some((_, Some(ended))) = known
        && reopening <= ended
    {
        return no("no_open_request");
    }
    let taken_back = matches!(known, Some((_, None)));
    if taken_back {
        it.todo.push(format!("withdraw {request}"));
        return Ok(());
    }
    if it.left_unnamed && reopening == 0 && it.asked().is_none() {
        it.left_unnamed = false;
        it.take_back(Some(request));
        return Ok(());
    }
    let opened = Asked {
        request: Some(request),
        reopening,
    };
    match (topic, it.asked(), &it.stage) {
        (Topic::AccountAccess, Some(asked), Stage::SupportReview(_))
        | (Topic::CompanyProfile, Some(asked), Stage::ProfileReview(_)) => {
            if asked.request.is_some_and(|open| open != request) {
                return no("other_request");
            }
            if reopening < asked.reopening {
                return no("no_open_request");
            }
            it.stage = match it.stage {
                Stage::SupportReview(_) => Stage::SupportReview(opened),
                _ => Stage::ProfileReview(opened),
            };
        }
        (Topic::AccountAccess, None, Stage::Limited) => {
            if it.because.contains("role_mailbox") {
                return no("personal_address_needed");
            }
            if evidence::bars(&it.because) {
                return no("business_address_needed");
            }
            it.enter(Stage::SupportReview(opened));
        }
        _ => return no("no_open_request"),
    }
    Ok(())
}

pub(super) fn request_closed(it: &mut Model, at: &Moment<'_>, request: RequestId) -> Answer {
    life::awake(it)?;
    let open = it.asked().and_then(|asked| asked.request);
    if open == Some(request) {
        let profile = matches!(it.stage, Stage::ProfileReview(_));
        it.end_review();
        if profile {
            it.enter(Stage::ProfileDue);
        } else {
            it.enter(Stage::Limited);
            evidence::look_again(it, at);
        }
        return Ok(());
    }
    if it.trouble {
        it.trouble = false;
        return Ok(());
    }
    no(if open.is_some() {
        "other_request"
    } else {
        "no_open_request"
    })
}

/// The review of this kind is open, with this request.
fn check_request(it: &Model, request: RequestId, profile: bool) -> Answer {
    life::gate(it)?;
    let Some(asked) = it.asked() else {
        return no("no_open_request");
    };
    if matches!(it.stage, Stage::ProfileReview(_)) != profile {
        return no("other_request");
    }
    match asked.request {
        None => no("no_open_request"),
        Some(open) if open != request => no("other_request"),
        Some(_) => Ok(()),
    }
}

/// The request, the standing and the address that an approval is given for.
type GivenFor = (RequestId, Standing, AddressNo);

fn approve(
    it: &mut Model,
    at: &Moment<'_>,
    (request, standing, address): GivenFor,
    held: Held,
) -> Answer {
    check_request(it, request, held.by == JoinedBy::ApprovedProfile)?;
    if address != it.address {
        return no("other_address");
    }
    if standing != it.standing {
        return no("stale_standing");
    }
    evidence::check_way_in(it, at, held.by)?;
    it.end_review();
    evidence::grant(it, held);
    Ok(())
}

/// Who has the profile set up is no administrator by that.
pub(super) fn approve_profile(
    it: &mut Model,
    at: &Moment<'_>,
    given_for: GivenFor,
    organization: OrganizationId,
) -> Answer {
    let held = Held {
        organization,
        relation: Relation::Customer,
        role: CompanyRole::BusinessUser,
        alone: false,
        by: JoinedBy::ApprovedProfile,
    };
    approve(it, at, given_for, held)
}

pub(super) fn validate_account(
    it: &mut Model,
    at: &Moment<'_>,
    given_for: GivenFor,
    organization: OrganizationId,
    relation: Relation,
) -> Answer {
    let held = Held {
        organization,
        relation,
        role: CompanyRole::BusinessUser,
        alone: false,
        by: JoinedBy::Support,
    };
    approve(it, at, given_for, held)
}

fn decline(it: &mut Model, reason: &'static str) -> Answer {
    let mut because = evidence::reasons_now(it);
    because.insert(reason);
    it.ask("notice declined @");
    it.end_review();
    it.limit(because);
    Ok(())
}

pub(super) fn refuse_profile(it: &mut Model, request: RequestId) -> Answer {
    check_request(it, request, true)?;
    decline(it, "profile_refused")
}

pub(super) fn decline_account(it: &mut Model, request: RequestId) -> Answer {
    check_request(it, request, false)?;
    decline(it, "declined")
}

pub(super) fn confirm_partner(
    it: &mut Model,
    at: &Moment<'_>,
    organization: OrganizationId,
) -> Answer {
    life::gate(it)?;
    if !matches!(
        it.stage,
        Stage::PartnerEmployee | Stage::ProspectivePartner | Stage::Enterprise
    ) {
        return no("not_referred");
    }
    if it
        .relations
        .iter()
        .any(|held| held.organization == organization && held.relation == Relation::Partner)
    {
        return no("already_member");
    }
    let held = Held {
        organization,
        relation: Relation::Partner,
        role: CompanyRole::BusinessUser,
        alone: false,
        by: JoinedBy::PartnerProgramme,
    };
    let way_in = evidence::check_way_in(it, at, held.by);
    if it.stage == Stage::Enterprise {
        way_in?;
        if it.granted.is_some() {
            return no("confirmation_due");
        }
        evidence::grant(it, held);
        return Ok(());
    }
    match way_in {
        Ok(()) => evidence::grant(it, held),
        Err(refused) if refused.codes == ["verdict_needed"] => return Err(refused),
        Err(_) => it.limit(evidence::reasons(it.verdict)),
    }
    Ok(())
}

pub(super) fn refuse_partner(it: &mut Model) -> Answer {
    life::gate(it)?;
    match it.stage {
        Stage::ProspectivePartner => evidence::back_to_basic(it),
        Stage::PartnerEmployee => {
            let mut because = evidence::reasons(it.verdict);
            because.insert("partner_refused");
            it.limit(because);
        }
        _ => return no("not_referred"),
    }
    Ok(())
}
