//! What an event of a service request costs, and a million of them computed again.
//!
//! `cargo bench -p benches --bench request` prints a table and what is claimed.

use std::process::ExitCode;

use benches::desk::Desk;
use benches::stopwatch::Stopwatch;
use benches::table::{Row, Table};

const OURS: &str = "checkmark";
const AGAIN: &str = "a million due again after a holiday";

fn main() -> ExitCode {
    let stopwatch = Stopwatch::from_args();
    let mut table = Table::default();
    let desk = Desk::new();
    let events = desk.costs(&stopwatch);
    table.add_all(events.iter().copied());
    table.add(Row {
        work: AGAIN,
        who: OURS,
        cost: desk.million(&stopwatch),
        equal: true,
    });
    for Row { work, cost, .. } in events.iter().filter(|row| row.who == OURS) {
        table.at_most(format!("{work}, ns"), cost.ns, 300.0);
    }
    table.at_most(format!("{AGAIN}, s"), table.ns(AGAIN, OURS) / 1e9, 1.0);
    print!("{table}");
    if table.holds() || std::env::args().any(|word| word == "--quick") {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
