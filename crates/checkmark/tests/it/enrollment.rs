//! Every message that the machines have for each other, and what is none.

use checkmark::account::code::{CodeOutcome, Purpose};
use checkmark::account::organization::{
    self, DomainProof, Intake, JoinedBy, Organization, OrganizationPolicy, ParticipationEnd,
};
use checkmark::account::{
    AccountId, Actor, AddressNo, CompanyRole, EmailAddress, InvitationId, OrganizationKind,
    ProfileType, Relation,
};
use checkmark::domain::Class;
use checkmark::enrollment::{self, Message};
use checkmark::ticket::{self, Action, Request, Topic};
use checkmark::tier::{
    self, Administrators, Envelope, RecordedCommand, RefusalCode, Session, StateKind, Task, Window,
};
use time::SignedDuration;

use crate::pair::{
    Host, UnderReview, answer, applicant, ask, basis, decline, id, judged, signed_in, start,
    submit, validate, with_password,
};

/// What an account hears, as command and actor.
#[track_caller]
fn heard(message: Option<Message>) -> (Actor, tier::Command) {
    match message {
        Some(Message::Account { actor, command, .. }) => (actor, command),
        other => panic!("nothing for an account: {other:?}"),
    }
}

/// What a request hears, as command and actor.
#[track_caller]
fn heard_at_desk(message: Option<Message>) -> (Actor, ticket::Command) {
    match message {
        Some(Message::Request {
            request,
            actor,
            command,
        }) => {
            assert_eq!(request, id("r1"));
            (actor, command)
        }
        other => panic!("nothing for a request: {other:?}"),
    }
}

/// What an organization hears.
#[track_caller]
fn heard_at_organization(message: Option<Message>) -> organization::Command {
    match message {
        Some(Message::Organization {
            organization,
            actor: Actor::Host | Actor::Support,
            command,
        }) => {
            assert_eq!(organization, id("acme"));
            command
        }
        other => panic!("nothing for an organization: {other:?}"),
    }
}

/// A request of a topic after commands, and what its last decision says to the account.
#[track_caller]
fn told(topic: Topic, then: &[(Actor, ticket::Command)]) -> (Request, Option<Message>) {
    let host = Host::new();
    let account = host.registered(Class::GmailHosted, start());
    let opener = match topic {
        Topic::CompanyProfile => Actor::Host,
        _ => Actor::Person,
    };
    let mut request = Request::new(id("r1"));
    let mut message = None;
    for (actor, command) in std::iter::once(&(opener, submit(topic))).chain(then) {
        let (after, effects) = host
            .ask_request(
                &request,
                command,
                *actor,
                applicant(&account, true),
                start(),
            )
            .expect("the request takes it");
        request = after;
        let mut messages = effects
            .iter()
            .filter_map(|it| enrollment::from_request(&request, it));
        message = messages.next();
        assert_eq!(messages.next(), None, "one thing is said at a time");
    }
    (request, message)
}

fn given() -> ticket::Basis {
    basis(&Host::new().registered(Class::GmailHosted, start()))
}

#[test]
fn an_open_request_is_told_with_its_window() {
    for (topic, of, clock) in [
        (
            Topic::AccountAccess,
            tier::Topic::AccountAccess,
            Some(ticket::ClockName::Validation),
        ),
        (
            Topic::CompanyProfile,
            tier::Topic::CompanyProfile,
            Some(ticket::ClockName::Profile),
        ),
        (
            Topic::FirstAdministrator,
            tier::Topic::FirstAdministrator,
            Some(ticket::ClockName::Validation),
        ),
        (
            Topic::TroubleWithValidation,
            tier::Topic::TroubleWithValidation,
            Some(ticket::ClockName::Validation),
        ),
    ] {
        let (request, message) = told(topic, &[]);
        let window = clock.and_then(|name| request.clock(name)).map(|clock| {
            let earliest = clock.schedule().earliest();
            Window::new(earliest.unwrap_or(clock.started()), clock.due())
        });
        let opened = tier::Command::RequestOpened {
            request: id("r1"),
            topic: of,
            window,
            reopening: 0,
        };
        assert_eq!(heard(message), (Actor::Host, opened), "{topic}");
    }
}

