//! The gate: what no list may hold, and that the tables are what their provenance says.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use checkmark_domain::lists::{self, DataVersion, Entry, List, Lists, NameList, SUSPECTED};
use checkmark_domain::suffix::{self, reserved};
use checkmark_domain::{DomainName, Provider};
use sha2::{Digest, Sha256};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/data");
const NAMES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/generate/names");

fn text(folder: &str, file: &str) -> String {
    fs::read_to_string(Path::new(folder).join(file)).unwrap_or_else(|it| panic!("{file}: {it}"))
}

fn table(file: &str) -> Vec<u8> {
    fs::read(Path::new(DATA).join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn name(text: &str) -> DomainName {
    text.parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The names with a list and a provider.
fn named() -> Vec<(String, List, Option<Provider>)> {
    let rows = text(NAMES, "named.tsv");
    rows.lines()
        .map(|row| {
            let fields: Vec<&str> = row.split('\t').collect();
            let provider = Some(fields[2]).filter(|id| !id.is_empty());
            let list = fields[1].parse().expect("a list");
            (
                fields[0].to_owned(),
                list,
                provider.map(|id| id.parse().expect("an id")),
            )
        })
        .collect()
}

/// Every name that stands on a list of domains.
fn all() -> Vec<(String, List)> {
    let mut all: Vec<(String, List)> = named()
        .into_iter()
        .map(|(it, list, _)| (it, list))
        .collect();
    for (file, list) in [
        ("consumer.txt", List::Consumer),
        ("disposable.txt", List::Disposable),
        ("suspected.txt", List::Suspected),
    ] {
        all.extend(lists::lines(&text(NAMES, file)).map(|name| (name.to_owned(), list)));
    }
    all
}

#[test]
fn the_lists_are_not_empty() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, list) in all() {
        *counts.entry(list.as_str()).or_default() += 1;
    }
    for (list, least) in [
        ("consumer", 4_000),
        ("relay", 20),
        ("disposable", 9_000),
        ("suspected", 20_000),
        ("education", 2_000),
        ("government", 40),
        ("organization", 60),
    ] {
        assert!(
            counts.get(list).is_some_and(|count| *count >= least),
            "{list}: {counts:?}"
        );
    }
}

#[test]
fn no_list_holds_a_public_suffix_or_a_reserved_name() {
    for (text, list) in all() {
        let name = name(&text);
        let suffix = suffix::of(&name);
        assert!(
            !suffix.is_public_suffix(),
            "{list} holds the public suffix {text}"
        );
        assert_ne!(
            suffix.section(),
            suffix::Section::Unlisted,
            "{list} holds {text}"
        );
        assert_eq!(
            reserved(&name),
            None,
            "{list} holds the reserved name {text}"
        );
    }
}

#[test]
fn no_name_is_on_two_lists() {
    let mut seen = BTreeMap::new();
    for (text, list) in all() {
        let before = seen.insert(text.clone(), list);
        assert_eq!(before, None, "{text} is on {list} too");
    }
}

#[track_caller]
fn check_not_restricted(text: &str) {
    let suspected = [SUSPECTED];
    let lists = Lists::BUILT_IN.with(&suspected);
    let name = name(text);
    if let Some(hit) = lists.lookup(&name) {
        assert!(
            !hit.list().restricts(),
            "{text} is called {} by {}",
            hit.list(),
            hit.entry()
        );
    }
}

/// By hand: companies, universities and authorities that everybody knows.
#[test]
fn nobody_well_known_is_called_consumer_or_disposable() {
    let mut count = 0;
    for text in lists::lines(include_str!("well-known.txt")).flat_map(str::split_whitespace) {
        check_not_restricted(text);
        count += 1;
    }
    assert!(count > 400, "only {count} names are well known");
}

/// By registry packages: brands that show their mark, and academic institutions.
#[test]
fn no_brand_and_no_academic_institution_is_called_consumer_or_disposable() {
    let rows = text(NAMES, "well-known.tsv");
    let mut count = 0;
    for row in rows.lines() {
        check_not_restricted(row.split('\t').next().expect("a name"));
        count += 1;
    }
    assert!(count > 8_000, "only {count} names are well known");
}

#[test]
fn contested_names_stand_where_they_belong() {
    for text in ["dell.com", "clerk.com", "test.de", "bt.com", "alibaba.com"] {
        assert_eq!(
            lists::lookup(&name(text)).map(|hit| hit.list()),
            Some(List::Organization)
        );
    }
    for text in ["stanford.edu", "nus.edu.sg", "unican.es"] {
        assert_eq!(
            lists::lookup(&name(text)).map(|hit| hit.list()),
            Some(List::Education)
        );
    }
}

#[test]
fn the_tables_are_compiled_from_the_committed_names() {
    let version = |file: &str| NameList::from_bytes(&table(file)).expect(file).version();
    for (file, source, list) in [
        ("consumer.bin", "consumer.txt", List::Consumer),
        ("disposable.bin", "disposable.txt", List::Disposable),
        ("roles.bin", "roles.txt", List::Role),
        ("suspected.bin", "suspected.txt", List::Suspected),
    ] {
        let names = text(NAMES, source);
        let bytes = lists::compile(list, version(file), lists::lines(&names)).expect(source);
        assert!(
            bytes == table(file),
            "{file} is not what {source} makes; run the generator"
        );
    }
    let named = named();
    let entries = named.iter().map(|(name, list, provider)| {
        let entry = Entry::new(name, *list);
        provider.map_or(entry, |provider| entry.with_provider(provider))
    });
    let bytes = lists::compile_entries(version("named.bin"), entries).expect("named.tsv");
    assert!(
        bytes == table("named.bin"),
        "named.bin is not what named.tsv makes"
    );
    let rules = suffix::SuffixRules::from_bytes(&table("suffixes.bin"))
        .expect("rules")
        .version();
    let bytes = suffix::compile(rules, &text(NAMES, "suffixes.txt")).expect("suffixes.txt");
    assert!(
        bytes == table("suffixes.bin"),
        "suffixes.bin is not what suffixes.txt makes"
    );
}

#[test]
fn the_tables_are_those_of_the_provenance() {
    let provenance = text(DATA, "PROVENANCE.md");
    let mut rows = 0;
    let mut digests = String::new();
    for row in provenance.lines().filter(|row| row.contains(".bin |")) {
        let fields: Vec<&str> = row.split('|').map(str::trim).collect();
        let bytes = table(fields[1]);
        let digest = hex(&bytes);
        assert_eq!(
            digest, fields[4],
            "{} was changed without the generator",
            fields[1]
        );
        assert_eq!(bytes.len().to_string(), fields[3], "{}", fields[1]);
        digests += &digest;
        rows += 1;
    }
    assert_eq!(rows, 6);
    let version = text(DATA, "version.txt");
    let (_, digest) = version
        .trim()
        .rsplit_once('.')
        .expect("a date and a digest");
    assert_eq!(digest, &hex(digests.as_bytes())[..8]);
    assert_eq!(Lists::BUILT_IN.version().as_str(), version.trim());
}

#[test]
fn every_package_has_a_free_licence_and_a_digest() {
    const FREE: [&str; 6] = [
        "MIT",
        "ISC",
        "CC0-1.0",
        "Unlicense",
        "BSD-3-Clause",
        "MPL-2.0",
    ];
    let provenance = text(DATA, "PROVENANCE.md");
    let rows: Vec<Vec<&str>> = provenance
        .lines()
        .map(|row| row.split('|').map(str::trim).collect())
        .filter(|fields: &Vec<&str>| fields.len() == 7 && matches!(fields[1], "npm" | "pypi"))
        .collect();
    assert!(rows.len() >= 10);
    for fields in rows {
        let licence = fields[4].split(' ').next().expect("a word");
        assert!(FREE.contains(&licence), "{}: {licence}", fields[2]);
        assert_eq!(fields[5].len(), 64, "{} has no digest", fields[2]);
    }
}

/// Fingerprints may be wrong once in a thousand million look-ups: so many find nothing.
#[test]
fn other_names_are_on_no_list() {
    let suspected = [SUSPECTED];
    let lists = Lists::BUILT_IN.with(&suspected);
    let mut hits = 0;
    for number in 0..200_000_u64 {
        // Spread over the alphabet, and of no length that a listed name of this form has.
        let text = format!(
            "{:x}-q9-{number}.net",
            number.wrapping_mul(0x9e37_79b9_7f4a_7c15)
        );
        hits += u32::from(lists.lookup(&name(&text)).is_some());
    }
    assert!(hits <= 1, "{hits} false hits");
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|octet| format!("{octet:02x}"))
        .collect()
}

/// The version says which lists there are, in a form that is read back.
#[test]
fn every_table_names_its_version() {
    let _: DataVersion = Lists::BUILT_IN
        .version()
        .as_str()
        .parse()
        .expect("a version");
    assert_eq!(SUSPECTED.version().as_str().len(), "2026-11-23".len());
}
