//! What happened to an account, a row an event.

use core::fmt;

use checkmark_account::{AccountId, Language, OrganizationId, RequestId, Rule};
use time::UtcDateTime;

use super::fact::FactKind;
use super::words::{Instant, pick};
use crate::event::{Event, Fact};
use crate::state::Reasons;

/// What happened to an account, in order, without anything personal: each row with its instant, the
/// rule that it rests on, and words.
///
/// ```
/// # #[cfg(feature = "proptest")]
/// # {
/// use checkmark_account::Language;
/// use checkmark_tier::strategy::{History, HistoryStep};
/// use checkmark_tier::{TierPolicy, TimelineRow, TimelineText, timeline};
///
/// let history = History::of([HistoryStep::SignUp], &TierPolicy::default());
/// let rows: Vec<TimelineRow> = timeline(history.events()).collect();
/// assert_eq!(rows[0].kind().as_str(), "signed_up");
/// let text: TimelineText = rows[0].text(Language::Swedish);
/// assert_eq!(text.to_string(), "Kontot skapades. Till 2026-11-24 08:00 UTC.");
/// # }
/// ```
pub fn timeline<'a, I>(events: I) -> impl Iterator<Item = TimelineRow> + use<'a, I>
where
    I: IntoIterator<Item = &'a Event>,
{
    events.into_iter().map(TimelineRow::of)
}

/// A row of a timeline: one event, as one may show it.
///
/// ```
/// # #[cfg(feature = "proptest")]
/// # {
/// use checkmark_account::Language;
/// use checkmark_tier::strategy::{History, HistoryStep};
/// use checkmark_tier::{TierPolicy, TimelineRow, TimelineText};
///
/// let history = History::of([HistoryStep::SignUp], &TierPolicy::default());
/// let event = history.events().next().expect("somebody signed up");
/// let row = TimelineRow::of(event);
/// assert_eq!((row.version(), row.at()), (event.version(), event.at()));
/// let text: TimelineText = row.text(Language::English);
/// assert!(text.to_string().ends_with("2026-11-24 08:00 UTC."), "{text}");
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TimelineRow {
    account: AccountId,
    version: u64,
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    at: UtcDateTime,
    kind: FactKind,
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    rule: Rule,
    because: Reasons,
    organization: Option<OrganizationId>,
    request: Option<RequestId>,
    #[cfg_attr(
        feature = "serde",
        serde(with = "checkmark_account::wire::optional_instant")
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<alloc::string::String>"))]
    until: Option<UtcDateTime>,
}

impl TimelineRow {
    /// The row of an event.
    #[must_use]
    pub fn of(event: &Event) -> Self {
        let fact = event.fact();
        let kind = fact.kind();
        Self {
            account: event.account(),
            version: event.version(),
            at: event.at(),
            kind,
            rule: kind.rule(),
            because: because(fact),
            organization: organization(fact),
            request: request(fact),
            until: until(fact),
        }
    }

    /// Whose it is.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// The version that it led to.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// When it happened.
    #[must_use]
    pub const fn at(&self) -> UtcDateTime {
        self.at
    }

    /// What happened, by its stable id.
    #[must_use]
    pub const fn kind(&self) -> FactKind {
        self.kind
    }

    /// The rule that it rests on.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        self.rule
    }

    /// Why, where it limits access: every reason (LAW-8).
    #[must_use]
    pub const fn because(&self) -> Reasons {
        self.because
    }

    /// The organization that it is about.
    #[must_use]
    pub const fn organization(&self) -> Option<OrganizationId> {
        self.organization
    }

    /// The request that it is about.
    #[must_use]
    pub const fn request(&self) -> Option<RequestId> {
        self.request
    }

    /// Until when it holds, where it lapses.
    #[must_use]
    pub const fn until(&self) -> Option<UtcDateTime> {
        self.until
    }

    /// The row in words.
    #[must_use]
    pub const fn text(&self, language: Language) -> TimelineText {
        TimelineText {
            row: *self,
            language,
        }
    }
}

/// A [`TimelineRow`] in words: a sentence or a few.
#[derive(Clone, Copy, Debug)]
pub struct TimelineText {
    row: TimelineRow,
    language: Language,
}

impl fmt::Display for TimelineText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { row, language } = self;
        f.write_str(row.kind.text(*language))?;
        for reason in row.because.iter() {
            write!(f, " {}", reason.text(*language))?;
        }
        if let Some(organization) = row.organization {
            let word = pick(*language, "Organization", "Organisation");
            write!(f, " {word} {organization}.")?;
        }
        if let Some(request) = row.request {
            let word = pick(*language, "Request", "Ärende");
            write!(f, " {word} {request}.")?;
        }
        if let Some(until) = row.until {
            let word = pick(*language, "Until", "Till");
            write!(f, " {word} {}.", Instant(until))?;
        }
        Ok(())
    }
}

fn because(fact: &Fact) -> Reasons {
    match fact {
        Fact::AccessLimited { because } => *because,
        Fact::RelationEnded { reason, .. } => Reasons::NONE.with(*reason),
        _ => Reasons::NONE,
    }
}

fn organization(fact: &Fact) -> Option<OrganizationId> {
    match fact {
        Fact::AccessGranted { grant, .. } => Some(grant.organization()),
        Fact::Invited { organization, .. }
        | Fact::RoleGranted { organization, .. }
        | Fact::RoleWithdrawn { organization }
        | Fact::RelationEnded { organization, .. } => Some(*organization),
        _ => None,
    }
}

fn request(fact: &Fact) -> Option<RequestId> {
    match fact {
        Fact::RequestOpened { request, .. } => Some(*request),
        Fact::RequestClosed { request } | Fact::RequestWithdrawn { request } => *request,
        _ => None,
    }
}

fn until(fact: &Fact) -> Option<UtcDateTime> {
    let lapses = match fact {
        Fact::SignedUp { lapses, .. }
        | Fact::RegistrationStarted { lapses, .. }
        | Fact::AddressChangeAsked { lapses, .. }
        | Fact::Invited { lapses, .. } => Some(lapses),
        Fact::RouteChosen { lapses, .. } | Fact::Reinstated { lapses } => lapses.as_ref(),
        Fact::EvidenceAwaited { until, .. } => Some(until),
        _ => None,
    };
    lapses.map(crate::event::Deadline::at)
}
