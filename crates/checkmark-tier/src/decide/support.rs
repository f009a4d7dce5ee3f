//! Requests to support, and what comes of them (TKT-1 to TKT-8, CODE-4).

use checkmark_account::organization::JoinedBy;
use checkmark_account::{AddressNo, CompanyRole, OrganizationId, Relation, RequestId, Standing};

use super::address::withdraw_request;
use super::carry::Carry;
use super::draft::Draft;
use super::{Case, Handled, assess, evidence};
use crate::account::Trouble;
use crate::command::Topic;
use crate::effect::{Notice, Task};
use crate::event::Fact;
use crate::recent::Bar;
use crate::refusal::{RefusalCode, RefusalCodes};
use crate::relation::Grant;
use crate::state::{Reason, Reasons, Review, State, StateKind};

pub(super) fn request_support<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    topic: Topic,
) -> Handled {
    match topic {
        Topic::AccountAccess => check_access_topic(case)?,
        Topic::FirstAdministrator => {
            if case.account.state.kind() != StateKind::Enterprise {
                return case.refuse(RefusalCode::NotEnterprise);
            }
            if !case.envelope.session().is_signed_in() {
                return case.refuse(RefusalCode::SignInNeeded);
            }
        }
        // It needs no sign-in, so it is offered only where there is something to unlock.
        Topic::TroubleWithValidation => {
            let books = &case.account.books;
            let failed = [&books.sign_up, &books.change, &books.fresh]
                .into_iter()
                .any(|book| book.failures() > 0);
            if !failed {
                return case.refuse(RefusalCode::NothingToUnlock);
            }
            if case.account.trouble == Trouble::Asked {
                return case.refuse(RefusalCode::UnderReview);
            }
        }
        // A profile is asked for by its own command.
        Topic::CompanyProfile => return case.refuse(RefusalCode::OtherTopic),
    }
    draft.fact(Fact::SupportRequested { topic });
    draft.task(Task::OpenRequest { topic });
    Ok(())
}

/// The topic is offered only if registration is finished and one is signed in (TKT-2), and the
/// address is one that support can lift (DOM-3).
fn check_access_topic<F: Carry>(case: &Case<'_, F>) -> Handled {
    let code = match case.account.state {
        State::Limited { because } => return check_limited(case, because),
        State::AwaitingCode => RefusalCode::AddressNotProved,
        State::Basic | State::RouteDue | State::DetailsDue => RefusalCode::RegistrationNotFinished,
        State::Referred { .. } => RefusalCode::Referred,
        State::EvidenceDue { .. } => RefusalCode::EvidenceOutstanding,
        State::OrganizationDue => RefusalCode::OrganizationNotChosen,
        State::ProfileDue { .. } => RefusalCode::ProfileNotSubmitted,
        State::ProfileInReview { .. } | State::SupportReview { .. } => RefusalCode::UnderReview,
        State::StuckInBasic { due, .. } => {
            return Err(case.refusal(RefusalCode::RepairFirst).due(due));
        }
        State::Confirming => RefusalCode::ConfirmationDue,
        State::Enterprise => RefusalCode::AccessComplete,
        State::Unregistered => RefusalCode::NotSignedUp,
        State::Suspended => RefusalCode::Suspended,
        State::Deactivated => RefusalCode::Deactivated,
        State::Closed => RefusalCode::Closed,
        State::Erased => RefusalCode::Erased,
    };
    case.refuse(code)
}

fn check_limited<F: Carry>(case: &Case<'_, F>, because: Reasons) -> Handled {
    let mut unmet = RefusalCodes::NONE;
    if because.contains(Reason::RoleMailbox) {
        unmet = unmet.with(RefusalCode::PersonalAddressNeeded);
    }
    if because.without(Reason::RoleMailbox).bar() {
        unmet = unmet.with(RefusalCode::BusinessAddressNeeded);
    }
    if !case.envelope.session().is_signed_in() {
        unmet = unmet.with(RefusalCode::SignInNeeded);
    }
    match unmet.first() {
        None => Ok(()),
        Some(first) => Err(case.refusal(first).with_all(unmet)),
    }
}

pub(super) fn withdraw<F: Carry>(case: &Case<'_, F>, draft: &mut Draft<'_>) -> Handled {
    let request = case.account.state.review().and_then(|it| it.request());
    draft.fact(Fact::RequestWithdrawn { request });
    withdraw_request(case, draft);
    evidence::after_review(case, draft);
    Ok(())
}

