//! Records: a head with a version, and a line a decision.

use std::fmt;

use checkmark::account::{AccountId, OrganizationId, RequestId};
use time::UtcDateTime;

use super::Unit;
use crate::database::{DatabaseError, values};

/// Whose record it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Stream {
    Account(AccountId),
    Request(RequestId),
    Organization(OrganizationId),
}

impl Stream {
    /// Which machine it belongs to.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Account(_) => "account",
            Self::Request(_) => "request",
            Self::Organization(_) => "organization",
        }
    }

    /// The id, as text.
    pub(crate) fn id(&self) -> &str {
        match self {
            Self::Account(id) => id.as_str(),
            Self::Request(id) => id.as_str(),
            Self::Organization(id) => id.as_str(),
        }
    }

    /// The stream that a row names.
    pub(crate) fn read(kind: &str, id: &str) -> Option<Self> {
        match kind {
            "account" => id.parse().ok().map(Self::Account),
            "request" => id.parse().ok().map(Self::Request),
            "organization" => id.parse().ok().map(Self::Organization),
            _ => None,
        }
    }
}

impl fmt::Display for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind(), self.id())
    }
}

/// What a decision adds to a record.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) stream: Stream,
    /// The version that it was decided on.
    pub(crate) from: u64,
    /// The version that it leads to.
    pub(crate) to: u64,
    /// The line, as JSON.
    pub(crate) body: String,
    pub(crate) head: Head,
}

/// The view of a record that lists are made of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    /// When the worker calls again.
    pub(crate) due: Option<UtcDateTime>,
    /// The state, by its name.
    pub(crate) state: String,
    /// The account that a request is of.
    pub(crate) owner: String,
    /// When the next clock of a request is due.
    pub(crate) clock: Option<UtcDateTime>,
}

impl Unit<'_> {
    /// The lines of a record after a version, in order.
    pub(crate) fn lines(
        &mut self,
        stream: Stream,
        after: u64,
    ) -> Result<Vec<String>, DatabaseError> {
        let sql = "SELECT body FROM line WHERE kind = $1 AND id = $2 AND version > $3 \
                   ORDER BY version";
        let rows = self.rows(sql, values![stream.kind(), stream.id(), after])?;
        Ok(rows.iter().map(|row| row.text(0)).collect())
    }

    /// Adds a line, if the record is still at the version that it was decided on.
    pub(crate) fn append(&mut self, entry: &Entry) -> Result<(), DatabaseError> {
        let (kind, id) = (entry.stream.kind(), entry.stream.id());
        let head = &entry.head;
        let touched = if entry.from == 0 {
            let sql = "INSERT INTO head (kind, id, version, due, state, owner, clock) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
            let (state, owner) = (head.state.as_str(), head.owner.as_str());
            self.run(
                sql,
                values![kind, id, entry.to, head.due, state, owner, head.clock],
            )?
        } else {
            let sql = "UPDATE head SET version = $1, due = $2, state = $3, owner = $4, clock = $5 \
                       WHERE kind = $6 AND id = $7 AND version = $8";
            let (state, owner) = (head.state.as_str(), head.owner.as_str());
            self.run(
                sql,
                values![
                    entry.to, head.due, state, owner, head.clock, kind, id, entry.from
                ],
            )?
        };
        if touched == 0 {
            return Err(DatabaseError::Conflict);
        }
        let sql = "INSERT INTO line (kind, id, version, body) VALUES ($1, $2, $3, $4)";
        self.run(sql, values![kind, id, entry.to, entry.body.as_str()])?;
        Ok(())
    }

    /// Says when the worker calls again, where no line says so.
    pub(crate) fn set_due(
        &mut self,
        stream: Stream,
        due: Option<UtcDateTime>,
    ) -> Result<(), DatabaseError> {
        let sql = "UPDATE head SET due = $1 WHERE kind = $2 AND id = $3";
        self.run(sql, values![due, stream.kind(), stream.id()])?;
        Ok(())
    }

    /// A few records that are due, and that nobody else is at.
    pub(crate) fn due(&mut self, now: UtcDateTime) -> Result<Vec<Stream>, DatabaseError> {
        let sql = format!(
            "SELECT kind, id FROM head WHERE due <= $1 ORDER BY due LIMIT 16{}",
            self.skip_locked
        );
        let rows = self.rows(&sql, values![now])?;
        let streams = rows
            .iter()
            .filter_map(|row| Stream::read(&row.text(0), &row.text(1)));
        Ok(streams.collect())
    }

    /// The records of a machine in a state, the ones that are due first in front.
    pub(crate) fn in_state(
        &mut self,
        kind: &'static str,
        state: &str,
    ) -> Result<Vec<String>, DatabaseError> {
        let sql = "SELECT id FROM head WHERE kind = $1 AND state = $2 \
                   ORDER BY clock IS NULL, clock, id LIMIT 200";
        let rows = self.rows(sql, values![kind, state])?;
        Ok(rows.iter().map(|row| row.text(0)).collect())
    }

    /// The requests of an account.
    pub(crate) fn requests_of(
        &mut self,
        account: AccountId,
    ) -> Result<Vec<RequestId>, DatabaseError> {
        let sql = "SELECT id FROM head WHERE owner = $1 AND kind = $2 ORDER BY id";
        let rows = self.rows(sql, values![account.as_str(), "request"])?;
        Ok(rows
            .iter()
            .filter_map(|row| row.text(0).parse().ok())
            .collect())
    }

    /// The ids of all records of a machine.
    pub(crate) fn all(&mut self, kind: &'static str) -> Result<Vec<String>, DatabaseError> {
        let rows = self.rows(
            "SELECT id FROM head WHERE kind = $1 ORDER BY id",
            values![kind],
        )?;
        Ok(rows.iter().map(|row| row.text(0)).collect())
    }
}
