//! What evidence makes of an account (DOM-3, REG-4).

use time::{SignedDuration, UtcDateTime};

use super::Case;
use super::carry::Carry;
use super::draft::Draft;
use crate::effect::Task;
use crate::event::Fact;
use crate::evidence::{FoundProfile, Judged};
use crate::relation::Grant;
use crate::state::{EvidenceKind, Reasons, Referral, Route, State};

use checkmark_account::organization::JoinedBy;
use checkmark_account::{AddressNo, CompanyRole, Relation};

impl<F: Carry> Case<'_, F> {
    /// Whether evidence of this instant is young enough to let somebody in by itself.
    pub(super) fn is_fresh(&self, judged: &Judged) -> bool {
        self.is_within(judged.at, self.policy.evidence_age())
    }

    /// Whether the address lets somebody in by itself, by a fresh verdict.
    pub(super) fn is_eligible(&self) -> bool {
        self.account.judged.is_some_and(|judged| {
            self.is_fresh(&judged) && !judged.is_undetermined() && judged.reasons().is_empty()
        })
    }

    /// Whether a count of this instant is young enough to decide by.
    pub(super) fn is_fresh_count(&self, counted_at: UtcDateTime) -> bool {
        self.is_within(counted_at, self.policy.count_age())
    }

    /// Whether an instant is no longer ago than this. Mostly it is now, which needs no arithmetic.
    fn is_within(&self, at: UtcDateTime, age: SignedDuration) -> bool {
        at >= self.now || self.now.saturating_sub(age) <= at
    }
}

/// Decides by the verdict on the domain: not eligible by itself, or what is to be asked next.
pub(super) fn assess<F: Carry>(case: &Case<'_, F>, draft: &mut Draft<'_>, judged: Option<Judged>) {
    let known = judged.filter(|judged| case.is_fresh(judged) && !judged.is_undetermined());
    match known {
        None => await_evidence(
            case,
            draft,
            EvidenceKind::DomainVerdict,
            case.account.address,
        ),
        Some(judged) if judged.reasons().is_empty() => {
            await_evidence(case, draft, EvidenceKind::Profiles, case.account.address);
        }
        Some(judged) => draft.fact(Fact::AccessLimited {
            because: judged.reasons(),
        }),
    }
}

/// Asks for evidence. The time after which support decides without it runs from the first question.
pub(super) fn await_evidence<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    needs: EvidenceKind,
    address: AddressNo,
) {
    let until = match (case.account.state, case.account.lapses) {
        (State::EvidenceDue { .. }, Some(until)) if address == case.account.address => until,
        _ => draft.deadline(case.policy.evidence_wait()),
    };
    draft.fact(Fact::EvidenceAwaited { needs, until });
    draft.task(match needs {
        EvidenceKind::DomainVerdict => Task::JudgeDomain { address },
        EvidenceKind::Profiles => Task::FindProfiles { address },
    });
}

/// Decides by the profiles for which the domain is proved (REG-4).
pub(super) fn match_profiles<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    profiles: &[FoundProfile],
) {
    let mut obstacles = Reasons::NONE;
    let mut open = 0_usize;
    for profile in profiles {
        match profile.obstacle() {
            Some(obstacle) => obstacles = obstacles.with(obstacle),
            None => open += 1,
        }
    }
    match profiles {
        [] => draft.fact(Fact::ProfileWanted {
            reasons: case.account.registration.reasons,
        }),
        [only] if open == 1 => grant(
            draft,
            case.account.address,
            Grant::new(
                only.organization(),
                Relation::Customer,
                CompanyRole::BusinessUser,
                JoinedBy::Registration,
            ),
        ),
        _ if open == 0 => draft.fact(Fact::AccessLimited { because: obstacles }),
        several => draft.fact(Fact::OrganizationsOffered {
            offer: several
                .iter()
                .filter(|profile| profile.obstacle().is_none())
                .copied()
                .collect(),
        }),
    }
}

/// Grants access; it counts once its confirmation was handed over (REG-5).
pub(super) fn grant(draft: &mut Draft<'_>, address: AddressNo, grant: Grant) {
    let mail = draft.next_task();
    draft.fact(Fact::AccessGranted { grant, mail });
    draft.task(Task::MailConfirmation { address });
}

/// Decides everything again, by the route that was taken: with today's evidence, for this address.
pub(super) fn decide_again<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    address: AddressNo,
) {
    let registration = case.account.registration;
    if registration.is_finished() {
        await_evidence(case, draft, EvidenceKind::DomainVerdict, address);
        return;
    }
    let referral = match registration.route {
        Some(Route::Company) | None => None,
        Some(Route::PartnerEmployee) => Some(Referral::PartnerEmployee),
        Some(Route::ProspectivePartner) => Some(Referral::ProspectivePartner),
    };
    draft.fact(Fact::DecidedAgain { referral });
    if let Some(referral) = referral {
        draft.task(Task::AskPartnerProgramme { referral });
        draft.task(Task::JudgeDomain { address });
    }
}
