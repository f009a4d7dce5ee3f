//! Due dates unrolled.

use crate::support::{at, budget, clock, office, office_week, pauses, stockholm};
use checkmark_calendar::{Calendar, ExplanationFaultKind, Language, Pauses, SpanKind, Week};
use insta::assert_snapshot;

#[test]
fn a_due_date_is_told_in_english_and_in_swedish() {
    let clock = clock(&office());
    let paused = pauses(&[("2026-04-01T11:30:00Z", "2026-04-02T08:00:00Z")]);
    let start = at("2026-04-01T09:00:00Z");
    let explanation = clock.explain(start, budget("business PT10H"), &paused);
    let explanation = explanation.expect("an explanation");
    assert_eq!(
        explanation.verify_against(clock.calendar(), &paused),
        Ok(())
    );
    assert_snapshot!(explanation.text(Language::English), @"
    Due Tue 2026-04-07 09:30 (Europe/Stockholm): 10 h of business time from Wed 2026-04-01 11:00.
      Wed 2026-04-01 11:00 - 13:30  + 2 h 30 min = 2 h 30 min
      Wed 2026-04-01 13:30 - 17:00  paused 3 h 30 min: unstated
      Wed 2026-04-01 17:00 - Thu 2026-04-02 09:00  closed
      Thu 2026-04-02 09:00 - 10:00  paused 1 h: unstated
      Thu 2026-04-02 10:00 - 17:00  + 7 h = 9 h 30 min
      Thu 2026-04-02 17:00 - 24:00  closed
      Fri 2026-04-03 00:00 - 24:00  holiday: Good Friday
      Sat 2026-04-04 00:00 - Mon 2026-04-06 00:00  closed
      Mon 2026-04-06 00:00 - 24:00  holiday: Easter Monday
      Tue 2026-04-07 00:00 - 09:00  closed
      Tue 2026-04-07 09:00 - 09:30  + 30 min = 10 h
    Zone data: Europe/Stockholm 2026f; calendar: 2026-11
    ");
    assert_snapshot!(explanation.text(Language::Swedish), @"
    Förfaller tis 2026-04-07 09:30 (Europe/Stockholm): 10 h öppettid från ons 2026-04-01 11:00.
      ons 2026-04-01 11:00 - 13:30  + 2 h 30 min = 2 h 30 min
      ons 2026-04-01 13:30 - 17:00  pausat 3 h 30 min: unstated
      ons 2026-04-01 17:00 - tor 2026-04-02 09:00  stängt
      tor 2026-04-02 09:00 - 10:00  pausat 1 h: unstated
      tor 2026-04-02 10:00 - 17:00  + 7 h = 9 h 30 min
      tor 2026-04-02 17:00 - 24:00  stängt
      fre 2026-04-03 00:00 - 24:00  helgdag: Good Friday
      lör 2026-04-04 00:00 - mån 2026-04-06 00:00  stängt
      mån 2026-04-06 00:00 - 24:00  helgdag: Easter Monday
      tis 2026-04-07 00:00 - 09:00  stängt
      tis 2026-04-07 09:00 - 09:30  + 30 min = 10 h
    Tidszonsdata: Europe/Stockholm 2026f; kalender: 2026-11
    ");
}

#[test]
fn hours_that_a_clock_change_skips_or_repeats_are_told() {
    let nights = Week::builder()
        .every_day("01:00-04:00")
        .expect("hours")
        .build();
    let nights = Calendar::builder()
        .week(nights)
        .zone(stockholm())
        .build()
        .expect("a calendar");
    let clock = clock(&nights);
    let explain = |start, text| {
        let explanation = clock.explain(at(start), budget(text), Pauses::NONE);
        let explanation = explanation.expect("an explanation");
        assert_eq!(explanation.verify_against(&nights, Pauses::NONE), Ok(()));
        explanation
    };
    let spring = explain("2026-03-28T20:00:00Z", "business PT3H");
    assert_snapshot!(spring.text(Language::English), @"
    Due Mon 2026-03-30 02:00 (Europe/Stockholm): 3 h of business time from Sat 2026-03-28 21:00.
      Sat 2026-03-28 21:00 - Sun 2026-03-29 01:00  closed
      Sun 2026-03-29 01:00 - 02:00  + 1 h = 1 h
      Sun 2026-03-29 03:00                skipped by the clock change (1 h)
      Sun 2026-03-29 03:00 - 04:00  + 1 h = 2 h
      Sun 2026-03-29 04:00 - Mon 2026-03-30 01:00  closed
      Mon 2026-03-30 01:00 - 02:00  + 1 h = 3 h
    Zone data: Europe/Stockholm 2026f
    ");
    let autumn = explain("2026-10-24T20:00:00Z", "business PT4H");
    assert_snapshot!(autumn.text(Language::English), @"
    Due Sun 2026-10-25 04:00 (Europe/Stockholm): 4 h of business time from Sat 2026-10-24 22:00.
      Sat 2026-10-24 22:00 - Sun 2026-10-25 01:00  closed
      Sun 2026-10-25 01:00 - 03:00  + 2 h = 2 h
      Sun 2026-10-25 02:00 - 03:00  + 1 h = 3 h  (shown twice by the clock change)
      Sun 2026-10-25 03:00 - 04:00  + 1 h = 4 h
    Zone data: Europe/Stockholm 2026f
    ");
}

#[test]
fn every_kind_of_budget_has_its_explanation() {
    #[track_caller]
    fn check(start: &str, text: &str, want: &[&str]) {
        let clock = clock(&office());
        let paused = pauses(&[("2026-02-03T09:00:00Z", "2026-02-03T10:00:00Z")]);
        let explanation = clock
            .explain(at(start), budget(text), &paused)
            .expect("an explanation");
        assert_eq!(
            explanation.verify_against(clock.calendar(), &paused),
            Ok(())
        );
        let kinds: Vec<_> = explanation
            .spans()
            .iter()
            .map(|it| it.kind().as_str())
            .collect();
        assert_eq!(kinds, want);
    }
    let monday = "2026-02-02T15:00:00Z";
    check(
        monday,
        "business PT3H",
        &["counted", "closed", "counted", "paused", "counted"],
    );
    check(
        monday,
        "business P1D",
        &["counted", "closed", "counted", "paused", "counted"],
    );
    check(monday, "elapsed PT24H", &["counted", "paused", "counted"]);
    check(
        monday,
        "fixed 2026-02-03T12:00:00Z",
        &["counted", "closed", "counted"],
    );
    check(monday, "fixed 2026-02-01T12:00:00Z", &[]);
    check(monday, "business PT0S", &[]);
}

#[test]
fn an_explanation_that_was_tampered_with_does_not_verify() {
    #[cfg(feature = "serde")]
    {
        let clock = clock(&office());
        let start = at("2026-04-02T08:00:00Z");
        let explanation = clock.explain(start, budget("business PT16H"), Pauses::NONE);
        let whole = serde_json::to_string(&explanation.expect("an explanation")).expect("JSON");
        let fault = |from: &str, to: &str| {
            let text = whole.replacen(from, to, 1);
            assert_ne!(text, whole, "{from} is not there");
            let read: checkmark_calendar::Explanation = serde_json::from_str(&text).expect("JSON");
            read.verify().map_err(|it| it.kind())
        };
        assert_eq!(fault("PT16H", "PT15H"), Err(ExplanationFaultKind::Sum));
        assert_eq!(
            fault("\"closed\"", "\"counted\""),
            Err(ExplanationFaultKind::Sum)
        );
        let gap = fault(
            "\"to\":\"2026-04-02T15:00:00Z\"",
            "\"to\":\"2026-04-02T15:00:01Z\"",
        );
        assert_eq!(gap, Err(ExplanationFaultKind::Gap));
        let late = fault(
            "\"due\":\"2026-04-08T08:00:00Z\"",
            "\"due\":\"2026-04-09T07:00:00Z\"",
        );
        assert_eq!(late, Err(ExplanationFaultKind::Gap));
    }
    // Of another calendar it is the definition that it breaks.
    let default = clock(
        &Calendar::builder()
            .week(office_week())
            .build()
            .expect("a calendar"),
    );
    let start = at("2026-04-02T09:00:00Z");
    let explanation = default.explain(start, budget("business PT16H"), Pauses::NONE);
    let explanation = explanation.expect("an explanation");
    assert_eq!(explanation.verify(), Ok(()));
    let fault = explanation
        .verify_against(&office(), Pauses::NONE)
        .map_err(|it| it.kind());
    assert_eq!(fault, Err(ExplanationFaultKind::Definition));
    let counted = explanation
        .spans()
        .iter()
        .filter(|it| *it.kind() == SpanKind::Counted);
    assert_eq!(counted.count(), 2);
}
