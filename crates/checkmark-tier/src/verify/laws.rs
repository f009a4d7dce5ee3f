//! The laws, checked on every edge. They ask neither the table's guards nor the handlers.

use alloc::borrow::Cow;
use alloc::vec;
use alloc::vec::Vec;

use checkmark_account::Actor;
use checkmark_account::CompanyRole;
use checkmark_account::organization::JoinedBy;
use checkmark_domain::Class;
use time::UtcDateTime;

use super::Node;
use super::certificate::Counts;
use crate::account::Account;
use crate::command::{Command, CommandKind};
use crate::decision::Decision;
use crate::envelope::Envelope;
use crate::event::Fact;
use crate::evidence::Mailbox;
use crate::form::Recorded;
use crate::next_step::next_step;
use crate::refusal::Refusal;
use crate::state::StateKind;
use crate::table::{Cell, transition};
use crate::tier::Tier;
use crate::visit::{Place, Session};
use crate::words::words;

words! {
    /// What is proved of the machine on every edge.
    ///
    /// Open: more laws may come to be proved.
    #[non_exhaustive]
    Law, UnknownLaw, "unknown law";
    /// A refusal names its rule, what is unmet and a remedy (LAW-1).
    RefusalsSayWhy "refusals_say_why",
    /// What is decided folds, to the version that the decision names (LAW-5).
    DecisionsFold "decisions_fold",
    /// The command does what its cell of the table says, and nothing else.
    TableHolds "table_holds",
    /// Every transition of the table is taken somewhere.
    TableIsExact "table_is_exact",
    /// Enterprise is reached by one of the ways in, with a proved address, and after the confirmation
    /// (LAW-2, REG-5).
    EnterpriseHasAWayIn "enterprise_has_a_way_in",
    /// No address that bars, and none that no one vouches for, has a relation that counts (DOM-3,
    /// REG-8).
    AddressBearsOut "address_bears_out",
    /// The standing moves with address, relation, tier and suspension, and with nothing else (TIER-7).
    StandingMoves "standing_moves",
    /// What rested on the old address falls with it (ACC-6).
    OldAddressFalls "old_address_falls",
    /// An approval counts for the request, the standing and the address it was given for (TKT-8).
    ApprovalsFit "approvals_fit",
    /// The repair of the mark ends in Limited and never in Enterprise (FIX-2).
    RepairEndsInLimited "repair_ends_in_limited",
    /// Nobody becomes administrator by a way in (REG-6).
    NobodyEntersAsAdministrator "nobody_enters_as_administrator",
    /// The last administrator does not leave of their own accord (ORG-3).
    LastAdministratorStays "last_administrator_stays",
    /// What is suspended, deactivated, closed or erased has no tier, and only what may wakes it
    /// (ACC-7).
    RestIsRest "rest_is_rest",
    /// Erasure is never refused (ACC-7).
    ErasureIsNeverRefused "erasure_is_never_refused",
    /// There is a next step that the table allows, except where the account is gone (LAW-3).
    ThereIsANextStep "there_is_a_next_step",
    /// Enterprise can be reached by what is proposed (LAW-3).
    NoDeadEnd "no_dead_end",
    /// After a decision nothing that is due is left undone.
    NothingStaysDue "nothing_stays_due",
}

/// One decision, before it is checked.
pub(super) struct Edge<'a> {
    pub(super) before: &'a Account,
    pub(super) envelope: &'a Envelope<Recorded>,
    pub(super) now: UtcDateTime,
}

type Checked = Result<(), Law>;

fn law(holds: bool, law: Law) -> Checked {
    if holds { Ok(()) } else { Err(law) }
}

