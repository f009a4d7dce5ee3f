//! The description of the API says what the API does.

use serde_json::{Value, json};

use crate::support::{World, access_form};

fn description(world: &World) -> Value {
    let (status, description) = world.call("GET", "/api/openapi.json", None, None);
    assert_eq!(status, 200);
    description
}

fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(reference)) = map.get("$ref") {
                found.push(reference.clone());
            }
            map.values().for_each(|it| references(it, found));
        }
        Value::Array(list) => list.iter().for_each(|it| references(it, found)),
        _ => {}
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let world = World::new();
    let description = description(&world);
    let mut found = Vec::new();
    references(&description, &mut found);
    assert!(
        found.len() > 50,
        "the description refers to the crates' schemas"
    );
    for reference in found {
        let path = reference
            .strip_prefix('#')
            .expect("references stay in the description");
        assert!(
            description.pointer(path).is_some(),
            "{reference} leads nowhere"
        );
    }
}

#[test]
fn every_place_is_there_and_says_no_as_described() {
    let world = World::new();
    let description = description(&world);
    let paths = description["paths"].as_object().expect("there are places");
    let mut called = 0;
    for (path, methods) in paths {
        for (method, operation) in methods.as_object().expect("a place has methods") {
            let method = method.to_uppercase();
            let path = path.replace("{key}", "nobody").replace("{id}", "nobody");
            let body = (method == "POST").then(|| json!({ "nonsense": ["x", "y"] }));
            let (status, answer) = world.call(&method, &path, None, body.as_ref());
            let responses = operation["responses"]
                .as_object()
                .expect("a place has answers");
            assert!(
                responses.contains_key(&status.to_string()),
                "{method} {path}: {status}"
            );
            assert!((400..500).contains(&status), "{method} {path}: {status}");
            assert_eq!(answer["status"], json!(status), "{method} {path}: {answer}");
            called += 1;
        }
    }
    assert!(called >= 22, "only {called} places were called");
}

#[test]
fn what_is_malformed_is_a_problem_and_is_not_repeated() {
    let world = World::new();
    let secret = "anna.berg@acme.example";
    let bodies = [
        json!({ "address": secret }),
        json!({ "address": secret, "first_name": 1, "last_name": "", "password": secret }),
        json!([secret]),
        json!(secret),
        json!(null),
    ];
    for body in bodies {
        let (status, problem) = world.call("POST", "/api/accounts", None, Some(&body));
        assert_eq!((status, &problem["code"]), (400, &json!("malformed")));
        assert!(!problem.to_string().contains(secret), "{problem}");
    }
    let unfit = json!({
        "address": "nobody@@", "first_name": "A", "last_name": "B", "password": "long enough",
    });
    let (status, problem) = world.call("POST", "/api/accounts", None, Some(&unfit));
    assert_eq!((status, &problem["unmet"]), (422, &json!(["address"])));
    let (status, problem) = world.call("PUT", "/api/accounts", None, Some(&unfit));
    assert_eq!((status, &problem["code"]), (405, &json!("method")));
}

/// Each no of each machine: its code, its rule, what helps, and who does what to get there.
#[test]
fn a_no_says_its_rule_what_helps_and_the_way_out() {
    let world = World::new();
    let mut anna = world.sign_up("anna.berg@studio.example", "create_account");
    anna.prove();
    let (status, problem) = anna.give(json!({ "type": "submit_details" }));
    assert_eq!(status, 409);
    check(&problem, "route_not_chosen", "REG-2", "choose_route");
    let way = problem["way_out"].as_array().expect("there is a way");
    let steps = way
        .iter()
        .map(|it| (it["actor"].as_str(), it["command"].as_str()));
    let steps: Vec<_> = steps.collect();
    let person = Some("person");
    let want = [
        (person, Some("choose_route")),
        (person, Some("submit_details")),
    ];
    assert_eq!(steps, want, "{problem}");

    anna.taken(json!({ "type": "choose_route", "route": "company" }));
    anna.taken(json!({ "type": "submit_details" }));
    anna.has("yellow", "limited");
    let request = anna.files("account_access", access_form());
    let path = format!("/api/requests/{request}/commands");
    let answer = json!({ "type": "answer", "question": 1, "text": "ABC1234" });
    let (status, problem) = anna.call("POST", &path, Some(answer));
    assert_eq!(status, 409);
    check(&problem, "no_question_open", "TKT-5", "add_information");
    assert_eq!(problem["title"], json!("no question waits for an answer"));
    let way = json!([
        { "actor": "support", "command": "ask" },
        { "actor": "person", "command": "answer" },
    ]);
    assert_eq!(problem["way_out"], way);
    let support = world.staff("support");
    let reopen = json!({ "type": "reopen", "text": null });
    let (status, problem) = support.call("POST", &path, Some(reopen));
    assert_eq!(
        (status, &problem["rule"]),
        (409, &json!("TKT-6")),
        "{problem}"
    );
    assert!(problem["remedy"].is_string(), "{problem}");

    let appoint = json!({ "type": "promote", "account": "nobody", "role": "administrator" });
    let path = "/api/organizations/acme/commands";
    let (status, problem) = support.call("POST", path, Some(appoint));
    assert_eq!(status, 409, "{problem}");
    assert!(
        problem["rule"].is_string() && problem["remedy"].is_string(),
        "{problem}"
    );
    assert_ne!(
        problem["title"], problem["code"],
        "a sentence and not the code again"
    );
}

#[track_caller]
fn check(problem: &Value, code: &str, rule: &str, remedy: &str) {
    let told = (&problem["code"], &problem["rule"], &problem["remedy"]);
    assert_eq!(
        told,
        (&json!(code), &json!(rule), &json!(remedy)),
        "{problem}"
    );
    assert_eq!(problem["type"], json!(format!("/problems/{code}")));
}

/// Why, and what happened, are the crates' own values under the crates' own schemas.
#[test]
fn an_account_is_explained_and_its_time_line_told() {
    let world = World::new();
    let mut anna = world.sign_up("anna.berg@studio.example", "create_account");
    anna.prove();
    anna.taken(json!({ "type": "choose_route", "route": "company" }));
    anna.taken(json!({ "type": "submit_details" }));
    anna.has("yellow", "limited");
    let (status, explained) = anna.call("GET", "/api/account/explanation", None);
    assert_eq!((status, &explained["tier"]), (200, &json!("limited")));
    let grounds = explained["grounds"].as_array().expect("there are grounds");
    let because = grounds.iter().find_map(|it| it["because"].as_str());
    assert_eq!(because, Some("gmail_hosted"), "{explained}");
    assert_eq!(
        explained["raised_by"]["id"],
        json!("request_support"),
        "{explained}"
    );
    let (status, rows) = anna.call("GET", "/api/account/timeline", None);
    assert_eq!(status, 200);
    let rows = rows.as_array().expect("rows");
    let kinds: Vec<_> = rows.iter().filter_map(|it| it["kind"].as_str()).collect();
    assert_eq!(kinds.first(), Some(&"signed_up"));
    assert!(kinds.contains(&"access_limited"), "{kinds:?}");
    assert!(
        rows.iter()
            .all(|it| it["rule"].is_string() && it["at"].is_string())
    );
    let schemas = &description(&world)["components"]["schemas"];
    for name in ["Explanation", "TimelineRow", "Problem"] {
        assert!(schemas[name].is_object(), "{name} has no schema");
    }
}
