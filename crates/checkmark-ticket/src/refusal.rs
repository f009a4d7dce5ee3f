//! Answers that are no.

use checkmark_account::{Language, Rule};
use core::fmt;

use crate::command::CommandKind;
use crate::form::Faults;
use crate::state::StateKind;
use crate::table::{Situation, Way};
use crate::words::{in_language, words};

/// An answer that is no: the stable code, the rule, what is missing, and what would help (LAW-1).
///
/// It changes nothing, and holds nothing that anybody wrote.
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
/// let topic = Topic::AccountAccess;
/// let submit = Command::Submit { topic, number, draft: Draft::default(), follows: None };
/// let refusal: Refusal = decide(&Request::new("r2".parse()?), &submit, &person).unwrap_err();
/// assert_eq!(refusal.code(), RefusalCode::TopicNotOffered);
/// assert_eq!(refusal.unmet(), [Condition::SignedIn, Condition::RegistrationFinished]);
/// assert_eq!(refusal.remedy(), Remedy::SignIn);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(into = "wire::Refusal"))]
pub struct Refusal {
    code: RefusalCode,
    rule: Rule,
    unmet: &'static [Condition],
    faults: Faults,
    situation: Situation,
    command: CommandKind,
}

impl Refusal {
    pub(crate) fn new(code: RefusalCode, situation: Situation, command: CommandKind) -> Self {
        Self {
            code,
            rule: code.rule(),
            unmet: &[],
            faults: Faults::default(),
            situation,
            command,
        }
    }

    pub(crate) fn by(self, rule: Rule) -> Self {
        Self { rule, ..self }
    }

    pub(crate) fn unmet_by(self, unmet: &'static [Condition]) -> Self {
        Self { unmet, ..self }
    }

    pub(crate) fn with_faults(self, faults: Faults) -> Self {
        Self { faults, ..self }
    }

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> RefusalCode {
        self.code
    }

    /// The rule that refuses.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        self.rule
    }

    /// The conditions that do not hold.
    #[must_use]
    pub const fn unmet(&self) -> &'static [Condition] {
        self.unmet
    }

    /// Every fault of the form, if it was the form.
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
    /// let submit = Command::Submit { topic, number, draft: Draft::default(), follows: None };
    /// let refusal = decide(&Request::new("r2".parse()?), &submit, &person).unwrap_err();
    /// assert_eq!(refusal.faults().len(), 2, "address and way of contact are missing");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn faults(&self) -> &Faults {
        &self.faults
    }

    /// What would help.
    #[must_use]
    pub const fn remedy(&self) -> Remedy {
        match (self.code, self.unmet) {
            (RefusalCode::TopicNotOffered, [Condition::RegistrationFinished]) => {
                Remedy::FinishRegistration
            }
            (RefusalCode::AlreadyResolved | RefusalCode::AlreadyClosed, _)
                if !self.situation.reopens =>
            {
                Remedy::OpenFollowUp
            }
            (code, _) => code.remedy(),
        }
    }

    /// The state that the command met.
    #[must_use]
    pub const fn state(&self) -> StateKind {
        self.situation.state
    }

    /// The command that was refused.
    #[must_use]
    pub const fn command(&self) -> CommandKind {
        self.command
    }

    /// The shortest legal sequence of commands to where this one is taken, the command itself
    /// last. `None` if it is not the state that refuses, or if no sequence leads out of it: then
    /// the remedy says what helps.
    #[must_use]
    pub fn way_out(&self) -> Option<Way> {
        self.situation.way_to(self.command)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} refused in {} by {}: {}",
            self.command, self.situation.state, self.rule, self.code
        )
    }
}

