//! Signals other than MX: SPF, DKIM, autodiscovery, claims.

use crate::evidence::{Evidence, Issuer};
use crate::mx::Exchange;
use crate::name::DomainName;
use crate::verdict::{Question, Questions};

/// What the other answers say about the platform, each with the text that says it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signals<'e> {
    pub(super) spf: Spf<'e>,
    pub(super) dkim_at_google: Option<&'e str>,
    pub(super) dkim_at_microsoft: Option<&'e str>,
    pub(super) autodiscover_at_microsoft: Option<&'e str>,
    pub(super) claim_of_google: Option<&'e str>,
    pub(super) claim_ignored: Option<&'e str>,
}

impl<'e> Signals<'e> {
    pub(super) fn read(domain: &DomainName, evidence: &'e Evidence, fresh: Fresh) -> Self {
        let mut signals = Self::default();
        if evidence.is_mx_alone() {
            return signals;
        }
        if fresh.questions.contains(Question::Txt) {
            for record in evidence.spf_records().into_iter().flatten() {
                signals.spf.read(record);
            }
        }
        if fresh.questions.contains(Question::Dkim) {
            for dkim in evidence.dkim().given().into_iter().flatten() {
                if is_dkim_of_microsoft(dkim.target()) {
                    signals.dkim_at_microsoft.get_or_insert(dkim.target());
                } else if is_dkim_of_google(dkim.selector(), dkim.target()) {
                    // A key is long and says nothing by itself.
                    signals.dkim_at_google.get_or_insert(dkim.selector());
                }
            }
        }
        if fresh.questions.contains(Question::Autodiscover) {
            for target in evidence.autodiscover().given().into_iter().flatten() {
                if is_autodiscover_of_microsoft(target) {
                    signals.autodiscover_at_microsoft.get_or_insert(target);
                }
            }
        }
        if let Some(claim) = evidence.claim().filter(|_| fresh.claim) {
            let signal = if claim.issuer() == Issuer::Google && claim.domain() == domain {
                &mut signals.claim_of_google
            } else {
                &mut signals.claim_ignored
            };
            *signal = Some(claim.domain().as_str());
        }
        signals
    }

    /// Whether there is any signal of a platform.
    pub(super) const fn any(&self) -> bool {
        self.spf.google.is_some()
            || self.spf.microsoft.is_some()
            || self.dkim_at_google.is_some()
            || self.claim_of_google.is_some()
            || self.shows_microsoft()
    }

    /// Whether SPF names a platform in a way that tells where the mailboxes are.
    pub(super) const fn spf_counts(&self) -> bool {
        (self.spf.google.is_some() || self.spf.microsoft.is_some()) && !self.spf.has_own_servers()
    }

    /// Signals of receiving that are nearly as good as an MX record.
    pub(super) const fn shows_microsoft(&self) -> bool {
        self.dkim_at_microsoft.is_some() || self.autodiscover_at_microsoft.is_some()
    }
}

/// Which evidence is recent enough to count.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fresh {
    pub(crate) questions: Questions,
    pub(crate) claim: bool,
}

/// What the SPF records say about who sends.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spf<'e> {
    pub(super) google: Option<&'e str>,
    pub(super) microsoft: Option<&'e str>,
    /// The exchanges send, too.
    exchanges_send: bool,
    /// Addresses are listed one by one.
    addresses_send: bool,
}

impl<'e> Spf<'e> {
    /// Only what passes counts: a fail, a soft fail or a neutral names nobody as a sender.
    #[inline(never)]
    fn read(&mut self, record: &'e str) {
        let mut terms = record.split_ascii_whitespace();
        if !terms.next().is_some_and(|it| is(it, "v=spf1")) {
            return;
        }
        for term in terms {
            let mechanism = term.strip_prefix('+').unwrap_or(term);
            let end = mechanism.find([':', '=', '/']).unwrap_or(mechanism.len());
            let (name, value) = mechanism.split_at(end);
            let is_named = |text| is(name, text);
            if is_named("mx") {
                self.exchanges_send = true;
            } else if is_named("ip4") || is_named("ip6") {
                self.addresses_send = true;
            } else if is_named("include") || is_named("redirect") {
                let Some(value) = value.get(1..) else {
                    continue;
                };
                if GOOGLE_SENDERS.iter().any(|it| is(value, it)) {
                    self.google.get_or_insert(value);
                } else if is_sender_of_microsoft(value) {
                    self.microsoft.get_or_insert(value);
                }
            }
        }
    }

    /// Whether the domain seems to send from servers of its own as well: its exchanges and
    /// addresses listed one by one. Then that a platform sends for it says little about where its
    /// mailboxes are.
    const fn has_own_servers(&self) -> bool {
        self.exchanges_send && self.addresses_send
    }
}

const GOOGLE_SENDERS: [&str; 6] = [
    "_spf.google.com",
    "_netblocks.google.com",
    "_netblocks2.google.com",
    "_netblocks3.google.com",
    "aspmx.googlemail.com",
    "_spf.googlemail.com",
];

fn is_sender_of_microsoft(value: &str) -> bool {
    is_at_or_below(
        value,
        &[
            "spf.protection.outlook.com",
            "spf.protection.office365.us",
            "spf.protection.partner.outlook.cn",
        ],
    ) || [
        "spfa.protection.outlook.com",
        "spfb.protection.outlook.com",
        "spf.messaging.microsoft.com",
    ]
    .iter()
    .any(|it| is(value, it))
}

fn is_dkim_of_microsoft(target: &str) -> bool {
    is_at_or_below(
        target,
        &[
            "onmicrosoft.com",
            "dkim.mail.microsoft",
            "onmicrosoft.us",
            "partner.onmschina.cn",
        ],
    )
}

/// Google keeps its keys in TXT records at the selector `google`; a CNAME leads to Google's own
/// names, or to the same selector of another domain of the organization.
fn is_dkim_of_google(selector: &str, target: &str) -> bool {
    let key = target.trim_ascii_start();
    (is(selector, "google")
        && (key.get(..7).is_some_and(|it| is(it, "v=DKIM1"))
            || key.get(..18).is_some_and(|it| is(it, "google._domainkey."))))
        || is_at_or_below(target, &["google.com", "googlemail.com"])
}

fn is_autodiscover_of_microsoft(target: &str) -> bool {
    is_at_or_below(
        target,
        &["outlook.com", "office365.us", "partner.outlook.cn"],
    )
}

/// Whether a text is this one, in whatever case.
#[inline(never)]
pub(super) fn is(text: &str, other: &str) -> bool {
    text.eq_ignore_ascii_case(other)
}

fn is_at_or_below(text: &str, names: &[&str]) -> bool {
    let host = Exchange::new(text);
    names.iter().any(|name| host.is_at_or_below(name))
}
