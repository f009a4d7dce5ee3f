//! What each fact makes of an account.

use alloc::boxed::Box;

use checkmark_account::AddressNo;
use checkmark_account::code::{CodeEvent, CodeOutcome, Purpose};
use time::UtcDateTime;

use super::ReplayErrorKind;
use crate::account::{Account, PendingChange, Registration, Trouble};
use crate::command::{Administrators, Topic};
use crate::effect::EffectKey;
use crate::event::{Deadline, Event, Fact};
use crate::relation::{Confirmation, Membership, PendingInvitation};
use crate::state::{Proof, Referral, RepairStep, Review, Route, State, StateKind};
use crate::table::States;

type Folded = Result<(), ReplayErrorKind>;

impl Account {
    /// Checks first and changes after, so that an error leaves the account as it was.
    #[expect(clippy::too_many_lines, reason = "one match, a fact each")]
    pub(super) fn fold(&mut self, event: &Event) -> Folded {
        match &event.fact {
            Fact::SignedUp {
                door,
                address,
                lapses,
                ..
            } => {
                self.within(UNREGISTERED)?;
                self.address = *address;
                self.last_address = self.last_address.max(*address);
                self.registration.door = Some(*door);
                self.enter(State::AwaitingCode);
                self.lapse(Some(*lapses));
            }
            Fact::SignUpLapsed => {
                self.within(AWAITING_CODE)?;
                self.registration = Registration::default();
                self.judged = None;
                self.judge_again = None;
                self.enter(State::Unregistered);
            }
            Fact::Code { purpose, code } => self.fold_code(*purpose, code)?,
            Fact::AddressProved { address } => {
                self.within(AWAITING_CODE.union(LIVE))?;
                self.same_address(*address)?;
                self.proved_at = Some(event.at);
                self.registration.proof = Proof::Fresh;
                if self.state.kind() == StateKind::AwaitingCode {
                    self.enter(State::Basic);
                }
            }
            Fact::RegistrationStarted { proof, lapses } => {
                self.within(LIVE)?;
                self.registration = Registration {
                    door: self.registration.door,
                    proof: *proof,
                    ..Registration::default()
                };
                self.enter(State::RouteDue);
                self.lapse(Some(*lapses));
            }
            Fact::RouteChosen { route, lapses } => {
                self.within(States::NONE.with(StateKind::RouteDue))?;
                self.registration.route = Some(*route);
                self.enter(match route {
                    Route::Company => State::DetailsDue,
                    Route::PartnerEmployee => REFERRED_EMPLOYEE,
                    Route::ProspectivePartner => REFERRED_PROSPECT,
                });
                self.lapse(*lapses);
            }
            Fact::RegistrationLapsed => {
                self.within(
                    States::NONE
                        .with(StateKind::RouteDue)
                        .with(StateKind::DetailsDue),
                )?;
                self.back_to_basic();
            }
            Fact::DetailsSubmitted { reasons } => {
                self.within(States::NONE.with(StateKind::DetailsDue))?;
                self.registration.finished = true;
                self.registration.reasons = *reasons;
            }
            Fact::DomainJudged { judged, again } => {
                self.within(AWAITING_CODE.union(LIVE))?;
                self.judged = Some(*judged);
                self.judge_again = Some(*again);
                self.count_deadline(*again);
            }
            Fact::VerdictAsked { again } => {
                self.within(AWAITING_CODE.union(LIVE))?;
                self.judge_again = Some(*again);
                self.count_deadline(*again);
            }
            Fact::ProfilesCounted { counted_at, .. } => {
                self.within(LIVE)?;
                self.counted_at = Some(*counted_at);
            }
            Fact::EvidenceAwaited { needs, until } => {
                self.within(LIVE)?;
                self.enter(State::EvidenceDue { needs: *needs });
                self.lapse(Some(*until));
            }
            Fact::OrganizationsOffered { offer } => {
                self.within(LIVE)?;
                self.enter(State::OrganizationDue);
                self.offer.clone_from(offer);
            }
            Fact::ProfileWanted { reasons } => {
                self.within(LIVE)?;
                self.enter(State::ProfileDue { reasons: *reasons });
            }
            Fact::ProfileSubmitted => {
                self.within(States::NONE.with(StateKind::ProfileDue))?;
                self.enter(State::ProfileInReview {
                    review: Review::default(),
                });
            }
            Fact::AccessLimited { because } => {
                self.within(LIVE)?;
                self.confirmation = None;
                self.enter(State::Limited { because: *because });
            }
            Fact::AccessGranted { grant, mail } => {
                self.within(LIVE)?;
                self.confirmation = Some(Confirmation {
                    grant: *grant,
                    administrators: Administrators::Others,
                    mail: EffectKey::new(self.id, event.version, *mail),
                    attempt: 1,
                });
                if self.state.kind() != StateKind::Enterprise {
                    self.enter(State::Confirming);
                }
            }
            Fact::ConfirmationRepeated { attempt, mail } => {
                let key = EffectKey::new(self.id, event.version, *mail);
                let confirmation = self.confirmation.as_mut().ok_or(ReplayErrorKind::Subject)?;
                confirmation.attempt = *attempt;
                confirmation.mail = key;
            }
            Fact::ConfirmationAbandoned => {
                self.confirmation.ok_or(ReplayErrorKind::Subject)?;
                self.confirmation = None;
            }
            Fact::AccessConfirmed => self.fold_confirmed(event.at)?,
            Fact::AccessRenewed => {
                self.within(States::NONE.with(StateKind::EvidenceDue))?;
                if self.memberships.is_empty() {
                    return Err(ReplayErrorKind::Subject);
                }
                self.enter(State::Enterprise);
            }
            Fact::PartnerRefused => {
                self.within(States::NONE.with(StateKind::ReferredProspectivePartner))?;
                self.back_to_basic();
            }
            Fact::SupportRequested { topic } => self.fold_support(*topic)?,
            Fact::RequestOpened {
                request,
                topic,
                window,
                reopening,
            } => {
                let review = Review {
                    request: Some(*request),
                    window: *window,
                    reopening: *reopening,
                };
                match (topic, &mut self.state) {
                    (Topic::AccountAccess, State::SupportReview { review: open, .. })
                    | (Topic::CompanyProfile, State::ProfileInReview { review: open }) => {
                        *open = review;
                    }
                    (Topic::AccountAccess, State::Limited { because }) => {
                        let because = *because;
                        self.enter(State::SupportReview { review, because });
                    }
                    (Topic::FirstAdministrator | Topic::TroubleWithValidation, _) => {}
                    _ => return Err(ReplayErrorKind::State),
                }
            }
            // It is none that is under review: what was said of it came late.
            Fact::RequestWithdrawn {
                request: Some(request),
            } if self.state.review().and_then(|review| review.request) != Some(*request) => {
                self.within(AWAITING_CODE.union(LIVE).union(AT_REST))?;
                self.left.take_back_named(*request);
            }
            Fact::RequestClosed { request } | Fact::RequestWithdrawn { request } => {
                match self.state {
                    State::SupportReview { review, because } if review.request == *request => {
                        self.enter(State::Limited { because });
                    }
                    State::ProfileInReview { review } if review.request == *request => {
                        let reasons = self.registration.reasons;
                        self.enter(State::ProfileDue { reasons });
                    }
                    _ if self.trouble == Trouble::Asked => self.trouble = Trouble::None,
                    _ => return Err(ReplayErrorKind::Subject),
                }
            }
            Fact::MarkStuck { .. } => match self.state {
                State::Limited { because } => self.enter(State::StuckInBasic {
                    due: RepairStep::SignOut,
                    because,
                }),
                _ => return Err(ReplayErrorKind::State),
            },
            Fact::RepairAdvanced { due: next } => match &mut self.state {
                State::StuckInBasic { due, .. } => *due = *next,
                _ => return Err(ReplayErrorKind::State),
            },
            Fact::MarkRepaired => match self.state {
                State::StuckInBasic { because, .. } => self.enter(State::Limited { because }),
                _ => return Err(ReplayErrorKind::State),
            },
            Fact::MarkSeen { .. }
            | Fact::SignedIn { .. }
            | Fact::SignedOut
            | Fact::NameChanged
            | Fact::ProductAdded => self.within(LIVE)?,
            Fact::AddressChangeAsked { address, lapses } => {
                self.within(LIVE)?;
                if *address > self.last_address.next() {
                    return Err(ReplayErrorKind::Subject);
                }
                self.last_address = self.last_address.max(*address);
                self.pending = Some(PendingChange {
                    address: *address,
                    lapses: *lapses,
                });
                self.count_deadline(*lapses);
            }
            Fact::AddressChangeLapsed { address } => {
                self.pending
                    .filter(|pending| pending.address == *address)
                    .ok_or(ReplayErrorKind::Subject)?;
                self.pending = None;
            }
            Fact::AddressChanged { address } => self.fold_address(*address, event.at)?,
            Fact::DecidedAgain { referral } => {
                self.within(LIVE.union(AT_REST))?;
                match referral {
                    Some(to) => self.enter(State::Referred { to: *to }),
                    None => self.back_to_basic(),
                }
            }
            Fact::PasswordChangeAsked => {
                self.within(LIVE)?;
                self.password_change_at = Some(event.at);
            }
            Fact::CustomerNumberAdded { number, .. } => {
                self.within(LIVE)?;
                if self.numbers.contains(number) {
                    return Err(ReplayErrorKind::Subject);
                }
                self.numbers.push(*number);
            }
            Fact::CustomerNumberRemoved { number, .. } => {
                self.within(LIVE)?;
                if !self.numbers.contains(number) {
                    return Err(ReplayErrorKind::Subject);
                }
                self.numbers.retain(|held| held != number);
            }
            Fact::Invited {
                invitation,
                organization,
                role,
                address,
                lapses,
            } => {
                self.within(LIVE)?;
                self.same_address(*address)?;
                self.invitations.push(PendingInvitation {
                    invitation: *invitation,
                    organization: *organization,
                    role: *role,
                    lapses: *lapses,
                });
                self.count_deadline(*lapses);
            }
            Fact::InvitationEnded { invitation } => {
                let ended = self
                    .invitations
                    .iter()
                    .find(|pending| pending.invitation == *invitation)
                    .ok_or(ReplayErrorKind::Subject)?;
                if ended.lapses.is_due(event.at) {
                    self.lapsed.push(*invitation);
                }
                self.invitations
                    .retain(|pending| pending.invitation != *invitation);
            }
            Fact::RoleGranted {
                organization,
                role,
                administrators,
            } => {
                self.has_relation(*organization)?;
                for membership in self.memberships.iter_mut() {
                    if membership.grant.organization == *organization {
                        membership.grant.role = *role;
                        membership.administrators = *administrators;
                    }
                }
                if let Some(confirmation) = &mut self.confirmation
                    && confirmation.grant.organization == *organization
                {
                    confirmation.grant.role = *role;
                    confirmation.administrators = *administrators;
                }
            }
            Fact::RoleWithdrawn { organization } => {
                self.has_relation(*organization)?;
                for membership in self.memberships.iter_mut() {
                    if membership.grant.organization == *organization {
                        membership.grant.role = checkmark_account::CompanyRole::BusinessUser;
                        membership.administrators = Administrators::Others;
                    }
                }
                if let Some(confirmation) = &mut self.confirmation
                    && confirmation.grant.organization == *organization
                {
                    confirmation.grant.role = checkmark_account::CompanyRole::BusinessUser;
                    confirmation.administrators = Administrators::Others;
                }
            }
            Fact::RelationEnded {
                organization,
                relation,
                ..
            } => {
                let ends = |held: &Membership| {
                    held.grant.organization == *organization && held.grant.relation == *relation
                };
                if !self.memberships.iter().any(ends) {
                    return Err(ReplayErrorKind::Subject);
                }
                self.memberships.retain(|held| !ends(held));
            }
            Fact::Suspended => {
                self.within(AWAITING_CODE.union(LIVE).with(StateKind::Deactivated))?;
                self.rest(State::Suspended);
            }
            Fact::Deactivated => {
                self.within(LIVE)?;
                self.rest(State::Deactivated);
            }
            Fact::Reinstated { lapses } => {
                self.within(States::NONE.with(StateKind::Suspended))?;
                self.enter(if self.proved_at.is_some() {
                    State::Basic
                } else {
                    State::AwaitingCode
                });
                self.lapse(*lapses);
            }
            Fact::Reactivated => {
                self.within(States::NONE.with(StateKind::Deactivated))?;
                self.enter(State::Basic);
            }
            Fact::Closed => {
                self.within(AWAITING_CODE.union(LIVE).union(AT_REST))?;
                self.rest(State::Closed);
                self.memberships.clear();
                self.invitations.clear();
            }
            // Erased once is erased: a second time nobody could have decided.
            Fact::Erased if matches!(self.state, State::Erased) => {
                return Err(ReplayErrorKind::State);
            }
            Fact::Erased => self.fold_erased(),
        }
        Ok(())
    }

