//! PostgreSQL, for several processes.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

use bytes::BytesMut;
use postgres::error::SqlState;
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Config, NoTls, Statement};

use super::{Database, DatabaseError, Row, Transaction, Value};
use crate::store::SCHEMA;

/// How often the tables are made where others are at work on them.
const TRIES: usize = 20;
/// How many connections a process keeps.
const CONNECTIONS: usize = 8;

/// A handful of connections, opened as they are needed.
pub(crate) struct Postgres {
    config: Config,
    pool: Mutex<Pool>,
    returned: Condvar,
}

#[derive(Default)]
struct Pool {
    idle: Vec<Session>,
    open: usize,
}

/// A connection and the statements that it knows.
struct Session {
    client: Client,
    statements: HashMap<String, Statement>,
}

impl Postgres {
    /// Connects once, so that a wrong address is noticed at the start, and makes the tables.
    pub(crate) fn open(url: &str) -> Result<Self, DatabaseError> {
        let config = url.parse().map_err(|_| DatabaseError::Unreachable)?;
        let database = Self {
            config,
            pool: Mutex::default(),
            returned: Condvar::new(),
        };
        let mut session = database.take()?;
        // Two processes that start together would both make the tables.
        let alone = format!("BEGIN; SELECT pg_advisory_xact_lock(8271); {SCHEMA} COMMIT;");
        // One that works already may hold what the other locks, each in its order.
        for left in (0..TRIES).rev() {
            let Err(error) = session.client.batch_execute(&alone) else {
                database.give_back(session);
                return Ok(database);
            };
            let error = fault(&error);
            if error != DatabaseError::Conflict || left == 0 {
                return Err(error);
            }
            let undone = session.client.batch_execute("ROLLBACK");
            undone.map_err(|it| fault(&it))?;
        }
        Err(DatabaseError::Conflict)
    }

    fn take(&self) -> Result<Session, DatabaseError> {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(session) = pool.idle.pop() {
                if session.client.is_closed() {
                    pool.open -= 1;
                    continue;
                }
                return Ok(session);
            }
            if pool.open < CONNECTIONS {
                pool.open += 1;
                drop(pool);
                return self.connect();
            }
            pool = self
                .returned
                .wait(pool)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn connect(&self) -> Result<Session, DatabaseError> {
        let client = self.config.connect(NoTls).map_err(|_| {
            self.lost();
            DatabaseError::Unreachable
        })?;
        Ok(Session {
            client,
            statements: HashMap::new(),
        })
    }

    fn give_back(&self, session: Session) {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        pool.idle.push(session);
        self.returned.notify_one();
    }

    fn lost(&self) {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        pool.open -= 1;
        self.returned.notify_one();
    }
}

impl Database for Postgres {
    fn begin(&self) -> Result<Box<dyn Transaction + '_>, DatabaseError> {
        let mut session = self.take()?;
        if session.client.batch_execute("BEGIN").is_err() {
            self.lost();
            return Err(DatabaseError::Unreachable);
        }
        Ok(Box::new(Open {
            database: self,
            session: Some(session),
        }))
    }

    fn skip_locked(&self) -> &'static str {
        " FOR UPDATE SKIP LOCKED"
    }

    fn is_shared(&self) -> bool {
        true
    }
}

impl Drop for Postgres {
    /// Says goodbye on a thread of its own: the last one to let go may be the server's, on which
    /// nothing may wait.
    fn drop(&mut self) {
        let pool = self.pool.get_mut().unwrap_or_else(PoisonError::into_inner);
        let idle = std::mem::take(&mut pool.idle);
        let _ = thread::spawn(move || drop(idle)).join();
    }
}

impl fmt::Debug for Postgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The configuration has a password in it.
        f.write_str("Postgres")
    }
}

struct Open<'a> {
    database: &'a Postgres,
    session: Option<Session>,
}

impl Open<'_> {
    fn statement(&mut self, sql: &str) -> Result<(&mut Client, Statement), DatabaseError> {
        let session = self.session.as_mut().ok_or(DatabaseError::Unreachable)?;
        let statement = match session.statements.get(sql) {
            Some(statement) => statement.clone(),
            None => {
                let statement = session.client.prepare(sql).map_err(|it| fault(&it))?;
                session.statements.insert(sql.to_owned(), statement.clone());
                statement
            }
        };
        Ok((&mut session.client, statement))
    }
}

impl Transaction for Open<'_> {
    fn run(&mut self, sql: &'static str, values: &[Value]) -> Result<u64, DatabaseError> {
        let (client, statement) = self.statement(sql)?;
        client
            .execute(&statement, &parameters(values))
            .map_err(|it| fault(&it))
    }

    fn rows(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        let (client, statement) = self.statement(sql)?;
        let rows = client
            .query(&statement, &parameters(values))
            .map_err(|it| fault(&it))?;
        let row = |row: &postgres::Row| -> Result<Row, DatabaseError> {
            let columns = 0..row.len();
            let values = columns.map(|column| row.try_get(column));
            let values = values.collect::<Result<_, _>>().map_err(|it| fault(&it))?;
            Ok(Row::new(values))
        };
        rows.iter().map(row).collect()
    }

    fn commit(mut self: Box<Self>) -> Result<(), DatabaseError> {
        let mut session = self.session.take().ok_or(DatabaseError::Unreachable)?;
        let committed = session.client.batch_execute("COMMIT");
        if session.client.is_closed() {
            self.database.lost();
        } else {
            self.database.give_back(session);
        }
        committed.map_err(|it| fault(&it))
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        if let Some(mut session) = self.session.take() {
            if session.client.batch_execute("ROLLBACK").is_ok() {
                self.database.give_back(session);
            } else {
                self.database.lost();
            }
        }
    }
}

fn parameters(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|it| it as &(dyn ToSql + Sync)).collect()
}

impl ToSql for Value {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) => number.to_sql(kind, out),
            Self::Text(text) => text.to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        *kind == Type::INT8 || *kind == Type::TEXT
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(
        kind: &Type,
        raw: &'a [u8],
    ) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        match *kind {
            Type::INT8 => i64::from_sql(kind, raw).map(Self::Int),
            _ => String::from_sql(kind, raw).map(Self::Text),
        }
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self::Null)
    }

    fn accepts(kind: &Type) -> bool {
        *kind == Type::INT8 || *kind == Type::TEXT
    }
}

fn fault(error: &postgres::Error) -> DatabaseError {
    match error.code() {
        Some(code)
            if *code == SqlState::UNIQUE_VIOLATION
                || *code == SqlState::T_R_SERIALIZATION_FAILURE
                || *code == SqlState::T_R_DEADLOCK_DETECTED =>
        {
            DatabaseError::Conflict
        }
        // Five letters and digits; read in base 36 they are a number again.
        Some(code) => DatabaseError::Refused(i32::from_str_radix(code.code(), 36).unwrap_or(-1)),
        None => DatabaseError::Unreachable,
    }
}
