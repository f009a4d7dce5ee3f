//! What the journey answers, and how it looks.
//!
//! The example reads a script, a command a line, and gives an [`Answer`] to each: as a line of JSON
//! for programs, or through a [`View`] for people.

mod answer;
mod script;
mod told;
mod view;
mod world;

pub use answer::{Answer, Due, NextStep, Refusal, Step, WayOutStep};
pub use script::{Header, Line};
pub use view::{Ending, View};
pub use world::World;
