//! What DNS says about a domain, as evidence.
//!
//! Answers that mean different things stay different: no such domain, no records, a null MX, and no
//! answer at all. How long an answer may be kept, its TTL says; `hickory` keeps it.

use std::net::SocketAddr;
use std::time::Duration;

use checkmark::domain::{
    AddressRecord, Classifier, DkimTarget, DomainName, Evidence, Mx, MxRecord, Question, Verdict,
};
use hickory_resolver::config::{NameServerConfig, ResolverConfig};
use hickory_resolver::name_server::TokioConnectionProvider;
use hickory_resolver::proto::ProtoErrorKind;
use hickory_resolver::proto::op::ResponseCode;
use hickory_resolver::proto::rr::{Name, RData, RecordType};
use hickory_resolver::proto::xfer::Protocol;
use hickory_resolver::{ResolveError, TokioResolver};
use time::UtcDateTime;
use tokio::runtime::Handle;

use crate::options::NameServer;

/// How long one try at one server takes at the most; there are two tries.
const PATIENCE: Duration = Duration::from_secs(2);
/// How many answers are kept.
const KEPT: usize = 4096;

/// Who is asked.
#[derive(Debug)]
pub(crate) enum Resolver {
    /// A few records that the host was given: nobody is asked.
    Zone(&'static [(&'static str, &'static str)]),
    /// DNS.
    Dns {
        resolver: Box<TokioResolver>,
        runtime: Handle,
    },
}

/// What came back for a name and a type.
#[derive(Debug)]
enum Reply {
    Records(Vec<RData>),
    /// The name is there, and has none of that type.
    None,
    NoSuchName,
    Failed,
}

impl Resolver {
    /// A resolver that asks a name server; it waits on the runtime.
    pub(crate) fn dns(server: NameServer, runtime: Handle) -> Option<Self> {
        let _inside = runtime.enter();
        let mut builder = match server {
            NameServer::System => TokioResolver::builder_tokio().ok()?,
            NameServer::At(address) => {
                let provider = TokioConnectionProvider::default();
                TokioResolver::builder_with_config(only(address), provider)
            }
        };
        let options = builder.options_mut();
        options.timeout = PATIENCE;
        options.attempts = 2;
        options.cache_size = KEPT;
        // An answer that failed is asked again by the outbox and not kept.
        options.use_hosts_file = hickory_resolver::config::ResolveHosts::Never;
        let resolver = Box::new(builder.build());
        Some(Self::Dns {
            resolver,
            runtime: runtime.clone(),
        })
    }

    /// Judges a domain: asks, classifies, and asks what the verdict still needs.
    pub(crate) fn judge(
        &self,
        classifier: &Classifier<'_>,
        domain: &DomainName,
        now: UtcDateTime,
    ) -> Verdict {
        let mut evidence = Evidence::none();
        let mut asked = Vec::new();
        loop {
            let verdict = classifier.classify(domain, &evidence, now);
            // What failed is still needed: it is asked once now, and again another time.
            let next = verdict.needs().find(|question| !asked.contains(question));
            let Some(question) = next else {
                return verdict;
            };
            asked.push(question);
            evidence = self.ask(question, domain, evidence, now);
        }
    }

    /// Whether a text stands in the DNS of a domain.
    pub(crate) fn has_txt(&self, domain: &DomainName, text: &str) -> bool {
        match self.look_up(domain.as_str(), RecordType::TXT) {
            Reply::Records(records) => records.iter().filter_map(txt).any(|it| it == text),
            _ => false,
        }
    }

