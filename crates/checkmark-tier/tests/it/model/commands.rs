//! Which function a command is.

use checkmark_tier::{Command, Recorded};

use super::{Answer, Model, Moment, codes, evidence, life, organization, registration, support};

pub(super) fn obey(it: &mut Model, at: &Moment<'_>, command: &Command<Recorded>) -> Answer {
    match command {
        Command::SignUp { door, address, .. } => codes::sign_up(it, at, *door, *address),
        Command::RequestCode => codes::request_code(it, at),
        Command::SubmitCode { code } => codes::submit_code(it, at, *code),
        Command::UnlockCodes => codes::unlock_codes(it),
        Command::ChangeAddress { address } => codes::change_address(it, at, *address),
        Command::ConfirmAddress { code } => codes::confirm_address(it, at, *code),
        Command::StartBusinessRegistration => registration::start(it, at),
        Command::ChooseRoute { route } => registration::choose_route(it, at, *route),
        Command::SubmitDetails { business } => registration::submit_details(it, at, *business),
        Command::ChooseOrganization { organization } => {
            registration::choose_organization(it, at, *organization)
        }
        Command::SubmitProfile { .. } => registration::submit_profile(it),
        Command::ReportMark { mark } => registration::report_mark(it, *mark),
        Command::MarkNotPropagated => registration::mark_not_propagated(it),
        Command::RepairStep { step } => registration::repair_step(it, *step),
        Command::AddProduct { .. } | Command::SignIn { .. } | Command::SignOut => life::gate(it),
        Command::ChangeName { .. } => life::change_name(it, at),
        Command::RequestPasswordChange => life::request_password_change(it, at),
        Command::AddCustomerNumber { number, .. } => life::add_number(it, *number),
        Command::RemoveCustomerNumber { number, .. } => life::remove_number(it, *number),
        Command::Deactivate => life::deactivate(it),
        Command::Reactivate => life::reactivate(it, at),
        Command::Suspend => life::suspend(it),
        Command::Reinstate => life::reinstate(it, at),
        Command::Close => life::close(it, at),
        Command::Erase => life::erase(it),
        Command::TimePassed { .. } => Ok(()),
        Command::DomainJudged {
            judgment,
            mailbox,
            judged_at,
            address,
        } => {
            let judged_at = judged_at.unwrap_or(at.now);
            let verdict = evidence::verdict(judgment.class(), *mailbox, judged_at);
            evidence::domain_judged(it, at, verdict, *address)
        }
        Command::ProfilesFound {
            profiles,
            counted_at,
            address,
        } => evidence::profiles_found(it, at, profiles, counted_at.unwrap_or(at.now), *address),
        Command::ProfileChanged { organization } => {
            evidence::profile_changed(it, at, *organization)
        }
        Command::MailHandedOver { effect } => evidence::mail_handed_over(it, *effect),
        Command::MailFailed { effect } => evidence::mail_failed(it, at, *effect),
        Command::RequestSupport { topic } => support::request_support(it, at, *topic),
        Command::Withdraw => support::withdraw(it, at),
        Command::RequestOpened {
            request,
            topic,
            reopening,
            ..
        } => support::request_opened(it, *request, *topic, *reopening),
        Command::RequestClosed { request } => support::request_closed(it, at, *request),
        Command::ApproveProfile {
            request,
            standing,
            address,
            organization,
        } => {
            let given_for = (*request, *standing, *address);
            support::approve_profile(it, at, given_for, *organization)
        }
        Command::ValidateAccount {
            request,
            standing,
            address,
            organization,
            relation,
        } => {
            let given_for = (*request, *standing, *address);
            support::validate_account(it, at, given_for, *organization, *relation)
        }
        Command::RefuseProfile { request } => support::refuse_profile(it, *request),
        Command::DeclineAccount { request } => support::decline_account(it, *request),
        Command::ConfirmPartner { organization } => support::confirm_partner(it, at, *organization),
        Command::RefusePartner => support::refuse_partner(it),
        Command::Invited {
            invitation,
            organization,
            role,
            lapses_at,
            address,
        } => {
            let invitation = super::Invitation {
                name: *invitation,
                organization: *organization,
                role: *role,
                until: *lapses_at,
            };
            organization::invited(it, at, invitation, *address)
        }
        Command::InvitationRevoked { invitation } => organization::revoked(it, *invitation),
        Command::AcceptInvitation { invitation } => organization::accept(it, at, *invitation),
        Command::RoleGranted {
            organization,
            role,
            administrators,
        } => organization::role(it, *organization, *role, *administrators),
        Command::RoleWithdrawn { organization } => organization::role_withdrawn(it, *organization),
        Command::LeaveOrganization { organization } => organization::leave(it, *organization),
        Command::RelationEnded {
            organization,
            relation,
        } => organization::relation_ended(it, *organization, *relation),
        Command::MemberRemoved { organization } => organization::removed(it, *organization),
        Command::DomainDropped { organization } => {
            organization::domain_dropped(it, at, *organization)
        }
        other => panic!("the model has no rule for {}", other.kind()),
    }
}
