//! What a person does next: one step first, and what else is open to them (LAW-3).
//!
//! A step has a stable id and typed arguments; the text is made of these, in English and Swedish
//! here, in any other language by the host.

mod text;

pub use text::NextStepText;

use checkmark_account::code::Purpose;
use checkmark_account::{Actor, Language, RequestId, Rule};
use time::UtcDateTime;

use crate::account::Account;
use crate::command::CommandKind;
use crate::state::{Proof, Reason, RepairStep, State, StateKind};
use crate::table::{Cell, transition};
use crate::visit::{Place, Session};
use crate::words::words;

/// What a person does next, in an account and a visit.
///
/// There is one for every account that is neither closed nor erased (LAW-3).
///
/// ```
/// use checkmark_account::Language;
/// use checkmark_tier::{Account, Session, Step, next_step};
/// use time::UtcDateTime;
///
/// let account = Account::new("a1".parse()?);
/// let next = next_step(&account, &Session::signed_out(), UtcDateTime::UNIX_EPOCH)
///     .expect("the account is open");
/// assert_eq!(next.step(), Step::SignUp);
/// assert_eq!(next.text(Language::Swedish).to_string(), "Skapa ett konto.");
/// # Ok::<(), checkmark_account::ParseIdError>(())
/// ```
#[must_use]
pub fn next_step(account: &Account, session: &Session, now: UtcDateTime) -> Option<NextStep> {
    let state = account.state();
    let proof = account.registration().proof();
    let locked_until = match state {
        State::AwaitingCode => account.locked_until(Purpose::SignUp, now),
        State::RouteDue if proof == Proof::Due => account.locked_until(Purpose::FreshProof, now),
        _ => None,
    };
    let step = step(&state, proof, session, locked_until.is_some())?;
    let review = state.review();
    Some(NextStep {
        step,
        state: state.kind(),
        arguments: Arguments {
            repair: match (step, state) {
                (Step::Repair, State::StuckInBasic { due, .. }) => Some(due),
                _ => None,
            },
            until: match step {
                Step::AskSupportToUnlock => locked_until,
                Step::AwaitSupport | Step::AwaitProfile => review
                    .and_then(|review| review.window())
                    .map(|window| window.latest()),
                Step::ChooseRoute | Step::SubmitDetails => {
                    account.next_wakeup().map(|deadline| deadline.at())
                }
                _ => None,
            },
            request: match step {
                Step::AwaitSupport | Step::AwaitProfile => {
                    review.and_then(|review| review.request())
                }
                _ => None,
            },
            offered: match step {
                Step::ChooseOrganization => u32::try_from(account.offer().len()).ok(),
                _ => None,
            },
            because: match step {
                Step::UseBusinessAddress | Step::UsePersonalAddress | Step::RequestSupport => {
                    state.because().first()
                }
                _ => None,
            },
        },
    })
}

/// A step, its arguments, and what else is open.
///
/// ```
/// # #[cfg(feature = "proptest")] {
/// # use checkmark_account::*;
/// # use checkmark_tier::*;
/// # use checkmark_tier::strategy::*;
/// let way = HistoryStep::way_to(StateKind::RouteDue);
/// let history = History::of(way.iter().copied(), &TierPolicy::default());
/// let account = history.account();
/// let next: NextStep = next_step(account, &Session::at(Place::Support), history.now())
///     .expect("the account is open");
/// assert_eq!(next.step(), Step::ChooseRoute);
/// assert!(next.allowed().any(|command| command == CommandKind::ChooseRoute));
/// assert!(next.arguments().until().is_some(), "unanswered, it lapses");
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NextStep {
    step: Step,
    state: StateKind,
    arguments: Arguments,
}

impl NextStep {
    /// Which step.
    #[must_use]
    pub const fn step(&self) -> Step {
        self.step
    }

    /// What its text says besides.
    #[must_use]
    pub const fn arguments(&self) -> &Arguments {
        &self.arguments
    }

    /// What else the person may try in this state, by the table: a command may have further
    /// guards, and says so when it is refused.
    pub fn allowed(&self) -> impl Iterator<Item = CommandKind> {
        let state = self.state;
        CommandKind::ALL.iter().copied().filter(move |command| {
            command.actors().contains(Actor::Person)
                && matches!(transition(state, *command), Cell::Acts(_))
        })
    }

