//! Load, bounded in count and time, and what it left behind.

use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use portal::{Options, Place};

use crate::audit::{Snapshot, audit};
use crate::crash::{Folder, alone, drained};
use crate::journey::{Answered, Traveller};
use crate::support::{World, agent};

/// How many people at a time, and how many in all.
const AT_A_TIME: usize = 8;
const PEOPLE: usize = 96;

#[expect(
    clippy::disallowed_methods,
    reason = "how long it takes is what is measured"
)]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// The share of the durations that is at most this long.
fn percentile(sorted: &[Duration], share: usize) -> u128 {
    let place = (sorted.len() * share).div_ceil(100).saturating_sub(1);
    sorted.get(place).map_or(0, Duration::as_millis)
}

/// So many people go from sign-up to black, and the audit follows them.
pub(crate) fn load(name: &str, options: Options, snapshot: impl Fn() -> Snapshot) {
    let world = World::with(options);
    let began = now();
    let (answered, took) = (Mutex::new(Answered::new()), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for nth in 0..AT_A_TIME {
            let (answered, took, base) = (&answered, &took, &world.base);
            scope.spawn(move || {
                let agent = agent();
                for number in 0..PEOPLE / AT_A_TIME {
                    let address = format!("p{nth}-{number}@acme.example");
                    let mut traveller = Traveller::new(&agent, base, address);
                    let began = now();
                    assert!(traveller.travel(), "somebody did not arrive");
                    took.lock()
                        .expect("nobody panics with it")
                        .push(began.elapsed());
                    let mut all = answered.lock().expect("nobody panics with it");
                    all.append(&mut traveller.answered);
                }
            });
        }
    });
    let seconds = began.elapsed().as_secs_f64();
    drained(&world.base);
    let mut metrics = world
        .agent
        .get(format!("{}/metrics", world.base))
        .call()
        .expect("counters");
    let metrics = metrics
        .body_mut()
        .read_to_string()
        .expect("counters are text");
    let counted = |name: &str| -> f64 {
        let line = metrics
            .lines()
            .find_map(|it| it.strip_prefix(&format!("portal_{name}_total ")));
        line.and_then(|it| it.parse().ok())
            .expect("there is such a counter")
    };
    let mut took = took.into_inner().expect("nobody panicked with it");
    took.sort_unstable();
    let audit = audit(
        &snapshot(),
        &answered.into_inner().expect("nobody panicked"),
    );
    println!(
        "load over {name}: {PEOPLE} people from sign-up to black, {AT_A_TIME} at a time, in {seconds:.1} s: \
         {:.1} sign-ups/s, {:.0} decisions/s; the way took {} ms in the median, {} ms at 95 %, {} ms at \
         99 %; {} records fold, {} mails; {} lost, {} twice",
        counted("sign_ups") / seconds,
        counted("decisions") / seconds,
        percentile(&took, 50),
        percentile(&took, 95),
        percentile(&took, 99),
        audit.accounts,
        audit.mails,
        audit.lost.len(),
        audit.twice.len(),
    );
    assert_eq!(audit.accounts, PEOPLE);
    assert_eq!(audit.mails, 2 * PEOPLE);
    assert!(audit.lost.is_empty(), "{:#?}", audit.lost);
    assert!(audit.twice.is_empty(), "{:#?}", audit.twice);
}

#[test]
fn load_leaves_every_record_folding_and_every_mail_sent_once() {
    let _alone = alone();
    let folder = Folder::new("load");
    let file = folder.0.join("portal.db");
    let options = Options {
        database: Place::File(file.clone()),
        ..Options::default()
    };
    load("SQLite", options, || Snapshot::sqlite(&file));
}
