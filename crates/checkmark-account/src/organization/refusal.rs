//! Why an organization did nothing.

use core::fmt;

use crate::Rule;
use crate::words::words;

macro_rules! refusals {
    ($($(#[$doc:meta])* $variant:ident $code:literal $rule:ident $remedy:ident $prose:literal,)*) => {
        /// Why an organization did nothing: a stable code, the rule that asks for it, and what would
        /// help (LAW-1).
        ///
        /// Open: later versions may refuse for more reasons.
        ///
        /// ```
        /// use checkmark_account::organization::{
        ///     Command, Context, Organization, OrganizationPolicy, Refusal, Remedy,
        /// };
        /// use checkmark_account::{Actor, OrganizationKind, Rule};
        /// use time::UtcDateTime;
        ///
        /// let policy = OrganizationPolicy::default();
        /// let support = Context::new(Actor::Support, UtcDateTime::UNIX_EPOCH, &policy);
        /// let command = Command::SetKind { kind: OrganizationKind::Company };
        /// let refused = Organization::new("acme".parse()?).decide(&command, &support).unwrap_err();
        /// assert_eq!(refused, Refusal::NoProfile);
        /// assert_eq!((refused.rule(), refused.remedy()), (Rule::Org1, Remedy::CreateProfile));
        /// # Ok::<(), checkmark_account::ParseIdError>(())
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Refusal {
            $($(#[$doc])* $variant,)*
        }

        impl Refusal {
            /// Every refusal.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable code.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The rule that asks for it.
            #[must_use]
            pub const fn rule(self) -> Rule {
                match self { $(Self::$variant => Rule::$rule,)* }
            }

            /// What would help.
            #[must_use]
            pub const fn remedy(self) -> Remedy {
                match self { $(Self::$variant => Remedy::$remedy,)* }
            }
        }

        impl fmt::Display for Refusal {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(match self { $(Self::$variant => $prose,)* })
            }
        }

        impl core::error::Error for Refusal {}
    };
}

refusals! {
    /// Time ran back further than the policy allows.
    ClockRanBack "clock_ran_back" Law4 RepairClock "the clock ran back",
    /// The actor may not give this command.
    NotYours "not_yours" Law7 AskAdministrator "not a command of this actor",
    /// An administrator's or a person's command without the account that acts.
    NoAgent "no_agent" Law7 SignIn "the acting account is not named",
    /// The account that acts is no administrator of this organization.
    NotAdministrator "not_administrator" Org4 AskAdministrator
        "not an administrator of this organization",
    /// There is no profile yet.
    NoProfile "no_profile" Org1 CreateProfile "no company profile yet",
    /// The profile exists already.
    ProfileExists "profile_exists" Org1 Nothing "the company profile exists already",
    /// The domain's class can stand for no organization.
    DomainUnfit "domain_unfit" Org1 UseCompanyDomain "the domain cannot stand for an organization",
    /// The domain's class is not known yet.
    DomainUndetermined "domain_undetermined" Org1 GatherEvidence
        "the class of the domain is not determined",
    /// A DNS token proves nothing while another profile claims the domain.
    DomainInDispute "domain_in_dispute" Org1 AskSupport "another profile claims the domain",
    /// The domain is none of this organization's, or does not count.
    NotAssociated "not_associated" Org2 ProveDomain "the domain is not associated",
    /// The domain takes nobody in by the address alone.
    NoIntake "no_intake" Org1 AskInvitation "the domain takes nobody in by itself",
    /// A restricted profile is joined by invitation only.
    Restricted "restricted" Org2 AskInvitation "a restricted profile is joined by invitation",
    /// Role mailboxes never enrol.
    RoleMailbox "role_mailbox" Reg8 UsePersonalAddress "a role mailbox never enrols",
    /// The invitation's id is taken.
    InvitationExists "invitation_exists" Org2 Nothing "the invitation exists already",
    /// No such invitation is pending here.
    NoInvitation "no_invitation" Org2 AskInvitation "no such invitation is pending",
    /// The invitation lapsed.
    InvitationLapsed "invitation_lapsed" Org2 AskInvitation "the invitation has lapsed",
    /// The invitation went to another address, or to one that was forgotten.
    InvitedElsewhere "invited_elsewhere" Org2 AskInvitation
        "the invitation went to another address",
    /// The account belongs to the organization already.
    AlreadyMember "already_member" Org1 Nothing "already a member",
    /// The account does not belong to the organization.
    NotMember "not_member" Org4 AskInvitation "not a member",
    /// The member has that role already, or none to lose.
    RoleUnchanged "role_unchanged" Org4 Nothing "the role is that already",
    /// A third-party contact is no employee, and administers nothing.
    ThirdParty "third_party" Org5 PromoteEmployee "a third-party contact administers nothing",
    /// The last administrator needs a successor.
    LastAdministrator "last_administrator" Org3 NameSuccessor
        "the last administrator needs a successor",
    /// The successor is no employee of the organization, or is the one who goes.
    UnfitSuccessor "unfit_successor" Org3 NameSuccessor "the successor cannot administer",
    /// The member is no partner administrator.
    NotPartnerAdministrator "not_partner_administrator" Org5 PromoteEmployee
        "not a partner administrator",
    /// There is no such site.
    NoSite "no_site" Org4 AddSite "no such site",
}

words! {
    /// What would help against a refusal.
    #[non_exhaustive]
    Remedy, UnknownRemedy, "unknown remedy" in "organization";
    /// Nothing: it is as asked already.
    Nothing "nothing",
    /// Set the host's clock right.
    RepairClock "repair_clock",
    /// Sign in.
    SignIn "sign_in",
    /// Ask an administrator of the organization.
    AskAdministrator "ask_administrator",
    /// Ask administrative support.
    AskSupport "ask_support",
    /// Ask an administrator for an invitation.
    AskInvitation "ask_invitation",
    /// Have the company profile set up.
    CreateProfile "create_profile",
    /// Prove a domain for the organization.
    ProveDomain "prove_domain",
    /// Use a company's domain.
    UseCompanyDomain "use_company_domain",
    /// Use an address of a person's own.
    UsePersonalAddress "use_personal_address",
    /// Look the domain up.
    GatherEvidence "gather_evidence",
    /// Name a successor.
    NameSuccessor "name_successor",
    /// Promote an employee.
    PromoteEmployee "promote_employee",
    /// Add the site first.
    AddSite "add_site",
}
