//! The one thing that the two databases have to do: statements inside a transaction.
//!
//! Every statement is written once, in `store`, in the SQL that both understand; what differs is
//! how a row is taken that nobody else works on.

mod postgres;
mod sqlite;

pub(crate) use postgres::Postgres;
pub(crate) use sqlite::Sqlite;

use std::fmt;

use time::UtcDateTime;

/// A database with transactions.
pub(crate) trait Database: fmt::Debug + Send + Sync {
    /// Begins a transaction; dropped without `commit` it did not happen.
    fn begin(&self) -> Result<Box<dyn Transaction + '_>, DatabaseError>;

    /// What is put behind a query so that several processes take different rows.
    fn skip_locked(&self) -> &'static str;

    /// Whether other processes may write to it: then the worker looks even if nobody rang.
    fn is_shared(&self) -> bool;
}

/// A transaction that is open.
pub(crate) trait Transaction {
    /// Runs a statement; says how many rows it touched.
    fn run(&mut self, sql: &'static str, values: &[Value]) -> Result<u64, DatabaseError>;

    /// Asks for rows.
    fn rows(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, DatabaseError>;

    /// Makes it happen.
    fn commit(self: Box<Self>) -> Result<(), DatabaseError>;
}

/// A value of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Null,
    Int(i64),
    Text(String),
}

/// A row of an answer.
#[derive(Clone, Debug)]
pub(crate) struct Row(Vec<Value>);

impl Row {
    pub(crate) const fn new(values: Vec<Value>) -> Self {
        Self(values)
    }

    /// The text in a column; empty where there is none.
    pub(crate) fn text(&self, column: usize) -> String {
        match self.0.get(column) {
            Some(Value::Text(text)) => text.clone(),
            _ => String::new(),
        }
    }

    /// The text in a column that may be empty.
    pub(crate) fn optional(&self, column: usize) -> Option<String> {
        match self.0.get(column) {
            Some(Value::Text(text)) => Some(text.clone()),
            _ => None,
        }
    }

    /// The number in a column; 0 where there is none.
    pub(crate) fn int(&self, column: usize) -> i64 {
        match self.0.get(column) {
            Some(Value::Int(number)) => *number,
            _ => 0,
        }
    }

    /// The number in a column, as a counter.
    pub(crate) fn count(&self, column: usize) -> u64 {
        u64::try_from(self.int(column)).unwrap_or_default()
    }

    /// The instant in a column.
    pub(crate) fn instant(&self, column: usize) -> Option<UtcDateTime> {
        match self.0.get(column) {
            Some(Value::Int(nanoseconds)) => {
                UtcDateTime::from_unix_timestamp_nanos(i128::from(*nanoseconds)).ok()
            }
            _ => None,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

/// Nanoseconds since 1970: both databases keep them exactly, until the year 2262.
impl From<UtcDateTime> for Value {
    fn from(at: UtcDateTime) -> Self {
        Self::Int(i64::try_from(at.unix_timestamp_nanos()).unwrap_or(i64::MAX))
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Values of a statement, in order.
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$($crate::database::Value::from($value)),*] };
}
pub(crate) use values;

/// Why a statement was not run.
///
/// What the driver says besides is dropped: it may quote somebody's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum DatabaseError {
    /// Somebody else was faster; to be tried again from the start.
    #[error("another writer was faster")]
    Conflict,
    /// It cannot be reached.
    #[error("the database cannot be reached")]
    Unreachable,
    /// Anything else, by the code of the database.
    #[error("the database refused a statement (code {0})")]
    Refused(i32),
}
