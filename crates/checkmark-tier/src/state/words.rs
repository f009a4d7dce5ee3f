//! The words that states are made of.

use crate::words::{set, words};

words! {
    /// A state without its data.
    ///
    /// Open, as [`State`](super::State) is.
    #[non_exhaustive]
    StateKind, UnknownStateKind, "unknown state";
    /// Nobody yet.
    Unregistered "unregistered",
    /// Signed up, code mailed.
    AwaitingCode "awaiting_code",
    /// Address proved.
    Basic "basic",
    /// The route is to be chosen.
    RouteDue "route_due",
    /// The partner programme is asked about an employee of a partner.
    ReferredPartnerEmployee "referred_partner_employee",
    /// The partner programme is asked about somebody who wants to become a partner.
    ReferredProspectivePartner "referred_prospective_partner",
    /// The business details are outstanding.
    DetailsDue "details_due",
    /// Evidence is outstanding.
    EvidenceDue "evidence_due",
    /// An organization is to be chosen.
    OrganizationDue "organization_due",
    /// A company profile is to be set up.
    ProfileDue "profile_due",
    /// The profile is being set up.
    ProfileInReview "profile_in_review",
    /// Not eligible by itself.
    Limited "limited",
    /// The mark did not move.
    StuckInBasic "stuck_in_basic",
    /// Support has it.
    SupportReview "support_review",
    /// The confirmation is on its way.
    Confirming "confirming",
    /// Customer, partner, or both.
    Enterprise "enterprise",
    /// Suspended by support.
    Suspended "suspended",
    /// Deactivated by the person.
    Deactivated "deactivated",
    /// Closed.
    Closed "closed",
    /// Erased.
    Erased "erased",
}

words! {
    /// The door through which somebody signed up (ACC-8).
    ///
    /// Closed: the repair of FIX-1 rests on which of the two it was.
    #[expect(clippy::exhaustive_enums, reason = "closed: there are two doors")]
    Door, UnknownDoor, "unknown door";
    /// The sign-in menu of the support site, which makes a Basic account.
    SignInMenu "sign_in_menu",
    /// The create-account link, which leads into business registration.
    CreateAccount "create_account",
}

words! {
    /// The answer on the page "additional access required" (REG-2).
    ///
    /// Closed: the page has these three.
    #[expect(clippy::exhaustive_enums, reason = "closed: the page has these three")]
    Route, UnknownRoute, "unknown route";
    /// The business address of a company that has bought enterprise products or training.
    Company "company",
    /// An employee of a partner.
    PartnerEmployee "partner_employee",
    /// Somebody who wants to become a partner.
    ProspectivePartner "prospective_partner",
}

words! {
    /// As what somebody was referred to the partner programme (REG-2).
    ///
    /// Closed: two of the three routes leave by referral.
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::ReferredPartnerEmployee);
    /// let history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let asked = Task::AskPartnerProgramme { referral: Referral::PartnerEmployee };
    /// let (_, decision) = history.decisions().last().expect("the route was chosen");
    /// assert!(decision.effects().any(|effect| *effect.task() == asked));
    /// # }
    /// ```
    #[expect(clippy::exhaustive_enums, reason = "closed: two of the three routes leave by referral")]
    Referral, UnknownReferral, "unknown referral";
    /// As an employee of a partner.
    PartnerEmployee "partner_employee",
    /// As somebody who wants to become a partner.
    ProspectivePartner "prospective_partner",
}

words! {
    /// Evidence that the host brings (DOM-4, REG-7).
    ///
    /// Open: more may come to be asked.
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::EvidenceDue);
    /// let history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let account = history.account();
    /// let State::EvidenceDue { needs } = account.state() else { panic!("{account:?}") };
    /// assert_eq!(needs, EvidenceKind::DomainVerdict);
    /// # }
    /// ```
    #[non_exhaustive]
    EvidenceKind, UnknownEvidenceKind, "unknown kind of evidence";
    /// The verdict on the domain of the address.
    DomainVerdict "domain_verdict",
    /// The company profiles for which the domain is proved.
    Profiles "profiles",
}

