//! Folded records, kept so that they need not be folded again: a cache and nothing else.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::store::Stream;

/// How many records are kept before all are let go.
const MOST: usize = 20_000;

/// Snapshots in memory: each is rebuilt from its lines where it is missing or behind.
#[derive(Debug)]
pub(crate) struct Cache<T>(Mutex<HashMap<Stream, T>>);

impl<T: Clone> Cache<T> {
    /// The snapshot of a record, if there is one. It may be behind the store, never ahead.
    pub(crate) fn get(&self, stream: Stream) -> Option<T> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&stream).cloned()
    }

    /// Keeps a snapshot of what is committed.
    pub(crate) fn put(&self, stream: Stream, folded: T) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(stream, folded);
    }
}

impl<T> Default for Cache<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}
