//! What is different from last time.

use std::collections::BTreeMap;

use crate::output::Names;

/// How many names of a kind are printed; how many there are is always said.
const SHOWN: usize = 40;

/// Prints names added, names removed, and names whose class changed.
pub(crate) fn print(before: &Names, after: &Names) {
    let (old, new) = (flat(before), flat(after));
    let mut added: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut removed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut moved = Vec::new();
    for (name, list) in &new {
        match old.get(name) {
            None => added.entry(list).or_default().push(name),
            Some(was) if was != list => moved.push(format!("{name}: {was} -> {list}")),
            Some(_) => {}
        }
    }
    for (name, list) in &old {
        if !new.contains_key(name) {
            removed.entry(list).or_default().push(name);
        }
    }
    if added.is_empty() && removed.is_empty() && moved.is_empty() {
        println!("nothing changed");
    }
    for (list, names) in &added {
        print_some(&format!("added to {list}"), names);
    }
    for (list, names) in &removed {
        print_some(&format!("removed from {list}"), names);
    }
    // A name that changes its class changes somebody's tier, so these are shown in full.
    if !moved.is_empty() {
        println!("{} names changed their class", moved.len());
        for line in &moved {
            println!("    {line}");
        }
    }
}

fn print_some(what: &str, names: &[&str]) {
    println!("{} {what}", names.len());
    for name in names.iter().take(SHOWN) {
        println!("    {name}");
    }
    if names.len() > SHOWN {
        println!("    ... (the rest: git diff crates/checkmark-domain/generate/names)");
    }
}

/// Each name with what it is on; suffixes and local parts are told apart from domains.
fn flat(names: &Names) -> BTreeMap<String, String> {
    let mut flat = BTreeMap::new();
    for (list, set) in [
        ("consumer", &names.consumer),
        ("disposable", &names.disposable),
        ("suspected", &names.suspected),
    ] {
        flat.extend(set.iter().map(|name| (name.clone(), list.to_owned())));
    }
    for (name, named) in &names.named {
        let list = match &named.provider {
            Some(provider) => format!("{} ({provider})", named.list),
            None => named.list.to_string(),
        };
        flat.insert(name.clone(), list);
    }
    flat.extend(
        names
            .roles
            .iter()
            .map(|role| (format!("{role}@"), "role".to_owned())),
    );
    let mut section = "suffix";
    for line in names.suffixes.lines() {
        if line.starts_with("//") {
            section = match line {
                _ if line.contains("ICANN") => "suffix, icann",
                _ if line.contains("PRIVATE") => "suffix, private",
                _ => "suffix, tenant",
            };
        } else {
            flat.insert(format!(".{line}"), section.to_owned());
        }
    }
    flat
}
