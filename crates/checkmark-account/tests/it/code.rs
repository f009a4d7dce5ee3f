//! One-time codes: derivation, policy, book (CODE-1 to CODE-9).

use checkmark_account::Rule;
use checkmark_account::code::{
    CodeBook, CodeEvent, CodeFigures, CodeKey, CodeKeyErrorKind, CodeOutcome, CodePolicy,
    CodePolicyErrorKind, CodeRefusalKind, CodeReplayErrorKind, KeyRing, Nonce, ParseCodeErrorKind,
    PublicOutcome, Purpose, Subject, ThrottleCount, TypedCode,
};
use time::{SignedDuration, UtcDateTime};

use crate::support::{Desk, account, email, keys, policy, seconds, start, typed};

/// The codes that a second implementation (Python's `hmac`) gives for the same inputs: among them
/// leading zeros, draws from the second to the fourth word of a tag, and from a second tag.
#[test]
fn the_code_is_the_one_that_a_second_implementation_derives() {
    #[track_caller]
    fn check(digits: u8, number: u32, want: &str) {
        let mut desk = Desk::with(policy(|figures| figures.digits = digits));
        for _ in 1..number {
            desk.issue().expect("one code a day is allowed");
            desk.wait(86_400);
        }
        let challenge = desk.issue().expect("one code a day is allowed");
        assert_eq!(challenge.number(), number);
        let code = challenge
            .reveal(&desk.keys, desk.subject())
            .expect("the key is there");
        assert_eq!(code.expose(), want);
    }
    check(6, 1, "263816");
    check(6, 8, "002936");
    check(7, 1, "7729960");
    check(7, 21, "0036207");
    check(7, 24, "0882142");
    check(7, 37, "0376875");
    check(8, 1, "57507521");
    check(9, 1, "437514570");
    check(10, 1, "9910572318");
    check(10, 13, "5797895518");
    check(10, 14, "1155438430");
}

/// Of a million draws one is the first that is too large: this nonce has it, and the next word of
/// the tag is the code, by the second implementation.
#[test]
fn a_draw_just_above_the_largest_code_is_thrown_away() {
    let desk = Desk::new();
    let nonce: Nonce = "00000000000000000000000000091b4f".parse().unwrap();
    let key = desk.keys.current().id();
    let counted = ThrottleCount::default();
    let event = desk
        .book
        .decide_issue(key, nonce, counted, &desk.policy, desk.now)
        .unwrap();
    let challenge = event.challenge().expect("a code was issued");
    let code = challenge.reveal(&desk.keys, desk.subject()).unwrap();
    assert_eq!(code.expose(), "999676");
}

#[test]
fn revealing_twice_gives_one_code_so_a_mail_may_be_sent_twice() {
    let mut desk = Desk::new();
    let challenge = desk.issue().expect("the first code");
    assert_eq!(desk.reveal(challenge), desk.reveal(challenge));
}

#[test]
fn a_code_whose_key_left_the_ring_is_not_revealed() {
    let mut desk = Desk::new();
    let challenge = desk.issue().expect("the first code");
    let other = KeyRing::new(CodeKey::new("k2".parse().unwrap(), &[1; 16]).unwrap());
    let error = challenge.reveal(&other, desk.subject()).unwrap_err();
    assert_eq!(error.key().as_str(), "k1");
}

#[test]
fn a_code_is_right_once_in_time_and_by_any_spelling() {
    let mut desk = Desk::new();
    let challenge = desk.issue().expect("the first code");
    assert_eq!(challenge.issued_at(), start());
    assert_eq!(challenge.expires_at(), start() + seconds(600));
    assert_eq!((challenge.digits(), challenge.tries()), (6, 5));
    assert_eq!(challenge.purpose(), Purpose::SignUp);
    let code = desk.mailed();
    assert!(!desk.book.is_spent());
    desk.address = email("ANNA@ACME.example");
    assert_eq!(desk.try_code(&code), Ok(CodeOutcome::Right));
    assert!(desk.book.is_spent());
    assert_eq!(desk.try_code(&code), Ok(CodeOutcome::Used));
}

