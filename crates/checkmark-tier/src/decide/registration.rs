//! Business registration (REG-1 to REG-6).

use checkmark_account::code::Purpose;

use super::carry::Carry;
use super::codes;
use super::draft::Draft;
use super::{Case, Handled, assess};
use crate::command::Topic;
use crate::effect::Task;
use crate::event::Fact;
use crate::refusal::{RefusalCode, RefusalCodes};
use crate::state::{Business, ProfileReason, ProfileReasons, Proof, Referral, Route, StateKind};
use crate::tier::Tier;

impl<F: Carry> Case<'_, F> {
    /// Whether the host verified the password for this account lately.
    pub(super) fn password_is_fresh(&self) -> bool {
        self.envelope
            .session()
            .password_verified_at()
            .is_some_and(|at| {
                at <= self.now.saturating_add(self.policy.skew())
                    && self.now < at.saturating_add(self.policy.password_fresh())
            })
    }

    /// Whether the address was proved lately enough to register a business with it.
    pub(super) fn proof_is_fresh(&self) -> bool {
        self.account
            .proved_at
            .is_some_and(|at| self.now < at.saturating_add(self.policy.proof_fresh()))
    }
}

pub(super) fn start<F: Carry>(case: &Case<'_, F>, draft: &mut Draft<'_>) -> Handled {
    let account = case.account;
    let mut unmet = RefusalCodes::NONE;
    if case.envelope.session().is_signed_in() && account.tier() == Some(Tier::Basic) {
        unmet = unmet.with(RefusalCode::SignOutFirst);
    }
    // Whoever is registering gave address and password, or proved the address, to get there.
    let enters = matches!(account.state.kind(), StateKind::Basic | StateKind::Limited);
    if enters && !case.password_is_fresh() {
        unmet = unmet.with(RefusalCode::PasswordNeeded);
    }
    if let Some(first) = unmet.first() {
        return Err(case.refusal(first).with_all(unmet));
    }
    let lapses = draft.deadline(case.policy.registration_lapse());
    if case.proof_is_fresh() {
        let proof = Proof::Fresh;
        draft.fact(Fact::RegistrationStarted { proof, lapses });
        return Ok(());
    }
    let proof = Proof::Due;
    draft.fact(Fact::RegistrationStarted { proof, lapses });
    codes::issue(case, draft, Purpose::FreshProof, account.address)
}

pub(super) fn choose_route<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    route: Route,
) -> Handled {
    if case.account.registration.proof == Proof::Due {
        return case.refuse(RefusalCode::ProofTooOld);
    }
    let referral = match route {
        Route::Company => None,
        Route::PartnerEmployee => Some(Referral::PartnerEmployee),
        Route::ProspectivePartner => Some(Referral::ProspectivePartner),
    };
    let lapses = match referral {
        None => Some(draft.deadline(case.policy.registration_lapse())),
        Some(_) => None,
    };
    draft.fact(Fact::RouteChosen { route, lapses });
    if let Some(referral) = referral {
        draft.task(Task::AskPartnerProgramme { referral });
    }
    draft.task(Task::JudgeDomain {
        address: case.account.address,
    });
    Ok(())
}

pub(super) fn submit_details<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    business: Business,
) -> Handled {
    let reasons = ProfileReasons::NONE.with(ProfileReason::FirstOfOrganization);
    let reasons = match business {
        Business::Established => reasons,
        Business::New => reasons.with(ProfileReason::NewBusiness),
    };
    draft.fact(Fact::DetailsSubmitted { reasons });
    assess::assess(case, draft, case.account.judged);
    Ok(())
}

pub(super) fn submit_profile<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    product: Option<&F::Product>,
) -> Handled {
    if let Some(product) = product {
        add_product(case, draft, product)?;
    }
    draft.fact(Fact::ProfileSubmitted);
    draft.task(Task::OpenRequest {
        topic: Topic::CompanyProfile,
    });
    Ok(())
}

pub(super) fn add_product<F: Carry>(
    _: &Case<'_, F>,
    draft: &mut Draft<'_>,
    product: &F::Product,
) -> Handled {
    draft.fact(Fact::ProductAdded);
    if let Some(personal) = F::keep_product(product) {
        draft.keep_apart(personal);
    }
    Ok(())
}
