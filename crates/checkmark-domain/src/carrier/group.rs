//! The MX records that are tried first, and the others.

use super::{is_consumer_at_microsoft, rule_of};
use crate::evidence::MxRecord;
use crate::mx::{Exchange, MxPattern, MxRole};
use crate::rule::Rule;
use crate::verdict::{Proof, Reason};

/// What stands at the lowest preference, and the first platform after it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Group<'e> {
    pub(super) first: Tier<'e>,
    /// The platform that is tried next, at a higher preference.
    later: Option<(u16, Match<'e>)>,
    /// Records that can carry no mail: of each kind the first.
    token: Option<Match<'e>>,
    misdirected: Option<Match<'e>>,
    malformed: Option<&'e str>,
}

/// What stands at one preference; what is kept of it decides the same in whatever order DNS gave
/// the records.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tier<'e> {
    preference: u16,
    pub(super) gateway: Option<Match<'e>>,
    pub(super) forwarder: Option<Match<'e>>,
    /// The platform that weighs most.
    pub(super) platform: Option<Match<'e>>,
    /// Another platform.
    pub(super) second: Option<Match<'e>>,
    pub(super) unlisted: Option<Unlisted<'e>>,
}

/// An exchange that a pattern covers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match<'e> {
    pub(super) record: &'e str,
    pub(super) pattern: &'static MxPattern,
    pub(super) consumer: bool,
}

/// An exchange that no pattern covers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unlisted<'e> {
    pub(super) record: &'e str,
    pub(super) place: Place,
}

/// Where an exchange lies that no pattern covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// In another domain.
    Elsewhere,
    /// In another domain, and is called after what gateways do.
    LikelyGateway,
    /// In the domain that was registered.
    Own,
}

impl<'e> Match<'e> {
    pub(super) fn reason(&self) -> Reason<'e> {
        self.reason_by(if self.consumer {
            Rule::MxAtConsumerProvider
        } else {
            rule_of(self.pattern)
        })
    }

    #[inline(never)]
    pub(super) fn reason_by(&self, rule: Rule) -> Reason<'e> {
        Reason::new(rule)
            .with_record(self.record)
            .with_pattern(self.pattern.as_str())
    }
}

impl Unlisted<'_> {
    pub(super) const fn rule(&self) -> Rule {
        match self.place {
            Place::Own => Rule::MxAtOwnHost,
            Place::Elsewhere | Place::LikelyGateway => Rule::MxAtUnlistedHost,
        }
    }
}

impl<'e> Group<'e> {
    /// Sorts the records out; those that can carry no mail are set aside. Whether an unlisted
    /// exchange is called like a gateway matters only if SPF names a platform.
    pub(super) fn read(&mut self, records: &'e [MxRecord], registrable: &str, spf_counts: bool) {
        let group = self;
        let mut lowest: Option<u16> = None;
        for record in records {
            let preference = record.preference();
            let is_later = lowest.is_some_and(|lowest| preference > lowest);
            if is_later && group.knows_later(preference) {
                continue;
            }
            let text = record.exchange();
            let exchange = Exchange::new(text);
            let covered = covering(&exchange, text);
            let own = covered.is_none() && exchange.is_at_or_below(registrable);
            if covered.is_none() && !own && !exchange.is_host() {
                group.malformed.get_or_insert(text);
                continue;
            }
            if let Some(found) = covered {
                match found.pattern.role() {
                    MxRole::Token => {
                        group.token.get_or_insert(found);
                        continue;
                    }
                    MxRole::Misdirected => {
                        group.misdirected.get_or_insert(found);
                        continue;
                    }
                    MxRole::Hosted
                    | MxRole::Consumer
                    | MxRole::Gateway
                    | MxRole::Forwarder
                    | MxRole::Disposable => {}
                }
            }
            if lowest.is_none_or(|lowest| preference < lowest) {
                group.defer();
                group.first = Tier {
                    preference,
                    ..Tier::default()
                };
                lowest = Some(preference);
            }
            if preference == group.first.preference {
                match covered {
                    Some(found) => group.first.enter(found),
                    None => {
                        let place = if own {
                            Place::Own
                        } else if spf_counts && is_named_like_a_gateway(text) {
                            Place::LikelyGateway
                        } else {
                            Place::Elsewhere
                        };
                        group.first.enter_unlisted(Unlisted {
                            record: text,
                            place,
                        });
                    }
                }
            } else if let Some(found) = covered.filter(Match::holds_mailboxes) {
                group.enter_later(preference, found);
            }
        }
    }

