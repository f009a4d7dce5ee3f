//! `paths`: the names of our hot paths, with how often each is gone in a run; `paths NAME`: goes
//! one, for a counter of instructions to watch. `.ci/instructions` does that.

use std::hint::black_box;
use std::process::ExitCode;

use benches::clocks::{DAY, Desk, HOUR, every_nth_day};
use benches::desk;
use benches::engines;
use benches::names::{five_exchanges, read, sample, unlisted};
use benches::way::Way;
use checkmark::account::EmailAddress;
use checkmark::calendar::Clock;
use checkmark::domain::{Class, DomainName, Evidence, classify, lists, suffix};
use time::UtcDateTime;

/// How many different inputs a run has.
const INPUTS: usize = 64;

fn main() -> ExitCode {
    let wanted = std::env::args().nth(1);
    for (name, calls, mut path) in paths() {
        match &wanted {
            None => println!("{name} {calls}"),
            Some(wanted) if *wanted == name => {
                // What is only done once is no part of a hot path.
                black_box(path());
                black_box(watched(&mut path));
                return ExitCode::SUCCESS;
            }
            Some(_) => {}
        }
    }
    match wanted {
        None => ExitCode::SUCCESS,
        Some(_) => ExitCode::FAILURE,
    }
}

/// The counter counts inside of this function and nowhere else.
#[inline(never)]
fn watched(path: &mut Path) -> usize {
    path()
}

type Path = Box<dyn FnMut() -> usize>;

fn paths() -> Vec<(&'static str, usize, Path)> {
    let now = UtcDateTime::UNIX_EPOCH;
    let mut paths: Vec<(&'static str, usize, Path)> = Vec::new();
    let mut add = |name, calls, path| paths.push((name, calls, path));

    let listed = sample(&read("disposable.txt"))[..INPUTS].to_vec();
    let consumers = sample(&read("consumer.txt"))[..INPUTS].to_vec();
    let unlisted = unlisted(&listed);
    let parsed = |names: &[String]| -> Vec<DomainName> {
        names.iter().filter_map(|name| name.parse().ok()).collect()
    };
    let addresses: Vec<String> = unlisted.iter().map(|it| format!("ada@{it}")).collect();
    add(
        "parse_an_address",
        INPUTS,
        over(addresses, |it| it.parse::<EmailAddress>().is_ok()),
    );
    add(
        "parse_a_domain",
        INPUTS,
        over(unlisted.clone(), |it| it.parse::<DomainName>().is_ok()),
    );
    add(
        "registrable_domain",
        INPUTS,
        over(parsed(&unlisted), |it| {
            suffix::of(it).registrable().is_some()
        }),
    );
    add(
        "list_hit",
        INPUTS,
        over(parsed(&listed), |it| lists::lookup(it).is_some()),
    );
    add(
        "list_miss",
        INPUTS,
        over(parsed(&unlisted), |it| lists::lookup(it).is_none()),
    );
    add(
        "classify_a_consumer",
        INPUTS,
        over(parsed(&consumers), move |it| {
            classify(it, &Evidence::none(), now).class() == Class::ConsumerMailbox
        }),
    );
    let evidence = five_exchanges(now);
    add(
        "classify_five_mx",
        INPUTS,
        over(parsed(&unlisted), move |it| {
            classify(it, &evidence, now).class() == Class::GmailHosted
        }),
    );

    let starts: Vec<i64> = (0..INPUTS as i64)
        .map(|nth| 1_735_689_600 + nth * 7 * 9_973)
        .collect();
    for (name, budget) in [("deadline_1_h", HOUR), ("deadline_10000_h", 10_000 * HOUR)] {
        let clock = Clock::build(&every_nth_day(23, 20));
        add(
            name,
            INPUTS,
            over(starts.clone(), move |at| {
                Desk::deadline(&clock, *at, budget) > *at
            }),
        );
    }
    let clock = Clock::build(&every_nth_day(23, 20));
    add(
        "elapsed_a_year",
        INPUTS,
        over(starts, move |at| {
            Desk::elapsed(&clock, *at, *at + 365 * DAY) > 0
        }),
    );

    add(
        "small_machine",
        engines::STEPS_OF_A_WALK,
        Box::new(|| usize::from(engines::walk())),
    );
    let way = Way::new();
    let (commands, events) = (way.commands(), way.events());
    add(
        "decide_and_evolve",
        commands,
        Box::new(move || usize::from(way.walk().tier().is_some())),
    );
    let way = Way::new();
    add("replay", events, Box::new(move || way.replay() as usize));
    for (nth, name) in [
        "request_tick",
        "request_contact",
        "request_withdrawal",
        "request_decision",
        "request_resumes",
        "request_at_risk",
    ]
    .into_iter()
    .enumerate()
    {
        let mut decides = desk::Desk::new().into_decider(nth);
        add(name, 1, Box::new(move || usize::from(decides())));
    }
    paths
}

fn over<T: 'static>(inputs: Vec<T>, holds: impl Fn(&T) -> bool + 'static) -> Path {
    Box::new(move || inputs.iter().filter(|it| holds(it)).count())
}
