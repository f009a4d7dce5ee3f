//! What evidence makes of an account, and the mail that confirms (DOM-3, DOM-4, REG-4 to REG-7).

use std::collections::BTreeSet;

use checkmark_account::organization::{Intake, JoinedBy};
use checkmark_account::{AddressNo, CompanyRole, OrganizationId, ProfileType, Relation};
use checkmark_domain::Class;
use checkmark_tier::{EffectKey, FoundProfile, Mailbox, Route};
use time::UtcDateTime;

use super::{Answer, Granted, Held, Model, Moment, Stage, Verdict, life, no};

pub(super) fn verdict(class: Class, mailbox: Mailbox, at: UtcDateTime) -> Verdict {
    Verdict { class, mailbox, at }
}

/// Why an address that was judged so is not eligible by itself.
pub(super) fn reasons(verdict: Option<Verdict>) -> BTreeSet<&'static str> {
    let mut reasons = BTreeSet::new();
    let Some(verdict) = verdict else {
        return reasons;
    };
    if verdict.mailbox == Mailbox::Role {
        reasons.insert("role_mailbox");
    }
    match verdict.class {
        Class::Corporate | Class::Undetermined => {}
        Class::GmailHosted => drop(reasons.insert("gmail_hosted")),
        Class::ConsumerMailbox => drop(reasons.insert("consumer_mailbox")),
        Class::Disposable => drop(reasons.insert("disposable_mailbox")),
        Class::NoMail => drop(reasons.insert("no_mail")),
        Class::NotACompanyDomain => drop(reasons.insert("not_a_company_domain")),
    }
    reasons
}

const BY_EVIDENCE: [&str; 7] = [
    "role_mailbox",
    "consumer_mailbox",
    "disposable_mailbox",
    "no_mail",
    "not_a_company_domain",
    "gmail_hosted",
    "undetermined",
];

/// No way leads in from such an address, but another address.
pub(super) fn bars(because: &BTreeSet<&'static str>) -> bool {
    BY_EVIDENCE[..5]
        .iter()
        .any(|reason| because.contains(reason))
}

fn settles_nothing(verdict: Verdict) -> bool {
    verdict.class == Class::Undetermined && verdict.mailbox == Mailbox::Person
}

/// Whether this way in is one for such an address (DOM-3, REG-8).
pub(super) fn leads_in(by: JoinedBy, verdict: Verdict) -> bool {
    if verdict.mailbox == Mailbox::Role {
        return false;
    }
    match verdict.class {
        Class::Corporate => true,
        Class::GmailHosted => by == JoinedBy::Support || by == JoinedBy::Invitation,
        Class::Undetermined => by == JoinedBy::Support,
        _ => false,
    }
}

fn is_fresh(verdict: Verdict, at: &Moment<'_>) -> bool {
    at.now.saturating_sub(at.policy.evidence_age()) <= verdict.at
}

pub(super) fn is_eligible(it: &Model, at: &Moment<'_>) -> bool {
    it.verdict.is_some_and(|verdict| {
        is_fresh(verdict, at) && !settles_nothing(verdict) && reasons(it.verdict).is_empty()
    })
}

/// The wait for evidence counts from when it began.
pub(super) fn wait_for(it: &mut Model, at: &Moment<'_>, stage: Stage) {
    let until = match it.stage {
        Stage::VerdictDue | Stage::ProfilesDue => it.step_until,
        _ => None,
    };
    it.ask(if stage == Stage::VerdictDue {
        "judge @"
    } else {
        "profiles @"
    });
    it.enter(stage);
    it.step_until = until.or(Some(at.now.saturating_add(at.policy.evidence_wait())));
}

/// What the verdict says comes next.
pub(super) fn assess(it: &mut Model, at: &Moment<'_>) {
    match it.verdict {
        Some(verdict) if is_fresh(verdict, at) && !settles_nothing(verdict) => {
            let because = reasons(it.verdict);
            if because.is_empty() {
                wait_for(it, at, Stage::ProfilesDue);
            } else {
                it.limit(because);
            }
        }
        _ => wait_for(it, at, Stage::VerdictDue),
    }
}

pub(super) fn back_to_basic(it: &mut Model) {
    (it.route, it.finished, it.new_business, it.proof_due) = (None, false, false, false);
    it.enter(Stage::Basic);
}

/// Everything is decided again, by the route that was taken.
pub(super) fn decide_again(it: &mut Model, at: &Moment<'_>) {
    match it.route {
        Some(Route::Company) if it.finished => {
            it.ask("judge @");
            it.enter(Stage::VerdictDue);
            it.step_until = Some(at.now.saturating_add(at.policy.evidence_wait()));
        }
        Some(route @ (Route::PartnerEmployee | Route::ProspectivePartner)) => {
            it.ask(&format!("ask {}", route.as_str()));
            it.ask("judge @");
            it.enter(match route {
                Route::PartnerEmployee => Stage::PartnerEmployee,
                _ => Stage::ProspectivePartner,
            });
        }
        Some(Route::Company) | None => back_to_basic(it),
    }
}

