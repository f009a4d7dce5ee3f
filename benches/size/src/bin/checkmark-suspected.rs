//! The same and the table of suspected names.

use checkmark_domain::DomainName;
use checkmark_domain::lists::{self, Lists, SUSPECTED};
use checkmark_domain::suffix;

fn main() {
    let word = std::env::args().nth(1).unwrap_or_default();
    let suspected = [SUSPECTED];
    let lists = Lists::BUILT_IN.with(&suspected);
    let name: Option<DomainName> = word.parse().ok();
    let hit = name.as_ref().and_then(|name| lists.lookup(name));
    let suffix = name.as_ref().is_some_and(|name| suffix::of(name).is_public_suffix());
    let reserved = name.as_ref().and_then(suffix::reserved);
    println!("{} {suffix} {}", hit.map_or("none", |hit| hit.list().as_str()), lists::role(&word));
    println!("{}", reserved.unwrap_or_default());
}
