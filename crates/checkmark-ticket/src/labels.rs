//! What things are called in the texts for people.

use checkmark_account::Language;

use crate::event::{FactKind, MoveCause};
use crate::sla::{ClockName, ClockStatus};
use crate::words::in_language;

pub(crate) const fn fact(fact: FactKind, language: Language) -> &'static str {
    let (english, swedish) = match fact {
        FactKind::TimeClamped => ("clock ran back, clamped", "klockan gick bakåt, låst"),
        FactKind::DraftSaved => ("draft saved", "utkast sparat"),
        FactKind::Submitted => ("submitted", "inskickat"),
        FactKind::ClockStarted => ("clock started", "klockan startad"),
        FactKind::ClockPaused => ("clock paused", "klockan pausad"),
        FactKind::ClockResumed => ("clock runs again", "klockan går igen"),
        FactKind::DueMoved => ("due instant moved", "förfallotiden flyttad"),
        FactKind::Rejudged => ("judged again", "bedömd på nytt"),
        FactKind::ClockAtRisk => ("at risk", "i riskzonen"),
        FactKind::ClockMissed => ("missed", "missad"),
        FactKind::ClockStopped => ("clock stopped", "klockan stoppad"),
        FactKind::ClockVoided => ("clock void", "klockan ogiltig"),
        FactKind::ClockMerged => ("clocks merged", "klockorna sammanslagna"),
        FactKind::Contacted => ("contact by a representative", "kontakt av en representant"),
        FactKind::ValidationBegun => ("validation begun", "validering påbörjad"),
        FactKind::QuestionAsked => ("question asked", "fråga ställd"),
        FactKind::QuestionAnswered => ("question answered", "fråga besvarad"),
        FactKind::QuestionDropped => ("question dropped", "fråga tillbakadragen"),
        FactKind::InformationAdded => ("information added", "information tillagd"),
        FactKind::Noted => ("noted", "antecknat"),
        FactKind::AutomaticMessage => ("automatic message", "automatiskt meddelande"),
        FactKind::BasisMoved => ("account changed", "kontot ändrat"),
        FactKind::Resolved => ("resolved", "löst"),
        FactKind::Closed => ("closed", "stängt"),
        FactKind::Withdrawn => ("withdrawn", "återkallat"),
        FactKind::MarkedDuplicate => (
            "duplicate of another request",
            "dubblett av ett annat ärende",
        ),
        FactKind::DuplicateAbsorbed => ("duplicate merged into it", "dubblett sammanslagen"),
        FactKind::Reopened => ("reopened", "öppnat igen"),
    };
    in_language(language, english, swedish)
}

impl ClockName {
    /// What people call what the clock is for.
    ///
    /// ```
    /// use checkmark_account::Language;
    /// use checkmark_ticket::ClockName;
    ///
    /// assert_eq!(ClockName::Contact.label(Language::English), "first contact");
    /// assert_eq!(ClockName::Contact.label(Language::Swedish), "första kontakt");
    /// ```
    #[must_use]
    pub const fn label(self, language: Language) -> &'static str {
        let (english, swedish) = match self {
            Self::Contact => ("first contact", "första kontakt"),
            Self::Validation => ("validation", "validering"),
            Self::Profile => ("company profile", "företagsprofil"),
        };
        in_language(language, english, swedish)
    }
}

pub(crate) const fn status(status: ClockStatus, language: Language) -> &'static str {
    let (english, swedish) = match status {
        ClockStatus::Running => ("running", "går"),
        ClockStatus::Paused => ("paused", "pausad"),
        ClockStatus::Met => ("met", "hållen"),
        ClockStatus::Missed => ("missed", "missad"),
        ClockStatus::Void => ("void", "ogiltig"),
    };
    in_language(language, english, swedish)
}

pub(crate) const fn cause(cause: &MoveCause, language: Language) -> &'static str {
    let (english, swedish) = match cause {
        MoveCause::Waited => ("a question waited", "en fråga väntade"),
        MoveCause::Reopened => ("reopened", "öppnat igen"),
        MoveCause::Merged => ("a duplicate was merged", "en dubblett slogs samman"),
        MoveCause::Policy => ("the promise changed", "åtagandet ändrades"),
        MoveCause::Calendar { .. } => ("the calendar changed", "kalendern ändrades"),
    };
    in_language(language, english, swedish)
}
