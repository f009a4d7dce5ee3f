//! Where each fact can have happened, and what it leads to: the rest is an error (LAW-5).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use checkmark_account::{AddressNo, CompanyRole, Relation};
use checkmark_tier::strategy::{History, HistoryStep};
use checkmark_tier::{
    Account, Administrators, Deadline, Event, Fact, NumberReason, Reason, ReplayErrorKind,
    StateKind, TierPolicy,
};

use crate::world::id;

/// The name of a fact, with what tells two of its kind apart.
fn name(fact: &Fact) -> String {
    let debug = format!("{fact:?}");
    let kind = debug.split([' ', '{', '(']).next().unwrap_or_default();
    match fact {
        Fact::SupportRequested { topic } | Fact::RequestOpened { topic, .. } => {
            format!("{kind} {topic}")
        }
        Fact::RouteChosen { route, .. } => format!("{kind} {route}"),
        Fact::EvidenceAwaited { needs, .. } => format!("{kind} {needs}"),
        Fact::DecidedAgain {
            referral: Some(referral),
        } => format!("{kind} {referral}"),
        Fact::Code { purpose, code } => {
            let debug = format!("{code:?}");
            let what = debug.split('(').next().unwrap_or_default();
            format!("{kind} {} {what}", purpose.as_str())
        }
        _ => kind.to_owned(),
    }
}

/// An account on the shortest way to each state.
fn accounts() -> impl Iterator<Item = (StateKind, History)> {
    StateKind::ALL.iter().map(|state| {
        let way = HistoryStep::way_to(*state);
        let history = History::of(way.iter().copied(), &TierPolicy::default());
        (*state, history)
    })
}

/// A fact of every kind that any two steps lead to, from every state.
fn facts() -> BTreeMap<String, Fact> {
    let mut facts = BTreeMap::new();
    let mut collect = |history: &History| {
        for event in history.events() {
            let fact = event.fact().clone();
            facts.entry(name(&fact)).or_insert(fact);
        }
    };
    for (_, history) in accounts() {
        for first in HistoryStep::ALL {
            let mut history = history.clone();
            if history.give(*first).is_err() {
                continue;
            }
            for second in HistoryStep::ALL {
                let mut history = history.clone();
                if history.give(*second).is_ok() {
                    collect(&history);
                }
            }
        }
    }
    facts
}

fn next(account: &Account, fact: &Fact) -> Event {
    let at = account.last_at().unwrap_or(crate::world::start());
    Event::new(account.id(), account.version() + 1, at, None, fact.clone())
}

#[test]
fn what_happens_to_an_account_folds_where_it_can_have_happened() {
    let mut table = String::new();
    let accounts: Vec<_> = accounts().collect();
    for (name, fact) in facts() {
        writeln!(table, "{name}").unwrap();
        let mut errors: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (state, history) in &accounts {
            let before = history.account();
            let mut account = before.clone();
            match account.apply(&next(before, &fact)) {
                Ok(()) => {
                    let moved = match account.standing() == before.standing() {
                        true => "",
                        false => ", moves the standing",
                    };
                    let to = account.state().kind();
                    writeln!(table, "    {state} -> {to}{moved}").unwrap();
                }
                Err(error) => {
                    assert_eq!(&account, before, "nothing is applied by half");
                    errors
                        .entry(error.kind().as_str())
                        .or_default()
                        .push(state.as_str());
                }
            }
        }
        for (kind, states) in errors {
            if kind != "state" {
                writeln!(table, "    {kind}: {}", states.join(" ")).unwrap();
            }
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn what_is_about_something_that_the_account_has_not_does_not_fold() {
    #[track_caller]
    fn check(state: StateKind, fact: &Fact) {
        let way = HistoryStep::way_to(state);
        let history = History::of(way.iter().copied(), &TierPolicy::default());
        let before = history.account();
        let mut account = before.clone();
        let error = account
            .apply(&next(before, fact))
            .expect_err("it is about something else");
        assert_eq!(error.kind(), ReplayErrorKind::Subject, "{fact:?}");
        assert_eq!(&account, before, "nothing is applied by half");
    }
    let (acme, other) = (id("acme"), id("other"));
    let elsewhere = AddressNo::new(1);
    let lapses = Deadline::new(crate::world::start(), 9);
    check(
        StateKind::Basic,
        &Fact::AddressProved { address: elsewhere },
    );
    check(
        StateKind::Basic,
        &Fact::Invited {
            invitation: id("i1"),
            organization: acme,
            role: CompanyRole::BusinessUser,
            address: elsewhere,
            lapses,
        },
    );
    check(
        StateKind::Basic,
        &Fact::AddressChangeAsked {
            address: AddressNo::new(2),
            lapses,
        },
    );
    for (organization, relation) in [(acme, Relation::Partner), (other, Relation::Customer)] {
        let reason = Reason::RelationEnded;
        check(
            StateKind::Enterprise,
            &Fact::RelationEnded {
                organization,
                relation,
                reason,
            },
        );
    }
    for state in [StateKind::Confirming, StateKind::Enterprise] {
        check(
            state,
            &Fact::RoleWithdrawn {
                organization: other,
            },
        );
        check(
            state,
            &Fact::RoleGranted {
                organization: other,
                role: CompanyRole::Administrator,
                administrators: Administrators::Others,
            },
        );
    }
    let reason = NumberReason::Purchase;
    let number = id("4711");
    check(
        StateKind::Basic,
        &Fact::CustomerNumberRemoved { number, reason },
    );
    let request = Some(id("r9"));
    check(StateKind::SupportReview, &Fact::RequestClosed { request });
    check(StateKind::ProfileInReview, &Fact::RequestClosed { request });
    check(StateKind::Basic, &Fact::RequestClosed { request });
    let request = None;
    check(StateKind::Basic, &Fact::RequestWithdrawn { request });
}

#[test]
fn what_was_done_once_is_not_done_twice() {
    let mut account = Account::new(id("a1"));
    let way = HistoryStep::way_to(StateKind::Basic);
    let history = History::of(way.iter().copied(), &TierPolicy::default());
    for event in history.events() {
        account.apply(event).expect("it folds");
    }
    let (number, reason) = (id("4711"), NumberReason::Purchase);
    let added = Fact::CustomerNumberAdded { number, reason };
    account.apply(&next(&account, &added)).expect("it folds");
    let again = account.apply(&next(&account, &added));
    assert_eq!(
        again.map_err(|error| error.kind()),
        Err(ReplayErrorKind::Subject)
    );
    account
        .apply(&next(&account, &Fact::Erased))
        .expect("it folds");
    let error = account.apply(&next(&account, &Fact::Erased)).unwrap_err();
    assert_eq!(error.kind(), ReplayErrorKind::State);
    assert_eq!(error.version(), account.version() + 1);
}
