//! What a history prints is a script that the journey replays, to the same end.

use checkmark::tier::StateKind;
use checkmark::tier::strategy::{History, HistoryStep, histories};
use proptest::prelude::*;

use crate::ways::walk;

#[track_caller]
fn check(history: &History) {
    let answers = walk(&history.script(), true);
    let Some(end) = answers.last() else {
        assert_eq!(history.decisions().count(), 0);
        return;
    };
    let account = history.account();
    assert_eq!(end.state, account.state().kind().as_str(), "{history:?}");
    assert_eq!(end.version, account.version(), "{history:?}");
    assert_eq!(end.standing, account.standing().number(), "{history:?}");
}

#[test]
fn the_way_to_every_state_is_a_script() {
    for state in StateKind::ALL {
        let way = HistoryStep::way_to(*state);
        check(&History::of(way.iter().copied(), &Default::default()));
    }
}

proptest! {
    #[test]
    fn a_history_is_a_script(history in histories(60)) {
        check(&history);
    }
}
