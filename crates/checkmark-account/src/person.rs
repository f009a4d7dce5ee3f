//! People's names.

use alloc::string::String;
use core::fmt;

use crate::characters::{self, Fault};
use crate::words::{kinds, words};

/// The name of a person, as given at sign-up: first and last (ACC-2).
///
/// Each part has 1 to 100 characters, without blanks at its ends. Nobody's name is judged beyond
/// that, except that it must be safe to show and to put into a mail: control, bidi and invisible
/// characters are refused, and so is what starts a link or markup.
///
/// It is personal: there is no `Display`, and `Debug` is redacted.
///
/// ```
/// use checkmark_account::PersonName;
///
/// let name = PersonName::new("Åsa", "O'Neill-Berg")?;
/// assert_eq!((name.first(), name.last()), ("Åsa", "O'Neill-Berg"));
/// assert_eq!(name.masked(), "Å*** O***");
/// # Ok::<(), checkmark_account::PersonNameError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "Parts", into = "Parts"))]
pub struct PersonName(Parts);

/// The wire form of a name.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Parts {
    first: String,
    last: String,
}

impl PersonName {
    /// The most characters in each part.
    pub const MAX_LEN: usize = 100;

    /// Takes a name; blanks at the ends of its parts are dropped.
    ///
    /// # Errors
    ///
    /// A part is empty, too long, or has a character that no name has.
    pub fn new(first: &str, last: &str) -> Result<Self, PersonNameError> {
        Ok(Self(Parts {
            first: part(PersonNamePart::First, first)?.into(),
            last: part(PersonNamePart::Last, last)?.into(),
        }))
    }

    /// The first name.
    #[must_use]
    pub fn first(&self) -> &str {
        &self.0.first
    }

    /// The last name.
    #[must_use]
    pub fn last(&self) -> &str {
        &self.0.last
    }

    /// Enough for the owner to know it again: the initials.
    #[must_use]
    pub fn masked(&self) -> String {
        let mut masked = String::new();
        for part in [self.first(), self.last()] {
            if !masked.is_empty() {
                masked.push(' ');
            }
            masked.extend(part.chars().next());
            masked.push_str("***");
        }
        masked
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonName([redacted])")
    }
}

impl TryFrom<Parts> for PersonName {
    type Error = PersonNameError;

    fn try_from(parts: Parts) -> Result<Self, PersonNameError> {
        Self::new(&parts.first, &parts.last)
    }
}

impl From<PersonName> for Parts {
    fn from(name: PersonName) -> Self {
        name.0
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for PersonName {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "PersonName".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Parts::json_schema(generator)
    }
}

/// Names in a few scripts, with blanks, hyphens and apostrophes inside.
#[cfg(feature = "proptest")]
impl proptest::arbitrary::Arbitrary for PersonName {
    type Parameters = ();
    type Strategy = proptest::strategy::BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        use proptest::strategy::Strategy as _;

        let part = "[A-Za-zÅÄÖåäöéüøжя名前]([A-Za-zÅÄÖåäöéüøжя名前' -]{0,18}[a-zåäö])?";
        (part, part)
            .prop_map(|(first, last)| Self::new(&first, &last).expect("the pattern is the syntax"))
            .boxed()
    }
}

/// Why something is no name: in which part, where, and what; never the text.
///
/// ```
/// use checkmark_account::{PersonName, PersonNameErrorKind, PersonNamePart};
///
/// let refused = PersonName::new("Åsa", "Berg <b>").unwrap_err();
/// assert_eq!((refused.part(), refused.at()), (PersonNamePart::Last, 5));
/// assert_eq!(refused.kind(), PersonNameErrorKind::Character);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{part} name: {kind} at byte {at}")]
pub struct PersonNameError {
    part: PersonNamePart,
    at: usize,
    kind: PersonNameErrorKind,
}

impl PersonNameError {
    /// In which part the fault lies.
    #[must_use]
    pub const fn part(&self) -> PersonNamePart {
        self.part
    }

    /// The byte of that part at which it lies.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    /// What the fault is.
    #[must_use]
    pub const fn kind(&self) -> PersonNameErrorKind {
        self.kind
    }
}

words! {
    /// A part of a name.
    ///
    /// Closed: the form has these two fields (ACC-2).
    #[expect(clippy::exhaustive_enums, reason = "closed: the form has these two fields")]
    PersonNamePart, UnknownPersonNamePart, "unknown part of a name";
    /// The first name.
    First "first",
    /// The last name.
    Last "last",
}

kinds! {
    /// What is wrong with a part of a name.
    PersonNameErrorKind;
    /// There is no text but blanks.
    Empty "empty" "empty",
    /// More than 100 characters.
    TooLong "too_long" "longer than 100 characters",
    /// A control character.
    Control "control" "control character",
    /// A character that shows nothing, or that turns the direction of the text.
    Invisible "invisible" "invisible or bidi character",
    /// A character that stands in nobody's name: markup, the start of a link, private use.
    Character "character" "character that no name has",
}

words! {
    /// What a person chose about newsletters at sign-up (ACC-2).
    ///
    /// Closed: it is a yes or a no, and silence is a no.
    ///
    /// ```
    /// use checkmark_account::NewsletterChoice;
    ///
    /// assert_eq!(NewsletterChoice::default(), NewsletterChoice::NotSubscribed, "silence is a no");
    /// ```
    #[derive(Default)]
    #[expect(clippy::exhaustive_enums, reason = "closed: a yes or a no")]
    NewsletterChoice, UnknownNewsletterChoice, "unknown newsletter choice";
    /// Newsletters are welcome.
    Subscribed "subscribed",
    /// They are not.
    #[default]
    NotSubscribed "not_subscribed",
}

fn part(part: PersonNamePart, text: &str) -> Result<&str, PersonNameError> {
    let start = text.len() - text.trim_start().len();
    let name = text.trim();
    let fault = |at, kind| PersonNameError {
        part,
        at: start + at,
        kind,
    };
    if name.is_empty() {
        return Err(fault(0, PersonNameErrorKind::Empty));
    }
    for (nth, (at, character)) in name.char_indices().enumerate() {
        if nth == PersonName::MAX_LEN {
            return Err(fault(at, PersonNameErrorKind::TooLong));
        }
        let kind = match (characters::fault(character), character) {
            (Some(Fault::Control), _) => PersonNameErrorKind::Control,
            (Some(Fault::Invisible), _) => PersonNameErrorKind::Invisible,
            (Some(Fault::Undefined), _)
            | (None, '<' | '>' | '@' | '/' | '\\' | '{' | '}' | '[' | ']' | '|') => {
                PersonNameErrorKind::Character
            }
            (None, _) => continue,
        };
        return Err(fault(at, kind));
    }
    Ok(name)
}
