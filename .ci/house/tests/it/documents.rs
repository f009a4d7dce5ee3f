//! What the documents say is there, and they speak of the project alone.

use std::collections::BTreeSet;
use std::path::Path;

use house::metadata::root;
use house::sources::{self, File};

/// Given with the task, so that there was nothing to decide.
const GIVEN: &[&str] = &["insta", "proptest", "secrecy", "serde", "thiserror", "time"];

fn documents() -> Vec<File> {
    let mut documents = vec![sources::file("README.md"), sources::file("CHANGELOG.md")];
    for folder in ["docs", "crates", "examples", "benches"] {
        documents.extend(sources::below(folder, "md"));
    }
    documents
}

/// The targets of the links of a document, without those that lead out of the repository and
/// without their anchors.
fn links(text: &str) -> Vec<&str> {
    let targets = text.split("](").skip(1);
    let targets = targets.filter_map(|rest| rest.split([')', ' ']).next());
    targets
        .filter(|target| !target.contains("://") && !target.starts_with('#'))
        .filter_map(|target| target.split('#').next())
        .collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut count = 0;
    for document in documents() {
        let folder = Path::new(&document.path).parent().unwrap_or(Path::new(""));
        for link in links(&document.text) {
            let target = root().join(folder).join(link);
            assert!(target.exists(), "{}: {link}", document.path);
            count += 1;
        }
    }
    assert!(count > 5, "no links were found");
}

#[test]
fn every_dependency_has_a_page_that_says_why() {
    let root = sources::file("Cargo.toml").text;
    let table = root.split("[workspace.dependencies]\n").nth(1);
    let table = table.and_then(|rest| rest.split("\n[").next());
    let names: BTreeSet<_> = table
        .expect("the root has a table of dependencies")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name)
        .filter(|name| !name.starts_with("checkmark") && !GIVEN.contains(name))
        .collect();
    let pages = sources::below("docs/decisions", "md");
    let titles: Vec<_> = pages
        .iter()
        .filter_map(|page| page.text.lines().next())
        .collect();
    let has_page = |name: &str| {
        let is_name = |word: &str| word.trim_matches([',', ':', '`']) == name;
        titles.iter().any(|title| title.split(' ').any(is_name))
    };
    let owed: Vec<_> = names.into_iter().filter(|name| !has_page(name)).collect();
    assert!(owed.is_empty(), "no page says why {owed:?}");
}

/// What the list of threats says of each: its id, and the crates whose tests name it.
fn threats() -> Vec<(String, Vec<String>)> {
    let page = sources::file("docs/SECURITY.md").text;
    let rows = page.lines().filter(|line| line.starts_with("| ATK-"));
    let row = |line: &str| {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let crates = cells[3].split(", ").map(str::to_owned).collect();
        (cells[0].to_owned(), crates)
    };
    rows.map(row).collect()
}

#[test]
fn every_threat_has_a_test_that_names_it() {
    let threats = threats();
    assert_eq!(threats.len(), 39, "the list of threats");
    for (nth, (id, crates)) in threats.iter().enumerate() {
        assert_eq!(*id, format!("ATK-{}", nth + 1));
        for name in crates.iter().filter(|name| *name != "open") {
            let folder = match name.as_str() {
                "checkmark" => "crates/checkmark".to_owned(),
                part => format!("crates/checkmark-{part}"),
            };
            let names = |file: &File| {
                let mut words = file
                    .text
                    .split(|it: char| !it.is_alphanumeric() && it != '-');
                words.any(|word| word == id)
            };
            let found = sources::below(&folder, "rs").iter().any(names);
            assert!(found, "no test of {name} names {id}");
        }
    }
}

#[test]
fn pages_of_decisions_are_numbered_once() {
    let mut numbers = BTreeSet::new();
    for page in sources::below("docs/decisions", "md") {
        let name = page.path.rsplit('/').next().unwrap_or_default();
        let number = name.get(..4).unwrap_or_default().to_owned();
        assert!(number.chars().all(|digit| digit.is_ascii_digit()), "{name}");
        assert!(numbers.insert(number), "{name} has a number taken");
        assert!(page.text.starts_with("# "), "{name} has no title");
    }
}

/// What names the vendor whose article the default policy follows, and its products.
const VENDOR: &[&str] = &["dell", "cloudiq", "myservice360"];

/// The rooms that may name it, and why.
const NAMES_THE_VENDOR: &[(&str, &str)] = &[(
    "crates/checkmark-account/src/product/",
    "one of the serial forms of AST-1 begins with its name",
)];

#[test]
fn the_code_names_no_vendor() {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|it: char| !it.is_ascii_alphanumeric());
        words.map(str::to_ascii_lowercase).collect()
    };
    for folder in ["crates", "examples", "benches"] {
        for file in sources::below(folder, "rs") {
            let excused = NAMES_THE_VENDOR
                .iter()
                .any(|(room, _)| file.path.starts_with(room));
            // Tests may say which real domains the well-known lists have wrong.
            if excused || file.path.contains("/tests/") {
                continue;
            }
            let words = words(&file.text);
            let named = VENDOR.iter().find(|name| words.contains(**name));
            assert_eq!(named, None, "{}", file.path);
        }
    }
}

#[test]
fn no_file_names_a_place_on_some_machine() {
    // Spelled in two halves, so that this file passes its own test.
    let homes = ["/ho", "/ro", "/Us", "/wo", "C:\\"];
    let rests = ["me/", "ot/", "ers/", "rk/", "Users"];
    for extension in ["rs", "md", "toml", "jsonl", "json", "args"] {
        for folder in ["crates", "docs", "examples", "benches", ".ci"] {
            for file in sources::below(folder, extension) {
                for (home, rest) in homes.iter().zip(rests) {
                    let place = format!("{home}{rest}");
                    let found = file.text.match_indices(&place).any(|(at, _)| {
                        let before = file.text[..at].chars().next_back();
                        !before.is_some_and(|it| it.is_alphanumeric() || "./_-".contains(it))
                    });
                    assert!(!found, "{} names {place}", file.path);
                }
            }
        }
    }
}
