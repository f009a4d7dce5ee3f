//! Every message, word for word.

use core::fmt::{self, Display};

use checkmark_account::Actor::{Host, Person, Support};
use checkmark_account::{Language, RequestId};
use checkmark_ticket::{
    Acknowledgement, Action, CheckDigit, ClockName, Command, DeclineReason, LinkPurpose,
    NumberFormat, Policy, RefusalCode, Remedy, Request, RequestNumber, ServiceLevel, Timeline,
    Topic, WhileWaiting,
};
use time::{SignedDuration, UtcOffset};

use crate::desk::{Desk, answer, ask, at, contact, decline, id, office, reopen, submit, validate};

fn lines(items: impl IntoIterator<Item = impl Display>) -> String {
    items.into_iter().map(|it| format!("{it}\n")).collect()
}

#[track_caller]
fn error<T: fmt::Debug, E: Display>(result: Result<T, E>) -> String {
    match result {
        Ok(value) => panic!("{value:?} is no error"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn refusals_have_a_rule_and_a_remedy_each() {
    let rows = RefusalCode::ALL
        .iter()
        .map(|it| format!("{it} {} {}", it.rule(), it.remedy()));
    insta::assert_snapshot!(lines(rows));
}

#[test]
fn remedies_are_told_in_both_languages() {
    let rows = Remedy::ALL.iter().map(|it| {
        let [english, swedish] = [Language::English, Language::Swedish].map(|of| it.text(of));
        assert_ne!(english, swedish, "{it}");
        format!("{it}\n    {english}\n    {swedish}")
    });
    insta::assert_snapshot!(lines(rows));
}

#[test]
fn reasons_to_decline_have_a_remedy_each() {
    let rows = DeclineReason::ALL
        .iter()
        .map(|it| format!("{it} {}", it.remedy()));
    insta::assert_snapshot!(lines(rows), @r"
    not_a_business_address use_business_address
    not_a_customer prove_purchase
    not_of_the_organization ask_company_administrator
    not_enough_shown reopen_with_more
    organization_objects ask_company_administrator
    ");
}

#[test]
fn a_refusal_says_where_by_what_and_why() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    let refusal = desk.refuse("2026-02-02T09:00:00Z", Person, &answer(1));
    insta::assert_snapshot!(refusal, @"answer refused in open by TKT-5: no_question_open");
    let steps = refusal.way_out().expect("support may ask");
    insta::assert_snapshot!(lines(steps.steps()), @r"
    support: ask
    person: answer
    ");
}

#[test]
fn after_the_window_a_refusal_says_follow_up() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-03T09:00:00Z", Support, &decline());
    let early = desk.refuse("2026-03-05T08:59:59Z", Support, &contact());
    assert_eq!(early.remedy(), Remedy::Reopen);
    assert_eq!(early.way_out().map(|it| it.steps().count()), Some(2));
    let late = desk.refuse("2026-03-05T09:00:00Z", Support, &contact());
    assert_eq!(late.remedy(), Remedy::OpenFollowUp);
    assert_eq!(late.way_out(), None);
    let late = desk.refuse("2026-03-05T09:00:00Z", Person, &reopen());
    assert_eq!(late.code(), RefusalCode::ReopeningTooLate);
    assert_eq!(late.remedy(), Remedy::OpenFollowUp);
    assert_eq!(late.way_out(), None);
}

#[test]
fn errors_are_a_place_and_a_kind() {
    let number = |text: &str| error(text.parse::<RequestNumber>());
    let format = |prefix, digits, check| error(NumberFormat::new(prefix, digits, check));
    let fits = |text: &str| {
        let format = NumberFormat::new("SR", 4, CheckDigit::Luhn).expect("a format");
        error(format.check(text.parse().expect("a number")))
    };
    let policy = Policy::default();
    let level = |waiting| {
        let clock = office().compile().expect("a clock");
        let budget = "business PT1H".parse().expect("a budget");
        ServiceLevel::new(clock, budget).with_waiting(waiting)
    };
    let rows = [
        number(" "),
        number("A"),
        number("12 34"),
        number("ABCDE1"),
        number("1A"),
        number("12345678901234567"),
        format("sr", 8, CheckDigit::None),
        format("ABCDE", 8, CheckDigit::None),
        format("AB", 15, CheckDigit::None),
        format("AB", 0, CheckDigit::None),
        format("AB", 1, CheckDigit::Damm),
        fits("XX0018"),
        fits("SR018"),
        fits("SR0019"),
        error("nothing".parse::<Topic>()),
        error("nothing".parse::<ClockName>()),
        error(policy.clone().with_silence(SignedDuration::ZERO)),
        error(
            policy
                .clone()
                .with_reopening(SignedDuration::nanoseconds(-1)),
        ),
        error(policy.clone().with_skew(SignedDuration::nanoseconds(-1))),
        error(policy.clone().with_skew(SignedDuration::seconds(61))),
        error(
            policy
                .clone()
                .with_level(ClockName::Contact, level(WhileWaiting::Stands)),
        ),
        error(
            policy
                .clone()
                .with_level(ClockName::Validation, level(WhileWaiting::Runs)),
        ),
    ];
    insta::assert_snapshot!(lines(rows), @r#"
    no digit at byte 1
    no digit at byte 1
    character not allowed in a number at byte 2
    character not allowed in a number at byte 4
    character not allowed in a number at byte 1
    number too long at byte 16
    character not allowed in a number at byte 0
    number too long at byte 4
    number too long at byte 16
    no digit at byte 2
    no digit at byte 2
    other prefix than the format's at byte 0
    other number of digits than the format's at byte 5
    wrong check digit at byte 5
    unknown topic
    unknown clock
    the time for an answer is not above zero
    the reopening window is below zero
    the skew is not between zero and a minute
    the skew is not between zero and a minute
    the contact clock cannot stand while a question waits
    the validation clock cannot run while a question waits
    "#);
    // What is just inside is taken.
    assert!(policy.clone().with_skew(SignedDuration::MINUTE).is_ok());
    assert!(policy.clone().with_skew(SignedDuration::ZERO).is_ok());
    assert!(policy.clone().with_reopening(SignedDuration::ZERO).is_ok());
    assert!(
        policy
            .clone()
            .with_silence(SignedDuration::NANOSECOND)
            .is_ok()
    );
    for waiting in WhileWaiting::ALL {
        let profile = policy
            .clone()
            .with_level(ClockName::Profile, level(*waiting));
        assert!(profile.is_ok());
    }
    assert!(NumberFormat::new("ABCD", 12, CheckDigit::None).is_ok());
    assert!(NumberFormat::new("", 2, CheckDigit::Luhn).is_ok());
}

#[test]
fn a_record_that_does_not_fold_says_where() {
    let desk = Desk::opened("2026-02-02T09:00:00Z");
    let fold = |record: &[checkmark_ticket::Event]| {
        error(checkmark_ticket::replay(desk.request.id(), record))
    };
    let mut early = desk.record.clone();
    early[1] = checkmark_ticket::Event::new(
        desk.request.id(),
        2,
        at("2026-02-02T08:00:00Z"),
        None,
        early[1].fact().clone(),
    );
    let mut impossible = desk.record.clone();
    impossible[1] = checkmark_ticket::Event::new(
        desk.request.id(),
        2,
        at("2026-02-02T09:00:00Z"),
        None,
        checkmark_ticket::Fact::Reopened { nth: 1 },
    );
    let other: RequestId = id("r9");
    let rows = [
        error(checkmark_ticket::replay(other, &desk.record)),
        fold(&desk.record[1..]),
        fold(&[desk.record[0].clone(), desk.record[0].clone()]),
        fold(&early),
        fold(&impossible),
        error(Timeline::new(other, &desk.record, &desk.policy)),
    ];
    insta::assert_snapshot!(lines(rows), @r#"
    event of another request at event 1
    missing event before the one at event 2
    doubled event at event 1
    time that runs back at event 2
    event that cannot have happened at event 2
    event of another request at event 1
    "#);
}

#[track_caller]
fn acknowledged(opened: &str, topic: Topic) -> Acknowledgement {
    let mut desk = Desk::new(Policy::on(&office()).expect("a calendar"));
    let opener = if topic == Topic::CompanyProfile {
        Host
    } else {
        Person
    };
    desk.take(opened, opener, &submit(topic));
    match desk.actions.first() {
        Some(Action::Acknowledge { acknowledgement }) => *acknowledgement,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_acknowledgement_reads_well() {
    let base = "https://support.example.com";
    let hour = UtcOffset::from_hms(1, 0, 0).expect("an offset");
    let night = acknowledged("2026-02-06T22:15:00Z", Topic::AccountAccess);
    insta::assert_snapshot!(night.text(Language::English, UtcOffset::UTC, base), @r#"
    We have received your request. Its number is 04711815.
    The desk is closed now and opens on 9 February 2026 at 09:00 (UTC).
    A representative will contact you no later than 16 February 2026 at 17:00 (UTC).
    We expect to be done between 11 February 2026 at 17:00 (UTC) and 16 February 2026 at 17:00 (UTC).

    See your request: https://support.example.com/requests/04711815
    Add information: https://support.example.com/requests/04711815/information
    Withdraw it: https://support.example.com/requests/04711815/withdrawal
    "#);
    insta::assert_snapshot!(night.text(Language::Swedish, hour, "https://support.example.com/"), @r#"
    Vi har tagit emot ditt ärende. Ärendenumret är 04711815.
    Supporten är stängd just nu och öppnar den 9 februari 2026 kl. 10:00 (UTC+01:00).
    En representant kontaktar dig senast den 16 februari 2026 kl. 18:00 (UTC+01:00).
    Vi räknar med att vara klara mellan den 11 februari 2026 kl. 18:00 (UTC+01:00) och den 16 februari 2026 kl. 18:00 (UTC+01:00).

    Se ditt ärende: https://support.example.com/requests/04711815
    Lägg till information: https://support.example.com/requests/04711815/information
    Dra tillbaka det: https://support.example.com/requests/04711815/withdrawal
    "#);
    let day = acknowledged("2026-02-06T12:00:00Z", Topic::FirstAdministrator);
    let west = UtcOffset::from_hms(-3, -30, 0).expect("an offset");
    insta::assert_snapshot!(day.text(Language::English, west, base), @r#"
    We have received your request. Its number is 04711815.
    A representative will contact you no later than 16 February 2026 at 08:30 (UTC-03:30).

    See your request: https://support.example.com/requests/04711815
    Add information: https://support.example.com/requests/04711815/information
    Withdraw it: https://support.example.com/requests/04711815/withdrawal
    "#);
    let profile = acknowledged("2026-12-31T12:00:00Z", Topic::CompanyProfile);
    insta::assert_snapshot!(profile.text(Language::Swedish, UtcOffset::UTC, base), @r#"
    Vi har tagit emot ditt ärende. Ärendenumret är 04711815.
    En representant kontaktar dig senast den 8 januari 2027 kl. 12:00 (UTC).
    Vi räknar med att vara klara mellan den 1 januari 2027 kl. 17:00 (UTC) och den 4 januari 2027 kl. 17:00 (UTC).

    Se ditt ärende: https://support.example.com/requests/04711815
    Lägg till information: https://support.example.com/requests/04711815/information
    Dra tillbaka det: https://support.example.com/requests/04711815/withdrawal
    "#);
    assert_eq!(night.received(), at("2026-02-06T22:15:00Z"));
    assert_eq!(
        (night.topic(), night.request()),
        (Topic::AccountAccess, id("r1"))
    );
    assert_eq!(
        night.done().and_then(|it| it.earliest()),
        Some(at("2026-02-11T17:00:00Z"))
    );
    let purposes = night.links().map(|it| it.purpose());
    assert_eq!(
        purposes,
        [
            LinkPurpose::View,
            LinkPurpose::AddInformation,
            LinkPurpose::Withdraw
        ]
    );
}

#[test]
fn the_timeline_reads_well() {
    let mut desk = Desk::opened("2026-02-02T09:00:00Z");
    desk.take("2026-02-03T12:00:00Z", Support, &ask());
    desk.take("2026-02-04T12:00:00.5Z", Person, &answer(1));
    desk.take("2026-02-05T10:00:00Z", Support, &validate());
    let timeline = Timeline::new(desk.request.id(), &desk.record, &desk.policy).expect("it folds");
    insta::assert_snapshot!(timeline.text(Language::English));
    insta::assert_snapshot!(timeline.text(Language::Swedish));
    for line in timeline.clocks() {
        assert!(line.explanation().verify().is_ok());
        assert_eq!(line.explanation().due(), line.clock().due());
    }
    let moved = timeline
        .moments()
        .iter()
        .filter_map(|it| it.due())
        .find_map(|it| it.cause());
    assert_eq!(moved.map(|it| it.as_str()), Some("waited"));
    let last = timeline.moments().last().expect("moments");
    assert_eq!(last.version(), desk.request.version());
    assert_eq!(last.at(), at("2026-02-05T10:00:00Z"));
}

#[test]
fn what_is_told_of_a_request_before_it_is_submitted() {
    let request = Request::new(id("r1"));
    assert_eq!(
        (request.account(), request.topic(), request.number()),
        (None, None, None)
    );
    assert!(request.as_open().is_none() && request.as_duplicate().is_none());
    assert!(
        request
            .explain(ClockName::Contact, &Policy::default())
            .is_none()
    );
    let mut desk = Desk::new(Policy::default());
    let save = Command::SaveDraft {
        topic: Topic::FirstAdministrator,
        draft: Default::default(),
    };
    desk.take("2026-02-02T09:00:00Z", Person, &save);
    assert_eq!(desk.request.account(), Some(id("a1")));
    assert_eq!(desk.request.topic(), Some(Topic::FirstAdministrator));
    assert!(desk.request.as_open().is_none(), "it is not submitted");
}