/// A due instant that moves is told, so that nobody is shown the old one.
#[test]
fn a_window_that_moved_is_told_anew() {
    let mut this = UnderReview::new();
    let next = |this: &UnderReview| {
        tier::next_step(&this.account, &signed_in(), this.now)
            .expect("support has it")
            .arguments()
            .until()
    };
    let due = |this: &UnderReview| {
        let clock = this.request.clock(ticket::ClockName::Validation);
        clock.map(|it| it.due())
    };
    assert_eq!(next(&this), due(&this));
    let promised = due(&this);
    this.at_desk(Actor::Support, &ask());
    this.now += SignedDuration::hours(30);
    let effects = this.at_desk(Actor::Person, &answer());
    assert_ne!(due(&this), promised, "the question was a pause");
    this.carry_all(&effects);
    assert_eq!(next(&this), due(&this));

    let holiday = time::Date::from_calendar_date(2026, time::Month::November, 25).unwrap();
    let calendar = checkmark::calendar::Calendar::builder().holiday(holiday, "Founding day");
    this.host.desk = ticket::Policy::on(&calendar.build().unwrap()).unwrap();
    let recompute = ticket::Command::Recompute {
        cause: ticket::MoveCause::Calendar { cause: None },
        verdicts: ticket::Verdicts::Keep,
    };
    let before = due(&this);
    let effects = this.at_desk(Actor::Host, &recompute);
    assert_ne!(due(&this), before, "the holiday lies before it");
    this.carry_all(&effects);
    assert_eq!(next(&this), due(&this));
    assert_eq!(
        this.at_desk(Actor::Host, &recompute),
        [],
        "what does not move is not told"
    );
}

#[test]
fn outcomes_are_told_with_what_they_were_given_for() {
    let request = || id("r1");
    let support = |command| vec![(Actor::Support, command)];
    let approve = ticket::Command::ApproveProfile {
        organization: id("acme"),
        basis: given(),
    };
    let rows = [
        (
            Topic::AccountAccess,
            support(validate(given())),
            tier::Command::ValidateAccount {
                request: request(),
                standing: given().standing(),
                address: given().address(),
                organization: id("acme"),
                relation: Relation::Customer,
            },
        ),
        (
            Topic::CompanyProfile,
            support(approve),
            tier::Command::ApproveProfile {
                request: request(),
                standing: given().standing(),
                address: given().address(),
                organization: id("acme"),
            },
        ),
        (
            Topic::TroubleWithValidation,
            support(ticket::Command::Unlock),
            tier::Command::UnlockCodes,
        ),
        (
            Topic::AccountAccess,
            support(decline()),
            tier::Command::DeclineAccount { request: request() },
        ),
        (
            Topic::CompanyProfile,
            support(decline()),
            tier::Command::RefuseProfile { request: request() },
        ),
        (
            Topic::TroubleWithValidation,
            support(decline()),
            tier::Command::RequestClosed { request: request() },
        ),
        (
            Topic::FirstAdministrator,
            support(ticket::Command::Appoint {
                organization: id("acme"),
                basis: given(),
            }),
            tier::Command::RequestClosed { request: request() },
        ),
    ];
    for (topic, then, want) in rows {
        let (_, message) = told(topic, &then);
        assert_eq!(heard(message), (Actor::Support, want), "{topic}");
    }
}

#[test]
fn an_end_without_an_outcome_closes_the_request() {
    let duplicate = ticket::Command::MarkDuplicate {
        of: ticket::OpenRequest::new(id("r2"), id("a1")),
    };
    for (actor, command) in [
        (Actor::Person, ticket::Command::Withdraw),
        (Actor::Host, ticket::Command::EndAccount),
    ] {
        let (_, message) = told(Topic::AccountAccess, &[(actor, command)]);
        let closed = tier::Command::RequestClosed { request: id("r1") };
        assert_eq!(heard(message), (Actor::Host, closed));
    }
    // A duplicate says so to two: the account, and the request that goes on.
    let host = Host::new();
    let account = host.registered(Class::GmailHosted, start());
    let (open, _) = told(Topic::AccountAccess, &[]);
    let (ended, effects) = host
        .ask_request(
            &open,
            &duplicate,
            Actor::Support,
            applicant(&account, true),
            start(),
        )
        .unwrap();
    let messages: Vec<_> = effects
        .iter()
        .filter_map(|it| enrollment::from_request(&ended, it))
        .collect();
    let absorb = Message::Request {
        request: id("r2"),
        actor: Actor::Host,
        command: ticket::Command::Absorb {
            duplicate: ended.as_duplicate().unwrap(),
        },
    };
    let closed = Message::Account {
        account: id("a1"),
        actor: Actor::Host,
        command: tier::Command::RequestClosed { request: id("r1") },
    };
    assert_eq!(messages, [absorb, closed]);
}

