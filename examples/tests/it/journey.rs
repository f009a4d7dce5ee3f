//! The look of the journey.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use anstream::adapter::strip_str;
use checkmark::account::Language;
use examples::journey::{
    Answer, Due, Ending, Header, Line, NextStep, Refusal, Step, View, WayOutStep, World,
};
use examples::output::Output;
use serde_json::{Value, json};

/// Keeps what is written.
#[derive(Clone, Default)]
struct Page(Arc<Mutex<Vec<u8>>>);

impl Page {
    fn text(&self) -> String {
        let bytes = self.0.lock().expect("one thread alone writes").clone();
        let painted = String::from_utf8(bytes).expect("only text is written");
        strip_str(&painted).to_string()
    }
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut page = self.0.lock().expect("one thread alone writes");
        page.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn step(at: &str, actor: &str, command: &str) -> Step {
    Step {
        at: at.to_owned(),
        actor: actor.to_owned(),
        command: command.to_owned(),
    }
}

fn answer(mark: &str, tier: Option<&str>, events: &[&str]) -> Answer {
    Answer {
        line: 1,
        account: "a1".to_owned(),
        request: None,
        organization: None,
        ok: true,
        state: "basic".to_owned(),
        state_data: Value::Null,
        tier: tier.map(str::to_owned),
        mark: mark.to_owned(),
        session_mark: mark.to_owned(),
        version: 1,
        standing: 1,
        events: events.iter().map(|name| json!({ "type": name })).collect(),
        effects: Vec::new(),
        due: Vec::new(),
        refusal: None,
        next_step: Some(NextStep {
            id: "enter_code".to_owned(),
            args: Value::Null,
            text: "Enter the code that was mailed to you.".to_owned(),
        }),
        next_wakeup: None,
    }
}

#[test]
fn a_way_reads_from_top_to_bottom() {
    let page = Page::default();
    let mut out = Output::over(page.clone(), false);
    let mut view = View::default();
    view.title(&mut out, "1  A way").expect("a page takes all");

    let signed_up = answer("none", None, &["signed_up", "code_issued"]);
    let mailed = Answer {
        effects: vec![json!({"type": "mail_code"}), json!({"type": "mail_code"})],
        ..signed_up.clone()
    };
    let refused = Answer {
        ok: false,
        events: Vec::new(),
        refusal: Some(Refusal {
            code: "too_early".to_owned(),
            rule: "CODE-5".to_owned(),
            unmet: vec!["gap".to_owned()],
            remedy: "wait a minute".to_owned(),
            way_out: vec![WayOutStep {
                actor: "person".to_owned(),
                command: "request_code".to_owned(),
                earliest: Some("2026-11-23T08:01:00Z".to_owned()),
            }],
        }),
        ..signed_up.clone()
    };
    let due = Due {
        clock: "contact".to_owned(),
        at: Some("2026-11-25T08:00:30Z".to_owned()),
        at_risk: Some("2026-11-24T20:00:00Z".to_owned()),
        state: "running".to_owned(),
    };
    let reviewed = Answer {
        due: vec![due],
        next_step: None,
        ..answer("yellow", Some("limited"), &["support_asked"])
    };
    let person = |at, command| step(at, "person", command);
    for (step, answer) in [
        (person("2026-11-23T08:00:00Z", "sign_up"), &mailed),
        (person("2026-11-23T08:00:05Z", "request_code"), &refused),
        (
            step(
                "2026-11-23T08:01:00Z",
                "partner_programme",
                "request_support",
            ),
            &reviewed,
        ),
    ] {
        view.step(&mut out, &step, answer)
            .expect("a page takes all");
    }
    assert_eq!(
        page.text(),
        "
1  A way

   1  2026-11-23 08:00     person             sign_up                        · none      -
      facts     signed_up, code_issued
      to do     mail_code (2)
      next      Enter the code that was mailed to you.
   2  2026-11-23 08:00:05  person             request_code                   · none      -
      refused   too_early (CODE-5): gap
      remedy    wait a minute
      way out   person request_code from 2026-11-23 08:01
   3  2026-11-23 08:01     partner programme  request_support                ✔ yellow    limited
      facts     support_asked
      due       running contact 2026-11-25 08:00:30, at risk from 2026-11-24 20:00
"
    );
}

#[test]
fn a_request_is_told_with_what_its_due_dates_are_made_of() {
    let text = include_str!("../../journey/follow-ups.jsonl");
    let mut lines = (1..).zip(text.lines());
    let header = lines.next().map(|(_, text)| Header::read(text));
    let header = header.expect("a header").expect("JSON");
    let language = Language::Swedish;
    let mut world = World::new(header.unwrap_or_default(), language, false).expect("a calendar");
    for (number, text) in lines {
        let line = Line::read(text).expect("a line");
        world.answer(number, &line).expect("an answer");
    }
    let page = Page::default();
    let mut out = Output::over(page.clone(), false);
    let told: Vec<_> = world.timelines().collect();
    assert_eq!(told.len(), 2);
    let (request, timeline) = &told[0];
    View::timeline(&mut out, request, timeline, language).expect("a page takes all");
    let page = page.text();
    let top = "
Request 04711815 r1

  2026-11-23 08:16:00Z  ";
    assert!(page.starts_with(top), "{page}");
    assert!(page.contains("+ 7 h = 48 h\n"), "{page}");
    assert!(!page.contains("paused"), "all of it is in Swedish: {page}");
}

#[test]
fn the_summary_has_a_row_for_each_way() {
    let page = Page::default();
    let mut out = Output::over(page.clone(), false);
    let ending = |number, mark: Option<&str>, state: &str| Ending {
        number,
        title: "A way".to_owned(),
        mark: mark.map(str::to_owned),
        state: state.to_owned(),
    };
    let endings = [
        ending(1, Some("black"), "enterprise"),
        ending(12, None, ""),
        ending(13, Some("green"), "route_due"),
    ];
    View::summary(&mut out, &endings).expect("a page takes all");
    assert_eq!(
        page.text(),
        "
Where the ways end

   1    ✔ black     enterprise  A way
  12    no answer               A way
  13    ✔ green     route due   A way

"
    );
}
