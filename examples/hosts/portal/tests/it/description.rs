//! The description of the API says what the API does.

use serde_json::{Value, json};

use crate::support::World;

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