// CODE-5, CODE-6
#[test]
fn a_code_that_was_taken_back_is_of_no_use_and_refills_nothing() {
    let mut desk = Desk::new();
    desk.issue().expect("the first code");
    let code = desk.mailed();
    let wrong = desk.wrong();
    assert_eq!(desk.try_code(&wrong), Ok(CodeOutcome::Wrong));
    desk.book.withdraw();
    assert!(desk.book.is_spent());
    assert_eq!((desk.book.tries(), desk.book.failures()), (1, 1));
    assert_eq!(desk.try_code(&code), Ok(CodeOutcome::Used));
    assert_eq!(desk.book.failures(), 2);
}

#[test]
fn equal_to_the_expiry_is_expired() {
    #[track_caller]
    fn check(nanoseconds: i64, want: CodeOutcome) {
        let mut desk = Desk::new();
        desk.issue().expect("the first code");
        desk.now += SignedDuration::minutes(10) + SignedDuration::nanoseconds(nanoseconds);
        let code = desk.mailed();
        assert_eq!(desk.try_code(&code), Ok(want));
    }
    check(-1, CodeOutcome::Right);
    check(0, CodeOutcome::Expired);
    check(1, CodeOutcome::Expired);
}

#[test]
fn the_fifth_try_counts_and_the_sixth_does_not() {
    #[track_caller]
    fn check(wrong: usize, want: CodeOutcome) {
        let mut desk = Desk::new();
        desk.issue().expect("the first code");
        for _ in 0..wrong {
            assert_eq!(desk.try_wrong(), Ok(CodeOutcome::Wrong));
        }
        assert_eq!(usize::from(desk.book.tries()), wrong);
        let code = desk.mailed();
        assert_eq!(desk.try_code(&code), Ok(want));
    }
    check(4, CodeOutcome::Right);
    check(5, CodeOutcome::Exhausted);
    check(6, CodeOutcome::Exhausted);
}

#[test]
fn a_new_code_replaces_the_old_one() {
    let mut desk = Desk::new();
    let first = desk.issue().expect("the first code");
    desk.wait(60);
    let second = desk.issue().expect("after the gap");
    assert_eq!((first.number(), second.number()), (1, 2));
    assert_eq!(desk.book.challenge(), Some(second));
    let old = desk.reveal(first);
    assert_eq!(desk.try_code(&old), Ok(CodeOutcome::Superseded));
    let new = desk.mailed();
    assert_eq!(desk.try_code(&new), Ok(CodeOutcome::Right));

    // A code that was used before it was replaced stays a used one.
    desk.wait(60);
    desk.issue().expect("after the gap");
    assert_eq!(desk.try_code(&new), Ok(CodeOutcome::Used));
}

#[test]
fn every_try_that_is_not_right_is_counted_and_looks_the_same() {
    #[track_caller]
    fn check(prepare: impl FnOnce(&mut Desk) -> TypedCode, want: CodeOutcome) {
        let mut desk = Desk::new();
        let code = prepare(&mut desk);
        let before = desk.book;
        assert_eq!(desk.try_code(&code), Ok(want));
        assert_eq!(want.public(), PublicOutcome::NotAccepted);
        assert_eq!(desk.book.failures(), before.failures() + 1);
        assert_eq!(desk.book.tries(), before.tries() + 1);
        assert_eq!(desk.book.locked_until(desk.now), None);
        assert_eq!(desk.book.challenge(), before.challenge());
        assert_eq!(desk.book.is_spent(), before.is_spent());
    }
    check(|_| typed("000000"), CodeOutcome::Unknown);
    check(
        |desk| {
            desk.issue().unwrap();
            desk.wrong()
        },
        CodeOutcome::Wrong,
    );
    check(
        |desk| {
            desk.issue().unwrap();
            desk.wait(600);
            desk.mailed()
        },
        CodeOutcome::Expired,
    );
    check(
        |desk| {
            desk.issue().unwrap();
            let code = desk.mailed();
            desk.try_code(&code).unwrap();
            code
        },
        CodeOutcome::Used,
    );
    check(
        |desk| {
            let first = desk.issue().unwrap();
            desk.wait(60);
            desk.issue().unwrap();
            desk.reveal(first)
        },
        CodeOutcome::Superseded,
    );
    check(
        |desk| {
            desk.issue().unwrap();
            for _ in 0..5 {
                desk.try_wrong().unwrap();
            }
            desk.mailed()
        },
        CodeOutcome::Exhausted,
    );
    check(
        |desk| {
            desk.issue().unwrap();
            let code = desk.mailed();
            desk.keys = KeyRing::new(CodeKey::new("k2".parse().unwrap(), &[1; 16]).unwrap());
            code
        },
        CodeOutcome::KeyRetired,
    );
    assert_eq!(CodeOutcome::Right.public(), PublicOutcome::Accepted);
}

