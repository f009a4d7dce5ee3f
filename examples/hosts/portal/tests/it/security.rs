//! What an attacker may try, and what the log says.

use std::fs;
use std::io::Read as _;
use std::process::{Command, Stdio};
use std::time::Duration;

use portal::{Options, Place, StartError};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::crash::{Folder, Process, port};
use crate::journey::Traveller;
use crate::network::{NameServer, Says};
use crate::support::{PASSWORD, World, agent, call, codes, wait};

#[test]
fn a_password_is_not_tried_from_many_places() {
    let world = World::strict(120);
    let body = json!({ "address": "anna.berg@acme.example", "password": "guess number one" });
    let mut answers = Vec::new();
    for _ in 0..40 {
        answers.push(world.call("POST", "/api/sessions", None, Some(&body)).0);
    }
    assert_eq!(answers[0], 401);
    assert!(answers.contains(&429), "{answers:?}");
    // Reading pages goes on.
    assert_eq!(world.call("GET", "/health", None, None).0, 200);
}

#[test]
fn requests_of_one_client_are_limited() {
    let world = World::strict(60);
    let answers: Vec<u16> = (0..90)
        .map(|_| world.call("GET", "/api/account", None, None).0)
        .collect();
    assert_eq!(answers[0], 401);
    assert!(answers.ends_with(&[429]), "{answers:?}");
    let page = world
        .agent
        .get(format!("{}/", world.base))
        .call()
        .expect("the portal answers");
    assert_eq!(page.status().as_u16(), 429);
    assert_eq!(page.headers()["retry-after"], "60");
}

/// By counting and not by the clock, which other work on the machine moves.
#[test]
fn a_stranger_costs_as_much_work_as_a_friend() {
    let world = World::new();
    let mut anna = world.sign_up("anna.berg@acme.example", "sign_in_menu");
    anna.prove();
    let hashed = || {
        let page = world.agent.get(format!("{}/metrics", world.base)).call();
        let text = page.expect("counters").into_body().read_to_string();
        let text = text.expect("counters are text");
        let mut lines = text.lines();
        let line = lines.find_map(|it| it.strip_prefix("portal_passwords_total "));
        line.and_then(|it| it.parse::<u64>().ok()).expect("a count")
    };
    let work = |path: &str, body: Value, want: u16| {
        let before = hashed();
        let (status, answer) = world.call("POST", path, None, Some(&body));
        assert_eq!(status, want, "{answer}");
        hashed() - before
    };
    for address in [
        "anna.berg@acme.example",
        "nobody@acme.example",
        "no address",
    ] {
        let body = json!({ "address": address, "password": "not the right one" });
        for path in ["/api/sessions", "/api/registrations"] {
            assert_eq!(work(path, body.clone(), 401), 1, "{path} for {address}");
        }
    }
    for address in ["anna.berg@acme.example", "somebody.else@acme.example"] {
        let body = json!({
            "address": address, "first_name": "Eve", "last_name": "Lind", "password": PASSWORD,
        });
        assert_eq!(
            work("/api/accounts", body, 201),
            1,
            "signing up with {address}"
        );
    }
}

#[test]
fn another_persons_things_are_nothing() {
    let world = World::new();
    let anna = world.registered("anna.berg@studio.example");
    let request = anna.files("account_access", crate::support::access_form());
    let eve = world.registered("eve@acme.example");
    let commands = format!("/api/requests/{request}/commands");
    let places = [
        ("GET", format!("/api/requests/{request}"), None),
        ("POST", commands, Some(json!({ "type": "withdraw" }))),
        ("GET", "/api/desk".to_owned(), None),
        ("GET", format!("/api/accounts/{}", anna.id), None),
        (
            "POST",
            format!("/api/accounts/{}/commands", anna.id),
            Some(json!({ "type": "suspend" })),
        ),
        ("GET", "/api/organizations/acme".to_owned(), None),
    ];
    for (method, path, body) in places {
        let (status, problem) = eve.call(method, &path, body);
        assert_eq!(
            (status, &problem["code"]),
            (404, &json!("nothing_here")),
            "{path}"
        );
    }
    // What is support's is no command of a person's.
    for command in [
        json!({ "type": "suspend" }),
        json!({ "type": "unlock_codes" }),
    ] {
        let (status, problem) = eve.call("POST", "/api/account/commands", Some(command));
        assert_eq!(
            (status, &problem["rule"]),
            (409, &json!("LAW-7")),
            "{problem}"
        );
    }
    anna.has("yellow", "support_review");
}

