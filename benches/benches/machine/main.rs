//! The account machine beside a hand-written match and generic engines.
//!
//! `cargo bench -p benches --bench machine` prints a table.
//!
//! The small machine has 8 states and 12 events and is cut out of the account machine. Chance picks
//! a thousand events, the same ones in each run, and half of them are refused. Everybody walks over
//! them and has to end in the same state after as many taken. Ours gets whole commands, decides them
//! with every guard, reason, effect and deadline, and folds every event; so does the hand-written
//! match with the guards that matter on the walk and nothing else. The engines, and a second match,
//! get events of one byte, ready made.

mod rivals;
mod small;

use std::process::ExitCode;

use benches::contest::Contest;
use benches::stopwatch::Stopwatch;
use benches::table::Table;
use benches::way::Way;
use checkmark::tier::{Account, Event};
use small::{State, Walk};

fn main() -> ExitCode {
    let stopwatch = Stopwatch::from_args();
    let way = Way::new();
    println!(
        "account {} bytes, event {} bytes",
        size_of::<Account>(),
        size_of::<Event>()
    );
    let mut table = Table::default();
    small_machine(&way, &stopwatch, &mut table);
    table.add_all(way.contests(&stopwatch));
    print!("{table}");
    ExitCode::SUCCESS
}

/// Everybody's last state, and how many events were taken.
type End = (Option<State>, usize);

/// Somebody who walks, under a name.
type Rival<'a> = (&'static str, Box<dyn Fn() -> End + 'a>);

fn small_machine(way: &Way, stopwatch: &Stopwatch, table: &mut Table) {
    let walk = Walk::new(way.start(), 1_000);
    let mut contest = Contest::new("an event of the small machine", walk.events.len());
    contest.enter("checkmark, decide and evolve", || walk.account());
    // They do less, so it is no contest; but they go the same way.
    let rivals: [Rival<'_>; 5] = [
        (
            "hand-written match, commands",
            Box::new(|| stepped(&walk.commands, rivals::hand)),
        ),
        (
            "hand-written match, events",
            Box::new(|| stepped(&walk.events, |state, event| rivals::bare(state, *event))),
        ),
        ("statig", Box::new(|| statig(&walk))),
        ("rust-fsm", Box::new(|| rust_fsm(&walk))),
        ("ironstate", Box::new(|| ironstate(&walk))),
    ];
    for (who, call) in rivals {
        assert_eq!(call(), walk.account(), "{who}");
        contest.enter_context(who, call);
    }
    table.add_all(contest.run(stopwatch));
}

fn statig(walk: &Walk) -> End {
    use statig::blocking::IntoStateMachineExt as _;

    let mut machine = rivals::statig::Machine::default().state_machine();
    for event in &walk.events {
        machine.handle(event);
    }
    (Some(machine.state().small()), machine.inner().taken)
}

fn rust_fsm(walk: &Walk) -> End {
    let mut machine = rivals::rust_fsm::small::StateMachine::new();
    let taken = walk
        .events
        .iter()
        .map(|event| machine.consume(event).is_ok());
    let taken = taken.map(usize::from).sum();
    (Some(*machine.state()), taken)
}

fn ironstate(walk: &Walk) -> End {
    let mut machine = ironstate::Machine::<State>::new();
    let taken = walk
        .events
        .iter()
        .map(|event| machine.apply(*event).is_ok());
    let taken = taken.map(usize::from).sum();
    (Some(*machine.state()), taken)
}

fn stepped<T>(events: &[T], step: impl Fn(State, &T) -> Option<State>) -> End {
    let mut state = State::Basic;
    let mut taken = 0;
    for event in events {
        if let Some(next) = step(state, event) {
            state = next;
            taken += 1;
        }
    }
    (Some(state), taken)
}
