//! What an account remembers of the last commands, invitations and deadlines, and how much of it.

use checkmark_account::{Actor, CommandId, CompanyRole};
use checkmark_domain::Class;
use checkmark_tier::strategy::histories;
use checkmark_tier::{
    CheckMark, Command, Deadline, Door, Fact, RefusalCode, StateKind, Task, Topic,
};
use proptest::prelude::*;
use time::SignedDuration;

use crate::world::{World, id};

fn basic() -> World {
    let mut world = World::new();
    world.sign_up(Door::SignInMenu, "anna@acme.example");
    world
}

fn give(world: &mut World, name: &str) -> Result<(), RefusalCode> {
    let name: CommandId = id(name);
    let envelope = world
        .envelope(Actor::Person, Command::SignOut)
        .with_id(name);
    let given = world.give_envelope(&envelope);
    given.map(drop).map_err(|refusal| refusal.code())
}

#[test]
fn a_command_is_known_again_among_the_last_sixteen() {
    let mut world = basic();
    assert_eq!(give(&mut world, "first"), Ok(()));
    for number in 1..16 {
        assert_eq!(give(&mut world, &format!("c{number}")), Ok(()));
        assert_eq!(give(&mut world, "first"), Err(RefusalCode::Repeated));
    }
    assert_eq!(give(&mut world, "c16"), Ok(()));
    assert_eq!(give(&mut world, "c1"), Err(RefusalCode::Repeated));
    assert_eq!(
        give(&mut world, "first"),
        Ok(()),
        "it is known by the record alone"
    );
}

// ACC-7
#[test]
fn a_command_is_known_again_after_erasure_as_before_it() {
    let mut world = basic();
    assert_eq!(give(&mut world, "first"), Ok(()));
    world.person(Command::Erase);
    assert_eq!(give(&mut world, "first"), Err(RefusalCode::Repeated));
    assert_eq!(give(&mut world, "other"), Err(RefusalCode::Erased));
}

#[test]
fn a_command_counts_once_however_much_it_did() {
    let mut world = World::new();
    world.register("anna@acme.example");
    world.judged(Class::Corporate);
    world.found(&[]);
    assert_eq!(give(&mut world, "first"), Ok(()));
    for number in 0..7 {
        for command in [
            Command::SubmitProfile {
                product: Some(id("ABC1234")),
            },
            Command::Withdraw,
        ] {
            let name: CommandId = id(&format!("{}{number}", command.kind()));
            let envelope = world.envelope(Actor::Person, command).with_id(name);
            world.give_envelope(&envelope).expect("it is taken");
        }
    }
    assert_eq!(give(&mut world, "first"), Err(RefusalCode::Repeated));
}

/// Opens the request `r1` for access, reopened so often.
fn opened(reopening: u32) -> Command {
    Command::RequestOpened {
        request: id("r1"),
        topic: Topic::AccountAccess,
        window: None,
        reopening,
    }
}

// TKT-6, TKT-8
#[test]
fn a_request_that_ended_is_open_again_only_if_it_was_reopened() {
    let declined = |world: &mut World| {
        world.support(Command::DeclineAccount { request: id("r1") });
    };
    let closed = |world: &mut World| {
        world.host(Command::RequestClosed { request: id("r1") });
    };
    for end in [&declined as &dyn Fn(&mut World), &closed] {
        let mut world = World::new();
        world.support_review();
        end(&mut world);
        world.refuses(Actor::Host, opened(0), RefusalCode::NoOpenRequest);
        world.host(opened(1));
        world.stands(StateKind::SupportReview, CheckMark::Yellow);
        world.refuses(Actor::Host, opened(0), RefusalCode::NoOpenRequest);
        end(&mut world);
        world.refuses(Actor::Host, opened(1), RefusalCode::NoOpenRequest);
    }
    let mut world = World::new();
    world.support_review();
    world.support(world.validate());
    world.refuses(Actor::Host, opened(0), RefusalCode::NoOpenRequest);

    let mut world = World::new();
    world.register("anna@acme.example");
    world.judged(Class::Corporate);
    world.found(&[]);
    world.person(Command::SubmitProfile { product: None });
    world.host(Command::RequestOpened {
        request: id("r1"),
        topic: Topic::CompanyProfile,
        window: None,
        reopening: 0,
    });
    world.support(Command::RefuseProfile { request: id("r1") });
    world.refuses(Actor::Host, opened(0), RefusalCode::NoOpenRequest);
    world.host(opened(1));
    world.stands(StateKind::SupportReview, CheckMark::Yellow);
}

// TKT-8
#[test]
fn a_request_that_was_taken_back_is_not_open_however_often_it_was_reopened() {
    let mut world = World::new();
    world.support_review();
    world.person(Command::Withdraw);
    for reopening in [0, 1, 7] {
        let decision = world.host(opened(reopening));
        let tasks: Vec<_> = decision.effects().map(|effect| *effect.task()).collect();
        assert_eq!(tasks, [Task::WithdrawRequest { request: id("r1") }]);
        world.stands(StateKind::Limited, CheckMark::Yellow);
    }
}