#[test]
fn a_reopened_request_is_told_as_reopened() {
    let (_, message) = told(
        Topic::AccountAccess,
        &[
            (Actor::Support, decline()),
            (Actor::Person, ticket::Command::Reopen { text: None }),
        ],
    );
    let (_, command) = heard(message);
    assert!(
        matches!(command, tier::Command::RequestOpened { reopening: 1, .. }),
        "{command:?}"
    );
}

/// What is carried is where the request stands by then.
#[test]
fn a_message_that_is_late_says_nothing_that_is_over() {
    let (open, _) = told(Topic::AccountAccess, &[]);
    let host = Host::new();
    let account = host.registered(Class::GmailHosted, start());
    let ask_again = |request: &Request, actor, command: &ticket::Command| {
        host.ask_request(request, command, actor, applicant(&account, true), start())
            .expect("the request takes it")
    };
    let (validated, effects) = ask_again(&open, Actor::Support, &validate(given()));
    let approval = effects
        .iter()
        .find(|it| matches!(it.action(), Action::TellAccount { .. }))
        .expect("it is told");
    let (reopened, _) = ask_again(
        &validated,
        Actor::Person,
        &ticket::Command::Reopen { text: None },
    );
    let (_, command) = heard(enrollment::from_request(&reopened, approval));
    assert!(matches!(command, tier::Command::RequestOpened { .. }));
}

#[test]
fn what_the_host_carries_out_itself_is_no_message() {
    let host = Host::new();
    let account = host.registered(Class::GmailHosted, start());
    let request = Request::new(id("r1"));
    let (request, effects) = host
        .ask_request(
            &request,
            &submit(Topic::AccountAccess),
            Actor::Person,
            applicant(&account, true),
            start(),
        )
        .unwrap();
    for effect in &effects {
        let carried = enrollment::from_request(&request, effect).is_some();
        let is_told = matches!(effect.action(), Action::TellAccount { .. });
        assert_eq!(carried, is_told, "{effect:?}");
    }
    let envelope = Envelope::new(
        account.id(),
        Actor::Person,
        start(),
        RecordedCommand::RequestSupport {
            topic: tier::Topic::AccountAccess,
        },
    )
    .in_session(signed_in());
    let (after, effects) = host.ask_account(&account, &envelope).unwrap();
    assert!(matches!(effects[..], [effect] if matches!(effect.task(), Task::OpenRequest { .. })));
    assert_eq!(enrollment::from_account(&after, &effects[0], None), None);
}

#[test]
fn an_account_takes_back_the_request_that_became_void() {
    let withdrawal = |command: fn(&UnderReview) -> (Actor, Session, RecordedCommand)| {
        let mut this = UnderReview::new();
        let (actor, session, command) = command(&this);
        let effects = this.own(actor, session, command);
        let effect = effects
            .iter()
            .find(|it| matches!(it.task(), Task::WithdrawRequest { .. }))
            .expect("the request is void");
        heard_at_desk(enrollment::from_account(&this.account, effect, None))
    };
    let out = Session::signed_out();
    assert_eq!(
        withdrawal(|_| (Actor::Person, signed_in(), RecordedCommand::Withdraw)),
        (Actor::Person, ticket::Command::Withdraw)
    );
    assert_eq!(
        withdrawal(|_| (
            Actor::Support,
            Session::signed_out(),
            RecordedCommand::Suspend
        )),
        (Actor::Person, ticket::Command::Withdraw)
    );
    // A closed account cannot ask any more; its requests end with it.
    assert_eq!(
        withdrawal(|_| (
            Actor::Support,
            Session::signed_out(),
            RecordedCommand::Close
        )),
        (Actor::Host, ticket::Command::EndAccount)
    );
    let mut this = UnderReview::new();
    let effects = this.own(Actor::Support, out, RecordedCommand::Close);
    assert!(effects.iter().any(|it| {
        enrollment::from_account(&this.account, it, None)
            .is_some_and(|it| matches!(it, Message::Request { .. }))
    }));
}

