//! Public suffixes, against the definition, the official rows, and another implementation.

use std::collections::HashMap;
use std::fs;

use checkmark_domain::DomainName;
use checkmark_domain::lists::DataVersion;
use checkmark_domain::suffix::{self, Section, Sector, SuffixRules, compile, reserved};

use crate::evaluation;

fn name(text: &str) -> DomainName {
    text.parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[track_caller]
fn check(text: &str, suffix: &str, registrable: Option<&str>, section: Section) {
    let name = name(text);
    let found = suffix::of(&name);
    assert_eq!(found.as_str(), suffix, "{text}");
    assert_eq!(found.registrable(), registrable, "{text}");
    assert_eq!(found.section(), section, "{text}");
    assert_eq!(found.is_public_suffix(), registrable.is_none(), "{text}");
}

#[test]
fn the_longest_rule_tells_what_was_registered() {
    check("example.com", "com", Some("example.com"), Section::Icann);
    check(
        "a.b.example.co.uk",
        "co.uk",
        Some("example.co.uk"),
        Section::Icann,
    );
    check("co.uk", "co.uk", None, Section::Icann);
    check("uk", "uk", None, Section::Icann);
    check(
        "someone.github.io",
        "github.io",
        Some("someone.github.io"),
        Section::Private,
    );
    check("github.io", "github.io", None, Section::Private);
    // The label boundary counts.
    check("notgithub.io", "io", Some("notgithub.io"), Section::Icann);
}

#[test]
fn wildcards_and_their_exceptions_count() {
    check(
        "a.b.kawasaki.jp",
        "b.kawasaki.jp",
        Some("a.b.kawasaki.jp"),
        Section::Icann,
    );
    check("b.kawasaki.jp", "b.kawasaki.jp", None, Section::Icann);
    check("kawasaki.jp", "jp", Some("kawasaki.jp"), Section::Icann);
    check(
        "city.kawasaki.jp",
        "kawasaki.jp",
        Some("city.kawasaki.jp"),
        Section::Icann,
    );
    check(
        "a.city.kawasaki.jp",
        "kawasaki.jp",
        Some("city.kawasaki.jp"),
        Section::Icann,
    );
    check("a.www.ck", "ck", Some("www.ck"), Section::Icann);
    check("a.other.ck", "other.ck", Some("a.other.ck"), Section::Icann);
}

#[test]
fn a_top_level_without_a_rule_is_taken_for_the_suffix() {
    check("corp", "corp", None, Section::Unlisted);
    check(
        "mail.acme.corp",
        "corp",
        Some("acme.corp"),
        Section::Unlisted,
    );
}

// ATK-14
#[test]
fn a_tenant_suffix_is_nobodys_company() {
    check("onmicrosoft.com", "onmicrosoft.com", None, Section::Tenant);
    let tenant = Some("acme.onmicrosoft.com");
    check(
        "acme.onmicrosoft.com",
        "onmicrosoft.com",
        tenant,
        Section::Tenant,
    );
    check(
        "mail.onmicrosoft.com",
        "mail.onmicrosoft.com",
        None,
        Section::Tenant,
    );
    check(
        "notonmicrosoft.com",
        "com",
        Some("notonmicrosoft.com"),
        Section::Icann,
    );
}

#[test]
fn registries_say_whom_a_suffix_is_for() {
    let rows = [
        ("stanford.edu", Some(Sector::Education)),
        ("ox.ac.uk", Some(Sector::Education)),
        ("anu.edu.au", Some(Sector::Education)),
        ("u-tokyo.ac.jp", Some(Sector::Education)),
        ("school.kent.sch.uk", Some(Sector::Education)),
        ("irs.gov", Some(Sector::Government)),
        ("moj.go.jp", Some(Sector::Government)),
        ("impots.gouv.fr", Some(Sector::Government)),
        ("army.mil", Some(Sector::Government)),
        ("prefeitura.sp.gov.br", Some(Sector::Government)),
        ("example.com", None),
        // Gorizia is a province, Västerbotten a county, and `.ac` an island.
        ("example.go.it", None),
        ("example.ac.se", None),
        ("example.ac", None),
        ("acedu.com", None),
    ];
    for (text, sector) in rows {
        assert_eq!(suffix::of(&name(text)).sector(), sector, "{text}");
    }
}

#[test]
fn reserved_names_are_known_at_label_boundaries() {
    let rows = [
        ("example.com", Some("example.com")),
        ("mail.example.org", Some("example.org")),
        ("acme.example", Some("example")),
        ("example", Some("example")),
        ("host.test", Some("test")),
        ("a.b.invalid", Some("invalid")),
        ("localhost", Some("localhost")),
        ("printer.local", Some("local")),
        ("acme.onion", Some("onion")),
        ("1.0.0.127.in-addr.arpa", Some("arpa")),
        ("acme.internal", Some("internal")),
        ("notexample.com", None),
        ("example.co", None),
        ("example.com.evil.net", None),
        ("testing.com", None),
    ];
    for (text, want) in rows {
        assert_eq!(reserved(&name(text)), want, "{text}");
    }
}

/// The definition, word for word and as slow as it is long.
fn by_definition<'n>(rules: &HashMap<&str, Section>, name: &'n str) -> (&'n str, Section) {
    let starts: Vec<usize> = (0..name.len())
        .filter(|at| *at == 0 || name.as_bytes()[at - 1] == b'.')
        .collect();
    for (place, at) in starts.iter().enumerate() {
        let exception = format!("!{}", &name[*at..]);
        if let (Some(section), Some(next)) = (rules.get(&exception[..]), starts.get(place + 1)) {
            return (&name[*next..], *section);
        }
    }
    for (place, at) in starts.iter().enumerate() {
        let wildcard = starts
            .get(place + 1)
            .map(|next| format!("*.{}", &name[*next..]));
        let wild = wildcard.and_then(|rule| rules.get(&rule[..]));
        if let Some(section) = rules.get(&name[*at..]).or(wild) {
            return (&name[*at..], *section);
        }
    }
    (&name[starts[starts.len() - 1]..], Section::Unlisted)
}

