//! The forms: all faults at once, by field (TKT-3, TKT-7).

use checkmark_account::Language;
use checkmark_ticket::{
    Draft, FaultKind, Field, Fields, Form, FreeText, Line, NomineeDraft, SiteAddress, Topic,
};

use crate::desk::draft;

/// Fields and codes, one a line.
#[track_caller]
fn check(topic: Topic, draft: &Draft, want: &[(Field, Option<u8>, FaultKind)]) {
    let got: Vec<_> = match Form::check(topic, draft) {
        Ok(_) => Vec::new(),
        Err(faults) => faults
            .iter()
            .map(|it| (it.field(), it.entry(), it.kind()))
            .collect(),
    };
    assert_eq!(got, want);
}

#[test]
fn what_is_complete_has_no_fault() {
    for topic in Topic::ALL {
        check(*topic, &draft(), &[]);
    }
}

#[test]
fn an_empty_form_misses_everything_that_is_required_at_once() {
    let missing = |field| (field, None, FaultKind::Missing);
    let blank = Draft {
        company: Some("  ".into()),
        ..Draft::default()
    };
    check(
        Topic::AccountAccess,
        &blank,
        &[
            Field::Phone,
            Field::PreferredContact,
            Field::Site,
            Field::Intent,
            Field::Product,
            Field::Company,
            Field::EquipmentAddress,
        ]
        .map(missing),
    );
    check(
        Topic::FirstAdministrator,
        &blank,
        &[
            Field::Phone,
            Field::PreferredContact,
            Field::Company,
            Field::Nominees,
        ]
        .map(missing),
    );
    check(
        Topic::CompanyProfile,
        &blank,
        &[Field::Company, Field::CompanyAddress, Field::Country].map(missing),
    );
    check(
        Topic::TroubleWithValidation,
        &blank,
        &[Field::PreferredContact, Field::Email].map(missing),
    );
}

#[test]
fn each_fault_has_its_code() {
    type Row<'a> = (fn(&mut Draft, String), &'a str, Field, FaultKind);
    let rows: [Row<'_>; 17] = [
        (
            |it, text| it.phone = Some(text),
            "08-123 45 67",
            Field::Phone,
            FaultKind::NoCountryCode,
        ),
        (
            |it, text| it.phone = Some(text),
            "+0 8 123 45 67",
            Field::Phone,
            FaultKind::NoCountryCode,
        ),
        (
            |it, text| it.phone = Some(text),
            "+46 (0)8 123 45 67",
            Field::Phone,
            FaultKind::TrunkZero,
        ),
        (
            |it, text| it.phone = Some(text),
            "+46 12",
            Field::Phone,
            FaultKind::TooShort,
        ),
        (
            |it, text| it.phone = Some(text),
            "+46 1234567890123456",
            Field::Phone,
            FaultKind::TooLong,
        ),
        (
            |it, text| it.phone = Some(text),
            "+46 8 CALL ME",
            Field::Phone,
            FaultKind::Character,
        ),
        (
            |it, text| it.preferred_contact = Some(text),
            "pigeon",
            Field::PreferredContact,
            FaultKind::NotAChoice,
        ),
        (
            |it, text| it.intent = Some(text),
            "mischief",
            Field::Intent,
            FaultKind::NotAChoice,
        ),
        (
            |it, text| it.site = Some(text),
            "support.example.com",
            Field::Site,
            FaultKind::NotASite,
        ),
        (
            |it, text| it.site = Some(text),
            "https://",
            Field::Site,
            FaultKind::NotASite,
        ),
        (
            |it, text| it.site = Some(text),
            "https://good.example@evil.example/",
            Field::Site,
            FaultKind::Character,
        ),
        (
            |it, text| it.company = Some(text),
            "Acme\u{202e}BA",
            Field::Company,
            FaultKind::Character,
        ),
        (
            |it, text| it.company = Some(text),
            "Acme\nAB",
            Field::Company,
            FaultKind::Character,
        ),
        (
            |it, text| it.company = Some(text.repeat(50)),
            "Acme ",
            Field::Company,
            FaultKind::TooLong,
        ),
        (
            |it, text| it.product = Some(text.repeat(20)),
            "ABC1234",
            Field::Product,
            FaultKind::TooLong,
        ),
        (
            |it, text| it.product = Some(text),
            "ABC\u{7}1234",
            Field::Product,
            FaultKind::Character,
        ),
        (
            |it, text| it.equipment_address = Some(text),
            "Storgatan\u{0}1",
            Field::EquipmentAddress,
            FaultKind::Character,
        ),
    ];
    for (fill, text, field, kind) in rows {
        let mut draft = draft();
        fill(&mut draft, text.into());
        check(Topic::AccountAccess, &draft, &[(field, None, kind)]);
    }
    let mut trouble = draft();
    trouble.email = Some("asa at acme".into());
    let fault = (Field::Email, None, FaultKind::NotAnEmailAddress);
    check(Topic::TroubleWithValidation, &trouble, &[fault]);
    let mut profile = draft();
    profile.country = Some("Sweden".into());
    check(
        Topic::CompanyProfile,
        &profile,
        &[(Field::Country, None, FaultKind::NotAChoice)],
    );
}

