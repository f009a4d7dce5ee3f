//! What the portal has outside: DNS and mail, over real sockets.

use portal::{NameServer as Asked, Options};
use serde_json::json;
use time::SignedDuration;

use crate::network::{MailServer, NameServer, Says};
use crate::support::{Person, World, wait};

fn world_with(dns: &NameServer) -> World {
    World::with(Options {
        dns: Some(Asked::At(dns.address)),
        demonstration: false,
        ..Options::default()
    })
}

/// Somebody at a domain, as far as the business details.
fn somebody<'a>(world: &'a World, domain: &str) -> Person<'a> {
    world.registered(&format!("anna.berg@{domain}"))
}

/// What the domain of somebody is judged to be, and by which rule.
#[track_caller]
fn check(dns: &NameServer, world: &World, domain: &str, says: Says, class: &str, rule: &str) {
    dns.mx(domain, says);
    let anna = somebody(world, domain);
    let judged =
        wait(|| Some(anna.account()["judged"]["judgment"].clone()).filter(|it| !it.is_null()));
    assert_eq!(
        (&judged["class"], &judged["rule"]),
        (&json!(class), &json!(rule)),
        "{domain}"
    );
}

#[test]
fn answers_that_mean_different_things_stay_different() {
    let dns = NameServer::start();
    let world = world_with(&dns);
    let own = || Says::Mx(vec![(10, "mail.acme-bolts.se.")]);
    let google = Says::Mx(vec![
        (1, "aspmx.l.google.com."),
        (5, "alt1.aspmx.l.google.com."),
    ]);
    check(
        &dns,
        &world,
        "acme-bolts.se",
        own(),
        "corporate",
        "mx_at_own_host",
    );
    check(
        &dns,
        &world,
        "acme-studio.se",
        google,
        "gmail_hosted",
        "mx_at_google",
    );
    check(
        &dns,
        &world,
        "acme-null.se",
        Says::Mx(vec![(0, ".")]),
        "no_mail",
        "null_mx",
    );
    check(
        &dns,
        &world,
        "acme-gone.se",
        Says::NoSuchName,
        "no_mail",
        "no_such_domain",
    );
    check(
        &dns,
        &world,
        "acme-empty.se",
        Says::Nothing,
        "no_mail",
        "no_records",
    );
    dns.a("acme-bare.se");
    check(
        &dns,
        &world,
        "acme-bare.se",
        Says::Nothing,
        "corporate",
        "implicit_mx",
    );
}

#[test]
fn no_answer_decides_nothing_and_is_asked_again() {
    let dns = NameServer::start();
    let world = world_with(&dns);
    for (domain, says) in [
        ("acme-late.se", Says::Failure),
        ("acme-silent.se", Says::Silence),
    ] {
        dns.mx(domain, says);
        let anna = somebody(&world, domain);
        wait(|| (dns.asked_mx(domain) > 0).then_some(()));
        std::thread::sleep(std::time::Duration::from_millis(300));
        assert_eq!(anna.account()["state"], "evidence_due", "{domain}");
        assert_eq!(anna.account()["judged"], json!(null), "{domain}");
        dns.mx(domain, Says::Mx(vec![(10, "mail.acme-bolts.se.")]));
        wait(|| {
            world.pass(SignedDuration::minutes(2));
            (!anna.account()["judged"].is_null()).then_some(())
        });
        anna.has("yellow", "profile_due");
    }
}

#[test]
fn an_answer_is_kept_as_long_as_it_says() {
    let dns = NameServer::start();
    let world = world_with(&dns);
    dns.mx("acme-bolts.se", Says::Mx(vec![(10, "mail.acme-bolts.se.")]));
    for name in ["anna", "bo", "cia"] {
        world
            .registered(&format!("{name}@acme-bolts.se"))
            .has("yellow", "profile_due");
    }
    assert_eq!(dns.asked_mx("acme-bolts.se"), 1);
}

