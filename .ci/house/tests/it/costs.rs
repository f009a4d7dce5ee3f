//! How much comes with the facade.

use std::collections::BTreeSet;
use std::process::Command;

use house::metadata::root;

/// What the facade may bring along, itself included, without features.
const MOST: usize = 60;

#[test]
fn the_facade_brings_few_crates_along() {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "-q",
            "-p",
            "checkmark",
            "-e",
            "normal",
            "--prefix",
            "none",
        ])
        .current_dir(root())
        .output()
        .expect("the cargo that built this runs");
    assert!(output.status.success(), "cargo tree failed");
    let told = String::from_utf8_lossy(&output.stdout);
    let names = told.lines().filter_map(|line| line.split(' ').next());
    let crates: BTreeSet<_> = names.filter(|name| !name.is_empty()).collect();
    println!("{} crates come with the facade", crates.len());
    assert!(crates.contains("time"), "the tree was not found");
    assert!(crates.len() <= MOST, "{crates:?}");
}
