//! What happens to a seed.

use proptest::prelude::*;
use proptest::sample::{Index, select};

/// One thing that happens to a text.
#[derive(Clone, Debug)]
enum Mangle {
    Flip(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, Index),
    Repeat(Index, Index),
    Cut(Index),
}

fn mangle() -> impl Strategy<Value = Mangle> {
    let token: &[&str] = &[
        "\0",
        "\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "-1",
        "1e999",
        "\u{202e}",
        "\u{1F600}",
        "ß",
        "..",
        "@",
        "%",
        "\\u0000",
        "xn--",
        " ",
        "\r\n",
        "99999999999999999999",
        "é",
        "K",
        "٣",
        "9999-12-31T23:59:59Z",
    ];
    let token = select(token).prop_map(|token| token.as_bytes().to_vec());
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Mangle::Flip(at, byte)),
        (any::<Index>(), token).prop_map(|(at, token)| Mangle::Insert(at, token)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Mangle::Remove(from, to)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Mangle::Repeat(from, to)),
        any::<Index>().prop_map(Mangle::Cut),
    ]
}

/// A seed, mangled a few times; half of them only once.
pub(super) fn mangled(
    seeds: impl IntoIterator<Item = &'static str>,
) -> impl Strategy<Value = Vec<u8>> {
    let seeds: Vec<&str> = seeds.into_iter().collect();
    let times = prop_oneof![
        proptest::collection::vec(mangle(), 0..2),
        proptest::collection::vec(mangle(), 0..12)
    ];
    (select(seeds), times).prop_map(|(seed, mangles)| {
        let mut bytes = seed.as_bytes().to_vec();
        for it in mangles {
            let place = |at: Index| at.index(bytes.len() + 1);
            match it {
                Mangle::Flip(at, byte) if !bytes.is_empty() => {
                    let at = at.index(bytes.len());
                    bytes[at] ^= byte;
                }
                Mangle::Flip(..) => {}
                Mangle::Insert(at, token) => {
                    let at = place(at);
                    bytes.splice(at..at, token);
                }
                Mangle::Remove(from, to) => {
                    let (from, to) = (place(from), place(to));
                    bytes.drain(from.min(to)..from.max(to));
                }
                Mangle::Repeat(from, to) => {
                    let (from, to) = (place(from), place(to));
                    let run = bytes[from.min(to)..from.max(to)].to_vec();
                    bytes.extend(run);
                }
                Mangle::Cut(at) => bytes.truncate(place(at)),
            }
        }
        bytes
    })
}
