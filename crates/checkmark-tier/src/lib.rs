#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

pub mod entitlement;

mod account;
mod command;
mod context;
mod decide;
mod decision;
mod effect;
mod envelope;
mod event;
mod evidence;
mod evolve;
mod folder;
mod form;
mod next_step;
mod policy;
mod recent;
mod refusal;
mod relation;
mod state;
#[cfg(feature = "proptest")]
pub mod strategy;
mod table;
mod tier;
mod verify;
mod visit;
mod voice;
mod words;

pub use account::{Account, PendingChange, Registration};
pub use command::{
    Actors, Administrators, Command, CommandKind, NumberReason, RecordedCommand, Topic,
    UnknownAdministrators, UnknownCommandKind, UnknownNumberReason, UnknownTopic,
};
pub use context::{AddressUse, Context, UnknownAddressUse};
pub use decision::{Decision, Personal, PersonalKind, UnknownPersonalKind};
pub use effect::{Effect, EffectKey, Notice, Task, UnknownNotice};
pub use envelope::Envelope;
pub use event::{Deadline, Event, Fact};
pub use evidence::{FoundProfile, Judged, Mailbox, UnknownMailbox};
pub use evolve::{ReplayError, ReplayErrorKind};
pub use folder::{FoldError, FoldErrorKind, Folder};
pub use form::{Apart, Form, Given, Recorded};
pub use next_step::{Arguments, NextStep, NextStepText, Step, UnknownStep, next_step};
pub use policy::{TierFigures, TierPolicy, TierPolicyError, TierPolicyErrorKind};
pub use refusal::{
    Deed, NoWayOut, Refusal, RefusalCode, RefusalCodes, RefusalText, Remedy, UnknownNoWayOut,
    UnknownRefusalCode, UnknownRemedy, Way, WayStep,
};
pub use relation::{Confirmation, Grant, Membership, PendingInvitation};
pub use state::{
    Business, Door, EvidenceKind, ProfileReason, ProfileReasons, Proof, Reason, Reasons, Referral,
    RepairStep, Review, Route, State, StateKind, UnknownBusiness, UnknownDoor, UnknownEvidenceKind,
    UnknownProfileReason, UnknownProof, UnknownReason, UnknownReferral, UnknownRepairStep,
    UnknownRoute, UnknownStateKind, Window,
};
pub use table::{Cell, States, transition};
pub use tier::{CheckMark, Tier, UnknownCheckMark, UnknownTier};
pub use verify::{
    Certificate, Counterexample, Law, UnknownLaw, chart_ways, verify, verify_machine,
};
pub use visit::{Place, Session, UnknownPlace};
pub use voice::{
    Difference, Due, DueKind, Explanation, ExplanationText, FactKind, Ground, GroundKind, Parting,
    Rehearsal, Stand, TextGroup, TimelineRow, TimelineText, UnknownDueKind, UnknownFactKind,
    UnknownGroundKind, UnknownTextGroup, WhatIf, catalogue, explain, timeline, what_if,
};
