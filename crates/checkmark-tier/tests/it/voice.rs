//! What an account says of itself: why, when, what if, and what another policy would have made of
//! it.

use std::collections::BTreeSet;
#[cfg(feature = "serde")]
use std::{env, fs, path::Path};

use checkmark_account::Language;
use checkmark_tier::strategy::{Attempt, History, HistoryStep};
use checkmark_tier::{
    Decision, GroundKind, Rehearsal, Stand, StateKind, TextGroup, Tier, TierFigures, TierPolicy,
    catalogue, explain, timeline,
};
use time::SignedDuration;

fn history(state: StateKind) -> History {
    let way = HistoryStep::way_to(state);
    History::of(way.iter().copied(), &TierPolicy::default())
}

/// Every id has a text in each language, ids are told apart, and no text stands for two languages.
#[test]
fn texts_are_complete_in_every_language() {
    let [english, swedish] = [Language::English, Language::Swedish].map(catalogue);
    assert_eq!(
        Language::ALL.len(),
        2,
        "another language has its catalogue, too"
    );
    assert_eq!(english.len(), swedish.len());
    let mut ids = BTreeSet::new();
    for ((group, id, english), (.., swedish)) in english.iter().zip(&swedish) {
        assert!(ids.insert((group.as_str(), *id)), "{group} {id}");
        let nothing = (*group, *id) == (TextGroup::Remedy, "nothing");
        assert_eq!(english.is_empty(), nothing, "{group} {id}");
        assert_eq!(english == swedish, nothing, "{group} {id}: {english}");
        let clause = matches!(group, TextGroup::Refusal | TextGroup::Due);
        for text in [english, swedish] {
            assert_eq!(
                text.ends_with('.'),
                !clause && !nothing,
                "{group} {id}: {text}"
            );
            assert!(!text.contains("  "), "{group} {id}: {text}");
        }
    }
    for group in TextGroup::ALL {
        assert!(ids.iter().any(|(of, _)| *of == group.as_str()), "{group}");
    }
    println!("{} texts in {} languages", ids.len(), Language::ALL.len());
}

/// What is said of an account in each state, in both languages.
#[test]
fn every_state_explains_itself() {
    let mut said = Vec::new();
    for state in StateKind::ALL {
        let history = history(*state);
        let explanation = explain(history.account(), history.now());
        assert_eq!(explanation.state(), *state);
        assert_eq!(explanation.tier(), history.account().tier());
        assert!(!explanation.grounds().is_empty(), "{state}");
        // Below Enterprise something raises the tier, but where the account is gone (LAW-3).
        let gone = matches!(state, StateKind::Closed | StateKind::Erased);
        let complete = explanation.tier() == Some(Tier::Enterprise);
        assert_eq!(
            explanation.raised_by().is_none(),
            gone || complete,
            "{state}"
        );
        for language in Language::ALL {
            said.push(format!(
                "{state} {language}:\n{}",
                explanation.text(*language)
            ));
        }
    }
    insta::assert_snapshot!(said.join("\n\n"));
}

/// Every reason for being limited is a ground of its own, with its own rule (LAW-8).
#[test]
fn every_reason_is_a_ground() {
    let history = History::of(
        [
            HistoryStep::SignUp,
            HistoryStep::SubmitRightCode,
            HistoryStep::StartRegistration,
            HistoryStep::ChooseCompany,
            HistoryStep::SubmitDetails,
            HistoryStep::JudgedRole,
        ],
        &TierPolicy::default(),
    );
    let explanation = explain(history.account(), history.now());
    let because = history.account().state().because();
    let grounds: Vec<_> = explanation
        .grounds()
        .iter()
        .filter(|ground| ground.kind() == GroundKind::Limited)
        .map(|ground| (ground.because(), ground.rule()))
        .collect();
    let reasons: Vec<_> = because
        .iter()
        .map(|reason| (Some(reason), reason.rule()))
        .collect();
    assert_eq!(grounds, reasons);
}

