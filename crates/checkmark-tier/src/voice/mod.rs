//! What a person or an operator may ask of an account: why it stands where it does, what a command
//! would do, what another policy would have made of its record, and what happened when.

mod catalogue;
mod explain;
mod rehearse;
mod timeline;
mod what_if;
mod words;

pub use catalogue::{TextGroup, UnknownTextGroup, catalogue};
pub use explain::{
    Due, DueKind, Explanation, ExplanationText, Ground, GroundKind, UnknownDueKind,
    UnknownGroundKind, explain,
};
pub use rehearse::{Difference, Parting, Rehearsal, Stand};
pub use timeline::{FactKind, TimelineRow, TimelineText, UnknownFactKind, timeline};
pub use what_if::{WhatIf, what_if};
pub(crate) use words::Instant;
