//! Killing the portal under load, between any two steps.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::audit::{Audit, Snapshot, audit};
use crate::journey::{Answered, Traveller};
use crate::network::MailServer;
use crate::support::{agent, wait};

/// How often the portal is killed.
const KILLS: usize = 12;
/// How long somebody is on the way at the most.
const ON_THE_WAY: Duration = Duration::from_secs(15);
/// How many people are on their way at a time.
const TRAVELLERS: usize = 4;

/// A folder that is gone afterwards.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("portal-{name}-{}", std::process::id()));
        // What a killed test of the same number left.
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("there is room for a folder");
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A process of the portal, gone afterwards, whatever becomes of the test.
pub(crate) struct Process(pub(crate) Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Process {
    pub(crate) fn start(folder: &Path, database: &str, port: u16) -> Self {
        Self::start_with(folder, database, port, &[])
    }

    fn start_with(folder: &Path, database: &str, port: u16, besides: &[String]) -> Self {
        let password = folder.join("staff");
        fs::write(&password, crate::support::PASSWORD).expect("there is room for a file");
        let child = Command::new(env!("CARGO_BIN_EXE_portal"))
            .args(besides)
            .args([
                "--listen",
                &format!("127.0.0.1:{port}"),
                "--database",
                database,
            ])
            .args(["--per-minute", "4000000", "--lease", "1", "--key-file"])
            .arg(folder.join("key"))
            .arg("--staff-password")
            .arg(&password)
            .stdout(Stdio::null())
            .stderr(
                File::create(folder.join(format!("log-{port}"))).expect("there is room for a log"),
            )
            .spawn()
            .expect("the portal starts");
        Self(child)
    }

    /// Waits until it answers; one that ended says why.
    pub(crate) fn answers(&mut self, folder: &Path, port: u16) {
        let (agent, health) = (agent(), format!("http://127.0.0.1:{port}/health"));
        wait(|| {
            if let Ok(Some(status)) = self.0.try_wait() {
                let log = fs::read_to_string(folder.join(format!("log-{port}")));
                panic!("the portal ended, {status}: {}", log.unwrap_or_default());
            }
            agent.get(&health).call().ok()
        });
    }

    /// Kills it: no signal that it could catch.
    pub(crate) fn kill(self) {
        drop(self);
    }
}

/// What wants the machine for itself waits for its turn.
pub(crate) fn alone() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A port that nobody has just now, and that nobody is given: the system gives away higher ones, to
/// each connection that goes out, and would take one back that a killed portal is to have again.
pub(crate) fn port() -> u16 {
    static TAKEN: AtomicUsize = AtomicUsize::new(0);
    loop {
        let nth = TAKEN.fetch_add(1, Ordering::SeqCst);
        let place = (std::process::id() as usize * 64 + nth) % 20_000;
        let port = u16::try_from(10_000 + place).expect("a port is small");
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

/// Waits until a portal has done all there is to do.
pub(crate) fn drained(base: &str) {
    let agent = agent();
    wait(|| {
        let mut answer = agent.get(format!("{base}/metrics")).call().ok()?;
        let text = answer.body_mut().read_to_string().ok()?;
        text.contains("portal_outbox_backlog 0\n").then_some(())
    });
}

/// Kills a portal again and again while people are on their way.
pub(crate) fn crash(
    name: &str,
    folder: &Path,
    database: &str,
    mailbox: Option<&MailServer>,
    snapshot: impl Fn() -> Snapshot,
) -> Audit {
    let besides: Vec<String> = match mailbox {
        Some(server) => vec!["--smtp".to_owned(), server.address.to_string()],
        None => Vec::new(),
    };
    let _alone = alone();
    let start = |port| Process::start_with(folder, database, port, &besides);
    let port = port();
    let base = format!("http://127.0.0.1:{port}");
    let (going, number) = (AtomicBool::new(true), AtomicUsize::new(0));
    let (answered, black) = (Mutex::new(Answered::new()), AtomicUsize::new(0));
    let mut process = Some(start(port));
    let process = &mut process;
    thread::scope(|scope| {
        for _ in 0..TRAVELLERS {
            scope.spawn(|| {
                let agent = agent();
                while going.load(Ordering::SeqCst) {
                    let number = number.fetch_add(1, Ordering::SeqCst);
                    let address = format!("p{number}@acme.example");
                    let mut traveller = Traveller::new(&agent, &base, address)
                        .with_mailbox(mailbox)
                        .within(ON_THE_WAY);
                    if traveller.travel() {
                        black.fetch_add(1, Ordering::SeqCst);
                    }
                    let mut all = answered.lock().expect("nobody panics with the list");
                    all.append(&mut traveller.answered);
                }
            });
        }
        for kill in 0..KILLS {
            // Now and then while it starts; else when it has answered, and never after the same time.
            if kill % 4 != 3 {
                let process = process.as_mut().expect("one is started after each kill");
                process.answers(folder, port);
            }
            thread::sleep(Duration::from_millis(250 + (kill as u64 * 157) % 500));
            process.take().into_iter().for_each(Process::kill);
            *process = Some(start(port));
        }
        thread::sleep(Duration::from_millis(300));
        going.store(false, Ordering::SeqCst);
    });
    drained(&base);
    process.take().into_iter().for_each(Process::kill);
    let answered = answered
        .into_inner()
        .expect("nobody panicked with the list");
    let (snapshot, again) = match mailbox {
        Some(server) => snapshot().with_mails(server.taken().into_iter().map(|it| it.id)),
        None => (snapshot(), 0),
    };
    let audit = audit(&snapshot, &answered);
    println!(
        "crash over {name}: {KILLS} kills, {} accounts of which {} black, {} lines, {} mails ({again} \
         handed over again under their own id); {} lost, {} twice",
        audit.accounts,
        black.load(Ordering::SeqCst),
        audit.lines,
        audit.mails,
        audit.lost.len(),
        audit.twice.len(),
    );
    // Each at least with the one that was on the way last.
    assert!(
        black.load(Ordering::SeqCst) >= TRAVELLERS,
        "hardly anybody arrived"
    );
    assert!(audit.lost.is_empty(), "{:#?}", audit.lost);
    assert!(audit.twice.is_empty(), "{:#?}", audit.twice);
    audit
}

#[test]
fn a_killed_portal_loses_nothing_and_does_nothing_twice_over_sqlite() {
    let folder = Folder::new("crash-sqlite");
    let file = folder.0.join("portal.db");
    let database = file.to_str().expect("the path is text").to_owned();
    crash("SQLite", &folder.0, &database, None, || {
        Snapshot::sqlite(&file)
    });
}

#[test]
fn a_killed_portal_loses_no_mail_to_a_server_and_sends_none_under_two_ids() {
    let folder = Folder::new("crash-smtp");
    let file = folder.0.join("portal.db");
    let database = file.to_str().expect("the path is text").to_owned();
    let server = MailServer::start();
    crash(
        "SQLite with SMTP",
        &folder.0,
        &database,
        Some(&server),
        || Snapshot::sqlite(&file),
    );
}
