//! Strategies for the types of this crate, for tests of one's own.
//!
//! Tracks `proptest` 1. A domain is often one that a list knows, and an exchange often one that a
//! pattern covers: among letters drawn at random nothing would ever be met.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::net::{Ipv4Addr, Ipv6Addr};

use proptest::arbitrary::{Arbitrary, any};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{BoxedStrategy, Just, Strategy, prop_oneof};
use proptest::sample::select;
use time::UtcDateTime;

use crate::{
    AddressLiteral, AddressRecord, Answer, Claim, Classifier, DkimTarget, DomainName, Elimination,
    Evidence, Issuer, Judgment, Label, MailHost, Mx, MxPattern, MxRecord, MxRole, Overlay, Policy,
    Provider, Question, Verdict,
};

/// Instants of the years 2000 to 2100.
///
/// ```
/// use checkmark_domain::strategy::instants;
/// use checkmark_domain::{Evidence, Mx, classify};
///
/// proptest::proptest!(|(asked_at in instants(), now in instants())| {
///     let domain = "acme.company".parse().expect("a domain");
///     let evidence = Evidence::none().with_mx(Mx::NullMx, asked_at);
///     let verdict = classify(&domain, &evidence, now);
///     assert!(verdict.evidence_at().is_none_or(|at| at == asked_at));
/// });
/// ```
pub fn instants() -> impl Strategy<Value = UtcDateTime> {
    (946_684_800_i64..4_102_444_800)
        .prop_map(|second| UtcDateTime::from_unix_timestamp(second).expect("in range"))
}

/// Exchanges as DNS gives them: known, unknown, and malformed ones.
///
/// ```
/// use checkmark_domain::strategy::exchanges;
/// use checkmark_domain::{Evidence, Mx, MxRecord, classify};
/// use time::UtcDateTime;
///
/// proptest::proptest!(|(exchange in exchanges())| {
///     let (domain, now) = ("acme.company".parse().expect("a domain"), UtcDateTime::UNIX_EPOCH);
///     let evidence = Evidence::none().with_mx(Mx::Records(vec![MxRecord::new(1, exchange)]), now);
///     assert_eq!(classify(&domain, &evidence, now), classify(&domain, &evidence, now));
/// });
/// ```
pub fn exchanges() -> impl Strategy<Value = String> {
    let known = select(MxPattern::all()).prop_map(|pattern| pattern.as_str().replace('*', "mx1"));
    prop_oneof![
        4 => known.clone(),
        1 => known.clone().prop_map(|host| format!("{}.", host.to_uppercase())),
        1 => known.prop_map(|host| format!("{host}.evil.example")),
        3 => any::<DomainName>().prop_map(|name| format!("mx.{name}")),
        1 => select(&["", ".", "mail", "192.0.2.1", "[IPv6:2001:db8::1]", "ghs.google.com", "a..b"][..])
            .prop_map(String::from),
        1 => "\\PC{0,40}",
    ]
}

fn spf() -> impl Strategy<Value = String> {
    let terms = select(
        &[
            "mx",
            "a",
            "ip4:192.0.2.1",
            "include:_spf.google.com",
            "+include:spf.protection.outlook.com",
            "~include:_spf.google.com",
            "include:_spf.acme.test",
            "redirect=_spf.google.com",
        ][..],
    );
    vec(terms, 0..5).prop_map(|terms| format!("v=spf1 {} -all", terms.join(" ")))
}

fn hosts() -> impl Strategy<Value = String> {
    prop_oneof![
        select(
            &[
                "autodiscover.outlook.com",
                "selector1-acme._domainkey.acme.onmicrosoft.com",
                "v=DKIM1; k=rsa; p=MIIB",
                "google._domainkey.acme.test",
            ][..]
        )
        .prop_map(String::from),
        any::<DomainName>().prop_map(String::from),
    ]
}

impl Arbitrary for DomainName {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let known = select(
            &[
                "gmail.com",
                "hotmail.com",
                "gmial.com",
                "mailinator.com",
                "stanford.edu",
                "wikipedia.org",
                "co.uk",
                "onmicrosoft.com",
                "acme.example",
                "acme.onmicrosoft.com",
                "xn--gmal-nza.com",
            ][..],
        )
        .prop_map(String::from);
        let label = "[a-z]([a-z0-9-]{0,10}[a-z0-9])?";
        let drawn = (
            vec(label, 1..4),
            select(&["com", "se", "de", "co.uk", "test", "gov"][..]),
        )
            .prop_map(|(labels, top_level)| format!("{}.{top_level}", labels.join(".")));
        prop_oneof![1 => known, 3 => drawn]
            .prop_filter_map("not an A-label that is none", |text| text.parse().ok())
            .boxed()
    }
}

impl Arbitrary for Provider {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let known = select(MxPattern::all()).prop_map(|pattern| pattern.provider());
        let drawn = "[a-z0-9_-]{1,31}".prop_filter_map("a reserved word", |id| id.parse().ok());
        prop_oneof![known, drawn].boxed()
    }
}

impl Arbitrary for MailHost {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        prop_oneof![
            any::<Provider>().prop_map(Self::of),
            any::<Provider>().prop_map(Self::Gateway),
            any::<Provider>().prop_map(Self::Forwarder),
            select(&[Self::Own, Self::None, Self::Mixed, Self::Unknown][..]),
        ]
        .boxed()
    }
}

