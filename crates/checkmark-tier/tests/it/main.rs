//! The tests of the crate, one binary.

#[cfg(feature = "proptest")]
mod actors;
#[cfg(feature = "proptest")]
mod allocations;
#[cfg(feature = "proptest")]
mod api;
mod attacks;
mod change;
mod clock;
mod codes;
mod diagram;
#[cfg(feature = "proptest")]
mod drawn;
mod entitlement;
mod evidence;
mod explore;
#[cfg(feature = "proptest")]
mod fold;
mod found;
mod given;
mod grants;
#[cfg(feature = "proptest")]
mod history;
mod holder;
#[cfg(feature = "proptest")]
mod model;
#[cfg(feature = "proptest")]
mod recent;
#[cfg(feature = "proptest")]
mod replay;
mod rules;
#[cfg(feature = "proptest")]
mod text;
mod view;
#[cfg(feature = "proptest")]
mod voice;
#[cfg(feature = "proptest")]
mod way;
mod ways;
#[cfg(all(feature = "proptest", feature = "serde"))]
mod wire;
mod world;
