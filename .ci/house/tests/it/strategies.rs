//! Every public type has a strategy beside it, or a reason why not. The public API is read from
//! `docs/api`, which a check of its own keeps true.

use std::collections::BTreeSet;

use house::sources;

/// What comes out of what failed: nobody makes one, one fails on purpose. Told by how a name ends
/// or begins, beside those that are listed below.
const FAILURES: (&[&str], &[&str]) = (
    &["Error", "ErrorKind", "Refusal", "RefusalKind", "Fault"],
    &["Parse", "Unknown"],
);

/// The types without a strategy, by reason.
const EXEMPT: &[(&str, &[&str])] = &[
    (
        "comes out of what failed: nobody makes one, one fails on purpose",
        &[
            "checkmark_account::code::MissingKey",
            "checkmark_calendar::ClockInput",
            "checkmark_calendar::ExplanationFaultKind",
            "checkmark_calendar::HolidayRulePlace",
            "checkmark_calendar::UncheckedYear",
            "checkmark_conformance::Outage",
            "checkmark_domain::NotAnAddressLiteral",
            "checkmark_domain::lists::BrokenTable",
            "checkmark_ticket::Faults",
            "checkmark_tier::entitlement::Denial",
        ],
    ),
    (
        "an answer that is computed: its input has a strategy, and a made-up answer would be false",
        &[
            "checkmark::picture::RequestTimeline",
            "checkmark::picture::Timeline",
            "checkmark_account::ThrottleKey",
            "checkmark_account::code::ValidationCode",
            "checkmark_account::email::ThrottleKey",
            "checkmark_account::organization::Decision",
            "checkmark_calendar::Cause",
            "checkmark_calendar::CauseText",
            "checkmark_calendar::Explanation",
            "checkmark_calendar::ExplanationText",
            "checkmark_calendar::Occurrence",
            "checkmark_calendar::Occurrences",
            "checkmark_calendar::Recomputed",
            "checkmark_calendar::Span",
            "checkmark_calendar::SpanKind",
            "checkmark_conformance::CorpusRow",
            "checkmark_conformance::Failure",
            "checkmark_conformance::Passed",
            "checkmark_domain::Change",
            "checkmark_domain::Hint",
            "checkmark_domain::QuestionName",
            "checkmark_domain::Reason",
            "checkmark_domain::lists::Hit",
            "checkmark_domain::suffix::Suffix",
            "checkmark_ticket::Acknowledgement",
            "checkmark_ticket::ClockLine",
            "checkmark_ticket::Decision",
            "checkmark_ticket::DueChange",
            "checkmark_ticket::Link",
            "checkmark_ticket::Moment",
            "checkmark_ticket::Move",
            "checkmark_ticket::Moves",
            "checkmark_ticket::Recomputation",
            "checkmark_ticket::ServiceClock",
            "checkmark_ticket::Timeline",
            "checkmark_ticket::Wakeup",
            "checkmark_ticket::WakeupReason",
            "checkmark_tier::Arguments",
            "checkmark_tier::Certificate",
            "checkmark_tier::Counterexample",
            "checkmark_tier::Deed",
            "checkmark_tier::Difference",
            "checkmark_tier::Due",
            "checkmark_tier::Explanation",
            "checkmark_tier::ExplanationText",
            "checkmark_tier::Ground",
            "checkmark_tier::NextStep",
            "checkmark_tier::NextStepText",
            "checkmark_tier::Parting",
            "checkmark_tier::RefusalText",
            "checkmark_tier::Stand",
            "checkmark_tier::TimelineRow",
            "checkmark_tier::TimelineText",
            "checkmark_tier::Way",
            "checkmark_tier::WayStep",
            "checkmark_tier::WhatIf",
            "checkmark_tier::entitlement::Permit",
        ],
    ),
    (
        "a table or a tool of which there is one: nothing of it varies",
        &[
            "checkmark_calendar::BundledNames",
            "checkmark_calendar::CalendarBuilder",
            "checkmark_calendar::WeekBuilder",
            "checkmark_conformance::Broken",
            "checkmark_conformance::Corpus",
            "checkmark_conformance::Flaky",
            "checkmark_conformance::Kit",
            "checkmark_conformance::Memory",
            "checkmark_domain::Classifier",
            "checkmark_domain::lists::Lists",
            "checkmark_domain::lists::NameList",
            "checkmark_domain::suffix::SuffixRules",
            "checkmark_ticket::Entry",
            "checkmark_ticket::Way",
            "checkmark_ticket::WayStep",
            "checkmark_tier::Actors",
            "checkmark_tier::Cell",
            "checkmark_tier::Folder",
            "checkmark_tier::Rehearsal",
            "checkmark_tier::States",
        ],
    ),
    (
        "belongs to a strategy itself",
        &[
            "checkmark_tier::strategy::HistoryStrategy",
            "checkmark_tier::strategy::HistoryTree",
            "checkmark_tier::strategy::Instant",
            "checkmark_tier::strategy::Taken",
        ],
    ),
    (
        "borrows what is given to one call, of which a strategy cannot be the owner",
        &[
            "checkmark_account::code::Subject",
            "checkmark_account::organization::Context",
            "checkmark_domain::Subject",
            "checkmark_domain::lists::Entry",
            "checkmark_ticket::Context",
            "checkmark_tier::Context",
            "checkmark_tier::entitlement::Holder",
        ],
    ),
    (
        "has no values, or is only read to refuse what others wrote: the fuzz targets mangle that",
        &[
            "checkmark::record::Head",
            "checkmark_tier::Given",
            "checkmark_tier::Recorded",
        ],
    ),
];

