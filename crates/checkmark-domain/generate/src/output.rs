//! What is written: the names for people, the tables for the crate, and where they come from.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use checkmark_domain::lists::{self, DataVersion, Entry, List};
use checkmark_domain::suffix;

use crate::Result;
use crate::fetch::sha256;
use crate::manifest::{Manifest, Registry};

/// Everything that was gathered. It is committed in `names/`, so that a change can be read.
#[derive(Default)]
pub(crate) struct Names {
    pub(crate) named: BTreeMap<String, Named>,
    pub(crate) consumer: BTreeSet<String>,
    pub(crate) disposable: BTreeSet<String>,
    pub(crate) suspected: BTreeSet<String>,
    pub(crate) roles: BTreeSet<String>,
    /// In the format of the Public Suffix List.
    pub(crate) suffixes: String,
    /// Organizations and schools that must be on no list that restricts; for the gate alone.
    pub(crate) well_known: BTreeMap<String, List>,
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) list: List,
    pub(crate) provider: Option<String>,
}

impl Names {
    /// What was written last time; nothing where there was no last time.
    pub(crate) fn read(here: &Path) -> Result<Self> {
        let text =
            |file: &str| fs::read_to_string(here.join("names").join(file)).unwrap_or_default();
        let set =
            |file| -> BTreeSet<String> { lists::lines(&text(file)).map(str::to_owned).collect() };
        let mut names = Self {
            consumer: set("consumer.txt"),
            disposable: set("disposable.txt"),
            suspected: set("suspected.txt"),
            roles: set("roles.txt"),
            suffixes: text("suffixes.txt"),
            ..Self::default()
        };
        for line in text("named.tsv").lines() {
            let mut fields = line.split('\t');
            if let (Some(name), Some(list)) = (fields.next(), fields.next()) {
                let provider = fields.next().filter(|id| !id.is_empty()).map(str::to_owned);
                names.named.insert(
                    name.to_owned(),
                    Named {
                        list: list.parse()?,
                        provider,
                    },
                );
            }
        }
        Ok(names)
    }

    pub(crate) fn write(&self, here: &Path) -> Result<()> {
        let folder = here.join("names");
        fs::create_dir_all(&folder)?;
        for (file, names) in [
            ("consumer.txt", &self.consumer),
            ("disposable.txt", &self.disposable),
            ("suspected.txt", &self.suspected),
            ("roles.txt", &self.roles),
        ] {
            let text: String = names.iter().flat_map(|name| [name, "\n"]).collect();
            fs::write(folder.join(file), text)?;
        }
        let mut named = String::new();
        for (name, Named { list, provider }) in &self.named {
            writeln!(
                named,
                "{name}\t{list}\t{}",
                provider.as_deref().unwrap_or_default()
            )?;
        }
        fs::write(folder.join("named.tsv"), named)?;
        let mut well_known = String::new();
        for (name, list) in &self.well_known {
            writeln!(well_known, "{name}\t{list}")?;
        }
        fs::write(folder.join("well-known.tsv"), well_known)?;
        Ok(fs::write(folder.join("suffixes.txt"), &self.suffixes)?)
    }
}

/// Compiles the tables and writes them with their provenance.
pub(crate) fn write_tables(names: &Names, manifest: &Manifest, folder: &Path) -> Result<()> {
    let version = |registry, name| -> Result<DataVersion> {
        Ok(manifest.package(registry, name)?.version.parse()?)
    };
    let date: DataVersion = manifest.date.parse()?;
    let set = |list, version, names: &BTreeSet<String>| {
        lists::compile(list, version, names.iter().map(String::as_str))
    };
    let mut entries = Vec::new();
    for (name, Named { list, provider }) in &names.named {
        let entry = Entry::new(name, *list);
        entries.push(match provider {
            Some(id) => entry.with_provider(id.parse().map_err(|error| format!("{id}: {error}"))?),
            None => entry,
        });
    }
    let curated = version(Registry::PyPi, "disposable-email-domains")?;
    let suffixes = version(Registry::PyPi, "publicsuffixlist")?;
    let rules = names
        .suffixes
        .lines()
        .filter(|line| !line.starts_with("//"))
        .count();
    let tables = [
        (
            "consumer.bin",
            names.consumer.len(),
            set(List::Consumer, date, &names.consumer)?,
        ),
        (
            "disposable.bin",
            names.disposable.len(),
            set(List::Disposable, curated, &names.disposable)?,
        ),
        (
            "named.bin",
            names.named.len(),
            lists::compile_entries(date, entries)?,
        ),
        (
            "roles.bin",
            names.roles.len(),
            set(List::Role, date, &names.roles)?,
        ),
        (
            "suffixes.bin",
            rules,
            suffix::compile(suffixes, &names.suffixes)?,
        ),
        (
            "suspected.bin",
            names.suspected.len(),
            set(List::Suspected, date, &names.suspected)?,
        ),
    ];
    fs::create_dir_all(folder)?;
    let mut all = Vec::new();
    let mut rows = String::new();
    for (file, count, bytes) in &tables {
        let digest = sha256(bytes);
        writeln!(rows, "| {file} | {count} | {} | {digest} |", bytes.len())?;
        all.extend_from_slice(digest.as_bytes());
        fs::write(folder.join(file), bytes)?;
    }
    let digest = &sha256(&all)[..8];
    fs::write(
        folder.join("version.txt"),
        format!("{}.{digest}\n", manifest.date),
    )?;
    fs::write(folder.join("PROVENANCE.md"), provenance(manifest, &rows)?)?;
    Ok(())
}

fn provenance(manifest: &Manifest, tables: &str) -> Result<String> {
    let mut text = format!(
        "# Where the tables come from\n\
         \n\
         Written by `cargo run -p generate` on {}, from these packages and from the lists that are \
         kept by hand in `generate/hand/`, each line there with its source. No names were taken \
         from anywhere else.\n\
         \n\
         | registry | package | version | licence | sha-256 of the package |\n\
         | --- | --- | --- | --- | --- |\n",
        manifest.date
    );
    for package in &manifest.packages {
        let (registry, name) = (package.registry.as_str(), &package.name);
        let (version, licence, sha256) = (&package.version, &package.licence, &package.sha256);
        writeln!(
            text,
            "| {registry} | {name} | {version} | {licence} | {sha256} |"
        )?;
    }
    write!(
        text,
        "\n| table | names | octets | sha-256 |\n| --- | --- | --- | --- |\n{tables}"
    )?;
    write!(text, "{NOTICE}")?;
    Ok(text)
}

const NOTICE: &str = "
The table `suffixes.bin` is made from the Public Suffix List and is, as that is, subject to the
terms of the Mozilla Public License, v. 2.0, whose text is in `LICENSE-MPL-2.0`. Its source form is
`generate/names/suffixes.txt` in the repository of this crate, and the list itself is at
<https://publicsuffix.org/>.
";
