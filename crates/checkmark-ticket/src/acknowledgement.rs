//! The mail that says that a request came in (TKT-4).

use alloc::string::String;
use checkmark_account::{Language, RequestId};
use core::fmt;
use time::{Month, UtcDateTime, UtcOffset};

use crate::number::RequestNumber;
use crate::sla::Schedule;
use crate::topic::Topic;
use crate::words::{in_language, words};

/// What the automatic mail says: the number, until when a representative will be in contact, and
/// when the desk opens if it is closed now. It is data; the words are at the host's choice.
///
/// ```
/// # use checkmark_ticket::*;
/// # use checkmark_account::*;
/// # use time::{UtcDateTime, UtcOffset};
/// # let policy = Policy::default();
/// # let now = UtcDateTime::from_unix_timestamp(1_795_420_800)?;
/// # let applicant = Applicant::new("a1".parse()?, Basis::new(Standing::new(3), AddressNo::new(0)));
/// # let context = Context::new(&policy, Actor::Person, now).with_applicant(applicant);
/// # let draft = Draft { email: Some("a@acme.example".into()), preferred_contact: Some("email".into()), ..Draft::default() };
/// # let submit = Command::Submit {
/// #     topic: Topic::TroubleWithValidation, number: "04711815".parse()?, draft, follows: None,
/// # };
/// # let decision = decide(&Request::new("r1".parse()?), &submit, &context)?;
/// let first = decision.effects().next().expect("a submission is acknowledged first of all");
/// let Action::Acknowledge { acknowledgement } = first.action() else { panic!("{first:?}") };
///
/// let text = acknowledgement.text(Language::English, UtcOffset::UTC, "https://support.example.com/");
/// assert_eq!(acknowledgement.number().as_str(), "04711815");
/// assert!(text.to_string().contains("no later than 25 November 2026 at 08:00 (UTC)"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Acknowledgement {
    pub(crate) request: RequestId,
    pub(crate) number: RequestNumber,
    pub(crate) topic: Topic,
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Instant"))]
    pub(crate) received: UtcDateTime,
    #[cfg_attr(
        feature = "serde",
        serde(default, with = "checkmark_account::wire::optional_instant")
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Instant>"))]
    pub(crate) contact_by: Option<UtcDateTime>,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) done: Option<Schedule>,
    #[cfg_attr(
        feature = "serde",
        serde(default, with = "checkmark_account::wire::optional_instant")
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Instant>"))]
    pub(crate) desk_opens: Option<UtcDateTime>,
}

impl Acknowledgement {
    /// The request.
    #[must_use]
    pub const fn request(&self) -> RequestId {
        self.request
    }

    /// The number that the person calls it by.
    #[must_use]
    pub const fn number(&self) -> RequestNumber {
        self.number
    }

    /// What the request is about.
    #[must_use]
    pub const fn topic(&self) -> Topic {
        self.topic
    }

    /// When it came in.
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
    /// let first = submitted.effects().next().expect("a submission is acknowledged");
    /// let Action::Acknowledge { acknowledgement } = first.action() else { panic!("{first:?}") };
    /// assert_eq!(acknowledgement.received(), monday);
    /// assert_eq!(acknowledgement.contact_by(), Some(monday + time::SignedDuration::days(2)));
    /// assert_eq!(acknowledgement.done(), None, "this topic promises a contact alone");
    /// assert_eq!(acknowledgement.desk_opens(), None, "it is open");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn received(&self) -> UtcDateTime {
        self.received
    }

    /// The instant of the promise: by then a representative will have been in contact (SLA-1).
    #[must_use]
    pub const fn contact_by(&self) -> Option<UtcDateTime> {
        self.contact_by
    }

    /// Within which window it is expected to be done, if that is promised too (SLA-2, SLA-3).
    #[must_use]
    pub const fn done(&self) -> Option<Schedule> {
        self.done
    }

    /// When the desk opens next, if it was closed when the request came in.
    #[must_use]
    pub const fn desk_opens(&self) -> Option<UtcDateTime> {
        self.desk_opens
    }

    /// Where the person can go on.
    #[must_use]
    pub const fn links(&self) -> [Link; 3] {
        let number = self.number;
        [
            Link {
                purpose: LinkPurpose::View,
                number,
            },
            Link {
                purpose: LinkPurpose::AddInformation,
                number,
            },
            Link {
                purpose: LinkPurpose::Withdraw,
                number,
            },
        ]
    }

    /// The mail in words: instants on a wall clock with an offset, links below a base address of
    /// the host's.
    #[must_use]
    pub const fn text<'a>(
        &'a self,
        language: Language,
        offset: UtcOffset,
        base: &'a str,
    ) -> impl fmt::Display + 'a {
        AcknowledgementText {
            acknowledgement: self,
            language,
            offset,
            base,
        }
    }
}

/// Where a person can go on from the acknowledgement.
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
/// let first = submitted.effects().next().expect("a submission is acknowledged");
/// let Action::Acknowledge { acknowledgement } = first.action() else { panic!("{first:?}") };
/// let [view, _, withdraw]: [Link; 3] = acknowledgement.links();
/// assert_eq!((view.purpose(), view.path().as_str()), (LinkPurpose::View, "requests/04711815"));
/// assert_eq!(withdraw.path(), "requests/04711815/withdrawal");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    purpose: LinkPurpose,
    number: RequestNumber,
}

