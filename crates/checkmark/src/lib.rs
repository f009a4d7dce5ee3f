#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

pub mod enrollment;

#[cfg(feature = "picture")]
pub mod picture;
pub mod record;

pub use checkmark_account as account;
pub use checkmark_calendar as calendar;
pub use checkmark_domain as domain;
pub use checkmark_ticket as ticket;
pub use checkmark_tier as tier;
