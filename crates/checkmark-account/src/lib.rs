#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

pub mod code;
pub mod email;
pub mod id;
pub mod organization;
pub mod product;
#[cfg(feature = "serde")]
pub mod wire;

mod actor;
mod characters;
mod country;
mod language;
mod person;
mod phone;
mod role;
mod rule;
mod standing;
mod words;

#[cfg(feature = "proptest")]
#[doc(hidden)]
pub use checkmark_domain::__arbitrary;
#[doc(hidden)]
pub use checkmark_domain::__words;

pub use actor::{Actor, UnknownActor};
pub use country::{Country, UnknownCountry};
pub use email::{EmailAddress, ParseEmailError, ParseEmailErrorKind, ThrottleKey};
pub use id::{
    AccountId, CommandId, CustomerNumber, InvitationId, KeyId, OrganizationId, ParseIdError,
    ParseIdErrorKind, PolicyId, PreferenceId, PreferenceValue, ProductLineId, RequestId, SiteId,
};
pub use language::{Language, UnknownLanguage};
pub use person::{
    NewsletterChoice, PersonName, PersonNameError, PersonNameErrorKind, PersonNamePart,
    UnknownNewsletterChoice, UnknownPersonNamePart,
};
pub use phone::{ParsePhoneError, ParsePhoneErrorKind, PhoneNumber};
pub use role::{
    CompanyRole, OrganizationKind, ProfileType, UnknownCompanyRole, UnknownOrganizationKind,
    UnknownProfileType,
};
pub use rule::{Rule, UnknownRule};
pub use standing::{AddressNo, Relation, Standing, UnknownRelation};