#[test]
fn a_request_hears_where_the_account_has_moved_until_it_is_over() {
    let mut this = UnderReview::new();
    assert_eq!(
        enrollment::account_moved(&this.account, &this.request),
        None,
        "it knows"
    );
    let other = Request::new(id("r9"));
    assert_eq!(enrollment::account_moved(&this.account, &other), None);
    let next = AddressNo::new(1);
    let password = with_password(this.now);
    this.own(
        Actor::Person,
        password,
        RecordedCommand::ChangeAddress { address: next },
    );
    let code = CodeOutcome::Right;
    this.own(
        Actor::Person,
        signed_in(),
        RecordedCommand::ConfirmAddress { code },
    );
    let moved = enrollment::account_moved(&this.account, &this.request);
    let basis = basis(&this.account);
    assert_eq!(
        heard_at_desk(moved),
        (Actor::Host, ticket::Command::AccountMoved { basis })
    );
    // One that can be reopened has to know as well; one that is over for good has not.
    this.at_desk(Actor::Support, &decline());
    assert!(enrollment::account_moved(&this.account, &this.request).is_some());
    this.at_desk(Actor::Host, &ticket::Command::EndAccount);
    assert_eq!(
        enrollment::account_moved(&this.account, &this.request),
        None
    );
}

#[test]
fn an_approval_that_was_refused_is_looked_at_again() {
    let mut this = UnderReview::new();
    assert_eq!(enrollment::not_taken(&this.account, &this.request), None);
    // The evidence has grown old when support decides.
    this.now += SignedDuration::days(200);
    let effects = this.at_desk(Actor::Support, &validate(basis(&this.account)));
    let message = &this.messages(&effects)[0];
    this.tell(message).expect_err("the verdict is too old");
    assert_eq!(
        heard_at_desk(enrollment::not_taken(&this.account, &this.request)),
        (Actor::Support, ticket::Command::Reopen { text: None })
    );
    let effects = this.at_desk(Actor::Support, &ticket::Command::Reopen { text: None });
    this.carry_all(&effects);
    let review = this.account.state().review().expect("support has it");
    assert_eq!(review.reopening(), 1);
    // Whoever waits for nothing is not asked about.
    this.at_desk(Actor::Support, &decline());
    assert_eq!(enrollment::not_taken(&this.account, &this.request), None);
}

/// ATK-32, TKT-8: what comes late or twice opens nothing that was taken back.
#[test]
fn a_request_that_was_taken_back_is_not_opened_by_a_late_message() {
    let mut this = UnderReview::new();
    let (open, _) = told(Topic::AccountAccess, &[]);
    let late = Message::Account {
        account: id("a1"),
        actor: Actor::Host,
        command: tier::Command::RequestOpened {
            request: open.id(),
            topic: tier::Topic::AccountAccess,
            window: None,
            reopening: 0,
        },
    };
    this.own(Actor::Person, signed_in(), RecordedCommand::Withdraw);
    let effects = this.at_desk(Actor::Support, &validate(basis(&this.account)));
    let approval = this.messages(&effects).remove(0);
    for _ in 0..2 {
        this.tell(&late).expect("it is withdrawn again");
        assert_eq!(this.account.state().kind(), StateKind::Limited);
    }
    assert_eq!(this.tell(&approval), Err(RefusalCode::NoOpenRequest));
}

