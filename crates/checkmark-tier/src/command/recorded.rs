//! A command in another form: what is recorded of one that was taken.

use checkmark_account::code::{CodeOutcome, TypedCode};
use checkmark_account::product::Product;
use checkmark_account::{AddressNo, EmailAddress, PersonName};

use super::{Command, RecordedCommand};
use crate::decision::Decision;
use crate::event::Fact;
use crate::form::{Apart, Form, Given, Recorded};

impl Command<Given> {
    /// What is recorded of this command, once it was decided: a code is replaced by its outcome, an
    /// address by its number, and names and free text lie apart. None if the decision is another
    /// command's.
    ///
    /// ```
    /// use checkmark_account::Actor;
    /// use checkmark_tier::{Account, Command, Context, Envelope, RecordedCommand, TierPolicy};
    /// use time::UtcDateTime;
    ///
    /// let (policy, account) = (TierPolicy::default(), Account::new("a1".parse()?));
    /// let envelope = Envelope::new(account.id(), Actor::Person, UtcDateTime::UNIX_EPOCH, Command::Erase);
    /// let decision = account.decide(&envelope, &Context::new(&policy))?;
    /// assert_eq!(envelope.command().recorded(&decision), Some(RecordedCommand::Erase));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub fn recorded(&self, decision: &Decision) -> Option<RecordedCommand> {
        self.translated(&Decided(decision))
    }
}

/// How what differs between two forms of a command is translated; None where it cannot be.
pub(crate) trait Translate<F: Form, G: Form> {
    fn code(&self, code: &F::Code) -> Option<G::Code>;
    fn address(&self, address: &F::Address) -> Option<G::Address>;
    fn name(&self, name: &F::Name) -> Option<G::Name>;
    fn product(&self, product: &F::Product) -> Option<G::Product>;
}

