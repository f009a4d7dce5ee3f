//! Answers that are no, as problem documents (RFC 9457).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use checkmark::account::organization;
use checkmark::{ticket, tier};
use serde::Serialize;
use serde_json::{Value, json};

use crate::host::{HostError, SignInError};
use crate::phrases::{REQUEST_REFUSALS, phrase};

/// A problem, in a box: answers that are yes should not carry its size about.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct Problem(Box<Document>);

/// What kind of no, by which rule, and what would help.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[schemars(rename = "Problem")]
pub(crate) struct Document {
    /// Which problem: a path below which its code stands.
    #[serde(rename = "type")]
    kind: String,
    /// The problem in a few words.
    title: String,
    status: u16,
    /// The stable code.
    code: String,
    /// The rule that says no, if one does.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<String>,
    /// What would help.
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<String>,
    /// Every condition that is not met, or every fault of a form.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    unmet: Vec<Value>,
    /// When the same may be asked again, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_at: Option<String>,
    /// The shortest legal way to what was wanted: who acts, and how.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    way_out: Vec<Value>,
}

impl Problem {
    fn new(status: StatusCode, code: &str, title: impl Into<String>) -> Self {
        Self(Box::new(Document {
            kind: format!("/problems/{code}"),
            title: title.into(),
            status: status.as_u16(),
            code: code.to_owned(),
            rule: None,
            remedy: None,
            unmet: Vec::new(),
            retry_at: None,
            way_out: Vec::new(),
        }))
    }

    /// The body is not what the description says. Of what was sent nothing is repeated.
    pub(crate) fn malformed(place: impl Into<String>) -> Self {
        let mut problem = Self::new(
            StatusCode::BAD_REQUEST,
            "malformed",
            "the body is malformed",
        );
        problem.0.unmet.push(Value::String(place.into()));
        problem
    }

    /// The body is no JSON by its own word.
    pub(crate) fn no_json() -> Self {
        let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        Self::new(status, "no_json", "the body has to be application/json")
    }

    /// The body is too large.
    pub(crate) fn too_large() -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "too_large",
            "the body is too large",
        )
    }

    /// It came too fast.
    pub(crate) fn too_fast() -> Self {
        let mut problem = Self::new(StatusCode::TOO_MANY_REQUESTS, "too_fast", "wait a minute");
        problem.0.remedy = Some("wait".to_owned());
        problem
    }

    /// Nobody is signed in, or not the right one.
    pub(crate) fn no_visit() -> Self {
        let mut problem = Self::new(
            StatusCode::UNAUTHORIZED,
            "no_visit",
            "a bearer token is needed",
        );
        problem.0.remedy = Some("sign_in".to_owned());
        problem
    }

    /// There is nothing, or nothing for whoever asks.
    pub(crate) fn nothing() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "nothing_here",
            "there is nothing here",
        )
    }

    /// The method is not one that this place knows.
    pub(crate) fn method() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method",
            "not by this method",
        )
    }

    /// A text that will not do, in a part of the body.
    pub(crate) fn unfit(part: &str, why: impl std::fmt::Display) -> Self {
        let title = format!("{part}: {why}");
        let mut problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "unfit", title);
        problem.0.unmet.push(Value::String(part.to_owned()));
        problem
    }

    /// The faults of a form, all of them.
    pub(crate) fn faults(faults: &ticket::Faults) -> Self {
        let title = "some fields will not do";
        let mut problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "form_incomplete", title);
        problem.0.rule = Some("TKT-3".to_owned());
        problem.0.unmet = json!(faults).as_array().cloned().unwrap_or_default();
        problem
    }
}

impl From<&tier::Refusal> for Problem {
    fn from(refusal: &tier::Refusal) -> Self {
        let code = refusal.code();
        let mut problem = Self::new(StatusCode::CONFLICT, code.as_str(), refusal.to_string());
        problem.0.rule = Some(refusal.rule().to_string());
        problem.0.remedy = Some(refusal.remedy().as_str().to_owned());
        problem.0.unmet = refusal.unmet().map(Value::from).collect();
        problem.0.retry_at = json!(refusal)["retry_at"].as_str().map(str::to_owned);
        if let Ok(way) = refusal.way_out() {
            problem.0.way_out = way.steps().map(|step| json!(step)).collect();
        }
        problem
    }
}

impl From<&ticket::Refusal> for Problem {
    fn from(refusal: &ticket::Refusal) -> Self {
        let code = refusal.code();
        let known = phrase(REQUEST_REFUSALS, code.as_str());
        let title = known.map_or_else(|| code.as_str(), |(english, _)| english);
        let mut problem = Self::new(StatusCode::CONFLICT, code.as_str(), title);
        problem.0.rule = Some(refusal.rule().to_string());
        problem.0.remedy = Some(refusal.remedy().as_str().to_owned());
        let conditions = refusal.unmet().iter().map(|it| Value::from(it.as_str()));
        let faults = json!(refusal.faults());
        let faults = faults.as_array().cloned().unwrap_or_default();
        problem.0.unmet = conditions.chain(faults).collect();
        if let Some(way) = refusal.way_out() {
            let steps = way.steps().map(|step| {
                json!({ "actor": step.actor().as_str(), "command": step.command().as_str() })
            });
            problem.0.way_out = steps.collect();
        }
        problem
    }
}

impl From<organization::Refusal> for Problem {
    fn from(refusal: organization::Refusal) -> Self {
        let code = refusal.as_str();
        let mut problem = Self::new(StatusCode::CONFLICT, code, refusal.to_string());
        problem.0.rule = Some(refusal.rule().to_string());
        problem.0.remedy = Some(refusal.remedy().as_str().to_owned());
        problem
    }
}

impl From<HostError> for Problem {
    fn from(error: HostError) -> Self {
        tracing::error!(%error, "no answer");
        let title = "no answer at the moment; nothing was stored by half";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "no_answer", title)
    }
}

impl From<SignInError> for Problem {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Host(error) => error.into(),
            SignInError::Refused(refusal) => (&refusal).into(),
            SignInError::Wrong => Self::new(
                StatusCode::UNAUTHORIZED,
                "wrong_password",
                error.to_string(),
            ),
            SignInError::Password(_) => Self::unfit("password", error),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::BAD_REQUEST);
        let mut response = (status, Json(self)).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        if status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Bearer");
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}
