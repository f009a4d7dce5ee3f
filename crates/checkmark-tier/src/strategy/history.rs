//! What came of a list of steps.

use alloc::format;
use alloc::vec::Vec;
use core::fmt;

use checkmark_account::code::{CodeKey, KeyRing, Nonce};
use checkmark_account::{AccountId, CommandId, KeyId};
use time::UtcDateTime;

use super::attempt::Attempt;
use super::script;
use super::step::HistoryStep;
use crate::account::Account;
use crate::context::Context;
use crate::decision::Decision;
use crate::envelope::Envelope;
use crate::event::Event;
use crate::form::Recorded;
use crate::policy::TierPolicy;
use crate::refusal::Refusal;

/// What happened to an account, `a1`, from its beginning: the steps that were taken, and what each
/// of them did.
///
/// It can be gone on with, as a test needs it. `Debug` prints the steps, a line each, and so does a
/// failing property; [`script`](Self::script) is the same for the example `journey`.
///
/// ```
/// use checkmark_tier::strategy::{History, HistoryStep};
/// use checkmark_tier::{CheckMark, StateKind, TierPolicy};
///
/// let way = HistoryStep::way_to(StateKind::Enterprise);
/// let mut history = History::of(way.iter().copied(), &TierPolicy::default());
/// assert_eq!(history.account().mark(), CheckMark::Black);
/// assert!(history.give(HistoryStep::Suspend).is_ok());
/// assert!(history.give(HistoryStep::SignIn).is_err());
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct History {
    policy: TierPolicy,
    account: Account,
    now: UtcDateTime,
    /// How often anything was tried, so that no two commands have one name.
    tried: u64,
    taken: Vec<Taken>,
}

/// A step that was taken.
///
/// ```
/// use checkmark_tier::TierPolicy;
/// use checkmark_tier::strategy::{History, HistoryStep, Taken};
///
/// let history = History::of([HistoryStep::SignUp, HistoryStep::Minute], &TierPolicy::default());
/// let [sign_up, minute]: &[Taken; 2] = history.taken().try_into().expect("both are taken");
/// assert!(sign_up.decision().is_some() && minute.decision().is_none());
/// assert!(history.steps().eq([HistoryStep::SignUp, HistoryStep::Minute]));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub(super) step: HistoryStep,
    pub(super) at: UtcDateTime,
    pub(super) command: Option<(Envelope<Recorded>, Decision)>,
}

impl History {
    /// An account that nothing has happened to, on Monday 2026-11-23 at 08:00 UTC.
    ///
    /// # Panics
    ///
    /// Never.
    #[must_use]
    pub fn new(policy: &TierPolicy) -> Self {
        Self::of_account(ACCOUNT, policy)
    }

    /// The same for another account, where a test needs more than one.
    ///
    /// ```
    /// use checkmark_tier::TierPolicy;
    /// use checkmark_tier::strategy::{History, HistoryStep};
    ///
    /// let mut history = History::of_account("a2".parse()?, &TierPolicy::default());
    /// assert!(history.give(HistoryStep::SignUp).is_ok());
    /// assert!(history.script().contains(r#""account":"a2""#));
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    #[must_use]
    pub fn of_account(account: AccountId, policy: &TierPolicy) -> Self {
        Self {
            policy: *policy,
            account: Account::new(account),
            now: START,
            tried: 0,
            taken: Vec::new(),
        }
    }

    /// What comes of these steps; those that are refused are left out.
    #[must_use]
    pub fn of(steps: impl IntoIterator<Item = HistoryStep>, policy: &TierPolicy) -> Self {
        let mut history = Self::new(policy);
        for step in steps {
            let _ = history.give(step);
        }
        history
    }

    /// Goes on by a step. A refusal changes nothing.
    ///
    /// # Errors
    ///
    /// The account refuses.
    pub fn give(&mut self, step: HistoryStep) -> Result<&Taken, Refusal> {
        self.attempt(Attempt::plain(step))
    }

    /// Goes on by a step that somebody tries in a way in which it is perhaps not to be had. A
    /// refusal changes nothing but the clock, where the clock is what was tampered with.
    ///
    /// # Errors
    ///
    /// The account refuses.
    ///
    /// # Panics
    ///
    /// What was decided does not fold: a fault of the machine.
    pub fn attempt(&mut self, attempt: Attempt) -> Result<&Taken, Refusal> {
        let looked = self.look(attempt);
        self.tried += 1;
        let taken = looked?;
        for event in taken.decision().into_iter().flat_map(Decision::events) {
            self.account
                .apply(event)
                .expect("what was decided on this account folds");
        }
        self.now = self.now.max(taken.at);
        self.taken.push(taken);
        Ok(&self.taken[self.taken.len() - 1])
    }

    /// What would come of an attempt, without making it.
    ///
    /// # Errors
    ///
    /// The account would refuse.
    ///
    /// ```
    /// use checkmark_tier::TierPolicy;
    /// use checkmark_tier::strategy::{Attempt, History, HistoryStep};
    ///
    /// let history = History::new(&TierPolicy::default());
    /// assert!(history.look(Attempt::plain(HistoryStep::SignUp)).is_ok());
    /// assert!(history.taken().is_empty(), "nothing was done");
    /// ```
    pub fn look(&self, attempt: Attempt) -> Result<Taken, Refusal> {
        let (step, at) = (attempt.step(), self.instant_of(attempt));
        let command = match self.envelope(attempt) {
            Some(envelope) => {
                let decision = self.decide(&envelope)?;
                Some((envelope, decision))
            }
            None => None,
        };
        Ok(Taken { step, at, command })
    }

