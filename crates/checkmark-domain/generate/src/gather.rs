//! The rules by which the packages' names become lists.
//!
//! What is kept by hand goes before all packages. A name that a package of organizations knows is
//! no consumer mailbox and not disposable unless the hand says so. Of the packages, the curated one
//! of disposable names goes before the freemail lists, which only count where both have a name.

use std::collections::{BTreeMap, BTreeSet};

use checkmark_domain::DomainName;
use checkmark_domain::lists::List;
use checkmark_domain::suffix::{self, SuffixRules};

use crate::Result;
use crate::hand::Hand;
use crate::output::{Named, Names};
use crate::sectors::sector;
use crate::sources::Sources;

pub(crate) fn gather(sources: &Sources, hand: &Hand) -> Result<Names> {
    let suffixes = rules(&sources.suffixes, &hand.tenants)?;
    let compiled = suffix::compile("0".parse()?, &suffixes)?;
    let filter = Filter {
        rules: SuffixRules::from_bytes(&compiled)?,
    };

    let academic = filter.registered(&sources.academic);
    let brands: BTreeSet<String> = filter
        .all(&sources.brand_hosts)
        .iter()
        .filter_map(|host| {
            Some(
                filter
                    .rules
                    .of(&host.parse().ok()?)
                    .registrable()?
                    .to_owned(),
            )
        })
        .collect();
    let disposable = filter.all(&sources.disposable);

    let mut named = BTreeMap::new();
    for (name, owner) in hand.providers.iter().chain(&hand.owners) {
        filter.must_take(name)?;
        named.insert(name.clone(), owner.clone());
    }
    for provider in &sources.providers {
        let list = if provider.is_proxy {
            List::Relay
        } else {
            List::Consumer
        };
        let id = match hand.ids.get(&provider.id) {
            Some(id) => id.clone(),
            None => slug(&provider.name),
        };
        for name in filter.all(&provider.domains.iter().cloned().collect()) {
            if !named.contains_key(&name) && !brands.contains(&name) && !academic.contains(&name) {
                named.insert(
                    name,
                    Named {
                        list,
                        provider: Some(id.clone()),
                    },
                );
            }
        }
    }
    for name in &academic {
        if !named.contains_key(name) && !disposable.contains(name) && !filter.has_sector(name) {
            named.insert(
                name.clone(),
                Named {
                    list: List::Education,
                    provider: None,
                },
            );
        }
    }
    // An organization needs a place only where some public list has it wrong.
    let [broad_a, broad_b] = &sources.broad;
    for name in &brands {
        let [free_a, free_b] = &sources.freemail;
        let wrong = [&sources.disposable, broad_a, broad_b, free_a, free_b];
        if !named.contains_key(name) && wrong.iter().any(|list| list.contains(name)) {
            named.insert(
                name.clone(),
                Named {
                    list: List::Organization,
                    provider: None,
                },
            );
        }
    }

    let [one, other] = &sources.freemail;
    let consumer = filter.all(&one.intersection(other).cloned().collect());
    for name in &consumer {
        let label = filter.label(name);
        if let Some(provider) = label.and_then(|label| hand.families.get(&label))
            && !named.contains_key(name)
        {
            let provider = Some(provider.clone());
            named.insert(
                name.clone(),
                Named {
                    list: List::Consumer,
                    provider,
                },
            );
        }
    }
    let well_known: BTreeSet<String> = academic.union(&brands).cloned().collect();
    let disposable = less(disposable, &[&keys(&named), &well_known]);
    let consumer = less(consumer, &[&keys(&named), &well_known, &disposable]);
    let suspected = filter.all(&broad_a.intersection(broad_b).cloned().collect());
    let suspected = less(
        suspected,
        &[&keys(&named), &well_known, &disposable, &consumer],
    );
    let suspected = suspected
        .into_iter()
        .filter(|name| !filter.has_sector(name))
        .collect();

    let roles = sources
        .roles
        .iter()
        .chain(&hand.more_roles)
        .filter(|role| !hand.no_roles.contains(*role) && role.len() <= 64)
        .filter(|role| {
            role.bytes()
                .all(|it| it.is_ascii_alphanumeric() || b"-_.".contains(&it))
        })
        .cloned()
        .collect();
    let well_known = well_known
        .into_iter()
        .filter(|name| !named.get(name).is_some_and(|it| it.list.restricts()))
        .map(|name| {
            let list = if academic.contains(&name) {
                List::Education
            } else {
                List::Organization
            };
            (name, list)
        })
        .collect();
    Ok(Names {
        named,
        consumer: outermost(&consumer),
        disposable: outermost(&disposable),
        suspected: outermost(&suspected),
        roles,
        suffixes,
        well_known,
    })
}

