//! The records of accounts as the host stores them, with nothing else of the host: what somebody
//! drives who wants to know whether the store keeps its promises.

use std::fmt;

use checkmark::account::AccountId;
use checkmark::record::Line;
use checkmark::tier::{Effect, EffectKey, Personal};

use crate::database::DatabaseError;
use crate::host::{Host, HostError, Posted, Written, read};
use crate::options::Options;
use crate::resolver::Resolver;
use crate::run::{StartError, build};
use crate::store::{Key, Retry as _, Stream};

/// Records in a store, by the same code that the host writes them with.
pub struct Records {
    host: Host,
    options: Options,
}

impl Records {
    /// Opens the store that the options name.
    ///
    /// # Errors
    ///
    /// It cannot be opened.
    pub fn open(options: Options) -> Result<Self, StartError> {
        let host = build(&options, String::new(), &[0x5a; 32], Resolver::Zone(&[]))?;
        Ok(Self { host, options })
    }

    /// The record of an account, in order.
    ///
    /// # Errors
    ///
    /// The store fails.
    pub fn load(&self, account: AccountId) -> Result<Vec<Line>, RecordsError> {
        let stream = Stream::Account(account);
        let lines = self.host.store.work(|unit| unit.lines(stream, 0))?;
        Ok(lines
            .iter()
            .map(|text| read(text))
            .collect::<Result<_, _>>()?)
    }

    /// Writes a decision that was made on a version.
    ///
    /// # Errors
    ///
    /// The account has moved on; or the store fails.
    pub fn append(
        &self,
        expected: u64,
        line: &Line,
        effects: &[Effect],
        personal: &[Personal],
    ) -> Result<(), RecordsError> {
        let mut unit = self.host.store.begin()?;
        let before = self.host.account(&mut unit, line.account())?;
        if before.version() != expected {
            return Err(RecordsError::Conflict);
        }
        let written = Written {
            line,
            personal,
            effects,
            visit: None,
        };
        self.host.write(&mut unit, &before, &written)?;
        Ok(unit.commit()?)
    }

    /// Takes effects that are due, and holds them for the lease.
    ///
    /// # Errors
    ///
    /// The store fails.
    pub fn take(&self, most: usize) -> Result<Vec<Effect>, RecordsError> {
        let (now, lease) = (self.host.clock.now(), self.host.lease);
        let most = u64::try_from(most).unwrap_or(u64::MAX);
        let jobs = self.host.store.work(|unit| unit.lease(now, lease, most))?;
        let effects = jobs
            .iter()
            .filter_map(|job| match serde_json::from_str(&job.body) {
                Ok(Posted::Account { effect }) => Some(effect),
                _ => None,
            });
        Ok(effects.collect())
    }

    /// Crosses an effect off.
    ///
    /// # Errors
    ///
    /// The store fails.
    pub fn acknowledge(&self, key: EffectKey) -> Result<(), RecordsError> {
        let key = Key {
            stream: Stream::Account(key.account()),
            version: key.version(),
            nth: key.index().into(),
        };
        let now = self.host.clock.now();
        Ok(self.host.store.work(|unit| unit.acknowledge(key, now))?)
    }

    /// Comes back as another process, after the leases of this one are over.
    ///
    /// # Errors
    ///
    /// The store cannot be opened.
    pub fn restart(&mut self) -> Result<(), StartError> {
        self.options.clock.advance(self.options.lease);
        self.host = build(
            &self.options,
            String::new(),
            &[0x5a; 32],
            Resolver::Zone(&[]),
        )?;
        Ok(())
    }

    /// What is kept about the person who has an account.
    ///
    /// # Errors
    ///
    /// The store fails.
    pub fn personal(&self, account: AccountId) -> Result<Vec<Personal>, RecordsError> {
        let person = self.host.store.work(|unit| unit.person(account))?;
        let addresses = person.addresses.into_iter();
        let addresses = addresses.map(|(no, it)| Personal::Address(no, Box::new(it)));
        let products = person.products.iter().filter_map(|it| it.parse().ok());
        let rest = person.name.map(Personal::Name).into_iter();
        Ok(addresses
            .chain(rest)
            .chain(products.map(Personal::Product))
            .collect())
    }

    /// Forgets everything personal about an account.
    ///
    /// # Errors
    ///
    /// The store fails.
    pub fn forget(&self, account: AccountId) -> Result<(), RecordsError> {
        Ok(self.host.store.work(|unit| unit.forget_person(account))?)
    }
}

impl fmt::Debug for Records {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Records")
            .field("database", &self.host.store)
            .finish_non_exhaustive()
    }
}

/// Why the store did not do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecordsError {
    /// The account has moved on.
    #[error("the account has moved on")]
    Conflict,
    /// The store fails.
    #[error("the store fails")]
    Failed,
}

impl From<HostError> for RecordsError {
    fn from(error: HostError) -> Self {
        if error.is_conflict() {
            Self::Conflict
        } else {
            Self::Failed
        }
    }
}

impl From<DatabaseError> for RecordsError {
    fn from(error: DatabaseError) -> Self {
        HostError::from(error).into()
    }
}
