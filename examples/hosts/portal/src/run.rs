//! Putting the host together, and taking it down.

use std::fs;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use checkmark::account::code::{CodeKey, KeyRing};
use checkmark::account::organization::OrganizationPolicy;
use checkmark::ticket;
use checkmark::tier::TierPolicy;
use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio::sync::oneshot;

use crate::host::{Bell, DEMONSTRATION, Demonstration, Host};
use crate::mail::{Mailer, Smtp};
use crate::metrics::Metrics;
use crate::options::{Options, Place};
use crate::password::Passwords;
use crate::random;
use crate::resolver::Resolver;
use crate::store::Store;
use crate::web::{self, Portal};

/// A portal that runs, until it is stopped.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    staff_password: String,
    stop: Option<oneshot::Sender<()>>,
    server: tokio::task::JoinHandle<()>,
    host: Arc<Host>,
    workers: Vec<JoinHandle<()>>,
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The password of the staff, for whoever started it.
    #[must_use]
    pub fn staff_password(&self) -> &str {
        &self.staff_password
    }

    /// Rings for the worker: after a test has moved the clock.
    pub fn wake(&self) {
        self.host.bell.ring();
    }

    /// Stops: no new requests, those that run come to their end, then the worker.
    pub async fn stop(mut self) {
        if let Some(stop) = self.stop.take() {
            // Nobody listens any more if the server ended by itself.
            let _ = stop.send(());
        }
        let _ = (&mut self.server).await;
        self.host.bell.stop();
        let workers = std::mem::take(&mut self.workers);
        let join = || workers.into_iter().for_each(|it| drop(it.join()));
        let _ = tokio::task::spawn_blocking(join).await;
    }
}

/// Starts a portal: opens the store, starts the worker, listens.
///
/// # Errors
///
/// The database, the key or the address is of no use.
pub async fn start(options: Options) -> Result<Running, StartError> {
    if options.smtp.is_none() && !options.listen.ip().is_loopback() {
        return Err(StartError::Mailbox);
    }
    let listener = TcpListener::bind(options.listen)
        .await
        .map_err(|_| StartError::Listen)?;
    let address = listener.local_addr().map_err(|_| StartError::Listen)?;
    let staff_password = options
        .staff_password
        .clone()
        .unwrap_or_else(|| random::id('s'));
    let base = options
        .base
        .clone()
        .unwrap_or_else(|| format!("http://{address}/"));
    let password = staff_password.clone();
    // The drivers of the databases wait, and so does hashing: not on the server's threads.
    let resolver = match options.dns {
        Some(server) => Resolver::dns(server, Handle::current()).ok_or(StartError::NameServer)?,
        None => Resolver::Zone(DEMONSTRATION.zone),
    };
    let build = move || -> Result<Portal, StartError> {
        let secret = secret(&options)?;
        let host = Arc::new(build(&options, base, &secret, resolver)?);
        Ok(Portal::new(host, &secret, &password, &options))
    };
    let built = tokio::task::spawn_blocking(build);
    let portal = built.await.map_err(|_| StartError::Database)??;
    let host = Arc::clone(&portal.host);
    let workers = vec![host.work(), host.work()];
    let (stop, stopped) = oneshot::channel();
    let router = web::router(portal);
    let server = tokio::spawn(async move {
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let serve = axum::serve(listener, service).with_graceful_shutdown(async {
            let _ = stopped.await;
        });
        if serve.await.is_err() {
            tracing::error!("the server ended");
        }
    });
    Ok(Running {
        address,
        staff_password,
        stop: Some(stop),
        server,
        host,
        workers,
    })
}