#[test]
fn a_serial_number_of_no_known_form_is_taken() {
    let mut draft = draft();
    draft.product = Some("who knows: 42/b".into());
    check(Topic::AccountAccess, &draft, &[]);
}

#[test]
fn a_telephone_number_is_needed_only_by_who_wants_to_be_called() {
    for topic in [Topic::CompanyProfile, Topic::TroubleWithValidation] {
        let mut draft = draft();
        draft.phone = None;
        check(topic, &draft, &[(Field::Phone, None, FaultKind::Missing)]);
        draft.preferred_contact = Some("email".into());
        check(topic, &draft, &[]);
        draft.phone = Some("nonsense".into());
        check(
            topic,
            &draft,
            &[(Field::Phone, None, FaultKind::NoCountryCode)],
        );
    }
}

#[test]
fn nominees_are_checked_one_by_one() {
    let nominee = |first: &str, last: &str, email: &str| NomineeDraft {
        first: first.into(),
        last: last.into(),
        email: email.into(),
    };
    let with = |nominees| Draft {
        nominees,
        ..draft()
    };
    let of = |entry, kind| (Field::Nominees, Some(entry), kind);
    let draft = with(vec![
        nominee("Åsa", "Berg", "asa@acme.example"),
        nominee("", "Ek", "ek@acme.example"),
        nominee("Bo", "<b>", "bo"),
        nominee("", "", ""),
        nominee("Åsa", "B.", "ASA@acme.example"),
        nominee(&"x".repeat(101), "Lind", "lind@acme.example"),
    ]);
    check(
        Topic::FirstAdministrator,
        &draft,
        &[
            of(1, FaultKind::Missing),
            of(2, FaultKind::NotAName),
            of(2, FaultKind::NotAnEmailAddress),
            of(3, FaultKind::Missing),
            of(4, FaultKind::Repeated),
            of(5, FaultKind::TooLong),
        ],
    );
    let many = |count: usize| {
        with(
            (0..count)
                .map(|nth| nominee("Åsa", "Berg", &format!("asa{nth}@acme.example")))
                .collect(),
        )
    };
    check(Topic::FirstAdministrator, &many(Form::MAX_NOMINEES), &[]);
    let fault = (Field::Nominees, None, FaultKind::TooMany);
    check(
        Topic::FirstAdministrator,
        &many(Form::MAX_NOMINEES + 1),
        &[fault],
    );
    // Nobody else is asked for nominees.
    check(Topic::AccountAccess, &draft, &[]);
    let form = Form::check(Topic::FirstAdministrator, &many(2)).expect("complete");
    assert_eq!(form.nominees().len(), 2);
    assert_eq!(form.nominees()[1].name().first(), "Åsa");
}

