//! The finite abstraction: which accounts count as the same.
//!
//! Two accounts are the same if nothing that a decision looks at tells them apart, but for numbers
//! that only grow (versions, standings, addresses) and instants, which count by their age class.

use alloc::vec::Vec;

use checkmark_account::code::CodeBook;
use checkmark_account::organization::JoinedBy;
use checkmark_domain::Class;
use time::UtcDateTime;

use crate::account::{Account, Trouble};
use crate::evidence::Mailbox;
use crate::policy::TierPolicy;
use crate::relation::{Grant, Membership};
use crate::state::{Door, Proof, Reason, Reasons, State, StateKind};

/// The class of an account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(Vec<u8>);

impl Key {
    pub(super) fn of(account: &Account, now: UtcDateTime, policy: &TierPolicy) -> Self {
        let kind = account.state.kind();
        let mut key = Vec::with_capacity(24);
        key.push(kind as u8);
        match account.state {
            State::EvidenceDue { needs } => key.push(needs as u8),
            State::Limited { because } => key.push(limits(because)),
            State::StuckInBasic { due, .. } => key.push(due as u8),
            State::ProfileInReview { review } | State::SupportReview { review, .. } => {
                key.push(u8::from(review.request.is_some()));
            }
            _ => {}
        }
        key.push(0xff);
        if matches!(kind, StateKind::Closed | StateKind::Erased) {
            return Self(key);
        }
        registration(account, kind, now, policy, &mut key);
        evidence(account, kind, now, policy, &mut key);
        people(account, &mut key);
        channel(account, now, policy, &mut key);
        // What bears on nothing else is told apart where nothing else is going on.
        if is_plain(account) {
            key.push(u8::from(!account.numbers.is_empty()));
            key.push(u8::from(account.books.fresh.failures() > 0));
            key.push(u8::from(account.password_change_at.is_some_and(|at| {
                now < at.saturating_add(policy.password_change_gap())
            })));
        }
        // What is due and what is not are two.
        key.push(u8::from(
            account
                .next_wakeup()
                .is_some_and(|wakeup| wakeup.is_due(now)),
        ));
        Self(key)
    }
}

/// An account with a proved address and nothing else.
fn is_plain(account: &Account) -> bool {
    account.state.kind() == StateKind::Basic
        && account.judged.is_none()
        && account.invitations.is_empty()
        && account.registration.route.is_none()
}

/// What a decision asks of the reasons for being Limited.
fn limits(because: Reasons) -> u8 {
    let by_profile =
        because.contains(Reason::RestrictedProfile) || because.contains(Reason::NoIntake);
    [
        because.bar(),
        because.contains(Reason::RoleMailbox),
        because.contains(Reason::Undetermined),
        by_profile,
    ]
    .into_iter()
    .fold(0, |bits, holds| bits << 1 | u8::from(holds))
}

fn registration(
    account: &Account,
    kind: StateKind,
    now: UtcDateTime,
    policy: &TierPolicy,
    key: &mut Vec<u8>,
) {
    let registration = account.registration;
    if kind == StateKind::AwaitingCode {
        key.push(u8::from(registration.door == Some(Door::CreateAccount)));
    }
    // Once access is decided, the route matters to what a change of address decides again.
    let decided = matches!(
        kind,
        StateKind::Enterprise | StateKind::Confirming | StateKind::SupportReview
    );
    if !decided || account.pending.is_some() {
        key.push(registration.route.map_or(0, |route| 1 + route as u8));
        key.push(u8::from(registration.finished));
    }
    key.push(u8::from(registration.proof == Proof::Due));
    if matches!(kind, StateKind::Basic | StateKind::Limited) {
        key.push(u8::from(
            account
                .proved_at
                .is_some_and(|at| now < at.saturating_add(policy.proof_fresh())),
        ));
    }
    if matches!(kind, StateKind::Suspended) {
        key.push(u8::from(account.proved_at.is_some()));
    }
}

