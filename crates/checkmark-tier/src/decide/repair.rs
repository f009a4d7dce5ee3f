//! Signing in and out, and the repair of a mark that stays green (FIX-1, FIX-2).

use super::carry::Carry;
use super::draft::Draft;
use super::{Case, Handled};
use crate::effect::Task;
use crate::event::Fact;
use crate::refusal::RefusalCode;
use crate::state::{RepairStep, State};
use crate::tier::CheckMark;
use crate::visit::Place;

pub(super) fn sign_in(draft: &mut Draft<'_>, place: Place) -> Handled {
    draft.fact(Fact::SignedIn { place });
    Ok(())
}

pub(super) fn sign_out(draft: &mut Draft<'_>) -> Handled {
    draft.fact(Fact::SignedOut);
    Ok(())
}

pub(super) fn report_mark<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    mark: CheckMark,
) -> Handled {
    match (case.account.state, mark) {
        (State::Limited { .. }, CheckMark::Green) => {
            draft.fact(Fact::MarkStuck { seen: Some(mark) });
        }
        (State::StuckInBasic { due, .. }, CheckMark::Yellow) => {
            if due != RepairStep::CheckMark {
                return Err(case.refusal(RefusalCode::OtherStepDue).due(due));
            }
            draft.fact(Fact::MarkRepaired);
        }
        (state, _) => {
            draft.fact(Fact::MarkSeen { mark });
            // Whoever sees another mark than the tier's needs a fresh sign-in, and no other tier.
            if mark != state.mark() && matches!(state, State::Enterprise) {
                draft.task(Task::EndSessions);
            }
        }
    }
    Ok(())
}

pub(super) fn mark_not_propagated(draft: &mut Draft<'_>) -> Handled {
    draft.fact(Fact::MarkStuck { seen: None });
    Ok(())
}

pub(super) fn repair_step<F: Carry>(
    case: &Case<'_, F>,
    draft: &mut Draft<'_>,
    step: RepairStep,
) -> Handled {
    let State::StuckInBasic { due, .. } = case.account.state else {
        return case.refuse(RefusalCode::NotStuck);
    };
    if step != due {
        return Err(case.refusal(RefusalCode::OtherStepDue).due(due));
    }
    draft.fact(match step.next() {
        Some(due) => Fact::RepairAdvanced { due },
        None => Fact::MarkRepaired,
    });
    Ok(())
}
