//! The small machine, written by hand and for each of the rivals.

use checkmark::account::Actor;
use checkmark::domain::Class;
use checkmark::tier::{Command, Envelope, Route};

use crate::small::{Event, State};

/// By hand, with the guards that the account machine has on this walk, and without reasons,
/// effects, deadlines, ids, versions or a record.
pub(crate) fn hand(state: State, envelope: &Envelope) -> Option<State> {
    use State::*;

    let person = envelope.actor() == Actor::Person;
    let host = envelope.actor() == Actor::Host;
    Some(match (state, envelope.command()) {
        (Basic | RouteDue | DetailsDue | Limited, Command::StartBusinessRegistration)
            if person && !envelope.session().is_signed_in() =>
        {
            RouteDue
        }
        (
            RouteDue,
            Command::ChooseRoute {
                route: Route::Company,
            },
        ) if person => DetailsDue,
        (DetailsDue, Command::SubmitDetails { .. }) if person => VerdictDue,
        (VerdictDue, Command::DomainJudged { judgment, .. })
            if host && judgment.class() == Class::Corporate =>
        {
            ProfilesDue
        }
        (state, Command::DomainJudged { judgment, .. })
            if host && judgment.class() == Class::Corporate =>
        {
            state
        }
        (ProfilesDue, Command::ProfilesFound { profiles, .. }) if host && profiles.len() == 1 => {
            Confirming
        }
        (ProfilesDue, Command::ProfileChanged { .. }) if host => ProfilesDue,
        (Confirming, Command::MailHandedOver { .. }) if host => Enterprise,
        (Confirming, Command::MailFailed { .. }) if host => Limited,
        (Confirming | Enterprise, Command::RelationEnded { .. }) if host => Limited,
        (state, Command::SignIn { .. } | Command::SignOut | Command::ReportMark { .. })
            if person =>
        {
            state
        }
        _ => return None,
    })
}

/// By hand, over events of one byte.
pub(crate) const fn bare(state: State, event: Event) -> Option<State> {
    use State::*;

    Some(match (state, event) {
        (Basic | RouteDue | DetailsDue | Limited, Event::Start) => RouteDue,
        (RouteDue, Event::ChooseRoute) => DetailsDue,
        (DetailsDue, Event::SubmitDetails) => VerdictDue,
        (VerdictDue, Event::Judged) => ProfilesDue,
        (state, Event::Judged) => state,
        (ProfilesDue, Event::ProfilesFound) => Confirming,
        (ProfilesDue, Event::ProfileChanged) => ProfilesDue,
        (Confirming, Event::HandedOver) => Enterprise,
        (Confirming, Event::Failed) => Limited,
        (Confirming | Enterprise, Event::RelationEnded) => Limited,
        (state, Event::SignIn | Event::SignOut | Event::ReportMark) => state,
        _ => return None,
    })
}

pub(crate) mod statig {
    use statig::prelude::*;

    use crate::small::{Event, State as Small};

    /// It drops what it does not take without a word, so the taken ones are counted here.
    #[derive(Debug, Default)]
    pub(crate) struct Machine {
        pub(crate) taken: usize,
    }

    #[state_machine(initial = "State::basic()", state(derive(Debug)))]
    impl Machine {
        fn goes(&mut self, to: State) -> Outcome<State> {
            self.taken += 1;
            Transition(to)
        }

        fn stays(&mut self) -> Outcome<State> {
            self.taken += 1;
            Handled
        }

        #[superstate]
        fn live(&mut self, event: &Event) -> Outcome<State> {
            match event {
                Event::Judged | Event::SignIn | Event::SignOut | Event::ReportMark => self.stays(),
                _ => Super,
            }
        }

        #[state(superstate = "live")]
        fn basic(&mut self, event: &Event) -> Outcome<State> {
            match event {
                Event::Start => self.goes(State::route_due()),
                _ => Super,
            }
        }

        #[state(superstate = "live")]
        fn route_due(&mut self, event: &Event) -> Outcome<State> {
            match event {
                Event::Start => self.stays(),
                Event::ChooseRoute => self.goes(State::details_due()),
                _ => Super,
            }
        }

        #[state(superstate = "live")]
        fn details_due(&mut self, event: &Event) -> Outcome<State> {
            match event {
                Event::Start => self.goes(State::route_due()),
                Event::SubmitDetails => self.goes(State::verdict_due()),
                _ => Super,
            }
        }

        #[state(superstate = "live")]
        fn verdict_due(&mut self, event: &Event) -> Outcome<State> {
            match event {
                Event::Judged => self.goes(State::profiles_due()),
                _ => Super,
            }
        }

