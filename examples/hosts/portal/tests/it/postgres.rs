//! The same over PostgreSQL: a server of the tests' own, if the machine has one.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use checkmark_conformance::Kit;
use portal::{Options, Place};
use postgres::{Client, NoTls};

use crate::audit::{Snapshot, audit};
use crate::conformance::Fired;
use crate::crash::{Folder, Process, alone, crash, drained, port};
use crate::journey::{Answered, Traveller};
use crate::load::load;
use crate::support::{World, agent};
use crate::ways::WAYS;

/// A server, stopped and gone afterwards.
struct Server {
    folder: Folder,
    binaries: PathBuf,
    port: u16,
}

impl Server {
    /// Starts a server, if there is one on the machine.
    fn start(name: &str) -> Option<Self> {
        let binaries = binaries()?;
        let folder = Folder::new(name);
        let server = Self {
            folder,
            binaries,
            port: port(),
        };
        // A server does not run as root: nobody may have the folder.
        let chown = Command::new("chown")
            .arg("nobody")
            .arg(&server.folder.0)
            .output();
        chown.expect("a machine with PostgreSQL has chown");
        server.run("initdb", &["-U", "portal", "-A", "trust", "--no-sync"]);
        let settings = format!(
            "-p {} -k {} -c listen_addresses=127.0.0.1 -c fsync=off",
            server.port,
            server.folder.0.display()
        );
        let start = [
            "-w",
            "-t",
            "120",
            "-o",
            &settings,
            "-l",
            "/dev/null",
            "start",
        ];
        server.run("pg_ctl", &start);
        Some(server)
    }

    #[track_caller]
    fn run(&self, program: &str, arguments: &[&str]) {
        let (done, said) = self.try_run(program, arguments);
        assert!(done, "{program} {arguments:?}: {said}");
    }

    /// Runs a program of the server's; whether it did its work, and what it said. It says so into a
    /// file, as the server that it starts would never close a pipe.
    fn try_run(&self, program: &str, arguments: &[&str]) -> (bool, String) {
        let said = self.folder.0.join("said");
        let program = self.binaries.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "nobody", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        let (Ok(out), Ok(err)) = (File::create(&said), File::create(&said)) else {
            return (false, "no room for a file".to_owned());
        };
        let status = command
            .args(arguments)
            .arg("-D")
            .arg(self.folder.0.join("data"))
            .stdin(Stdio::null())
            .stdout(out)
            .stderr(err)
            .status();
        let text = fs::read_to_string(&said).unwrap_or_default();
        (status.is_ok_and(|it| it.success()), text)
    }

    /// The address of a new database.
    fn database(&self, name: &str) -> String {
        let at = |name: &str| format!("postgresql://portal@127.0.0.1:{}/{name}", self.port);
        let mut client = Client::connect(&at("postgres"), NoTls).expect("the server is there");
        client
            .batch_execute(&format!("CREATE DATABASE {name}"))
            .expect("a name for a database");
        at(name)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let stop = ["-w", "-t", "120", "-m", "immediate", "stop"];
        // One that never started has nothing to stop.
        let _ = self.try_run("pg_ctl", &stop);
    }
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|it| it.stdout.starts_with(b"0\n"))
}

/// Where the programs of the server are: on the path, or where Debian puts them.
fn binaries() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let mut places: Vec<_> = versions.map(|it| it.path().join("bin")).collect();
    places.push("/usr/local/bin".into());
    places.push("/usr/bin".into());
    places
        .into_iter()
        .find(|it| it.join("initdb").exists() && it.join("pg_ctl").exists())
}

/// Starts a server, or says that there is none.
fn server(name: &str) -> Option<Server> {
    let server = Server::start(name);
    if server.is_none() {
        println!("postgresql: absent; nothing was tried over it");
    }
    server
}

