//! Lists and public suffixes beside the crates that people use for them.
//!
//! `cargo bench -p benches --bench domain` prints a table and what is claimed.

use std::collections::HashSet;
use std::process::ExitCode;
use std::sync::OnceLock;

use benches::contest::Contest;
use benches::fresh;
use benches::stopwatch::Stopwatch;
use benches::table::{Row, Table};
use checkmark::account::EmailAddress;
use checkmark::domain::lists::{self, List, NameList};
use checkmark::domain::{Class, DomainName, Evidence, Mx, MxRecord, classify, suffix};
use time::UtcDateTime;

const NAMES: &str = "../crates/checkmark-domain/generate/names/";
/// How many names one call looks up.
const SAMPLE: usize = 1024;

const OURS: &str = "checkmark";
const FROM_TEXT: &str = "from text";
const ON_IT: &str = "a probe of one list, on it";
const NOT_ON_IT: &str = "a probe of one list, not on it";
const YES: &str = "is it disposable? yes";
const NO: &str = "is it disposable? no";
const REGISTERED: &str = "the registered part of a name";
const ADDRESS: &str = "an address, read";
const FIRST: &str = "first answer; bytes resident";
const CLASSIFY: &str = "classify, with five exchanges";

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
    let unlisted: Vec<String> = listed
        .iter()
        .map(|name| format!("q9{}", name.replace('.', "-q9.")))
        .collect();
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
        (YES, "mailchecker"),
        (YES, "disposable"),
        (REGISTERED, "addr"),
    ];
    for (work, who) in rest {
        let times = table.ns(work, who) / table.ns(work, FROM_TEXT);
        table.at_least(format!("{who} is slower from text, times"), times, 1.0);
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

/// Who finds a name among the same names.
fn probes(
    stopwatch: &Stopwatch,
    names: &[String],
    work: &'static str,
    asked: &[String],
) -> Vec<Row> {
    let bytes = compiled(names);
    let list = NameList::from_bytes(&bytes).expect("just compiled");
    let parsed = parsed(asked);
    let set = fst::Set::from_iter(names).expect("the committed names are in order");
    let hash_set: HashSet<&str> = names.iter().map(String::as_str).collect();
    let sorted: Vec<&str> = names.iter().map(String::as_str).collect();

    let mut contest = Contest::new(work, asked.len());
    contest.enter(OURS, || count(&parsed, |it| list.contains(it)));
    contest.enter("hash set", || {
        count(asked, |it| hash_set.contains(it.as_str()))
    });
    contest.enter("fst", || count(asked, |it| set.contains(it)));
    contest.enter("binary search", || {
        count(asked, |it| sorted.binary_search(&it.as_str()).is_ok())
    });
    contest.run(stopwatch)
}

fn compiled(names: &[String]) -> Vec<u8> {
    let version = "1".parse().expect("a version");
    lists::compile(List::Disposable, version, names.iter().map(String::as_str))
        .expect("the committed names are names")
}

/// What the names take where they lie; a hash set and an array point into text that lies elsewhere.
fn sizes(names: &[String]) -> [(&'static str, usize); 3] {
    let text: usize = names.iter().map(String::len).sum();
    let set = fst::Set::from_iter(names).expect("the committed names are in order");
    let counted = allocation_counter::measure(|| {
        let set: HashSet<&str> = names.iter().map(String::as_str).collect();
        std::mem::forget(set);
    });
    let hash_set = usize::try_from(counted.bytes_current).unwrap_or_default();
    [
        ("hash set", text + hash_set),
        ("fst", set.as_fst().size()),
        ("binary search", text + names.len() * size_of::<&str>()),
    ]
}

/// Each with the list that it comes with, so the answers differ where the lists do.
fn is_disposable(stopwatch: &Stopwatch, work: &'static str, asked: &[String]) -> Vec<Row> {
    let parsed = parsed(asked);
    let addresses: Vec<String> = asked.iter().map(|name| format!("ada@{name}")).collect();
    let on_it =
        |name: &DomainName| lists::lookup(name).is_some_and(|hit| hit.list() == List::Disposable);
    let mut contest = Contest::new(work, asked.len());
    contest.enter(OURS, || count(&parsed, on_it));
    contest.enter(FROM_TEXT, || {
        count(asked, |it| it.parse().is_ok_and(|name| on_it(&name)))
    });
    contest.enter("disposable", || {
        count(asked, |it| disposable::is_domain(it))
    });
    // It goes through fifty thousand names one by one, so a few are enough.
    let few = &addresses[..addresses.len() / 64];
    contest.enter_with_share("mailchecker", 64, || {
        64 * count(few, |it| !mailchecker::is_valid(it))
    });
    contest.run(stopwatch)
}

fn public_suffixes(stopwatch: &Stopwatch, asked: &[String]) -> Vec<Row> {
    let suffixes = [
        "com",
        "com",
        "com",
        "net",
        "de",
        "co.uk",
        "or.jp",
        "github.io",
        "b.kawasaki.jp",
        "s3.amazonaws.com",
    ];
    let deep: Vec<String> = asked
        .iter()
        .zip(suffixes.iter().cycle())
        .map(|(name, suffix)| {
            let label = name.split('.').next().unwrap_or_default();
            format!("{label}.{suffix}")
        })
        .collect();
    let parsed = parsed(&deep);
    let list = public_suffix_list().expect("the committed rules are rules");
    let mut contest = Contest::new(REGISTERED, deep.len());
    contest.enter(OURS, || {
        sum(&parsed, |it| suffix::of(it).registrable().map(str::len))
    });
    contest.enter(FROM_TEXT, || {
        sum(&deep, |it| {
            let name: DomainName = it.parse().ok()?;
            suffix::of(&name).registrable().map(str::len)
        })
    });
    contest.enter("psl", || sum(&deep, |it| psl::domain_str(it).map(str::len)));
    contest.enter("addr", || {
        sum(&deep, |it| {
            addr::parse_domain_name(it).ok()?.root().map(str::len)
        })
    });
    contest.enter("publicsuffix", || {
        use publicsuffix::Psl as _;
        sum(&deep, |it| {
            Some(list.domain(it.as_bytes())?.as_bytes().len())
        })
    });
    contest.run(stopwatch)
}

/// From the text of an address to its parts; ours also folds the domain and finds what is forbidden.
fn addresses(stopwatch: &Stopwatch, asked: &[String]) -> Vec<Row> {
    let addresses: Vec<String> = asked
        .iter()
        .map(|name| format!("ada.lovelace@{name}"))
        .collect();
    let mut contest = Contest::new(ADDRESS, addresses.len());
    contest.enter(OURS, || {
        sum(&addresses, |it| {
            Some(it.parse::<EmailAddress>().ok()?.domain().as_str().len())
        })
    });
    contest.enter("email_address", || {
        sum(&addresses, |it| {
            Some(
                it.parse::<email_address::EmailAddress>()
                    .ok()?
                    .domain()
                    .len(),
            )
        })
    });
    contest.run(stopwatch)
}

/// The whole of it: the name, its suffix, the lists, and whose its exchanges are.
fn classified(stopwatch: &Stopwatch, asked: &[String]) -> Vec<Row> {
    let now = UtcDateTime::UNIX_EPOCH;
    let exchanges = [
        (1, "aspmx.l.google.com"),
        (5, "alt1.aspmx.l.google.com"),
        (5, "alt2.aspmx.l.google.com"),
        (10, "alt3.aspmx.l.google.com"),
        (10, "alt4.aspmx.l.google.com"),
    ];
    let records = exchanges.map(|(preference, exchange)| MxRecord::new(preference, exchange));
    let evidence = Evidence::none().with_mx(Mx::Records(records.to_vec()), now);
    let parsed = parsed(asked);
    let hosted = |name: &DomainName| classify(name, &evidence, now).class() == Class::GmailHosted;
    let mut contest = Contest::new(CLASSIFY, asked.len());
    contest.enter(OURS, || count(&parsed, hosted));
    contest.enter(FROM_TEXT, || {
        count(asked, |it| it.parse().is_ok_and(|name| hosted(&name)))
    });
    contest.run(stopwatch)
}

fn count<T>(asked: &[T], mut holds: impl FnMut(&T) -> bool) -> usize {
    asked.iter().filter(|it| holds(it)).count()
}

fn sum<T>(asked: &[T], length: impl FnMut(&T) -> Option<usize>) -> usize {
    asked.iter().filter_map(length).sum()
}

fn parsed(names: &[String]) -> Vec<DomainName> {
    names
        .iter()
        .map(|name| name.parse().expect("a name"))
        .collect()
}

/// Names from everywhere in the list, in an order that is not its own.
fn sample(names: &[String]) -> Vec<String> {
    (0..SAMPLE)
        .map(|number| names[number * 7919 % names.len()].clone())
        .collect()
}

fn read(file: &str) -> Vec<String> {
    let path = format!("{}/{NAMES}{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the names are committed");
    lists::lines(&text).map(str::to_owned).collect()
}

fn hash_set() -> &'static HashSet<&'static str> {
    static SET: OnceLock<HashSet<&'static str>> = OnceLock::new();
    const TEXT: &str = include_str!("../../crates/checkmark-domain/generate/names/disposable.txt");
    SET.get_or_init(|| TEXT.lines().collect())
}

fn public_suffix_list() -> Option<publicsuffix::List> {
    const TEXT: &str = include_str!("../../crates/checkmark-domain/generate/names/suffixes.txt");
    TEXT.parse().ok()
}