    /// When an attempt would be made.
    fn instant_of(&self, attempt: Attempt) -> UtcDateTime {
        let passes = attempt.step().passes(&self.account, self.now);
        attempt.now(self.now.saturating_add(passes), self.policy.skew())
    }

    /// The command that an attempt would be, whether it is taken or not; none if time alone passes.
    #[must_use]
    pub fn envelope(&self, attempt: Attempt) -> Option<Envelope<Recorded>> {
        let at = self.instant_of(attempt);
        attempt.envelope(&self.account, at, self.tried + 1)
    }

    /// What the account makes of a command, without taking it: with a key that everybody knows.
    ///
    /// # Errors
    ///
    /// The account refuses.
    ///
    /// # Panics
    ///
    /// Never: the key is long enough.
    pub fn decide(&self, envelope: &Envelope<Recorded>) -> Result<Decision, Refusal> {
        let key = CodeKey::new(KEY, &[7; 32]).expect("the key is long enough");
        let keys = KeyRing::new(key);
        let mut nonce = [0; Nonce::LEN];
        nonce[..8].copy_from_slice(&self.tried.to_le_bytes());
        let context = Context::new(&self.policy).with_codes(&keys, Nonce::new(nonce));
        self.account.decide_recorded(envelope, &context)
    }

    /// The account, as it stands now.
    #[must_use]
    pub const fn account(&self) -> &Account {
        &self.account
    }

    /// The instant of the last step.
    #[must_use]
    pub const fn now(&self) -> UtcDateTime {
        self.now
    }

    /// The policy under which it was decided.
    #[must_use]
    pub const fn policy(&self) -> &TierPolicy {
        &self.policy
    }

    /// What was taken, in order.
    #[must_use]
    pub fn taken(&self) -> &[Taken] {
        &self.taken
    }

    /// The names of what was taken, in order.
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = HistoryStep> + Clone + '_ {
        self.taken.iter().map(|taken| taken.step)
    }

    /// The commands with what was decided on each.
    ///
    /// ```
    /// use checkmark_tier::TierPolicy;
    /// use checkmark_tier::strategy::{History, HistoryStep};
    ///
    /// let history = History::of([HistoryStep::SignUp], &TierPolicy::default());
    /// assert!(history.decisions().all(|(envelope, decision)| envelope.account() == decision.account()));
    /// ```
    pub fn decisions(&self) -> impl Iterator<Item = (&Envelope<Recorded>, &Decision)> + Clone {
        self.taken
            .iter()
            .filter_map(|taken| taken.command.as_ref())
            .map(|(envelope, decision)| (envelope, decision))
    }

    /// Everything that happened, in order.
    pub fn events(&self) -> impl Iterator<Item = &Event> + Clone {
        self.decisions().flat_map(|(_, decision)| decision.events())
    }

    /// The same as JSON lines that the example `journey` replays.
    ///
    /// ```
    /// use checkmark_tier::TierPolicy;
    /// use checkmark_tier::strategy::{Attempt, History, HistoryStep};
    ///
    /// let attempt = Attempt::plain(HistoryStep::SignUp);
    /// let line = History::new(&TierPolicy::default()).script_line(attempt);
    /// let history = History::of([HistoryStep::SignUp], &TierPolicy::default());
    /// assert!(history.script().contains(line.trim_end()));
    /// ```
    #[must_use]
    pub fn script(&self) -> alloc::string::String {
        script::of(self)
    }

    /// The line of that script which an attempt would be, whether it is taken or not; empty if time
    /// alone passes.
    #[must_use]
    pub fn script_line(&self, attempt: Attempt) -> alloc::string::String {
        let line = self
            .envelope(attempt)
            .map(|it| script::line(&self.account, attempt.step(), &it));
        line.unwrap_or_default()
    }
}

impl Taken {
    /// Which step it was.
    #[must_use]
    pub const fn step(&self) -> HistoryStep {
        self.step
    }

    /// When it was.
    #[must_use]
    pub const fn at(&self) -> UtcDateTime {
        self.at
    }

    /// The command; none if time alone passed.
    #[must_use]
    pub fn envelope(&self) -> Option<&Envelope<Recorded>> {
        self.command.as_ref().map(|(envelope, _)| envelope)
    }

    /// What was decided; none if time alone passed.
    #[must_use]
    pub fn decision(&self) -> Option<&Decision> {
        self.command.as_ref().map(|(_, decision)| decision)
    }
}

/// The steps, a line each.
impl fmt::Debug for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "History of {}:", self.account.id())?;
        for taken in &self.taken {
            writeln!(f, "  {} {}", script::Instant(taken.at), taken.step)?;
        }
        write!(f, "  -> {}", self.account.state().kind())
    }
}

/// The name of the command that was tried as the n-th.
pub(super) fn name(number: u64) -> CommandId {
    format!("c{number}")
        .parse()
        .expect("a letter and digits are a name")
}

pub(super) const ACCOUNT: AccountId = match AccountId::new("a1") {
    Ok(id) => id,
    Err(_) => panic!("the id is well formed"),
};

const KEY: KeyId = match KeyId::new("k1") {
    Ok(id) => id,
    Err(_) => panic!("the id is well formed"),
};

const START: UtcDateTime = match UtcDateTime::from_unix_timestamp(1_795_420_800) {
    Ok(instant) => instant,
    Err(_) => panic!("a day of this century"),
};
