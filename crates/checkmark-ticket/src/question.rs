//! Follow-up questions (TKT-5).

use core::fmt;
use time::UtcDateTime;

use crate::form::Fields;

/// The number of a question within its request, from 1.
///
/// ```
/// use checkmark_ticket::QuestionNo;
///
/// assert_eq!(QuestionNo::new(1).to_string(), "1");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuestionNo(u16);

impl QuestionNo {
    /// The question with this number.
    #[must_use]
    pub const fn new(number: u16) -> Self {
        Self(number)
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }
}

impl fmt::Display for QuestionNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(feature = "proptest")]
impl proptest::arbitrary::Arbitrary for QuestionNo {
    type Parameters = ();
    type Strategy = proptest::strategy::BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        use proptest::strategy::Strategy as _;

        (1_u16..5).prop_map(Self).boxed()
    }
}

/// A question that support asked. Its text is personal and lies apart.
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
/// let fields: Fields = [Field::Company].into_iter().collect();
/// let ask = Command::Ask { text: "Which company?".parse()?, fields };
/// let decision = decide(&request, &ask, &support)?;
/// request.accept(&decision)?;
/// let question: &Question = &request.questions()[0];
/// assert_eq!((question.no(), question.fields()), (QuestionNo::new(1), fields));
/// assert_eq!((question.asked(), question.settled()), (monday, None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Question {
    pub(crate) no: QuestionNo,
    pub(crate) fields: Fields,
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Instant"))]
    pub(crate) asked: UtcDateTime,
    #[cfg_attr(
        feature = "serde",
        serde(default, with = "checkmark_account::wire::optional_instant")
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Instant>"))]
    pub(crate) settled: Option<UtcDateTime>,
}

impl Question {
    /// Its number.
    #[must_use]
    pub const fn no(&self) -> QuestionNo {
        self.no
    }

    /// The fields that an answer has to fill; empty if it asks for words alone.
    #[must_use]
    pub const fn fields(&self) -> Fields {
        self.fields
    }

    /// When it was asked.
    #[must_use]
    pub const fn asked(&self) -> UtcDateTime {
        self.asked
    }

    /// When it was answered, dropped, or given up because the request was closed for silence.
    #[must_use]
    pub const fn settled(&self) -> Option<UtcDateTime> {
        self.settled
    }

    /// Whether it waits for the person.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.settled.is_none()
    }
}
