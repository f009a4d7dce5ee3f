//! Generators for one-time codes, for hosts that test against them.

use checkmark_domain::__arbitrary as arbitrary;
use proptest::prelude::*;
use time::{SignedDuration, UtcDateTime};

use super::{
    Challenge, CodeBook, CodeEvent, CodeFigures, CodeKey, CodeOutcome, CodePolicy, CodeTried,
    CodeUnlocked, KeyRing, Nonce, Purpose, ThrottleCount, TypedCode,
};
use crate::{CommandId, KeyId};

impl Arbitrary for Nonce {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        any::<[u8; Self::LEN]>().prop_map(Self::new).boxed()
    }
}

impl Arbitrary for CodeKey {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        (
            any::<KeyId>(),
            proptest::collection::vec(any::<u8>(), 16..64),
        )
            .prop_map(|(id, secret)| Self::new(id, &secret).expect("16 bytes or more"))
            .boxed()
    }
}

impl Arbitrary for KeyRing {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        proptest::collection::vec(any::<CodeKey>(), 1..4)
            .prop_map(|keys| {
                let mut keys = keys.into_iter();
                let first = Self::new(keys.next().expect("at least one key"));
                keys.fold(first, |ring, key| ring.clone().rotate(key).unwrap_or(ring))
            })
            .boxed()
    }
}

/// Typed codes of 6 to 10 digits, with and without leading zeros.
impl Arbitrary for TypedCode {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        "[0-9]{6,10}"
            .prop_map(|digits| digits.parse().expect("digits are a code"))
            .boxed()
    }
}

/// Figures within the bounds of CODE-8.
fn figures() -> impl Strategy<Value = CodeFigures> {
    (
        6_u8..=10,
        any_seconds(1..=86_400),
        1_u8..=6,
        any_seconds(0..=3_600),
        (
            1_u8..=CodePolicy::MAX_PER_DAY,
            1_u8..=CodePolicy::MAX_PER_DAY,
        ),
        1_u8..=100,
        any_seconds(1..=7 * 86_400),
    )
        .prop_map(
            |(digits, validity, tries, gap, per, failures_in_a_row, lock)| CodeFigures {
                digits,
                validity,
                tries,
                gap,
                per_hour: per.0.min(per.1),
                per_day: per.0.max(per.1),
                failures_in_a_row,
                lock,
            },
        )
}

/// Figures that a policy may or may not take: some are out of their bounds, some at the ends of what
/// can be written.
fn wild_figures() -> impl Strategy<Value = CodeFigures> {
    let seconds = || {
        prop_oneof![
            4 => any_seconds(-1..=90_000),
            1 => Just(SignedDuration::MIN),
            1 => Just(SignedDuration::MAX),
        ]
    };
    let counts = (
        any::<u8>(),
        any::<u8>(),
        any::<u8>(),
        any::<u8>(),
        any::<u8>(),
    );
    (counts, seconds(), seconds(), seconds()).prop_map(
        |((digits, tries, per_hour, per_day, failures_in_a_row), validity, gap, lock)| {
            CodeFigures {
                digits,
                validity,
                tries,
                gap,
                per_hour,
                per_day,
                failures_in_a_row,
                lock,
            }
        },
    )
}

arbitrary! {
    /// Figures that a policy takes, and others.
    CodeFigures => prop_oneof![3 => figures(), 1 => wild_figures()];
    /// Policies within the bounds of CODE-8.
    CodePolicy => figures().prop_map(|figures| {
        Self::new(figures).expect("six tries a code and 16 codes a day are within the bounds")
    });
}

impl Arbitrary for Challenge {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        (
            1_u32..,
            any::<Purpose>(),
            any::<KeyId>(),
            any::<Nonce>(),
            any::<CodePolicy>(),
            instant(),
        )
            .prop_map(|(number, purpose, key, nonce, policy, now)| {
                Self::new(number, purpose, key, nonce, &policy, now)
            })
            .boxed()
    }
}

impl Arbitrary for ThrottleCount {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        (0_u32..20, 0_u32..20)
            .prop_map(|(hour, more)| Self::new(hour, hour + more))
            .boxed()
    }
}

/// Events by themselves; most books refuse most of them.
impl Arbitrary for CodeEvent {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        prop_oneof![
            any::<Challenge>().prop_map(Self::Issued),
            (any::<CodeOutcome>(), any::<CommandId>(), instant()).prop_map(
                |(outcome, command, at)| {
                    CodeBook::new(Purpose::SignUp)
                        .decide_outcome(outcome, command, &CodePolicy::default(), at)
                        .expect("an empty book refuses no try")
                }
            ),
            any::<CodeUnlocked>().prop_map(Self::Unlocked),
        ]
        .boxed()
    }
}

impl Arbitrary for CodeTried {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        any::<CodeEvent>()
            .prop_filter_map("not a try", |event| match event {
                CodeEvent::Tried(tried) => Some(tried),
                CodeEvent::Issued(_) | CodeEvent::Unlocked(_) => None,
            })
            .boxed()
    }
}

impl Arbitrary for CodeUnlocked {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        instant().prop_map(|at| Self { at }).boxed()
    }
}

/// Books that came about by their own events: codes issued and tried, minutes or hours apart.
impl Arbitrary for CodeBook {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let step = (
            any::<Option<CodeOutcome>>(),
            any::<Nonce>(),
            any::<CommandId>(),
            any_seconds(0..=7_200),
        );
        (
            any::<Purpose>(),
            any::<KeyId>(),
            instant(),
            proptest::collection::vec(step, 0..20),
        )
            .prop_map(|(purpose, key, start, steps)| {
                let policy = CodePolicy::default();
                let mut now = start;
                let mut book = Self::new(purpose);
                for (outcome, nonce, command, wait) in steps {
                    now = now.saturating_add(wait);
                    let decided = match outcome {
                        Some(outcome) => book.decide_outcome(outcome, command, &policy, now),
                        None => {
                            book.decide_issue(key, nonce, ThrottleCount::default(), &policy, now)
                        }
                    };
                    if let Ok(event) = decided {
                        book = book.evolve(&event).expect("a book folds what it decided");
                    }
                }
                book
            })
            .boxed()
    }
}

/// Instants of this century and the next, to the nanosecond.
fn instant() -> impl Strategy<Value = UtcDateTime> {
    (946_684_800_i64..7_258_118_400, 0_i64..1_000_000_000).prop_map(|(seconds, nanoseconds)| {
        UtcDateTime::from_unix_timestamp(seconds)
            .expect("the range lies within time's")
            .saturating_add(SignedDuration::nanoseconds(nanoseconds))
    })
}

fn any_seconds(range: core::ops::RangeInclusive<i64>) -> impl Strategy<Value = SignedDuration> {
    range.prop_map(SignedDuration::seconds)
}
