//! What is tried in every state, and how it is called.

use std::fmt::Write as _;

use checkmark::account::code::CodeOutcome;
use checkmark::account::{Actor, AddressNo, Relation};
use checkmark::domain::Class;
use checkmark::enrollment::Message;
use checkmark::ticket::{self, StateKind as Desk, Topic};
use checkmark::tier::{self, Business, RecordedCommand, Route, Session, Task};

use super::{Both, Letter, Move};
use crate::pair::{
    answer, ask, basis, decline, id, judged, signed_in, submit, validate, with_password,
};

/// What the account is asked, but for what the requests have for it.
pub(super) fn own_moves(both: &Both) -> Vec<Move> {
    use Actor::{Clock, Host, Person, Support};

    let account = &both.account;
    let (out, password) = (Session::signed_out(), with_password(both.now));
    let mut moves = vec![
        (
            Person,
            signed_in(),
            RecordedCommand::RequestSupport {
                topic: tier::Topic::AccountAccess,
            },
        ),
        (Person, signed_in(), RecordedCommand::Withdraw),
        (Person, password, RecordedCommand::StartBusinessRegistration),
        (
            Person,
            signed_in(),
            RecordedCommand::ChooseRoute {
                route: Route::Company,
            },
        ),
        (
            Person,
            signed_in(),
            RecordedCommand::SubmitDetails {
                business: Business::Established,
            },
        ),
        (Host, out, judged(Class::GmailHosted)),
        (Host, out, judged(Class::ConsumerMailbox)),
        (Support, out, RecordedCommand::Reinstate),
        (Support, out, RecordedCommand::Close),
        (
            Support,
            out,
            RecordedCommand::RelationEnded {
                organization: id("acme"),
                relation: Relation::Customer,
            },
        ),
        (Clock, out, RecordedCommand::TimePassed { generation: None }),
    ];
    if let Some(confirmation) = account.confirmation() {
        let effect = confirmation.mail();
        moves.push((Host, out, RecordedCommand::MailHandedOver { effect }));
        moves.push((Host, out, RecordedCommand::MailFailed { effect }));
    }
    if !both.address_changed {
        let address = AddressNo::new(account.address().number() + 1);
        moves.push((Person, password, RecordedCommand::ChangeAddress { address }));
    }
    if account.pending_change().is_some() {
        let code = CodeOutcome::Right;
        moves.push((
            Person,
            signed_in(),
            RecordedCommand::ConfirmAddress { code },
        ));
    }
    if !both.suspended {
        moves.push((Support, out, RecordedCommand::Suspend));
    }
    let moves = moves.into_iter();
    moves
        .map(|(actor, session, command)| Move::Account(actor, session, command))
        .collect()
}

/// What a request is asked, but for what the account has for it.
pub(super) fn desk_moves(both: &Both, nth: usize) -> Vec<Move> {
    use Actor::{Person, Support};

    let request = &both.requests[nth];
    let kind = request.state().kind();
    let mut moves = Vec::new();
    if kind == Desk::Draft {
        // One after the other: the second has nothing that the first has not.
        if nth == 0 || both.requests[nth - 1].state().kind() != Desk::Draft {
            for signed_in in [true, false] {
                let submit = submit(Topic::AccountAccess);
                moves.push(Move::Request(nth, Person, signed_in, submit));
            }
        }
        return moves;
    }
    let mut give = |actor, command| moves.push(Move::Request(nth, actor, true, command));
    give(Person, ticket::Command::Withdraw);
    give(Support, ticket::Command::BeginValidation);
    if request.questions().is_empty() {
        give(Support, ask());
    }
    give(Person, answer());
    give(Support, decline());
    let today = basis(&both.account);
    let known = request.basis();
    for basis in [Some(today), known.filter(|known| *known != today)] {
        basis
            .into_iter()
            .for_each(|basis| give(Support, validate(basis)));
    }
    if request.reopenings() == 0 {
        give(Person, ticket::Command::Reopen { text: None });
    }
    if let Some(of) = both.requests[1 - nth].as_open() {
        give(Support, ticket::Command::MarkDuplicate { of });
    }
    moves
}

/// Whether a move is one that two requests tell more about than one does.
pub(super) fn bears_on_two(step: &Move) -> bool {
    match step {
        Move::Account(_, _, command) => {
            !matches!(
                command,
                RecordedCommand::StartBusinessRegistration
                    | RecordedCommand::ChooseRoute { .. }
                    | RecordedCommand::SubmitDetails { .. }
                    | RecordedCommand::Suspend
                    | RecordedCommand::ChangeAddress { .. }
                    | RecordedCommand::Close
                    | RecordedCommand::MailFailed { .. }
                    | RecordedCommand::TimePassed { .. }
            ) && !is_consumer(command)
        }
        Move::Request(_, _, signed_in, command) => {
            *signed_in
                && !matches!(
                    command,
                    ticket::Command::BeginValidation
                        | ticket::Command::Ask { .. }
                        | ticket::Command::Answer { .. }
                )
        }
        Move::Carry(_) | Move::Fortnight => true,
    }
}

fn is_consumer(command: &RecordedCommand) -> bool {
    matches!(command, RecordedCommand::DomainJudged { judgment, .. }
        if judgment.class() == Class::ConsumerMailbox)
}

/// A move in words.
pub(super) fn told(step: &Move) -> String {
    let mut words = String::new();
    let written = match step {
        Move::Account(actor, _, command) => write!(words, "account: {actor} {}", command.kind()),
        Move::Request(nth, actor, signed_in, command) => {
            let out = if *signed_in { "" } else { ", signed out" };
            write!(
                words,
                "request r{}: {actor} {}{out}",
                nth + 1,
                command.kind()
            )
        }
        Move::Carry(Letter::OfAccount(effect)) => match effect.task() {
            Task::WithdrawRequest { request } => write!(words, "carried: withdraw {request}"),
            task => write!(words, "carried: {task:?}"),
        },
        Move::Carry(Letter::OfRequest(nth, _)) => {
            write!(words, "carried: where r{} stands", nth + 1)
        }
        Move::Carry(Letter::Moved(nth)) => {
            write!(words, "carried: the account moved, to r{}", nth + 1)
        }
        Move::Carry(Letter::NotTaken(nth)) => {
            write!(
                words,
                "carried: the approval was not taken, to r{}",
                nth + 1
            )
        }
        Move::Carry(Letter::Sealed(Message::Account { command, .. })) => {
            write!(words, "carried: {}", command.kind())
        }
        Move::Carry(Letter::Sealed(Message::Request {
            request, command, ..
        })) => write!(words, "carried: {} to {request}", command.kind()),
        Move::Carry(Letter::Sealed(Message::Organization { .. })) => write!(words, "carried"),
        Move::Fortnight => write!(words, "a fortnight passes"),
    };
    written.expect("a string takes everything");
    words
}