    /// Whether a record was there that cannot be told, and not only tokens.
    pub(super) const fn is_unclear(&self) -> bool {
        self.misdirected.is_some() || self.malformed.is_some()
    }

    /// Writes down the records that were set aside.
    pub(super) fn note_set_aside(&self, proof: &mut Proof) {
        for found in [self.token, self.misdirected].into_iter().flatten() {
            proof.contradict(found.reason());
        }
        if let Some(record) = self.malformed {
            proof.contradict(Reason::new(Rule::ExchangeMalformed).with_record(record));
        }
    }

    /// The platform that is tried after the first records.
    pub(super) fn later(&self) -> Option<Match<'e>> {
        self.later.map(|(_, later)| later)
    }

    /// Whether a record of this preference can tell nothing new about what is tried later.
    fn knows_later(&self, preference: u16) -> bool {
        self.later.is_some_and(|(known, later)| {
            known < preference || (known == preference && later.weight() == Weight::Google)
        })
    }

    fn enter_later(&mut self, preference: u16, found: Match<'e>) {
        let better = self.later.is_none_or(|(known, later)| {
            preference < known || (preference == known && found.weight() > later.weight())
        });
        if better {
            self.later = Some((preference, found));
        }
    }

    /// The records read so far turn out not to be tried first.
    fn defer(&mut self) {
        if let Some(platform) = self.first.platform {
            self.later = Some((self.first.preference, platform));
        }
    }
}

/// How much an exchange says about the class, where several stand side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    Consumer,
    Hosted,
    Disposable,
    Google,
}

impl Match<'_> {
    fn holds_mailboxes(&self) -> bool {
        matches!(
            self.pattern.role(),
            MxRole::Hosted | MxRole::Consumer | MxRole::Disposable
        )
    }
}

impl Match<'_> {
    pub(super) fn weight(&self) -> Weight {
        Weight::of(self.pattern, self.consumer)
    }
}

impl Weight {
    pub(super) fn of(pattern: &MxPattern, consumer: bool) -> Self {
        match pattern.role() {
            MxRole::Disposable => Self::Disposable,
            _ if consumer => Self::Consumer,
            _ if rule_of(pattern) == Rule::MxAtGoogle => Self::Google,
            _ => Self::Hosted,
        }
    }
}

impl<'e> Tier<'e> {
    fn enter(&mut self, found: Match<'e>) {
        match found.pattern.role() {
            MxRole::Gateway => {
                self.gateway.get_or_insert(found);
            }
            MxRole::Forwarder => {
                self.forwarder.get_or_insert(found);
            }
            MxRole::Hosted
            | MxRole::Consumer
            | MxRole::Disposable
            | MxRole::Token
            | MxRole::Misdirected => self.enter_platform(found),
        }
    }

    #[inline(never)]
    fn enter_platform(&mut self, found: Match<'e>) {
        let Some(platform) = self.platform else {
            self.platform = Some(found);
            return;
        };
        let same = platform.pattern.is_of_the_same(found.pattern);
        if same && platform.weight() == found.weight() {
            return;
        }
        if found.weight() > platform.weight() {
            self.second = Some(platform);
            self.platform = Some(found);
        } else {
            self.second.get_or_insert(found);
        }
    }

    fn enter_unlisted(&mut self, found: Unlisted<'e>) {
        if self.unlisted.is_none_or(|known| found.place > known.place) {
            self.unlisted = Some(found);
        }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.gateway.is_none()
            && self.forwarder.is_none()
            && self.platform.is_none()
            && self.unlisted.is_none()
    }
}

pub(super) fn covering<'e>(exchange: &Exchange<'e>, record: &'e str) -> Option<Match<'e>> {
    let pattern = MxPattern::covering(exchange)?;
    let consumer = match pattern.role() {
        MxRole::Consumer => true,
        MxRole::Hosted => {
            pattern.is_of_microsoft_365()
                && pattern.as_str() == "*.mx.microsoft"
                && is_consumer_at_microsoft(exchange)
        }
        _ => false,
    };
    Some(Match {
        record,
        pattern,
        consumer,
    })
}

/// Whether an exchange is called after what gateways do.
///
/// By itself that says little; with a platform in SPF it says that the mailboxes are there.
#[inline(never)]
fn is_named_like_a_gateway(exchange: &str) -> bool {
    const TRADES: [&str; 11] = [
        "spam", "filter", "secur", "gate", "protect", "shield", "clean", "defen", "guard", "scan",
        "virus",
    ];
    TRADES.iter().any(|trade| {
        let mut parts = exchange.as_bytes().windows(trade.len());
        parts.any(|part| part.eq_ignore_ascii_case(trade.as_bytes()))
    })
}
