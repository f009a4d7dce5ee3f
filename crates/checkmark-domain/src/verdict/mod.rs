//! What the classifier answers, with its proof.

mod judgment;
mod proof;
mod question;
#[cfg(feature = "serde")]
mod wire;

pub use judgment::Judgment;
pub(crate) use proof::Proof;
pub use proof::Reason;
pub(crate) use question::Questions;
pub use question::{Question, QuestionName, UnknownQuestion};

use time::UtcDateTime;

use crate::class::{Assurance, Class, Owner};
use crate::lists::DataVersion;
use crate::lookalike::Hint;
use crate::mail_host::MailHost;
use crate::name::DomainName;
use crate::provider::Provider;
use crate::rule::Rule;
use crate::subject::AddressLiteral;

/// What a mail domain is, and why (DOM-1 to DOM-4).
///
/// A verdict is a proof: it names the rules that fired with what made them fire, what contradicts
/// it, what it rests on, and what it would still need. Equal evidence and equal data give an equal
/// verdict, to the octet on the wire. It lies in line, holds no local part, and may be stored and
/// [checked again](crate::Classifier::recheck).
///
/// ```
/// use checkmark_domain::{Class, Classifier, Evidence, Owner};
/// use time::UtcDateTime;
///
/// let domain = "gmail.com".parse()?;
/// let now = UtcDateTime::UNIX_EPOCH;
/// let verdict = Classifier::BUILT_IN.classify(&domain, &Evidence::none(), now);
/// assert_eq!((verdict.class(), verdict.owner()), (Class::ConsumerMailbox, Owner::Consumer));
/// assert_eq!(verdict.provider().map(|it| it.to_string()).as_deref(), Some("google"));
/// assert_eq!(verdict.needs().count(), 0);
/// # Ok::<(), checkmark_domain::ParseDomainError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(
        try_from = "wire::VerdictWire<'static>",
        into = "wire::VerdictWire<'static>"
    )
)]
pub struct Verdict {
    pub(crate) place: VerdictPlace,
    pub(crate) class: Class,
    pub(crate) owner: Owner,
    pub(crate) provider: Option<Provider>,
    pub(crate) mail_host: MailHost,
    pub(crate) behind: Option<MailHost>,
    pub(crate) assurance: Assurance,
    pub(crate) rule: Rule,
    pub(crate) proof: Proof,
    pub(crate) needs: Questions,
    pub(crate) hint: Option<Hint>,
    pub(crate) role_mailbox: bool,
    pub(crate) data_version: DataVersion,
    pub(crate) mail: MailBasis,
}

/// What a verdict is about.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every verdict is about a name"
)]
pub(crate) enum VerdictPlace {
    Name(DomainName),
    Literal(AddressLiteral),
}

/// What the finding about the mail rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct MailBasis {
    pub(crate) used: Questions,
    pub(crate) dnssec: bool,
    pub(crate) claim: bool,
    pub(crate) at: Option<UtcDateTime>,
    /// The questions that were not answered, other than the one for MX records.
    pub(crate) open: Questions,
}

impl Verdict {
    /// Nothing is known yet.
    #[inline]
    pub(crate) const fn open(place: VerdictPlace, data_version: DataVersion) -> Self {
        Self {
            place,
            class: Class::Undetermined,
            owner: Owner::Unlisted,
            provider: None,
            mail_host: MailHost::Unknown,
            behind: None,
            assurance: Assurance::None,
            rule: Rule::MxNotAsked,
            proof: Proof::new(),
            needs: Questions::NONE,
            hint: None,
            role_mailbox: false,
            data_version,
            mail: MailBasis {
                used: Questions::NONE,
                dnssec: false,
                claim: false,
                at: None,
                open: Questions::NONE,
            },
        }
    }

    /// The domain; `None` if an address literal was in its place.
    #[must_use]
    pub const fn domain(&self) -> Option<&DomainName> {
        match &self.place {
            VerdictPlace::Name(domain) => Some(domain),
            VerdictPlace::Literal(_) => None,
        }
    }

    /// The class.
    #[must_use]
    pub const fn class(&self) -> Class {
        self.class
    }

    /// Who stands behind the domain.
    #[must_use]
    pub const fn owner(&self) -> Owner {
        self.owner
    }

    /// The mailbox provider or relay that owns the domain, if a list names it.
    #[must_use]
    pub const fn provider(&self) -> Option<Provider> {
        self.provider
    }

