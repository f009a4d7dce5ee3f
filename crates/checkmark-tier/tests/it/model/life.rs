//! What lapses, changes of what is personal, rest and end (ACC-4, ACC-5, ACC-7, REG-3).

use checkmark_account::{Actor, CustomerNumber};

use super::{Answer, Model, Moment, Stage, evidence, no};

/// What nearly every command is refused for.
pub(super) fn gate(it: &Model) -> Answer {
    if it.stage == Stage::Unproved {
        return no("address_not_proved");
    }
    awake(it)
}

/// The same for what needs no proof of the address.
pub(super) fn awake(it: &Model) -> Answer {
    match it.stage {
        Stage::Nobody => no("not_signed_up"),
        Stage::Suspended => no("suspended"),
        Stage::Deactivated => no("deactivated"),
        _ => gone(it),
    }
}

pub(super) fn gone(it: &Model) -> Answer {
    match it.stage {
        Stage::Closed => no("closed"),
        Stage::Erased => no("erased"),
        _ => Ok(()),
    }
}

/// Lets lapse what is due.
pub(super) fn lapse(it: &mut Model, at: &Moment<'_>) {
    let is_due = |until: Option<time::UtcDateTime>| until.is_some_and(|until| until <= at.now);
    let gone_by_then = it.stage == Stage::Unproved && it.step_until <= it.judge_again;
    if is_due(it.judge_again) && !gone_by_then {
        it.ask("judge @");
        it.judge_again = Some(at.now.saturating_add(at.policy.evidence_wait()));
    }
    if let Some((address, until)) = it.pending
        && is_due(Some(until))
    {
        it.todo.push(format!("forget {}", address.number()));
        it.pending = None;
    }
    let mut late: Vec<_> = it.invitations.clone();
    late.retain(|invitation| invitation.until <= at.now);
    late.sort_by_key(|invitation| invitation.until);
    it.lapsed
        .extend(late.iter().map(|invitation| invitation.name));
    it.lapsed.drain(..it.lapsed.len().saturating_sub(4));
    it.invitations
        .retain(|invitation| at.now < invitation.until);
    if !is_due(it.step_until) {
        return;
    }
    match it.stage {
        Stage::Unproved => {
            it.ask("forget @");
            it.door = None;
            (it.verdict, it.judge_again) = (None, None);
            it.enter(Stage::Nobody);
        }
        Stage::RouteDue | Stage::DetailsDue => {
            it.ask("notice registration_lapsed @");
            evidence::back_to_basic(it);
        }
        Stage::VerdictDue | Stage::ProfilesDue => {
            // Nothing bears the relations out that rested.
            it.tell_left(&it.relations.clone(), "removed");
            it.relations.clear();
            let mut because = evidence::reasons(it.verdict);
            because.insert("undetermined");
            it.limit(because);
        }
        _ => panic!("nothing lapses in {:?}", it.stage),
    }
}

pub(super) fn password_is_fresh(at: &Moment<'_>) -> bool {
    at.session.password_verified_at().is_some_and(|verified| {
        verified <= at.now.saturating_add(at.policy.skew())
            && at.now < verified.saturating_add(at.policy.password_fresh())
    })
}

pub(super) fn check_fresh_proof(it: &Model, at: &Moment<'_>) -> Answer {
    let proved = it
        .proved_at
        .is_some_and(|proved| at.now < proved.saturating_add(at.policy.password_fresh()));
    if proved || password_is_fresh(at) {
        return Ok(());
    }
    no("fresh_proof_needed")
}

pub(super) fn change_name(it: &Model, at: &Moment<'_>) -> Answer {
    gate(it)?;
    check_fresh_proof(it, at)
}

pub(super) fn request_password_change(it: &mut Model, at: &Moment<'_>) -> Answer {
    gate(it)?;
    check_fresh_proof(it, at)?;
    if let Some(asked) = it.password_asked_at {
        let free_at = asked.saturating_add(at.policy.password_change_gap());
        if at.now < free_at {
            return super::no_until("password_change_too_soon", free_at);
        }
    }
    it.password_asked_at = Some(at.now);
    it.ask("notice password_change @");
    Ok(())
}

