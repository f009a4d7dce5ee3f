//! In Swedish, no page has a sentence or a code left in English: not where all goes well, and not
//! where something is refused.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use checkmark::account::{Language, organization};
use checkmark::domain::Class;
use checkmark::tier::entitlement::Entitlement;
use checkmark::{ticket, tier};

use crate::support::{PASSWORD, World, wait};
use crate::visitor::{Browser, Page};

/// What a person sends who does not do what is due: each is a form of the account's page.
const OUT_OF_TURN: &[&[(&str, &str)]] = &[
    &[("type", "request_code")],
    &[("type", "choose_route"), ("route", "company")],
    &[("type", "choose_organization"), ("organization", "acme")],
    &[("type", "submit_profile")],
    &[("type", "repair_step"), ("step", "clear_cache")],
    &[("type", "report_mark"), ("mark", "black")],
    &[("type", "withdraw")],
    &[("type", "confirm_address"), ("code", "123456")],
    &[("type", "remove_customer_number"), ("number", "C-12345")],
    &[("type", "accept_invitation"), ("invitation", "nobody")],
    &[("type", "leave_organization"), ("organization", "studio")],
    &[("type", "reactivate")],
    &[("type", "suspend")],
    &[("type", "choose_route"), ("route", "the long one")],
    &[("type", "change_address"), ("address", "nobody@@")],
    &[
        ("type", "change_name"),
        ("name.first", "\u{7}"),
        ("name.last", ""),
    ],
    &[("type", "add_customer_number"), ("number", "\u{7}")],
    &[("type", "add_product"), ("product", "\u{7}")],
    &[("type", "no_such_command")],
];

/// What support sends to an account that has no use for it.
const OUT_OF_PLACE: &[&[(&str, &str)]] = &[
    &[("type", "reinstate")],
    &[("type", "unlock_codes")],
    &[("type", "choose_route"), ("route", "company")],
    &[
        ("type", "relation_ended"),
        ("organization", "acme"),
        ("relation", "partner"),
    ],
    &[("type", "confirm_partner"), ("organization", "acme")],
    &[("type", "no_such_command")],
];

/// What is sent to a request that is not where it would be taken.
const OUT_OF_ORDER: &[&[(&str, &str)]] = &[
    &[("type", "reopen"), ("text", "Mer")],
    &[("type", "answer"), ("question:n", "7"), ("text", "Svar")],
    &[("type", "drop_question"), ("question:n", "7")],
    &[("type", "contact"), ("by", "email")],
    &[("type", "begin_validation")],
    &[("type", "begin_validation")],
    &[
        ("type", "appoint"),
        ("organization", "acme"),
        ("basis.standing:n", "1"),
        ("basis.address:n", "1"),
    ],
    &[
        ("type", "validate"),
        ("organization", "studio"),
        ("relation", "customer"),
        ("basis.standing:n", "77"),
        ("basis.address:n", "1"),
    ],
    &[("type", "unlock")],
    &[("type", "note")],
    &[("type", "no_such_command")],
];

/// What is sent to an organization, and is not taken.
const OUT_OF_OFFICE: &[&[(&str, &str)]] = &[
    &[("type", "drop_domain"), ("name", "nowhere.example")],
    &[("type", "remove_member"), ("account", "nobody")],
    &[
        ("type", "promote"),
        ("account", "nobody"),
        ("role", "administrator"),
    ],
    &[("type", "demote"), ("account", "nobody")],
    &[("type", "revoke_invitation"), ("invitation", "nobody")],
    &[
        ("type", "invite"),
        ("address", "eva@elsewhere.example"),
        ("role", "business_user"),
    ],
    &[
        ("type", "invite"),
        ("address", "nobody@@"),
        ("role", "business_user"),
    ],
    &[("type", "create_profile"), ("kind", "company")],
    &[("type", "no_such_command")],
];

const ACCESS: [(&str, &str); 7] = [
    ("phone", "+46 8 123 456 78"),
    ("preferred_contact", "email"),
    ("site", "https://support.example/"),
    ("intent", "enable_business_access"),
    ("product", "ABC1234"),
    ("company", "Studio AB"),
    ("equipment_address", "Storgatan 1, 111 22 Stockholm"),
];

