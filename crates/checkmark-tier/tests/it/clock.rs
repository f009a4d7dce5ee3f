//! What a clock that runs back is worth (LAW-4).

use checkmark_account::Actor;
use checkmark_tier::{CheckMark, Command, Door, RefusalCode, StateKind};
use time::SignedDuration;

use crate::world::{World, sign_up};

// LAW-4, ATK-6
#[test]
fn time_runs_back_as_far_as_the_skew_and_no_further() {
    let mut world = World::new();
    world.sign_up(Door::SignInMenu, "anna@acme.example");
    let last = world.now;
    world.now = last - world.policy.skew();
    let decision = world.person(Command::SignOut);
    assert_eq!(decision.at(), last, "it is clamped, and so recorded");
    world.now = last - world.policy.skew() - SignedDuration::NANOSECOND;
    world.refuses(Actor::Person, Command::SignOut, RefusalCode::TimeRanBack);
    let decision = world.person(Command::Erase);
    assert_eq!(decision.at(), last, "erasure is never refused");
}

// LAW-4: a deadline has a generation, and a tick for another one lets nothing lapse.
#[test]
fn a_tick_for_another_deadline_lets_nothing_lapse_though_one_is_due() {
    let mut world = World::new();
    world.person(sign_up(Door::SignInMenu, "anna@acme.example"));
    let due = world.account.next_wakeup().expect("it lapses");
    world.now = due.at();
    let tick = |generation| Command::TimePassed { generation };
    for generation in [due.generation() - 1, due.generation() + 1] {
        let decision = world.takes(Actor::Clock, tick(Some(generation)));
        assert_eq!(decision.events().count(), 0, "{generation}");
        world.stands(StateKind::AwaitingCode, CheckMark::None);
    }
    world.takes(Actor::Clock, tick(Some(due.generation())));
    world.stands(StateKind::Unregistered, CheckMark::None);
}

// LAW-4: whoever comes first after a deadline, it has passed before he is heard.
#[test]
fn what_is_due_lapses_for_every_command_and_for_a_tick_without_a_generation() {
    let mut world = World::new();
    world.person(sign_up(Door::SignInMenu, "anna@acme.example"));
    let code = world.mailed_code();
    world.now = world.account.next_wakeup().expect("it lapses").at();
    let late = world.account.clone();
    let decision = world.takes(Actor::Clock, Command::TimePassed { generation: None });
    assert!(decision.lapsed().eq(decision.events()) && decision.lapsed().count() == 1);
    world.stands(StateKind::Unregistered, CheckMark::None);
    world.account = late.clone();
    let decision = world.person(sign_up(Door::CreateAccount, "anna@acme.example"));
    assert_eq!(decision.lapsed().count(), 1);
    assert!(
        decision.events().count() > 1,
        "and then it is another sign-up"
    );
    world.account = late;
    assert!(
        world
            .give(Actor::Person, Command::SubmitCode { code })
            .is_err()
    );
}