#[test]
fn a_domain_is_proved_by_the_token_in_its_dns() {
    let dns = NameServer::start();
    let world = world_with(&dns);
    for domain in ["acme-bolts.se", "acme-nuts.se"] {
        dns.mx(domain, Says::Mx(vec![(10, "mail.acme-bolts.se.")]));
    }
    let anna = somebody(&world, "acme-bolts.se");
    anna.has("yellow", "profile_due");
    let form = json!({
        "company": "Bolts AB", "company_address": "Storgatan 1, 111 22 Stockholm",
        "country": "SE", "preferred_contact": "email",
    });
    let request = anna.files("company_profile", form);
    let support = world.staff("support");
    let (_, seen) = support.call("GET", &format!("/api/requests/{request}"), None);
    let body = json!({ "organization": "bolts", "basis": seen["request"]["basis"] });
    let (status, told) = support.call(
        "POST",
        &format!("/api/requests/{request}/profile"),
        Some(body),
    );
    assert_eq!(status, 200, "{told}");
    anna.has("black", "enterprise");
    let appoint = json!({ "type": "appoint", "account": anna.id });
    let (status, told) = support.call("POST", "/api/organizations/bolts/commands", Some(appoint));
    assert_eq!(status, 200, "{told}");
    let place = "/api/organizations/bolts/domains";
    let wanted = json!({ "name": "acme-nuts.se" });
    let (status, token) = anna.call("POST", place, Some(wanted.clone()));
    assert_eq!(status, 202, "{token}");
    dns.txt(
        "acme-nuts.se",
        token["txt"].as_str().expect("a token").to_owned(),
    );
    let proved = wait(|| {
        let (status, told) = anna.call("POST", place, Some(wanted.clone()));
        (status == 200).then_some(told)
    });
    assert_eq!(proved["domains"][1]["standing"], "proved", "{proved}");
    somebody(&world, "acme-nuts.se").has("black", "enterprise");
}

fn world_mailing(server: &MailServer) -> World {
    World::with(Options {
        smtp: Some(server.address),
        ..Options::default()
    })
}

/// The code in the last mail to an address.
fn code(server: &MailServer, address: &str) -> String {
    wait(|| server.code(address))
}

#[test]
fn mail_goes_out_once_under_an_id_of_its_own() {
    let server = MailServer::start();
    let world = world_mailing(&server);
    let mut anna = world.sign_up("anna.berg@acme.example", "create_account");
    let typed = code(&server, "anna.berg@acme.example");
    anna.taken(json!({ "type": "submit_code", "code": typed }));
    anna.taken(json!({ "type": "choose_route", "route": "company" }));
    anna.taken(json!({ "type": "submit_details" }));
    anna.has("black", "enterprise");
    let mails = server.taken();
    assert_eq!(mails.len(), 2, "{mails:?}");
    assert_ne!(mails[0].id, mails[1].id);
    assert!(
        mails[0].id.starts_with(&format!("<account.{}.", anna.id)),
        "{}",
        mails[0].id
    );
    // There is no mailbox to look into.
    assert_eq!(world.call("GET", "/mailbox", None, None).0, 404);
}

#[test]
fn what_a_mail_server_cannot_take_now_it_takes_later() {
    let server = MailServer::start();
    let world = world_mailing(&server);
    server.says(&["451 not now", "421 later", "451 not now"]);
    let mut anna = world.sign_up("anna.berg@acme.example", "sign_in_menu");
    for _ in 0..4 {
        world.pass(SignedDuration::seconds(20));
    }
    let typed = code(&server, "anna.berg@acme.example");
    anna.taken(json!({ "type": "submit_code", "code": typed }));
    assert_eq!(server.taken().len(), 1);
}

#[test]
fn a_confirmation_that_cannot_be_delivered_grants_nothing() {
    let server = MailServer::start();
    let world = world_mailing(&server);
    let mut anna = world.sign_up("anna.berg@acme.example", "create_account");
    let typed = code(&server, "anna.berg@acme.example");
    anna.taken(json!({ "type": "submit_code", "code": typed }));
    anna.taken(json!({ "type": "choose_route", "route": "company" }));
    server.says(&["550 no such mailbox"; 9]);
    anna.taken(json!({ "type": "submit_details" }));
    anna.has("yellow", "limited");
    let because = anna.account()["state_data"]["because"].clone();
    assert_eq!(because, json!(["confirmation_failed"]));
}
