//! Telephones, countries, people, products, roles, ids: the smaller nouns.

use checkmark_account::product::{
    ExpressCode, ParseProductErrorKind, Product, ProductForm, SerialForm, ServiceTag, TagLength,
};
use checkmark_account::{
    AccountId, Actor, CompanyRole, Country, Language, NewsletterChoice, OrganizationKind,
    ParseIdErrorKind, ParsePhoneErrorKind, PersonName, PersonNameErrorKind, PersonNamePart,
    PhoneNumber, ProfileType, Rule,
};

#[test]
fn a_telephone_number_is_told_by_its_shape() {
    #[track_caller]
    fn check(text: &str, want: Result<&str, (usize, ParsePhoneErrorKind)>) {
        let got = text.parse::<PhoneNumber>();
        let got = got.as_ref().map(PhoneNumber::as_str);
        assert_eq!(got.map_err(|error| (error.at(), error.kind())), want);
    }
    use ParsePhoneErrorKind as Kind;
    check("+4681234567", Ok("+4681234567"));
    check("+46 (8) 123-45.67", Ok("+4681234567"));
    check("+1/234\u{2013}5678", Ok("+12345678"));
    check("+33\u{a0}1\u{202f}23 45 67", Ok("+331234567"));
    check(" +1234567\n", Ok("+1234567"));
    check("+123456789012345", Ok("+123456789012345"));
    check("", Err((0, Kind::Empty)));
    check("   ", Err((3, Kind::Empty)));
    check("0812345678", Err((0, Kind::NoPlus)));
    check("  4681234567", Err((2, Kind::NoPlus)));
    check("+0812345678", Err((1, Kind::CountryCode)));
    check("+ (08) 12345678", Err((3, Kind::CountryCode)));
    check("+46 (0)8 123 45 67", Err((5, Kind::TrunkZero)));
    check("+46 (08) 123 45 67", Ok("+46081234567"));
    check("+46(10)1234567", Ok("+46101234567"));
    check("+123456", Err((7, Kind::TooShort)));
    check("+1234567890123456", Err((16, Kind::TooLong)));
    check("+46812345x7", Err((9, Kind::Character)));
    check("+46+8123456", Err((3, Kind::Character)));
    check("+4681234567;ext=1", Err((11, Kind::Character)));
    check("+\u{ff14}\u{ff16}81234567", Err((1, Kind::Character)));
}

#[test]
fn a_telephone_number_shows_its_last_two_digits() {
    let phone: PhoneNumber = "+46 8 123 45 67".parse().unwrap();
    assert_eq!(phone.masked(), "+***67");
}

#[test]
fn there_are_249_countries_and_each_is_found_by_its_code() {
    let codes: Vec<_> = Country::all().map(Country::as_str).collect();
    assert_eq!(codes.len(), 249);
    assert!(codes.is_sorted_by(|one, next| one < next));
    for country in Country::all() {
        assert_eq!(country.as_str().parse(), Ok(country));
        assert_eq!(country.as_str().to_lowercase().parse(), Ok(country));
        assert!(
            country
                .as_str()
                .bytes()
                .all(|byte| byte.is_ascii_uppercase())
        );
    }
    for known in ["AD", "SE", "US", "GB", "TW", "ZW"] {
        assert!(known.parse::<Country>().is_ok(), "{known}");
    }
    for unknown in ["", "S", "SWE", "XX", "UK", "EU", "S ", "\u{ff33}\u{ff25}"] {
        assert!(unknown.parse::<Country>().is_err(), "{unknown}");
    }
}

#[test]
fn a_name_is_anything_that_is_safe_to_show() {
    #[track_caller]
    fn check(
        first: &str,
        last: &str,
        want: Result<(&str, &str), (PersonNamePart, usize, PersonNameErrorKind)>,
    ) {
        let got = PersonName::new(first, last);
        let got = got.as_ref().map(|name| (name.first(), name.last()));
        assert_eq!(
            got.map_err(|error| (error.part(), error.at(), error.kind())),
            want
        );
    }
    use PersonNameErrorKind as Kind;
    use PersonNamePart::{First, Last};
    let (long, longer) = ("å".repeat(100), "å".repeat(101));
    check("Åsa", "O'Neill-Berg", Ok(("Åsa", "O'Neill-Berg")));
    check(" Jan  Erik\t", "\u{3000}李", Ok(("Jan  Erik", "李")));
    check("X", "Æ A-12", Ok(("X", "Æ A-12")));
    check(&long, "Berg", Ok((long.as_str(), "Berg")));
    check(&longer, "Berg", Err((First, 200, Kind::TooLong)));
    check("", "Berg", Err((First, 0, Kind::Empty)));
    check("Anna", " \n", Err((Last, 2, Kind::Empty)));
    check("An\nna", "Berg", Err((First, 2, Kind::Control)));
    check("Anna", " Be\0rg", Err((Last, 3, Kind::Control)));
    check("An\u{202e}na", "Berg", Err((First, 2, Kind::Invisible)));
    check("An\u{200b}na", "Berg", Err((First, 2, Kind::Invisible)));
    check("Anna", "B\u{e000}", Err((Last, 1, Kind::Character)));
    check(
        "Anna",
        "http://evil.example",
        Err((Last, 5, Kind::Character)),
    );
    check("<b>Anna", "Berg", Err((First, 0, Kind::Character)));
    check("Anna", "anna@evil.example", Err((Last, 4, Kind::Character)));
}

