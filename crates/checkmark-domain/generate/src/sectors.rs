//! Which suffixes a registry keeps for schools, and which for authorities.

use checkmark_domain::suffix::Sector;

/// The sector of a rule of the registries' section, told by its first label.
pub(crate) fn sector(rule: &str) -> Option<Sector> {
    let name = rule.trim_start_matches("*.");
    let (label, country) = name.split_once('.').unwrap_or((name, ""));
    if OTHERS.contains(&name) {
        return None;
    }
    match (label, country) {
        ("edu" | "gov" | "mil", "") => {}
        // A top level that only sounds like it is open to all.
        (_, "") => return None,
        _ => {}
    }
    match label {
        "edu" | "ac" | "sch" | "school" | "k12" | "ed" | "univ" | "ens" | "academia" => {
            Some(Sector::Education)
        }
        "gov" | "gob" | "gub" | "gouv" | "govt" | "go" | "gv" | "mil" | "gc" | "government"
        | "parliament" | "police" | "nhs" | "mod" | "def" | "jus" | "leg" | "nsn" | "fed" => {
            Some(Sector::Government)
        }
        _ => None,
    }
}

/// Rules that begin with such a label and mean something else: counties, provinces, states, and
/// registries that sell these names to anybody.
const OTHERS: &[&str] = &[
    "ac.gov.br",
    "ac.se",
    "go.it",
    "go.gov.br",
    "edu.ac",
    "gov.ac",
    "mil.ac",
    "edu.vg",
    "school.in",
];
