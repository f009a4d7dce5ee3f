//! Records that are not as they should be: a typed error with its position, and nothing by half.

use checkmark_account::AccountId;
use checkmark_tier::strategy::{Attempt, History, HistoryStep, histories};
use checkmark_tier::{
    Account, Event, Fact, FoldErrorKind, Folder, ReplayErrorKind, StateKind, TierPolicy,
};
use proptest::prelude::*;
use time::SignedDuration;

use crate::world::id;

fn record(state: StateKind) -> Vec<Event> {
    let way = HistoryStep::way_to(state);
    let history = History::of(way.iter().copied(), &TierPolicy::default());
    history.events().cloned().collect()
}

fn fold<'a>(
    events: impl IntoIterator<Item = &'a Event>,
) -> Result<Account, (u64, ReplayErrorKind)> {
    let mut account = Account::new(id("a1"));
    for event in events {
        let before = account.clone();
        if let Err(error) = account.apply(event) {
            assert_eq!(account, before, "nothing is applied by half");
            return Err((error.version(), error.kind()));
        }
    }
    Ok(account)
}

fn with(event: &Event, account: AccountId, version: u64, earlier: SignedDuration) -> Event {
    let at = event.at() - earlier;
    Event::new(account, version, at, event.command(), event.fact().clone())
}

// ATK-31
#[test]
fn a_bad_event_is_an_error_that_names_its_position() {
    #[track_caller]
    fn check(what: &str, events: &[Event], version: u64, kind: ReplayErrorKind) {
        assert_eq!(fold(events), Err((version, kind)), "{what}");
    }
    let good = record(StateKind::Enterprise);
    let len = good.len();
    let at = len / 2;
    let version = good[at].version();
    assert!(fold(&good).is_ok());
    let changed = |change: &dyn Fn(&mut Vec<Event>)| {
        let mut events = good.clone();
        change(&mut events);
        events
    };
    let (own, none) = (id("a1"), SignedDuration::ZERO);
    let foreign = changed(&|it| it[at] = with(&it[at], id("a2"), version, none));
    check("foreign", &foreign, version, ReplayErrorKind::Foreign);
    let missing = changed(&|it| drop(it.remove(at)));
    check("missing", &missing, version + 1, ReplayErrorKind::Missing);
    let doubled = changed(&|it| it.insert(at, it[at].clone()));
    check("doubled", &doubled, version, ReplayErrorKind::Doubled);
    let reordered = changed(&|it| it.swap(at, at + 1));
    check(
        "reordered",
        &reordered,
        version + 1,
        ReplayErrorKind::Missing,
    );
    let future = changed(&|it| it[at] = with(&it[at], own, u64::MAX, none));
    check("future", &future, u64::MAX, ReplayErrorKind::Missing);
    let nothing = changed(&|it| it[at] = with(&it[at], own, 0, none));
    check("version 0", &nothing, 0, ReplayErrorKind::Doubled);
    let back = changed(&|it| it[at] = with(&it[at], own, version, SignedDuration::NANOSECOND));
    check("time running back", &back, version, ReplayErrorKind::Time);
    let late = changed(&|it| it.drain(..at).for_each(drop));
    check(
        "beginning cut off",
        &late,
        version,
        ReplayErrorKind::Missing,
    );
    // Renumbered as if nothing were missing: then the state, the subject or the book tells.
    for cut in 0..len - 1 {
        let mut events = good.clone();
        events.remove(cut);
        let renumbered: Vec<_> = (1..)
            .zip(&events)
            .map(|(version, event)| with(event, own, version, none))
            .collect();
        if let Err((version, _)) = fold(&renumbered) {
            assert!(version > cut as u64, "no earlier than where it is missing");
        }
    }
}

// ATK-36
#[test]
fn what_is_gone_takes_no_event_of_any_kind() {
    let mut facts: Vec<Fact> = Vec::new();
    for state in StateKind::ALL {
        facts.extend(record(*state).iter().map(|event| event.fact().clone()));
    }
    let gone = fold(&record(StateKind::Erased)).expect("it folds");
    for fact in facts {
        let (at, version) = (gone.last_at().expect("erased at"), gone.version() + 1);
        let event = Event::new(gone.id(), version, at, None, fact.clone());
        let mut after = gone.clone();
        let Err(error) = after.apply(&event) else {
            panic!("nothing happens any more: {fact:?}");
        };
        assert_eq!(error.kind(), ReplayErrorKind::State, "{fact:?}");
        assert_eq!(after, gone);
    }
}

