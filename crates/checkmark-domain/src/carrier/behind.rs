//! Who carries the mail, decided; and what lies behind a gateway.

use super::group::{Group, Match, Place, Weight};
use super::signal::Signals;
use super::{Carrier, Kind, only, reason};
use crate::mail_host::MailHost;
use crate::mx::MxRole;
use crate::provider::Provider;
use crate::rule::Rule;
use crate::verdict::{Proof, Question, Questions, Reason};

/// Decides on the records that are tried first; MX decides, the signals look behind gateways,
/// corroborate and contradict.
pub(super) fn decide(
    group: &Group<'_>,
    signals: &Signals<'_>,
    unanswered: Questions,
    proof: &mut Proof,
) -> Carrier {
    let first = &group.first;
    if let Some(gateway) = first.gateway {
        let host = MailHost::Gateway(gateway.pattern.provider());
        return look_behind(host, gateway, group, signals, unanswered, proof);
    }
    if let Some(forwarder) = first.forwarder {
        let host = MailHost::Forwarder(forwarder.pattern.provider());
        return look_behind(host, forwarder, group, signals, unanswered, proof);
    }
    match (first.platform, first.second) {
        (Some(platform), Some(second)) => mixed(platform, second, proof),
        (Some(platform), None) => at_platform(group, platform, signals, proof),
        (None, _) if first.is_empty() => no_exchange(group, proof),
        (None, _) => at_unlisted(group, signals, proof),
    }
}

fn mixed(platform: Match<'_>, second: Match<'_>, proof: &mut Proof) -> Carrier {
    proof.add(platform.reason_by(Rule::MxMixed));
    proof.add(second.reason_by(Rule::MxMixed));
    carrier(MailHost::Mixed, platform.weight().kind(), Rule::MxMixed)
}

impl Weight {
    /// What it makes of a domain whose mail goes there, among other places.
    pub(super) const fn kind(self) -> Kind {
        match self {
            Self::Consumer => Kind::Consumer,
            Self::Hosted => Kind::Hosted,
            Self::Disposable => Kind::Disposable,
            Self::Google => Kind::Google,
        }
    }
}

fn at_platform(
    group: &Group<'_>,
    platform: Match<'_>,
    signals: &Signals<'_>,
    proof: &mut Proof,
) -> Carrier {
    let why = platform.reason();
    proof.add(why);
    let provider = platform.pattern.provider();
    let (host, kind) = match platform.pattern.role() {
        MxRole::Disposable => (MailHost::of(provider), Kind::Disposable),
        _ if platform.consumer => {
            let provider = if provider == Provider::MICROSOFT_365 {
                Provider::OUTLOOK
            } else {
                provider
            };
            (MailHost::of(provider), Kind::Consumer)
        }
        _ => {
            let host = MailHost::of(provider);
            let google = host == MailHost::Google;
            (host, if google { Kind::Google } else { Kind::Hosted })
        }
    };
    if let Some(unlisted) = group.first.unlisted {
        proof.contradict(Reason::new(unlisted.rule()).with_record(unlisted.record));
    }
    if let Some(later) = group
        .later()
        .filter(|it| !it.pattern.is_of_the_same(platform.pattern))
    {
        proof.contradict(later.reason_by(Rule::LaterMx));
    }
    weigh(host, signals, proof);
    carrier(host, kind, why.rule())
}

fn at_unlisted(group: &Group<'_>, signals: &Signals<'_>, proof: &mut Proof) -> Carrier {
    let Some(unlisted) = group.first.unlisted else {
        return no_exchange(group, proof);
    };
    let why = Reason::new(unlisted.rule()).with_record(unlisted.record);
    proof.add(why);
    // Mailboxes whose keys or settings are a platform's stand behind a gateway nobody has listed.
    let google = signals.dkim_at_google.is_some();
    let microsoft = signals.shows_microsoft();
    let by_name = !google && !microsoft && unlisted.place == Place::LikelyGateway;
    let (google, microsoft) = if by_name {
        (
            signals.spf.google.is_some(),
            signals.spf.microsoft.is_some(),
        )
    } else {
        (google, microsoft)
    };
    let behind = either(google, microsoft);
    if let Some(later) = group.later() {
        proof.contradict(later.reason_by(Rule::LaterMx));
    }
    let Some(behind) = behind else {
        weigh(MailHost::Own, signals, proof);
        return carrier(MailHost::Own, Kind::Hosted, unlisted.rule());
    };
    weigh(behind, signals, proof);
    let mut used = strong_questions(signals);
    if by_name {
        used.insert(Question::Txt);
    }
    Carrier {
        behind: Some(behind),
        used,
        ..carrier(
            MailHost::Gateway(Provider::UNLISTED),
            kind_behind(behind, google),
            unlisted.rule(),
        )
    }
}

