//! Anything at all, sent anywhere: no answer is "I do not know", and nothing is stored by half.

use std::collections::BTreeMap;

use portal::{Options, Place};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::audit::{Snapshot, audit};
use crate::crash::{Folder, drained};
use crate::support::{PASSWORD, World, access_form};

/// Texts that have broken something somewhere.
fn text() -> impl Strategy<Value = String> {
    let known = [
        "",
        " ",
        "\0",
        "a\0b",
        "000000",
        "anna.berg@acme.example",
        "anna@gmail.com",
        "acme",
        "town-water",
        "company",
        "ABC1234",
        "+46 8 123 456 78",
        "𝒜ñña@ｇｍａｉｌ.com",
        "\u{202e}moc.live@a",
        "'; DROP TABLE line; --",
        "<script>",
        "{{7*7}}",
        "../../etc/passwd",
        "%00",
        "1e999",
        "null",
        "-1",
        "9223372036854775808",
        "2026-11-23T08:00:00Z",
        "r\n\nX: y",
        "https://support.example/",
    ];
    prop_oneof![
        3 => select(known.map(str::to_owned).to_vec()),
        2 => any::<String>(),
        1 => "[a-z0-9@._-]{1,300}",
    ]
}

/// Words of the wire, so that not everything is refused at the door.
fn word() -> impl Strategy<Value = String> {
    let words = [
        "type",
        "code",
        "address",
        "name",
        "first",
        "last",
        "route",
        "business",
        "step",
        "mark",
        "topic",
        "organization",
        "invitation",
        "number",
        "reason",
        "product",
        "relation",
        "draft",
        "text",
        "question",
        "fields",
        "by",
        "note",
        "basis",
        "standing",
        "account",
        "role",
        "successor",
        "domain",
        "intake",
        "password",
        "old",
        "new",
        "first_name",
        "last_name",
        "door",
        "request",
        "effect",
        "judgment",
        "profiles",
        "generation",
        "phone",
        "company",
        "nominees",
        "country",
        "of",
        "cause",
    ];
    select(words.map(str::to_owned).to_vec())
}

/// The kinds of all commands of all machines.
fn kind() -> impl Strategy<Value = Value> {
    let account = checkmark::tier::CommandKind::ALL
        .iter()
        .map(|it| it.as_str());
    let request = checkmark::ticket::CommandKind::ALL
        .iter()
        .map(|it| it.as_str());
    let organization = [
        "create_profile",
        "set_kind",
        "prove_domain",
        "drop_domain",
        "invite",
        "promote",
        "demote",
        "remove_member",
        "leave",
        "appoint",
        "set_site",
        "set_preference",
        "grant_site",
    ];
    let all: Vec<_> = account
        .chain(request)
        .chain(organization)
        .map(Value::from)
        .collect();
    // Whoever ends the account ends the test.
    let all: Vec<_> = all
        .into_iter()
        .filter(|it| it != "erase" && it != "close")
        .collect();
    select(all)
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|it| json!(it)),
        text().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            btree_map(word(), inner, 0..4).prop_map(|it| json!(it)),
        ]
    })
}

/// A command, more or less.
fn body() -> impl Strategy<Value = Value> {
    let command = (kind(), btree_map(word(), value(), 0..5)).prop_map(|(kind, mut fields)| {
        fields.insert("type".to_owned(), kind);
        json!(fields)
    });
    let whole = select(whole());
    prop_oneof![4 => command, 5 => whole, 1 => value()]
}

/// Commands that some machine takes in some state.
fn whole() -> Vec<Value> {
    let basis = json!({ "standing": 1, "address": 0 });
    vec![
        json!({ "type": "choose_route", "route": "company" }),
        json!({ "type": "submit_details" }),
        json!({ "type": "report_mark", "mark": "green" }),
        json!({ "type": "repair_step", "step": "sign_out" }),
        json!({ "type": "change_address", "address": "b@acme.example" }),
        json!({ "type": "change_name", "name": { "first": "\u{1f600}", "last": "B" } }),
        json!({ "type": "add_product", "product": "ABC1234" }),
        json!({ "type": "add_customer_number", "number": "4711", "reason": "requested" }),
        json!({ "type": "remove_customer_number", "number": "4711", "reason": "correction" }),
        json!({ "type": "request_support", "topic": "first_administrator" }),
        json!({ "type": "suspend" }),
        json!({ "type": "reinstate" }),
        json!({ "type": "confirm_partner", "organization": "nobody" }),
        json!({ "type": "relation_ended", "organization": "acme", "relation": "partner" }),
        json!({ "type": "begin_validation" }),
        json!({ "type": "contact", "by": "email", "note": "a\tb" }),
        json!({ "type": "ask", "text": "What?", "fields": ["product", "phone"] }),
        json!({ "type": "answer", "question": 1, "text": "That.", "draft": access_form() }),
        json!({ "type": "note", "text": "x" }),
        json!({ "type": "validate", "organization": "x", "relation": "customer", "basis": basis }),
        json!({ "type": "approve_profile", "organization": "x", "basis": basis }),
        json!({ "type": "decline", "reason": "not_a_customer" }),
        json!({ "type": "reopen" }),
        json!({ "type": "withdraw" }),
        json!({ "type": "create_profile", "kind": "company", "profile_type": "open" }),
        json!({ "type": "set_profile_type", "profile_type": "restricted" }),
        json!({ "type": "drop_domain", "name": "acme.example" }),
        json!({ "type": "appoint", "account": "nobody" }),
        json!({ "type": "set_site", "site": "s1", "visibility": "open" }),
        json!({ "name": "new.example", "intake": "third_party" }),
        json!({ "organization": "fresh", "name": "Fresh", "basis": basis }),
        json!({ "topic": "account_access", "draft": access_form() }),
        json!({ "topic": "company_profile", "draft": { "company": "\0" } }),
        json!({ "address": "b@acme.example", "first_name": "\0", "last_name": "B", "password": PASSWORD }),
        json!({ "address": "b@acme.example", "first_name": "A", "last_name": "B", "password": PASSWORD }),
    ]
}

