//! The facts of the comparison: what others answer, and what we answer.
//!
//! Each row is a sentence of the page. A rival that has changed fails its row, and the page is
//! mended with it.

use benches::names::{public_suffix_list, read};
use checkmark::account::EmailAddress;
use checkmark::domain::lists::{self, List};
use checkmark::domain::{DomainName, suffix};

/// The domain that `email_address` finds, then the one that we find.
#[track_caller]
fn address(text: &str, theirs: Option<&str>, ours: Option<&str>) {
    let parsed = text.parse::<email_address::EmailAddress>();
    assert_eq!(parsed.ok().as_ref().map(|it| it.domain()), theirs, "{text}");
    let parsed = text.parse::<EmailAddress>();
    assert_eq!(
        parsed.ok().as_ref().map(|it| it.domain().as_str()),
        ours,
        "{text}"
    );
}

#[test]
fn an_address_is_one_address_and_its_domain_is_folded() {
    address("a@corp.example", Some("corp.example"), Some("corp.example"));
    address("a@CORP.example", Some("CORP.example"), Some("corp.example"));
    address(
        "a@ｇｍａｉｌ.com",
        Some("ｇｍａｉｌ.com"),
        Some("gmail.com"),
    );
    address("Name <a@corp.example>", Some("corp.example"), None);
}

#[test]
fn email_address_reads_what_we_refuse() {
    address("a@[127.0.0.1]", Some("[127.0.0.1]"), None);
    address("a@localhost", Some("localhost"), None);
}

/// What `psl`, `publicsuffix` and `addr` find to be registered, then what we find.
#[track_caller]
fn registered(name: &str, theirs: [Option<&str>; 3], ours: Option<&str>) {
    use publicsuffix::Psl as _;
    let list = public_suffix_list().expect("the committed rules are rules");
    let found = list.domain(name.as_bytes());
    let text = found.map(|it| String::from_utf8_lossy(it.as_bytes()).into_owned());
    let parsed = addr::parse_domain_name(name).ok();
    let root = parsed.as_ref().and_then(|it| it.root());
    assert_eq!(
        [psl::domain_str(name), text.as_deref(), root],
        theirs,
        "{name}"
    );
    let parsed = name.parse::<DomainName>().ok();
    let root = parsed.as_ref().and_then(|it| suffix::of(it).registrable());
    assert_eq!(root, ours, "{name}");
}

#[test]
fn the_suffix_is_found_however_the_name_is_spelled() {
    registered(
        "www.corp.co.uk",
        [Some("corp.co.uk"); 3],
        Some("corp.co.uk"),
    );
    registered("www.CORP.CO.UK", [Some("CO.UK"); 3], Some("corp.co.uk"));
    registered("a..b", [Some(".b"), Some(".b"), None], None);
    registered("co.uk", [None; 3], None);
}

/// Whether `disposable` and `mailchecker` say that it is disposable, then on which list we have it.
#[track_caller]
fn listed(name: &str, theirs: [bool; 2], ours: Option<List>) {
    let is_valid = mailchecker::is_valid(&format!("ada@{name}"));
    assert_eq!([disposable::is_domain(name), !is_valid], theirs, "{name}");
    let parsed: DomainName = name.parse().expect("a name");
    assert_eq!(lists::lookup(&parsed).map(|hit| hit.list()), ours, "{name}");
}

#[test]
fn a_class_says_more_than_disposable_or_not() {
    listed("mailinator.com", [true, true], Some(List::Disposable));
    listed("x.mailinator.com", [false, true], Some(List::Disposable));
    listed("gmail.com", [false, false], Some(List::Consumer));
    listed("duck.com", [true, true], Some(List::Relay));
}

#[test]
fn their_lists_have_names_that_ours_has_not_and_the_other_way_round() {
    let ours = read("disposable.txt");
    assert!(ours.len() < 20_000, "the page says about ten thousand");
    let theirs = ours
        .iter()
        .filter(|name| disposable::is_domain(name))
        .count();
    assert!(
        theirs * 4 > ours.len() * 3 && theirs < ours.len(),
        "{theirs} of {}",
        ours.len()
    );
}
