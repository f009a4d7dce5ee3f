//! Somebody who goes from sign-up to black whatever becomes of the portal meanwhile, and remembers
//! what was answered.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};
use ureq::Agent;

use crate::load::now;
use crate::network::MailServer;
use crate::support::{PASSWORD, PATIENCE, codes};

/// What people were told, all of them together: the version of which account.
pub(crate) type Answered = BTreeMap<String, u64>;

/// A traveller: what is sent and not answered is sent again.
pub(crate) struct Traveller<'a> {
    pub(crate) agent: &'a Agent,
    pub(crate) base: &'a str,
    pub(crate) address: String,
    pub(crate) answered: Answered,
    /// Where the codes are read: of the portal's mailbox, or of a mail server.
    mailbox: Option<&'a MailServer>,
    /// For how long the way is gone on with.
    patience: Duration,
    token: String,
}

impl<'a> Traveller<'a> {
    pub(crate) fn new(agent: &'a Agent, base: &'a str, address: String) -> Self {
        Self {
            agent,
            base,
            address,
            answered: Answered::new(),
            mailbox: None,
            patience: PATIENCE,
            token: String::new(),
        }
    }

    /// The same, whose mails go to a server.
    pub(crate) fn with_mailbox(mut self, mailbox: Option<&'a MailServer>) -> Self {
        self.mailbox = mailbox;
        self
    }

    /// The same, who gives up after a while: of two sign-ups with one address, one of which was not
    /// answered, only one arrives.
    pub(crate) const fn within(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// The whole way; true at black.
    pub(crate) fn travel(&mut self) -> bool {
        if !self.signs_up() {
            return false;
        }
        let began = now();
        while began.elapsed() < self.patience {
            let Some(account) = self.account() else {
                self.pause();
                continue;
            };
            let command = match account["state"].as_str().unwrap_or_default() {
                "awaiting_code" => match self.code() {
                    Some(code) => json!({ "type": "submit_code", "code": code }),
                    None => {
                        self.pause();
                        continue;
                    }
                },
                "route_due" => json!({ "type": "choose_route", "route": "company" }),
                "details_due" => json!({ "type": "submit_details" }),
                "enterprise" => return true,
                _ => {
                    self.pause();
                    continue;
                }
            };
            if let Some((200, taken)) = self.call("/api/account/commands", Some(&command)) {
                self.remember(&taken["account"]);
                if let Some(token) = taken["token"].as_str() {
                    token.clone_into(&mut self.token);
                }
            }
        }
        false
    }

    /// Signs up, until that was answered. An unanswered one may have been taken: then the next one
    /// is a second account, of which the first to prove the address has it.
    fn signs_up(&mut self) -> bool {
        let body = json!({
            "address": self.address, "first_name": "Anna", "last_name": "Berg",
            "password": PASSWORD,
        });
        let began = now();
        while began.elapsed() < self.patience {
            if let Some((201, opened)) = self.call("/api/accounts", Some(&body)) {
                self.remember(&opened["account"]);
                opened["token"]
                    .as_str()
                    .unwrap_or_default()
                    .clone_into(&mut self.token);
                return true;
            }
            self.pause();
        }
        false
    }

    /// The account; if the visit is over, because its new token went down with the answer, by
    /// signing in.
    fn account(&mut self) -> Option<Value> {
        match self.call("/api/account", None)? {
            (200, account) => {
                self.remember(&account);
                Some(account)
            }
            (401, _) => {
                let body = json!({ "address": self.address, "password": PASSWORD });
                let (status, opened) = self.call("/api/sessions", Some(&body))?;
                if status == 201 {
                    opened["token"]
                        .as_str()
                        .unwrap_or_default()
                        .clone_into(&mut self.token);
                }
                None
            }
            _ => None,
        }
    }

    fn code(&self) -> Option<String> {
        if let Some(server) = self.mailbox {
            return server.code(&self.address);
        }
        codes(self.agent, self.base, &self.address)
            .into_iter()
            .next()
    }

    fn remember(&mut self, account: &Value) {
        if let (Some(id), Some(version)) = (account["id"].as_str(), account["version"].as_u64()) {
            let known = self.answered.entry(id.to_owned()).or_default();
            *known = version.max(*known);
        }
    }

    /// Calls; nothing if there is nobody to answer, or no whole answer.
    fn call(&self, path: &str, body: Option<&Value>) -> Option<(u16, Value)> {
        let url = format!("{}{path}", self.base);
        let bearer = format!("Bearer {}", self.token);
        let sent = match body {
            Some(body) => self
                .agent
                .post(&url)
                .header("authorization", &bearer)
                .send_json(body),
            None => self.agent.get(&url).header("authorization", &bearer).call(),
        };
        let mut answer = sent.ok()?;
        let status = answer.status().as_u16();
        let value = answer.body_mut().read_json().ok()?;
        Some((status, value))
    }

    fn pause(&self) {
        std::thread::sleep(Duration::from_millis(30));
    }
}