    fn fold_code(&mut self, purpose: Purpose, code: &CodeEvent) -> Folded {
        self.within(AWAITING_CODE.union(LIVE).union(AT_REST))?;
        let book = match purpose {
            Purpose::SignUp => &mut self.books.sign_up,
            Purpose::ChangeOfAddress => &mut self.books.change,
            Purpose::FreshProof => &mut self.books.fresh,
            _ => return Err(ReplayErrorKind::Code),
        };
        book.apply(code)?;
        if code.outcome() == Some(CodeOutcome::Right) || matches!(code, CodeEvent::Unlocked(_)) {
            self.trouble = Trouble::None;
        }
        Ok(())
    }

    fn fold_confirmed(&mut self, at: UtcDateTime) -> Folded {
        self.within(
            States::NONE
                .with(StateKind::Confirming)
                .with(StateKind::Enterprise),
        )?;
        let confirmation = self.confirmation.take().ok_or(ReplayErrorKind::Subject)?;
        self.memberships.push(Membership {
            grant: confirmation.grant,
            administrators: confirmation.administrators,
            since: at,
        });
        self.enter(State::Enterprise);
        Ok(())
    }

    fn fold_support(&mut self, topic: Topic) -> Folded {
        match (topic, self.state) {
            (Topic::AccountAccess, State::Limited { because }) => {
                self.enter(State::SupportReview {
                    review: Review::default(),
                    because,
                });
            }
            (Topic::TroubleWithValidation, _) => {
                self.within(AWAITING_CODE.union(LIVE))?;
                self.trouble = Trouble::Asked;
            }
            (Topic::FirstAdministrator, State::Enterprise) => {}
            _ => return Err(ReplayErrorKind::State),
        }
        Ok(())
    }

