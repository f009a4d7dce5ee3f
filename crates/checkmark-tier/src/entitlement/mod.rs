//! What somebody may do, by one table (TIER-4 to TIER-6).
//!
//! There is no order of tiers: ask for the entitlement. The answer is a [`Permit`], which dies with
//! the standing it was given for, or a [`Denial`], which says all that is missing and what would
//! supply it.
//!
//! ```
//! use checkmark_account::{CompanyRole, Relation, Standing};
//! use checkmark_tier::entitlement::{Entitlement, Holder, Link, Requirement};
//! use checkmark_tier::{Place, Session, Tier};
//! use time::{SignedDuration, UtcDateTime};
//!
//! let acme = "acme".parse()?;
//! let links = [Link::new(acme, Relation::Customer, CompanyRole::BusinessUser)];
//! let session = Session::at(Place::Support);
//! let holder = Holder::new("a1".parse()?, Standing::new(4), Some(Tier::Enterprise), session)
//!     .with_links(&links);
//! let now = UtcDateTime::UNIX_EPOCH;
//! let permit = holder.check(Entitlement::CreateRequest, acme, SignedDuration::minutes(5), now)?;
//! assert!(permit.holds(Standing::new(4), now));
//! assert!(!permit.holds(Standing::new(5), now), "a downgrade came between");
//!
//! let denial = holder
//!     .check(Entitlement::ManageCompany, acme, SignedDuration::minutes(5), now)
//!     .unwrap_err();
//! assert!(denial.missing().eq([Requirement::Administrator]));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```

mod account;
mod audience;
mod holder;
mod permit;
mod table;

pub use audience::{Audience, AudienceMember, UnknownAudienceMember};
pub use holder::{Holder, Link};
pub use permit::{Denial, Permit};
pub use table::{Entitlement, Requirement, UnknownEntitlement, UnknownRequirement};