#[test]
fn every_page_and_every_refusal_is_swedish_where_swedish_was_chosen() {
    let world = World::new();
    let mut anna = in_swedish(&world);
    strangers(&mut anna);
    anna.joins("anna.berg@studio.example");
    out_of_turn(&mut anna);
    anna.does(&[("type", "choose_route"), ("route", "company")]);
    out_of_turn(&mut anna);
    anna.does(&[("type", "submit_details"), ("business", "established")]);
    let page = wait(|| Some(anna.get("/account")).filter(|it| it.text.contains("request_support")));
    for swedish in [
        "begränsad",
        "e-posten finns hos Gmail",
        "programvara",
        "Vägen valdes.",
        "grön",
    ] {
        assert!(
            page.text.contains(swedish),
            "{swedish} is not on\n{}",
            page.text
        );
    }
    out_of_turn(&mut anna);
    for topic in tier::Topic::ALL {
        let path = format!("/support/new/{topic}");
        anna.get(&path);
        anna.send("/support", &path, &[("phone", "08-123"), ("email", "@")]);
    }
    let mut support = staff(&world, "support");
    let request = works(&mut anna, &mut support);
    administers(&mut anna, &mut support, &request);
    let mut bo = in_swedish(&world);
    bo.joins("bo.ek@reseller.example");
    bo.does(&[("type", "choose_route"), ("route", "partner_employee")]);
    out_of_turn(&mut bo);
    let mut partners = staff(&world, "partner_programme");
    partners.get("/desk");
    for path in ["/mailbox", "/account", "/shop"] {
        anna.get(path);
    }
    let read = [&anna, &support, &bo, &partners].map(|it| it.read.clone());
    let read = read.concat();
    let english = english();
    let mut found = BTreeSet::new();
    for (path, page) in &read {
        let seen = seen(page).to_lowercase();
        let left = english.iter().filter(|it| holds(&seen, it));
        found.extend(left.map(|it| format!("{path}: {it}")));
    }
    println!(
        "swedish: {} pages looked through for {} English texts, {} left",
        read.len(),
        english.len(),
        found.len()
    );
    assert!(read.len() > 150, "only {} pages were read", read.len());
    assert!(
        english.len() > 500,
        "only {} texts are known",
        english.len()
    );
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn whoever_is_too_fast_is_told_in_swedish_too() {
    let world = World::strict(10);
    let mut anna = in_swedish(&world);
    let page = wait(|| Some(anna.get("/join")).filter(|it| it.status == 429));
    assert!(
        page.text.contains("För många förfrågningar."),
        "{}",
        page.text
    );
    assert!(page.text.contains("<html lang=\"sv\">"), "{}", page.text);
}

#[test]
fn a_refusal_says_who_does_what_to_get_there() {
    let world = World::new();
    let mut anna = in_swedish(&world);
    anna.joins("anna.berg@studio.example");
    let page = anna.does(&[("type", "submit_details")]);
    assert_eq!(page.status, 422);
    let fault = fault(&page);
    assert!(
        fault.starts_with("Vägen är inte vald. Ange hur du hör till ett företag. (REG-2)"),
        "{fault}"
    );
    assert!(
        fault.contains("Du: ange hur du hör till ett företag"),
        "{fault}"
    );
    assert!(
        fault.ends_with("Du: lämna företagsuppgifterna, på Mitt konto"),
        "{fault}"
    );
    let mut eve = Browser::new(&world);
    let fields = [
        ("first", "Eve"),
        ("last", "Lind"),
        ("address", "eve.lind@studio.example"),
        ("password", PASSWORD),
    ];
    eve.send("/join", "/sign-up", &fields);
    let told = self::fault(&eve.send("/code", "/code/again", &[]));
    assert!(told.contains("Again from 2"), "{told}");
}

/// Nothing that a refusal may say is without a phrase in both languages.
#[test]
fn every_refusal_and_every_deed_has_its_phrase() {
    let phrases = fs::read_to_string(source("src/phrases.rs")).expect("the portal has phrases");
    let has = |code: &str| {
        let known = phrases.contains(&format!("(\"{code}\","))
            || phrases.contains(&format!("\"{code}\",\n"));
        assert!(known, "{code} has no phrase");
    };
    tier::CommandKind::ALL
        .iter()
        .for_each(|it| has(it.as_str()));
    has(tier::Remedy::GivePassword.as_str());
    ticket::CommandKind::ALL
        .iter()
        .for_each(|it| has(it.as_str()));
    ticket::RefusalCode::ALL
        .iter()
        .for_each(|it| has(it.as_str()));
    organization::Refusal::ALL
        .iter()
        .for_each(|it| has(it.as_str()));
    organization::Remedy::ALL
        .iter()
        .for_each(|it| has(it.as_str()));
}

fn in_swedish(world: &World) -> Browser<'_> {
    let mut browser = Browser::new(world);
    browser.get("/join?language=sv");
    browser
}

