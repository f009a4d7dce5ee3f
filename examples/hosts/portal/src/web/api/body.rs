//! Who calls, and what was sent.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::header;
use axum::http::request::Parts;
use checkmark::account::AccountId;
use checkmark::tier::Session;
use serde::de::DeserializeOwned;

use super::Problem;
use crate::host::session;
use crate::store::{Role, VisitRow};
use crate::web::Portal;

/// A visit that is named by a bearer token. Cookies count for nothing here, so that no other site
/// can make a browser call.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) row: VisitRow,
}

impl Caller {
    /// The account, signed in or not.
    pub(crate) fn account(&self) -> Result<AccountId, Problem> {
        self.row.account.ok_or_else(Problem::no_visit)
    }

    /// The account, if somebody is signed in.
    pub(crate) fn signed_in(&self) -> Option<AccountId> {
        self.row.account.filter(|_| self.row.signed_in)
    }

    /// Who of the staff it is.
    pub(crate) fn staff(&self) -> Result<Role, Problem> {
        self.row.role.ok_or_else(Problem::nothing)
    }

    /// What the crates hear of it.
    pub(crate) fn session(&self) -> Session {
        session(&self.row)
    }
}

impl FromRequestParts<Arc<Portal>> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, portal: &Arc<Portal>) -> Result<Self, Problem> {
        let given = parts
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|it| it.to_str().ok());
        let token = given
            .and_then(|it| it.strip_prefix("Bearer "))
            .ok_or_else(Problem::no_visit)?;
        let token = token.trim().to_owned();
        let row = portal
            .run(move |host| host.visit(&token))
            .await
            .map_err(Problem::from)?;
        row.map(|row| Self { row }).ok_or_else(Problem::no_visit)
    }
}

/// The last part of a path, whatever somebody wrote there.
#[derive(Clone, Debug)]
pub(crate) struct Key(pub(crate) String);

impl FromRequestParts<Arc<Portal>> for Key {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, portal: &Arc<Portal>) -> Result<Self, Problem> {
        let path = Path::<String>::from_request_parts(parts, portal).await;
        path.map(|Path(key)| Self(key))
            .map_err(|_| Problem::nothing())
    }
}

/// A body of JSON that is read by the constructors of what it stands for.
#[derive(Clone, Debug)]
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Arc<Portal>> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, portal: &Arc<Portal>) -> Result<Self, Problem> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|it| it.to_str().ok());
        let kind = kind
            .unwrap_or_default()
            .split(';')
            .next()
            .unwrap_or_default()
            .trim();
        if !kind.eq_ignore_ascii_case("application/json") {
            return Err(Problem::no_json());
        }
        let bytes = Bytes::from_request(request, portal).await;
        let bytes = bytes.map_err(|_| Problem::too_large())?;
        serde_json::from_slice(&bytes).map(Self).map_err(|error| {
            Problem::malformed(format!("line {}, column {}", error.line(), error.column()))
        })
    }
}
