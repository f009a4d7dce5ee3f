//! A browser without scripts, as far as a test needs one: cookies, pages, forms.

use std::collections::BTreeMap;

use crate::support::{PASSWORD, World, wait};

/// A browser: it keeps cookies, and sends the forms it was given.
pub(crate) struct Browser<'a> {
    world: &'a World,
    pub(crate) cookies: BTreeMap<String, String>,
    /// What was read so far: where, and the page.
    pub(crate) read: Vec<(String, String)>,
}

/// A page, or where it leads.
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) to: Option<String>,
    headers: Vec<(String, String)>,
    pub(crate) text: String,
}

impl Page {
    /// The token that the forms of the page carry.
    pub(crate) fn csrf(&self) -> String {
        let after = self
            .text
            .split("name=\"csrf\" value=\"")
            .nth(1)
            .unwrap_or_default();
        after.split('"').next().unwrap_or_default().to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }
}

impl<'a> Browser<'a> {
    pub(crate) fn new(world: &'a World) -> Self {
        Self {
            world,
            cookies: BTreeMap::new(),
            read: Vec::new(),
        }
    }

    fn cookie(&self) -> String {
        let pairs = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("; ")
    }

    fn take(
        &mut self,
        path: &str,
        answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    ) -> Page {
        let mut answer = answer.expect("the portal answers");
        for cookie in answer.headers().get_all("set-cookie") {
            let cookie = cookie.to_str().expect("a cookie is text");
            assert!(cookie.contains("HttpOnly; SameSite=Lax"), "{cookie}");
            let pair = cookie.split(';').next().and_then(|it| it.split_once('='));
            let (name, value) = pair.expect("a cookie has a name");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let headers = answer.headers().iter();
        let headers = headers.map(|(name, value)| {
            (
                name.to_string(),
                value.to_str().unwrap_or_default().to_owned(),
            )
        });
        let headers: Vec<_> = headers.collect();
        let to = headers
            .iter()
            .find(|(name, _)| name == "location")
            .map(|(_, to)| to.clone());
        let text = answer.body_mut().read_to_string().unwrap_or_default();
        self.read.push((path.to_owned(), text.clone()));
        Page {
            status: answer.status().as_u16(),
            to,
            headers,
            text,
        }
    }

    pub(crate) fn get(&mut self, path: &str) -> Page {
        let url = format!("{}{path}", self.world.base);
        let answer = self
            .world
            .agent
            .get(url)
            .header("cookie", self.cookie())
            .call();
        self.take(path, answer)
    }

    /// Sends a form with the token of the page that it stands on.
    pub(crate) fn send(&mut self, page: &str, path: &str, fields: &[(&str, &str)]) -> Page {
        let csrf = self.get(page).csrf();
        self.send_with(path, &csrf, fields)
    }

    pub(crate) fn send_with(&mut self, path: &str, csrf: &str, fields: &[(&str, &str)]) -> Page {
        let mut form = vec![("csrf", csrf)];
        form.extend(fields);
        let url = format!("{}{path}", self.world.base);
        let answer = self
            .world
            .agent
            .post(url)
            .header("cookie", self.cookie())
            .send_form(form);
        self.take(path, answer)
    }

    /// Signs up and types the code.
    pub(crate) fn joins(&mut self, address: &str) {
        let fields = [
            ("door", "create_account"),
            ("first", "Anna"),
            ("last", "Berg"),
            ("address", address),
            ("password", PASSWORD),
        ];
        let page = self.send("/join", "/sign-up", &fields);
        assert_eq!(
            (page.status, page.to.as_deref()),
            (303, Some("/code")),
            "{}",
            page.text
        );
        let world = self.world;
        let code = wait(|| world.codes(address).into_iter().next());
        let page = self.send("/code", "/code", &[("code", &code)]);
        assert_eq!(
            (page.status, page.to.as_deref()),
            (303, Some("/account")),
            "{}",
            page.text
        );
    }

    pub(crate) fn does(&mut self, fields: &[(&str, &str)]) -> Page {
        self.send("/account", "/account/do", fields)
    }
}
