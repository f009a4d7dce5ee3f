//! What an account shows of itself, and says of a command without taking it.

use checkmark_account::Actor;
use checkmark_account::code::Purpose;
use checkmark_tier::{Command, Context, Door, RefusalCode, what_if};
use time::SignedDuration;

use crate::world::World;

#[test]
fn what_can_be_done_is_what_is_decided() {
    #[track_caller]
    fn check(world: &mut World, command: Command, want: Result<(), RefusalCode>) {
        let envelope = world.envelope(Actor::Person, command);
        let context = Context::new(&world.policy);
        let can = world.account.can(&envelope, &context);
        assert_eq!(can.map_err(|refusal| refusal.code()), want);
        let decided = world.account.decide(&envelope, &context);
        let hypothesis = what_if(&world.account, &envelope, &context);
        assert_eq!(hypothesis.decision(), decided.as_ref().ok());
        assert_eq!(hypothesis.refusal(), decided.as_ref().err());
        assert_eq!(hypothesis.before(), world.account.state());
        let after = decided.as_ref().ok().map(|decision| {
            let after = world.account.clone().after(decision);
            after.expect("what was decided folds").state()
        });
        assert_eq!(hypothesis.after(), after.unwrap_or(world.account.state()));
        assert_eq!(hypothesis.tier(), hypothesis.after().tier());
        assert_eq!(hypothesis.mark(), hypothesis.after().mark());
        let moves = hypothesis.tier() != world.account.tier();
        assert_eq!(hypothesis.moves_tier(), moves);
        assert_eq!(can, decided.map(drop));
    }
    let mut world = World::new();
    world.sign_up(Door::SignInMenu, "anna@acme.example");
    check(&mut world, Command::SignOut, Ok(()));
    check(&mut world, Command::Close, Ok(()));
    check(
        &mut world,
        Command::Reactivate,
        Err(RefusalCode::NotDeactivated),
    );
    check(
        &mut world,
        Command::RequestCode,
        Err(RefusalCode::KeysMissing),
    );
}

// CODE-4
#[test]
fn a_lock_is_seen_for_its_purpose_alone_and_until_it_lapses() {
    let mut world = World::new();
    world.person(crate::world::sign_up(Door::SignInMenu, "anna@acme.example"));
    let most = world.policy.code().failures_in_a_row();
    for number in 0..most {
        assert_eq!(world.account.locked_until(Purpose::SignUp, world.now), None);
        let code = world.wrong_code();
        let envelope = world
            .envelope(Actor::Person, Command::SubmitCode { code })
            .with_id(crate::world::id(&format!("c{number}")));
        world.give_envelope(&envelope).expect("it counts");
    }
    let until = world.now + world.policy.code().lock();
    let before = until - SignedDuration::NANOSECOND;
    assert_eq!(
        world.account.locked_until(Purpose::SignUp, before),
        Some(until)
    );
    assert_eq!(world.account.locked_until(Purpose::SignUp, until), None);
    assert_eq!(
        world.account.locked_until(Purpose::FreshProof, before),
        None
    );
    for purpose in [
        Purpose::SignUp,
        Purpose::ChangeOfAddress,
        Purpose::FreshProof,
    ] {
        let book = world.account.code_book(purpose).expect("each has a book");
        assert_eq!(book.purpose(), purpose);
    }
}
