//! What is said on the command line.

use std::ffi::OsString;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt as _};
use time::SignedDuration;

use crate::clock::Clock;

/// How a portal is run; everything has a default.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_structs, reason = "tests change a default or two")]
pub struct Options {
    /// Where it listens: on loopback, unless it is told otherwise.
    pub listen: SocketAddr,
    /// Where it keeps things.
    pub database: Place,
    /// The file with the key of the codes; made at the first start. Absent means beside the
    /// database, or nowhere if that is in memory.
    pub key_file: Option<PathBuf>,
    /// The file of the key before, while codes of it are still out: a day after a rotation.
    pub old_key_file: Option<PathBuf>,
    /// The password of the staff; absent means one that is made up and printed.
    pub staff_password: Option<String>,
    /// The mail server; absent means the mailbox that is built in.
    pub smtp: Option<SocketAddr>,
    /// Who mails are from.
    pub from: String,
    /// The name server; absent means the records of the demonstration, alone.
    pub dns: Option<NameServer>,
    /// Whether the demonstration's organizations are set up.
    pub demonstration: bool,
    /// Where the pages are for others, if not where it listens.
    pub base: Option<String>,
    /// How many requests a minute an address may make before it has to wait.
    pub per_minute: u32,
    /// After how long without a word another process does what this one had begun.
    pub lease: SignedDuration,
    /// The clock.
    pub clock: Clock,
}

/// Where things are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "closed: these are the databases there are"
)]
pub enum Place {
    /// In a file of SQLite's.
    File(PathBuf),
    /// In memory, until the process ends.
    Memory,
    /// In PostgreSQL, at this address.
    Postgres(String),
}

/// Who is asked about domains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "closed: the machine's, or this one"
)]
pub enum NameServer {
    /// Those of the machine.
    System,
    /// This one.
    At(SocketAddr),
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080),
            database: Place::File("portal.db".into()),
            key_file: None,
            old_key_file: None,
            staff_password: None,
            smtp: None,
            from: "portal@localhost.localdomain".to_owned(),
            dns: None,
            demonstration: true,
            base: None,
            per_minute: 600,
            lease: SignedDuration::MINUTE,
            clock: Clock::System,
        }
    }
}

/// What `--help` prints.
pub const HELP: &str = "\
A host of Checkmark that one can open in a browser.

    cargo run -p portal -- [switches]

  --listen ADDRESS       where to listen (127.0.0.1:8080)
  --database PLACE       a file for SQLite (portal.db), or postgresql://...
  --memory               keep nothing
  --key-file FILE        the key of the codes (beside the database)
  --old-key-file FILE    the key before, for a day after a rotation
  --staff-password FILE  the password of support and partner programme (made up, and printed)
  --smtp ADDRESS         a mail server (a mailbox that the portal shows)
  --from MAILBOX         who mails are from
  --dns ADDRESS|system   a name server (the records of the demonstration)
  --no-demonstration     set no organizations up
  --base URL             where the pages are for others
  --per-minute N         requests a minute and client (600)
  --lease SECONDS        when another process does what this one had begun (60)
  --help                 this
";

impl Options {
    /// Reads the command line; none means that only help was wanted.
    ///
    /// # Errors
    ///
    /// A switch is unknown, or its value is not of its kind.
    pub fn read(
        arguments: impl IntoIterator<Item = OsString>,
    ) -> Result<Option<Self>, OptionsError> {
        let mut options = Self::default();
        let mut parser = Parser::from_args(arguments);
        let wrong = |_| OptionsError::Value;
        while let Some(argument) = parser.next().map_err(|_| OptionsError::Switch)? {
            let Arg::Long(switch) = argument else {
                return Err(OptionsError::Switch);
            };
            let switch = switch.to_owned();
            let mut value = || parser.value().map_err(wrong);
            match switch.as_str() {
                "listen" => options.listen = value()?.parse().map_err(wrong)?,
                "memory" => options.database = Place::Memory,
                "database" => {
                    let place = value()?.string().map_err(wrong)?;
                    options.database = if place.starts_with("postgres") {
                        Place::Postgres(place)
                    } else {
                        Place::File(place.into())
                    };
                }
                "key-file" => options.key_file = Some(value()?.into()),
                "old-key-file" => options.old_key_file = Some(value()?.into()),
                "staff-password" => {
                    let text = std::fs::read_to_string(value()?);
                    let text = text.map_err(|_| OptionsError::Value)?;
                    options.staff_password = Some(text.trim().to_owned());
                }
                "smtp" => options.smtp = Some(value()?.parse().map_err(wrong)?),
                "from" => options.from = value()?.string().map_err(wrong)?,
                "dns" => {
                    let server = value()?;
                    options.dns = Some(if server == "system" {
                        NameServer::System
                    } else {
                        NameServer::At(server.parse().map_err(wrong)?)
                    });
                }
                "no-demonstration" => options.demonstration = false,
                "base" => options.base = Some(value()?.string().map_err(wrong)?),
                "per-minute" => options.per_minute = value()?.parse().map_err(wrong)?,
                "lease" => {
                    let seconds: u32 = value()?.parse().map_err(wrong)?;
                    options.lease = SignedDuration::seconds(seconds.max(1).into());
                }
                "help" => return Ok(None),
                _ => return Err(OptionsError::Switch),
            }
        }
        Ok(Some(options))
    }
}

/// Why the command line cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OptionsError {
    /// There is no such switch.
    #[error("unknown switch, see --help")]
    Switch,
    /// The value of a switch is not of its kind.
    #[error("a switch has a value that is missing or not of its kind, see --help")]
    Value,
}
