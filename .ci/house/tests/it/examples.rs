//! What counts as shown by an example, and that everything public is.

use house::api::{calls, examples, has_word};
use house::sources;

#[test]
fn a_method_counts_where_it_is_called_or_named_as_a_path() {
    let rows = [
        ("clock.due()", true),
        ("clock\n    .due()", true),
        ("map(Clock::due)", true),
        ("let due = 1;", false),
        ("clock.due_at()", false),
        ("clock.overdue()", false),
        ("0..due", false),
        ("\"when it is due\"", false),
    ];
    for (example, shown) in rows {
        assert_eq!(calls(example, "due"), shown, "{example}");
    }
    assert!(has_word("use it::{Clock, Pauses};", "Clock"));
    assert!(!has_word("use it::ClockError;", "Clock"));
}

#[test]
fn text_between_fences_is_no_example() {
    let page = "One.\n```\nrun();\n```\nTwo.\n```text\nno.run()\n```\n";
    assert!(examples(page).eq(["\nrun();\n"]));
}

#[test]
fn nothing_public_is_without_an_example() {
    assert_eq!(sources::file("docs/api/without-example.txt").text, "");
}
