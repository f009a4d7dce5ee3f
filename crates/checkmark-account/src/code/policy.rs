//! The figures of the code, and what a guesser could do with them.

use core::fmt;

use time::SignedDuration;

use crate::words::kinds;

/// The figures of the code, as a host writes them; [`CodePolicy::new`] checks them.
///
/// ```
/// use checkmark_account::code::{CodeFigures, CodePolicy};
///
/// let mut figures = CodeFigures::default();
/// figures.digits = 8;
/// assert_eq!(CodePolicy::new(figures)?.digits(), 8);
/// # Ok::<(), checkmark_account::code::CodePolicyError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CodeFigures {
    /// Digits of a code, 6 to 10.
    pub digits: u8,
    /// How long a code is valid: more than nothing, at most 24 hours.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::duration"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    pub validity: SignedDuration,
    /// Tries that a code stands, at least 1.
    pub tries: u8,
    /// The time that passes between two codes, up to 24 hours; zero is allowed.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::duration"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    pub gap: SignedDuration,
    /// Codes in any 60 minutes, 1 to `per_day`.
    pub per_hour: u8,
    /// Codes in any 24 hours, 1 to [`CodePolicy::MAX_PER_DAY`].
    pub per_day: u8,
    /// Failures in a row after which the channel is locked, 1 to 100 (SP 800-63B).
    pub failures_in_a_row: u8,
    /// How long the channel stays locked: more than nothing.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::duration"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    pub lock: SignedDuration,
}

impl Default for CodeFigures {
    fn default() -> Self {
        Self {
            digits: 6,
            validity: SignedDuration::minutes(10),
            tries: 5,
            gap: SignedDuration::seconds(60),
            per_hour: 5,
            per_day: 10,
            failures_in_a_row: 100,
            lock: SignedDuration::hours(24),
        }
    }
}

/// A checked policy for one-time codes (CODE-2 to CODE-5, CODE-8).
///
/// The default is the vendor's: six digits, ten minutes, five tries, a minute between two codes,
/// five an hour, ten a day, a lock of 24 hours after 100 failures in a row.
///
/// ```
/// use checkmark_account::code::CodePolicy;
/// use time::SignedDuration;
///
/// let policy = CodePolicy::default();
/// assert_eq!((policy.validity(), policy.gap()), (SignedDuration::minutes(10), SignedDuration::MINUTE));
/// assert_eq!((policy.per_hour(), policy.per_day()), (5, 10));
/// assert_eq!((policy.failures_in_a_row(), policy.lock()), (100, SignedDuration::DAY));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "CodeFigures", into = "CodeFigures")
)]
pub struct CodePolicy(CodeFigures);

impl CodePolicy {
    /// The most codes in a day that a policy may allow, because a book remembers so many.
    pub const MAX_PER_DAY: u8 = 16;

    /// Checks the figures.
    ///
    /// What a guesser can reach is counted in guesses out of `10^digits` equally likely codes: the
    /// tries of one code, and the tries of all codes that are issued in a day. The lock is not
    /// counted on, because a success of the owner in between clears the failures.
    ///
    /// # Errors
    ///
    /// A figure out of its range, or figures that let a guesser succeed with a probability above
    /// 0.0001 for a code or 0.001 for a day (CODE-8); the error holds that probability.
    ///
    /// ```
    /// use checkmark_account::code::{CodeFigures, CodePolicy, CodePolicyErrorKind};
    ///
    /// let mut figures = CodeFigures::default();
    /// figures.tries = 250;
    /// let error = CodePolicy::new(figures).unwrap_err();
    /// assert_eq!(error.kind(), CodePolicyErrorKind::GuessPerCode);
    /// assert_eq!(error.probability(), Some(0.00025));
    /// ```
    pub fn new(figures: CodeFigures) -> Result<Self, CodePolicyError> {
        let day = SignedDuration::hours(24);
        let ranges = [
            (
                CodePolicyErrorKind::Digits,
                matches!(figures.digits, 6..=10),
            ),
            (
                CodePolicyErrorKind::Validity,
                figures.validity.is_positive() && figures.validity <= day,
            ),
            (CodePolicyErrorKind::Tries, figures.tries >= 1),
            (
                CodePolicyErrorKind::Gap,
                !figures.gap.is_negative() && figures.gap <= day,
            ),
            (
                CodePolicyErrorKind::PerDay,
                (1..=Self::MAX_PER_DAY).contains(&figures.per_day),
            ),
            (
                CodePolicyErrorKind::PerHour,
                (1..=figures.per_day).contains(&figures.per_hour),
            ),
            (
                CodePolicyErrorKind::FailuresInARow,
                matches!(figures.failures_in_a_row, 1..=100),
            ),
            (CodePolicyErrorKind::Lock, figures.lock.is_positive()),
        ];
        for (kind, holds) in ranges {
            if !holds {
                return Err(CodePolicyError { kind, guess: None });
            }
        }
        let codes = 10_u64.pow(u32::from(figures.digits));
        let tries = u64::from(figures.tries);
        let limits = [
            (CodePolicyErrorKind::GuessPerCode, tries, 10_000),
            (
                CodePolicyErrorKind::GuessPerDay,
                tries * u64::from(figures.per_day),
                1_000,
            ),
        ];
        for (kind, guesses, one_in) in limits {
            if guesses * one_in > codes {
                let guess = Some(Guess { guesses, codes });
                return Err(CodePolicyError { kind, guess });
            }
        }
        Ok(Self(figures))
    }

