//! The whole machine, walked.

use checkmark_account::Actor;
use checkmark_tier::{Account, Command, Counterexample, Envelope, Law, Recorded, TierPolicy};
use checkmark_tier::{verify, verify_machine};

#[test]
fn every_law_holds_on_every_edge() {
    match verify(&TierPolicy::default()) {
        Ok(certificate) => {
            println!("{certificate}");
            assert_eq!(
                (
                    certificate.states(),
                    certificate.edges(),
                    certificate.transitions()
                ),
                (5_341, 550_123, 481),
                "the abstraction is another one: say why, and pin it anew"
            );
        }
        Err(counterexample) => panic!("{counterexample}"),
    }
}

/// Walks a machine in which somebody tampered with the commands before they are decided.
fn broken(tamper: impl Fn(&mut Command<Recorded>, &Account)) -> Counterexample {
    verify_machine(&TierPolicy::default(), |account, envelope, context| {
        let mut command = envelope.command().clone();
        tamper(&mut command, account);
        let tampered = Envelope::new(envelope.account(), envelope.actor(), envelope.at(), command)
            .in_session(*envelope.session());
        account.decide_recorded(&tampered, context)
    })
    .expect_err("a broken machine is caught")
}

#[test]
fn a_guard_that_ignores_the_standing_is_caught_by_the_shortest_way() {
    let counterexample = broken(|command, account| {
        if let Command::ValidateAccount { standing, .. } = command {
            *standing = account.standing();
        }
    });
    assert_eq!(counterexample.law(), Law::ApprovalsFit);
    let kinds: Vec<&str> = counterexample
        .path()
        .iter()
        .map(|envelope| envelope.command().kind().as_str())
        .collect();
    assert_eq!(
        kinds,
        [
            "sign_up",
            "submit_code",
            "choose_route",
            "submit_details",
            "domain_judged",
            "request_opened",
            "validate_account",
        ]
    );
    assert_eq!(
        counterexample.path().last().map(Envelope::actor),
        Some(Actor::Support)
    );
    println!("{counterexample}");
}

#[test]
fn a_guard_that_ignores_which_mail_was_handed_over_is_caught() {
    let counterexample = broken(|command, account| {
        if let (Command::MailHandedOver { effect }, Some(due)) = (command, account.confirmation()) {
            *effect = due.mail();
        }
    });
    assert_eq!(counterexample.law(), Law::EnterpriseHasAWayIn);
}
