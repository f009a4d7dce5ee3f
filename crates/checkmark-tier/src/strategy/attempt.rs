//! What is tried by those who may not, twice, too late, or by a clock that is wrong.

use alloc::vec::Vec;

use checkmark_account::{AccountId, Actor};
use proptest::collection::vec;
use proptest::sample::select;
use proptest::strategy::Strategy;
use time::{SignedDuration, UtcDateTime};

use super::history::name;
use super::step::HistoryStep;
use crate::account::Account;
use crate::envelope::Envelope;
use crate::form::Recorded;
use crate::words::words;

words! {
    /// What is wrong with an attempt.
    ///
    /// Open: there are more ways to be wrong.
    #[non_exhaustive]
    Twist, UnknownTwist, "unknown twist" in "strategy";
    /// Nothing.
    Plain "plain",
    /// Somebody gives the command who may not.
    OtherActor "other_actor",
    /// It was based on the version before.
    StaleVersion "stale_version",
    /// It was based on a version that does not exist yet.
    FutureVersion "future_version",
    /// It is for another account.
    OtherAccount "other_account",
    /// It has the name of the command before.
    SameId "same_id",
    /// The clock ran back by a second, which is within the default policy's skew.
    WithinSkew "within_skew",
    /// The clock ran back as far as the policy bears.
    AtSkew "at_skew",
    /// The clock ran back a nanosecond further than the policy bears.
    JustBeyondSkew "just_beyond_skew",
    /// The clock ran back by ten minutes, which is beyond any policy's.
    BeyondSkew "beyond_skew",
    /// The clock is ahead by a second: whoever comes next with the right one is behind.
    AheadWithinSkew "ahead_within_skew",
    /// The clock is ahead by as much as the policy bears.
    AheadAtSkew "ahead_at_skew",
    /// The clock is ahead by a nanosecond more than the policy bears.
    AheadBeyondSkew "ahead_beyond_skew",
    /// The clock is at 1970.
    LongAgo "long_ago",
    /// The clock jumped by eleven years.
    YearsAhead "years_ahead",
    /// The clock is at the end of time.
    EndOfTime "end_of_time",
}

impl Twist {
    /// What can be wrong with a clock (ATK-6).
    pub const CLOCKS: &'static [Self] = &[
        Self::WithinSkew,
        Self::AtSkew,
        Self::JustBeyondSkew,
        Self::BeyondSkew,
        Self::AheadWithinSkew,
        Self::AheadAtSkew,
        Self::AheadBeyondSkew,
        Self::LongAgo,
        Self::YearsAhead,
        Self::EndOfTime,
    ];
}

/// A step, and what is wrong with how it is tried.
///
/// ```
/// use checkmark_tier::strategy::{Attempt, History, HistoryStep, Twist};
/// use checkmark_tier::{RefusalCode, TierPolicy};
///
/// let mut history = History::of([HistoryStep::SignUp], &TierPolicy::default());
/// let refusal = history
///     .attempt(Attempt::new(HistoryStep::RequestCode, Twist::StaleVersion))
///     .unwrap_err();
/// assert_eq!(refusal.code(), RefusalCode::StaleVersion);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Attempt {
    step: HistoryStep,
    twist: Twist,
}

impl Attempt {
    /// A step that is tried with a twist.
    #[must_use]
    pub const fn new(step: HistoryStep, twist: Twist) -> Self {
        Self { step, twist }
    }

    /// A step as it should be.
    ///
    /// ```
    /// use checkmark_tier::strategy::{Attempt, HistoryStep, Twist};
    ///
    /// assert_eq!(Attempt::plain(HistoryStep::SignUp).twist(), Twist::Plain);
    /// ```
    #[must_use]
    pub const fn plain(step: HistoryStep) -> Self {
        Self::new(step, Twist::Plain)
    }

    /// What is tried.
    #[must_use]
    pub const fn step(self) -> HistoryStep {
        self.step
    }

