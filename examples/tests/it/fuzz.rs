//! Whatever an example reads: nothing panics, and a line that cannot be read is an error.

#[path = "../../../crates/checkmark/tests/it/fuzz/mangle.rs"]
mod mangle;

use checkmark::account::Language;
use examples::cases::{Case, Zones};
use examples::journey::{Header, Line, World};
use examples::rows::Row;
use proptest::prelude::*;

use mangle::mangled;

const SCRIPTS: [&str; 3] = [
    include_str!("../../journey/scripts/04-hosted-at-gmail.jsonl"),
    include_str!("../../journey/scripts/11-code-trouble.jsonl"),
    include_str!("../../journey/follow-ups.jsonl"),
];

const ROWS: [&str; 3] = [
    "anna@acme.example",
    r#"{"id":"7","domain":"acme.example","mx":{"answer":"records","records":[[10,"aspmx.l.google.com."]]},"spf":["v=spf1 include:_spf.google.com ~all"],"dkim":{"google":"x"},"autodiscover":"autodiscover.outlook.com","txt":["google-site-verification=x"],"claim":{"issuer":"google","domain":"acme.example"}}"#,
    r#"{"id":7,"address":"anna@acme.example","mx":{"answer":"failed"}}"#,
];

const CASES: [&str; 2] = [
    r#"{"id":"a","zone":"UTC","start":"2026-11-23T08:00:00Z","hours":{"mon":[["09:00","17:00"]],"tue":[["09:00","17:00"]]},"holidays":[{"date":"2026-12-24","name":"Christmas Eve"}],"budget":"business PT48H","pauses":[["2026-11-24T09:00:00Z","2026-11-24T10:00:00Z"]]}"#,
    r#"{"id":"b","zone":"Europe/Stockholm","start":"2026-11-23T08:00:00Z","hours":{"fri":[["00:00","24:00"]]},"holidays":[],"budget":"business P2D","pauses":[]}"#,
];

/// How many lines of a script were carried out.
fn script(bytes: &[u8]) -> usize {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = (1..).zip(text.lines()).peekable();
    let header = lines.peek().and_then(|(_, text)| Header::read(text).ok());
    let header = header.flatten().unwrap_or_default();
    let Ok(mut world) = World::new(header, Language::Swedish, true) else {
        return 0;
    };
    let carried_out = lines.filter_map(|(number, text)| {
        let line = Line::read(text).ok()?;
        world.answer(number, &line).ok()
    });
    carried_out.count()
}

/// Whether a row is read.
fn row(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    Row::read(&text).is_ok()
}

/// Whether a case is read. It is answered, with a deadline or with a fault.
fn case(bytes: &[u8]) -> bool {
    let Ok(case) = serde_json::from_slice::<Case>(bytes) else {
        return false;
    };
    let answer = case.answer(&mut Zones::bundled(), true);
    serde_json::to_string(&answer).is_ok()
}

proptest! {
    #[test]
    fn a_script(bytes in mangled(SCRIPTS)) {
        script(&bytes);
    }

    #[test]
    fn a_row(bytes in mangled(ROWS)) {
        row(&bytes);
    }

    #[test]
    fn a_case(bytes in mangled(CASES)) {
        case(&bytes);
    }
}

#[test]
fn what_is_mangled_is_read_when_it_is_not() {
    for text in SCRIPTS {
        assert_eq!(script(text.as_bytes()), text.lines().count() - 1);
    }
    assert!(ROWS.iter().all(|it| row(it.as_bytes())));
    assert!(CASES.iter().all(|it| case(it.as_bytes())));
}
