//! Evidence: what was asked about a domain, and what came back.

mod answer;
mod claim;
#[cfg(feature = "serde")]
mod wire;

pub use answer::{AddressRecord, Answer, DkimTarget, Mx, MxRecord};
pub use claim::{Claim, Issuer, UnknownIssuer};

use alloc::string::String;
use alloc::vec::Vec;

use time::UtcDateTime;

use crate::verdict::{Question, Questions};

/// What was asked about a domain's mail, and what came back (DOM-4).
///
/// Nothing here is looked up: the host asks and hands in the answers, each with the instant of the
/// look-up and with whether DNSSEC vouched for it. A question that was not asked is
/// [`Answer::NotAsked`], which is not the same as an answer with nothing in it.
///
/// ```
/// use checkmark_domain::{Evidence, Mx, MxRecord, Question};
/// use time::UtcDateTime;
///
/// let asked_at = UtcDateTime::from_unix_timestamp(1_795_420_800).expect("in range");
/// let evidence = Evidence::none()
///     .with_mx(Mx::Records(vec![MxRecord::new(10, "aspmx.l.google.com.")]), asked_at)
///     .with_spf(["v=spf1 include:_spf.google.com ~all"], asked_at)
///     .validated_by_dnssec(Question::Mx);
/// assert_eq!(evidence.looked_up(Question::Mx), Some(asked_at));
/// assert_eq!(evidence.looked_up(Question::Dkim), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(from = "wire::EvidenceWire", into = "wire::EvidenceWire")
)]
pub struct Evidence {
    mx: Mx,
    spf: Answer<Vec<String>>,
    dkim: Answer<Vec<DkimTarget>>,
    autodiscover: Answer<Vec<String>>,
    txt: Answer<Vec<String>>,
    claim: Option<Claim>,
    looked_up: LookedUp,
}

/// When each question was asked, and which answers DNSSEC vouched for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct LookedUp {
    at: [Option<UtcDateTime>; 4],
    dated: Questions,
    dnssec: Questions,
}

impl LookedUp {
    fn date(&mut self, question: Question, at: UtcDateTime) {
        self.at[question.place()] = Some(at);
        self.dated.insert(question);
    }
}

impl Evidence {
    /// Nothing was asked.
    #[must_use]
    pub const fn none() -> Self {
        Self {
            mx: Mx::NotAsked,
            spf: Answer::NotAsked,
            dkim: Answer::NotAsked,
            autodiscover: Answer::NotAsked,
            txt: Answer::NotAsked,
            claim: None,
            looked_up: LookedUp {
                at: [None; 4],
                dated: Questions::NONE,
                dnssec: Questions::NONE,
            },
        }
    }

    /// The same with the answer to the question for MX records.
    #[must_use]
    pub fn with_mx(mut self, mx: Mx, at: UtcDateTime) -> Self {
        self.mx = mx;
        self.looked_up.date(Question::Mx, at);
        self
    }

    /// The same with the SPF records among the domain's TXT records; none is an answer.
    #[must_use]
    pub fn with_spf<T: Into<String>>(
        mut self,
        records: impl IntoIterator<Item = T>,
        at: UtcDateTime,
    ) -> Self {
        self.spf = Answer::Given(records.into_iter().map(Into::into).collect());
        self.looked_up.date(Question::Txt, at);
        self
    }

    /// The same with all of the domain's TXT records, in which SPF records are found.
    #[must_use]
    pub fn with_txt<T: Into<String>>(
        mut self,
        records: impl IntoIterator<Item = T>,
        at: UtcDateTime,
    ) -> Self {
        self.txt = Answer::Given(records.into_iter().map(Into::into).collect());
        self.looked_up.date(Question::Txt, at);
        self
    }

    /// The same with what stands at the selectors of [`Question::Dkim`]; none is an answer.
    #[must_use]
    pub fn with_dkim(
        mut self,
        targets: impl IntoIterator<Item = DkimTarget>,
        at: UtcDateTime,
    ) -> Self {
        self.dkim = Answer::Given(targets.into_iter().collect());
        self.looked_up.date(Question::Dkim, at);
        self
    }

    /// The same with the hosts that the names of [`Question::Autodiscover`] lead to; none is an
    /// answer.
    ///
    /// ```
    /// use checkmark_domain::{Answer, Evidence};
    /// use time::UtcDateTime;
    ///
    /// let asked_at = UtcDateTime::UNIX_EPOCH;
    /// let evidence = Evidence::none().with_autodiscover(["autodiscover.outlook.com"], asked_at);
    /// assert_eq!(evidence.autodiscover(), &Answer::Given(vec!["autodiscover.outlook.com".into()]));
    /// ```
    #[must_use]
    pub fn with_autodiscover<T: Into<String>>(
        mut self,
        targets: impl IntoIterator<Item = T>,
        at: UtcDateTime,
    ) -> Self {
        self.autodiscover = Answer::Given(targets.into_iter().map(Into::into).collect());
        self.looked_up.date(Question::Autodiscover, at);
        self
    }

