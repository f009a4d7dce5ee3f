//! Attacks and accidents; each test is named after what must not happen.

use checkmark_account::code::{
    CodeBook, CodeKey, CodeOutcome, CodeRefusalKind, KeyRing, Nonce, ParseCodeErrorKind, Purpose,
    Subject, ThrottleCount, TypedCode,
};
use checkmark_account::{EmailAddress, ParseEmailErrorKind};
use time::{SignedDuration, UtcDateTime};

use crate::support::{Desk, account, email, policy, seconds, start, typed};

// ATK-1
#[test]
fn failures_are_not_refilled_by_a_new_code_or_another_spelling() {
    let mut desk = Desk::new();
    let spellings = [
        "anna@acme.example",
        "ANNA@Acme.Example",
        "\"anna\"@acme.EXAMPLE",
    ];
    for nth in 0..9 {
        if nth % 3 == 0 {
            desk.issue().expect("the gap has passed");
        }
        desk.address = email(spellings[nth % 3]);
        assert_eq!(desk.try_wrong(), Ok(CodeOutcome::Wrong));
        desk.wait(60);
    }
    assert_eq!(desk.book.failures(), 9);
    // Whoever keeps books by the identity finds one book under all three.
    assert!(
        spellings
            .iter()
            .all(|text| email(text).identity() == email(spellings[0]).identity())
    );
    // With a trailing dot it is no address.
    let error = "anna@acme.example.".parse::<EmailAddress>().unwrap_err();
    assert_eq!(error.kind(), ParseEmailErrorKind::Dot);
}

// ATK-2
#[test]
fn trying_each_code_once_is_limited_like_trying_one_code_often() {
    let mut desk = Desk::new();
    desk.issue().expect("the first code");
    let mailed = desk.mailed();
    let guesses = (0..)
        .map(|n| typed(&format!("{n:06}")))
        .filter(|guess| *guess != mailed);
    for guess in guesses.take(5) {
        assert_eq!(desk.try_code(&guess), Ok(CodeOutcome::Wrong));
    }
    assert_eq!(desk.try_code(&mailed), Ok(CodeOutcome::Exhausted));
}

// ATK-3
#[test]
fn a_code_is_not_used_twice_nor_by_two_racing_writers() {
    let mut desk = Desk::new();
    desk.issue().expect("the first code");
    let code = desk.mailed();
    let stale = desk.book;
    assert_eq!(desk.try_code(&code), Ok(CodeOutcome::Right));
    assert_eq!(desk.try_code(&code), Ok(CodeOutcome::Used));
    // The second writer decided on the version before; its event does not fold.
    let racing = stale
        .decide_try(
            &code,
            desk.subject(),
            &desk.keys,
            "race".parse().unwrap(),
            &desk.policy,
            desk.now,
        )
        .expect("it looked right to the second writer");
    assert_eq!(racing.outcome(), Some(CodeOutcome::Right));
    assert!(desk.book.evolve(&racing).is_err());
}

// ATK-4
#[test]
fn a_code_does_not_outlive_its_key_nor_change_with_a_rotation() {
    let mut desk = Desk::new();
    desk.issue().expect("the first code");
    let code = desk.mailed();
    let rotated = desk
        .keys
        .clone()
        .rotate(CodeKey::new("k2".parse().unwrap(), &[9; 32]).unwrap())
        .unwrap();
    // While the old key is in the ring the code is right; afterwards it never is.
    let judge = |keys: &KeyRing| desk.book.judge(&code, desk.subject(), keys, desk.now);
    assert_eq!(judge(&rotated), CodeOutcome::Right);
    assert_eq!(
        judge(&rotated.without("k1".parse().unwrap())),
        CodeOutcome::KeyRetired
    );
    // Another secret under the same name derives another code.
    let same_name = KeyRing::new(CodeKey::new("k1".parse().unwrap(), &[9; 32]).unwrap());
    assert_eq!(judge(&same_name), CodeOutcome::Wrong);
}

