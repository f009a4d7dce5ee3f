//! Business clocks side by side.
//!
//! `cargo bench -p benches --bench calendar` prints a table and what is claimed.

use std::process::ExitCode;

use benches::clocks::{AS_INSTANTS, Bench, Desk as _, UleHours, every_nth_day};
use benches::stopwatch::Stopwatch;
use benches::table::Table;

const OURS: &str = "checkmark";

fn main() -> ExitCode {
    let bench = Bench::new(Stopwatch::from_args());
    let mut table = Table::default();
    bench.queries(&every_nth_day(23, 20), &mut table);
    bench.holidays(&mut table);
    bench.building(&every_nth_day(23, 20), &mut table);
    bench.million(&every_nth_day(23, 20), &mut table);
    claims(&mut table);
    println!("{table}");
    // What is measured in a hurry shows that everything runs, and promises nothing.
    if table.holds() || std::env::args().any(|word| word == "--quick") {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The figures that are promised.
fn claims(table: &mut Table) {
    let ours = |work: &str| table.ns(work, OURS);
    let ratio = |work: &str| table.ns(work, UleHours::NAME) / table.ns(work, OURS);
    let (hour, long) = (ratio("deadline 1 h"), ratio("deadline 10,000 h"));
    let instants = table.ns("deadline 1 h", UleHours::NAME) / table.ns("deadline 1 h", AS_INSTANTS);
    let flat = ours("deadline 10,000 h") / ours("deadline 1 h");
    let many = ours("deadline 48 h, 10,000 holidays") / ours("deadline 48 h, 10 holidays");
    let million = ours("1,000,000 due again, one compile") / 1e9;
    let causes = ours("1,000,000 old, new and cause") / 1e9;
    table.at_least("deadline 1 h, times faster than ule-hours", hour, 5.0);
    table.at_least(
        "the same through the door of `time`'s instants",
        instants,
        4.0,
    );
    table.at_least(
        "deadline 10,000 h, times faster than ule-hours",
        long,
        1000.0,
    );
    table.at_most("deadline 10,000 h, times the 1 h", flat, 1.3);
    table.at_most(
        "deadline with 10,000 holidays, times that with 10",
        many,
        1.5,
    );
    table.at_most(
        "a million due again after a calendar change, seconds",
        million,
        1.0,
    );
    table.at_most("a million with old, new and cause, seconds", causes, 1.0);
}
