#![doc = include_str!("../README.md")]
#![no_std]

extern crate alloc;

pub mod id;

mod actor;
mod language;
mod rule;
mod standing;

pub use actor::{Actor, UnknownActor};
pub use id::{
    AccountId, CommandId, CustomerNumber, InvitationId, KeyId, OrganizationId, ParseIdError,
    ParseIdErrorKind, RequestId,
};
pub use language::{Language, UnknownLanguage};
pub use rule::{Rule, UnknownRule};
pub use standing::{AddressNo, Relation, Standing, UnknownRelation};
