//! A second, naive implementation beside the first.
//!
//! It is written from the rules and knows neither the table nor the guards nor the events: an account
//! is a few plain values, and a command is a function that changes them or says why not. It is told
//! the same commands and has to give the same answers. What it is told and does not work out is what
//! a record names: the version, the number of the standing and of the deadline, and the mail that
//! confirms.

mod codes;
mod commands;
mod compare;
mod evidence;
mod life;
mod odd;
mod organization;
mod registration;
mod support;

use std::collections::BTreeSet;

use checkmark_account::organization::JoinedBy;
use checkmark_account::{
    AccountId, Actor, AddressNo, CommandId, CompanyRole, CustomerNumber, InvitationId,
    OrganizationId, Relation, RequestId, Standing,
};
use checkmark_domain::Class;
use checkmark_tier::{
    Command, CommandKind, Door, EffectKey, Envelope, Mailbox, Recorded, Route, Session, TierPolicy,
};
use time::UtcDateTime;

/// Why not: every code that holds, and until when.
#[derive(Debug, PartialEq)]
struct No {
    codes: Vec<&'static str>,
    until: Option<UtcDateTime>,
}

type Answer = Result<(), No>;

fn no(code: &'static str) -> Answer {
    all_of(vec![code])
}

fn no_until(code: &'static str, until: UtcDateTime) -> Answer {
    let (codes, until) = (vec![code], Some(until));
    Err(No { codes, until })
}

/// Nothing stands in the way if there is no code.
fn all_of(codes: Vec<&'static str>) -> Answer {
    if codes.is_empty() {
        return Ok(());
    }
    Err(No { codes, until: None })
}

/// Where the account stands.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    Nobody,
    Unproved,
    Basic,
    RouteDue,
    PartnerEmployee,
    ProspectivePartner,
    DetailsDue,
    VerdictDue,
    ProfilesDue,
    ListOffered(Vec<OrganizationId>),
    ProfileDue,
    ProfileReview(Asked),
    Limited,
    Stuck(usize),
    SupportReview(Asked),
    Confirming,
    Enterprise,
    Suspended,
    Deactivated,
    Closed,
    Erased,
}