    /// Everything that rested on the old address falls with it (ACC-6).
    fn fold_address(&mut self, address: AddressNo, at: UtcDateTime) -> Folded {
        self.within(LIVE)?;
        self.pending
            .filter(|pending| pending.address == address)
            .ok_or(ReplayErrorKind::Subject)?;
        self.pending = None;
        self.registration.proof = Proof::Fresh;
        self.address = address;
        self.proved_at = Some(at);
        self.books.fresh.withdraw();
        self.judged = None;
        self.judge_again = None;
        self.counted_at = None;
        self.confirmation = None;
        self.memberships.clear();
        self.invitations.clear();
        Ok(())
    }

    /// Nothing is left but the name of the account and how far its record goes (ACC-7); that is the
    /// event's own version and instant, as after every other.
    fn fold_erased(&mut self) {
        let erased = Self::new(self.id);
        *self = Self {
            standing: self.standing,
            recent: self.recent,
            state: State::Erased,
            ..erased
        };
    }

    /// Enters a state; the lapse, the list and the deadline of the one before go with it.
    fn enter(&mut self, state: State) {
        self.state = state;
        self.lapses = None;
        if !self.offer.is_empty() {
            self.offer = Box::default();
        }
    }

    fn back_to_basic(&mut self) {
        self.registration = Registration {
            door: self.registration.door,
            ..Registration::default()
        };
        self.enter(State::Basic);
    }

