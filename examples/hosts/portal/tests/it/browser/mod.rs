//! A real browser: Chromium without a head and without scripts, used by what its pages say.
//!
//! Fields are found by their labels, links and buttons by their texts, and what a person would have
//! to know beside a page is a fault of the page.

mod narrow;
mod ways;

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, json};
use tokio::runtime::Runtime;

use crate::crash::{Folder, port};
use crate::load::now;
use crate::support::{PATIENCE, agent, wait};

/// Where Debian puts the browser and what drives it.
const CHROMIUM: &str = "/usr/bin/chromium";
const DRIVER: &str = "/usr/bin/chromedriver";

/// What makes a browser that calls nobody but the portal.
const FLAGS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
];

/// The key that follows a link and sends a form.
const ENTER: char = '\u{e007}';

/// What no page may have: a field without a label, a button that says nothing, a picture without
/// words, an order of its own for the keyboard, or a script.
const UNHELPFUL: &str = "//input[not(@type='hidden')][not(ancestor::label[normalize-space()])] \
    | //select[not(ancestor::label[normalize-space()])] \
    | //textarea[not(ancestor::label[normalize-space()])] \
    | //button[not(normalize-space())] | //a[not(normalize-space())] | //img[not(@alt)] \
    | //fieldset[not(legend)] | //table[not(.//th)] | //*[@tabindex] | //*[@onclick] | //script";

/// A browser and its driver, gone afterwards.
struct Browser {
    driver: Child,
    at: String,
    runtime: Runtime,
    folder: Folder,
    pictures: PathBuf,
    looked: AtomicUsize,
    windows: AtomicUsize,
}

impl Browser {
    /// Starts what drives browsers, if there is one on the machine.
    fn start() -> Option<Self> {
        if !PathBuf::from(CHROMIUM).exists() || !PathBuf::from(DRIVER).exists() {
            return None;
        }
        let pictures = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("portal");
        let _ = fs::remove_dir_all(&pictures);
        fs::create_dir_all(&pictures).expect("there is room for pictures");
        let (port, folder) = (port(), Folder::new("browser"));
        let driver = Command::new(DRIVER)
            .arg(format!("--port={port}"))
            // What a browser puts elsewhere goes where the rest is, and goes with it.
            .env("HOME", &folder.0)
            .env("TMPDIR", &folder.0)
            .arg("--log-level=SEVERE")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the driver starts");
        let at = format!("http://127.0.0.1:{port}");
        wait(|| agent().get(format!("{at}/status")).call().ok());
        Some(Self {
            driver,
            at,
            runtime: Runtime::new().expect("a test has threads"),
            folder,
            pictures,
            looked: AtomicUsize::new(0),
            windows: AtomicUsize::new(0),
        })
    }

    /// A window of somebody's own: nobody else has its cookies.
    fn window(&self) -> Window<'_> {
        let nth = self.windows.fetch_add(1, Ordering::SeqCst);
        let mut flags: Vec<String> = FLAGS.iter().map(|&it| it.to_owned()).collect();
        let own = self.folder.0.join(nth.to_string());
        flags.push(format!("--user-data-dir={}", own.display()));
        let mut wishes = Map::new();
        wishes.insert(
            "goog:chromeOptions".to_owned(),
            json!({
                "binary": CHROMIUM,
                "args": flags,
                // Scripts are off, as a person can set it.
                "prefs": { "profile.managed_default_content_settings.javascript": 2 },
            }),
        );
        let client = self.runtime.block_on(async {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(wishes).connect(&self.at).await
        });
        let client = client.expect("the driver opens a window");
        let sized = self.runtime.block_on(client.set_window_size(1000, 1400));
        sized.expect("a window has a size");
        Window {
            browser: self,
            client,
            base: String::new(),
            album: String::new(),
        }
    }

    /// How many pages were looked at.
    fn looked(&self) -> usize {
        self.looked.load(Ordering::SeqCst)
    }

    /// Where the pictures are.
    fn pictures(&self) -> String {
        self.pictures.display().to_string()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        // A window that nobody closed, since a test went wrong: each is told by its own folder.
        let own = self.folder.0.display().to_string();
        for process in fs::read_dir("/proc").into_iter().flatten().flatten() {
            let words = fs::read(process.path().join("cmdline")).unwrap_or_default();
            if String::from_utf8_lossy(&words).contains(&own) {
                let id = process.file_name();
                let _ = Command::new("kill").arg("-9").arg(id).status();
            }
        }
    }
}

