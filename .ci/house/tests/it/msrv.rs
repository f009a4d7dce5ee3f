//! The least version of Rust that the crates ask for, and that what they need asks for.
//!
//! The compiler of that version is the real test, and `.ci/run` runs it where it is installed.
//! Everywhere else this and clippy's `incompatible_msrv` hold the versions.

use house::metadata::{members, needed};
use house::sources;

fn version(text: &str) -> (u32, u32) {
    let mut parts = text.split('.').map(str::parse::<u32>);
    match (parts.next(), parts.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (major, minor),
        _ => panic!("{text} is no version of Rust"),
    }
}

#[test]
fn nothing_that_the_crates_need_asks_for_a_newer_rust() {
    let root = sources::file("Cargo.toml").text;
    let told = root.split("rust-version = \"").nth(1);
    let told = told.and_then(|rest| rest.split('"').next());
    let least = version(told.expect("the root says the least version"));
    assert!(least >= (1, 88), "`time` and `proptest` ask for 1.88");
    let libraries = members();
    let libraries: Vec<_> = libraries.iter().filter(|it| it.is_library()).collect();
    let needed = needed(|name| libraries.iter().any(|library| library.name == name));
    assert!(needed.len() > libraries.len(), "the tree was not found");
    for (package, rust) in needed {
        let newer = rust.as_deref().is_some_and(|rust| version(rust) > least);
        assert!(!newer, "{package} asks for Rust {rust:?}");
    }
}
