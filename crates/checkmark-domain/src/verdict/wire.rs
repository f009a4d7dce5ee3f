//! Verdicts on the wire.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{MailBasis, Proof, Question, Questions, Reason, Verdict, VerdictPlace};
use crate::class::{Assurance, Class, Owner};
use crate::lists::DataVersion;
use crate::lookalike::Hint;
use crate::mail_host::MailHost;
use crate::provider::Provider;
use crate::rule::Rule;

#[derive(Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "Verdict")
)]
pub(super) struct VerdictWire<'v> {
    domain: String,
    class: Class,
    owner: Owner,
    provider: Option<Provider>,
    mail_host: MailHost,
    behind: Option<MailHost>,
    assurance: Assurance,
    rule: Rule,
    reasons: Vec<ReasonWire<'v>>,
    contradicted_by: Vec<ReasonWire<'v>>,
    needs: Vec<Question>,
    hint: Option<HintWire>,
    role_mailbox: bool,
    data_version: DataVersion,
    rests_on: BasisWire,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ReasonWire<'v> {
    rule: Rule,
    list: Option<Cow<'v, str>>,
    list_version: Option<Cow<'v, str>>,
    entry: Option<Cow<'v, str>>,
    record: Option<Cow<'v, str>>,
    pattern: Option<Cow<'v, str>>,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct HintWire {
    looks_like: String,
}

/// What was found about the mail, and what is still open.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct BasisWire {
    answers: Vec<Question>,
    open: Vec<Question>,
    dnssec: bool,
    claim: bool,
    #[serde(with = "time::serde::rfc3339::option")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    at: Option<OffsetDateTime>,
}

impl From<Verdict> for VerdictWire<'static> {
    fn from(verdict: Verdict) -> Self {
        Self {
            domain: match &verdict.place {
                VerdictPlace::Name(domain) => domain.to_string(),
                VerdictPlace::Literal(literal) => literal.to_string(),
            },
            class: verdict.class,
            owner: verdict.owner,
            provider: verdict.provider,
            mail_host: verdict.mail_host,
            behind: verdict.behind,
            assurance: verdict.assurance,
            rule: verdict.rule,
            reasons: verdict.reasons().map(ReasonWire::from).collect(),
            contradicted_by: verdict.contradicted_by().map(ReasonWire::from).collect(),
            needs: verdict.needs().collect(),
            hint: verdict.hint.map(|hint| HintWire {
                looks_like: hint.looks_like().to_string(),
            }),
            role_mailbox: verdict.role_mailbox,
            data_version: verdict.data_version,
            rests_on: BasisWire {
                answers: verdict.mail.used.iter().collect(),
                open: verdict.mail.open.iter().collect(),
                dnssec: verdict.mail.dnssec,
                claim: verdict.mail.claim,
                at: verdict.mail.at.map(Into::into),
            },
        }
    }
}

impl TryFrom<VerdictWire<'static>> for Verdict {
    type Error = NotAVerdict;

    fn try_from(wire: VerdictWire<'static>) -> Result<Self, Self::Error> {
        let place = match (wire.domain.parse(), wire.domain.parse()) {
            (Ok(domain), _) => VerdictPlace::Name(domain),
            (Err(_), Ok(literal)) => VerdictPlace::Literal(literal),
            (Err(_), Err(_)) => return Err(NotAVerdict::Domain),
        };
        let mut proof = Proof::new();
        for reason in &wire.reasons {
            proof.add(reason.into());
        }
        for reason in &wire.contradicted_by {
            proof.contradict(reason.into());
        }
        if !proof.reasons().eq(wire.reasons.iter().map(Reason::from))
            || !proof
                .contradictions()
                .eq(wire.contradicted_by.iter().map(Reason::from))
        {
            return Err(NotAVerdict::Room);
        }
        let hint = match wire.hint {
            Some(hint) => Some(Hint::read(hint.looks_like.as_bytes()).ok_or(NotAVerdict::Hint)?),
            None => None,
        };
        Ok(Self {
            place,
            class: wire.class,
            owner: wire.owner,
            provider: wire.provider,
            mail_host: wire.mail_host,
            behind: wire.behind,
            assurance: wire.assurance,
            rule: wire.rule,
            proof,
            needs: questions(&wire.needs),
            hint,
            role_mailbox: wire.role_mailbox,
            data_version: wire.data_version,
            mail: MailBasis {
                used: questions(&wire.rests_on.answers),
                dnssec: wire.rests_on.dnssec,
                claim: wire.rests_on.claim,
                at: wire.rests_on.at.map(OffsetDateTime::to_utc),
                open: questions(&wire.rests_on.open),
            },
        })
    }
}

impl From<Reason<'_>> for ReasonWire<'static> {
    fn from(reason: Reason<'_>) -> Self {
        let owned = |text: Option<&str>| text.map(|text| Cow::Owned(text.to_string()));
        Self {
            rule: reason.rule,
            list: owned(reason.list),
            list_version: owned(reason.list_version),
            entry: owned(reason.entry),
            record: owned(reason.record),
            pattern: owned(reason.pattern),
        }
    }
}

impl<'v> From<&'v ReasonWire<'_>> for Reason<'v> {
    fn from(wire: &'v ReasonWire<'_>) -> Self {
        Self {
            rule: wire.rule,
            list: wire.list.as_deref(),
            list_version: wire.list_version.as_deref(),
            entry: wire.entry.as_deref(),
            record: wire.record.as_deref(),
            pattern: wire.pattern.as_deref(),
        }
    }
}

fn questions(listed: &[Question]) -> Questions {
    let mut questions = Questions::default();
    for question in listed {
        questions.insert(*question);
    }
    questions
}

/// Why a text on the wire is no verdict.
#[derive(Clone, Copy, Debug, thiserror::Error)]
pub(super) enum NotAVerdict {
    #[error("verdict about something that is no domain")]
    Domain,
    #[error("verdict with more reasons or longer texts than one has")]
    Room,
    #[error("verdict with a hint that is no name")]
    Hint,
}
