//! The checklist of the public interface.

use std::fmt::Debug;

use checkmark_domain::lists::{DataVersion, Hit, List, Lists};
use checkmark_domain::suffix::{Section, Sector, Suffix, SuffixRules};
use checkmark_domain::{
    AddressLiteral, AddressRecord, Answer, Assurance, Change, Claim, Class, Classifier, DkimTarget,
    DomainName, Elimination, Evidence, Hint, Issuer, Judgment, Label, MailHost, Mx, MxPattern,
    MxRecord, MxRole, NotAnAddressLiteral, Overlay, OverlayError, OverlayErrorKind, Owner,
    ParseDomainError, ParseDomainErrorKind, ParseProviderError, ParseProviderErrorKind, Policy,
    Provider, Question, QuestionName, Reason, RecheckError, Rule, Subject, UnknownAssurance,
    UnknownClass, UnknownElimination, UnknownIssuer, UnknownLabel, UnknownOwner, UnknownQuestion,
    UnknownRule, Verdict,
};

const UNIX_EPOCH: time::UtcDateTime = time::UtcDateTime::UNIX_EPOCH;

/// One of every public type; a new type is a new line.
#[derive(Clone, Debug)]
#[expect(dead_code, reason = "what it holds is checked by the compiler")]
struct Everything<'a> {
    address_literal: AddressLiteral,
    address_record: AddressRecord,
    answer: Answer<Vec<String>>,
    assurance: Assurance,
    change: Change<'a>,
    claim: Claim,
    class: Class,
    classifier: Classifier<'a>,
    data_version: DataVersion,
    dkim_target: DkimTarget,
    domain_name: DomainName,
    elimination: Elimination,
    evidence: Evidence,
    hint: Hint,
    hit: Hit<'a>,
    issuer: Issuer,
    judgment: Judgment,
    label: Label,
    list: List,
    lists: Lists<'a>,
    mail_host: MailHost,
    mx: Mx,
    mx_pattern: MxPattern,
    mx_record: MxRecord,
    mx_role: MxRole,
    not_an_address_literal: NotAnAddressLiteral,
    overlay: Overlay,
    overlay_error: OverlayError,
    overlay_error_kind: OverlayErrorKind,
    owner: Owner,
    parse_domain_error: ParseDomainError,
    parse_domain_error_kind: ParseDomainErrorKind,
    parse_provider_error: ParseProviderError,
    parse_provider_error_kind: ParseProviderErrorKind,
    policy: Policy,
    provider: Provider,
    question: Question,
    question_name: QuestionName<'a>,
    reason: Reason<'a>,
    recheck_error: RecheckError,
    rule: Rule,
    section: Section,
    sector: Sector,
    subject: Subject<'a>,
    suffix: Suffix<'a>,
    suffix_rules: SuffixRules<'a>,
    unknown_assurance: UnknownAssurance,
    unknown_class: UnknownClass,
    unknown_elimination: UnknownElimination,
    unknown_issuer: UnknownIssuer,
    unknown_label: UnknownLabel,
    unknown_owner: UnknownOwner,
    unknown_question: UnknownQuestion,
    unknown_rule: UnknownRule,
    verdict: Verdict,
}

const fn is_shared<T: Send + Sync + Debug + Unpin>() {}
const fn is_copied<T: Copy>() {}
const fn is_an_error<T: core::error::Error + Copy + Eq>() {}

const _: () = {
    is_shared::<Everything<'_>>();
    is_copied::<(
        Class,
        Owner,
        Assurance,
        MailHost,
        Provider,
        Judgment,
        Rule,
        Question,
    )>();
    is_copied::<(Classifier<'_>, Policy, Reason<'_>, Subject<'_>, Hint)>();
    is_an_error::<ParseDomainError>();
    is_an_error::<ParseProviderError>();
    is_an_error::<OverlayError>();
    is_an_error::<RecheckError>();
    is_an_error::<NotAnAddressLiteral>();
    is_an_error::<UnknownClass>();
};

#[test]
fn no_debug_text_is_empty() {
    let domain: DomainName = "gmali.com".parse().expect("a name");
    let verdict = Classifier::BUILT_IN.classify(&domain, &Evidence::none(), UNIX_EPOCH);
    let overlay = Overlay::new("ours", "1", [("acme.se", Label::Denied)]).expect("an entry");
    let texts = [
        format!("{domain:?}"),
        format!("{verdict:?}"),
        format!("{:?}", verdict.hint()),
        format!("{:?}", verdict.reasons().next()),
        format!("{:?}", verdict.summary()),
        format!("{overlay:?}"),
        format!("{:?}", Classifier::BUILT_IN.with_overlay(&overlay)),
        format!("{:?}", Subject::new(&domain)),
        format!("{:?}", Provider::GOOGLE),
        format!("{:?}", MxPattern::of("smtp.google.com")),
        format!("{:?}", Evidence::none()),
        format!("{:?}", Policy::DEFAULT),
    ];
    for text in texts {
        assert!(text.len() > 4 && text != "None", "{text}");
    }
}

#[test]
fn every_enum_reads_its_codes_and_nothing_else() {
    fn check<T>(all: &[T], code: fn(T) -> &'static str)
    where
        T: Copy + Debug + PartialEq + std::str::FromStr<Err: Debug> + std::fmt::Display,
    {
        assert!(!all.is_empty());
        for (place, value) in all.iter().enumerate() {
            let text = code(*value);
            assert_eq!(text.parse::<T>().expect("its own code"), *value);
            assert_eq!(value.to_string(), text);
            assert!(
                text.bytes()
                    .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'_')
            );
            assert!(
                all[..place].iter().all(|other| code(*other) != text),
                "{text} twice"
            );
            assert!(text.to_uppercase().parse::<T>().is_err());
        }
    }
    check(Class::ALL, Class::as_str);
    check(Owner::ALL, Owner::as_str);
    check(Assurance::ALL, Assurance::as_str);
    check(Rule::ALL, Rule::as_str);
    check(Question::ALL, Question::as_str);
    check(Issuer::ALL, Issuer::as_str);
    check(Label::ALL, Label::as_str);
    check(Elimination::ALL, Elimination::as_str);
}

#[test]
fn questions_name_what_to_ask() {
    let domain = "acme.se".parse().expect("a name");
    let asked = |question: Question| -> Vec<String> {
        let name = |it: QuestionName<'_>| format!("{} {it}", question.record_type());
        question.names(&domain).map(name).collect()
    };
    assert_eq!(asked(Question::Mx), ["MX acme.se"]);
    assert_eq!(asked(Question::Txt), ["TXT acme.se"]);
    assert_eq!(
        asked(Question::Autodiscover),
        ["CNAME autodiscover.acme.se"]
    );
    assert_eq!(asked(Question::Dkim).len(), 3);
}

#[test]
fn patterns_are_sound() {
    let mut seen = std::collections::BTreeSet::new();
    for pattern in MxPattern::all() {
        assert!(seen.insert(pattern.as_str()), "{pattern} twice");
        let host = pattern.as_str().replace('*', "a");
        assert_eq!(MxPattern::of(&host), Some(pattern), "{pattern}");
        assert_eq!(
            MxPattern::of(&host.to_uppercase()),
            Some(pattern),
            "{pattern}"
        );
        let evil = format!("{host}.evil.example");
        assert_eq!(MxPattern::of(&evil), None, "{pattern}");
    }
    assert!(seen.len() > 150);
}