/// The same for a request that the account had not heard of when it took it back.
#[test]
fn a_request_that_was_taken_back_unnamed_is_withdrawn_when_it_is_heard_of() {
    let host = Host::new();
    let mut this = UnderReview {
        account: host.registered(Class::GmailHosted, start()),
        request: Request::new(id("r1")),
        now: start(),
        host,
    };
    let ask = || RecordedCommand::RequestSupport {
        topic: tier::Topic::AccountAccess,
    };
    this.own(Actor::Person, signed_in(), ask());
    let effects = this.at_desk(Actor::Person, &submit(Topic::AccountAccess));
    this.own(Actor::Person, signed_in(), RecordedCommand::Withdraw);
    this.carry_all(&effects);
    assert_eq!(this.account.state().kind(), StateKind::Limited);
    // Asked again, another request is taken.
    this.own(Actor::Person, signed_in(), ask());
    this.request = Request::new(id("r2"));
    let effects = this.at_desk(Actor::Person, &submit(Topic::AccountAccess));
    this.carry_all(&effects);
    let review = this.account.state().review().expect("support has it");
    assert_eq!(review.request(), Some(id("r2")));
}

/// ATK-30: whichever comes first, nobody is left with access that nobody approved.
#[test]
fn a_downgrade_that_races_with_an_approval_leaves_no_access() {
    let suspend = || RecordedCommand::Suspend;
    let out = Session::signed_out();
    // The approval comes first: the suspension takes effect after it.
    let mut this = UnderReview::new();
    let effects = this.at_desk(Actor::Support, &validate(basis(&this.account)));
    this.carry_all(&effects);
    assert_eq!(this.account.state().kind(), StateKind::Confirming);
    this.own(Actor::Support, out, suspend());
    assert_eq!(this.account.tier(), None);
    // The suspension comes first, and even a reinstated account has another standing.
    let mut this = UnderReview::new();
    let effects = this.at_desk(Actor::Support, &validate(basis(&this.account)));
    let approval = this.messages(&effects).remove(0);
    this.own(Actor::Support, out, suspend());
    assert_eq!(this.tell(&approval), Err(RefusalCode::Suspended));
    this.own(Actor::Support, out, RecordedCommand::Reinstate);
    assert!(this.tell(&approval).is_err());
    this.own(Actor::Host, out, judged(Class::GmailHosted));
    assert!(this.tell(&approval).is_err());
    assert!(this.account.memberships().next().is_none());
}

/// ATK-35: the topic is offered to nobody who is not signed in.
#[test]
fn nobody_asks_for_access_without_signing_in_at_either_machine() {
    let host = Host::new();
    let account = host.registered(Class::GmailHosted, start());
    let ask = RecordedCommand::RequestSupport {
        topic: tier::Topic::AccountAccess,
    };
    let envelope = Envelope::new(account.id(), Actor::Person, start(), ask);
    let refusal = host.ask_account(&account, &envelope).unwrap_err();
    assert_eq!(refusal.code(), RefusalCode::SignInNeeded);
    let refusal = host
        .ask_request(
            &Request::new(id("r1")),
            &submit(Topic::AccountAccess),
            Actor::Person,
            applicant(&account, false),
            start(),
        )
        .unwrap_err();
    assert_eq!(refusal.code(), ticket::RefusalCode::TopicNotOffered);
    assert_eq!(refusal.unmet(), [ticket::Condition::SignedIn]);
}

fn address() -> EmailAddress {
    "anna@acme.example".parse().unwrap()
}

