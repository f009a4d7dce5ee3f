//! The questions that a verdict may still need answered.

use core::fmt;

crate::words::words! {
    /// A question that the host may put to DNS.
    ///
    /// Closed: these are the questions the classifier knows how to use; a host that answers all
    /// four has done what it can.
    ///
    /// ```
    /// use checkmark_domain::Question;
    ///
    /// assert_eq!(Question::Dkim.record_type(), "CNAME");
    /// let domain = "acme.example".parse()?;
    /// let names: Vec<String> = Question::Dkim.names(&domain).map(|it| it.to_string()).collect();
    /// assert_eq!(names[0], "google._domainkey.acme.example");
    /// # Ok::<(), checkmark_domain::ParseDomainError>(())
    /// ```
    #[expect(clippy::exhaustive_enums, reason = "closed: a host answers each of the four")]
    Question, UnknownQuestion, "no such question";
    /// The MX records of the domain.
    Mx "mx",
    /// The TXT records of the domain, SPF among them.
    Txt "txt",
    /// The DKIM selectors of the large platforms.
    Dkim "dkim",
    /// Where mail programs find their settings.
    Autodiscover "autodiscover",
}

impl Question {
    /// The type of the records to ask for.
    #[must_use]
    pub const fn record_type(self) -> &'static str {
        match self {
            Self::Mx => "MX",
            Self::Txt => "TXT",
            Self::Dkim | Self::Autodiscover => "CNAME",
        }
    }

    /// The names to ask for.
    pub fn names(self, domain: &crate::DomainName) -> impl Iterator<Item = QuestionName<'_>> {
        let labels: &'static [&'static str] = match self {
            Self::Mx | Self::Txt => &[""],
            Self::Dkim => &[
                "google._domainkey.",
                "selector1._domainkey.",
                "selector2._domainkey.",
            ],
            Self::Autodiscover => &["autodiscover."],
        };
        labels
            .iter()
            .map(move |prefix| QuestionName { prefix, domain })
    }

    pub(crate) const fn place(self) -> usize {
        match self {
            Self::Mx => 0,
            Self::Txt => 1,
            Self::Dkim => 2,
            Self::Autodiscover => 3,
        }
    }
}

/// A name to ask DNS for, printed without a trailing dot.
///
/// ```
/// use checkmark_domain::{Question, QuestionName};
///
/// let domain = "acme.company".parse()?;
/// let name: Option<QuestionName<'_>> = Question::Autodiscover.names(&domain).next();
/// assert_eq!(name.map(|it| it.to_string()).as_deref(), Some("autodiscover.acme.company"));
/// # Ok::<(), checkmark_domain::ParseDomainError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuestionName<'d> {
    prefix: &'static str,
    domain: &'d crate::DomainName,
}

impl fmt::Display for QuestionName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.prefix, self.domain)
    }
}

/// A set of questions, in the order in which they are best asked.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct Questions(u8);

impl Questions {
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const ALL: Self = Self(0b1111);

    pub(crate) const fn insert(&mut self, question: Question) {
        self.0 |= 1 << question.place();
    }

    pub(crate) const fn remove(&mut self, question: Question) {
        self.0 &= !(1 << question.place());
    }

    pub(crate) const fn is_within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    pub(crate) const fn contains(self, question: Question) -> bool {
        self.0 & 1 << question.place() != 0
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = Question> {
        let mut rest = self.0;
        core::iter::from_fn(move || {
            let question = *Question::ALL.get(rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(question)
        })
    }
}

impl fmt::Debug for Questions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
