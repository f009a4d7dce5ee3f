//! Names in other scripts, against the rows of the Unicode Consortium.

use std::collections::BTreeMap;

use checkmark_domain::{DomainName, ParseDomainError, ParseDomainErrorKind};

use crate::evaluation;

/// How this crate departs from the rows, each with its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Departure {
    /// A control, invisible or bidi character, which UTS #46 would drop or allow (ACC-3).
    Invisible,
    /// A symbol of ASCII that a mark after it would turn into another character: who types `=` or
    /// `<` in a domain is told so.
    Symbol,
    /// A hyphen in the third and fourth place: such names are registered and receive mail.
    Hyphens,
    /// The rows keep a trailing dot, or refuse it; one is dropped here.
    TrailingDot,
    /// The crate `idna` allows a code point that the rows do not.
    Crate,
}

/// How many rows depart for which reason.
const DEPARTURES: [(Departure, usize); 5] = [
    (Departure::Invisible, 23),
    (Departure::Symbol, 15),
    (Departure::Hyphens, 8),
    (Departure::TrailingDot, 63),
    (Departure::Crate, 4),
];

/// The rows by what they differ in, and the rest is equal. A change of the `idna` crate or of its
/// tables shows here.
#[test]
fn evaluation_of_uts_46_departs_where_it_says() {
    let Some(rows) = evaluation::read("IdnaTestV2.txt") else {
        return;
    };
    let (mut equal, mut departed, mut faults) = (0, BTreeMap::new(), Vec::new());
    for row in rows.lines() {
        let row = row.split('#').next().unwrap_or_default();
        let columns: Vec<&str> = row.split(';').map(str::trim).collect();
        let [
            source,
            to_unicode,
            unicode_status,
            to_ascii,
            ascii_status,
            ..,
        ] = *columns
        else {
            continue;
        };
        let Some(source) = unescape(source) else {
            continue;
        };
        let to_unicode = pick(to_unicode, &source);
        let want = pick(to_ascii, &to_unicode);
        let status = if ascii_status.is_empty() {
            unicode_status
        } else {
            ascii_status
        };
        let want = matches!(status, "" | "[]").then_some(want);
        let got = source.parse::<DomainName>();
        match (&got, &want) {
            (Ok(got), Some(want)) if got.as_str() == want => equal += 1,
            (Err(_), None) => equal += 1,
            _ => match departure(&source, &got, want.as_deref(), status) {
                Some(departure) => *departed.entry(departure).or_insert(0) += 1,
                None => faults.push(format!("{source:?}: {got:?}, wanted {want:?} {status}")),
            },
        }
    }
    println!("evaluation: IdnaTestV2: {equal} rows equal, departures {departed:?}");
    assert!(faults.is_empty(), "{}: {}", faults.len(), faults.join("\n"));
    assert_eq!(departed, BTreeMap::from(DEPARTURES));
}

fn departure(
    source: &str,
    got: &Result<DomainName, ParseDomainError>,
    want: Option<&str>,
    status: &str,
) -> Option<Departure> {
    use ParseDomainErrorKind::{Character, Control, Invisible};
    match (got, want) {
        (Err(error), Some(_)) => match error.kind() {
            Control | Invisible => Some(Departure::Invisible),
            Character if source[error.at()..].starts_with(['=', '<', '>']) => {
                Some(Departure::Symbol)
            }
            _ => None,
        },
        (Ok(got), Some(want)) => {
            (want.strip_suffix('.') == Some(got.as_str())).then_some(Departure::TrailingDot)
        }
        (Ok(got), None) => match status {
            "[V2]" => {
                let hyphens = |label: &str| label.get(2..4) == Some("--");
                got.labels().any(hyphens).then_some(Departure::Hyphens)
            }
            "[V7]" => Some(Departure::Crate),
            "[A4_2]" => source
                .ends_with(['.', '\u{3002}', '\u{ff0e}', '\u{ff61}'])
                .then_some(Departure::TrailingDot),
            _ => None,
        },
        (Err(_), None) => None,
    }
}

/// An empty column repeats the one before; `""` is the empty text.
fn pick(column: &str, before: &str) -> String {
    match column {
        "" => before.to_owned(),
        "\"\"" => String::new(),
        _ => unescape(column).unwrap_or_default(),
    }
}

/// `None` for a lone surrogate, which no Rust text can hold.
fn unescape(text: &str) -> Option<String> {
    if text == "\"\"" {
        return Some(String::new());
    }
    let mut read = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        read.push_str(&rest[..at]);
        let (digits, skip) = match rest[at + 1..].strip_prefix("x{") {
            Some(braced) => {
                let end = braced.find('}')?;
                (&braced[..end], at + 3 + end + 1)
            }
            None => (rest.get(at + 2..at + 6)?, at + 6),
        };
        read.push(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?);
        rest = &rest[skip..];
    }
    read.push_str(rest);
    Some(read)
}
