//! The public types: each can be sent and shared, and shows itself.

use std::fmt::Debug;

use checkmark_account::Standing;
use checkmark_tier::strategy::{History, HistoryStep};
use checkmark_tier::{
    Account, Actors, AddressUse, Administrators, Business, Cell, Certificate, CheckMark,
    CommandKind, Confirmation, Context, Counterexample, Deadline, Decision, Deed, Door, Effect,
    EffectKey, Envelope, Event, EvidenceKind, Fact, FoldError, Folder, FoundProfile, Grant, Judged,
    Law, Mailbox, Membership, NextStep, NoWayOut, Notice, PendingChange, PendingInvitation,
    Personal, Place, RecordedCommand, Refusal, RefusalCode, RefusalCodes, Registration, Remedy,
    ReplayError, Review, Session, State, StateKind, States, Step, Task, Tier, TierFigures,
    TierPolicy, TierPolicyError, Topic, Way, WayStep, Window,
};
use checkmark_tier::{
    Difference, Due, DueKind, Explanation, FactKind, Ground, GroundKind, Parting, Rehearsal, Stand,
    TextGroup, TimelineRow, WhatIf,
};

fn check<T: Send + Sync + Debug + Clone + 'static>() -> usize {
    size_of::<T>()
}

#[test]
fn every_type_can_be_sent_and_shared() {
    let sizes = [
        check::<Account>(),
        check::<Actors>(),
        check::<Administrators>(),
        check::<AddressUse>(),
        check::<Business>(),
        check::<Cell>(),
        check::<Certificate>(),
        check::<CheckMark>(),
        check::<CommandKind>(),
        check::<Confirmation>(),
        check::<Context<'static>>(),
        check::<Counterexample>(),
        check::<Deadline>(),
        check::<Decision>(),
        check::<Deed>(),
        check::<Door>(),
        check::<Effect>(),
        check::<EffectKey>(),
        check::<Envelope>(),
        check::<Event>(),
        check::<EvidenceKind>(),
        check::<Fact>(),
        check::<FoldError>(),
        check::<Folder>(),
        check::<FoundProfile>(),
        check::<Grant>(),
        check::<Judged>(),
        check::<Law>(),
        check::<Mailbox>(),
        check::<Membership>(),
        check::<NextStep>(),
        check::<NoWayOut>(),
        check::<Notice>(),
        check::<PendingChange>(),
        check::<PendingInvitation>(),
        check::<Personal>(),
        check::<Place>(),
        check::<RecordedCommand>(),
        check::<Refusal>(),
        check::<RefusalCode>(),
        check::<RefusalCodes>(),
        check::<Registration>(),
        check::<Remedy>(),
        check::<ReplayError>(),
        check::<Review>(),
        check::<Session>(),
        check::<Standing>(),
        check::<State>(),
        check::<StateKind>(),
        check::<States>(),
        check::<Step>(),
        check::<Task>(),
        check::<Tier>(),
        check::<TierFigures>(),
        check::<TierPolicy>(),
        check::<TierPolicyError>(),
        check::<Topic>(),
        check::<Way>(),
        check::<WayStep>(),
        check::<Difference>(),
        check::<Due>(),
        check::<DueKind>(),
        check::<Explanation>(),
        check::<FactKind>(),
        check::<Ground>(),
        check::<GroundKind>(),
        check::<Parting>(),
        check::<Rehearsal>(),
        check::<Stand>(),
        check::<TextGroup>(),
        check::<TimelineRow>(),
        check::<WhatIf>(),
        check::<Window>(),
    ];
    assert!(sizes.iter().all(|size| *size > 0));
}

#[test]
fn every_state_shows_itself() {
    for state in StateKind::ALL {
        let way = HistoryStep::way_to(*state);
        let history = History::of(way.iter().copied(), &TierPolicy::default());
        let name = format!("{:?}", history.account().state());
        assert!(!name.is_empty());
        assert!(format!("{:?}", history.account()).contains(&name), "{name}");
    }
}
