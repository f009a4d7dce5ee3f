//! What a command that is given needs, what of it is kept apart, and how much an account takes.

use checkmark_account::code::CodeEvent;
use checkmark_account::{Actor, AddressNo, CommandId, CustomerNumber, PersonName};
use checkmark_domain::Class;
use checkmark_tier::{
    Account, CheckMark, Command, Context, Decision, Door, Fact, FoundProfile, NumberReason,
    PersonalKind, RefusalCode, StateKind, Task,
};
use time::SignedDuration;

use crate::world::{World, found, id, sign_up};

fn kept(decision: &Decision) -> Vec<PersonalKind> {
    decision.personal().iter().map(|it| it.kind()).collect()
}

fn name() -> Command {
    Command::ChangeName {
        name: PersonName::new("Anna", "Alm").expect("a good name"),
    }
}

// ACC-7
#[test]
fn what_is_personal_is_kept_apart() {
    use PersonalKind::{Address, Name, Product};

    let mut world = World::new();
    let decision = world.person(sign_up(Door::SignInMenu, "anna@acme.example"));
    assert_eq!(kept(&decision), [Address, Name]);
    let code = world.mailed_code();
    world.person(Command::SubmitCode { code });
    assert_eq!(kept(&world.person(name())), [Name]);
    let product = id("ABC1234");
    assert_eq!(
        kept(&world.person(Command::AddProduct { product })),
        [Product]
    );
    let address = id("anna@other.example");
    let decision = world.person(Command::ChangeAddress { address });
    assert_eq!(kept(&decision), [Address]);
}

#[test]
fn an_address_that_was_forgotten_gets_another_number_and_a_known_one_keeps_its_own() {
    let mut world = World::new();
    world.person(sign_up(Door::SignInMenu, "anna@acme.example"));
    assert_eq!(world.account.address(), AddressNo::default());
    world.wake();
    world.sign_up(Door::SignInMenu, "anna@acme.example");
    assert_eq!(world.account.address(), AddressNo::new(1));
    for (address, number) in [("anna@other.example", 2), ("anna@third.example", 3)] {
        world.pass(SignedDuration::MINUTE);
        world.person(Command::ChangeAddress {
            address: id(address),
        });
        let pending = world.account.pending_change().expect("it is asked for");
        assert_eq!(pending.address(), AddressNo::new(number));
    }
    world.pass(SignedDuration::MINUTE);
    world.person(Command::ChangeAddress {
        address: id("anna@other.example"),
    });
    let pending = world.account.pending_change().expect("it is asked for");
    assert_eq!(pending.address(), AddressNo::new(2));
}

// CODE-2, ACC-7
#[test]
fn a_code_is_neither_issued_nor_tried_without_what_it_is_derived_from() {
    let mut world = World::new();
    world.person(sign_up(Door::SignInMenu, "anna@acme.example"));
    let code = world.mailed_code();
    let submit = world.envelope(Actor::Person, Command::SubmitCode { code });
    let bare = Context::new(&world.policy);
    let refusal = world.account.decide(&submit, &bare).unwrap_err();
    assert_eq!(refusal.code(), RefusalCode::KeysMissing);
    let keys = bare.with_codes(&world.keys, checkmark_account::code::Nonce::new([1; 16]));
    let refusal = world.account.decide(&submit, &keys).unwrap_err();
    assert_eq!(refusal.code(), RefusalCode::AddressMissing);
    assert!(
        world
            .account
            .decide(&submit, &keys.with_addresses(&world.addresses))
            .is_ok()
    );
}

// CODE-4
#[test]
fn a_try_without_a_name_counts_under_its_version() {
    #[track_caller]
    fn check(world: &mut World) {
        let version = world.account.version();
        let code = world.wrong_code();
        let decision = world.person(Command::SubmitCode { code });
        let tried = decision.events().find_map(|event| match event.fact() {
            Fact::Code {
                code: CodeEvent::Tried(tried),
                ..
            } => Some(tried.command()),
            _ => None,
        });
        let named: CommandId = id(&format!("v:{version}"));
        assert_eq!(tried, Some(named));
    }
    let mut world = World::new();
    world.person(sign_up(Door::SignInMenu, "anna@acme.example"));
    check(&mut world);
    check(&mut world);
    let code = world.mailed_code();
    world.person(Command::SubmitCode { code });
    world.pass(SignedDuration::MINUTE);
    world.person(Command::RequestCode);
    while world.account.version() < 102 {
        check(&mut world);
        world.person(Command::SignOut);
        if world.account.version() > 40 {
            for _ in 0..8 {
                world.person(Command::SignOut);
            }
        }
    }
    check(&mut world);
}

