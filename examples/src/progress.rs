//! A line on standard error that says how far a long input is.

use std::fmt;
use std::io::{self, IsTerminal as _, Write};
use std::time::Duration;

use crate::clock::Stopwatch;
use crate::table::thousands;

/// An input is long when it is not through by then.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the line is written anew.
const PACE: Duration = Duration::from_millis(100);
/// How many lines pass between two looks at the clock.
const STRIDE: u64 = 256;

/// How far the reading is.
pub struct Progress {
    terminal: Option<Box<dyn Write>>,
    watch: Stopwatch,
    lines: u64,
    bytes: u64,
    total: Option<u64>,
    due: Duration,
    shown: bool,
}

impl Progress {
    /// Shown when a person watches: standard error is a terminal, and standard output is not, for
    /// there the answers themselves are the progress. `total` is the length of the input in bytes.
    #[must_use]
    pub fn on_terminal(total: Option<u64>) -> Self {
        let watched = io::stderr().is_terminal() && !io::stdout().is_terminal();
        let terminal = watched.then(|| Box::new(io::stderr()) as Box<dyn Write>);
        Self::new(terminal, total)
    }

    /// Never shown.
    #[must_use]
    pub fn silent() -> Self {
        Self::new(None, None)
    }

    fn new(terminal: Option<Box<dyn Write>>, total: Option<u64>) -> Self {
        Self {
            terminal,
            watch: Stopwatch::start(),
            lines: 0,
            bytes: 0,
            total,
            due: PATIENCE,
            shown: false,
        }
    }

    /// One line more, of so many bytes.
    pub fn tick(&mut self, bytes: usize) {
        self.lines += 1;
        self.bytes += bytes as u64;
        if self.terminal.is_some() && self.lines.is_multiple_of(STRIDE) {
            self.show(self.watch.elapsed());
        }
    }

    /// Takes the line away, so that something else can be written.
    pub fn clear(&mut self) {
        if let Some(terminal) = self.terminal.as_mut().filter(|_| self.shown) {
            // Progress that cannot be shown is no reason to stop.
            _ = write!(terminal, "\r\x1b[2K").and_then(|()| terminal.flush());
        }
        self.shown = false;
    }

    fn show(&mut self, elapsed: Duration) {
        if elapsed < self.due {
            return;
        }
        self.due = elapsed + PACE;
        let line = line(self.lines, self.bytes, self.total);
        if let Some(terminal) = &mut self.terminal {
            _ = write!(terminal, "\r\x1b[2K{line}").and_then(|()| terminal.flush());
            self.shown = true;
        }
    }
}

/// `12,288 lines, 41 %`.
fn line(lines: u64, bytes: u64, total: Option<u64>) -> String {
    let share = total.and_then(|total| (bytes.min(total) * 100).checked_div(total));
    let share = share.map_or_else(String::new, |share| format!(", {share} %"));
    format!("{} lines{share}", thousands(lines))
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Progress({})", line(self.lines, self.bytes, self.total))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Terminal(Arc<Mutex<Vec<u8>>>);

    impl Write for Terminal {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("one thread alone writes").write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_long_input_is_shown_and_taken_away_again() {
        let terminal = Terminal::default();
        let mut progress = Progress::new(Some(Box::new(terminal.clone())), Some(4_000));
        for _ in 0..1_000 {
            progress.tick(2);
        }
        progress.show(PATIENCE);
        progress.show(PATIENCE + PACE / 2);
        progress.clear();
        progress.clear();
        let written = terminal.0.lock().expect("one thread alone writes").clone();
        let written = String::from_utf8(written).expect("only text is written");
        assert_eq!(written, "\r\x1b[2K1,000 lines, 50 %\r\x1b[2K");
    }

    #[test]
    fn an_empty_file_has_no_share() {
        assert_eq!(line(0, 0, Some(0)), "0 lines");
        assert_eq!(line(1_234_567, 9, None), "1,234,567 lines");
        assert_eq!(line(3, 12, Some(10)), "3 lines, 100 %");
    }
}