#[test]
fn an_organization_hears_who_joined_and_who_left() {
    let mut this = UnderReview::new();
    let effects = this.at_desk(Actor::Support, &validate(basis(&this.account)));
    this.carry_all(&effects);
    let effect = this.account.confirmation().expect("it is due").mail();
    let out = Session::signed_out();
    let effects = this.own(Actor::Host, out, RecordedCommand::MailHandedOver { effect });
    let joined = effects
        .iter()
        .find(|it| matches!(it.task(), Task::TellJoined { .. }))
        .expect("the organization is told");
    assert_eq!(
        enrollment::from_account(&this.account, joined, None),
        None,
        "the organization looks at the domain"
    );
    let account: AccountId = id("a1");
    assert_eq!(
        heard_at_organization(enrollment::from_account(
            &this.account,
            joined,
            Some(&address())
        )),
        organization::Command::Join {
            account,
            domain: address().domain().clone(),
            by: JoinedBy::Support,
        }
    );
    let member = this.account.clone();
    for (command, want) in [
        (
            RecordedCommand::LeaveOrganization {
                organization: id("acme"),
            },
            organization::Command::Leave {
                account,
                successor: None,
            },
        ),
        (
            RecordedCommand::Erase,
            organization::Command::EraseMember { account },
        ),
    ] {
        this.account = member.clone();
        let effects = this.own(Actor::Person, with_password(this.now), command);
        let left = effects
            .iter()
            .find(|it| matches!(it.task(), Task::TellLeft { .. }))
            .expect("the organization is told");
        assert!(matches!(
            left.task(),
            Task::TellLeft {
                cause: ParticipationEnd::Left | ParticipationEnd::Erased,
                ..
            }
        ));
        assert_eq!(
            heard_at_organization(enrollment::from_account(&this.account, left, None)),
            want
        );
    }
}

/// An organization with one administrator, and what its last decision hands out.
struct Company {
    organization: Organization,
    policy: OrganizationPolicy,
}

impl Company {
    fn new() -> Self {
        let mut company = Self {
            organization: Organization::new(id("acme")),
            policy: OrganizationPolicy::default(),
        };
        company.give(
            Actor::Support,
            None,
            organization::Command::CreateProfile {
                kind: OrganizationKind::Company,
                profile_type: ProfileType::Open,
            },
        );
        company.give(
            Actor::Host,
            None,
            organization::Command::ProveDomain {
                name: address().domain().clone(),
                class: Class::Corporate,
                proof: DomainProof::DnsToken,
                intake: Intake::Employees,
                claimed_by: None,
            },
        );
        company.give(
            Actor::Support,
            None,
            organization::Command::Appoint { account: id("a0") },
        );
        company
    }

    #[track_caller]
    fn give(
        &mut self,
        actor: Actor,
        agent: Option<&str>,
        command: organization::Command,
    ) -> Vec<organization::Effect> {
        let mut context = organization::Context::new(actor, start(), &self.policy);
        if let Some(agent) = agent {
            context = context.with_agent(id(agent));
        }
        let decision = self
            .organization
            .decide(&command, &context)
            .expect("the organization takes it");
        self.organization = self.organization.clone().fold(&decision).unwrap();
        decision
            .effects()
            .iter()
            .map(|(_, effect)| *effect)
            .collect()
    }

    fn say(&self, effects: &[organization::Effect], invited: Option<AccountId>) -> Vec<Message> {
        effects
            .iter()
            .filter_map(|it| enrollment::from_organization(&self.organization, it, invited))
            .collect()
    }
}

#[test]
fn an_account_hears_of_its_invitations() {
    let mut company = Company::new();
    let invitation: InvitationId = id("i1");
    let effects = company.give(
        Actor::Administrator,
        Some("a0"),
        organization::Command::Invite {
            invitation,
            address: address(),
            role: CompanyRole::BusinessUser,
        },
    );
    assert_eq!(
        company.say(&effects, None),
        [],
        "nobody has the address: the invitation waits in the mail"
    );
    let message = company.say(&effects, Some(id("a1"))).pop();
    let lapses_at = company
        .organization
        .invitation(invitation)
        .unwrap()
        .lapses_at();
    let invited = tier::Command::Invited {
        invitation,
        organization: id("acme"),
        role: CompanyRole::BusinessUser,
        lapses_at,
        address: None,
    };
    assert_eq!(heard(message), (Actor::Host, invited));
    let revoke = organization::Command::RevokeInvitation { invitation };
    let effects = company.give(Actor::Administrator, Some("a0"), revoke);
    assert_eq!(company.say(&effects, None), []);
    let message = company.say(&effects, Some(id("a1"))).pop();
    let revoked = tier::Command::InvitationRevoked { invitation };
    assert_eq!(heard(message), (Actor::Host, revoked));
}