words! {
    /// How long a company has been doing business, as its details say (REG-4).
    ///
    /// Closed: it is a yes or a no.
    #[derive(Default)]
    #[expect(clippy::exhaustive_enums, reason = "closed: a yes or a no")]
    Business, UnknownBusiness, "unknown standing of a business";
    /// It has done business before.
    #[default]
    Established "established",
    /// It began recently.
    New "new",
}

words! {
    /// Whether registration needs a new proof of the address (REG-1).
    ///
    /// Closed: it is a yes or a no.
    ///
    /// ```
    /// use checkmark_tier::Proof;
    ///
    /// assert_eq!("due".parse(), Ok(Proof::Due));
    /// ```
    #[derive(Default)]
    #[expect(clippy::exhaustive_enums, reason = "closed: a yes or a no")]
    Proof, UnknownProof, "unknown standing of a proof";
    /// The last one is fresh enough.
    #[default]
    Fresh "fresh",
    /// A code was mailed and is to be entered.
    Due "due",
}

words! {
    /// Why a company profile is to be set up (REG-4).
    ///
    /// Open: there may be more reasons.
    #[non_exhaustive]
    ProfileReason, UnknownProfileReason, "unknown reason for a profile";
    /// The person is the first of the organization.
    FirstOfOrganization "first_of_organization",
    /// The organization recently began doing business.
    NewBusiness "new_business",
}

set! {
    /// Why a company profile is to be set up: every reason that holds (REG-4).
    ///
    /// ```
    /// use checkmark_tier::{ProfileReason, ProfileReasons};
    ///
    /// let reasons = ProfileReasons::NONE.with(ProfileReason::NewBusiness);
    /// assert_eq!(reasons.first(), Some(ProfileReason::NewBusiness));
    /// ```
    ///
    /// ```
    /// use checkmark_tier::{ProfileReason, ProfileReasons};
    ///
    /// let first = ProfileReasons::NONE.with(ProfileReason::FirstOfOrganization);
    /// let both = first.union(ProfileReasons::NONE.with(ProfileReason::NewBusiness));
    /// assert_eq!(both.without(ProfileReason::NewBusiness), first);
    /// assert!(first.without(ProfileReason::FirstOfOrganization).is_empty());
    /// ```
    ProfileReasons(u8) of ProfileReason
}

words! {
    /// A step of the repair of a mark that stays green, in the order in which they are due (FIX-1).
    ///
    /// Closed: the order is the rule.
    ///
    /// ```
    /// use checkmark_tier::RepairStep;
    ///
    /// let steps = std::iter::successors(Some(RepairStep::SignOut), |step| step.next());
    /// assert!(steps.eq(RepairStep::ALL.iter().copied()), "they are due in this order");
    /// ```
    #[expect(clippy::exhaustive_enums, reason = "closed: the five steps are the rule")]
    RepairStep, UnknownRepairStep, "unknown repair step";
    /// Sign out.
    SignOut "sign_out",
    /// Clear the browser's cache and history.
    ClearCache "clear_cache",
    /// Open the registration link, which starts progressive profiling.
    OpenRegistrationLink "open_registration_link",
    /// Sign in with address and password on the left; create no account.
    SignInOnTheLeft "sign_in_on_the_left",
    /// Check that the mark is yellow or orange.
    CheckMark "check_mark",
}

impl RepairStep {
    /// The step after this one.
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::SignOut => Some(Self::ClearCache),
            Self::ClearCache => Some(Self::OpenRegistrationLink),
            Self::OpenRegistrationLink => Some(Self::SignInOnTheLeft),
            Self::SignInOnTheLeft => Some(Self::CheckMark),
            Self::CheckMark => None,
        }
    }
}