#[test]
fn whoever_is_not_signed_in_changes_nothing() {
    let world = World::new();
    let anna = world.registered("anna.berg@bolts.example");
    anna.has("yellow", "profile_due");
    // A visit that has typed no code yet is nobody's.
    let eve = world.sign_up("anna.berg@bolts.example", "create_account");
    for command in ["erase", "close", "deactivate", "request_password_change"] {
        let body = Some(json!({ "type": command }));
        assert_eq!(
            eve.call("POST", "/api/account/commands", body).0,
            401,
            "{command}"
        );
    }
    let form = json!({ "topic": "company_profile", "draft": { "email": anna.address } });
    assert_eq!(eve.call("POST", "/api/requests", Some(form)).0, 401);
    let page = |fields: &[(&str, &str)], topic: &str| {
        let page = world
            .agent
            .get(format!("{}/join", world.base))
            .call()
            .expect("a page");
        let cookie = page.headers()["set-cookie"]
            .to_str()
            .unwrap_or_default()
            .to_owned();
        let text = page.into_body().read_to_string().unwrap_or_default();
        let csrf = text
            .split("name=\"csrf\" value=\"")
            .nth(1)
            .and_then(|it| it.split('"').next());
        let mut form = vec![("csrf", csrf.unwrap_or_default())];
        form.extend(fields);
        let url = format!("{}/support/new/{topic}", world.base);
        let sent = world
            .agent
            .post(url)
            .header("cookie", cookie)
            .send_form(form);
        let mut sent = sent.expect("the portal answers");
        let to = sent
            .headers()
            .get("location")
            .and_then(|it| it.to_str().ok())
            .map(str::to_owned);
        let csrf = csrf.unwrap_or_default();
        (
            to,
            sent.body_mut()
                .read_to_string()
                .unwrap_or_default()
                .replace(csrf, ""),
        )
    };
    let known = [
        ("email", "anna.berg@bolts.example"),
        ("preferred_contact", "email"),
        ("company", "Bolts AB"),
        ("company_address", "Storgatan 1, 111 22 Stockholm"),
        ("country", "SE"),
    ];
    assert_eq!(
        page(&known, "company_profile").0.as_deref(),
        Some("/sign-in")
    );
    anna.has("yellow", "profile_due");
    // Who has an account is told by neither of the two forms of trouble, whole or faulty.
    for fields in [&known[..2], &known[..1]] {
        let unknown: Vec<_> = fields
            .iter()
            .map(|(name, value)| {
                (
                    *name,
                    if *name == "email" {
                        "nobody@bolts.example"
                    } else {
                        value
                    },
                )
            })
            .collect();
        let (one, other) = (
            page(fields, "trouble_with_validation"),
            page(&unknown, "trouble_with_validation"),
        );
        assert_eq!(one.0, other.0);
        let text = other
            .1
            .replace("nobody@bolts.example", "anna.berg@bolts.example");
        assert_eq!(one.1, text);
    }
}

#[test]
fn whoever_is_erased_is_gone_and_the_record_still_folds() {
    let folder = Folder::new("erased");
    let file = folder.0.join("portal.db");
    let world = World::with(Options {
        database: Place::File(file.clone()),
        ..Options::default()
    });
    let mut anna = world.registered("anna.berg@acme.example");
    anna.has("black", "enterprise");
    let id = anna.id.clone();
    let (status, told) = anna.give(json!({ "type": "erase" }));
    assert_eq!(status, 200, "{told}");
    let body = json!({ "address": anna.address, "password": PASSWORD });
    assert_eq!(
        world.call("POST", "/api/sessions", None, Some(&body)).0,
        401
    );
    assert_eq!(
        anna.call("GET", "/api/account", None).0,
        401,
        "the visit is over"
    );
    crate::crash::drained(&world.base);
    let open = rusqlite::Connection::open(&file).expect("the file is a database");
    let found = |sql: &str| -> i64 { open.query_row(sql, [], |row| row.get(0)).expect("a number") };
    assert_eq!(
        found("SELECT COUNT(*) FROM personal WHERE value LIKE '%anna%'"),
        0
    );
    assert_eq!(
        found("SELECT COUNT(*) FROM mail WHERE recipient LIKE '%anna%'"),
        0
    );
    assert_eq!(
        found("SELECT COUNT(*) FROM directory WHERE identity LIKE '%anna%'"),
        0
    );
    assert_eq!(
        found("SELECT COUNT(*) FROM line WHERE body LIKE '%anna%'"),
        0
    );
    assert_eq!(found("SELECT COUNT(*) FROM credential"), 0);
    // The address may sign up afresh, as somebody new with none of the old rights.
    let mut again = world.sign_up("anna.berg@acme.example", "sign_in_menu");
    assert_ne!(again.id, id);
    again.prove();
    again.has("green", "basic");
    let (_, support) = world
        .staff("support")
        .call("GET", &format!("/api/accounts/{id}"), None);
    assert_eq!(support["state"], "erased");
}

