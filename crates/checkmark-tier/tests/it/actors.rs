//! Who may give which command, in every state (LAW-7): a table of its own beside the machine's.

use checkmark_account::Actor;
use checkmark_tier::strategy::{Attempt, History, HistoryStep};
use checkmark_tier::{
    Command, CommandKind, Envelope, RecordedCommand, RefusalCode, Session, StateKind, TierPolicy,
};

/// Who may, and what. Whoever is not named may not.
const MAY: &[(&str, &str)] = &[
    (
        "person",
        "sign_up request_code submit_code start_business_registration choose_route submit_details \
         choose_organization submit_profile add_product sign_in sign_out report_mark repair_step \
         request_support withdraw change_address confirm_address change_name \
         request_password_change add_customer_number remove_customer_number accept_invitation \
         leave_organization deactivate reactivate close erase",
    ),
    (
        "support",
        "add_customer_number remove_customer_number close erase approve_profile refuse_profile \
         validate_account decline_account unlock_codes suspend reinstate relation_ended",
    ),
    (
        "partner_programme",
        "confirm_partner refuse_partner relation_ended",
    ),
    (
        "administrator",
        "invited invitation_revoked role_granted role_withdrawn member_removed domain_dropped",
    ),
    (
        "host",
        "erase domain_judged profiles_found profile_changed mail_handed_over mail_failed \
         mark_not_propagated request_opened request_closed relation_ended invited \
         invitation_revoked role_granted role_withdrawn member_removed domain_dropped",
    ),
    ("clock", "time_passed"),
];

fn may(actor: Actor, command: CommandKind) -> bool {
    MAY.iter()
        .filter(|(name, _)| *name == actor.as_str())
        .any(|(_, commands)| {
            commands
                .split_whitespace()
                .any(|name| name == command.as_str())
        })
}

#[test]
fn the_table_names_every_command_and_every_actor() {
    for kind in CommandKind::ALL {
        let actors = Actor::ALL.iter().filter(|actor| may(**actor, *kind));
        assert!(actors.clone().next().is_some(), "{kind}");
        assert!(
            kind.actors().iter().eq(actors.copied()),
            "{kind}: {:?}",
            kind.actors().iter().collect::<Vec<_>>()
        );
    }
    for (name, commands) in MAY {
        assert!(Actor::ALL.iter().any(|actor| actor.as_str() == *name));
        for command in commands.split_whitespace() {
            assert!(command.parse::<CommandKind>().is_ok(), "{command}");
        }
    }
}

/// One command of every kind, whichever step of a history gives it.
fn commands() -> Vec<RecordedCommand> {
    let mut commands: Vec<RecordedCommand> = Vec::new();
    for state in StateKind::ALL {
        let way = HistoryStep::way_to(*state).iter().copied();
        let opened = [HistoryStep::RequestOpened, HistoryStep::ProfileOpened];
        let plain = History::of(way.clone(), &TierPolicy::default());
        let opened = History::of(way.chain(opened), &TierPolicy::default());
        for (step, history) in HistoryStep::ALL
            .iter()
            .flat_map(|step| [(step, &plain), (step, &opened)])
        {
            let Ok(taken) = history.look(Attempt::plain(*step)) else {
                continue;
            };
            let Some(envelope) = taken.envelope() else {
                continue;
            };
            let command = envelope.command();
            if commands.iter().all(|known| known.kind() != command.kind()) {
                commands.push(command.clone());
            }
        }
    }
    let own: [RecordedCommand; 4] = [
        Command::InvitationRevoked {
            invitation: crate::world::id("i1"),
        },
        Command::AcceptInvitation {
            invitation: crate::world::id("i1"),
        },
        Command::RemoveCustomerNumber {
            number: crate::world::id("4711"),
            reason: checkmark_tier::NumberReason::Correction,
        },
        Command::ConfirmAddress {
            code: checkmark_account::code::CodeOutcome::Right,
        },
    ];
    for command in own.into_iter().chain([
        Command::UnlockCodes,
        Command::RequestClosed {
            request: crate::world::id("r1"),
        },
    ]) {
        if commands.iter().all(|known| known.kind() != command.kind()) {
            commands.push(command);
        }
    }
    commands
}

/// Every actor, every command, every state: who may not is refused for that and for nothing else,
/// and who may is never refused for that.
#[test]
fn nobody_gives_a_command_that_is_somebody_elses() {
    let commands = commands();
    for kind in CommandKind::ALL {
        assert!(commands.iter().any(|it| it.kind() == *kind), "{kind}");
    }
    let mut tried = 0;
    for state in StateKind::ALL {
        let way = HistoryStep::way_to(*state);
        let history = History::of(way.iter().copied(), &TierPolicy::default());
        let account = history.account();
        assert_eq!(account.state().kind(), *state);
        for command in &commands {
            for actor in Actor::ALL {
                let envelope = Envelope::new(account.id(), *actor, history.now(), command.clone())
                    .in_session(Session::signed_out());
                let decided = history.decide(&envelope);
                let not_yours = decided
                    .as_ref()
                    .is_err_and(|refusal| refusal.code() == RefusalCode::NotYours);
                let context = format!("{state} {} {actor}", command.kind());
                assert_eq!(not_yours, !may(*actor, command.kind()), "{context}");
                if let Err(refusal) = decided {
                    assert!(refusal.unmet().next().is_some(), "{context}");
                    assert_eq!(refusal.code().rule(), refusal.rule(), "{context}");
                }
                tried += 1;
            }
        }
    }
    assert_eq!(
        tried,
        StateKind::ALL.len() * CommandKind::ALL.len() * Actor::ALL.len()
    );
}
