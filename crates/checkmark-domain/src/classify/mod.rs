//! The classifier: two axes, one projection.

mod owner;
mod recheck;
mod table;

pub use recheck::{Change, RecheckError};

use time::{SignedDuration, UtcDateTime};

use crate::carrier::{self, Carrier, Fresh, Kind};
use crate::class::{Assurance, Class, Owner};
use crate::evidence::Evidence;
use crate::lists::hash::checksum;
use crate::lists::{DataVersion, Lists};
use crate::name::DomainName;
use crate::overlay::Overlay;
use crate::policy::Policy;
use crate::rule::Rule;
use crate::subject::{Place, Subject};
use crate::verdict::{MailBasis, Proof, Questions, Reason, Verdict};
use owner::Standing;
use table::{Conclusion, SettledBy};

/// Classifies a domain by the built-in data and the default policy: shorthand for
/// [`Classifier::BUILT_IN`].
///
/// ```
/// use checkmark_domain::{Class, Evidence, Mx, MxRecord, classify};
/// use time::UtcDateTime;
///
/// let now = UtcDateTime::UNIX_EPOCH;
/// let mx = Mx::Records(vec![MxRecord::new(1, "smtp.google.com.")]);
/// let evidence = Evidence::none().with_mx(mx, now);
/// let verdict = classify(&"acme.company".parse()?, &evidence, now);
/// assert_eq!(verdict.class(), Class::GmailHosted);
/// assert_eq!(verdict.rule().as_str(), "mx_at_google");
/// # Ok::<(), checkmark_domain::ParseDomainError>(())
/// ```
#[must_use]
pub fn classify<'a>(
    subject: impl Into<Subject<'a>>,
    evidence: &Evidence,
    now: UtcDateTime,
) -> Verdict {
    Classifier::BUILT_IN.classify(subject, evidence, now)
}

/// The data and the policy that verdicts are made by.
///
/// A value costs nothing to make; it borrows lists and overlay. A call of
/// [`classify`](Self::classify) allocates nothing and reads no clock: `now` is an argument, by
/// which the age of the evidence is told.
#[derive(Clone, Copy, Debug)]
pub struct Classifier<'a> {
    lists: Lists<'a>,
    overlay: Option<&'a Overlay>,
    policy: Policy,
    version: DataVersion,
}

impl Classifier<'static> {
    /// The built-in data and the default policy.
    pub const BUILT_IN: Self = Self {
        lists: Lists::BUILT_IN,
        overlay: None,
        policy: Policy::DEFAULT,
        version: Lists::BUILT_IN.version(),
    };
}

impl<'a> Classifier<'a> {
    /// The same with other lists.
    ///
    /// ```
    /// use checkmark_domain::lists::{List, Lists};
    /// use checkmark_domain::{Class, Classifier, Evidence};
    /// use time::UtcDateTime;
    ///
    /// let lists = Lists::BUILT_IN.without(List::Consumer);
    /// let classifier = Classifier::BUILT_IN.with_lists(lists);
    /// assert_eq!(classifier.data_version(), lists.version());
    /// let now = UtcDateTime::UNIX_EPOCH;
    /// let verdict = classifier.classify(&"gmail.com".parse()?, &Evidence::none(), now);
    /// assert_ne!(verdict.class(), Class::ConsumerMailbox);
    /// # Ok::<(), checkmark_domain::ParseDomainError>(())
    /// ```
    #[must_use]
    pub fn with_lists(self, lists: Lists<'a>) -> Self {
        Self { lists, ..self }.versioned()
    }

    /// The same with an overlay of the host, in the place of the one before.
    #[must_use]
    pub fn with_overlay(self, overlay: &'a Overlay) -> Self {
        Self {
            overlay: Some(overlay),
            ..self
        }
        .versioned()
    }

    /// The same with another policy.
    ///
    /// ```
    /// use checkmark_domain::{Classifier, Evidence, Mx, Policy, Question};
    /// use time::{SignedDuration, UtcDateTime};
    ///
    /// let hourly = Classifier::BUILT_IN
    ///     .with_policy(Policy::DEFAULT.with_evidence_max_age(SignedDuration::HOUR));
    /// let asked_at = UtcDateTime::UNIX_EPOCH;
    /// let evidence = Evidence::none().with_mx(Mx::NullMx, asked_at);
    /// let later = asked_at + SignedDuration::hours(2);
    /// let verdict = hourly.classify(&"acme.company".parse()?, &evidence, later);
    /// assert!(verdict.needs().any(|question| question == Question::Mx), "the answer is too old");
    /// # Ok::<(), checkmark_domain::ParseDomainError>(())
    /// ```
    #[must_use]
    pub const fn with_policy(self, policy: Policy) -> Self {
        Self { policy, ..self }
    }

    /// The policy.
    #[must_use]
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The version of all data together: lists, public suffixes, overlay.
    #[must_use]
    pub const fn data_version(&self) -> DataVersion {
        self.version
    }

    /// Whether a local part stands for a function and not for a person (REG-8).
    ///
    /// ```
    /// use checkmark_domain::Classifier;
    ///
    /// assert!(Classifier::BUILT_IN.is_role_mailbox("postmaster"));
    /// assert!(!Classifier::BUILT_IN.is_role_mailbox("ada.lovelace"));
    /// ```
    #[must_use]
    pub fn is_role_mailbox(&self, local_part: &str) -> bool {
        self.lists.role(local_part).is_some()
    }

