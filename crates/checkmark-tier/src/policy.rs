//! The figures that decisions rest on, each named.

use checkmark_account::code::CodePolicy;
use time::SignedDuration;

use crate::words::kinds;

/// The figures of a policy, as a host writes them; [`TierPolicy::new`] checks them.
///
/// ```
/// use checkmark_tier::{TierFigures, TierPolicy};
/// use time::SignedDuration;
///
/// let mut figures = TierFigures::default();
/// figures.registration_lapse = SignedDuration::days(60);
/// assert_eq!(TierPolicy::new(figures)?.registration_lapse(), SignedDuration::days(60));
/// # Ok::<(), checkmark_tier::TierPolicyError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TierFigures {
    /// The figures of the code (CODE-2 to CODE-5).
    pub code: CodePolicy,
    /// How long the proof of an address counts as fresh (REG-1).
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::duration"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    pub proof_fresh: SignedDuration,
    /// How long the host's verification of the password counts as fresh (REG-1, ACC-5).
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::duration"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    pub password_fresh: SignedDuration,
    /// After how long an unvalidated sign-up, or an unproved change of address, lapses (REG-3).
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::duration"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    pub sign_up_lapse: SignedDuration,
    /// After how long an unanswered route, or unanswered details, lapse (REG-3).
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::duration"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    pub registration_lapse: SignedDuration,
    /// How old the evidence of a domain may be when access is decided (DOM-4).
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::duration"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    pub evidence_age: SignedDuration,
    /// How old a count of profiles may be when access is decided (REG-7).
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::duration"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    pub count_age: SignedDuration,
    /// How long missing evidence is waited for before support decides (DOM-3).
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::duration"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    pub evidence_wait: SignedDuration,
    /// After how long a verdict is judged again (DOM-4).
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::duration"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    pub verdict_age: SignedDuration,
    /// The time between two password change requests (ACC-5).
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::duration"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    pub password_change_gap: SignedDuration,
    /// How long a permit is valid (TIER-7).
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::duration"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    pub permit: SignedDuration,
    /// How far time may run back and be clamped (LAW-4).
    #[cfg_attr(feature = "serde", serde(with = "checkmark_account::wire::duration"))]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::string::String"))]
    pub skew: SignedDuration,
    /// How often a confirmation is mailed before it counts as undeliverable (REG-5).
    pub confirmation_attempts: u8,
}

impl Default for TierFigures {
    /// The vendor's figures, and this project's own where the vendor is silent.
    fn default() -> Self {
        Self {
            code: CodePolicy::default(),
            proof_fresh: SignedDuration::days(30),
            password_fresh: SignedDuration::minutes(10),
            sign_up_lapse: SignedDuration::hours(24),
            registration_lapse: SignedDuration::days(30),
            evidence_age: SignedDuration::hours(24),
            count_age: SignedDuration::minutes(15),
            evidence_wait: SignedDuration::days(7),
            verdict_age: SignedDuration::days(180),
            password_change_gap: SignedDuration::hours(24),
            permit: SignedDuration::minutes(5),
            skew: SignedDuration::seconds(5),
            confirmation_attempts: 3,
        }
    }
}

/// A checked policy.
///
/// ```
/// use checkmark_tier::TierPolicy;
/// use time::SignedDuration;
///
/// let policy = TierPolicy::default();
/// assert_eq!((policy.proof_fresh(), policy.sign_up_lapse()), (SignedDuration::days(30), SignedDuration::DAY));
/// assert_eq!((policy.password_fresh(), policy.count_age()), (SignedDuration::minutes(10), SignedDuration::minutes(15)));
/// assert_eq!((policy.evidence_age(), policy.evidence_wait()), (SignedDuration::DAY, SignedDuration::days(7)));
/// assert_eq!((policy.verdict_age(), policy.password_change_gap()), (SignedDuration::days(180), SignedDuration::DAY));
/// assert_eq!((policy.skew(), policy.confirmation_attempts()), (SignedDuration::seconds(5), 3));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "TierFigures", into = "TierFigures")
)]
pub struct TierPolicy(TierFigures);

macro_rules! figures {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        $(
            $(#[$doc])*
            #[must_use]
            pub const fn $name(&self) -> SignedDuration {
                self.0.$name
            }
        )*
    };
}

