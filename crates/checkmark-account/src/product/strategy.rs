//! Generators for products, for hosts that test against them.

use proptest::prelude::*;

use super::{ExpressCode, Product, ProductForm, SerialForm, ServiceTag, TagLength};

impl Arbitrary for ServiceTag {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        "[0-9A-Za-z]{5}([0-9A-Za-z]{2})?"
            .prop_map(|text| text.parse().expect("the pattern is the syntax"))
            .boxed()
    }
}

impl Arbitrary for TagLength {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        prop_oneof![Just(Self::Five), Just(Self::Seven)].boxed()
    }
}

impl Arbitrary for ExpressCode {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        (0..36_u64.pow(7)).prop_map(Self).boxed()
    }
}

impl Arbitrary for SerialForm {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        prop_oneof![
            proptest::sample::select(Self::KNOWN),
            (1_u8..5, 1_u8..12)
                .prop_map(|(letters, digits)| { Self::with_letters(letters, digits) }),
        ]
        .boxed()
    }
}

impl Arbitrary for ProductForm {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        prop_oneof![
            Just(Self::ServiceTag),
            any::<SerialForm>().prop_map(Self::Serial),
            Just(Self::Unrecognized),
        ]
        .boxed()
    }
}

/// Tags, serial numbers of the known forms, and other text.
impl Arbitrary for Product {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        prop_oneof![
            any::<ServiceTag>().prop_map(Self::from),
            "([A-Z]{3}[0-9]{11}|[A-Z]{2}[0-9]{9}|DELL[0-9]{9})|[a-z]([a-z0-9 ./-]{0,20}[a-z])?"
                .prop_map(|text| text.parse().expect("the pattern is the syntax")),
        ]
        .boxed()
    }
}
