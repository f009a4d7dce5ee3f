//! Why a clock stood still.

use core::fmt;
use core::str::FromStr;

/// Why a clock stood still: a short code of the host's or of another crate's, such as
/// `waiting_on_customer`.
///
/// # Syntax
///
/// 1 to 31 characters `a` to `z`, `0` to `9` and `_`.
///
/// ```
/// use checkmark_calendar::PauseReason;
///
/// let reason: PauseReason = "waiting_on_customer".parse()?;
/// assert_eq!(reason.as_str(), "waiting_on_customer");
/// assert!("Waiting".parse::<PauseReason>().is_err());
/// # Ok::<(), checkmark_calendar::PauseReasonError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "alloc::string::String", into = "alloc::string::String")
)]
pub struct PauseReason {
    length: u8,
    bytes: [u8; Self::LONGEST],
}

impl PauseReason {
    /// The most characters that a code has.
    pub const LONGEST: usize = 31;

    /// `unstated`: nobody said why.
    pub const UNSTATED: Self = match Self::new("unstated") {
        Ok(reason) => reason,
        Err(_) => unreachable!(),
    };

    /// A code known when the program is written.
    ///
    /// # Errors
    ///
    /// [`PauseReasonError`] if it breaks the syntax.
    pub const fn new(code: &str) -> Result<Self, PauseReasonError> {
        let code = code.as_bytes();
        if code.is_empty() || code.len() > Self::LONGEST {
            return Err(PauseReasonError);
        }
        let mut bytes = [0; Self::LONGEST];
        let mut at = 0;
        while at < code.len() {
            if !matches!(code[at], b'a'..=b'z' | b'0'..=b'9' | b'_') {
                return Err(PauseReasonError);
            }
            bytes[at] = code[at];
            at += 1;
        }
        Ok(Self {
            length: code.len() as u8,
            bytes,
        })
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }
}

impl fmt::Debug for PauseReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PauseReason({})", self.as_str())
    }
}

impl fmt::Display for PauseReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for PauseReason {
    type Err = PauseReasonError;

    fn from_str(text: &str) -> Result<Self, PauseReasonError> {
        Self::new(text)
    }
}

#[cfg(feature = "serde")]
impl TryFrom<alloc::string::String> for PauseReason {
    type Error = PauseReasonError;

    fn try_from(text: alloc::string::String) -> Result<Self, PauseReasonError> {
        text.parse()
    }
}

#[cfg(feature = "serde")]
impl From<PauseReason> for alloc::string::String {
    fn from(reason: PauseReason) -> Self {
        reason.as_str().into()
    }
}

/// A text that is no code of a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a reason is 1 to 31 lower-case letters, digits and underscores")]
#[non_exhaustive]
pub struct PauseReasonError;
