//! Business registration and the repair of a mark that stays green (REG, FIX).

use checkmark_account::organization::JoinedBy;
use checkmark_account::{CompanyRole, OrganizationId, Relation};
use checkmark_tier::{Business, CheckMark, RepairStep, Route};

use super::{Answer, Asked, Held, Model, Moment, Stage, all_of, evidence, life, no};

/// What stands in the way of those who are past the registration.
fn past(it: &Model, submitted: &'static str) -> Answer {
    no(match it.stage {
        Stage::Stuck(_) => "repair_first",
        Stage::SupportReview(_) => "under_review",
        Stage::Confirming => "confirmation_due",
        Stage::Enterprise => "access_complete",
        _ => submitted,
    })
}

pub(super) fn start(it: &mut Model, at: &Moment<'_>) -> Answer {
    life::gate(it)?;
    let password = match it.stage {
        Stage::Basic | Stage::Limited => true,
        Stage::RouteDue | Stage::DetailsDue => false,
        Stage::PartnerEmployee | Stage::ProspectivePartner => return no("referred"),
        Stage::ProfileReview(_) => return no("under_review"),
        _ => return past(it, "details_submitted"),
    };
    let mut unmet = Vec::new();
    if at.session.is_signed_in() && it.tier() == Some("basic") {
        unmet.push("sign_out_first");
    }
    if password && !life::password_is_fresh(at) {
        unmet.push("password_needed");
    }
    all_of(unmet)?;
    let proved =
        |proved_at: time::UtcDateTime| at.now < proved_at.saturating_add(at.policy.proof_fresh());
    it.proof_due = !it.proved_at.is_some_and(proved);
    if it.proof_due {
        it.fresh.issue(at)?;
        it.ask("code @");
    }
    (it.route, it.finished, it.new_business) = (None, false, false);
    it.enter(Stage::RouteDue);
    it.step_until = Some(at.now.saturating_add(at.policy.registration_lapse()));
    Ok(())
}

pub(super) fn choose_route(it: &mut Model, at: &Moment<'_>, route: Route) -> Answer {
    life::gate(it)?;
    match it.stage {
        Stage::RouteDue if it.proof_due => return no("proof_too_old"),
        Stage::RouteDue => {}
        Stage::Basic => return no("registration_not_started"),
        _ => return past(it, "route_chosen"),
    }
    it.route = Some(route);
    it.ask("judge @");
    if route != Route::Company {
        it.ask(&format!("ask {}", route.as_str()));
    }
    match route {
        Route::Company => {
            it.enter(Stage::DetailsDue);
            it.step_until = Some(at.now.saturating_add(at.policy.registration_lapse()));
        }
        Route::PartnerEmployee => it.enter(Stage::PartnerEmployee),
        Route::ProspectivePartner => it.enter(Stage::ProspectivePartner),
    }
    Ok(())
}

pub(super) fn submit_details(it: &mut Model, at: &Moment<'_>, business: Business) -> Answer {
    life::gate(it)?;
    match it.stage {
        Stage::DetailsDue => {}
        Stage::Basic => return no("registration_not_started"),
        Stage::RouteDue => return no("route_not_chosen"),
        Stage::PartnerEmployee | Stage::ProspectivePartner => return no("referred"),
        _ => return past(it, "details_submitted"),
    }
    it.finished = true;
    it.new_business = business == Business::New;
    evidence::assess(it, at);
    Ok(())
}

pub(super) fn choose_organization(
    it: &mut Model,
    at: &Moment<'_>,
    organization: OrganizationId,
) -> Answer {
    life::gate(it)?;
    match &it.stage {
        Stage::ListOffered(offer) if offer.contains(&organization) => {}
        Stage::ListOffered(_) => return no("not_offered"),
        Stage::VerdictDue | Stage::ProfilesDue => return no("evidence_outstanding"),
        Stage::Stuck(_) => return no("repair_first"),
        _ => return no("nothing_to_choose"),
    }
    if !evidence::is_eligible(it, at) {
        evidence::assess(it, at);
    } else if it
        .counted_at
        .is_none_or(|counted| at.now - counted > at.policy.count_age())
    {
        evidence::wait_for(it, at, Stage::ProfilesDue);
    } else {
        evidence::grant(
            it,
            Held {
                organization,
                relation: Relation::Customer,
                role: CompanyRole::BusinessUser,
                alone: false,
                by: JoinedBy::Choice,
            },
        );
    }
    Ok(())
}

pub(super) fn submit_profile(it: &mut Model) -> Answer {
    life::gate(it)?;
    match it.stage {
        Stage::ProfileDue => {}
        Stage::VerdictDue | Stage::ProfilesDue => return no("evidence_outstanding"),
        Stage::ListOffered(_) => return no("organization_not_chosen"),
        Stage::ProfileReview(_) | Stage::SupportReview(_) => return no("under_review"),
        Stage::Stuck(_) => return no("repair_first"),
        _ => return no("no_profile_wanted"),
    }
    it.ask("open company_profile");
    it.enter(Stage::ProfileReview(Asked::default()));
    Ok(())
}

/// The steps, in order.
const REPAIR: [RepairStep; 5] = [
    RepairStep::SignOut,
    RepairStep::ClearCache,
    RepairStep::OpenRegistrationLink,
    RepairStep::SignInOnTheLeft,
    RepairStep::CheckMark,
];

pub(super) fn report_mark(it: &mut Model, mark: CheckMark) -> Answer {
    life::gate(it)?;
    match (&it.stage, mark) {
        (Stage::Limited, CheckMark::Green) => it.enter(Stage::Stuck(0)),
        (Stage::Stuck(4), CheckMark::Yellow) => it.enter(Stage::Limited),
        (Stage::Stuck(_), CheckMark::Yellow) => return no("other_step_due"),
        // A fresh sign-in, and no other tier.
        (Stage::Enterprise, mark) if mark != CheckMark::Black => it.ask("end_sessions"),
        _ => {}
    }
    Ok(())
}

pub(super) fn mark_not_propagated(it: &mut Model) -> Answer {
    life::gate(it)?;
    match it.stage {
        Stage::Limited => {}
        Stage::ProfileReview(_) => return no("under_review"),
        _ => return past(it, "registration_not_finished"),
    }
    it.enter(Stage::Stuck(0));
    Ok(())
}

pub(super) fn repair_step(it: &mut Model, step: RepairStep) -> Answer {
    life::gate(it)?;
    let Stage::Stuck(due) = it.stage else {
        return no("not_stuck");
    };
    if REPAIR[due] != step {
        return no("other_step_due");
    }
    it.enter(match due {
        4 => Stage::Limited,
        due => Stage::Stuck(due + 1),
    });
    Ok(())
}