    /// The step in words.
    #[must_use]
    pub const fn text(&self, language: Language) -> NextStepText {
        NextStepText::new(*self, language)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for NextStep {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;

        let mut out = serializer.serialize_struct("NextStep", 2)?;
        out.serialize_field("id", &self.step)?;
        out.serialize_field("args", &self.arguments)?;
        out.end()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for NextStep {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "NextStep".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        /// The fields of a next step on the wire.
        #[derive(schemars::JsonSchema)]
        #[expect(dead_code, reason = "stands for its schema alone")]
        struct NextStep {
            id: Step,
            args: Arguments,
        }

        <NextStep as schemars::JsonSchema>::json_schema(generator)
    }
}

/// What the text of a step says besides its id.
///
/// ```
/// # #[cfg(feature = "proptest")] {
/// # use checkmark_account::*;
/// # use checkmark_tier::*;
/// # use checkmark_tier::strategy::*;
/// let way = HistoryStep::way_to(StateKind::StuckInBasic);
/// let history = History::of(way.iter().copied(), &TierPolicy::default());
/// let account = history.account();
/// let next = next_step(account, &Session::at(Place::Support), history.now()).expect("it is open");
/// let arguments: &Arguments = next.arguments();
/// assert_eq!(arguments.repair(), Some(RepairStep::SignOut));
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Arguments {
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    repair: Option<RepairStep>,
    #[cfg_attr(
        feature = "serde",
        serde(
            skip_serializing_if = "Option::is_none",
            with = "checkmark_account::wire::optional_instant"
        )
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<alloc::string::String>"))]
    until: Option<UtcDateTime>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    request: Option<RequestId>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    offered: Option<u32>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    because: Option<Reason>,
}

impl Arguments {
    /// The step of the repair that is due (FIX-1).
    #[must_use]
    pub const fn repair(&self) -> Option<RepairStep> {
        self.repair
    }

    /// Until when: the lapse of what is outstanding, the end of a lock, the latest instant of an
    /// outcome.
    #[must_use]
    pub const fn until(&self) -> Option<UtcDateTime> {
        self.until
    }

    /// The request that is waited for.
    #[must_use]
    pub const fn request(&self) -> Option<RequestId> {
        self.request
    }

    /// How many organizations are offered.
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::OrganizationDue);
    /// let history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let account = history.account();
    /// let next = next_step(account, &Session::at(Place::Support), history.now()).expect("it is open");
    /// assert_eq!(next.arguments().offered(), Some(2));
    /// # }
    /// ```
    #[must_use]
    pub const fn offered(&self) -> Option<u32> {
        self.offered
    }

    /// Why the account is not eligible by itself; the first reason of those that hold.
    ///
    /// ```
    /// # #[cfg(feature = "proptest")] {
    /// # use checkmark_account::*;
    /// # use checkmark_tier::*;
    /// # use checkmark_tier::strategy::*;
    /// let way = HistoryStep::way_to(StateKind::Limited);
    /// let history = History::of(way.iter().copied(), &TierPolicy::default());
    /// let account = history.account();
    /// let next = next_step(account, &Session::at(Place::Support), history.now()).expect("it is open");
    /// assert_eq!(next.arguments().because(), Some(Reason::GmailHosted));
    /// # }
    /// ```
    #[must_use]
    pub const fn because(&self) -> Option<Reason> {
        self.because
    }
}

words! {
    /// What a person does next, by its stable id.
    ///
    /// Open: later versions may know more steps.
    #[non_exhaustive]
    Step, UnknownStep, "unknown step";
    /// Create an account.
    SignUp "sign_up",
    /// Enter the code that was mailed, or ask for another.
    EnterCode "enter_code",
    /// Ask support to open the locked channel; that needs no sign-in (CODE-4).
    AskSupportToUnlock "ask_support_to_unlock",
    /// Sign in at the support site.
    SignIn "sign_in",
    /// Sign out and open the registration link, to have business access (REG-1).
    Upgrade "upgrade",
    /// Choose the route (REG-2).
    ChooseRoute "choose_route",
    /// Wait for the partner programme (REG-2).
    AwaitPartnerProgramme "await_partner_programme",
    /// Give the business details (REG-3).
    SubmitDetails "submit_details",
    /// Wait while the address is looked at (DOM-3).
    AwaitEvidence "await_evidence",
    /// Choose the entry of one's business unit (REG-4).
    ChooseOrganization "choose_organization",
    /// Have the company profile set up (REG-6).
    SubmitProfile "submit_profile",
    /// Wait for the company profile (REG-6).
    AwaitProfile "await_profile",
    /// Use a business address (DOM-3).
    UseBusinessAddress "use_business_address",
    /// Use an address of one's own (REG-8).
    UsePersonalAddress "use_personal_address",
    /// Ask administrative support (TKT-1).
    RequestSupport "request_support",
    /// Do the step of the repair that is due (FIX-1).
    Repair "repair",
    /// Wait for administrative support (TKT-6).
    AwaitSupport "await_support",
    /// Wait for the confirmation mail (REG-5).
    AwaitConfirmation "await_confirmation",
    /// Nothing is needed (TIER-3).
    NoneNeeded "none_needed",
    /// Ask support why, and to reinstate the account (ACC-7).
    AskSupportToReinstate "ask_support_to_reinstate",
    /// Take the account up again (ACC-7).
    Reactivate "reactivate",
}

impl Step {
    /// The rule that it rests on.
    #[must_use]
    pub const fn rule(self) -> Rule {
        match self {
            Self::SignUp => Rule::Acc2,
            Self::EnterCode => Rule::Code1,
            Self::AskSupportToUnlock => Rule::Code4,
            Self::SignIn => Rule::Law3,
            Self::Upgrade => Rule::Tier1,
            Self::ChooseRoute | Self::AwaitPartnerProgramme => Rule::Reg2,
            Self::SubmitDetails => Rule::Reg3,
            Self::AwaitEvidence | Self::UseBusinessAddress => Rule::Dom3,
            Self::ChooseOrganization => Rule::Reg4,
            Self::SubmitProfile | Self::AwaitProfile => Rule::Reg6,
            Self::UsePersonalAddress => Rule::Reg8,
            Self::RequestSupport => Rule::Tkt1,
            Self::Repair => Rule::Fix1,
            Self::AwaitSupport => Rule::Tkt6,
            Self::AwaitConfirmation => Rule::Reg5,
            Self::NoneNeeded => Rule::Tier3,
            Self::AskSupportToReinstate | Self::Reactivate => Rule::Acc7,
        }
    }

