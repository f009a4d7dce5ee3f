//! Answers that are yes.

use alloc::vec::Vec;
use checkmark_account::{CommandId, RequestId};
use smallvec::SmallVec;
use time::UtcDateTime;

use crate::effect::{Action, Effect, EffectKey};
use crate::event::{Event, Fact};
use crate::personal::SideRecord;

/// What a command comes to: events to store, effects to carry out, and side records to keep apart.
///
/// One without events changes nothing: a tick before anything was due, or a command that was given
/// before. It holds ids, words and instants in place, so that a decision on a command without text
/// does not allocate.
///
/// ```
/// # use checkmark_account::*;
/// # use checkmark_ticket::*;
/// # let (policy, monday) = (Policy::default(), time::UtcDateTime::from_unix_timestamp(1_795_420_800)?);
/// # let ada = Applicant::new("a1".parse()?, Basis::new(Standing::new(3), AddressNo::default()));
/// # let person = Context::new(&policy, Actor::Person, monday).with_applicant(ada);
/// # let (email, preferred_contact) = (Some("a@acme.example".into()), Some("email".into()));
/// # let draft = Draft { email, preferred_contact, ..Draft::default() };
/// # let (topic, number) = (Topic::TroubleWithValidation, "04711815".parse()?);
/// # let submit = Command::Submit { topic, number, draft, follows: None };
/// # let mut request = Request::new("r1".parse()?);
/// # let submitted = decide(&request, &submit, &person)?;
/// # request.accept(&submitted)?;
/// let decision: Decision = decide(&request, &Command::Withdraw, &person)?;
/// assert!(decision.events().any(|it| it.fact().kind() == FactKind::Withdrawn));
/// assert!(decision.effects().any(|it| matches!(it.action(), Action::TellDesk { .. })));
/// assert!(decision.personal().is_empty(), "nobody wrote anything");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub(crate) request: RequestId,
    /// The version of the request before.
    pub(crate) version: u64,
    pub(crate) at: UtcDateTime,
    pub(crate) command: Option<CommandId>,
    pub(crate) facts: SmallVec<[Fact; 4]>,
    /// What to do, and after how many facts.
    pub(crate) actions: SmallVec<[(u8, Action); 4]>,
    pub(crate) personal: Vec<SideRecord>,
    pub(crate) repeated: bool,
}

impl Decision {
    /// Nothing, so far.
    pub(crate) fn new(
        request: RequestId,
        version: u64,
        at: UtcDateTime,
        command: Option<CommandId>,
    ) -> Self {
        Self {
            request,
            version,
            at,
            command,
            facts: SmallVec::new(),
            actions: SmallVec::new(),
            personal: Vec::new(),
            repeated: false,
        }
    }

    /// What happened, in order. To be stored in one go.
    pub fn events(&self) -> impl Iterator<Item = Event> + Clone {
        (0_u64..).zip(self.facts.iter()).map(|(nth, fact)| Event {
            request: self.request,
            version: self.version + nth + 1,
            at: self.at,
            command: self.command.filter(|_| nth == 0),
            fact: fact.clone(),
        })
    }

    /// What the host has to do once the events are stored.
    pub fn effects(&self) -> impl Iterator<Item = Effect> + Clone {
        (0_u8..)
            .zip(self.actions.iter())
            .map(|(index, (after, action))| Effect {
                key: EffectKey {
                    request: self.request,
                    version: self.version + u64::from(*after),
                    index,
                },
                action: action.clone(),
            })
    }

    /// What people wrote, to be kept apart from the events.
    #[must_use]
    pub fn personal(&self) -> &[SideRecord] {
        &self.personal
    }

    /// Whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// Whether the command had been taken before: the same id twice is the same command, whose
    /// events and effects there are already.
    ///
    /// ```
    /// # use checkmark_account::*;
    /// # use checkmark_ticket::*;
    /// # let (policy, monday) = (Policy::default(), time::UtcDateTime::from_unix_timestamp(1_795_420_800)?);
    /// # let ada = Applicant::new("a1".parse()?, Basis::new(Standing::new(3), AddressNo::default()));
    /// # let person = Context::new(&policy, Actor::Person, monday).with_applicant(ada);
    /// # let (email, preferred_contact) = (Some("a@acme.example".into()), Some("email".into()));
    /// # let draft = Draft { email, preferred_contact, ..Draft::default() };
    /// # let (topic, number) = (Topic::TroubleWithValidation, "04711815".parse()?);
    /// # let submit = Command::Submit { topic, number, draft, follows: None };
    /// # let mut request = Request::new("r1".parse()?);
    /// # let submitted = decide(&request, &submit, &person)?;
    /// # request.accept(&submitted)?;
    /// let once = person.with_command_id("c1".parse()?);
    /// let decision = decide(&request, &Command::Withdraw, &once)?;
    /// request.accept(&decision)?;
    /// let again = decide(&request, &Command::Withdraw, &once)?;
    /// assert!(again.is_repeated() && again.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn is_repeated(&self) -> bool {
        self.repeated
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Decision {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;

        let events: Vec<Event> = self.events().collect();
        let effects: Vec<Effect> = self.effects().collect();
        let mut wire = serializer.serialize_struct("Decision", 4)?;
        wire.serialize_field("events", &events)?;
        wire.serialize_field("effects", &effects)?;
        wire.serialize_field("personal", &self.personal)?;
        wire.serialize_field("repeated", &self.repeated)?;
        wire.end()
    }
}
