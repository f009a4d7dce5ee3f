//! What the mails say, in English and Swedish.

use checkmark::account::code::{KeyRing, Subject};
use checkmark::account::{AccountId, EmailAddress, Language, PersonName};
use checkmark::ticket::{Action, Content, Notice as TicketNotice};
use checkmark::tier::{Notice, Task};
use time::UtcOffset;

use super::Case;
use crate::words::Words;

/// Whom a letter goes to.
#[derive(Clone, Debug)]
pub(crate) struct Recipient {
    pub(crate) address: EmailAddress,
    pub(crate) name: Option<PersonName>,
    pub(crate) language: Language,
}

impl Recipient {
    /// Somebody of whom nothing but the address is known.
    pub(crate) const fn stranger(address: EmailAddress) -> Self {
        Self {
            address,
            name: None,
            language: Language::English,
        }
    }

    /// The text in the recipient's language.
    fn pick<'a>(&self, english: &'a str, swedish: &'a str) -> &'a str {
        match self.language {
            Language::Swedish => swedish,
            _ => english,
        }
    }
}

/// A subject and a body.
pub(crate) struct Letter {
    pub(crate) subject: String,
    pub(crate) body: String,
}

impl Letter {
    fn new(to: &Recipient, subject: &str, body: &str) -> Self {
        let greeting = match &to.name {
            Some(name) => format!("{} {},\n\n", to.pick("Hello", "Hej"), name.first()),
            None => String::new(),
        };
        Self {
            subject: subject.to_owned(),
            body: format!("{greeting}{body}\n"),
        }
    }

    /// What an account has to be told. The code is derived here and nowhere else (CODE-2).
    pub(crate) fn of_account(
        task: &Task,
        account: AccountId,
        to: &Recipient,
        keys: &KeyRing,
    ) -> Option<Self> {
        Some(match task {
            Task::MailCode { challenge, .. } => {
                let subject = Subject::new(account, &to.address);
                let code = challenge.reveal(keys, subject).ok()?;
                let body = to.pick(
                    "Your code is {}. It is valid for ten minutes, and once. If you did not ask for \
                     it, do nothing.",
                    "Din kod är {}. Den gäller i tio minuter, och en gång. Om du inte har bett om \
                     den behöver du inte göra något.",
                );
                let body = body.replace("{}", code.expose());
                Self::new(to, to.pick("Your validation code", "Din valideringskod"), &body)
            }
            Task::MailOwner { .. } => Self::new(
                to,
                to.pick("Somebody used your address", "Någon använde din adress"),
                to.pick(
                    "Somebody wanted to sign up with this address, or asked for too many codes. You \
                     have an account already: sign in instead. If it was not you, do nothing.",
                    "Någon ville registrera sig med den här adressen, eller bad om för många koder. \
                     Du har redan ett konto: logga in i stället. Om det inte var du behöver du \
                     inte göra något.",
                ),
            ),
            Task::MailConfirmation { .. } => Self::new(
                to,
                to.pick("You have full access", "Du har full åtkomst"),
                to.pick(
                    "Your business access is set up. Sign in at the support site; nothing else is \
                     needed.",
                    "Din företagsåtkomst är klar. Logga in på supportwebbplatsen; inget mer behövs.",
                ),
            ),
            Task::MailNotice { notice, .. } => {
                let body = notice_text(*notice, to);
                Self::new(to, to.pick("About your account", "Om ditt konto"), body)
            }
            _ => return None,
        })
    }

