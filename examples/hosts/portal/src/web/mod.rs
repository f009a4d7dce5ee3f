//! Pages and API over the host.

mod account;
mod api;
mod command;
mod company;
mod desk;
mod error;
mod fields;
mod form;
mod guard;
mod join;
mod page;
mod request;
mod support;
mod visit;

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::num::NonZeroU32;
use tokio::sync::Semaphore;

use crate::host::{Host, HostError};
use crate::options::Options;

pub(crate) use desk::actor;
pub(crate) use error::PageError;
pub(crate) use form::Posted;
pub(crate) use page::{Frame, page};
pub(crate) use visit::Visit;

/// How many passwords are hashed at once: each takes 19 MiB and a processor.
const HASHING: usize = 4;
/// The longest body of a request.
const BODY: usize = 64 * 1024;

/// What the pages have in common.
pub(crate) struct Portal {
    pub(crate) host: Arc<Host>,
    /// What the tokens against forged forms are made with.
    secret: Vec<u8>,
    /// The hash of the staff's password.
    staff: String,
    limiter: DefaultKeyedRateLimiter<IpAddr>,
    /// Passwords are tried far more slowly than pages are read.
    password_limiter: DefaultKeyedRateLimiter<IpAddr>,
    /// Nobody's address is tried from many places at once. By a digest: no address is kept here.
    address_limiter: DefaultKeyedRateLimiter<String>,
    hashing: Semaphore,
    pub(crate) demonstration: bool,
}

impl Portal {
    pub(crate) fn new(host: Arc<Host>, secret: &[u8], staff: &str, options: &Options) -> Self {
        let per_minute = NonZeroU32::new(options.per_minute).unwrap_or(NonZeroU32::MIN);
        let passwords = NonZeroU32::new(options.per_minute / 10).unwrap_or(NonZeroU32::MIN);
        Self {
            staff: host.passwords.hash(staff).unwrap_or_default(),
            host,
            secret: secret.to_vec(),
            limiter: RateLimiter::keyed(Quota::per_minute(per_minute)),
            password_limiter: RateLimiter::keyed(Quota::per_minute(passwords)),
            address_limiter: RateLimiter::keyed(Quota::per_minute(passwords)),
            hashing: Semaphore::new(HASHING),
            demonstration: options.demonstration,
        }
    }

    /// Whether a password may be tried for an address just now, whoever tries.
    pub(crate) fn may_try(&self, address: &str) -> bool {
        let key = crate::random::digest(&address.trim().to_lowercase());
        self.address_limiter.check_key(&key).is_ok()
    }

    /// Lets go of the clients and addresses that have been quiet.
    fn forget_the_quiet(&self) {
        self.limiter.retain_recent();
        self.password_limiter.retain_recent();
        self.address_limiter.retain_recent();
    }

    /// The hash of the staff's password.
    pub(crate) fn staff(&self) -> &str {
        &self.staff
    }

    /// Does something that waits for the database, away from the server's threads.
    pub(crate) async fn run<T: Send + 'static, E: From<HostError> + Send + 'static>(
        &self,
        work: impl FnOnce(&Host) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        let host = Arc::clone(&self.host);
        match tokio::task::spawn_blocking(move || work(&host)).await {
            Ok(done) => done,
            Err(_) => Err(HostError::Record.into()),
        }
    }

    /// The same for what hashes a password: a few at a time.
    pub(crate) async fn hash<T: Send + 'static, E: From<HostError> + Send + 'static>(
        &self,
        work: impl FnOnce(&Host) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        let _turn = self.hashing.acquire().await;
        self.run(work).await
    }
}

impl fmt::Debug for Portal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Portal")
            .field("host", &self.host)
            .finish_non_exhaustive()
    }
}

/// Every page.
pub(crate) fn router(portal: Portal) -> Router {
    let portal = Arc::new(portal);
    Router::new()
        .route("/", get(join::home))
        .route("/join", get(join::join))
        .route("/sign-up", post(join::sign_up))
        .route("/sign-in", get(join::sign_in_page).post(join::sign_in))
        .route("/register", post(join::register))
        .route("/sign-out", post(join::sign_out))
        .route("/code", get(join::code_page).post(join::code))
        .route("/code/again", post(join::another_code))
        .route("/account", get(account::account))
        .route("/account/do", post(account::give))
        .route("/account/confirm", post(account::confirm))
        .route("/account/password", post(account::password))
        .route("/shop", get(account::shop))
        .route("/support", get(support::support))
        .route("/support/sent", get(support::sent))
        .route(
            "/support/new/{topic}",
            get(support::form).post(support::file),
        )
        .route("/requests/{key}", get(request::request))
        .route("/requests/{key}/do", post(request::give))
        .route("/requests/{key}/profile", post(desk::profile))
        .route("/requests/{key}/clock/{clock}", get(request::picture))
        .route("/requests/{key}/{part}", get(request::request_part))
        .route("/staff", get(desk::staff).post(desk::sign_in))
        .route("/desk", get(desk::desk))
        .route("/desk/accounts/{account}/do", post(desk::account))
        .route("/company/{id}", get(company::company))
        .route("/company/{id}/do", post(company::give))
        .route("/company/{id}/domain", post(company::domain))
        .route("/mailbox", get(join::mailbox))
        .route("/style.css", get(page::style))
        .route("/health", get(guard::health))
        .route("/metrics", get(guard::metrics))
        .nest("/api", api::router())
        .fallback(error::nothing_here)
        .method_not_allowed_fallback(error::only_sent)
        .layer(from_fn_with_state(Arc::clone(&portal), guard::guard))
        .layer(DefaultBodyLimit::max(BODY))
        .with_state(portal)
}