#[test]
fn a_name_shows_its_initials() {
    #[track_caller]
    fn check(first: &str, last: &str, want: &str) {
        assert_eq!(PersonName::new(first, last).unwrap().masked(), want);
    }
    check("Anna", "Berg", "A*** B***");
    check("Östen", "李", "Ö*** 李***");
}

#[test]
fn what_no_domain_shows_no_name_shows_and_nothing_else_is_invisible_but_what_is_listed() {
    use checkmark_domain::{DomainName, ParseDomainErrorKind};
    let mut others = Vec::new();
    // All there are but ideographs, syllables and the private planes.
    let characters = ('\u{80}'..='\u{33ff}')
        .chain('\u{a000}'..='\u{abff}')
        .chain('\u{d7b0}'..='\u{1ffff}')
        .chain('\u{e0000}'..='\u{e1000}');
    for character in characters {
        let domain = format!("a{character}b.example").parse::<DomainName>();
        let of_domain = domain.is_err_and(|it| it.kind() == ParseDomainErrorKind::Invisible);
        let name = PersonName::new(&format!("A{character}b"), "Berg");
        let of_name = name.is_err_and(|it| it.kind() == PersonNameErrorKind::Invisible);
        assert!(of_name || !of_domain, "{:x}", character as u32);
        if of_name && !of_domain {
            others.push(character as u32);
        }
    }
    // The joiners, which some domains need, and format characters of single scripts.
    let listed = [
        0x600..=0x605,
        0x6dd..=0x6dd,
        0x70f..=0x70f,
        0x890..=0x891,
        0x8e2..=0x8e2,
    ]
    .into_iter()
    .chain([
        0x200c..=0x200d,
        0x110bd..=0x110bd,
        0x110cd..=0x110cd,
        0x13430..=0x1343f,
    ]);
    assert!(others.into_iter().eq(listed.flatten()));
}

#[test]
fn a_service_tag_has_five_or_seven_characters() {
    #[track_caller]
    fn check(text: &str, want: Result<&str, (usize, ParseProductErrorKind)>) {
        let got = text.parse::<ServiceTag>();
        let got = got.as_ref().map(ServiceTag::as_str);
        assert_eq!(got.map_err(|error| (error.at(), error.kind())), want);
    }
    use ParseProductErrorKind as Kind;
    check("7abc123", Ok("7ABC123"));
    check("AB12C", Ok("AB12C"));
    check("", Err((0, Kind::Empty)));
    check("ABCD", Err((4, Kind::TooShort)));
    check("ABCDEF", Err((6, Kind::TooShort)));
    check("ABCDEFGH", Err((7, Kind::TooLong)));
    check("AB-12", Err((2, Kind::Character)));
    check("ABCÅ", Err((3, Kind::Character)));
}

#[test]
fn an_express_code_is_the_tag_in_base_36() {
    #[track_caller]
    fn check(tag: &str, code: &str) {
        let tag: ServiceTag = tag.parse().unwrap();
        assert_eq!(tag.express_code().to_string(), code);
        let code: ExpressCode = code.parse().unwrap();
        assert_eq!(ServiceTag::from_express_code(code, tag.length()), Ok(tag));
    }
    // Worked out by hand: the digits are worth 36, 36², ... from the right.
    check("00000", "0");
    check("0000000", "0");
    check("00010", "36");
    check("0000ZZ0", "46620");
    check("ZZZZZ", "60466175");
    check("ZZZZZZZ", "78364164095");
    check("7ABC123", "15861175131");
}

#[test]
fn the_way_back_from_a_code_needs_a_tag_that_is_long_enough() {
    let code: ExpressCode = "604 661-76".parse().unwrap();
    assert_eq!(code.number(), 60_466_176);
    let five = ServiceTag::from_express_code(code, TagLength::Five);
    assert_eq!(five.unwrap_err().kind(), ParseProductErrorKind::TooLong);
    let seven = ServiceTag::from_express_code(code, TagLength::Seven).unwrap();
    assert_eq!(seven.as_str(), "0100000");

    #[track_caller]
    fn check(text: &str, at: usize, kind: ParseProductErrorKind) {
        let error = text.parse::<ExpressCode>().unwrap_err();
        assert_eq!((error.at(), error.kind()), (at, kind));
    }
    check("", 0, ParseProductErrorKind::Empty);
    check(" - ", 0, ParseProductErrorKind::Empty);
    check("12a", 2, ParseProductErrorKind::Character);
    check("78364164096", 10, ParseProductErrorKind::TooLong);
    check(
        "99999999999999999999999999",
        10,
        ParseProductErrorKind::TooLong,
    );
}