/// A window of the browser, and the person before it.
struct Window<'a> {
    browser: &'a Browser,
    client: Client,
    base: String,
    album: String,
}

impl Window<'_> {
    /// Waits for what the browser is asked for.
    fn ask<T>(&self, asked: impl Future<Output = Result<T, CmdError>>) -> Result<T, CmdError> {
        self.browser.runtime.block_on(asked)
    }

    /// Somebody new sits down before it, at a portal; the pictures go under this name.
    fn open(&mut self, base: &str, album: &str) {
        base.clone_into(&mut self.base);
        album.clone_into(&mut self.album);
        self.goto("/");
        self.ask(self.client.delete_all_cookies())
            .expect("a browser forgets");
        self.goto("/");
    }

    /// Types an address into the bar.
    fn goto(&self, path: &str) {
        self.ask(self.client.goto(&format!("{}{path}", self.base)))
            .expect("the portal has the page");
    }

    /// The one that is found, as soon as it is there.
    #[track_caller]
    fn find(&self, path: &str) -> Element {
        let began = now();
        while began.elapsed() < PATIENCE {
            if let Ok(found) = self.ask(self.client.find(Locator::XPath(path))) {
                return found;
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        self.look("missing");
        panic!("{}: nothing at {path} on\n{}", self.album, self.text());
    }

    /// Follows the link with a text.
    #[track_caller]
    fn follow(&self, text: &str) {
        let link = self.click(&format!("//a[contains(normalize-space(), '{text}')]"));
        self.gone(&link);
    }

    /// Presses the button with a text, the first of those on the page.
    #[track_caller]
    fn press(&self, text: &str) {
        let button = self.click(&format!("//button[normalize-space()='{text}']"));
        self.gone(&button);
    }

    /// Waits until the page is gone on which this stood: whoever goes elsewhere before takes the
    /// form back.
    #[track_caller]
    fn gone(&self, element: &Element) {
        let began = now();
        while began.elapsed() < PATIENCE {
            if self.ask(element.tag_name()).is_err() {
                return;
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        self.look("stays");
        panic!("{}: the page stays\n{}", self.album, self.text());
    }

    /// Clicks; a page that came anew meanwhile is clicked on again.
    #[track_caller]
    fn click(&self, path: &str) -> Element {
        for _ in 0..5 {
            let found = self.find(path);
            if self.ask(found.click()).is_ok() {
                return found;
            }
        }
        panic!("{}: {path} cannot be clicked", self.album);
    }

    /// Types into the field with a label, in the form with a button; or chooses there.
    #[track_caller]
    fn fill(&self, button: &str, fields: &[(&str, &str)]) {
        for (label, value) in fields {
            let label = format!(
                "//form[.//button[normalize-space()='{button}']]\
                 //label[contains(normalize-space(), '{label}')]"
            );
            let field = self.find(&format!(
                "{label}//*[self::input or self::select or self::textarea]"
            ));
            let kind = self.ask(async {
                let tag = field.tag_name().await?;
                Ok((tag, field.attr("type").await?.unwrap_or_default()))
            });
            let (tag, kind) = kind.expect("a field is of a kind");
            let done = match (&tag[..], &kind[..]) {
                ("select", _) => self.ask(field.select_by_label(value)),
                (_, "radio" | "checkbox") => self.ask(field.click()),
                _ => self.ask(async {
                    field.clear().await?;
                    field.send_keys(value).await
                }),
            };
            done.unwrap_or_else(|error| panic!("{}: {label}: {error}", self.album));
        }
    }

    /// Fills a form in and sends it.
    #[track_caller]
    fn send(&self, button: &str, fields: &[(&str, &str)]) {
        self.fill(button, fields);
        self.press(button);
    }

    /// What the page says.
    fn text(&self) -> String {
        let body = self.ask(self.client.find(Locator::Css("body")));
        body.and_then(|it| self.ask(it.text())).unwrap_or_default()
    }

    /// Waits until the page says this, looking again as a person does.
    #[track_caller]
    fn says(&self, text: &str) {
        let (began, mut nth) = (now(), 0);
        while began.elapsed() < PATIENCE {
            if self.text().contains(text) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
            nth += 1;
            if nth % 10 == 0 {
                let _ = self.ask(self.client.refresh());
            }
        }
        self.look("missing");
        panic!("{}: nothing of {text:?} on\n{}", self.album, self.text());
    }

    /// Waits until the mark and the state are these.
    #[track_caller]
    fn has(&self, mark: &str, state: &str) {
        self.goto("/account");
        let seen = |name: &str, data: &str| {
            let found = self.ask(self.client.find(Locator::Id(name)));
            let told = found.and_then(|it| self.ask(it.attr(data)));
            told.ok().flatten().unwrap_or_default()
        };
        let mut got = (String::new(), String::new());
        let began = now();
        while began.elapsed() < PATIENCE {
            got = (seen("mark", "data-mark"), seen("state", "data-state"));
            if got == (mark.to_owned(), state.to_owned()) {
                self.look(state);
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
            let _ = self.ask(self.client.refresh());
        }
        self.look("missing");
        panic!("{}: {got:?} instead of {mark} {state}", self.album);
    }

    /// Takes a picture of the page, and looks whether everybody can use it.
    #[track_caller]
    fn look(&self, name: &str) {
        let nth = self.browser.looked.fetch_add(1, Ordering::SeqCst);
        let picture = self
            .ask(self.client.screenshot())
            .expect("a page can be seen");
        let file = self
            .browser
            .pictures
            .join(format!("{}-{nth:03}-{name}.png", self.album));
        fs::write(file, picture).expect("there is room for a picture");
        let (unhelpful, heads) = (self.count(UNHELPFUL), self.count("//h1"));
        assert_eq!(
            (unhelpful, heads),
            (0, 1),
            "{}: {name} is not for everybody\n{}",
            self.album,
            self.text()
        );
    }

    fn count(&self, path: &str) -> usize {
        let found = self.ask(self.client.find_all(Locator::XPath(path)));
        found.map_or(0, |it| it.len())
    }

    /// The code that was mailed to an address last, from the page that shows the mails; and back.
    #[track_caller]
    fn reads_code(&self, address: &str, nth: usize) -> String {
        self.follow("Mailbox");
        let mails = format!("//article[@data-to='{address}']//pre[contains(., 'code is ')]");
        let began = now();
        while self.count(&mails) < nth && began.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(50));
            let _ = self.ask(self.client.refresh());
        }
        let text = self.ask(self.find(&mails).text()).unwrap_or_default();
        self.look("mailbox");
        let after = text.split("code is ").nth(1).unwrap_or_default();
        after.chars().take_while(char::is_ascii_digit).collect()
    }

    /// Goes on with the tab key until this has the focus: its label or its text.
    #[track_caller]
    fn tab_to(&self, text: &str) -> Element {
        for _ in 0..60 {
            let active = self.ask(async {
                let active = self.client.active_element().await?;
                active.send_keys(&Key::Tab.to_string()).await?;
                let active = self.client.active_element().await?;
                let label = active.find(Locator::XPath(
                    "ancestor-or-self::*[self::label or self::a or self::button]",
                ));
                let told = match label.await {
                    Ok(label) => label.text().await?,
                    Err(_) => String::new(),
                };
                Ok((active, told))
            });
            if let Ok((active, told)) = active
                && told.contains(text)
            {
                return active;
            }
        }
        self.look("unreachable");
        panic!("{}: no key leads to {text}", self.album);
    }

    /// Types with the keyboard alone.
    #[track_caller]
    fn keys(&self, at: &str, typed: &str) {
        let active = self.tab_to(at);
        self.ask(active.send_keys(typed))
            .expect("what has the focus takes keys");
        if typed.ends_with(ENTER) {
            self.gone(&active);
        }
    }

    /// The status of the driver's own: whether scripts run here.
    fn runs_scripts(&self) -> bool {
        let page = "data:text/html,<title>no</title><script>document.title='yes'</script>";
        let title = self.ask(async {
            self.client.goto(page).await?;
            self.client.title().await
        });
        title.expect("a page has a title") == "yes"
    }

    fn close(self) {
        let _ = self.browser.runtime.block_on(self.client.close());
    }
}

/// What the driver says about itself.
fn version() -> String {
    let output = Command::new(DRIVER).arg("--version").output();
    let text = output.map_or_else(|_| Vec::new(), |it| it.stdout);
    let text = String::from_utf8_lossy(&text).into_owned();
    let number = text.split(' ').nth(1).unwrap_or_default().to_owned();
    format!("Chromium {number}")
}
