//! `docs/RULES.md` is complete and true: every rule has its row, and what a row names is there.

use checkmark::account::Rule;
use house::sources::{self, File};

/// How many rules are not held yet. Whoever holds one lowers the figure with its row.
const OPEN: usize = 0;

/// A row of the table.
struct Row {
    rule: String,
    asks: String,
    items: Vec<String>,
    tests: Vec<String>,
    held: String,
}

fn rows() -> Vec<Row> {
    let table = sources::file("docs/RULES.md").text;
    let lines = table.lines().filter(|line| line.starts_with("| "));
    let rows: Vec<_> = lines.skip(1).map(row).collect();
    assert!(!rows.is_empty(), "the table was not found");
    rows
}

fn row(line: &str) -> Row {
    let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
    let [rule, asks, items, tests, held] = cells.as_slice() else {
        panic!("a row has five cells: {line}");
    };
    Row {
        rule: (*rule).to_owned(),
        asks: (*asks).to_owned(),
        items: quoted(items),
        tests: quoted(tests),
        held: (*held).to_owned(),
    }
}

/// The pieces between backticks, and nothing else but commas beside them.
fn quoted(cell: &str) -> Vec<String> {
    let mut pieces = cell.split('`');
    let mut quoted = Vec::new();
    while let Some(between) = pieces.next() {
        assert!(
            between.chars().all(|it| ", ".contains(it)),
            "unquoted: {cell}"
        );
        quoted.extend(pieces.next().map(str::to_owned));
    }
    quoted
}

/// The folder of the package that the first part of a path names, and the other parts.
fn resolve(path: &str) -> (String, Vec<&str>) {
    let (package, rest) = path
        .split_once("::")
        .unwrap_or_else(|| panic!("{path} has no crate"));
    let folder = match package {
        "checkmark" => "crates/checkmark".to_owned(),
        "house" => ".ci/house".to_owned(),
        "examples" => "examples".to_owned(),
        part => format!("crates/checkmark-{part}"),
    };
    (folder, rest.split("::").collect())
}

/// The words that declare what a row can name.
const WORDS: &[&str] = &["struct", "enum", "fn", "trait", "const", "type", "mod"];

/// Whether a file declares the name: by itself, or through the macro that makes an enum, its names
/// and its error of one table.
fn is_declared(files: &[File], name: &str) -> bool {
    let table = format!(" {name}, Unknown{name},");
    let declares = |file: &File| {
        WORDS.iter().any(|word| file.declares(word, name)) || file.text.contains(&table)
    };
    files.iter().any(declares)
}

/// Whether a file below `tests/it` is the module that the parts name: `laws` is `laws.rs` or lies
/// in `laws/`.
fn is_module(file: &File, folder: &str, parts: &[&str]) -> bool {
    let inside = file.path.strip_prefix(&format!("{folder}/tests/it/"));
    let wanted = parts.join("/");
    inside.is_some_and(|inside| {
        let inside = inside.trim_end_matches(".rs");
        inside == wanted || inside.starts_with(&format!("{wanted}/"))
    })
}

#[test]
fn every_rule_has_one_row_in_the_order_of_the_book() {
    let told: Vec<_> = rows().into_iter().map(|row| row.rule).collect();
    let rules: Vec<_> = Rule::ALL.iter().map(|rule| rule.as_str()).collect();
    assert_eq!(told, rules);
}

#[test]
fn every_row_says_what_the_rule_asks_in_one_sentence() {
    for Row { rule, asks, .. } in rows() {
        assert!(asks.len() > 20 && asks.ends_with('.'), "{rule}: {asks}");
        assert_eq!(
            asks.matches(". ").count(),
            0,
            "{rule} says more than one sentence"
        );
    }
}

#[test]
fn every_item_named_is_in_the_sources() {
    for row in rows() {
        for path in &row.items {
            let (folder, parts) = resolve(path);
            let files = sources::below(format!("{folder}/src"), "rs");
            for part in parts {
                assert!(
                    is_declared(&files, part),
                    "{}: no {part} of {path}",
                    row.rule
                );
            }
        }
    }
}

#[test]
fn every_test_named_is_in_the_tests() {
    for row in rows() {
        for path in &row.tests {
            let (folder, mut parts) = resolve(path);
            let name = parts.pop().expect("a path has a last part");
            let files = sources::below(format!("{folder}/tests/it"), "rs");
            let found = files
                .iter()
                .any(|file| is_module(file, &folder, &parts) && file.declares("fn", name));
            assert!(found, "{}: no test {path}", row.rule);
        }
    }
}

#[test]
fn a_rule_is_held_by_an_item_and_a_test_or_it_is_open() {
    let mut open = 0;
    for row in rows() {
        match row.held.as_str() {
            "yes" => {
                assert!(!row.items.is_empty(), "{} names no item", row.rule);
                assert!(!row.tests.is_empty(), "{} names no test", row.rule);
            }
            "open" => open += 1,
            other => panic!("{}: {other}", row.rule),
        }
    }
    assert_eq!(open, OPEN, "the rows that are open");
}
