//! The address suites of others: every departure from their judgement has a reason, and every
//! reason a row. The suites are not part of the repository: they are read from the folder that
//! `CHECKMARK_EVALUATION` names, or from `../shared/evaluation` beside the workspace.

#![cfg(feature = "idna")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use checkmark_account::EmailAddress;

/// An address literal names a machine; no company's mail domain is one (ACC-3).
const LITERAL: &str = "address literal";
/// A dotted quad without brackets is no domain name: no top level is all digits (RFC 3696, 2).
const NUMERIC: &str = "numeric top level";
/// No mailbox lies at a top level, and a host of one's own network is not reached from here.
const SINGLE: &str = "single label";
/// `%` and `!` with a host beside them are routes, and some mailers still follow them (ACC-3).
const ROUTE: &str = "route over another host";
/// The suite takes any text behind `xn--`; UTS #46 checks that it is a name.
const ALABEL: &str = "broken A-label";
/// A display name is part of a header field and not of an address.
const DISPLAY: &str = "display name";
/// The suite asks for a top level of letters; the names of top levels are DNS data, not syntax.
const TOP_LEVEL: &str = "top level of an unusual form";
/// Hyphens in third and fourth place are reserved by IDNA 2008, and in use: UTS #46 lets them be.
const HYPHENS: &str = "hyphens in third and fourth place";

/// The rows of isemail that are judged otherwise here, by id.
const ISEMAIL: &[(&str, &[u16])] = &[
    (
        LITERAL,
        &[
            10, 11, 12, 13, 14, 15, 16, 17, 39, 45, 98, 197, 230, 231, 233, 236, 239, 241, 244,
            247, 249, 250, 251, 252, 253, 254, 258, 260, 262, 264, 270,
        ],
    ),
    (NUMERIC, &[48, 97, 216]),
    (SINGLE, &[49, 116, 190, 201]),
    (ROUTE, &[61, 220]),
    (ALABEL, &[279]),
];

/// The rows of email-validator that are judged otherwise here, by their place in the file, from 0.
const EMAIL_VALIDATOR: &[(&str, &[u16])] = &[
    (DISPLAY, &[9, 10, 11, 26]),
    (TOP_LEVEL, &[96]),
    (HYPHENS, &[101, 102]),
];

#[test]
fn isemail_is_departed_from_with_a_reason_and_nowhere_else() {
    let Some(text) = read("isemail-tests.xml") else {
        return;
    };
    let rows = text.split("<test id=\"").skip(1).map(|row| {
        let id = row.split('"').next().expect("an id");
        let address = unescape(element(row, "address"));
        // What the suite's own function calls valid: what may be sent by SMTP as it stands.
        let valid = matches!(
            element(row, "category"),
            "ISEMAIL_VALID_CATEGORY" | "ISEMAIL_DNSWARN" | "ISEMAIL_RFC5321"
        );
        (id.parse().expect("a number"), address, valid)
    });
    check("isemail", rows.collect(), 279, ISEMAIL);
}

#[test]
fn email_validator_is_departed_from_with_a_reason_and_nowhere_else() {
    let Some(text) = read("email-validator-syntax.json") else {
        return;
    };
    // One row is half of a surrogate pair, which is no text in Rust: the sign for lost text it is.
    let text = text.replace("\\ud800\"", "\\ufffd\"");
    let rows: Vec<serde_json::Value> = serde_json::from_str(&text).expect("a list of rows");
    let rows = (0..).zip(rows).filter_map(|(nth, row)| {
        let input = row["input"].as_str();
        let (address, valid) = match row["test"].as_str().expect("the name of a test") {
            "test_pyisemail_tests" => {
                let diagnosis = row["input"][1].as_str().expect("a diagnosis");
                (
                    row["input"][0].as_str()?.to_owned(),
                    matches!(diagnosis, "ISEMAIL_VALID" | "ISEMAIL_RFC5321_QUOTEDSTRING"),
                )
            }
            "test_email_unsafe_character" => (format!("{}@example.com", input?), false),
            // What a domain is for is the classifier's business, and RFC 6531 is always on.
            "test_email_invalid_reserved_domain" | "test_email_invalid_character_smtputf8_off" => {
                return None;
            }
            name => (input?.to_owned(), name.starts_with("test_email_valid")),
        };
        Some((nth, address, valid))
    });
    check("email-validator", rows.collect(), 288, EMAIL_VALIDATOR);
}

/// Runs the rows, prints what came of them, and compares the departures with the table.
#[track_caller]
fn check(
    suite: &str,
    rows: Vec<(u16, String, bool)>,
    count: usize,
    departures: &[(&'static str, &[u16])],
) {
    assert_eq!(rows.len(), count, "rows of {suite}");
    let reasons: BTreeMap<u16, &str> = departures
        .iter()
        .flat_map(|(reason, ids)| ids.iter().map(|id| (*id, *reason)))
        .collect();
    println!(
        "{suite}: {} of {count} rows judged alike, {} otherwise",
        count - reasons.len(),
        reasons.len()
    );
    for (id, address, valid) in rows {
        let judged = address.parse::<EmailAddress>().is_ok();
        let reason = reasons.get(&id);
        assert_eq!(
            judged != valid,
            reason.is_some(),
            "{suite} {id}: {reason:?}"
        );
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "where the suites lie is the machine's affair, and no crate asks"
)]
fn read(name: &str) -> Option<String> {
    let folder = match std::env::var_os("CHECKMARK_EVALUATION") {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/evaluation"),
    };
    let text = std::fs::read_to_string(folder.join(name)).ok();
    if text.is_none() {
        println!("evaluation: absent");
    }
    text
}

/// The text of the first element of that name; the suite's file has one a line, without attributes.
fn element<'a>(row: &'a str, name: &str) -> &'a str {
    row.split_once(&format!("<{name}>"))
        .and_then(|(_, rest)| rest.split_once(&format!("</{name}>")))
        .map_or("", |(text, _)| text)
}

/// XML's entities, and the suite's own way to write control characters: U+2400 and up.
fn unescape(text: &str) -> String {
    let mut rest = text;
    let mut out = String::new();
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (entity, after) = after.split_once(';').expect("an entity ends");
        out.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => {
                let digits = entity.strip_prefix("#x").expect("a code point");
                let code = u32::from_str_radix(digits, 16).expect("hexadecimal");
                char::from_u32(code).expect("a character")
            }
        });
        rest = after;
    }
    out.push_str(rest);
    let control = |character: char| match character {
        '\u{2400}'..='\u{241f}' => char::from_u32(character as u32 - 0x2400).unwrap_or_default(),
        other => other,
    };
    out.chars().map(control).collect()
}
