//! Aligned columns, and the marks in them.

use anstream::adapter::strip_str;
use examples::paint::{HEADING, Mark};
use examples::table::{Cell, Table, thousands};

#[track_caller]
fn check(table: &Table, want: &str) {
    assert_eq!(strip_str(&table.to_string()).to_string(), want);
}

#[test]
fn columns_stand_under_each_other_whatever_the_script() {
    let mut table = Table::indented(2);
    table.row(["a", "bc", "first"]);
    table.row(["größe", "", "second"]);
    table.row(["日本", "x", ""]);
    table.row(["alone, and as long as it likes"]);
    check(
        &table,
        "  a      bc  first
  größe      second
  日本   x
  alone, and as long as it likes
",
    );
}

#[test]
fn styles_take_no_room() {
    let mut table = Table::default();
    table.row([
        Cell::styled("name", HEADING),
        Cell::styled("count", HEADING).right(),
        "".into(),
    ]);
    table.row(["a".into(), Cell::from("7").right(), Cell::from("end")]);
    check(&table, "name  count\na         7  end\n");
}

#[test]
fn the_last_column_wraps_under_itself() {
    let mut table = Table::default();
    table.row(["note", &"word ".repeat(25)]);
    let line = |count: usize| "word ".repeat(count).trim_end().to_owned();
    check(&table, &format!("note  {}\n      {}\n", line(19), line(6)));
    let mut table = Table::default();
    let long = "x".repeat(120);
    table.row(["note", &format!("{long} y")]);
    check(&table, &format!("note  {long}\n      y\n"));
}

#[test]
fn every_mark_is_told_in_color_and_without() {
    let names = ["none", "blue", "green", "yellow", "black"];
    let painted = names.map(|name| Mark::of(name).to_string());
    for (name, painted) in names.iter().zip(&painted) {
        let plain = strip_str(painted).to_string();
        assert!(plain.trim().ends_with(name), "{plain}");
        let others = painted.replace(name, "");
        let same = names
            .iter()
            .filter(|other| Mark::of(other).to_string().replace(**other, "") == others);
        assert_eq!(same.count(), 1, "two marks look like {name}");
    }
}

#[test]
fn thousands_are_set_apart() {
    let told = [0, 999, 1_000, 12_345, 1_234_567].map(thousands);
    assert_eq!(told, ["0", "999", "1,000", "12,345", "1,234,567"]);
}
