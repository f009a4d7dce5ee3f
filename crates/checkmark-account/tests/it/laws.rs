//! What holds for every value that the strategies can make.

#![cfg(feature = "proptest")]

use checkmark_account::code::{
    CodeBook, CodeEvent, CodeKey, CodeOutcome, CodePolicy, KeyRing, Nonce, Purpose, Subject,
    ThrottleCount, TypedCode,
};
use checkmark_account::product::{Product, SerialForm, ServiceTag};
use checkmark_account::{
    AccountId, CommandId, EmailAddress, ParseEmailErrorKind, PersonName, PhoneNumber,
};
use checkmark_domain::ParseDomainErrorKind;
use proptest::prelude::*;
use time::SignedDuration;

use crate::support::{email, start};

/// What a host does with a book, with time between.
#[derive(Clone, Debug)]
enum Step {
    Issue(Nonce),
    TryRight(CommandId),
    Try(TypedCode, CommandId),
    Unlock,
}

fn step() -> impl Strategy<Value = (u32, Step)> {
    let command = (0_u32..40).prop_map(|n| format!("c{n}").parse().expect("an id"));
    let step = prop_oneof![
        3 => any::<Nonce>().prop_map(Step::Issue),
        2 => command.clone().prop_map(Step::TryRight),
        6 => (any::<TypedCode>(), command).prop_map(|(code, command)| Step::Try(code, command)),
        1 => Just(Step::Unlock),
    ];
    (prop_oneof![Just(0), 0_u32..90, 0_u32..90_000], step)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: if cfg!(debug_assertions) { 128 } else { 1024 }, ..ProptestConfig::default() })]

    /// The figures of the policy hold over every history, counted from outside.
    #[test]
    fn no_history_breaks_the_figures(
        policy: CodePolicy,
        keys: KeyRing,
        steps in prop::collection::vec(step(), 0..60),
    ) {
        let account: AccountId = "a1".parse().expect("an id");
        let address = email("anna@acme.example");
        let subject = Subject::new(account, &address);
        let mut now = start();
        let mut book = CodeBook::new(Purpose::FreshProof);
        let mut issued = Vec::new();
        let mut compared = 0_u32;
        let mut in_a_row = 0_u32;
        let mut rights = 0_u32;
        for (wait, step) in steps {
            now += SignedDuration::seconds(wait.into());
            let decided = match &step {
                Step::Issue(nonce) => book.decide_issue(
                    keys.current().id(), *nonce, ThrottleCount::default(), &policy, now,
                ),
                Step::TryRight(command) => {
                    let Some(challenge) = book.challenge() else { continue };
                    let code = challenge.reveal(&keys, subject).expect("in the ring").into();
                    book.decide_try(&code, subject, &keys, *command, &policy, now)
                }
                Step::Try(code, command) => {
                    book.decide_try(code, subject, &keys, *command, &policy, now)
                }
                Step::Unlock => book.decide_unlock(now),
            };
            let Ok(event) = decided else { continue };
            if !matches!(step, Step::Unlock) {
                prop_assert_eq!(book.locked_until(now), None, "a locked channel decides nothing");
            }
            book = book.evolve(&event).expect("a book folds what it decided");
            if let Some(challenge) = event.challenge() {
                prop_assert_eq!(challenge.expires_at() - challenge.issued_at(), policy.validity());
                if let Some(last) = issued.last() {
                    prop_assert!(now - *last >= policy.gap());
                }
                issued.push(now);
                let within = |window| issued.iter().filter(|at| now - **at < window).count();
                prop_assert!(within(SignedDuration::HOUR) <= policy.per_hour().into());
                prop_assert!(within(SignedDuration::DAY) <= policy.per_day().into());
                compared = 0;
                rights = 0;
            }
            match event.outcome() {
                Some(CodeOutcome::Right) => {
                    compared += 1;
                    rights += 1;
                    in_a_row = 0;
                    prop_assert!(compared <= policy.tries().into());
                    prop_assert_eq!(rights, 1, "single use");
                }
                Some(_) => {
                    compared += 1;
                    in_a_row += 1;
                }
                None => if matches!(step, Step::Unlock) { in_a_row = 0; },
            }
            prop_assert_eq!(book.failures(), in_a_row);
            prop_assert_eq!(
                book.locked_until(now).is_some(),
                in_a_row >= policy.failures_in_a_row().into() && event.outcome().is_some(),
            );
        }
    }

    #[test]
    fn a_code_has_its_digits_and_is_what_was_mailed(
        key: CodeKey, nonce: Nonce, policy: CodePolicy, address: EmailAddress, account: AccountId,
    ) {
        let keys = KeyRing::new(key);
        let event = CodeBook::new(Purpose::SignUp)
            .decide_issue(keys.current().id(), nonce, ThrottleCount::default(), &policy, start())
            .expect("the first code");
        let challenge = event.challenge().expect("a code was issued");
        let subject = Subject::new(account, &address);
        let code = challenge.reveal(&keys, subject).expect("in the ring");
        prop_assert_eq!(code.expose().len(), usize::from(policy.digits()));
        let typed: TypedCode = code.expose().parse().expect("a code can be typed");
        prop_assert!(code.matches(&typed));
    }

    #[test]
    fn a_book_that_came_about_is_folded_further(book: CodeBook, nonce: Nonce, policy: CodePolicy) {
        let key = "k1".parse().expect("an id");
        let later = time::UtcDateTime::MAX;
        if let Ok(event) = book.decide_issue(key, nonce, ThrottleCount::default(), &policy, later) {
            prop_assert!(book.evolve(&event).is_ok());
        }
    }

    /// What is recorded comes back as it was, to the nanosecond.
    #[cfg(feature = "serde")]
    #[test]
    fn every_event_is_written_and_read_back(event: CodeEvent) {
        let text = serde_json::to_string(&event).expect("it can be written");
        prop_assert_eq!(serde_json::from_str::<CodeEvent>(&text).expect("and read"), event);
    }

    #[cfg(feature = "serde")]
    #[test]
    fn every_policy_is_written_and_read_back(policy: CodePolicy) {
        let text = serde_json::to_string(&policy).expect("it can be written");
        prop_assert_eq!(serde_json::from_str::<CodePolicy>(&text).expect("and read"), policy);
    }

    #[test]
    fn folding_an_address_twice_is_folding_it_once(address: EmailAddress) {
        let again = email(address.identity());
        prop_assert_eq!(again.identity(), address.identity());
        prop_assert_eq!(&again, &address);
        let same = email(address.as_str());
        prop_assert_eq!(same.as_str(), address.as_str());
    }

    #[test]
    fn case_is_no_difference_and_the_domain_is_one(address: EmailAddress) {
        prop_assert_eq!(&email(&address.as_str().to_ascii_uppercase()), &address);
        let elsewhere = email(&format!("{}.example", address.as_str()));
        prop_assert_ne!(elsewhere, address);
    }

    /// Whatever is typed is an address that folds to itself, or an error with a place inside.
    #[test]
    fn no_text_breaks_the_parser(text in "\\PC{0,40}|[a-zA-Z0-9.@\"\\\\ ()<>!%+=?_-]{0,60}|[\u{0}-\u{2ff}K\u{301}\u{331}@.]{0,24}") {
        for text in [text.clone(), format!("{text}@acme.example"), format!("\"{text}\"@acme.example")] {
            match text.parse::<EmailAddress>() {
                Ok(address) => {
                    let again = email(address.identity());
                    prop_assert_eq!(again.identity(), address.identity());
                    prop_assert!(address.as_str().len() <= EmailAddress::MAX_LEN);
                    prop_assert!(address.identity().len() <= EmailAddress::MAX_LEN);
                    prop_assert!(address.local_part().len() <= EmailAddress::MAX_LOCAL_PART);
                    let _ = (address.masked(), address.throttle_key());
                }
                Err(error) => prop_assert!(error.at() <= text.len()),
            }
        }
    }

    /// Against another parser: what is an address here is one there, and what is one there alone is
    /// refused here for a reason of this list. Without `<`, which it takes for a display name's even
    /// inside quotes.
    #[test]
    fn another_parser_agrees_but_for_what_is_refused_on_purpose(
        local in "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{0,20}|\"[ -;=-~]{0,12}\"|[ -;=-~]{0,12}",
        domain in "[a-zA-Z0-9-]{0,8}(\\.[a-zA-Z0-9-]{0,8}){0,3}\\.?|[ -~]{0,12}",
    ) {
        let text = format!("{local}@{domain}");
        let options = email_address::Options::default()
            .without_display_text()
            .without_domain_literal();
        let theirs = email_address::EmailAddress::parse_with_options(&text, options).is_ok();
        match text.parse::<EmailAddress>() {
            // The grammar lets a quoted string be empty, and escape a blank (RFC 5321, 4.1.2); the
            // other parser does not.
            Ok(address) => prop_assert!(
                theirs || address.local_part() == "\"\"" || address.local_part().contains("\\ "),
                "{text}"
            ),
            Err(_) if !theirs => {}
            Err(error) => prop_assert!(
                matches!(
                    error.kind(),
                    ParseEmailErrorKind::SourceRoute
                        | ParseEmailErrorKind::EncodedWord
                        | ParseEmailErrorKind::SingleLabel
                        | ParseEmailErrorKind::AddressLiteral
                ) || matches!(
                    error.domain(),
                    Some(
                        // The other parser takes what RFC 5322 calls an atom; hosts have letters, digits, hyphens.
                        ParseDomainErrorKind::Character
                            | ParseDomainErrorKind::NumericTopLevel
                            | ParseDomainErrorKind::Unicode
                    )
                ),
                "{text}: {error}"
            ),
        }
    }

    #[test]
    fn no_text_breaks_the_other_parsers(text in "\\PC{0,40}|[0-9+ ()/.-]{0,24}") {
        if let Ok(phone) = text.parse::<PhoneNumber>() {
            prop_assert_eq!(phone.as_str().parse(), Ok(phone));
            prop_assert!(phone.masked().len() == 6);
        }
        if let Ok(name) = PersonName::new(&text, &text) {
            prop_assert_eq!(PersonName::new(name.first(), name.last()), Ok(name.clone()));
        }
        if let Ok(product) = text.parse::<Product>() {
            prop_assert_eq!(product.as_str(), text.trim());
        }
        let _ = text.parse::<TypedCode>();
    }

    #[test]
    fn a_tag_comes_back_from_its_code(tag: ServiceTag) {
        prop_assert_eq!(ServiceTag::from_express_code(tag.express_code(), tag.length()), Ok(tag));
    }

    #[test]
    fn the_case_of_a_product_does_not_change_its_form(product: Product) {
        let lower: Product = product.as_str().to_ascii_lowercase().parse().expect("as long");
        prop_assert_eq!(lower.form(SerialForm::KNOWN), product.form(SerialForm::KNOWN));
    }
}
