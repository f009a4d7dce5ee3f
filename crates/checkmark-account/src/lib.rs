#![doc = include_str!("../README.md")]
#![no_std]

extern crate alloc;

pub mod code;
pub mod email;
pub mod id;
#[cfg(feature = "serde")]
pub mod wire;

mod actor;
mod characters;
mod language;
mod rule;
mod standing;
mod words;

pub use actor::{Actor, UnknownActor};
pub use email::{EmailAddress, ParseEmailError, ParseEmailErrorKind, ThrottleKey};
pub use id::{
    AccountId, CommandId, CustomerNumber, InvitationId, KeyId, OrganizationId, ParseIdError,
    ParseIdErrorKind, RequestId,
};
pub use language::{Language, UnknownLanguage};
pub use rule::{Rule, UnknownRule};
pub use standing::{AddressNo, Relation, Standing, UnknownRelation};
