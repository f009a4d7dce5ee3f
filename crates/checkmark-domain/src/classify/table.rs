//! The table that projects both axes to the class.

use crate::carrier::Kind;
use crate::class::{Class, Owner};
use crate::policy::Policy;
use crate::verdict::{Question, Questions};

/// What settled the class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SettledBy {
    Owner,
    Carrier,
    Elimination,
    Nothing,
}

pub(super) struct Conclusion {
    pub(super) class: Class,
    pub(super) settled_by: SettledBy,
    pub(super) needs: Questions,
}

/// The table: owner and carrier to class.
pub(super) fn conclude(
    owner: Owner,
    denied: bool,
    carrier: Kind,
    open: Questions,
    policy: &Policy,
) -> Conclusion {
    let settled = |class, settled_by| Conclusion {
        class,
        settled_by,
        needs: Questions::default(),
    };
    if denied {
        return settled(Class::NotACompanyDomain, SettledBy::Owner);
    }
    match owner {
        Owner::Consumer | Owner::Relay => {
            return settled(Class::ConsumerMailbox, SettledBy::Owner);
        }
        Owner::Disposable => return settled(Class::Disposable, SettledBy::Owner),
        Owner::PublicSuffix | Owner::Reserved => {
            return settled(Class::NotACompanyDomain, SettledBy::Owner);
        }
        Owner::Organization
        | Owner::Education
        | Owner::Government
        | Owner::SuspectedDisposable
        | Owner::Unlisted => {}
    }
    match carrier {
        Kind::NoMail => settled(Class::NoMail, SettledBy::Carrier),
        Kind::Google => settled(Class::GmailHosted, SettledBy::Carrier),
        Kind::Hosted => settled(Class::Corporate, SettledBy::Carrier),
        Kind::Consumer => settled(Class::ConsumerMailbox, SettledBy::Carrier),
        Kind::Disposable => settled(Class::Disposable, SettledBy::Carrier),
        Kind::Hidden { answered: true } if policy.elimination().class() != Class::Undetermined => {
            settled(policy.elimination().class(), SettledBy::Elimination)
        }
        Kind::Open | Kind::Hidden { .. } | Kind::Unknown => Conclusion {
            class: Class::Undetermined,
            settled_by: SettledBy::Nothing,
            needs: next_questions(carrier, open),
        },
    }
}

/// The questions whose answers can still change the class, the next ones only.
fn next_questions(carrier: Kind, open: Questions) -> Questions {
    let mut next = Questions::default();
    match carrier {
        Kind::Open => next.insert(Question::Mx),
        Kind::Hidden { .. } if open.contains(Question::Txt) => next.insert(Question::Txt),
        Kind::Hidden { .. } => {
            for question in [Question::Dkim, Question::Autodiscover] {
                if open.contains(question) {
                    next.insert(question);
                }
            }
        }
        Kind::NoMail
        | Kind::Google
        | Kind::Hosted
        | Kind::Consumer
        | Kind::Disposable
        | Kind::Unknown => {}
    }
    next
}