#[test]
fn keys_rotate_while_codes_are_out() {
    let mut desk = Desk::new();
    desk.issue().expect("the first code");
    let code = desk.mailed();
    desk.keys = desk
        .keys
        .rotate(CodeKey::new("k2".parse().unwrap(), &[1; 16]).unwrap())
        .expect("a new name");
    assert_eq!(desk.keys.current().id().as_str(), "k2");
    assert_eq!(desk.try_code(&code), Ok(CodeOutcome::Right));
    desk.wait(60);
    assert_eq!(desk.issue().unwrap().key().as_str(), "k2");

    let doubled = CodeKey::new("k1".parse().unwrap(), &[2; 16]).unwrap();
    let error = desk.keys.clone().rotate(doubled).unwrap_err();
    assert_eq!(
        (error.id().as_str(), error.kind()),
        ("k1", CodeKeyErrorKind::Doubled)
    );
    let ring = desk
        .keys
        .without("k1".parse().unwrap())
        .without("k2".parse().unwrap());
    assert!(ring.find("k1".parse().unwrap()).is_none());
    assert!(ring.find("k2".parse().unwrap()).is_some());
}

#[test]
fn a_key_has_sixteen_bytes_or_more() {
    let new = |len| CodeKey::new("k1".parse().unwrap(), &vec![1; len]).map(|key| key.id());
    assert_eq!(new(15).unwrap_err().kind(), CodeKeyErrorKind::TooShort);
    assert_eq!(new(16).unwrap().as_str(), "k1");
}

#[test]
fn a_code_comes_after_the_gap_and_not_before() {
    #[track_caller]
    fn check(after: SignedDuration, want: Result<u32, CodeRefusalKind>) {
        let mut desk = Desk::new();
        desk.issue().expect("the first code");
        desk.now += after;
        let refused_until = start() + seconds(60);
        let got = desk
            .issue()
            .map(|challenge| challenge.number())
            .map_err(|refusal| {
                assert_eq!(refusal.retry_at(), Some(refused_until));
                assert_eq!(refusal.rule(), Rule::Code5);
                refusal.kind()
            });
        assert_eq!(got, want);
    }
    check(SignedDuration::ZERO, Err(CodeRefusalKind::TooSoon));
    check(
        seconds(60) - SignedDuration::NANOSECOND,
        Err(CodeRefusalKind::TooSoon),
    );
    check(seconds(60), Ok(2));
}

