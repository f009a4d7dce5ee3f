//! Refusals and remedies in words. Codes are stable, prose is not.

use core::fmt;

use checkmark_account::Language;

use super::{Refusal, RefusalCode, Remedy};

impl Refusal {
    /// The refusal in words, for a person: what is in the way, and what would help.
    ///
    /// ```
    /// use checkmark_account::{Actor, Language};
    /// use checkmark_tier::{Account, Command, Context, Envelope, RefusalText, TierPolicy};
    /// use time::UtcDateTime;
    ///
    /// let policy = TierPolicy::default();
    /// let account = Account::new("a1".parse()?);
    /// let at = UtcDateTime::UNIX_EPOCH;
    /// let envelope = Envelope::new(account.id(), Actor::Person, at, Command::RequestCode);
    /// let refusal = account.decide(&envelope, &Context::new(&policy)).expect_err("nobody yet");
    /// let text: RefusalText = refusal.text(Language::Swedish);
    /// assert_eq!(text.to_string(), "Ingen har registrerat sig än. Skapa ett konto.");
    /// # Ok::<(), checkmark_account::ParseIdError>(())
    /// ```
    #[must_use]
    pub const fn text(&self, language: Language) -> RefusalText {
        RefusalText {
            code: self.code(),
            language,
        }
    }
}

/// A [`Refusal`] in words: one or two sentences to a person.
///
/// ```
/// use checkmark_account::{Actor, Language};
/// use checkmark_tier::{Account, Command, Context, Envelope, RefusalText, TierPolicy};
/// use time::UtcDateTime;
///
/// let (policy, account) = (TierPolicy::default(), Account::new("a1".parse()?));
/// let (person, now) = (Actor::Person, UtcDateTime::UNIX_EPOCH);
/// let envelope = Envelope::new(account.id(), person, now, Command::RequestCode);
/// let refusal = account.decide(&envelope, &Context::new(&policy)).unwrap_err();
/// let text: RefusalText = refusal.text(Language::English);
/// assert_ne!(text.to_string(), refusal.text(Language::Swedish).to_string());
/// # Ok::<(), checkmark_account::ParseIdError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct RefusalText {
    code: RefusalCode,
    language: Language,
}

impl fmt::Display for RefusalText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut said = self.code.text(self.language).chars();
        if let Some(first) = said.next() {
            write!(f, "{}{}.", first.to_uppercase(), said.as_str())?;
        }
        match self.code.remedy().text(self.language) {
            "" => Ok(()),
            remedy => write!(f, " {remedy}"),
        }
    }
}