/// From rest: relations count once today's evidence bears them out.
pub(super) fn come_back(it: &mut Model, at: &Moment<'_>) {
    if it.relations.is_empty() {
        decide_again(it, at);
    } else {
        wait_for(it, at, Stage::VerdictDue);
    }
}

pub(super) fn grant(it: &mut Model, held: Held) {
    it.ask("confirm @");
    it.granted = Some(Granted {
        held,
        attempt: 1,
        mail: None,
    });
    if it.stage != Stage::Enterprise {
        it.enter(Stage::Confirming);
    }
}

/// Whether somebody may vouch for the person with such an address, now.
pub(super) fn check_way_in(it: &Model, at: &Moment<'_>, by: JoinedBy) -> Answer {
    let waited = it.because.contains("undetermined");
    let Some(verdict) = it.verdict else {
        return if waited && by == JoinedBy::Support {
            Ok(())
        } else {
            no("verdict_needed")
        };
    };
    if verdict.mailbox == Mailbox::Role {
        return no("personal_address_needed");
    }
    if !leads_in(by, verdict) && verdict.class != Class::Undetermined {
        return no("business_address_needed");
    }
    let known = verdict.class != Class::Undetermined
        && at.now < verdict.at.saturating_add(at.policy.verdict_age());
    if leads_in(by, verdict) && (known || waited) {
        return Ok(());
    }
    no("verdict_needed")
}

fn check_evidence(
    it: &Model,
    at: &Moment<'_>,
    address: Option<AddressNo>,
    obtained: UtcDateTime,
    too_old: bool,
) -> Answer {
    if address.is_some_and(|address| address != it.address) {
        return no("evidence_of_other_address");
    }
    if obtained > at.now.saturating_add(at.policy.skew()) || too_old {
        return no("evidence_stale");
    }
    Ok(())
}

pub(super) fn domain_judged(
    it: &mut Model,
    at: &Moment<'_>,
    verdict: Verdict,
    address: Option<AddressNo>,
) -> Answer {
    life::awake(it)?;
    let too_old = !is_fresh(verdict, at) || it.verdict.is_some_and(|known| verdict.at < known.at);
    check_evidence(it, at, address, verdict.at, too_old)?;
    if settles_nothing(verdict) {
        it.judge_again = Some(at.now.saturating_add(at.policy.evidence_wait()));
        if it.verdict.is_none_or(settles_nothing) {
            it.verdict = Some(verdict);
        }
        return Ok(());
    }
    it.verdict = Some(verdict);
    it.judge_again = Some(verdict.at.saturating_add(at.policy.verdict_age()));
    let because = reasons(it.verdict);
    match it.stage {
        Stage::VerdictDue | Stage::ProfilesDue if !it.relations.is_empty() => {
            end_what_does_not_hold(it, verdict);
            if it.relations.is_empty() {
                after_rest(it, at, because);
            } else {
                it.enter(Stage::Enterprise);
            }
        }
        // Nobody joins by the domain alone who has not given the details.
        Stage::VerdictDue if it.route != Some(Route::Company) || !it.finished => {
            after_rest(it, at, because);
        }
        Stage::VerdictDue => assess(it, at),
        Stage::ProfilesDue
        | Stage::ListOffered(_)
        | Stage::ProfileDue
        | Stage::ProfileReview(_)
            if !because.is_empty() =>
        {
            it.limit(because);
        }
        Stage::SupportReview(_) if bars(&because) => {
            let because = reasons_now(it);
            it.limit(because);
        }
        Stage::Limited => look_again(it, at),
        Stage::Confirming if it.granted.is_some_and(|it| !leads_in(it.held.by, verdict)) => {
            it.limit(because);
        }
        Stage::Enterprise => {
            end_what_does_not_hold(it, verdict);
            if it.relations.is_empty() {
                it.ask("notice relation_ended @");
                it.limit(because);
            } else if it.granted.is_some_and(|it| !leads_in(it.held.by, verdict)) {
                it.granted = None;
            }
        }
        _ => {}
    }
    Ok(())
}

/// Who is Limited is so for what holds today.
pub(super) fn look_again(it: &mut Model, at: &Moment<'_>) {
    if it.verdict.is_none_or(settles_nothing) {
        return;
    }
    let now = reasons_now(it);
    if !now.is_empty() {
        it.because = now;
    } else if it.finished {
        assess(it, at);
    }
}

