//! Every text by its stable id, for a host that adds a language.

use alloc::vec::Vec;

use checkmark_account::Language;

use super::fact::FactKind;
use super::ground::{DueKind, GroundKind};
use crate::next_step::Step;
use crate::refusal::{NoWayOut, RefusalCode, Remedy};
use crate::state::{Reason, RepairStep};
use crate::words::words;

words! {
    /// What a text is of: the first half of its id.
    ///
    /// Open: more may come to be said.
    #[non_exhaustive]
    TextGroup, UnknownTextGroup, "unknown group of texts";
    /// A next step ([`Step`]).
    Step "step",
    /// A step of the repair ([`RepairStep`]).
    Repair "repair",
    /// Why an account is limited ([`Reason`]).
    Reason "reason",
    /// A refusal ([`RefusalCode`]): a clause without a full stop.
    Refusal "refusal",
    /// What helps ([`Remedy`]).
    Remedy "remedy",
    /// Why there is no way out ([`NoWayOut`]).
    NoWayOut "no_way_out",
    /// What happened ([`FactKind`]).
    Fact "fact",
    /// A ground for a tier ([`GroundKind`]).
    Ground "ground",
    /// What is due ([`DueKind`]): a clause before its instant.
    Due "due",
}

/// Every text of the account machine in a language: group, id within it, text. A host writes its
/// own catalogue beside it, picks by the ids that every value carries, and falls back on these.
///
/// ```
/// use checkmark_account::Language;
/// use checkmark_tier::{TextGroup, catalogue};
///
/// let swedish = catalogue(Language::Swedish);
/// let text = swedish.iter().find(|(group, id, _)| (*group, *id) == (TextGroup::Step, "sign_up"));
/// assert_eq!(text.map(|(.., text)| *text), Some("Skapa ett konto."));
/// ```
#[must_use]
pub fn catalogue(language: Language) -> Vec<(TextGroup, &'static str, &'static str)> {
    let mut texts = Vec::new();
    macro_rules! group {
        ($group:ident, $type:ident) => {
            texts.extend(
                $type::ALL
                    .iter()
                    .map(|it| (TextGroup::$group, it.as_str(), it.text(language))),
            );
        };
    }
    group!(Step, Step);
    group!(Repair, RepairStep);
    group!(Reason, Reason);
    group!(Refusal, RefusalCode);
    group!(Remedy, Remedy);
    group!(NoWayOut, NoWayOut);
    group!(Fact, FactKind);
    group!(Ground, GroundKind);
    group!(Due, DueKind);
    texts
}
