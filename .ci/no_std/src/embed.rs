//! What a host does with the facade, in small.

use checkmark::account::{AccountId, Rule};
use checkmark::domain::DomainName;
use time::UtcDateTime;

/// Panics if an answer is not the one that the documents promise.
pub fn embed() {
    let now = UtcDateTime::from_unix_timestamp(1_795_420_800).expect("an instant of 2026");
    assert_eq!(now.year(), 2026);
    let account: AccountId = "a1".parse().expect("an id that is valid");
    assert_eq!(account.as_str(), "a1");
    assert_eq!("REG-5".parse(), Ok(Rule::Reg5));
    let domain: DomainName = "ACME.example".parse().expect("a domain that is valid");
    assert_eq!(domain.as_str(), "acme.example");
}
