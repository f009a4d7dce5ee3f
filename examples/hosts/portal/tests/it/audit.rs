//! Reading what a portal stored, with nothing of its own: whether every record folds, and whether
//! every mail went out as recorded, once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use checkmark::account::organization::{Event as OrganizationEvent, Organization};
use checkmark::record::{Head, Line};
use checkmark::ticket::{Event as RequestEvent, Request};
use checkmark::tier::{Fact, Folder, Tier};
use postgres::{Client, NoTls};
use serde_json::Value;
use time::UtcDateTime;

/// What is in the tables.
#[derive(Debug, Default)]
pub(crate) struct Snapshot {
    /// Kind, id, version, body.
    lines: Vec<(String, String, i64, String)>,
    /// Key, lane, body, and whether it is not done yet.
    outbox: Vec<(String, String, String, bool)>,
    /// The keys of the mails.
    mails: Vec<String>,
}

const LINES: &str = "SELECT kind, id, version, body FROM line ORDER BY kind, id, version";
const OUTBOX: &str = "SELECT kind || ':' || id || ':' || version || ':' || nth, lane, body, \
                      CASE WHEN due IS NULL THEN 'done' ELSE 'open' END FROM outbox";
const MAILS: &str = "SELECT key FROM mail";

impl Snapshot {
    pub(crate) fn sqlite(path: &Path) -> Self {
        let open = rusqlite::Connection::open(path).expect("the file is a database");
        let rows = |sql: &str| -> Vec<Vec<rusqlite::types::Value>> {
            let mut statement = open.prepare(sql).expect("the tables are there");
            let columns = statement.column_count();
            let rows = statement.query_map([], |row| (0..columns).map(|it| row.get(it)).collect());
            rows.expect("a query")
                .collect::<Result<_, _>>()
                .expect("rows")
        };
        let text = |value: &rusqlite::types::Value| match value {
            rusqlite::types::Value::Text(text) => text.clone(),
            other => panic!("{other:?} is no text"),
        };
        let int = |value: &rusqlite::types::Value| match value {
            rusqlite::types::Value::Integer(number) => *number,
            other => panic!("{other:?} is no number"),
        };
        Self {
            lines: rows(LINES)
                .iter()
                .map(|row| (text(&row[0]), text(&row[1]), int(&row[2]), text(&row[3])))
                .collect(),
            outbox: rows(OUTBOX)
                .iter()
                .map(|row| {
                    (
                        text(&row[0]),
                        text(&row[1]),
                        text(&row[2]),
                        text(&row[3]) == "open",
                    )
                })
                .collect(),
            mails: rows(MAILS).iter().map(|row| text(&row[0])).collect(),
        }
    }

    pub(crate) fn postgres(url: &str) -> Self {
        let mut client = Client::connect(url, NoTls).expect("the server is there");
        let mut rows = |sql: &str| client.query(sql, &[]).expect("the tables are there");
        Self {
            lines: rows(LINES)
                .iter()
                .map(|row| (row.get(0), row.get(1), row.get(2), row.get(3)))
                .collect(),
            outbox: rows(OUTBOX)
                .iter()
                .map(|row| {
                    (
                        row.get(0),
                        row.get(1),
                        row.get(2),
                        row.get::<_, String>(3) == "open",
                    )
                })
                .collect(),
            mails: rows(MAILS).iter().map(|row| row.get(0)).collect(),
        }
    }
}

impl Snapshot {
    /// The same with the mails that a server took, by the effects that their ids name. A mail that
    /// was handed over again under its own id is one mail: how many were, is said beside.
    pub(crate) fn with_mails(mut self, ids: impl IntoIterator<Item = String>) -> (Self, usize) {
        let keys: Vec<_> = ids.into_iter().map(|id| key(&id)).collect();
        let distinct: BTreeSet<_> = keys.iter().cloned().collect();
        let again = keys.len() - distinct.len();
        self.mails = distinct.into_iter().collect();
        (self, again)
    }
}

/// The key of the effect that a message id is made of.
fn key(id: &str) -> String {
    let inside = id
        .trim_matches(['<', '>'])
        .split('@')
        .next()
        .unwrap_or_default();
    inside.replace('.', ":")
}

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Audit {
    pub(crate) accounts: usize,
    pub(crate) lines: usize,
    pub(crate) mails: usize,
    /// What was answered, recorded or to be mailed, and is not there.
    pub(crate) lost: Vec<String>,
    /// What happened twice.
    pub(crate) twice: Vec<String>,
}

