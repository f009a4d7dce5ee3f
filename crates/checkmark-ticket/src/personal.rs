//! What people wrote, apart from the record that decisions are made of (ACC-7).

use alloc::boxed::Box;
use checkmark_account::RequestId;

use crate::form::{Draft, Form, FreeText};
use crate::question::QuestionNo;
use crate::words::words;

/// A piece of a request that is about somebody: the host keeps it beside the events, under its
/// name, and forgets it without touching them.
///
/// Its name is the request and the version at which it came.
///
/// ```
/// # use checkmark_account::*;
/// # use checkmark_ticket::*;
/// # let (policy, monday) = (Policy::default(), time::UtcDateTime::from_unix_timestamp(1_795_420_800)?);
/// # let ada = Applicant::new("a1".parse()?, Basis::new(Standing::new(3), AddressNo::default()));
/// # let person = Context::new(&policy, Actor::Person, monday).with_applicant(ada);
/// # let (email, preferred_contact) = (Some("a@acme.example".into()), Some("email".into()));
/// # let draft = Draft { email, preferred_contact, ..Draft::default() };
/// # let (topic, number) = (Topic::TroubleWithValidation, "04711815".parse()?);
/// # let submit = Command::Submit { topic, number, draft, follows: None };
/// # let mut request = Request::new("r1".parse()?);
/// # let submitted = decide(&request, &submit, &person)?;
/// # request.accept(&submitted)?;
/// let record: &SideRecord = &submitted.personal()[0];
/// assert!(matches!(record.content(), Content::Form { .. }));
/// assert_eq!(record.audience(), Audience::PersonAndSupport);
/// assert!(!format!("{record:?}").contains("acme.example"), "it shows none of it");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SideRecord {
    pub(crate) request: RequestId,
    pub(crate) version: u64,
    pub(crate) content: Content,
}

impl SideRecord {
    /// The request that it belongs to.
    #[must_use]
    pub const fn request(&self) -> RequestId {
        self.request
    }

    /// The version of the event that it belongs to.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// What was written.
    #[must_use]
    pub const fn content(&self) -> &Content {
        &self.content
    }

    /// Who may read it.
    #[must_use]
    pub const fn audience(&self) -> Audience {
        match self.content {
            Content::Note { .. } => Audience::Support,
            Content::Draft { .. }
            | Content::Form { .. }
            | Content::Contact { .. }
            | Content::Question { .. }
            | Content::Answer { .. }
            | Content::Information { .. }
            | Content::Outcome { .. }
            | Content::Reopening { .. } => Audience::PersonAndSupport,
        }
    }
}

/// What was written. `Debug` shows none of it.
///
/// Open: people may write more some day.
///
/// ```
/// # use checkmark_account::*;
/// # use checkmark_ticket::*;
/// # let (policy, monday) = (Policy::default(), time::UtcDateTime::from_unix_timestamp(1_795_420_800)?);
/// # let ada = Applicant::new("a1".parse()?, Basis::new(Standing::new(3), AddressNo::default()));
/// # let person = Context::new(&policy, Actor::Person, monday).with_applicant(ada);
/// # let (email, preferred_contact) = (Some("a@acme.example".into()), Some("email".into()));
/// # let draft = Draft { email, preferred_contact, ..Draft::default() };
/// # let (topic, number) = (Topic::TroubleWithValidation, "04711815".parse()?);
/// # let submit = Command::Submit { topic, number, draft, follows: None };
/// # let mut request = Request::new("r1".parse()?);
/// # let submitted = decide(&request, &submit, &person)?;
/// # request.accept(&submitted)?;
/// let support = Context::new(&policy, Actor::Support, monday);
/// let note = Command::Note { text: "Known from the fair.".parse()? };
/// let decision = decide(&request, &note, &support)?;
/// let Content::Note { text } = decision.personal()[0].content() else { panic!("{decision:?}") };
/// assert_eq!(text.as_str(), "Known from the fair.");
/// assert_eq!(decision.personal()[0].audience(), Audience::Support);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Content {
    /// A form that is not finished.
    Draft {
        /// As far as it is filled in.
        draft: Box<Draft>,
    },
    /// The form.
    Form {
        /// What it says.
        form: Box<Form>,
    },
    /// What was said in a contact.
    Contact {
        /// In words.
        text: FreeText,
    },
    /// A question.
    Question {
        /// Which one.
        question: QuestionNo,
        /// In words.
        text: FreeText,
    },
    /// An answer.
    Answer {
        /// To which question.
        question: QuestionNo,
        /// In words.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        text: Option<FreeText>,
        /// The fields that were asked for.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        form: Option<Box<Form>>,
    },
    /// What the person told without being asked.
    Information {
        /// In words.
        text: FreeText,
    },
    /// What support noted for itself.
    Note {
        /// In words.
        text: FreeText,
    },
    /// What the person was told with the outcome.
    Outcome {
        /// In words.
        text: FreeText,
    },
    /// What was said at a reopening.
    Reopening {
        /// In words.
        text: FreeText,
    },
}

words! {
    /// Who may read a piece.
    #[expect(clippy::exhaustive_enums, reason = "closed: there is no third")]
    Audience "audience";
    /// The person and support.
    PersonAndSupport "person_and_support",
    /// Support alone.
    Support "support",
}