impl Link {
    /// What for.
    #[must_use]
    pub const fn purpose(self) -> LinkPurpose {
        self.purpose
    }

    /// The path below the host's base address, without a slash in front: `requests/04711815`.
    #[must_use]
    pub fn path(self) -> String {
        let mut path = String::from("requests/");
        path.push_str(self.number.as_str());
        path.push_str(match self.purpose {
            LinkPurpose::View => "",
            LinkPurpose::AddInformation => "/information",
            LinkPurpose::Withdraw => "/withdrawal",
        });
        path
    }
}

words! {
    /// What a link in the acknowledgement is for.
    ///
    /// Open: there may be more some day.
    ///
    /// ```
    /// use checkmark_account::Language;
    /// use checkmark_ticket::LinkPurpose;
    ///
    /// assert_eq!(LinkPurpose::Withdraw.text(Language::English), "Withdraw it");
    /// ```
    #[non_exhaustive]
    LinkPurpose "purpose of a link";
    /// To see the request.
    View "view",
    /// To add something.
    AddInformation "add_information",
    /// To take it back.
    Withdraw "withdraw",
}

impl LinkPurpose {
    /// The purpose in words.
    #[must_use]
    pub const fn text(self, language: Language) -> &'static str {
        let (english, swedish) = match self {
            Self::View => ("See your request", "Se ditt ärende"),
            Self::AddInformation => ("Add information", "Lägg till information"),
            Self::Withdraw => ("Withdraw it", "Dra tillbaka det"),
        };
        in_language(language, english, swedish)
    }
}

struct AcknowledgementText<'a> {
    acknowledgement: &'a Acknowledgement,
    language: Language,
    offset: UtcOffset,
    base: &'a str,
}

impl fmt::Display for AcknowledgementText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let it = self.acknowledgement;
        let language = self.language;
        let word = |english, swedish| in_language(language, english, swedish);
        let wall = |at| Wall {
            at,
            offset: self.offset,
            language,
        };
        writeln!(
            f,
            "{} {}.",
            word(
                "We have received your request. Its number is",
                "Vi har tagit emot ditt ärende. Ärendenumret är",
            ),
            it.number
        )?;
        if let Some(opens) = it.desk_opens {
            writeln!(
                f,
                "{} {}.",
                word(
                    "The desk is closed now and opens on",
                    "Supporten är stängd just nu och öppnar den",
                ),
                wall(opens)
            )?;
        }
        if let Some(by) = it.contact_by {
            writeln!(
                f,
                "{} {}.",
                word(
                    "A representative will contact you no later than",
                    "En representant kontaktar dig senast den",
                ),
                wall(by)
            )?;
        }
        match it.done {
            Some(Schedule {
                earliest: Some(earliest),
                due,
                ..
            }) => writeln!(
                f,
                "{} {} {} {}.",
                word(
                    "We expect to be done between",
                    "Vi räknar med att vara klara mellan den"
                ),
                wall(earliest),
                word("and", "och den"),
                wall(due)
            )?,
            Some(Schedule { due, .. }) => writeln!(
                f,
                "{} {}.",
                word(
                    "We expect to be done by",
                    "Vi räknar med att vara klara senast den"
                ),
                wall(due)
            )?,
            None => {}
        }
        let slash = if self.base.ends_with('/') { "" } else { "/" };
        for link in it.links() {
            write!(
                f,
                "\n{}: {}{slash}{}",
                link.purpose.text(language),
                self.base,
                link.path()
            )?;
        }
        Ok(())
    }
}

/// An instant as people read it, on a wall clock.
struct Wall {
    at: UtcDateTime,
    offset: UtcOffset,
    language: Language,
}

impl fmt::Display for Wall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // At the very ends of time the offset is left out rather than the instant.
        let (local, offset) = match self.at.checked_to_offset(self.offset) {
            Some(local) => (local, self.offset),
            None => (self.at.to_offset(UtcOffset::UTC), UtcOffset::UTC),
        };
        let (year, month, day) = local.to_calendar_date();
        write!(
            f,
            "{day} {} {year} {} {:02}:{:02} (UTC",
            month_name(month, self.language),
            in_language(self.language, "at", "kl."),
            local.hour(),
            local.minute()
        )?;
        if !offset.is_utc() {
            let (hours, minutes, _) = offset.as_hms();
            let sign = if offset.is_negative() { '-' } else { '+' };
            write!(
                f,
                "{sign}{:02}:{:02}",
                hours.unsigned_abs(),
                minutes.unsigned_abs()
            )?;
        }
        f.write_str(")")
    }
}

const fn month_name(month: Month, language: Language) -> &'static str {
    let (english, swedish) = match month {
        Month::January => ("January", "januari"),
        Month::February => ("February", "februari"),
        Month::March => ("March", "mars"),
        Month::April => ("April", "april"),
        Month::May => ("May", "maj"),
        Month::June => ("June", "juni"),
        Month::July => ("July", "juli"),
        Month::August => ("August", "augusti"),
        Month::September => ("September", "september"),
        Month::October => ("October", "oktober"),
        Month::November => ("November", "november"),
        Month::December => ("December", "december"),
    };
    in_language(language, english, swedish)
}
