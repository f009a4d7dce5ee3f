//! The one test binary of the crate.

mod api;
mod attacks;
mod complaints;
mod desk;
#[cfg(feature = "proptest")]
mod drawn;
mod edges;
mod effects;
mod explore;
mod fold;
mod form;
#[cfg(feature = "proptest")]
mod laws;
mod model;
mod moves;
mod text;
#[cfg(feature = "serde")]
mod wire;
