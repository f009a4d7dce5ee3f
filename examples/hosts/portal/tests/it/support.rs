//! A portal that a test runs, and the people who use it.

use std::time::Duration;

use portal::{Clock, Options, Place, Running};
use serde_json::{Value, json};
use time::SignedDuration;
use tokio::runtime::Runtime;
use ureq::Agent;

use crate::load::now;

/// For how long a test waits for what has to come: far longer than it takes, on a machine that has
/// much else to do.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

/// The password of everybody in the tests.
pub(crate) const PASSWORD: &str = "correct horse battery";

/// A portal on loopback with a clock that is moved by hand.
pub(crate) struct World {
    pub(crate) base: String,
    pub(crate) agent: Agent,
    clock: Clock,
    running: Option<Running>,
    runtime: Runtime,
}

impl World {
    /// A portal that keeps nothing.
    pub(crate) fn new() -> Self {
        Self::with(Options::default())
    }

    /// A portal that lets a client make so many requests a minute.
    pub(crate) fn strict(per_minute: u32) -> Self {
        Self::limited(Options::default(), per_minute)
    }

    /// A portal that is run in another way.
    pub(crate) fn with(options: Options) -> Self {
        Self::limited(options, 4_000_000)
    }

    fn limited(options: Options, per_minute: u32) -> Self {
        let clock = Clock::movable();
        let database = match options.database {
            Place::File(ref path) if path.as_os_str() == "portal.db" => Place::Memory,
            ref other => other.clone(),
        };
        let options = Options {
            listen: "127.0.0.1:0".parse().expect("an address of loopback"),
            database,
            staff_password: Some(PASSWORD.to_owned()),
            per_minute,
            clock: clock.clone(),
            ..options
        };
        let runtime = Runtime::new().expect("a test has threads");
        let running = runtime
            .block_on(portal::start(options))
            .expect("the portal starts");
        Self {
            base: format!("http://{}", running.address()),
            agent: agent(),
            clock,
            running: Some(running),
            runtime,
        }
    }

    /// Time passes, and the worker sees it.
    pub(crate) fn pass(&self, by: SignedDuration) {
        self.clock.advance(by);
        if let Some(running) = &self.running {
            running.wake();
        }
        std::thread::sleep(Duration::from_millis(150));
    }

    /// Calls the API; the status, and the body as far as it is JSON.
    pub(crate) fn call(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Option<&Value>,
    ) -> (u16, Value) {
        call(&self.agent, &self.base, method, path, token, body)
    }

    /// Somebody new, with a code in the mail.
    pub(crate) fn sign_up(&self, address: &str, door: &str) -> Person<'_> {
        let body = json!({
            "address": address, "first_name": "Anna", "last_name": "Berg",
            "password": PASSWORD, "door": door,
        });
        let (status, opened) = self.call("POST", "/api/accounts", None, Some(&body));
        assert_eq!(status, 201, "{opened}");
        Person {
            world: self,
            address: address.to_owned(),
            id: opened["account"]["id"]
                .as_str()
                .expect("an account has an id")
                .to_owned(),
            token: opened["token"]
                .as_str()
                .expect("a visit has a token")
                .to_owned(),
        }
    }

    /// Somebody who proved the address and gave the business details.
    pub(crate) fn registered(&self, address: &str) -> Person<'_> {
        let mut person = self.sign_up(address, "create_account");
        person.prove();
        person.taken(json!({ "type": "choose_route", "route": "company" }));
        person.taken(json!({ "type": "submit_details" }));
        person
    }

    /// The staff.
    pub(crate) fn staff(&self, role: &str) -> Person<'_> {
        let body = json!({ "role": role, "password": PASSWORD });
        let (status, opened) = self.call("POST", "/api/staff/sessions", None, Some(&body));
        assert_eq!(status, 201, "{opened}");
        Person {
            world: self,
            address: String::new(),
            id: String::new(),
            token: opened["token"]
                .as_str()
                .expect("a visit has a token")
                .to_owned(),
        }
    }

    /// The codes that were mailed to an address, the newest first.
    pub(crate) fn codes(&self, address: &str) -> Vec<String> {
        codes(&self.agent, &self.base, address)
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            self.runtime.block_on(running.stop());
        }
    }
}

/// Somebody with a token.
pub(crate) struct Person<'a> {
    pub(crate) world: &'a World,
    pub(crate) address: String,
    pub(crate) id: String,
    pub(crate) token: String,
}

