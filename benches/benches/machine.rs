//! The account machine beside a hand-written one.
//!
//! `cargo bench -p benches --bench machine` prints a table.

use std::process::ExitCode;

use benches::stopwatch::Stopwatch;
use benches::table::Table;
use benches::way::Way;
use checkmark::tier::{Account, Event};

fn main() -> ExitCode {
    let stopwatch = Stopwatch::from_args();
    let mut table = Table::default();
    println!(
        "account {} bytes, event {} bytes",
        size_of::<Account>(),
        size_of::<Event>()
    );

    table.add_all(Way::new().contests(&stopwatch));
    print!("{table}");
    ExitCode::SUCCESS
}