pub(super) fn request_opened<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    request: RequestId,
    topic: Topic,
    opened: Review,
) -> Handled {
    let Review {
        window, reopening, ..
    } = opened;
    let of_access = matches!(topic, Topic::AccountAccess | Topic::CompanyProfile);
    if of_access {
        let account = case.account;
        // One that nobody has heard of, and that was taken back before it had a name.
        let unnamed =
            account.left.is_unnamed() && reopening == 0 && account.state.review().is_none();
        match account.left.bar(request, reopening) {
            Some(Bar::Ended) => return case.refuse(RefusalCode::NoOpenRequest),
            bar if bar.is_some() || unnamed => {
                draft.fact(Fact::RequestWithdrawn {
                    request: Some(request),
                });
                draft.task(Task::WithdrawRequest { request });
                return Ok(());
            }
            _ => {}
        }
    }
    match (topic, case.account.state) {
        (Topic::AccountAccess, State::SupportReview { review, .. })
        | (Topic::CompanyProfile, State::ProfileInReview { review }) => {
            if review.request.is_some_and(|open| open != request) {
                return case.refuse(RefusalCode::OtherRequest);
            }
            if reopening < review.reopening {
                return case.refuse(RefusalCode::NoOpenRequest);
            }
        }
        // A request that was closed is open again (TKT-6).
        (Topic::AccountAccess, State::Limited { because }) => {
            if because.contains(Reason::RoleMailbox) {
                return case.refuse(RefusalCode::PersonalAddressNeeded);
            }
            if because.bar() {
                return case.refuse(RefusalCode::BusinessAddressNeeded);
            }
        }
        (Topic::FirstAdministrator | Topic::TroubleWithValidation, _) => {}
        (Topic::AccountAccess | Topic::CompanyProfile, _) => {
            return case.refuse(RefusalCode::NoOpenRequest);
        }
    }
    draft.fact(Fact::RequestOpened {
        request,
        topic,
        window,
        reopening,
    });
    Ok(())
}

pub(super) fn request_closed<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    request: RequestId,
) -> Handled {
    let asked = case.account.trouble == Trouble::Asked;
    let closed = Fact::RequestClosed {
        request: Some(request),
    };
    match case.account.state.review() {
        Some(review) if review.request == Some(request) => {
            draft.fact(closed);
            evidence::after_review(case, draft);
        }
        // It is the one about validation.
        _ if asked => draft.fact(closed),
        Some(review) => return check_request(case, review, request),
        None => return case.refuse(RefusalCode::NoOpenRequest),
    }
    Ok(())
}

fn check_request<F: Carry>(case: &Case<'_, F>, review: Review, request: RequestId) -> Handled {
    match review.request {
        None => case.refuse(RefusalCode::NoOpenRequest),
        Some(open) if open != request => case.refuse(RefusalCode::OtherRequest),
        Some(_) => Ok(()),
    }
}

/// For what an approval was given: it counts for nothing else (TKT-8).
#[derive(Clone, Copy)]
pub(super) struct Approval {
    request: RequestId,
    standing: Standing,
    address: AddressNo,
}

impl Approval {
    pub(super) const fn new(request: RequestId, standing: Standing, address: AddressNo) -> Self {
        Self {
            request,
            standing,
            address,
        }
    }

    fn check<F: Carry>(self, case: &Case<'_, F>) -> Handled {
        let account = case.account;
        check_request(
            case,
            account.state.review().unwrap_or_default(),
            self.request,
        )?;
        if self.address != account.address {
            return case.refuse(RefusalCode::OtherAddress);
        }
        if self.standing != account.standing {
            return case.refuse(RefusalCode::StaleStanding);
        }
        Ok(())
    }
}

pub(super) fn approve_profile<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    approval: Approval,
    organization: OrganizationId,
) -> Handled {
    let relation = Relation::Customer;
    let by = JoinedBy::ApprovedProfile;
    approve(case, draft, approval, organization, relation, by)
}

pub(super) fn validate_account<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    approval: Approval,
    organization: OrganizationId,
    relation: Relation,
) -> Handled {
    let by = JoinedBy::Support;
    approve(case, draft, approval, organization, relation, by)
}

/// Support joins the account to an organization; even the first of one is no administrator by that
/// (REG-6).
fn approve<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    approval: Approval,
    organization: OrganizationId,
    relation: Relation,
    by: JoinedBy,
) -> Handled {
    approval.check(case)?;
    let grant = Grant::new(organization, relation, CompanyRole::BusinessUser, by);
    case.check_grant(&grant)?;
    assess::grant(draft, case.account.address, grant);
    Ok(())
}

pub(super) fn refuse_profile<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    request: RequestId,
) -> Handled {
    decline(case, draft, request, Reason::ProfileRefused)
}

pub(super) fn decline_account<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    request: RequestId,
) -> Handled {
    decline(case, draft, request, Reason::Declined)
}

fn decline<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    request: RequestId,
    reason: Reason,
) -> Handled {
    let review = case.account.state.review().unwrap_or_default();
    check_request(case, review, request)?;
    let before = case.account.state.because();
    let because = match &case.account.judged {
        Some(judged) if !judged.is_undetermined() => evidence::reasons_now(before, judged),
        _ => before,
    };
    draft.fact(Fact::AccessLimited {
        because: because.with(reason),
    });
    draft.task(Task::MailNotice {
        address: case.account.address,
        notice: Notice::Declined,
    });
    Ok(())
}
