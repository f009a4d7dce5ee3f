//! SQLite, in a file or in memory.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::types::{ToSqlOutput, Value as SqliteValue};
use rusqlite::{Connection, ErrorCode, ToSql, params_from_iter};

use super::{Database, DatabaseError, Row, Transaction, Value};
use crate::store::SCHEMA;

/// One connection: SQLite has one writer at a time anyway, and transactions here are short.
#[derive(Debug)]
pub(crate) struct Sqlite(Mutex<Connection>);

impl Sqlite {
    /// Opens the file, or a database that ends with the process.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, DatabaseError> {
        let connection = match path {
            Some(path) => Connection::open(path),
            None => Connection::open_in_memory(),
        };
        let connection = connection.map_err(|_| DatabaseError::Unreachable)?;
        connection.set_prepared_statement_cache_capacity(128);
        // What is committed survives the process and the power supply.
        let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                        PRAGMA busy_timeout = 5000;";
        connection
            .execute_batch(settings)
            .map_err(|it| fault(&it))?;
        connection.execute_batch(SCHEMA).map_err(|it| fault(&it))?;
        Ok(Self(Mutex::new(connection)))
    }
}

impl Database for Sqlite {
    fn begin(&self) -> Result<Box<dyn Transaction + '_>, DatabaseError> {
        // A thread that panicked had its transaction rolled back: the connection is as good as new.
        let connection = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        connection
            .execute_batch("BEGIN IMMEDIATE")
            .map_err(|it| fault(&it))?;
        Ok(Box::new(Open {
            connection,
            done: false,
        }))
    }

    fn skip_locked(&self) -> &'static str {
        ""
    }

    fn is_shared(&self) -> bool {
        false
    }
}

struct Open<'a> {
    connection: MutexGuard<'a, Connection>,
    done: bool,
}

impl Transaction for Open<'_> {
    fn run(&mut self, sql: &'static str, values: &[Value]) -> Result<u64, DatabaseError> {
        let mut statement = self
            .connection
            .prepare_cached(sql)
            .map_err(|it| fault(&it))?;
        let touched = statement.execute(params_from_iter(values));
        touched.map(|it| it as u64).map_err(|it| fault(&it))
    }

    fn rows(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        let mut statement = self
            .connection
            .prepare_cached(sql)
            .map_err(|it| fault(&it))?;
        let columns = statement.column_count();
        let rows = statement.query_map(params_from_iter(values), |row| {
            let values = (0..columns).map(|column| {
                Ok(match row.get::<_, SqliteValue>(column)? {
                    SqliteValue::Integer(number) => Value::Int(number),
                    SqliteValue::Text(text) => Value::Text(text),
                    _ => Value::Null,
                })
            });
            values.collect::<Result<_, _>>().map(Row::new)
        });
        let rows = rows.map_err(|it| fault(&it))?;
        rows.collect::<Result<_, _>>().map_err(|it| fault(&it))
    }

    fn commit(mut self: Box<Self>) -> Result<(), DatabaseError> {
        self.connection
            .execute_batch("COMMIT")
            .map_err(|it| fault(&it))?;
        self.done = true;
        Ok(())
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        if !self.done {
            // It fails only where the database rolled back by itself.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(SqliteValue::Null),
            Self::Int(number) => ToSqlOutput::from(*number),
            Self::Text(text) => ToSqlOutput::from(text.as_str()),
        })
    }
}

fn fault(error: &rusqlite::Error) -> DatabaseError {
    let Some(code) = error.sqlite_error() else {
        return DatabaseError::Refused(0);
    };
    match code.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::ConstraintViolation => {
            DatabaseError::Conflict
        }
        ErrorCode::CannotOpen => DatabaseError::Unreachable,
        _ => DatabaseError::Refused(code.extended_code),
    }
}
