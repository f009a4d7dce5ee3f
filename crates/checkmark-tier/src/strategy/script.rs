//! A history as the example `journey` reads it: what it brings along, then a command a line.

use alloc::string::String;
use core::fmt::{self, Write as _};

use checkmark_domain::Class;
use time::UtcDateTime;

use super::history::History;
use super::step::{HistoryStep, due_repair, judgment};
use crate::account::Account;
use crate::envelope::Envelope;
use crate::form::Recorded;
use crate::state::StateKind;
use crate::verify::next_request;
use crate::visit::Session;

/// The whole script.
pub(super) fn of(history: &History) -> String {
    let mut text = String::from(HEADER);
    let mut account = Account::new(history.account().id());
    for taken in history.taken() {
        if let Some(envelope) = taken.envelope() {
            // What a line refers to is looked up in the account as it was before it.
            text.push_str(&line(&account, taken.step(), envelope));
        }
        for event in taken.decision().into_iter().flat_map(|it| it.events()) {
            account.apply(event).expect("what was decided folds");
        }
    }
    text
}

/// One line of it.
pub(super) fn line(account: &Account, step: HistoryStep, envelope: &Envelope<Recorded>) -> String {
    let mut text = String::new();
    write(&mut text, account, step, envelope).expect("text can be written to");
    text
}

