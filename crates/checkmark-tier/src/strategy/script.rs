//! A history as the example `journey` reads it: what it brings along, then a command a line.

use alloc::string::String;
use core::fmt::{self, Write as _};

use checkmark_domain::Class;
use time::UtcDateTime;

use super::history::{History, Taken};
use super::step::{HistoryStep, due_repair, judgment};
use crate::account::Account;
use crate::verify::next_request;

/// The whole script.
pub(super) fn of(history: &History) -> String {
    let mut text = String::from(HEADER);
    let mut account = Account::new(history.account().id());
    for taken in history.taken() {
        // What a line refers to is looked up in the account as it was before it.
        line(&mut text, &account, taken).expect("text can be written to");
        for event in taken.decision().into_iter().flat_map(|it| it.events()) {
            account.apply(event).expect("what was decided folds");
        }
    }
    text
}

fn line(text: &mut String, account: &Account, taken: &Taken) -> fmt::Result {
    let Some(envelope) = taken.envelope() else {
        return Ok(());
    };
    let session = envelope.session();
    write!(
        text,
        r#"{{"at":"{}","account":"{}","actor":"{}","session":{{"place":"{}","signed_in":{}"#,
        Instant(envelope.at()),
        envelope.account(),
        envelope.actor(),
        session.place(),
        session.is_signed_in(),
    )?;
    if let Some(at) = session.password_verified_at() {
        write!(text, r#","password_verified_at":"{}""#, Instant(at))?;
    }
    text.push('}');
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
    arguments(text, account, taken.step(), envelope.at())?;
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
        HistoryStep::SubmitRightCode | HistoryStep::ConfirmRightCode => {
            text.write_str(r#","code":{"ref":"mailed"}"#)
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
        HistoryStep::MailHandedOver | HistoryStep::MailFailed => {
            text.write_str(r#","effect":{"ref":"confirmation"}"#)
        }
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

/// An instant as RFC 3339 has it, with as many decimals as it needs.
pub(super) struct Instant(pub(super) UtcDateTime);

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