fn evidence(
    account: &Account,
    kind: StateKind,
    now: UtcDateTime,
    policy: &TierPolicy,
    key: &mut Vec<u8>,
) {
    let judged = account.judged.filter(|_| {
        !matches!(
            kind,
            StateKind::AwaitingCode
                | StateKind::Suspended
                | StateKind::Deactivated
                | StateKind::StuckInBasic
        )
    });
    let Some(judged) = judged else {
        key.push(0);
        return;
    };
    let class = match (judged.mailbox, judged.judgment.class()) {
        (Mailbox::Role, _) => 1,
        (_, Class::Corporate) => 2,
        (_, Class::GmailHosted) => 3,
        (_, Class::Undetermined) => 4,
        // The others bar, all in the same way.
        _ => 5,
    };
    // Only the age that a decision in this state asks about.
    let limit = match kind {
        StateKind::DetailsDue | StateKind::EvidenceDue | StateKind::OrganizationDue => {
            Some(policy.evidence_age())
        }
        StateKind::SupportReview
        | StateKind::ProfileInReview
        | StateKind::ReferredPartnerEmployee
        | StateKind::ReferredProspectivePartner => Some(policy.verdict_age()),
        _ => None,
    };
    let age = u8::from(limit.is_some_and(|limit| now - judged.at > limit));
    key.extend([class, age]);
    if kind == StateKind::OrganizationDue {
        key.push(u8::from(
            account
                .counted_at
                .is_some_and(|at| now.saturating_sub(policy.count_age()) <= at),
        ));
    }
}

/// Whether there is one relation or more, whether one of them cannot be left, and whether somebody
/// vouched: which organizations they are is the same to every law.
fn people(account: &Account, key: &mut Vec<u8>) {
    let count = account.memberships().count().min(2);
    let last = account.memberships().any(Membership::is_last_administrator);
    key.push(u8::try_from(count).unwrap_or(u8::MAX) | u8::from(last) << 2);
    key.push(
        account
            .memberships()
            .fold(0, |kinds, held| kinds | 1 << vouched(&held.grant)),
    );
    let busy = last || account.pending.is_some() || !account.invitations.is_empty();
    if let Some(confirmation) = account.confirmation.filter(|_| !busy) {
        key.push(0x80 | vouched(&confirmation.grant) << 1 | u8::from(confirmation.attempt > 1));
    }
    // With a change of address pending, an invitation is about to fall anyway.
    key.push(match account.pending {
        Some(_) => 1,
        None if !account.invitations.is_empty() => 2,
        None if failed(account) => 3 + u8::from(account.trouble == Trouble::Asked),
        None => 0,
    });
}

/// Whether the channel has failures, in the states where its trouble and another request meet.
fn failed(account: &Account) -> bool {
    matches!(
        account.state.kind(),
        StateKind::Limited | StateKind::ProfileInReview | StateKind::SupportReview
    ) && account.books.fresh.failures() > 0
}

/// By whose word: support's, an administrator's, or the domain's alone.
fn vouched(grant: &Grant) -> u8 {
    match grant.by {
        JoinedBy::Support => 0,
        JoinedBy::Invitation => 1,
        _ => 2,
    }
}

fn channel(account: &Account, now: UtcDateTime, policy: &TierPolicy, key: &mut Vec<u8>) {
    let books = &account.books;
    if account.pending.is_some() && is_plain(account) {
        book(&books.change, now, policy, key);
    }
    if account.state.kind() == StateKind::AwaitingCode {
        book(&books.sign_up, now, policy, key);
    }
    if account.registration.proof == Proof::Due {
        book(&books.fresh, now, policy, key);
    }
    if account.state.kind() == StateKind::AwaitingCode || is_plain(account) {
        key.push(u8::from(account.trouble == Trouble::Asked));
    }
}

fn book(book: &CodeBook, now: UtcDateTime, policy: &TierPolicy, key: &mut Vec<u8>) {
    let usable = is_usable(book, now);
    let waiting = book
        .challenge()
        .is_some_and(|challenge| now < challenge.issued_at().saturating_add(policy.code().gap()));
    key.extend([
        u8::from(usable),
        u8::from(waiting),
        u8::from(book.failures() > 0),
        u8::from(book.locked_until(now).is_some()),
    ]);
}

/// Whether a code is out that would be accepted.
pub(super) fn has_code(account: &Account, now: UtcDateTime) -> bool {
    let books = &account.books;
    let book = if account.state.kind() == StateKind::AwaitingCode {
        &books.sign_up
    } else if account.pending.is_some() {
        &books.change
    } else if account.registration.proof == Proof::Due {
        &books.fresh
    } else {
        return false;
    };
    book.locked_until(now).is_none() && is_usable(book, now)
}

fn is_usable(book: &CodeBook, now: UtcDateTime) -> bool {
    book.challenge().is_some_and(|challenge| {
        !challenge.is_expired(now) && !book.is_spent() && book.tries() < challenge.tries()
    })
}
