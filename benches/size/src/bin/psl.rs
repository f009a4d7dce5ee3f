//! Public suffixes by `psl`.

fn main() {
    let word = std::env::args().nth(1).unwrap_or_default();
    println!("{}", psl::domain_str(&word).map_or(0, str::len));
}
