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
    /// A platform that holds mailboxes, at a higher preference.
    pub(super) later: Option<Match<'e>>,
    /// Records that can carry no mail: of each kind the first.
    token: Option<Reason<'e>>,
    misdirected: Option<Reason<'e>>,
    malformed: Option<Reason<'e>>,
}

/// What stands at one preference; of each kind the first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tier<'e> {
    preference: u16,
    pub(super) gateway: Option<Match<'e>>,
    pub(super) forwarder: Option<Match<'e>>,
    pub(super) platform: Option<Match<'e>>,
    /// A second platform, another than the first.
    pub(super) second: Option<Match<'e>>,
    pub(super) google: bool,
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
    /// Whether it lies in the domain that was registered.
    pub(super) own: bool,
}

impl<'e> Match<'e> {
    pub(super) fn reason(&self) -> Reason<'e> {
        self.reason_by(if self.consumer {
            Rule::MxAtConsumerProvider
        } else {
            rule_of(self.pattern)
        })
    }

    pub(super) fn reason_by(&self, rule: Rule) -> Reason<'e> {
        Reason::new(rule)
            .with_record(self.record)
            .with_pattern(self.pattern.as_str())
    }
}

impl Unlisted<'_> {
    pub(super) const fn rule(&self) -> Rule {
        if self.own {
            Rule::MxAtOwnHost
        } else {
            Rule::MxAtUnlistedHost
        }
    }
}

impl<'e> Group<'e> {
    /// Sorts the records out; those that can carry no mail are set aside.
    pub(super) fn read(records: &'e [MxRecord], registrable: &str) -> Self {
        let mut group = Self::default();
        let mut lowest: Option<u16> = None;
        for record in records {
            let text = record.exchange();
            let exchange = match Exchange::read(text) {
                Ok(exchange) => exchange,
                Err(_) => {
                    let why = Reason::new(Rule::ExchangeMalformed).with_record(text);
                    group.malformed.get_or_insert(why);
                    continue;
                }
            };
            let preference = record.preference();
            let is_later = lowest.is_some_and(|lowest| preference > lowest);
            if is_later && group.later.is_some() {
                // Of the records that are tried later the first platform is enough.
                continue;
            }
            let covered = covering(&exchange, text);
            if let Some(found) = covered {
                match found.pattern.role() {
                    MxRole::Token => {
                        group.token.get_or_insert(found.reason());
                        continue;
                    }
                    MxRole::Misdirected => {
                        group.misdirected.get_or_insert(found.reason());
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
                        group.first.unlisted.get_or_insert_with(|| Unlisted {
                            record: text,
                            own: exchange.is_at_or_below(registrable),
                        });
                    }
                }
            } else if let Some(found) = covered.filter(Match::holds_mailboxes) {
                group.later.get_or_insert(found);
            }
        }
        group
    }

    /// Whether a record was there that cannot be told, and not only tokens.
    pub(super) const fn is_unclear(&self) -> bool {
        self.misdirected.is_some() || self.malformed.is_some()
    }

    /// Writes down the records that were set aside.
    pub(super) fn note_set_aside(&self, proof: &mut Proof) {
        for reason in [self.token, self.misdirected, self.malformed]
            .into_iter()
            .flatten()
        {
            proof.contradict(reason);
        }
    }

    /// The records read so far turn out not to be tried first.
    fn defer(&mut self) {
        if let Some(platform) = self.first.platform {
            self.later = Some(platform);
        }
    }
}

impl Match<'_> {
    fn holds_mailboxes(&self) -> bool {
        matches!(
            self.pattern.role(),
            MxRole::Hosted | MxRole::Consumer | MxRole::Disposable
        )
    }
}

impl<'e> Tier<'e> {
    fn enter(&mut self, found: Match<'e>) {
        let role = found.pattern.role();
        let place = match role {
            MxRole::Gateway => &mut self.gateway,
            MxRole::Forwarder => &mut self.forwarder,
            _ => {
                self.google |= rule_of(found.pattern) == Rule::MxAtGoogle;
                match self.platform {
                    Some(first) if first.pattern.provider() != found.pattern.provider() => {
                        &mut self.second
                    }
                    _ => &mut self.platform,
                }
            }
        };
        place.get_or_insert(found);
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.gateway.is_none()
            && self.forwarder.is_none()
            && self.platform.is_none()
            && self.unlisted.is_none()
    }
}

fn covering<'e>(exchange: &Exchange<'e>, record: &'e str) -> Option<Match<'e>> {
    let pattern = MxPattern::covering(exchange)?;
    let consumer = match pattern.role() {
        MxRole::Consumer => true,
        MxRole::Hosted => {
            pattern.as_str() == "*.mx.microsoft" && is_consumer_at_microsoft(exchange)
        }
        _ => false,
    };
    Some(Match {
        record,
        pattern,
        consumer,
    })
}
