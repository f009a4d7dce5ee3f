//! The small machine: which state follows, without actors, guards, reasons or a record.
//!
//! The engines are shown beside and are no rivals: they know which state is next and nothing else,
//! while our table also has every refusal, and the machine above it the guards.

use checkmark::tier::{Cell, CommandKind, StateKind, transition};

use crate::contest::Contest;
use crate::stopwatch::Stopwatch;
use crate::table::Row;

/// What happens on the way of one profile, in order.
#[derive(Clone, Copy, Debug)]
enum Input {
    Start,
    Route,
    Details,
    Judged,
    Found,
    MailedOut,
}

const INPUTS: [Input; 6] = [
    Input::Start,
    Input::Route,
    Input::Details,
    Input::Judged,
    Input::Found,
    Input::MailedOut,
];

/// The same as our kinds, each with the state that follows.
const STEPS: [(CommandKind, StateKind); 6] = [
    (CommandKind::StartBusinessRegistration, StateKind::RouteDue),
    (CommandKind::ChooseRoute, StateKind::DetailsDue),
    (CommandKind::SubmitDetails, StateKind::EvidenceDue),
    (CommandKind::DomainJudged, StateKind::ProfileDue),
    (CommandKind::ProfilesFound, StateKind::Confirming),
    (CommandKind::MailHandedOver, StateKind::Enterprise),
];

mod by_rust_fsm {
    rust_fsm::state_machine! {
        pub(super) way(Basic)

        Basic(Start) => RouteDue,
        RouteDue(Route) => DetailsDue,
        DetailsDue(Details) => EvidenceDue,
        EvidenceDue(Judged) => ProfileDue,
        ProfileDue(Found) => Confirming,
        Confirming(MailedOut) => Enterprise,
        Enterprise(Start) => Enterprise
    }
}

mod by_statig {
    use super::Input;
    use statig::prelude::*;

    #[derive(Debug, Default)]
    pub(super) struct Way {
        pub(super) entered: bool,
    }

    #[state_machine(initial = "State::basic()", state(derive(Debug)))]
    impl Way {
        #[state]
        fn basic(event: &Input) -> Outcome<State> {
            match event {
                Input::Start => Transition(State::route_due()),
                _ => Super,
            }
        }

        #[state]
        fn route_due(event: &Input) -> Outcome<State> {
            match event {
                Input::Route => Transition(State::details_due()),
                _ => Super,
            }
        }

        #[state]
        fn details_due(event: &Input) -> Outcome<State> {
            match event {
                Input::Details => Transition(State::evidence_due()),
                _ => Super,
            }
        }

        #[state]
        fn evidence_due(event: &Input) -> Outcome<State> {
            match event {
                Input::Judged => Transition(State::profile_due()),
                _ => Super,
            }
        }

        #[state]
        fn profile_due(event: &Input) -> Outcome<State> {
            match event {
                Input::Found => Transition(State::confirming()),
                _ => Super,
            }
        }

        #[state]
        fn confirming(&mut self, event: &Input) -> Outcome<State> {
            match event {
                Input::MailedOut => {
                    self.entered = true;
                    Transition(State::enterprise())
                }
                _ => Super,
            }
        }

        #[state]
        fn enterprise(event: &Input) -> Outcome<State> {
            let _ = event;
            Super
        }
    }
}

/// How many steps a walk has.
pub const STEPS_OF_A_WALK: usize = STEPS.len();

/// All of them, one after another.
#[must_use]
pub fn walk() -> bool {
    let mut state = StateKind::Basic;
    for (command, next) in std::hint::black_box(&STEPS) {
        if let Cell::Acts(states) = transition(state, *command)
            && states.contains(*next)
        {
            state = *next;
        }
    }
    state == StateKind::Enterprise
}

/// One step of the small machine.
#[must_use]
pub fn steps(stopwatch: &Stopwatch) -> Vec<Row> {
    use by_rust_fsm::way;
    use statig::prelude::IntoStateMachineExt as _;

    let mut contest = Contest::new("step of the small machine", INPUTS.len());
    contest.enter("checkmark", walk);
    contest.enter_context("statig", || {
        let mut machine = by_statig::Way::default().state_machine();
        for input in std::hint::black_box(&INPUTS) {
            machine.handle(input);
        }
        machine.entered
    });
    contest.enter_context("rust-fsm", || {
        let mut machine = way::StateMachine::new();
        for input in std::hint::black_box(&INPUTS) {
            let input = match input {
                Input::Start => way::Input::Start,
                Input::Route => way::Input::Route,
                Input::Details => way::Input::Details,
                Input::Judged => way::Input::Judged,
                Input::Found => way::Input::Found,
                Input::MailedOut => way::Input::MailedOut,
            };
            let _ = machine.consume(&input);
        }
        matches!(machine.state(), way::State::Enterprise)
    });
    contest.run(stopwatch)
}
