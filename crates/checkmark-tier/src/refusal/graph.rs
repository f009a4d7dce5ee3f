//! The ways between classes of accounts, as the exploration found them, and the search in them.
//!
//! A class holds every account of a state and a situation. A move stands here only if every account
//! of its class can make it, so that whatever is found is legal from each; a step may have to wait
//! for its instant, but for nothing that lapses.

mod classes;

use alloc::vec;
use alloc::vec::Vec;

use checkmark_account::Actor;

use super::{Act, Situation};
use crate::command::CommandKind;
use crate::state::StateKind;
use crate::visit::Session;
pub(crate) use classes::CLASSES;

/// A class of accounts: what all of them take, and where that leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Class<T, M> {
    pub(crate) state: StateKind,
    /// None: every account of the state.
    pub(crate) situation: Option<Situation>,
    /// What is taken, a bit an act, by the visit that it needs.
    pub(crate) takes: T,
    pub(crate) moves: M,
}

/// A class of the table that stands in the crate.
pub(crate) type Listed = Class<&'static [(Visit, u128)], &'static [Move]>;

/// A move of the table: an act, the visit that it needs, and the class that it leads to.
pub(crate) type Move = (u8, Visit, u16);

/// A class of a situation, as the table writes it.
const fn class(
    state: StateKind,
    situation: u16,
    takes: &'static [(Visit, u128)],
    moves: &'static [(u8, Visit, u16)],
) -> Listed {
    Class {
        state,
        situation: Some(Situation::new(situation)),
        takes,
        moves,
    }
}

/// A class of all accounts of a state, or of those with a code that is out: a refusal meets the
/// first of them, and ways lead to the others.
const fn all(
    state: StateKind,
    takes: &'static [(Visit, u128)],
    moves: &'static [(u8, Visit, u16)],
) -> Listed {
    Class {
        state,
        situation: None,
        takes,
        moves,
    }
}

/// What a command needs of the visit in which it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Visit {
    Any,
    SignedIn,
    Password,
    SignedInWithPassword,
    SignedOut,
    SignedOutWithPassword,
}

impl Visit {
    pub(crate) const ALL: [Self; 6] = [
        Self::Any,
        Self::SignedIn,
        Self::Password,
        Self::SignedInWithPassword,
        Self::SignedOut,
        Self::SignedOutWithPassword,
    ];

    const fn fits(self, visit: Visited) -> bool {
        match self {
            Self::Any => true,
            Self::SignedIn => visit.signed_in,
            Self::Password => visit.password,
            Self::SignedInWithPassword => visit.signed_in && visit.password,
            Self::SignedOut => !visit.signed_in,
            Self::SignedOutWithPassword => !visit.signed_in && visit.password,
        }
    }
}

/// A visit, as far as a way depends on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Visited {
    pub(crate) signed_in: bool,
    pub(crate) password: bool,
}

impl Visited {
    pub(crate) const ALL: [Self; 4] = [
        Self::new(false, false),
        Self::new(true, false),
        Self::new(false, true),
        Self::new(true, true),
    ];

    const fn new(signed_in: bool, password: bool) -> Self {
        Self {
            signed_in,
            password,
        }
    }

    const fn index(self) -> usize {
        self.signed_in as usize | (self.password as usize) << 1
    }

    pub(crate) const fn of(session: &Session) -> Self {
        Self::new(
            session.is_signed_in(),
            session.password_verified_at().is_some(),
        )
    }
}

/// A step that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Give(Act),
    Password,
}

/// Where a search stands: a class and a visit.
type Place = (usize, Visited);

/// Something that is searched for ways.
pub(crate) struct Graph<'a, T, M> {
    classes: &'a [Class<T, M>],
}