/// Asks support for access again; nobody has named the request yet.
fn ask(world: &mut World) {
    let topic = Topic::AccountAccess;
    world.person(Command::RequestSupport { topic });
}

/// Says that a request is open, and whether it is so for the account.
fn opens(world: &mut World, name: &str, reopening: u32) -> bool {
    let decision = world.host(Command::RequestOpened {
        request: id(name),
        topic: Topic::AccountAccess,
        window: None,
        reopening,
    });
    let request = id(name);
    let open = world.account.state().kind() == StateKind::SupportReview;
    let withdrawn = decision
        .effects()
        .any(|it| *it.task() == Task::WithdrawRequest { request });
    assert_ne!(open, withdrawn, "{name}");
    open
}

// TKT-8
#[test]
fn what_was_taken_back_before_it_had_a_name_is_the_next_one_named_and_no_other() {
    let mut world = World::new();
    world.support_review();
    world.person(Command::Withdraw);
    ask(&mut world);
    world.person(Command::Withdraw);
    assert!(!opens(&mut world, "r2", 0));
    assert!(!opens(&mut world, "r2", 1), "for good");
    assert!(opens(&mut world, "r3", 0), "somebody opened another one");
}

// TKT-8
#[test]
fn who_asks_anew_has_taken_nothing_back() {
    let mut world = World::new();
    world.support_review();
    world.person(Command::Withdraw);
    ask(&mut world);
    world.person(Command::Withdraw);
    ask(&mut world);
    assert!(opens(&mut world, "r2", 0));
    world.support(Command::DeclineAccount { request: id("r2") });
    assert!(opens(&mut world, "r3", 0));
}

// TKT-8
#[test]
fn a_request_is_known_to_be_taken_back_among_the_last_four() {
    let mut world = World::new();
    world.support_review();
    world.person(Command::Withdraw);
    for name in ["r2", "r3", "r4", "r5"] {
        ask(&mut world);
        assert!(opens(&mut world, name, 0));
        world.person(Command::Withdraw);
    }
    for name in ["r2", "r3", "r4", "r5"] {
        assert!(!opens(&mut world, name, 0));
    }
    assert!(opens(&mut world, "r1", 0), "its own record alone knows");
}

#[test]
fn a_command_is_not_taken_for_another_whose_name_is_like_it() {
    let mut world = basic();
    let letters = || ('a'..='z').chain('0'..='9');
    for letter in letters() {
        assert_eq!(give(&mut world, &letter.to_string()), Ok(()));
    }
    for (one, other) in letters().zip(letters().skip(1)) {
        assert_eq!(give(&mut world, &format!("{one}{other}")), Ok(()));
        assert_eq!(give(&mut world, &format!("{other}{one}")), Ok(()));
    }
}

// ORG-2
#[test]
fn an_invitation_is_known_to_have_lapsed_among_the_last_four() {
    let mut world = basic();
    world.judged(Class::Corporate);
    for number in 1..=5 {
        world.host(Command::Invited {
            invitation: id(&format!("i{number}")),
            organization: id(&format!("o{number}")),
            role: CompanyRole::BusinessUser,
            lapses_at: world.now + SignedDuration::days(number),
            address: None,
        });
    }
    world.pass(SignedDuration::days(5));
    for (name, code) in [
        ("i1", RefusalCode::NoInvitation),
        ("i2", RefusalCode::InvitationLapsed),
        ("i5", RefusalCode::InvitationLapsed),
    ] {
        let accept = Command::AcceptInvitation {
            invitation: id(name),
        };
        world.refuses(Actor::Person, accept, code);
    }
}

/// The deadline that a fact sets.
fn deadline(fact: &Fact) -> Option<Deadline> {
    match fact {
        Fact::SignedUp { lapses, .. }
        | Fact::RegistrationStarted { lapses, .. }
        | Fact::AddressChangeAsked { lapses, .. }
        | Fact::Invited { lapses, .. } => Some(*lapses),
        Fact::RouteChosen { lapses, .. } | Fact::Reinstated { lapses } => *lapses,
        Fact::DomainJudged { again, .. } | Fact::VerdictAsked { again } => Some(*again),
        Fact::EvidenceAwaited { until, .. } => Some(*until),
        _ => None,
    }
}

proptest! {
    /// So that a tick for one is never taken for a tick for another.
    #[test]
    fn every_deadline_has_a_generation_of_its_own(history in histories(100)) {
        let mut newest = 0;
        let mut awaited = None;
        for event in history.events() {
            let Some(deadline) = deadline(event.fact()) else { continue };
            let awaits = matches!(event.fact(), Fact::EvidenceAwaited { .. });
            // The wait for evidence may go on.
            if awaits && awaited == Some(deadline) {
                continue;
            }
            prop_assert!(deadline.generation() > newest, "{history:?}");
            newest = deadline.generation();
            if awaits {
                awaited = Some(deadline);
            }
        }
    }
}
