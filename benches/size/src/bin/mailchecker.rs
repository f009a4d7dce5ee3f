//! Disposable names by `mailchecker`.

fn main() {
    let word = std::env::args().nth(1).unwrap_or_default();
    println!("{}", u8::from(mailchecker::is_valid(&word)));
}
