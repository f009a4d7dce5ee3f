//! Evidence on the wire.
//!
//! `{"mx":{"answer":"records","records":[[10,"mx.acme.example."]]},"spf":[..],"dkim":{..},
//! "autodiscover":"..","txt":[..],"claim":{..},"looked_up":{"mx":".."},"dnssec":["mx"]}`; a part
//! that is absent or null was not asked.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};
use time::{OffsetDateTime, UtcDateTime};

use super::{AddressRecord, Answer, Claim, DkimTarget, Evidence, Issuer, LookedUp, Mx, MxRecord};
use crate::name::DomainName;
use crate::verdict::Question;

#[derive(Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "Evidence")
)]
pub(super) struct EvidenceWire {
    #[serde(default)]
    mx: MxWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    spf: Option<Texts>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dkim: Option<BTreeMap<String, Texts>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    autodiscover: Option<Texts>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    txt: Option<Texts>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    claim: Option<ClaimWire>,
    /// When each question was asked.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    looked_up: BTreeMap<String, Instant>,
    /// The questions whose answers DNSSEC validated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    dnssec: Vec<Question>,
    /// The questions whose look-ups failed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    failed: Vec<Question>,
}

#[derive(Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "answer", rename_all = "snake_case")]
enum MxWire {
    #[default]
    NotAsked,
    NoSuchDomain,
    NoRecords {
        #[serde(default)]
        address_record: bool,
    },
    NullMx,
    Records {
        records: Vec<(u16, String)>,
    },
    Failed,
}

/// One text, or several.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
enum Texts {
    One(String),
    Several(Vec<String>),
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ClaimWire {
    issuer: Issuer,
    domain: DomainName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<Instant>,
}

/// An instant in RFC 3339.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Instant(
    #[serde(with = "time::serde::rfc3339")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    OffsetDateTime,
);

impl Instant {
    fn utc(self) -> UtcDateTime {
        self.0.to_utc()
    }
}

impl From<UtcDateTime> for Instant {
    fn from(at: UtcDateTime) -> Self {
        Self(at.into())
    }
}

impl Texts {
    fn read(self) -> Vec<String> {
        match self {
            Self::One(text) if text.is_empty() => Vec::new(),
            Self::One(text) => [text].into(),
            Self::Several(texts) => texts,
        }
    }

    fn write(mut texts: Vec<String>) -> Self {
        match (texts.len(), texts.pop()) {
            (1, Some(text)) if !text.is_empty() => Self::One(text),
            (_, last) => {
                texts.extend(last);
                Self::Several(texts)
            }
        }
    }
}

impl From<EvidenceWire> for Evidence {
    fn from(wire: EvidenceWire) -> Self {
        let mut looked_up = LookedUp::default();
        for question in Question::ALL {
            if let Some(at) = wire.looked_up.get(question.as_str()) {
                looked_up.date(*question, at.utc());
            }
        }
        for question in wire.dnssec {
            looked_up.dnssec.insert(question);
        }
        let failed = |question| wire.failed.contains(&question);
        Self {
            mx: wire.mx.into(),
            spf: answer(wire.spf.map(Texts::read), failed(Question::Txt)),
            dkim: answer(wire.dkim.map(targets), failed(Question::Dkim)),
            autodiscover: answer(
                wire.autodiscover.map(Texts::read),
                failed(Question::Autodiscover),
            ),
            txt: answer(wire.txt.map(Texts::read), failed(Question::Txt)),
            claim: wire.claim.map(|claim| Claim {
                issuer: claim.issuer,
                domain: claim.domain,
                at: claim.at.map(Instant::utc),
            }),
            looked_up,
        }
    }
}

impl From<Evidence> for EvidenceWire {
    fn from(evidence: Evidence) -> Self {
        let questions = || Question::ALL.iter().copied();
        let failed = [
            (Question::Txt, matches!(evidence.txt, Answer::Failed)),
            (Question::Dkim, matches!(evidence.dkim, Answer::Failed)),
            (
                Question::Autodiscover,
                matches!(evidence.autodiscover, Answer::Failed),
            ),
        ];
        Self {
            looked_up: questions()
                .filter_map(|it| Some((it.as_str().to_owned(), evidence.looked_up(it)?.into())))
                .collect(),
            dnssec: questions().filter(|it| evidence.is_dnssec(*it)).collect(),
            failed: failed
                .into_iter()
                .filter_map(|(question, failed)| failed.then_some(question))
                .collect(),
            mx: evidence.mx.into(),
            spf: given(evidence.spf).map(Texts::Several),
            dkim: given(evidence.dkim).map(|targets| {
                let mut by_selector: BTreeMap<String, Vec<String>> = BTreeMap::new();
                for DkimTarget { selector, target } in targets {
                    by_selector.entry(selector).or_default().push(target);
                }
                let texts = |(selector, targets)| (selector, Texts::write(targets));
                by_selector.into_iter().map(texts).collect()
            }),
            autodiscover: given(evidence.autodiscover).map(Texts::write),
            txt: given(evidence.txt).map(Texts::Several),
            claim: evidence.claim.map(|claim| ClaimWire {
                issuer: claim.issuer,
                domain: claim.domain,
                at: claim.at.map(Instant::from),
            }),
        }
    }
}

impl From<MxWire> for Mx {
    fn from(wire: MxWire) -> Self {
        match wire {
            MxWire::NotAsked => Self::NotAsked,
            MxWire::NoSuchDomain => Self::NoSuchDomain,
            MxWire::NoRecords { address_record } => Self::NoRecords {
                address: if address_record {
                    AddressRecord::Found
                } else {
                    AddressRecord::NotStated
                },
            },
            MxWire::NullMx => Self::NullMx,
            MxWire::Records { records } => Self::Records(
                records
                    .into_iter()
                    .map(|(preference, exchange)| MxRecord::new(preference, exchange))
                    .collect(),
            ),
            MxWire::Failed => Self::Failed,
        }
    }
}

impl From<Mx> for MxWire {
    fn from(mx: Mx) -> Self {
        match mx {
            Mx::NotAsked => Self::NotAsked,
            Mx::NoSuchDomain => Self::NoSuchDomain,
            Mx::NoRecords { address } => Self::NoRecords {
                address_record: address == AddressRecord::Found,
            },
            Mx::NullMx => Self::NullMx,
            Mx::Records(records) => Self::Records {
                records: records
                    .into_iter()
                    .map(|record| (record.preference, record.exchange))
                    .collect(),
            },
            Mx::Failed => Self::Failed,
        }
    }
}

fn answer<T>(given: Option<T>, failed: bool) -> Answer<T> {
    match given {
        Some(given) => Answer::Given(given),
        None if failed => Answer::Failed,
        None => Answer::NotAsked,
    }
}

fn given<T>(answer: Answer<T>) -> Option<T> {
    match answer {
        Answer::Given(given) => Some(given),
        Answer::NotAsked | Answer::Failed => None,
    }
}

fn targets(by_selector: BTreeMap<String, Texts>) -> Vec<DkimTarget> {
    by_selector
        .into_iter()
        .flat_map(|(selector, texts)| {
            let target = move |text| DkimTarget::new(selector.clone(), text);
            texts.read().into_iter().map(target)
        })
        .collect()
}
