//! What can happen to an account, a name each.

use alloc::vec;
use alloc::vec::Vec;

use checkmark_account::code::CodeOutcome;
use checkmark_account::{
    Actor, AddressNo, CompanyRole, CustomerNumber, InvitationId, NewsletterChoice, OrganizationId,
    ProfileType, Relation,
};
use checkmark_domain::{Assurance, Class, Judgment, Rule};
use time::{SignedDuration, UtcDateTime};

use crate::account::Account;
use crate::command::{Administrators, Command, NumberReason, RecordedCommand, Topic};
use crate::effect::EffectKey;
use crate::evidence::{FoundProfile, Mailbox};
use crate::form::Apart;
use crate::state::{Business, Door, RepairStep, Route, State};
use crate::tier::CheckMark;
use crate::verify::next_request;
use crate::visit::{Place, Session};
use crate::words::{ids, words};

words! {
    /// One step of a history: a command with its arguments, or time that passes.
    ///
    /// Open: later versions know more steps. The organization is `acme`, another one `other`, the
    /// partner `partner`; the requests are `r1` to `r5`, the invitation `i1`, the customer number
    /// `4711`.
    ///
    /// ```
    /// use checkmark_tier::strategy::HistoryStep;
    ///
    /// assert_eq!("sign_up".parse(), Ok(HistoryStep::SignUp));
    /// ```
    #[non_exhaustive]
    HistoryStep, UnknownHistoryStep, "unknown step of a history" in "strategy";
    /// The person signs up.
    SignUp "sign_up",
    /// The person types the code that was mailed.
    SubmitRightCode "submit_right_code",
    /// The person types another one.
    SubmitWrongCode "submit_wrong_code",
    /// The person asks for another code.
    RequestCode "request_code",
    /// The person starts business registration, and has just typed the password.
    StartRegistration "start_registration",
    /// The person chooses the company route.
    ChooseCompany "choose_company",
    /// The person chooses the route of a partner's employee.
    ChoosePartnerEmployee "choose_partner_employee",
    /// The person chooses the route of a prospective partner.
    ChooseProspectivePartner "choose_prospective_partner",
    /// The person gives the business details.
    SubmitDetails "submit_details",
    /// The host finds a corporate domain.
    JudgedCorporate "judged_corporate",
    /// The host finds a company's domain at Gmail.
    JudgedGmailHosted "judged_gmail_hosted",
    /// The host finds a consumer's mailbox.
    JudgedConsumer "judged_consumer",
    /// The host finds nothing.
    JudgedUndetermined "judged_undetermined",
    /// The host finds a corporate domain and a role mailbox.
    JudgedRole "judged_role",
    /// The host finds one profile.
    FoundOne "found_one",
    /// The host finds two.
    FoundTwo "found_two",
    /// The host finds none.
    FoundNone "found_none",
    /// The host finds one that is restricted.
    FoundRestricted "found_restricted",
    /// The person chooses the organization.
    ChooseOrganization "choose_organization",
    /// The confirming mail was handed over.
    MailHandedOver "mail_handed_over",
    /// It could not be delivered.
    MailFailed "mail_failed",
    /// The person asks for a company profile.
    SubmitProfile "submit_profile",
    /// The person adds a product.
    AddProduct "add_product",
    /// The person signs in at the support site.
    SignIn "sign_in",
    /// The person signs out.
    SignOut "sign_out",
    /// The person sees green.
    ReportGreen "report_green",
    /// The host knows that the mark did not move.
    MarkNotPropagated "mark_not_propagated",
    /// The person does the step of the repair that is due.
    Repair "repair",
    /// The person asks support for access.
    RequestSupport "request_support",
    /// The person asks support to unlock the codes.
    RequestUnlock "request_unlock",
    /// The person asks support for the first administrator.
    RequestAdministrator "request_administrator",
    /// The host opens the request for access.
    RequestOpened "request_opened",
    /// The host opens the request for a profile.
    ProfileOpened "profile_opened",
    /// The host closes the request.
    RequestClosed "request_closed",
    /// The person withdraws the request.
    Withdraw "withdraw",
    /// Support validates the account.
    Validate "validate",
    /// Support declines it.
    Decline "decline",
    /// Support approves the profile.
    ApproveProfile "approve_profile",
    /// Support refuses it.
    RefuseProfile "refuse_profile",
    /// The partner programme confirms.
    ConfirmPartner "confirm_partner",
    /// It refuses.
    RefusePartner "refuse_partner",
    /// The person asks for another address.
    ChangeAddress "change_address",
    /// The person proves it.
    ConfirmRightCode "confirm_right_code",
    /// The person types a wrong code for it.
    ConfirmWrongCode "confirm_wrong_code",
    /// The person changes the name.
    ChangeName "change_name",
    /// The person asks to change the password.
    RequestPasswordChange "request_password_change",
    /// The person adds a customer number.
    AddCustomerNumber "add_customer_number",
    /// The person removes it.
    RemoveCustomerNumber "remove_customer_number",
    /// The other organization invites the person.
    Invited "invited",
    /// The person accepts.
    AcceptInvitation "accept_invitation",
    /// The organization revokes the invitation.
    InvitationRevoked "invitation_revoked",
    /// The person leaves the organization.
    LeaveOrganization "leave_organization",
    /// The person becomes an administrator of it, one of several.
    RoleGranted "role_granted",
    /// The person becomes its only administrator.
    RoleGrantedAlone "role_granted_alone",
    /// The person is a business user again.
    RoleWithdrawn "role_withdrawn",
    /// The organization removes the person.
    MemberRemoved "member_removed",
    /// The organization drops the domain.
    DomainDropped "domain_dropped",
    /// The organization's profile changed.
    ProfileChanged "profile_changed",
    /// The company is a customer no more.
    RelationEnded "relation_ended",
    /// The person deactivates the account.
    Deactivate "deactivate",
    /// The person takes it up again.
    Reactivate "reactivate",
    /// Support suspends it.
    Suspend "suspend",
    /// Support reinstates it.
    Reinstate "reinstate",
    /// Support unlocks the codes.
    UnlockCodes "unlock_codes",
    /// The person closes the account.
    Close "close",
    /// The person has it erased.
    Erase "erase",
    /// A minute passes.
    Minute "minute",
    /// Twenty hours pass.
    Night "night",
    /// Eight days pass.
    Week "week",
    /// The host waits for what is due next, and calls.
    Wake "wake",
}

