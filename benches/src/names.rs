//! Names, lists, suffixes, addresses and verdicts: the contests about them.

use std::collections::HashSet;
use std::sync::OnceLock;

use checkmark::account::EmailAddress;
use checkmark::domain::lists::{self, List, NameList};
use checkmark::domain::{Class, DomainName, Evidence, Mx, MxRecord, classify, suffix};
use time::UtcDateTime;

use crate::contest::Contest;
use crate::stopwatch::Stopwatch;
use crate::table::Row;

const NAMES: &str = "../crates/checkmark-domain/generate/names/";
/// How many names one call looks up.
pub const SAMPLE: usize = 1024;

/// Us.
pub const OURS: &str = "checkmark";
/// We, from text that nobody has looked at yet.
pub const FROM_TEXT: &str = "from text";
/// Names that are on a list.
pub const ON_IT: &str = "a probe of one list, on it";
/// Names that are on none.
pub const NOT_ON_IT: &str = "a probe of one list, not on it";
/// Names that are.
pub const YES: &str = "is it disposable? yes";
/// Names that are not.
pub const NO: &str = "is it disposable? no";
/// What somebody registered, without what lies below it.
pub const REGISTERED: &str = "the registered part of a name";
/// From text to parts.
pub const ADDRESS: &str = "an address, read";
/// The first answer of a process.
pub const FIRST: &str = "first answer; bytes resident";
/// A domain with five exchanges.
pub const CLASSIFY: &str = "classify, with five exchanges";

