//! Deciding: pure, and the one place of all guards.

mod ending;
mod host;
mod opening;
mod pen;
mod talking;

use crate::command::{Command, CommandKind};
use crate::context::Context;
use crate::decision::Decision;
use crate::outcome::Outcome;
use crate::refusal::Refusal;
use crate::request::Request;
use crate::table::Entry;
use pen::{Pen, admitted};

/// What a command comes to.
///
/// What has become due until now happens first: a tick that was lost, or comes late, changes no
/// answer. Then the table says whether the command is taken in the state that this leaves, and
/// then its own guards.
///
/// ```
/// use checkmark_account::Actor;
/// use checkmark_ticket::{Command, Context, Policy, RefusalCode, Request, decide};
/// use time::UtcDateTime;
///
/// let policy = Policy::default();
/// let context = Context::new(&policy, Actor::Support, UtcDateTime::UNIX_EPOCH);
/// let refusal = decide(&Request::new("r1".parse()?), &Command::BeginValidation, &context)
///     .expect_err("nothing is submitted yet");
/// assert_eq!(refusal.code(), RefusalCode::NotSubmitted);
/// # Ok::<(), checkmark_account::ParseIdError>(())
/// ```
///
/// # Errors
///
/// A [`Refusal`] is an answer: nothing changes (LAW-1).
pub fn decide(
    request: &Request,
    command: &Command,
    context: &Context<'_>,
) -> Result<Decision, Refusal> {
    if context.command.is_some_and(|id| request.has_taken(id)) {
        let mut repeated = Decision::new(request.id(), request.version(), context.now(), None);
        repeated.repeated = true;
        return Ok(repeated);
    }
    let kind = command.kind();
    let (at, clamped) = admitted(request, kind, context)?;
    let mut decision = Decision::new(request.id(), request.version(), at, context.command);
    let mut pen = Pen::new(request, kind, context, &mut decision, clamped);
    pen.catch_up();
    if let Entry::Refused(code) = kind.entry(pen.state.kind()) {
        return Err(pen.refusal(code));
    }
    carry_out(&mut pen, command)?;
    if !matches!(command, Command::TimePassed) {
        pen.catch_up();
    }
    pen.tell_window();
    Ok(decision)
}

fn carry_out(pen: &mut Pen<'_>, command: &Command) -> Result<(), Refusal> {
    match command {
        Command::SaveDraft { topic, draft } => pen.save_draft(*topic, draft),
        Command::Submit {
            topic,
            number,
            draft,
            follows,
        } => pen.submit(*topic, *number, draft, *follows),
        Command::Contact { by, note } => pen.contact(*by, note.as_ref()),
        Command::BeginValidation => pen.begin_validation(),
        Command::Ask { text, fields } => pen.ask(text, *fields),
        Command::DropQuestion { question } => pen.drop_question(*question),
        Command::Answer {
            question,
            text,
            draft,
        } => pen.answer(*question, text.as_ref(), draft),
        Command::AddInformation { text } => pen.add_information(text),
        Command::Note { text } => pen.note(text),
        Command::AutomaticMessage { direction } => pen.automatic_message(*direction),
        Command::AccountMoved { basis } => pen.account_moved(*basis),
        Command::Validate {
            organization,
            relation,
            basis,
        } => pen.resolve(
            Outcome::Validated {
                organization: *organization,
                relation: *relation,
                basis: *basis,
            },
            None,
        ),
        Command::Appoint {
            organization,
            basis,
        } => pen.resolve(
            Outcome::Appointed {
                organization: *organization,
                basis: *basis,
            },
            None,
        ),
        Command::ApproveProfile {
            organization,
            basis,
        } => pen.resolve(
            Outcome::ProfileApproved {
                organization: *organization,
                basis: *basis,
            },
            None,
        ),
        Command::Unlock => pen.resolve(Outcome::Unlocked, None),
        Command::Decline { reason, text } => {
            pen.resolve(Outcome::Declined { reason: *reason }, text.as_ref())
        }
        Command::Withdraw => pen.withdraw(),
        Command::EndAccount => pen.end_account(),
        Command::MarkDuplicate { of } => pen.mark_duplicate(of),
        Command::Absorb { duplicate } => pen.absorb(duplicate),
        Command::Reopen { text } => pen.reopen(text.as_ref()),
        Command::Recompute { cause, verdicts } => pen.recompute(*cause, *verdicts),
        // What is due has happened already.
        Command::TimePassed => Ok(()),
    }
}

/// Whether a command would be taken: the same as deciding and dropping the decision, so that the
/// two cannot drift apart.
///
/// # Errors
///
/// As [`decide`].
pub fn can(request: &Request, command: &Command, context: &Context<'_>) -> Result<(), Refusal> {
    decide(request, command, context).map(drop)
}

/// The commands that the table takes in the state of a request, whatever their own guards say.
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
/// let taken: Vec<CommandKind> = offered(&request).collect();
/// assert!(taken.contains(&CommandKind::Withdraw));
/// assert!(!taken.contains(&CommandKind::Reopen), "it is open");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn offered(request: &Request) -> impl Iterator<Item = CommandKind> {
    let state = request.state().kind();
    let taken = move |kind: &CommandKind| matches!(kind.entry(state), Entry::Leads(_));
    CommandKind::ALL.iter().copied().filter(taken)
}