    /// Says what a domain is, from evidence as old as `now` makes it.
    #[must_use]
    #[inline]
    pub fn classify<'s>(
        &self,
        subject: impl Into<Subject<'s>>,
        evidence: &Evidence,
        now: UtcDateTime,
    ) -> Verdict {
        let subject = subject.into();
        // The verdict is large, so it is written where it will lie.
        let mut verdict = Verdict::open(subject.place.to_owned(), self.version);
        match subject.place {
            Place::Name(domain) => {
                self.fill(&mut verdict, domain, subject.local_part, evidence, now);
            }
            Place::Literal(_) => fill_literal(&mut verdict),
        }
        verdict
    }

    fn fill(
        &self,
        verdict: &mut Verdict,
        domain: &DomainName,
        local_part: Option<&str>,
        evidence: &Evidence,
        now: UtcDateTime,
    ) {
        let standing = self.standing(domain);
        let role = local_part.and_then(|local_part| self.lists.role(local_part));
        if let Some(version) = &role {
            let why = Reason::new(Rule::RoleMailbox).of_list("role", version.as_str());
            verdict.proof.add(why);
            verdict.role_mailbox = true;
        }
        let fresh = self.fresh(evidence, now, &mut verdict.proof);
        let registrable = standing.registrable;
        let open = carrier::unanswered(evidence, fresh);
        let proof = &mut verdict.proof;
        let carrier = carrier::find(domain, registrable, evidence, fresh, open, proof);
        let used = carrier.used;
        verdict.mail = MailBasis {
            used,
            dnssec: evidence.is_dnssec_for(used),
            claim: carrier.by_claim,
            at: carrier::oldest(evidence, &carrier),
            open,
        };
        self.conclude(verdict, &standing, &carrier);
    }

    /// Projects both axes to the class, and writes down what is left to say.
    fn conclude(&self, verdict: &mut Verdict, standing: &Standing<'_>, carrier: &Carrier) {
        let Verdict { mail, proof, .. } = verdict;
        let (owner, denied) = (standing.owner, standing.denied);
        let Conclusion {
            class,
            settled_by,
            needs,
        } = table::conclude(owner, denied, carrier.kind, mail.open, &self.policy);
        if let Some(why) = standing.reason() {
            let is_company = matches!(class, Class::Corporate | Class::GmailHosted);
            if owner == Owner::SuspectedDisposable && is_company {
                proof.contradict(why);
            } else {
                proof.add(why);
            }
        }
        let by_dns = || match mail {
            MailBasis { claim: true, .. } => Assurance::Claim,
            MailBasis { dnssec: true, .. } => Assurance::Dnssec,
            MailBasis { .. } => Assurance::Dns,
        };
        let (rule, assurance) = match settled_by {
            SettledBy::Owner => (standing.rule.unwrap_or(carrier.rule), Assurance::List),
            SettledBy::Carrier => (carrier.rule, by_dns()),
            SettledBy::Elimination => {
                proof.add(Reason::new(Rule::ByElimination));
                (Rule::ByElimination, by_dns())
            }
            SettledBy::Nothing => {
                let rule = match carrier.kind {
                    Kind::Hidden { .. } => Rule::MailboxHidden,
                    _ => carrier.rule,
                };
                if !rule.is_about_mail() {
                    proof.add(Reason::new(rule));
                }
                (rule, Assurance::None)
            }
        };
        if settled_by == SettledBy::Owner && standing.conflicts_with(carrier) {
            proof.contradict_by(carrier.rule);
        }
        verdict.class = class;
        verdict.owner = owner;
        verdict.provider = standing.provider;
        verdict.mail_host = carrier.host;
        verdict.behind = carrier.behind;
        verdict.assurance = assurance;
        verdict.rule = rule;
        verdict.needs = needs;
        verdict.hint = standing.hint();
    }

    /// Which evidence counts at `now`: an answer that is too old, or from the future, does not.
    fn fresh(&self, evidence: &Evidence, now: UtcDateTime, proof: &mut Proof) -> Fresh {
        let counts = |at: UtcDateTime| {
            // Mostly the look-up was made for this very question.
            let age = if at == now {
                SignedDuration::ZERO
            } else {
                now - at
            };
            age < self.policy.evidence_max_age() && -age <= self.policy.skew()
        };
        let mut fresh = Fresh {
            questions: Questions::ALL,
            claim: evidence
                .claim()
                .and_then(|claim| claim.at())
                .is_none_or(counts),
        };
        for question in evidence.dated() {
            if evidence.looked_up(question).is_none_or(counts) {
                continue;
            }
            fresh.questions.remove(question);
            proof.contradict(Reason::new(Rule::StaleEvidence).with_record(question.as_str()));
        }
        fresh
    }

    fn versioned(self) -> Self {
        let lists = self.lists.version();
        let version = match self.overlay {
            Some(overlay) => marked(lists, overlay.check()),
            None => lists,
        };
        Self { version, ..self }
    }
}

impl Default for Classifier<'_> {
    fn default() -> Self {
        Classifier::BUILT_IN
    }
}

/// An address literal names a machine, whatever the evidence.
fn fill_literal(verdict: &mut Verdict) {
    verdict.class = Class::NotACompanyDomain;
    verdict.assurance = Assurance::List;
    verdict.rule = Rule::AddressLiteral;
    verdict.proof.add(Reason::new(Rule::AddressLiteral));
}

/// The version of lists with an overlay on them: it tells both.
fn marked(lists: DataVersion, overlay: u32) -> DataVersion {
    let mut parts = [0; DataVersion::MAX_LEN + 4];
    let (text, check) = parts.split_at_mut(DataVersion::MAX_LEN);
    let version = lists.as_bytes();
    text[..version.len()].copy_from_slice(version);
    check.copy_from_slice(&overlay.to_le_bytes());
    lists.with(checksum(&parts))
}
