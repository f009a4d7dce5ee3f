//! What is tried in every state: every command, with arguments that fit and arguments that do not.

use alloc::vec;
use alloc::vec::Vec;

use checkmark_account::code::CodeOutcome;
use checkmark_account::organization::Intake;
use checkmark_account::{
    Actor, AddressNo, CompanyRole, CustomerNumber, InvitationId, NewsletterChoice, OrganizationId,
    ProfileType, Relation, RequestId, Standing,
};
use checkmark_domain::{Assurance, Class, Classifier, Evidence, Judgment};
use time::{SignedDuration, UtcDateTime};

use super::{Move, Node};
use crate::account::Account;
use crate::command::{Administrators, Command, NumberReason, Topic};
use crate::effect::EffectKey;
use crate::envelope::Envelope;
use crate::evidence::{FoundProfile, Mailbox};
use crate::form::{Apart, Recorded};
use crate::policy::TierPolicy;
use crate::state::{Business, Door, RepairStep, Route, StateKind};
use crate::tier::CheckMark;
use crate::visit::{Place, Session};
use crate::words::ids;

ids! {
    ACME: OrganizationId = "o1";
    OTHER: OrganizationId = "o2";
    PARTNER: OrganizationId = "o3";
    FIRST_REQUEST: RequestId = "r1";
    SECOND_REQUEST: RequestId = "r2";
    THIRD_REQUEST: RequestId = "r3";
    FOURTH_REQUEST: RequestId = "r4";
    FIFTH_REQUEST: RequestId = "r5";
    OTHER_REQUEST: RequestId = "r6";
    INVITATION: InvitationId = "i1";
    NUMBER: CustomerNumber = "4711";
}

/// The requests that are opened one after another.
const REQUESTS: [RequestId; 5] = [
    FIRST_REQUEST,
    SECOND_REQUEST,
    THIRD_REQUEST,
    FOURTH_REQUEST,
    FIFTH_REQUEST,
];

/// The request that support has, or the first that the account has not taken back: there are more
/// than it remembers. One that ended has been reopened since, and none is one that was taken back
/// before it had a name.
pub(crate) fn next_request(account: &Account) -> (RequestId, u32) {
    let open = account.state.review().and_then(|review| review.request);
    let fresh = |request: &RequestId| account.left.bar(*request, u32::MAX).is_none();
    let request = open
        .or_else(|| REQUESTS.into_iter().find(fresh))
        .unwrap_or(OTHER_REQUEST);
    let ended = account.left.last(request).map_or(0, |last| last + 1);
    (request, ended.max(u32::from(account.left.is_unnamed())))
}

/// Everything that is tried from an account.
pub(super) fn moves(node: &Node, judge: Judge, policy: &TierPolicy) -> Vec<Move> {
    let mut moves = Moves {
        node,
        judge,
        moves: Vec::with_capacity(128),
    };
    moves.time(policy);
    moves.person();
    moves.changes();
    moves.evidence(policy);
    moves.support();
    moves.organizations();
    moves.moves
}

struct Moves<'a> {
    node: &'a Node,
    judge: Judge,
    moves: Vec<Move>,
}

