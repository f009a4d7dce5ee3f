//! What DNS says about a domain, as evidence.

use checkmark::domain::{Classifier, DomainName, Evidence, Mx, MxRecord, Question, Verdict};
use time::UtcDateTime;

/// Who is asked.
#[derive(Debug)]
pub(crate) enum Resolver {
    /// A few records that the host was given: nobody is asked.
    Zone(&'static [(&'static str, &'static str)]),
}

impl Resolver {
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
        match self {
            Self::Zone(zone) => zone.iter().any(|it| *it == (domain.as_str(), text)),
        }
    }

    fn ask(
        &self,
        question: Question,
        domain: &DomainName,
        evidence: Evidence,
        now: UtcDateTime,
    ) -> Evidence {
        match self {
            Self::Zone(zone) => match question {
                Question::Mx => {
                    let records = zone.iter().filter(|(name, _)| *name == domain.as_str());
                    let records: Vec<_> = records
                        .map(|(_, exchange)| MxRecord::new(10, *exchange))
                        .collect();
                    let mx = if records.is_empty() {
                        Mx::NoSuchDomain
                    } else {
                        Mx::Records(records)
                    };
                    evidence.with_mx(mx, now)
                }
                other => evidence.with_failure(other, now),
            },
        }
    }
}