impl Edge<'_> {
    /// Whether the move is one that the next step proposes, or that others than the person make.
    pub(super) fn is_proposed(&self) -> bool {
        let command = self.envelope.command().kind();
        if self.envelope.actor() != Actor::Person {
            return matches!(
                self.envelope.actor(),
                Actor::Host | Actor::Support | Actor::Clock | Actor::PartnerProgramme
            ) && !matches!(command, CommandKind::Suspend | CommandKind::Invited);
        }
        let proposed = |session: &Session| {
            next_step(self.before, session, self.now).and_then(|next| next.step().command())
        };
        // A step may be done signed in or out; upgrading goes over the registration link.
        proposed(&Session::at(Place::Support)) == Some(command)
            || proposed(&Session::signed_out()) == Some(command)
            || matches!(
                (self.before.state.kind(), command),
                (StateKind::Basic, CommandKind::StartBusinessRegistration)
                    | (_, CommandKind::ConfirmAddress | CommandKind::RequestCode)
            )
    }

    /// Checks every law, and gives the account after.
    pub(super) fn check(
        &self,
        result: &Result<Decision, Refusal>,
        counts: &mut Counts,
    ) -> Result<Option<Account>, Law> {
        counts.edges += 1;
        let command = self.envelope.command().kind();
        let decision = match result {
            Err(refusal) => {
                law(command != CommandKind::Erase, Law::ErasureIsNeverRefused)?;
                let says_why = refusal.unmet().next().is_some()
                    && refusal.codes().contains(refusal.code())
                    && refusal.command() == command;
                law(says_why, Law::RefusalsSayWhy)?;
                return Ok(None);
            }
            Ok(decision) => decision,
        };
        let mut after = self.before.clone();
        let mut lapsed = Cow::Borrowed(self.before);
        for event in decision.events() {
            law(after.apply(event).is_ok(), Law::DecisionsFold)?;
        }
        for event in decision.lapsed() {
            law(lapsed.to_mut().apply(event).is_ok(), Law::DecisionsFold)?;
        }
        law(after.version == decision.version(), Law::DecisionsFold)?;
        // What lapses at the same instant comes before the command.
        let (from, to) = (lapsed.state.kind(), after.state.kind());
        match transition(from, command) {
            Cell::Refused(_) => return Err(Law::TableHolds),
            Cell::Acts(targets) => law(targets.contains(to), Law::TableHolds)?,
        }
        counts.take(from, command, to);
        self.check_ways_in(&lapsed, &after, decision)?;
        self.check_people(&lapsed, &after)?;
        self.check_rest(&lapsed, &after)?;
        self.check_next_step(&after)?;
        law(
            after
                .next_wakeup()
                .is_none_or(|wakeup| !wakeup.is_due(self.now)),
            Law::NothingStaysDue,
        )?;
        Ok(Some(after))
    }

    fn check_ways_in(&self, before: &Account, after: &Account, decision: &Decision) -> Checked {
        let command = self.envelope.command();
        let enterprise = after.tier() == Some(Tier::Enterprise);
        if enterprise {
            law(
                after.proved_at.is_some() && after.memberships().next().is_some(),
                Law::EnterpriseHasAWayIn,
            )?;
            for membership in after.memberships() {
                let fits = after.judged.is_none_or(|judged| {
                    bears_out(judged.mailbox, judged.judgment.class(), membership.grant.by)
                });
                law(fits, Law::AddressBearsOut)?;
                // Where nothing was ever judged, only support's own look lets somebody in.
                law(
                    after.judged.is_some() || membership.grant.by == JoinedBy::Support,
                    Law::AddressBearsOut,
                )?;
            }
            if before.tier() != Some(Tier::Enterprise) {
                let way = match command {
                    Command::MailHandedOver { effect } => before
                        .confirmation
                        .is_some_and(|confirmation| confirmation.mail == *effect),
                    Command::DomainJudged { .. } => before.memberships().next().is_some(),
                    _ => false,
                };
                law(way, Law::EnterpriseHasAWayIn)?;
            }
        }
        if before.state.kind() == StateKind::StuckInBasic {
            let ends = matches!(
                after.state.kind(),
                StateKind::StuckInBasic
                    | StateKind::Limited
                    | StateKind::Basic
                    | StateKind::EvidenceDue
                    | StateKind::ReferredPartnerEmployee
                    | StateKind::ReferredProspectivePartner
                    | StateKind::Suspended
                    | StateKind::Deactivated
                    | StateKind::Closed
                    | StateKind::Erased
            );
            law(ends, Law::RepairEndsInLimited)?;
        }
        self.check_approval(before)?;
        let granted = decision.events().any(|event| {
            matches!(event.fact(), Fact::AccessGranted { grant, .. } if grant.role == CompanyRole::Administrator)
        });
        law(
            !granted || command.kind() == CommandKind::AcceptInvitation,
            Law::NobodyEntersAsAdministrator,
        )
    }

    fn check_approval(&self, before: &Account) -> Checked {
        let (Command::ValidateAccount {
            request,
            standing,
            address,
            ..
        }
        | Command::ApproveProfile {
            request,
            standing,
            address,
            ..
        }) = self.envelope.command()
        else {
            return Ok(());
        };
        let open = before.state.review().and_then(|review| review.request());
        law(
            open == Some(*request) && *standing == before.standing && *address == before.address,
            Law::ApprovalsFit,
        )
    }

    fn check_people(&self, before: &Account, after: &Account) -> Checked {
        let signed_up = self.envelope.command().kind() == CommandKind::SignUp;
        let moved = signed_up
            || before.address != after.address
            || before.tier() != after.tier()
            || (before.proved_at.is_none() && after.proved_at.is_some())
            || ((rests(before) || rests(after)) && before.state.kind() != after.state.kind())
            || relations(before) != relations(after);
        // Whatever is erased has no standing that anybody could use.
        let still = after.standing == before.standing;
        law(moved != still, Law::StandingMoves)?;
        if before.address != after.address && before.state.kind() != StateKind::Unregistered {
            let fell = after.memberships().next().is_none()
                && after.invitations().next().is_none()
                && after.confirmation.is_none()
                && after.judged.is_none()
                && after.pending.is_none();
            law(fell, Law::OldAddressFalls)?;
        }
        let left_alone = self.envelope.actor() == Actor::Person
            && !matches!(
                self.envelope.command().kind(),
                CommandKind::Erase | CommandKind::ConfirmAddress
            );
        let last = before
            .memberships()
            .any(crate::relation::Membership::is_last_administrator);
        let stays = after
            .memberships()
            .any(crate::relation::Membership::is_last_administrator);
        law(!(left_alone && last && !stays), Law::LastAdministratorStays)
    }

    fn check_rest(&self, before: &Account, after: &Account) -> Checked {
        let kind = self.envelope.command().kind();
        let wakes = match before.state.kind() {
            StateKind::Suspended => matches!(
                kind,
                CommandKind::Reinstate | CommandKind::Close | CommandKind::Erase
            ),
            StateKind::Deactivated => matches!(
                kind,
                CommandKind::Reactivate
                    | CommandKind::Suspend
                    | CommandKind::Close
                    | CommandKind::Erase
            ),
            StateKind::Closed => kind == CommandKind::Erase,
            StateKind::Erased => false,
            _ => true,
        };
        law(wakes || before.state == after.state, Law::RestIsRest)?;
        law(!rests(after) || after.tier().is_none(), Law::RestIsRest)
    }

    fn check_next_step(&self, after: &Account) -> Checked {
        let gone = matches!(after.state.kind(), StateKind::Closed | StateKind::Erased);
        for session in [
            Session::signed_out(),
            Session::at(Place::Support),
            Session::at(Place::Shop),
        ] {
            let next = next_step(after, &session, self.now);
            let holds = match next {
                None => gone,
                Some(next) => next.step().command().is_none_or(|command| {
                    matches!(transition(after.state.kind(), command), Cell::Acts(_))
                }),
            };
            law(holds, Law::ThereIsANextStep)?;
        }
        Ok(())
    }
}

