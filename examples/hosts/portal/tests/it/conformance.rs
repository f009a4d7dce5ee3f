//! Both stores under the fire of the conformance kit.

use std::path::PathBuf;

use checkmark::account::AccountId;
use checkmark::record::Line;
use checkmark::tier::{Effect, EffectKey, Personal};
use checkmark_conformance::{AppendError, Commit, Kit, Store};
use portal::{Clock, Options, Place, Records, RecordsError};

use crate::crash::{Folder, alone};

/// The portal's records, as the kit knows a store.
pub(crate) struct Fired(Records);

impl Fired {
    pub(crate) fn open(database: Place, key_file: Option<PathBuf>) -> Self {
        let options = Options {
            database,
            key_file,
            demonstration: false,
            clock: Clock::movable(),
            ..Options::default()
        };
        Self(Records::open(options).expect("the store opens"))
    }
}

impl Store for Fired {
    type Error = RecordsError;

    fn load(&mut self, account: AccountId) -> Result<Vec<Line>, RecordsError> {
        self.0.load(account)
    }

    fn append(&mut self, commit: &Commit) -> Result<(), AppendError<RecordsError>> {
        let (line, effects, personal) = (commit.line(), commit.effects(), commit.personal());
        match self.0.append(commit.expected(), line, effects, personal) {
            Ok(()) => Ok(()),
            Err(RecordsError::Conflict) => Err(AppendError::Conflict),
            Err(error) => Err(error.into()),
        }
    }

    fn take(&mut self, most: usize) -> Result<Vec<Effect>, RecordsError> {
        self.0.take(most)
    }

    fn acknowledge(&mut self, key: EffectKey) -> Result<(), RecordsError> {
        self.0.acknowledge(key)
    }

    fn restart(&mut self) -> Result<(), RecordsError> {
        self.0.restart().map_err(|_| RecordsError::Failed)
    }

    fn personal(&mut self, account: AccountId) -> Result<Vec<Personal>, RecordsError> {
        self.0.personal(account)
    }

    fn forget(&mut self, account: AccountId) -> Result<(), RecordsError> {
        self.0.forget(account)
    }
}

#[test]
fn the_store_over_sqlite_holds_under_fire() {
    let _alone = alone();
    let folder = Folder::new("conformance");
    let number = std::cell::Cell::new(0);
    let passed = Kit::new().check(|| {
        number.set(number.get() + 1);
        Fired::open(
            Place::File(folder.0.join(format!("{}.db", number.get()))),
            None,
        )
    });
    println!(
        "conformance over SQLite: {}",
        passed.expect("no history breaks the store")
    );
}
