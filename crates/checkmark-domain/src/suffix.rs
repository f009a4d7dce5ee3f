//! Public suffixes: below which names does anybody register?
//!
//! A company's domain stands below a public suffix; a name that is one belongs to nobody. The
//! rules are those of the Public Suffix List, both sections, with the tenants' suffixes of big
//! mail hosts added (`onmicrosoft.com`). The built-in table is compiled from the list, holds every
//! label whole, and is under the list's own licence, MPL-2.0.
//!
//! ```
//! use checkmark_domain::suffix::{self, Section};
//!
//! let name = "mail.example.co.uk".parse()?;
//! let suffix = suffix::of(&name);
//! assert_eq!(suffix.as_str(), "co.uk");
//! assert_eq!(suffix.registrable(), Some("example.co.uk"));
//! assert_eq!(suffix.section(), Section::Icann);
//!
//! let name = "onmicrosoft.com".parse()?;
//! assert!(suffix::of(&name).is_public_suffix());
//! # Ok::<(), checkmark_domain::ParseDomainError>(())
//! ```

mod compile;
mod label;
mod reserved;
mod rules;

pub use compile::{CompileRulesError, CompileRulesErrorKind, compile};
pub use reserved::reserved;
pub use rules::SuffixRules;

use crate::DomainName;
use crate::words::words;

/// The public suffix of a name by the built-in rules: [`SuffixRules::of`] of
/// [`SuffixRules::BUILT_IN`].
#[must_use]
pub fn of(name: &DomainName) -> Suffix<'_> {
    SuffixRules::BUILT_IN.of(name)
}

/// The public suffix of a name, and what was registered below it.
///
/// ```
/// use checkmark_domain::suffix::{self, Sector, Suffix};
///
/// let name = "mail.cs.ox.ac.uk".parse()?;
/// let suffix: Suffix<'_> = suffix::of(&name);
/// assert_eq!((suffix.as_str(), suffix.registrable()), ("ac.uk", Some("ox.ac.uk")));
/// assert_eq!(suffix.sector(), Some(Sector::Education));
/// # Ok::<(), checkmark_domain::ParseDomainError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Suffix<'n> {
    name: &'n DomainName,
    at: u8,
    /// Where the name that was registered starts.
    below: u8,
    section: Section,
    sector: Option<Sector>,
}

impl<'n> Suffix<'n> {
    /// The suffix: the name itself, or its last labels.
    #[must_use]
    pub fn as_str(&self) -> &'n str {
        self.from(self.at.into())
    }

    /// Whether the name is a public suffix itself, so that nothing was registered.
    ///
    /// A top level that no rule names is one too.
    #[must_use]
    pub const fn is_public_suffix(&self) -> bool {
        self.at == 0
    }

    /// The name that was registered: the suffix and one label more; `None` for a public suffix.
    #[must_use]
    pub fn registrable(&self) -> Option<&'n str> {
        self.registrable_at().map(|at| self.from(at))
    }

    /// Who made the rule.
    #[must_use]
    pub const fn section(&self) -> Section {
        self.section
    }

    /// Whom the suffix is kept for, as `ac.uk` is for universities.
    #[must_use]
    pub const fn sector(&self) -> Option<Sector> {
        self.sector
    }

    pub(crate) fn registrable_at(&self) -> Option<usize> {
        (self.at != 0).then_some(self.below.into())
    }

    fn from(&self, at: usize) -> &'n str {
        self.name.text_from(at)
    }
}

words! {
    /// Who made the rule about a public suffix.
    ///
    /// Open: a host may know other makers of rules.
    #[non_exhaustive]
    Section, UnknownSection, "unknown section of suffixes" in "suffix";
    /// The registries: the first part of the Public Suffix List.
    Icann "icann",
    /// Owners of domains who let others have names below: the second part of the list.
    Private "private",
    /// A mail host whose tenants each have a name below, by a list kept here by hand.
    Tenant "tenant",
    /// Nobody: no rule names the top level, which is then taken for the suffix.
    Unlisted "unlisted",
}

words! {
    /// Whom a registry keeps a suffix for.
    ///
    /// Open: registries keep suffixes for others too.
    #[non_exhaustive]
    Sector, UnknownSector, "unknown sector of suffixes" in "suffix";
    /// Universities and schools.
    Education "education",
    /// Authorities and the military.
    Government "government",
}