fn write(
    text: &mut String,
    account: &Account,
    step: HistoryStep,
    envelope: &Envelope<Recorded>,
) -> fmt::Result {
    let session = envelope.session();
    write!(
        text,
        r#"{{"at":"{}","account":"{}","actor":"{}""#,
        Instant(envelope.at()),
        envelope.account(),
        envelope.actor(),
    )?;
    if *session != Session::default() {
        let (place, signed_in) = (session.place(), session.is_signed_in());
        write!(
            text,
            r#","session":{{"place":"{place}","signed_in":{signed_in}"#
        )?;
        if let Some(at) = session.password_verified_at() {
            write!(text, r#","password_verified_at":"{}""#, Instant(at))?;
        }
        text.push('}');
    }
    if let Some(id) = envelope.id() {
        write!(text, r#","id":"{id}""#)?;
    }
    if let Some(version) = envelope.expected_version() {
        write!(text, r#","expected_version":{version}"#)?;
    }
    write!(
        text,
        r#","command":{{"type":"{}""#,
        envelope.command().kind()
    )?;
    arguments(text, account, step, envelope.at())?;
    text.push_str("}}\n");
    Ok(())
}

/// The fields of the command, after its type.
fn arguments(
    text: &mut String,
    account: &Account,
    step: HistoryStep,
    at: UtcDateTime,
) -> fmt::Result {
    const NAME: &str = r#","name":{"first":"Anna","last":"Berg"}"#;
    const MAILED: &str = r#","code":{"ref":"mailed"}"#;
    const PRODUCT: &str = r#","product":"ABC1234""#;
    const BASIS: &str =
        r#","standing":{"ref":"current"},"address":{"ref":"current"},"organization":"acme""#;
    const PROFILE: &str = r#"{"organization":"acme"}"#;

    let (request, reopening) = next_request(account);
    let next = account.last_address.number() + u32::from(account.version > 0);
    match step {
        HistoryStep::SignUp => write!(
            text,
            r#","door":"sign_in_menu","address":"anna.{next}@acme.example"{NAME},"newsletter":"not_subscribed""#
        ),
        HistoryStep::ChangeAddress => {
            let next = account.last_address.number() + 1;
            write!(text, r#","address":"anna.{next}@acme.example""#)
        }
        HistoryStep::SubmitRightCode if account.tier().is_some() || is_awaiting(account) => {
            text.write_str(MAILED)
        }
        HistoryStep::ConfirmRightCode if account.pending.is_some() => text.write_str(MAILED),
        // Where no code was mailed, no code is right.
        HistoryStep::SubmitRightCode | HistoryStep::ConfirmRightCode => {
            text.write_str(r#","code":"000000""#)
        }
        HistoryStep::SubmitWrongCode | HistoryStep::ConfirmWrongCode => {
            text.write_str(r#","code":"000000""#)
        }
        HistoryStep::ChooseCompany => text.write_str(r#","route":"company""#),
        HistoryStep::ChoosePartnerEmployee => text.write_str(r#","route":"partner_employee""#),
        HistoryStep::ChooseProspectivePartner => {
            text.write_str(r#","route":"prospective_partner""#)
        }
        HistoryStep::JudgedCorporate => judged(text, Class::Corporate, "person"),
        HistoryStep::JudgedGmailHosted => judged(text, Class::GmailHosted, "person"),
        HistoryStep::JudgedConsumer => judged(text, Class::ConsumerMailbox, "person"),
        HistoryStep::JudgedUndetermined => judged(text, Class::Undetermined, "person"),
        HistoryStep::JudgedRole => judged(text, Class::Corporate, "role"),
        HistoryStep::FoundNone => text.write_str(r#","profiles":[]"#),
        HistoryStep::FoundOne => write!(text, r#","profiles":[{PROFILE}]"#),
        HistoryStep::FoundTwo => {
            write!(
                text,
                r#","profiles":[{PROFILE},{{"organization":"other"}}]"#
            )
        }
        HistoryStep::FoundRestricted => {
            text.write_str(r#","profiles":[{"organization":"acme","profile_type":"restricted"}]"#)
        }
        HistoryStep::MailHandedOver | HistoryStep::MailFailed => match account.confirmation {
            Some(_) => text.write_str(r#","effect":{"ref":"confirmation"}"#),
            None => write!(
                text,
                r#","effect":{{"account":"{}","version":0,"index":0}}"#,
                account.id
            ),
        },
        HistoryStep::SubmitProfile | HistoryStep::AddProduct => text.write_str(PRODUCT),
        HistoryStep::ChangeName => text.write_str(NAME),
        HistoryStep::SignIn => text.write_str(r#","place":"support""#),
        HistoryStep::ReportGreen => text.write_str(r#","mark":"green""#),
        HistoryStep::Repair => write!(text, r#","step":"{}""#, due_repair(account)),
        HistoryStep::RequestSupport => text.write_str(r#","topic":"account_access""#),
        HistoryStep::RequestUnlock => text.write_str(r#","topic":"trouble_with_validation""#),
        HistoryStep::RequestAdministrator => text.write_str(r#","topic":"first_administrator""#),
        HistoryStep::RequestOpened => write!(
            text,
            r#","request":"{request}","reopening":{reopening},"topic":"account_access""#
        ),
        HistoryStep::ProfileOpened => write!(
            text,
            r#","request":"{request}","reopening":{reopening},"topic":"company_profile""#
        ),
        HistoryStep::RequestClosed | HistoryStep::Decline | HistoryStep::RefuseProfile => {
            write!(text, r#","request":"{request}""#)
        }
        HistoryStep::Validate => {
            write!(
                text,
                r#","request":"{request}"{BASIS},"relation":"customer""#
            )
        }
        HistoryStep::ApproveProfile => write!(text, r#","request":"{request}"{BASIS}"#),
        HistoryStep::ConfirmPartner => text.write_str(r#","organization":"partner""#),
        HistoryStep::AddCustomerNumber => {
            text.write_str(r#","number":"4711","reason":"requested""#)
        }
        HistoryStep::RemoveCustomerNumber => {
            text.write_str(r#","number":"4711","reason":"correction""#)
        }
        HistoryStep::Invited => write!(
            text,
            r#","invitation":"i1","organization":"other","role":"business_user","lapses_at":"{}""#,
            Instant(at.saturating_add(time::SignedDuration::days(15)))
        ),
        HistoryStep::AcceptInvitation | HistoryStep::InvitationRevoked => {
            text.write_str(r#","invitation":"i1""#)
        }
        HistoryStep::RoleGranted => {
            text.write_str(r#","organization":"acme","role":"administrator""#)
        }
        HistoryStep::RoleGrantedAlone => text
            .write_str(r#","organization":"acme","role":"administrator","administrators":"last""#),
        HistoryStep::RelationEnded => {
            text.write_str(r#","organization":"acme","relation":"customer""#)
        }
        HistoryStep::ChooseOrganization
        | HistoryStep::LeaveOrganization
        | HistoryStep::RoleWithdrawn
        | HistoryStep::MemberRemoved
        | HistoryStep::DomainDropped
        | HistoryStep::ProfileChanged => text.write_str(r#","organization":"acme""#),
        HistoryStep::Wake => match account.next_wakeup() {
            Some(wakeup) => write!(text, r#","generation":{}"#, wakeup.generation()),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

fn is_awaiting(account: &Account) -> bool {
    account.state.kind() == StateKind::AwaitingCode
}

fn judged(text: &mut String, class: Class, mailbox: &str) -> fmt::Result {
    let judgment = judgment(class);
    write!(
        text,
        r#","judgment":{{"class":"{class}","assurance":"{}","rule":"{}","data_version":"{}"}},"mailbox":"{mailbox}""#,
        judgment.assurance(),
        judgment.rule(),
        judgment.data_version(),
    )
}

/// An instant as scripts have it: as RFC 3339 says, in UTC, with decimals if it needs them.
///
/// ```
/// use checkmark_tier::strategy::Instant;
/// use time::UtcDateTime;
///
/// assert_eq!(Instant(UtcDateTime::UNIX_EPOCH).to_string(), "1970-01-01T00:00:00Z");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instant(pub UtcDateTime);

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(at) = self;
        let (date, time) = (at.date(), at.time());
        write!(
            f,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
            date.year(),
            u8::from(date.month()),
            date.day(),
            time.hour(),
            time.minute(),
            time.second()
        )?;
        if time.nanosecond() > 0 {
            write!(f, ".{:09}", time.nanosecond())?;
        }
        f.write_str("Z")
    }
}

const HEADER: &str = concat!(
    r#"{"title":"A history","overlay":{"name":"docs","version":"1","relabel":{"example":"ordinary"}}}"#,
    "\n"
);