    /// What is wrong with it.
    #[must_use]
    pub const fn twist(self) -> Twist {
        self.twist
    }

    /// What the host's clock shows instead.
    pub(super) fn now(self, now: UtcDateTime, skew: SignedDuration) -> UtcDateTime {
        let more = skew.saturating_add(SignedDuration::NANOSECOND);
        match self.twist {
            Twist::WithinSkew => now.saturating_sub(SignedDuration::SECOND),
            Twist::AtSkew => now.saturating_sub(skew),
            Twist::JustBeyondSkew => now.saturating_sub(more),
            Twist::AheadWithinSkew => now.saturating_add(SignedDuration::SECOND),
            Twist::AheadAtSkew => now.saturating_add(skew),
            Twist::AheadBeyondSkew => now.saturating_add(more),
            Twist::BeyondSkew => now.saturating_sub(SignedDuration::minutes(10)),
            Twist::LongAgo => UtcDateTime::UNIX_EPOCH,
            Twist::YearsAhead => now.saturating_add(SignedDuration::days(11 * 365)),
            Twist::EndOfTime => UtcDateTime::MAX,
            _ => now,
        }
    }

    /// The command as it is tried; none if time alone passes.
    pub(super) fn envelope(
        self,
        account: &Account,
        now: UtcDateTime,
        number: u64,
    ) -> Option<Envelope<Recorded>> {
        let command = self.step.command(account, now)?;
        let actor = self.step.actor()?;
        let actor = match self.twist {
            Twist::OtherActor => Actor::ALL
                .iter()
                .copied()
                .find(|actor| !command.kind().actors().contains(*actor))
                .unwrap_or(actor),
            _ => actor,
        };
        let id = match self.twist {
            Twist::OtherAccount => STRANGER,
            _ => account.id,
        };
        let number = match self.twist {
            Twist::SameId => number.saturating_sub(1),
            _ => number,
        };
        let envelope = Envelope::new(id, actor, now, command)
            .in_session(self.step.session(now))
            .with_id(name(number));
        Some(match self.twist {
            Twist::StaleVersion => envelope.expecting_version(account.version.wrapping_sub(1)),
            Twist::FutureVersion => envelope.expecting_version(account.version + 1),
            _ => envelope,
        })
    }
}

/// Lists of what is tried, most of it as it should be and the rest with any twist: for suites that
/// hold that what is refused changes nothing, and what is taken folds.
///
/// ```
/// use checkmark_tier::TierPolicy;
/// use checkmark_tier::strategy::{History, attempts};
/// use proptest::prelude::*;
///
/// proptest!(|(attempts in attempts(40))| {
///     let mut history = History::new(&TierPolicy::default());
///     for attempt in attempts {
///         let before = history.account().clone();
///         if history.attempt(attempt).is_err() {
///             prop_assert_eq!(history.account(), &before);
///         }
///     }
/// });
/// ```
pub fn attempts(most: usize) -> impl Strategy<Value = Vec<Attempt>> + Clone {
    twisted(most, Twist::ALL.to_vec())
}

/// Lists of what is tried while the host's clock runs back, stands still and jumps (ATK-6).
pub fn clock_faults(most: usize) -> impl Strategy<Value = Vec<Attempt>> + Clone {
    twisted(most, [&[Twist::Plain], Twist::CLOCKS].concat())
}

/// Half of the attempts are plain, so that histories get somewhere.
fn twisted(most: usize, twists: Vec<Twist>) -> impl Strategy<Value = Vec<Attempt>> + Clone {
    let plain = alloc::vec![Twist::Plain; twists.len()];
    let twists = [plain, twists].concat();
    let attempt = (select(HistoryStep::weighted()), select(twists))
        .prop_map(|(step, twist)| Attempt::new(step, twist));
    vec(attempt, 0..=most)
}

const STRANGER: AccountId = match AccountId::new("a2") {
    Ok(id) => id,
    Err(_) => panic!("the id is well formed"),
};