impl core::error::Error for Refusal {}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident $code:literal $rule:ident $remedy:ident,)*) => {
        words! {
            /// Why a command is refused. The codes are stable.
            ///
            /// Open: there may be more reasons some day.
            ///
            /// ```
            /// use checkmark_account::Rule;
            /// use checkmark_ticket::{RefusalCode, Remedy};
            ///
            /// assert_eq!(RefusalCode::ReopeningTooLate.rule(), Rule::Tkt6);
            /// assert_eq!(RefusalCode::ReopeningTooLate.remedy(), Remedy::OpenFollowUp);
            /// ```
            #[non_exhaustive]
            RefusalCode "refusal";
            $($(#[$doc])* $variant $code,)*
        }

        impl RefusalCode {
            /// The rule that it rests on, if the case names no narrower one.
            #[must_use]
            pub const fn rule(self) -> Rule {
                match self {
                    $(Self::$variant => Rule::$rule,)*
                }
            }

            /// What would help.
            #[must_use]
            pub const fn remedy(self) -> Remedy {
                match self {
                    $(Self::$variant => Remedy::$remedy,)*
                }
            }
        }
    };
}

codes! {
    /// The command was based on an older version.
    StaleVersion "stale_version" Law5 LookAgain,
    /// Not this actor's command.
    ActorNotAllowed "actor_not_allowed" Law7 LeaveToOthers,
    /// The host's clock ran back further than the policy's skew.
    TimeRanBack "time_ran_back" Law4 SetClock,
    /// The request is another account's.
    ForeignAccount "foreign_account" Law7 UseOwnAccount,
    /// The host handed in nothing about the account.
    ApplicantUnknown "applicant_unknown" Tkt2 SignIn,
    /// The topic is not offered: `unmet` says why.
    TopicNotOffered "topic_not_offered" Tkt2 SignIn,
    /// The topic is opened by others.
    TopicNotOfActor "topic_not_of_actor" Law7 LeaveToOthers,
    /// The form has faults.
    FormFaulty "form_faulty" Tkt3 CorrectForm,
    /// The number is not in the desk's format.
    NumberNotInFormat "number_not_in_format" Tkt4 AssignAnotherNumber,
    /// A request cannot follow itself.
    FollowsItself "follows_itself" Tkt6 NameAnotherRequest,
    /// It is not submitted yet.
    NotSubmitted "not_submitted" Tkt3 Submit,
    /// It is submitted already, and has its number.
    AlreadySubmitted "already_submitted" Tkt4 AddInformation,
    /// No question waits.
    NoQuestionOpen "no_question_open" Tkt5 AddInformation,
    /// There is no such question.
    UnknownQuestion "unknown_question" Tkt5 LookAgain,
    /// The question was answered, dropped or given up already.
    QuestionSettled "question_settled" Tkt5 AddInformation,
    /// The answer says nothing.
    AnswerEmpty "answer_empty" Tkt5 CorrectForm,
    /// So many questions were asked that no number is left.
    TooManyQuestions "too_many_questions" Tkt5 OpenFollowUp,
    /// A question waits for the person.
    WaitsForPerson "waits_for_person" Tkt5 AwaitAnswer,
    /// Support validates already.
    AlreadyValidating "already_validating" Tkt1 NoneNeeded,
    /// Not an outcome of this topic.
    NotOfThisTopic "not_of_this_topic" Tkt6 DecideOnTopic,
    /// Given for another standing than the account has now.
    StandingMoved "standing_moved" Tkt8 LookAgain,
    /// Given for another address than the account has now.
    AddressMoved "address_moved" Tkt8 LookAgain,
    /// It was decided already.
    AlreadyResolved "already_resolved" Tkt6 Reopen,
    /// It was closed.
    AlreadyClosed "already_closed" Tkt6 Reopen,
    /// It was taken back.
    AlreadyWithdrawn "already_withdrawn" Tkt6 OpenAnother,
    /// It ended as a duplicate of another.
    AlreadyDuplicate "already_duplicate" Tkt6 UseSurvivor,
    /// It is not resolved or closed, so there is nothing to reopen.
    NothingToReopen "nothing_to_reopen" Tkt6 AddInformation,
    /// The reopening window is over.
    ReopeningTooLate "reopening_too_late" Tkt6 OpenFollowUp,
    /// A request cannot be its own duplicate.
    DuplicateOfItself "duplicate_of_itself" Tkt6 NameAnotherRequest,
    /// A duplicate belongs to the same account.
    DuplicateOfOther "duplicate_of_other" Tkt6 NameAnotherRequest,
    /// That duplicate was merged into this one already.
    AlreadyAbsorbed "already_absorbed" Tkt6 NoneNeeded,
    /// The calendar has no answer for the time asked about.
    CalendarEnds "calendar_ends" Sla4 RenewCalendar,
}

words! {
    /// Something that has to hold.
    ///
    /// Open: there may be more conditions some day.
    #[non_exhaustive]
    Condition "condition";
    /// One is signed in.
    SignedIn "signed_in",
    /// Business registration is finished.
    RegistrationFinished "registration_finished",
}

macro_rules! remedies {
    ($($(#[$doc:meta])* $variant:ident $code:literal $english:literal $swedish:literal,)*) => {
        words! {
            /// What would help after a refusal or a no. The codes are stable.
            ///
            /// Open: there may be more remedies some day.
            ///
            /// ```
            /// use checkmark_account::Language;
            /// use checkmark_ticket::Remedy;
            ///
            /// assert_eq!(Remedy::SignIn.text(Language::English), "Sign in and try again.");
            /// ```
            #[non_exhaustive]
            Remedy "remedy";
            $($(#[$doc])* $variant $code,)*
        }

        impl Remedy {
            /// The remedy in words.
            #[must_use]
            pub const fn text(self, language: Language) -> &'static str {
                match self {
                    $(Self::$variant => in_language(language, $english, $swedish),)*
                }
            }
        }
    };
}

remedies! {
    /// Read the request again, and decide again.
    LookAgain "look_again"
        "Something changed meanwhile. Look again and decide again."
        "Något har ändrats under tiden. Titta igen och besluta på nytt.",
    /// Leave it to those whose command it is.
    LeaveToOthers "leave_to_others"
        "This is for somebody else to do."
        "Det här ska någon annan göra.",
    /// Set the host's clock right.
    SetClock "set_clock"
        "Set the clock of the system right."
        "Ställ systemets klocka rätt.",
    /// Use one's own account.
    UseOwnAccount "use_own_account"
        "Sign in with the account that the request belongs to."
        "Logga in med det konto som ärendet tillhör.",
    /// Sign in.
    SignIn "sign_in"
        "Sign in and try again."
        "Logga in och försök igen.",
    /// Finish business registration.
    FinishRegistration "finish_registration"
        "Finish business registration first."
        "Slutför företagsregistreringen först.",
    /// Wait for the answer, or drop the question.
    AwaitAnswer "await_answer"
        "Wait for the answer, or drop the question."
        "Vänta på svaret eller dra tillbaka frågan.",
    /// Correct the fields that are named.
    CorrectForm "correct_form"
        "Correct the fields that are named."
        "Rätta de fält som anges.",
    /// Assign a number that fits the format.
    AssignAnotherNumber "assign_another_number"
        "Assign a number in the format of the desk."
        "Tilldela ett ärendenummer i rätt format.",
    /// Name another request.
    NameAnotherRequest "name_another_request"
        "Name another request of the same account."
        "Ange ett annat ärende för samma konto.",
    /// Submit the form first.
    Submit "submit"
        "Submit the form first."
        "Skicka in formuläret först.",
    /// Add what there is to say.
    AddInformation "add_information"
        "Add what you want to say to the request."
        "Lägg till det du vill säga i ärendet.",
    /// Nothing needs to be done.
    NoneNeeded "none_needed"
        "Nothing more needs to be done."
        "Inget mer behöver göras.",
    /// Decide what the topic is about.
    DecideOnTopic "decide_on_topic"
        "Decide on what the request is about, or decline."
        "Besluta om det som ärendet gäller, eller avslå.",
    /// Reopen it, while the window lasts.
    Reopen "reopen"
        "Reopen the request."
        "Öppna ärendet igen.",
    /// Open a request that names this one.
    OpenFollowUp "open_follow_up"
        "Open a new request that names this one."
        "Öppna ett nytt ärende som hänvisar till det här.",
    /// Open another request.
    OpenAnother "open_another"
        "Open a new request."
        "Öppna ett nytt ärende.",
    /// Use the request that goes on.
    UseSurvivor "use_survivor"
        "Use the request that this one is a duplicate of."
        "Använd det ärende som det här är en dubblett av.",
    /// Compile a calendar that reaches further.
    RenewCalendar "renew_calendar"
        "Bring the calendar and its zone rules up to date."
        "Uppdatera kalendern och dess tidszonsregler.",
    /// Use a business address.
    UseBusinessAddress "use_business_address"
        "Change to a business address of your organization."
        "Byt till en företagsadress hos din organisation.",
    /// Show that the organization bought something.
    ProvePurchase "prove_purchase"
        "Open a new request with a service tag or serial number of a device of your organization."
        "Öppna ett nytt ärende med service tag eller serienummer för en av organisationens enheter.",
    /// Ask an administrator of the company.
    AskCompanyAdministrator "ask_company_administrator"
        "Ask an administrator of your company for an invitation."
        "Be en av företagets administratörer om en inbjudan.",
    /// Reopen it, and show more.
    ReopenWithMore "reopen_with_more"
        "Reopen the request and add what shows that you belong to the organization."
        "Öppna ärendet igen och lägg till det som visar att du tillhör organisationen.",
}

#[cfg(feature = "serde")]
mod wire {
    use super::{Condition, RefusalCode, Remedy};
    use crate::form::Faults;
    use crate::table::Way;
    use checkmark_account::Rule;

    #[derive(serde::Serialize)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub(super) struct Refusal {
        code: RefusalCode,
        #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
        rule: Rule,
        unmet: &'static [Condition],
        faults: Faults,
        remedy: Remedy,
        way_out: Option<Way>,
    }

    impl From<super::Refusal> for Refusal {
        fn from(refusal: super::Refusal) -> Self {
            Self {
                code: refusal.code,
                rule: refusal.rule,
                unmet: refusal.unmet,
                remedy: refusal.remedy(),
                way_out: refusal.way_out(),
                faults: refusal.faults,
            }
        }
    }

    #[cfg(feature = "schema")]
    impl schemars::JsonSchema for super::Refusal {
        fn schema_name() -> alloc::borrow::Cow<'static, str> {
            "TicketRefusal".into()
        }

        fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
            Refusal::json_schema(generator)
        }
    }
}
