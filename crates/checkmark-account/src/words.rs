//! One name table per enum: it feeds the screen, the wire and the schema.

pub(crate) use checkmark_domain::{__kinds as kinds, __words as words};
