//! Pictures: pure functions from values to SVG text, the same bytes for the same values.
//!
//! They live here and not in the domain crates, which know nothing of paper. Nothing is drawn that
//! the value does not say, and no picture tells by color alone.

mod request;
mod svg;
mod timeline;

pub use request::RequestTimeline;
pub use timeline::Timeline;
