//! Names without any evidence: what the lists alone say of them.

use std::collections::{BTreeMap, BTreeSet};

use checkmark::domain::{Class, Classifier, DomainName, Evidence, Verdict};
use time::UtcDateTime;

use super::super::{Bound, Measure};

/// Sectors that are themselves in the business of mailboxes for others.
const CARRIERS: [&str; 6] = [
    "ISP",
    "Email Provider",
    "Web Host",
    "Email Security",
    "MSP",
    "MSSP",
];

/// How the contested names of each true class are called.
pub(super) fn contested(text: &str, measures: &mut Vec<Measure>) {
    const PART: &str = "contested names";
    let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
    let mut called: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let (mut wronged, mut organizations) = (0, 0);
    for (name, truth) in pairs(text) {
        let Some(verdict) = judge(name) else { continue };
        *totals.entry(truth).or_default() += 1;
        *called.entry((truth, verdict.class().as_str())).or_default() += 1;
        if matches!(truth, "corporate" | "government" | "education") {
            organizations += 1;
            wronged += usize::from(is_held_against(&verdict));
        }
    }
    for ((truth, class), count) in called {
        let total = totals.get(truth).copied().unwrap_or_default();
        let name = format!("{truth}: called {class}");
        measures.push(Measure::new(PART, name, (count, total), Bound::None));
    }
    let name = "corporate, government, education: called consumer or disposable";
    let most = Bound::CountAtMost(1);
    measures.push(Measure::new(PART, name, (wronged, organizations), most));
}

/// How many organizations of each kind are called consumer or disposable.
pub(super) fn organizations(text: &str, measures: &mut Vec<Measure>) {
    const PART: &str = "organizations";
    let mut groups: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (name, sector) in pairs(text) {
        let Some(verdict) = judge(name).filter(|_| seen.insert(name)) else {
            continue;
        };
        let group = match sector {
            "Education" => "schools and universities",
            "Government" => "authorities",
            sector if CARRIERS.contains(&sector) => {
                "carriers of mail, who have customers' mailboxes"
            }
            _ => "companies and others",
        };
        let (held, total) = groups.entry(group).or_default();
        *held += usize::from(is_held_against(&verdict));
        *total += 1;
    }
    for (group, counts) in groups {
        let bound = if group.starts_with("carriers") {
            Bound::None
        } else {
            Bound::AtMost(0.005)
        };
        let name = format!("{group}: called consumer or disposable");
        measures.push(Measure::new(PART, name, counts, bound));
    }
}

/// How many domains of mailbox providers are called consumer mailboxes.
pub(super) fn providers(text: &str, measures: &mut Vec<Measure>) {
    const PART: &str = "mailbox providers";
    let mut sources: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let (mut hits, mut disposable, mut all) = (0, 0, 0);
    for (name, source) in pairs(text) {
        let Some(verdict) = judge(name) else { continue };
        let hit = usize::from(verdict.class() == Class::ConsumerMailbox);
        let (hits_here, all_here) = sources.entry(source).or_default();
        *hits_here += hit;
        *all_here += 1;
        hits += hit;
        all += 1;
        disposable += usize::from(verdict.class() == Class::Disposable);
    }
    for (source, counts) in sources {
        let name = format!("recall over {source}");
        measures.push(Measure::new(PART, name, counts, Bound::None));
    }
    let least = Bound::AtLeast(0.45);
    measures.push(Measure::new(PART, "recall over all", (hits, all), least));
    let most = Bound::AtMost(0.005);
    measures.push(Measure::new(
        PART,
        "called disposable",
        (disposable, all),
        most,
    ));
}

fn judge(name: &str) -> Option<Verdict> {
    let domain: DomainName = name.parse().ok()?;
    let now = UtcDateTime::UNIX_EPOCH;
    Some(Classifier::BUILT_IN.classify(&domain, &Evidence::none(), now))
}

fn is_held_against(verdict: &Verdict) -> bool {
    matches!(verdict.class(), Class::ConsumerMailbox | Class::Disposable)
}

/// The first two fields of each row but the first; neither is ever quoted.
fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().skip(1).filter_map(|line| {
        let mut fields = line.split(',');
        Some((fields.next()?, fields.next()?))
    })
}
