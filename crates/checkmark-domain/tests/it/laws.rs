//! What holds for every domain, every evidence and all data.

use checkmark_domain::strategy::exchanges;
use checkmark_domain::{
    Assurance, Class, Classifier, DomainName, Evidence, Mx, MxPattern, MxRecord, Overlay, Owner,
    Policy, Question, RecheckError, Rule, Verdict,
};
use proptest::prelude::*;

use crate::classify::NOW;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn folding_is_idempotent(name in any::<DomainName>()) {
        let upper = format!("{}.", name.as_str().to_uppercase());
        prop_assert_eq!(name.as_str().parse::<DomainName>(), Ok(name.clone()));
        prop_assert_eq!(upper.parse::<DomainName>(), Ok(name));
    }

    #[test]
    fn a_name_that_is_read_keeps_the_rules(text in "[a-zA-Z0-9._-]{0,40}|\\PC{0,20}|.{0,8}") {
        if let Ok(name) = text.parse::<DomainName>() {
            prop_assert!(name.as_str().len() <= DomainName::MAX_LEN);
            for label in name.labels() {
                prop_assert!((1..=63).contains(&label.len()));
                prop_assert!(!label.starts_with('-') && !label.ends_with('-'));
                prop_assert!(label.bytes().all(|it| matches!(it, b'a'..=b'z' | b'0'..=b'9' | b'-')));
            }
            let again: DomainName = name.as_str().parse().expect("folded once is folded");
            prop_assert_eq!(again, name);
        }
    }

    #[test]
    fn an_error_lies_within_its_text(text in "\\PC{0,20}|[a-z.-]{0,300}") {
        if let Err(error) = text.parse::<DomainName>() {
            prop_assert!(error.at() <= text.len());
        }
    }

    #[test]
    fn same_evidence_and_data_give_the_same_octets(
        domain in any::<DomainName>(),
        evidence in any::<Evidence>(),
    ) {
        let now = at(&evidence);
        let one = Classifier::BUILT_IN.classify(&domain, &evidence, now);
        let other = Classifier::BUILT_IN.classify(&domain, &evidence.clone(), now);
        prop_assert_eq!(octets(&one), octets(&other));
    }

    #[test]
    fn every_verdict_can_be_checked_again(verdict in any::<Verdict>()) {
        prop_assert_eq!(Classifier::BUILT_IN.recheck(&verdict), Ok(()));
        let stored: Verdict = serde_json::from_slice(&octets(&verdict)).expect("as written");
        prop_assert_eq!(&stored, &verdict);
        prop_assert_eq!(Classifier::BUILT_IN.recheck(&stored), Ok(()));
    }

    #[test]
    fn judging_again_by_other_data_is_judging_by_other_data(
        domain in any::<DomainName>(),
        evidence in any::<Evidence>(),
        overlay in any::<Overlay>(),
    ) {
        let now = at(&evidence);
        let stored = Classifier::BUILT_IN.classify(&domain, &evidence, now);
        let other = Classifier::BUILT_IN.with_overlay(&overlay);
        let again = other.judge_again(&stored);
        prop_assert_eq!(&again, &other.classify(&domain, &evidence, now));
        prop_assert_eq!(other.recheck(&stored), Err(RecheckError::OtherData));
        let changes = other.changes([&stored]).count();
        prop_assert_eq!(changes, usize::from(again.class() != stored.class()));
    }

    #[test]
    fn undetermined_says_what_it_needs_and_nothing_else_needs(verdict in any::<Verdict>()) {
        let needs = verdict.needs().count();
        let undetermined = verdict.class() == Class::Undetermined;
        prop_assert!(undetermined || needs == 0);
        prop_assert_eq!(undetermined, verdict.assurance() == Assurance::None);
        let final_ = matches!(verdict.rule(), Rule::ExchangeUnknown);
        prop_assert!(!undetermined || final_ || needs > 0);
    }

    #[test]
    fn the_class_is_the_projection_of_the_axes(verdict in any::<Verdict>()) {
        let owner = verdict.owner();
        let class = verdict.class();
        match owner {
            Owner::Consumer | Owner::Relay => prop_assert_eq!(class, Class::ConsumerMailbox),
            Owner::Disposable => prop_assert_eq!(class, Class::Disposable),
            Owner::PublicSuffix | Owner::Reserved => {
                prop_assert_eq!(class, Class::NotACompanyDomain);
            }
            _ => prop_assert_ne!(class, Class::NotACompanyDomain),
        }
        let mut reasons = verdict.reasons();
        prop_assert!(reasons.any(|it| it.rule() == verdict.rule()), "the rule is a reason");
        prop_assert_eq!(verdict.behind().is_some(), verdict.mail_host().hides_mailboxes());
    }

    #[test]
    fn missing_evidence_is_never_corporate(domain in any::<DomainName>()) {
        let verdict = Classifier::BUILT_IN.classify(&domain, &Evidence::none(), NOW);
        prop_assert!(!matches!(verdict.class(), Class::Corporate | Class::GmailHosted));
    }

    #[test]
    fn asking_what_is_needed_ends(domain in any::<DomainName>(), evidence in any::<Evidence>()) {
        // The host answers each question with nothing, and never twice.
        let now = at(&evidence);
        let mut evidence = evidence;
        for _ in 0..Question::ALL.len() + 1 {
            let verdict = Classifier::BUILT_IN.classify(&domain, &evidence, now);
            let asked: Vec<Question> = verdict.needs().collect();
            if asked.is_empty() {
                return Ok(());
            }
            for question in asked {
                evidence = match question {
                    Question::Mx => evidence.with_mx(Mx::NullMx, now),
                    Question::Txt => evidence.with_spf(Vec::<String>::new(), now),
                    Question::Dkim => evidence.with_dkim([], now),
                    Question::Autodiscover => evidence.with_autodiscover(Vec::<String>::new(), now),
                };
            }
        }
        prop_assert!(false, "every question was answered and more are asked");
    }

    #[test]
    fn the_order_of_equal_records_decides_no_class(
        domain in any::<DomainName>(),
        records in proptest::collection::vec(any::<MxRecord>(), 0..6),
    ) {
        let classify = |records: Vec<MxRecord>| {
            let evidence = Evidence::none().with_mx(Mx::Records(records), NOW);
            let verdict = Classifier::BUILT_IN.classify(&domain, &evidence, NOW);
            (verdict.class(), verdict.needs().collect::<Vec<_>>())
        };
        let mut backwards = records.clone();
        backwards.reverse();
        prop_assert_eq!(classify(records), classify(backwards));
    }

    #[test]
    fn the_longest_pattern_covers(exchange in exchanges()) {
        let host = exchange.strip_suffix('.').unwrap_or(&exchange).to_ascii_lowercase();
        let covers = |pattern: &&MxPattern| match pattern.as_str().split_once('*') {
            None => pattern.as_str() == host,
            Some((head, end)) => {
                let end = &end[1..];
                let below = host.strip_suffix(end).filter(|rest| rest.ends_with('.'));
                below.is_some_and(|rest| rest.len() > head.len() && rest.starts_with(head))
                    || (head.is_empty() && host == end)
            }
        };
        let is_host = host.split('.').all(|label| {
                let of_host = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_');
                (1..=63).contains(&label.len()) && label.bytes().all(of_host)
            });
        let by_length = |it: &&MxPattern| it.as_str().len() - usize::from(it.as_str().contains('*')) * 2;
        let want = MxPattern::all().iter().filter(covers).max_by_key(by_length);
        prop_assert_eq!(MxPattern::of(&exchange), want.filter(|_| is_host));
    }

    #[test]
    fn a_stricter_age_never_makes_more_of_the_evidence(
        domain in any::<DomainName>(),
        evidence in any::<Evidence>(),
        policy in any::<Policy>(),
    ) {
        let classifier = Classifier::BUILT_IN.with_policy(policy);
        let later = at(&evidence) + policy.evidence_max_age();
        let verdict = classifier.classify(&domain, &evidence, later);
        prop_assert!(verdict.evidence_at().is_none_or(|at| later - at < policy.evidence_max_age()));
    }
}

fn at(evidence: &Evidence) -> time::UtcDateTime {
    let asked = Question::ALL.iter().find_map(|it| evidence.looked_up(*it));
    asked
        .or(evidence.claim().and_then(|it| it.at()))
        .unwrap_or(NOW)
}

fn octets(verdict: &Verdict) -> Vec<u8> {
    serde_json::to_vec(verdict).expect("a verdict can be written")
}