fn staff<'a>(world: &'a World, role: &str) -> Browser<'a> {
    let mut browser = in_swedish(world);
    browser.send("/staff", "/staff", &[("role", role), ("password", "wrong")]);
    let page = browser.send(
        "/staff",
        "/staff",
        &[("role", role), ("password", PASSWORD)],
    );
    assert_eq!(page.to.as_deref(), Some("/desk"), "{}", page.text);
    browser
}

/// What somebody sees who has no account, and what such a one can do wrongly.
fn strangers(anna: &mut Browser<'_>) {
    for path in [
        "/",
        "/join",
        "/sign-in",
        "/code",
        "/account",
        "/shop",
        "/support",
        "/support/sent",
        "/support/new/trouble_with_validation",
        "/support/new/nothing",
        "/mailbox",
        "/staff",
        "/desk",
        "/company/acme",
        "/requests/1",
        "/nowhere",
        "/account/do",
        "/?language=%FF",
        "/requests/%FF",
        "/company/%FF",
    ] {
        anna.get(path);
    }
    let form = |address, first, password| {
        [
            ("door", "create_account"),
            ("first", first),
            ("last", "Berg"),
            ("address", address),
            ("password", password),
        ]
    };
    let (address, name) = ("anna.berg@studio.example", "Anna");
    let long = "long".repeat(80);
    for fields in [
        form("nobody@@", name, PASSWORD),
        form(address, "", PASSWORD),
        form(address, name, "short"),
        form(address, name, &long),
    ] {
        assert_eq!(anna.send("/join", "/sign-up", &fields).status, 422);
    }
    for path in ["/sign-in", "/register"] {
        let page = anna.send(
            "/join",
            path,
            &[("address", address), ("password", PASSWORD)],
        );
        assert_eq!(page.status, 422);
    }
    anna.send_with("/sign-in", "forged", &[]);
    anna.send(
        "/join",
        "/sign-up",
        &form("anna.berg@acme.example", name, PASSWORD),
    );
    for code in ["", "none", "12", "123456"] {
        assert_eq!(anna.send("/code", "/code", &[("code", code)]).status, 422);
    }
    anna.send("/code", "/code/again", &[]);
}

fn out_of_turn(browser: &mut Browser<'_>) {
    let refused = OUT_OF_TURN
        .iter()
        .filter(|it| browser.does(it).status == 422);
    assert!(refused.count() > 8, "hardly anything was refused");
    browser.send("/account", "/account/confirm", &[("password", "wrong")]);
    browser.send(
        "/account",
        "/account/password",
        &[("old", PASSWORD), ("new", "short")],
    );
    browser.send("/account", "/code/again", &[]);
}