    /// The same with a look-up that failed: a time-out, a broken server.
    #[must_use]
    pub fn with_failure(mut self, question: Question, at: UtcDateTime) -> Self {
        match question {
            Question::Mx => self.mx = Mx::Failed,
            Question::Txt => {
                self.spf = Answer::Failed;
                self.txt = Answer::Failed;
            }
            Question::Dkim => self.dkim = Answer::Failed,
            Question::Autodiscover => self.autodiscover = Answer::Failed,
        }
        self.looked_up.date(question, at);
        self
    }

    /// The same with an answer that DNSSEC validated.
    #[must_use]
    pub const fn validated_by_dnssec(mut self, question: Question) -> Self {
        self.looked_up.dnssec.insert(question);
        self
    }

    /// The same with a claim whose signature the host has verified.
    #[must_use]
    pub fn with_claim(mut self, claim: Claim) -> Self {
        self.claim = Some(claim);
        self
    }

    /// The answer to the question for MX records.
    ///
    /// ```
    /// use checkmark_domain::{Evidence, Mx};
    /// use time::UtcDateTime;
    ///
    /// assert_eq!(Evidence::none().mx(), &Mx::NotAsked);
    /// let evidence = Evidence::none().with_mx(Mx::NoSuchDomain, UtcDateTime::UNIX_EPOCH);
    /// assert_eq!(evidence.mx(), &Mx::NoSuchDomain);
    /// ```
    #[must_use]
    pub const fn mx(&self) -> &Mx {
        &self.mx
    }

    /// The SPF records that were handed in as such.
    ///
    /// ```
    /// use checkmark_domain::Evidence;
    /// use time::UtcDateTime;
    ///
    /// let evidence = Evidence::none().with_spf(["v=spf1 -all"], UtcDateTime::UNIX_EPOCH);
    /// assert_eq!(evidence.spf().given().map(Vec::len), Some(1));
    /// ```
    #[must_use]
    pub const fn spf(&self) -> &Answer<Vec<String>> {
        &self.spf
    }

    /// What stands at the DKIM selectors.
    #[must_use]
    pub const fn dkim(&self) -> &Answer<Vec<DkimTarget>> {
        &self.dkim
    }

    /// Where autodiscovery leads.
    #[must_use]
    pub const fn autodiscover(&self) -> &Answer<Vec<String>> {
        &self.autodiscover
    }

    /// The TXT records of the domain.
    #[must_use]
    pub const fn txt(&self) -> &Answer<Vec<String>> {
        &self.txt
    }

    /// The claim of an identity provider.
    #[must_use]
    pub const fn claim(&self) -> Option<&Claim> {
        self.claim.as_ref()
    }

    /// When a question was asked; `None` if it was not, or if the evidence came over the wire
    /// without its instant.
    #[must_use]
    pub const fn looked_up(&self, question: Question) -> Option<UtcDateTime> {
        self.looked_up.at[question.place()]
    }

    /// Whether DNSSEC vouched for the answer.
    ///
    /// ```
    /// use checkmark_domain::{Evidence, Mx, Question};
    /// use time::UtcDateTime;
    ///
    /// let evidence = Evidence::none()
    ///     .with_mx(Mx::NullMx, UtcDateTime::UNIX_EPOCH)
    ///     .validated_by_dnssec(Question::Mx);
    /// assert!(evidence.is_dnssec(Question::Mx) && !evidence.is_dnssec(Question::Txt));
    /// ```
    #[must_use]
    pub const fn is_dnssec(&self, question: Question) -> bool {
        self.looked_up.dnssec.contains(question)
    }

    pub(crate) const fn is_dnssec_for(&self, questions: Questions) -> bool {
        questions.is_within(self.looked_up.dnssec)
    }

    /// The questions whose answers say when they were asked.
    pub(crate) fn dated(&self) -> impl Iterator<Item = Question> {
        self.looked_up.dated.iter()
    }

    /// Whether anything was handed in besides MX records.
    pub(crate) const fn is_mx_alone(&self) -> bool {
        matches!(
            (
                &self.spf,
                &self.txt,
                &self.dkim,
                &self.autodiscover,
                &self.claim
            ),
            (
                Answer::NotAsked,
                Answer::NotAsked,
                Answer::NotAsked,
                Answer::NotAsked,
                None
            )
        )
    }

    /// The SPF records, wherever they were handed in; `None` if TXT was not answered.
    pub(crate) fn spf_records(&self) -> Option<impl Iterator<Item = &str>> {
        let (spf, txt) = (self.spf.given(), self.txt.given());
        if spf.is_none() && txt.is_none() {
            return None;
        }
        let all = spf.into_iter().flatten().chain(txt.into_iter().flatten());
        Some(all.map(String::as_str))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Evidence {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "Evidence".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        wire::EvidenceWire::json_schema(generator)
    }
}