fn committed() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/generate/names/suffixes.txt");
    fs::read_to_string(path).expect("the source form of the table is committed")
}

fn sections(text: &str) -> HashMap<&str, Section> {
    let mut section = Section::Private;
    let mut rules = HashMap::new();
    for line in text.lines() {
        match line.strip_prefix("// ===BEGIN ") {
            Some(marker) if marker.starts_with("ICANN") => section = Section::Icann,
            Some(marker) if marker.starts_with("PRIVATE") => section = Section::Private,
            Some(_) => section = Section::Tenant,
            None if line.starts_with("//") => {}
            None => {
                let rule = line.split(' ').next().expect("a rule");
                rules.insert(rule, section);
            }
        }
    }
    rules
}

/// Names around every rule: the rule itself, below it, deeper, and beside it.
fn around(rules: &HashMap<&str, Section>) -> Vec<String> {
    let names = rules.keys().flat_map(|rule| {
        let bare = rule.trim_start_matches(['*', '!', '.']);
        ["", "a.", "b.a.", "c.b.a.", "x", "a.x"].map(|front| format!("{front}{bare}"))
    });
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[test]
fn the_table_answers_as_the_definition_does() {
    let text = committed();
    let rules = sections(&text);
    assert_eq!(rules.len(), SuffixRules::BUILT_IN.len());
    let names = around(&rules);
    assert!(names.len() > 50_000);
    for text in &names {
        let name = name(text);
        let found = suffix::of(&name);
        let want = by_definition(&rules, text);
        assert_eq!((found.as_str(), found.section()), want, "{text}");
    }
}

/// The other implementation carries a list of another day, so a few rules are in one of the two.
#[test]
fn another_implementation_agrees_but_for_the_day_of_its_list() {
    let text = committed();
    let rules = sections(&text);
    let names = around(&rules);
    let differ: Vec<&String> = names
        .iter()
        .filter(|text| {
            let name = name(text);
            let found = suffix::of(&name);
            let other = psl::suffix_str(text);
            found.section() != Section::Tenant && other != Some(found.as_str())
        })
        .collect();
    let share = differ.len() * 1000 / names.len();
    assert!(
        share < 10,
        "{} of {}: {:?}",
        differ.len(),
        names.len(),
        &differ[..20]
    );
}

#[test]
fn the_official_tests_pass() {
    let Some(text) = evaluation::read("test_psl.txt") else {
        return;
    };
    let mut count = 0;
    for line in text.lines() {
        let Some(inner) = line.strip_prefix("checkPublicSuffix(") else {
            continue;
        };
        let inner = inner.split(')').next().expect("a call ends");
        let fields: Vec<Option<&str>> = inner
            .split(',')
            .map(|field| field.trim().strip_prefix('\'')?.strip_suffix('\''))
            .collect();
        let (Some(input), want) = (fields[0], fields[1]) else {
            continue;
        };
        if !cfg!(feature = "idna") && !input.is_ascii() {
            continue;
        }
        // A name that is no name has nothing registered, which is what the tests ask for.
        let name: Option<DomainName> = input.parse().ok();
        let found = name
            .as_ref()
            .and_then(|name| suffix::of(name).registrable());
        let want = want.map(name_of);
        assert_eq!(found, want.as_deref(), "{input}");
        count += 1;
    }
    let least = if cfg!(feature = "idna") { 70 } else { 50 };
    assert!(count >= least, "only {count} official tests were read");
}

fn name_of(text: &str) -> String {
    name(text).as_str().to_owned()
}

fn version() -> DataVersion {
    "7".parse().expect("a version")
}

#[test]
fn a_host_brings_rules_of_its_own() {
    let text = "// ===BEGIN ICANN DOMAINS===\nnet\n*.wild.net  education\n!free.wild.net\n\
                // ===BEGIN TENANT DOMAINS===\nrooms.net\n";
    let bytes = compile(version(), text).expect("rules");
    let rules = SuffixRules::from_bytes(&bytes).expect("just compiled");
    assert_eq!((rules.len(), rules.version()), (4, version()));
    let rows = [
        (
            "a.b.wild.net",
            "b.wild.net",
            Section::Icann,
            Some(Sector::Education),
        ),
        (
            "a.free.wild.net",
            "wild.net",
            Section::Icann,
            Some(Sector::Education),
        ),
        ("acme.rooms.net", "rooms.net", Section::Tenant, None),
        ("acme.com", "com", Section::Unlisted, None),
    ];
    for (text, suffix, section, sector) in rows {
        let name = name(text);
        let found = rules.of(&name);
        assert_eq!(found.as_str(), suffix, "{text}");
        assert_eq!(
            (found.section(), found.sector()),
            (section, sector),
            "{text}"
        );
    }
}

#[test]
fn a_line_that_is_no_rule_is_refused_with_its_number() {
    for (text, message) in [
        ("com\n\nnot a rule!\n*.\n", "no domain name in line 4"),
        ("com\n*\n", "wildcard without a name in line 2"),
        ("!com\n", "exception from nothing in line 1"),
        ("com\nb_d.net\n", "no domain name in line 2"),
    ] {
        assert_eq!(compile(version(), text).unwrap_err().to_string(), message);
    }
}

#[test]
fn changed_bytes_are_no_rules() {
    let bytes = compile(version(), "com\nco.uk\n").expect("rules");
    assert!(SuffixRules::from_bytes(&bytes).is_ok());
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 0x11;
        assert!(SuffixRules::from_bytes(&changed).is_err(), "byte {at}");
        assert!(
            SuffixRules::from_bytes(&bytes[..at]).is_err(),
            "cut at {at}"
        );
    }
}
