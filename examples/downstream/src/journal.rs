//! The journal.

use std::collections::BTreeSet;

use checkmark::account::AccountId;
use checkmark::record::Line;
use checkmark::tier::{Account, Effect, EffectKey, Folder, Personal};
use serde::{Deserialize, Serialize};

use crate::person::Person;

/// The accounts of a host, in a journal.
#[derive(Debug, Default)]
pub struct Journal {
    text: String,
    /// What was taken from the outbox and not acknowledged. It does not outlive the process.
    taken: BTreeSet<String>,
}

/// What happened to the journal: a line of it.
#[derive(Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "snake_case")]
enum Entry {
    Decided {
        line: Box<Line>,
        effects: Vec<Effect>,
        person: Person,
    },
    Delivered {
        effect: EffectKey,
    },
    Forgotten {
        account: AccountId,
    },
}

/// Why a decision was not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// Somebody else wrote since the account was read.
    #[error("the account has moved on")]
    MovedOn,
    /// The decision cannot be written as JSON.
    #[error("not to be written as JSON")]
    Json,
}

impl Journal {
    /// Takes up a journal where it was left. What does not end in a line feed was being written
    /// when the process died, and is crossed out.
    #[must_use]
    pub fn open(text: &str) -> Self {
        let whole = text.rfind('\n').map_or(0, |end| end + 1);
        Self {
            text: text[..whole].to_owned(),
            taken: BTreeSet::new(),
        }
    }

    /// What would be in the file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// An account, as its record folds.
    #[must_use]
    pub fn account(&self, id: AccountId) -> Option<Account> {
        let mut folder = Folder::default();
        for line in self.record(id) {
            folder.fold(id, line.version(), line.events()).ok()?;
        }
        folder.account(id).cloned()
    }

    /// The record of an account.
    #[must_use]
    pub fn record(&self, id: AccountId) -> Vec<Line> {
        let lines = self.entries().filter_map(|entry| match entry {
            Entry::Decided { line, .. } => Some(*line),
            _ => None,
        });
        lines.filter(|line| line.account() == id).collect()
    }

    /// What is kept about the person who has an account, and was not forgotten.
    #[must_use]
    pub fn personal(&self, id: AccountId) -> Vec<Personal> {
        let mut kept = Vec::new();
        for entry in self.entries() {
            match entry {
                Entry::Decided { line, person, .. } if line.account() == id => {
                    kept.extend(person.into_personal());
                }
                Entry::Forgotten { account } if account == id => kept.clear(),
                _ => {}
            }
        }
        kept
    }

    /// Writes a decision with what came of it, if the account is still at the version it was made
    /// on.
    ///
    /// # Errors
    ///
    /// It is not.
    pub fn write(
        &mut self,
        expected: u64,
        line: Line,
        effects: Vec<Effect>,
        personal: &[Personal],
    ) -> Result<(), WriteError> {
        let record = self.record(line.account());
        if record.last().map_or(0, Line::version) != expected {
            return Err(WriteError::MovedOn);
        }
        self.push(&Entry::Decided {
            line: Box::new(line),
            effects,
            person: Person::of(personal),
        })
    }

    /// The next effects that nobody took.
    pub fn take(&mut self, most: usize) -> Vec<Effect> {
        let mut waiting = Vec::new();
        for entry in self.entries() {
            match entry {
                Entry::Decided { effects, .. } => waiting.extend(effects),
                Entry::Delivered { effect } => waiting.retain(|it: &Effect| it.key() != effect),
                Entry::Forgotten { .. } => {}
            }
        }
        waiting.retain(|effect| !self.taken.contains(&name(effect.key())));
        waiting.truncate(most);
        self.taken
            .extend(waiting.iter().map(|effect| name(effect.key())));
        waiting
    }

    /// An effect was carried out.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub fn delivered(&mut self, effect: EffectKey) -> Result<(), WriteError> {
        self.push(&Entry::Delivered { effect })
    }

    /// Forgets whatever is personal: it is taken out of the text, and not only hidden.
    ///
    /// # Errors
    ///
    /// The journal cannot be written anew.
    pub fn forget(&mut self, id: AccountId) -> Result<(), WriteError> {
        let entries: Vec<Entry> = self.entries().collect();
        self.text.clear();
        for mut entry in entries {
            if let Entry::Decided { line, person, .. } = &mut entry
                && line.account() == id
            {
                *person = Person::default();
            }
            self.push(&entry)?;
        }
        self.push(&Entry::Forgotten { account: id })
    }

    fn entries(&self) -> impl Iterator<Item = Entry> {
        let lines = self.text.lines();
        lines.filter_map(|line| serde_json::from_str(line).ok())
    }

    fn push(&mut self, entry: &Entry) -> Result<(), WriteError> {
        let line = serde_json::to_string(entry).map_err(|_| WriteError::Json)?;
        self.text.push_str(&line);
        self.text.push('\n');
        Ok(())
    }
}

/// The key of an effect as a text.
fn name(key: EffectKey) -> String {
    format!("{} {} {}", key.account(), key.version(), key.index())
}
