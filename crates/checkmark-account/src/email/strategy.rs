//! Generators for addresses, for hosts that test against them.

use alloc::string::String;

use proptest::prelude::*;

use super::EmailAddress;

/// Addresses in ASCII: plain and quoted local parts, tags, domains of two to four labels.
impl Arbitrary for EmailAddress {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let local = prop_oneof![
            8 => "[a-zA-Z0-9_-]{1,12}(\\.[a-zA-Z0-9_-]{1,12}){0,2}(\\+[a-z0-9]{1,8})?",
            1 => "\"[a-zA-Z .@]{0,20}\"",
        ];
        let label = "[a-zA-Z0-9]([a-zA-Z0-9]{0,10}[a-zA-Z0-9])?";
        let domain = (proptest::collection::vec(label, 1..4), "[a-zA-Z]{2,10}");
        (local, domain)
            .prop_filter_map("not an address", |(local, (labels, top))| {
                let mut text: String = local;
                text.push('@');
                for label in labels {
                    text.push_str(&label);
                    text.push('.');
                }
                text.push_str(&top);
                text.parse().ok()
            })
            .boxed()
    }
}
