//! Deciding: state and command in, events and effects out, or a refusal. All policy is here.

mod access;
mod address;
mod assess;
mod carry;
mod codes;
mod draft;
mod evidence;
mod lapse;
mod lifecycle;
mod organization;
mod registration;
mod repair;
mod support;

use time::UtcDateTime;

use crate::account::Account;
use crate::command::{Command, CommandKind};
use crate::context::Context;
use crate::decision::Decision;
use crate::envelope::Envelope;
use crate::form::{Given, Recorded};
use crate::policy::TierPolicy;
use crate::refusal::{Refusal, RefusalCode};
use crate::state::{Review, StateKind};
use crate::table::{Cell, transition};
use carry::Carry;
use draft::Draft;

impl Account {
    /// Decides a command: what happened, or why not. It changes nothing and reads nothing but its
    /// arguments (LAW-4).
    ///
    /// What is due at the instant of the command lapses first, so that a wakeup that got lost
    /// changes nothing.
    ///
    /// # Errors
    ///
    /// The refusal: its code, the rule, every condition that was not met, and the remedy (LAW-1).
    pub fn decide(
        &self,
        envelope: &Envelope<Given>,
        context: &Context<'_>,
    ) -> Result<Decision, Refusal> {
        decide(self, envelope, context)
    }

    /// Decides a command of a record again: a code counts by its recorded outcome, an address by its
    /// number.
    ///
    /// # Errors
    ///
    /// As [`decide`](Self::decide).
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::Basic);
    /// let history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let account = history.account();
    /// let taken = &history.taken()[0];
    /// let (envelope, decision) = (taken.envelope().expect("a command"), taken.decision());
    /// assert!(account.decide_recorded(envelope, &Context::new(history.policy())).is_err());
    /// assert!(decision.is_some(), "it was taken once, and is not taken again");
    /// # }
    /// ```
    pub fn decide_recorded(
        &self,
        envelope: &Envelope<Recorded>,
        context: &Context<'_>,
    ) -> Result<Decision, Refusal> {
        decide(self, envelope, context)
    }

    /// Whether a command would be taken: [`decide`](Self::decide) with the result dropped, so that
    /// the two cannot drift apart.
    ///
    /// # Errors
    ///
    /// As [`decide`](Self::decide).
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::Basic);
    /// let history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let account = history.account();
    /// let now = history.now();
    /// let choose = Command::ChooseRoute { route: Route::Company };
    /// let early = Envelope::new(account.id(), Actor::Person, now, choose);
    /// assert!(account.can(&early, &Context::new(history.policy())).is_err(), "nothing is asked");
    /// # }
    /// ```
    pub fn can(&self, envelope: &Envelope<Given>, context: &Context<'_>) -> Result<(), Refusal> {
        decide(self, envelope, context).map(drop)
    }

    /// The account after a decision.
    ///
    /// # Errors
    ///
    /// The decision is another account's, or was taken before or after another one.
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::Basic);
    /// let history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let (_, decision) = history.decisions().next().expect("somebody signed up");
    /// let account = Account::new(decision.account()).after(decision).expect("it folds");
    /// assert_eq!(account.version(), decision.version());
    /// # }
    /// ```
    pub fn after(mut self, decision: &Decision) -> Result<Self, crate::evolve::ReplayError> {
        for event in decision.events() {
            self.apply(event)?;
        }
        Ok(self)
    }
}

/// What every handler looks at.
struct Case<'a, F: Carry> {
    account: &'a Account,
    context: &'a Context<'a>,
    envelope: &'a Envelope<F>,
    policy: &'a TierPolicy,
    now: UtcDateTime,
    kind: CommandKind,
}

impl<F: Carry> Case<'_, F> {
    #[cold]
    fn refusal(&self, code: RefusalCode) -> Refusal {
        Refusal::new(code, self.account, self.envelope, self.policy, self.now)
    }

    fn refuse<T>(&self, code: RefusalCode) -> Result<T, Refusal> {
        Err(self.refusal(code))
    }
}

type Handled = Result<(), Refusal>;

