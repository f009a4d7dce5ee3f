//! Pages that say no.

use askama::Template;
use axum::http::{StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};

use super::Frame;
use super::page::go;
use crate::host::HostError;
use crate::words::Words;

/// A page that says what went wrong, and nothing about how. What stands before every request shows
/// it, in the language of whoever asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageError {
    status: StatusCode,
    english: &'static str,
    swedish: &'static str,
}

impl PageError {
    /// The form, or the address of the page, is not one.
    pub(crate) const UNREADABLE: Self = Self {
        status: StatusCode::BAD_REQUEST,
        english: "What was sent could not be read.",
        swedish: "Det som skickades gick inte att läsa.",
    };

    /// The form is not one of this visit's.
    pub(crate) const FORGED: Self = Self {
        status: StatusCode::FORBIDDEN,
        english: "The form is out of date. Go back, reload the page, and send it again.",
        swedish: "Formuläret är för gammalt. Gå tillbaka, ladda om sidan och skicka det igen.",
    };

    /// There is nothing here, or nothing for this visitor.
    pub(crate) const NOTHING: Self = Self {
        status: StatusCode::NOT_FOUND,
        english: "There is nothing here.",
        swedish: "Här finns ingenting.",
    };

    /// It came too fast.
    pub(crate) const TOO_FAST: Self = Self {
        status: StatusCode::TOO_MANY_REQUESTS,
        english: "Too many requests. Wait a minute.",
        swedish: "För många förfrågningar. Vänta en minut.",
    };

    /// The page, or of what the server itself refused, a page that says so: as far as it is one for
    /// people.
    pub(super) fn shown(mut response: Response, w: Words) -> Response {
        let status = response.status();
        let told = response.extensions_mut().remove::<Self>();
        let bare = status.is_client_error() && !response.headers().contains_key(header::LOCATION);
        let Some(error) =
            told.or_else(|| (bare && is_plain(&response)).then_some(Self::UNREADABLE))
        else {
            return response;
        };
        let page = ErrorPage {
            f: Frame::bare(w),
            text: w.t(error.english, error.swedish),
        };
        (status, Html(page.render().unwrap_or_default())).into_response()
    }
}

impl From<HostError> for PageError {
    fn from(error: HostError) -> Self {
        tracing::error!(%error, "no answer");
        Self {
            status: StatusCode::SERVICE_UNAVAILABLE,
            english: "The portal has no answer at the moment. Nothing was stored by half; try again.",
            swedish: "Portalen har inget svar just nu. Inget har sparats till hälften; försök igen.",
        }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The page on which a form stood that only goes somewhere: one reads the page again.
pub(crate) async fn only_sent(uri: Uri) -> Response {
    let page = uri.path().rsplit_once('/').map_or("", |(page, _)| page);
    go(if page.is_empty() || page.starts_with("//") {
        "/"
    } else {
        page
    })
}

/// The page of every address at which there is none.
pub(crate) async fn nothing_here() -> PageError {
    PageError::NOTHING
}

/// Whether an answer is no page and no document.
fn is_plain(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.is_none_or(|it| it.as_bytes().starts_with(b"text/plain"))
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    f: Frame,
    text: &'a str,
}
