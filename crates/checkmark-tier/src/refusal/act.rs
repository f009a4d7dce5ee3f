//! What is wanted: a command, told apart by its topic.

use crate::command::{Command, CommandKind, Topic};
use crate::form::Form;

/// A command as the ways out tell them apart: by its kind, and that which asks for support by its
/// topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Act(u8);

/// The acts that ask for support come after the kinds, and those by which the request was opened
/// after these.
const ASKED: u8 = CommandKind::ALL.len() as u8;
const OPENED: u8 = ASKED + Topic::ALL.len() as u8;

impl Act {
    /// How many there are.
    pub(crate) const COUNT: u8 = OPENED + Topic::ALL.len() as u8;

    pub(crate) const fn of<F: Form>(command: &Command<F>) -> Self {
        match command {
            Command::RequestSupport { topic } => Self(ASKED + *topic as u8),
            Command::RequestOpened { topic, .. } => Self(OPENED + *topic as u8),
            command => Self(command.kind() as u8),
        }
    }

    pub(crate) const fn plain(kind: CommandKind) -> Self {
        Self(kind as u8)
    }

    pub(crate) const fn new(index: u8) -> Self {
        Self(index)
    }

    pub(crate) const fn index(self) -> u8 {
        self.0
    }

    pub(crate) const fn kind(self) -> CommandKind {
        if self.0 >= OPENED {
            CommandKind::RequestOpened
        } else if self.0 >= ASKED {
            CommandKind::RequestSupport
        } else {
            CommandKind::ALL[self.0 as usize]
        }
    }

    pub(crate) const fn topic(self) -> Option<Topic> {
        if self.0 >= OPENED {
            Some(Topic::ALL[(self.0 - OPENED) as usize])
        } else if self.0 >= ASKED {
            Some(Topic::ALL[(self.0 - ASKED) as usize])
        } else {
            None
        }
    }

    /// What leads to the same end where this does not: a company profile is asked for by submitting
    /// it (REG-6).
    pub(crate) fn by_its_door(self) -> Self {
        if self.kind() == CommandKind::RequestSupport && self.topic() == Some(Topic::CompanyProfile)
        {
            Self::plain(CommandKind::SubmitProfile)
        } else {
            self
        }
    }
}