#[test]
fn a_folder_takes_a_decision_whole_or_not_at_all() {
    let good = record(StateKind::Basic);
    let account = id("a1");
    let last = good.last().expect("events").version();
    let mut folder = Folder::default();
    let mut bad = good.clone();
    bad.swap(0, 1);
    let fault = folder.fold(account, last, &bad).expect_err("out of order");
    assert!(matches!(fault.kind(), FoldErrorKind::Event(error) if error.version() == 2));
    assert!(folder.account(account).is_none());
    let fault = folder
        .fold(account, last + 1, &good)
        .expect_err("one short");
    let stated = FoldErrorKind::Version {
        stated: last + 1,
        found: last,
    };
    assert_eq!((fault.account(), fault.kind()), (account, stated));
    assert!(folder.account(account).is_none());
    assert!(folder.fold(account, last, &good).is_ok());
    assert!(folder.fold(account, last, &good).is_err(), "twice");
    assert_eq!(folder.account(account).map(Account::version), Some(last));
}

#[cfg(feature = "serde")]
#[test]
fn an_event_that_does_not_read_is_an_error_and_no_panic() {
    for event in record(StateKind::Enterprise) {
        let text = serde_json::to_string(&event).expect("it is written");
        let read: Event = serde_json::from_str(&text).expect("it is read back");
        assert_eq!(read, event);
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            assert!(serde_json::from_str::<Event>(&text[..end]).is_err());
        }
        let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
        value["fact"]["type"] = "from_a_later_version".into();
        let error = serde_json::from_value::<Event>(value).expect_err("unknown");
        assert!(error.to_string().contains("unknown variant"));
    }
}

proptest! {
    /// Whatever is cut out of a record, doubled or exchanged: it folds to the same, or is an error,
    /// and what was folded until then stays.
    #[test]
    fn a_damaged_record_never_folds_to_more(
        history in histories(60),
        cut in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
        damage in 0..3,
    ) {
        let good: Vec<Event> = history.events().cloned().collect();
        prop_assume!(good.len() > 1);
        let (cut, other) = (cut.index(good.len()), other.index(good.len()));
        let mut bad = good.clone();
        match damage {
            0 => drop(bad.remove(cut)),
            1 => bad.insert(cut, good[other].clone()),
            _ => bad.swap(cut, other),
        }
        match fold(&bad) {
            Ok(account) if bad.len() < good.len() => prop_assert_eq!(Ok(account), fold(&good[..cut])),
            Ok(account) => prop_assert_eq!(&account, history.account()),
            Err((version, _)) => prop_assert!(version > 0),
        }
    }

    /// Asked twice, the machine answers the same, and so does another one at another time (LAW-4).
    #[test]
    fn the_same_question_has_the_same_answer(
        history in histories(60),
        step in prop::sample::select(HistoryStep::ALL),
    ) {
        let attempt = Attempt::plain(step);
        prop_assert_eq!(history.look(attempt), history.look(attempt));
        let elsewhere = history.clone();
        let answer = std::thread::spawn(move || elsewhere.look(attempt));
        prop_assert_eq!(answer.join().expect("no panic"), history.look(attempt));
    }

    /// Erasing leaves of an account what anonymising it would: its id, how far its record goes, and
    /// nothing else (ACC-7).
    // ATK-38
    #[test]
    fn an_erased_record_folds_to_the_account_without_anything_personal(
        history in histories(80),
    ) {
        let mut history = history;
        let before = history.account().clone();
        prop_assert!(history.give(HistoryStep::Erase).is_ok(), "never refused");
        let folded = fold(history.events()).expect("it still folds");
        prop_assert_eq!(&folded, history.account());
        prop_assert_eq!(folded.id(), before.id());
        prop_assert!(folded.version() >= before.version());
        prop_assert!(folded.standing() >= before.standing());
        let blank = Account::new(before.id());
        prop_assert_eq!(folded.state().kind(), StateKind::Erased);
        prop_assert_eq!(folded.tier(), None);
        prop_assert_eq!(folded.next_wakeup(), None);
        prop_assert_eq!(folded.proved_at(), None);
        prop_assert_eq!(folded.pending_change(), None);
        prop_assert_eq!(folded.judged(), None);
        prop_assert_eq!(folded.counted_at(), None);
        prop_assert_eq!(folded.confirmation(), None);
        prop_assert_eq!(folded.registration(), blank.registration());
        prop_assert!(folded.offer().is_empty());
        prop_assert!(folded.customer_numbers().is_empty());
        prop_assert_eq!(folded.memberships().count(), 0);
        prop_assert_eq!(folded.invitations().count(), 0);
        for purpose in checkmark_account::code::Purpose::ALL {
            prop_assert_eq!(folded.code_book(*purpose), blank.code_book(*purpose));
        }
        for step in HistoryStep::ALL {
            let events = history.events().count();
            let _ = history.give(*step);
            prop_assert_eq!(history.events().count(), events, "{:?}", step);
        }
    }
}
