//! Stored verdicts, judged again.

use super::{Classifier, fill_literal};
use crate::carrier::{self, Carrier, Kind};
use crate::mail_host::MailHost;
use crate::mx::MxPattern;
use crate::rule::Rule;
use crate::verdict::{Judgment, Question, Questions, Verdict, VerdictPlace};

impl Classifier<'_> {
    /// Checks a stored verdict against the data that made it.
    ///
    /// What the lists said is looked up again, what the patterns covered is matched again, and the
    /// class is concluded again. Policy and data must be those that the verdict was made by.
    ///
    /// # Errors
    ///
    /// The verdict was made by other data, or does not follow from what it rests on.
    ///
    /// ```
    /// use checkmark_domain::lists::{List, Lists};
    /// use checkmark_domain::{Classifier, Evidence, RecheckError};
    /// use time::UtcDateTime;
    ///
    /// let now = UtcDateTime::UNIX_EPOCH;
    /// let stored = Classifier::BUILT_IN.classify(&"gmail.com".parse()?, &Evidence::none(), now);
    /// assert_eq!(Classifier::BUILT_IN.recheck(&stored), Ok(()));
    ///
    /// let other = Classifier::BUILT_IN.with_lists(Lists::BUILT_IN.without(List::Role));
    /// assert_eq!(other.recheck(&stored), Err(RecheckError::OtherData));
    /// # Ok::<(), checkmark_domain::ParseDomainError>(())
    /// ```
    pub fn recheck(&self, verdict: &Verdict) -> Result<(), RecheckError> {
        if verdict.data_version() != self.data_version() {
            Err(RecheckError::OtherData)
        } else if self.judge_again(verdict) != *verdict {
            Err(RecheckError::DoesNotFollow)
        } else {
            Ok(())
        }
    }

    /// Judges a stored verdict again, by this data and what the verdict kept of the evidence.
    ///
    /// Nothing is asked again: what was found about the mail stands as it was found, as far as the
    /// patterns of today cover the exchanges that it names. If it was not found, because a list
    /// made the question needless, the new verdict asks for it.
    ///
    /// ```
    /// use checkmark_domain::{Class, Classifier, Evidence, Label, Overlay};
    /// use time::UtcDateTime;
    ///
    /// let now = UtcDateTime::UNIX_EPOCH;
    /// let stored = Classifier::BUILT_IN.classify(&"acme.company".parse()?, &Evidence::none(), now);
    /// let overlay = Overlay::new("ours", "1", [("acme.company", Label::Disposable)])?;
    /// let again = Classifier::BUILT_IN.with_overlay(&overlay).judge_again(&stored);
    /// assert_eq!((stored.class(), again.class()), (Class::Undetermined, Class::Disposable));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub fn judge_again(&self, verdict: &Verdict) -> Verdict {
        let mut again = Verdict::open(verdict.place.clone(), self.data_version());
        let VerdictPlace::Name(domain) = &verdict.place else {
            fill_literal(&mut again);
            return again;
        };
        again.role_mailbox = verdict.role_mailbox;
        for role in verdict
            .reasons()
            .filter(|it| it.rule() == Rule::RoleMailbox)
        {
            again.proof.add(role);
        }
        let carrier = match stored_carrier(verdict) {
            Some(carrier) => {
                verdict.proof.keep_mail(&mut again.proof);
                again.mail = verdict.mail;
                carrier
            }
            None => OPEN,
        };
        self.conclude(&mut again, &self.standing(domain), &carrier);
        again
    }

    /// Which of the stored verdicts would change, if judged again by this data.
    ///
    /// ```
    /// use checkmark_domain::{Class, Classifier, Evidence, Label, Overlay};
    /// use time::UtcDateTime;
    ///
    /// let domain = "acme.example".parse()?;
    /// let stored = [Classifier::BUILT_IN.classify(&domain, &Evidence::none(), UtcDateTime::MIN)];
    /// let overlay = Overlay::new("docs", "1", [("example", Label::Ordinary)])?;
    /// let changes: Vec<_> = Classifier::BUILT_IN.with_overlay(&overlay).changes(&stored).collect();
    /// assert_eq!(changes[0].verdict().domain(), Some(&domain));
    /// assert_eq!(changes[0].before().class(), Class::NotACompanyDomain);
    /// assert_eq!(changes[0].after().class(), Class::Undetermined);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn changes<'v>(
        &self,
        verdicts: impl IntoIterator<Item = &'v Verdict>,
    ) -> impl Iterator<Item = Change<'v>> {
        verdicts.into_iter().filter_map(|verdict| {
            let after = self.judge_again(verdict).summary();
            (after.class() != verdict.class()).then_some(Change { verdict, after })
        })
    }
}

