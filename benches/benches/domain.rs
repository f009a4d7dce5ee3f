//! Lists and public suffixes beside the crates that people use for them.
//!
//! `cargo bench -p benches --bench domain` prints a table and what is claimed.

use std::process::ExitCode;

use benches::fresh;
use benches::names::{
    ADDRESS, CLASSIFY, FIRST, FROM_TEXT, NO, NOT_ON_IT, ON_IT, OURS, REGISTERED, YES, addresses,
    classified, compiled, hash_set, is_disposable, probes, public_suffix_list, public_suffixes,
    read, sample, sizes, unlisted,
};
use benches::stopwatch::Stopwatch;
use benches::table::Table;
use checkmark::domain::{DomainName, lists};

fn main() -> ExitCode {
    let first: [(&str, &dyn Fn() -> bool); 5] = [
        (OURS, &|| {
            let name: Result<DomainName, _> = "mailinator.com".parse();
            name.is_ok_and(|name| lists::lookup(&name).is_some())
        }),
        ("hash set", &|| hash_set().contains("mailinator.com")),
        ("mailchecker", &|| {
            !mailchecker::is_valid("ada@mailinator.com")
        }),
        ("disposable", &|| disposable::is_domain("mailinator.com")),
        ("publicsuffix", &|| public_suffix_list().is_some()),
    ];
    let Some(firsts) = fresh::first_answers(FIRST, &first) else {
        return ExitCode::SUCCESS;
    };

    let stopwatch = Stopwatch::from_args();
    let mut table = Table::default();
    let disposable = read("disposable.txt");
    let listed = sample(&disposable);
    let unlisted = unlisted(&listed);
    table.add_all(probes(&stopwatch, &disposable, ON_IT, &listed));
    table.add_all(probes(&stopwatch, &disposable, NOT_ON_IT, &unlisted));
    table.add_all(is_disposable(&stopwatch, YES, &listed));
    table.add_all(is_disposable(&stopwatch, NO, &unlisted));
    table.add_all(public_suffixes(&stopwatch, &unlisted));
    table.add_all(addresses(&stopwatch, &unlisted));
    table.add_all(classified(&stopwatch, &unlisted));
    table.add_all(firsts);
    claims(&mut table, &disposable);
    print!("{table}");
    if table.holds() || std::env::args().any(|word| word == "--quick") {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// What is promised, and what the figures say to it.
fn claims(table: &mut Table, names: &[String]) {
    table.at_most("a probe of a list, on it, ns", table.ns(ON_IT, OURS), 10.0);
    table.at_most(
        "a probe of a list, not on it, ns",
        table.ns(NOT_ON_IT, OURS),
        10.0,
    );
    table.at_most(
        "classify, the domain from text, ns",
        table.ns(CLASSIFY, FROM_TEXT),
        250.0,
    );
    for who in ["hash set", "fst", "binary search"] {
        let times = table.ns(ON_IT, who) / table.ns(ON_IT, OURS);
        table.at_least(
            format!("{who} is slower on the same names, times"),
            times,
            2.0,
        );
    }
    let rest = [
        (YES, "mailchecker", FROM_TEXT),
        (YES, "disposable", FROM_TEXT),
        (REGISTERED, "addr", FROM_TEXT),
        (REGISTERED, "publicsuffix", OURS),
        (ADDRESS, "email_address", OURS),
    ];
    for (work, who, ours) in rest {
        let times = table.ns(work, who) / table.ns(work, ours);
        table.at_least(format!("{who} is slower at {work}, times"), times, 1.0);
    }
    for who in ["hash set", "mailchecker", "disposable", "publicsuffix"] {
        let times = table.ns(FIRST, who) / table.ns(FIRST, OURS);
        table.at_least(
            format!("{who} is slower to its first answer, times"),
            times,
            1.0,
        );
    }
    let ours = compiled(names).len() as f64;
    for (who, size) in sizes(names) {
        table.at_least(
            format!("{who}: size at rest of the same names, times"),
            size as f64 / ours,
            1.0,
        );
    }
}
