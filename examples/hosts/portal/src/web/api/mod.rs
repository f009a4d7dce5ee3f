//! The JSON API: commands as they are on the wire, beside the pages.

mod body;
mod openapi;
mod people;
mod problem;
mod support;
mod view;

pub(crate) use body::{Body, Caller, Key};
pub(crate) use problem::Problem;

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, http::HeaderValue};

use super::Portal;

/// What the API answers.
pub(crate) type Answer = Result<Response, Problem>;

/// Every place of the API.
pub(super) fn router() -> Router<Arc<Portal>> {
    Router::new()
        .route("/openapi.json", get(openapi::description))
        .route("/accounts", post(people::sign_up))
        .route("/sessions", post(people::sign_in).delete(people::sign_out))
        .route("/registrations", post(people::register))
        .route("/staff/sessions", post(support::sign_in))
        .route("/account", get(people::account))
        .route("/account/commands", post(people::give))
        .route("/account/password", post(people::password))
        .route("/account/confirmations", post(people::confirm))
        .route("/account/rights", get(people::account_rights))
        .route("/account/explanation", get(people::explanation))
        .route("/account/timeline", get(people::timeline))
        .route("/requests", get(support::mine).post(support::file))
        .route("/requests/{key}", get(support::request))
        .route("/requests/{key}/commands", post(support::give))
        .route("/requests/{key}/profile", post(support::profile))
        .route("/desk", get(support::desk))
        .route("/accounts/{id}", get(support::account))
        .route("/accounts/{id}/commands", post(support::ask_account))
        .route("/organizations/{id}", get(support::organization))
        .route(
            "/organizations/{id}/commands",
            post(support::ask_organization),
        )
        .route("/organizations/{id}/domains", post(support::prove_domain))
        .method_not_allowed_fallback(|| async { Problem::method() })
        .fallback(|| async { Problem::nothing() })
}

/// An answer of JSON.
pub(crate) fn json<T: serde::Serialize>(status: StatusCode, value: &T) -> Response {
    let mut response = (status, Json(value)).into_response();
    let kind = HeaderValue::from_static("application/json");
    response.headers_mut().insert("content-type", kind);
    response
}