fn decide<F: Carry>(
    account: &Account,
    envelope: &Envelope<F>,
    context: &Context<'_>,
) -> Result<Decision, Refusal> {
    let kind = envelope.command().kind();
    let refuse = |code| {
        let at = envelope.at();
        Err(Refusal::new(code, account, envelope, context.policy(), at))
    };
    if envelope.account() != account.id {
        return refuse(RefusalCode::WrongAccount);
    }
    if !kind.actors().contains(envelope.actor()) {
        return refuse(RefusalCode::NotYours);
    }
    if envelope.id().is_some_and(|id| account.recent.contains(id)) {
        return refuse(RefusalCode::Repeated);
    }
    let last = account.last_at.unwrap_or(UtcDateTime::MIN);
    // Erasure is never refused (ACC-7).
    // How far it ran back is worked out only if it did.
    if envelope.at() < last
        && envelope.at() < last.saturating_sub(context.policy().skew())
        && kind != CommandKind::Erase
    {
        return refuse(RefusalCode::TimeRanBack);
    }
    let now = envelope.at().max(last);
    if envelope
        .expected_version()
        .is_some_and(|version| version != account.version)
        && kind != CommandKind::Erase
    {
        return refuse(RefusalCode::StaleVersion);
    }
    let due = account
        .next_wakeup()
        .is_some_and(|wakeup| wakeup.is_due(now) && !is_stale_tick(envelope.command(), wakeup));
    if !due && let Cell::Refused(code) = transition(account.state.kind(), kind) {
        return refuse(code);
    }
    let case = Case {
        account,
        context,
        envelope,
        policy: context.policy(),
        now,
        kind,
    };
    let mut decision = Decision::on(account.id, account.version, now);
    let mut draft = Draft::of(&mut decision, account, envelope.id());
    if due {
        handle_late(case, &mut draft)?;
    } else {
        handle(&case, &mut draft)?;
    }
    Ok(decision)
}

/// Lets lapse what is due, and looks at the command after that.
#[cold]
fn handle_late<F: Carry>(case: Case<'_, F>, draft: &mut Draft<'_>) -> Handled {
    let mut account = case.account.clone();
    lapse::lapse(&mut account, case.policy, draft);
    draft.close_lapses();
    let case = Case {
        account: &account,
        ..case
    };
    if let Cell::Refused(code) = transition(account.state.kind(), case.kind) {
        return case.refuse(code);
    }
    handle(&case, draft)
}

/// A tick for a deadline that is not the one that is due changes nothing.
fn is_stale_tick<F: Carry>(command: &Command<F>, wakeup: crate::event::Deadline) -> bool {
    match command {
        Command::TimePassed { generation } => {
            generation.is_some_and(|generation| generation != wakeup.generation())
        }
        _ => false,
    }
}

