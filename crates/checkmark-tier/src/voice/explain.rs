//! Why an account is in its tier.

use alloc::vec::Vec;
use core::fmt;

use checkmark_account::organization::JoinedBy;
use checkmark_account::{Language, OrganizationId, RequestId, Rule};
use checkmark_domain::Judgment;
use time::UtcDateTime;

use super::words::{Instant, pick};
use crate::account::Account;
use crate::next_step::{NextStep, next_step};
use crate::state::{EvidenceKind, Proof, Reason, State, StateKind};
use crate::tier::{CheckMark, Tier};
use crate::visit::{Place, Session};
use crate::words::words;

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

/// A ground for the tier of an account: a stable id, the rule, and what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ground {
    kind: GroundKind,
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    rule: Rule,
    #[cfg_attr(
        feature = "serde",
        serde(
            skip_serializing_if = "Option::is_none",
            with = "checkmark_account::wire::optional_instant"
        )
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<alloc::string::String>"))]
    since: Option<UtcDateTime>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    because: Option<Reason>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    verdict: Option<Judgment>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    needs: Option<EvidenceKind>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    organization: Option<OrganizationId>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    by: Option<JoinedBy>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    request: Option<RequestId>,
}

impl Ground {
    const fn new(kind: GroundKind) -> Self {
        Self {
            kind,
            rule: kind.rule(),
            since: None,
            because: None,
            verdict: None,
            needs: None,
            organization: None,
            by: None,
            request: None,
        }
    }

    /// Which ground.
    #[must_use]
    pub const fn kind(&self) -> GroundKind {
        self.kind
    }

    /// The rule that it rests on.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        self.rule
    }

    /// Since when it holds, or of when the evidence is.
    #[must_use]
    pub const fn since(&self) -> Option<UtcDateTime> {
        self.since
    }

    /// Why the account is not eligible by itself.
    #[must_use]
    pub const fn because(&self) -> Option<Reason> {
        self.because
    }

    /// The verdict on the domain: class, rule, and the data it was made with (DOM-4).
    #[must_use]
    pub const fn verdict(&self) -> Option<Judgment> {
        self.verdict
    }

    /// The evidence that is outstanding.
    #[must_use]
    pub const fn needs(&self) -> Option<EvidenceKind> {
        self.needs
    }

    /// The organization that it is about.
    #[must_use]
    pub const fn organization(&self) -> Option<OrganizationId> {
        self.organization
    }

    /// By whose word access was granted.
    #[must_use]
    pub const fn by(&self) -> Option<JoinedBy> {
        self.by
    }

    /// The request that is waited for.
    #[must_use]
    pub const fn request(&self) -> Option<RequestId> {
        self.request
    }
}

