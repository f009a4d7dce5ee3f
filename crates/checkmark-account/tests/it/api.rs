//! Every public type promises the same: it is `Send` and `Sync`, and its `Debug` is not empty.

use core::fmt::Debug;

use checkmark_account::code::{
    Challenge, CodeBook, CodeEvent, CodeFigures, CodeKey, CodeOutcome, CodePolicy, CodeRefusal,
    CodeTried, CodeUnlocked, KeyRing, Nonce, PublicOutcome, Purpose, Subject, ThrottleCount,
    TypedCode, ValidationCode,
};
use checkmark_account::product::{
    ExpressCode, Product, ProductForm, SerialForm, ServiceTag, TagLength,
};
use checkmark_account::{
    AccountId, Actor, CommandId, CompanyRole, Country, CustomerNumber, EmailAddress, InvitationId,
    KeyId, Language, NewsletterChoice, OrganizationId, OrganizationKind, PersonName,
    PersonNamePart, PhoneNumber, ProfileType, RequestId, Rule, ThrottleKey,
};

use crate::support::{Desk, email, typed};

/// One of every public type, errors aside.
#[expect(dead_code, reason = "its fields are read by Debug")]
#[derive(Debug)]
struct Everything<'a> {
    account_id: AccountId,
    actor: Actor,
    challenge: Challenge,
    code_book: CodeBook,
    code_event: CodeEvent,
    code_figures: CodeFigures,
    code_key: CodeKey,
    code_outcome: CodeOutcome,
    code_policy: CodePolicy,
    code_refusal: CodeRefusal,
    code_tried: CodeTried,
    code_unlocked: CodeUnlocked,
    command_id: CommandId,
    company_role: CompanyRole,
    country: Country,
    customer_number: CustomerNumber,
    email_address: EmailAddress,
    express_code: ExpressCode,
    invitation_id: InvitationId,
    key_id: KeyId,
    key_ring: KeyRing,
    language: Language,
    newsletter_choice: NewsletterChoice,
    nonce: Nonce,
    organization_id: OrganizationId,
    organization_kind: OrganizationKind,
    person_name: PersonName,
    person_name_part: PersonNamePart,
    phone_number: PhoneNumber,
    product: Product,
    product_form: ProductForm,
    profile_type: ProfileType,
    public_outcome: PublicOutcome,
    purpose: Purpose,
    request_id: RequestId,
    rule: Rule,
    serial_form: SerialForm,
    service_tag: ServiceTag,
    subject: Subject<'a>,
    tag_length: TagLength,
    throttle_count: ThrottleCount,
    throttle_key: ThrottleKey,
    typed_code: TypedCode,
    validation_code: ValidationCode,
}

#[test]
fn every_type_is_send_and_sync_and_shows_itself() {
    #[track_caller]
    fn check<T: Send + Sync + Debug>(value: &T) -> String {
        let text = format!("{value:?}");
        assert!(!text.is_empty());
        text
    }
    let mut desk = Desk::new();
    let challenge = desk.issue().unwrap();
    desk.try_wrong().unwrap();
    let CodeEvent::Tried(code_tried) = desk
        .book
        .decide_outcome(
            CodeOutcome::Wrong,
            "c7".parse().unwrap(),
            &desk.policy,
            desk.now,
        )
        .unwrap()
    else {
        panic!("it was a try");
    };
    let CodeEvent::Unlocked(code_unlocked) = desk.book.decide_unlock(desk.now).unwrap() else {
        panic!("support unlocked");
    };
    let text = check(&Everything {
        account_id: desk.account,
        actor: Actor::Person,
        challenge,
        code_book: desk.book,
        code_event: CodeEvent::Issued(challenge),
        code_figures: CodeFigures::default(),
        code_key: desk.keys.current().clone(),
        code_outcome: CodeOutcome::Right,
        code_policy: desk.policy,
        code_refusal: desk.issue().unwrap_err(),
        code_tried,
        code_unlocked,
        command_id: "c1".parse().unwrap(),
        company_role: CompanyRole::Administrator,
        country: "SE".parse().unwrap(),
        customer_number: "4711".parse().unwrap(),
        email_address: email("canary@acme.example"),
        express_code: "36".parse().unwrap(),
        invitation_id: "i1".parse().unwrap(),
        key_id: "k1".parse().unwrap(),
        key_ring: desk.keys.clone(),
        language: Language::Swedish,
        newsletter_choice: NewsletterChoice::Subscribed,
        nonce: challenge.nonce(),
        organization_id: "o1".parse().unwrap(),
        organization_kind: OrganizationKind::Company,
        person_name: PersonName::new("Canary", "Canary").unwrap(),
        person_name_part: PersonNamePart::First,
        phone_number: "+46700000042".parse().unwrap(),
        product: "the canary one".parse().unwrap(),
        product_form: ProductForm::Unrecognized,
        profile_type: ProfileType::Open,
        public_outcome: PublicOutcome::Accepted,
        purpose: Purpose::SignUp,
        request_id: "r1".parse().unwrap(),
        rule: Rule::Code1,
        serial_form: SerialForm::KNOWN[0],
        service_tag: "7ABC123".parse().unwrap(),
        subject: Subject::new(desk.account, &desk.address),
        tag_length: TagLength::Seven,
        throttle_count: ThrottleCount::default(),
        throttle_key: email("canary@acme.example").throttle_key(),
        typed_code: typed("424242"),
        validation_code: challenge.reveal(&desk.keys, desk.subject()).unwrap(),
    });
    assert!(text.contains("Challenge"));
}