/// Looks at everything; `answered` is what clients were told: the version of which account.
pub(crate) fn audit(snapshot: &Snapshot, answered: &BTreeMap<String, u64>) -> Audit {
    let mut audit = Audit {
        lines: snapshot.lines.len(),
        mails: snapshot.mails.len(),
        ..Audit::default()
    };
    let mut folder = Folder::default();
    let mut codes: BTreeMap<String, usize> = BTreeMap::new();
    let mut grants: BTreeMap<String, usize> = BTreeMap::new();
    let mut requests: BTreeMap<String, Request> = BTreeMap::new();
    let mut organizations: BTreeMap<String, Organization> = BTreeMap::new();
    for (kind, id, version, body) in &snapshot.lines {
        match kind.as_str() {
            "account" => {
                let head: Head = serde_json::from_str(body).expect("a line has a head");
                head.check().expect("a line of this version");
                let line: Line = serde_json::from_str(body).expect("a line is one");
                if folder
                    .fold(line.account(), line.version(), line.events())
                    .is_err()
                {
                    audit
                        .lost
                        .push(format!("account {id} does not fold at {version}"));
                }
                for event in line.events() {
                    match event.fact() {
                        Fact::Code { code, .. } if code.outcome().is_none() => {
                            *codes.entry(id.clone()).or_default() += 1;
                        }
                        Fact::AccessGranted { .. } => *grants.entry(id.clone()).or_default() += 1,
                        _ => {}
                    }
                }
            }
            "request" => {
                let new = || Request::new(id.parse().expect("an id"));
                let request = requests.entry(id.clone()).or_insert_with(new);
                for event in events::<RequestEvent>(body) {
                    if request.apply(&event).is_err() {
                        audit
                            .lost
                            .push(format!("request {id} does not fold at {version}"));
                    }
                }
            }
            _ => {
                let line: Value = serde_json::from_str(body).expect("a line is JSON");
                let at = instant(&line["at"]);
                for event in events::<OrganizationEvent>(body) {
                    let known = organizations.remove(id);
                    let known =
                        known.unwrap_or_else(|| Organization::new(id.parse().expect("an id")));
                    match known.evolve(&event, at) {
                        Ok(after) => drop(organizations.insert(id.clone(), after)),
                        Err(_) => audit.lost.push(format!("organization {id} at {version}")),
                    }
                }
            }
        }
    }
    for (key, version) in answered {
        let account = folder.account(key.parse().expect("an id"));
        if account.is_none_or(|it| it.version() < *version) {
            audit
                .lost
                .push(format!("account {key} was told version {version}"));
        }
    }
    for account in folder.accounts() {
        audit.accounts += 1;
        let id = account.id().to_string();
        let mails_of = |kinds: &[&str]| {
            let own = snapshot.outbox.iter().filter(|(key, lane, ..)| {
                lane == "mail" && key.starts_with(&format!("account:{id}:"))
            });
            own.filter(|(.., body, _)| {
                let posted: Value = serde_json::from_str(body).expect("what is posted is JSON");
                let kind = posted["effect"]["task"]["type"]
                    .as_str()
                    .unwrap_or_default();
                kinds.contains(&kind)
            })
            .count()
        };
        let (posted, issued) = (mails_of(&["mail_code", "mail_owner"]), codes.get(&id));
        compare(
            &mut audit,
            &format!("codes of {id}"),
            posted,
            issued.copied().unwrap_or(0),
        );
        let (posted, granted) = (mails_of(&["mail_confirmation"]), grants.get(&id));
        compare(
            &mut audit,
            &format!("confirmations of {id}"),
            posted,
            granted.copied().unwrap_or(0),
        );
        if account.tier() == Some(Tier::Enterprise) {
            for membership in account.memberships() {
                let organization = membership.grant().organization().to_string();
                let members = organizations
                    .get(&organization)
                    .map_or(&[][..], |it| it.members());
                let found = members
                    .iter()
                    .filter(|it| it.account() == account.id())
                    .count();
                compare(&mut audit, &format!("{id} in {organization}"), found, 1);
            }
        }
    }
    let posted = snapshot
        .outbox
        .iter()
        .filter(|(_, lane, ..)| lane == "mail");
    let posted: BTreeSet<&str> = posted.map(|(key, ..)| key.as_str()).collect();
    let mut seen = BTreeSet::new();
    for key in &snapshot.mails {
        if !seen.insert(key.as_str()) || !posted.contains(key.as_str()) {
            audit.twice.push(format!("mail {key}"));
        }
    }
    let missing = posted.difference(&seen).map(|key| format!("mail {key}"));
    audit.lost.extend(missing);
    let open = snapshot.outbox.iter().filter(|(.., open)| *open);
    audit
        .lost
        .extend(open.map(|(key, ..)| format!("{key} is not done")));
    audit
}

fn compare(audit: &mut Audit, what: &str, found: usize, expected: usize) {
    let text = format!("{what}: {found} instead of {expected}");
    if found < expected {
        audit.lost.push(text);
    } else if found > expected {
        audit.twice.push(text);
    }
}

fn events<E: serde::de::DeserializeOwned>(body: &str) -> Vec<E> {
    let line: Value = serde_json::from_str(body).expect("a line is JSON");
    serde_json::from_value(line["events"].clone()).expect("a line has events")
}

fn instant(value: &Value) -> UtcDateTime {
    use time::format_description::well_known::Rfc3339;
    let text = value.as_str().expect("an instant is text");
    let at = time::OffsetDateTime::parse(text, &Rfc3339).expect("an instant is RFC 3339");
    at.into()
}