macro_rules! grounds {
    ($($(#[$doc:meta])* $variant:ident $code:literal $rule:ident $english:literal $swedish:literal,)*) => {
        words! {
            /// A ground for the tier of an account, by its stable id.
            ///
            /// Open: more may come to matter.
            #[non_exhaustive]
            GroundKind, UnknownGroundKind, "unknown ground";
            $($(#[$doc])* $variant $code,)*
        }

        impl GroundKind {
            /// The rule that it rests on; that of a reason is the reason's own.
            #[must_use]
            pub const fn rule(self) -> Rule {
                match self { $(Self::$variant => Rule::$rule,)* }
            }

            /// It in words, without what it is about.
            #[must_use]
            pub const fn text(self, language: Language) -> &'static str {
                match self { $(Self::$variant => pick(language, $english, $swedish),)* }
            }
        }
    };
}

grounds! {
    /// Nobody has signed up.
    Nobody "nobody" Acc2 "Nobody has signed up." "Ingen har registrerat sig.",
    /// The address is not proved.
    NotProved "not_proved" Code1 "The address is not proved." "Adressen är inte bekräftad.",
    /// The address is proved.
    Proved "proved" Tier1 "The address is proved." "Adressen är bekräftad.",
    /// The proof is too old to register a business with.
    ProofDue "proof_due" Reg1 "The address is to be proved again." "Adressen ska bekräftas på nytt.",
    /// Business registration was not started.
    NotRegistered "not_registered" Tier1 "Business registration was not started." "Företagsregistreringen har inte börjat.",
    /// The route is not chosen.
    RouteOutstanding "route_outstanding" Reg2 "The route is not chosen." "Vägen är inte vald.",
    /// The partner programme was asked, and has not answered.
    Referred "referred" Reg2 "The partner programme has not answered." "Partnerprogrammet har inte svarat.",
    /// The business details are outstanding.
    DetailsOutstanding "details_outstanding" Reg3 "The business details are outstanding." "Företagsuppgifterna saknas.",
    /// The domain was judged.
    Verdict "verdict" Dom4 "The domain of the address was judged." "Adressens domän är bedömd.",
    /// Evidence is outstanding.
    EvidenceOutstanding "evidence_outstanding" Dom3 "Nothing is decided until there is evidence." "Inget avgörs förrän det finns underlag.",
    /// An organization is to be chosen.
    ChoiceOutstanding "choice_outstanding" Reg4 "The organization is to be chosen." "Organisationen ska väljas.",
    /// A company profile is to be set up.
    ProfileOutstanding "profile_outstanding" Reg4 "There is no company profile yet." "Det finns ingen företagsprofil än.",
    /// Support sets the profile up.
    ProfileInReview "profile_in_review" Reg6 "The company profile is being set up." "Företagsprofilen håller på att skapas.",
    /// Not eligible by itself.
    Limited "limited" Tier2 "The account is not eligible by itself." "Kontot har inte rätt till åtkomst av sig självt.",
    /// The mark did not move.
    MarkStuck "mark_stuck" Fix1 "The mark did not move." "Markeringen flyttades inte.",
    /// Support has it.
    UnderReview "under_review" Tkt1 "Administrative support has the request." "Administrativ support har ärendet.",
    /// The confirmation is not handed over.
    Unconfirmed "unconfirmed" Reg5 "Access is granted, and its confirmation is on its way." "Åtkomsten är beviljad och bekräftelsen på väg.",
    /// A relation to an organization counts.
    Member "member" Tier3 "There is a relation to an organization." "Det finns en relation till en organisation.",
    /// Suspended.
    Suspended "suspended" Acc7 "Support suspended the account." "Supporten har stängt av kontot.",
    /// Deactivated.
    Deactivated "deactivated" Acc7 "The account is deactivated." "Kontot är inaktiverat.",
    /// Closed.
    Closed "closed" Acc7 "The account is closed." "Kontot är avslutat.",
    /// Erased.
    Erased "erased" Acc7 "What was personal is erased." "Personuppgifterna är raderade.",
}

/// Something that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Due {
    kind: DueKind,
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    at: UtcDateTime,
}

impl Due {
    /// What.
    #[must_use]
    pub const fn kind(&self) -> DueKind {
        self.kind
    }

    /// When.
    #[must_use]
    pub const fn at(&self) -> UtcDateTime {
        self.at
    }
}

macro_rules! dues {
    ($($(#[$doc:meta])* $variant:ident $code:literal $english:literal $swedish:literal,)*) => {
        words! {
            /// What is due, by its stable id.
            ///
            /// Open: more may come to be due.
            #[non_exhaustive]
            DueKind, UnknownDueKind, "unknown due date";
            $($(#[$doc])* $variant $code,)*
        }

        impl DueKind {
            /// It in words, before its instant.
            #[must_use]
            pub const fn text(self, language: Language) -> &'static str {
                match self { $(Self::$variant => pick(language, $english, $swedish),)* }
            }
        }
    };
}

dues! {
    /// What is outstanding lapses (REG-3), or is decided by support (DOM-3).
    Lapse "lapse" "What is outstanding lapses" "Det som saknas förfaller",
    /// The domain is judged again (DOM-4).
    Verdict "verdict" "The domain is judged again" "Domänen bedöms på nytt",
    /// The change of address lapses (ACC-6).
    AddressChange "address_change" "The change of address lapses" "Adressändringen förfaller",
    /// An invitation lapses (ORG-2).
    Invitation "invitation" "An invitation lapses" "En inbjudan förfaller",
    /// Support is to answer (SLA-2, SLA-3).
    Answer "answer" "Support answers at the latest" "Supporten svarar senast",
}

/// An [`Explanation`] in words.
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
                write!(f, " Organization {organization}.")?;
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
