//! Who gives a command.

use crate::words::words;

words! {
    /// Who gives a command (LAW-7).
    ///
    /// Closed: callers match on it to decide what to offer to whom.
    ///
    /// ```
    /// use checkmark_account::Actor;
    ///
    /// assert_eq!("partner_programme".parse(), Ok(Actor::PartnerProgramme));
    /// assert_eq!(Actor::Person.as_str(), "person");
    /// ```
    #[expect(clippy::exhaustive_enums, reason = "closed: who may act is part of the contract")]
    Actor, UnknownActor, "unknown actor";
    /// The person whose account it is.
    Person "person",
    /// An agent of administrative support.
    Support "support",
    /// The partner programme.
    PartnerProgramme "partner_programme",
    /// An administrator of an organization.
    Administrator "administrator",
    /// The host: evidence, deliveries.
    Host "host",
    /// The host's clock.
    Clock "clock",
}