    /// Digits of a code.
    #[must_use]
    pub const fn digits(&self) -> u8 {
        self.0.digits
    }

    /// How long a code is valid.
    #[must_use]
    pub const fn validity(&self) -> SignedDuration {
        self.0.validity
    }

    /// Tries that a code stands.
    #[must_use]
    pub const fn tries(&self) -> u8 {
        self.0.tries
    }

    /// The time that passes between two codes.
    #[must_use]
    pub const fn gap(&self) -> SignedDuration {
        self.0.gap
    }

    /// Codes in any 60 minutes.
    #[must_use]
    pub const fn per_hour(&self) -> u8 {
        self.0.per_hour
    }

    /// Codes in any 24 hours.
    #[must_use]
    pub const fn per_day(&self) -> u8 {
        self.0.per_day
    }

    /// Failures in a row after which the channel is locked.
    #[must_use]
    pub const fn failures_in_a_row(&self) -> u8 {
        self.0.failures_in_a_row
    }

    /// How long the channel stays locked.
    #[must_use]
    pub const fn lock(&self) -> SignedDuration {
        self.0.lock
    }
}

impl Default for CodePolicy {
    /// The vendor's figures; a test shows that [`CodePolicy::new`] takes them.
    fn default() -> Self {
        Self(CodeFigures::default())
    }
}

impl TryFrom<CodeFigures> for CodePolicy {
    type Error = CodePolicyError;

    fn try_from(figures: CodeFigures) -> Result<Self, CodePolicyError> {
        Self::new(figures)
    }
}

impl From<CodePolicy> for CodeFigures {
    fn from(policy: CodePolicy) -> Self {
        policy.0
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for CodePolicy {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "CodePolicy".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        CodeFigures::json_schema(generator)
    }
}

/// Why figures make no policy: which figure, and for CODE-8 how likely a guess would succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodePolicyError {
    kind: CodePolicyErrorKind,
    guess: Option<Guess>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Guess {
    guesses: u64,
    codes: u64,
}

impl CodePolicyError {
    /// Which figure it is, or which bound of CODE-8.
    #[must_use]
    pub const fn kind(&self) -> CodePolicyErrorKind {
        self.kind
    }

    /// The probability, 0 to 1, with which a guesser would succeed, if that is the fault.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "both numbers are far below 2^52"
    )]
    pub fn probability(&self) -> Option<f64> {
        self.guess
            .map(|guess| guess.guesses as f64 / guess.codes as f64)
    }
}

impl fmt::Display for CodePolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.probability() {
            Some(probability) => write!(f, "{} ({probability})", self.kind),
            None => self.kind.fmt(f),
        }
    }
}

impl core::error::Error for CodePolicyError {}

kinds! {
    /// Which figure of a policy is at fault.
    CodePolicyErrorKind;
    /// Not 6 to 10 digits.
    Digits "digits" "digits outside 6 to 10",
    /// Not more than nothing and at most 24 hours.
    Validity "validity" "validity not above zero and at most 24 hours",
    /// No try at all.
    Tries "tries" "no tries",
    /// Negative, or more than 24 hours.
    Gap "gap" "gap outside 0 to 24 hours",
    /// Not 1 to `per_day` codes an hour.
    PerHour "per_hour" "codes per hour outside 1 to the codes per day",
    /// Not 1 to 16 codes a day.
    PerDay "per_day" "codes per day outside 1 to 16",
    /// Not 1 to 100 failures in a row.
    FailuresInARow "failures_in_a_row" "failures in a row outside 1 to 100",
    /// Not more than nothing.
    Lock "lock" "lock not above zero",
    /// A guesser would succeed with a probability above 0.0001 for one code.
    GuessPerCode "guess_per_code" "guess of one code more likely than 0.0001",
    /// A guesser would succeed with a probability above 0.001 in a day.
    GuessPerDay "guess_per_day" "guess in a day more likely than 0.001",
}
