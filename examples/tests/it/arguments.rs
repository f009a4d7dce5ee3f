//! The command line.

use examples::arguments::{Arguments, Switch, Usage};
use examples::lines::Source;

const USAGE: Usage = Usage {
    name: "tell",
    about: "Tells.",
    operands: "[FILE | -]",
    switches: &[
        Switch::flag("audit", "tell all"),
        Switch::value("times", "N", "how often"),
    ],
};

/// What was asked and what came of it: the audit flag, the times, the source.
#[track_caller]
fn check(words: &[&str], want: Result<(bool, Option<u8>, &str), &str>) {
    let got = Arguments::parse(&USAGE, words).and_then(|arguments| {
        let source = match arguments.source()? {
            Source::File(path) => path.display().to_string(),
            _ => "-".to_owned(),
        };
        arguments.color()?;
        Ok((arguments.flag("audit"), arguments.parsed("times")?, source))
    });
    let got = got.map_err(|failure| failure.to_string());
    let want = want.map(|(audit, times, source)| (audit, times, source.to_owned()));
    assert_eq!(got, want.map_err(str::to_owned));
}

#[test]
fn switches_and_operands_come_in_any_order() {
    check(&[], Ok((false, None, "-")));
    check(&["-"], Ok((false, None, "-")));
    check(&["a.jsonl"], Ok((false, None, "a.jsonl")));
    check(&["--times", "3", "a", "--audit"], Ok((true, Some(3), "a")));
    check(&["--times=3", "--json"], Ok((false, Some(3), "-")));
    check(&["--", "--audit"], Ok((false, None, "--audit")));
}

#[test]
fn what_is_not_asked_for_is_refused() {
    check(&["--shout"], Err("invalid option '--shout'"));
    check(&["-x"], Err("invalid option '-x'"));
    check(&["--times"], Err("missing argument for option '--times'"));
    check(
        &["--audit=yes"],
        Err("unexpected argument for option '--audit': \"yes\""),
    );
    check(&["--audit", "--audit"], Err("--audit is given twice"));
    check(
        &["--times", "many"],
        Err("--times: invalid digit found in string"),
    );
    check(
        &["--color", "red"],
        Err("--color: neither auto nor always nor never"),
    );
    check(&["a", "b"], Err("one file at a time"));
}

#[test]
fn the_help_names_every_switch() {
    let help = USAGE.to_string();
    assert_eq!(
        help,
        "\
Tells.

Usage: cargo run --example tell -- [SWITCHES] [FILE | -]

  --audit               tell all
  --times N             how often
  --json                print JSON lines and nothing else
  --color WHEN          auto, always or never
  --help                print this text
"
    );
}
