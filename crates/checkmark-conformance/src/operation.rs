//! What the kit does to a store.

use core::fmt;
use core::str::FromStr;

use checkmark::tier::strategy::{Attempt, HistoryStep, Twist};

/// One thing that the kit does to a store. As text: `sign_up`, `at_skew:sign_up`, `race:sign_up`,
/// `crash` and so on.
///
/// Open: the kit learns new ones.
///
/// ```
/// use checkmark_conformance::Operation;
///
/// let operation: Operation = "race:request_code".parse()?;
/// assert_eq!(operation.to_string(), "race:request_code");
/// # Ok::<(), checkmark_conformance::UnknownOperation>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Operation {
    /// A step of the account is decided and written: by somebody who may, or with a twist, such as
    /// by a host whose clock is wrong, or under the name of the command before.
    Act(Attempt),
    /// A second writer decides the step on the version before the last one, and writes too late.
    Race(HistoryStep),
    /// The last decision is written again, because its answer got lost.
    Repeat,
    /// An effect is taken, carried out and acknowledged.
    Deliver,
    /// An effect is taken, and the process dies before it says that it carried it out.
    CrashTaken,
    /// What was acknowledged last is acknowledged again.
    AcknowledgeAgain,
    /// The process dies and comes back.
    Crash,
    /// The person is forgotten.
    Forget,
    /// Somebody else goes a step further, whose record, effects and data are nobody else's.
    Neighbor,
}

/// The text names no [`Operation`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown operation")]
pub struct UnknownOperation(());

impl Operation {
    /// The operation without the step it is about.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Act(_) => "act",
            Self::Race(_) => "race",
            Self::Repeat => "repeat",
            Self::Deliver => "deliver",
            Self::CrashTaken => "crash_taken",
            Self::AcknowledgeAgain => "acknowledge_again",
            Self::Crash => "crash",
            Self::Forget => "forget",
            Self::Neighbor => "neighbor",
        }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Act(attempt) if attempt.twist() == Twist::Plain => {
                f.write_str(attempt.step().as_str())
            }
            Self::Act(attempt) => write!(f, "{}:{}", attempt.twist(), attempt.step()),
            Self::Race(step) => write!(f, "race:{step}"),
            _ => f.write_str(self.as_str()),
        }
    }
}

impl FromStr for Operation {
    type Err = UnknownOperation;

    fn from_str(text: &str) -> Result<Self, UnknownOperation> {
        let unknown = UnknownOperation(());
        let step = |text: &str| text.parse().map_err(|_| unknown);
        Ok(match text.split_once(':') {
            Some(("race", name)) => Self::Race(step(name)?),
            Some((twist, name)) => match twist.parse().map_err(|_| unknown)? {
                Twist::Plain => return Err(unknown),
                twist => Self::Act(Attempt::new(step(name)?, twist)),
            },
            None => match text {
                "repeat" => Self::Repeat,
                "deliver" => Self::Deliver,
                "crash_taken" => Self::CrashTaken,
                "acknowledge_again" => Self::AcknowledgeAgain,
                "crash" => Self::Crash,
                "forget" => Self::Forget,
                "neighbor" => Self::Neighbor,
                name => Self::Act(Attempt::plain(step(name)?)),
            },
        })
    }
}
