//! Both machines at once, every interleaving: what the account is asked, what its requests are
//! asked, and what is carried between them, late, twice and in any order.
//!
//! The abstraction tells apart, of the account: its state, which of the requests it has in review
//! and in which opening, which ones it has left and how, a pending change of address, whether
//! access awaits its confirmation, whether there is a relation, how its domain was judged, whether
//! registration is finished; of each of two requests: its state, whether support was validating,
//! its outcome, whether its basis and its approval are of today, how often it was reopened; and
//! what was said between them. What was said once can be carried at any time from then on and any
//! number of times: so it is late, twice, out of order, or lost. The address changes once, the
//! account is suspended once, each request is reopened once by the person, and a question falls silent once.
//! With two requests, what one of them tells as well is left out.

mod abstraction;
mod certificate;
mod menu;

use std::collections::{BTreeMap, VecDeque};

use checkmark::account::Actor;
use checkmark::domain::Class;
use checkmark::enrollment::{self, Message};
use checkmark::ticket::{self, Outcome, Request, StateKind as Desk};
use checkmark::tier::{self, Account, Envelope, Grant, RecordedCommand, Session, Task};
use time::{SignedDuration, UtcDateTime};

use crate::pair::{Host, applicant, basis, id, start};
use abstraction::{key, letter_key};
use certificate::{Certificate, Violation};
use menu::{bears_on_two, desk_moves, own_moves, told};

/// How a message gets from one machine to the other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Carrying {
    /// It is made of an effect when it is carried, as a host that reads first.
    Open,
    /// It is made when the effect came to be, and stays as it was.
    Sealed,
}

/// What is said between the machines.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "they are few")]
enum Letter {
    OfAccount(tier::Effect),
    OfRequest(usize, ticket::Effect),
    Moved(usize),
    NotTaken(usize),
    Sealed(Message),
}

/// Both machines, and what has been said between them.
#[derive(Clone)]
struct Both {
    account: Account,
    requests: [Request; 2],
    now: UtcDateTime,
    air: BTreeMap<Vec<u8>, Letter>,
    left: [Left; 2],
    unnamed: bool,
    /// What support approved, as a record of it would say.
    approved: Vec<(usize, Outcome)>,
    address_changed: bool,
    suspended: bool,
    silent: bool,
}

/// How the account has left a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Left {
    #[default]
    Never,
    Ended(u32),
    TakenBack,
}

/// One move.
#[derive(Clone, Debug)]
enum Move {
    Account(Actor, Session, RecordedCommand),
    Request(usize, Actor, bool, ticket::Command),
    Carry(Letter),
    Fortnight,
}

struct Node {
    both: Both,
    from: Option<(usize, String)>,
}

struct Exploration<T> {
    host: Host,
    carrying: Carrying,
    requests: usize,
    tamper: T,
    nodes: Vec<Node>,
    known: BTreeMap<Vec<u8>, usize>,
    counts: Certificate,
}

impl<T: Fn(&mut Message, &Both)> Exploration<T> {
    fn run(carrying: Carrying, requests: usize, tamper: T) -> Result<Certificate, Violation> {
        let host = Host::new();
        let both = Both {
            account: host.registered(Class::GmailHosted, start()),
            requests: ["r1", "r2"].map(|name| Request::new(id(name))),
            now: start() + SignedDuration::HOUR,
            air: BTreeMap::new(),
            left: [Left::Never; 2],
            unnamed: false,
            approved: Vec::new(),
            address_changed: false,
            suspended: false,
            silent: false,
        };
        let mut this = Self {
            host,
            carrying,
            requests,
            tamper,
            nodes: Vec::new(),
            known: BTreeMap::new(),
            counts: Certificate {
                states: 0,
                edges: 0,
                taken: 0,
                grants: 0,
            },
        };
        let mut queue = VecDeque::new();
        this.reach(both, None, &mut queue);
        while let Some(at) = queue.pop_front() {
            let both = this.nodes[at].both.clone();
            for step in this.moves(&both) {
                this.counts.edges += 1;
                let mut after = both.clone();
                let taken = this.make(&mut after, &step);
                if let Some(law) = this.broken(&both, &step, &after, taken) {
                    return Err(this.violation(law, at, Some(&step)));
                }
                if taken {
                    this.counts.taken += 1;
                    this.reach(after, Some((at, told(&step))), &mut queue);
                }
            }
            if carrying == Carrying::Open
                && let Some(law) = this.unsettled(both)
            {
                return Err(this.violation(law, at, None));
            }
        }
        this.counts.states = this.nodes.len();
        Ok(this.counts)
    }

