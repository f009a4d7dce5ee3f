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
