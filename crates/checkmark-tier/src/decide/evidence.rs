//! Evidence from the host (DOM-4, REG-7).

use checkmark_account::{AddressNo, OrganizationId};
use time::UtcDateTime;

use super::address::withdraw_request;
use super::carry::Carry;
use super::draft::Draft;
use super::{Case, Handled, assess};
use crate::command::Command;
use crate::effect::{Notice, Task};
use crate::event::Fact;
use crate::evidence::{FoundProfile, Judged};
use crate::refusal::RefusalCode;
use crate::state::{EvidenceKind, Reason, Reasons, State};

/// The most profiles that are taken into a list.
const MAX_PROFILES: usize = 256;

/// The reasons that evidence gives, and evidence can take away.
const BY_EVIDENCE: [Reason; 7] = [
    Reason::RoleMailbox,
    Reason::ConsumerMailbox,
    Reason::DisposableMailbox,
    Reason::NoMail,
    Reason::NotACompanyDomain,
    Reason::GmailHosted,
    Reason::Undetermined,
];

impl<F: Carry> Case<'_, F> {
    fn check_address(&self, address: Option<AddressNo>) -> Handled {
        match address {
            Some(address) if address != self.account.address => {
                self.refuse(RefusalCode::EvidenceOfOtherAddress)
            }
            Some(_) | None => Ok(()),
        }
    }

    fn check_not_from_the_future(&self, at: UtcDateTime) -> Handled {
        if at <= self.now || at <= self.now.saturating_add(self.policy.skew()) {
            Ok(())
        } else {
            self.refuse(RefusalCode::EvidenceStale)
        }
    }
}

pub(super) fn domain_judged<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    judged: Judged,
    address: Option<AddressNo>,
) -> Handled {
    let account = case.account;
    case.check_address(address)?;
    case.check_not_from_the_future(judged.at)?;
    let older = account.judged.is_some_and(|known| judged.at < known.at);
    if older || !case.is_fresh(&judged) {
        return case.refuse(RefusalCode::EvidenceStale);
    }
    let undetermined = judged.is_undetermined();
    // What is not determined is asked about again sooner, and takes nothing away from what is known.
    let again = if undetermined {
        draft.deadline(case.policy.evidence_wait())
    } else {
        draft.deadline_at(judged.at.saturating_add(case.policy.verdict_age()))
    };
    if undetermined && account.judged.is_some_and(|known| !known.is_undetermined()) {
        draft.fact(Fact::VerdictAsked { again });
        return Ok(());
    }
    draft.fact(Fact::DomainJudged { judged, again });
    match account.state {
        _ if undetermined => {}
        State::EvidenceDue { needs } => match needs {
            _ if !account.memberships.is_empty() || !account.registration.is_finished() => {
                renew(case, draft, judged);
            }
            EvidenceKind::DomainVerdict => assess::assess(case, draft, Some(judged)),
            EvidenceKind::Profiles => limit_if_any(draft, judged.reasons()),
        },
        State::OrganizationDue | State::ProfileDue { .. } => limit_if_any(draft, judged.reasons()),
        State::ProfileInReview { .. } => stop_review(case, draft, judged.reasons()),
        State::SupportReview { because, .. } if judged.reasons().bar() => {
            stop_review(case, draft, reasons_now(because, &judged));
        }
        State::Limited { because } => reconsider(case, draft, judged, because),
        State::Confirming => {
            let holds = account
                .confirmation
                .is_some_and(|confirmation| confirmation.grant.holds_for(&judged));
            if !holds {
                draft.fact(Fact::AccessLimited {
                    because: judged.reasons(),
                });
            }
        }
        State::Enterprise => end_what_does_not_hold(case, draft, judged),
        _ => {}
    }
    Ok(())
}

fn limit_if_any(draft: &mut Draft<'_>, because: Reasons) {
    if !because.is_empty() {
        draft.fact(Fact::AccessLimited { because });
    }
}

/// What support has is void where the address can have no business access by it.
fn stop_review<F: Carry>(case: &Case<'_, F>, draft: &mut Draft<'_>, because: Reasons) {
    if !because.is_empty() {
        draft.fact(Fact::AccessLimited { because });
        withdraw_request(case, draft);
    }
}

/// The relations rested; those that today's evidence bears out count again (ACC-7). Where none is
/// left, only who registered a company goes on by the domain alone.
fn renew<F: Carry>(case: &Case<'_, F>, draft: &mut Draft<'_>, judged: Judged) {
    if end_those_that_do_not_hold(case, draft, &judged) {
        draft.fact(Fact::AccessRenewed);
    } else if case.account.registration.is_finished() {
        assess::assess(case, draft, Some(judged));
    } else {
        draft.fact(Fact::AccessLimited {
            because: judged.reasons().with(Reason::RelationEnded),
        });
    }
}