ids! {
    ACME: OrganizationId = "acme";
    OTHER: OrganizationId = "other";
    PARTNER: OrganizationId = "partner";
    INVITATION: InvitationId = "i1";
    NUMBER: CustomerNumber = "4711";
}

impl HistoryStep {
    /// How long passes before the step: nothing, but for the steps of which time is the point.
    ///
    /// ```
    /// use checkmark_account::Actor;
    /// use checkmark_tier::TierPolicy;
    /// use checkmark_tier::strategy::{History, HistoryStep};
    /// use time::SignedDuration;
    ///
    /// let history = History::new(&TierPolicy::default());
    /// let minute = HistoryStep::Minute.passes(history.account(), history.now());
    /// assert_eq!(minute, SignedDuration::MINUTE);
    /// assert_eq!((HistoryStep::Minute.actor(), HistoryStep::Suspend.actor()), (None, Some(Actor::Support)));
    /// ```
    #[must_use]
    pub fn passes(self, account: &Account, now: UtcDateTime) -> SignedDuration {
        match self {
            Self::Minute => SignedDuration::minutes(1),
            Self::Night => SignedDuration::hours(20),
            Self::Week => SignedDuration::days(8),
            Self::Wake => account
                .next_wakeup()
                .map_or(SignedDuration::ZERO, |wakeup| wakeup.at() - now)
                .max(SignedDuration::ZERO),
            _ => SignedDuration::ZERO,
        }
    }

    /// Who gives the command; none if time alone passes.
    #[must_use]
    pub const fn actor(self) -> Option<Actor> {
        Some(match self {
            Self::Minute | Self::Night | Self::Week => return None,
            Self::Wake => Actor::Clock,
            Self::JudgedCorporate
            | Self::JudgedGmailHosted
            | Self::JudgedConsumer
            | Self::JudgedUndetermined
            | Self::JudgedRole
            | Self::FoundOne
            | Self::FoundTwo
            | Self::FoundNone
            | Self::FoundRestricted
            | Self::MailHandedOver
            | Self::MailFailed
            | Self::MarkNotPropagated
            | Self::RequestOpened
            | Self::ProfileOpened
            | Self::RequestClosed
            | Self::Invited
            | Self::InvitationRevoked
            | Self::RoleGranted
            | Self::RoleGrantedAlone
            | Self::RoleWithdrawn
            | Self::MemberRemoved
            | Self::DomainDropped
            | Self::ProfileChanged => Actor::Host,
            Self::Validate
            | Self::Decline
            | Self::ApproveProfile
            | Self::RefuseProfile
            | Self::RelationEnded
            | Self::Suspend
            | Self::Reinstate
            | Self::UnlockCodes => Actor::Support,
            Self::ConfirmPartner | Self::RefusePartner => Actor::PartnerProgramme,
            _ => Actor::Person,
        })
    }

