//! What stands before every request: a number for the log, the rate, and the headers of the answer.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use checkmark::account::Language;
use tracing::Instrument as _;

use super::api::Problem;
use super::page::{go, set_language};
use super::visit::language;
use super::{PageError, Portal};
use crate::host::Host;
use crate::random;
use crate::words::Words;

/// The headers of every answer. Nothing is loaded from elsewhere, nothing runs, nobody frames it.
const HEADERS: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
         frame-ancestors 'none'; base-uri 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::CACHE_CONTROL, "no-store"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
];

/// The routes behind which a password is hashed.
const SLOW: &[&str] = &[
    "/sign-in",
    "/sign-up",
    "/register",
    "/staff",
    "/account/confirm",
    "/account/password",
    "/api/account/confirmations",
    "/api/account/password",
    "/api/accounts",
    "/api/registrations",
    "/api/sessions",
    "/api/staff/sessions",
];

/// Lets a request through, or tells it to wait; logs what it was and not whose.
pub(crate) async fn guard(
    State(portal): State<Arc<Portal>>,
    ConnectInfo(client): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let id = random::hex(&random::bytes::<8>());
    let method = request.method().clone();
    // The route and not the path: in a path somebody may have typed an address.
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map(|it| it.as_str().to_owned());
    let route = route.unwrap_or_else(|| "none".to_owned());
    let slow = method == Method::POST && SLOW.contains(&route.as_str());
    let span = tracing::info_span!("request", id = %id, %method, route);
    let metrics = Arc::clone(&portal.host.metrics);
    if metrics.requested() % 1024 == 0 {
        portal.forget_the_quiet();
    }
    let too_fast = portal.limiter.check_key(&client.ip()).is_err()
        || slow && portal.password_limiter.check_key(&client.ip()).is_err();
    let words = Words(language(request.headers()));
    let for_people = !route.starts_with("/api/") && !route.starts_with("/health");
    let chosen = chosen_language(&request).filter(|_| for_people && method == Method::GET);
    let mut response = if too_fast {
        metrics.limited();
        if route.starts_with("/api/") {
            Problem::too_fast().into_response()
        } else {
            PageError::TOO_FAST.into_response()
        }
    } else if let Some((language, path)) = chosen {
        let mut response = go(&path);
        set_language(&mut response, language);
        response
    } else {
        next.run(request).instrument(span.clone()).await
    };
    if for_people {
        response = PageError::shown(response, words);
    }
    let status = response.status();
    if status.is_server_error() {
        metrics.failed();
    }
    span.in_scope(|| tracing::info!(status = status.as_u16(), "answered"));
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    if portal.host.base.starts_with("https://") {
        only_by_tls(headers);
    }
    if status == StatusCode::TOO_MANY_REQUESTS {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    }
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert("x-request-id", id);
    }
    response
}

/// The language that the foot of a page was asked for, and the page: one of ours, and nobody else's.
fn chosen_language(request: &Request) -> Option<(Language, String)> {
    let language = request.uri().query()?.strip_prefix("language=")?;
    let path = request.uri().path();
    let ours = request.extensions().get::<MatchedPath>().is_some() && !path.starts_with("//");
    Some((language.parse().ok()?, path.to_owned())).filter(|_| ours)
}

/// Where others come by TLS, they and their cookies come no other way.
fn only_by_tls(headers: &mut HeaderMap) {
    let cookies: Vec<_> = headers
        .get_all(header::SET_COOKIE)
        .iter()
        .cloned()
        .collect();
    headers.insert(
        header::STRICT_TRANSPORT_SECURITY,
        HeaderValue::from_static("max-age=31536000"),
    );
    headers.remove(header::SET_COOKIE);
    for cookie in cookies {
        let secure = [cookie.as_bytes(), b"; Secure"].concat();
        headers.extend(HeaderValue::from_bytes(&secure).map(|it| (header::SET_COOKIE, it)));
    }
}

/// Whether the portal and its database are there.
pub(crate) async fn health(State(portal): State<Arc<Portal>>) -> Response {
    match portal.run(Host::backlog).await {
        Ok(_) => "ok\n".into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "no database\n").into_response(),
    }
}

/// The counters.
pub(crate) async fn metrics(State(portal): State<Arc<Portal>>) -> Result<String, PageError> {
    let backlog = portal.run(Host::backlog).await?;
    Ok(portal.host.metrics.text(backlog))
}
