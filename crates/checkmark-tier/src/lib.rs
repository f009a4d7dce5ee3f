#![doc = include_str!("../README.md")]
#![no_std]

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
mod form;
mod policy;
mod recent;
mod refusal;
mod relation;
mod state;
mod table;
mod tier;
mod visit;
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
pub use form::{Apart, Form, Given, Recorded};
pub use policy::{TierFigures, TierPolicy, TierPolicyError, TierPolicyErrorKind};
pub use refusal::{Refusal, RefusalCode, RefusalCodes, Remedy, UnknownRefusalCode, UnknownRemedy};
pub use relation::{Confirmation, Grant, Membership, PendingInvitation};
pub use state::{
    Business, Door, EvidenceKind, ProfileReason, ProfileReasons, Reason, Reasons, Referral,
    RepairStep, Review, Route, State, StateKind, UnknownBusiness, UnknownDoor, UnknownEvidenceKind,
    UnknownProfileReason, UnknownReason, UnknownReferral, UnknownRepairStep, UnknownRoute,
    UnknownStateKind, Window,
};
pub use table::{Cell, States, transition};
pub use tier::{CheckMark, Tier, UnknownCheckMark, UnknownTier};
pub use visit::{Place, Session, UnknownPlace};
