//! The description of the API (OpenAPI 3.1). Its schemas are the crates' own, made by `schemars`.

use std::sync::OnceLock;

use axum::http::StatusCode;
use axum::response::Response;
use checkmark::account::organization;
use checkmark::ticket;
use checkmark::tier::{self, Explanation, TimelineRow};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::people::{ConfirmBody, Opened, PasswordBody, SignInBody, SignUpBody, Taken};
use super::problem::Document;
use super::support::{DomainBody, FileBody, ProfileBody, StaffBody, StaffOpened, TokenWanted};
use super::view::{AccountView, RequestView, RightsView};

/// The description.
pub(super) async fn description() -> Response {
    static DESCRIPTION: OnceLock<Value> = OnceLock::new();
    super::json(StatusCode::OK, DESCRIPTION.get_or_init(describe))
}

/// Who may call a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    Anybody,
    Visit,
}

/// A place: path, method, what it does, who may call, what is sent, and what is answered with which
/// status where the answer is yes.
struct Place {
    path: &'static str,
    method: &'static str,
    does: &'static str,
    who: Who,
    body: Option<Value>,
    answers: Vec<(u16, Option<Value>)>,
}

fn describe() -> Value {
    let mut generator = SchemaSettings::draft2020_12()
        .with(|it| it.definitions_path = "/components/schemas".into())
        .into_generator();
    let places = places(&mut generator);
    let problem = generator.subschema_for::<Document>();
    let mut paths = Map::new();
    for place in places {
        let operation = operation(&place);
        let path = paths
            .entry(format!("/api{}", place.path))
            .or_insert_with(|| json!({}));
        path[place.method] = operation;
    }
    let schemas: Map<String, Value> = generator.take_definitions(true);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Portal",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Commands as they are on the wire of the crates. A no is a problem \
                            document with the code, the rule and the remedy.",
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "visit": { "type": "http", "scheme": "bearer" } },
            "responses": { "Problem": {
                "description": "No, and why",
                "content": { "application/problem+json": { "schema": problem } },
            } },
        },
    })
}

fn operation(place: &Place) -> Value {
    let name = place.path.replace(['/', '{', '}'], " ");
    let name = name.split_whitespace().collect::<Vec<_>>().join("_");
    let mut responses = Map::new();
    for (status, answer) in &place.answers {
        let mut good = json!({ "description": place.does });
        if let Some(schema) = answer {
            good["content"] = json!({ "application/json": { "schema": schema } });
        }
        responses.insert(status.to_string(), good);
    }
    let problem = json!({ "$ref": "#/components/responses/Problem" });
    let mut nos = vec!["429", "503"];
    if place.body.is_some() {
        nos.extend(["400", "409", "413", "415", "422"]);
    }
    if place.who == Who::Visit || place.path.contains("sessions") || place.path == "/registrations"
    {
        nos.push("401");
    }
    if place.path.contains('{') || place.path == "/desk" {
        nos.push("404");
    }
    responses.extend(nos.into_iter().map(|no| (no.to_owned(), problem.clone())));
    let mut operation = json!({
        "operationId": format!("{}_{name}", place.method),
        "summary": place.does,
        "responses": responses,
    });
    if let Some(schema) = &place.body {
        let content = json!({ "application/json": { "schema": schema } });
        operation["requestBody"] = json!({ "required": true, "content": content });
    }
    if place.who == Who::Visit {
        operation["security"] = json!([{ "visit": [] }]);
    }
    let parameters = place
        .path
        .split('/')
        .filter_map(|it| it.strip_prefix('{')?.strip_suffix('}'));
    let parameters = parameters.map(
        |it| json!({ "name": it, "in": "path", "required": true, "schema": { "type": "string" } }),
    );
    operation["parameters"] = parameters.collect();
    operation
}

