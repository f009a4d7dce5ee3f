//! My account: mark, tier, next step, why, what I may do.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use checkmark::tier::{CheckMark, next_step};

use super::join::awaits_code;
use super::page::go;
use super::{Frame, PageError, Portal, Visit, page};
use crate::host::HostError;

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    f: Frame,
    address: String,
    state: &'static str,
    tier: &'static str,
    step: &'static str,
    next: String,
}

/// The page of one's account.
pub(crate) async fn account(
    State(portal): State<Arc<Portal>>,
    visit: Visit,
) -> Result<Response, PageError> {
    let Some(id) = visit.account() else {
        return Ok(go("/sign-in"));
    };
    let known = portal.run(move |host| {
        host.store
            .work(|unit| Ok::<_, HostError>((host.account(unit, id)?, unit.person(id)?)))
    });
    let (account, person) = known.await?;
    if awaits_code(account.state().kind()) {
        return Ok(go("/code"));
    }
    let session = visit.session();
    let now = portal.host.clock.now();
    let next = next_step(&account, &session, now);
    let mut f = Frame::new(&portal, &visit);
    f.mark = CheckMark::seen_by(&session, account.tier());
    let shown = AccountPage {
        address: person
            .address(account.address())
            .map_or_else(String::new, |it| it.as_str().to_owned()),
        state: account.state().kind().as_str(),
        tier: account.tier().map_or("none", |it| it.as_str()),
        step: next.map_or("none", |it| it.step().as_str()),
        next: next.map_or_else(String::new, |it| it.text(f.w.0).to_string()),
        f,
    };
    Ok(page(&visit, &shown))
}
