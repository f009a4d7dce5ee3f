//! What an explanation is made of: grounds, and what is due.

use checkmark_account::organization::JoinedBy;
use checkmark_account::{Language, OrganizationId, RequestId, Rule};
use checkmark_domain::Judgment;
use time::UtcDateTime;

use super::words::{pick, spoken};
use crate::state::{EvidenceKind, Reason};
use crate::words::words;

/// A ground for the tier of an account: a stable id, the rule, and what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ground {
    pub(super) kind: GroundKind,
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    pub(super) rule: Rule,
    #[cfg_attr(
        feature = "serde",
        serde(
            skip_serializing_if = "Option::is_none",
            with = "checkmark_account::wire::optional_instant"
        )
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<alloc::string::String>"))]
    pub(super) since: Option<UtcDateTime>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(super) because: Option<Reason>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(super) verdict: Option<Judgment>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(super) needs: Option<EvidenceKind>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(super) organization: Option<OrganizationId>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(super) by: Option<JoinedBy>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(super) request: Option<RequestId>,
}

impl Ground {
    pub(super) const fn new(kind: GroundKind) -> Self {
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

spoken! {
    /// A ground for the tier of an account, by its stable id.
    ///
    /// Open: more may come to matter.
    #[non_exhaustive]
    GroundKind, UnknownGroundKind, "unknown ground";
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
    pub(super) kind: DueKind,
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    pub(super) at: UtcDateTime,
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
