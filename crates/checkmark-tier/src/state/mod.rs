//! Where an account stands on its way to business access.

mod reason;
mod words;

pub use reason::{Reason, Reasons, UnknownReason};
pub use words::{
    Business, Door, EvidenceKind, ProfileReason, ProfileReasons, Proof, Referral, RepairStep,
    Route, StateKind, UnknownBusiness, UnknownDoor, UnknownEvidenceKind, UnknownProfileReason,
    UnknownProof, UnknownReferral, UnknownRepairStep, UnknownRoute, UnknownStateKind,
};

use checkmark_account::RequestId;
use time::UtcDateTime;

use crate::tier::{CheckMark, Tier};

/// Where an account stands. It holds no name, no address and no code.
///
/// Open: later versions may tell more apart. [`tier`](Self::tier) is the closed projection, and
/// [`kind`](Self::kind) the state without its data.
///
/// ```
/// use checkmark_tier::{State, Tier};
///
/// assert_eq!(State::Basic.tier(), Some(Tier::Basic));
/// assert_eq!(State::Unregistered.tier(), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum State {
    /// Nobody yet.
    #[default]
    Unregistered,
    /// Signed up; the code was mailed (CODE-1).
    AwaitingCode,
    /// The address is proved (TIER-1).
    Basic,
    /// "Additional access required": the route is to be chosen (REG-2).
    RouteDue,
    /// The partner programme was asked (REG-2).
    Referred {
        /// As what.
        to: Referral,
    },
    /// The business details are outstanding (REG-3).
    DetailsDue,
    /// Nothing is decided until the host brings evidence (DOM-3).
    EvidenceDue {
        /// Which.
        needs: EvidenceKind,
    },
    /// One of several organizations is to be chosen (REG-4); the account has the list.
    OrganizationDue,
    /// The organization has no profile yet (REG-4).
    ProfileDue {
        /// Why; every reason that holds.
        reasons: ProfileReasons,
    },
    /// The profile is being set up (REG-6).
    ProfileInReview {
        /// What support makes of it.
        review: Review,
    },
    /// Registration is finished, and the account is not eligible by itself (TIER-2).
    Limited {
        /// Why not; every reason that holds (LAW-8).
        because: Reasons,
    },
    /// Registration is finished, and the mark did not move (FIX-1).
    StuckInBasic {
        /// The step of the repair that is due.
        due: RepairStep,
        /// Why it is not eligible by itself.
        because: Reasons,
    },
    /// Administrative support has it (TKT-1).
    SupportReview {
        /// The request.
        review: Review,
        /// Why it is not eligible by itself.
        because: Reasons,
    },
    /// Access is granted, and its confirmation is not handed over yet (REG-5).
    Confirming,
    /// Customer, partner, or both (TIER-3).
    Enterprise,
    /// Suspended by support (ACC-7).
    Suspended,
    /// Deactivated by the person (ACC-7).
    Deactivated,
    /// Closed. It can still be erased (ACC-7).
    Closed,
    /// Erased. Terminal (ACC-7).
    Erased,
}

impl State {
    /// The tier, where there is one.
    #[must_use]
    pub const fn tier(&self) -> Option<Tier> {
        self.kind().tier()
    }

    /// What a signed-in visit at the support site shows (MARK-1).
    #[must_use]
    pub const fn mark(&self) -> CheckMark {
        match self.tier() {
            Some(tier) => CheckMark::of(tier),
            None => CheckMark::None,
        }
    }

    /// The state without its data.
    #[must_use]
    pub const fn kind(&self) -> StateKind {
        match self {
            Self::Unregistered => StateKind::Unregistered,
            Self::AwaitingCode => StateKind::AwaitingCode,
            Self::Basic => StateKind::Basic,
            Self::RouteDue => StateKind::RouteDue,
            Self::Referred {
                to: Referral::PartnerEmployee,
            } => StateKind::ReferredPartnerEmployee,
            Self::Referred {
                to: Referral::ProspectivePartner,
            } => StateKind::ReferredProspectivePartner,
            Self::DetailsDue => StateKind::DetailsDue,
            Self::EvidenceDue { .. } => StateKind::EvidenceDue,
            Self::OrganizationDue => StateKind::OrganizationDue,
            Self::ProfileDue { .. } => StateKind::ProfileDue,
            Self::ProfileInReview { .. } => StateKind::ProfileInReview,
            Self::Limited { .. } => StateKind::Limited,
            Self::StuckInBasic { .. } => StateKind::StuckInBasic,
            Self::SupportReview { .. } => StateKind::SupportReview,
            Self::Confirming => StateKind::Confirming,
            Self::Enterprise => StateKind::Enterprise,
            Self::Suspended => StateKind::Suspended,
            Self::Deactivated => StateKind::Deactivated,
            Self::Closed => StateKind::Closed,
            Self::Erased => StateKind::Erased,
        }
    }

