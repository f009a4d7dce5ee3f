//! What a clock that runs back is worth (LAW-4).

use checkmark_account::Actor;
use checkmark_tier::{Command, Door, RefusalCode};
use time::SignedDuration;

use crate::world::World;

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
