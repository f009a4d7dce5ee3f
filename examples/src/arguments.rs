//! The command line: one declaration that is the help text and the parser in one.

use std::ffi::OsString;
use std::fmt;
use std::str::FromStr;

use lexopt::Arg;

use crate::lines::Source;
use crate::paint::ColorWhen;
use crate::run::Failure;
use crate::table::Table;

/// What an example takes; `--json`, `--color` and `--help` are taken by all.
#[derive(Clone, Copy, Debug)]
pub struct Usage {
    /// The name after `cargo run --example`.
    pub name: &'static str,
    /// One or more sentences on what it does.
    pub about: &'static str,
    /// The operands as the help shows them, such as `[FILE | -]`; empty if it takes none.
    pub operands: &'static str,
    /// What the example takes beyond the common switches.
    pub switches: &'static [Switch],
}

/// A switch with a long name.
#[derive(Clone, Copy, Debug)]
pub struct Switch {
    name: &'static str,
    value: Option<&'static str>,
    help: &'static str,
}

impl Switch {
    /// A switch that stands alone, such as `--audit`.
    #[must_use]
    pub const fn flag(name: &'static str, help: &'static str) -> Self {
        Self {
            name,
            value: None,
            help,
        }
    }

    /// A switch with a value, such as `--lang sv`; `placeholder` names it in the help.
    #[must_use]
    pub const fn value(name: &'static str, placeholder: &'static str, help: &'static str) -> Self {
        Self {
            name,
            value: Some(placeholder),
            help,
        }
    }
}

const COMMON: &[Switch] = &[
    Switch::flag("json", "print JSON lines and nothing else"),
    Switch::value("color", "WHEN", "auto, always or never"),
    Switch::flag("help", "print this text"),
];

impl Usage {
    fn switch(&self, name: &str) -> Option<&'static Switch> {
        let mut all = self.switches.iter().chain(COMMON);
        all.find(|switch| switch.name == name)
    }
}

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n", self.about.trim())?;
        let gap = if self.operands.is_empty() { "" } else { " " };
        let Self { name, operands, .. } = self;
        writeln!(
            f,
            "Usage: cargo run --example {name} -- [SWITCHES]{gap}{operands}\n"
        )?;
        let mut table = Table::indented(2).at_least(&[20]);
        for switch in self.switches.iter().chain(COMMON) {
            let value = switch.value.map(|value| format!(" {value}"));
            let left = format!("--{}{}", switch.name, value.unwrap_or_default());
            table.row([left.as_str(), switch.help]);
        }
        write!(f, "{table}")
    }
}

/// What the command line said.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    given: Vec<(&'static str, String)>,
    operands: Vec<OsString>,
}

impl Arguments {
    /// Reads a command line, without the name of the program.
    ///
    /// # Errors
    ///
    /// An unknown switch, a switch given twice, a missing value, a value where none belongs, text
    /// that is not Unicode.
    pub fn parse<I>(usage: &Usage, words: I) -> Result<Self, Failure>
    where
        I: IntoIterator<Item: Into<OsString>>,
    {
        let mut parser = lexopt::Parser::from_args(words);
        let mut arguments = Self::default();
        while let Some(word) = parser.next().map_err(Failure::usage)? {
            let switch = match &word {
                Arg::Value(operand) => {
                    arguments.operands.push(operand.clone());
                    continue;
                }
                Arg::Short('h') => usage.switch("help"),
                Arg::Short(_) => None,
                Arg::Long(name) => usage.switch(name),
            };
            let Some(switch) = switch else {
                return Err(Failure::usage(word.unexpected()));
            };
            if arguments.flag(switch.name) {
                return Err(Failure::usage(format!("--{} is given twice", switch.name)));
            }
            let value = match switch.value {
                None => String::new(),
                Some(_) => {
                    let value = parser.value().map_err(Failure::usage)?;
                    let told = value.into_string();
                    told.map_err(|_| {
                        Failure::usage(format!("--{} is not Unicode text", switch.name))
                    })?
                }
            };
            arguments.given.push((switch.name, value));
        }
        Ok(arguments)
    }

    /// Whether the switch was given.
    #[must_use]
    pub fn flag(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    /// The text given with a switch.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        let mut given = self.given.iter();
        given
            .find(|(switch, _)| *switch == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value given with a switch, parsed.
    ///
    /// # Errors
    ///
    /// The text is no such value; the failure names the switch.
    pub fn parsed<T>(&self, name: &str) -> Result<Option<T>, Failure>
    where
        T: FromStr<Err: fmt::Display>,
    {
        let value = self.value(name).map(str::parse).transpose();
        value.map_err(|error| Failure::usage(format!("--{name}: {error}")))
    }

    /// What stood on the line beside the switches.
    #[must_use]
    pub fn operands(&self) -> &[OsString] {
        &self.operands
    }

    /// Where to read from: the one operand, and without one or at `-` standard input.
    ///
    /// # Errors
    ///
    /// More than one operand.
    pub fn source(&self) -> Result<Source, Failure> {
        match self.operands.as_slice() {
            [] => Ok(Source::Standard),
            [one] if one == "-" => Ok(Source::Standard),
            [one] => Ok(Source::File(one.into())),
            _ => Err(Failure::usage("one file at a time")),
        }
    }

    /// When to color; `auto` if nothing was said.
    ///
    /// # Errors
    ///
    /// A word that is none of `auto`, `always`, `never`.
    pub fn color(&self) -> Result<ColorWhen, Failure> {
        Ok(self.parsed("color")?.unwrap_or_default())
    }
}