// ATK-37
#[test]
fn no_debug_tells_a_secret_or_a_person() {
    #[track_caller]
    fn check(value: &dyn Debug, canary: &str) {
        for text in [format!("{value:?}"), format!("{value:#?}")] {
            assert!(
                !text.to_lowercase().contains(&canary.to_lowercase()),
                "{text}"
            );
        }
    }
    let secret = b"canary-canary-canary";
    let key = CodeKey::new("k1".parse().unwrap(), secret).unwrap();
    check(&key, "canary");
    check(&key, &format!("{secret:?}"));
    check(&KeyRing::new(key), "canary");
    check(&email("canary@canary.example"), "canary");
    check(&email("canary@canary.example").throttle_key(), "canary");
    check(&PersonName::new("Canary", "Canary").unwrap(), "canary");
    check(&"+46700004242".parse::<PhoneNumber>().unwrap(), "4242");
    check(&"the canary one".parse::<Product>().unwrap(), "canary");
    check(&typed("424242"), "42");
    let mut desk = Desk::new();
    let challenge = desk.issue().unwrap();
    let code = challenge.reveal(&desk.keys, desk.subject()).unwrap();
    // The vector test has this code; nothing that is kept shows it, and neither does the code.
    assert_eq!(code.expose(), "263816");
    check(&code, "263816");
    desk.address = email("canary@canary.example");
    check(&desk.subject(), "canary");
    let typed = typed("263816");
    let tried = desk.try_code(&typed);
    check(&(desk.book, challenge, tried), "263816");
}

#[test]
fn what_is_redacted_says_what_it_is() {
    #[track_caller]
    fn check(value: impl Debug, want: &str) {
        assert_eq!(format!("{value:?}"), want);
    }
    let mut desk = Desk::new();
    let challenge = desk.issue().unwrap();
    let code = challenge.reveal(&desk.keys, desk.subject()).unwrap();
    check(desk.keys.current(), "CodeKey(k1, [redacted])");
    check(code, "ValidationCode([redacted])");
    check(typed("424242"), "TypedCode([redacted])");
    check(challenge.nonce(), "Nonce(07070707070707070707070707070707)");
    check(email("anna@acme.example"), "EmailAddress([redacted])");
    check(
        email("anna@acme.example").throttle_key(),
        "ThrottleKey([redacted])",
    );
    check(
        PersonName::new("Anna", "Berg").unwrap(),
        "PersonName([redacted])",
    );
    check(
        "+46700000042".parse::<PhoneNumber>().unwrap(),
        "PhoneNumber([redacted])",
    );
    check(
        "the grey one".parse::<Product>().unwrap(),
        "Product([redacted])",
    );
    check(
        "7ABC123".parse::<ServiceTag>().unwrap(),
        "ServiceTag(7ABC123)",
    );
    check("36".parse::<ExpressCode>().unwrap(), "ExpressCode(36)");
    check("SE".parse::<Country>().unwrap(), "Country(SE)");
    check(desk.account, "AccountId(a1)");
}
