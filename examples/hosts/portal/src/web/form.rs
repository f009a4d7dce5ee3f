//! Forms that were sent: any text in any field, and the token that shows whose they are.

use std::sync::Arc;

use axum::Form;
use axum::extract::{FromRequest, FromRequestParts as _, Request};

use super::{PageError, Portal, Visit};

/// A form that was sent from one of our pages.
#[derive(Debug)]
pub(crate) struct Posted {
    pub(crate) visit: Visit,
    fields: Vec<(String, String)>,
}

impl Posted {
    /// What stands in a field, without blanks at its ends; empty if there is no such field.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// What stands in a field, to the letter: a password may begin with a blank.
    pub(crate) fn raw(&self, name: &str) -> &str {
        let mut fields = self.fields.iter();
        fields
            .find_map(|(known, value)| (known == name).then_some(value))
            .map_or("", |it| it)
    }

    /// Every field, in the order of the form.
    pub(crate) fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// What stands in a field, if anything does.
    pub(crate) fn optional(&self, name: &str) -> Option<String> {
        Some(self.text(name))
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
    }
}

impl FromRequest<Arc<Portal>> for Posted {
    type Rejection = PageError;

    async fn from_request(request: Request, portal: &Arc<Portal>) -> Result<Self, PageError> {
        let (mut parts, body) = request.into_parts();
        let Ok(visit) = Visit::from_request_parts(&mut parts, portal).await;
        let site = parts
            .headers
            .get("sec-fetch-site")
            .and_then(|it| it.to_str().ok());
        let foreign = site.is_some_and(|it| !matches!(it, "same-origin" | "none"));
        let request = Request::from_parts(parts, body);
        let form = Form::<Vec<(String, String)>>::from_request(request, portal).await;
        let Form(fields) = form.map_err(|_| PageError::UNREADABLE)?;
        let posted = Self { visit, fields };
        if foreign || !portal.is_ours(&posted.visit, posted.text("csrf")) {
            return Err(PageError::FORGED);
        }
        Ok(posted)
    }
}