    fn reach(
        &mut self,
        mut both: Both,
        from: Option<(usize, String)>,
        queue: &mut VecDeque<usize>,
    ) {
        // What was said about a standing of yesterday is read as such.
        let air = std::mem::take(&mut both.air);
        both.air = air
            .into_values()
            .map(|letter| (letter_key(&letter, &both), letter))
            .collect();
        let next = self.nodes.len();
        if let std::collections::btree_map::Entry::Vacant(place) = self.known.entry(key(&both)) {
            place.insert(next);
            self.nodes.push(Node { both, from });
            queue.push_back(next);
        }
    }

    fn violation(&self, law: &'static str, at: usize, last: Option<&Move>) -> Violation {
        let mut path: Vec<String> = last.map(told).into_iter().collect();
        let mut node = at;
        while let Some((parent, step)) = &self.nodes[node].from {
            path.push(step.clone());
            node = *parent;
        }
        path.reverse();
        Violation { law, path }
    }

    fn moves(&self, both: &Both) -> Vec<Move> {
        let mut moves = own_moves(both);
        for nth in 0..self.requests {
            moves.extend(desk_moves(both, nth));
        }
        if self.requests > 1 {
            moves.retain(bears_on_two);
        }
        moves.extend(both.air.values().cloned().map(Move::Carry));
        // The host says that the account has moved whenever it likes to.
        if self.carrying == Carrying::Open {
            moves.extend((0..self.requests).map(|nth| Move::Carry(Letter::Moved(nth))));
        }
        let waits = |request: &Request| request.state().kind() == Desk::WaitingOnCustomer;
        if self.requests == 1 && !both.silent && both.requests.iter().any(waits) {
            moves.push(Move::Fortnight);
        }
        moves
    }

    /// Makes a move; whether it was taken.
    fn make(&self, both: &mut Both, step: &Move) -> bool {
        match step {
            Move::Account(actor, session, command) => {
                let envelope = Envelope::new(both.account.id(), *actor, both.now, command.clone())
                    .in_session(*session);
                let Ok((after, effects)) = self.host.ask_account(&both.account, &envelope) else {
                    return false;
                };
                both.address_changed |= matches!(command, RecordedCommand::ChangeAddress { .. });
                both.suspended |= matches!(command, RecordedCommand::Suspend);
                self.account_went_on(both, after, &effects, None);
                true
            }
            Move::Request(nth, actor, signed_in, command) => {
                self.ask_request(both, *nth, *actor, *signed_in, command)
            }
            Move::Carry(letter) => self.carry(both, letter),
            Move::Fortnight => {
                both.now += SignedDuration::days(15);
                both.silent = true;
                for nth in 0..both.requests.len() {
                    self.ask_request(both, nth, Actor::Clock, true, &ticket::Command::TimePassed);
                }
                let tick = RecordedCommand::TimePassed { generation: None };
                self.make(
                    both,
                    &Move::Account(Actor::Clock, Session::signed_out(), tick),
                );
                true
            }
        }
    }

    fn ask_request(
        &self,
        both: &mut Both,
        nth: usize,
        actor: Actor,
        signed_in: bool,
        command: &ticket::Command,
    ) -> bool {
        let applicant = applicant(&both.account, signed_in);
        let request = &both.requests[nth];
        let asked = self
            .host
            .ask_request(request, command, actor, applicant, both.now);
        let Ok((after, effects)) = asked else {
            return false;
        };
        both.requests[nth] = after;
        if let ticket::State::Resolved { outcome, .. } = both.requests[nth].state()
            && outcome.basis().is_some()
        {
            let approved = (nth, *outcome);
            if !both.approved.contains(&approved) {
                both.approved.push(approved);
            }
        }
        for effect in effects {
            if enrollment::from_request(&both.requests[nth], &effect).is_some() {
                self.say(both, Letter::OfRequest(nth, effect));
            }
        }
        true
    }