// ATK-5
#[test]
fn a_code_is_worthless_for_another_purpose_account_address_or_issue() {
    let mut desk = Desk::new();
    let challenge = desk.issue().expect("the first code");
    let code = desk.mailed();
    let judge = |book: CodeBook, subject| book.judge(&code, subject, &desk.keys, desk.now);
    assert_eq!(judge(desk.book, desk.subject()), CodeOutcome::Right);

    let other_account = Subject::new(account("a2"), &desk.address);
    assert_eq!(judge(desk.book, other_account), CodeOutcome::Wrong);
    let other_address = email("anna@other.example");
    assert_eq!(
        judge(desk.book, Subject::new(desk.account, &other_address)),
        CodeOutcome::Wrong
    );
    for purpose in [Purpose::ChangeOfAddress, Purpose::FreshProof] {
        let event = CodeBook::new(purpose)
            .decide_issue(
                challenge.key(),
                challenge.nonce(),
                ThrottleCount::default(),
                &desk.policy,
                desk.now,
            )
            .unwrap();
        let book = CodeBook::new(purpose).evolve(&event).unwrap();
        assert_eq!(judge(book, desk.subject()), CodeOutcome::Wrong);
    }
    // The same nonce in the next issue: still another code.
    let mut next = Desk::new();
    next.issue().unwrap();
    next.wait(60);
    next.issue().unwrap();
    assert_ne!(next.mailed(), code);
}

// ATK-5: no two inputs read the same once they are joined.
#[test]
fn moving_a_letter_from_account_to_address_is_another_code() {
    let mut desk = Desk::new();
    let challenge = desk.issue().expect("the first code");
    let reveal = |id: &str, address: &str| {
        let address = email(address);
        let subject = Subject::new(account(id), &address);
        challenge
            .reveal(&desk.keys, subject)
            .unwrap()
            .expose()
            .to_owned()
    };
    assert_ne!(
        reveal("ab", "c@acme.example"),
        reveal("a", "bc@acme.example")
    );
}

// ATK-6
#[test]
fn a_clock_that_runs_back_or_jumps_revives_nothing() {
    let mut desk = Desk::new();
    desk.issue().expect("the first code");
    let code = desk.mailed();
    desk.wait(600);
    assert_eq!(desk.try_code(&code), Ok(CodeOutcome::Expired));
    desk.now = start();
    assert_eq!(desk.try_code(&code), Ok(CodeOutcome::Expired));
    // Back by years: the gap is counted from the last instant that was seen.
    desk.now = UtcDateTime::MIN;
    let next = desk.issue().expect("ten minutes had passed");
    assert_eq!(next.issued_at(), start() + seconds(600));
    assert_eq!(desk.issue().unwrap_err().kind(), CodeRefusalKind::TooSoon);

    let mut desk = Desk::with(policy(|figures| figures.failures_in_a_row = 1));
    desk.issue().unwrap();
    desk.try_wrong().unwrap();
    desk.now -= SignedDuration::days(3650);
    let lapses = start() + SignedDuration::DAY;
    assert_eq!(desk.book.locked_until(desk.now), Some(lapses));
    assert_eq!(desk.issue().unwrap_err().kind(), CodeRefusalKind::Locked);

    // At the end of time nothing overflows, and nothing is valid any more.
    let mut desk = Desk::new();
    desk.now = UtcDateTime::MAX - seconds(1);
    desk.issue()
        .expect("a code whose expiry is the end of time");
    let code = desk.mailed();
    assert_eq!(desk.try_code(&code), Ok(CodeOutcome::Right));
    desk.now = UtcDateTime::MAX;
    assert_eq!(desk.issue().unwrap_err().kind(), CodeRefusalKind::TooSoon);
}

// ATK-7
#[test]
fn other_digits_blanks_and_long_input_cost_no_try() {
    #[track_caller]
    fn check(text: &str, want: ParseCodeErrorKind) {
        let error = text.parse::<TypedCode>().unwrap_err();
        assert_eq!(error.kind(), want);
    }
    check(
        "\u{661}\u{662}\u{663}\u{664}\u{665}\u{666}",
        ParseCodeErrorKind::Character,
    );
    check(
        "\u{ff11}\u{ff12}\u{ff13}\u{ff14}\u{ff15}\u{ff16}",
        ParseCodeErrorKind::Character,
    );
    check("12 34 56", ParseCodeErrorKind::Character);
    check("-12345", ParseCodeErrorKind::Character);
    check("12345\u{200b}6", ParseCodeErrorKind::Character);
    check("1e5000", ParseCodeErrorKind::Character);
    check("0x1234", ParseCodeErrorKind::Character);
    check(&"1".repeat(1 << 20), ParseCodeErrorKind::TooLong);
    check(&"\u{661}".repeat(1 << 20), ParseCodeErrorKind::Character);
    check(&" ".repeat(1 << 20), ParseCodeErrorKind::Empty);
    // Leading zeros are part of the code.
    assert_ne!(typed("0012345"), typed("012345"));
}

