//! The steps in words. Ids are stable, prose is not.

use core::fmt;

use checkmark_account::Language;

use super::{NextStep, Step};
use crate::state::{Reason, RepairStep};
use crate::voice::Instant;

/// A [`NextStep`] in words: one or two sentences to a person.
///
/// ```
/// # #[cfg(feature = "proptest")] {
/// # use checkmark_account::*;
/// # use checkmark_tier::*;
/// # use checkmark_tier::strategy::*;
/// let way = HistoryStep::way_to(StateKind::Basic);
/// let history = History::of(way.iter().copied(), &TierPolicy::default());
/// let account = history.account();
/// let next = next_step(account, &Session::at(Place::Shop), history.now()).expect("it is open");
/// let text: NextStepText = next.text(Language::English);
/// assert_eq!(text.to_string(), "Sign in at the support site.");
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct NextStepText {
    next: NextStep,
    language: Language,
}

impl NextStepText {
    pub(super) const fn new(next: NextStep, language: Language) -> Self {
        Self { next, language }
    }
}

impl fmt::Display for NextStepText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let swedish = self.language == Language::Swedish;
        let arguments = self.next.arguments();
        if let (Step::Repair, Some(repair)) = (self.next.step(), arguments.repair()) {
            return f.write_str(repair.text(self.language));
        }
        if let Some(because) = arguments.because() {
            write!(f, "{} ", because.text(self.language))?;
        }
        let step = self.next.step();
        f.write_str(step.text(self.language))?;
        if let Some(offered) = arguments.offered() {
            let word = if swedish {
                "att välja bland"
            } else {
                "to choose from"
            };
            write!(f, " ({offered} {word})")?;
        }
        if let Some(request) = arguments.request() {
            let word = if swedish { "Ärende" } else { "Request" };
            write!(f, " {word} {request}.")?;
        }
        if let Some(until) = arguments.until() {
            let word = match (step, swedish) {
                (Step::AskSupportToUnlock, false) => "Otherwise it opens by itself at",
                (Step::AskSupportToUnlock, true) => "Annars öppnas den av sig själv",
                (_, false) => "At the latest by",
                (_, true) => "Senast",
            };
            write!(f, " {word} {}.", Instant(until))?;
        }
        Ok(())
    }
}

impl Step {
    /// The step in words, without its arguments.
    #[must_use]
    pub const fn text(self, language: Language) -> &'static str {
        match language {
            Language::Swedish => step_sv(self),
            _ => step_en(self),
        }
    }
}

impl RepairStep {
    /// The step in words.
    #[must_use]
    pub const fn text(self, language: Language) -> &'static str {
        match language {
            Language::Swedish => repair_sv(self),
            _ => repair_en(self),
        }
    }
}

impl Reason {
    /// The reason in words.
    #[must_use]
    pub const fn text(self, language: Language) -> &'static str {
        match language {
            Language::Swedish => because_sv(self),
            _ => because_en(self),
        }
    }
}

const fn step_en(step: Step) -> &'static str {
    match step {
        Step::SignUp => "Create an account.",
        Step::EnterCode => "Enter the code that was mailed to you, or ask for another one.",
        Step::AskSupportToUnlock => {
            "Too many codes were wrong. Ask support about trouble with validation; you need not \
             sign in for that."
        }
        Step::SignIn => "Sign in at the support site.",
        Step::Upgrade => {
            "You have Basic access. For business access, sign out and open the link to create an \
             account."
        }
        Step::ChooseRoute => "Say how you belong to a business.",
        Step::AwaitPartnerProgramme => "The partner programme looks at it; you will hear from it.",
        Step::SubmitDetails => "Give your business details.",
        Step::AwaitEvidence => "Your address is being looked at; there is nothing for you to do.",
        Step::ChooseOrganization => "Choose the entry of your business unit.",
        Step::SubmitProfile => {
            "Your organization has no company profile yet. Have it set up; a service tag helps."
        }
        Step::AwaitProfile => "The company profile is being set up.",
        Step::UseBusinessAddress => {
            "Change to the business address that your organization gave you."
        }
        Step::UsePersonalAddress => "Change to a business address that is yours alone.",
        Step::RequestSupport => "Ask administrative support to enable business access.",
        Step::Repair => "Do the next step of the repair.",
        Step::AwaitSupport => "Administrative support has your request.",
        Step::AwaitConfirmation => "Access is granted; the confirmation is on its way to you.",
        Step::NoneNeeded => "Nothing is needed: you have full access.",
        Step::AskSupportToReinstate => "The account is suspended. Ask support about it.",
        Step::Reactivate => "The account is deactivated. Take it up again.",
    }
}