/// A request from the form to its end, with all that can be done wrongly on the way.
fn works(anna: &mut Browser<'_>, support: &mut Browser<'_>) -> String {
    let page = anna.send("/support", "/support/new/account_access", &ACCESS);
    assert_eq!(page.status, 303, "{}", page.text);
    let desk = wait(|| Some(support.get("/desk").text).filter(|it| it.contains("/requests/")));
    let path = format!("/requests/{}", between(&desk, "/requests/", "\""));
    let page = support.get(&path);
    let account = between(&page.text, "/desk/accounts/", "/");
    for fields in OUT_OF_ORDER {
        support.send(&path, &format!("{path}/do"), fields);
    }
    for fields in OUT_OF_PLACE {
        support.send(&path, &format!("/desk/accounts/{account}/do"), fields);
    }
    support.send(
        &path,
        &format!("{path}/profile"),
        &[("organization", "studio")],
    );
    support.send(&path, &format!("{path}/profile"), &[("organization", "//")]);
    let list = anna.get("/support").text;
    let mine = format!("/requests/{}", between(&list, "/requests/", "\""));
    for fields in OUT_OF_ORDER
        .iter()
        .filter(|it| it[0].1 != "begin_validation")
    {
        anna.send(&mine, &format!("{mine}/do"), fields);
    }
    anna.get(&format!("{mine}/clock/contact"));
    let page = support.get(&path);
    let hidden = |name: &str| between(&page.text, &format!("name=\"{name}\" value=\""), "\"");
    let validate = [
        ("type", "validate"),
        ("organization", "studio"),
        ("relation", "customer"),
        ("basis.standing:n", &hidden("basis.standing:n")),
        ("basis.address:n", &hidden("basis.address:n")),
    ];
    let page = support.send(&path, &format!("{path}/do"), &validate);
    assert_eq!(page.status, 303, "{}", page.text);
    wait(|| {
        anna.get("/account")
            .text
            .contains("data-mark=\"black\"")
            .then_some(())
    });
    for fields in OUT_OF_ORDER {
        support.send(&path, &format!("{path}/do"), fields);
    }
    out_of_turn(anna);
    account
}

/// An organization's page, for support and for its administrator.
fn administers(anna: &mut Browser<'_>, support: &mut Browser<'_>, account: &str) {
    let appoint = [("type", "appoint"), ("account", account)];
    let page = support.send("/company/studio", "/company/studio/do", &appoint);
    assert_eq!(page.status, 303, "{}", page.text);
    wait(|| (anna.get("/company/studio").status == 200).then_some(()));
    for fields in OUT_OF_OFFICE {
        support.send("/company/studio", "/company/studio/do", fields);
        anna.send("/company/studio", "/company/studio/do", fields);
    }
    let demote = [("type", "demote"), ("account", account)];
    assert_eq!(
        anna.send("/company/studio", "/company/studio/do", &demote)
            .status,
        422
    );
    for domain in ["nowhere.example", "no domain", "gmail.com", "acme.example"] {
        let fields = [("name", domain), ("intake", "employees")];
        support.send("/company/studio", "/company/studio/domain", &fields);
        anna.send("/company/studio", "/company/studio/domain", &fields);
    }
    out_of_turn(anna);
}