/// A row an event, in order, with its instant; and of a code whether it was accepted, no more
/// (CODE-9).
#[test]
fn a_timeline_has_a_row_an_event_and_tells_no_code() {
    let history = History::of(
        [
            HistoryStep::SignUp,
            HistoryStep::SubmitWrongCode,
            HistoryStep::SubmitRightCode,
            HistoryStep::StartRegistration,
            HistoryStep::ChooseCompany,
            HistoryStep::SubmitDetails,
            HistoryStep::JudgedGmailHosted,
            HistoryStep::RequestSupport,
            HistoryStep::RequestOpened,
            HistoryStep::Validate,
            HistoryStep::MailHandedOver,
        ],
        &TierPolicy::default(),
    );
    let rows: Vec<_> = timeline(history.events()).collect();
    let events: Vec<_> = history.events().collect();
    assert_eq!(rows.len(), events.len());
    for (row, event) in rows.iter().zip(events) {
        assert_eq!((row.version(), row.at()), (event.version(), event.at()));
    }
    let told = |language| {
        let rows = rows
            .iter()
            .map(|row| format!("{} {} {}", row.kind(), row.rule(), row.text(language)));
        rows.collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(told(Language::English));
    insta::assert_snapshot!(told(Language::Swedish));
}

/// Every fact that some history meets is a row with words.
#[test]
fn every_fact_is_a_row() {
    let mut kinds = BTreeSet::new();
    for state in StateKind::ALL {
        let history = history(*state);
        for step in HistoryStep::ALL {
            let Ok(taken) = history.look(Attempt::plain(*step)) else {
                continue;
            };
            let decision = taken.decision();
            let events: Vec<_> = decision.into_iter().flat_map(Decision::events).collect();
            kinds.extend(timeline(events).map(|row| row.kind().as_str()));
        }
    }
    insta::assert_snapshot!(kinds.into_iter().collect::<Vec<_>>().join(" "));
}

/// Takes the record of a history under another policy.
fn rehearse(history: &History, policy: TierPolicy) -> Rehearsal {
    let mut rehearsal = Rehearsal::new(policy);
    for (envelope, decision) in history.decisions() {
        let events: Vec<_> = decision.events().cloned().collect();
        rehearsal
            .take(envelope, decision.version(), &events)
            .expect("what was decided folds");
    }
    rehearsal
}

#[test]
fn a_rehearsal_under_the_same_policy_differs_in_nothing() {
    for state in StateKind::ALL {
        let history = history(*state);
        let rehearsal = rehearse(&history, TierPolicy::default());
        assert_eq!(rehearsal.differences().count(), 0, "{state}");
        let account = history.account();
        let again = rehearsal.account(account.id());
        assert!(
            again.is_none_or(|again| Stand::of(again) == Stand::of(account)),
            "{state}"
        );
    }
}

/// Somebody takes twenty hours over the details, which a stricter policy would not wait for.
#[test]
fn a_rehearsal_names_whose_tier_would_differ_and_why() {
    let steps = [
        HistoryStep::SignUp,
        HistoryStep::SubmitRightCode,
        HistoryStep::StartRegistration,
        HistoryStep::ChooseCompany,
        HistoryStep::Night,
        HistoryStep::SubmitDetails,
        HistoryStep::JudgedCorporate,
        HistoryStep::FoundOne,
        HistoryStep::MailHandedOver,
    ];
    let history = History::of(steps, &TierPolicy::default());
    assert_eq!(history.account().tier(), Some(Tier::Enterprise));
    let mut figures = TierFigures::from(TierPolicy::default());
    figures.registration_lapse = SignedDuration::hours(1);
    let policy = TierPolicy::new(figures).expect("the figures are fit");
    let rehearsal = rehearse(&history, policy);
    let differences: Vec<_> = rehearsal.differences().collect();
    let [difference] = &differences[..] else {
        panic!("one account differs: {differences:?}");
    };
    assert_eq!(difference.account(), history.account().id());
    assert_eq!(difference.was().tier(), Some(Tier::Enterprise));
    assert_eq!(difference.would_be().tier(), Some(Tier::Basic));
    let first = difference.first().expect("a command is refused");
    assert_eq!(first.command().as_str(), "submit_details");
    assert_eq!(first.refused().code().as_str(), "registration_not_started");
    assert!(difference.parted_at() >= Some(first.at()));
    // The record that is not whole is not taken at all.
    let mut rehearsal = rehearsal;
    let (envelope, decision) = history.decisions().last().expect("there are some");
    let events: Vec<_> = decision.events().cloned().collect();
    let fault = rehearsal.take(envelope, decision.version(), &events);
    assert!(fault.is_err());
    assert_eq!(rehearsal.differences().count(), 1);
}

/// What goes over the wire: ids and arguments, no prose.
#[cfg(feature = "serde")]
#[test]
fn an_explanation_and_a_timeline_are_values_on_the_wire() {
    let history = history(StateKind::Limited);
    let explanation = explain(history.account(), history.now());
    insta::assert_snapshot!(serde_json::to_string_pretty(&explanation).expect("JSON"));
    let last = timeline(history.events()).last();
    insta::assert_snapshot!(serde_json::to_string(&last).expect("JSON"));
    let refusal = history
        .look(Attempt::plain(HistoryStep::ChooseCompany))
        .expect_err("it is too late for that");
    insta::assert_snapshot!(serde_json::to_string(&refusal).expect("JSON"));
}

/// The catalogue as files, for whoever translates: Fluent, a file a language, and JSON with all.
#[cfg(feature = "serde")]
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the files are written only when somebody asks for it"
)]
fn the_catalogue_is_the_one_that_is_committed() {
    let mut files = Vec::new();
    let mut all = serde_json::Map::new();
    for language in Language::ALL {
        let mut fluent = String::from("# Written from the crate: CHECKMARK_WRITE_TEXTS=1.\n");
        let mut texts = serde_json::Map::new();
        for (group, id, text) in catalogue(*language) {
            let name = format!("{group}-{id}").replace('_', "-");
            // Fluent has no empty text but a literal one.
            let said = if text.is_empty() { "{ \"\" }" } else { text };
            fluent += &format!("{name} = {said}\n");
            texts.insert(format!("{group}.{id}"), text.into());
        }
        files.push((format!("account.{language}.ftl"), fluent));
        all.insert(language.as_str().to_owned(), texts.into());
    }
    let json = serde_json::to_string_pretty(&all).expect("JSON") + "\n";
    files.push(("account.json".to_owned(), json));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/texts");
    for (name, text) in files {
        let place = folder.join(&name);
        if env::var_os("CHECKMARK_WRITE_TEXTS").is_some() {
            fs::create_dir_all(&folder).expect("the folder is made");
            fs::write(&place, &text).expect("the file is written");
        }
        let held = fs::read_to_string(&place).unwrap_or_default();
        assert!(
            held == text,
            "docs/texts/{name}: CHECKMARK_WRITE_TEXTS=1 writes it anew"
        );
    }
}
