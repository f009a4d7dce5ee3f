//! What the host keeps: records, outbox, people, visits.
//!
//! Everything happens in a [`Unit`]: a transaction, in which the events of a decision, what is
//! personal about it and what is to be done after it become true together or not at all.

mod lines;
mod outbox;
mod people;
mod visits;

pub(crate) use lines::{Entry, Head, Stream};
pub(crate) use outbox::{Job, Key, Lane};
pub(crate) use people::Person;
pub(crate) use visits::{Mail, Role, VisitRow};

use std::path::Path;
use std::sync::Arc;

use crate::database::{Database, DatabaseError, Postgres, Row, Sqlite, Transaction, Value};

/// The tables, in the SQL of both databases.
pub(crate) const SCHEMA: &str = include_str!("schema.sql");

/// The one place where the host keeps things.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    database: Arc<dyn Database>,
}

impl Store {
    /// SQLite, in a file or in memory.
    pub(crate) fn sqlite(path: Option<&Path>) -> Result<Self, DatabaseError> {
        Ok(Self {
            database: Arc::new(Sqlite::open(path)?),
        })
    }

    /// PostgreSQL, by its address.
    pub(crate) fn postgres(url: &str) -> Result<Self, DatabaseError> {
        Ok(Self {
            database: Arc::new(Postgres::open(url)?),
        })
    }

    /// Begins a unit of work; dropped without [`Unit::commit`] it did not happen.
    pub(crate) fn begin(&self) -> Result<Unit<'_>, DatabaseError> {
        Ok(Unit {
            transaction: self.database.begin()?,
            clean: true,
            skip_locked: self.database.skip_locked(),
        })
    }

    /// Whether other processes may write to it.
    pub(crate) fn is_shared(&self) -> bool {
        self.database.is_shared()
    }

    /// Does something in a unit of work, again where another writer was faster.
    pub(crate) fn work<T, E: From<DatabaseError> + Retry>(
        &self,
        mut work: impl FnMut(&mut Unit<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut left = 20;
        loop {
            let mut unit = self.begin()?;
            let done = work(&mut unit).and_then(|it| Ok(unit.commit().map(|()| it)?));
            match done {
                Err(error) if error.is_conflict() && left > 0 => left -= 1,
                done => return done,
            }
        }
    }
}

/// An error that may be a conflict between two writers.
pub(crate) trait Retry {
    /// Whether trying again from the start is the answer.
    fn is_conflict(&self) -> bool;
}

impl Retry for DatabaseError {
    fn is_conflict(&self) -> bool {
        *self == Self::Conflict
    }
}

/// A transaction with the names of what is kept.
pub(crate) struct Unit<'a> {
    transaction: Box<dyn Transaction + 'a>,
    /// Whether nothing was written: what is read then is committed, and may be cached.
    clean: bool,
    skip_locked: &'static str,
}

impl Unit<'_> {
    /// Makes it happen.
    pub(crate) fn commit(self) -> Result<(), DatabaseError> {
        self.transaction.commit()
    }

    /// Whether what is read is committed.
    pub(crate) fn is_clean(&self) -> bool {
        self.clean
    }

    fn run(&mut self, sql: &'static str, values: &[Value]) -> Result<u64, DatabaseError> {
        self.clean = false;
        self.transaction.run(sql, values)
    }

    fn rows(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        self.transaction.rows(sql, values)
    }

    fn row(&mut self, sql: &str, values: &[Value]) -> Result<Option<Row>, DatabaseError> {
        Ok(self.rows(sql, values)?.into_iter().next())
    }
}
