//! A host in small: it keeps a request, its record and what was handed out, and checks with every
//! command what must hold with every command.

use checkmark_account::{AccountId, Actor, AddressNo, CommandId, RequestId, Standing};
use checkmark_calendar::{Budget, Calendar, Holiday, Week};
use checkmark_ticket::{
    Action, Applicant, Basis, ClockName, ClockStatus, Command, ContactMethod, Context, Decision,
    Draft, Event, Fact, FreeText, NomineeDraft, Policy, QuestionNo, Refusal, Request, SideRecord,
    StateKind, Topic, decide, evolve, replay,
};
use time::{Date, UtcDateTime};

pub(crate) const ACCOUNT: &str = "a1";

/// An instant, written as RFC 3339.
#[track_caller]
pub(crate) fn at(text: &str) -> UtcDateTime {
    match format!("fixed {text}").parse() {
        Ok(Budget::Fixed(instant)) => instant,
        other => panic!("{text} is read as {other:?}"),
    }
}

pub(crate) fn date(text: &str) -> Date {
    at(&format!("{text}T00:00:00Z")).date()
}

pub(crate) fn text(words: &str) -> FreeText {
    words.parse().expect("a text")
}

pub(crate) fn id<T: core::str::FromStr>(name: &str) -> T {
    name.parse().ok().expect("an id")
}

pub(crate) const fn basis(standing: u64, address: u32) -> Basis {
    Basis::new(Standing::new(standing), AddressNo::new(address))
}

/// Monday to Friday, 09:00 to 17:00 UTC.
pub(crate) fn office() -> Calendar {
    office_without(&[])
}

pub(crate) fn office_without(holidays: &[&str]) -> Calendar {
    let week = Week::builder().weekdays("09:00-17:00").expect("hours");
    let holidays = holidays.iter().map(|it| Holiday::new(date(it), "holiday"));
    Calendar::builder()
        .week(week.build())
        .holidays(holidays)
        .build()
        .expect("a sound calendar")
}

/// Every form complete for every topic.
pub(crate) fn draft() -> Draft {
    Draft {
        phone: Some("+46 8 123 45 67".into()),
        preferred_contact: Some("telephone".into()),
        email: Some("asa@acme.example".into()),
        site: Some("https://support.example.com/".into()),
        intent: Some("enable_business_access".into()),
        product: Some("ABC1234".into()),
        company: Some("Acme AB".into()),
        equipment_address: Some("Storgatan 1\n111 22 Stockholm".into()),
        company_address: Some("Storgatan 1\n111 22 Stockholm".into()),
        country: Some("SE".into()),
        nominees: vec![NomineeDraft {
            first: "Åsa".into(),
            last: "Berg".into(),
            email: "asa@acme.example".into(),
        }],
        message: Some("Thank you".into()),
    }
}

pub(crate) fn submit(topic: Topic) -> Command {
    Command::Submit {
        topic,
        number: "04711815".parse().expect("a number"),
        draft: draft(),
        follows: None,
    }
}

pub(crate) fn ask() -> Command {
    Command::Ask {
        text: text("Which site is the device at?"),
        fields: Default::default(),
    }
}

pub(crate) fn answer(question: u16) -> Command {
    Command::Answer {
        question: QuestionNo::new(question),
        text: Some(text("At the first one.")),
        draft: Draft::default(),
    }
}

pub(crate) fn contact() -> Command {
    Command::Contact {
        by: ContactMethod::Telephone,
        note: None,
    }
}

pub(crate) fn validate() -> Command {
    Command::Validate {
        organization: id("acme"),
        relation: checkmark_account::Relation::Customer,
        basis: basis(3, 0),
    }
}

pub(crate) fn decline() -> Command {
    Command::Decline {
        reason: checkmark_ticket::DeclineReason::NotEnoughShown,
        text: None,
    }
}

pub(crate) fn reopen() -> Command {
    Command::Reopen { text: None }
}

pub(crate) struct Desk {
    pub(crate) policy: Policy,
    pub(crate) request: Request,
    pub(crate) record: Vec<Event>,
    pub(crate) actions: Vec<Action>,
    pub(crate) personal: Vec<SideRecord>,
    pub(crate) applicant: Option<Applicant>,
}

