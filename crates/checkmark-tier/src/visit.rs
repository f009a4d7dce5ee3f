//! Where somebody is, and whether signed in.

use time::UtcDateTime;

use crate::words::words;

words! {
    /// The place that is visited (MARK-1).
    ///
    /// Closed: the mark depends on which of the two it is.
    #[derive(Default)]
    #[expect(clippy::exhaustive_enums, reason = "closed: the mark tells these two apart")]
    Place, UnknownPlace, "unknown place";
    /// The shop, where the tier is not resolved.
    Shop "shop",
    /// The support site.
    #[default]
    Support "support",
}

/// What the host knows of the visit in which a command is given.
///
/// ```
/// use checkmark_tier::{Place, Session};
/// use time::UtcDateTime;
///
/// let session = Session::at(Place::Support).with_password_verified_at(UtcDateTime::UNIX_EPOCH);
/// assert!(session.is_signed_in());
/// assert!(!Session::default().is_signed_in());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Session {
    place: Place,
    signed_in: bool,
    #[cfg_attr(
        feature = "serde",
        serde(with = "checkmark_account::wire::optional_instant")
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<alloc::string::String>"))]
    password_verified_at: Option<UtcDateTime>,
}

impl Session {
    /// Somebody who is not signed in, at the support site.
    #[must_use]
    pub const fn signed_out() -> Self {
        Self {
            place: Place::Support,
            signed_in: false,
            password_verified_at: None,
        }
    }

    /// Somebody who is signed in there.
    #[must_use]
    pub const fn at(place: Place) -> Self {
        Self {
            place,
            signed_in: true,
            password_verified_at: None,
        }
    }

    /// The same, where the host verified the account's password at this instant (REG-1, ACC-5). No
    /// crate ever sees a password.
    #[must_use]
    pub const fn with_password_verified_at(self, at: UtcDateTime) -> Self {
        Self {
            password_verified_at: Some(at),
            ..self
        }
    }

    /// Where.
    #[must_use]
    pub const fn place(&self) -> Place {
        self.place
    }

    /// Whether signed in.
    #[must_use]
    pub const fn is_signed_in(&self) -> bool {
        self.signed_in
    }

    /// When the host last verified the account's password in this visit.
    ///
    /// ```
    /// use checkmark_tier::{Place, Session};
    /// use time::UtcDateTime;
    ///
    /// let session = Session::at(Place::Support);
    /// assert_eq!(session.password_verified_at(), None);
    /// let at = UtcDateTime::UNIX_EPOCH;
    /// assert_eq!(session.with_password_verified_at(at).password_verified_at(), Some(at));
    /// ```
    #[must_use]
    pub const fn password_verified_at(&self) -> Option<UtcDateTime> {
        self.password_verified_at
    }
}