#[test]
fn the_twelve_ways_are_the_same_over_postgresql() {
    let Some(server) = server("ways") else {
        return;
    };
    let _alone = alone();
    for (name, walk) in WAYS {
        let database = server.database(&format!("w{}", name.split('_').nth(1).expect("a number")));
        let world = World::with(Options {
            database: Place::Postgres(database),
            key_file: Some(server.folder.0.join("key")),
            ..Options::default()
        });
        walk(&world);
    }
    println!("ways over PostgreSQL: {}", WAYS.len());
}

#[test]
fn a_killed_portal_loses_nothing_and_does_nothing_twice_over_postgresql() {
    let Some(server) = server("crash-postgres") else {
        return;
    };
    let folder = Folder::new("crash-postgres-portal");
    let database = server.database("crash");
    crash("PostgreSQL", &folder.0, &database, None, || {
        Snapshot::postgres(&database)
    });
}

#[test]
fn the_store_over_postgresql_holds_under_fire() {
    let Some(server) = server("fire") else {
        return;
    };
    let _alone = alone();
    let database = server.database("fire");
    let key = server.folder.0.join("key");
    let passed = Kit::new().check(|| {
        let fired = Fired::open(Place::Postgres(database.clone()), Some(key.clone()));
        let mut client = Client::connect(&database, NoTls).expect("the server is there");
        let tables = "head, line, outbox, personal, directory, issued, visit";
        client
            .batch_execute(&format!("TRUNCATE {tables}"))
            .expect("the tables are there");
        fired
    });
    println!(
        "conformance over PostgreSQL: {}",
        passed.expect("no history breaks the store")
    );
}

#[test]
fn several_processes_share_one_postgresql() {
    let Some(server) = server("shared") else {
        return;
    };
    let _alone = alone();
    let folder = Folder::new("shared-portal");
    let database = server.database("shared");
    let ports = [port(), port(), port()];
    let mut processes = Vec::new();
    for port in ports {
        processes.push(Process::start(&folder.0, &database, port));
    }
    // All at once on an empty database: each makes the tables, or finds them.
    for (process, port) in processes.iter_mut().zip(ports) {
        process.answers(&folder.0, port);
    }
    let (answered, black) = (Mutex::new(Answered::new()), AtomicUsize::new(0));
    thread::scope(|scope| {
        for (nth, port) in ports.into_iter().enumerate() {
            let (answered, black) = (&answered, &black);
            scope.spawn(move || {
                let (agent, base) = (agent(), format!("http://127.0.0.1:{port}"));
                for number in 0..6 {
                    let address = format!("p{nth}-{number}@acme.example");
                    let mut traveller = Traveller::new(&agent, &base, address);
                    black.fetch_add(usize::from(traveller.travel()), Ordering::SeqCst);
                    let mut all = answered.lock().expect("nobody panics with the list");
                    all.append(&mut traveller.answered);
                }
            });
        }
    });
    drained(&format!("http://127.0.0.1:{}", ports[0]));
    processes.into_iter().for_each(Process::kill);
    let answered = answered
        .into_inner()
        .expect("nobody panicked with the list");
    let audit = audit(&Snapshot::postgres(&database), &answered);
    println!(
        "shared over PostgreSQL: {} processes, {} accounts, {} mails; {} lost, {} twice",
        ports.len(),
        audit.accounts,
        audit.mails,
        audit.lost.len(),
        audit.twice.len()
    );
    assert_eq!(black.load(Ordering::SeqCst), 18);
    assert!(audit.lost.is_empty(), "{:#?}", audit.lost);
    assert!(audit.twice.is_empty(), "{:#?}", audit.twice);
}

#[test]
fn load_over_postgresql_leaves_every_record_folding_and_every_mail_sent_once() {
    let Some(server) = server("load-postgres") else {
        return;
    };
    let _alone = alone();
    let database = server.database("load");
    let options = Options {
        database: Place::Postgres(database.clone()),
        key_file: Some(server.folder.0.join("key")),
        ..Options::default()
    };
    load("PostgreSQL", options, || Snapshot::postgres(&database));
}