#[expect(clippy::too_many_lines, reason = "one match, a command each")]
fn handle<F: Carry>(case: &Case<'_, F>, draft: &mut Draft<'_>) -> Handled {
    match case.envelope.command() {
        Command::SignUp {
            door,
            address,
            name,
            newsletter,
        } => codes::sign_up(case, draft, *door, address, name, *newsletter),
        Command::RequestCode => codes::request_code(case, draft),
        Command::SubmitCode { code } => codes::submit_code(case, draft, code),
        Command::StartBusinessRegistration => registration::start(case, draft),
        Command::ChooseRoute { route } => registration::choose_route(case, draft, *route),
        Command::SubmitDetails { business } => registration::submit_details(case, draft, *business),
        Command::ChooseOrganization { organization } => {
            access::choose_organization(case, draft, *organization)
        }
        Command::SubmitProfile { product } => {
            registration::submit_profile(case, draft, product.as_ref())
        }
        Command::AddProduct { product } => registration::add_product(case, draft, product),
        Command::SignIn { place } => repair::sign_in(draft, *place),
        Command::SignOut => repair::sign_out(draft),
        Command::ReportMark { mark } => repair::report_mark(case, draft, *mark),
        Command::RepairStep { step } => repair::repair_step(case, draft, *step),
        Command::MarkNotPropagated => repair::mark_not_propagated(draft),
        Command::RequestSupport { topic } => support::request_support(case, draft, *topic),
        Command::Withdraw => support::withdraw(case, draft),
        Command::RequestOpened {
            request,
            topic,
            window,
            reopening,
        } => {
            let opened = Review {
                request: Some(*request),
                window: *window,
                reopening: *reopening,
            };
            support::request_opened(case, draft, *request, *topic, opened)
        }
        Command::RequestClosed { request } => support::request_closed(case, draft, *request),
        Command::ApproveProfile {
            request,
            standing,
            address,
            organization,
        } => {
            let approval = support::Approval::new(*request, *standing, *address);
            support::approve_profile(case, draft, approval, *organization)
        }
        Command::RefuseProfile { request } => support::refuse_profile(case, draft, *request),
        Command::ValidateAccount {
            request,
            standing,
            address,
            organization,
            relation,
        } => {
            let approval = support::Approval::new(*request, *standing, *address);
            support::validate_account(case, draft, approval, *organization, *relation)
        }
        Command::DeclineAccount { request } => support::decline_account(case, draft, *request),
        Command::UnlockCodes => codes::unlock_codes(case, draft),
        Command::ChangeAddress { address } => address::change_address(case, draft, address),
        Command::ConfirmAddress { code } => address::confirm_address(case, draft, code),
        Command::ChangeName { name } => address::change_name(case, draft, name),
        Command::RequestPasswordChange => address::request_password_change(case, draft),
        Command::AddCustomerNumber { number, reason } => {
            address::add_customer_number(case, draft, *number, *reason)
        }
        Command::RemoveCustomerNumber { number, reason } => {
            address::remove_customer_number(case, draft, *number, *reason)
        }
        Command::DomainJudged {
            judgment,
            mailbox,
            judged_at,
            address,
        } => {
            let judged =
                crate::evidence::Judged::new(*judgment, *mailbox, judged_at.unwrap_or(case.now));
            evidence::domain_judged(case, draft, judged, *address)
        }
        Command::ProfilesFound {
            profiles,
            counted_at,
            address,
        } => {
            let counted_at = counted_at.unwrap_or(case.now);
            evidence::profiles_found(case, draft, profiles, counted_at, *address)
        }
        Command::ProfileChanged { .. } => evidence::profile_changed(case, draft),
        Command::MailHandedOver { effect } => access::mail_handed_over(case, draft, *effect),
        Command::MailFailed { effect } => access::mail_failed(case, draft, *effect),
        Command::ConfirmPartner { organization } => {
            access::confirm_partner(case, draft, *organization)
        }
        Command::RefusePartner => access::refuse_partner(case, draft),
        Command::AcceptInvitation { invitation } => {
            organization::accept_invitation(case, draft, *invitation)
        }
        Command::LeaveOrganization { organization } => {
            organization::leave(case, draft, *organization)
        }
        Command::RelationEnded {
            organization,
            relation,
        } => organization::relation_ended(case, draft, *organization, *relation),
        Command::MemberRemoved { organization } => {
            organization::member_removed(case, draft, *organization)
        }
        Command::DomainDropped { organization } => {
            organization::domain_dropped(case, draft, *organization)
        }
        Command::Invited {
            invitation,
            organization,
            role,
            lapses_at,
            address,
        } => {
            let invite = organization::Invite {
                invitation: *invitation,
                organization: *organization,
                role: *role,
                lapses_at: *lapses_at,
                address: address.unwrap_or(case.account.address),
            };
            organization::invited(case, draft, invite)
        }
        Command::InvitationRevoked { invitation } => {
            organization::invitation_revoked(case, draft, *invitation)
        }
        Command::RoleGranted {
            organization,
            role,
            administrators,
        } => organization::role_granted(case, draft, *organization, *role, *administrators),
        Command::RoleWithdrawn { organization } => {
            organization::role_withdrawn(case, draft, *organization)
        }
        Command::Deactivate => lifecycle::deactivate(case, draft),
        Command::Reactivate => lifecycle::reactivate(case, draft),
        Command::Suspend => lifecycle::suspend(case, draft),
        Command::Reinstate => lifecycle::reinstate(case, draft),
        Command::Close => lifecycle::close(case, draft),
        Command::Erase => lifecycle::erase(case, draft),
        // What is due has lapsed already.
        Command::TimePassed { .. } => Ok(()),
    }
}

/// Whether a state is one in which the address is proved, for handlers that serve several.
const fn is_unproved(state: StateKind) -> bool {
    matches!(state, StateKind::AwaitingCode)
}
