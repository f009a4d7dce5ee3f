//! Ways in, and the confirmation that makes them count (LAW-2, REG-5).

use checkmark_account::organization::JoinedBy;
use checkmark_account::{CompanyRole, OrganizationId, Relation};
use checkmark_domain::Class;

use super::carry::Carry;
use super::draft::Draft;
use super::{Case, Handled, assess};
use crate::effect::{EffectKey, Task};
use crate::event::Fact;
use crate::evidence::Mailbox;
use crate::refusal::{Refusal, RefusalCode};
use crate::relation::{Confirmation, Grant};
use crate::state::{EvidenceKind, Reason, Reasons, StateKind};

impl<F: Carry> Case<'_, F> {
    /// Whether a way in that somebody vouches for leads in from this address (DOM-3, REG-8).
    pub(super) fn check_grant(&self, grant: &Grant) -> Handled {
        let Some(judged) = self.account.judged else {
            // Support decides where the evidence stayed away for the policy's time.
            let waited = self.account.state.because().contains(Reason::Undetermined);
            return if waited && grant.by == JoinedBy::Support {
                Ok(())
            } else {
                self.refuse(RefusalCode::VerdictNeeded)
            };
        };
        if grant.holds_for(&judged) {
            let known = judged.judgment.class() != Class::Undetermined
                && self.now < judged.at.saturating_add(self.policy.verdict_age());
            let waited = self.account.state.because().contains(Reason::Undetermined);
            return if known || waited {
                Ok(())
            } else {
                self.refuse(RefusalCode::VerdictNeeded)
            };
        }
        self.refuse(match (judged.mailbox, judged.judgment.class()) {
            (Mailbox::Role, _) => RefusalCode::PersonalAddressNeeded,
            (Mailbox::Person, Class::Undetermined) => RefusalCode::VerdictNeeded,
            (Mailbox::Person, _) => RefusalCode::BusinessAddressNeeded,
        })
    }
}

pub(super) fn choose_organization<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    organization: OrganizationId,
) -> Handled {
    let account = case.account;
    let offered = account
        .offer
        .iter()
        .any(|profile| profile.organization() == organization);
    if !offered {
        return case.refuse(RefusalCode::NotOffered);
    }
    // What is too old to decide by is asked for again, and offered again (REG-7).
    if !case.is_eligible() {
        assess::assess(case, draft, account.judged);
        return Ok(());
    }
    if !account
        .counted_at
        .is_some_and(|counted_at| case.is_fresh_count(counted_at))
    {
        assess::await_evidence(case, draft, EvidenceKind::Profiles, account.address);
        return Ok(());
    }
    let grant = Grant::new(
        organization,
        Relation::Customer,
        CompanyRole::BusinessUser,
        JoinedBy::Choice,
    );
    assess::grant(draft, account.address, grant);
    Ok(())
}

fn confirmation<F: Carry>(case: &Case<'_, F>, effect: EffectKey) -> Result<Confirmation, Refusal> {
    match case.account.confirmation {
        None => case.refuse(RefusalCode::NothingToConfirm),
        Some(confirmation) if confirmation.mail != effect => case.refuse(RefusalCode::OtherMail),
        Some(confirmation) => Ok(confirmation),
    }
}

pub(super) fn mail_handed_over<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    effect: EffectKey,
) -> Handled {
    let grant = confirmation(case, effect)?.grant;
    draft.fact(Fact::AccessConfirmed);
    draft.task(Task::TellJoined {
        organization: grant.organization,
        relation: grant.relation,
        role: grant.role,
        by: grant.by,
        invitation: grant.invitation,
    });
    Ok(())
}

pub(super) fn mail_failed<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    effect: EffectKey,
) -> Handled {
    let attempt = confirmation(case, effect)?.attempt;
    if attempt < case.policy.confirmation_attempts() {
        let mail = draft.next_task();
        draft.fact(Fact::ConfirmationRepeated {
            attempt: attempt + 1,
            mail,
        });
        draft.task(Task::MailConfirmation {
            address: case.account.address,
        });
    } else if case.account.state.kind() == StateKind::Enterprise {
        draft.fact(Fact::ConfirmationAbandoned);
    } else {
        draft.fact(Fact::AccessLimited {
            because: case.domain_reasons().with(Reason::ConfirmationFailed),
        });
    }
    Ok(())
}

impl<F: Carry> Case<'_, F> {
    /// Why the address is not eligible by itself, as far as it is known.
    pub(super) fn domain_reasons(&self) -> Reasons {
        self.account
            .judged
            .map_or(Reasons::NONE, |judged| judged.reasons())
    }
}

pub(super) fn confirm_partner<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    organization: OrganizationId,
) -> Handled {
    let account = case.account;
    let grant = Grant::new(
        organization,
        Relation::Partner,
        CompanyRole::BusinessUser,
        JoinedBy::PartnerProgramme,
    );
    let held = account.memberships().any(|membership| {
        membership.grant.organization == organization
            && membership.grant.relation == Relation::Partner
    });
    if held {
        return case.refuse(RefusalCode::AlreadyMember);
    }
    if account.state.kind() == StateKind::Enterprise {
        case.check_grant(&grant)?;
        if account.confirmation.is_some() {
            return case.refuse(RefusalCode::ConfirmationDue);
        }
        assess::grant(draft, account.address, grant);
        return Ok(());
    }
    match case.check_grant(&grant) {
        Ok(()) => assess::grant(draft, account.address, grant),
        Err(refusal) if refusal.code() == RefusalCode::VerdictNeeded => return Err(refusal),
        // The programme's word is not lost on the person: the address is what stands in the way.
        Err(_) => draft.fact(Fact::AccessLimited {
            because: case.domain_reasons(),
        }),
    }
    Ok(())
}

pub(super) fn refuse_partner<F: Carry>(case: &Case<'_, F>, draft: &mut Draft<'_>) -> Handled {
    if case.account.state.kind() == StateKind::ReferredProspectivePartner {
        draft.fact(Fact::PartnerRefused);
    } else {
        draft.fact(Fact::AccessLimited {
            because: case.domain_reasons().with(Reason::PartnerRefused),
        });
    }
    Ok(())
}