/// What support was asked, and has perhaps a name by now.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Asked {
    request: Option<RequestId>,
    reopening: u32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Verdict {
    class: Class,
    mailbox: Mailbox,
    at: UtcDateTime,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Held {
    organization: OrganizationId,
    relation: Relation,
    role: CompanyRole,
    /// The only administrator there.
    alone: bool,
    by: JoinedBy,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Granted {
    held: Held,
    attempt: u8,
    mail: Option<EffectKey>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Invitation {
    name: InvitationId,
    organization: OrganizationId,
    role: CompanyRole,
    until: UtcDateTime,
}

#[derive(Clone, Debug)]
struct Model {
    account: AccountId,
    stage: Stage,
    because: BTreeSet<&'static str>,
    /// When what is half done lapses.
    step_until: Option<UtcDateTime>,
    judge_again: Option<UtcDateTime>,
    pending: Option<(AddressNo, UtcDateTime)>,
    invitations: Vec<Invitation>,
    door: Option<Door>,
    route: Option<Route>,
    finished: bool,
    proof_due: bool,
    new_business: bool,
    address: AddressNo,
    proved_at: Option<UtcDateTime>,
    verdict: Option<Verdict>,
    counted_at: Option<UtcDateTime>,
    relations: Vec<Held>,
    granted: Option<Granted>,
    numbers: Vec<CustomerNumber>,
    password_asked_at: Option<UtcDateTime>,
    /// Support was asked about validation.
    trouble: bool,
    sign_up: codes::Book,
    change: codes::Book,
    fresh: codes::Book,
    /// The last sixteen commands that did something.
    done: Vec<CommandId>,
    /// The last four requests that were left: reopened so often, or for good.
    left: Vec<(RequestId, Option<u32>)>,
    /// A request was taken back before it had a name.
    left_unnamed: bool,
    /// The last four invitations that lapsed.
    lapsed: Vec<InvitationId>,
    last_at: Option<UtcDateTime>,
    /// The code that was typed was none.
    rejected: bool,
    /// What the host is asked to do.
    todo: Vec<String>,
    /// Something moved that permits and approvals are held against.
    moved: bool,

    version: u64,
    standing: Standing,
    generation: Option<u32>,
}

/// In which a command is given.
struct Moment<'a> {
    now: UtcDateTime,
    actor: Actor,
    session: Session,
    policy: &'a TierPolicy,
    id: Option<CommandId>,
}

impl Model {
    fn new(account: AccountId) -> Self {
        Self {
            account,
            stage: Stage::Nobody,
            because: BTreeSet::new(),
            step_until: None,
            judge_again: None,
            pending: None,
            invitations: Vec::new(),
            door: None,
            route: None,
            finished: false,
            proof_due: false,
            new_business: false,
            address: AddressNo::default(),
            proved_at: None,
            verdict: None,
            counted_at: None,
            relations: Vec::new(),
            granted: None,
            numbers: Vec::new(),
            password_asked_at: None,
            trouble: false,
            sign_up: codes::Book::default(),
            change: codes::Book::default(),
            fresh: codes::Book::default(),
            done: Vec::new(),
            left: Vec::new(),
            left_unnamed: false,
            lapsed: Vec::new(),
            last_at: None,
            rejected: false,
            todo: Vec::new(),
            moved: false,
            version: 0,
            standing: Standing::default(),
            generation: None,
        }
    }

    /// The account after a command, or why not.
    fn give(&self, envelope: &Envelope<Recorded>, policy: &TierPolicy) -> Result<Self, No> {
        let command = envelope.command();
        let erase = command.kind() == CommandKind::Erase;
        if envelope.account() != self.account {
            no("wrong_account")?;
        }
        if !may(envelope.actor(), command.kind()) {
            no("not_yours")?;
        }
        if envelope.id().is_some_and(|id| self.done.contains(&id)) {
            no("command_repeated")?;
        }
        let now = envelope.at().max(self.last_at.unwrap_or(envelope.at()));
        if !erase && envelope.at() < now.saturating_sub(policy.skew()) {
            no("time_ran_back")?;
        }
        if !erase
            && envelope
                .expected_version()
                .is_some_and(|it| it != self.version)
        {
            no("stale_version")?;
        }
        let moment = Moment {
            now,
            actor: envelope.actor(),
            session: *envelope.session(),
            policy,
            id: envelope.id(),
        };
        let mut after = self.clone();
        (after.rejected, after.moved) = (false, false);
        after.todo.clear();
        let stale = match command {
            Command::TimePassed { generation } => {
                generation.is_some() && *generation != self.generation
            }
            _ => false,
        };
        if self.next_due().is_some_and(|due| due <= now) && !stale {
            life::lapse(&mut after, &moment);
            after.moved |= differ(self, &after);
        }
        let before = after.clone();
        commands::obey(&mut after, &moment, command)?;
        after.moved |= differ(&before, &after);
        Ok(after)
    }

    /// The earliest of all that is due.
    fn next_due(&self) -> Option<UtcDateTime> {
        let pending = self.pending.map(|(_, until)| until);
        let invitations = self.invitations.iter().map(|it| it.until);
        [self.step_until, self.judge_again, pending]
            .into_iter()
            .flatten()
            .chain(invitations)
            .min()
    }

    /// Goes on to another stage; a request that support has is taken back by that.
    fn enter(&mut self, stage: Stage) {
        let asked = self.asked();
        let asks = matches!(stage, Stage::ProfileReview(_) | Stage::SupportReview(_));
        match asked {
            Some(asked) if !asks => self.take_back(asked.request),
            None if asks => self.left_unnamed = false,
            _ => {}
        }
        if !matches!(
            stage,
            Stage::Limited | Stage::Stuck(_) | Stage::SupportReview(_)
        ) {
            self.because.clear();
        }
        self.step_until = None;
        self.stage = stage;
    }

    fn limit(&mut self, because: BTreeSet<&'static str>) {
        self.granted = None;
        self.enter(Stage::Limited);
        self.because = because;
    }

    fn asked(&self) -> Option<Asked> {
        match self.stage {
            Stage::ProfileReview(asked) | Stage::SupportReview(asked) => Some(asked),
            _ => None,
        }
    }

    /// The host is asked to do something, about this address where it is about one.
    fn ask(&mut self, what: &str) {
        let address = self.address.number();
        self.todo.push(what.replace('@', &address.to_string()));
    }

    /// The organizations of these relations are told that they ended.
    fn tell_left(&mut self, held: &[Held], cause: &str) {
        for held in held {
            self.todo
                .push(format!("left {} {cause}", held.organization));
        }
    }

    fn take_back(&mut self, request: Option<RequestId>) {
        match request {
            Some(request) => {
                self.todo.push(format!("withdraw {request}"));
                self.leave(request, None);
            }
            None => self.left_unnamed = true,
        }
    }

    /// The request that support has is over, as was heard.
    fn end_review(&mut self) {
        if let Some(asked) = self.asked() {
            if let Some(request) = asked.request {
                self.leave(request, Some(asked.reopening));
            }
            self.stage = Stage::Limited;
        }
    }

    fn leave(&mut self, request: RequestId, reopening: Option<u32>) {
        if let Some(known) = self.left.iter_mut().find(|it| it.0 == request) {
            known.1 = known
                .1
                .and_then(|known| reopening.map(|new| known.max(new)));
            return;
        }
        self.left.push((request, reopening));
        if self.left.len() > 4 {
            self.left.remove(0);
        }
    }

    fn tier(&self) -> Option<&'static str> {
        match self.stage {
            Stage::Nobody
            | Stage::Unproved
            | Stage::Suspended
            | Stage::Deactivated
            | Stage::Closed
            | Stage::Erased => None,
            Stage::Basic | Stage::RouteDue | Stage::ProspectivePartner | Stage::Stuck(_) => {
                Some("basic")
            }
            Stage::Enterprise => Some("enterprise"),
            _ => Some("limited"),
        }
    }
}

/// Whether the address, a relation, the tier or a suspension moved (TIER-7).
fn differ(before: &Model, after: &Model) -> bool {
    let rest = |it: &Model| match it.stage {
        Stage::Suspended | Stage::Deactivated | Stage::Closed | Stage::Erased => {
            Some(it.stage.clone())
        }
        _ => None,
    };
    let signs_up = before.stage == Stage::Nobody && after.stage == Stage::Unproved;
    signs_up
        || before.address != after.address && after.stage != Stage::Erased
        || before.relations != after.relations
        || before.tier() != after.tier()
        || rest(before) != rest(after)
}

/// Who may give which command (LAW-7).
fn may(actor: Actor, command: CommandKind) -> bool {
    let commands = match actor {
        Actor::Person => {
            "sign_up request_code submit_code start_business_registration choose_route \
             submit_details choose_organization submit_profile add_product sign_in sign_out \
             report_mark repair_step request_support withdraw change_address confirm_address \
             change_name request_password_change add_customer_number remove_customer_number \
             accept_invitation leave_organization deactivate reactivate close erase"
        }
        Actor::Host => {
            "domain_judged profiles_found profile_changed mail_handed_over mail_failed \
             mark_not_propagated request_opened request_closed relation_ended erase invited \
             invitation_revoked role_granted role_withdrawn member_removed domain_dropped"
        }
        Actor::Support => {
            "approve_profile refuse_profile validate_account decline_account unlock_codes suspend \
             reinstate relation_ended add_customer_number remove_customer_number close erase"
        }
        Actor::PartnerProgramme => "confirm_partner refuse_partner relation_ended",
        Actor::Administrator => {
            "invited invitation_revoked role_granted role_withdrawn member_removed domain_dropped"
        }
        Actor::Clock => "time_passed",
    };
    commands
        .split_whitespace()
        .any(|word| word == command.as_str())
}