// ACC-5
#[test]
fn the_proof_of_the_address_is_a_fresh_proof_for_ten_minutes() {
    let mut world = World::new();
    world.sign_up(Door::SignInMenu, "anna@acme.example");
    world.pass(SignedDuration::minutes(10) - SignedDuration::NANOSECOND);
    world.person(name());
    world.pass(SignedDuration::NANOSECOND);
    world.refuses(Actor::Person, name(), RefusalCode::FreshProofNeeded);
    world.with_password();
    world.person(name());
}

// ACC-5
#[test]
fn the_password_is_changed_once_in_exactly_a_day() {
    let mut world = World::new();
    world.sign_up(Door::SignInMenu, "anna@acme.example");
    let first = world.now;
    world.person(Command::RequestPasswordChange);
    world.now = first + SignedDuration::hours(24) - SignedDuration::NANOSECOND;
    world.with_password();
    let refusal = world.refuses(
        Actor::Person,
        Command::RequestPasswordChange,
        RefusalCode::PasswordChangeTooSoon,
    );
    assert_eq!(refusal.retry_at(), Some(first + SignedDuration::hours(24)));
    world.pass(SignedDuration::NANOSECOND);
    world.person(Command::RequestPasswordChange);
}

// ACC-4
#[test]
fn an_account_holds_256_customer_numbers() {
    let mut world = World::new();
    world.sign_up(Door::SignInMenu, "anna@acme.example");
    let reason = NumberReason::Purchase;
    let number = |at: usize| -> CustomerNumber { id(&format!("n{at}")) };
    let add = |at| Command::AddCustomerNumber {
        number: number(at),
        reason,
    };
    for at in 0..256 {
        world.support(add(at));
    }
    world.refuses(Actor::Support, add(256), RefusalCode::TooManyNumbers);
    world.support(Command::RemoveCustomerNumber {
        number: number(0),
        reason,
    });
    world.support(add(256));
    assert_eq!(world.account.customer_numbers().len(), 256);
}

// REG-4
#[test]
fn a_list_takes_256_profiles() {
    let mut world = World::new();
    world.register("anna@acme.example");
    world.judged(Class::Corporate);
    let mut profiles: Vec<_> = (0..257)
        .map(|at| FoundProfile::new(id(&format!("o{at}"))))
        .collect();
    world.refuses(Actor::Host, found(&profiles), RefusalCode::TooManyProfiles);
    profiles.pop();
    world.found(&profiles);
    assert_eq!(world.account.offer().len(), 256);
}

// REG-5: the confirmation is the effect that the host carries, whatever else it has to carry.
#[test]
fn a_confirmation_counts_that_was_granted_beside_what_lapsed() {
    let mut world = World::new();
    world.register("anna@acme.example");
    world.judged(Class::Corporate);
    world.with_password();
    world.person(Command::ChangeAddress {
        address: id("anna@other.example"),
    });
    world.host(Command::Invited {
        invitation: id("i1"),
        organization: id("acme"),
        role: checkmark_account::CompanyRole::BusinessUser,
        lapses_at: world.now + SignedDuration::days(15),
        address: None,
    });
    world.pass(SignedDuration::hours(24));
    let before: Account = world.account.clone();
    let decision = world.person(Command::AcceptInvitation {
        invitation: id("i1"),
    });
    assert!(before.pending_change().is_some());
    let forgets = |task: &Task| matches!(task, Task::ForgetAddress { .. });
    assert!(decision.effects().any(|effect| forgets(effect.task())));
    world.confirm();
    world.stands(StateKind::Enterprise, CheckMark::Black);
}