impl<F: Form> Command<F> {
    /// The same command in another form.
    #[expect(clippy::too_many_lines, reason = "one match, a command each")]
    pub(crate) fn translated<G: Form>(&self, by: &impl Translate<F, G>) -> Option<Command<G>> {
        Some(match self {
            Self::SignUp {
                door,
                address,
                name,
                newsletter,
            } => Command::SignUp {
                door: *door,
                address: by.address(address)?,
                name: by.name(name)?,
                newsletter: *newsletter,
            },
            Self::RequestCode => Command::RequestCode,
            Self::SubmitCode { code } => Command::SubmitCode {
                code: by.code(code)?,
            },
            Self::StartBusinessRegistration => Command::StartBusinessRegistration,
            Self::ChooseRoute { route } => Command::ChooseRoute { route: *route },
            Self::SubmitDetails { business } => Command::SubmitDetails {
                business: *business,
            },
            Self::ChooseOrganization { organization } => Command::ChooseOrganization {
                organization: *organization,
            },
            Self::SubmitProfile { product } => Command::SubmitProfile {
                product: match product {
                    Some(product) => Some(by.product(product)?),
                    None => None,
                },
            },
            Self::AddProduct { product } => Command::AddProduct {
                product: by.product(product)?,
            },
            Self::SignIn { place } => Command::SignIn { place: *place },
            Self::SignOut => Command::SignOut,
            Self::ReportMark { mark } => Command::ReportMark { mark: *mark },
            Self::RepairStep { step } => Command::RepairStep { step: *step },
            Self::RequestSupport { topic } => Command::RequestSupport { topic: *topic },
            Self::Withdraw => Command::Withdraw,
            Self::ChangeAddress { address } => Command::ChangeAddress {
                address: by.address(address)?,
            },
            Self::ConfirmAddress { code } => Command::ConfirmAddress {
                code: by.code(code)?,
            },
            Self::ChangeName { name } => Command::ChangeName {
                name: by.name(name)?,
            },
            Self::RequestPasswordChange => Command::RequestPasswordChange,
            Self::AddCustomerNumber { number, reason } => Command::AddCustomerNumber {
                number: *number,
                reason: *reason,
            },
            Self::RemoveCustomerNumber { number, reason } => Command::RemoveCustomerNumber {
                number: *number,
                reason: *reason,
            },
            Self::AcceptInvitation { invitation } => Command::AcceptInvitation {
                invitation: *invitation,
            },
            Self::LeaveOrganization { organization } => Command::LeaveOrganization {
                organization: *organization,
            },
            Self::Deactivate => Command::Deactivate,
            Self::Reactivate => Command::Reactivate,
            Self::Close => Command::Close,
            Self::Erase => Command::Erase,
            Self::DomainJudged {
                judgment,
                mailbox,
                judged_at,
                address,
            } => Command::DomainJudged {
                judgment: *judgment,
                mailbox: *mailbox,
                judged_at: *judged_at,
                address: *address,
            },
            Self::ProfilesFound {
                profiles,
                counted_at,
                address,
            } => Command::ProfilesFound {
                profiles: profiles.clone(),
                counted_at: *counted_at,
                address: *address,
            },
            Self::ProfileChanged { organization } => Command::ProfileChanged {
                organization: *organization,
            },
            Self::MailHandedOver { effect } => Command::MailHandedOver { effect: *effect },
            Self::MailFailed { effect } => Command::MailFailed { effect: *effect },
            Self::MarkNotPropagated => Command::MarkNotPropagated,
            Self::RequestOpened {
                request,
                topic,
                window,
                reopening,
            } => Command::RequestOpened {
                request: *request,
                topic: *topic,
                window: *window,
                reopening: *reopening,
            },
            Self::RequestClosed { request } => Command::RequestClosed { request: *request },
            Self::ApproveProfile {
                request,
                standing,
                address,
                organization,
            } => Command::ApproveProfile {
                request: *request,
                standing: *standing,
                address: *address,
                organization: *organization,
            },
            Self::RefuseProfile { request } => Command::RefuseProfile { request: *request },
            Self::ValidateAccount {
                request,
                standing,
                address,
                organization,
                relation,
            } => Command::ValidateAccount {
                request: *request,
                standing: *standing,
                address: *address,
                organization: *organization,
                relation: *relation,
            },
            Self::DeclineAccount { request } => Command::DeclineAccount { request: *request },
            Self::UnlockCodes => Command::UnlockCodes,
            Self::Suspend => Command::Suspend,
            Self::Reinstate => Command::Reinstate,
            Self::ConfirmPartner { organization } => Command::ConfirmPartner {
                organization: *organization,
            },
            Self::RefusePartner => Command::RefusePartner,
            Self::RelationEnded {
                organization,
                relation,
            } => Command::RelationEnded {
                organization: *organization,
                relation: *relation,
            },
            Self::Invited {
                invitation,
                organization,
                role,
                lapses_at,
                address,
            } => Command::Invited {
                invitation: *invitation,
                organization: *organization,
                role: *role,
                lapses_at: *lapses_at,
                address: *address,
            },
            Self::InvitationRevoked { invitation } => Command::InvitationRevoked {
                invitation: *invitation,
            },
            Self::RoleGranted {
                organization,
                role,
                administrators,
            } => Command::RoleGranted {
                organization: *organization,
                role: *role,
                administrators: *administrators,
            },
            Self::RoleWithdrawn { organization } => Command::RoleWithdrawn {
                organization: *organization,
            },
            Self::MemberRemoved { organization } => Command::MemberRemoved {
                organization: *organization,
            },
            Self::DomainDropped { organization } => Command::DomainDropped {
                organization: *organization,
            },
            Self::TimePassed { generation } => Command::TimePassed {
                generation: *generation,
            },
        })
    }
}

/// What a decision says of its command.
struct Decided<'a>(&'a Decision);

impl Translate<Given, Recorded> for Decided<'_> {
    fn code(&self, _: &TypedCode) -> Option<CodeOutcome> {
        self.0.events().find_map(|event| match event.fact() {
            Fact::Code { code, .. } => code.outcome(),
            _ => None,
        })
    }

    fn address(&self, _: &EmailAddress) -> Option<AddressNo> {
        self.0.events().find_map(|event| match event.fact() {
            Fact::SignedUp { address, .. } | Fact::AddressChangeAsked { address, .. } => {
                Some(*address)
            }
            _ => None,
        })
    }

    fn name(&self, _: &PersonName) -> Option<Apart> {
        Some(Apart)
    }

    fn product(&self, _: &Product) -> Option<Apart> {
        Some(Apart)
    }
}