#[test]
fn the_hour_and_the_day_are_sliding_windows() {
    let mut desk = Desk::new();
    for _ in 0..5 {
        desk.issue().expect("five an hour");
        desk.wait(120);
    }
    // The first of the five leaves the hour 60 minutes after it was issued, not before.
    let refusal = desk.issue().unwrap_err();
    assert_eq!(refusal.kind(), CodeRefusalKind::PerHour);
    assert_eq!(refusal.retry_at(), Some(start() + SignedDuration::HOUR));
    desk.now = start() + SignedDuration::HOUR - SignedDuration::NANOSECOND;
    assert_eq!(desk.issue().unwrap_err().kind(), CodeRefusalKind::PerHour);
    desk.now = start() + SignedDuration::HOUR;
    desk.issue().expect("the sixth");
    for nth in 7..=10 {
        desk.wait(3_600);
        assert_eq!(desk.issue().expect("ten a day").number(), nth);
    }
    desk.wait(3_600);
    let refusal = desk.issue().unwrap_err();
    assert_eq!(refusal.kind(), CodeRefusalKind::PerDay);
    assert_eq!(refusal.retry_at(), Some(start() + SignedDuration::DAY));
    desk.now = start() + SignedDuration::DAY;
    desk.issue().expect("the first left the window");
    // The second left it two minutes later.
    desk.wait(60);
    assert_eq!(desk.issue().unwrap_err().kind(), CodeRefusalKind::PerDay);
    desk.wait(60);
    desk.issue().expect("the second left the window");
}

#[test]
fn the_longest_day_that_a_policy_may_allow_is_counted_to_its_end() {
    let mut desk = Desk::with(policy(|figures| {
        figures.per_hour = 16;
        figures.per_day = 16;
        figures.gap = SignedDuration::ZERO;
    }));
    for _ in 0..16 {
        desk.issue().expect("sixteen a day, at one instant");
    }
    assert_eq!(
        desk.issue().unwrap_err().retry_at(),
        Some(start() + SignedDuration::DAY)
    );
}

#[test]
fn what_the_host_counted_for_the_mailbox_is_held_against_the_same_figures() {
    #[track_caller]
    fn check(hour: u32, day: u32, want: Option<CodeRefusalKind>) {
        let desk = Desk::new();
        let got = desk.decide_issue(ThrottleCount::new(hour, day));
        assert_eq!(got.err().map(|refusal| refusal.kind()), want);
    }
    check(4, 9, None);
    check(5, 9, Some(CodeRefusalKind::Throttled));
    check(4, 10, Some(CodeRefusalKind::Throttled));
}

#[test]
fn a_double_click_is_one_try_and_gets_the_first_answer() {
    let mut desk = Desk::new();
    desk.issue().expect("the first code");
    let command = desk.fresh_command();
    let (wrong, right) = (desk.wrong(), desk.mailed());
    assert_eq!(desk.try_as(&wrong, command), Ok(CodeOutcome::Wrong));
    let refusal = desk.try_as(&right, command).unwrap_err();
    assert_eq!(refusal.kind(), CodeRefusalKind::Repeated);
    assert_eq!(refusal.outcome(), Some(CodeOutcome::Wrong));
    assert_eq!((desk.book.tries(), desk.book.failures()), (1, 1));

    // The last eight commands are known again.
    for _ in 0..CodeBook::REMEMBERED_COMMANDS - 1 {
        desk.try_wrong().expect("not locked");
    }
    assert_eq!(
        desk.try_as(&wrong, command).unwrap_err().kind(),
        CodeRefusalKind::Repeated
    );
    desk.try_wrong().expect("not locked");
    assert_eq!(desk.try_as(&wrong, command), Ok(CodeOutcome::Wrong));
}

#[test]
fn commands_that_differ_in_one_letter_are_told_apart() {
    let id = |at: usize, letter: char| {
        let mut text = "0".repeat(32);
        text.replace_range(at..=at, &letter.to_string());
        text.parse().expect("an id")
    };
    for at in 0..32 {
        let mut desk = Desk::new();
        for letter in "123456AZ".chars() {
            desk.try_as(&typed("000000"), id(at, letter))
                .expect("a command of its own");
        }
        for letter in "123456AZ".chars() {
            let refusal = desk.try_as(&typed("000000"), id(at, letter)).unwrap_err();
            assert_eq!(refusal.kind(), CodeRefusalKind::Repeated);
        }
    }
}

