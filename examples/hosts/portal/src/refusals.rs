//! Refusals of the account machine as sentences for the person, in the language of the page.

use checkmark::tier::{Refusal, RefusalCode, Remedy};

use crate::words::{Words, instant};

/// What stands in the way, by which rule, what would help, and from when.
pub(crate) fn refusal_text(refusal: &Refusal, w: Words) -> String {
    let english = format!("{refusal}");
    let reason = match swedish(refusal.code()) {
        Some(swedish) => format!("{swedish} ({})", refusal.rule()),
        None => english.clone(),
    };
    let wait = refusal.retry_at().map_or_else(String::new, |at| {
        format!(" {} {}.", w.t("Again from", "Igen från"), instant(at))
    });
    format!(
        "{}. {}: {}.{wait}",
        w.t(&english, &reason),
        w.t("What helps", "Vad som hjälper"),
        remedy_text(refusal.remedy(), w),
    )
}

/// What would help, in words; a remedy that is new by its code.
fn remedy_text(remedy: Remedy, w: Words) -> String {
    let (english, swedish) = match remedy {
        Remedy::Nothing => ("nothing, it is so already", "inget, det är redan så"),
        Remedy::ReadAgain => (
            "look at the page again, it has changed",
            "titta på sidan igen, den har ändrats",
        ),
        Remedy::AskWhoMay => ("ask somebody who may", "be någon som får"),
        Remedy::RepairClock => (
            "the portal has to set its clock right",
            "portalen måste ställa sin klocka",
        ),
        Remedy::SignUp => ("create an account", "skapa ett konto"),
        Remedy::SignUpAfresh => ("create another account", "skapa ett nytt konto"),
        Remedy::SignIn => (
            "sign in at the support site",
            "logga in på supportwebbplatsen",
        ),
        Remedy::SignOut => ("sign out", "logga ut"),
        Remedy::EnterCode => ("enter the code from the mail", "ange koden från brevet"),
        Remedy::EnterCodeOrAskAnother => (
            "enter the code that was mailed last, or ask for another",
            "ange koden som skickades sist, eller be om en ny",
        ),
        Remedy::GivePassword => (
            "verify the password again, on My account",
            "ange lösenordet igen, på Mitt konto",
        ),
        Remedy::GivePasswordOrCode => (
            "verify the password again, or enter a new code",
            "ange lösenordet igen, eller en ny kod",
        ),
        Remedy::Reactivate => ("take the account up again", "ta kontot i bruk igen"),
        Remedy::Wait => ("wait a little", "vänta lite"),
        Remedy::WaitForSupport => ("wait for support", "vänta på supporten"),
        Remedy::WaitForPartnerProgramme => (
            "wait for the partner programme",
            "vänta på partnerprogrammet",
        ),
        Remedy::WaitForConfirmation => (
            "wait for the confirmation by mail",
            "vänta på bekräftelsen med e-post",
        ),
        Remedy::BringKeys | Remedy::BringAddress => {
            ("the portal has to be repaired", "portalen måste lagas")
        }
        Remedy::BringEvidence => (
            "wait until the domain is looked at",
            "vänta tills domänen har kontrollerats",
        ),
        Remedy::StartRegistration => (
            "start business registration, at Create account",
            "börja företagsregistreringen, på Skapa konto",
        ),
        Remedy::ChooseRoute => (
            "say how you belong to a business",
            "ange hur du hör till ett företag",
        ),
        Remedy::SubmitDetails => ("submit the business details", "lämna företagsuppgifterna"),
        Remedy::FinishRegistration => (
            "finish business registration",
            "gör klart företagsregistreringen",
        ),
        Remedy::GoOn => (
            "go on with the next step on My account",
            "fortsätt med nästa steg på Mitt konto",
        ),
        Remedy::ChooseOrganization => (
            "choose one of the organizations that are offered",
            "välj en av organisationerna som erbjuds",
        ),
        Remedy::SubmitProfile => (
            "have the company profile set up",
            "låt skapa företagsprofilen",
        ),
        Remedy::UseBusinessAddress => (
            "change to the address that your organization gave you",
            "byt till adressen som du har av din organisation",
        ),
        Remedy::UsePersonalAddress => (
            "change to an address of your own",
            "byt till en egen adress",
        ),
        Remedy::ChangeAddress => ("change the address", "byt adress"),
        Remedy::RequestSupport | Remedy::AskSupport => ("ask support", "fråga supporten"),
        Remedy::AskSupportWithoutSignIn => (
            "ask support about trouble with validation, for which one need not sign in",
            "fråga supporten om problem med validering, utan att logga in",
        ),
        Remedy::DoDueStep => (
            "do the step that is due, on My account",
            "gör steget som står på tur, på Mitt konto",
        ),
        Remedy::AskInvitation => (
            "ask an administrator for an invitation",
            "be en administratör om en inbjudan",
        ),
        Remedy::NameSuccessor => ("name a successor", "utse en efterträdare"),
        _ => return w.code(remedy.as_str()),
    };
    w.t(english, swedish).to_owned()
}