    /// Comes to rest, or is gone: nothing is pending, and nothing is due.
    fn rest(&mut self, state: State) {
        self.pending = None;
        self.confirmation = None;
        self.judge_again = None;
        self.enter(state);
    }

    fn lapse(&mut self, deadline: Option<Deadline>) {
        self.lapses = deadline;
        if let Some(deadline) = deadline {
            self.count_deadline(deadline);
        }
    }

    fn count_deadline(&mut self, deadline: Deadline) {
        self.generation = self.generation.max(deadline.generation());
    }

    fn within(&self, states: States) -> Folded {
        if states.contains(self.state.kind()) {
            Ok(())
        } else {
            Err(ReplayErrorKind::State)
        }
    }

    fn same_address(&self, address: AddressNo) -> Folded {
        if self.address == address {
            Ok(())
        } else {
            Err(ReplayErrorKind::Subject)
        }
    }

    fn has_relation(&self, organization: checkmark_account::OrganizationId) -> Folded {
        let pending = self
            .confirmation
            .is_some_and(|confirmation| confirmation.grant.organization == organization);
        if pending || self.membership(organization).is_some() {
            Ok(())
        } else {
            Err(ReplayErrorKind::Subject)
        }
    }
}

const REFERRED_EMPLOYEE: State = State::Referred {
    to: Referral::PartnerEmployee,
};
const REFERRED_PROSPECT: State = State::Referred {
    to: Referral::ProspectivePartner,
};

const UNREGISTERED: States = States::NONE.with(StateKind::Unregistered);
const AWAITING_CODE: States = States::NONE.with(StateKind::AwaitingCode);
const AT_REST: States = States::NONE
    .with(StateKind::Suspended)
    .with(StateKind::Deactivated);
const LIVE: States = States::NONE
    .with(StateKind::Basic)
    .with(StateKind::RouteDue)
    .with(StateKind::ReferredPartnerEmployee)
    .with(StateKind::ReferredProspectivePartner)
    .with(StateKind::DetailsDue)
    .with(StateKind::EvidenceDue)
    .with(StateKind::OrganizationDue)
    .with(StateKind::ProfileDue)
    .with(StateKind::ProfileInReview)
    .with(StateKind::Limited)
    .with(StateKind::StuckInBasic)
    .with(StateKind::SupportReview)
    .with(StateKind::Confirming)
    .with(StateKind::Enterprise);
