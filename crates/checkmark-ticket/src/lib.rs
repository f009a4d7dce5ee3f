#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

mod acknowledgement;
mod command;
mod context;
mod decide;
mod decision;
mod effect;
mod event;
mod evolve;
mod form;
mod labels;
mod merge;
mod number;
mod outcome;
mod personal;
mod policy;
mod question;
mod recompute;
mod refusal;
mod request;
#[cfg(feature = "schema")]
mod schema;
mod sla;
mod state;
#[cfg(feature = "proptest")]
pub mod strategy;
mod table;
mod timeline;
mod topic;
mod words;

pub use acknowledgement::{Acknowledgement, Link, LinkPurpose};
pub use command::{Command, CommandKind, EndedDuplicate, OpenRequest, Verdicts};
pub use context::{Applicant, Context};
pub use decide::{can, decide, offered};
pub use decision::Decision;
pub use effect::{Action, AlertKind, DeskNews, Effect, EffectKey, Notice};
pub use event::{Direction, Event, Fact, FactKind, MoveCause};
pub use evolve::{ReplayError, ReplayErrorKind, evolve, replay};
pub use form::{
    Draft, Fault, FaultKind, Faults, Field, Fields, Form, FreeText, Line, Need, Nominee,
    NomineeDraft, SiteAddress, TextError, TextErrorKind,
};
pub use number::{CheckDigit, NumberError, NumberErrorKind, NumberFormat, RequestNumber};
pub use outcome::{Basis, CloseReason, DeclineReason, Outcome, WithdrawReason};
pub use personal::{Audience, Content, SideRecord};
pub use policy::{Policy, PolicyError, PolicyErrorKind, ReopenedClocks};
pub use question::{Question, QuestionNo};
pub use recompute::{Move, Moves, Recomputation};
pub use refusal::{Condition, Refusal, RefusalCode, Remedy};
pub use request::{Request, Submission, Wakeup, WakeupReason};
pub use sla::{
    ClockName, ClockStatus, Clocks, Hold, Schedule, ServiceClock, ServiceLevel, Verdict,
    WhileWaiting,
};
pub use state::{State, StateKind};
pub use table::{Entry, Way, WayStep};
pub use timeline::{ClockLine, DueChange, Moment, Timeline, TimelineError};
pub use topic::{ContactMethod, Intent, Topic};
pub use words::UnknownWord;
