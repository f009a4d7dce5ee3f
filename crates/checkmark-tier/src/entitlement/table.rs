//! The table: which entitlement requires what.

use checkmark_account::Rule;

use crate::words::words;

words! {
    /// Something that one may be entitled to (TIER-5). Neutral ids: a vendor's labels are the
    /// host's policy.
    ///
    /// Open: contracts bring more.
    #[non_exhaustive]
    Entitlement, UnknownEntitlement, "unknown entitlement" in "entitlement";
    /// Place orders and track them.
    Order "order",
    /// See where a shipment is.
    ShippingStatus "shipping_status",
    /// See offers for members.
    MemberOffers "member_offers",
    /// Keep a list of products.
    ProductList "product_list",
    /// Support with a reduced set.
    ReducedSupport "reduced_support",
    /// Get the software that the organization is entitled to.
    Software "software",
    /// Use the monitoring service.
    Monitoring "monitoring",
    /// Read restricted articles and content.
    RestrictedContent "restricted_content",
    /// Create a business service request.
    CreateRequest "create_request",
    /// Create one by live chat.
    LiveChat "live_chat",
    /// View and manage the organization's requests.
    ManageRequests "manage_requests",
    /// Use advanced service information.
    AdvancedService "advanced_service",
    /// See the company's preferences.
    ViewCompany "view_company",
    /// Manage the company's preferences and contacts.
    ManageCompany "manage_company",
}

words! {
    /// What an entitlement requires of its holder.
    ///
    /// Open: more may come to be required.
    #[non_exhaustive]
    Requirement, UnknownRequirement, "unknown requirement" in "entitlement";
    /// To be signed in.
    SignedIn "signed_in",
    /// To be signed in at the support site: elsewhere the tier is not resolved.
    SupportSite "support_site",
    /// To be Enterprise.
    Enterprise "enterprise",
    /// To be connected to the organization that it is asked for.
    Connected "connected",
    /// To be an employee there, and no third-party contact.
    Employee "employee",
    /// To be a company administrator there.
    Administrator "administrator",
    /// An address on a domain that is validated for the organization.
    ValidatedDomain "validated_domain",
    /// An active, completely enabled account.
    EnabledAccount "enabled_account",
    /// Access to a site of the organization.
    SiteAccess "site_access",
    /// A relation that the item is meant for.
    Audience "audience",
}

impl Entitlement {
    /// All that it requires, by the one table.
    ///
    /// ```
    /// use checkmark_tier::entitlement::{Entitlement, Requirement};
    ///
    /// assert_eq!(Entitlement::Order.requires(), [Requirement::SignedIn]);
    /// ```
    #[must_use]
    pub const fn requires(self) -> &'static [Requirement] {
        use Requirement as Need;

        const MEMBER: &[Need] = &[Need::SignedIn];
        const CONTACT: &[Need] = &[
            Need::SignedIn,
            Need::SupportSite,
            Need::Enterprise,
            Need::Connected,
        ];
        const EMPLOYEE: &[Need] = &[
            Need::SignedIn,
            Need::SupportSite,
            Need::Enterprise,
            Need::Connected,
            Need::Employee,
        ];
        match self {
            Self::Order
            | Self::ShippingStatus
            | Self::MemberOffers
            | Self::ProductList
            | Self::ReducedSupport => MEMBER,
            // What third-party contacts may do, too (ORG-5).
            Self::Software | Self::CreateRequest | Self::LiveChat | Self::ManageRequests => CONTACT,
            Self::RestrictedContent | Self::ViewCompany => EMPLOYEE,
            Self::AdvancedService => &[
                Need::SignedIn,
                Need::SupportSite,
                Need::Enterprise,
                Need::Connected,
                Need::ValidatedDomain,
            ],
            Self::Monitoring => &[
                Need::SignedIn,
                Need::SupportSite,
                Need::Enterprise,
                Need::Connected,
                Need::Employee,
                Need::EnabledAccount,
                Need::SiteAccess,
            ],
            Self::ManageCompany => &[
                Need::SignedIn,
                Need::SupportSite,
                Need::Enterprise,
                Need::Connected,
                Need::Employee,
                Need::Administrator,
            ],
        }
    }
}

impl Requirement {
    /// The rule that asks for it.
    #[must_use]
    pub const fn rule(self) -> Rule {
        match self {
            Self::SignedIn | Self::SupportSite => Rule::Mark1,
            Self::Enterprise | Self::Connected | Self::Administrator => Rule::Tier5,
            Self::Employee => Rule::Org5,
            Self::ValidatedDomain | Self::EnabledAccount | Self::SiteAccess => Rule::Tier6,
            Self::Audience => Rule::Tier4,
        }
    }

    /// The stable code of what would supply it.
    #[must_use]
    pub const fn supplied_by(self) -> &'static str {
        match self {
            Self::SignedIn => "sign_in",
            Self::SupportSite => "visit_support_site",
            Self::Enterprise => "register_business",
            Self::Connected => "ask_organization",
            Self::Employee => "ask_employee",
            Self::Administrator => "ask_administrator",
            Self::ValidatedDomain => "use_validated_domain",
            Self::EnabledAccount => "complete_account",
            Self::SiteAccess => "ask_site_access",
            Self::Audience => "nothing",
        }
    }

    /// Its place in a set of requirements.
    pub(super) const fn bit(self) -> u16 {
        1 << self as u16
    }
}