#[test]
fn too_many_failures_in_a_row_lock_the_channel_until_the_lock_lapses() {
    let mut desk = Desk::with(policy(|figures| figures.failures_in_a_row = 3));
    desk.issue().expect("the first code");
    for _ in 0..2 {
        desk.try_wrong().expect("not locked");
        assert_eq!(desk.book.locked_until(desk.now), None);
    }
    desk.try_wrong().expect("the third is tried, and locks");
    let lapses = start() + SignedDuration::DAY;
    assert_eq!(desk.book.locked_until(desk.now), Some(lapses));

    let code = desk.mailed();
    for refusal in [desk.try_code(&code).unwrap_err(), desk.issue().unwrap_err()] {
        assert_eq!(refusal.kind(), CodeRefusalKind::Locked);
        assert_eq!(refusal.retry_at(), Some(lapses));
        assert_eq!(refusal.rule(), Rule::Code4);
    }
    desk.now = lapses - SignedDuration::NANOSECOND;
    assert_eq!(desk.book.locked_until(desk.now), Some(lapses));
    desk.now = lapses;
    assert_eq!(desk.book.locked_until(desk.now), None);

    // Waiting clears the lock and not the count: one more failure locks again.
    assert_eq!(desk.book.failures(), 3);
    desk.try_wrong().expect("the lock lapsed");
    assert_eq!(
        desk.book.locked_until(desk.now),
        Some(lapses + SignedDuration::DAY)
    );
}

#[test]
fn only_a_success_or_support_clears_the_failures() {
    let mut desk = Desk::with(policy(|figures| figures.failures_in_a_row = 3));
    desk.issue().expect("the first code");
    assert_eq!(
        desk.book.decide_unlock(desk.now).unwrap_err().kind(),
        CodeRefusalKind::NothingToUnlock
    );
    desk.try_wrong().unwrap();
    desk.wait(86_400);
    desk.issue().expect("a day later");
    assert_eq!(desk.book.failures(), 1);
    let code = desk.mailed();
    desk.try_code(&code).unwrap();
    assert_eq!(desk.book.failures(), 0);

    for _ in 0..3 {
        desk.try_wrong().unwrap();
    }
    let unlocked = desk.book.decide_unlock(desk.now).expect("it is locked");
    assert_eq!(unlocked.at(), desk.now);
    desk.fold(&unlocked);
    assert_eq!(
        (desk.book.failures(), desk.book.locked_until(desk.now)),
        (0, None)
    );
}

#[test]
fn another_number_of_digits_is_an_input_error_and_no_try() {
    let mut desk = Desk::new();
    desk.issue().expect("the first code");
    for code in ["1234567", "1234567890"] {
        let refusal = desk.try_code(&typed(code)).unwrap_err();
        assert_eq!(
            (refusal.kind(), refusal.rule()),
            (CodeRefusalKind::Digits, Rule::Code9)
        );
    }
    assert_eq!((desk.book.tries(), desk.book.failures()), (0, 0));

    // The code that is out sets the number; a new policy counts for the next one.
    desk.policy = policy(|figures| figures.digits = 8);
    assert_eq!(desk.try_wrong(), Ok(CodeOutcome::Wrong));
    desk.wait(60);
    assert_eq!(desk.issue().unwrap().digits(), 8);
    assert_eq!(desk.mailed().digits(), 8);
    assert_eq!(
        desk.try_code(&typed("123456")).unwrap_err().kind(),
        CodeRefusalKind::Digits
    );
}

#[test]
fn a_recorded_outcome_is_rehearsed_without_code_and_key() {
    let mut desk = Desk::new();
    let command = desk.fresh_command();
    let decide = |desk: &Desk, outcome, command| {
        desk.book
            .decide_outcome(outcome, command, &desk.policy, desk.now)
            .map(|event| event.outcome())
            .map_err(|refusal| refusal.kind())
    };
    // Where this policy issued no code, none can be right.
    assert_eq!(
        decide(&desk, CodeOutcome::Right, command),
        Ok(Some(CodeOutcome::Unknown))
    );
    desk.issue().expect("the first code");
    assert_eq!(
        decide(&desk, CodeOutcome::Right, command),
        Ok(Some(CodeOutcome::Right))
    );
    assert_eq!(
        decide(&desk, CodeOutcome::Wrong, command),
        Ok(Some(CodeOutcome::Wrong))
    );
    desk.wait(600);
    assert_eq!(
        decide(&desk, CodeOutcome::Right, command),
        Ok(Some(CodeOutcome::Expired))
    );
    let wrong = desk.wrong();
    desk.try_as(&wrong, command).unwrap();
    assert_eq!(
        decide(&desk, CodeOutcome::Wrong, command),
        Err(CodeRefusalKind::Repeated)
    );
}

