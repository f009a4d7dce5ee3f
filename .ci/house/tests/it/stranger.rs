//! A stranger follows the first page of the guide, and nothing else, into a new program.

use std::fs;
use std::path::Path;
use std::process::Command;

use house::metadata::root;
use house::sources;

/// The blocks of a document that are fenced with a language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let blocks = text.split(&fence).skip(1);
    blocks
        .filter_map(|rest| rest.split("```").next())
        .map(str::to_owned)
        .collect()
}

/// The dependencies of the page, those of ours from this workspace and not from the registry.
fn manifest(told: &str) -> String {
    let mut manifest = String::from(
        "[workspace]\n[package]\nname = \"stranger\"\nversion = \"0.0.0\"\nedition = \"2024\"\n",
    );
    for line in told.lines() {
        match line.strip_prefix("checkmark = { version = ") {
            Some(rest) => {
                let path = root().join("crates/checkmark");
                let rest = rest.split_once(", ").map_or(" }", |(_, rest)| rest);
                manifest.push_str(&format!("checkmark = {{ path = {path:?}, {rest}\n"));
            }
            None => {
                manifest.push_str(line);
                manifest.push('\n');
            }
        }
    }
    manifest
}

#[test]
fn the_first_page_of_the_guide_is_enough() {
    let page = sources::file("docs/guide/embed.md").text;
    let dependencies = blocks(&page, "toml");
    let programs = blocks(&page, "rust");
    let [dependencies] = dependencies.as_slice() else {
        panic!("the page says once what to depend on");
    };
    let program = programs.first().expect("the page has a program");

    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("stranger");
    fs::create_dir_all(folder.join("src")).expect("the folder of the tests can be written");
    let write = |name: &str, text: &str| {
        fs::write(folder.join(name), text).expect("the folder of the tests can be written");
    };
    write("Cargo.toml", &manifest(dependencies));
    write("src/main.rs", program);
    // The same versions as here, of which the build fetches none that is not there.
    write("Cargo.lock", &sources::file("Cargo.lock").text);
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .output()
        .expect("the cargo that built this runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let printed = String::from_utf8_lossy(&output.stdout);
    assert_eq!(blocks(&page, "text"), [printed.as_ref()]);
}
