//! Standard output: JSON lines, or text for people with colors where the terminal has them.

use std::fmt;
use std::io::{self, BufWriter, Write};

use anstream::AutoStream;
use serde::Serialize;

use crate::paint::ColorWhen;

/// Where the answer goes. `write!` it for people; [`Output::json`] it for programs.
pub struct Output {
    sink: Box<dyn Write>,
    json: bool,
}

impl Output {
    /// Standard output.
    #[must_use]
    pub fn standard(json: bool, color: ColorWhen) -> Self {
        // What stands in a JSON string is escaped, so nothing there needs to be stripped.
        let choice = if json {
            anstream::ColorChoice::AlwaysAnsi
        } else {
            color.choice()
        };
        color.hold();
        let stream = AutoStream::new(io::stdout(), choice);
        Self {
            sink: Box::new(BufWriter::with_capacity(1 << 16, stream)),
            json,
        }
    }

    /// Any other sink, written as it comes, such as a buffer in a test.
    #[must_use]
    pub fn over(sink: impl Write + 'static, json: bool) -> Self {
        Self {
            sink: Box::new(sink),
            json,
        }
    }

    /// Whether the answer is to be JSON lines and nothing else.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// Prints a value as one line of JSON.
    ///
    /// # Errors
    ///
    /// The output breaks off.
    pub fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.sink, value)?;
        self.sink.write_all(b"\n")
    }

    /// Prints a text that already has its line ends.
    ///
    /// # Errors
    ///
    /// The output breaks off.
    pub fn text(&mut self, text: &impl fmt::Display) -> io::Result<()> {
        write!(self.sink, "{text}")?;
        self.flush()
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.sink.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.json {
            "Output(json)"
        } else {
            "Output(text)"
        })
    }
}