    /// Who carries the mail.
    #[must_use]
    pub const fn mail_host(&self) -> MailHost {
        self.mail_host
    }

    /// Who holds the mailboxes behind a gateway or forwarder; `None` for other hosts.
    ///
    /// ```
    /// use checkmark_domain::{Evidence, MailHost, Mx, MxRecord, classify};
    /// use time::UtcDateTime;
    ///
    /// let now = UtcDateTime::UNIX_EPOCH;
    /// let gateway = Mx::Records(vec![MxRecord::new(10, "eu-smtp-inbound-1.mimecast.com.")]);
    /// let evidence = Evidence::none()
    ///     .with_mx(gateway, now)
    ///     .with_spf(["v=spf1 include:_spf.google.com ~all"], now);
    /// let verdict = classify(&"acme.company".parse()?, &evidence, now);
    /// assert!(verdict.mail_host().hides_mailboxes());
    /// assert_eq!(verdict.behind(), Some(MailHost::Google));
    /// # Ok::<(), checkmark_domain::ParseDomainError>(())
    /// ```
    #[must_use]
    pub const fn behind(&self) -> Option<MailHost> {
        self.behind
    }

    /// What the class rests on.
    #[must_use]
    pub const fn assurance(&self) -> Assurance {
        self.assurance
    }

    /// The rule that settled the class.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        self.rule
    }

    /// The rules that fired, in the order in which they did.
    pub fn reasons(&self) -> impl Iterator<Item = Reason<'_>> {
        self.proof.reasons()
    }

    /// What speaks against the verdict.
    ///
    /// ```
    /// use checkmark_domain::{Claim, Evidence, Issuer, classify};
    /// use time::UtcDateTime;
    ///
    /// let now = UtcDateTime::UNIX_EPOCH;
    /// let of_another = Claim::new(Issuer::Google, "other.company".parse()?, now);
    /// let evidence = Evidence::none().with_claim(of_another);
    /// let verdict = classify(&"acme.company".parse()?, &evidence, now);
    /// assert!(verdict.contradicted_by().any(|reason| reason.rule().as_str() == "claim_ignored"));
    /// # Ok::<(), checkmark_domain::ParseDomainError>(())
    /// ```
    pub fn contradicted_by(&self) -> impl Iterator<Item = Reason<'_>> {
        self.proof.contradictions()
    }

    /// The questions to ask next: only those whose answers can still change the class.
    pub fn needs(&self) -> impl Iterator<Item = Question> {
        self.needs.iter()
    }

    /// What the host may want to ask the person: a hint, never a correction.
    #[must_use]
    pub const fn hint(&self) -> Option<&Hint> {
        self.hint.as_ref()
    }

    /// Whether the local part stands for a function and not for a person (REG-8).
    #[must_use]
    pub const fn is_role_mailbox(&self) -> bool {
        self.role_mailbox
    }

    /// The data that made the verdict.
    #[must_use]
    pub const fn data_version(&self) -> DataVersion {
        self.data_version
    }

    /// When the oldest of the answers that settled the mail host was looked up; `None` if none
    /// was used, or if it came without its instant.
    ///
    /// Whoever lets somebody in by this verdict asks how old that is: a domain can lapse and be
    /// registered by another.
    ///
    /// ```
    /// use checkmark_domain::{Evidence, Mx, MxRecord, classify};
    /// use time::{SignedDuration, UtcDateTime};
    ///
    /// let asked_at = UtcDateTime::UNIX_EPOCH;
    /// let mx = Mx::Records(vec![MxRecord::new(1, "smtp.google.com.")]);
    /// let evidence = Evidence::none().with_mx(mx, asked_at);
    /// let now = asked_at + SignedDuration::HOUR;
    /// let verdict = classify(&"acme.company".parse()?, &evidence, now);
    /// assert_eq!(verdict.evidence_at(), Some(asked_at));
    /// # Ok::<(), checkmark_domain::ParseDomainError>(())
    /// ```
    #[must_use]
    pub const fn evidence_at(&self) -> Option<UtcDateTime> {
        self.mail.at
    }

    /// The small part of the verdict that a state keeps.
    #[must_use]
    pub const fn summary(&self) -> Judgment {
        Judgment::new(self.class, self.assurance, self.rule, self.data_version)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Verdict {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "Verdict".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        wire::VerdictWire::json_schema(generator)
    }
}
