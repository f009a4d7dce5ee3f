//! The ways out of refusals, from what the exploration walked.

use alloc::collections::{BTreeMap, BTreeSet, VecDeque};
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt::Write as _;

use checkmark_account::Actor;
use time::UtcDateTime;

use super::Exploration;
use super::abstraction::has_code;
use crate::account::Account;
use crate::command::CommandKind;
use crate::decision::Decision;
use crate::envelope::Envelope;
use crate::form::Recorded;
use crate::policy::TierPolicy;
use crate::refusal::graph::{Aim, Class, Clock, Found, Graph, Move, Visit, Visited};
use crate::refusal::{Act, Situation};
use crate::state::StateKind;
use crate::visit::Session;

/// Writes the table of the ways out of refusals, as the exploration of the machine finds them under
/// these figures. The one that stands in the crate is compared with it by a test.
///
/// A move is in it only if every account of its class can make it, if need be after a wait in which
/// nothing lapses.
///
/// ```no_run
/// use checkmark_tier::{TierPolicy, chart_ways};
///
/// assert!(chart_ways(&TierPolicy::default()).contains("StateKind::Basic"));
/// ```
#[must_use]
pub fn chart_ways(policy: &TierPolicy) -> String {
    let mut exploration = Exploration::new(policy, |account, envelope, context| {
        account.decide_recorded(envelope, context)
    });
    exploration.recording = Some(Recording::default());
    match exploration.walk() {
        Ok(()) => print(&exploration.chart()),
        // A machine that breaks its laws has no ways to speak of.
        Err(counterexample) => alloc::format!("// {counterexample}\n"),
    }
}

/// What was walked: nodes by number.
#[derive(Default)]
pub(super) struct Recording {
    aged: Vec<(usize, usize)>,
    taken: Vec<(usize, usize, Act, Visit)>,
}

impl Recording {
    pub(super) fn age(&mut self, from: usize, to: usize) {
        self.aged.push((from, to));
    }

    /// A command that was taken; a code that was not accepted leads nowhere.
    pub(super) fn take(
        &mut self,
        from: usize,
        to: usize,
        envelope: &Envelope<Recorded>,
        decision: &Decision,
    ) {
        // Support closes what a person may not: that is not the person's way.
        let another =
            envelope.command().kind() == CommandKind::Close && envelope.actor() != Actor::Person;
        if decision.rejection().is_none() && !another {
            let act = Act::of(envelope.command());
            let needs = needs(act.kind(), envelope.session());
            self.taken.push((from, to, act, needs));
        }
    }
}

/// What a command that was tried in a visit needs of it. Registration alone minds being signed in.
fn needs(command: CommandKind, session: &Session) -> Visit {
    let Visited {
        signed_in,
        password,
    } = Visited::of(session);
    let starts = command == CommandKind::StartBusinessRegistration;
    match (signed_in, password) {
        (false, false) if starts => Visit::SignedOut,
        (false, true) if starts => Visit::SignedOutWithPassword,
        (false, false) => Visit::Any,
        (true, false) => Visit::SignedIn,
        (false, true) => Visit::Password,
        (true, true) => Visit::SignedInWithPassword,
    }
}

/// What no way leads over: it takes away, or it happens to somebody.
const fn is_apart(command: CommandKind) -> bool {
    matches!(
        command,
        CommandKind::Close
            | CommandKind::Erase
            | CommandKind::Suspend
            | CommandKind::Deactivate
            | CommandKind::RelationEnded
            | CommandKind::MemberRemoved
            | CommandKind::DomainDropped
            | CommandKind::InvitationRevoked
            | CommandKind::RoleWithdrawn
            | CommandKind::MailFailed
            | CommandKind::LeaveOrganization
            | CommandKind::RequestClosed
            | CommandKind::MarkNotPropagated
            | CommandKind::ReportMark
            | CommandKind::ProfileChanged
    )
}

/// The name of a class: a state; with a situation; with a code that is out.
type Name = (StateKindOrder, Option<(Situation, bool)>);
type StateKindOrder = u8;

/// A node: its names, from the widest; none if something is due, which lapses first.
type Names = Vec<Name>;