#[test]
fn nothing_that_is_sent_breaks_the_portal() {
    let folder = Folder::new("hostile");
    let file = folder.0.join("portal.db");
    let world = World::with(Options {
        database: Place::File(file.clone()),
        ..Options::default()
    });
    let anna = world.registered("anna.berg@studio.example");
    let request = anna.files("account_access", access_form());
    let (support, partner) = (world.staff("support"), world.staff("partner_programme"));
    let tokens = [
        anna.token.clone(),
        support.token.clone(),
        partner.token,
        "0".repeat(64),
    ];
    let places = [
        "/api/account/commands".to_owned(),
        "/api/accounts".to_owned(),
        "/api/sessions".to_owned(),
        "/api/requests".to_owned(),
        format!("/api/requests/{request}/commands"),
        format!("/api/requests/{request}/profile"),
        format!("/api/accounts/{}/commands", anna.id),
        "/api/organizations/acme/commands".to_owned(),
        "/api/organizations/acme/domains".to_owned(),
        "/api/organizations/nobody/commands".to_owned(),
        "/api/requests/%00/commands".to_owned(),
        "/api/accounts/%ff/commands".to_owned(),
    ];
    let config = Config {
        cases: 1500,
        failure_persistence: None,
        ..Config::default()
    };
    let mut answers = BTreeMap::<u16, u32>::new();
    // Half of it goes where it belongs, now and then with a part of it spoiled.
    let aimed = [
        (places[0].clone(), anna.token.clone()),
        (places[3].clone(), anna.token.clone()),
        (places[4].clone(), support.token.clone()),
        (places[6].clone(), support.token.clone()),
        (places[7].clone(), support.token.clone()),
        (places[8].clone(), support.token),
    ];
    let spoiled = (select(whole()), word(), value(), 0..3);
    let spoiled = spoiled.prop_map(|(mut body, name, value, how)| {
        if how == 0
            && let Some(fields) = body.as_object_mut()
        {
            fields.insert(name, value);
        }
        body
    });
    let aimed = (select(aimed.to_vec()), spoiled);
    let aimed = aimed.prop_map(|((place, token), body)| (place, token, body));
    let anywhere = (select(places.to_vec()), select(tokens.to_vec()), body());
    let sent = prop_oneof![aimed, anywhere];
    let mut runner = TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    let answers_of = std::cell::RefCell::new(&mut answers);
    let passed = runner.run(&sent, |(place, token, body)| {
        let (status, answer) = world.call("POST", &place, Some(&token), Some(&body));
        *answers_of.borrow_mut().entry(status).or_default() += 1;
        prop_assert!(status < 500, "{place}: {status} for {body}: {answer}");
        prop_assert!(
            status < 400 || answer["code"].is_string(),
            "{place}: {status}: {answer}"
        );
        Ok(())
    });
    passed.expect("every answer is an answer");
    // Forms, field by field, at every place that takes one.
    let forms = [
        "/sign-up",
        "/sign-in",
        "/register",
        "/code",
        "/code/again",
        "/account/do",
        "/account/confirm",
        "/account/password",
        "/support/new/account_access",
        "/support/new/nonsense",
        "/requests/x/do",
        "/requests/%00/profile",
        "/staff",
        "/desk/accounts/x/do",
        "/company/acme/do",
        "/company/acme/domain",
        "/sign-out",
    ];
    let config = Config {
        cases: 300,
        failure_persistence: None,
        ..Config::default()
    };
    let fields = (select(forms.to_vec()), vec((word(), text()), 0..6));
    let mut runner = TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    let passed = runner.run(&fields, |(place, fields)| {
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
        let mut form = vec![("csrf".to_owned(), csrf.unwrap_or_default().to_owned())];
        form.extend(fields);
        let url = format!("{}{place}", world.base);
        let sent = world
            .agent
            .post(url)
            .header("cookie", cookie)
            .send_form(form);
        let status = sent.expect("the portal answers").status().as_u16();
        prop_assert!(status < 500, "{place}: {status}");
        Ok(())
    });
    passed.expect("every page is a page");
    drained(&world.base);
    let audit = audit(&Snapshot::sqlite(&file), &BTreeMap::new());
    println!(
        "hostile: 1500 bodies and 300 forms; answers {answers:?}; {} records fold",
        audit.accounts
    );
    assert!(
        answers.contains_key(&200) && answers.contains_key(&409),
        "{answers:?}"
    );
    assert!(
        audit.lost.is_empty() && audit.twice.is_empty(),
        "{audit:#?}"
    );
}
