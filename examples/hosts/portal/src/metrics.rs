//! Counters, in the text form that Prometheus reads. Nothing personal is counted by name.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};

macro_rules! counters {
    ($($name:ident, $add:ident, $help:literal;)*) => {
        /// What happened since the process began.
        #[derive(Debug, Default)]
        pub(crate) struct Metrics {
            $($name: AtomicU64,)*
        }

        impl Metrics {
            $(
                #[doc = concat!("One more of the ", $help, "; how many there were before.")]
                pub(crate) fn $add(&self) -> u64 {
                    self.$name.fetch_add(1, Ordering::Relaxed)
                }
            )*

            /// All counters, and how much work waits in the outbox.
            pub(crate) fn text(&self, backlog: u64) -> String {
                let mut text = String::new();
                $(
                    let name = concat!("portal_", stringify!($name), "_total");
                    let value = self.$name.load(Ordering::Relaxed);
                    let _ = writeln!(text, "# HELP {name} {}\n# TYPE {name} counter", $help);
                    let _ = writeln!(text, "{name} {value}");
                )*
                let name = "portal_outbox_backlog";
                let _ = writeln!(text, "# HELP {name} effects that are not done yet");
                let _ = writeln!(text, "# TYPE {name} gauge\n{name} {backlog}");
                text
            }
        }
    };
}

counters! {
    requests, requested, "requests that were answered";
    limited, limited, "requests that came too fast";
    failures, failed, "requests that the host had no answer to";
    passwords, hashed, "passwords that were hashed, for whomever";
    sign_ups, signed_up, "sign-ups that were taken";
    decisions, decided, "commands that a machine decided on";
    refusals, refused, "commands that a machine refused";
    mails, mailed, "mails that were handed over";
    mails_postponed, mail_postponed, "mails that could not be handed over yet";
    undetermined, undetermined, "domains that could not be judged yet";
}
