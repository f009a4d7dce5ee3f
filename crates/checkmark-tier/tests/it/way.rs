//! The ways out of refusals: the table is the exploration's own, and every way is walked.

use std::path::Path;
use std::{env, fs};

use checkmark_account::CompanyRole;
use checkmark_tier::strategy::{Attempt, History, HistoryStep};
use checkmark_tier::{
    Administrators, Command, CommandKind, Deed, Envelope, NoWayOut, Remedy, StateKind, TierPolicy,
    WayStep, chart_ways,
};

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/refusal/graph/classes.in");

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the table is written only when somebody asks for it"
)]
fn ways_out_are_those_that_the_exploration_finds() {
    let found = chart_ways(&TierPolicy::default());
    if env::var_os("CHECKMARK_WRITE_WAYS").is_some() {
        fs::write(Path::new(TABLE), &found).expect("the table is written");
    }
    let held = fs::read_to_string(TABLE).expect("the table is there");
    assert!(
        held == found,
        "write the table anew: CHECKMARK_WRITE_WAYS=1"
    );
}

/// Every refusal that some step meets in some state, with what leads out of it.
#[test]
fn every_refusal_says_the_way_out_or_why_there_is_none() {
    let (mut lines, mut walked, mut ends) = (Vec::new(), 0, 0);
    for state in StateKind::ALL {
        let way = HistoryStep::way_to(*state);
        let history = History::of(way.iter().copied(), &TierPolicy::default());
        for step in HistoryStep::ALL {
            let Err(refusal) = history.look(Attempt::plain(*step)) else {
                continue;
            };
            match refusal.way_out() {
                Ok(way) => {
                    let steps: Vec<WayStep> = way.steps().collect();
                    let arrived = arrives(&history, &steps);
                    assert!(arrived, "{state} {step} {}: {way}", refusal.code());
                    walked += 1;
                    lines.push(format!("{state} {step}: {way}"));
                }
                Err(end) => {
                    ends += 1;
                    lines.push(format!("{state} {step}: {end}"));
                }
            }
        }
    }
    println!("{walked} ways walked to their end, {ends} ends that explain themselves");
    insta::assert_snapshot!(lines.join("\n"));
}

/// Whether the steps of a way can be made, one after another, each after a wait if need be.
fn arrives(history: &History, way: &[WayStep]) -> bool {
    let Some((first, rest)) = way.split_first() else {
        return true;
    };
    if rest.is_empty() && leaves(history, first) {
        return true;
    }
    let Deed::Give(kind) = first.deed() else {
        // A history's steps come with the password where they need it.
        return arrives(history, rest);
    };
    if matches!(kind, CommandKind::SignIn | CommandKind::SignOut) && !rest.is_empty() {
        return arrives(history, rest);
    }
    // Histories sign up at the door that leads to no registration.
    let waits: [&[HistoryStep]; 4] = [
        &[],
        &[HistoryStep::Minute],
        &[HistoryStep::Night],
        &[HistoryStep::StartRegistration],
    ];
    waits.iter().any(|waits| {
        let mut waited = history.clone();
        waits.iter().all(|wait| waited.give(*wait).is_ok())
            && HistoryStep::ALL.iter().any(|step| {
                does(&waited, *step, first) && {
                    let mut history = waited.clone();
                    let taken = history.give(*step);
                    let accepted = taken.is_ok_and(|taken| {
                        taken
                            .decision()
                            .is_none_or(|decision| decision.rejection().is_none())
                    });
                    accepted && arrives(&history, rest)
                }
            })
    })
}

/// Whether the account leaves the organization that it came to: a history knows but one.
fn leaves(history: &History, last: &WayStep) -> bool {
    let account = history.account();
    let due = account.confirmation();
    let held = account.memberships().next().map(|it| *it.grant());
    let Some(grant) = held.or_else(|| due.map(|it| *it.grant())) else {
        return false;
    };
    let organization = grant.organization();
    let command = match last.deed() {
        Deed::Give(CommandKind::MemberRemoved) => Command::MemberRemoved { organization },
        Deed::Give(CommandKind::DomainDropped) => Command::DomainDropped { organization },
        Deed::Give(CommandKind::LeaveOrganization) => Command::LeaveOrganization { organization },
        Deed::Give(CommandKind::RoleWithdrawn) => Command::RoleWithdrawn { organization },
        Deed::Give(CommandKind::RoleGranted) => Command::RoleGranted {
            organization,
            role: CompanyRole::Administrator,
            administrators: Administrators::Others,
        },
        Deed::Give(CommandKind::RelationEnded) => Command::RelationEnded {
            organization,
            relation: grant.relation(),
        },
        _ => return false,
    };
    let envelope = Envelope::new(account.id(), last.actor(), history.now(), command);
    history.decide(&envelope).is_ok()
}

/// Whether a step of a history is the step of a way.
fn does(history: &History, step: HistoryStep, wanted: &WayStep) -> bool {
    let Some(envelope) = history.envelope(Attempt::plain(step)) else {
        return false;
    };
    let topic = match envelope.command() {
        Command::RequestSupport { topic } => Some(*topic),
        _ => wanted.topic(),
    };
    wanted.deed() == Deed::Give(envelope.command().kind()) && topic == wanted.topic()
}

/// An end without a way is one of the closed list, and its remedy is no step that one could take.
#[test]
fn what_has_no_way_out_explains_itself() {
    for end in NoWayOut::ALL {
        assert_eq!(end.as_str().parse(), Ok(*end));
        for language in checkmark_account::Language::ALL {
            assert!(end.text(*language).ends_with('.'), "{end}");
        }
    }
    assert_eq!(Remedy::Nothing.as_str(), "nothing");
}
