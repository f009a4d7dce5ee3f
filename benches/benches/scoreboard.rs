//! The scoreboard: every work, ours and everybody's, in one run.
//!
//! `cargo bench -p benches --bench scoreboard` prints a table, the fastest of those who do equal
//! work first, and then those who are shown beside. `-- --json` prints one line a measurement, and
//! `-- --quick` measures roughly.

use std::process::ExitCode;

use benches::clocks::{AS_INSTANTS, Bench, every_nth_day};
use benches::desk::{DECIDED, Desk};
use benches::engines;
use benches::names::{
    FROM_TEXT, NO, NOT_ON_IT, ON_IT, OURS, YES, addresses, classified, is_disposable, known,
    probes, public_suffixes, read, sample, unlisted,
};
use benches::stopwatch::Stopwatch;
use benches::table::{Row, Table};
use benches::way::Way;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().collect();
    let says = |word: &str| words.iter().any(|it| it == word);
    let rows = measured(&Stopwatch::from_args());
    if says("--json") {
        for row in &rows {
            println!("{}", line(row));
        }
    } else {
        let mut table = Table::default();
        table.add_all(ranked(&rows));
        print!("{table}");
    }
    let behind = behind(&rows);
    for row in &behind {
        eprintln!("ahead of us: {} at {}", row.who, row.work);
    }
    if behind.is_empty() || says("--quick") {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Every work, in the order in which a person comes by it.
fn measured(stopwatch: &Stopwatch) -> Vec<Row> {
    let disposable = read("disposable.txt");
    let listed = sample(&disposable);
    let unlisted = unlisted(&listed);
    let mut rows = Vec::new();
    rows.extend(named("parse an address", addresses(stopwatch, &unlisted)));
    rows.extend(known(stopwatch, &listed));
    let corporate = from_text(classified(stopwatch, &unlisted));
    rows.extend(named("classify a corporate domain, five MX", corporate));
    rows.extend(registrable(public_suffixes(stopwatch, &unlisted)));
    rows.extend(named(
        "list hit",
        probes(stopwatch, &disposable, ON_IT, &listed),
    ));
    rows.extend(named(
        "list miss",
        probes(stopwatch, &disposable, NOT_ON_IT, &unlisted),
    ));
    rows.extend(from_text(is_disposable(stopwatch, YES, &listed)));
    rows.extend(from_text(is_disposable(stopwatch, NO, &unlisted)));

    let clocks = Bench::new(*stopwatch);
    let few = every_nth_day(23, 20);
    let mut table = Table::default();
    clocks.queries(&few, &mut table);
    clocks.holidays(&mut table);
    clocks.building(&few, &mut table);
    // Another door to the same clock is nobody else.
    rows.extend(table.rows().filter(|row| row.who != AS_INSTANTS));

    rows.extend(engines::steps(stopwatch));
    rows.extend(Way::new().contests(stopwatch));
    let requests = Desk::new().costs(stopwatch);
    rows.extend(requests.into_iter().filter(|row| row.who != DECIDED));
    rows
}

fn named(work: &'static str, rows: Vec<Row>) -> Vec<Row> {
    rows.into_iter().map(|row| Row { work, ..row }).collect()
}

/// Everybody is given text: so are we.
fn from_text(rows: Vec<Row>) -> Vec<Row> {
    let rows = rows.into_iter().filter(|row| row.who != OURS);
    let ours = |row: Row| Row {
        who: if row.who == FROM_TEXT { OURS } else { row.who },
        ..row
    };
    rows.map(ours).collect()
}

/// Two works: of a name that is known to be one, and of text, which has to be checked first.
fn registrable(rows: Vec<Row>) -> Vec<Row> {
    const OF_NAME: &str = "registrable domain of a name";
    const OF_TEXT: &str = "registrable domain of text";
    let checks = |row: &Row| [FROM_TEXT, "addr"].contains(&row.who);
    let (text, name): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(checks);
    let mut rows = named(OF_NAME, name);
    rows.extend(named(OF_TEXT, from_text(text)));
    rows
}

/// Those who do equal work and are faster than we are.
fn behind(rows: &[Row]) -> Vec<Row> {
    let ours = |work: &str| rows.iter().find(|it| it.work == work && it.who == OURS);
    let faster = |row: &&Row| {
        let ours = ours(row.work).map_or(f64::MAX, |ours| ours.cost.ns);
        row.who != OURS && row.equal && row.cost.ns < ours
    };
    rows.iter().filter(faster).copied().collect()
}

/// By work, as measured; in each work those who do equal work by their time, then the others.
fn ranked(rows: &[Row]) -> Vec<Row> {
    let mut works: Vec<&str> = Vec::new();
    for row in rows {
        if !works.contains(&row.work) {
            works.push(row.work);
        }
    }
    let mut ranked = rows.to_vec();
    ranked.sort_by(|one, other| {
        let place = |row: &Row| works.iter().position(|work| *work == row.work);
        let key = |row: &Row| (place(row), !row.equal);
        key(one)
            .cmp(&key(other))
            .then(one.cost.ns.total_cmp(&other.cost.ns))
    });
    ranked
}

fn line(row: &Row) -> serde_json::Value {
    serde_json::json!({
        "work": row.work,
        "who": row.who,
        "ns": row.cost.ns,
        "allocations": row.cost.allocations,
        "bytes": row.cost.bytes,
        "equal": row.equal,
    })
}
