//! What `cargo metadata` says about the workspace.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A member of the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Member {
    /// The name of the package.
    pub name: String,
    /// The folder of its manifest, from the root of the workspace.
    pub folder: PathBuf,
    /// Whether `cargo publish` would take it.
    pub published: bool,
    /// The names of its features and what each turns on.
    pub features: BTreeMap<String, BTreeSet<String>>,
    /// The names of the packages it needs to be built.
    pub needs: BTreeSet<String>,
    /// The names of the packages that its tests, examples and build script need beyond those.
    pub tests_need: BTreeSet<String>,
    /// The kinds of its targets: `lib`, `test`, `example`, `custom-build` and so on, with names.
    pub targets: Vec<(String, String)>,
}

impl Member {
    /// Whether it lies in `crates/`, where the libraries are.
    #[must_use]
    pub fn is_library(&self) -> bool {
        self.folder.starts_with("crates") && self.folder.components().count() == 2
    }

    /// The features in the order in which they are checked: each one but `default`.
    pub fn switches(&self) -> impl Iterator<Item = &str> {
        let names = self.features.keys().map(String::as_str);
        names.filter(|name| *name != "default")
    }
}

/// The root of the workspace.
#[must_use]
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.ancestors().nth(2);
    root.expect("this package lies two folders below the root")
        .to_owned()
}

/// Every member of the workspace, by name.
#[must_use]
pub fn members() -> Vec<Member> {
    let told = told(&["--no-deps"]);
    let mut members: Vec<_> = list(&told["packages"]).iter().map(member).collect();
    members.sort_by(|one, other| one.name.cmp(&other.name));
    members
}

/// The packages that make up the chosen members with all their features, on this machine and
/// without what tests need: each with its version, and the least Rust that it asks for.
pub fn needed(chosen: impl Fn(&str) -> bool) -> BTreeMap<String, Option<String>> {
    let told = told(&["--all-features", "--filter-platform", &platform()]);
    let packages: BTreeMap<_, _> = list(&told["packages"])
        .iter()
        .map(|it| (text(&it["id"]), it))
        .collect();
    let nodes = list(&told["resolve"]["nodes"]).iter();
    let nodes: BTreeMap<_, _> = nodes.map(|it| (text(&it["id"]), it)).collect();
    let mut waiting: Vec<_> = packages
        .iter()
        .filter(|(_, package)| chosen(text(&package["name"])))
        .map(|(id, _)| *id)
        .collect();
    let mut needed = BTreeMap::new();
    while let Some(id) = waiting.pop() {
        let package = packages[id];
        let name = format!("{} {}", text(&package["name"]), text(&package["version"]));
        let rust = package["rust_version"].as_str().map(str::to_owned);
        if needed.insert(name, rust).is_none() {
            let below = list(&nodes[id]["deps"]).iter();
            let below =
                below.filter(|it| list(&it["dep_kinds"]).iter().any(|it| it["kind"].is_null()));
            waiting.extend(below.map(|it| text(&it["pkg"])));
        }
    }
    needed
}

/// The platform of this machine, as `rustc` calls it.
fn platform() -> String {
    let output = Command::new("rustc").arg("-vV").output();
    let output = output.expect("the rustc that built this runs");
    let told = String::from_utf8_lossy(&output.stdout);
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.expect("rustc says its host").to_owned()
}

fn told(arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1"])
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("the cargo that built this runs");
    assert!(output.status.success(), "cargo metadata failed");
    serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON")
}

fn member(told: &Value) -> Member {
    let manifest = Path::new(text(&told["manifest_path"]));
    let folder = manifest.parent().expect("a manifest lies in a folder");
    let depends = |wanted: fn(&Value) -> bool| {
        let found = list(&told["dependencies"]).iter();
        let found = found.filter(|it| wanted(&it["kind"]));
        found.map(|it| text(&it["name"]).to_owned()).collect()
    };
    let features = told["features"].as_object().expect("features are a table");
    Member {
        name: text(&told["name"]).to_owned(),
        folder: folder
            .strip_prefix(root())
            .expect("members lie inside")
            .to_owned(),
        published: told["publish"].is_null(),
        features: features
            .iter()
            .map(|(name, on)| {
                (
                    name.clone(),
                    list(on).iter().map(text).map(str::to_owned).collect(),
                )
            })
            .collect(),
        needs: depends(Value::is_null),
        tests_need: depends(|kind| !kind.is_null()),
        targets: list(&told["targets"])
            .iter()
            .map(|it| {
                (
                    text(&it["kind"][0]).to_owned(),
                    text(&it["name"]).to_owned(),
                )
            })
            .collect(),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("cargo metadata has a list here")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("cargo metadata has a text here")
}