impl Person<'_> {
    /// Calls the API as this person.
    pub(crate) fn call(&self, method: &str, path: &str, body: Option<Value>) -> (u16, Value) {
        self.world
            .call(method, path, Some(&self.token), body.as_ref())
    }

    /// Gives a command of one's own.
    pub(crate) fn give(&mut self, command: Value) -> (u16, Value) {
        let (status, taken) = self.call("POST", "/api/account/commands", Some(command));
        if let Some(token) = taken["token"].as_str() {
            token.clone_into(&mut self.token);
        }
        (status, taken)
    }

    /// Gives a command that is taken.
    #[track_caller]
    pub(crate) fn taken(&mut self, command: Value) -> Value {
        let (status, taken) = self.give(command);
        assert_eq!(status, 200, "{taken}");
        taken["account"].clone()
    }

    /// Gives a command that is refused, and says with which code and remedy.
    #[track_caller]
    pub(crate) fn refused(&mut self, command: Value) -> (String, String) {
        let (status, problem) = self.give(command);
        assert_eq!(status, 409, "{problem}");
        assert!(problem["rule"].is_string(), "{problem}");
        let part = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
        (part("code"), part("remedy"))
    }

    /// Proves the address with the code that was mailed last.
    #[track_caller]
    pub(crate) fn prove(&mut self) -> Value {
        let code = self.code();
        self.taken(json!({ "type": "submit_code", "code": code }))
    }

    /// The code that was mailed last.
    #[track_caller]
    pub(crate) fn code(&self) -> String {
        let address = self.address.clone();
        wait(|| self.world.codes(&address).into_iter().next())
    }

    /// Signs in again.
    pub(crate) fn sign_in(&mut self, place: &str) -> Value {
        let body = json!({ "address": self.address, "password": PASSWORD });
        let (status, opened) = self.world.call("POST", place, None, Some(&body));
        assert_eq!(status, 201, "{opened}");
        opened["token"]
            .as_str()
            .expect("a visit has a token")
            .clone_into(&mut self.token);
        opened["account"].clone()
    }

    /// One's account.
    pub(crate) fn account(&self) -> Value {
        let (status, account) = self.call("GET", "/api/account", None);
        assert_eq!(status, 200, "{account}");
        account
    }

    /// Waits until the mark is the one that is expected, and nothing else is.
    #[track_caller]
    pub(crate) fn has(&self, mark: &str, state: &str) {
        let got = || {
            let account = self.account();
            let part = |name: &str| account[name].as_str().unwrap_or_default().to_owned();
            (part("mark"), part("state"))
        };
        let want = (mark.to_owned(), state.to_owned());
        let began = now();
        while got() != want && began.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(20));
        }
        assert_eq!(got(), want);
    }

    /// Files a form with support; the request's id.
    #[track_caller]
    pub(crate) fn files(&self, topic: &str, draft: Value) -> String {
        let body = json!({ "topic": topic, "draft": draft });
        let (status, request) = self.call("POST", "/api/requests", Some(body));
        assert_eq!(status, 201, "{request}");
        request["id"]
            .as_str()
            .expect("a request has an id")
            .to_owned()
    }

    /// Gives a request a command, and is taken.
    #[track_caller]
    pub(crate) fn asks(&self, request: &str, command: Value) -> Value {
        let path = format!("/api/requests/{request}/commands");
        let (status, told) = self.call("POST", &path, Some(command));
        assert_eq!(status, 200, "{told}");
        told
    }

    /// Gives an account a command as staff, and is taken.
    #[track_caller]
    pub(crate) fn tells(&self, account: &str, command: Value) -> Value {
        let path = format!("/api/accounts/{account}/commands");
        let (status, told) = self.call("POST", &path, Some(command));
        assert_eq!(status, 200, "{told}");
        told
    }
}

/// What TKT-3 asks for.
pub(crate) fn access_form() -> Value {
    json!({
        "phone": "+46 8 123 456 78", "preferred_contact": "email",
        "site": "https://support.example/", "intent": "enable_business_access",
        "product": "ABC1234", "company": "Acme AB",
        "equipment_address": "Storgatan 1, 111 22 Stockholm",
    })
}

/// A client that takes every status as an answer, on a connection of its own: one that was refused
/// before its body was read may be closed by the server.
pub(crate) fn agent() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_idle_connections(0)
        .timeout_global(Some(PATIENCE))
        .build()
        .into()
}

/// Calls an API.
pub(crate) fn call(
    agent: &Agent,
    base: &str,
    method: &str,
    path: &str,
    token: Option<&str>,
    body: Option<&Value>,
) -> (u16, Value) {
    let url = format!("{base}{path}");
    let token = format!("Bearer {}", token.unwrap_or_default());
    let sent = match (method, body) {
        ("GET", _) => agent.get(&url).header("authorization", &token).call(),
        ("PUT", Some(body)) => agent
            .put(&url)
            .header("authorization", &token)
            .send_json(body),
        ("DELETE", _) => agent.delete(&url).header("authorization", &token).call(),
        (_, Some(body)) => agent
            .post(&url)
            .header("authorization", &token)
            .send_json(body),
        (_, None) => agent
            .post(&url)
            .header("authorization", &token)
            .send_empty(),
    };
    let mut answer = sent.expect("the portal answers");
    let status = answer.status().as_u16();
    (status, answer.body_mut().read_json().unwrap_or(Value::Null))
}

/// The codes in the mailbox of a portal, the newest first; none if there is nobody to ask.
pub(crate) fn codes(agent: &Agent, base: &str, address: &str) -> Vec<String> {
    let page = agent.get(format!("{base}/mailbox")).call().ok();
    let page = page
        .and_then(|it| it.into_body().read_to_string().ok())
        .unwrap_or_default();
    let mails = page
        .split("<article")
        .filter(|it| it.contains(&format!("data-to=\"{address}\"")));
    let codes = mails.filter_map(|mail| {
        let text = mail.split("<pre>").nth(1)?;
        let code = text
            .split("code is ")
            .nth(1)
            .or_else(|| text.split("kod är ").nth(1))?;
        Some(
            code.chars()
                .take_while(char::is_ascii_digit)
                .collect::<String>(),
        )
    });
    codes.collect()
}

/// Waits until there is something.
#[track_caller]
pub(crate) fn wait<T>(mut look: impl FnMut() -> Option<T>) -> T {
    let began = now();
    while began.elapsed() < PATIENCE {
        if let Some(found) = look() {
            return found;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("it did not come in {} s", PATIENCE.as_secs())
}
