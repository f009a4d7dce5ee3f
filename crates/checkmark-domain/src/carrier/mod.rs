//! Who carries the mail, found from the evidence.

mod behind;
mod group;
mod signal;

pub(crate) use signal::Fresh;

use time::UtcDateTime;

use crate::evidence::{AddressRecord, Evidence, Mx, MxRecord};
use crate::mail_host::MailHost;
use crate::mx::{Exchange, MxPattern, MxRole};
use crate::name::DomainName;
use crate::rule::Rule;
use crate::verdict::{Proof, Question, Questions, Reason};
use group::{Group, Weight};
use signal::Signals;

/// Who carries the mail, and what that means for the class.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Carrier {
    pub(crate) host: MailHost,
    pub(crate) behind: Option<MailHost>,
    pub(crate) kind: Kind,
    pub(crate) rule: Rule,
    /// The questions whose answers settled it.
    pub(crate) used: Questions,
    /// Whether a signed claim settled it.
    pub(crate) by_claim: bool,
}

/// What the carrier means for the class of a domain that no list settles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The question for MX records is open, or its look-up failed.
    Open,
    /// The domain takes no mail.
    NoMail,
    /// Google holds mailboxes of the domain.
    Google,
    /// The domain's own servers or a host other than Google.
    Hosted,
    /// A provider of consumer mailboxes.
    Consumer,
    /// A provider of mailboxes made to be thrown away.
    Disposable,
    /// A gateway or forwarder, and nothing is visible behind it.
    Hidden {
        /// Whether TXT and DKIM are both answered, so that the policy may conclude.
        answered: bool,
    },
    /// There are MX records, and no exchange can be told from them.
    Unknown,
}

/// Finds who carries the mail of a domain, and writes down why.
pub(crate) fn find(
    domain: &DomainName,
    registrable: &str,
    evidence: &Evidence,
    fresh: Fresh,
    unanswered: Questions,
    proof: &mut Proof,
) -> Carrier {
    let signals = Signals::read(domain, evidence, fresh);
    if signals.claim_ignored.is_some() {
        proof.contradict(reason(Rule::ClaimIgnored, signals.claim_ignored));
    }
    let fresh_mx = fresh.questions.contains(Question::Mx);
    match evidence.mx() {
        Mx::Records(records) if fresh_mx && is_null(records) => takes_no_mail(Rule::NullMx, proof),
        Mx::Records(records) if fresh_mx && !records.is_empty() => {
            let mut group = Group::default();
            group.read(records, registrable, signals.spf_counts());
            let carrier = behind::decide(&group, &signals, unanswered, proof);
            group.note_set_aside(proof);
            carrier
        }
        Mx::NullMx if fresh_mx => takes_no_mail(Rule::NullMx, proof),
        Mx::NoSuchDomain if fresh_mx => takes_no_mail(Rule::NoSuchDomain, proof),
        Mx::NoRecords {
            address: AddressRecord::Found,
        } if fresh_mx => {
            proof.add(Reason::new(Rule::ImplicitMx));
            Carrier {
                host: MailHost::Own,
                behind: None,
                kind: Kind::Hosted,
                rule: Rule::ImplicitMx,
                used: only(Question::Mx),
                by_claim: false,
            }
        }
        Mx::NoRecords { .. } | Mx::Records(_) if fresh_mx => takes_no_mail(Rule::NoRecords, proof),
        mx @ (Mx::NotAsked
        | Mx::Failed
        | Mx::Records(_)
        | Mx::NullMx
        | Mx::NoSuchDomain
        | Mx::NoRecords { .. }) => open(mx, &signals, proof),
    }
}

/// MX is not answered; only a signed claim says something by itself.
fn open(mx: &Mx, signals: &Signals<'_>, proof: &mut Proof) -> Carrier {
    let rule = match mx {
        Mx::Failed => Rule::MxFailed,
        Mx::NotAsked | Mx::Records(_) | Mx::NullMx | Mx::NoSuchDomain | Mx::NoRecords { .. } => {
            Rule::MxNotAsked
        }
    };
    if rule == Rule::MxFailed {
        proof.add(Reason::new(rule));
    }
    let (host, kind, rule) = if signals.claim_of_google.is_some() {
        proof.add(reason(Rule::ClaimOfGoogle, signals.claim_of_google));
        (MailHost::Google, Kind::Google, Rule::ClaimOfGoogle)
    } else {
        (MailHost::Unknown, Kind::Open, rule)
    };
    Carrier {
        host,
        behind: None,
        kind,
        rule,
        used: Questions::default(),
        by_claim: kind == Kind::Google,
    }
}

