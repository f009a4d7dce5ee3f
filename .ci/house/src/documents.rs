//! The documents whose code must run. They are doctests and nothing else.

macro_rules! documents {
    ($($name:ident $path:literal,)*) => {
        $(
            #[cfg(doctest)]
            #[doc = include_str!(concat!("../../../", $path))]
            mod $name {}
        )*
    };
}

documents! {
    readme "README.md",
    guide_clock "docs/guide/clock.md",
    guide_embed "docs/guide/embed.md",
    guide_evidence "docs/guide/evidence.md",
    guide_events "docs/guide/events.md",
    guide_holidays "docs/guide/holidays.md",
    guide_policies "docs/guide/policies.md",
    guide_security "docs/guide/security.md",
    guide_testing "docs/guide/testing.md",
    guide_ways "docs/guide/ways.md",
}