/// Chi-square over the first digits, the last digits and the evenness of many codes: a reduction by
/// remainder, or a lost leading zero, shows here. 10^6 nonces in release, 20,000 in debug.
// ATK-8
#[test]
fn codes_are_not_biased() {
    let nonces: u128 = if cfg!(debug_assertions) {
        20_000
    } else {
        1_000_000
    };
    // Seven digits throw away four draws in ten, so that the second draw and the second tag count.
    for digits in [6_u8, 7] {
        let desk = Desk::with(policy(|figures| figures.digits = digits));
        let mut first = [0_u64; 100];
        let mut last = [0_u64; 100];
        for nonce in 0..nonces {
            let event = desk
                .book
                .decide_issue(
                    desk.keys.current().id(),
                    Nonce::new(nonce.to_le_bytes()),
                    ThrottleCount::default(),
                    &desk.policy,
                    desk.now,
                )
                .unwrap();
            let challenge = event.challenge().unwrap();
            let code = challenge.reveal(&desk.keys, desk.subject()).unwrap();
            let code = code.expose();
            assert_eq!(code.len(), usize::from(digits));
            first[code[..2].parse::<usize>().unwrap()] += 1;
            last[code[code.len() - 2..].parse::<usize>().unwrap()] += 1;
        }
        for counts in [first, last] {
            #[expect(clippy::cast_precision_loss, reason = "counts below 2^52")]
            let chi_square: f64 = {
                let expected = nonces as f64 / 100.0;
                counts
                    .iter()
                    .map(|count| (*count as f64 - expected).powi(2) / expected)
                    .sum()
            };
            // 99 degrees of freedom: 0.9999 of all uniform draws lie between these.
            assert!(
                (55.0..161.0).contains(&chi_square),
                "{digits} digits: {chi_square}"
            );
        }
    }
}

// ATK-9
#[test]
fn failures_do_not_wrap() {
    let mut desk = Desk::with(policy(|figures| {
        figures.lock = SignedDuration::NANOSECOND;
        figures.digits = 10;
        figures.tries = 255;
    }));
    desk.issue().expect("the first code");
    for nth in 1..=66_000_u32 {
        desk.now += SignedDuration::NANOSECOND;
        let command = desk.fresh_command();
        let wrong = desk
            .book
            .decide_outcome(CodeOutcome::Wrong, command, &desk.policy, desk.now)
            .expect("the lock of a nanosecond has lapsed");
        desk.fold(&wrong);
        assert_eq!(desk.book.failures(), nth);
        assert_eq!(u32::from(desk.book.tries()), nth.min(255));
        assert_eq!(desk.book.locked_until(desk.now).is_some(), nth >= 100);
    }
    desk.now += SignedDuration::NANOSECOND;
    let code = desk.mailed();
    assert_eq!(desk.try_code(&code), Ok(CodeOutcome::Exhausted));
}

/// Whether a code was issued, expired, replaced or never there: the same work. Each derivation makes
/// one code, which is a secret on the heap, and nothing else is allocated: so counting allocations
/// counts derivations, and no clock is asked.
// ATK-10
#[test]
fn an_unknown_code_costs_the_same_derivations_as_any_other() {
    let fresh = Desk::new();
    let mut one = Desk::new();
    one.issue().unwrap();
    let mut expired = Desk::new();
    expired.issue().unwrap();
    expired.wait(600);
    let mut two = Desk::new();
    two.issue().unwrap();
    two.wait(60);
    two.issue().unwrap();
    let guess = one.wrong();
    let challenge = one.book.challenge().expect("a code was issued");
    let derivation = allocations(|| {
        let _ = challenge.reveal(&one.keys, one.subject());
    });
    assert!(derivation > 0);
    for (desk, outcome) in [
        (&fresh, CodeOutcome::Unknown),
        (&one, CodeOutcome::Wrong),
        (&expired, CodeOutcome::Wrong),
        (&two, CodeOutcome::Wrong),
    ] {
        let mut judged = None;
        let work = allocations(|| {
            judged = Some(
                desk.book
                    .judge(&guess, desk.subject(), &desk.keys, desk.now),
            );
        });
        assert_eq!(judged, Some(outcome));
        assert_eq!(work, 2 * derivation, "{outcome:?}: two derivations");
    }
}

fn allocations(work: impl FnOnce()) -> u64 {
    allocation_counter::measure(work).count_total
}