fn takes_no_mail(rule: Rule, proof: &mut Proof) -> Carrier {
    proof.add(Reason::new(rule));
    Carrier {
        host: MailHost::None,
        behind: None,
        kind: Kind::NoMail,
        rule,
        used: only(Question::Mx),
        by_claim: false,
    }
}

/// RFC 7505: one record, preference 0, and the root as exchange.
fn is_null(records: &[MxRecord]) -> bool {
    matches!(records, [record] if matches!(record.exchange(), "." | ""))
}

/// The questions that could still show what lies behind.
pub(crate) fn unanswered(evidence: &Evidence, fresh: Fresh) -> Questions {
    let mut open = Questions::default();
    let is_fresh = |question| fresh.questions.contains(question);
    if evidence.spf_records().is_none() || !is_fresh(Question::Txt) {
        open.insert(Question::Txt);
    }
    if evidence.dkim().given().is_none() || !is_fresh(Question::Dkim) {
        open.insert(Question::Dkim);
    }
    if evidence.autodiscover().given().is_none() || !is_fresh(Question::Autodiscover) {
        open.insert(Question::Autodiscover);
    }
    open
}

/// The oldest of the look-ups that settled it.
pub(crate) fn oldest(evidence: &Evidence, carrier: &Carrier) -> Option<UtcDateTime> {
    let claim = evidence.claim().filter(|_| carrier.by_claim);
    let mut oldest = claim.and_then(|claim| claim.at());
    for question in carrier.used.iter() {
        oldest = match (oldest, evidence.looked_up(question)) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }
    oldest
}

fn only(question: Question) -> Questions {
    let mut questions = Questions::default();
    questions.insert(question);
    questions
}

fn reason(rule: Rule, record: Option<&str>) -> Reason<'_> {
    match record {
        Some(record) => Reason::new(rule).with_record(record),
        None => Reason::new(rule),
    }
}

/// The rule for a platform's exchange.
fn rule_of(pattern: &MxPattern) -> Rule {
    match pattern.role() {
        MxRole::Hosted if pattern.is_of_google() => Rule::MxAtGoogle,
        MxRole::Hosted if pattern.is_of_microsoft_365() => Rule::MxAtMicrosoft,
        MxRole::Hosted => Rule::MxAtProvider,
        MxRole::Consumer => Rule::MxAtConsumerProvider,
        MxRole::Gateway => Rule::MxAtGateway,
        MxRole::Forwarder => Rule::MxAtForwarder,
        MxRole::Disposable => Rule::MxAtDisposable,
        MxRole::Token => Rule::ExchangeIsToken,
        MxRole::Misdirected => Rule::ExchangeMisdirected,
    }
}

/// What a record that stands beside others at the lowest preference makes of the domain.
pub(crate) fn kind_of(record: &str) -> Option<(Weight, Kind)> {
    let found = group::covering(&Exchange::new(record), record)?;
    let weight = found.weight();
    Some((weight, weight.kind()))
}

/// Whether an exchange at Microsoft's common domain is that of its consumer mailboxes.
///
/// There the first label is the domain of the mailboxes with hyphens for dots: `hotmail-co-uk`.
fn is_consumer_at_microsoft(exchange: &Exchange<'_>) -> bool {
    let label = exchange.as_str().split('.').next().unwrap_or_default();
    let Some((name, top_level)) = label.split_once('-') else {
        return false;
    };
    ["hotmail", "outlook", "live", "msn", "windowslive"]
        .iter()
        .any(|it| signal::is(name, it))
        && match top_level.split_once('-') {
            None => (2..=3).contains(&top_level.len()),
            Some((second, country)) => {
                country.len() == 2 && (signal::is(second, "co") || signal::is(second, "com"))
            }
        }
}
