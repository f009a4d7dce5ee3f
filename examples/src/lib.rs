//! What the examples share: the command line, the lines of a file, the terminal.
//!
//! An example is a host in small: it brings what the crates do not have, such as files, a clock
//! and colors. The frame is the same for all:
//!
//! ```no_run
//! use std::io::Write as _;
//! use std::process::ExitCode;
//!
//! use examples::arguments::{Arguments, Switch, Usage};
//! use examples::lines::Lines;
//! use examples::output::Output;
//! use examples::run::Failure;
//!
//! const USAGE: Usage = Usage {
//!     name: "lengths",
//!     about: "Says how long each line is.",
//!     operands: "[FILE | -]",
//!     switches: &[Switch::value("unit", "NAME", "what to count: bytes or chars")],
//! };
//!
//! fn main() -> ExitCode {
//!     examples::run::main(&USAGE, run)
//! }
//!
//! fn run(arguments: &Arguments, out: &mut Output) -> Result<ExitCode, Failure> {
//!     let chars = arguments.value("unit").unwrap_or("chars") == "chars";
//!     let mut lines = Lines::open(arguments.source()?)?;
//!     while let Some(line) = lines.next(out)? {
//!         let length = if chars { line.text().chars().count() } else { line.text().len() };
//!         match u8::try_from(length) {
//!             Ok(length) if out.is_json() => out.json(&length)?,
//!             Ok(length) => writeln!(out, "{length:>4}")?,
//!             // Said on standard error with the number of the line; the example goes on.
//!             Err(error) => {
//!                 let number = line.number();
//!                 lines.fault(number, &error);
//!             }
//!         }
//!     }
//!     // Failure if a line could not be read.
//!     Ok(lines.finish())
//! }
//! ```

pub mod arguments;
pub mod cases;
pub mod clock;
pub mod evaluation;
pub mod journey;
pub mod lines;
pub mod output;
pub mod paint;
pub mod policy;
pub mod progress;
pub mod rows;
pub mod run;
pub mod table;
