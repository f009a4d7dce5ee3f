//! Disposable names by `disposable`.

fn main() {
    let word = std::env::args().nth(1).unwrap_or_default();
    println!("{}", u8::from(disposable::is_domain(&word)));
}