#[test]
fn a_form_keeps_what_was_asked_for_and_nothing_else() {
    let form = Form::check(Topic::AccountAccess, &draft()).expect("complete");
    assert_eq!(form.topic(), Topic::AccountAccess);
    assert_eq!(form.phone().expect("a number").as_str(), "+4681234567");
    assert_eq!(
        form.site().expect("a site").as_str(),
        "https://support.example.com/"
    );
    assert_eq!(
        form.intent().map(|it| it.as_str()),
        Some("enable_business_access")
    );
    assert_eq!(
        form.preferred_contact().map(|it| it.as_str()),
        Some("telephone")
    );
    assert_eq!(form.product().expect("a product").as_str(), "ABC1234");
    assert_eq!(form.company().expect("a company").as_str(), "Acme AB");
    let place = form.equipment_address().expect("a place").as_str();
    assert_eq!(place, "Storgatan 1\n111 22 Stockholm");
    assert_eq!(form.message().expect("a message").as_str(), "Thank you");
    assert!(form.email().is_none() && form.company_address().is_none());
    assert!(form.country().is_none() && form.nominees().is_empty());
    let profile = Form::check(Topic::CompanyProfile, &draft()).expect("complete");
    assert_eq!(profile.country().expect("a country").as_str(), "SE");
    assert!(profile.company_address().is_some() && profile.site().is_none());
    let trouble = Form::check(Topic::TroubleWithValidation, &draft()).expect("complete");
    assert_eq!(
        trouble.email().expect("an address").as_str(),
        "asa@acme.example"
    );
}

#[test]
fn an_answer_fills_the_fields_that_were_asked_for() {
    let fields: Fields = [Field::Product, Field::Country].into_iter().collect();
    let faults = Form::check_answer(Topic::AccountAccess, fields, &Draft::default());
    let faults: Vec<_> = faults
        .expect_err("nothing is filled in")
        .iter()
        .map(|it| (it.field(), it.kind()))
        .collect();
    assert_eq!(
        faults,
        [
            (Field::Product, FaultKind::Missing),
            (Field::Country, FaultKind::Missing)
        ]
    );
    let form = Form::check_answer(Topic::AccountAccess, fields, &draft()).expect("both are there");
    assert!(form.product().is_some() && form.country().is_some());
    assert!(form.company().is_none(), "it was not asked for");
}

#[test]
fn texts_say_where_the_fault_is() {
    let line = |text: &str| text.parse::<Line>().map(drop).map_err(|it| it.to_string());
    assert_eq!(line(" Acme "), Ok(()));
    assert_eq!(line(" "), Err("empty text at byte 1".into()));
    assert_eq!(
        line("Å\u{200b}b"),
        Err("character not allowed in the text at byte 2".into())
    );
    assert_eq!(line(&"å".repeat(200)), Ok(()));
    assert_eq!(
        line(&"å".repeat(201)),
        Err("text too long at byte 400".into())
    );
    let many = |text: &str| {
        text.parse::<FreeText>()
            .map(drop)
            .map_err(|it| it.to_string())
    };
    assert_eq!(many("one\r\n\ttwo"), Ok(()));
    assert_eq!(
        many("one\u{b}two"),
        Err("character not allowed in the text at byte 3".into())
    );
    assert_eq!(many(&"x".repeat(4_000)), Ok(()));
    assert_eq!(
        many(&"x".repeat(4_001)),
        Err("text too long at byte 4000".into())
    );
    let site = |text: &str| {
        text.parse::<SiteAddress>()
            .map(drop)
            .map_err(|it| it.to_string())
    };
    assert_eq!(site("HTTPS://Support.Example.com:8443/a?b=c#d"), Ok(()));
    assert_eq!(site("https://support.example.com/a@b"), Ok(()));
    assert_eq!(
        site(" ftp://x"),
        Err("no https or http in front at byte 1".into())
    );
    assert_eq!(site("https:///path"), Err("no host at byte 8".into()));
    assert_eq!(site("https://?q"), Err("no host at byte 8".into()));
    assert_eq!(
        site("https://a b"),
        Err("character not allowed in the text at byte 9".into())
    );
    assert_eq!(
        site("https://u@h"),
        Err("character not allowed in the text at byte 9".into())
    );
    assert_eq!(
        site(" https://u@h"),
        Err("character not allowed in the text at byte 10".into())
    );
}

#[test]
fn every_fault_and_every_field_has_a_text_in_both_languages() {
    let mut lines = String::new();
    let draft = Draft {
        phone: Some("08-1".into()),
        ..Draft::default()
    };
    for topic in [Topic::AccountAccess, Topic::FirstAdministrator] {
        let faults = Form::check(topic, &draft).expect_err("far from complete");
        for fault in faults.iter() {
            for language in Language::ALL {
                lines.push_str(&format!("{}\n", fault.text(*language)));
            }
        }
    }
    insta::assert_snapshot!(lines);
    for field in Field::ALL {
        let [english, swedish] = [Language::English, Language::Swedish].map(|it| field.label(it));
        assert!(english != swedish && !english.is_empty(), "{field}");
    }
}