/// The host, without pages around it.
pub(crate) fn build(
    options: &Options,
    base: String,
    secret: &[u8],
    resolver: Resolver,
) -> Result<Host, StartError> {
    let store = match &options.database {
        Place::File(path) => Store::sqlite(Some(path)),
        Place::Memory => Store::sqlite(None),
        Place::Postgres(url) => Store::postgres(url),
    };
    let mailer = match options.smtp {
        Some(server) => Mailer::Smtp(Smtp::relay(server, &options.from).ok_or(StartError::Sender)?),
        None => Mailer::BuiltIn,
    };
    let metrics = Arc::new(Metrics::default());
    let host = Host {
        base,
        store: store.map_err(|_| StartError::Database)?,
        clock: options.clock.clone(),
        keys: keys(options, secret)?,
        domain_secret: random::digest(&format!("domains {}", random::hex(secret))),
        tiers: TierPolicy::default(),
        desk: ticket::Policy::default(),
        companies: OrganizationPolicy::default(),
        overlay: options.demonstration.then(Demonstration::overlay).flatten(),
        resolver,
        lease: options.lease,
        mailer,
        passwords: Passwords::new(Arc::clone(&metrics)),
        metrics,
        bell: Arc::new(Bell::default()),
        accounts: Default::default(),
        requests: Default::default(),
        organizations: Default::default(),
    };
    if options.demonstration {
        host.demonstrate().map_err(|_| StartError::Database)?;
    }
    Ok(host)
}

/// The current key, and the one before while codes of it are out. A key is named by its digest.
fn keys(options: &Options, secret: &[u8]) -> Result<KeyRing, StartError> {
    let key = |secret: &[u8]| {
        let id = format!("k-{}", &random::digest(&random::hex(secret))[..16]);
        let id = id.parse().map_err(|_| StartError::Key)?;
        CodeKey::new(id, secret).map_err(|_| StartError::Key)
    };
    let Some(path) = &options.old_key_file else {
        return Ok(KeyRing::new(key(secret)?));
    };
    let old = fs::read(path).map_err(|_| StartError::Key)?;
    KeyRing::new(key(&old)?)
        .rotate(key(secret)?)
        .map_err(|_| StartError::Key)
}

/// The secret of the codes: from its file, or from the operating system and then into the file.
fn secret(options: &Options) -> Result<Vec<u8>, StartError> {
    let beside = match &options.database {
        Place::File(path) => Some(path.with_extension("key")),
        Place::Memory => None,
        // Several processes need one key, so it is said where it is.
        Place::Postgres(_) if options.key_file.is_none() => return Err(StartError::Key),
        Place::Postgres(_) => None,
    };
    let Some(path): Option<PathBuf> = options.key_file.clone().or(beside) else {
        return Ok(random::bytes::<32>().to_vec());
    };
    if let Ok(secret) = fs::read(&path) {
        return Ok(secret);
    }
    write_secret(&path, &random::bytes::<32>()).map_err(|_| StartError::Key)?;
    // Of processes that start together one was the first, and all have its key.
    fs::read(&path).map_err(|_| StartError::Key)
}

/// Writes a secret where there is none yet: all of it or nothing, whoever reads meanwhile.
fn write_secret(path: &Path, secret: &[u8]) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}", random::id('n')));
    options.open(&beside)?.write_all(secret)?;
    let linked = fs::hard_link(&beside, path);
    fs::remove_file(&beside)?;
    match linked {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Why a portal does not start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// Nobody can listen at the address.
    #[error("the address cannot be listened at")]
    Listen,
    /// The database cannot be opened.
    #[error("the database cannot be opened")]
    Database,
    /// The key cannot be read or written; with PostgreSQL its file has to be named.
    #[error("the key cannot be read or written; with PostgreSQL --key-file is needed")]
    Key,
    /// The sender is no mailbox.
    #[error("--from is no mailbox")]
    Sender,
    /// Others than this machine could read the mailbox, with everybody's codes in it.
    #[error("the mailbox shows every code: --smtp is needed, or an address of loopback")]
    Mailbox,
    /// The name server cannot be asked.
    #[error("the name server cannot be asked")]
    NameServer,
}