#[test]
fn a_book_folds_its_own_events_and_no_others() {
    #[track_caller]
    fn check(book: CodeBook, event: CodeEvent, want: CodeReplayErrorKind) {
        assert_eq!(book.evolve(&event).unwrap_err().kind(), want);
        let mut applied = book;
        assert_eq!(applied.apply(&event).unwrap_err().kind(), want);
        assert_eq!(applied, book, "nothing is half applied");
    }
    let mut desk = Desk::new();
    let first = desk.decide_issue(ThrottleCount::default()).unwrap();
    let empty = desk.book;
    check(
        CodeBook::new(Purpose::ChangeOfAddress),
        first,
        CodeReplayErrorKind::Purpose,
    );
    desk.fold(&first);
    check(desk.book, first, CodeReplayErrorKind::Number);
    desk.wait(60);
    let second = desk.decide_issue(ThrottleCount::default()).unwrap();
    check(empty, second, CodeReplayErrorKind::Number);
    let code = desk.mailed();
    let right = desk
        .book
        .decide_try(
            &code,
            desk.subject(),
            &desk.keys,
            "c1".parse().unwrap(),
            &desk.policy,
            desk.now,
        )
        .unwrap();
    check(empty, right, CodeReplayErrorKind::Number);
    let proved = desk.book.evolve(&right).unwrap();
    check(proved, right, CodeReplayErrorKind::Repeated);
    check(
        proved.evolve(&second).unwrap(),
        right,
        CodeReplayErrorKind::Number,
    );
    // Two writers decided on one version: the second success does not fold.
    let racing = desk
        .book
        .decide_try(
            &code,
            desk.subject(),
            &desk.keys,
            "c2".parse().unwrap(),
            &desk.policy,
            desk.now,
        )
        .unwrap();
    check(proved, racing, CodeReplayErrorKind::Spent);
    // Earlier than what was folded.
    desk.now = start() + seconds(1);
    let late = desk.decide_issue(ThrottleCount::default());
    assert_eq!(late.unwrap_err().kind(), CodeRefusalKind::TooSoon);
    let mut early = Desk::new();
    early.now = start() - seconds(1);
    let before = early.decide_issue(ThrottleCount::default()).unwrap();
    check(proved, before, CodeReplayErrorKind::Time);
}

#[test]
fn the_default_policy_is_the_vendors() {
    let policy = CodePolicy::default();
    assert_eq!(CodePolicy::new(CodeFigures::default()), Ok(policy));
    assert_eq!(
        (
            policy.digits(),
            policy.validity(),
            policy.tries(),
            policy.gap()
        ),
        (6, seconds(600), 5, seconds(60))
    );
    assert_eq!(
        (
            policy.per_hour(),
            policy.per_day(),
            policy.failures_in_a_row(),
            policy.lock()
        ),
        (5, 10, 100, SignedDuration::DAY)
    );
    assert_eq!(CodeFigures::from(policy), CodeFigures::default());
}