/// The public types of a listing, and the names of those that have a strategy.
fn read(listing: &str) -> (BTreeSet<&str>, BTreeSet<&str>) {
    let (mut types, mut drawn) = (BTreeSet::new(), BTreeSet::new());
    for line in listing.lines() {
        let bare = line.trim_start_matches("#[non_exhaustive] ");
        let declared = ["pub struct ", "pub enum "];
        if let Some(rest) = declared.iter().find_map(|word| bare.strip_prefix(word)) {
            types.extend(paths(rest).next());
        } else if let Some((_, rest)) = line.split_once("Arbitrary for ") {
            drawn.extend(paths(rest).next().map(last));
        } else if line.starts_with("pub fn ")
            && let Some((_, rest)) = line.split_once("Strategy<Value = ")
        {
            drawn.extend(paths(rest).map(last));
        }
    }
    (types, drawn)
}

/// The paths in a text, such as `checkmark_tier::Account`.
fn paths(text: &str) -> impl Iterator<Item = &str> {
    let outside = |it: char| !(it.is_alphanumeric() || it == '_' || it == ':');
    text.split(outside).filter(|it| !it.is_empty())
}

/// The name at the end of a path: a type may be reached by more than one.
fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

fn failure(path: &str) -> bool {
    let (ends, begins) = FAILURES;
    let name = last(path);
    ends.iter().any(|it| name.ends_with(it)) || begins.iter().any(|it| name.starts_with(it))
}

/// The public types of all crates that have no strategy and are no failures.
fn without() -> BTreeSet<String> {
    let listings = sources::below("docs/api", "txt");
    let crates = listings.iter().filter(|it| it.path.contains("checkmark"));
    // The facade is kept thin: what it has is drawn in the kit over it.
    let kit = listings
        .iter()
        .find(|it| it.path.ends_with("/checkmark-conformance.txt"));
    let (_, kit) = read(&kit.expect("the kit has a listing").text);
    let mut without = BTreeSet::new();
    for listing in crates {
        let (types, mut drawn) = read(&listing.text);
        assert!(!types.is_empty(), "{} has no types", listing.path);
        if listing.path.ends_with("/checkmark.txt") {
            drawn.extend(&kit);
        }
        let missing = types.into_iter().filter(|it| !drawn.contains(last(it)));
        let missing = missing.filter(|it| !failure(it));
        without.extend(missing.map(str::to_owned));
    }
    without
}

fn exempt() -> BTreeSet<String> {
    let names = EXEMPT.iter().flat_map(|(_, names)| names.iter());
    names.map(|&name| name.to_owned()).collect()
}

#[test]
fn every_public_type_has_a_strategy_or_a_reason() {
    let missing: Vec<_> = without().difference(&exempt()).cloned().collect();
    assert!(missing.is_empty(), "neither: {missing:#?}");
}

#[test]
fn reasons_are_for_types_that_have_no_strategy() {
    let stale: Vec<_> = exempt().difference(&without()).cloned().collect();
    assert!(stale.is_empty(), "needs no reason: {stale:#?}");
    let listed: usize = EXEMPT.iter().map(|(_, names)| names.len()).sum();
    assert_eq!(listed, exempt().len(), "a type is listed twice");
}

#[test]
fn a_type_without_a_strategy_would_be_seen() {
    let listing = "pub struct a::Drawn\n#[non_exhaustive] pub enum a::b::Named<T>\npub struct a::Bare(_)\n\
        impl proptest::arbitrary::traits::Arbitrary for a::Drawn\n\
        pub fn a::b::names() -> impl Strategy<Value = alloc::vec::Vec<a::b::Named>>\n\
        pub fn a::Bare::new() -> a::Bare\n";
    let (types, drawn) = read(listing);
    assert_eq!(
        Vec::from_iter(types),
        ["a::Bare", "a::Drawn", "a::b::Named"]
    );
    assert!(drawn.contains("Drawn") && drawn.contains("Named") && !drawn.contains("Bare"));
    assert!(failure("a::ParseNameError") && failure("a::UnknownName") && !failure("a::Name"));
}
