//! How mail goes out.

mod smtp;

pub(crate) use smtp::Smtp;

use crate::store::Mail;

/// Where mail goes.
#[derive(Debug)]
pub(crate) enum Mailer {
    /// Into the mailbox that the portal shows: for development and tests.
    BuiltIn,
    /// To a mail server.
    Smtp(Smtp),
}

/// How it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Delivery {
    /// It was handed over.
    Sent,
    /// Not now; perhaps later.
    Later,
    /// Never: there is nobody to write to, or the server said no for good.
    Impossible,
}

impl Mailer {
    /// Hands a mail over. What is built in does so when the job is crossed off.
    pub(crate) fn send(&self, mail: &Mail) -> Delivery {
        match self {
            Self::BuiltIn => Delivery::Sent,
            Self::Smtp(smtp) => smtp.send(mail),
        }
    }

    /// Whether the portal shows the mails.
    pub(crate) const fn is_built_in(&self) -> bool {
        matches!(self, Self::BuiltIn)
    }
}