    /// Carries a letter; whether the machine that it is for took it.
    fn carry(&self, both: &mut Both, letter: &Letter) -> bool {
        let Some(mut message) = opened(letter, both) else {
            return false;
        };
        (self.tamper)(&mut message, both);
        match &message {
            Message::Account {
                account,
                actor,
                command,
            } => {
                let envelope = Envelope::new(*account, *actor, both.now, command.clone());
                let told = self.host.tell_account(&both.account, &envelope);
                let Ok((after, effects)) = told else {
                    // A refusal is said to the request, which is something new if it waits for it.
                    let Letter::OfRequest(nth, _) = letter else {
                        return false;
                    };
                    let not_taken = Letter::NotTaken(*nth);
                    let says = opened(&not_taken, both).is_some();
                    if says {
                        self.say(both, not_taken);
                    }
                    return says;
                };
                self.account_went_on(both, after, &effects, Some(command));
                true
            }
            Message::Request {
                request,
                actor,
                command,
            } => {
                let nth = place(both, *request);
                self.ask_request(both, nth, *actor, true, command)
            }
            Message::Organization { .. } => false,
        }
    }

    fn account_went_on(
        &self,
        both: &mut Both,
        after: Account,
        effects: &[tier::Effect],
        heard: Option<&tier::Command>,
    ) {
        let before = std::mem::replace(&mut both.account, after);
        remember(both, &before, effects, heard);
        for effect in effects {
            if enrollment::from_account(&both.account, effect, None).is_some() {
                self.say(both, Letter::OfAccount(*effect));
            }
        }
        if self.carrying == Carrying::Sealed {
            for nth in 0..self.requests {
                self.say(both, Letter::Moved(nth));
            }
        }
    }

    fn say(&self, both: &mut Both, letter: Letter) {
        let letter = match self.carrying {
            Carrying::Open => letter,
            Carrying::Sealed => match opened(&letter, both) {
                Some(message) => Letter::Sealed(message),
                None => return,
            },
        };
        both.air.insert(letter_key(&letter, both), letter);
    }

    /// The law that a move has broken.
    fn broken(
        &mut self,
        before: &Both,
        step: &Move,
        after: &Both,
        taken: bool,
    ) -> Option<&'static str> {
        if let Move::Request(nth, Actor::Person, false, ticket::Command::Submit { .. }) = step {
            let opened = before.requests[*nth].state() != after.requests[*nth].state();
            if taken || opened {
                return Some("TKT-2: a request was opened without signing in");
            }
        }
        let granted = granted(&before.account, &after.account)?;
        let Move::Carry(letter) = step else {
            return Some("TKT-8: access without an approval");
        };
        self.counts.grants += 1;
        let Some(request) = before.account.state().review().and_then(|it| it.request()) else {
            return Some("TKT-8: access without a request in review");
        };
        let nth = place(before, request);
        if before.left[nth] == Left::TakenBack {
            return Some("TKT-8: approval after withdrawal");
        }
        let fits = |outcome: &Outcome| {
            matches!(outcome, Outcome::Validated { organization, relation, basis: given }
                if *organization == granted.organization()
                    && *relation == granted.relation()
                    && *given == basis(&before.account))
        };
        let given = before.approved.iter();
        let mut given = given.filter(|(of, outcome)| *of == nth && fits(outcome));
        if given.next().is_none() {
            return Some("TKT-8: approval for another request, standing or address");
        }
        let now = match before.requests[nth].state() {
            ticket::State::Resolved { outcome, .. } => fits(outcome),
            _ => false,
        };
        if !now && !matches!(letter, Letter::Sealed(_)) {
            return Some("TKT-8: approval that support no longer gives");
        }
        None
    }

    /// Once everything that was said is carried, the account waits for no request that is over.
    fn unsettled(&self, mut both: Both) -> Option<&'static str> {
        for _ in 0..4 {
            let moved = (0..self.requests).map(Letter::Moved);
            for letter in both.air.clone().into_values().chain(moved) {
                self.carry(&mut both, &letter);
            }
        }
        let review = both.account.state().review()?;
        let nth = place(&both, review.request()?);
        let open = both.requests[nth].state().kind().is_open();
        (!open).then_some("an account waits for a request that is over")
    }
}

/// The message in a letter, as things stand.
fn opened(letter: &Letter, both: &Both) -> Option<Message> {
    match letter {
        Letter::OfAccount(effect) => enrollment::from_account(&both.account, effect, None),
        Letter::OfRequest(nth, effect) => enrollment::from_request(&both.requests[*nth], effect),
        Letter::Moved(nth) => enrollment::account_moved(&both.account, &both.requests[*nth]),
        Letter::NotTaken(nth) => enrollment::not_taken(&both.account, &both.requests[*nth]),
        Letter::Sealed(message) => Some(message.clone()),
    }
}

fn place(both: &Both, request: checkmark::account::RequestId) -> usize {
    let place = both.requests.iter().position(|it| it.id() == request);
    place.expect("there are two requests")
}

