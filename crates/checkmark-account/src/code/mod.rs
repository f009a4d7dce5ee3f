//! The one-time validation code: derived, never stored (CODE-1 to CODE-9).
//!
//! A [`Challenge`] says which code was mailed without holding it: [`Challenge::reveal`] derives the
//! code from the host's key, and is the one place where it appears. A [`CodeBook`] is the account's
//! book of challenges and tries for one address and one [`Purpose`]. It is a decider of its own:
//!
//! - [`CodeBook::decide_issue`], [`CodeBook::decide_try`] and [`CodeBook::decide_unlock`] answer
//!   with a [`CodeEvent`] or a [`CodeRefusal`]; the guards are there, and the key and the typed
//!   code go no further;
//! - [`CodeBook::evolve`] folds an event; it knows no key and no policy.
//!
//! ```
//! use checkmark_account::code::{
//!     CodeBook, CodeEvent, CodeKey, CodeOutcome, CodePolicy, KeyRing, Nonce, Purpose, Subject,
//!     ThrottleCount, TypedCode,
//! };
//! use checkmark_account::{AccountId, EmailAddress};
//! use time::{SignedDuration, UtcDateTime};
//!
//! let account: AccountId = "a1".parse()?;
//! let address: EmailAddress = "anna@acme.example".parse()?;
//! let subject = Subject::new(account, &address);
//! let keys = KeyRing::new(CodeKey::new("2026-11".parse()?, b"thirty-two bytes of the host's own")?);
//! let policy = CodePolicy::default();
//! let noon = UtcDateTime::UNIX_EPOCH;
//!
//! // The host's randomness makes the nonce; the challenge goes to the mailer.
//! let book = CodeBook::new(Purpose::SignUp);
//! let nonce = Nonce::new([7; 16]);
//! let issued = book.decide_issue(keys.current().id(), nonce, ThrottleCount::default(), &policy, noon)?;
//! let book = book.evolve(&issued)?;
//! let challenge = book.challenge().expect("one was just issued");
//! let mailed = challenge.reveal(&keys, subject)?;
//!
//! // A minute later the person types what came.
//! let typed: TypedCode = mailed.expose().parse()?;
//! let at = noon + SignedDuration::minutes(1);
//! let tried = book.decide_try(&typed, subject, &keys, "c2".parse()?, &policy, at)?;
//! assert_eq!(tried.outcome(), Some(CodeOutcome::Right));
//! assert!(book.evolve(&tried)?.is_spent());
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```

mod book;
mod challenge;
mod event;
mod history;
mod key;
mod nonce;
mod policy;
mod refusal;
mod replay;
mod secret;
#[cfg(feature = "proptest")]
mod strategy;
mod subject;
mod throttle;

pub use book::CodeBook;
pub use challenge::{Challenge, ChallengeError, ChallengeErrorKind, MissingKey};
pub use event::{
    CodeEvent, CodeOutcome, CodeTried, CodeUnlocked, PublicOutcome, UnknownCodeOutcome,
    UnknownPublicOutcome,
};
pub use key::{CodeKey, CodeKeyError, CodeKeyErrorKind, KeyRing};
pub use nonce::{Nonce, ParseNonceError};
pub use policy::{CodeFigures, CodePolicy, CodePolicyError, CodePolicyErrorKind};
pub use refusal::{CodeRefusal, CodeRefusalKind};
pub use replay::{CodeReplayError, CodeReplayErrorKind};
pub use secret::{ParseCodeError, ParseCodeErrorKind, TypedCode, ValidationCode};
pub use subject::{Purpose, Subject, UnknownPurpose};
pub use throttle::ThrottleCount;