/// A stored verdict that other data would change.
///
/// ```
/// use checkmark_domain::lists::{List, Lists};
/// use checkmark_domain::{Change, Class, Classifier, Evidence};
/// use time::UtcDateTime;
///
/// let now = UtcDateTime::UNIX_EPOCH;
/// let stored = Classifier::BUILT_IN.classify(&"gmail.com".parse()?, &Evidence::none(), now);
/// let without = Classifier::BUILT_IN.with_lists(Lists::BUILT_IN.without(List::Consumer));
/// let change: Option<Change<'_>> = without.changes([&stored]).next();
/// assert_eq!(change.map(|it| it.before().class()), Some(Class::ConsumerMailbox));
/// # Ok::<(), checkmark_domain::ParseDomainError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Change<'v> {
    verdict: &'v Verdict,
    after: Judgment,
}

impl<'v> Change<'v> {
    /// The verdict as it was stored.
    #[must_use]
    pub const fn verdict(&self) -> &'v Verdict {
        self.verdict
    }

    /// What was judged.
    #[must_use]
    pub const fn before(&self) -> Judgment {
        self.verdict.summary()
    }

    /// What would be judged now.
    #[must_use]
    pub const fn after(&self) -> Judgment {
        self.after
    }
}

/// Why a stored verdict does not stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum RecheckError {
    /// It was made by other data than it is checked against.
    #[error("verdict made by another version of the data")]
    OtherData,
    /// It does not follow from what it rests on.
    #[error("verdict that does not follow from its reasons")]
    DoesNotFollow,
}

const OPEN: Carrier = Carrier {
    host: MailHost::Unknown,
    behind: None,
    kind: Kind::Open,
    rule: Rule::MxNotAsked,
    used: Questions::NONE,
    by_claim: false,
};

/// What was found about the mail; `None` if today's patterns no longer say so.
fn stored_carrier(verdict: &Verdict) -> Option<Carrier> {
    let mail = || {
        verdict
            .reasons()
            .filter(|reason| reason.rule().is_about_mail())
    };
    for reason in mail() {
        if let (Some(record), Some(pattern)) = (reason.record(), reason.pattern())
            && MxPattern::of(record).is_none_or(|found| found.as_str() != pattern)
        {
            return None;
        }
    }
    let has = |rule| mail().any(|reason| reason.rule() == rule);
    let kind = match (verdict.mail_host(), verdict.behind()) {
        (MailHost::None, _) => Kind::NoMail,
        (MailHost::Google, _) | (_, Some(MailHost::Google | MailHost::Mixed)) => Kind::Google,
        (MailHost::Mixed, _) => {
            let beside = mail().filter(|reason| reason.rule() == Rule::MxMixed);
            let kinds = beside.filter_map(|reason| carrier::kind_of(reason.record()?));
            kinds.max_by_key(|(weight, _)| *weight)?.1
        }
        (_, Some(MailHost::Unknown)) => Kind::Hidden {
            answered: verdict.mail.used.contains(Question::Dkim),
        },
        (MailHost::Unknown, _) if verdict.mail.used.contains(Question::Mx) => Kind::Unknown,
        (MailHost::Unknown, _) => Kind::Open,
        _ if has(Rule::MxAtDisposable) => Kind::Disposable,
        _ if has(Rule::MxAtConsumerProvider) => Kind::Consumer,
        _ => Kind::Hosted,
    };
    let rule = match kind {
        Kind::Open if has(Rule::MxFailed) => Rule::MxFailed,
        Kind::Open => Rule::MxNotAsked,
        Kind::Unknown => Rule::ExchangeUnknown,
        _ => mail()
            .map(|reason| reason.rule())
            .find(|rule| rule.names_carrier())?,
    };
    Some(Carrier {
        host: verdict.mail_host(),
        behind: verdict.behind(),
        kind,
        rule,
        used: verdict.mail.used,
        by_claim: verdict.mail.claim,
    })
}
