//! What a host does with the facade, in small.

use checkmark::account::code::{
    CodeBook, CodeEvent, CodeKey, CodeOutcome, CodePolicy, KeyRing, Nonce, Purpose, Subject,
    ThrottleCount,
};
use checkmark::account::{AccountId, EmailAddress};
use checkmark::calendar::{Budget, BusinessDuration, Calendar, Pauses};
use checkmark::domain::{Class, DomainName, Evidence, Mx, MxRecord, classify};
use time::UtcDateTime;

/// Panics if an answer is not the one that the documents promise.
pub fn embed() {
    let noon = UtcDateTime::from_unix_timestamp(1_795_780_800).expect("a Friday of 2026");
    judges_a_domain(noon);
    proves_an_address(noon);
    promises(noon);
}

/// A private mailbox is known from the lists, a company's mail host from its MX records.
fn judges_a_domain(now: UtcDateTime) {
    let private: DomainName = "gmail.com".parse().expect("a domain that is valid");
    let verdict = classify(&private, &Evidence::none(), now);
    assert_eq!(verdict.class(), Class::ConsumerMailbox);
    let company: DomainName = "acme-bolts.se".parse().expect("a domain that is valid");
    let mx = Mx::Records([MxRecord::new(1, "aspmx.l.google.com.")].into());
    let verdict = classify(&company, &Evidence::none().with_mx(mx, now), now);
    assert_eq!(verdict.class(), Class::GmailHosted);
}

/// A code is issued, mailed and entered.
fn proves_an_address(now: UtcDateTime) {
    let account: AccountId = "a1".parse().expect("an id that is valid");
    let address: EmailAddress = "anna@ACME.example"
        .parse()
        .expect("an address that is valid");
    assert_eq!(address.domain().as_str(), "acme.example");
    let subject = Subject::new(account, &address);
    let key = CodeKey::new("k1".parse().expect("a key id"), &[0x5a; 32]).expect("a long secret");
    let keys = KeyRing::new(key);
    let policy = CodePolicy::default();

    let book = CodeBook::new(Purpose::SignUp);
    let nonce = Nonce::new([7; Nonce::LEN]);
    let counted = ThrottleCount::default();
    let issued = book
        .decide_issue(keys.current().id(), nonce, counted, &policy, now)
        .expect("the first code is issued");
    let book = book.evolve(&issued).expect("a decision folds");
    let challenge = book.challenge().expect("a code was issued");
    let mailed = challenge.reveal(&keys, subject).expect("the key is there");

    let typed = mailed.expose().parse().expect("a code is made of digits");
    let command = "c1".parse().expect("an id that is valid");
    let tried = book
        .decide_try(&typed, subject, &keys, command, &policy, now)
        .expect("the first try is taken");
    assert!(matches!(&tried, CodeEvent::Tried(tried) if tried.outcome() == CodeOutcome::Right));
    assert!(book.evolve(&tried).expect("a decision folds").is_spent());
}

/// 48 business hours from Friday noon end on Tuesday noon.
fn promises(noon: UtcDateTime) {
    let clock = Calendar::default().compile().expect("the default opens");
    let promise = Budget::Business(BusinessDuration::hours(48));
    let due = clock
        .deadline(noon, promise, Pauses::NONE)
        .expect("within the range");
    assert_eq!(due.unix_timestamp() - noon.unix_timestamp(), 4 * 86_400);
}
