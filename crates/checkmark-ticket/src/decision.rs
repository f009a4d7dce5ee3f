//! Answers that are yes.

use alloc::vec::Vec;

use crate::effect::Effect;
use crate::event::Event;
use crate::few::Few;
use crate::personal::SideRecord;

/// What a command comes to: events to store, effects to carry out, and side records to keep apart.
///
/// One without events changes nothing: a tick before anything was due, or a command that was given
/// before. It holds ids, words and instants in place, so that a decision on a command without text
/// does not allocate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Decision {
    pub(crate) events: Few<Event, 4>,
    pub(crate) effects: Few<Effect, 4>,
    pub(crate) personal: Vec<SideRecord>,
    pub(crate) repeated: bool,
}

impl Decision {
    pub(crate) fn repeated() -> Self {
        Self {
            repeated: true,
            ..Self::default()
        }
    }

    /// What happened, in order. To be stored in one go.
    pub fn events(&self) -> impl Iterator<Item = &Event> + Clone {
        self.events.iter()
    }

    /// What the host has to do once the events are stored.
    pub fn effects(&self) -> impl Iterator<Item = &Effect> + Clone {
        self.effects.iter()
    }

    /// What people wrote, to be kept apart from the events.
    #[must_use]
    pub fn personal(&self) -> &[SideRecord] {
        &self.personal
    }

    /// Whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Whether the command had been taken before: the same id twice is the same command, whose
    /// events and effects there are already.
    #[must_use]
    pub const fn is_repeated(&self) -> bool {
        self.repeated
    }

    /// The parts: events, effects, side records.
    pub fn into_parts(
        self,
    ) -> (
        impl Iterator<Item = Event>,
        impl Iterator<Item = Effect>,
        Vec<SideRecord>,
    ) {
        (
            self.events.into_iter(),
            self.effects.into_iter(),
            self.personal,
        )
    }
}