    /// The visit in which it is given.
    pub(super) const fn session(self, now: UtcDateTime) -> Session {
        match self {
            Self::StartRegistration
            | Self::ChangeAddress
            | Self::ChangeName
            | Self::RequestPasswordChange => Session::signed_out().with_password_verified_at(now),
            Self::RequestSupport | Self::RequestAdministrator | Self::ReportGreen => {
                Session::at(Place::Support)
            }
            _ => Session::signed_out(),
        }
    }

    /// The command as it is recorded; none if time alone passes.
    #[expect(clippy::too_many_lines, reason = "one match, a step each")]
    pub(super) fn command(self, account: &Account, now: UtcDateTime) -> Option<RecordedCommand> {
        let next = AddressNo::new(account.last_address.number() + 1);
        let (standing, address) = (account.standing, account.address);
        let (request, reopening) = next_request(account);
        let organization = ACME;
        let profile = FoundProfile::new(ACME);
        Some(match self {
            Self::Minute | Self::Night | Self::Week => return None,
            Self::SignUp => Command::SignUp {
                door: Door::SignInMenu,
                address: if account.version == 0 {
                    AddressNo::default()
                } else {
                    next
                },
                name: Apart,
                newsletter: NewsletterChoice::NotSubscribed,
            },
            Self::SubmitRightCode => Command::SubmitCode {
                code: CodeOutcome::Right,
            },
            Self::SubmitWrongCode => Command::SubmitCode {
                code: CodeOutcome::Wrong,
            },
            Self::RequestCode => Command::RequestCode,
            Self::StartRegistration => Command::StartBusinessRegistration,
            Self::ChooseCompany => Command::ChooseRoute {
                route: Route::Company,
            },
            Self::ChoosePartnerEmployee => Command::ChooseRoute {
                route: Route::PartnerEmployee,
            },
            Self::ChooseProspectivePartner => Command::ChooseRoute {
                route: Route::ProspectivePartner,
            },
            Self::SubmitDetails => Command::SubmitDetails {
                business: Business::Established,
            },
            Self::JudgedCorporate => judged(Class::Corporate, Mailbox::Person),
            Self::JudgedGmailHosted => judged(Class::GmailHosted, Mailbox::Person),
            Self::JudgedConsumer => judged(Class::ConsumerMailbox, Mailbox::Person),
            Self::JudgedUndetermined => judged(Class::Undetermined, Mailbox::Person),
            Self::JudgedRole => judged(Class::Corporate, Mailbox::Role),
            Self::FoundOne => found(vec![profile]),
            Self::FoundTwo => found(vec![profile, FoundProfile::new(OTHER)]),
            Self::FoundNone => found(vec![]),
            Self::FoundRestricted => found(vec![profile.of_type(ProfileType::Restricted)]),
            Self::ChooseOrganization => Command::ChooseOrganization { organization },
            Self::MailHandedOver => Command::MailHandedOver {
                effect: confirming_mail(account),
            },
            Self::MailFailed => Command::MailFailed {
                effect: confirming_mail(account),
            },
            Self::SubmitProfile => Command::SubmitProfile {
                product: Some(Apart),
            },
            Self::AddProduct => Command::AddProduct { product: Apart },
            Self::SignIn => Command::SignIn {
                place: Place::Support,
            },
            Self::SignOut => Command::SignOut,
            Self::ReportGreen => Command::ReportMark {
                mark: CheckMark::Green,
            },
            Self::MarkNotPropagated => Command::MarkNotPropagated,
            Self::Repair => Command::RepairStep {
                step: due_repair(account),
            },
            Self::RequestSupport => Command::RequestSupport {
                topic: Topic::AccountAccess,
            },
            Self::RequestUnlock => Command::RequestSupport {
                topic: Topic::TroubleWithValidation,
            },
            Self::RequestAdministrator => Command::RequestSupport {
                topic: Topic::FirstAdministrator,
            },
            Self::RequestOpened => Command::RequestOpened {
                request,
                topic: Topic::AccountAccess,
                window: None,
                reopening,
            },
            Self::ProfileOpened => Command::RequestOpened {
                request,
                topic: Topic::CompanyProfile,
                window: None,
                reopening,
            },
            Self::RequestClosed => Command::RequestClosed { request },
            Self::Withdraw => Command::Withdraw,
            Self::Validate => Command::ValidateAccount {
                request,
                standing,
                address,
                organization,
                relation: Relation::Customer,
            },
            Self::Decline => Command::DeclineAccount { request },
            Self::ApproveProfile => Command::ApproveProfile {
                request,
                standing,
                address,
                organization,
            },
            Self::RefuseProfile => Command::RefuseProfile { request },
            Self::ConfirmPartner => Command::ConfirmPartner {
                organization: PARTNER,
            },
            Self::RefusePartner => Command::RefusePartner,
            Self::ChangeAddress => Command::ChangeAddress { address: next },
            Self::ConfirmRightCode => Command::ConfirmAddress {
                code: CodeOutcome::Right,
            },
            Self::ConfirmWrongCode => Command::ConfirmAddress {
                code: CodeOutcome::Wrong,
            },
            Self::ChangeName => Command::ChangeName { name: Apart },
            Self::RequestPasswordChange => Command::RequestPasswordChange,
            Self::AddCustomerNumber => Command::AddCustomerNumber {
                number: NUMBER,
                reason: NumberReason::Requested,
            },
            Self::RemoveCustomerNumber => Command::RemoveCustomerNumber {
                number: NUMBER,
                reason: NumberReason::Correction,
            },
            Self::Invited => Command::Invited {
                invitation: INVITATION,
                organization: OTHER,
                role: CompanyRole::BusinessUser,
                lapses_at: now.saturating_add(SignedDuration::days(15)),
                address: None,
            },
            Self::AcceptInvitation => Command::AcceptInvitation {
                invitation: INVITATION,
            },
            Self::InvitationRevoked => Command::InvitationRevoked {
                invitation: INVITATION,
            },
            Self::LeaveOrganization => Command::LeaveOrganization { organization },
            Self::RoleGranted => administrator(Administrators::Others),
            Self::RoleGrantedAlone => administrator(Administrators::Last),
            Self::RoleWithdrawn => Command::RoleWithdrawn { organization },
            Self::MemberRemoved => Command::MemberRemoved { organization },
            Self::DomainDropped => Command::DomainDropped { organization },
            Self::ProfileChanged => Command::ProfileChanged { organization },
            Self::RelationEnded => Command::RelationEnded {
                organization,
                relation: Relation::Customer,
            },
            Self::Deactivate => Command::Deactivate,
            Self::Reactivate => Command::Reactivate,
            Self::Suspend => Command::Suspend,
            Self::Reinstate => Command::Reinstate,
            Self::UnlockCodes => Command::UnlockCodes,
            Self::Close => Command::Close,
            Self::Erase => Command::Erase,
            Self::Wake => Command::TimePassed {
                generation: account.next_wakeup().map(|wakeup| wakeup.generation()),
            },
        })
    }
}

/// The judgment of a step. Its data are nobody's, so that a history stays as it is when lists change.
pub(super) fn judgment(class: Class) -> Judgment {
    let data = "histories".parse().expect("letters are a version");
    Judgment::new(class, Assurance::Dns, Rule::MxAtOwnHost, data)
}

fn judged(class: Class, mailbox: Mailbox) -> RecordedCommand {
    Command::DomainJudged {
        judgment: judgment(class),
        mailbox,
        judged_at: None,
        address: None,
    }
}

const fn found(profiles: Vec<FoundProfile>) -> RecordedCommand {
    Command::ProfilesFound {
        profiles,
        counted_at: None,
        address: None,
    }
}

const fn administrator(administrators: Administrators) -> RecordedCommand {
    Command::RoleGranted {
        organization: ACME,
        role: CompanyRole::Administrator,
        administrators,
    }
}

/// The mail that confirms, or one that nobody sent.
fn confirming_mail(account: &Account) -> EffectKey {
    account
        .confirmation
        .map_or(EffectKey::new(account.id, 0, 0), |it| it.mail)
}

pub(super) const fn due_repair(account: &Account) -> RepairStep {
    match account.state {
        State::StuckInBasic { due, .. } => due,
        _ => RepairStep::SignOut,
    }
}