/// What stands in the way, in Swedish, as far as a person meets it on the pages.
fn swedish(code: RefusalCode) -> Option<&'static str> {
    Some(match code {
        RefusalCode::NotYours => "det får någon annan bestämma",
        RefusalCode::Repeated => "det är redan mottaget",
        RefusalCode::NotSignedUp => "ingen har skapat kontot än",
        RefusalCode::AlreadySignedUp => "kontot finns redan",
        RefusalCode::AddressNotProved => "adressen är inte bekräftad",
        RefusalCode::Suspended => "kontot är avstängt",
        RefusalCode::NotSuspended => "kontot är inte avstängt",
        RefusalCode::Deactivated => "kontot är inaktiverat",
        RefusalCode::NotDeactivated => "kontot är inte inaktiverat",
        RefusalCode::Closed => "kontot är stängt",
        RefusalCode::Erased => "kontot är raderat",
        RefusalCode::SignInNeeded => "du är inte inloggad",
        RefusalCode::SignOutFirst => "du är inloggad med en grön markering",
        RefusalCode::PasswordNeeded => "lösenordet har inte angetts nyligen",
        RefusalCode::FreshProofNeeded => "det krävs ett nytt bevis på att det är du",
        RefusalCode::ProofTooOld => "adressen bekräftades för länge sedan",
        RefusalCode::CodeChannelLocked => "koderna är spärrade efter för många fel i rad",
        RefusalCode::CodeTooSoon => "den senaste koden skickades nyss",
        RefusalCode::CodePerHour => "timmens koder är slut",
        RefusalCode::CodePerDay => "dagens koder är slut",
        RefusalCode::CodeThrottled => "för många koder har gått till samma brevlåda",
        RefusalCode::CodeDigits => "koden har ett annat antal siffror",
        RefusalCode::CodeNotAccepted => "koden godtogs inte",
        RefusalCode::RegistrationNotStarted => "företagsregistreringen har inte börjat",
        RefusalCode::RouteNotChosen => "vägen är inte vald",
        RefusalCode::RouteChosen => "vägen är redan vald",
        RefusalCode::DetailsNotSubmitted => "företagsuppgifterna saknas",
        RefusalCode::DetailsSubmitted => "företagsuppgifterna är redan lämnade",
        RefusalCode::RegistrationNotFinished => "företagsregistreringen är inte klar",
        RefusalCode::Referred => "partnerprogrammet är tillfrågat",
        RefusalCode::EvidenceOutstanding => "adressen kontrolleras ännu",
        RefusalCode::NothingToChoose => "det finns ingen lista att välja ur",
        RefusalCode::OrganizationNotChosen => "organisationen ska väljas först",
        RefusalCode::NotOffered => "organisationen erbjuds inte längre",
        RefusalCode::NoProfileWanted => "ingen företagsprofil behövs",
        RefusalCode::ProfileNotSubmitted => "företagsprofilen ska skapas först",
        RefusalCode::ConfirmationDue => "bekräftelsen är på väg",
        RefusalCode::AccessComplete => "åtkomsten är redan fullständig",
        RefusalCode::NotEnterprise => "du är inte kopplad till någon organisation",
        RefusalCode::BusinessAddressNeeded => "adressen kan inte ge företagsåtkomst",
        RefusalCode::PersonalAddressNeeded => "brevlådan hör till en funktion och inte till dig",
        RefusalCode::UnderReview => "supporten har det redan",
        RefusalCode::NothingToWithdraw => "det finns inget ärende att dra tillbaka",
        RefusalCode::OtherTopic => "det ämnet gäller inte här",
        RefusalCode::NotStuck => "markeringen är inte fast",
        RefusalCode::OtherStepDue => "ett annat steg står på tur",
        RefusalCode::RepairFirst => "markeringen ska lagas först",
        RefusalCode::NoPendingChange => "inget adressbyte väntar",
        RefusalCode::SameAddress => "det är redan din adress",
        RefusalCode::PasswordChangeTooSoon => "lösenordet byttes nyss",
        RefusalCode::NumberHeld => "kontot har redan det kundnumret",
        RefusalCode::NumberTaken => "ett annat konto har det kundnumret",
        RefusalCode::TooManyNumbers => "kontot har så många kundnummer som det får",
        RefusalCode::NumberNotHeld => "kontot har inte det kundnumret",
        RefusalCode::NoInvitation => "det finns ingen sådan inbjudan",
        RefusalCode::InvitationLapsed => "inbjudan har förfallit",
        RefusalCode::InvitedElsewhere => "inbjudan gick till en annan adress",
        RefusalCode::NotMember => "du hör inte till organisationen",
        RefusalCode::AlreadyMember => "du hör redan dit",
        RefusalCode::LastAdministrator => "den sista administratören behöver en efterträdare",
        _ => return None,
    })
}