fn names(account: &Account, now: UtcDateTime, policy: &TierPolicy) -> Names {
    let state = account.state.kind() as StateKindOrder;
    if account
        .next_wakeup()
        .is_some_and(|wakeup| wakeup.is_due(now))
    {
        return Vec::new();
    }
    let situation = Situation::of(account, now, policy);
    let mut names = vec![(state, None), (state, Some((situation, false)))];
    if has_code(account, now) {
        names.push((state, Some((situation, true))));
    }
    names
}

type Takes = BTreeSet<(Visit, Act)>;
type Moves = BTreeSet<(Act, Visit, Name)>;
type Charted = Class<Vec<(Visit, u128)>, Vec<Move>>;

impl<M> Exploration<M> {
    fn chart(&self) -> Vec<Charted> {
        let names: Vec<Names> = self
            .nodes
            .iter()
            .map(|node| names(&node.account, node.now, &self.policy))
            .collect();
        let mut classes: BTreeMap<Name, (Takes, Moves)> = BTreeMap::new();
        for (node, (takes, moves)) in self.reach_of_all(&names).into_iter().enumerate() {
            for name in &names[node] {
                // Whether a code is out is nothing that a refusal says (CODE-9): it is typed where a
                // step before it has sent it.
                let typed = |act: Act| {
                    matches!(
                        act.kind(),
                        CommandKind::SubmitCode | CommandKind::ConfirmAddress
                    )
                };
                let knows = matches!(name.1, Some((_, true)));
                let (mut takes, mut moves) = (takes.clone(), moves.clone());
                takes.retain(|(_, act)| knows || !typed(*act));
                moves.retain(|(act, ..)| knows || !typed(*act));
                match classes.get_mut(name) {
                    Some((all_take, all_move)) => {
                        all_take.retain(|take| takes.contains(take));
                        all_move.retain(|step| moves.contains(step));
                    }
                    None => {
                        classes.insert(*name, (takes, moves));
                    }
                }
            }
        }
        keep_used(list(&classes))
    }

    /// What each node takes, and where that leads, at once or after a wait.
    fn reach_of_all(&self, names: &[Names]) -> Vec<(Takes, Moves)> {
        let mut aged: Vec<Vec<usize>> = vec![Vec::new(); names.len()];
        let mut taken: Vec<Vec<(usize, Act, Visit)>> = vec![Vec::new(); names.len()];
        if let Some(recording) = &self.recording {
            for (from, to) in &recording.aged {
                aged[*from].push(*to);
            }
            for (from, to, act, needs) in &recording.taken {
                taken[*from].push((*to, *act, *needs));
            }
        }
        let waits = CommandKind::TimePassed;
        (0..names.len())
            .map(|node| {
                let (mut takes, mut moves) = (Takes::new(), Moves::new());
                if names[node].is_empty() {
                    return (takes, moves);
                }
                let mut seen = BTreeSet::from([node]);
                let mut open = VecDeque::from([node]);
                while let Some(at) = open.pop_front() {
                    // What is due lapses, and nothing else happens in between.
                    let due = names[at].is_empty();
                    for (to, act, needs) in &taken[at] {
                        if due && act.kind() != waits {
                            continue;
                        }
                        if !due {
                            takes.insert((*needs, *act));
                        }
                        let stays = !due && act.kind() == waits;
                        if !stays && leads(&names[at], *act, &names[*to]) {
                            moves.extend(names[*to].iter().map(|name| (*act, *needs, *name)));
                        }
                    }
                    if !due {
                        open.extend(aged[at].iter().copied().filter(|to| seen.insert(*to)));
                    }
                }
                (takes, moves)
            })
            .collect()
    }
}

/// Whether a command is a step of a way.
fn leads(from: &[Name], act: Act, to: &[Name]) -> bool {
    let situation = |names: &[Name]| names.iter().find_map(|(_, rest)| *rest).map(|it| it.0);
    match act.kind() {
        command if is_apart(command) => false,
        // A verdict is what it is.
        CommandKind::DomainJudged => ![situation(from), situation(to)]
            .into_iter()
            .flatten()
            .any(Situation::is_judged_against),
        CommandKind::ProfilesFound => from
            .first()
            .is_some_and(|(state, _)| *state == StateKind::EvidenceDue as StateKindOrder),
        _ => true,
    }
}

