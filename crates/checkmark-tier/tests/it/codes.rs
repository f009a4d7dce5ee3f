//! What the book of codes refuses, in the words of the account machine (CODE-3 to CODE-5, CODE-9).

use checkmark_account::Actor;
use checkmark_account::code::{CodeFigures, CodePolicy};
use checkmark_tier::{Command, Door, Place, RefusalCode, TierFigures, TierPolicy, Topic};
use time::SignedDuration;

use crate::world::{World, id, sign_up};

fn signing_up(change: impl FnOnce(&mut CodeFigures)) -> World {
    let mut code = CodeFigures::default();
    change(&mut code);
    let mut figures = TierFigures::default();
    figures.code = CodePolicy::new(code).expect("a good policy");
    let mut world = World::new();
    world.policy = TierPolicy::new(figures).expect("a good policy");
    world.person(sign_up(Door::SignInMenu, "anna@acme.example"));
    world
}

#[test]
fn too_soon_too_many_in_an_hour_and_too_many_in_a_day_are_told_apart() {
    use RefusalCode::{CodePerDay, CodePerHour, CodeTooSoon};

    let mut world = signing_up(|_| {});
    let begun = world.now;
    // Why the next code is refused at once, and how many minutes after the first one it is issued:
    // a minute after the last one, an hour after the fifth before it, a day after the tenth.
    for (want, minutes) in [
        (CodeTooSoon, 1),
        (CodeTooSoon, 2),
        (CodeTooSoon, 3),
        (CodeTooSoon, 4),
        (CodePerHour, 60),
        (CodePerHour, 61),
        (CodePerHour, 62),
        (CodePerHour, 63),
        (CodePerHour, 64),
    ] {
        let refusal = world.refuses(Actor::Person, Command::RequestCode, want);
        world.now = begun + SignedDuration::minutes(minutes);
        assert_eq!(refusal.retry_at(), Some(world.now), "{want}");
        world.person(Command::RequestCode);
    }
    let refusal = world.refuses(Actor::Person, Command::RequestCode, CodePerDay);
    assert_eq!(refusal.retry_at(), Some(begun + SignedDuration::DAY));
}

#[test]
fn another_number_of_digits_is_an_input_error_and_costs_no_try() {
    let mut world = signing_up(|_| {});
    let code = "12345678".parse().expect("a code of eight digits");
    let submit = Command::SubmitCode { code };
    world.refuses(Actor::Person, submit, RefusalCode::CodeDigits);
    let code = world.mailed_code();
    world.person(Command::SubmitCode { code });
}

#[test]
fn a_channel_is_locked_after_failures_in_a_row_and_says_until_when() {
    let mut world = signing_up(|code| {
        code.failures_in_a_row = 2;
        code.lock = SignedDuration::hours(3);
    });
    for _ in 0..2 {
        let code = world.wrong_code();
        world.person(Command::SubmitCode { code });
    }
    let code = world.mailed_code();
    let submit = Command::SubmitCode { code };
    let refusal = world.refuses(Actor::Person, submit, RefusalCode::CodeChannelLocked);
    assert_eq!(
        refusal.retry_at(),
        Some(world.now + SignedDuration::hours(3))
    );
}

// The account remembers the last commands; the book those of a code, however many came in between.
#[test]
fn a_try_counts_once_though_the_account_has_forgotten_its_command() {
    let mut world = signing_up(|_| {});
    let code = world.mailed_code();
    world.person(Command::SubmitCode { code });
    world.pass(world.policy.code().gap());
    world.person(Command::RequestCode);
    let code = world.wrong_code();
    let submit = |world: &World| {
        let code = code.clone();
        world
            .envelope(Actor::Person, Command::SubmitCode { code })
            .with_id(id("once"))
    };
    let envelope = submit(&world);
    world.give_envelope(&envelope).expect("a try, not accepted");
    for nth in 0..40 {
        let place = Place::Support;
        let envelope = world
            .envelope(Actor::Person, Command::SignIn { place })
            .with_id(id(&format!("other-{nth}")));
        world.give_envelope(&envelope).expect("one may sign in");
    }
    let refusal = world.give_envelope(&submit(&world)).expect_err("a repeat");
    assert_eq!(refusal.code(), RefusalCode::Repeated);
}

#[test]
fn where_nothing_is_locked_and_nothing_failed_there_is_nothing_to_unlock() {
    let mut world = signing_up(|_| {});
    let unlock = Command::UnlockCodes;
    world.refuses(Actor::Support, unlock.clone(), RefusalCode::NothingToUnlock);
    let code = world.wrong_code();
    world.person(Command::SubmitCode { code });
    world.support(unlock.clone());
    world.refuses(Actor::Support, unlock, RefusalCode::NothingToUnlock);
}

// CODE-4: support is asked about trouble once, until it is over.
#[test]
fn trouble_is_over_when_a_code_is_right_or_support_unlocks_and_not_before() {
    let fails = |world: &mut World| {
        let code = world.wrong_code();
        world.person(Command::SubmitCode { code });
    };
    let ask = || Command::RequestSupport {
        topic: Topic::TroubleWithValidation,
    };
    let troubled = || {
        let mut world = signing_up(|_| {});
        fails(&mut world);
        world.person(ask());
        world.refuses(Actor::Person, ask(), RefusalCode::UnderReview);
        world
    };
    let mut another = troubled();
    another.pass(another.policy.code().gap());
    another.person(Command::RequestCode);
    fails(&mut another);
    another.refuses(Actor::Person, ask(), RefusalCode::UnderReview);

    let mut unlocked = troubled();
    unlocked.support(Command::UnlockCodes);
    fails(&mut unlocked);
    unlocked.person(ask());

    let mut proved = troubled();
    let code = proved.mailed_code();
    proved.person(Command::SubmitCode { code });
    proved.pass(proved.policy.code().gap());
    proved.person(Command::RequestCode);
    fails(&mut proved);
    proved.person(ask());
}