    fn ask(
        &self,
        question: Question,
        domain: &DomainName,
        evidence: Evidence,
        now: UtcDateTime,
    ) -> Evidence {
        match question {
            Question::Mx => evidence.with_mx(self.mx(domain), now),
            Question::Txt => match self.look_up(domain.as_str(), RecordType::TXT) {
                Reply::Failed => evidence.with_failure(question, now),
                Reply::Records(records) => {
                    let texts: Vec<_> = records.iter().filter_map(txt).collect();
                    let spf = texts.iter().filter(|it| it.starts_with("v=spf1")).cloned();
                    evidence
                        .with_spf(spf.collect::<Vec<_>>(), now)
                        .with_txt(texts, now)
                }
                Reply::None | Reply::NoSuchName => {
                    let none = [""; 0];
                    evidence.with_spf(none, now).with_txt(none, now)
                }
            },
            Question::Dkim | Question::Autodiscover => {
                let mut targets = Vec::new();
                for name in question.names(domain) {
                    let name = name.to_string();
                    match self.look_up(&name, RecordType::CNAME) {
                        Reply::Failed => return evidence.with_failure(question, now),
                        Reply::Records(records) => {
                            let to = records.iter().filter_map(cname);
                            targets.extend(to.map(|to| (name.clone(), to)));
                        }
                        Reply::None | Reply::NoSuchName => {}
                    }
                }
                if question == Question::Autodiscover {
                    return evidence.with_autodiscover(targets.into_iter().map(|(_, to)| to), now);
                }
                let targets = targets.into_iter().map(|(name, to)| {
                    let selector = name.split('.').next().unwrap_or_default();
                    DkimTarget::new(selector, to)
                });
                evidence.with_dkim(targets, now)
            }
        }
    }

    fn mx(&self, domain: &DomainName) -> Mx {
        match self.look_up(domain.as_str(), RecordType::MX) {
            Reply::NoSuchName => Mx::NoSuchDomain,
            Reply::Failed => Mx::Failed,
            Reply::Records(records) => {
                let records = records.iter().filter_map(|record| match record {
                    RData::MX(mx) => Some(MxRecord::new(mx.preference(), mx.exchange().to_ascii())),
                    _ => None,
                });
                Mx::Records(records.collect())
            }
            // Without MX an address record stands in for one (RFC 5321, 5.1).
            Reply::None => {
                let found = [RecordType::A, RecordType::AAAA]
                    .into_iter()
                    .any(|kind| matches!(self.look_up(domain.as_str(), kind), Reply::Records(_)));
                let address = if found {
                    AddressRecord::Found
                } else {
                    AddressRecord::NotStated
                };
                Mx::NoRecords { address }
            }
        }
    }

    fn look_up(&self, name: &str, kind: RecordType) -> Reply {
        match self {
            Self::Zone(zone) => {
                let exchanges = zone.iter().filter(|(known, _)| *known == name);
                let exchanges = exchanges.filter_map(|(_, to)| Name::from_ascii(to).ok());
                let records: Vec<_> = match kind {
                    RecordType::MX => exchanges
                        .map(|to| RData::MX(hickory_resolver::proto::rr::rdata::MX::new(10, to)))
                        .collect(),
                    _ => return Reply::None,
                };
                if records.is_empty() {
                    Reply::NoSuchName
                } else {
                    Reply::Records(records)
                }
            }
            Self::Dns { resolver, runtime } => {
                // With the dot at the end no search list is tried.
                let Ok(name) = Name::from_ascii(format!("{name}.")) else {
                    return Reply::Failed;
                };
                match runtime.block_on(resolver.lookup(name, kind)) {
                    Ok(found) => {
                        let records = found.iter().filter(|it| it.record_type() == kind);
                        let records: Vec<_> = records.cloned().collect();
                        if records.is_empty() {
                            Reply::None
                        } else {
                            Reply::Records(records)
                        }
                    }
                    Err(error) => negative(&error),
                }
            }
        }
    }
}

/// A negative answer is an answer; a server that failed, and one that stays away, gave none.
fn negative(error: &ResolveError) -> Reply {
    match error.proto().map(|it| it.kind()) {
        Some(ProtoErrorKind::NoRecordsFound { response_code, .. }) => match *response_code {
            ResponseCode::NXDomain => Reply::NoSuchName,
            ResponseCode::NoError => Reply::None,
            _ => Reply::Failed,
        },
        _ => Reply::Failed,
    }
}

fn only(server: SocketAddr) -> ResolverConfig {
    let mut config = ResolverConfig::new();
    for protocol in [Protocol::Udp, Protocol::Tcp] {
        config.add_name_server(NameServerConfig::new(server, protocol));
    }
    config
}

fn txt(record: &RData) -> Option<String> {
    let RData::TXT(txt) = record else {
        return None;
    };
    let parts = txt.iter().map(|part| String::from_utf8_lossy(part));
    Some(parts.collect())
}

fn cname(record: &RData) -> Option<String> {
    match record {
        RData::CNAME(to) => Some(to.to_ascii()),
        _ => None,
    }
}
