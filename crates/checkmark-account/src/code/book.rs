//! The book of codes for one account, address and purpose.

use time::{SignedDuration, UtcDateTime};

use super::history::{Commands, Issues};
use super::{
    Challenge, CodeEvent, CodeOutcome, CodePolicy, CodeRefusal, CodeRefusalKind, CodeReplayError,
    CodeReplayErrorKind, CodeTried, CodeUnlocked, KeyRing, Nonce, Purpose, Subject, ThrottleCount,
    TypedCode,
};
use crate::{CommandId, KeyId};

/// The codes of one account, address and purpose: which were issued, how often they were tried.
///
/// Its counters survive a new code, a new flow and another spelling of the address, as long as the
/// host keeps the book under the account, the address's identity and the purpose (CODE-5).
///
/// Time that runs back is clamped to the last instant that the book has seen, so that nothing that
/// was expired is valid again. What a book holds is exact: [`locked_until`](Self::locked_until) is
/// the one thing about it that a person may see (CODE-9).
///
/// Serialized for display; it is not read back, because folding the events gives it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CodeBook {
    purpose: Purpose,
    current: Option<Challenge>,
    tries: u8,
    spent: bool,
    previous: Option<Challenge>,
    previous_spent: bool,
    failures: u32,
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::optional_instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "Option<alloc::string::String>"))]
    locked_until: Option<UtcDateTime>,
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::optional_instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "Option<alloc::string::String>"))]
    seen: Option<UtcDateTime>,
    #[cfg_attr(feature = "serde", serde(skip))]
    issues: Issues,
    #[cfg_attr(feature = "serde", serde(skip))]
    commands: Commands,
}

impl CodeBook {
    /// How many of the last commands are known again, so that a double click is one try.
    pub const REMEMBERED_COMMANDS: usize = 8;

    /// An empty book.
    #[must_use]
    pub const fn new(purpose: Purpose) -> Self {
        Self {
            purpose,
            current: None,
            tries: 0,
            spent: false,
            previous: None,
            previous_spent: false,
            failures: 0,
            locked_until: None,
            seen: None,
            issues: Issues::NONE,
            commands: Commands::NONE,
        }
    }

    /// What its codes prove.
    #[must_use]
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// The code that was issued last, whatever became of it.
    #[must_use]
    pub const fn challenge(&self) -> Option<Challenge> {
        self.current
    }

    /// How often the code that was issued last was tried.
    #[must_use]
    pub const fn tries(&self) -> u8 {
        self.tries
    }

    /// Whether the code that was issued last is of no use any more: it was used, or
    /// [withdrawn](Self::withdraw).
    #[must_use]
    pub const fn is_spent(&self) -> bool {
        self.spent
    }

    /// Failures in a row, over all codes; only a success or support clears them (CODE-5).
    #[must_use]
    pub const fn failures(&self) -> u32 {
        self.failures
    }

    /// When the lock lapses, if the channel is locked at `now` (CODE-4).
    #[must_use]
    pub fn locked_until(&self, now: UtcDateTime) -> Option<UtcDateTime> {
        self.locked_until.filter(|until| self.clamp(now) < *until)
    }

    /// Decides whether a new code is issued, under the current key and with a nonce from the host's
    /// randomness. It replaces the code before (CODE-5).
    ///
    /// # Errors
    ///
    /// The channel is locked, the last code is too recent, the codes of an hour or a day are used
    /// up, or the host counted too many to the mailbox.
    pub fn decide_issue(
        &self,
        key: KeyId,
        nonce: Nonce,
        counted: ThrottleCount,
        policy: &CodePolicy,
        now: UtcDateTime,
    ) -> Result<CodeEvent, CodeRefusal> {
        let now = self.clamp(now);
        self.check_lock(now)?;
        let windows = [
            (CodeRefusalKind::TooSoon, 1, policy.gap()),
            (
                CodeRefusalKind::PerHour,
                policy.per_hour(),
                SignedDuration::HOUR,
            ),
            (
                CodeRefusalKind::PerDay,
                policy.per_day(),
                SignedDuration::DAY,
            ),
        ];
        // The longest wait is the one that counts.
        let wait = windows
            .into_iter()
            .filter_map(|(kind, most, window)| Some((kind, self.issues.wait(most, window, now)?)))
            .max_by_key(|(_, free_at)| *free_at);
        if let Some((kind, free_at)) = wait {
            return Err(CodeRefusal::until(kind, free_at));
        }
        if counted.hour() >= u32::from(policy.per_hour())
            || counted.day() >= u32::from(policy.per_day())
        {
            return Err(CodeRefusal::new(CodeRefusalKind::Throttled));
        }
        Ok(CodeEvent::Issued(Challenge::new(
            self.number().saturating_add(1),
            self.purpose,
            key,
            nonce,
            policy,
            now,
        )))
    }

