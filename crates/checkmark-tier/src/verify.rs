//! Proving every law on a host's own figures, by walking the whole machine.
//!
//! The machine is explored breadth first: every command in every state of a finite abstraction, the
//! classes of which stand in `docs/tier-machine.md`. Every law is checked on every edge; who breaks
//! one is shown by the shortest way there.

mod abstraction;
mod certificate;
mod chart;
mod laws;
mod menu;

pub use certificate::{Certificate, Counterexample};
pub use chart::chart_ways;
pub use laws::{Law, UnknownLaw};

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use checkmark_account::AccountId;
use checkmark_account::code::{CodeFigures, CodeKey, CodePolicy, KeyRing, Nonce};
use time::{SignedDuration, UtcDateTime};

use crate::account::Account;
use crate::context::Context;
use crate::decision::Decision;
use crate::envelope::Envelope;
use crate::form::Recorded;
use crate::policy::{TierFigures, TierPolicy};
use crate::refusal::Refusal;
use abstraction::Key;
use laws::Edge;
#[cfg(feature = "proptest")]
pub(crate) use menu::next_request;

/// Proves every law on these figures, or shows the shortest way to break one.
///
/// The figures of the code are made small, so that a lock is near; that a guesser has no chance with
/// the host's own is what their constructor checks (CODE-8).
///
/// # Errors
///
/// The law that is broken, and the commands that lead there.
///
/// ```
/// use checkmark_tier::{TierPolicy, verify};
///
/// let certificate = verify(&TierPolicy::default())?;
/// assert!(certificate.states() > 1_000);
/// # Ok::<(), checkmark_tier::Counterexample>(())
/// ```
pub fn verify(policy: &TierPolicy) -> Result<Certificate, Counterexample> {
    verify_machine(policy, |account, envelope, context| {
        account.decide_recorded(envelope, context)
    })
}