/// Who finds a name among the same names.
#[must_use]
pub fn probes(
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

/// The list as we keep it.
///
/// # Panics
///
/// A name is none.
#[must_use]
pub fn compiled(names: &[String]) -> Vec<u8> {
    let version = "1".parse().expect("a version");
    lists::compile(List::Disposable, version, names.iter().map(String::as_str))
        .expect("the committed names are names")
}

/// What the names take where they lie; a hash set and an array point into text that lies elsewhere.
#[must_use]
pub fn sizes(names: &[String]) -> [(&'static str, usize); 3] {
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
#[must_use]
pub fn is_disposable(stopwatch: &Stopwatch, work: &'static str, asked: &[String]) -> Vec<Row> {
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
    // Its answers are compared where it was asked.
    let (ours, all) = (count(&parsed[..few.len()], on_it), count(&parsed, on_it));
    contest.enter_with_share("mailchecker", 64, || {
        let theirs = count(few, |it| !mailchecker::is_valid(it));
        if theirs == ours { all } else { !all }
    });
    contest.run(stopwatch)
}

/// What somebody registered, under suffixes of all kinds.
#[must_use]
pub fn public_suffixes(stopwatch: &Stopwatch, asked: &[String]) -> Vec<Row> {
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
#[must_use]
pub fn addresses(stopwatch: &Stopwatch, asked: &[String]) -> Vec<Row> {
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
    // It neither folds the domain nor finds what no mail system takes.
    contest.enter_context("email_address", || {
        sum(&addresses, |it| {
            let address = it.parse::<email_address::EmailAddress>().ok()?;
            Some(address.domain().len())
        })
    });
    contest.enter("email_address, idna", || {
        sum(&addresses, |it| {
            let address = it.parse::<email_address::EmailAddress>().ok()?;
            let domain =
                idna::domain_to_ascii_cow(address.domain().as_bytes(), idna::AsciiDenyList::STD3);
            Some(domain.ok()?.len())
        })
    });
    contest.run(stopwatch)
}

/// The whole of it: the name, its suffix, the lists, and whose its exchanges are.
#[must_use]
pub fn classified(stopwatch: &Stopwatch, asked: &[String]) -> Vec<Row> {
    let now = UtcDateTime::UNIX_EPOCH;
    let evidence = five_exchanges(now);
    let parsed = parsed(asked);
    let hosted = |name: &DomainName| classify(name, &evidence, now).class() == Class::GmailHosted;
    let mut contest = Contest::new(CLASSIFY, asked.len());
    contest.enter(OURS, || count(&parsed, hosted));
    contest.enter(FROM_TEXT, || {
        count(asked, |it| it.parse().is_ok_and(|name| hosted(&name)))
    });
    contest.run(stopwatch)
}

/// What the lists alone decide: a consumer mailbox, then a disposable one.
#[must_use]
pub fn known(stopwatch: &Stopwatch, listed: &[String]) -> Vec<Row> {
    let now = UtcDateTime::UNIX_EPOCH;
    let none = Evidence::none();
    let consumer = sample(&read("consumer.txt"));
    let consumers: HashSet<&str> = consumer.iter().map(String::as_str).collect();
    let judged = |it: &String, class: Class| {
        it.parse()
            .is_ok_and(|name| classify(&name, &none, now).class() == class)
    };
    let mut rows = Vec::new();
    let mut contest = Contest::new("classify a consumer domain", consumer.len());
    contest.enter(OURS, || {
        count(&consumer, |it| judged(it, Class::ConsumerMailbox))
    });
    contest.enter_context("a hash set alone", || {
        count(&consumer, |it| consumers.contains(it.as_str()))
    });
    rows.extend(contest.run(stopwatch));
    let addresses: Vec<String> = listed.iter().map(|name| format!("ada@{name}")).collect();
    let few = &addresses[..addresses.len() / 64];
    let mut contest = Contest::new("classify a disposable domain", listed.len());
    contest.enter(OURS, || count(listed, |it| judged(it, Class::Disposable)));
    // They answer one of seven classes.
    contest.enter_context("disposable", || {
        count(listed, |it| disposable::is_domain(it))
    });
    contest.enter_context_with_share("mailchecker", 64, || {
        count(few, |it| !mailchecker::is_valid(it))
    });
    rows.extend(contest.run(stopwatch));
    rows
}

/// What a domain at Google answers: five exchanges.
#[must_use]
pub fn five_exchanges(now: UtcDateTime) -> Evidence {
    let exchanges = [
        (1, "aspmx.l.google.com"),
        (5, "alt1.aspmx.l.google.com"),
        (5, "alt2.aspmx.l.google.com"),
        (10, "alt3.aspmx.l.google.com"),
        (10, "alt4.aspmx.l.google.com"),
    ];
    let records = exchanges.map(|(preference, exchange)| MxRecord::new(preference, exchange));
    Evidence::none().with_mx(Mx::Records(records.to_vec()), now)
}

/// All answers in one number, in which each has its place: two that miss different names differ,
/// though they miss as many.
fn answers(all: impl Iterator<Item = usize>) -> usize {
    all.fold(0, |digest, answer| digest.rotate_left(5) ^ answer)
}

fn count<T>(asked: &[T], mut holds: impl FnMut(&T) -> bool) -> usize {
    answers(asked.iter().map(|it| usize::from(holds(it))))
}

fn sum<T>(asked: &[T], mut length: impl FnMut(&T) -> Option<usize>) -> usize {
    answers(
        asked
            .iter()
            .map(|it| length(it).map_or(0, |length| length + 1)),
    )
}

fn parsed(names: &[String]) -> Vec<DomainName> {
    names
        .iter()
        .map(|name| name.parse().expect("a name"))
        .collect()
}

/// Names that look like those and are on no list.
#[must_use]
pub fn unlisted(listed: &[String]) -> Vec<String> {
    listed
        .iter()
        .map(|name| format!("q9{}", name.replace('.', "-q9.")))
        .collect()
}

/// Names from everywhere in the list, in an order that is not its own.
#[must_use]
pub fn sample(names: &[String]) -> Vec<String> {
    (0..SAMPLE)
        .map(|number| names[number * 7919 % names.len()].clone())
        .collect()
}

/// The names of a committed file.
///
/// # Panics
///
/// It is not there.
#[must_use]
pub fn read(file: &str) -> Vec<String> {
    let path = format!("{}/{NAMES}{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the names are committed");
    lists::lines(&text).map(str::to_owned).collect()
}

/// The names that are disposable, as a set.
#[must_use]
pub fn hash_set() -> &'static HashSet<&'static str> {
    static SET: OnceLock<HashSet<&'static str>> = OnceLock::new();
    const TEXT: &str = include_str!("../../crates/checkmark-domain/generate/names/disposable.txt");
    SET.get_or_init(|| TEXT.lines().collect())
}

/// The committed rules, as the rival reads them.
#[must_use]
pub fn public_suffix_list() -> Option<publicsuffix::List> {
    const TEXT: &str = include_str!("../../crates/checkmark-domain/generate/names/suffixes.txt");
    TEXT.parse().ok()
}
