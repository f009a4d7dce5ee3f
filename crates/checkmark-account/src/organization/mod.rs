//! Organizations and their administration: a decider of its own.
//!
//! An [`Organization`] is a company profile (ORG-1): who belongs to it, at which domains, who
//! administers it. It alone decides invitations, promotion, demotion and removal; accounts hear its
//! facts through the host. It knows no tier: what a membership is worth is decided elsewhere.
//!
//! - [`Organization::decide`] is pure and holds all policy: a command in, events and effects out,
//!   or a [`Refusal`] that changes nothing (LAW-1).
//! - [`Organization::evolve`] knows no policy: the events of a record fold to the same profile for
//!   good (LAW-5).
//! - [`Organization::next_wakeup`] is the one instant at which the host has to call again.
//!
//! ```
//! use checkmark_account::organization::{
//!     Command, Context, Organization, OrganizationPolicy,
//! };
//! use checkmark_account::{Actor, OrganizationKind, ProfileType};
//! use time::UtcDateTime;
//!
//! let policy = OrganizationPolicy::default();
//! let context = Context::new(Actor::Support, UtcDateTime::UNIX_EPOCH, &policy);
//! let organization = Organization::new("acme".parse()?);
//! let decision = organization.decide(
//!     &Command::CreateProfile {
//!         kind: OrganizationKind::Company,
//!         profile_type: ProfileType::Open,
//!     },
//!     &context,
//! )?;
//! let organization = organization.fold(&decision)?;
//! assert_eq!(organization.version(), 1);
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```

mod command;
mod decide;
mod decision;
mod domain;
mod event;
mod evolve;
mod invitation;
mod member;
mod policy;
mod profile;
mod refusal;
mod site;
#[cfg(feature = "proptest")]
mod strategy;

pub use command::{Command, Context};
pub use decision::{Decision, Effect, EffectKey, Fact, Mailbox};
pub use domain::{
    AssociatedDomain, DomainNo, DomainProof, DomainStanding, Intake, UnknownDomainProof,
    UnknownDomainStanding, UnknownIntake,
};
pub use event::{
    Event, JoinedBy, ParticipationEnd, Revocation, UnknownJoinedBy, UnknownParticipationEnd,
    UnknownRevocation,
};
pub use evolve::{ReplayError, ReplayErrorKind};
pub use invitation::Invitation;
pub use member::{Administration, Member};
pub use policy::{OrganizationPolicy, OrganizationPolicyError};
pub use profile::Organization;
pub use refusal::{Refusal, Remedy};
pub use site::{Site, SiteVisibility, UnknownSiteVisibility};
#[cfg(feature = "proptest")]
pub use strategy::commands;
