//! The frame around an example: arguments in, exit code out.

use std::fmt;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use crate::arguments::{Arguments, Usage};
use crate::output::Output;

/// The exit code of a command line or a file that cannot be used, as `getopt` programs have it.
const UNUSABLE: u8 = 2;

/// Reads the command line, runs the example and ends with its exit code: 0 when all went well, 1
/// when a line could not be read, 2 when the command line or a file cannot be used.
pub fn main(
    usage: &Usage,
    run: impl FnOnce(&Arguments, &mut Output) -> Result<ExitCode, Failure>,
) -> ExitCode {
    let ended = Arguments::parse(usage, std::env::args_os().skip(1)).and_then(|arguments| {
        let mut out = Output::standard(arguments.flag("json"), arguments.color()?);
        if arguments.flag("help") {
            out.text(usage)?;
            return Ok(ExitCode::SUCCESS);
        }
        let code = run(&arguments, &mut out)?;
        out.flush()?;
        Ok(code)
    });
    ended.unwrap_or_else(|failure| match failure.kind {
        // Whoever closed the pipe has read enough: `| head` is no failure.
        Kind::Write(io::ErrorKind::BrokenPipe) => ExitCode::SUCCESS,
        Kind::Usage(_) => {
            eprintln!("{}: {failure}\nTry --help.", usage.name);
            ExitCode::from(UNUSABLE)
        }
        _ => {
            eprintln!("{}: {failure}", usage.name);
            ExitCode::from(UNUSABLE)
        }
    })
}

/// Why an example cannot go on at all; a line that cannot be read is none of these.
#[derive(Debug)]
pub struct Failure {
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Usage(String),
    Read(String, io::ErrorKind),
    Write(io::ErrorKind),
}

impl Failure {
    /// A command line that asks for what the example cannot do.
    #[must_use]
    pub fn usage(why: impl fmt::Display) -> Self {
        Self {
            kind: Kind::Usage(why.to_string()),
        }
    }

    /// A file that cannot be read.
    #[must_use]
    pub fn read(path: &Path, error: &io::Error) -> Self {
        Self {
            kind: Kind::Read(path.display().to_string(), error.kind()),
        }
    }

    /// A file that can be read but makes no sense.
    #[must_use]
    pub fn content(path: &Path, why: impl fmt::Display) -> Self {
        Self {
            kind: Kind::Usage(format!("{}: {why}", path.display())),
        }
    }
}

/// What fails without a file of its own is the writing of the answer.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self {
            kind: Kind::Write(error.kind()),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Usage(why) => f.write_str(why),
            Kind::Read(path, kind) => write!(f, "{path}: {kind}"),
            Kind::Write(kind) => write!(f, "writing the answer: {kind}"),
        }
    }
}

impl std::error::Error for Failure {}