impl Desk {
    pub(crate) fn new(policy: Policy) -> Self {
        Self::named("r1", policy)
    }

    pub(crate) fn named(name: &str, policy: Policy) -> Self {
        let account: AccountId = id(ACCOUNT);
        let request: RequestId = id(name);
        let applicant = Applicant::new(account, basis(3, 0));
        Self {
            policy,
            request: Request::new(request),
            record: Vec::new(),
            actions: Vec::new(),
            personal: Vec::new(),
            applicant: Some(applicant.signed_in().registration_finished()),
        }
    }

    /// A desk from nine to five at which account access was asked for.
    pub(crate) fn opened(when: &str) -> Self {
        Self::opened_on(&office(), when)
    }

    pub(crate) fn opened_on(calendar: &Calendar, when: &str) -> Self {
        let mut desk = Self::new(Policy::on(calendar).expect("a sound calendar"));
        desk.take(when, Actor::Person, &submit(Topic::AccountAccess));
        desk
    }

    pub(crate) fn context(&self, actor: Actor, now: UtcDateTime) -> Context<'_> {
        let context = Context::new(&self.policy, actor, now);
        match self.applicant {
            Some(applicant) => context.with_applicant(applicant),
            None => context,
        }
    }

    /// Gives a command, and takes the answer.
    pub(crate) fn give(
        &mut self,
        now: UtcDateTime,
        actor: Actor,
        command: &Command,
        id: Option<CommandId>,
    ) -> Result<Decision, Refusal> {
        let mut context = self.context(actor, now);
        if let Some(id) = id {
            context = context.with_command_id(id);
        }
        let decision = decide(&self.request, command, &context)?;
        self.store(&decision);
        Ok(decision)
    }

    /// Stores a decision as a host does, and checks that it folds.
    #[track_caller]
    pub(crate) fn store(&mut self, decision: &Decision) {
        let mut accepted = self.request.clone();
        accepted
            .accept(decision)
            .expect("what was decided is accepted");
        for event in decision.events() {
            let request = self.request.clone();
            self.request = evolve(request, &event).expect("what was decided folds");
            self.record.push(event);
        }
        assert_eq!(accepted, self.request, "accepting is folding each event");
        self.actions
            .extend(decision.effects().map(|it| it.action().clone()));
        self.personal.extend_from_slice(decision.personal());
        assert_eq!(
            replay(self.request.id(), &self.record).as_ref(),
            Ok(&self.request),
            "the record folds to the same state"
        );
    }

    /// Gives a command that has to be taken.
    #[track_caller]
    pub(crate) fn take(&mut self, now: &str, actor: Actor, command: &Command) -> Decision {
        match self.give(at(now), actor, command, None) {
            Ok(decision) => decision,
            Err(refusal) => panic!("{refusal}"),
        }
    }

    /// Gives a command that has to be refused, and changes nothing.
    #[track_caller]
    pub(crate) fn refuse(&mut self, now: &str, actor: Actor, command: &Command) -> Refusal {
        let before = self.request.clone();
        let refusal = self
            .give(at(now), actor, command, None)
            .expect_err("it is refused");
        assert_eq!(self.request, before, "a refusal changes nothing");
        refusal
    }

    #[track_caller]
    pub(crate) fn tick(&mut self, now: &str) -> Decision {
        self.take(now, Actor::Clock, &Command::TimePassed)
    }

    pub(crate) fn state(&self) -> StateKind {
        self.request.state().kind()
    }

    #[track_caller]
    pub(crate) fn clock(&self, name: ClockName) -> &checkmark_ticket::ServiceClock {
        self.request.clock(name).expect("the clock runs")
    }

    #[track_caller]
    pub(crate) fn shows(&self, name: ClockName, status: ClockStatus, due: &str) {
        let clock = self.clock(name);
        assert_eq!((clock.status(), clock.due()), (status, at(due)), "{name}");
    }

    pub(crate) fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.record.iter().map(Event::fact)
    }

    /// How many facts are of a kind.
    pub(crate) fn count(&self, matches: impl Fn(&Fact) -> bool) -> usize {
        self.facts().filter(|it| matches(it)).count()
    }
}
