//! Rows that ask about a mail domain: what is known of it, and the verdict.

use checkmark::account::{EmailAddress, ParseEmailErrorKind};
use checkmark::domain::{
    AddressLiteral, Assurance, Class, Classifier, DomainName, Evidence, MailHost, Owner,
    ParseDomainErrorKind, Provider, Question, Reason, Rule, Subject, Verdict,
};
use serde::{Deserialize, Serialize};
use time::UtcDateTime;

/// A row: a domain or an address, and what is known of it.
#[derive(Clone, Debug)]
pub struct Row {
    id: Option<String>,
    input: String,
    evidence: Evidence,
}

#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    id: Option<Id>,
    #[serde(default)]
    address: Option<String>,
    #[serde(default)]
    domain: Option<String>,
}

/// Numbers are ids too.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(i64),
}

impl Row {
    /// Reads a row: JSON, or a bare address or domain.
    ///
    /// # Errors
    ///
    /// The JSON is broken, is no evidence, or names neither a domain nor an address.
    pub fn read(text: &str) -> Result<Self, crate::lines::JsonFault> {
        if !text.starts_with('{') {
            return Ok(Self {
                id: None,
                input: text.to_owned(),
                evidence: Evidence::none(),
            });
        }
        let named: Named = crate::lines::json(text)?;
        let input = named
            .address
            .or(named.domain)
            .ok_or_else(|| crate::lines::JsonFault::of("neither `domain` nor `address`"))?;
        Ok(Self {
            id: named.id.map(|id| match id {
                Id::Text(text) => text,
                Id::Number(number) => number.to_string(),
            }),
            input,
            evidence: crate::lines::json(text)?,
        })
    }

    /// What the row says of itself.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The domain or the address, as it stands in the row.
    #[must_use]
    pub fn input(&self) -> &str {
        &self.input
    }

    /// Says what the domain is.
    ///
    /// # Errors
    ///
    /// The text is neither a domain nor an address: the stable code, and where.
    pub fn verdict(
        &self,
        classifier: &Classifier<'_>,
        now: UtcDateTime,
    ) -> Result<Verdict, NotMail> {
        let domain: DomainName;
        let address: EmailAddress;
        let subject = if self.input.contains('@') {
            match self.input.parse() {
                Ok(read) => {
                    address = read;
                    Subject::new(address.domain()).with_local_part(address.local_part())
                }
                Err(error) if error.kind() == ParseEmailErrorKind::AddressLiteral => {
                    let (_, host) = self.input.rsplit_once('@').unwrap_or_default();
                    literal(host, error.kind().as_str(), error.at())?
                }
                Err(error) => {
                    let code = error.domain().map(ParseDomainErrorKind::as_str);
                    let code = code.unwrap_or(error.kind().as_str());
                    return Err(NotMail {
                        code,
                        at: error.at(),
                    });
                }
            }
        } else {
            match self.input.parse() {
                Ok(read) => {
                    domain = read;
                    Subject::new(&domain)
                }
                Err(error) if error.kind() == ParseDomainErrorKind::AddressLiteral => {
                    literal(&self.input, error.kind().as_str(), error.at())?
                }
                Err(error) => {
                    let code = error.kind().as_str();
                    return Err(NotMail {
                        code,
                        at: error.at(),
                    });
                }
            }
        };
        Ok(classifier.classify(subject, &self.evidence, now))
    }
}

fn literal<'a>(text: &str, code: &'static str, at: usize) -> Result<Subject<'a>, NotMail> {
    let literal: AddressLiteral = text.parse().map_err(|_| NotMail { code, at })?;
    Ok(Subject::literal(literal))
}

/// Why a row is about no mail domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("neither a domain nor an address: {code} at byte {at}")]
pub struct NotMail {
    code: &'static str,
    at: usize,
}

/// The answer to a row, as a line of JSON.
#[derive(Debug, Serialize)]
#[serde(untagged)]
#[expect(
    clippy::exhaustive_enums,
    reason = "closed: a row is answered or it is not"
)]
pub enum Answer<'a> {
    /// What the domain is.
    Verdict(Box<Told<'a>>),
    /// That it is none, or that the line is no row at all.
    Error {
        /// The id of the row.
        id: Option<&'a str>,
        /// What stood in the row.
        input: Option<&'a str>,
        /// What is wrong with it.
        error: NotMail,
    },
}

impl<'a> Answer<'a> {
    /// The answer that tells a verdict.
    #[must_use]
    pub fn of(row: &'a Row, verdict: &'a Verdict) -> Self {
        Self::Verdict(Box::new(Told {
            id: row.id(),
            input: row.input(),
            class: verdict.class(),
            owner: verdict.owner(),
            provider: verdict.provider(),
            mail_host: verdict.mail_host(),
            behind: verdict.behind(),
            assurance: verdict.assurance(),
            reasons: verdict.reasons().map(Fired::from).collect(),
            contradicted_by: verdict.contradicted_by().map(Fired::from).collect(),
            needs: verdict.needs().collect(),
            hint: verdict.hint().map(|hint| Looks {
                looks_like: hint.looks_like(),
            }),
        }))
    }

    /// The answer to a row that is about no mail domain.
    #[must_use]
    pub fn error(row: &'a Row, error: NotMail) -> Self {
        Self::Error {
            id: row.id(),
            input: Some(row.input()),
            error,
        }
    }

    /// The answer to a line that is no row.
    #[must_use]
    pub fn fault(fault: &crate::lines::JsonFault) -> Self {
        let error = NotMail {
            code: "json",
            at: fault.column(),
        };
        Self::Error {
            id: None,
            input: None,
            error,
        }
    }
}

/// A verdict, told.
#[derive(Debug, Serialize)]
pub struct Told<'a> {
    id: Option<&'a str>,
    input: &'a str,
    class: Class,
    owner: Owner,
    provider: Option<Provider>,
    mail_host: MailHost,
    behind: Option<MailHost>,
    assurance: Assurance,
    reasons: Vec<Fired<'a>>,
    contradicted_by: Vec<Fired<'a>>,
    needs: Vec<Question>,
    hint: Option<Looks<'a>>,
}

#[derive(Debug, Serialize)]
struct Fired<'a> {
    rule: Rule,
    list: Option<&'a str>,
    list_version: Option<&'a str>,
    entry: Option<&'a str>,
    record: Option<&'a str>,
    pattern: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Looks<'a> {
    looks_like: &'a str,
}

impl<'a> From<Reason<'a>> for Fired<'a> {
    fn from(reason: Reason<'a>) -> Self {
        Self {
            rule: reason.rule(),
            list: reason.list(),
            list_version: reason.list_version(),
            entry: reason.entry(),
            record: reason.record(),
            pattern: reason.pattern(),
        }
    }
}
