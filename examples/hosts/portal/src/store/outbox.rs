//! The outbox: what is to be done, until it is done.

use std::fmt;

use time::{SignedDuration, UtcDateTime};

use super::{Stream, Unit};
use crate::database::{DatabaseError, values};

/// The key of an effect: whose, of which decision, and which of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) stream: Stream,
    pub(crate) version: u64,
    pub(crate) nth: u64,
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.stream, self.version, self.nth)
    }
}

/// What keeps its order: within a lane of a record the next is done after the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lane {
    /// What one machine has for another.
    Message,
    /// What has to be looked up.
    Evidence,
    /// What is mailed.
    Mail,
}

impl Lane {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Evidence => "evidence",
            Self::Mail => "mail",
        }
    }
}

/// Whether nothing of the same lane of the same record has to be done before.
const FIRST: &str = "NOT EXISTS (SELECT 1 FROM outbox e WHERE e.kind = o.kind AND e.id = o.id \
                     AND e.lane = o.lane AND e.due IS NOT NULL \
                     AND (e.version < o.version OR e.version = o.version AND e.nth < o.nth))";

/// Something that is to be done, held by this process for a while.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    pub(crate) key: Key,
    pub(crate) body: String,
    pub(crate) attempt: u64,
    /// When it was taken.
    taken: UtcDateTime,
}

impl Unit<'_> {
    /// Puts something into the outbox. The same key twice is the same thing.
    pub(crate) fn post(
        &mut self,
        key: Key,
        lane: Lane,
        body: &str,
        due: UtcDateTime,
    ) -> Result<(), DatabaseError> {
        let sql = "INSERT INTO outbox (kind, id, version, nth, lane, body, attempt, due) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
        let Key {
            stream,
            version,
            nth,
        } = key;
        self.run(
            sql,
            values![
                stream.kind(),
                stream.id(),
                version,
                nth,
                lane.as_str(),
                body,
                0_i64,
                due
            ],
        )?;
        Ok(())
    }

    /// Takes a few things that are due, so that nobody else does them until the lease is over.
    pub(crate) fn lease(
        &mut self,
        now: UtcDateTime,
        lease: SignedDuration,
        most: u64,
    ) -> Result<Vec<Job>, DatabaseError> {
        let sql = format!(
            "SELECT kind, id, version, nth, body, attempt FROM outbox o WHERE due <= $1 \
             AND {FIRST} ORDER BY due, version, nth LIMIT $2{}",
            self.skip_locked
        );
        let mut jobs = Vec::new();
        for row in self.rows(&sql, values![now, most])? {
            let Some(stream) = Stream::read(&row.text(0), &row.text(1)) else {
                continue;
            };
            let job = Job {
                key: Key {
                    stream,
                    version: row.count(2),
                    nth: row.count(3),
                },
                body: row.text(4),
                attempt: row.count(5) + 1,
                taken: now,
            };
            if self.set(&job, Some(now + lease), job.attempt - 1)? {
                jobs.push(job);
            }
        }
        Ok(jobs)
    }

    /// Says that it is done. Not true if the lease was over and somebody else has it: then what was
    /// done beside it must not happen.
    pub(crate) fn finish(&mut self, job: &Job) -> Result<(), DatabaseError> {
        if self.set(job, None, job.attempt)? {
            Ok(())
        } else {
            Err(DatabaseError::Refused(0))
        }
    }

    /// Crosses something off by its key, whoever held it; again does no harm.
    pub(crate) fn acknowledge(&mut self, key: Key, now: UtcDateTime) -> Result<(), DatabaseError> {
        let sql = "UPDATE outbox SET due = NULL, done = $1 WHERE kind = $2 AND id = $3 \
                   AND version = $4 AND nth = $5 AND due IS NOT NULL";
        let Key {
            stream,
            version,
            nth,
        } = key;
        self.run(sql, values![now, stream.kind(), stream.id(), version, nth])
            .map(drop)
    }

    /// Puts it back, to be tried again later.
    pub(crate) fn postpone(&mut self, job: &Job, until: UtcDateTime) -> Result<(), DatabaseError> {
        self.set(job, Some(until), job.attempt).map(drop)
    }

    /// Throws away what was done before an instant, with the mails that were shown for it. Nothing
    /// asks for it again: what is to be done is posted in the transaction of its line, once.
    pub(crate) fn prune(&mut self, before: UtcDateTime) -> Result<u64, DatabaseError> {
        self.run("DELETE FROM mail WHERE at <= $1", values![before])?;
        self.run("DELETE FROM issued WHERE at <= $1", values![before])?;
        self.run("DELETE FROM outbox WHERE done <= $1", values![before])
    }

    fn set(
        &mut self,
        job: &Job,
        due: Option<UtcDateTime>,
        attempt: u64,
    ) -> Result<bool, DatabaseError> {
        let sql = "UPDATE outbox SET due = $1, attempt = $2, done = $3 WHERE kind = $4 AND id = $5 \
                   AND version = $6 AND nth = $7 AND attempt = $8 AND due IS NOT NULL";
        let Key {
            stream,
            version,
            nth,
        } = job.key;
        let (kind, id) = (stream.kind(), stream.id());
        let done = due.is_none().then_some(job.taken);
        let touched = self.run(
            sql,
            values![due, job.attempt, done, kind, id, version, nth, attempt],
        )?;
        Ok(touched == 1)
    }

    /// How much of a record's work is not done yet.
    pub(crate) fn outstanding(&mut self, stream: Stream) -> Result<u64, DatabaseError> {
        let sql = "SELECT COUNT(*) FROM outbox WHERE kind = $1 AND id = $2 AND due IS NOT NULL \
                   AND lane <> $3";
        let values = values![stream.kind(), stream.id(), Lane::Mail.as_str()];
        Ok(self.row(sql, values)?.map_or(0, |row| row.count(0)))
    }

    /// How much work is not done yet.
    pub(crate) fn backlog(&mut self) -> Result<u64, DatabaseError> {
        let row = self.row("SELECT COUNT(*) FROM outbox WHERE due IS NOT NULL", &[])?;
        Ok(row.map_or(0, |row| row.count(0)))
    }

    /// The next instant at which anything is due: of the outbox or of a record.
    pub(crate) fn next_due(&mut self) -> Result<Option<UtcDateTime>, DatabaseError> {
        // What waits for something before it is not due yet, whatever its instant says.
        let sql = format!("SELECT MIN(due) FROM outbox o WHERE due IS NOT NULL AND {FIRST}");
        let outbox = self.row(&sql, &[])?;
        let heads = self.row("SELECT MIN(due) FROM head WHERE due IS NOT NULL", &[])?;
        let instants = [outbox, heads].into_iter().flatten();
        Ok(instants.filter_map(|row| row.instant(0)).min())
    }
}