impl TierPolicy {
    /// Checks the figures.
    ///
    /// # Errors
    ///
    /// A duration that is not above zero, or above its bound: proofs, evidence and verdicts are
    /// bounded by ten years, a password's freshness and a permit by a day, the skew (which may be
    /// zero) by five minutes; a verdict that would be judged again before its evidence is too old;
    /// or no attempt at a confirmation.
    pub fn new(figures: TierFigures) -> Result<Self, TierPolicyError> {
        let day = SignedDuration::hours(24);
        let decade = SignedDuration::days(3_653);
        let within = |duration: SignedDuration, most| duration.is_positive() && duration <= most;
        let checks = [
            (
                TierPolicyErrorKind::ProofFresh,
                within(figures.proof_fresh, decade),
            ),
            (
                TierPolicyErrorKind::PasswordFresh,
                within(figures.password_fresh, day),
            ),
            (
                TierPolicyErrorKind::SignUpLapse,
                within(figures.sign_up_lapse, decade),
            ),
            (
                TierPolicyErrorKind::RegistrationLapse,
                within(figures.registration_lapse, decade),
            ),
            (
                TierPolicyErrorKind::EvidenceAge,
                within(figures.evidence_age, decade),
            ),
            (
                TierPolicyErrorKind::CountAge,
                within(figures.count_age, decade),
            ),
            (
                TierPolicyErrorKind::EvidenceWait,
                within(figures.evidence_wait, decade),
            ),
            (
                TierPolicyErrorKind::VerdictAge,
                within(figures.verdict_age, decade) && figures.verdict_age >= figures.evidence_age,
            ),
            (
                TierPolicyErrorKind::PasswordChangeGap,
                within(figures.password_change_gap, decade),
            ),
            (TierPolicyErrorKind::Permit, within(figures.permit, day)),
            (
                TierPolicyErrorKind::Skew,
                !figures.skew.is_negative() && figures.skew <= SignedDuration::minutes(5),
            ),
            (
                TierPolicyErrorKind::ConfirmationAttempts,
                figures.confirmation_attempts >= 1,
            ),
        ];
        match checks.into_iter().find(|(_, holds)| !holds) {
            Some((kind, _)) => Err(TierPolicyError { kind }),
            None => Ok(Self(figures)),
        }
    }

    /// The figures of the code.
    #[must_use]
    pub const fn code(&self) -> &CodePolicy {
        &self.0.code
    }

    /// How often a confirmation is mailed before it counts as undeliverable.
    #[must_use]
    pub const fn confirmation_attempts(&self) -> u8 {
        self.0.confirmation_attempts
    }

    figures! {
        /// How long the proof of an address counts as fresh.
        proof_fresh,
        /// How long a verification of the password counts as fresh.
        password_fresh,
        /// After how long an unproved address lapses.
        sign_up_lapse,
        /// After how long an unanswered route, or unanswered details, lapse.
        registration_lapse,
        /// How old the evidence of a domain may be.
        evidence_age,
        /// How old a count of profiles may be.
        count_age,
        /// How long missing evidence is waited for.
        evidence_wait,
        /// After how long a verdict is judged again.
        verdict_age,
        /// The time between two password change requests.
        password_change_gap,
        /// How long a permit is valid.
        permit,
        /// How far time may run back and be clamped.
        skew,
    }
}

impl TryFrom<TierFigures> for TierPolicy {
    type Error = TierPolicyError;

    fn try_from(figures: TierFigures) -> Result<Self, TierPolicyError> {
        Self::new(figures)
    }
}

impl From<TierPolicy> for TierFigures {
    fn from(policy: TierPolicy) -> Self {
        policy.0
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for TierPolicy {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "TierPolicy".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        TierFigures::json_schema(generator)
    }
}

/// Why figures make no policy: which figure.
///
/// ```
/// use checkmark_tier::{TierFigures, TierPolicy, TierPolicyErrorKind};
///
/// let mut figures = TierFigures::default();
/// figures.verdict_age = figures.evidence_age / 2;
/// let refused = TierPolicy::new(figures).unwrap_err();
/// assert_eq!(refused.kind(), TierPolicyErrorKind::VerdictAge);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct TierPolicyError {
    kind: TierPolicyErrorKind,
}

impl TierPolicyError {
    /// Which figure.
    #[must_use]
    pub const fn kind(&self) -> TierPolicyErrorKind {
        self.kind
    }
}

kinds! {
    /// Which figure of a policy is at fault.
    TierPolicyErrorKind;
    /// Freshness of a proof.
    ProofFresh "proof_fresh" "freshness of a proof not above zero and at most ten years",
    /// Freshness of a password's verification.
    PasswordFresh "password_fresh" "freshness of a password not above zero and at most a day",
    /// Lapse of an unproved address.
    SignUpLapse "sign_up_lapse" "lapse of a sign-up not above zero and at most ten years",
    /// Lapse of a registration.
    RegistrationLapse "registration_lapse" "lapse of a registration not above zero and at most ten years",
    /// Age of evidence.
    EvidenceAge "evidence_age" "age of evidence not above zero and at most ten years",
    /// Age of a count.
    CountAge "count_age" "age of a count not above zero and at most ten years",
    /// Wait for evidence.
    EvidenceWait "evidence_wait" "wait for evidence not above zero and at most ten years",
    /// Age of a verdict.
    VerdictAge "verdict_age" "age of a verdict below that of its evidence, or above ten years",
    /// Gap between password changes.
    PasswordChangeGap "password_change_gap" "gap between password changes not above zero and at most ten years",
    /// A permit's validity.
    Permit "permit" "validity of a permit not above zero and at most a day",
    /// The skew.
    Skew "skew" "skew outside zero to five minutes",
    /// No attempt.
    ConfirmationAttempts "confirmation_attempts" "no attempt at a confirmation",
}
