//! Look-ups allocate nothing, the first as little as the last.

use checkmark_domain::lists::{self, Lists, SUSPECTED};
use checkmark_domain::{DomainName, suffix};

#[test]
fn looking_up_allocates_nothing() {
    for text in [
        "gmail.com",
        "mailinator.com",
        "a.b.mailinator.com",
        "dell.com",
        "stanford.edu",
        "a.city.kawasaki.jp",
        "mail.acme.onmicrosoft.com",
        "acme.example",
        "nobody-has-this.co.uk",
    ] {
        let counted = allocation_counter::measure(|| {
            let name: DomainName = text.parse().expect("a name");
            let suspected = [SUSPECTED];
            let lists = Lists::BUILT_IN.with(&suspected);
            std::hint::black_box((
                lists::lookup(&name).map(|hit| (hit.list(), hit.provider())),
                lists.lookup(&name),
                suffix::of(&name).registrable(),
                suffix::reserved(&name),
                lists.role(text),
            ));
        });
        assert_eq!(counted.count_total, 0, "{text}");
    }
}
