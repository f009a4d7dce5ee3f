//! The lines of a file or of standard input, with their numbers, and the count of those that could
//! not be read.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal as _, Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::de::DeserializeOwned;

use crate::output::Output;
use crate::progress::Progress;
use crate::run::Failure;

/// The longest line that is read, in bytes; a longer one is a fault and is skipped.
pub const LONGEST: usize = 1 << 20;

/// Where lines come from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Standard,
}

impl Source {
    fn name(&self) -> &Path {
        match self {
            Self::File(path) => path,
            Self::Standard => Path::new("standard input"),
        }
    }
}

/// Lines one after another, none of them kept.
pub struct Lines {
    source: Source,
    reader: BufReader<Box<dyn Read>>,
    buffer: Vec<u8>,
    number: usize,
    faults: usize,
    progress: Progress,
}

/// A line that is neither blank nor a fault.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    number: usize,
    text: &'a str,
}

impl<'a> Line<'a> {
    /// The number of the line; the first is 1.
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }

    /// The line without its end and without blanks around it.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }
}

impl Lines {
    /// Opens a source.
    ///
    /// # Errors
    ///
    /// The file cannot be opened.
    pub fn open(source: Source) -> Result<Self, Failure> {
        let (reader, bytes): (Box<dyn Read>, _) = match &source {
            Source::File(path) => {
                let file = File::open(path).map_err(|error| Failure::read(path, &error))?;
                let bytes = file.metadata().ok().map(|data| data.len());
                (Box::new(file), bytes)
            }
            Source::Standard => {
                let standard = io::stdin();
                if standard.is_terminal() {
                    eprintln!("Reading lines from the keyboard; an end of file ends them.");
                }
                (Box::new(standard), None)
            }
        };
        Ok(Self::over(source, reader, Progress::on_terminal(bytes)))
    }

    /// Lines of a text at hand, such as a script that the example carries itself; `name` stands in
    /// the messages.
    #[must_use]
    pub fn of_text(name: &str, text: &'static str) -> Self {
        let source = Source::File(PathBuf::from(name));
        Self::over(source, Box::new(text.as_bytes()), Progress::silent())
    }

    fn over(source: Source, reader: Box<dyn Read>, progress: Progress) -> Self {
        Self {
            source,
            reader: BufReader::with_capacity(1 << 16, reader),
            buffer: Vec::new(),
            number: 0,
            faults: 0,
            progress,
        }
    }

    /// The next line that is not blank; lines that are too long or not UTF-8 are said to be faults
    /// and passed over. Before this waits for input, `out` is flushed, so that who types a line
    /// sees its answer.
    ///
    /// # Errors
    ///
    /// The source breaks off, or the output does.
    pub fn next(&mut self, out: &mut Output) -> Result<Option<Line<'_>>, Failure> {
        loop {
            if self.reader.buffer().is_empty() {
                out.flush()?;
            }
            let read = self.fill().map_err(|error| self.broken(&error))?;
            if read == 0 {
                return Ok(None);
            }
            self.number += 1;
            self.progress.tick(read);
            let fault = if self.buffer.len() > LONGEST {
                LineFault::TooLong
            } else {
                match str::from_utf8(&self.buffer) {
                    Ok(text) if text.trim_matches(BLANK).is_empty() => continue,
                    Ok(_) => break,
                    Err(error) => LineFault::NotUtf8(error.valid_up_to()),
                }
            };
            self.fault(self.number, &fault);
        }
        let text = str::from_utf8(&self.buffer).expect("the loop ends on valid text alone");
        Ok(Some(Line {
            number: self.number,
            text: text.trim_matches(BLANK),
        }))
    }

    /// Says on standard error that a line could not be read, and counts it.
    pub fn fault(&mut self, number: usize, why: &dyn fmt::Display) {
        self.faults += 1;
        self.progress.clear();
        let name = self.source.name().display();
        // Nobody is left to tell when standard error is closed.
        _ = writeln!(anstream::stderr(), "{name}:{number}: {why}");
    }

    /// How many lines were read so far, blank ones among them.
    #[must_use]
    pub fn count(&self) -> usize {
        self.number
    }

    /// How many lines could not be read so far.
    #[must_use]
    pub fn faults(&self) -> usize {
        self.faults
    }

    /// The exit code: failure if a line could not be read.
    #[must_use]
    pub fn finish(mut self) -> ExitCode {
        self.progress.clear();
        if self.faults == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }

    /// Reads up to the end of the line into the buffer, no more than one byte over the limit, and
    /// answers how many bytes of the source are gone.
    fn fill(&mut self) -> io::Result<usize> {
        self.buffer.clear();
        let limit = LONGEST as u64 + 1;
        let mut read = (&mut self.reader)
            .take(limit)
            .read_until(b'\n', &mut self.buffer)?;
        if self.buffer.last() == Some(&b'\n') {
            self.buffer.pop();
        } else if self.buffer.len() > LONGEST {
            read += self.reader.skip_until(b'\n')?;
        }
        Ok(read)
    }

    fn broken(&self, error: &io::Error) -> Failure {
        Failure::read(self.source.name(), error)
    }
}

impl fmt::Debug for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { source, number, .. } = self;
        write!(f, "Lines({source:?} after line {number})")
    }
}

/// White space, and the byte order mark that some editors put in front.
const BLANK: fn(char) -> bool = |it| it.is_whitespace() || it == '\u{feff}';

#[derive(Clone, Copy, Debug, thiserror::Error)]
enum LineFault {
    #[error("longer than {LONGEST} bytes")]
    TooLong,
    #[error("not UTF-8 at byte {0}")]
    NotUtf8(usize),
}

/// Reads a line of JSON.
///
/// # Errors
///
/// The fault with its column in the line.
pub fn json<T: DeserializeOwned>(text: &str) -> Result<T, JsonFault> {
    serde_json::from_str(text).map_err(|error| JsonFault { error })
}

/// What is wrong with a line of JSON, and in which column.
#[derive(Debug)]
pub struct JsonFault {
    error: serde_json::Error,
}

impl JsonFault {
    /// A fault of the whole line.
    #[must_use]
    pub fn of(why: &'static str) -> Self {
        Self {
            error: serde::de::Error::custom(why),
        }
    }

    /// A fault of the whole line, told by another error.
    #[must_use]
    pub fn because(why: impl fmt::Display) -> Self {
        Self {
            error: serde::de::Error::custom(why),
        }
    }

    /// The column, in bytes; the first is 1, and 0 is the whole line.
    #[must_use]
    pub fn column(&self) -> usize {
        self.error.column()
    }
}

impl fmt::Display for JsonFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = self.error.to_string();
        // The library counts lines too, and ours has but one.
        let why = told.rsplit_once(" at line ").map_or(&*told, |(why, _)| why);
        write!(f, "{why} at column {}", self.column())
    }
}

impl std::error::Error for JsonFault {}
