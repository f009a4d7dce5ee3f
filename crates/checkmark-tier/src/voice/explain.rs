//! Why an account is in its tier.

use alloc::vec::Vec;
use core::fmt;

use checkmark_account::Language;
use time::UtcDateTime;

use super::ground::{Due, DueKind, Ground, GroundKind};
use super::words::{Instant, pick};
use crate::account::Account;
use crate::next_step::{NextStep, next_step};
use crate::state::{Proof, State, StateKind};
use crate::tier::{CheckMark, Tier};
use crate::visit::{Place, Session};

/// Why an account stands where it does: what made the tier, by which rule and evidence, what single
/// step would raise it, and what is due. [`timeline`](crate::timeline) says what led there.
///
/// ```
/// # #[cfg(feature = "proptest")]
/// # {
/// use checkmark_account::Language;
/// use checkmark_tier::strategy::{History, HistoryStep};
/// use checkmark_tier::{GroundKind, StateKind, Step, TierPolicy, explain};
///
/// let steps = HistoryStep::way_to(StateKind::Limited);
/// let history = History::of(steps.iter().copied(), &TierPolicy::default());
/// let explanation = explain(history.account(), history.now());
/// assert!(explanation.grounds().iter().any(|it| it.kind() == GroundKind::Limited));
/// assert_eq!(explanation.raised_by().map(|it| it.step()), Some(Step::RequestSupport));
/// let text = explanation.text(Language::English).to_string();
/// assert!(text.contains("(DOM-1)"), "{text}");
/// # }
/// ```
#[must_use]
pub fn explain(account: &Account, now: UtcDateTime) -> Explanation {
    let raised_by = match account.tier() {
        Some(Tier::Enterprise) => None,
        _ => next_step(account, &Session::at(Place::Support), now),
    };
    Explanation {
        state: account.state().kind(),
        tier: account.tier(),
        mark: account.mark(),
        grounds: grounds(account),
        raised_by,
        due: due(account),
    }
}

/// Why an account stands where it does.
///
/// ```
/// # #[cfg(feature = "proptest")]
/// # {
/// use checkmark_tier::strategy::{History, HistoryStep};
/// use checkmark_tier::{Explanation, StateKind, TierPolicy, explain};
///
/// let way = HistoryStep::way_to(StateKind::RouteDue);
/// let history = History::of(way.iter().copied(), &TierPolicy::default());
/// let explanation: Explanation = explain(history.account(), history.now());
/// assert!(explanation.due()[0].at() > history.now(), "unanswered, it lapses");
/// assert!(explanation.grounds().iter().all(|ground| ground.verdict().is_none()));
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Explanation {
    state: StateKind,
    tier: Option<Tier>,
    mark: CheckMark,
    grounds: Vec<Ground>,
    raised_by: Option<NextStep>,
    due: Vec<Due>,
}

impl Explanation {
    /// The state.
    #[must_use]
    pub const fn state(&self) -> StateKind {
        self.state
    }

    /// The tier, where there is one.
    #[must_use]
    pub const fn tier(&self) -> Option<Tier> {
        self.tier
    }

    /// What a signed-in visit at the support site shows.
    #[must_use]
    pub const fn mark(&self) -> CheckMark {
        self.mark
    }

    /// What made it so, and holds it there: every ground, in the order in which they came (LAW-8).
    #[must_use]
    pub fn grounds(&self) -> &[Ground] {
        &self.grounds
    }

    /// The single step that leads on to a higher tier, for somebody who is signed in at the support
    /// site; none in Enterprise, and where the account is gone.
    #[must_use]
    pub const fn raised_by(&self) -> Option<&NextStep> {
        self.raised_by.as_ref()
    }

    /// What is due, the earliest first.
    #[must_use]
    pub fn due(&self) -> &[Due] {
        &self.due
    }

    /// The explanation in words, a line a ground.
    #[must_use]
    pub const fn text(&self, language: Language) -> ExplanationText<'_> {
        ExplanationText {
            explanation: self,
            language,
        }
    }
}

/// An [`Explanation`] in words.
///
/// ```
/// # #[cfg(feature = "proptest")]
/// # {
/// use checkmark_account::Language;
/// use checkmark_tier::strategy::History;
/// use checkmark_tier::{ExplanationText, TierPolicy, explain};
///
/// let history = History::new(&TierPolicy::default());
/// let explanation = explain(history.account(), history.now());
/// let text: ExplanationText<'_> = explanation.text(Language::English);
/// assert!(!text.to_string().is_empty());
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ExplanationText<'a> {
    explanation: &'a Explanation,
    language: Language,
}