fn end_what_does_not_hold(it: &mut Model, verdict: Verdict) {
    let (stay, end): (Vec<_>, Vec<_>) = it
        .relations
        .iter()
        .partition(|held| leads_in(held.by, verdict));
    it.tell_left(&end, "removed");
    it.relations = stay;
}

/// What a verdict said before counts no more; what people said stays.
pub(super) fn reasons_now(it: &Model) -> BTreeSet<&'static str> {
    let said = it.because.iter().copied();
    match it.verdict {
        Some(verdict) if !settles_nothing(verdict) => said
            .filter(|reason| !BY_EVIDENCE.contains(reason))
            .chain(reasons(it.verdict))
            .collect(),
        _ => said.collect(),
    }
}

/// None of the relations that rested counts any more.
fn after_rest(it: &mut Model, at: &Moment<'_>, mut because: BTreeSet<&'static str>) {
    if it.route == Some(Route::Company) && it.finished {
        assess(it, at);
    } else {
        because.insert("relation_ended");
        it.limit(because);
    }
}

pub(super) fn profiles_found(
    it: &mut Model,
    at: &Moment<'_>,
    profiles: &[FoundProfile],
    counted_at: UtcDateTime,
    address: Option<AddressNo>,
) -> Answer {
    life::gate(it)?;
    if !matches!(
        it.stage,
        Stage::VerdictDue | Stage::ProfilesDue | Stage::ListOffered(_) | Stage::ProfileDue
    ) {
        return no("evidence_not_asked");
    }
    let too_old = at.now.saturating_sub(at.policy.count_age()) > counted_at
        || it.counted_at.is_some_and(|known| counted_at < known);
    check_evidence(it, at, address, counted_at, too_old)?;
    if profiles.len() > 256 {
        return no("too_many_profiles");
    }
    if it.stage == Stage::VerdictDue {
        return no("verdict_needed");
    }
    it.counted_at = Some(counted_at);
    if !is_eligible(it, at) {
        assess(it, at);
        return Ok(());
    }
    let mut obstacles = BTreeSet::new();
    let mut open = Vec::new();
    for profile in profiles {
        if profile.profile_type() == ProfileType::Restricted {
            obstacles.insert("restricted_profile");
        } else if profile.intake() != Intake::Employees {
            obstacles.insert("no_intake");
        } else {
            open.push(profile.organization());
        }
    }
    match (profiles.len(), open.len()) {
        (0, _) => it.enter(Stage::ProfileDue),
        (_, 0) => it.limit(obstacles),
        (1, 1) => grant(
            it,
            Held {
                organization: open[0],
                relation: Relation::Customer,
                role: CompanyRole::BusinessUser,
                alone: false,
                by: JoinedBy::Registration,
            },
        ),
        _ => it.enter(Stage::ListOffered(open)),
    }
    Ok(())
}

pub(super) fn profile_changed(
    it: &mut Model,
    at: &Moment<'_>,
    organization: OrganizationId,
) -> Answer {
    life::gate(it)?;
    let concerned = match &it.stage {
        Stage::ProfilesDue | Stage::ProfileDue => true,
        Stage::ListOffered(offer) => offer.contains(&organization),
        Stage::Limited => {
            !bars(&it.because)
                && ["restricted_profile", "no_intake"]
                    .iter()
                    .any(|reason| it.because.contains(reason))
        }
        _ => false,
    };
    if !concerned {
        return no("evidence_not_asked");
    }
    assess(it, at);
    Ok(())
}

fn check_mail(it: &Model, mail: EffectKey) -> Result<Granted, super::No> {
    life::gate(it)?;
    match it.granted {
        Some(granted) if granted.mail == Some(mail) => Ok(granted),
        Some(_) => no("other_mail").map(|()| unreachable!()),
        None => no("nothing_to_confirm").map(|()| unreachable!()),
    }
}

pub(super) fn mail_handed_over(it: &mut Model, mail: EffectKey) -> Answer {
    let granted = check_mail(it, mail)?;
    it.granted = None;
    let held = granted.held;
    it.todo.push(format!(
        "joined {} {} {} {}",
        held.organization,
        held.relation.as_str(),
        held.role.as_str(),
        held.by.as_str()
    ));
    it.relations.push(granted.held);
    it.enter(Stage::Enterprise);
    Ok(())
}

pub(super) fn mail_failed(it: &mut Model, at: &Moment<'_>, mail: EffectKey) -> Answer {
    let granted = check_mail(it, mail)?;
    if granted.attempt < at.policy.confirmation_attempts() {
        it.granted = Some(Granted {
            attempt: granted.attempt + 1,
            mail: None,
            ..granted
        });
        it.ask("confirm @");
    } else if it.stage == Stage::Enterprise {
        it.granted = None;
    } else {
        let mut because = reasons(it.verdict);
        because.insert("confirmation_failed");
        it.limit(because);
    }
    Ok(())
}
