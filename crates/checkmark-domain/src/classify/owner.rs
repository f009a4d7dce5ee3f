//! Who stands behind a domain, by what is said about its name.

use super::Classifier;
use crate::carrier::{Carrier, Kind};
use crate::class::Owner;
use crate::lists::{DataVersion, Hit, List};
use crate::lookalike::{self, Hint};
use crate::mail_host::MailHost;
use crate::name::DomainName;
use crate::overlay::Label;
use crate::provider::Provider;
use crate::rule::Rule;
use crate::suffix::{self, Section, Suffix};
use crate::verdict::Reason;

/// What is said about a name, by the most specific entry.
pub(super) struct Standing<'n> {
    pub(super) owner: Owner,
    pub(super) denied: bool,
    pub(super) provider: Option<Provider>,
    pub(super) rule: Option<Rule>,
    /// The name that was registered, or the whole where nothing was.
    pub(super) registrable: &'n str,
    has_a_label: bool,
    list: &'n str,
    version: DataVersion,
    entry: &'n str,
}

impl Standing<'_> {
    pub(super) fn reason(&self) -> Option<Reason<'_>> {
        let on_list = Reason::new(self.rule?).of_list(self.list, self.version.as_str());
        Some(on_list.with_entry(self.entry))
    }
}

impl Standing<'_> {
    /// Whether a list settled it, and the mail tells otherwise.
    pub(super) fn conflicts_with(&self, carrier: &Carrier) -> bool {
        let platform = match carrier.host {
            MailHost::Google => Some(Provider::GOOGLE),
            MailHost::Microsoft365 => Some(Provider::MICROSOFT_365),
            MailHost::Provider(_)
            | MailHost::Gateway(_)
            | MailHost::Forwarder(_)
            | MailHost::Own
            | MailHost::None
            | MailHost::Mixed
            | MailHost::Unknown => None,
        };
        let takes_no_mail = carrier.kind == Kind::NoMail;
        match self.owner {
            Owner::Consumer | Owner::Relay => {
                takes_no_mail || (platform.is_some() && platform != self.provider)
            }
            Owner::Disposable => {
                takes_no_mail || platform.is_some() || carrier.host.hides_mailboxes()
            }
            Owner::Organization
            | Owner::SuspectedDisposable
            | Owner::Education
            | Owner::Government
            | Owner::PublicSuffix
            | Owner::Reserved
            | Owner::Unlisted => false,
        }
    }

    /// What the name looks like, unless a list knows it for what it is.
    pub(super) fn hint(&self) -> Option<Hint> {
        let odd = matches!(
            self.owner,
            Owner::Unlisted | Owner::SuspectedDisposable | Owner::Disposable
        );
        if odd && self.rule != Some(Rule::Overlay) {
            lookalike::of(self.registrable, self.has_a_label)
        } else {
            None
        }
    }
}

impl<'a> Classifier<'a> {
    pub(super) fn standing<'n>(&self, domain: &'n DomainName) -> Standing<'n>
    where
        'a: 'n,
    {
        let suffix = self.lists.suffixes().of(domain);
        let text = domain.as_str();
        let registrable = &text[suffix.registrable_at().unwrap_or_default()..];
        let unlisted = Standing {
            owner: Owner::Unlisted,
            denied: false,
            provider: None,
            rule: None,
            registrable,
            has_a_label: domain.is_internationalized(),
            list: "",
            version: self.version,
            entry: "",
        };
        let built_in = self.built_in(domain, &suffix, unlisted);
        let Some((overlay, (entry, label))) = self
            .overlay
            .and_then(|overlay| Some((overlay, overlay.lookup(domain)?)))
            // The most specific name wins, and the host over the built-in data.
            .filter(|(_, (entry, _))| entry.len() >= built_in.entry.len())
        else {
            return built_in;
        };
        Standing {
            owner: label.owner(),
            denied: label == Label::Denied,
            provider: None,
            rule: Some(Rule::Overlay),
            registrable,
            has_a_label: false,
            list: overlay.name(),
            version: overlay.version(),
            entry,
        }
    }

    fn built_in<'n>(
        &self,
        domain: &'n DomainName,
        suffix: &Suffix<'n>,
        unlisted: Standing<'n>,
    ) -> Standing<'n>
    where
        'a: 'n,
    {
        if let Some(entry) = suffix::reserved(domain) {
            return Standing {
                owner: Owner::Reserved,
                rule: Some(Rule::ReservedName),
                list: "reserved",
                version: self.lists.suffixes().version(),
                entry,
                ..unlisted
            };
        }
        if suffix.is_public_suffix() {
            let tenant = suffix.section() == Section::Tenant;
            return Standing {
                owner: Owner::PublicSuffix,
                rule: Some(if tenant {
                    Rule::TenantSuffix
                } else {
                    Rule::PublicSuffix
                }),
                list: suffix.section().as_str(),
                version: self.lists.suffixes().version(),
                entry: suffix.as_str(),
                ..unlisted
            };
        }
        match self.lists.lookup_below(domain, suffix) {
            Some(hit) => listed(&hit, unlisted),
            None => unlisted,
        }
    }
}

fn listed<'n>(hit: &Hit<'n>, unlisted: Standing<'n>) -> Standing<'n> {
    let (owner, rule) = match hit.list() {
        List::Consumer => (Owner::Consumer, Rule::ListedConsumer),
        List::Relay => (Owner::Relay, Rule::ListedRelay),
        List::Disposable => (Owner::Disposable, Rule::ListedDisposable),
        List::Suspected => (Owner::SuspectedDisposable, Rule::ListedSuspected),
        List::Education => (Owner::Education, Rule::ListedEducation),
        List::Government => (Owner::Government, Rule::ListedGovernment),
        List::Organization => (Owner::Organization, Rule::ListedOrganization),
        // Local parts are no domains.
        List::Role => return unlisted,
    };
    Standing {
        owner,
        provider: hit.provider(),
        rule: Some(rule),
        list: hit.list().as_str(),
        version: hit.version(),
        entry: hit.entry(),
        ..unlisted
    }
}