/// The classes by number, without what another move of theirs does as well.
fn list(classes: &BTreeMap<Name, (Takes, Moves)>) -> Vec<Charted> {
    let numbers: BTreeMap<Name, u16> = classes.keys().copied().zip(0..).collect();
    let narrower = |name: &Name, than: &Name| match (name.1, than.1) {
        (Some(_), None) => name.0 == than.0,
        (Some((situation, true)), Some((same, false))) => name.0 == than.0 && situation == same,
        _ => false,
    };
    classes
        .iter()
        .map(|(name, (takes, moves))| {
            let any = |act: Act| takes.contains(&(Visit::Any, act));
            let takes_of = |visit: Visit| {
                let acts = takes
                    .iter()
                    .filter(|(needs, act)| *needs == visit && (visit == Visit::Any || !any(*act)));
                acts.fold(0, |bits, (_, act)| bits | 1_u128 << act.index())
            };
            let kept = moves.iter().filter(|(act, needs, to)| {
                let better = moves.iter().any(|(same, less, further)| {
                    same == act
                        && (*less == *needs || *less == Visit::Any)
                        && ((further == to && less < needs) || narrower(further, to))
                });
                !better && to != name && !narrower(name, to)
            });
            Class {
                state: StateKind::ALL[usize::from(name.0)],
                // A code that is out is nothing that a refusal says: only ways lead there.
                situation: name.1.filter(|(_, code)| !code).map(|(it, _)| it),
                takes: Visit::ALL
                    .iter()
                    .map(|visit| (*visit, takes_of(*visit)))
                    .filter(|(_, acts)| *acts != 0)
                    .collect(),
                moves: kept
                    .map(|(act, needs, to)| (act.index(), *needs, numbers[to]))
                    .collect(),
            }
        })
        .collect()
}

/// Only the moves that some way makes.
fn keep_used(mut classes: Vec<Charted>) -> Vec<Charted> {
    let mut used = BTreeSet::new();
    let graph = Graph::new(&classes);
    for from in 0..classes.len() {
        for visit in Visited::ALL {
            for aim in Aim::ALL {
                let trees = [Clock::LeftAlone, Clock::WaitedFor]
                    .map(|clock| graph.tree((from, visit), aim, clock));
                let acts = (0..Act::COUNT).map(Act::new);
                for act in acts.filter(|act| Aim::of(*act) == aim) {
                    let way = trees.iter().find_map(|tree| tree.way(&graph, act));
                    note(&way.unwrap_or_default(), &mut used);
                }
            }
        }
    }
    for (at, class) in classes.iter_mut().enumerate() {
        class
            .moves
            .retain(|(act, _, to)| used.contains(&(at, Act::new(*act), usize::from(*to))));
    }
    classes
}

/// The moves of a way.
fn note(way: &[(usize, Found)], used: &mut BTreeSet<(usize, Act, usize)>) {
    for ((at, step), (to, _)) in way.iter().zip(way.iter().skip(1)) {
        if let Found::Give(act) = step {
            used.insert((*at, *act, *to));
        }
    }
}

fn print(classes: &[Charted]) -> String {
    let mut text = String::from(
        "// Generated: `CHECKMARK_WRITE_WAYS=1 cargo test -p checkmark-tier --all-features ways_out`.\n\
         &[\n",
    );
    let visit = |visit: Visit| match visit {
        Visit::Any => 'A',
        Visit::SignedIn => 'I',
        Visit::Password => 'P',
        Visit::SignedInWithPassword => 'J',
        Visit::SignedOut => 'O',
        Visit::SignedOutWithPassword => 'Q',
    };
    for class in classes {
        let state = class.state;
        let _ = write!(text, "    ");
        let _ = match class.situation {
            Some(situation) => write!(text, "class(StateKind::{state:?}, {}, &[", situation.bits()),
            None => write!(text, "all(StateKind::{state:?}, &["),
        };
        for (needs, acts) in &class.takes {
            let _ = write!(text, "({}, 0x{acts:x}),", visit(*needs));
        }
        let _ = write!(text, "], &[");
        for (act, needs, to) in &class.moves {
            let _ = write!(text, "({act},{},{to}),", visit(*needs));
        }
        text.push_str("]),\n");
    }
    text.push_str("]\n");
    text
}