#[test]
fn an_account_hears_of_its_roles_and_of_its_end() {
    let mut company = Company::new();
    let organization = || id("acme");
    let join = organization::Command::Join {
        account: id("a1"),
        domain: address().domain().clone(),
        by: JoinedBy::Registration,
    };
    let effects = company.give(Actor::Host, None, join);
    assert_eq!(
        company.say(&effects, None),
        [],
        "it joined by its own decision, and knows"
    );
    let administrator = Some("a0");
    let granted = |administrators| tier::Command::RoleGranted {
        organization: organization(),
        role: CompanyRole::Administrator,
        administrators,
    };
    let (account, role) = (id("a1"), CompanyRole::Administrator);
    let rows = [
        (
            organization::Command::Promote { account, role },
            vec![granted(Administrators::Others)],
        ),
        (
            organization::Command::Demote {
                account,
                successor: None,
            },
            vec![tier::Command::RoleWithdrawn {
                organization: organization(),
            }],
        ),
        (
            organization::Command::RemoveMember {
                account,
                successor: None,
            },
            vec![tier::Command::MemberRemoved {
                organization: organization(),
            }],
        ),
    ];
    for (command, want) in rows {
        let effects = company.give(Actor::Administrator, administrator, command);
        let messages = company.say(&effects, None).into_iter();
        let heard: Vec<_> = messages
            .filter(|it| matches!(it, Message::Account { account, .. } if *account == id("a1")))
            .map(|it| heard(Some(it)).1)
            .collect();
        assert_eq!(heard, want);
    }
}

#[test]
fn a_member_hears_that_the_domain_is_gone() {
    let mut company = Company::new();
    let name = address().domain().clone();
    let join = organization::Command::Join {
        account: id("a1"),
        domain: name.clone(),
        by: JoinedBy::Registration,
    };
    company.give(Actor::Host, None, join);
    let drop = organization::Command::DropDomain { name };
    let effects = company.give(Actor::Support, None, drop);
    let message = company.say(&effects, None).pop();
    let dropped = tier::Command::DomainDropped {
        organization: id("acme"),
    };
    assert_eq!(heard(message), (Actor::Host, dropped));
}

/// TKT-7: the organization hears of its first administrator, and of no other outcome.
#[test]
fn only_an_appointment_appoints() {
    let nominee: AccountId = id("a7");
    let (request, _) = told(
        Topic::FirstAdministrator,
        &[(
            Actor::Support,
            ticket::Command::Appoint {
                organization: id("acme"),
                basis: given(),
            },
        )],
    );
    assert_eq!(
        heard_at_organization(enrollment::appointed(&request, nominee)),
        organization::Command::Appoint { account: nominee }
    );
    let (request, _) = told(Topic::FirstAdministrator, &[(Actor::Support, decline())]);
    assert_eq!(enrollment::appointed(&request, nominee), None);
    let (request, _) = told(Topic::AccountAccess, &[]);
    assert_eq!(enrollment::appointed(&request, nominee), None);
}

/// TKT-7: whoever asks may be the nominee, and administers from then on.
#[test]
fn a_person_who_nominates_oneself_is_appointed() {
    let appoint = ticket::Command::Appoint {
        organization: id("acme"),
        basis: given(),
    };
    let (request, _) = told(Topic::FirstAdministrator, &[(Actor::Support, appoint)]);
    let oneself = request.account().expect("somebody asked");
    let command = heard_at_organization(enrollment::appointed(&request, oneself));
    let mut company = Company::new();
    company.give(Actor::Support, None, command);
    let members = company.organization.members().iter();
    let mut mine = members.filter(|member| member.account() == oneself);
    let role = mine.next().map(|member| member.role());
    assert_eq!(role, Some(CompanyRole::Administrator));
}

/// CODE-4: trouble with validation unlocks the channel and grants nothing.
#[test]
fn unlocking_grants_nothing() {
    let mut this = UnderReview::new();
    let before = (this.account.tier(), this.account.standing());
    let unlock = Message::Account {
        account: id("a1"),
        actor: Actor::Support,
        command: tier::Command::UnlockCodes,
    };
    let _ = this.tell(&unlock);
    assert_eq!((this.account.tier(), this.account.standing()), before);
    assert!(this.account.code_book(Purpose::SignUp).is_some());
}
