//! Signing up, the codes, and the change of address (ACC-2, ACC-6, CODE).

use checkmark_account::code::CodeOutcome;
use checkmark_account::{AddressNo, CommandId};
use checkmark_tier::Door;
use time::{SignedDuration, UtcDateTime};

use super::{Answer, Model, Moment, Stage, evidence, life, no, no_until};

/// The codes of one purpose.
#[derive(Clone, Debug, Default)]
pub(super) struct Book {
    issued: Vec<UtcDateTime>,
    expires: Option<UtcDateTime>,
    stands: u8,
    pub(super) tries: u8,
    pub(super) spent: bool,
    pub(super) failures: u32,
    pub(super) locked: Option<UtcDateTime>,
    /// The last eight tries, by the command that made them.
    tried: Vec<CommandId>,
}

impl Book {
    fn check_lock(&self, now: UtcDateTime) -> Answer {
        match self.locked {
            Some(until) if now < until => no_until("code_channel_locked", until),
            _ => Ok(()),
        }
    }

    /// The longest of the waits counts: a gap, so many in an hour, so many in a day (CODE-5).
    pub(super) fn issue(&mut self, at: &Moment<'_>) -> Answer {
        self.check_lock(at.now)?;
        let code = at.policy.code();
        let mut wait: Option<(UtcDateTime, &'static str)> = None;
        for (reason, most, window) in [
            ("code_too_soon", 1, code.gap()),
            ("code_per_hour", code.per_hour(), SignedDuration::HOUR),
            ("code_per_day", code.per_day(), SignedDuration::DAY),
        ] {
            let last = self.issued.iter().rev().nth(usize::from(most) - 1);
            if let Some(last) = last
                && at.now - *last < window
            {
                let free_at = last.saturating_add(window);
                if wait.is_none_or(|(known, _)| free_at >= known) {
                    wait = Some((free_at, reason));
                }
            }
        }
        if let Some((free_at, reason)) = wait {
            return no_until(reason, free_at);
        }
        self.issued.push(at.now);
        self.expires = Some(at.now.saturating_add(code.validity()));
        (self.stands, self.tries, self.spent) = (code.tries(), 0, false);
        Ok(())
    }

    /// Whether the code was accepted; a code that was right is so once, in time, and not too often
    /// tried.
    fn attempt(
        &mut self,
        at: &Moment<'_>,
        version: u64,
        code: CodeOutcome,
    ) -> Result<bool, super::No> {
        let id = at.id.unwrap_or_else(|| {
            let id = format!("v:{version}");
            id.parse().expect("a good id")
        });
        if self.tried.contains(&id) {
            no("command_repeated")?;
        }
        self.check_lock(at.now)?;
        let right = code == CodeOutcome::Right
            && self.expires.is_some_and(|expires| at.now < expires)
            && !self.spent
            && self.tries < self.stands;
        self.tries = self.tries.saturating_add(1);
        self.tried.push(id);
        if self.tried.len() > 8 {
            self.tried.remove(0);
        }
        self.locked = None;
        if right {
            (self.spent, self.failures) = (true, 0);
        } else {
            self.failures += 1;
            if self.failures >= u32::from(at.policy.code().failures_in_a_row()) {
                self.locked = Some(at.now.saturating_add(at.policy.code().lock()));
            }
        }
        Ok(right)
    }
}

pub(super) fn sign_up(it: &mut Model, at: &Moment<'_>, door: Door, address: AddressNo) -> Answer {
    life::gone(it)?;
    if it.stage != Stage::Nobody {
        return no("already_signed_up");
    }
    it.sign_up.issue(at)?;
    it.door = Some(door);
    it.address = address;
    it.ask("code @");
    it.enter(Stage::Unproved);
    it.step_until = Some(at.now.saturating_add(at.policy.sign_up_lapse()));
    Ok(())
}

pub(super) fn request_code(it: &mut Model, at: &Moment<'_>) -> Answer {
    life::awake(it)?;
    if it.stage == Stage::Unproved {
        it.sign_up.issue(at)?;
    } else if let Some((address, _)) = it.pending {
        it.change.issue(at)?;
        it.ask(&format!("code {}", address.number()));
        return Ok(());
    } else {
        it.fresh.issue(at)?;
    }
    it.ask("code @");
    Ok(())
}

pub(super) fn submit_code(it: &mut Model, at: &Moment<'_>, code: CodeOutcome) -> Answer {
    life::awake(it)?;
    let first = it.stage == Stage::Unproved;
    let book = if first {
        &mut it.sign_up
    } else {
        &mut it.fresh
    };
    if !book.attempt(at, it.version, code)? {
        it.rejected = true;
        return Ok(());
    }
    it.trouble = false;
    it.proved_at = Some(at.now);
    it.proof_due = false;
    if first {
        // Sessions from before the first proof may be anybody's.
        it.ask("end_sessions");
        it.enter(Stage::Basic);
        // The create-account link leads into business registration.
        if it.door == Some(Door::CreateAccount) {
            it.enter(Stage::RouteDue);
            it.step_until = Some(at.now.saturating_add(at.policy.registration_lapse()));
        }
    }
    Ok(())
}

pub(super) fn unlock_codes(it: &mut Model) -> Answer {
    life::gone(it)?;
    if it.stage == Stage::Nobody {
        return no("not_signed_up");
    }
    let mut found = false;
    for book in [&mut it.sign_up, &mut it.change, &mut it.fresh] {
        if book.failures > 0 {
            (book.failures, book.locked) = (0, None);
            found = true;
        }
    }
    if !found {
        return no("nothing_to_unlock");
    }
    it.trouble = false;
    Ok(())
}

pub(super) fn change_address(it: &mut Model, at: &Moment<'_>, address: AddressNo) -> Answer {
    life::gate(it)?;
    life::check_fresh_proof(it, at)?;
    if address == it.address {
        return no("same_address");
    }
    it.change.issue(at)?;
    let until = at.now.saturating_add(at.policy.sign_up_lapse());
    it.pending = Some((address, until));
    it.ask(&format!("code {}", address.number()));
    it.ask("notice address_change_asked @");
    Ok(())
}

/// Everything that rested on the old address falls with it.
pub(super) fn confirm_address(it: &mut Model, at: &Moment<'_>, code: CodeOutcome) -> Answer {
    life::gate(it)?;
    let Some((address, _)) = it.pending else {
        return no("no_pending_change");
    };
    if !it.change.attempt(at, it.version, code)? {
        it.rejected = true;
        return Ok(());
    }
    it.trouble = false;
    it.pending = None;
    it.ask("notice address_changed @");
    it.ask("end_sessions");
    it.tell_left(&it.relations.clone(), "left");
    it.address = address;
    it.proved_at = Some(at.now);
    it.proof_due = false;
    it.fresh.spent = it.fresh.expires.is_some();
    (it.verdict, it.judge_again, it.counted_at) = (None, None, None);
    it.granted = None;
    it.relations.clear();
    it.invitations.clear();
    match it.stage {
        Stage::Basic | Stage::RouteDue | Stage::DetailsDue => {}
        Stage::PartnerEmployee | Stage::ProspectivePartner => it.ask("judge @"),
        _ => evidence::decide_again(it, at),
    }
    Ok(())
}
