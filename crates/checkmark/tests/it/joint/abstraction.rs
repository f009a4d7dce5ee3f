//! The finite abstraction: which pairs count as the same.

use checkmark::domain::Class;
use checkmark::enrollment::Message;
use checkmark::ticket;
use checkmark::tier::{self, StateKind, Task};

use super::{Both, Left, Letter, place};
use crate::pair::basis;

/// What is told apart of everything.
pub(super) fn key(both: &Both) -> Vec<u8> {
    let account = &both.account;
    let mut key = vec![account.state().kind() as u8];
    let review = account.state().review();
    let in_review = review.map_or(0, |review| match review.request() {
        None => 1,
        Some(request) => {
            let nth = place(both, request);
            2 + nth as u8 * 4 + u8::from(review.reopening() < both.requests[nth].reopenings())
        }
    });
    key.push(in_review);
    if matches!(account.state().kind(), StateKind::Closed) {
        // Nothing opens it again, so nothing that was said matters but to the requests.
        key.truncate(1);
    } else {
        for (left, request) in both.left.iter().zip(&both.requests) {
            key.push(match *left {
                Left::Never => 0,
                Left::Ended(reopening) => 1 + u8::from(reopening < request.reopenings()),
                Left::TakenBack => 3,
            });
        }
        let judged = account.judged().map(|it| it.judgment().class());
        key.extend([
            u8::from(both.unnamed),
            u8::from(account.pending_change().is_some()),
            u8::from(account.confirmation().is_some()),
            account.memberships().count() as u8,
            u8::from(judged == Some(Class::GmailHosted)),
            u8::from(judged == Some(Class::ConsumerMailbox)),
            u8::from(account.registration().is_finished()),
            account.registration().proof() as u8,
        ]);
    }
    key.extend([
        u8::from(both.address_changed),
        u8::from(both.suspended),
        u8::from(both.silent),
    ]);
    for request in &both.requests {
        let today = Some(basis(account));
        let (outcome, fits) = match request.state() {
            ticket::State::Resolved { outcome, .. } => (
                1 + u8::from(outcome.basis().is_some()),
                u8::from(outcome.basis() == today),
            ),
            ticket::State::WaitingOnCustomer { validating, .. } => (u8::from(*validating), 0),
            _ => (0, 0),
        };
        key.extend([
            request.state().kind() as u8,
            outcome,
            fits,
            u8::from(request.basis() == today),
            u8::from(request.reopenings() > 0),
            u8::from(request.questions().is_empty()),
        ]);
    }
    for letter in both.air.keys() {
        key.push(0xff);
        key.extend(letter);
    }
    key
}

/// What is told apart of what was said.
pub(super) fn letter_key(letter: &Letter, both: &Both) -> Vec<u8> {
    let today = basis(&both.account);
    match letter {
        Letter::OfAccount(effect) => match effect.task() {
            Task::WithdrawRequest { request } => vec![1, place(both, *request) as u8],
            _ => vec![2],
        },
        Letter::OfRequest(nth, effect) => {
            let merges = matches!(effect.action(), ticket::Action::Merge { .. });
            vec![3, *nth as u8, u8::from(merges)]
        }
        Letter::Moved(nth) => vec![4, *nth as u8],
        Letter::NotTaken(nth) => vec![8, *nth as u8],
        Letter::Sealed(Message::Account { command, .. }) => {
            use tier::Command as C;

            let (request, more) = match command {
                C::RequestOpened {
                    request, reopening, ..
                } => {
                    let now = both.requests[place(both, *request)].reopenings();
                    (*request, u8::from(*reopening < now))
                }
                C::RequestClosed { request } => (*request, 2),
                C::DeclineAccount { request } => (*request, 3),
                C::ValidateAccount {
                    request,
                    standing,
                    address,
                    ..
                } => {
                    let given = ticket::Basis::new(*standing, *address);
                    (*request, 4 + u8::from(given == today))
                }
                other => panic!("a message of no request: {other:?}"),
            };
            vec![5, place(both, request) as u8, more]
        }
        Letter::Sealed(Message::Request {
            request, command, ..
        }) => {
            let more = match command {
                ticket::Command::AccountMoved { basis } => 1 + u8::from(*basis == today),
                ticket::Command::Absorb { .. } => 3,
                ticket::Command::Withdraw => 4,
                _ => 5,
            };
            vec![6, place(both, *request) as u8, more]
        }
        Letter::Sealed(Message::Organization { .. }) => vec![7],
    }
}
