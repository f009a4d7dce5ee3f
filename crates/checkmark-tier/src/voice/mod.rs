//! What a person or an operator may ask of an account: why it stands where it does, what a command
//! would do, what another policy would have made of its record, and what happened when.

mod catalogue;
mod explain;
mod fact;
mod ground;
mod rehearse;
mod timeline;
mod what_if;
mod words;

pub use catalogue::{TextGroup, UnknownTextGroup, catalogue};
pub use explain::{Explanation, ExplanationText, explain};
pub use fact::{FactKind, UnknownFactKind};
pub use ground::{Due, DueKind, Ground, GroundKind, UnknownDueKind, UnknownGroundKind};
pub use rehearse::{Difference, Parting, Rehearsal, Stand};
pub use timeline::{TimelineRow, TimelineText, timeline};
pub use what_if::{WhatIf, what_if};
pub(crate) use words::Instant;
