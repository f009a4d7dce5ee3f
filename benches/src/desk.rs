//! A service desk, and what its events cost.

use std::hint::black_box;

use checkmark::account::{Actor, AddressNo, Standing};
use checkmark::calendar::{Calendar, Week};
use checkmark::ticket::{
    Applicant, Basis, Command, ContactMethod, Context, DeclineReason, Draft, Fields, Policy,
    QuestionNo, Recomputation, Request, Topic, Verdicts, decide,
};
use time::{Date, Month, SignedDuration, UtcDateTime};

use crate::contest::Contest;
use crate::stopwatch::{Measure, Stopwatch};
use crate::table::Row;

const OURS: &str = "checkmark";
/// Without folding.
pub const DECIDED: &str = "decided alone";
/// As many as there are at once; they are gone through until it is a million.
const OPEN: usize = 10_000;

/// A desk from nine to five, with a request that is open and one that waits.
#[derive(Debug)]
pub struct Desk {
    policy: Policy,
    applicant: Applicant,
    open: Request,
    waiting: Request,
}

type Case = (&'static str, Request, Actor, Command, i64);

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

impl Desk {
    /// Opens it.
    ///
    /// # Panics
    ///
    /// What was filled in is not taken.
    #[must_use]
    pub fn new() -> Self {
        let basis = Basis::new(Standing::new(3), AddressNo::default());
        let account = "a1".parse().expect("an id");
        let mut desk = Self {
            policy: Policy::on(&calendar(None)).expect("it opens"),
            applicant: Applicant::new(account, basis)
                .signed_in()
                .registration_finished(),
            open: Request::new("r1".parse().expect("an id")),
            waiting: Request::new("r1".parse().expect("an id")),
        };
        let draft = Draft {
            phone: Some("+46 8 123 45 67".into()),
            preferred_contact: Some("email".into()),
            site: Some("https://support.example.com/".into()),
            intent: Some("enable_business_access".into()),
            product: Some("ABC1234".into()),
            company: Some("Acme AB".into()),
            equipment_address: Some("Storgatan 1".into()),
            ..Draft::default()
        };
        let submit = Command::Submit {
            topic: Topic::AccountAccess,
            number: "04711815".parse().expect("a number"),
            draft,
            follows: None,
        };
        let ask = Command::Ask {
            text: "Which site is it at?".parse().expect("a text"),
            fields: Fields::NONE,
        };
        desk.open = desk.gone_on(&desk.open, Actor::Person, &submit, 0);
        desk.waiting = desk.gone_on(&desk.open, Actor::Support, &ask, 2);
        desk
    }

    fn after(&self, hours: i64) -> UtcDateTime {
        // A Monday morning in 2026.
        let morning = UtcDateTime::from_unix_timestamp(1_795_420_800).expect("a date");
        morning + SignedDuration::hours(hours)
    }

    fn gone_on(&self, request: &Request, actor: Actor, command: &Command, hours: i64) -> Request {
        let context = Context::new(&self.policy, actor, self.after(hours));
        let decision = decide(request, command, &context.with_applicant(self.applicant));
        let mut request = request.clone();
        request
            .accept(&decision.expect("it is taken"))
            .expect("what was decided folds");
        request
    }

    /// Events that carry ids only, from the lightest to the one that moves every clock.
    fn events(&self) -> [Case; 6] {
        let decline = Command::Decline {
            reason: DeclineReason::NotACustomer,
            text: None,
        };
        let contact = Command::Contact {
            by: ContactMethod::Email,
            note: None,
        };
        let dropped = Command::DropQuestion {
            question: QuestionNo::new(1),
        };
        let (open, waiting) = (&self.open, &self.waiting);
        [
            (
                "request event: a tick before anything is due",
                open.clone(),
                Actor::Clock,
                Command::TimePassed,
                5,
            ),
            (
                "request event: a contact stops a clock",
                open.clone(),
                Actor::Support,
                contact,
                5,
            ),
            (
                "request event: a withdrawal ends both clocks",
                open.clone(),
                Actor::Person,
                Command::Withdraw,
                5,
            ),
            (
                "request event: a decision stops both clocks",
                open.clone(),
                Actor::Support,
                decline,
                5,
            ),
            (
                "request event: a clock runs again, due later",
                waiting.clone(),
                Actor::Support,
                dropped,
                30,
            ),
            (
                "request event: a tick finds both at risk",
                open.clone(),
                Actor::Clock,
                Command::TimePassed,
                174,
            ),
        ]
    }

    /// Decides one of the events, again and again.
    ///
    /// # Panics
    ///
    /// There is no such event.
    pub fn into_decider(self, nth: usize) -> impl FnMut() -> bool {
        let event = self.events().into_iter().nth(nth);
        let (_, request, actor, command, hours) = event.expect("there is such an event");
        move || {
            let context = Context::new(&self.policy, actor, self.after(hours));
            decide(&request, &command, &context.with_applicant(self.applicant)).is_ok()
        }
    }

    /// What each event costs, whole and decided alone.
    ///
    /// # Panics
    ///
    /// What was decided does not fold.
    #[must_use]
    pub fn costs(&self, stopwatch: &Stopwatch) -> Vec<Row> {
        let mut rows = Vec::new();
        for (name, request, actor, command, hours) in self.events() {
            let now = self.after(hours);
            let context = Context::new(&self.policy, actor, now).with_applicant(self.applicant);
            let mut contest = Contest::new(name, 1);
            contest.enter(OURS, || {
                let mut request = request.clone();
                if let Ok(decision) = decide(&request, &command, &context) {
                    request.accept(&decision).expect("what was decided folds");
                }
                black_box(black_box(&request).next_wakeup());
                true
            });
            contest.enter(DECIDED, || {
                black_box(decide(&request, &command, &context)).is_ok()
            });
            // Each event is folded into a copy, whose cost is measured in turns and taken off.
            contest.enter("a copy", || {
                black_box(black_box(&request.clone()).version());
                true
            });
            let mut costs = contest.run(stopwatch);
            if let Some(copied) = costs.pop() {
                costs[0].cost.ns -= copied.cost.ns;
                costs[0].cost.allocations -= copied.cost.allocations;
                costs[0].cost.bytes -= copied.cost.bytes;
            }
            rows.extend(costs);
        }
        rows
    }

    /// A million requests due again after a holiday more.
    ///
    /// # Panics
    ///
    /// A request does not move.
    pub fn million(&self, stopwatch: &Stopwatch) -> Measure {
        let holiday = Date::from_calendar_date(2026, Month::November, 25).expect("a date");
        let new = Policy::on(&calendar(Some(holiday))).expect("it opens");
        let requests: Vec<Request> = (0..OPEN)
            .map(|nth| {
                let nth = nth as i64;
                let dropped = Command::DropQuestion {
                    question: QuestionNo::new(1),
                };
                match nth % 2 {
                    0 => self.open.clone(),
                    _ => self.gone_on(&self.waiting, Actor::Support, &dropped, 3 + nth % 40),
                }
            })
            .collect();
        let now = self.after(44);
        let rounds = 1_000_000 / OPEN;
        stopwatch.measure_long(|| {
            let recomputation = Recomputation::new(&self.policy, &new);
            let mut moved = 0;
            for _ in 0..rounds {
                for request in &requests {
                    let moves = recomputation.of(request, Verdicts::Keep, now);
                    moved += moves.expect("the calendar knows").iter().count();
                }
            }
            assert!(moved >= 1_000_000, "each of them moves");
            moved
        })
    }
}

fn calendar(holiday: Option<Date>) -> Calendar {
    let week = Week::builder().weekdays("09:00-17:00").expect("hours");
    let holidays = holiday.map(|date| (date, "Founding day"));
    Calendar::builder()
        .week(week.build())
        .holidays(holidays)
        .build()
        .expect("it opens")
}
