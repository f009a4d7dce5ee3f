//! What the host hands in, and what an account keeps of it.

use checkmark_account::organization::Intake;
use checkmark_account::{OrganizationId, OrganizationKind, ProfileType};
use checkmark_domain::{Class, Judgment};
use time::UtcDateTime;

use crate::state::{Reason, Reasons};
use crate::words::words;

words! {
    /// Whose mailbox an address is (REG-8).
    ///
    /// Closed: it is a yes or a no.
    #[derive(Default)]
    #[expect(clippy::exhaustive_enums, reason = "closed: a yes or a no")]
    Mailbox, UnknownMailbox, "unknown kind of mailbox";
    /// A person's.
    #[default]
    Person "person",
    /// A function's, such as `support@`: it never enrolls in a company.
    Role "role",
}

/// The verdict on the domain of an address, as far as the account keeps it (DOM-4).
///
/// ```
/// use checkmark_domain::{Classifier, Evidence};
/// use checkmark_tier::{Judged, Mailbox, Reason};
/// use time::UtcDateTime;
///
/// let now = UtcDateTime::UNIX_EPOCH;
/// let verdict = Classifier::BUILT_IN.classify(&"gmail.com".parse()?, &Evidence::none(), now);
/// let judged = Judged::new(verdict.summary(), Mailbox::Role, now);
/// assert!(!judged.is_undetermined());
/// assert!(judged.reasons().iter().eq([Reason::RoleMailbox, Reason::ConsumerMailbox]));
/// # Ok::<(), checkmark_domain::ParseDomainError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Judged {
    pub(crate) judgment: Judgment,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) mailbox: Mailbox,
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    pub(crate) at: UtcDateTime,
}

impl Judged {
    /// A verdict in small, whose mailbox it is, and when the evidence was obtained.
    #[must_use]
    pub const fn new(judgment: Judgment, mailbox: Mailbox, at: UtcDateTime) -> Self {
        Self {
            judgment,
            mailbox,
            at,
        }
    }

    /// What the domain is, by which rule.
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::Enterprise);
    /// let history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let judged = history.account().judged().expect("the domain was looked at");
    /// assert_eq!(judged.judgment().class(), checkmark_domain::Class::Corporate);
    /// assert_eq!(judged.mailbox(), Mailbox::Person);
    /// # }
    /// ```
    #[must_use]
    pub const fn judgment(&self) -> Judgment {
        self.judgment
    }

    /// Whose mailbox the address is.
    #[must_use]
    pub const fn mailbox(&self) -> Mailbox {
        self.mailbox
    }

    /// When the evidence was obtained.
    #[must_use]
    pub const fn at(&self) -> UtcDateTime {
        self.at
    }

    /// Whether it settles nothing: neither the class nor the mailbox says anything (DOM-3).
    #[must_use]
    pub const fn is_undetermined(&self) -> bool {
        matches!(self.judgment.class(), Class::Undetermined)
            && matches!(self.mailbox, Mailbox::Person)
    }

    /// Why such an address is not eligible by itself: every reason that holds (LAW-8).
    #[must_use]
    pub const fn reasons(&self) -> Reasons {
        let reasons = match Reason::of(self.judgment.class()) {
            Some(reason) => Reasons::NONE.with(reason),
            None => Reasons::NONE,
        };
        match self.mailbox {
            Mailbox::Person => reasons,
            Mailbox::Role => reasons.with(Reason::RoleMailbox),
        }
    }
}

/// A company profile for which the domain of an address is proved (REG-4).
///
/// ```
/// use checkmark_account::organization::Intake;
/// use checkmark_account::{OrganizationKind, ProfileType};
/// use checkmark_tier::{FoundProfile, Reason};
///
/// let city = FoundProfile::new("city".parse()?).of_kind(OrganizationKind::PublicBody);
/// assert_eq!((city.profile_type(), city.intake()), (ProfileType::Open, Intake::Employees));
/// assert_eq!(city.obstacle(), None);
/// assert_eq!(city.of_type(ProfileType::Restricted).obstacle(), Some(Reason::RestrictedProfile));
/// assert_eq!(city.with_intake(Intake::Nobody).obstacle(), Some(Reason::NoIntake));
/// # Ok::<(), checkmark_account::ParseIdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FoundProfile {
    organization: OrganizationId,
    #[cfg_attr(feature = "serde", serde(default = "company"))]
    kind: OrganizationKind,
    #[cfg_attr(feature = "serde", serde(default = "open"))]
    profile_type: ProfileType,
    #[cfg_attr(feature = "serde", serde(default = "employees"))]
    intake: Intake,
}

#[cfg(feature = "serde")]
const fn company() -> OrganizationKind {
    OrganizationKind::Company
}

#[cfg(feature = "serde")]
const fn open() -> ProfileType {
    ProfileType::Open
}

#[cfg(feature = "serde")]
const fn employees() -> Intake {
    Intake::Employees
}

impl FoundProfile {
    /// The open profile of a company whose domain takes employees.
    #[must_use]
    pub const fn new(organization: OrganizationId) -> Self {
        Self {
            organization,
            kind: OrganizationKind::Company,
            profile_type: ProfileType::Open,
            intake: Intake::Employees,
        }
    }

    /// The same of another kind of organization.
    #[must_use]
    pub const fn of_kind(self, kind: OrganizationKind) -> Self {
        Self { kind, ..self }
    }

    /// The same of another type.
    #[must_use]
    pub const fn of_type(self, profile_type: ProfileType) -> Self {
        Self {
            profile_type,
            ..self
        }
    }

    /// The same where the domain takes in others.
    #[must_use]
    pub const fn with_intake(self, intake: Intake) -> Self {
        Self { intake, ..self }
    }

    /// The organization.
    #[must_use]
    pub const fn organization(&self) -> OrganizationId {
        self.organization
    }

    /// Company or public body.
    #[must_use]
    pub const fn kind(&self) -> OrganizationKind {
        self.kind
    }

    /// Open or restricted.
    #[must_use]
    pub const fn profile_type(&self) -> ProfileType {
        self.profile_type
    }

    /// Whom the domain takes in.
    #[must_use]
    pub const fn intake(&self) -> Intake {
        self.intake
    }

    /// Why one cannot join it by the address alone, if not (ORG-1, ORG-2).
    #[must_use]
    pub const fn obstacle(&self) -> Option<Reason> {
        match (self.profile_type, self.intake) {
            (ProfileType::Restricted, _) => Some(Reason::RestrictedProfile),
            (ProfileType::Open, Intake::Employees) => None,
            (ProfileType::Open, _) => Some(Reason::NoIntake),
        }
    }
}
