//! Commands without their data, and who may give them.

use checkmark_account::Actor;

use super::Command;
use crate::form::Form;
use crate::words::words;

words! {
    /// A command without its data.
    ///
    /// Open, as [`Command`] is.
    #[non_exhaustive]
    CommandKind, UnknownCommandKind, "unknown command";
    /// Open the account (ACC-2). Person.
    SignUp "sign_up",
    /// Mail another code (CODE-5). Person.
    RequestCode "request_code",
    /// Prove the address with a code (CODE-1). Person.
    SubmitCode "submit_code",
    /// Start business registration, or start it over (REG-1). Person.
    StartBusinessRegistration "start_business_registration",
    /// Answer "additional access required" (REG-2). Person.
    ChooseRoute "choose_route",
    /// Give the business details (REG-3). Person.
    SubmitDetails "submit_details",
    /// Choose the entry of one's business unit (REG-4). Person.
    ChooseOrganization "choose_organization",
    /// Have a company profile set up (REG-6). Person.
    SubmitProfile "submit_profile",
    /// Add a service tag or serial number (REG-6, AST-1). Person.
    AddProduct "add_product",
    /// Sign in. Person.
    SignIn "sign_in",
    /// Sign out. Person.
    SignOut "sign_out",
    /// Say which mark one sees (FIX-1). Person.
    ReportMark "report_mark",
    /// Say that a step of the repair is done (FIX-1). Person.
    RepairStep "repair_step",
    /// Ask administrative support (TKT-1, TKT-7, CODE-4). Person.
    RequestSupport "request_support",
    /// Withdraw the open request (TKT-6). Person.
    Withdraw "withdraw",
    /// Ask for another address (ACC-6). Person.
    ChangeAddress "change_address",
    /// Prove the new address with its code (ACC-6). Person.
    ConfirmAddress "confirm_address",
    /// Change one's name (ACC-5). Person.
    ChangeName "change_name",
    /// Ask to change the password (ACC-5). Person.
    RequestPasswordChange "request_password_change",
    /// Add a customer number (ACC-4). Person or support.
    AddCustomerNumber "add_customer_number",
    /// Remove a customer number (ACC-4). Person or support.
    RemoveCustomerNumber "remove_customer_number",
    /// Accept an invitation (ORG-2). Person.
    AcceptInvitation "accept_invitation",
    /// Leave an organization (ORG-3). Person.
    LeaveOrganization "leave_organization",
    /// Deactivate the account (ACC-7). Person.
    Deactivate "deactivate",
    /// Take it up again (ACC-7). Person.
    Reactivate "reactivate",
    /// Close it (ACC-7). Person or support.
    Close "close",
    /// Erase what is personal (ACC-7). Never refused to those who may ask: person, support, host.
    Erase "erase",
    /// The domain of the address was judged (DOM-4). Host.
    DomainJudged "domain_judged",
    /// The profiles were counted for which the domain is proved (REG-4, REG-7). Host.
    ProfilesFound "profiles_found",
    /// A profile changed that may matter to this account (REG-7). Host.
    ProfileChanged "profile_changed",
    /// A mail was handed over (REG-5). Host.
    MailHandedOver "mail_handed_over",
    /// A mail could not be delivered. Host.
    MailFailed "mail_failed",
    /// The host knows that the mark did not move (FIX-1). Host.
    MarkNotPropagated "mark_not_propagated",
    /// The service request that the account asked for was opened. Host.
    RequestOpened "request_opened",
    /// It was closed without an outcome: withdrawn, duplicate, unanswered (TKT-6). Host.
    RequestClosed "request_closed",
    /// Approve the company profile (REG-6). Support.
    ApproveProfile "approve_profile",
    /// Do not set it up (REG-6). Support.
    RefuseProfile "refuse_profile",
    /// Validate the account (TKT-6, TKT-8). Support.
    ValidateAccount "validate_account",
    /// Decline the request (TKT-6). Support.
    DeclineAccount "decline_account",
    /// Clear the failures of the code channel, and with them its lock (CODE-4). Support.
    UnlockCodes "unlock_codes",
    /// Suspend the account (ACC-7). Support.
    Suspend "suspend",
    /// Reinstate it; everything is decided again (ACC-7). Support.
    Reinstate "reinstate",
    /// Confirm somebody as a partner's employee, or as a partner (REG-2). Partner programme.
    ConfirmPartner "confirm_partner",
    /// Do not confirm the person (REG-2). Partner programme.
    RefusePartner "refuse_partner",
    /// A relation to an organization ended (TIER-3). Support, partner programme or host.
    RelationEnded "relation_ended",
    /// An administrator invited this account's address (ORG-2). Host, from the organization.
    Invited "invited",
    /// The invitation counts no more (ORG-6). Host, from the organization.
    InvitationRevoked "invitation_revoked",
    /// The person has a role in the organization (ORG-3). Host, from the organization.
    RoleGranted "role_granted",
    /// The person is a business user again (ORG-3). Host, from the organization.
    RoleWithdrawn "role_withdrawn",
    /// The person belongs to the organization no more (ORG-4). Host, from the organization.
    MemberRemoved "member_removed",
    /// The domain that membership rests on counts no more (ORG-6). Host, from the organization.
    DomainDropped "domain_dropped",
    /// See what is due. Clock.
    TimePassed "time_passed",
}