    /// The command by which the person does it; none where there is only to wait, or where the step
    /// lies outside the account.
    #[must_use]
    pub const fn command(self) -> Option<CommandKind> {
        match self {
            Self::SignUp => Some(CommandKind::SignUp),
            Self::EnterCode => Some(CommandKind::SubmitCode),
            Self::AskSupportToUnlock | Self::RequestSupport => Some(CommandKind::RequestSupport),
            Self::SignIn => Some(CommandKind::SignIn),
            Self::Upgrade => Some(CommandKind::SignOut),
            Self::ChooseRoute => Some(CommandKind::ChooseRoute),
            Self::SubmitDetails => Some(CommandKind::SubmitDetails),
            Self::ChooseOrganization => Some(CommandKind::ChooseOrganization),
            Self::SubmitProfile => Some(CommandKind::SubmitProfile),
            Self::UseBusinessAddress | Self::UsePersonalAddress => Some(CommandKind::ChangeAddress),
            Self::Repair => Some(CommandKind::RepairStep),
            Self::Reactivate => Some(CommandKind::Reactivate),
            Self::AwaitPartnerProgramme
            | Self::AwaitEvidence
            | Self::AwaitProfile
            | Self::AwaitSupport
            | Self::AwaitConfirmation
            | Self::NoneNeeded
            | Self::AskSupportToReinstate => None,
        }
    }
}

/// The one step that comes first; none where the account is gone.
fn step(state: &State, proof: Proof, session: &Session, locked: bool) -> Option<Step> {
    let here = session.is_signed_in() && session.place() == Place::Support;
    Some(match state {
        State::Closed | State::Erased => return None,
        State::Unregistered => Step::SignUp,
        State::AwaitingCode if locked => Step::AskSupportToUnlock,
        State::AwaitingCode => Step::EnterCode,
        State::Suspended => Step::AskSupportToReinstate,
        State::Deactivated => Step::Reactivate,
        // Some steps of the repair are done signed out.
        State::StuckInBasic { .. } => Step::Repair,
        _ if !here => Step::SignIn,
        State::Basic => Step::Upgrade,
        State::RouteDue if proof == Proof::Due && locked => Step::AskSupportToUnlock,
        State::RouteDue if proof == Proof::Due => Step::EnterCode,
        State::RouteDue => Step::ChooseRoute,
        State::Referred { .. } => Step::AwaitPartnerProgramme,
        State::DetailsDue => Step::SubmitDetails,
        State::EvidenceDue { .. } => Step::AwaitEvidence,
        State::OrganizationDue => Step::ChooseOrganization,
        State::ProfileDue { .. } => Step::SubmitProfile,
        State::ProfileInReview { .. } => Step::AwaitProfile,
        State::Limited { because } if because.first() == Some(Reason::RoleMailbox) => {
            Step::UsePersonalAddress
        }
        State::Limited { because } if because.bar() => Step::UseBusinessAddress,
        State::Limited { .. } => Step::RequestSupport,
        State::SupportReview { .. } => Step::AwaitSupport,
        State::Confirming => Step::AwaitConfirmation,
        State::Enterprise => Step::NoneNeeded,
    })
}