impl RefusalCode {
    /// What is in the way: a clause in lower case, without a full stop.
    #[must_use]
    pub const fn text(self, language: Language) -> &'static str {
        match language {
            Language::Swedish => self.swedish(),
            _ => self.prose(),
        }
    }

    const fn swedish(self) -> &'static str {
        match self {
            Self::WrongAccount => "det gäller ett annat konto",
            Self::NotYours => "det här får någon annan göra",
            Self::TimeRanBack => "tiden gick bakåt",
            Self::StaleVersion => "något har ändrats under tiden",
            Self::Repeated => "det är redan mottaget",
            Self::NotSignedUp => "ingen har registrerat sig än",
            Self::AlreadySignedUp => "kontot finns redan",
            Self::AddressNotProved => "adressen är inte bekräftad",
            Self::Suspended => "kontot är avstängt",
            Self::NotSuspended => "kontot är inte avstängt",
            Self::Deactivated => "kontot är inaktiverat",
            Self::NotDeactivated => "kontot är inte inaktiverat",
            Self::Closed => "kontot är avslutat",
            Self::Erased => "kontot är raderat",
            Self::SignInNeeded => "du är inte inloggad",
            Self::SignOutFirst => "du är inloggad med en grön markering",
            Self::PasswordNeeded => "lösenordet har inte angetts nyligen",
            Self::FreshProofNeeded => "en ny bekräftelse saknas",
            Self::ProofTooOld => "adressen bekräftades för länge sedan",
            Self::CodeChannelLocked => "kodinmatningen är låst efter för många fel i rad",
            Self::CodeTooSoon => "den senaste koden skickades för kort tid sedan",
            Self::CodePerHour => "timmens koder är slut",
            Self::CodePerDay => "dagens koder är slut",
            Self::CodeThrottled => "för många koder har skickats till samma brevlåda",
            Self::CodeDigits => "koden har ett annat antal siffror",
            Self::CodeNotAccepted => "koden godtogs inte",
            Self::NothingToUnlock => "det finns inget att låsa upp",
            Self::KeysMissing => "nycklar eller slumptal saknas",
            Self::AddressMissing => "adressen finns inte till hands",
            Self::RegistrationNotStarted => "företagsregistreringen har inte börjat",
            Self::RouteNotChosen => "vägen är inte vald",
            Self::RouteChosen => "vägen är redan vald",
            Self::DetailsNotSubmitted => "företagsuppgifterna saknas",
            Self::DetailsSubmitted => "företagsuppgifterna är redan lämnade",
            Self::RegistrationNotFinished => "företagsregistreringen är inte slutförd",
            Self::Referred => "partnerprogrammet är tillfrågat",
            Self::NotReferred => "partnerprogrammet är inte tillfrågat",
            Self::EvidenceOutstanding => "underlag saknas",
            Self::EvidenceNotAsked => "ingen har frågat efter underlaget",
            Self::EvidenceStale => "underlaget är för gammalt eller från framtiden",
            Self::EvidenceOfOtherAddress => "underlaget gäller en annan adress",
            Self::TooManyProfiles => "det är fler profiler än en lista rymmer",
            Self::NothingToChoose => "det finns ingen lista att välja ur",
            Self::OrganizationNotChosen => "organisationen ska väljas först",
            Self::NotOffered => "organisationen är inte bland dem som erbjuds",
            Self::NoProfileWanted => "ingen företagsprofil behövs",
            Self::ProfileNotSubmitted => "företagsprofilen ska skapas först",
            Self::NothingToConfirm => "ingen bekräftelse väntar",
            Self::OtherMail => "det är inte det brev som väntas",
            Self::ConfirmationDue => "bekräftelsen är på väg",
            Self::AccessComplete => "åtkomsten är fullständig",
            Self::NotEnterprise => "det finns ingen relation till en organisation",
            Self::BusinessAddressNeeded => "adressen kan inte få företagsåtkomst",
            Self::PersonalAddressNeeded => "brevlådan hör till en funktion",
            Self::VerdictNeeded => "domänen har inte bedömts nyligen",
            Self::UnderReview => "supporten har det redan",
            Self::NothingToWithdraw => "det finns inget ärende att dra tillbaka",
            Self::NoOpenRequest => "inget ärende är öppet",
            Self::OtherRequest => "ett annat ärende är öppet",
            Self::StaleStanding => "beslutet gäller ett äldre läge",
            Self::OtherAddress => "beslutet gäller en annan adress",
            Self::OtherTopic => "ämnet erbjuds inte här",
            Self::NotStuck => "markeringen har inte fastnat",
            Self::OtherStepDue => "ett annat steg i reparationen står på tur",
            Self::RepairFirst => "markeringen ska repareras först",
            Self::NoPendingChange => "ingen adressändring väntar",
            Self::SameAddress => "det är den nuvarande adressen",
            Self::PasswordChangeTooSoon => "ett byte begärdes för kort tid sedan",
            Self::NumberHeld => "kontot har redan kundnumret",
            Self::NumberTaken => "ett annat konto har kundnumret",
            Self::TooManyNumbers => "kontot har så många kundnummer som det får ha",
            Self::NumberNotHeld => "kontot har inte det kundnumret",
            Self::NoInvitation => "ingen sådan inbjudan väntar",
            Self::InvitationKnown => "inbjudan är redan känd",
            Self::InvitationLapsed => "inbjudan har förfallit",
            Self::InvitedElsewhere => "inbjudan gick till en annan adress",
            Self::NotMember => "det finns ingen sådan relation till organisationen",
            Self::AlreadyMember => "relationen finns redan",
            Self::LastAdministrator => "den sista administratören behöver en efterträdare",
        }
    }
}

