//! What the API shows: the crates' own values, in the crates' own words.

use checkmark::account::organization::Organization;
use checkmark::account::{AccountId, CustomerNumber, InvitationId, OrganizationId, RequestId};
use checkmark::ticket::{self, ClockName, ClockStatus, CommandKind, Draft, Request, Topic};
use checkmark::tier::{
    Account, Arguments, CheckMark, FoundProfile, Grant, Judged, PendingChange, Registration,
    Session, Step, Tier, next_step,
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};
use time::UtcDateTime;

use crate::host::{Case, Right};
use crate::words::Words;

/// An account.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct AccountView {
    id: AccountId,
    /// The state, by its name.
    state: String,
    /// The state with what it holds.
    state_data: checkmark::tier::State,
    tier: Option<Tier>,
    /// What a signed-in visit at the support site shows.
    mark: CheckMark,
    /// What this visit sees.
    session_mark: CheckMark,
    version: u64,
    standing: u64,
    address: u32,
    registration: Registration,
    pending_change: Option<PendingChange>,
    judged: Option<Judged>,
    offer: Vec<FoundProfile>,
    memberships: Vec<Grant>,
    invitations: Vec<(InvitationId, OrganizationId)>,
    customer_numbers: Vec<CustomerNumber>,
    next_step: Option<NextStepView>,
    /// When the host calls again, RFC 3339.
    next_wakeup: Option<String>,
}

/// What one does next.
#[derive(Debug, Serialize, JsonSchema)]
struct NextStepView {
    id: Step,
    args: Arguments,
    text: String,
    /// What else may be tried.
    allowed: Vec<String>,
}

impl AccountView {
    pub(crate) fn new(
        account: &Account,
        session: &Session,
        words: Words,
        now: UtcDateTime,
    ) -> Self {
        let next = next_step(account, session, now);
        let instant = |at: UtcDateTime| {
            let at = time::OffsetDateTime::from(at);
            at.format(&time::format_description::well_known::Rfc3339)
                .unwrap_or_default()
        };
        Self {
            id: account.id(),
            state: account.state().kind().as_str().to_owned(),
            state_data: account.state(),
            tier: account.tier(),
            mark: account.mark(),
            session_mark: CheckMark::seen_by(session, account.tier()),
            version: account.version(),
            standing: account.standing().number(),
            address: account.address().number(),
            registration: *account.registration(),
            pending_change: account.pending_change(),
            judged: account.judged(),
            offer: account.offer().to_vec(),
            memberships: account.memberships().map(|it| *it.grant()).collect(),
            invitations: account
                .invitations()
                .map(|it| (it.invitation(), it.organization()))
                .collect(),
            customer_numbers: account.customer_numbers().to_vec(),
            next_step: next.map(|next| NextStepView {
                id: next.step(),
                args: *next.arguments(),
                text: next.text(words.0).to_string(),
                allowed: next.allowed().map(|it| it.as_str().to_owned()).collect(),
            }),
            next_wakeup: account.next_wakeup().map(|it| instant(it.at())),
        }
    }
}

/// What one may do for an organization.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct RightsView {
    pub(crate) organization: String,
    pub(crate) rights: Vec<Right>,
}

/// A request.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct RequestView {
    id: RequestId,
    number: Option<String>,
    account: Option<AccountId>,
    topic: Option<Topic>,
    state: ticket::State,
    version: u64,
    basis: Option<ticket::Basis>,
    clocks: Vec<ClockView>,
    /// What the state lets be done, by whomever.
    offered: Vec<CommandKind>,
}

/// A clock of a request.
#[derive(Debug, Serialize, JsonSchema)]
struct ClockView {
    clock: ClockName,
    status: ClockStatus,
    schedule: ticket::Schedule,
}

impl RequestView {
    pub(crate) fn new(request: &Request) -> Self {
        Self {
            id: request.id(),
            number: request.number().map(|it| it.as_str().to_owned()),
            account: request.account(),
            topic: request.topic(),
            state: *request.state(),
            version: request.version(),
            basis: request.basis(),
            clocks: request
                .clocks()
                .map(|clock| ClockView {
                    clock: clock.name(),
                    status: clock.status(),
                    schedule: clock.schedule(),
                })
                .collect(),
            offered: ticket::offered(request).collect(),
        }
    }
}

/// A request with what was written, for those who may read it.
#[derive(Debug, Serialize)]
pub(crate) struct CaseView {
    request: RequestView,
    draft: Option<Draft>,
    written: Value,
}

impl CaseView {
    pub(crate) fn new(case: &Case, support: bool) -> Self {
        let seen = case
            .written
            .iter()
            .filter(|it| support || it.audience() != ticket::Audience::Support);
        Self {
            request: RequestView::new(&case.request),
            draft: case.draft(),
            written: json!(seen.collect::<Vec<_>>()),
        }
    }
}

/// An organization. People go by the ids of their accounts.
pub(crate) fn organization(organization: &Organization, name: &str) -> Value {
    let domains = organization
        .domains()
        .iter()
        .map(|it| json!({ "name": it.name(), "intake": it.intake(), "standing": it.standing() }));
    let members = organization.members().iter().map(
        |it| json!({ "account": it.account(), "role": it.role(), "administers": it.administers() }),
    );
    let invitations = organization.invitations().iter();
    let invitations = invitations.map(|it| json!({ "id": it.id(), "role": it.role() }));
    json!({
        "id": organization.id(),
        "name": name,
        "version": organization.version(),
        "kind": organization.kind(),
        "profile_type": organization.profile_type(),
        "domains": domains.collect::<Vec<_>>(),
        "members": members.collect::<Vec<_>>(),
        "invitations": invitations.collect::<Vec<_>>(),
    })
}