/// The rule book's own words on who may have access (DOM-3, REG-8): not those of the guards.
fn bears_out(mailbox: Mailbox, class: Class, by: JoinedBy) -> bool {
    let vouched = by == JoinedBy::Support || by == JoinedBy::Invitation;
    mailbox == Mailbox::Person
        && match class {
            Class::Corporate | Class::Undetermined => true,
            Class::GmailHosted => vouched,
            Class::ConsumerMailbox
            | Class::Disposable
            | Class::NoMail
            | Class::NotACompanyDomain => false,
        }
}

fn rests(account: &Account) -> bool {
    matches!(
        account.state.kind(),
        StateKind::Suspended | StateKind::Deactivated | StateKind::Closed | StateKind::Erased
    )
}

fn relations(account: &Account) -> Vec<(&str, bool, CompanyRole, bool)> {
    account
        .memberships()
        .map(|membership| {
            (
                membership.grant.organization.as_str(),
                membership.grant.relation == checkmark_account::Relation::Partner,
                membership.grant.role,
                membership.is_last_administrator(),
            )
        })
        .collect()
}

/// A node from which Enterprise cannot be reached by what is proposed.
pub(super) fn find_dead_end(nodes: &[Node], proposed: &[(usize, usize)]) -> Option<usize> {
    let mut back: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for (from, to) in proposed {
        back[*to].push(*from);
    }
    let mut reaches = vec![false; nodes.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        // Gone is an end that explains itself.
        if matches!(
            node.account.state.kind(),
            StateKind::Enterprise | StateKind::Closed | StateKind::Erased
        ) {
            reaches[at] = true;
            open.push(at);
        }
    }
    while let Some(at) = open.pop() {
        for from in &back[at] {
            if !reaches[*from] {
                reaches[*from] = true;
                open.push(*from);
            }
        }
    }
    reaches.iter().position(|reaches| !reaches)
}