fn end_what_does_not_hold<F: Carry>(case: &Case<'_, F>, draft: &mut Draft<'_>, judged: Judged) {
    if !end_those_that_do_not_hold(case, draft, &judged) {
        draft.fact(Fact::AccessLimited {
            because: judged.reasons(),
        });
        draft.task(Task::MailNotice {
            address: case.account.address,
            notice: Notice::RelationEnded,
        });
    }
}

/// Ends the relations that such an address does not bear out; whether any is left.
fn end_those_that_do_not_hold<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    judged: &Judged,
) -> bool {
    let mut left = false;
    let reason = judged.reasons().first().unwrap_or(Reason::Undetermined);
    for membership in case.account.memberships() {
        if membership.grant.holds_for(judged) {
            left = true;
        } else {
            super::organization::end(draft, &membership.grant, reason);
        }
    }
    if let Some(confirmation) = case.account.confirmation
        && left
        && !confirmation.grant.holds_for(judged)
    {
        draft.fact(Fact::ConfirmationAbandoned);
    }
    left
}

/// What the evidence of before said counts no more; what people said stays (LAW-8).
pub(super) fn reasons_now(because: Reasons, judged: &Judged) -> Reasons {
    let stays = BY_EVIDENCE.into_iter().fold(because, Reasons::without);
    stays.union(judged.reasons())
}

/// A review that ends without an outcome leaves the account with the reasons that hold today: what
/// was found meanwhile changed nothing while support had it (LAW-8).
pub(super) fn after_review<F: Carry>(case: &Case<'_, F>, draft: &mut Draft<'_>) {
    if let State::SupportReview { because, .. } = case.account.state
        && let Some(judged) = case.account.judged
        && !judged.is_undetermined()
    {
        reconsider(case, draft, judged, because);
    }
}

fn reconsider<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    judged: Judged,
    because: Reasons,
) {
    let now = reasons_now(because, &judged);
    if now.is_empty() && case.account.registration.is_finished() {
        assess::assess(case, draft, Some(judged));
    } else if now != because && !now.is_empty() {
        draft.fact(Fact::AccessLimited { because: now });
    }
}

pub(super) fn profiles_found<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    profiles: &[FoundProfile],
    counted_at: UtcDateTime,
    address: Option<AddressNo>,
) -> Handled {
    let account = case.account;
    case.check_address(address)?;
    case.check_not_from_the_future(counted_at)?;
    if !case.is_fresh_count(counted_at)
        || account.counted_at.is_some_and(|known| counted_at < known)
    {
        return case.refuse(RefusalCode::EvidenceStale);
    }
    if profiles.len() > MAX_PROFILES {
        return case.refuse(RefusalCode::TooManyProfiles);
    }
    if matches!(
        account.state,
        State::EvidenceDue {
            needs: EvidenceKind::DomainVerdict
        }
    ) {
        return case.refuse(RefusalCode::VerdictNeeded);
    }
    draft.fact(Fact::ProfilesCounted {
        counted_at,
        total: u32::try_from(profiles.len()).unwrap_or(u32::MAX),
    });
    if case.is_eligible() {
        assess::match_profiles(case, draft, profiles);
    } else {
        assess::assess(case, draft, account.judged);
    }
    Ok(())
}

pub(super) fn profile_changed<F: Carry>(case: &Case<'_, F>, draft: &mut Draft<'_>) -> Handled {
    let account = case.account;
    let Command::ProfileChanged { organization } = case.envelope.command() else {
        return case.refuse(RefusalCode::EvidenceNotAsked);
    };
    let concerned = match account.state {
        State::EvidenceDue { needs } => needs == EvidenceKind::Profiles,
        State::OrganizationDue => offered(account.offer(), *organization),
        State::ProfileDue { .. } => true,
        State::Limited { because } => {
            !because.bar()
                && (because.contains(Reason::RestrictedProfile)
                    || because.contains(Reason::NoIntake))
        }
        _ => false,
    };
    if !concerned {
        return case.refuse(RefusalCode::EvidenceNotAsked);
    }
    assess::assess(case, draft, account.judged);
    Ok(())
}

pub(super) fn offered(offer: &[FoundProfile], organization: OrganizationId) -> bool {
    offer
        .iter()
        .any(|profile| profile.organization() == organization)
}
