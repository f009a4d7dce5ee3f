//! Names and public suffixes by `addr`.

fn main() {
    let word = std::env::args().nth(1).unwrap_or_default();
    let root = addr::parse_domain_name(&word).ok().and_then(|name| name.root().map(str::len));
    println!("{}", root.unwrap_or_default());
}
