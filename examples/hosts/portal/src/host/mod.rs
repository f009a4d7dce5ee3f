//! The host: what it decides with, and the three machines it keeps.
//!
//! A command goes in, is decided on what is stored, and what came of it is stored in one unit of
//! work: the line of the record, what is personal, and what is to be done. What is to be done, the
//! worker does.

mod account;
mod bell;
mod cache;
mod carry;
mod demonstration;
mod desk;
mod evidence;
mod letters;
mod organization;
mod request;
mod sign_in;
mod view;
mod worker;

pub(crate) use account::{Ask, Told, Written, purpose, read};
pub(crate) use bell::Bell;
pub(crate) use carry::Posted;
pub(crate) use demonstration::{DEMONSTRATION, Demonstration};
pub(crate) use desk::Filed;
pub(crate) use organization::OrganizationTold;
pub(crate) use request::{Case, RequestAsk, RequestTold};
pub(crate) use sign_in::{SignInError, SignUp, may_give, session};
pub(crate) use view::{Right, history, rights};

use std::sync::Arc;

use checkmark::account::code::KeyRing;
use checkmark::account::organization::{Organization, OrganizationPolicy};
use checkmark::domain::Overlay;
use checkmark::ticket::{self, Request};
use checkmark::tier::{Account, TierPolicy};
use time::SignedDuration;

use crate::clock::Clock;
use crate::database::DatabaseError;
use crate::mail::Mailer;
use crate::metrics::Metrics;
use crate::password::Passwords;
use crate::resolver::Resolver;
use crate::store::{Retry, Store};

use cache::Cache;

/// Everything that a decision is made with, and where it is stored.
#[derive(Debug)]
pub(crate) struct Host {
    /// Where the pages are, with a slash at the end: links in mails begin with it.
    pub(crate) base: String,
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) keys: KeyRing,
    /// What tokens in the DNS of domains are made with.
    pub(crate) domain_secret: String,
    pub(crate) tiers: TierPolicy,
    pub(crate) desk: ticket::Policy,
    pub(crate) companies: OrganizationPolicy,
    pub(crate) overlay: Option<Overlay>,
    pub(crate) resolver: Resolver,
    /// For how long a job is held: longer than the slowest look-up and the slowest mail server.
    pub(crate) lease: SignedDuration,
    pub(crate) mailer: Mailer,
    pub(crate) passwords: Passwords,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) bell: Arc<Bell>,
    pub(crate) accounts: Cache<Account>,
    pub(crate) requests: Cache<Request>,
    pub(crate) organizations: Cache<Organization>,
}

/// Why the host has no answer. A refusal is an answer, and none of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum HostError {
    /// The database did not do it.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// What is stored does not fold: a line is missing, doubled or of a newer version.
    #[error("a record does not fold")]
    Record,
}

impl Retry for HostError {
    fn is_conflict(&self) -> bool {
        *self == Self::Database(DatabaseError::Conflict)
    }
}
