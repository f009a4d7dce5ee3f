//! What wakes the worker, and tells it to stop.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// A bell that is rung when there is something to do.
#[derive(Debug, Default)]
pub(crate) struct Bell {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    rung: u64,
    stopped: bool,
}

impl Bell {
    /// There is something to do.
    pub(crate) fn ring(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.rung += 1;
        self.changed.notify_all();
    }

    /// There is nothing more to do, ever.
    pub(crate) fn stop(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.stopped = true;
        self.changed.notify_all();
    }

    /// Whether it was stopped.
    pub(crate) fn is_stopped(&self) -> bool {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .stopped
    }

    /// How often it was rung: to be read before looking for work, so that no ring is missed.
    pub(crate) fn rung(&self) -> u64 {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .rung
    }

    /// Waits until it is rung once more than that, or for so long.
    pub(crate) fn wait(&self, rung: u64, most: Duration) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = |state: &mut State| state.rung == rung && !state.stopped;
        drop(self.changed.wait_timeout_while(state, most, waiting));
    }
}