fn places(generator: &mut SchemaGenerator) -> Vec<Place> {
    use Who::{Anybody, Visit};
    fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Option<Value> {
        Some(generator.subschema_for::<T>().to_value())
    }
    let g = generator;
    let command = of::<tier::Command>(g);
    let object = Some(json!({ "type": "object" }));
    let rights = of::<Vec<RightsView>>(g);
    let rows = of::<Vec<TimelineRow>>(g);
    let requests = of::<Vec<RequestView>>(g);
    let place = |path, method, does, who, body, answer| Place {
        path,
        method,
        does,
        who,
        body,
        answers: vec![answer],
    };
    let mut places = vec![
        place(
            "/accounts",
            "post",
            "Signs up",
            Anybody,
            of::<SignUpBody>(g),
            (201, of::<Opened>(g)),
        ),
        place(
            "/sessions",
            "post",
            "Signs in",
            Anybody,
            of::<SignInBody>(g),
            (201, of::<Opened>(g)),
        ),
        place("/sessions", "delete", "Signs out", Visit, None, (204, None)),
        place(
            "/registrations",
            "post",
            "Opens business registration",
            Anybody,
            of::<SignInBody>(g),
            (201, of::<Opened>(g)),
        ),
        place(
            "/staff/sessions",
            "post",
            "Signs the staff in",
            Anybody,
            of::<StaffBody>(g),
            (201, of::<StaffOpened>(g)),
        ),
        place(
            "/account",
            "get",
            "Shows one's account",
            Visit,
            None,
            (200, of::<AccountView>(g)),
        ),
        place(
            "/account/commands",
            "post",
            "Gives a command of one's own",
            Visit,
            command.clone(),
            (200, of::<Taken>(g)),
        ),
        place(
            "/account/password",
            "post",
            "Changes the password",
            Visit,
            of::<PasswordBody>(g),
            (204, None),
        ),
        place(
            "/account/confirmations",
            "post",
            "Verifies the password again",
            Visit,
            of::<ConfirmBody>(g),
            (201, of::<Opened>(g)),
        ),
        place(
            "/account/rights",
            "get",
            "Says what one may do",
            Visit,
            None,
            (200, rights),
        ),
        place(
            "/account/explanation",
            "get",
            "Says why one's account stands where it does",
            Visit,
            None,
            (200, of::<Explanation>(g)),
        ),
        place(
            "/account/timeline",
            "get",
            "Says what happened",
            Visit,
            None,
            (200, rows),
        ),
        place(
            "/requests",
            "get",
            "Lists one's requests",
            Visit,
            None,
            (200, requests.clone()),
        ),
        place(
            "/requests",
            "post",
            "Files a form",
            Visit,
            of::<FileBody>(g),
            (201, of::<RequestView>(g)),
        ),
        place(
            "/requests/{key}",
            "get",
            "Shows a request",
            Visit,
            None,
            (200, object.clone()),
        ),
        place(
            "/requests/{key}/commands",
            "post",
            "Gives a request a command",
            Visit,
            of::<ticket::Command>(g),
            (200, of::<RequestView>(g)),
        ),
        place(
            "/requests/{key}/profile",
            "post",
            "Approves a company profile",
            Visit,
            of::<ProfileBody>(g),
            (200, of::<RequestView>(g)),
        ),
        place(
            "/desk",
            "get",
            "Lists what is open, by what is due next",
            Visit,
            None,
            (200, requests),
        ),
        place(
            "/accounts/{id}",
            "get",
            "Shows an account to the staff",
            Visit,
            None,
            (200, of::<AccountView>(g)),
        ),
        place(
            "/accounts/{id}/commands",
            "post",
            "Gives an account a command of the staff's",
            Visit,
            command,
            (200, of::<AccountView>(g)),
        ),
        place(
            "/organizations/{id}",
            "get",
            "Shows an organization",
            Visit,
            None,
            (200, object.clone()),
        ),
        place(
            "/organizations/{id}/commands",
            "post",
            "Gives an organization a command",
            Visit,
            of::<organization::Command>(g),
            (200, object.clone()),
        ),
        place(
            "/organizations/{id}/domains",
            "post",
            "Proves a domain",
            Visit,
            of::<DomainBody>(g),
            (200, object),
        ),
    ];
    // The token does not stand in the domain's DNS yet.
    for place in places.iter_mut().filter(|it| it.path.ends_with("/domains")) {
        place.answers.push((202, of::<TokenWanted>(g)));
    }
    places
}