impl CommandKind {
    /// Who may give it (LAW-7): the one table.
    #[must_use]
    pub const fn actors(self) -> Actors {
        match self {
            Self::SignUp
            | Self::RequestCode
            | Self::SubmitCode
            | Self::StartBusinessRegistration
            | Self::ChooseRoute
            | Self::SubmitDetails
            | Self::ChooseOrganization
            | Self::SubmitProfile
            | Self::AddProduct
            | Self::SignIn
            | Self::SignOut
            | Self::ReportMark
            | Self::RepairStep
            | Self::RequestSupport
            | Self::Withdraw
            | Self::ChangeAddress
            | Self::ConfirmAddress
            | Self::ChangeName
            | Self::RequestPasswordChange
            | Self::AcceptInvitation
            | Self::LeaveOrganization
            | Self::Deactivate
            | Self::Reactivate => Actors::NONE.with(Actor::Person),
            Self::AddCustomerNumber | Self::RemoveCustomerNumber | Self::Close => {
                Actors::NONE.with(Actor::Person).with(Actor::Support)
            }
            Self::Erase => Actors::NONE
                .with(Actor::Person)
                .with(Actor::Support)
                .with(Actor::Host),
            Self::DomainJudged
            | Self::ProfilesFound
            | Self::ProfileChanged
            | Self::MailHandedOver
            | Self::MailFailed
            | Self::MarkNotPropagated
            | Self::RequestOpened
            | Self::RequestClosed => Actors::NONE.with(Actor::Host),
            Self::ApproveProfile
            | Self::RefuseProfile
            | Self::ValidateAccount
            | Self::DeclineAccount
            | Self::UnlockCodes
            | Self::Suspend
            | Self::Reinstate => Actors::NONE.with(Actor::Support),
            Self::ConfirmPartner | Self::RefusePartner => {
                Actors::NONE.with(Actor::PartnerProgramme)
            }
            Self::RelationEnded => Actors::NONE
                .with(Actor::Support)
                .with(Actor::PartnerProgramme)
                .with(Actor::Host),
            Self::Invited
            | Self::InvitationRevoked
            | Self::RoleGranted
            | Self::RoleWithdrawn
            | Self::MemberRemoved
            | Self::DomainDropped => Actors::NONE.with(Actor::Administrator).with(Actor::Host),
            Self::TimePassed => Actors::NONE.with(Actor::Clock),
        }
    }
}

