//! What the manifests promise.

use house::metadata::members;
use house::sources;

/// The names that a feature of a library may have, the same everywhere.
const FEATURES: &[&str] = &[
    "default", "idna", "picture", "proptest", "schema", "serde", "tzdb",
];

#[test]
fn a_folder_is_called_as_its_package() {
    for member in members() {
        let folder = member.folder.file_name();
        assert_eq!(folder, Some(member.name.as_ref()), "{:?}", member.folder);
    }
}

#[test]
fn crates_lie_flat_and_nothing_else_is_published() {
    for member in members() {
        let flat = member.is_library() && member.folder.components().count() == 2;
        assert_eq!(member.published, flat, "{:?}", member.folder);
    }
}

#[test]
fn features_have_the_same_names_everywhere_and_none_is_on() {
    for member in members().iter().filter(|member| member.is_library()) {
        for (name, on) in &member.features {
            assert!(FEATURES.contains(&name.as_str()), "{}/{name}", member.name);
            assert!(
                name != "default" || on.is_empty(),
                "{} has defaults",
                member.name
            );
        }
    }
}

#[test]
fn a_feature_is_forwarded_to_every_crate_below_that_has_it() {
    let members = members();
    let libraries = || members.iter().filter(|member| member.is_library());
    for upper in libraries() {
        for lower in libraries().filter(|lower| upper.needs.contains(&lower.name)) {
            for (name, on) in upper.features.iter().filter(|(name, _)| *name != "default") {
                let forwarded = on.contains(&format!("{}/{name}", lower.name));
                let there = lower.features.contains_key(name);
                assert_eq!(forwarded, there, "{}/{name} to {}", upper.name, lower.name);
            }
        }
    }
}

#[test]
fn every_dependency_is_declared_once_without_defaults() {
    let root = sources::file("Cargo.toml").text;
    let table = root
        .split("[workspace.dependencies]\n")
        .nth(1)
        .and_then(|rest| rest.split("\n[").next())
        .expect("the root has a table of dependencies");
    let lines = table.lines().filter(|line| line.contains('='));
    let mut count = 0;
    for line in lines.filter(|line| !line.starts_with('#')) {
        assert!(line.contains("default-features = false"), "{line}");
        count += 1;
    }
    assert!(count > 10, "the table of dependencies was not found");
    for member in members() {
        let manifest = sources::file(member.folder.join("Cargo.toml")).text;
        assert!(
            manifest.contains("[lints]\nworkspace = true"),
            "{}",
            member.name
        );
        let inside = manifest.split('[').filter(|part| {
            let head = part.split(']').next().unwrap_or_default();
            head.ends_with("dependencies")
        });
        for line in inside
            .flat_map(str::lines)
            .filter(|line| line.contains(" = {"))
        {
            assert!(line.contains("workspace = true"), "{}: {line}", member.name);
        }
    }
}

#[test]
fn every_library_is_pure_by_its_first_lines() {
    let root = sources::file("Cargo.toml").text;
    assert!(
        root.contains("\nunsafe_code = \"forbid\"\n"),
        "unsafe is not forbidden"
    );
    for member in members().iter().filter(|member| member.is_library()) {
        let library = sources::file(member.folder.join("src/lib.rs")).text;
        assert!(library.contains("#![no_std]\n"), "{} has std", member.name);
    }
}