    /// What a request has to tell the person.
    pub(crate) fn of_request(
        action: &Action,
        case: &Case,
        to: &Recipient,
        base: &str,
    ) -> Option<Self> {
        let number = case.request.number()?;
        let head = format!("{} {}", to.pick("Request", "Ärende"), number.as_str());
        let body = match action {
            Action::Acknowledge { acknowledgement } => {
                acknowledgement.text(to.language, UtcOffset::UTC, base).to_string()
            }
            Action::PutQuestion { question } => {
                let asked = case.written.iter().find_map(|record| match record.content() {
                    Content::Question { question: it, text } if it == question => {
                        Some(text.as_str().to_owned())
                    }
                    _ => None,
                })?;
                let answer = to.pick(
                    "Sign in and answer it on the page of the request.",
                    "Logga in och svara på ärendets sida.",
                );
                format!("{asked}\n\n{answer}")
            }
            Action::TellPerson { notice } => match notice {
                TicketNotice::Resolved { outcome } => {
                    let said = case.written.iter().rev().find_map(|it| match it.content() {
                        Content::Outcome { text } => Some(text.as_str().to_owned()),
                        _ => None,
                    });
                    let word = to.pick("Support decided: ", "Supporten har beslutat: ");
                    let outcome = Words(to.language).code(outcome.as_str());
                    format!("{word}{outcome}.\n{}", said.unwrap_or_default())
                }
                TicketNotice::ClosedUnanswered { .. } => to
                    .pick(
                        "The request was closed, as a question was not answered. You can reopen it.",
                        "Ärendet stängdes, eftersom en fråga inte besvarades. Du kan öppna det igen.",
                    )
                    .to_owned(),
                TicketNotice::Duplicate { .. } => to
                    .pick(
                        "The request is the same as another one of yours, which goes on.",
                        "Ärendet är detsamma som ett annat av dina, som fortsätter.",
                    )
                    .to_owned(),
                _ => to.pick("The request goes on.", "Ärendet fortsätter.").to_owned(),
            },
            _ => return None,
        };
        Some(Self::new(to, &head, &body))
    }

    /// An invitation into an organization (ORG-2).
    pub(crate) fn invitation(organization: &str, to: &Recipient) -> Self {
        // Which language somebody reads who is only invited, nobody knows.
        let body = format!(
            "{organization} invites you. Sign in, or sign up with this address, and accept it on \
             the page of your account. The invitation lapses after fifteen days.\n\n\
             {organization} bjuder in dig. Logga in, eller skapa ett konto med den här adressen, \
             och tacka ja på Mitt konto. Inbjudan förfaller efter femton dagar."
        );
        Self::new(to, "An invitation / En inbjudan", &body)
    }
}

fn notice_text<'a>(notice: Notice, to: &Recipient) -> &'a str {
    let (english, swedish) = match notice {
        Notice::AddressChangeAsked => (
            "Another address was asked for. It takes effect when that address is proved.",
            "En annan adress har begärts. Den börjar gälla när den adressen är bekräftad.",
        ),
        Notice::AddressChanged => (
            "The address of the account was changed; this one is its address no more.",
            "Kontots adress har ändrats; den här adressen hör inte längre till kontot.",
        ),
        Notice::PasswordChange => (
            "The password is to be changed. If it was not you, tell support.",
            "Lösenordet ska ändras. Om det inte var du, säg till supporten.",
        ),
        Notice::RegistrationLapsed => (
            "Business registration was not finished in time. Nothing that was validated is lost.",
            "Företagsregistreringen blev inte klar i tid. Inget som har bekräftats är förlorat.",
        ),
        Notice::DecidedAgain => (
            "Your access is being decided again.",
            "Din åtkomst prövas på nytt.",
        ),
        Notice::RelationEnded => (
            "A relation to an organization has ended. Your page says what that means.",
            "En relation till en organisation har upphört. Din sida säger vad det innebär.",
        ),
        Notice::Declined => (
            "Support declined your request. Your page says what you can do.",
            "Supporten avslog ditt ärende. Din sida säger vad du kan göra.",
        ),
        Notice::Suspended => ("The account is suspended.", "Kontot är avstängt."),
        Notice::Reinstated => ("The account is reinstated.", "Kontot är öppnat igen."),
        Notice::Closed => ("The account is closed.", "Kontot är stängt."),
        _ => (
            "Something about your account changed.",
            "Något om ditt konto har ändrats.",
        ),
    };
    to.pick(english, swedish)
}