impl Remedy {
    /// The remedy in words; empty where nothing is to be done.
    #[must_use]
    pub const fn text(self, language: Language) -> &'static str {
        let (english, swedish) = self.texts();
        match language {
            Language::Swedish => swedish,
            _ => english,
        }
    }

    const fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::Nothing => ("", ""),
            Self::ReadAgain => (
                "Look again and decide afresh.",
                "Titta igen och besluta på nytt.",
            ),
            Self::AskWhoMay => ("Leave it to those who may.", "Överlåt det åt den som får."),
            Self::RepairClock => (
                "Set the clock of the system right.",
                "Ställ systemets klocka rätt.",
            ),
            Self::SignUp => ("Create an account.", "Skapa ett konto."),
            Self::SignUpAfresh => ("Create a new account.", "Skapa ett nytt konto."),
            Self::SignIn => (
                "Sign in at the support site.",
                "Logga in på supportwebbplatsen.",
            ),
            Self::SignOut => ("Sign out first.", "Logga ut först."),
            Self::EnterCode => (
                "Enter the code that was mailed to you.",
                "Ange koden som du har fått med e-post.",
            ),
            Self::EnterCodeOrAskAnother => (
                "Enter the code that was mailed last, or ask for another.",
                "Ange den senaste koden eller be om en ny.",
            ),
            Self::GivePassword => ("Give your password.", "Ange ditt lösenord."),
            Self::GivePasswordOrCode => (
                "Give your password, or prove the address with a new code.",
                "Ange ditt lösenord eller bekräfta adressen med en ny kod.",
            ),
            Self::Reactivate => ("Take the account up again.", "Ta kontot i bruk igen."),
            Self::Wait => (
                "Wait a while and try again.",
                "Vänta en stund och försök igen.",
            ),
            Self::WaitForSupport => ("Wait for support.", "Vänta på supporten."),
            Self::WaitForPartnerProgramme => (
                "Wait for the partner programme.",
                "Vänta på partnerprogrammet.",
            ),
            Self::WaitForConfirmation => ("Wait for the confirmation.", "Vänta på bekräftelsen."),
            Self::BringKeys => (
                "Bring the keys and fresh randomness.",
                "Lämna nycklar och nya slumptal.",
            ),
            Self::BringAddress => ("Bring the address.", "Lämna adressen."),
            Self::BringEvidence => ("Look the evidence up.", "Ta fram underlaget."),
            Self::StartRegistration => (
                "Start business registration.",
                "Börja företagsregistreringen.",
            ),
            Self::ChooseRoute => (
                "Say how you belong to a business.",
                "Ange hur du hör till ett företag.",
            ),
            Self::SubmitDetails => (
                "Give your business details.",
                "Ange dina företagsuppgifter.",
            ),
            Self::FinishRegistration => (
                "Finish business registration first.",
                "Slutför företagsregistreringen först.",
            ),
            Self::GoOn => ("Do the next step.", "Gör nästa steg."),
            Self::ChooseOrganization => (
                "Choose one of the organizations offered.",
                "Välj en av organisationerna som erbjuds.",
            ),
            Self::SubmitProfile => (
                "Have the company profile set up.",
                "Låt skapa företagsprofilen.",
            ),
            Self::UseBusinessAddress => (
                "Change to the business address that your organization gave you.",
                "Byt till den företagsadress som din organisation har gett dig.",
            ),
            Self::UsePersonalAddress => (
                "Change to a business address that is yours alone.",
                "Byt till en företagsadress som är din egen.",
            ),
            Self::ChangeAddress => ("Ask for a change of address.", "Begär en adressändring."),
            Self::RequestSupport => (
                "Ask administrative support.",
                "Fråga administrativ support.",
            ),
            Self::AskSupport => ("Ask support about it.", "Fråga supporten om det."),
            Self::AskSupportWithoutSignIn => (
                "Ask support about trouble with validation; you need not sign in for that.",
                "Fråga supporten om problem med validering; du behöver inte logga in för det.",
            ),
            Self::DoDueStep => (
                "Do the step of the repair that is due.",
                "Gör det steg i reparationen som står på tur.",
            ),
            Self::AskInvitation => (
                "Ask an administrator of the company for an invitation.",
                "Be en av företagets administratörer om en inbjudan.",
            ),
            Self::NameSuccessor => ("Name a successor first.", "Utse en efterträdare först."),
        }
    }
}