        #[state(superstate = "live")]
        fn profiles_due(&mut self, event: &Event) -> Outcome<State> {
            match event {
                Event::ProfilesFound => self.goes(State::confirming()),
                Event::ProfileChanged => self.stays(),
                _ => Super,
            }
        }

        #[state(superstate = "live")]
        fn confirming(&mut self, event: &Event) -> Outcome<State> {
            match event {
                Event::HandedOver => self.goes(State::enterprise()),
                Event::Failed | Event::RelationEnded => self.goes(State::limited()),
                _ => Super,
            }
        }

        #[state(superstate = "live")]
        fn enterprise(&mut self, event: &Event) -> Outcome<State> {
            match event {
                Event::RelationEnded => self.goes(State::limited()),
                _ => Super,
            }
        }

        #[state(superstate = "live")]
        fn limited(&mut self, event: &Event) -> Outcome<State> {
            match event {
                Event::Start => self.goes(State::route_due()),
                _ => Super,
            }
        }
    }

    impl State {
        pub(crate) const fn small(&self) -> Small {
            match self {
                Self::Basic {} => Small::Basic,
                Self::RouteDue {} => Small::RouteDue,
                Self::DetailsDue {} => Small::DetailsDue,
                Self::VerdictDue {} => Small::VerdictDue,
                Self::ProfilesDue {} => Small::ProfilesDue,
                Self::Confirming {} => Small::Confirming,
                Self::Enterprise {} => Small::Enterprise,
                Self::Limited {} => Small::Limited,
            }
        }
    }
}

pub(crate) mod rust_fsm {
    use rust_fsm::state_machine;

    state_machine! {
        #[state_machine(input(crate::small::Event), state(crate::small::State))]
        pub(crate) small(Basic)

        Basic => {
            Start => RouteDue,
            Judged => Basic,
            SignIn => Basic,
            SignOut => Basic,
            ReportMark => Basic
        },
        RouteDue => {
            Start => RouteDue,
            ChooseRoute => DetailsDue,
            Judged => RouteDue,
            SignIn => RouteDue,
            SignOut => RouteDue,
            ReportMark => RouteDue
        },
        DetailsDue => {
            Start => RouteDue,
            SubmitDetails => VerdictDue,
            Judged => DetailsDue,
            SignIn => DetailsDue,
            SignOut => DetailsDue,
            ReportMark => DetailsDue
        },
        VerdictDue => {
            Judged => ProfilesDue,
            SignIn => VerdictDue,
            SignOut => VerdictDue,
            ReportMark => VerdictDue
        },
        ProfilesDue => {
            ProfilesFound => Confirming,
            ProfileChanged => ProfilesDue,
            Judged => ProfilesDue,
            SignIn => ProfilesDue,
            SignOut => ProfilesDue,
            ReportMark => ProfilesDue
        },
        Confirming => {
            HandedOver => Enterprise,
            Failed => Limited,
            RelationEnded => Limited,
            Judged => Confirming,
            SignIn => Confirming,
            SignOut => Confirming,
            ReportMark => Confirming
        },
        Enterprise => {
            RelationEnded => Limited,
            Judged => Enterprise,
            SignIn => Enterprise,
            SignOut => Enterprise,
            ReportMark => Enterprise
        },
        Limited => {
            Start => RouteDue,
            Judged => Limited,
            SignIn => Limited,
            SignOut => Limited,
            ReportMark => Limited
        }
    }
}

/// Its derive macro wants a state without a way out; what it would write stands here.
mod ironstate {
    use ironstate::{EventKind, Kind, StateMachine, TransitionRules};

    use crate::small::{Event, State};

    impl TransitionRules for State {
        type Event = Event;

        fn transition(&self, event: &Event) -> Option<Self> {
            super::bare(*self, *event)
        }
    }

    impl StateMachine for State {
        fn initial() -> Self {
            Self::Basic
        }

        fn is_terminal(&self) -> bool {
            false
        }

        fn restriction(&self) -> Option<&'static [Kind]> {
            None
        }

        fn state_variants() -> Vec<Self> {
            Self::ALL.to_vec()
        }

        fn variant_name(&self) -> &'static str {
            "a state"
        }
    }

    impl EventKind for Event {
        fn kinds(&self) -> Option<&'static [Kind]> {
            None
        }

        fn variant_name(&self) -> &'static str {
            "an event"
        }

        fn event_variants() -> Vec<Self> {
            Self::ALL.to_vec()
        }
    }
}
