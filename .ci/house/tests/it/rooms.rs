//! How large a room is, and what stands in the hall.

use house::metadata::members;
use house::sources::{self, File};

/// A module longer than this, not counting the examples in its documentation, has its reason below.
const LONG: usize = 400;
/// No reason is good enough for more.
const LONGEST: usize = 600;
/// What half of the modules stay under.
const MEDIAN: usize = 200;
/// What the facade stays under as a whole.
const FACADE: usize = 600;

/// The modules of more than 400 lines, and why they are one room.
const REASONS: &[(&str, &str)] = &[
    (
        "crates/checkmark-ticket/src/event.rs",
        "every fact of a request, each documented, and the one table of their names",
    ),
    (
        "crates/checkmark-ticket/src/number.rs",
        "a number and the format that one parser holds it to, with its check digit",
    ),
    (
        "crates/checkmark-ticket/src/request.rs",
        "what a request is and can be asked; deciding and folding lie elsewhere",
    ),
    (
        "crates/checkmark-tier/src/evolve/fold.rs",
        "one match over every fact: what each does to an account",
    ),
    (
        "crates/checkmark-tier/src/strategy/step.rs",
        "every step of a history, and what it does, in one list",
    ),
    (
        "crates/checkmark-tier/src/verify/menu.rs",
        "everything that is tried on every account, in one list",
    ),
    (
        "crates/checkmark-tier/src/table/rows.rs",
        "the table of transitions: every state with every command",
    ),
];

fn modules() -> Vec<File> {
    let libraries = members();
    let folders = libraries.iter().filter(|member| member.is_library());
    folders
        .flat_map(|member| sources::below(member.folder.join("src"), "rs"))
        .collect()
}

#[test]
fn modules_are_rooms_and_not_halls() {
    let modules = modules();
    let mut lengths: Vec<_> = modules.iter().map(File::lines).collect();
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(
        median <= MEDIAN,
        "half of the modules have {median} lines or more"
    );
    let excused = |module: &File| REASONS.iter().any(|(path, _)| *path == module.path);
    let told = |modules: Vec<&File>| -> Vec<String> {
        let told = |module: &&File| {
            let lines = module.lines_besides_examples();
            format!("{} ({lines} lines)", module.path)
        };
        modules.iter().map(told).collect()
    };
    let halls = modules
        .iter()
        .filter(|it| it.lines_besides_examples() > LONGEST);
    let halls = told(halls.collect());
    assert!(halls.is_empty(), "to be split: {halls:#?}");
    let long = modules
        .iter()
        .filter(|it| it.lines_besides_examples() > LONG && !excused(it));
    let long = told(long.collect());
    assert!(long.is_empty(), "no reason is given for {long:#?}");
}

#[test]
fn reasons_are_for_modules_that_are_there() {
    for (path, reason) in REASONS {
        assert!(reason.len() > 20, "{path} has no reason");
        let still_long =
            |module: &File| module.path == *path && module.lines_besides_examples() > LONG;
        assert!(modules().iter().any(still_long), "{path} is long no more");
    }
}

#[test]
fn the_facade_is_thin() {
    // Pictures have a feature of their own and lie beside it.
    let facade = sources::below("crates/checkmark/src", "rs");
    let facade = facade.iter().filter(|it| !it.path.contains("/src/picture"));
    let lines: usize = facade.map(File::lines).sum();
    assert!(lines < FACADE, "the facade has {lines} lines");
}

/// What a statement of a `lib.rs` may begin with, after its visibility.
const HALL: &[&str] = &["mod ", "use ", "extern crate "];

/// The statements of a file that are neither a module nor a name passed on. Comments and
/// attributes are no statements; a body is one.
fn logic(text: &str) -> Vec<String> {
    let mut rest = String::new();
    let mut inside_attribute = false;
    for line in text.lines().map(str::trim) {
        if inside_attribute || line.starts_with("#[") || line.starts_with("#![") {
            inside_attribute = !line.ends_with(']');
        } else if !line.starts_with("//") {
            rest.push_str(line);
            rest.push(' ');
        }
    }
    let statements = rest.split(';').map(str::trim);
    statements
        .filter(|statement| !statement.is_empty())
        .filter(|statement| {
            let bare = statement
                .trim_start_matches("pub(crate) ")
                .trim_start_matches("pub ");
            !HALL.iter().any(|word| bare.starts_with(word))
                || bare.starts_with("mod ") && bare.contains('{')
        })
        .map(str::to_owned)
        .collect()
}

#[test]
fn no_library_has_logic_in_its_hall() {
    for member in members() {
        if member.targets.iter().any(|(kind, _)| kind == "lib") {
            let library = sources::file(member.folder.join("src/lib.rs"));
            let logic = logic(&library.text);
            assert!(logic.is_empty(), "{}: {logic:?}", library.path);
        }
    }
}

#[test]
fn logic_in_a_hall_would_be_seen() {
    assert_eq!(
        logic("//! Text; more.\n#![no_std]\nextern crate alloc;\n"),
        [""; 0]
    );
    assert_eq!(
        logic("mod a;\n#[cfg(x)]\npub use a::{\n    B,\n    C,\n};\n"),
        [""; 0]
    );
    assert_eq!(logic("mod a;\nfn b() {}\n"), ["fn b() {}"]);
    assert_eq!(logic("mod a { fn b() {} }"), ["mod a { fn b() {} }"]);
    assert_eq!(logic("pub const A: u8 = 1;"), ["pub const A: u8 = 1"]);
    assert_eq!(
        logic("#[cfg(\n    x\n)]\nmod a;\nmacro_rules! b { () => {} }").len(),
        1
    );
}
