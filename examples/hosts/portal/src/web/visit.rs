//! Who visits: a cookie, the visit that it names, and the token that its forms carry.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use axum::http::request::Parts;
use axum::response::Response;
use checkmark::account::{AccountId, Language};
use checkmark::tier::{CheckMark, Session};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::page::go_as;
use super::{PageError, Portal};
use crate::host::{Host, HostError, session};
use crate::random::{hex, token};
use crate::store::{Role, VisitRow};
use crate::words::Words;

/// The cookie that names a visit.
pub(crate) const VISIT: &str = "visit";
/// The cookie that names a language.
pub(crate) const LANGUAGE: &str = "language";

/// A visit, as a request shows it.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    /// The token of the cookie; of a stranger, one that is made up and given out.
    pub(crate) token: String,
    /// Whether the browser has to be told the token.
    pub(crate) fresh: bool,
    /// The visit, if somebody is known.
    pub(crate) row: Option<VisitRow>,
    pub(crate) words: Words,
    /// What forms have to carry.
    pub(crate) csrf: String,
    /// The mark that whoever is signed in has at the support site.
    pub(crate) mark: CheckMark,
}

impl Visit {
    /// The account, signed in or not.
    pub(crate) fn account(&self) -> Option<AccountId> {
        self.row.as_ref()?.account
    }

    /// The account, if somebody is signed in.
    pub(crate) fn signed_in(&self) -> Option<AccountId> {
        self.row.as_ref().filter(|row| row.signed_in)?.account
    }

    /// Who of the staff it is.
    pub(crate) fn role(&self) -> Option<Role> {
        self.row.as_ref()?.role
    }

    /// What the crates hear of it.
    pub(crate) fn session(&self) -> Session {
        self.row.as_ref().map_or(Session::signed_out(), session)
    }

    /// The name under which the visit is kept.
    pub(crate) fn name(&self) -> Option<String> {
        self.row.as_ref().map(|row| row.token.clone())
    }
}

impl FromRequestParts<Arc<Portal>> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        portal: &Arc<Portal>,
    ) -> Result<Self, Infallible> {
        let known = cookie(&parts.headers, VISIT).filter(|it| it.len() == 64);
        let fresh = known.is_none();
        let token = known.map_or_else(token, str::to_owned);
        let known = if fresh {
            None
        } else {
            let token = token.clone();
            // A visit that cannot be looked up is that of a stranger.
            portal.run(move |host| seen(host, &token)).await.ok()
        };
        let (row, mark) = known.unwrap_or((None, CheckMark::None));
        let csrf = portal.csrf(&token);
        Ok(Self {
            csrf,
            token,
            fresh,
            row,
            mark,
            words: Words(language(&parts.headers)),
        })
    }
}

/// The visit with a token, and the mark of whoever is signed in.
fn seen(host: &Host, token: &str) -> Result<(Option<VisitRow>, CheckMark), HostError> {
    let row = host.visit(token)?;
    let Some(account) = row
        .as_ref()
        .filter(|it| it.signed_in)
        .and_then(|it| it.account)
    else {
        return Ok((row, CheckMark::None));
    };
    let account = host.store.work(|unit| host.account(unit, account))?;
    let session = row.as_ref().map_or(Session::signed_out(), session);
    Ok((row, CheckMark::seen_by(&session, account.tier())))
}

impl Portal {
    /// Goes on in a visit that was just opened; the one before, whosever it was, is over.
    pub(super) async fn enter(
        &self,
        before: &Visit,
        to: &'static str,
        token: &str,
    ) -> Result<Response, PageError> {
        if let Some(row) = before.row.clone() {
            self.run(move |host| host.leave(&row)).await?;
        }
        Ok(go_as(to, token))
    }

    /// What a form of a visit carries: nobody else can make it, and nothing has to be kept.
    pub(crate) fn csrf(&self, token: &str) -> String {
        let mac = self.mac(token);
        hex(&mac.finalize().into_bytes())
    }

    /// Whether a form is one of the visit's.
    pub(crate) fn is_ours(&self, visit: &Visit, given: &str) -> bool {
        let bytes: Option<Vec<u8>> = given.as_bytes().chunks(2).map(byte).collect();
        bytes.is_some_and(|bytes| self.mac(&visit.token).verify_slice(&bytes).is_ok())
    }

    fn mac(&self, token: &str) -> Hmac<Sha256> {
        let mac = Hmac::<Sha256>::new_from_slice(&self.secret);
        let mut mac = mac.expect("HMAC takes a key of any length");
        mac.update(b"form of a visit\0");
        mac.update(token.as_bytes());
        mac
    }
}

fn byte(pair: &[u8]) -> Option<u8> {
    let pair = std::str::from_utf8(pair).ok().filter(|it| it.len() == 2)?;
    u8::from_str_radix(pair, 16).ok()
}

/// The value of a cookie.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers
        .get_all(COOKIE)
        .into_iter()
        .filter_map(|it| it.to_str().ok());
    let mut pairs = cookies
        .flat_map(|it| it.split(';'))
        .filter_map(|it| it.trim().split_once('='));
    pairs.find_map(|(known, value)| (known == name).then_some(value))
}

/// The language that was chosen, or else the one that the browser prefers.
pub(super) fn language(headers: &HeaderMap) -> Language {
    let chosen = cookie(headers, LANGUAGE).and_then(|it| it.parse().ok());
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok());
    let preferred = accepted.unwrap_or_default().split(',').find_map(|it| {
        let tag = it.trim().split([';', '-']).next().unwrap_or_default();
        tag.parse().ok()
    });
    chosen.or(preferred).unwrap_or_default()
}
