//! What the published crates promise: every public item as a line of text, and which of them no
//! example shows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

use serde_json::Value;

use crate::metadata::{members, root};
use crate::sources;

/// The version of Rust whose rustdoc is read.
pub const RUSTDOC: &str = "1.95";

/// Where the text is committed.
const COMMITTED: &str = "docs/api";

/// The public API of a crate: a line an item, in the order of paths. What is derived or follows
/// for every type is left out.
///
/// # Errors
///
/// What rustdoc wrote is not there, or is of another version.
pub fn text(told: &Path, package: &str) -> Result<String, String> {
    let file = told.join(format!("{}.json", package.replace('-', "_")));
    let api = public_api::Builder::from_rustdoc_json(file)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .build()
        .map_err(|error| format!("{package}: {error}"))?;
    Ok(api.items().map(|item| format!("{item}\n")).collect())
}

/// Writes the text of every published crate, and the list of what no example shows.
///
/// # Errors
///
/// As [`text`], or a file cannot be written.
pub fn write(told: &Path) -> Result<(), String> {
    for (path, text) in files(told)? {
        let written = fs::create_dir_all(root().join(COMMITTED))
            .and_then(|()| fs::write(root().join(&path), text));
        written.map_err(|error: io::Error| format!("{path}: {error}"))?;
    }
    Ok(())
}

/// Compares with what is committed.
///
/// # Errors
///
/// As [`text`], or the first lines that differ.
pub fn check(told: &Path) -> Result<(), String> {
    let mut differ = String::new();
    for (path, text) in files(told)? {
        let committed = fs::read_to_string(root().join(&path)).unwrap_or_default();
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
        let (was, is) = (lines(&committed), lines(&text));
        for line in was.difference(&is) {
            differ.push_str(&format!("{path}: - {line}\n"));
        }
        for line in is.difference(&was) {
            differ.push_str(&format!("{path}: + {line}\n"));
        }
    }
    if differ.is_empty() {
        Ok(())
    } else {
        Err(format!("{differ}`.ci/api write` writes it anew"))
    }
}

/// Every committed file with what it has to hold.
fn files(told: &Path) -> Result<BTreeMap<String, String>, String> {
    let mut files = BTreeMap::new();
    let mut unshown = String::new();
    for member in members().iter().filter(|member| member.published) {
        let path = format!("{COMMITTED}/{}.txt", member.name);
        files.insert(path, text(told, &member.name)?);
        for item in without_example(told, &member.name)? {
            unshown.push_str(&format!("{} {item}\n", member.name));
        }
    }
    files.insert(format!("{COMMITTED}/without-example.txt"), unshown);
    Ok(files)
}

/// The public types, functions and methods of a crate that no example shows: none of their own,
/// and none of the crate, of its README or of the guide that names the type or the function, or
/// calls a method of the name. Of which type that method is, is not looked at: an example seldom
/// says the type of a value.
fn without_example(told: &Path, package: &str) -> Result<BTreeSet<String>, String> {
    let file = told.join(format!("{}.json", package.replace('-', "_")));
    let text = fs::read_to_string(&file).map_err(|error| format!("{package}: {error}"))?;
    let told: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let index = told["index"].as_object().ok_or("an index was expected")?;
    let ours = || index.values().filter(|item| item["crate_id"] == 0);
    let docs = |item: &Value| item["docs"].as_str().unwrap_or_default().to_owned();

    let mut pages: Vec<_> = ours().map(docs).collect();
    let guide = sources::below("docs/guide", "md");
    pages.extend(guide.into_iter().map(|page| page.text));
    pages.push(sources::file("README.md").text);
    let shown: Vec<_> = pages.iter().flat_map(|page| examples(page)).collect();

    let mut owners = BTreeMap::new();
    for item in ours().filter(|item| item["inner"]["impl"]["trait"].is_null()) {
        let made = &item["inner"]["impl"];
        let owner = made["for"]["resolved_path"]["path"].as_str();
        let owner = owner.and_then(|path| path.rsplit("::").next());
        for method in made["items"].as_array().into_iter().flatten() {
            owners.insert(method.to_string(), owner.unwrap_or_default().to_owned());
        }
    }
    let mut missing = BTreeSet::new();
    for (id, item) in index.iter().filter(|(_, item)| item["crate_id"] == 0) {
        let kinds = ["struct", "enum", "trait", "function", "type_alias"];
        let is_told = kinds.iter().any(|kind| item["inner"].get(kind).is_some());
        let Some(name) = item["name"].as_str().filter(|_| is_told) else {
            continue;
        };
        // Methods of traits are shown by the trait, and have no visibility of their own.
        let owner = owners.get(id);
        let names = |example: &&str| match owner {
            Some(_) => calls(example, name),
            None => has_word(example, name),
        };
        if item["visibility"] == "public"
            && examples(&docs(item)).next().is_none()
            && !shown.iter().any(names)
        {
            let owner = owner.map(|owner| format!("{owner}::"));
            missing.insert(format!("{}{name}", owner.unwrap_or_default()));
        }
    }
    Ok(missing)
}

/// What stands between fences in a page: every block is one that runs, but for those marked `text`.
pub fn examples(page: &str) -> impl Iterator<Item = &str> {
    let blocks = page.split("```").skip(1).step_by(2);
    blocks.filter(|block| !block.starts_with("text"))
}

/// Whether an example has a word, with neither letters nor digits around it.
#[must_use]
pub fn has_word(example: &str, word: &str) -> bool {
    found(example, word).next().is_some()
}

/// Whether an example calls a method, or names it as a path does: `it.name(..)`, `Type::name`.
#[must_use]
pub fn calls(example: &str, method: &str) -> bool {
    found(example, method).any(|at| {
        let before = example[..at].trim_end();
        before.ends_with("::") || (before.ends_with('.') && !before.ends_with(".."))
    })
}

/// Where a word begins, each time that it stands by itself.
fn found(example: &str, word: &str) -> impl Iterator<Item = usize> {
    let is_part = |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric() || it == '_');
    let hits = example.match_indices(word).map(|(at, _)| at);
    hits.filter(move |at| {
        let (before, after) = (&example[..*at], &example[at + word.len()..]);
        !is_part(before.chars().next_back()) && !is_part(after.chars().next())
    })
}