impl<F: Form> Command<F> {
    /// The command without its data.
    #[must_use]
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::SignUp { .. } => CommandKind::SignUp,
            Self::RequestCode { .. } => CommandKind::RequestCode,
            Self::SubmitCode { .. } => CommandKind::SubmitCode,
            Self::StartBusinessRegistration { .. } => CommandKind::StartBusinessRegistration,
            Self::ChooseRoute { .. } => CommandKind::ChooseRoute,
            Self::SubmitDetails { .. } => CommandKind::SubmitDetails,
            Self::ChooseOrganization { .. } => CommandKind::ChooseOrganization,
            Self::SubmitProfile { .. } => CommandKind::SubmitProfile,
            Self::AddProduct { .. } => CommandKind::AddProduct,
            Self::SignIn { .. } => CommandKind::SignIn,
            Self::SignOut { .. } => CommandKind::SignOut,
            Self::ReportMark { .. } => CommandKind::ReportMark,
            Self::RepairStep { .. } => CommandKind::RepairStep,
            Self::RequestSupport { .. } => CommandKind::RequestSupport,
            Self::Withdraw { .. } => CommandKind::Withdraw,
            Self::ChangeAddress { .. } => CommandKind::ChangeAddress,
            Self::ConfirmAddress { .. } => CommandKind::ConfirmAddress,
            Self::ChangeName { .. } => CommandKind::ChangeName,
            Self::RequestPasswordChange { .. } => CommandKind::RequestPasswordChange,
            Self::AddCustomerNumber { .. } => CommandKind::AddCustomerNumber,
            Self::RemoveCustomerNumber { .. } => CommandKind::RemoveCustomerNumber,
            Self::AcceptInvitation { .. } => CommandKind::AcceptInvitation,
            Self::LeaveOrganization { .. } => CommandKind::LeaveOrganization,
            Self::Deactivate { .. } => CommandKind::Deactivate,
            Self::Reactivate { .. } => CommandKind::Reactivate,
            Self::Close { .. } => CommandKind::Close,
            Self::Erase { .. } => CommandKind::Erase,
            Self::DomainJudged { .. } => CommandKind::DomainJudged,
            Self::ProfilesFound { .. } => CommandKind::ProfilesFound,
            Self::ProfileChanged { .. } => CommandKind::ProfileChanged,
            Self::MailHandedOver { .. } => CommandKind::MailHandedOver,
            Self::MailFailed { .. } => CommandKind::MailFailed,
            Self::MarkNotPropagated { .. } => CommandKind::MarkNotPropagated,
            Self::RequestOpened { .. } => CommandKind::RequestOpened,
            Self::RequestClosed { .. } => CommandKind::RequestClosed,
            Self::ApproveProfile { .. } => CommandKind::ApproveProfile,
            Self::RefuseProfile { .. } => CommandKind::RefuseProfile,
            Self::ValidateAccount { .. } => CommandKind::ValidateAccount,
            Self::DeclineAccount { .. } => CommandKind::DeclineAccount,
            Self::UnlockCodes { .. } => CommandKind::UnlockCodes,
            Self::Suspend { .. } => CommandKind::Suspend,
            Self::Reinstate { .. } => CommandKind::Reinstate,
            Self::ConfirmPartner { .. } => CommandKind::ConfirmPartner,
            Self::RefusePartner { .. } => CommandKind::RefusePartner,
            Self::RelationEnded { .. } => CommandKind::RelationEnded,
            Self::Invited { .. } => CommandKind::Invited,
            Self::InvitationRevoked { .. } => CommandKind::InvitationRevoked,
            Self::RoleGranted { .. } => CommandKind::RoleGranted,
            Self::RoleWithdrawn { .. } => CommandKind::RoleWithdrawn,
            Self::MemberRemoved { .. } => CommandKind::MemberRemoved,
            Self::DomainDropped { .. } => CommandKind::DomainDropped,
            Self::TimePassed { .. } => CommandKind::TimePassed,
        }
    }
}

/// Those who may give a command (LAW-7).
///
/// ```
/// use checkmark_account::Actor;
/// use checkmark_tier::CommandKind;
///
/// assert!(CommandKind::Suspend.actors().contains(Actor::Support));
/// assert!(!CommandKind::Suspend.actors().contains(Actor::Person));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Actors(u8);

impl Actors {
    const NONE: Self = Self(0);

    const fn with(self, actor: Actor) -> Self {
        Self(self.0 | 1 << actor as u8)
    }

    /// Whether somebody is one of them.
    #[must_use]
    pub const fn contains(self, actor: Actor) -> bool {
        self.0 & (1 << actor as u8) != 0
    }

    /// All of them.
    pub fn iter(self) -> impl Iterator<Item = Actor> {
        Actor::ALL
            .iter()
            .copied()
            .filter(move |actor| self.contains(*actor))
    }
}
