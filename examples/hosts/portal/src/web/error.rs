//! Pages that say no.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use checkmark::account::Language;

use super::page::ErrorPage;
use crate::host::HostError;
use crate::words::Words;

/// A page that says what went wrong, and nothing about how.
#[derive(Debug)]
pub(crate) struct PageError {
    status: StatusCode,
    words: Words,
    english: &'static str,
    swedish: &'static str,
}

impl PageError {
    const fn new(
        status: StatusCode,
        words: Words,
        english: &'static str,
        swedish: &'static str,
    ) -> Self {
        Self {
            status,
            words,
            english,
            swedish,
        }
    }

    /// The form is not one.
    pub(crate) const fn unreadable(words: Words) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            words,
            "The form could not be read.",
            "Formuläret gick inte att läsa.",
        )
    }

    /// The form is not one of this visit's.
    pub(crate) const fn forged(words: Words) -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            words,
            "The form is out of date. Go back, reload the page, and send it again.",
            "Formuläret är för gammalt. Gå tillbaka, ladda om sidan och skicka det igen.",
        )
    }

    /// There is nothing here, or nothing for this visitor.
    pub(crate) const fn nothing(words: Words) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            words,
            "There is nothing here.",
            "Här finns ingenting.",
        )
    }

    /// It came too fast.
    pub(crate) const fn too_fast(words: Words) -> Self {
        Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            words,
            "Too many requests. Wait a minute.",
            "För många förfrågningar. Vänta en minut.",
        )
    }
}

impl From<HostError> for PageError {
    fn from(error: HostError) -> Self {
        tracing::error!(%error, "no answer");
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            Words(Language::English),
            "The portal has no answer at the moment. Nothing was stored by half; try again.",
            "Portalen har inget svar just nu. Inget har sparats till hälften; försök igen.",
        )
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let text = self.words.t(self.english, self.swedish);
        let page = ErrorPage::new(self.words, text);
        (self.status, page).into_response()
    }
}

/// The page of every address at which there is none.
pub(crate) async fn nothing_here(visit: super::Visit) -> PageError {
    PageError::nothing(visit.words)
}
