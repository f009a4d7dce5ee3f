//! Whatever is read from outside is mangled: every public type that is read from text or from JSON
//! by code of ours has a fuzz target, or is held within one that has.

use std::collections::BTreeSet;

use house::sources;

/// What is read by the code that reads another type, which has a target.
const BY_THE_SAME_CODE: &[(&str, &[&str])] = &[
    (
        "AccountId",
        &[
            "CommandId",
            "CustomerNumber",
            "InvitationId",
            "KeyId",
            "OrganizationId",
            "PolicyId",
            "PreferenceId",
            "PreferenceValue",
            "ProductLineId",
            "RequestId",
            "SiteId",
        ],
    ),
    ("Calendar", &["Holiday"]),
    ("Explanation", &["Span"]),
    ("Evidence", &["Issuer"]),
    ("RecordedCommand", &["Apart"]),
    ("Event", &["ProfileReasons", "Reasons"]),
];

/// What only tests and tools read, and never from outside.
const OUR_OWN: &[&str] = &["Operation", "RefusalCodes"];

/// The names of the types that a listing says are read, and of those of them that are words out of
/// one table, which all are read by the code of [`Actor`](checkmark::account::Actor).
fn read(listing: &str) -> (BTreeSet<&str>, BTreeSet<&str>) {
    let (mut types, mut words) = (BTreeSet::new(), BTreeSet::new());
    for line in listing.lines() {
        let is_read = ["FromStr for ", "Deserialize<'de> for "];
        if let Some((_, path)) = is_read.iter().find_map(|it| line.split_once(it)) {
            types.extend(path.rsplit("::").next());
        } else if let Some(path) = line.strip_prefix("pub const ")
            && let Some((path, _)) = path.split_once("::ALL: &'static [")
        {
            words.extend(path.rsplit("::").next());
        }
    }
    (types, words)
}

#[test]
fn everything_that_is_read_is_mangled() {
    let fuzz = sources::file("crates/checkmark/tests/it/fuzz.rs").text;
    let (_, targets) = fuzz.split_once("\ntargets! {").expect("there are targets");
    let is_target = |name: &str| {
        let ends = [format!("<{name}>"), format!("::{name}>")];
        ends.iter().any(|end| targets.contains(end))
    };
    assert!(is_target("Actor"), "who stands for all words");
    let mut missing = BTreeSet::new();
    let listings = sources::below("docs/api", "txt");
    let mut count = 0;
    for listing in listings.iter().filter(|it| it.path.contains("checkmark")) {
        let (types, words) = read(&listing.text);
        count += types.len();
        missing.extend(types.into_iter().filter(|name| {
            let held = BY_THE_SAME_CODE.iter().any(|(target, held)| {
                assert!(is_target(target), "{target} has no target");
                held.contains(name)
            });
            !(is_target(name) || words.contains(name) || held || OUR_OWN.contains(name))
        }));
    }
    assert!(missing.is_empty(), "without a target: {missing:?}");
    assert!(count > 100, "{count} types are read");
    println!("{count} types are read from text or JSON, each of them mangled");
}
