//! How a request ends.

use checkmark_account::{AddressNo, OrganizationId, Relation, Rule, Standing};

use crate::refusal::Remedy;
use crate::topic::Topic;
use crate::words::words;

/// What an approval was given for (TKT-8): the standing and the address that support looked at.
/// It counts for nothing else.
///
/// ```
/// use checkmark_account::{AddressNo, Standing};
/// use checkmark_ticket::Basis;
///
/// let basis = Basis::new(Standing::new(7), AddressNo::new(1));
/// assert_eq!((basis.standing(), basis.address()), (Standing::new(7), AddressNo::new(1)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Basis {
    standing: Standing,
    address: AddressNo,
}

impl Basis {
    /// A standing and an address of one account.
    #[must_use]
    pub const fn new(standing: Standing, address: AddressNo) -> Self {
        Self { standing, address }
    }

    /// The standing.
    #[must_use]
    pub const fn standing(self) -> Standing {
        self.standing
    }

    /// The address.
    #[must_use]
    pub const fn address(self) -> AddressNo {
        self.address
    }
}

/// What support decided (TKT-6).
///
/// Open: a desk may decide on more.
///
/// ```
/// use checkmark_account::{AddressNo, Standing};
/// use checkmark_ticket::{Basis, Outcome, Topic};
///
/// let basis = Basis::new(Standing::new(7), AddressNo::new(0));
/// let approved = Outcome::ProfileApproved { organization: "acme".parse()?, basis };
/// assert_eq!((approved.topic(), approved.basis()), (Some(Topic::CompanyProfile), Some(basis)));
/// assert_eq!(Outcome::Unlocked.basis(), None, "it grants nothing");
/// # Ok::<(), checkmark_account::ParseIdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Outcome {
    /// The person belongs to the organization: on account access.
    Validated {
        /// Which organization.
        organization: OrganizationId,
        /// As what.
        relation: Relation,
        /// For which standing and address this counts, and no other (TKT-8).
        basis: Basis,
    },
    /// The nominees administer the organization from now on: on the first administrator.
    Appointed {
        /// Which organization.
        organization: OrganizationId,
        /// For which standing and address of the account that asked this counts.
        basis: Basis,
    },
    /// The company profile is set up: on a company profile.
    ProfileApproved {
        /// Which organization.
        organization: OrganizationId,
        /// For which standing and address this counts.
        basis: Basis,
    },
    /// The locked channel is open again, and nothing else: on trouble with validation (CODE-4).
    Unlocked,
    /// No, with the reason: on every topic.
    Declined {
        /// Why.
        reason: DeclineReason,
    },
}

impl Outcome {
    /// The topic that it is an outcome of; `None` if it is one of every topic.
    #[must_use]
    pub const fn topic(&self) -> Option<Topic> {
        match self {
            Self::Validated { .. } => Some(Topic::AccountAccess),
            Self::Appointed { .. } => Some(Topic::FirstAdministrator),
            Self::ProfileApproved { .. } => Some(Topic::CompanyProfile),
            Self::Unlocked => Some(Topic::TroubleWithValidation),
            Self::Declined { .. } => None,
        }
    }

    /// What it was given for; `None` if it grants nothing.
    #[must_use]
    pub const fn basis(&self) -> Option<Basis> {
        match self {
            Self::Validated { basis, .. }
            | Self::Appointed { basis, .. }
            | Self::ProfileApproved { basis, .. } => Some(*basis),
            Self::Unlocked | Self::Declined { .. } => None,
        }
    }

    /// The rule that it rests on.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        match self {
            Self::Validated { .. } | Self::Declined { .. } => Rule::Tkt6,
            Self::Appointed { .. } => Rule::Tkt7,
            Self::ProfileApproved { .. } => Rule::Reg6,
            Self::Unlocked => Rule::Code4,
        }
    }

    /// The stable code.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Validated { .. } => "validated",
            Self::Appointed { .. } => "appointed",
            Self::ProfileApproved { .. } => "profile_approved",
            Self::Unlocked => "unlocked",
            Self::Declined { .. } => "declined",
        }
    }
}

