//! Who gives a command.

use core::fmt;
use core::str::FromStr;

/// Who gives a command (LAW-7).
///
/// Closed: callers match on it to decide what to offer to whom.
///
/// ```
/// use checkmark_account::Actor;
///
/// assert_eq!("partner_programme".parse(), Ok(Actor::PartnerProgramme));
/// assert_eq!(Actor::Person.as_str(), "person");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "alloc::string::String", into = "&'static str")
)]
#[expect(
    clippy::exhaustive_enums,
    reason = "closed: who may act is part of the contract"
)]
pub enum Actor {
    /// The person whose account it is.
    Person,
    /// An agent of administrative support.
    Support,
    /// The partner programme.
    PartnerProgramme,
    /// An administrator of an organization.
    Administrator,
    /// The host: evidence, deliveries.
    Host,
    /// The host's clock.
    Clock,
}

impl Actor {
    /// Every actor.
    pub const ALL: [Self; 6] = [
        Self::Person,
        Self::Support,
        Self::PartnerProgramme,
        Self::Administrator,
        Self::Host,
        Self::Clock,
    ];

    /// The stable code, on screen and on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Support => "support",
            Self::PartnerProgramme => "partner_programme",
            Self::Administrator => "administrator",
            Self::Host => "host",
            Self::Clock => "clock",
        }
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl From<Actor> for &'static str {
    fn from(actor: Actor) -> Self {
        actor.as_str()
    }
}

impl FromStr for Actor {
    type Err = UnknownActor;

    fn from_str(text: &str) -> Result<Self, UnknownActor> {
        Self::ALL
            .into_iter()
            .find(|actor| actor.as_str() == text)
            .ok_or(UnknownActor)
    }
}

impl TryFrom<alloc::string::String> for Actor {
    type Error = UnknownActor;

    fn try_from(text: alloc::string::String) -> Result<Self, UnknownActor> {
        text.parse()
    }
}

/// A text that names no actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown actor")]
#[non_exhaustive]
pub struct UnknownActor;
