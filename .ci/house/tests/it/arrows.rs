//! Who knows whom.

use std::collections::BTreeSet;

use house::metadata::{Member, members};

/// The arrows between our packages, these and no others. What is not here does not exist yet.
const ARROWS: &[(&str, &[&str])] = &[
    ("checkmark-domain", &[]),
    ("checkmark-account", &["checkmark-domain"]),
    ("checkmark-calendar", &[]),
    ("checkmark-tier", &["checkmark-account", "checkmark-domain"]),
    (
        "checkmark-ticket",
        &["checkmark-account", "checkmark-calendar"],
    ),
    (
        "checkmark",
        &[
            "checkmark-account",
            "checkmark-calendar",
            "checkmark-domain",
            "checkmark-ticket",
            "checkmark-tier",
        ],
    ),
    ("checkmark-conformance", &["checkmark"]),
    ("examples", &["checkmark"]),
    ("benches", &["checkmark"]),
    ("downstream", &["checkmark"]),
    ("portal", &["checkmark"]),
    ("house", &["checkmark", "checkmark-conformance", "examples"]),
    ("generate", &["checkmark-domain"]),
];

/// Whom tests know besides: the host's store is put under fire by the kit.
const TESTS: &[(&str, &str)] = &[
    ("downstream", "checkmark-conformance"),
    ("portal", "checkmark-conformance"),
];

fn allowed(member: &Member) -> BTreeSet<&'static str> {
    let arrows = ARROWS.iter().find(|(name, _)| *name == member.name);
    let (_, arrows) = arrows.unwrap_or_else(|| panic!("no arrow is drawn from {}", member.name));
    arrows.iter().copied().collect()
}

fn ours<'a>(names: &'a BTreeSet<String>, members: &[Member]) -> BTreeSet<&'a str> {
    let names = names.iter().map(String::as_str);
    names
        .filter(|name| members.iter().any(|member| member.name == *name))
        .collect()
}

#[test]
fn every_crate_knows_whom_the_plan_lets_it_know() {
    let members = members();
    assert!(members.len() >= 9, "cargo metadata lists too few members");
    for member in &members {
        let drawn = ours(&member.needs, &members);
        assert_eq!(drawn, allowed(member), "arrows from {}", member.name);
    }
}

#[test]
fn tests_know_nobody_whom_their_crate_does_not() {
    let members = members();
    for member in &members {
        let drawn = ours(&member.tests_need, &members);
        let mut known = allowed(member);
        known.extend(
            TESTS
                .iter()
                .filter(|(name, _)| *name == member.name)
                .map(|(_, it)| *it),
        );
        let beyond: Vec<_> = drawn.difference(&known).copied().collect();
        assert!(
            beyond.is_empty(),
            "tests of {} know {beyond:?}",
            member.name
        );
    }
}

#[test]
fn nothing_has_a_build_script() {
    for member in members() {
        let built = member
            .targets
            .iter()
            .any(|(kind, _)| kind == "custom-build");
        assert!(!built, "{} has a build script", member.name);
    }
}
