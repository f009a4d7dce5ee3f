//! What is kept by hand, each line with its source or reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use checkmark_domain::lists::List;

use crate::Result;
use crate::output::Named;

pub(crate) struct Hand {
    pub(crate) providers: BTreeMap<String, Named>,
    pub(crate) owners: BTreeMap<String, Named>,
    /// Our ids for providers whose id in the package is cut short.
    pub(crate) ids: BTreeMap<String, String>,
    /// Providers whose national names all begin with one label, by that label.
    pub(crate) families: BTreeMap<String, String>,
    pub(crate) tenants: BTreeSet<String>,
    pub(crate) more_roles: BTreeSet<String>,
    pub(crate) no_roles: BTreeSet<String>,
}

impl Hand {
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let mut hand = Self {
            providers: BTreeMap::new(),
            owners: BTreeMap::new(),
            ids: BTreeMap::new(),
            families: BTreeMap::new(),
            tenants: BTreeSet::new(),
            more_roles: BTreeSet::new(),
            no_roles: BTreeSet::new(),
        };
        for [name, list, provider, source] in rows(&folder.join("providers.tsv"))? {
            sourced(&name, &source)?;
            let named = Named {
                list: list.parse()?,
                provider: Some(provider),
            };
            once(hand.providers.insert(name.clone(), named), &name)?;
        }
        for [name, list, why] in rows(&folder.join("owners.tsv"))? {
            sourced(&name, &why)?;
            let list: List = list.parse()?;
            if list.restricts() {
                return Err(format!("{name}: `{list}` is no owner").into());
            }
            once(
                hand.owners.insert(
                    name.clone(),
                    Named {
                        list,
                        provider: None,
                    },
                ),
                &name,
            )?;
            if hand.providers.contains_key(&name) {
                return Err(format!("{name} is a provider and an owner").into());
            }
        }
        hand.ids = rows(&folder.join("ids.tsv"))?
            .into_iter()
            .map(|[id, ours]| (id, ours))
            .collect();
        for [label, provider, source] in rows(&folder.join("families.tsv"))? {
            sourced(&label, &source)?;
            hand.families.insert(label, provider);
        }
        for [suffix, whose, source] in rows(&folder.join("tenants.tsv"))? {
            sourced(&whose, &source)?;
            hand.tenants.insert(suffix);
        }
        for [sign, local_part, why] in rows(&folder.join("roles.tsv"))? {
            sourced(&local_part, &why)?;
            let roles = match sign.as_str() {
                "+" => &mut hand.more_roles,
                "-" => &mut hand.no_roles,
                _ => return Err(format!("{local_part}: neither + nor -").into()),
            };
            roles.insert(local_part);
        }
        Ok(hand)
    }
}

/// The rows of a table of `N` columns; a line that starts with `#` is a remark.
fn rows<const N: usize>(path: &Path) -> Result<Vec<[String; N]>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{path:?}: {error}"))?;
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| {
            let fields: Vec<String> = line.split('\t').map(str::to_owned).collect();
            fields
                .try_into()
                .map_err(|_| format!("{path:?}: not {N} columns: `{line}`").into())
        })
        .collect()
}

fn sourced(name: &str, source: &str) -> Result<()> {
    if source.trim().len() < 4 {
        Err(format!("{name} has no source").into())
    } else {
        Ok(())
    }
}

fn once(before: Option<Named>, name: &str) -> Result<()> {
    if before.is_some() {
        Err(format!("{name} is there twice").into())
    } else {
        Ok(())
    }
}