pub(super) fn add_number(it: &mut Model, number: CustomerNumber) -> Answer {
    gate(it)?;
    if it.numbers.contains(&number) {
        return no("number_held");
    }
    if it.numbers.len() == 256 {
        return no("too_many_numbers");
    }
    it.numbers.push(number);
    Ok(())
}

pub(super) fn remove_number(it: &mut Model, number: CustomerNumber) -> Answer {
    gate(it)?;
    if !it.numbers.contains(&number) {
        return no("number_not_held");
    }
    it.numbers.retain(|held| *held != number);
    Ok(())
}

fn check_successor(it: &Model) -> Answer {
    if it.relations.iter().any(|held| held.alone) {
        return no("last_administrator");
    }
    Ok(())
}

/// Nothing is pending any more; invitations wait.
fn rest(it: &mut Model, stage: Stage) {
    (it.pending, it.granted, it.judge_again) = (None, None, None);
    it.ask("end_sessions");
    if it.proved_at.is_some() {
        match stage {
            Stage::Suspended => it.ask("notice suspended @"),
            Stage::Closed => it.ask("notice closed @"),
            _ => {}
        }
    }
    it.enter(stage);
}

pub(super) fn deactivate(it: &mut Model) -> Answer {
    gate(it)?;
    check_successor(it)?;
    rest(it, Stage::Deactivated);
    Ok(())
}

pub(super) fn reactivate(it: &mut Model, at: &Moment<'_>) -> Answer {
    match it.stage {
        Stage::Deactivated => {}
        Stage::Nobody | Stage::Suspended | Stage::Closed | Stage::Erased => return awake(it),
        _ => return no("not_deactivated"),
    }
    evidence::come_back(it, at);
    Ok(())
}

pub(super) fn suspend(it: &mut Model) -> Answer {
    if it.stage != Stage::Deactivated {
        awake(it)?;
    }
    rest(it, Stage::Suspended);
    Ok(())
}

pub(super) fn reinstate(it: &mut Model, at: &Moment<'_>) -> Answer {
    match it.stage {
        Stage::Suspended => {}
        Stage::Nobody | Stage::Closed | Stage::Erased => return awake(it),
        _ => return no("not_suspended"),
    }
    if it.proved_at.is_some() {
        evidence::come_back(it, at);
        it.ask("notice reinstated @");
    } else {
        it.enter(Stage::Unproved);
        it.step_until = Some(at.now.saturating_add(at.policy.sign_up_lapse()));
    }
    Ok(())
}

pub(super) fn close(it: &mut Model, at: &Moment<'_>) -> Answer {
    gone(it)?;
    if it.stage == Stage::Nobody {
        return no("not_signed_up");
    }
    if at.actor == Actor::Person {
        if it.stage == Stage::Suspended {
            return no("suspended");
        }
        check_successor(it)?;
    }
    rest(it, Stage::Closed);
    it.tell_left(&it.relations.clone(), "left");
    it.relations.clear();
    it.invitations.clear();
    Ok(())
}

/// Nothing is left but what tells a command that was given before.
pub(super) fn erase(it: &mut Model) -> Answer {
    if it.stage == Stage::Erased {
        return Ok(());
    }
    let asked = it.asked();
    it.ask("forget_person");
    it.ask("end_sessions");
    it.tell_left(&it.relations.clone(), "erased");
    *it = Model {
        stage: Stage::Erased,
        done: it.done.clone(),
        left: it.left.clone(),
        left_unnamed: it.left_unnamed,
        last_at: it.last_at,
        version: it.version,
        standing: it.standing,
        moved: it.moved,
        todo: it.todo.clone(),
        ..Model::new(it.account)
    };
    if let Some(asked) = asked {
        it.take_back(asked.request);
    }
    Ok(())
}