/// What an account has that it had not before.
fn granted(before: &Account, after: &Account) -> Option<Grant> {
    let pending = |account: &Account| account.confirmation().map(|it| *it.grant());
    pending(after).filter(|_| pending(after) != pending(before))
}

/// How the account leaves its requests, told by what it says and hears.
fn remember(
    both: &mut Both,
    before: &Account,
    effects: &[tier::Effect],
    heard: Option<&tier::Command>,
) {
    for effect in effects {
        if let Task::WithdrawRequest { request } = effect.task() {
            let nth = place(both, *request);
            if both.left[nth] != Left::TakenBack {
                both.left[nth] = Left::TakenBack;
                if before.state().review().is_none() {
                    both.unnamed = false;
                }
            }
        }
    }
    let Some(review) = before.state().review() else {
        if both.account.state().review().is_some() {
            both.unnamed = false;
        }
        return;
    };
    let still = both.account.state().review();
    match (review.request(), still) {
        (None, None) => both.unnamed = true,
        (Some(request), now) if now.and_then(|it| it.request()) != Some(request) => {
            let nth = place(both, request);
            if both.left[nth] != Left::TakenBack {
                both.left[nth] = match heard {
                    Some(_) => Left::Ended(review.reopening()),
                    None => Left::TakenBack,
                };
            }
        }
        _ => {}
    }
}

#[track_caller]
fn holds(carrying: Carrying, requests: usize, want: (usize, usize)) {
    match Exploration::run(carrying, requests, |_, _| {}) {
        Ok(certificate) => {
            println!("{certificate}");
            assert!(certificate.grants > 0, "some approval counts");
            assert_eq!(
                (certificate.states, certificate.edges),
                want,
                "the abstraction is another one: say why, and pin it anew"
            );
        }
        Err(violation) => panic!("{violation}"),
    }
}

/// TKT-8, TKT-2, ATK-30, ATK-32, ATK-35: with two requests, and messages made when they are
/// carried.
#[test]
fn no_interleaving_lets_an_approval_count_for_anything_else() {
    holds(Carrying::Open, 1, (62_862, 1_320_800));
}

/// ATK-32: the same with two requests, of which each may be the other's duplicate.
#[test]
fn no_interleaving_lets_an_approval_count_for_another_request() {
    holds(Carrying::Open, 2, (48_211, 911_235));
}

/// The same for a host that makes a message when the effect came to be and carries it later,
/// whatever has happened since.
#[test]
fn no_sealed_message_counts_for_anything_but_what_it_was_given_for() {
    holds(Carrying::Sealed, 1, (87_090, 1_891_058));
}

/// What a broken carrying comes to: the law, and the shortest way to break it.
#[track_caller]
fn caught(
    requests: usize,
    tamper: impl Fn(&mut tier::Command, &Account),
    law: &str,
    path: &[&str],
) {
    let violation = Exploration::run(Carrying::Open, requests, |message, both| {
        if let Message::Account { command, .. } = message {
            tamper(command, &both.account);
        }
    })
    .expect_err("a broken carrying is caught");
    println!("{violation}");
    let got: Vec<&str> = violation.path.iter().map(String::as_str).collect();
    assert_eq!((violation.law, &got[..]), (law, path));
}

#[test]
fn a_carrying_that_fills_in_the_standing_of_today_is_caught_by_the_shortest_way() {
    caught(
        1,
        |command, account| {
            if let tier::Command::ValidateAccount {
                standing, address, ..
            } = command
            {
                (*standing, *address) = (account.standing(), account.address());
            }
        },
        "TKT-8: approval for another request, standing or address",
        &[
            "account: person change_address",
            "request r1: person submit",
            "account: person confirm_address",
            "account: host domain_judged",
            "carried: where r1 stands",
            "request r1: support validate",
            "carried: where r1 stands",
        ],
    );
}

#[test]
fn a_carrying_that_mixes_up_two_requests_is_caught_by_the_shortest_way() {
    caught(
        2,
        |command, account| {
            if let tier::Command::ValidateAccount { request, .. } = command
                && let Some(open) = account.state().review().and_then(|it| it.request())
            {
                *request = open;
            }
        },
        "TKT-8: approval for another request, standing or address",
        &[
            "request r1: person submit",
            "request r1: support validate",
            "request r2: person submit",
            "carried: where r2 stands",
            "carried: where r1 stands",
        ],
    );
}
