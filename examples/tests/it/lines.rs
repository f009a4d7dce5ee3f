//! The lines of a file.

use std::fs;
use std::path::PathBuf;

use examples::lines::{self, LONGEST, Lines, Source};
use examples::output::Output;

fn file(name: &str, content: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(name);
    fs::write(&path, content).expect("the folder for the files of tests can be written");
    path
}

/// The lines with their numbers, and how many could not be read.
#[track_caller]
fn check(name: &str, content: &[u8], want: &[(usize, &str)], faults: usize) {
    let source = Source::File(file(name, content));
    let mut lines = Lines::open(source).expect("the file was just written");
    let mut out = Output::over(std::io::sink(), true);
    let mut got = Vec::new();
    while let Some(line) = lines.next(&mut out).expect("a file can be read to its end") {
        got.push((line.number(), line.text().to_owned()));
    }
    let got: Vec<_> = got
        .iter()
        .map(|(number, text)| (*number, &**text))
        .collect();
    assert_eq!(got, want);
    assert_eq!(lines.faults(), faults);
}

#[test]
fn blank_lines_count_and_are_passed_over() {
    check("empty", b"", &[], 0);
    check("blank", b"\n  \r\n\n", &[], 0);
    check("gap", b"a\n\n b \r\nc", &[(1, "a"), (3, "b"), (4, "c")], 0);
    check("mark", "\u{feff}a\n".as_bytes(), &[(1, "a")], 0);
}

#[test]
fn a_line_that_cannot_be_read_does_not_end_the_reading() {
    check("latin", b"a\nsm\xf6rg\xe5s\nc\n", &[(1, "a"), (3, "c")], 1);
    let mut long = vec![b'x'; LONGEST + 1];
    check("long-alone", &long, &[], 1);
    long.extend_from_slice(&long.clone());
    long.extend_from_slice(b"\nb\n");
    check("long", &long, &[(2, "b")], 1);
    let fits = "x".repeat(LONGEST);
    check(
        "fits",
        format!("{fits}\nb").as_bytes(),
        &[(1, &fits), (2, "b")],
        0,
    );
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let failure = Lines::open(Source::File(PathBuf::from("nowhere.jsonl")))
        .expect_err("there is no such file")
        .to_string();
    assert_eq!(failure, "nowhere.jsonl: entity not found");
}

#[test]
fn a_fault_in_json_names_its_column() {
    #[track_caller]
    fn check(text: &str, want: &str) {
        let fault = lines::json::<(u8, u8)>(text).expect_err("the text is wrong");
        assert_eq!(fault.to_string(), want);
    }
    check("[1,", "EOF while parsing a value at column 3");
    check(
        "[1]",
        "invalid length 1, expected a tuple of size 2 at column 3",
    );
    check("[1,2]]", "trailing characters at column 6");
}
