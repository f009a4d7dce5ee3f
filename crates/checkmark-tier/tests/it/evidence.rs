//! What evidence does to what was decided by older evidence, and by people (DOM-4, REG-7, LAW-8).

use checkmark_account::organization::Intake;
use checkmark_account::{Actor, ProfileType};
use checkmark_domain::Class;
use checkmark_tier::{
    Command, Decision, Door, Fact, FoundProfile, Reason, Reasons, RefusalCode, Route, State,
    StateKind, Task, Topic,
};
use time::{SignedDuration, UtcDateTime};

use crate::world::{World, id};

fn limited_anew(decision: &Decision) -> Option<Reasons> {
    decision.events().find_map(|event| match event.fact() {
        Fact::AccessLimited { because } => Some(*because),
        _ => None,
    })
}

#[test]
fn another_verdict_takes_away_what_a_verdict_said_and_nothing_that_people_said() {
    let mut world = World::new();
    world.support_review();
    world.support(Command::DeclineAccount { request: id("r1") });
    let State::Limited { because } = world.account.state() else {
        panic!("{:?}", world.account.state());
    };
    assert!(because.contains(Reason::Declined) && because.contains(Reason::GmailHosted));

    let decision = world.judged(Class::GmailHosted);
    assert_eq!(limited_anew(&decision), None, "nothing is new");

    let decision = world.judged(Class::ConsumerMailbox);
    let now = limited_anew(&decision).expect("another reason");
    assert!(now.contains(Reason::Declined), "support said so");
    assert!(now.contains(Reason::ConsumerMailbox) && !now.contains(Reason::GmailHosted));

    let decision = world.judged(Class::Corporate);
    let now = limited_anew(&decision).expect("one reason less");
    assert_eq!(now.iter().collect::<Vec<_>>(), [Reason::Declined]);
}

#[test]
fn a_count_of_profiles_is_young_enough_and_no_older_than_the_last() {
    let found = |counted_at: UtcDateTime| Command::ProfilesFound {
        profiles: ["acme", "bolts"].map(|it| FoundProfile::new(id(it))).into(),
        counted_at: Some(counted_at),
        address: None,
    };
    let mut world = World::new();
    world.register("anna@acme.example");
    world.pass(SignedDuration::HOUR);
    world.judged(Class::Corporate);
    let oldest = world.now - world.policy.count_age();
    let stale = RefusalCode::EvidenceStale;
    world.refuses(
        Actor::Host,
        found(oldest - SignedDuration::NANOSECOND),
        stale,
    );
    world.host(found(oldest));
    assert_eq!(world.account.state().kind(), StateKind::OrganizationDue);
    world.host(found(world.now));
    world.refuses(
        Actor::Host,
        found(world.now - SignedDuration::NANOSECOND),
        stale,
    );
    world.host(found(world.now + world.policy.skew()));
    let future = world.now + world.policy.skew() + SignedDuration::NANOSECOND;
    world.refuses(Actor::Host, found(future), stale);
}

// REG-7: whoever was counted, shown or kept out by a profile is looked at again when one changes.
#[test]
fn a_profile_that_changed_concerns_those_who_wait_for_it_alone() {
    let changed = |organization| Command::ProfileChanged {
        organization: id(organization),
    };
    let asks = |world: &mut World, organization: &'static str| {
        let decision = world.host(changed(organization));
        let mut tasks = decision.effects();
        assert!(tasks.any(|it| matches!(it.task(), Task::FindProfiles { .. })));
    };
    let unasked = RefusalCode::EvidenceNotAsked;
    let profile = || FoundProfile::new(id("acme"));
    let counting = || {
        let mut world = World::new();
        world.register("anna@acme.example");
        world.refuses(Actor::Host, changed("acme"), unasked);
        world.judged(Class::Corporate);
        world
    };
    asks(&mut counting(), "any");

    let mut choosing = counting();
    choosing.found(&[profile(), FoundProfile::new(id("bolts"))]);
    choosing.refuses(Actor::Host, changed("nuts"), unasked);
    asks(&mut choosing, "bolts");

    for kept_out in [
        profile().of_type(ProfileType::Restricted),
        profile().with_intake(Intake::ThirdParty),
    ] {
        let mut limited = counting();
        limited.found(&[kept_out]);
        let before = limited.account.clone();
        asks(&mut limited, "acme");
        limited.account = before;
        limited.judged(Class::ConsumerMailbox);
        limited.refuses(Actor::Host, changed("acme"), unasked);
    }
    let mut gmail = World::new();
    gmail.register("anna@acme.example");
    gmail.judged(Class::GmailHosted);
    gmail.refuses(Actor::Host, changed("acme"), unasked);
}

// LAW-8: what could not be determined says nothing: it neither gives a reason nor takes one away.
#[test]
fn what_was_not_determined_changes_no_reason_when_support_declines() {
    let mut world = World::new();
    world.register("anna@acme.example");
    world.judged(Class::Undetermined);
    world.wake();
    world.signed_in();
    let topic = Topic::AccountAccess;
    world.person(Command::RequestSupport { topic });
    world.host(Command::RequestOpened {
        request: id("r1"),
        topic,
        window: None,
        reopening: 0,
    });
    let decision = world.support(Command::DeclineAccount { request: id("r1") });
    let because = limited_anew(&decision).expect("it is limited");
    assert!(because.contains(Reason::Undetermined) && because.contains(Reason::Declined));

    let mut world = World::new();
    world.sign_up(Door::CreateAccount, "anna@acme.example");
    let route = Route::PartnerEmployee;
    world.person(Command::ChooseRoute { route });
    world.takes(Actor::PartnerProgramme, Command::RefusePartner);
    world.judged(Class::Undetermined);
    world.signed_in();
    let topic = Topic::AccountAccess;
    world.person(Command::RequestSupport { topic });
    world.host(Command::RequestOpened {
        request: id("r1"),
        topic,
        window: None,
        reopening: 0,
    });
    let decision = world.support(Command::DeclineAccount { request: id("r1") });
    let because = limited_anew(&decision).expect("it is limited");
    let reasons: Vec<_> = because.iter().collect();
    assert_eq!(reasons, [Reason::PartnerRefused, Reason::Declined]);
}

// REG-4
#[test]
fn what_was_offered_goes_with_the_choice() {
    let mut world = World::new();
    world.register("anna@acme.example");
    world.judged(Class::Corporate);
    world.found(&["acme", "bolts"].map(|it| FoundProfile::new(id(it))));
    assert_eq!(world.account.offer().len(), 2);
    let organization = id("bolts");
    world.person(Command::ChooseOrganization { organization });
    assert!(world.account.offer().is_empty());
}