/// Tells what may stand on a list at all.
struct Filter<'a> {
    rules: SuffixRules<'a>,
}

impl Filter<'_> {
    fn all(&self, names: &BTreeSet<String>) -> BTreeSet<String> {
        names.iter().filter_map(|name| self.take(name)).collect()
    }

    /// Of names and names below them, those above.
    fn registered(&self, names: &BTreeSet<String>) -> BTreeSet<String> {
        outermost(&self.all(names))
    }

    /// A name in its one spelling, if somebody registered it.
    fn take(&self, name: &str) -> Option<String> {
        let name: DomainName = name.parse().ok()?;
        let suffix = self.rules.of(&name);
        let registered = suffix.section() != suffix::Section::Unlisted
            && !suffix.is_public_suffix()
            && suffix::reserved(&name).is_none();
        registered.then(|| name.as_str().to_owned())
    }

    /// The label that was registered, if the name is no deeper.
    fn label(&self, name: &str) -> Option<String> {
        let parsed: DomainName = name.parse().ok()?;
        let suffix = self.rules.of(&parsed);
        let label = name.strip_suffix(suffix.as_str())?.strip_suffix('.')?;
        (suffix.registrable() == Some(name)).then(|| label.to_owned())
    }

    fn must_take(&self, name: &str) -> Result<()> {
        match self.take(name) {
            Some(same) if same == name => Ok(()),
            _ => Err(format!("{name}, kept by hand, is no registered name").into()),
        }
    }

    fn has_sector(&self, name: &str) -> bool {
        name.parse()
            .is_ok_and(|name| self.rules.of(&name).sector().is_some())
    }
}

/// The Public Suffix List without its remarks, with sectors and with the tenants' suffixes.
fn rules(published: &str, tenants: &BTreeSet<String>) -> Result<String> {
    let mut text = HEADER.to_owned();
    let mut icann = false;
    for line in published.lines().map(str::trim) {
        if let Some(marker) = line.strip_prefix("// ===") {
            if let Some(section) = marker.strip_prefix("BEGIN ") {
                icann = section.starts_with("ICANN");
                text += &format!("// ===BEGIN {section}\n");
            }
            continue;
        }
        let Some(rule) = line
            .split_whitespace()
            .next()
            .filter(|it| !it.starts_with("//"))
        else {
            continue;
        };
        let (sign, name) = match rule.find(|it| it != '*' && it != '!' && it != '.') {
            Some(at) => rule.split_at(at),
            None => return Err(format!("`{rule}` names nothing").into()),
        };
        let name: DomainName = name.parse().map_err(|error| format!("{rule}: {error}"))?;
        match sector(name.as_str()).filter(|_| icann) {
            Some(sector) => text += &format!("{sign}{name} {sector}\n"),
            None => text += &format!("{sign}{name}\n"),
        }
    }
    text += "// ===BEGIN TENANT DOMAINS===\n";
    for tenant in tenants {
        text += &format!("{tenant}\n");
    }
    Ok(text)
}

const HEADER: &str = "\
// This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0. If a copy
// of the MPL was not distributed with this file, You can obtain one at
// https://mozilla.org/MPL/2.0/.
//
// Made from the Public Suffix List, https://publicsuffix.org/, without its remarks; the second word
// of a line and the section of tenants are additions.
";

fn keys(named: &BTreeMap<String, Named>) -> BTreeSet<String> {
    named.keys().cloned().collect()
}

/// Names without those that stand on one of the others.
fn less(names: BTreeSet<String>, others: &[&BTreeSet<String>]) -> BTreeSet<String> {
    names
        .into_iter()
        .filter(|name| !others.iter().any(|other| other.contains(name)))
        .collect()
}

/// Names without those below another of them, which a look-up finds there.
fn outermost(names: &BTreeSet<String>) -> BTreeSet<String> {
    let is_below = |name: &String| {
        let above = std::iter::successors(name.split_once('.'), |(_, rest)| rest.split_once('.'));
        above.into_iter().any(|(_, rest)| names.contains(rest))
    };
    names
        .iter()
        .filter(|name| !is_below(name))
        .cloned()
        .collect()
}

/// An id out of a provider's name.
fn slug(name: &str) -> String {
    let name = name.to_lowercase();
    let name = name
        .trim_end_matches(" mail")
        .trim_end_matches(" email")
        .trim();
    let words: Vec<&str> = name
        .split(|it: char| !it.is_ascii_alphanumeric())
        .filter(|it| !it.is_empty())
        .collect();
    words.join("_")
}
