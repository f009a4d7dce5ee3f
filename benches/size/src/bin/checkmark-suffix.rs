//! Names and public suffixes alone.

use checkmark_domain::{DomainName, suffix};

fn main() {
    let word = std::env::args().nth(1).unwrap_or_default();
    let name: Option<DomainName> = word.parse().ok();
    let registrable = name.as_ref().and_then(|name| suffix::of(name).registrable());
    println!("{}", registrable.map_or(0, str::len));
}
