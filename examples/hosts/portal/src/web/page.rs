//! Pages: what they share, and how they become answers.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use checkmark::account::Language;
use checkmark::tier::CheckMark;

use super::visit::{LANGUAGE, VISIT};
use super::{Portal, Visit};
use crate::refusals::Fault;
use crate::store::Role;
use crate::words::Words;

/// What every page has: the language, who visits, and what its forms carry.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) w: Words,
    pub(crate) csrf: String,
    pub(crate) signed_in: bool,
    pub(crate) role: Option<Role>,
    pub(crate) mark: CheckMark,
    /// Whether all this is only to be looked at.
    pub(crate) demonstration: bool,
    /// Whether the mails are shown.
    pub(crate) mailbox: bool,
    /// What just did not work, in words.
    pub(crate) fault: Option<Fault>,
    /// The page looks again by itself: something is being done.
    pub(crate) again: bool,
}

impl Frame {
    /// The frame of a visit in which nothing went wrong.
    pub(crate) fn new(portal: &Portal, visit: &Visit) -> Self {
        Self {
            w: visit.words,
            csrf: visit.csrf.clone(),
            signed_in: visit.signed_in().is_some(),
            role: visit.role(),
            mark: visit.mark,
            demonstration: portal.demonstration,
            mailbox: portal.host.mailer.is_built_in(),
            fault: None,
            again: false,
        }
    }

    /// The frame of a page for nobody in particular.
    pub(crate) fn bare(words: Words) -> Self {
        Self {
            w: words,
            csrf: String::new(),
            signed_in: false,
            role: None,
            mark: CheckMark::None,
            demonstration: false,
            mailbox: false,
            fault: None,
            again: false,
        }
    }

    /// The same with what did not work.
    pub(crate) fn with_fault(mut self, fault: Option<Fault>) -> Self {
        self.fault = fault;
        self
    }

    /// The mark in words: it is never told by color alone.
    pub(crate) fn mark_text(&self) -> &'static str {
        mark_text(self.w, self.mark)
    }
}

/// A mark in words.
pub(crate) fn mark_text(w: Words, mark: CheckMark) -> &'static str {
    match mark {
        CheckMark::None => w.t("no mark", "ingen markering"),
        CheckMark::Blue => w.t("blue: signed in at the shop", "blå: inloggad i butiken"),
        CheckMark::Green => w.t("green: Basic", "grön: grundläggande"),
        CheckMark::Yellow => w.t("yellow: Limited", "gul: begränsad"),
        CheckMark::Black => w.t("black: Enterprise", "svart: företag"),
    }
}

/// A page as an answer; a stranger is told a token on the way.
pub(crate) fn page(visit: &Visit, template: &impl Template) -> Response {
    respond(StatusCode::OK, visit, template)
}

/// The same with the status of a form that was not taken.
pub(crate) fn refused(visit: &Visit, template: &impl Template) -> Response {
    respond(StatusCode::UNPROCESSABLE_ENTITY, visit, template)
}

fn respond(status: StatusCode, visit: &Visit, template: &impl Template) -> Response {
    let Ok(html) = template.render() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut response = (status, Html(html)).into_response();
    if visit.fresh {
        set_visit(&mut response, &visit.token);
    }
    response
}

/// Goes to a page after a form was taken.
pub(crate) fn go(to: &str) -> Response {
    Redirect::to(to).into_response()
}

/// Goes to a page, and gives the browser another token: rights have changed.
pub(crate) fn go_as(to: &str, token: &str) -> Response {
    let mut response = go(to);
    set_visit(&mut response, token);
    response
}

/// Tells the browser the token of its visit. No script reads it, and no other site sends it along
/// with a form.
fn set_visit(response: &mut Response, token: &str) {
    set(
        response,
        &format!("{VISIT}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=43200"),
    );
}

/// Tells the browser the language that was chosen.
pub(crate) fn set_language(response: &mut Response, language: Language) {
    let cookie = format!(
        "{LANGUAGE}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000",
        language.as_str()
    );
    set(response, &cookie);
}

fn set(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// The style sheet.
pub(crate) async fn style() -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "max-age=3600"),
    ];
    (headers, include_str!("../../templates/style.css"))
}
