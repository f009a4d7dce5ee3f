//! The one loop that does what is due: the outbox, and the wakeups of the machines.

use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use checkmark::account::Actor;
use checkmark::account::organization;
use checkmark::{ticket, tier};
use time::{SignedDuration, UtcDateTime};

use super::{Ask, Host, HostError, RequestAsk};
use crate::store::{Stream, Unit};

/// How many jobs are held at once.
const BATCH: u64 = 16;
/// How often the store is looked at where other processes may write to it, or left something.
const SWEEP: Duration = Duration::from_secs(1);
/// How long what was done is kept, for whoever wants to know what went out.
const KEPT: SignedDuration = SignedDuration::days(30);
/// How often what is older is thrown away.
const PRUNED: SignedDuration = SignedDuration::HOUR;
/// How long a job that failed once waits; twice as long each time after.
const AGAIN: SignedDuration = SignedDuration::milliseconds(100);
/// The longest sleep: a clock may be set.
const NIGHT: Duration = Duration::from_secs(30);

impl Host {
    /// Starts the loop on a thread of its own; it ends when the bell is stopped.
    pub(crate) fn work(self: &Arc<Self>) -> JoinHandle<()> {
        let host = Arc::clone(self);
        thread::spawn(move || {
            let mut pruned = UtcDateTime::UNIX_EPOCH;
            while !host.bell.is_stopped() {
                let rung = host.bell.rung();
                let now = host.clock.now();
                if now - pruned >= PRUNED {
                    pruned = now;
                    host.prune(now);
                }
                match host.do_what_is_due() {
                    Ok(0) => host.bell.wait(rung, host.rest()),
                    Ok(_) => {}
                    Err(error) => {
                        tracing::error!(%error, "the worker could not go on");
                        host.bell.wait(rung, SWEEP);
                    }
                }
            }
        })
    }

    fn prune(&self, now: UtcDateTime) {
        match self.store.work(|unit| unit.prune(now - KEPT)) {
            Ok(0) => {}
            Ok(rows) => tracing::info!(rows, "threw away what was done long ago"),
            Err(error) => tracing::warn!(%error, "nothing was thrown away"),
        }
    }

    /// Does what is due now; says how much that was.
    fn do_what_is_due(&self) -> Result<usize, HostError> {
        let now = self.clock.now();
        let jobs = self.store.work(|unit| unit.lease(now, self.lease, BATCH))?;
        for job in &jobs {
            if let Err(error) = self.perform(job) {
                // It is put back, and done again a little later each time. If even that fails, it
                // is held until the lease is over.
                tracing::warn!(%error, key = %job.key, attempt = job.attempt, "a job was not done");
                let wait: SignedDuration = AGAIN * (1_i32 << job.attempt.min(10));
                let until = self.clock.now() + wait.min(self.lease);
                self.store.work(|unit| unit.postpone(job, until))?;
            }
        }
        let due = self.store.work(|unit| unit.due(now))?;
        for stream in &due {
            self.store.work(|unit| self.wake(unit, *stream, now))?;
        }
        Ok(jobs.len() + due.len())
    }

    /// Tells a record that time has passed, and asks when it wants to hear that again.
    fn wake(&self, unit: &mut Unit<'_>, stream: Stream, now: UtcDateTime) -> Result<(), HostError> {
        let next = match stream {
            Stream::Account(id) => {
                let command = tier::Command::TimePassed { generation: None };
                let told = self.ask_in(unit, &Ask::new(id, Actor::Clock, command))?;
                told.account.next_wakeup().map(|it| it.at())
            }
            Stream::Request(id) => {
                let Some(account) = self.request(unit, id)?.account() else {
                    return Ok(unit.set_due(stream, None)?);
                };
                let ask = RequestAsk {
                    request: id,
                    account,
                    actor: Actor::Clock,
                    signed_in: false,
                    command: ticket::Command::TimePassed,
                };
                let told = self.ask_request_in(unit, &ask)?;
                told.request.next_wakeup().map(|it| it.at())
            }
            Stream::Organization(id) => {
                let tick = organization::Command::TimePassed;
                let told = self.ask_organization_in(unit, id, Actor::Clock, None, &tick)?;
                told.organization.next_wakeup()
            }
        };
        // What still wants to be woken in the past would never let the worker sleep.
        let next = next.map(|at| {
            if at <= now {
                now + SignedDuration::MINUTE
            } else {
                at
            }
        });
        Ok(unit.set_due(stream, next)?)
    }

    /// Waits a moment until what a record has to do is done, so that the next page shows it.
    pub(crate) fn settle(&self, stream: Stream) {
        for _ in 0..40 {
            match self.store.work(|unit| unit.outstanding(stream)) {
                Ok(0) | Err(_) => return,
                Ok(_) => thread::sleep(Duration::from_millis(15)),
            }
        }
    }

    /// How much work waits.
    pub(crate) fn backlog(&self) -> Result<u64, HostError> {
        Ok(self.store.work(|unit| unit.backlog())?)
    }

    /// How long there is nothing to do.
    fn rest(&self) -> Duration {
        let most = if self.store.is_shared() { SWEEP } else { NIGHT };
        match self.store.work(|unit| unit.next_due()) {
            Ok(Some(due)) => {
                let rest = due - self.clock.now();
                let rest = Duration::try_from(rest).unwrap_or_default();
                rest.clamp(Duration::from_millis(1), most)
            }
            Ok(None) => most,
            Err(_) => SWEEP,
        }
    }
}