impl<'a, T, M> Graph<'a, T, M>
where
    T: AsRef<[(Visit, u128)]>,
    M: AsRef<[Move]>,
{
    pub(crate) const fn new(classes: &'a [Class<T, M>]) -> Self {
        Self { classes }
    }

    /// The class of a situation, or that of the whole state.
    pub(crate) fn class(&self, state: StateKind, situation: Situation) -> Option<usize> {
        let of = |wanted| {
            self.classes
                .iter()
                .position(|class| class.state == state && class.situation == wanted)
        };
        of(Some(situation)).or_else(|| of(None))
    }

    /// The shortest way to where an act is taken, the act itself last. The clock is waited for only
    /// where nobody else leads there.
    pub(crate) fn way(&self, from: Place, wanted: Act) -> Option<Vec<(usize, Found)>> {
        [Clock::LeftAlone, Clock::WaitedFor]
            .into_iter()
            .find_map(|clock| self.tree(from, Aim::of(wanted), clock).way(self, wanted))
    }

    /// The shortest ways to everywhere.
    pub(crate) fn tree(&self, from: Place, aim: Aim, clock: Clock) -> Tree {
        let mut tree = Tree {
            places: vec![(from, usize::MAX, Found::Password)],
        };
        let mut seen = vec![false; self.classes.len() * Visited::ALL.len()];
        seen[from.0 * Visited::ALL.len() + from.1.index()] = true;
        let mut at = 0;
        while let Some((place, ..)) = tree.places.get(at).copied() {
            for (to, step) in self.next(place, aim, clock) {
                let known = &mut seen[to.0 * Visited::ALL.len() + to.1.index()];
                if !core::mem::replace(known, true) {
                    tree.places.push((to, at, step));
                }
            }
            at += 1;
        }
        tree
    }

    fn takes(&self, (class, visit): Place, act: Act) -> bool {
        self.classes[class]
            .takes
            .as_ref()
            .iter()
            .any(|(needs, acts)| needs.fits(visit) && acts >> act.index() & 1 != 0)
    }

    /// Whether an act is taken at a place; the fresh proof of an address is, once a code was asked
    /// for, unless that would go to another address.
    fn ends(&self, at: Place, act: Act) -> Option<Ends> {
        if self.takes(at, act) {
            return Some(Ends::AtOnce);
        }
        let class = &self.classes[at.0];
        let proves = act == Act::plain(CommandKind::SubmitCode)
            && class.situation.is_some_and(|it| !it.is_changing_address())
            && !matches!(
                class.state,
                StateKind::Unregistered | StateKind::AwaitingCode
            )
            && self.takes(at, Act::plain(CommandKind::RequestCode));
        proves.then_some(Ends::WithAnotherCode)
    }

    fn next(&self, at: Place, aim: Aim, clock: Clock) -> Vec<(Place, Found)> {
        let (class, visit) = at;
        let mut next = Vec::new();
        let give = |kind| Found::Give(Act::plain(kind));
        let here = |signed_in, password| (class, Visited::new(signed_in, password));
        if self.takes(at, Act::plain(CommandKind::SignIn)) {
            next.push((here(true, visit.password), give(CommandKind::SignIn)));
            next.push((here(false, false), give(CommandKind::SignOut)));
            next.push((here(visit.signed_in, true), Found::Password));
        }
        for (act, needs, to) in self.classes[class].moves.as_ref() {
            let act = Act::new(*act);
            let kind = act.kind();
            let apart = match kind {
                CommandKind::TimePassed
                | CommandKind::RefusePartner
                | CommandKind::DeclineAccount
                | CommandKind::RefuseProfile => clock == Clock::LeftAlone,
                CommandKind::Invited => aim != Aim::Invitation,
                CommandKind::RoleGranted => aim != Aim::Leave,
                // Nobody gives up an address that has access, or may get it.
                CommandKind::ChangeAddress => {
                    let barred = |it: Situation| it.is_judged_against();
                    aim != Aim::Address && !self.classes[class].situation.is_some_and(barred)
                }
                _ => false,
            };
            if apart || !needs.fits(visit) {
                continue;
            }
            // Sessions end with the proof of an address.
            let visit = match kind {
                CommandKind::SubmitCode | CommandKind::ConfirmAddress => Visited::default(),
                // A password does not stay fresh while one waits for others.
                _ if !kind.actors().contains(Actor::Person) => Visited::new(visit.signed_in, false),
                _ => visit,
            };
            next.push(((usize::from(*to), visit), Found::Give(act)));
        }
        next
    }
}

/// What a way leads to, where that bears on its steps: one is invited only if an invitation is
/// what is wanted, gets a successor only in order to leave, and changes an address that lets one in
/// only for its own sake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aim {
    Plain,
    Invitation,
    Leave,
    Address,
}

impl Aim {
    pub(crate) const ALL: [Self; 4] = [Self::Plain, Self::Invitation, Self::Leave, Self::Address];

    pub(crate) const fn of(wanted: Act) -> Self {
        match wanted.kind() {
            CommandKind::AcceptInvitation => Self::Invitation,
            CommandKind::ChangeAddress | CommandKind::ConfirmAddress => Self::Address,
            CommandKind::LeaveOrganization | CommandKind::Close | CommandKind::Deactivate => {
                Self::Leave
            }
            _ => Self::Plain,
        }
    }
}

/// Whether a way waits for what lapses, or for a no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clock {
    LeftAlone,
    WaitedFor,
}

/// How an act ends a way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    AtOnce,
    WithAnotherCode,
}

/// The shortest ways from a place: each place with the one before it, and the step between them.
pub(crate) struct Tree {
    places: Vec<(Place, usize, Found)>,
}

impl Tree {
    /// The way to the first place that takes an act.
    pub(crate) fn way<T, M>(
        &self,
        graph: &Graph<'_, T, M>,
        wanted: Act,
    ) -> Option<Vec<(usize, Found)>>
    where
        T: AsRef<[(Visit, u128)]>,
        M: AsRef<[Move]>,
    {
        let (end, asks) = self
            .places
            .iter()
            .enumerate()
            .find_map(|(at, (place, ..))| Some((at, graph.ends(*place, wanted)?)))?;
        let class = self.places[end].0.0;
        let mut way = vec![(class, Found::Give(wanted))];
        if asks == Ends::WithAnotherCode {
            way.push((class, Found::Give(Act::plain(CommandKind::RequestCode))));
        }
        let mut at = end;
        while let Some((_, before, step)) = self.places.get(at) {
            let Some((place, ..)) = self.places.get(*before) else {
                break;
            };
            way.push((place.0, *step));
            at = *before;
        }
        way.reverse();
        Some(way)
    }
}
