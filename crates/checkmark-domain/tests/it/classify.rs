//! What the classifier answers, row by row.

use checkmark_domain::{
    AddressRecord, Assurance, Claim, Class, Classifier, DkimTarget, DomainName, Elimination,
    Evidence, Issuer, Label, MailHost, Mx, MxRecord, Overlay, Owner, Policy, Provider, Question,
    Rule, Subject, Verdict,
};
use time::{SignedDuration, UtcDateTime};

pub(crate) const NOW: UtcDateTime = UtcDateTime::UNIX_EPOCH;

pub(crate) fn name(text: &str) -> DomainName {
    text.parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

pub(crate) fn mx(exchanges: &[(u16, &str)]) -> Evidence {
    let records = exchanges
        .iter()
        .map(|(preference, exchange)| MxRecord::new(*preference, *exchange));
    Evidence::none().with_mx(Mx::Records(records.collect()), NOW)
}

pub(crate) fn classify(domain: &str, evidence: &Evidence) -> Verdict {
    Classifier::BUILT_IN.classify(&name(domain), evidence, NOW)
}

/// Class, mail host, what is behind, and the rule, of a domain that no list knows.
#[track_caller]
fn check(evidence: &Evidence, want: (Class, &str, Option<&str>, Rule)) -> Verdict {
    let verdict = classify("acme-widgets.com", evidence);
    let host = verdict.mail_host().to_string();
    let behind = verdict.behind().map(|behind| behind.to_string());
    assert_eq!(
        (verdict.class(), &*host, behind.as_deref(), verdict.rule()),
        want
    );
    verdict
}

#[track_caller]
fn check_owner(domain: &str, class: Class, owner: Owner, needs: &[Question]) -> Verdict {
    let verdict = classify(domain, &Evidence::none());
    assert_eq!(
        (verdict.class(), verdict.owner()),
        (class, owner),
        "{domain}"
    );
    assert_eq!(verdict.needs().collect::<Vec<_>>(), needs, "{domain}");
    verdict
}

#[test]
fn a_consumer_mailbox_is_known_without_a_question() {
    let verdict = check_owner("gmail.com", Class::ConsumerMailbox, Owner::Consumer, &[]);
    assert_eq!(verdict.provider(), Some(Provider::GOOGLE));
    assert_eq!(verdict.assurance(), Assurance::List);
    assert_eq!(verdict.rule(), Rule::ListedConsumer);
    let why = verdict.reasons().next().expect("the list");
    assert_eq!(
        (why.list(), why.entry()),
        (Some("consumer"), Some("gmail.com"))
    );
    assert!(why.list_version().is_some());
}

#[test]
fn organizations_that_lists_have_wrong_are_organizations() {
    for domain in ["dell.com", "clerk.com"] {
        check_owner(
            domain,
            Class::Undetermined,
            Owner::Organization,
            &[Question::Mx],
        );
    }
    check_owner(
        "stanford.edu",
        Class::Undetermined,
        Owner::Education,
        &[Question::Mx],
    );
    let verdict = classify("dell.com", &mx(&[(10, "mx0a-00154904.pphosted.com")]));
    assert_eq!(verdict.owner(), Owner::Organization);
    let verdict = classify(
        "stanford.edu",
        &mx(&[(10, "mxa-00000d07.gslb.pphosted.com.")]),
    );
    assert_eq!(verdict.owner(), Owner::Education);
}

#[test]
fn names_that_no_company_has_need_no_question() {
    for (domain, owner) in [
        ("co.uk", Owner::PublicSuffix),
        ("com", Owner::PublicSuffix),
        ("onmicrosoft.com", Owner::PublicSuffix),
        ("github.io", Owner::PublicSuffix),
        ("acme.example", Owner::Reserved),
        ("acme.test", Owner::Reserved),
        ("localhost", Owner::Reserved),
    ] {
        check_owner(domain, Class::NotACompanyDomain, owner, &[]);
    }
    check_owner("mailinator.com", Class::Disposable, Owner::Disposable, &[]);
    // A name below a suffix is ordinary.
    check_owner(
        "acme.onmicrosoft.com",
        Class::Undetermined,
        Owner::Unlisted,
        &[Question::Mx],
    );
    check_owner(
        "acme-widgets.co.uk",
        Class::Undetermined,
        Owner::Unlisted,
        &[Question::Mx],
    );
}

#[test]
fn an_address_literal_is_no_company() {
    let literal = "[192.0.2.1]".parse().expect("a literal");
    let subject = Subject::literal(literal);
    let verdict = Classifier::BUILT_IN.classify(subject, &Evidence::none(), NOW);
    assert_eq!(verdict.class(), Class::NotACompanyDomain);
    assert_eq!(verdict.rule(), Rule::AddressLiteral);
    assert_eq!(verdict.domain(), None);
}

#[test]
fn role_mailboxes_are_told_from_people() {
    let domain = name("acme-widgets.com");
    for (local_part, role) in [
        ("support", true),
        ("noreply", true),
        ("Postmaster", true),
        ("anna.berg", false),
    ] {
        let subject = Subject::new(&domain).with_local_part(local_part);
        let verdict = Classifier::BUILT_IN.classify(subject, &Evidence::none(), NOW);
        assert_eq!(verdict.is_role_mailbox(), role, "{local_part}");
        let told = verdict.reasons().any(|it| it.rule() == Rule::RoleMailbox);
        assert_eq!(told, role, "{local_part}");
        assert_eq!(
            checkmark_domain::is_role_mailbox(local_part),
            role,
            "{local_part}"
        );
    }
}

#[test]
fn mx_decides_who_carries_the_mail() {
    use Class::{ConsumerMailbox, Corporate, Disposable, GmailHosted};
    for (exchange, class, host, rule) in [
        (
            "aspmx.l.google.com",
            GmailHosted,
            "google",
            Rule::MxAtGoogle,
        ),
        (
            "ALT2.ASPMX.L.GOOGLE.COM.",
            GmailHosted,
            "google",
            Rule::MxAtGoogle,
        ),
        ("smtp.google.com.", GmailHosted, "google", Rule::MxAtGoogle),
        (
            "aspmx3.googlemail.com",
            GmailHosted,
            "google",
            Rule::MxAtGoogle,
        ),
        (
            "alt4.gmail-smtp-in.l.google.com",
            GmailHosted,
            "google",
            Rule::MxAtGoogle,
        ),
        (
            "acme-com.mail.protection.outlook.com",
            Corporate,
            "microsoft_365",
            Rule::MxAtMicrosoft,
        ),
        (
            "acme-com.r-v1.mx.microsoft",
            Corporate,
            "microsoft_365",
            Rule::MxAtMicrosoft,
        ),
        (
            "live-events-com.r-v1.mx.microsoft",
            Corporate,
            "microsoft_365",
            Rule::MxAtMicrosoft,
        ),
        (
            "hotmail-co-uk.r-v1.mx.microsoft",
            ConsumerMailbox,
            "outlook",
            Rule::MxAtConsumerProvider,
        ),
        (
            "hotmail-com.olc.protection.outlook.com",
            ConsumerMailbox,
            "outlook",
            Rule::MxAtConsumerProvider,
        ),
        (
            "mta5.am0.yahoodns.net",
            ConsumerMailbox,
            "yahoo",
            Rule::MxAtConsumerProvider,
        ),
        (
            "mx-biz.mail.am0.yahoodns.net",
            Corporate,
            "yahoo",
            Rule::MxAtProvider,
        ),
        ("mx.zoho.eu", Corporate, "zoho", Rule::MxAtProvider),
        (
            "inbound-smtp.eu-west-1.amazonaws.com",
            Corporate,
            "aws",
            Rule::MxAtProvider,
        ),
        (
            "ec2-1-2-3-4.amazonaws.com",
            Corporate,
            "own",
            Rule::MxAtUnlistedHost,
        ),
        (
            "mail.mailinator.com",
            Disposable,
            "mailinator",
            Rule::MxAtDisposable,
        ),
        (
            "us2.mx1.mailhostbox.com",
            Corporate,
            "mailhostbox",
            Rule::MxAtProvider,
        ),
        ("mx.acme-widgets.com", Corporate, "own", Rule::MxAtOwnHost),
        ("acme-widgets.com", Corporate, "own", Rule::MxAtOwnHost),
        (
            "mx.somebody-else.com",
            Corporate,
            "own",
            Rule::MxAtUnlistedHost,
        ),
    ] {
        let verdict = check(&mx(&[(10, exchange)]), (class, host, None, rule));
        assert_eq!(verdict.assurance(), Assurance::Dns);
        let why = verdict.reasons().next().expect("the record");
        assert_eq!((why.rule(), why.record()), (rule, Some(exchange)));
    }
}

#[test]
fn six_answers_about_mx_are_six_answers() {
    let answered = |mx| Evidence::none().with_mx(mx, NOW);
    let no_records = |address| answered(Mx::NoRecords { address });
    let none = "none";
    check(
        &answered(Mx::NullMx),
        (Class::NoMail, none, None, Rule::NullMx),
    );
    let null = mx(&[(0, ".")]);
    check(&null, (Class::NoMail, none, None, Rule::NullMx));
    check(
        &answered(Mx::NoSuchDomain),
        (Class::NoMail, none, None, Rule::NoSuchDomain),
    );
    let without = no_records(AddressRecord::NotStated);
    check(&without, (Class::NoMail, none, None, Rule::NoRecords));
    check(&mx(&[]), (Class::NoMail, none, None, Rule::NoRecords));
    let with = no_records(AddressRecord::Found);
    check(&with, (Class::Corporate, "own", None, Rule::ImplicitMx));
    let unknown = "unknown";
    for (evidence, rule) in [
        (Evidence::none(), Rule::MxNotAsked),
        (answered(Mx::Failed), Rule::MxFailed),
    ] {
        let verdict = check(&evidence, (Class::Undetermined, unknown, None, rule));
        assert_eq!(verdict.needs().collect::<Vec<_>>(), [Question::Mx]);
        assert_eq!(verdict.assurance(), Assurance::None);
    }
}

#[test]
fn the_lowest_preference_decides() {
    let google = "aspmx.l.google.com";
    let microsoft = "acme.mail.protection.outlook.com";
    let own = "mx.acme-widgets.com";
    let at_google = (Class::GmailHosted, "google", None, Rule::MxAtGoogle);
    let at_own = (Class::Corporate, "own", None, Rule::MxAtOwnHost);
    let mixed = Rule::MxMixed;
    check(&mx(&[(5, google), (10, own)]), at_google);
    check(&mx(&[(10, own), (5, google)]), at_google);
    let verdict = check(&mx(&[(20, google), (10, own)]), at_own);
    assert!(
        verdict
            .contradicted_by()
            .any(|it| it.rule() == Rule::LaterMx)
    );
    check(
        &mx(&[(10, google), (10, microsoft)]),
        (Class::GmailHosted, "mixed", None, mixed),
    );
    check(
        &mx(&[(10, "mx.zoho.com"), (10, microsoft)]),
        (Class::Corporate, "mixed", None, mixed),
    );
    let verdict = check(&mx(&[(10, own), (10, google)]), at_google);
    assert!(
        verdict
            .contradicted_by()
            .any(|it| it.rule() == Rule::MxAtOwnHost)
    );
}

#[test]
fn a_gateway_is_looked_through_question_by_question() {
    let gateway = mx(&[(10, "mxa-00.gslb.pphosted.com")]);
    let proofpoint = "gateway:proofpoint";
    let hidden = (
        Class::Undetermined,
        proofpoint,
        Some("unknown"),
        Rule::MailboxHidden,
    );
    let verdict = check(&gateway, hidden);
    assert_eq!(verdict.needs().collect::<Vec<_>>(), [Question::Txt]);

    let with_spf = gateway.with_spf(["v=spf1 include:spf.acme.test -all"], NOW);
    let verdict = check(&with_spf, hidden);
    assert_eq!(
        verdict.needs().collect::<Vec<_>>(),
        [Question::Dkim, Question::Autodiscover]
    );

    let answered = with_spf.with_dkim([], NOW);
    let eliminated = (
        Class::Corporate,
        proofpoint,
        Some("unknown"),
        Rule::ByElimination,
    );
    check(&answered, eliminated);
    let policy = Policy::DEFAULT.with_elimination(Elimination::Abstain);
    let strict = Classifier::BUILT_IN.with_policy(policy);
    let verdict = strict.classify(&name("acme-widgets.com"), &answered, NOW);
    assert_eq!(verdict.class(), Class::Undetermined);
    assert_eq!(
        verdict.needs().collect::<Vec<_>>(),
        [Question::Autodiscover]
    );
}

#[test]
fn what_lies_behind_a_gateway_shows_in_other_answers() {
    let gateway = || mx(&[(10, "d1.a.ess.barracudanetworks.com")]);
    let host = "gateway:barracuda";
    let microsoft = (
        Class::Corporate,
        host,
        Some("microsoft_365"),
        Rule::MxAtGateway,
    );
    let google = (Class::GmailHosted, host, Some("google"), Rule::MxAtGateway);
    let mixed = (Class::GmailHosted, host, Some("mixed"), Rule::MxAtGateway);
    let hidden = (
        Class::Undetermined,
        host,
        Some("unknown"),
        Rule::MailboxHidden,
    );
    let spf = |terms: &str| gateway().with_spf([format!("v=spf1 {terms} -all")], NOW);

    check(&spf("include:spf.protection.outlook.com"), microsoft);
    check(&spf("+include:_spf.google.com"), google);
    check(&spf("redirect=_spf.google.com"), google);
    check(
        &spf("include:_spf.google.com include:spf.protection.outlook.com"),
        mixed,
    );
    // What does not pass names nobody.
    for term in ["~", "-", "?"] {
        check(&spf(&format!("{term}include:_spf.google.com")), hidden);
    }
    // The domain sends from servers of its own as well.
    check(
        &spf("mx ip4:192.0.2.1 include:spf.protection.outlook.com"),
        hidden,
    );
    check(
        &spf("include:spf.protection.outlook.com.evil.example"),
        hidden,
    );
    // A record that is not SPF's, and a token, say nothing.
    check(
        &gateway().with_txt(["google-site-verification=1"], NOW),
        hidden,
    );
    check(
        &gateway().with_spf(["spf1 include:_spf.google.com"], NOW),
        hidden,
    );
    // SPF among all TXT records is found.
    let all = gateway().with_txt(["MS=ms1", "v=spf1 include:_spf.google.com ~all"], NOW);
    check(&all, google);

    let target = |selector: &str, target: &str| DkimTarget::new(selector, target);
    let onmicrosoft = target(
        "selector1",
        "selector1-acme._domainkey.acme.onmicrosoft.com",
    );
    check(&gateway().with_dkim([onmicrosoft.clone()], NOW), microsoft);
    check(
        &gateway().with_dkim([target("google", "v=DKIM1; k=rsa; p=MIIB")], NOW),
        google,
    );
    check(
        &gateway().with_dkim([target("google", "acme-widgets.com")], NOW),
        hidden,
    );
    check(
        &gateway().with_autodiscover(["autodiscover.outlook.com"], NOW),
        microsoft,
    );
    // What receives outweighs who sends.
    let both = spf("include:_spf.google.com").with_dkim([onmicrosoft], NOW);
    let verdict = check(&both, microsoft);
    assert!(
        verdict
            .contradicted_by()
            .any(|it| it.rule() == Rule::SpfNamesGoogle)
    );

    let later = mx(&[
        (10, "d1.a.ess.barracudanetworks.com"),
        (20, "acme.mail.protection.outlook.com"),
    ]);
    check(&later, microsoft);
}

#[test]
fn an_exchange_that_nobody_listed_may_be_a_gateway() {
    let host = "gateway:unlisted";
    let microsoft = |rule| (Class::Corporate, host, Some("microsoft_365"), rule);
    let own = mx(&[(10, "mx.acme-widgets.com")]);
    let evidence = own
        .clone()
        .with_autodiscover(["autodiscover.outlook.com"], NOW);
    check(&evidence, microsoft(Rule::MxAtOwnHost));
    let platform = ["v=spf1 include:spf.protection.outlook.com -all"];
    let filter = mx(&[(10, "mx1.spamfilter.somebody-else.com")]).with_spf(platform, NOW);
    check(&filter, microsoft(Rule::MxAtUnlistedHost));
    // By SPF alone an own server is an own server; the signal stands against it.
    let verdict = check(
        &own.with_spf(platform, NOW),
        (Class::Corporate, "own", None, Rule::MxAtOwnHost),
    );
    assert!(
        verdict
            .contradicted_by()
            .any(|it| it.rule() == Rule::SpfNamesMicrosoft)
    );
}

#[test]
fn a_forwarder_is_no_mailbox() {
    let forwarder = mx(&[(10, "route1.mx.cloudflare.net")]);
    let host = "forwarder:cloudflare";
    check(
        &forwarder,
        (
            Class::Undetermined,
            host,
            Some("unknown"),
            Rule::MailboxHidden,
        ),
    );
    let at_google = forwarder.with_spf(["v=spf1 include:_spf.google.com -all"], NOW);
    check(
        &at_google,
        (
            Class::GmailHosted,
            host,
            Some("google"),
            Rule::MxAtForwarder,
        ),
    );
}

#[test]
fn a_claim_counts_for_its_own_domain_alone() {
    let claim =
        |issuer, domain: &str| Evidence::none().with_claim(Claim::new(issuer, name(domain), NOW));
    let unknown = (Class::Undetermined, "unknown", None, Rule::MxNotAsked);
    let ours = claim(Issuer::Google, "acme-widgets.com");
    let verdict = check(
        &ours,
        (Class::GmailHosted, "google", None, Rule::ClaimOfGoogle),
    );
    assert_eq!(verdict.assurance(), Assurance::Claim);
    for foreign in [
        claim(Issuer::Google, "somebody-else.com"),
        claim(Issuer::Google, "mail.acme-widgets.com"),
        claim(Issuer::Microsoft, "acme-widgets.com"),
    ] {
        let verdict = check(&foreign, unknown);
        assert!(
            verdict
                .contradicted_by()
                .any(|it| it.rule() == Rule::ClaimIgnored)
        );
    }
    // MX decides; the claim stands against it.
    let own = mx(&[(10, "mx.acme-widgets.com")]).with_claim(Claim::new(
        Issuer::Google,
        name("acme-widgets.com"),
        NOW,
    ));
    let verdict = check(&own, (Class::Corporate, "own", None, Rule::MxAtOwnHost));
    assert!(
        verdict
            .contradicted_by()
            .any(|it| it.rule() == Rule::ClaimOfGoogle)
    );
}

#[test]
fn assurance_is_as_strong_as_the_weakest_answer() {
    let gateway = mx(&[(10, "mx.pphosted.com")])
        .with_spf(["v=spf1 include:_spf.google.com"], NOW)
        .validated_by_dnssec(Question::Mx);
    let google = (
        Class::GmailHosted,
        "gateway:proofpoint",
        Some("google"),
        Rule::MxAtGateway,
    );
    assert_eq!(check(&gateway, google).assurance(), Assurance::Dns);
    let all = gateway.validated_by_dnssec(Question::Txt);
    assert_eq!(check(&all, google).assurance(), Assurance::Dnssec);
}

#[test]
fn what_speaks_against_a_list_is_told() {
    let microsoft = mx(&[(0, "x.mail.protection.outlook.com")]);
    let verdict = classify("mailinator.com", &microsoft);
    assert_eq!(verdict.class(), Class::Disposable);
    assert!(
        verdict
            .contradicted_by()
            .any(|it| it.rule() == Rule::MxAtMicrosoft)
    );
    // Suspected, and carried by a corporate host: not held against it.
    let overlay = Overlay::new(
        "ours",
        "1",
        [("acme-widgets.com", Label::SuspectedDisposable)],
    )
    .expect("one entry");
    let classifier = Classifier::BUILT_IN.with_overlay(&overlay);
    let verdict = classifier.classify(&name("acme-widgets.com"), &microsoft, NOW);
    assert_eq!(verdict.class(), Class::Corporate);
    assert_eq!(verdict.owner(), Owner::SuspectedDisposable);
    assert!(
        verdict
            .contradicted_by()
            .any(|it| it.rule() == Rule::Overlay)
    );
}

#[test]
fn malformed_exchanges_are_facts() {
    let google = "aspmx.l.google.com";
    let at_google = (Class::GmailHosted, "google", None, Rule::MxAtGoogle);
    let unknown = (Class::Undetermined, "unknown", None, Rule::ExchangeUnknown);
    let long = format!("{}.com", "a.".repeat(126));
    for exchange in [
        "mail",
        "192.0.2.1",
        "[192.0.2.1]",
        "2001:db8::1",
        "a..b.com",
        "-- --",
        "",
        "exchange with blanks.com",
        &long,
    ] {
        let verdict = check(&mx(&[(1, exchange), (10, google)]), at_google);
        let malformed = |it: checkmark_domain::Reason<'_>| it.rule() == Rule::ExchangeMalformed;
        assert!(verdict.contradicted_by().any(malformed), "{exchange}");
        if !matches!(exchange, "" | ".") {
            let verdict = check(&mx(&[(1, exchange)]), unknown);
            assert_eq!(verdict.needs().count(), 0, "no answer would change it");
        }
    }
    let verdict = check(&mx(&[(1, "ghs.google.com")]), unknown);
    assert!(
        verdict
            .contradicted_by()
            .any(|it| it.rule() == Rule::ExchangeMisdirected)
    );
}

#[test]
fn tokens_carry_no_mail() {
    for token in [
        "abcdef.mx-verification.google.com",
        "ms12345678.msv1.invalid",
        "nothing.invalid",
        "localhost",
    ] {
        let none = (Class::NoMail, "none", None, Rule::NoUsableExchange);
        check(&mx(&[(10, token)]), none);
        let own = (Class::Corporate, "own", None, Rule::MxAtOwnHost);
        check(&mx(&[(0, token), (10, "mx.acme-widgets.com")]), own);
    }
}

#[test]
fn evidence_counts_up_to_its_age() {
    let evidence = mx(&[(10, "mx.acme-widgets.com")]);
    let classify = |policy: Policy, now| {
        let classifier = Classifier::BUILT_IN.with_policy(policy);
        classifier.classify(&name("acme-widgets.com"), &evidence, now)
    };
    let day = SignedDuration::hours(24);
    let fresh = classify(Policy::DEFAULT, NOW + day - SignedDuration::NANOSECOND);
    assert_eq!(
        (fresh.class(), fresh.evidence_at()),
        (Class::Corporate, Some(NOW))
    );
    let stale = classify(Policy::DEFAULT, NOW + day);
    assert_eq!(
        (stale.class(), stale.evidence_at()),
        (Class::Undetermined, None)
    );
    assert!(
        stale
            .contradicted_by()
            .any(|it| it.rule() == Rule::StaleEvidence)
    );
    assert!(stale.needs().eq([Question::Mx]));
    let skew = SignedDuration::seconds(5);
    assert_eq!(
        classify(Policy::DEFAULT, NOW - skew).class(),
        Class::Corporate
    );
    let future = classify(Policy::DEFAULT, NOW - skew - SignedDuration::NANOSECOND);
    assert_eq!(future.class(), Class::Undetermined);
    let week = Policy::DEFAULT.with_evidence_max_age(SignedDuration::days(7));
    assert_eq!(classify(week, NOW + day).class(), Class::Corporate);
}

#[test]
fn mail_hosts_read_what_they_print() {
    for text in [
        "google",
        "microsoft_365",
        "zoho",
        "gateway:cisco",
        "forwarder:ovh",
        "own",
    ] {
        assert_eq!(text.parse::<MailHost>().expect("a host").to_string(), text);
    }
    assert!("gateway:own".parse::<MailHost>().is_err());
    assert!("Google".parse::<MailHost>().is_err());
}