/// Proves the same of something else that decides: for whoever wraps the machine, and for showing
/// that a broken one is caught.
///
/// # Errors
///
/// As [`verify`].
///
/// ```
/// use checkmark_tier::{Account, Counterexample, Law, TierPolicy, verify_machine};
///
/// // A machine that forgets who asks.
/// let forgetful = verify_machine(&TierPolicy::default(), |account, envelope, context| {
///     Account::new(account.id()).decide_recorded(envelope, context)
/// });
/// let counterexample: Counterexample = forgetful.expect_err("it is caught");
/// assert_eq!(counterexample.law(), Law::DecisionsFold);
/// assert_eq!(counterexample.path().len(), 2, "the shortest way there");
/// ```
pub fn verify_machine<M>(policy: &TierPolicy, machine: M) -> Result<Certificate, Counterexample>
where
    M: Fn(&Account, &Envelope<Recorded>, &Context<'_>) -> Result<Decision, Refusal>,
{
    Exploration::new(policy, machine).run()
}

/// An account on the way, and how it was reached.
pub(crate) struct Node {
    account: Account,
    now: UtcDateTime,
    from: Option<(usize, Move)>,
}

/// One move: time passes, or a command is given.
#[derive(Clone, Debug)]
pub(crate) enum Move {
    Time(SignedDuration),
    Give(Envelope<Recorded>),
}

struct Exploration<M> {
    policy: TierPolicy,
    keys: KeyRing,
    judge: menu::Judge,
    machine: M,
    nodes: Vec<Node>,
    known: BTreeMap<Key, usize>,
    /// For each node, the nodes that a step that is proposed leads to.
    proposed: Vec<(usize, usize)>,
    counts: certificate::Counts,
    recording: Option<chart::Recording>,
}

impl<M> Exploration<M>
where
    M: Fn(&Account, &Envelope<Recorded>, &Context<'_>) -> Result<Decision, Refusal>,
{
    fn new(policy: &TierPolicy, machine: M) -> Self {
        let key = CodeKey::new(
            KEY,
            b"stands for the host's key, which is not needed where outcomes are recorded",
        )
        .expect("the key is long enough");
        Self {
            policy: small(policy),
            keys: KeyRing::new(key),
            judge: menu::Judge::new(),
            machine,
            nodes: Vec::new(),
            known: BTreeMap::new(),
            proposed: Vec::new(),
            counts: certificate::Counts::default(),
            recording: None,
        }
    }

    fn run(mut self) -> Result<Certificate, Counterexample> {
        self.walk()?;
        if let Some(stuck) = laws::find_dead_end(&self.nodes, &self.proposed) {
            return Err(self.counterexample(Law::NoDeadEnd, stuck, None));
        }
        if let Some((state, command)) = self.counts.unreached() {
            return Err(Counterexample::unreached(state, command));
        }
        Ok(self.counts.certify(self.nodes.len()))
    }

    fn walk(&mut self) -> Result<(), Counterexample> {
        let start = UtcDateTime::UNIX_EPOCH;
        self.reach(Account::new(ACCOUNT), start, None);
        let mut at = 0;
        while at < self.nodes.len() {
            self.expand(at)?;
            at += 1;
        }
        Ok(())
    }

    fn expand(&mut self, at: usize) -> Result<(), Counterexample> {
        for step in menu::moves(&self.nodes[at], self.judge, &self.policy) {
            match step {
                Move::Time(duration) => {
                    let Node { account, now, .. } = &self.nodes[at];
                    let (account, now) = (account.clone(), now.saturating_add(duration));
                    let to = self.reach(account, now, Some((at, step)));
                    self.proposed.push((at, to));
                    if let Some(recording) = &mut self.recording {
                        recording.age(at, to);
                    }
                }
                Move::Give(envelope) => self.give(at, envelope)?,
            }
        }
        Ok(())
    }

    fn give(&mut self, at: usize, envelope: Envelope<Recorded>) -> Result<(), Counterexample> {
        let Node { account, now, .. } = &self.nodes[at];
        let now = *now;
        let context =
            Context::new(&self.policy).with_codes(&self.keys, Nonce::new([7; Nonce::LEN]));
        let result = (self.machine)(account, &envelope, &context);
        let edge = Edge {
            before: account,
            envelope: &envelope,
            now,
        };
        let checked = edge.check(&result, &mut self.counts);
        match checked {
            Err(law) => Err(self.counterexample(law, at, Some(envelope))),
            Ok(None) => Ok(()),
            Ok(Some(after)) => {
                let proposed = edge.is_proposed();
                let recorded = self.recording.is_some().then(|| envelope.clone());
                let to = self.reach(after, now, Some((at, Move::Give(envelope))));
                if let (Some(recording), Some(envelope), Ok(decision)) =
                    (&mut self.recording, recorded, &result)
                {
                    recording.take(at, to, &envelope, decision);
                }
                if proposed {
                    self.proposed.push((at, to));
                }
                Ok(())
            }
        }
    }

    /// The node of an account, which may be known.
    fn reach(&mut self, account: Account, now: UtcDateTime, from: Option<(usize, Move)>) -> usize {
        let next = self.nodes.len();
        let key = Key::of(&account, now, &self.policy);
        match self.known.entry(key) {
            alloc::collections::btree_map::Entry::Occupied(known) => *known.get(),
            alloc::collections::btree_map::Entry::Vacant(place) => {
                place.insert(next);
                self.nodes.push(Node { account, now, from });
                next
            }
        }
    }

    fn counterexample(
        &self,
        law: Law,
        at: usize,
        last: Option<Envelope<Recorded>>,
    ) -> Counterexample {
        let mut path: Vec<Envelope<Recorded>> = last.into_iter().collect();
        let mut node = at;
        while let Some((parent, step)) = &self.nodes[node].from {
            if let Move::Give(envelope) = step {
                path.push(envelope.clone());
            }
            node = *parent;
        }
        path.reverse();
        Counterexample::new(law, path)
    }
}

/// The host's figures, but for the counters of the code, which are made small.
fn small(policy: &TierPolicy) -> TierPolicy {
    let mut code = CodeFigures::from(*policy.code());
    code.tries = 1;
    code.failures_in_a_row = 2;
    let mut figures = TierFigures::from(*policy);
    figures.confirmation_attempts = figures.confirmation_attempts.min(2);
    if let Ok(code) = CodePolicy::new(code) {
        figures.code = code;
    }
    TierPolicy::new(figures).unwrap_or(*policy)
}

const ACCOUNT: AccountId = match AccountId::new("a1") {
    Ok(id) => id,
    Err(_) => panic!("the id is well formed"),
};

const KEY: checkmark_account::KeyId = match checkmark_account::KeyId::new("k1") {
    Ok(id) => id,
    Err(_) => panic!("the id is well formed"),
};
