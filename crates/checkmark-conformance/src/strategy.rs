//! Strategies for what a host writes, reads and carries: lines of a record, commits, messages.

use alloc::vec::Vec;

use checkmark::account::{
    __arbitrary as arbitrary, AccountId, Actor, OrganizationId, RequestId, organization,
};
use checkmark::enrollment::Message;
use checkmark::record::Line;
use checkmark::ticket;
use checkmark::tier::{
    self,
    strategy::{History, histories},
};
use proptest::arbitrary::any;
use proptest::prelude::prop_oneof;
use proptest::sample::{Index, select};
use proptest::strategy::Strategy;

use crate::book::decided;
use crate::kit::operation;
use crate::{Commit, Flaw, Operation};

/// How many steps are tried for a value.
const STEPS: usize = 40;

/// Lines of a record: a decision each, of legal histories.
///
/// ```
/// use checkmark_conformance::strategy::lines;
/// use proptest::prelude::*;
///
/// proptest!(|(line in lines())| {
///     prop_assert!(line.version() >= 1);
///     prop_assert_eq!(line.events().last().map(|it| it.version()), Some(line.version()));
/// });
/// ```
pub fn lines() -> impl Strategy<Value = Line> {
    any::<Commit>().prop_map(|commit| commit.line().clone())
}

/// Messages between the machines, for each of them, with commands as a host gives them.
///
/// ```
/// use checkmark::enrollment::Message;
/// use checkmark_conformance::strategy::messages;
/// use proptest::prelude::*;
///
/// proptest!(|(message in messages())| {
///     let told = format!("{message:?}");
///     prop_assert!(!told.contains('@'), "nothing personal is printed: {}", told);
/// });
/// ```
pub fn messages() -> impl Strategy<Value = Message> {
    prop_oneof![
        (any::<AccountId>(), any::<Actor>(), any::<tier::Command>()).prop_map(
            |(account, actor, command)| Message::Account {
                account,
                actor,
                command,
            }
        ),
        (any::<RequestId>(), any::<Actor>(), any::<ticket::Command>()).prop_map(
            |(request, actor, command)| Message::Request {
                request,
                actor,
                command,
            }
        ),
        (
            any::<OrganizationId>(),
            any::<Actor>(),
            any::<organization::Command>()
        )
            .prop_map(|(organization, actor, command)| Message::Organization {
                organization,
                actor,
                command,
            }),
    ]
}

/// What is written of a history, a decision each.
fn commits(history: &History) -> Vec<Commit> {
    let mut expected = 0;
    let decisions = history.decisions();
    let commits = decisions.filter_map(|(envelope, decision)| {
        let commit = decided(expected, envelope, decision)?;
        expected = decision.version();
        Some(commit)
    });
    commits.collect()
}

arbitrary! {
    Operation => operation();
    Flaw => select(Flaw::ALL);
    Commit => (histories(STEPS), any::<Index>()).prop_filter_map(
        "nothing was decided",
        |(history, index)| {
            let mut all = commits(&history);
            (!all.is_empty()).then(|| all.swap_remove(index.index(all.len())))
        },
    );
}