const fn step_sv(step: Step) -> &'static str {
    match step {
        Step::SignUp => "Skapa ett konto.",
        Step::EnterCode => "Ange koden som du har fått med e-post, eller be om en ny.",
        Step::AskSupportToUnlock => {
            "För många koder var fel. Fråga supporten om problem med validering; du behöver inte \
             logga in för det."
        }
        Step::SignIn => "Logga in på supportwebbplatsen.",
        Step::Upgrade => {
            "Du har grundläggande åtkomst. För företagsåtkomst loggar du ut och öppnar länken för \
             att skapa konto."
        }
        Step::ChooseRoute => "Ange hur du hör till ett företag.",
        Step::AwaitPartnerProgramme => "Partnerprogrammet ser över det och hör av sig.",
        Step::SubmitDetails => "Ange dina företagsuppgifter.",
        Step::AwaitEvidence => "Din adress kontrolleras; du behöver inte göra något.",
        Step::ChooseOrganization => "Välj posten för din affärsenhet.",
        Step::SubmitProfile => {
            "Din organisation har ingen företagsprofil än. Låt skapa den; ett servicenummer hjälper."
        }
        Step::AwaitProfile => "Företagsprofilen håller på att skapas.",
        Step::UseBusinessAddress => {
            "Byt till den företagsadress som din organisation har gett dig."
        }
        Step::UsePersonalAddress => "Byt till en företagsadress som är din egen.",
        Step::RequestSupport => "Be administrativ support att aktivera företagsåtkomst.",
        Step::Repair => "Gör nästa steg i reparationen.",
        Step::AwaitSupport => "Administrativ support har ditt ärende.",
        Step::AwaitConfirmation => "Åtkomsten är beviljad; bekräftelsen är på väg till dig.",
        Step::NoneNeeded => "Inget behövs: du har full åtkomst.",
        Step::AskSupportToReinstate => "Kontot är avstängt. Fråga supporten om det.",
        Step::Reactivate => "Kontot är inaktiverat. Ta det i bruk igen.",
    }
}

const fn repair_en(step: RepairStep) -> &'static str {
    match step {
        RepairStep::SignOut => "The mark did not move. Sign out first.",
        RepairStep::ClearCache => "Clear the cache and the history of your browser.",
        RepairStep::OpenRegistrationLink => "Open the link to create an account.",
        RepairStep::SignInOnTheLeft => {
            "Sign in with address and password on the left; do not create an account."
        }
        RepairStep::CheckMark => "Check that the mark beside your name is yellow or orange.",
    }
}

const fn repair_sv(step: RepairStep) -> &'static str {
    match step {
        RepairStep::SignOut => "Markeringen flyttades inte. Logga ut först.",
        RepairStep::ClearCache => "Rensa webbläsarens cache och historik.",
        RepairStep::OpenRegistrationLink => "Öppna länken för att skapa konto.",
        RepairStep::SignInOnTheLeft => {
            "Logga in med adress och lösenord till vänster; skapa inget konto."
        }
        RepairStep::CheckMark => "Kontrollera att markeringen vid ditt namn är gul eller orange.",
    }
}

const fn because_en(reason: Reason) -> &'static str {
    match reason {
        Reason::RoleMailbox => "The mailbox is that of a function.",
        Reason::ConsumerMailbox => "The mailbox is one that anybody can open.",
        Reason::DisposableMailbox => "The mailbox is made to be thrown away.",
        Reason::NoMail => "The domain takes no mail.",
        Reason::NotACompanyDomain => "The domain can stand for no company.",
        Reason::GmailHosted => "The company's mail is hosted at Gmail.",
        Reason::DomainDropped => "Your organization gave up the domain of your address.",
        Reason::RelationEnded => "The relation to your organization ended.",
        Reason::RemovedFromOrganization => "You were removed from the organization.",
        Reason::LeftOrganization => "You left the organization.",
        Reason::RestrictedProfile => "Your organization takes people by invitation only.",
        Reason::NoIntake => "Your organization takes nobody in by the address alone.",
        Reason::Undetermined => "It could not be determined who carries the mail of your domain.",
        Reason::PartnerRefused => "The partner programme did not confirm you.",
        Reason::ProfileRefused => "The company profile was not set up.",
        Reason::Declined => "Support declined the request.",
        Reason::ConfirmationFailed => "The confirmation could not be delivered to you.",
    }
}

const fn because_sv(reason: Reason) -> &'static str {
    match reason {
        Reason::RoleMailbox => "Brevlådan hör till en funktion.",
        Reason::ConsumerMailbox => "Brevlådan är en som vem som helst kan öppna.",
        Reason::DisposableMailbox => "Brevlådan är till för att kastas.",
        Reason::NoMail => "Domänen tar inte emot e-post.",
        Reason::NotACompanyDomain => "Domänen kan inte stå för något företag.",
        Reason::GmailHosted => "Företagets e-post finns hos Gmail.",
        Reason::DomainDropped => "Din organisation har släppt domänen i din adress.",
        Reason::RelationEnded => "Relationen till din organisation har upphört.",
        Reason::RemovedFromOrganization => "Du har tagits bort från organisationen.",
        Reason::LeftOrganization => "Du har lämnat organisationen.",
        Reason::RestrictedProfile => "Din organisation tar bara emot den som är inbjuden.",
        Reason::NoIntake => "Din organisation tar inte emot någon enbart på adressen.",
        Reason::Undetermined => "Det gick inte att avgöra vem som sköter e-posten för din domän.",
        Reason::PartnerRefused => "Partnerprogrammet bekräftade dig inte.",
        Reason::ProfileRefused => "Företagsprofilen skapades inte.",
        Reason::Declined => "Supporten avslog ärendet.",
        Reason::ConfirmationFailed => "Bekräftelsen kunde inte levereras till dig.",
    }
}