/// Whoever may read the mailbox of the demonstration has everybody's codes.
#[test]
fn codes_are_shown_to_nobody_beyond_this_machine() {
    let options = Options {
        listen: "0.0.0.0:0".parse().expect("an address"),
        database: Place::Memory,
        ..Options::default()
    };
    let runtime = Runtime::new().expect("a test has threads");
    let started = runtime.block_on(portal::start(options));
    assert_eq!(started.err(), Some(StartError::Mailbox));
}

#[test]
fn the_log_names_nobody_and_the_portal_ends_when_it_is_asked() {
    let folder = Folder::new("log");
    let (staff, port) = (folder.0.join("staff"), port());
    fs::write(&staff, "the staff's own secret").expect("there is room for a file");
    // A name server without an answer, about which libraries have much to say.
    let dns = NameServer::start();
    dns.mx("canary.example", Says::Failure);
    dns.mx("acme.example", Says::Mx(vec![(10, "mx1.acme.example.")]));
    let child = Command::new(env!("CARGO_BIN_EXE_portal"))
        .args(["--dns", &dns.address.to_string()])
        .args([
            "--memory",
            "--listen",
            &format!("127.0.0.1:{port}"),
            "--staff-password",
        ])
        .arg(&staff)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn();
    let mut portal = Process(child.expect("the portal starts"));
    let child = &mut portal.0;
    let (agent, base) = (agent(), format!("http://127.0.0.1:{port}"));
    wait(|| agent.get(format!("{base}/health")).call().ok());
    let mut anna = Traveller::new(&agent, &base, "canary.address@acme.example".to_owned());
    assert!(anna.travel(), "she arrives");
    let code = codes(&agent, &base, &anna.address).remove(0);
    let mut bo = Traveller::new(&agent, &base, "bo@canary.example".to_owned())
        .within(Duration::from_secs(4));
    assert!(!bo.travel(), "nothing is found out about his domain");
    assert!(dns.asked_mx("canary.example") > 0);
    // Somebody types an address where a page should be, and into every field.
    let wrong = json!({ "address": "canary.address@acme.example", "password": "canary password" });
    call(&agent, &base, "POST", "/api/sessions", None, Some(&wrong));
    call(
        &agent,
        &base,
        "GET",
        "/canary.address@acme.example?canary=canary",
        None,
        None,
    );
    call(
        &agent,
        &base,
        "POST",
        "/api/accounts",
        Some("canary token"),
        Some(&json!("canary")),
    );
    let ended = Command::new("kill").arg(child.id().to_string()).status();
    assert!(
        ended.is_ok_and(|it| it.success()),
        "the portal is asked to end"
    );
    let mut log = String::new();
    let mut stderr = child.stderr.take().expect("the log is piped");
    stderr.read_to_string(&mut log).expect("the log is text");
    assert!(
        child.wait().is_ok_and(|it| it.success()),
        "it ends in good order"
    );
    assert!(log.lines().count() > 10, "{log}");
    for line in log.lines() {
        let line: Value = serde_json::from_str(line).expect("a line of the log is JSON");
        assert!(line["span"]["id"].is_string(), "{line}");
    }
    for secret in [
        "canary",
        "Berg",
        PASSWORD,
        &code,
        "acme",
        "the staff's own secret",
    ] {
        assert!(!log.contains(secret), "the log has {secret}");
    }
}
