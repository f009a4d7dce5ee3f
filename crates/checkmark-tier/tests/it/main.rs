//! The tests of the crate, one binary.

#[cfg(feature = "proptest")]
mod actors;
mod attacks;
mod diagram;
mod entitlement;
mod explore;
#[cfg(feature = "proptest")]
mod history;
#[cfg(feature = "proptest")]
mod replay;
mod rules;
mod ways;
mod world;
