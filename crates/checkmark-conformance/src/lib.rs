#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

mod book;
mod broken;
mod corpus;
mod driver;
mod fault;
mod flaky;
mod kit;
mod memory;
mod operation;
mod shrink;
mod store;
pub mod strategy;

pub use broken::{Broken, Flaw};
pub use corpus::{Corpus, CorpusRow, VERSION as CORPUS_VERSION};
pub use fault::{Failure, Fault};
pub use flaky::{Flaky, Outage};
pub use kit::{Kit, Passed};
pub use memory::Memory;
pub use operation::{Operation, UnknownOperation};
pub use store::{AppendError, Commit, Store};
