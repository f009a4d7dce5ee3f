//! The table of the ways: classes of accounts, what each takes by the visit that it needs, and where
//! that leads. A test compares it with what the exploration finds.

use super::Visit::{Any as A, Password as P, SignedIn as I, SignedInWithPassword as J};
use super::Visit::{SignedOut as O, SignedOutWithPassword as Q};
use super::{Listed, all, class};
use crate::state::StateKind;

pub(crate) static CLASSES: &[Listed] = include!("classes.in");