#[test]
fn a_policy_out_of_range_is_refused_by_its_figure() {
    #[track_caller]
    fn check(change: impl FnOnce(&mut CodeFigures), want: Option<CodePolicyErrorKind>) {
        let mut figures = CodeFigures::default();
        change(&mut figures);
        let got = CodePolicy::new(figures).err();
        assert_eq!(got.map(|error| error.kind()), want);
        assert_eq!(got.and_then(|error| error.probability()), None);
    }
    use CodePolicyErrorKind as Kind;
    let day = SignedDuration::DAY;
    let nanosecond = SignedDuration::NANOSECOND;
    check(|it| it.digits = 5, Some(Kind::Digits));
    check(|it| it.digits = 6, None);
    check(|it| it.digits = 10, None);
    check(|it| it.digits = 11, Some(Kind::Digits));
    check(
        |it| it.validity = SignedDuration::ZERO,
        Some(Kind::Validity),
    );
    check(|it| it.validity = nanosecond, None);
    check(|it| it.validity = day, None);
    check(|it| it.validity = day + nanosecond, Some(Kind::Validity));
    check(|it| it.tries = 0, Some(Kind::Tries));
    check(|it| it.tries = 1, None);
    check(|it| it.gap = -nanosecond, Some(Kind::Gap));
    check(|it| it.gap = SignedDuration::ZERO, None);
    check(|it| it.gap = day, None);
    check(|it| it.gap = day + nanosecond, Some(Kind::Gap));
    check(|it| it.per_hour = 0, Some(Kind::PerHour));
    check(|it| it.per_hour = 10, None);
    check(|it| it.per_hour = 11, Some(Kind::PerHour));
    check(|it| (it.per_hour, it.per_day) = (1, 0), Some(Kind::PerDay));
    check(|it| it.per_day = 16, None);
    check(|it| it.per_day = 17, Some(Kind::PerDay));
    check(|it| it.failures_in_a_row = 0, Some(Kind::FailuresInARow));
    check(|it| it.failures_in_a_row = 1, None);
    check(|it| it.failures_in_a_row = 101, Some(Kind::FailuresInARow));
    check(|it| it.lock = SignedDuration::ZERO, Some(Kind::Lock));
    check(|it| it.lock = nanosecond, None);
}

#[test]
fn a_policy_that_helps_a_guesser_is_refused_with_the_figure() {
    #[track_caller]
    fn check(digits: u8, tries: u8, per_day: u8, want: Option<(CodePolicyErrorKind, f64)>) {
        let mut figures = CodeFigures::default();
        figures.digits = digits;
        figures.tries = tries;
        figures.per_hour = 1;
        figures.per_day = per_day;
        let got = CodePolicy::new(figures).err();
        let got = got.map(|error| (error.kind(), error.probability().unwrap_or(0.0)));
        assert_eq!(got, want);
    }
    // Equal to the bound is allowed, above it is not.
    check(6, 100, 10, None);
    check(
        6,
        101,
        1,
        Some((CodePolicyErrorKind::GuessPerCode, 0.000_101)),
    );
    check(6, 100, 11, Some((CodePolicyErrorKind::GuessPerDay, 0.0011)));
    check(6, 62, 16, None);
    check(
        6,
        63,
        16,
        Some((CodePolicyErrorKind::GuessPerDay, 0.001_008)),
    );
    check(7, 255, 16, None);
}

#[test]
fn a_typed_code_is_six_to_ten_ascii_digits() {
    #[track_caller]
    fn check(text: &str, want: Result<u8, (usize, ParseCodeErrorKind)>) {
        let got = text.parse::<TypedCode>();
        let got = got.map(|code| code.digits());
        assert_eq!(got.map_err(|error| (error.at(), error.kind())), want);
    }
    use ParseCodeErrorKind::{Character, Empty, TooLong, TooShort};
    check("123456", Ok(6));
    check("0000000000", Ok(10));
    check(" \t123456\r\n", Ok(6));
    check("\u{a0}123456", Ok(6));
    check("", Err((0, Empty)));
    check("  ", Err((2, Empty)));
    check("12345", Err((5, TooShort)));
    check("  12345", Err((7, TooShort)));
    check("12345678901", Err((10, TooLong)));
    check("123 456", Err((3, Character)));
    check(" 123-456", Err((4, Character)));
    check("-123456", Err((0, Character)));
    check("+123456", Err((0, Character)));
    check("12345a", Err((5, Character)));
    check("1234567890x", Err((10, Character)));
}