// ATK-11: what looks alike is another address, and folding twice is folding once.
#[cfg(feature = "idna")]
#[test]
fn a_homograph_is_not_the_address_that_it_looks_like() {
    #[track_caller]
    fn check(text: &str, looks_like: &str) {
        let address = email(text);
        assert_ne!(address, email(looks_like));
        assert_eq!(email(address.identity()).identity(), address.identity());
    }
    check("anna@\u{435}xample.com", "anna@example.com");
    check("anna@gma\u{131}l.com", "anna@gmail.com");
    check("\u{430}nna@example.com", "anna@example.com");
    check("\u{1d2e}\u{1d35}\u{1d33}@example.com", "big@example.com");
    check("m\u{131}ke@example.org", "mike@example.org");
    check("stra\u{df}e@example.com", "strasse@example.com");
    check("anna@fa\u{df}.example", "anna@fass.example");
    // The Kelvin sign is canonically a K: one identity, and mail goes to the stored spelling.
    let (stored, typed) = (
        email("kelvin@example.com"),
        email("\u{212a}elvin@example.com"),
    );
    assert_eq!(stored, typed);
    assert_eq!(stored.as_str(), "kelvin@example.com");
}

// ATK-12
#[cfg(feature = "idna")]
#[test]
fn an_a_label_is_not_another_domain_than_its_u_label() {
    let (u_label, a_label) = (
        email("a@b\u{fc}cher.example"),
        email("a@xn--bcher-kva.example"),
    );
    assert_eq!(u_label, a_label);
    assert!(u_label.domain().is_internationalized());
}

// ATK-13
#[test]
fn nothing_is_smuggled_past_the_at_sign() {
    #[track_caller]
    fn check(text: &str, want: ParseEmailErrorKind) {
        assert_eq!(text.parse::<EmailAddress>().unwrap_err().kind(), want);
    }
    use ParseEmailErrorKind as Kind;
    check("anna@acme.example.", Kind::Dot);
    check("an\u{200b}na@acme.example", Kind::Invisible);
    check("anna@acme\u{ad}.example", Kind::Invisible);
    check("\u{202e}anna@acme.example", Kind::Invisible);
    check("a(b)@acme.example", Kind::Comment);
    check(
        "=?iso-8859-1?q?=61=62=63?=anna@acme.example",
        Kind::EncodedWord,
    );
    check("a%b@c.example", Kind::SourceRoute);
    check("@a.example:b@c.example", Kind::SourceRoute);
    check("anna@[192.0.2.1]", Kind::AddressLiteral);
    check("anna@acme.example\r\nBcc: x@evil.example", Kind::Control);
    check("anna@acme.example,x@evil.example", Kind::Domain);
    check("anna@acme.example x@evil.example", Kind::Domain);
    check(
        &format!("{}@acme.example", "l".repeat(65)),
        Kind::LocalPartTooLong,
    );
    check(
        &format!("anna.berg@{}example", "abcdefg.".repeat(30)),
        Kind::TooLong,
    );
    check(&"a".repeat(1 << 20), Kind::NoAt);
    check(&format!("\"{}", "\\a".repeat(1 << 20)), Kind::UnclosedQuote);

    // Quoted, an at sign is text: the domain is what stands behind the quotes.
    let quoted = email(r#""a@b"@c.example"#);
    assert_eq!(quoted.domain().as_str(), "c.example");
    let shouted = email("ANNA@ACME.EXAMPLE");
    assert_eq!(shouted.identity(), "anna@acme.example");
}

// ATK-15
#[test]
fn a_flood_of_tagged_addresses_has_not_a_budget_each() {
    let tagged: Vec<_> = (0..20)
        .map(|n| email(&format!("An.Na+{n}@gmail.com")))
        .collect();
    let identities: std::collections::HashSet<_> =
        tagged.iter().map(EmailAddress::identity).collect();
    assert_eq!(identities.len(), 20, "distinct accounts");
    let keys: std::collections::HashSet<_> =
        tagged.iter().map(EmailAddress::throttle_key).collect();
    assert_eq!(keys.len(), 1, "counted together");
    let mut issued = 0;
    for _ in &tagged {
        // Each account has a fresh book; the host's count is what stops them.
        if Desk::new()
            .decide_issue(ThrottleCount::new(issued, issued))
            .is_ok()
        {
            issued += 1;
        }
    }
    assert_eq!(issued, 5);
}

// ATK-39
#[test]
fn a_wrong_code_does_not_tell_whether_one_was_issued() {
    let guess = |mut desk: Desk| {
        let wrong = desk.wrong();
        let outcome = desk.try_code(&wrong).unwrap();
        (
            outcome.public(),
            desk.book.failures(),
            desk.book.locked_until(desk.now),
        )
    };
    let nobody = guess(Desk::new());
    let mut somebody = Desk::new();
    somebody.issue().unwrap();
    assert_eq!(guess(somebody), nobody);
}