fn no_exchange(group: &Group<'_>, proof: &mut Proof) -> Carrier {
    if group.is_unclear() {
        let rule = Rule::ExchangeUnknown;
        return carrier(MailHost::Unknown, Kind::Unknown, rule);
    }
    proof.add(Reason::new(Rule::NoUsableExchange));
    carrier(MailHost::None, Kind::NoMail, Rule::NoUsableExchange)
}

/// A gateway or forwarder: strong signals first, then later records, then SPF.
fn look_behind(
    host: MailHost,
    front: Match<'_>,
    group: &Group<'_>,
    signals: &Signals<'_>,
    unanswered: Questions,
    proof: &mut Proof,
) -> Carrier {
    let why = front.reason();
    proof.add(why);
    let beside = group.first.platform.or(group.later());
    let claimed = signals.claim_of_google.is_some();
    let strong_google = signals.dkim_at_google.is_some() || claimed;
    let strong_microsoft = signals.shows_microsoft();
    let mut used = only(Question::Mx);
    let (behind, google) = if strong_google || strong_microsoft {
        used = strong_questions(signals);
        (either(strong_google, strong_microsoft), strong_google)
    } else if let Some(beside) = beside {
        proof.add(beside.reason_by(Rule::LaterMx));
        let host = MailHost::of(beside.pattern.provider());
        (Some(host), host == MailHost::Google)
    } else if signals.spf_counts() {
        let (google, microsoft) = (
            signals.spf.google.is_some(),
            signals.spf.microsoft.is_some(),
        );
        used.insert(Question::Txt);
        (either(google, microsoft), google)
    } else {
        (None, false)
    };
    let Some(behind) = behind else {
        weigh(MailHost::Own, signals, proof);
        let answered = !unanswered.contains(Question::Txt) && !unanswered.contains(Question::Dkim);
        if answered {
            used.insert(Question::Txt);
            used.insert(Question::Dkim);
        }
        let kind = Kind::Hidden { answered };
        return Carrier {
            behind: Some(MailHost::Unknown),
            used,
            ..carrier(host, kind, why.rule())
        };
    };
    weigh(behind, signals, proof);
    Carrier {
        behind: Some(behind),
        used,
        by_claim: claimed && !signals.shows_microsoft() && signals.dkim_at_google.is_none(),
        ..carrier(host, kind_behind(behind, google), why.rule())
    }
}

const fn either(google: bool, microsoft: bool) -> Option<MailHost> {
    match (google, microsoft) {
        (true, true) => Some(MailHost::Mixed),
        (true, false) => Some(MailHost::Google),
        (false, true) => Some(MailHost::Microsoft365),
        (false, false) => None,
    }
}

fn kind_behind(behind: MailHost, google: bool) -> Kind {
    if google || behind == MailHost::Google {
        Kind::Google
    } else {
        Kind::Hosted
    }
}

fn strong_questions(signals: &Signals<'_>) -> Questions {
    let mut used = only(Question::Mx);
    if signals.dkim_at_google.is_some() || signals.dkim_at_microsoft.is_some() {
        used.insert(Question::Dkim);
    }
    if signals.autodiscover_at_microsoft.is_some() {
        used.insert(Question::Autodiscover);
    }
    used
}

/// Writes down which signals agree with the platform that was found, and which don't.
fn weigh(found: MailHost, signals: &Signals<'_>, proof: &mut Proof) {
    if !signals.any() {
        return;
    }
    let mut note = |host, rule, signal| note_signal(found, host, rule, signal, proof);
    let (google, microsoft) = (MailHost::Google, MailHost::Microsoft365);
    note(google, Rule::ClaimOfGoogle, signals.claim_of_google);
    note(google, Rule::DkimAtGoogle, signals.dkim_at_google);
    note(google, Rule::SpfNamesGoogle, signals.spf.google);
    note(microsoft, Rule::DkimAtMicrosoft, signals.dkim_at_microsoft);
    let autodiscover = signals.autodiscover_at_microsoft;
    note(microsoft, Rule::AutodiscoverAtMicrosoft, autodiscover);
    note(microsoft, Rule::SpfNamesMicrosoft, signals.spf.microsoft);
}

#[inline(never)]
fn note_signal(
    found: MailHost,
    host: MailHost,
    rule: Rule,
    signal: Option<&str>,
    proof: &mut Proof,
) {
    if signal.is_none() {
        return;
    }
    if found == host || found == MailHost::Mixed {
        proof.add(reason(rule, signal));
    } else {
        proof.contradict(reason(rule, signal));
    }
}

fn carrier(host: MailHost, kind: Kind, rule: Rule) -> Carrier {
    Carrier {
        host,
        behind: None,
        kind,
        rule,
        used: only(Question::Mx),
        by_claim: false,
    }
}
