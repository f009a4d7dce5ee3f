//! The way out of a refusal.

use alloc::vec::Vec;
use core::fmt;

use checkmark_account::{Actor, Language};
use time::UtcDateTime;

use super::graph::{CLASSES, Found, Graph};
use super::{Refusal, RefusalCode, Remedy};
use crate::command::{CommandKind, Topic};
use crate::state::StateKind;
use crate::words::words;

/// The way out of a refusal: who does what, one after another, until the command that was refused
/// is taken; that command itself comes last. [`Refusal::way_out`] gives it.
///
/// It is the shortest that is legal from every account that is refused like that: a refusal knows
/// state, visit and a few facts, and never more than the person may know (CODE-9). Where the first
/// step is the refused command itself, it wants what fits: another argument, another actor, a later
/// instant.
///
/// ```
/// use checkmark_account::Actor;
/// use checkmark_tier::{Account, Command, Context, Envelope, TierPolicy};
/// use time::UtcDateTime;
///
/// let policy = TierPolicy::default();
/// let account = Account::new("a1".parse()?);
/// let command = Command::StartBusinessRegistration;
/// let envelope = Envelope::new(account.id(), Actor::Person, UtcDateTime::UNIX_EPOCH, command);
/// let refusal = account.decide(&envelope, &Context::new(&policy)).expect_err("nobody yet");
/// let way = refusal.way_out().expect("one can sign up");
/// let steps: Vec<&str> = way.steps().map(|step| step.as_str()).collect();
/// assert_eq!(steps, ["sign_up", "submit_code", "start_business_registration"]);
/// # Ok::<(), checkmark_account::ParseIdError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Way(Vec<WayStep>);

impl Way {
    /// The steps, the refused command last; there is at least one.
    pub fn steps(&self) -> impl Iterator<Item = WayStep> {
        self.0.iter().copied()
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, step) in self.0.iter().enumerate() {
            let and = if nth == 0 { "" } else { ", " };
            write!(f, "{and}{step}")?;
        }
        Ok(())
    }
}

/// A step of a way: who acts, what is done, and not before when.
///
/// ```
/// use checkmark_account::Actor;
/// use checkmark_tier::{
///     Account, Command, CommandKind, Context, Deed, Envelope, TierPolicy, WayStep,
/// };
/// use time::UtcDateTime;
///
/// let (policy, account) = (TierPolicy::default(), Account::new("a1".parse()?));
/// let (now, command) = (UtcDateTime::UNIX_EPOCH, Command::StartBusinessRegistration);
/// let envelope = Envelope::new(account.id(), Actor::Person, now, command);
/// let refusal = account.decide(&envelope, &Context::new(&policy)).unwrap_err();
/// let way = refusal.way_out().expect("one can sign up");
/// let first: WayStep = way.steps().next().expect("there is at least one");
/// assert_eq!((first.actor(), first.deed()), (Actor::Person, Deed::Give(CommandKind::SignUp)));
/// assert_eq!(first.topic(), None, "support is not asked");
/// # Ok::<(), checkmark_account::ParseIdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WayStep {
    actor: Actor,
    deed: Deed,
    topic: Option<Topic>,
    earliest: Option<UtcDateTime>,
}

impl WayStep {
    /// Who acts.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        self.actor
    }

    /// What is done.
    #[must_use]
    pub const fn deed(&self) -> Deed {
        self.deed
    }

    /// The topic that support is asked about, if it is.
    #[must_use]
    pub const fn topic(&self) -> Option<Topic> {
        self.topic
    }

    /// Not before this instant, where one is known.
    #[must_use]
    pub const fn earliest(&self) -> Option<UtcDateTime> {
        self.earliest
    }

    /// The stable code of what is done: that of a command, or `give_password`.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self.deed {
            Deed::Give(command) => command.as_str(),
            Deed::GivePassword => Remedy::GivePassword.as_str(),
        }
    }
}

impl fmt::Display for WayStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.actor, self.as_str())
    }
}

/// What is done at a step of a way.
///
/// Open: a way may come to lead over more than commands and passwords.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Deed {
    /// A command is given.
    Give(CommandKind),
    /// The person gives the password to the host, which says so in the session; no crate sees it
    /// (REG-1, ACC-5).
    GivePassword,
}