impl Moves<'_> {
    fn give(&mut self, actor: Actor, command: Command<Recorded>) {
        self.give_in(actor, Session::signed_out(), command);
    }

    fn give_in(&mut self, actor: Actor, session: Session, command: Command<Recorded>) {
        let envelope = Envelope::new(self.node.account.id, actor, self.node.now, command);
        self.moves.push(Move::Give(envelope.in_session(session)));
    }

    /// Whatever grows old: codes and gaps, counts, evidence; and whatever is due.
    fn time(&mut self, policy: &TierPolicy) {
        let nanosecond = SignedDuration::nanoseconds(1);
        let mut steps = vec![
            policy.code().gap(),
            policy.code().validity(),
            policy.count_age().saturating_add(nanosecond),
            policy.evidence_age().saturating_add(nanosecond),
        ];
        if let Some(wakeup) = self.node.account.next_wakeup()
            && wakeup.at() > self.node.now
        {
            steps.push(wakeup.at() - self.node.now);
        }
        if self.node.account.state.kind() == StateKind::Basic {
            steps.push(policy.proof_fresh());
            steps.push(policy.password_change_gap());
        }
        self.moves.extend(steps.into_iter().map(Move::Time));
        self.give(Actor::Clock, Command::TimePassed { generation: None });
    }

    fn person(&mut self) {
        use Actor::Person;

        let signed_in = Session::at(Place::Support);
        let password = Session::signed_out().with_password_verified_at(self.node.now);
        let next = AddressNo::new(self.node.account.last_address.number() + 1);
        let address = if self.node.account.version == 0 {
            AddressNo::default()
        } else {
            next
        };
        for door in Door::ALL {
            self.give(
                Person,
                Command::SignUp {
                    door: *door,
                    address,
                    name: Apart,
                    newsletter: NewsletterChoice::NotSubscribed,
                },
            );
        }
        self.give(Person, Command::RequestCode);
        for code in [CodeOutcome::Right, CodeOutcome::Wrong] {
            self.give(Person, Command::SubmitCode { code });
            self.give(Person, Command::ConfirmAddress { code });
        }
        let start = || Command::StartBusinessRegistration;
        self.give(Person, start());
        self.give_in(Person, password, start());
        self.give_in(
            Person,
            signed_in.with_password_verified_at(self.node.now),
            start(),
        );
        for route in Route::ALL {
            self.give(Person, Command::ChooseRoute { route: *route });
        }
        self.give(
            Person,
            Command::SubmitDetails {
                business: Business::Established,
            },
        );
        for organization in [ACME, PARTNER] {
            self.give(Person, Command::ChooseOrganization { organization });
            self.give(Person, Command::LeaveOrganization { organization });
        }
        self.give(
            Person,
            Command::SubmitProfile {
                product: Some(Apart),
            },
        );
        self.give(Person, Command::AddProduct { product: Apart });
        self.give(
            Person,
            Command::SignIn {
                place: Place::Support,
            },
        );
        self.give(Person, Command::SignOut);
        for mark in [CheckMark::Green, CheckMark::Yellow] {
            self.give_in(Person, signed_in, Command::ReportMark { mark });
        }
        for step in RepairStep::ALL {
            self.give(Person, Command::RepairStep { step: *step });
        }
        for topic in Topic::ALL {
            let command = || Command::RequestSupport { topic: *topic };
            self.give(Person, command());
            self.give_in(Person, signed_in, command());
        }
        self.give(Person, Command::Withdraw);
        self.give(
            Person,
            Command::AcceptInvitation {
                invitation: INVITATION,
            },
        );
        self.give(Person, Command::Deactivate);
        self.give(Person, Command::Reactivate);
        self.give(Person, Command::Close);
        self.give(Person, Command::Erase);
    }

    fn changes(&mut self) {
        use Actor::Person;

        let password = Session::signed_out().with_password_verified_at(self.node.now);
        let address = AddressNo::new(self.node.account.last_address.number() + 1);
        for session in [Session::signed_out(), password] {
            self.give_in(Person, session, Command::ChangeAddress { address });
        }
        self.give_in(Person, password, Command::ChangeName { name: Apart });
        self.give_in(Person, password, Command::RequestPasswordChange);
        let (number, reason) = (NUMBER, NumberReason::Requested);
        self.give(Person, Command::AddCustomerNumber { number, reason });
        self.give(Person, Command::RemoveCustomerNumber { number, reason });
    }

    fn evidence(&mut self, policy: &TierPolicy) {
        use Actor::Host;

        let now = self.node.now;
        let stale =
            now.saturating_sub(policy.evidence_age().saturating_add(SignedDuration::SECOND));
        for (class, mailbox) in [
            (Class::Corporate, Mailbox::Person),
            (Class::Corporate, Mailbox::Role),
            (Class::GmailHosted, Mailbox::Person),
            (Class::ConsumerMailbox, Mailbox::Person),
            (Class::Undetermined, Mailbox::Person),
        ] {
            self.judge(class, mailbox, None, None);
        }
        self.judge(Class::Corporate, Mailbox::Person, Some(stale), None);
        let other = AddressNo::new(self.node.account.address.number() + 1);
        self.judge(Class::Corporate, Mailbox::Person, None, Some(other));
        let acme = FoundProfile::new(ACME);
        for profiles in [
            vec![],
            vec![acme],
            vec![acme, FoundProfile::new(OTHER)],
            vec![acme.of_type(ProfileType::Restricted)],
            vec![acme.with_intake(Intake::Nobody)],
        ] {
            self.give(
                Host,
                Command::ProfilesFound {
                    profiles,
                    counted_at: None,
                    address: None,
                },
            );
        }
        self.give(Host, Command::ProfileChanged { organization: ACME });
        let mail = self
            .node
            .account
            .confirmation
            .map_or(EffectKey::new(self.node.account.id, 0, 0), |it| it.mail);
        let stale = EffectKey::new(self.node.account.id, mail.version() + 1, mail.index());
        for effect in [mail, stale] {
            self.give(Host, Command::MailHandedOver { effect });
            self.give(Host, Command::MailFailed { effect });
        }
        self.give(Host, Command::MarkNotPropagated);
    }

    fn judge(
        &mut self,
        class: Class,
        mailbox: Mailbox,
        judged_at: Option<UtcDateTime>,
        address: Option<AddressNo>,
    ) {
        self.give(
            Actor::Host,
            Command::DomainJudged {
                judgment: self.judge.of(class),
                mailbox,
                judged_at,
                address,
            },
        );
    }

    fn support(&mut self) {
        use Actor::{Host, PartnerProgramme, Support};

        let (open, reopening) = next_request(&self.node.account);
        for topic in Topic::ALL {
            self.give(
                Host,
                Command::RequestOpened {
                    request: open,
                    topic: *topic,
                    window: None,
                    reopening,
                },
            );
        }
        for request in [open, OTHER_REQUEST] {
            self.give(Host, Command::RequestClosed { request });
        }
        let account = &self.node.account;
        let (standing, address) = (account.standing, account.address);
        let older = Standing::new(standing.number().saturating_sub(1));
        let elsewhere = AddressNo::new(address.number() + 1);
        for (request, standing, address) in [
            (open, standing, address),
            (OTHER_REQUEST, standing, address),
            (open, older, address),
            (open, standing, elsewhere),
        ] {
            self.give(
                Support,
                Command::ValidateAccount {
                    request,
                    standing,
                    address,
                    organization: ACME,
                    relation: Relation::Customer,
                },
            );
            self.give(
                Support,
                Command::ApproveProfile {
                    request,
                    standing,
                    address,
                    organization: ACME,
                },
            );
        }
        self.give(Support, Command::RefuseProfile { request: open });
        self.give(Support, Command::DeclineAccount { request: open });
        self.give(Support, Command::UnlockCodes);
        self.give(Support, Command::Suspend);
        self.give(Support, Command::Reinstate);
        self.give(Support, Command::Close);
        self.give(
            PartnerProgramme,
            Command::ConfirmPartner {
                organization: PARTNER,
            },
        );
        self.give(PartnerProgramme, Command::RefusePartner);
        for (organization, relation) in [(ACME, Relation::Customer), (PARTNER, Relation::Partner)] {
            self.give(
                Support,
                Command::RelationEnded {
                    organization,
                    relation,
                },
            );
        }
    }

    fn organizations(&mut self) {
        use Actor::Host;

        self.give(
            Host,
            Command::Invited {
                invitation: INVITATION,
                organization: OTHER,
                role: CompanyRole::BusinessUser,
                lapses_at: self.node.now.saturating_add(SignedDuration::days(15)),
                address: None,
            },
        );
        self.give(
            Host,
            Command::InvitationRevoked {
                invitation: INVITATION,
            },
        );
        for administrators in Administrators::ALL {
            self.give(
                Host,
                Command::RoleGranted {
                    organization: ACME,
                    role: CompanyRole::Administrator,
                    administrators: *administrators,
                },
            );
        }
        self.give(Host, Command::RoleWithdrawn { organization: ACME });
        for organization in [ACME, OTHER, PARTNER] {
            self.give(Host, Command::MemberRemoved { organization });
            self.give(Host, Command::DomainDropped { organization });
        }
    }
}

/// A judgment of a class; the rule and the data are those of the crates.
#[derive(Clone, Copy)]
pub(super) struct Judge(Judgment);

impl Judge {
    pub(super) fn new() -> Self {
        let Ok(domain) = "company.example".parse::<checkmark_domain::DomainName>() else {
            unreachable!("the name is well formed")
        };
        let verdict =
            Classifier::BUILT_IN.classify(&domain, &Evidence::none(), UtcDateTime::UNIX_EPOCH);
        Self(verdict.summary())
    }

    const fn of(self, class: Class) -> Judgment {
        let Self(judgment) = self;
        Judgment::new(
            class,
            Assurance::Dns,
            judgment.rule(),
            judgment.data_version(),
        )
    }
}