impl Arbitrary for MxRecord {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        (select(&[0, 10, 20][..]), exchanges())
            .prop_map(|(preference, exchange)| Self::new(preference, exchange))
            .boxed()
    }
}

impl Arbitrary for AddressRecord {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        select(&[Self::NotStated, Self::Found][..]).boxed()
    }
}

impl Arbitrary for Mx {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let address = any::<AddressRecord>().prop_map(|address| Self::NoRecords { address });
        prop_oneof![
            1 => Just(Self::NotAsked),
            1 => Just(Self::NoSuchDomain),
            1 => Just(Self::NullMx),
            1 => Just(Self::Failed),
            1 => address,
            8 => vec(any::<MxRecord>(), 0..6).prop_map(Self::Records),
        ]
        .boxed()
    }
}

impl Arbitrary for DkimTarget {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        (select(&["google", "selector1", "selector2"][..]), hosts())
            .prop_map(|(selector, target)| Self::new(selector, target))
            .boxed()
    }
}

impl Arbitrary for Claim {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        (any::<Issuer>(), any::<DomainName>(), instants())
            .prop_map(|(issuer, domain, at)| Self::new(issuer, domain, at))
            .boxed()
    }
}

fn answers<T: Clone + core::fmt::Debug + 'static>(
    given: impl Strategy<Value = T> + 'static,
) -> impl Strategy<Value = Answer<Vec<T>>> {
    prop_oneof![
        2 => Just(Answer::NotAsked),
        1 => Just(Answer::Failed),
        4 => vec(given, 0..3).prop_map(Answer::Given),
    ]
}

crate::__arbitrary! {
    AddressLiteral => prop_oneof![
        any::<[u8; 4]>().prop_map(|octets| alloc::format!("{}", Ipv4Addr::from(octets))),
        any::<[u8; 16]>().prop_map(|octets| alloc::format!("{}", Ipv6Addr::from(octets))),
    ]
    .prop_map(|text| text.parse().expect("what is printed is the syntax"));
    MxPattern => select(Self::all());
    MxRole => any::<MxPattern>().prop_map(|pattern| pattern.role());
}

/// Of every kind; what came back is that of the type.
impl<T: Arbitrary + Clone + 'static> Arbitrary for Answer<T> {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        prop_oneof![
            2 => Just(Self::NotAsked),
            1 => Just(Self::Failed),
            4 => any::<T>().prop_map(Self::Given),
        ]
        .boxed()
    }
}

impl Arbitrary for Evidence {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let signals = (
            answers(spf()),
            answers(any::<DkimTarget>()),
            answers(hosts()),
            option::of(any::<Claim>()),
        );
        let validated = vec(any::<Question>(), 0..5);
        (any::<Mx>(), signals, validated, instants())
            .prop_map(|(mx, (spf, dkim, autodiscover, claim), validated, at)| {
                let mut evidence = Self::none();
                if mx != Mx::NotAsked {
                    evidence = evidence.with_mx(mx, at);
                }
                evidence = match spf {
                    Answer::Given(records) => evidence.with_spf(records, at),
                    Answer::Failed => evidence.with_failure(Question::Txt, at),
                    Answer::NotAsked => evidence,
                };
                evidence = match dkim {
                    Answer::Given(targets) => evidence.with_dkim(targets, at),
                    Answer::Failed => evidence.with_failure(Question::Dkim, at),
                    Answer::NotAsked => evidence,
                };
                evidence = match autodiscover {
                    Answer::Given(targets) => evidence.with_autodiscover(targets, at),
                    Answer::Failed => evidence.with_failure(Question::Autodiscover, at),
                    Answer::NotAsked => evidence,
                };
                if let Some(claim) = claim {
                    evidence = evidence.with_claim(claim);
                }
                validated
                    .into_iter()
                    .fold(evidence, Evidence::validated_by_dnssec)
            })
            .boxed()
    }
}

impl Arbitrary for Overlay {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let entries = vec((any::<DomainName>(), any::<Label>()), 0..6);
        ("[a-z]{1,8}", "[0-9]{1,4}", entries)
            .prop_filter_map(
                "a name that is a reserved word",
                |(name, version, entries)| {
                    let entries = entries
                        .iter()
                        .map(|(domain, label)| (domain.as_str(), *label));
                    Self::new(&name, &version, entries).ok()
                },
            )
            .boxed()
    }
}

impl Arbitrary for Policy {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        (1_i64..1_000, any::<Elimination>())
            .prop_map(|(hours, elimination)| {
                Self::DEFAULT
                    .with_evidence_max_age(time::SignedDuration::hours(hours))
                    .with_elimination(elimination)
            })
            .boxed()
    }
}

impl Arbitrary for Verdict {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        (any::<DomainName>(), any::<Evidence>(), instants())
            .prop_map(|(domain, evidence, now)| {
                let now = evidence.looked_up(Question::Mx).unwrap_or(now);
                Classifier::BUILT_IN.classify(&domain, &evidence, now)
            })
            .boxed()
    }
}

impl Arbitrary for Judgment {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        any::<Verdict>()
            .prop_map(|verdict| verdict.summary())
            .boxed()
    }
}
