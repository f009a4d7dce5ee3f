#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

mod carrier;
pub mod class;
mod classify;
pub mod evidence;
pub mod lists;
mod lookalike;
mod mail_host;
mod mx;
pub mod name;
mod overlay;
mod policy;
pub mod provider;
mod rule;
#[cfg(feature = "proptest")]
pub mod strategy;
mod subject;
pub mod suffix;
mod suffix_hash;
mod symbols;
mod tables;
mod verdict;
mod words;

#[doc(hidden)]
pub use name::__is_invisible;
#[cfg(feature = "serde")]
#[doc(hidden)]
pub use words::__read_text;

pub use class::{Assurance, Class, Owner, UnknownAssurance, UnknownClass, UnknownOwner};
pub use classify::{Change, Classifier, RecheckError, classify};
pub use evidence::{
    AddressRecord, Answer, Claim, DkimTarget, Evidence, Issuer, Mx, MxRecord, UnknownIssuer,
};
pub use lists::role as is_role_mailbox;
pub use lookalike::Hint;
pub use mail_host::MailHost;
pub use mx::{MxPattern, MxRole};
pub use name::{DomainName, ParseDomainError, ParseDomainErrorKind};
pub use overlay::{Label, Overlay, OverlayError, OverlayErrorKind, UnknownLabel};
pub use policy::{Elimination, Policy, UnknownElimination};
pub use provider::{ParseProviderError, ParseProviderErrorKind, Provider};
pub use rule::{Rule, UnknownRule};
pub use subject::{AddressLiteral, NotAnAddressLiteral, Subject};
pub use verdict::{Judgment, Question, QuestionName, Reason, UnknownQuestion, Verdict};