words! {
    /// Why support says no; each reason has its remedy (TKT-6).
    ///
    /// Open: a desk may have more.
    ///
    /// ```
    /// use checkmark_ticket::{DeclineReason, Remedy};
    ///
    /// assert_eq!(
    ///     DeclineReason::NotABusinessAddress.remedy(),
    ///     Remedy::UseBusinessAddress,
    /// );
    /// ```
    #[non_exhaustive]
    DeclineReason "reason to decline";
    /// The address is none of a business.
    NotABusinessAddress "not_a_business_address",
    /// The organization has bought neither enterprise products nor training.
    NotACustomer "not_a_customer",
    /// The person is not known to belong to the organization.
    NotOfTheOrganization "not_of_the_organization",
    /// What was told does not show enough.
    NotEnoughShown "not_enough_shown",
    /// The organization says no.
    OrganizationObjects "organization_objects",
}

impl DeclineReason {
    /// What would help.
    #[must_use]
    pub const fn remedy(self) -> Remedy {
        match self {
            Self::NotABusinessAddress => Remedy::UseBusinessAddress,
            Self::NotACustomer => Remedy::ProvePurchase,
            Self::NotOfTheOrganization | Self::OrganizationObjects => {
                Remedy::AskCompanyAdministrator
            }
            Self::NotEnoughShown => Remedy::ReopenWithMore,
        }
    }
}

words! {
    /// Why a request was closed without an outcome.
    ///
    /// Open: a desk may have more reasons.
    ///
    /// ```
    /// # use checkmark_account::*;
    /// # use checkmark_ticket::*;
    /// # let (policy, monday) = (Policy::default(), time::UtcDateTime::from_unix_timestamp(1_795_420_800)?);
    /// # let ada = Applicant::new("a1".parse()?, Basis::new(Standing::new(3), AddressNo::default()));
    /// # let person = Context::new(&policy, Actor::Person, monday).with_applicant(ada);
    /// # let (email, preferred_contact) = (Some("a@acme.example".into()), Some("email".into()));
    /// # let draft = Draft { email, preferred_contact, ..Draft::default() };
    /// # let (topic, number) = (Topic::TroubleWithValidation, "04711815".parse()?);
    /// # let submit = Command::Submit { topic, number, draft, follows: None };
    /// # let mut request = Request::new("r1".parse()?);
    /// # let submitted = decide(&request, &submit, &person)?;
    /// # request.accept(&submitted)?;
    /// let support = Context::new(&policy, Actor::Support, monday);
    /// let ask = Command::Ask { text: "Which browser?".parse()?, fields: Fields::NONE };
    /// let decision = decide(&request, &ask, &support)?;
    /// request.accept(&decision)?;
    ///
    /// let at = monday + policy.silence();
    /// let clock = Context::new(&policy, Actor::Clock, at + time::SignedDuration::HOUR);
    /// let decision = decide(&request, &Command::TimePassed, &clock)?;
    /// request.accept(&decision)?;
    /// assert_eq!(*request.state(), State::Closed { because: CloseReason::Unanswered, at });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[non_exhaustive]
    CloseReason "reason to close";
    /// A question was not answered in the policy's time (TKT-6).
    Unanswered "unanswered",
}

words! {
    /// Who took a request back.
    ///
    /// Open: a host may have more reasons.
    ///
    /// ```
    /// # use checkmark_account::*;
    /// # use checkmark_ticket::*;
    /// # let (policy, monday) = (Policy::default(), time::UtcDateTime::from_unix_timestamp(1_795_420_800)?);
    /// # let ada = Applicant::new("a1".parse()?, Basis::new(Standing::new(3), AddressNo::default()));
    /// # let person = Context::new(&policy, Actor::Person, monday).with_applicant(ada);
    /// # let (email, preferred_contact) = (Some("a@acme.example".into()), Some("email".into()));
    /// # let draft = Draft { email, preferred_contact, ..Draft::default() };
    /// # let (topic, number) = (Topic::TroubleWithValidation, "04711815".parse()?);
    /// # let submit = Command::Submit { topic, number, draft, follows: None };
    /// # let mut request = Request::new("r1".parse()?);
    /// # let submitted = decide(&request, &submit, &person)?;
    /// # request.accept(&submitted)?;
    /// let host = Context::new(&policy, Actor::Host, monday);
    /// let decision = decide(&request, &Command::EndAccount, &host)?;
    /// request.accept(&decision)?;
    /// assert_eq!(*request.state(), State::Withdrawn { because: WithdrawReason::AccountEnded });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[non_exhaustive]
    WithdrawReason "reason to withdraw";
    /// The person did.
    ByPerson "by_person",
    /// The account was closed or erased.
    AccountEnded "account_ended",
}