    /// Why the account is not eligible by itself; empty where that is not the question.
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::Limited);
    /// let history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let account = history.account();
    /// assert!(account.state().because().contains(Reason::GmailHosted));
    /// assert!(State::Basic.because().is_empty());
    /// # }
    /// ```
    #[must_use]
    pub const fn because(&self) -> Reasons {
        match self {
            Self::Limited { because }
            | Self::StuckInBasic { because, .. }
            | Self::SupportReview { because, .. } => *because,
            _ => Reasons::NONE,
        }
    }

    /// What support makes of an open request, in the states that wait for it.
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::SupportReview);
    /// let history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let account = history.account();
    /// let review = account.state().review().expect("support was asked");
    /// assert_eq!((review.request(), review.reopening()), (None, 0), "the host has not opened it yet");
    /// # }
    /// ```
    #[must_use]
    pub const fn review(&self) -> Option<Review> {
        match self {
            Self::ProfileInReview { review } | Self::SupportReview { review, .. } => Some(*review),
            _ => None,
        }
    }
}

impl StateKind {
    /// The tier of the states of this kind.
    #[must_use]
    pub const fn tier(self) -> Option<Tier> {
        match self {
            Self::Unregistered
            | Self::AwaitingCode
            | Self::Suspended
            | Self::Deactivated
            | Self::Closed
            | Self::Erased => None,
            Self::Basic
            | Self::RouteDue
            | Self::ReferredProspectivePartner
            | Self::StuckInBasic => Some(Tier::Basic),
            Self::ReferredPartnerEmployee
            | Self::DetailsDue
            | Self::EvidenceDue
            | Self::OrganizationDue
            | Self::ProfileDue
            | Self::ProfileInReview
            | Self::Limited
            | Self::SupportReview
            | Self::Confirming => Some(Tier::Limited),
            Self::Enterprise => Some(Tier::Enterprise),
        }
    }
}

/// A request that support has, as far as the account knows it: its name and window come back from
/// the service request once it is opened (SLA-2, SLA-3).
///
/// ```
/// use checkmark_tier::Review;
///
/// assert_eq!(Review::default().request(), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Review {
    pub(crate) request: Option<RequestId>,
    pub(crate) window: Option<Window>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_first"))]
    pub(crate) reopening: u32,
}

/// Whether a request is in its first opening, which needs no word.
#[cfg(feature = "serde")]
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
pub(crate) const fn is_first(reopening: &u32) -> bool {
    *reopening == 0
}

impl Review {
    /// The request, once the host opened it.
    #[must_use]
    pub const fn request(&self) -> Option<RequestId> {
        self.request
    }

    /// When the outcome is expected, if the request says so.
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::SupportReview);
    /// let mut history = History::of(way.iter().copied(), &TierPolicy::default());
    /// history.give(HistoryStep::RequestOpened).expect("the host opens it");
    /// let review = history.account().state().review().expect("support has it");
    /// assert_eq!(review.request(), Some("r1".parse()?));
    /// assert!(review.window().is_none_or(|window| window.earliest() <= window.latest()));
    /// # }
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    #[must_use]
    pub const fn window(&self) -> Option<Window> {
        self.window
    }

    /// How often the request had been reopened when it was opened last.
    #[must_use]
    pub const fn reopening(&self) -> u32 {
        self.reopening
    }
}

/// The earliest and the latest instant at which an outcome is expected.
///
/// ```
/// use checkmark_tier::Window;
/// use time::{SignedDuration, UtcDateTime};
///
/// let earliest = UtcDateTime::UNIX_EPOCH;
/// let window = Window::new(earliest, earliest + SignedDuration::days(1));
/// assert_eq!(window.earliest(), earliest);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Window {
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    earliest: UtcDateTime,
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    latest: UtcDateTime,
}

impl Window {
    /// A window; it is stated, not computed here.
    #[must_use]
    pub const fn new(earliest: UtcDateTime, latest: UtcDateTime) -> Self {
        Self { earliest, latest }
    }

    /// The earliest instant.
    #[must_use]
    pub const fn earliest(&self) -> UtcDateTime {
        self.earliest
    }

    /// The latest instant.
    #[must_use]
    pub const fn latest(&self) -> UtcDateTime {
        self.latest
    }
}
