//! Who one is: the tier, and the check mark that shows it.

use crate::visit::Session;
use crate::words::words;

words! {
    /// How far the business access of an account is set up (TIER-1 to TIER-3).
    ///
    /// Closed: hosts match on it. It is no order: what somebody may do is asked for by entitlement.
    #[expect(clippy::exhaustive_enums, reason = "closed: the three tiers are the contract")]
    Tier, UnknownTier, "unknown tier";
    /// A person with a proved address and no connected business.
    Basic "basic",
    /// Business access is not completely set up.
    Limited "limited",
    /// Employee of a customer or of a partner; nothing is left to do.
    Enterprise "enterprise",
}

words! {
    /// The check mark beside the name (MARK-1).
    ///
    /// Closed: hosts draw each of them.
    #[expect(clippy::exhaustive_enums, reason = "closed: hosts draw each of them")]
    CheckMark, UnknownCheckMark, "unknown check mark";
    /// Not signed in, or no tier.
    None "none",
    /// Signed in at the shop, where the tier is not resolved. Never a tier.
    Blue "blue",
    /// Basic.
    Green "green",
    /// Limited; also described as orange.
    Yellow "yellow",
    /// Enterprise.
    Black "black",
}

impl CheckMark {
    /// What a session sees (MARK-1): a function of place, sign-in and tier.
    ///
    /// ```
    /// use checkmark_tier::{CheckMark, Place, Session, Tier};
    ///
    /// let support = Session::at(Place::Support);
    /// let shop = Session::at(Place::Shop);
    /// assert_eq!(CheckMark::seen_by(&support, Some(Tier::Limited)), CheckMark::Yellow);
    /// assert_eq!(CheckMark::seen_by(&shop, Some(Tier::Enterprise)), CheckMark::Blue);
    /// assert_eq!(CheckMark::seen_by(&Session::signed_out(), Some(Tier::Basic)), CheckMark::None);
    /// ```
    #[must_use]
    pub const fn seen_by(session: &Session, tier: Option<Tier>) -> Self {
        use crate::visit::Place;

        match (session.is_signed_in(), session.place(), tier) {
            (false, _, _) | (true, _, None) => Self::None,
            (true, Place::Shop, Some(_)) => Self::Blue,
            (true, Place::Support, Some(tier)) => Self::of(tier),
        }
    }

    /// What a signed-in visit at the support site shows.
    #[must_use]
    pub const fn of(tier: Tier) -> Self {
        match tier {
            Tier::Basic => Self::Green,
            Tier::Limited => Self::Yellow,
            Tier::Enterprise => Self::Black,
        }
    }
}
