//! Mail exchanges: whose they are.

mod exchange;
mod packed;
mod pattern;
mod table;

pub(crate) use exchange::Exchange;
pub use pattern::{MxPattern, MxRole};
