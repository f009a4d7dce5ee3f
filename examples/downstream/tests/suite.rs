//! The suite of the host: its journal under fire, and whether the suite would notice a worse one.

use checkmark::account::AccountId;
use checkmark::record::Line;
use checkmark::tier::strategy::{History, histories, reaching};
use checkmark::tier::{Account, Effect, EffectKey, Personal, StateKind};
use checkmark_conformance::{
    AppendError, Broken, Commit, Failure, Fault, Flaky, Flaw, Kit, Passed, Store,
};
use downstream::{Journal, WriteError};
use proptest::prelude::*;
use proptest::sample::Index;

/// The journal as the kit wants it.
#[derive(Default)]
struct OnDisk(Journal);

#[derive(Debug, thiserror::Error)]
#[error("the journal cannot be written")]
struct NotWritten;

impl Store for OnDisk {
    type Error = NotWritten;

    fn load(&mut self, account: AccountId) -> Result<Vec<Line>, NotWritten> {
        Ok(self.0.record(account))
    }

    fn append(&mut self, commit: &Commit) -> Result<(), AppendError<NotWritten>> {
        let (line, effects) = (commit.line().clone(), commit.effects().to_vec());
        let written = self
            .0
            .write(commit.expected(), line, effects, commit.personal());
        written.map_err(|error| match error {
            WriteError::MovedOn => AppendError::Conflict,
            _ => AppendError::Store(NotWritten),
        })
    }

    fn take(&mut self, most: usize) -> Result<Vec<Effect>, NotWritten> {
        Ok(self.0.take(most))
    }

    fn acknowledge(&mut self, key: EffectKey) -> Result<(), NotWritten> {
        self.0.delivered(key).map_err(|_| NotWritten)
    }

    /// The process dies in the middle of a line.
    fn restart(&mut self) -> Result<(), NotWritten> {
        self.0 = Journal::open(&format!("{}{{\"entry\":\"deci", self.0.text()));
        Ok(())
    }

    fn personal(&mut self, account: AccountId) -> Result<Vec<Personal>, NotWritten> {
        Ok(self.0.personal(account))
    }

    fn forget(&mut self, account: AccountId) -> Result<(), NotWritten> {
        self.0.forget(account).map_err(|_| NotWritten)
    }
}

/// The suite, for whatever store the host has.
fn suite<S: Store>(make: impl FnMut() -> S) -> Result<Passed, Failure> {
    Kit::new().runs(24).operations(60).check(make)
}

#[test]
fn the_journal_stands_the_fire() {
    match suite(OnDisk::default) {
        Ok(passed) => println!("{passed}"),
        Err(failure) => panic!("{failure}\n{}", failure.script()),
    }
}

#[test]
fn the_journal_stands_the_fire_although_every_third_call_fails() {
    match suite(|| Flaky::new(OnDisk::default(), 3)) {
        Ok(passed) => assert!(passed.errors() > 500, "{passed}"),
        Err(failure) => panic!("{failure}\n{}", failure.script()),
    }
}

#[test]
fn the_suite_fails_with_any_broken_store_in_place_of_the_journal() {
    for flaw in Flaw::ALL {
        let failure = suite(|| Broken::new(*flaw)).expect_err("the store is broken");
        assert!(failure.operations().len() <= 3, "{failure}");
    }
}

/// A journal that hides what it was to forget, until it is opened again.
#[test]
fn the_suite_fails_with_a_journal_that_only_hides() {
    struct Hidden(OnDisk, bool);

    impl Store for Hidden {
        type Error = NotWritten;

        fn load(&mut self, account: AccountId) -> Result<Vec<Line>, NotWritten> {
            self.0.load(account)
        }

        fn append(&mut self, commit: &Commit) -> Result<(), AppendError<NotWritten>> {
            self.0.append(commit)
        }

        fn take(&mut self, most: usize) -> Result<Vec<Effect>, NotWritten> {
            self.0.take(most)
        }

        fn acknowledge(&mut self, key: EffectKey) -> Result<(), NotWritten> {
            self.0.acknowledge(key)
        }

        fn restart(&mut self) -> Result<(), NotWritten> {
            self.1 = false;
            self.0.restart()
        }

        fn personal(&mut self, account: AccountId) -> Result<Vec<Personal>, NotWritten> {
            if self.1 {
                Ok(Vec::new())
            } else {
                self.0.personal(account)
            }
        }

        fn forget(&mut self, _: AccountId) -> Result<(), NotWritten> {
            self.1 = true;
            Ok(())
        }
    }

    let failure = suite(|| Hidden(OnDisk::default(), false)).expect_err("it only hides");
    assert!(
        matches!(failure.fault(), Fault::NotForgotten | Fault::PersonalLost),
        "{failure}"
    );
}

/// The journal of a history.
fn journal(history: &History) -> Journal {
    let mut journal = Journal::default();
    let mut version = 0;
    for (envelope, decision) in history.decisions() {
        if decision.events().next().is_some() {
            let line = Line::of_recorded(envelope.clone(), decision).expect("it is its own");
            let effects = decision.effects().collect();
            journal
                .write(version, line, effects, &[])
                .expect("nobody else writes");
            version = decision.version();
        }
    }
    journal
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn wherever_the_process_dies_the_account_is_one_that_it_was(
        history in histories(60),
        cut in any::<Index>(),
    ) {
        let journal = journal(&history);
        let text = &journal.text()[..cut.index(journal.text().len() + 1)];
        let id = history.account().id();
        let found = Journal::open(text).account(id).unwrap_or_else(|| Account::new(id));
        let mut account = Account::new(id);
        for event in history.events().take_while(|event| event.version() <= found.version()) {
            account.apply(event).expect("what was decided folds");
        }
        prop_assert_eq!(&found, &account);
        prop_assert!(text.len() < journal.text().len() || &found == history.account());
    }

    #[test]
    fn whoever_is_enterprise_has_every_effect_in_the_journal_in_order(
        history in reaching(StateKind::Enterprise, 20),
    ) {
        let mut journal = journal(&history);
        let decided = history.decisions().flat_map(|(_, decision)| decision.effects());
        let decided: Vec<Effect> = decided.collect();
        prop_assert_eq!(journal.take(usize::MAX), decided);
    }
}
