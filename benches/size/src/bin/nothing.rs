//! What every program weighs: it reads a word and prints a number.

fn main() {
    let word = std::env::args().nth(1).unwrap_or_default();
    println!("{}", word.len());
}