/// What the page says did not work.
fn fault(page: &Page) -> String {
    let block = between(&page.text, "role=\"alert\">", "</div>");
    seen(&block)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn between(text: &str, start: &str, end: &str) -> String {
    let after = text.split(start).nth(1).unwrap_or_default();
    after.split(end).next().unwrap_or_default().to_owned()
}

/// What somebody sees or hears of a page: its texts, and those of its attributes; not the choice of
/// languages at its foot, and no mail in the language of somebody else.
fn seen(page: &str) -> String {
    let page = page.split("<footer>").next().unwrap_or_default();
    let mut seen = String::new();
    for piece in page.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
        for attribute in ["alt", "aria-label", "title", "placeholder"] {
            if let Some((_, after)) = tag.split_once(&format!(" {attribute}=\"")) {
                seen.push_str(after.split('"').next().unwrap_or_default());
                seen.push('\n');
            }
        }
        seen.push_str(text);
        seen.push('\n');
    }
    let entities = [
        ("&#39;", "'"),
        ("&#34;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    entities
        .iter()
        .fold(seen, |text, (entity, it)| text.replace(entity, it))
}

/// Whether a text has another in it, from word to word.
fn holds(text: &str, wanted: &str) -> bool {
    let edge =
        |it: Option<char>| it.is_none_or(|it| !it.is_alphanumeric() && it != '_' && it != '-');
    text.match_indices(wanted).any(|(at, found)| {
        edge(text[..at].chars().next_back()) && edge(text[at + found.len()..].chars().next())
    })
}

/// English that has no place on a Swedish page: the texts and codes of the crates, and the first of
/// each pair of texts that the portal has itself.
fn english() -> BTreeSet<String> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut codes: Vec<&str> = Vec::new();
    let swedish = tier::catalogue(Language::Swedish);
    for ((_, id, text), (_, _, swedish)) in tier::catalogue(Language::English).iter().zip(&swedish)
    {
        pairs.push((text.to_string(), swedish.to_string()));
        codes.push(id);
    }
    codes.extend(tier::CommandKind::ALL.iter().map(|it| it.as_str()));
    codes.extend(tier::StateKind::ALL.iter().map(|it| it.as_str()));
    codes.extend(Entitlement::ALL.iter().map(|it| it.as_str()));
    codes.extend(Class::ALL.iter().map(|it| it.as_str()));
    codes.extend(ticket::RefusalCode::ALL.iter().map(|it| it.as_str()));
    codes.extend(ticket::CommandKind::ALL.iter().map(|it| it.as_str()));
    codes.extend(ticket::StateKind::ALL.iter().map(|it| it.as_str()));
    codes.extend(ticket::DeclineReason::ALL.iter().map(|it| it.as_str()));
    codes.extend(organization::Refusal::ALL.iter().map(|it| it.as_str()));
    codes.extend(organization::Remedy::ALL.iter().map(|it| it.as_str()));
    let remedies = ticket::Remedy::ALL.iter();
    pairs.extend(remedies.map(|it| {
        let [english, swedish] =
            [Language::English, Language::Swedish].map(|in_it| it.text(in_it).to_owned());
        (english, swedish)
    }));
    for folder in ["templates", "src", "src/web", "src/host"] {
        for entry in fs::read_dir(source(folder))
            .expect("the portal has sources")
            .flatten()
        {
            if entry.file_type().is_ok_and(|it| it.is_file()) {
                let text = fs::read_to_string(entry.path()).unwrap_or_default();
                pairs.extend(told_twice(&joined(&text)));
            }
        }
    }
    let pairs = pairs.into_iter();
    let (english, swedish): (Vec<_>, Vec<_>) = pairs.unzip();
    let mut texts: BTreeSet<String> = english.into_iter().collect();
    texts.extend(
        codes
            .iter()
            .map(|it| it.replace('_', " "))
            .filter(|it| it.contains(' ')),
    );
    let texts = texts
        .iter()
        .map(|it| it.trim_end_matches(['.', ':']).to_lowercase());
    // Words as short as these may be Swedish as well, and some are the same in both languages.
    let mut texts: BTreeSet<String> = texts.filter(|it| it.chars().count() > 3).collect();
    for word in swedish {
        texts.remove(&word.to_lowercase());
    }
    texts
}

/// The pairs of texts of which the second is recognizably Swedish, or that stand in a choice of the
/// language.
fn told_twice(source: &str) -> Vec<(String, String)> {
    let (mut pairs, mut last, mut chosen) = (Vec::new(), None, false);
    let mut rest = source;
    while let Some(at) = rest.find('"') {
        let before = &rest[..at];
        let follows = !before.is_empty() && before.trim() == ",";
        let (literal, after) = literal(&rest[at + 1..]);
        let opens = before.trim_end().ends_with("w.t(") || before.trim_end().ends_with("pick(");
        if let Some(english) = last.take().filter(|_| follows)
            && (chosen || literal.contains(['å', 'ä', 'ö', 'Å', 'Ä', 'Ö']))
        {
            pairs.push((english, literal.clone()));
        }
        chosen = opens;
        last = Some(literal);
        rest = after;
    }
    pairs
}

/// A text between quotes, and what follows.
fn literal(text: &str) -> (String, &str) {
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '"' if !escaped => return (text[..at].replace('\\', ""), &text[at + 1..]),
            _ => escaped = letter == '\\' && !escaped,
        }
    }
    (String::new(), "")
}

/// A source in which no text goes on in the next line.
fn joined(source: &str) -> String {
    let mut joined = String::new();
    for line in source.lines() {
        match joined.strip_suffix("\\\n").map(str::len) {
            Some(length) => {
                joined.truncate(length);
                joined.push_str(line.trim_start());
            }
            None => joined.push_str(line),
        }
        joined.push('\n');
    }
    joined
}

fn source(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