#[test]
fn codes_are_compared_by_value() {
    assert_eq!(typed("012345"), typed(" 012345 "));
    assert_ne!(typed("012345"), typed("012346"));
    assert_ne!(typed("012345"), typed("0123450"));
}

#[test]
fn a_nonce_is_thirty_two_hexadecimal_digits() {
    #[track_caller]
    fn check(text: &str, want: Result<[u8; 16], usize>) {
        let got = text.parse::<Nonce>();
        assert_eq!(
            got.map(|nonce| *nonce.as_bytes())
                .map_err(|error| error.at()),
            want
        );
    }
    let bytes = [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0xab, 0xcd, 0xef, 0xff, 0x10, 0xa0,
    ];
    check("00010203040506070809abcdefff10a0", Ok(bytes));
    check("00010203040506070809ABCDEFFF10A0", Ok(bytes));
    check("00010203040506070809abcdefff10a", Err(31));
    check("00010203040506070809abcdefff10a00", Err(32));
    check("0001020304050607080gabcdefff10a0", Err(19));
    assert_eq!(
        Nonce::new(bytes).to_string(),
        "00010203040506070809abcdefff10a0"
    );
}

#[test]
fn events_and_books_say_what_happened() {
    let mut desk = Desk::new();
    let issued = desk.decide_issue(ThrottleCount::default()).unwrap();
    assert_eq!((issued.at(), issued.outcome()), (start(), None));
    desk.fold(&issued);
    desk.wait(30);
    let tried = desk
        .book
        .decide_try(
            &desk.wrong(),
            desk.subject(),
            &desk.keys,
            "c9".parse().unwrap(),
            &desk.policy,
            desk.now,
        )
        .unwrap();
    assert_eq!((tried.at(), tried.challenge()), (desk.now, None));
    let CodeEvent::Tried(tried) = tried else {
        panic!("it was a try");
    };
    assert_eq!((tried.number(), tried.outcome()), (1, CodeOutcome::Wrong));
    let unknown = Desk::new();
    let unknown = unknown
        .book
        .decide_outcome(
            CodeOutcome::Unknown,
            "c9".parse().unwrap(),
            &policy(|figures| figures.failures_in_a_row = 1),
            unknown.now,
        )
        .unwrap();
    let CodeEvent::Tried(unknown) = unknown else {
        panic!("it was a try");
    };
    assert_eq!(unknown.number(), 0);
    assert_eq!(unknown.locked_until(), Some(start() + SignedDuration::DAY));
    assert_eq!((tried.at(), tried.locked_until()), (desk.now, None));
    assert_eq!(tried.command().as_str(), "c9");
    desk.fold(&CodeEvent::Tried(tried));
    let CodeEvent::Unlocked(unlocked) = desk.book.decide_unlock(desk.now).unwrap() else {
        panic!("support unlocked");
    };
    assert_eq!(unlocked.at(), desk.now);
    assert_eq!(desk.book.purpose(), Purpose::SignUp);
    assert_eq!(desk.subject().account(), account("a1"));
    assert_eq!(desk.subject().address(), &desk.address);
}

#[test]
fn a_code_lives_no_longer_than_time_itself() {
    let mut desk = Desk::new();
    desk.now = UtcDateTime::MAX;
    let challenge = desk.issue().expect("at the end of time");
    assert_eq!(challenge.expires_at(), UtcDateTime::MAX);
    assert!(challenge.is_expired(desk.now));
}

#[test]
fn the_book_is_small_enough_to_lie_in_a_state() {
    assert!(size_of::<CodeBook>() <= 512, "{}", size_of::<CodeBook>());
    assert!(size_of::<CodeEvent>() <= 104, "{}", size_of::<CodeEvent>());
}

#[test]
fn a_subject_is_bound_to_its_account() {
    let keys = keys();
    let mut desk = Desk::new();
    let challenge = desk.issue().unwrap();
    let own = challenge.reveal(&keys, desk.subject()).unwrap();
    let other = Subject::new(account("a2"), &desk.address);
    assert_ne!(
        own.expose(),
        challenge.reveal(&keys, other).unwrap().expose()
    );
}