    /// Decides what comes of a typed code. The event counts the try, whatever its outcome, once for
    /// each command (CODE-4).
    ///
    /// # Errors
    ///
    /// The channel is locked, the command was tried before, or another number of digits is due: the
    /// code is not looked at.
    pub fn decide_try(
        &self,
        typed: &TypedCode,
        subject: Subject<'_>,
        keys: &KeyRing,
        command: CommandId,
        policy: &CodePolicy,
        now: UtcDateTime,
    ) -> Result<CodeEvent, CodeRefusal> {
        self.check_command(command)?;
        self.check_lock(self.clamp(now))?;
        if typed.digits() != self.digits(policy) {
            return Err(CodeRefusal::new(CodeRefusalKind::Digits));
        }
        let outcome = self.judge(typed, subject, keys, now);
        self.decide_outcome(outcome, command, policy, now)
    }

    /// Decides what comes of a try whose outcome is known: for rehearsing a record, in which the
    /// typed code was replaced by its outcome. A code that was right then is right only if this
    /// book's code may still be used.
    ///
    /// # Errors
    ///
    /// The channel is locked, or the command was tried before.
    ///
    /// ```
    /// use checkmark_account::code::{CodeBook, CodeOutcome, CodePolicy, Purpose};
    /// use time::UtcDateTime;
    ///
    /// let (policy, noon) = (CodePolicy::default(), UtcDateTime::UNIX_EPOCH);
    /// let book = CodeBook::new(Purpose::SignUp);
    /// let event = book.decide_outcome(CodeOutcome::Right, "c1".parse()?, &policy, noon)?;
    /// assert_eq!(event.outcome(), Some(CodeOutcome::Unknown), "no code was out");
    /// assert_eq!(book.evolve(&event)?.failures(), 1);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn decide_outcome(
        &self,
        outcome: CodeOutcome,
        command: CommandId,
        policy: &CodePolicy,
        now: UtcDateTime,
    ) -> Result<CodeEvent, CodeRefusal> {
        let now = self.clamp(now);
        self.check_command(command)?;
        self.check_lock(now)?;
        let outcome = match outcome {
            CodeOutcome::Right => self.right_at(now),
            other => other,
        };
        let failures = self.failures_after(outcome);
        let locks = failures >= u32::from(policy.failures_in_a_row());
        Ok(CodeEvent::Tried(CodeTried {
            number: self.number(),
            outcome,
            command,
            at: now,
            locked_until: locks.then(|| now.saturating_add(policy.lock())),
        }))
    }

    /// How a try of this code ends at `now`; nothing is counted, so a host never calls it alone.
    ///
    /// The work is the same whether a code was issued or not: two derivations, two comparisons.
    #[must_use]
    pub fn judge(
        &self,
        typed: &TypedCode,
        subject: Subject<'_>,
        keys: &KeyRing,
        now: UtcDateTime,
    ) -> CodeOutcome {
        let current = self.compare(self.current, typed, subject, keys);
        let previous = self.compare(self.previous, typed, subject, keys);
        match (current, previous) {
            _ if self.current.is_none() => CodeOutcome::Unknown,
            (Compared::Same, _) => self.right_at(self.clamp(now)),
            (_, Compared::Same) if self.previous_spent => CodeOutcome::Used,
            (_, Compared::Same) => CodeOutcome::Superseded,
            (Compared::NoKey, _) => CodeOutcome::KeyRetired,
            (Compared::Other, _) => CodeOutcome::Wrong,
        }
    }

    /// Decides whether support clears the failures in a row, and with them the lock (CODE-4).
    ///
    /// # Errors
    ///
    /// There is nothing to clear.
    ///
    /// ```
    /// use checkmark_account::code::{CodeBook, CodeFigures, CodeOutcome, CodePolicy, Purpose};
    /// use time::UtcDateTime;
    ///
    /// let mut figures = CodeFigures::default();
    /// figures.failures_in_a_row = 1;
    /// let (policy, noon) = (CodePolicy::new(figures)?, UtcDateTime::UNIX_EPOCH);
    /// let book = CodeBook::new(Purpose::SignUp);
    /// let book = book.evolve(&book.decide_outcome(CodeOutcome::Wrong, "c1".parse()?, &policy, noon)?)?;
    /// assert_eq!(book.locked_until(noon), Some(noon + policy.lock()));
    ///
    /// let book = book.evolve(&book.decide_unlock(noon)?)?;
    /// assert_eq!((book.locked_until(noon), book.failures()), (None, 0));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn decide_unlock(&self, now: UtcDateTime) -> Result<CodeEvent, CodeRefusal> {
        if self.failures == 0 {
            return Err(CodeRefusal::new(CodeRefusalKind::NothingToUnlock));
        }
        Ok(CodeEvent::Unlocked(CodeUnlocked {
            at: self.clamp(now),
        }))
    }

    /// Folds an event. It knows no policy and no key, and allocates nothing.
    ///
    /// # Errors
    ///
    /// The event is not one that this book could have decided: another purpose's, missing, doubled,
    /// out of order, or a second success.
    pub fn evolve(mut self, event: &CodeEvent) -> Result<Self, CodeReplayError> {
        self.apply(event)?;
        Ok(self)
    }

    /// [`evolve`](Self::evolve) in place, for states that hold books.
    ///
    /// # Errors
    ///
    /// As [`evolve`](Self::evolve); the book is as it was.
    pub fn apply(&mut self, event: &CodeEvent) -> Result<(), CodeReplayError> {
        let at = event.at();
        if self.seen.is_some_and(|seen| at < seen) {
            return Err(CodeReplayError::new(CodeReplayErrorKind::Time));
        }
        match event {
            CodeEvent::Issued(challenge) => {
                if challenge.purpose() != self.purpose {
                    return Err(CodeReplayError::new(CodeReplayErrorKind::Purpose));
                }
                if challenge.number() != self.number().saturating_add(1) {
                    return Err(CodeReplayError::new(CodeReplayErrorKind::Number));
                }
                self.previous = self.current;
                self.previous_spent = self.spent;
                self.current = Some(*challenge);
                self.tries = 0;
                self.spent = false;
                self.issues.push(at);
            }
            CodeEvent::Tried(tried) => {
                if tried.number != self.number() {
                    return Err(CodeReplayError::new(CodeReplayErrorKind::Number));
                }
                if self.commands.find(tried.command).is_some() {
                    return Err(CodeReplayError::new(CodeReplayErrorKind::Repeated));
                }
                let right = tried.outcome == CodeOutcome::Right;
                if right && (self.current.is_none() || self.spent) {
                    return Err(CodeReplayError::new(CodeReplayErrorKind::Spent));
                }
                self.tries = self.tries.saturating_add(1);
                self.spent |= right;
                self.failures = self.failures_after(tried.outcome);
                self.locked_until = tried.locked_until;
                self.commands.push(tried.command, tried.outcome);
            }
            CodeEvent::Unlocked(_) => {
                self.failures = 0;
                self.locked_until = None;
            }
        }
        self.seen = Some(at);
        Ok(())
    }

    /// Takes the code that is out back: the address that it went to is no longer the account's
    /// (CODE-6). The counters stay (CODE-5).
    ///
    /// ```
    /// use checkmark_account::code::{CodeBook, Purpose};
    ///
    /// let mut book = CodeBook::new(Purpose::FreshProof);
    /// book.withdraw();
    /// assert!(!book.is_spent(), "no code was out");
    /// ```
    pub const fn withdraw(&mut self) {
        self.spent = self.current.is_some();
    }

    /// What comes of the right code: it may be used up, or late.
    fn right_at(&self, now: UtcDateTime) -> CodeOutcome {
        match self.current {
            None => CodeOutcome::Unknown,
            Some(_) if self.spent => CodeOutcome::Used,
            Some(challenge) if self.tries >= challenge.tries() => CodeOutcome::Exhausted,
            Some(challenge) if challenge.is_expired(now) => CodeOutcome::Expired,
            Some(_) => CodeOutcome::Right,
        }
    }

    /// Digits that a typed code must have: those of the code that is out, or the policy's.
    fn digits(&self, policy: &CodePolicy) -> u8 {
        self.current
            .map_or(policy.digits(), |challenge| challenge.digits())
    }

    fn number(&self) -> u32 {
        match &self.current {
            Some(challenge) => challenge.number(),
            None => 0,
        }
    }

    fn failures_after(&self, outcome: CodeOutcome) -> u32 {
        match outcome {
            CodeOutcome::Right => 0,
            _ => self.failures.saturating_add(1),
        }
    }

    fn clamp(&self, now: UtcDateTime) -> UtcDateTime {
        self.seen.map_or(now, |seen| seen.max(now))
    }

    fn check_lock(&self, now: UtcDateTime) -> Result<(), CodeRefusal> {
        match self.locked_until(now) {
            Some(until) => Err(CodeRefusal::until(CodeRefusalKind::Locked, until)),
            None => Ok(()),
        }
    }

    fn check_command(&self, command: CommandId) -> Result<(), CodeRefusal> {
        match self.commands.find(command) {
            Some(outcome) => Err(CodeRefusal::repeated(outcome)),
            None => Ok(()),
        }
    }

    /// Derives and compares, also where there is nothing to compare with, so that the time it takes
    /// does not tell.
    fn compare(
        &self,
        challenge: Option<Challenge>,
        typed: &TypedCode,
        subject: Subject<'_>,
        keys: &KeyRing,
    ) -> Compared {
        let key = challenge.map_or(Some(keys.current()), |challenge| keys.find(challenge.key()));
        let derived = challenge
            .unwrap_or_else(|| Challenge::stand_in(self.purpose, typed.digits()))
            .derive(key.unwrap_or(keys.current()), subject);
        let same = derived.matches(typed);
        match (challenge, key) {
            (_, None) => Compared::NoKey,
            (Some(_), Some(_)) if same => Compared::Same,
            (Some(_) | None, Some(_)) => Compared::Other,
        }
    }
}

enum Compared {
    Same,
    Other,
    NoKey,
}