impl fmt::Display for ExplanationText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            explanation,
            language,
        } = *self;
        for (nth, ground) in explanation.grounds.iter().enumerate() {
            let line = if nth == 0 { "" } else { "\n" };
            let said = match ground.because {
                Some(reason) => reason.text(language),
                None => ground.kind.text(language),
            };
            write!(f, "{line}{said}")?;
            if let Some(verdict) = ground.verdict {
                write!(f, " {}: {}.", verdict.class(), verdict.rule())?;
            }
            if let Some(organization) = ground.organization {
                let word = pick(language, "Organization", "Organisation");
                write!(f, " {word} {organization}.")?;
            }
            if let Some(request) = ground.request {
                let word = pick(language, "Request", "Ärende");
                write!(f, " {word} {request}.")?;
            }
            if let Some(since) = ground.since {
                let word = pick(language, "Since", "Sedan");
                write!(f, " {word} {}.", Instant(since))?;
            }
            write!(f, " ({})", ground.rule)?;
        }
        for due in &explanation.due {
            let said = due.kind.text(language);
            write!(f, "\n{said}: {}.", Instant(due.at))?;
        }
        if let Some(next) = &explanation.raised_by {
            write!(f, "\n{}", next.text(language))?;
        }
        Ok(())
    }
}

fn grounds(account: &Account) -> Vec<Ground> {
    let mut grounds = Vec::new();
    let state = account.state();
    if let Some(proved_at) = account.proved_at() {
        let since = Some(proved_at);
        grounds.push(Ground {
            since,
            ..Ground::new(GroundKind::Proved)
        });
    }
    if account.registration().proof() == Proof::Due {
        grounds.push(Ground::new(GroundKind::ProofDue));
    }
    if let Some(judged) = account.judged() {
        grounds.push(Ground {
            since: Some(judged.at()),
            verdict: Some(judged.judgment()),
            ..Ground::new(GroundKind::Verdict)
        });
    }
    let held = Ground::new(held_by(&state));
    match state {
        State::Enterprise => grounds.extend(account.memberships().map(|membership| Ground {
            organization: Some(membership.grant().organization()),
            by: Some(membership.grant().by()),
            ..held
        })),
        State::Confirming => grounds.push(Ground {
            organization: account.confirmation().map(|due| due.grant().organization()),
            by: account.confirmation().map(|due| due.grant().by()),
            ..held
        }),
        State::EvidenceDue { needs } => grounds.push(Ground {
            needs: Some(needs),
            ..held
        }),
        State::ProfileInReview { review } | State::SupportReview { review, .. } => {
            grounds.push(Ground {
                request: review.request(),
                ..held
            });
        }
        _ => grounds.push(held),
    }
    grounds.extend(state.because().iter().map(|reason| Ground {
        rule: reason.rule(),
        because: Some(reason),
        ..Ground::new(GroundKind::Limited)
    }));
    if matches!(state, State::Limited { .. }) {
        // The reasons say it better.
        grounds.retain(|ground| *ground != held);
    }
    grounds
}

/// What holds an account in its state.
const fn held_by(state: &State) -> GroundKind {
    match state {
        State::Unregistered => GroundKind::Nobody,
        State::AwaitingCode => GroundKind::NotProved,
        State::Basic => GroundKind::NotRegistered,
        State::RouteDue => GroundKind::RouteOutstanding,
        State::Referred { .. } => GroundKind::Referred,
        State::DetailsDue => GroundKind::DetailsOutstanding,
        State::EvidenceDue { .. } => GroundKind::EvidenceOutstanding,
        State::OrganizationDue => GroundKind::ChoiceOutstanding,
        State::ProfileDue { .. } => GroundKind::ProfileOutstanding,
        State::ProfileInReview { .. } => GroundKind::ProfileInReview,
        State::Limited { .. } => GroundKind::Limited,
        State::StuckInBasic { .. } => GroundKind::MarkStuck,
        State::SupportReview { .. } => GroundKind::UnderReview,
        State::Confirming => GroundKind::Unconfirmed,
        State::Enterprise => GroundKind::Member,
        State::Suspended => GroundKind::Suspended,
        State::Deactivated => GroundKind::Deactivated,
        State::Closed => GroundKind::Closed,
        State::Erased => GroundKind::Erased,
    }
}

fn due(account: &Account) -> Vec<Due> {
    let of = |kind, at| Due { kind, at };
    let mut due: Vec<Due> = account
        .invitations()
        .map(|invitation| of(DueKind::Invitation, invitation.lapses().at()))
        .collect();
    due.extend(account.lapses.map(|it| of(DueKind::Lapse, it.at())));
    due.extend(account.judge_again.map(|it| of(DueKind::Verdict, it.at())));
    let change = account.pending_change();
    due.extend(change.map(|it| of(DueKind::AddressChange, it.lapses().at())));
    let window = account.state().review().and_then(|review| review.window());
    due.extend(window.map(|window| of(DueKind::Answer, window.latest())));
    due.sort_by_key(|due| due.at);
    due
}