macro_rules! ends {
    ($($(#[$doc:meta])* $variant:ident $code:literal $english:literal $swedish:literal,)*) => {
        words! {
            /// Why there is no way out of a refusal: an end that explains itself (LAW-3).
            ///
            /// Open: more may be told apart.
            ///
            /// ```
            /// use checkmark_account::Language;
            /// use checkmark_tier::NoWayOut;
            ///
            /// assert_eq!(NoWayOut::Settled.text(Language::English), "It is so already.");
            /// ```
            #[non_exhaustive]
            NoWayOut, UnknownNoWayOut, "unknown end";
            $($(#[$doc])* $variant $code,)*
        }

        impl NoWayOut {
            /// The end in words.
            #[must_use]
            pub const fn text(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$variant, Language::Swedish) => $swedish,
                      (Self::$variant, _) => $english,)*
                }
            }
        }
    };
}

ends! {
    /// It is as was asked already, or there is nothing that could be done so.
    Settled "settled"
        "It is so already."
        "Det är redan så.",
    /// The account is closed or erased: what is wanted needs another account.
    Gone "gone"
        "The account is closed. Create another one."
        "Kontot är avslutat. Skapa ett nytt.",
    /// There is full access, or its confirmation is on its way: nothing that leads to access leads
    /// on from there.
    Complete "complete"
        "There is access already."
        "Åtkomsten finns redan.",
    /// It was asked of another account.
    Elsewhere "elsewhere"
        "It is about another account."
        "Det gäller ett annat konto.",
    /// No sequence leads there from every account that is refused like that: the remedy says what
    /// helps.
    Uncertain "uncertain"
        "It depends on what others decide."
        "Det beror på vad andra beslutar.",
}

impl Refusal {
    /// The shortest legal sequence from here to where the command is taken, with who acts at each
    /// step and at the earliest when. It is looked for when it is asked for, in a table that the
    /// exploration of the machine wrote ([`chart_ways`](crate::chart_ways)).
    ///
    /// # Errors
    ///
    /// Why there is none.
    pub fn way_out(&self) -> Result<Way, NoWayOut> {
        if let Some(end) = self.end() {
            return Err(end);
        }
        let wanted = self.act.by_its_door();
        let graph = Graph::new(CLASSES);
        let found = graph
            .class(self.state, self.situation)
            .and_then(|class| graph.way((class, self.visited), wanted))
            .ok_or(match self.state {
                StateKind::Confirming | StateKind::Enterprise => NoWayOut::Complete,
                _ => NoWayOut::Uncertain,
            })?;
        let mut steps: Vec<WayStep> = found.into_iter().map(|(_, step)| step.into()).collect();
        if let Some(first) = steps.first_mut() {
            first.earliest = self.retry_at;
        }
        Ok(Way(steps))
    }

    /// What ends without a way, whatever the account.
    const fn end(&self) -> Option<NoWayOut> {
        match (self.code, self.code.remedy()) {
            (RefusalCode::WrongAccount, _) => Some(NoWayOut::Elsewhere),
            (_, Remedy::SignUpAfresh) => Some(NoWayOut::Gone),
            (RefusalCode::AlreadySignedUp, _) | (_, Remedy::Nothing) => Some(NoWayOut::Settled),
            // What is not there needs no end.
            (RefusalCode::NoInvitation | RefusalCode::NotMember, _)
                if !matches!(self.command, CommandKind::AcceptInvitation) =>
            {
                Some(NoWayOut::Settled)
            }
            _ => None,
        }
    }
}

impl From<Found> for WayStep {
    fn from(found: Found) -> Self {
        let (actor, deed, topic) = match found {
            Found::Password => (Actor::Person, Deed::GivePassword, None),
            Found::Give(act) => {
                let kind = act.kind();
                let actor = kind.actors().iter().next().unwrap_or(Actor::Host);
                (actor, Deed::Give(kind), act.topic())
            }
        };
        Self {
            actor,
            deed,
            topic,
            earliest: None,
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for WayStep {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;

        #[derive(serde::Serialize)]
        struct At(#[serde(with = "checkmark_account::wire::optional_instant")] Option<UtcDateTime>);

        let mut out = serializer.serialize_struct("WayStep", 4)?;
        out.serialize_field("actor", &self.actor)?;
        out.serialize_field("command", self.as_str())?;
        out.serialize_field("topic", &self.topic)?;
        out.serialize_field("earliest", &At(self.earliest))?;
        out.end()
    }
}

#[cfg(feature = "schema")]
mod schema {
    use alloc::borrow::Cow;
    use alloc::string::String;
    use alloc::vec::Vec;

    use checkmark_account::Actor;
    use schemars::{JsonSchema, Schema, SchemaGenerator};

    use crate::command::Topic;

    /// The fields of a step on the wire.
    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "stands for its schema alone")]
    struct WayStep {
        actor: Actor,
        /// The code of a command, or `give_password`.
        command: String,
        topic: Option<Topic>,
        earliest: Option<String>,
    }

    impl JsonSchema for super::WayStep {
        fn schema_name() -> Cow<'static, str> {
            "AccountWayStep".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            WayStep::json_schema(generator)
        }
    }

    impl JsonSchema for super::Way {
        fn schema_name() -> Cow<'static, str> {
            "AccountWay".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            Vec::<super::WayStep>::json_schema(generator)
        }
    }
}