#[test]
fn a_product_is_recognized_or_kept_as_it_is() {
    #[track_caller]
    fn check(text: &str, want: ProductForm) {
        let product: Product = text.parse().unwrap();
        assert_eq!(product.form(SerialForm::KNOWN), want);
        assert_eq!(product.as_str(), text.trim());
        assert_eq!(
            product.service_tag().is_some(),
            want == ProductForm::ServiceTag
        );
    }
    let serial = |nth: usize| ProductForm::Serial(SerialForm::KNOWN[nth]);
    check("7abc123", ProductForm::ServiceTag);
    check(" AB12C ", ProductForm::ServiceTag);
    check("ABC12345678901", serial(0));
    check("abc12345678901", serial(0));
    check("AB123456789", serial(1));
    check("DELL123456789", serial(2));
    check("Dell123456789", serial(2));
    check("ABCD123456789", ProductForm::Unrecognized);
    check("AB1234567890", ProductForm::Unrecognized);
    check("A1123456789", ProductForm::Unrecognized);
    check("AB12345678X", ProductForm::Unrecognized);
    check(
        "the grey one by the door, 2nd floor",
        ProductForm::Unrecognized,
    );
    check("\u{fffd}\u{e000}", ProductForm::Unrecognized);
    check("12345678", ProductForm::Unrecognized);
    let tag: ServiceTag = "7abc123".parse().unwrap();
    assert_eq!(Product::from(tag).as_str(), "7ABC123");
}

#[test]
fn a_products_text_is_held_to_its_length_and_to_what_can_be_shown() {
    #[track_caller]
    fn check(text: &str, want: Option<(usize, ParseProductErrorKind)>) {
        let error = text.parse::<Product>().err();
        assert_eq!(error.map(|error| (error.at(), error.kind())), want);
    }
    check(&"å".repeat(64), None);
    check(&"å".repeat(65), Some((128, ParseProductErrorKind::TooLong)));
    check("  ", Some((2, ParseProductErrorKind::Empty)));
    check(" a\0", Some((2, ParseProductErrorKind::Control)));
    check("a\u{200d}", Some((1, ParseProductErrorKind::Invisible)));
}

#[test]
fn every_word_is_read_back_and_no_other() {
    macro_rules! check {
        ($($type:ty)*) => {$(
            for value in <$type>::ALL.iter().copied() {
                assert_eq!(value.as_str().parse(), Ok(value));
                assert_eq!(value.to_string(), value.as_str());
            }
            assert!("".parse::<$type>().is_err());
            assert!("Nonsense".parse::<$type>().is_err());
        )*};
    }
    use checkmark_account::code::{CodeOutcome, PublicOutcome, Purpose};
    check!(Actor CompanyRole CodeOutcome NewsletterChoice OrganizationKind PersonNamePart
        ProfileType PublicOutcome Purpose Rule Language);
    assert_eq!(NewsletterChoice::default(), NewsletterChoice::NotSubscribed);
}

#[test]
fn a_third_party_contact_is_no_employee() {
    let employees = CompanyRole::ALL.iter().filter(|role| role.is_employee());
    let others: Vec<_> = CompanyRole::ALL
        .iter()
        .filter(|role| !role.is_employee())
        .collect();
    assert_eq!(employees.count(), 3);
    assert_eq!(others, [&CompanyRole::ThirdPartyContact]);
}

#[test]
fn an_id_is_short_and_plain() {
    #[track_caller]
    fn check(text: &str, want: Result<(), (usize, ParseIdErrorKind)>) {
        let got = text.parse::<AccountId>();
        if let Ok(id) = got {
            assert_eq!((id.as_str(), id.to_string().as_str()), (text, text));
        }
        assert_eq!(
            got.map(drop).map_err(|error| (error.at(), error.kind())),
            want
        );
    }
    check("a", Ok(()));
    check("A-z_0.9:", Ok(()));
    check(&"x".repeat(32), Ok(()));
    check(&"x".repeat(33), Err((32, ParseIdErrorKind::TooLong)));
    check("", Err((0, ParseIdErrorKind::Empty)));
    check("a b", Err((1, ParseIdErrorKind::Character)));
    check("å", Err((0, ParseIdErrorKind::Character)));
    check("a\0", Err((1, ParseIdErrorKind::Character)));
}
