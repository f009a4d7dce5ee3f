//! The pages, as a browser without scripts has them.

use portal::Options;

use crate::support::{PASSWORD, World, wait};
use crate::visitor::Browser;

#[test]
fn a_person_goes_from_sign_up_to_black_by_forms_alone() {
    let world = World::new();
    let mut anna = Browser::new(&world);
    anna.joins("anna.berg@acme.example");
    assert!(anna.get("/account").text.contains("data-mark=\"green\""));
    let page = anna.does(&[("type", "choose_route"), ("route", "company")]);
    assert_eq!(page.status, 303, "{}", page.text);
    let page = anna.does(&[("type", "submit_details"), ("business", "established")]);
    assert_eq!(page.status, 303, "{}", page.text);
    wait(|| {
        anna.get("/account")
            .text
            .contains("data-mark=\"black\"")
            .then_some(())
    });
    let page = anna.get("/account");
    assert!(page.text.contains("data-step=\"none_needed\""));
    assert!(
        page.text.contains("black: Enterprise"),
        "the mark is told in words"
    );
}

#[test]
fn support_validates_on_its_desk_and_a_company_is_administered() {
    let world = World::new();
    let mut anna = Browser::new(&world);
    anna.joins("anna.berg@studio.example");
    anna.does(&[("type", "choose_route"), ("route", "company")]);
    anna.does(&[("type", "submit_details")]);
    let faulty = anna.send(
        "/support",
        "/support/new/account_access",
        &[("phone", "08-123")],
    );
    assert_eq!(faulty.status, 422);
    for field in [
        "phone",
        "site",
        "intent",
        "product",
        "company",
        "equipment_address",
    ] {
        assert!(
            faulty.text.contains(&format!("id=\"fault-{field}\"")),
            "{field} is not told"
        );
    }
    let form = [
        ("phone", "+46 8 123 456 78"),
        ("preferred_contact", "email"),
        ("site", "https://support.example/"),
        ("intent", "enable_business_access"),
        ("product", "ABC1234"),
        ("company", "Studio AB"),
        ("equipment_address", "Storgatan 1, 111 22 Stockholm"),
    ];
    let page = anna.send("/support", "/support/new/account_access", &form);
    assert_eq!(
        (page.status, page.to.as_deref()),
        (303, Some("/support")),
        "{}",
        page.text
    );
    let list = wait(|| {
        let text = anna.get("/support").text;
        text.contains("/requests/").then_some(text)
    });
    let number = list
        .split("/requests/")
        .nth(1)
        .and_then(|it| it.split('"').next());
    let number = number.expect("a request has a number").to_owned();
    let page = anna.get(&format!("/requests/{number}"));
    assert!(page.text.contains("id=\"clock-validation\""));
    let picture = anna.get(&format!("/requests/{number}/clock/contact"));
    assert_eq!(picture.header("content-type"), "image/svg+xml");
    assert!(picture.text.starts_with("<svg"));

    let mut support = Browser::new(&world);
    let page = support.send(
        "/staff",
        "/staff",
        &[("role", "support"), ("password", PASSWORD)],
    );
    assert_eq!(page.to.as_deref(), Some("/desk"), "{}", page.text);
    let desk = support.get("/desk").text;
    let id = desk
        .split("/requests/")
        .nth(1)
        .and_then(|it| it.split('"').next());
    let path = format!("/requests/{}", id.expect("the desk lists the request"));
    let page = support.get(&path);
    assert!(page.text.contains("anna.berg@studio.example"));
    let hidden = |name: &str| {
        let after = page.text.split(&format!("name=\"{name}\" value=\"")).nth(1);
        after
            .and_then(|it| it.split('"').next())
            .unwrap_or_default()
            .to_owned()
    };
    let (standing, address) = (hidden("basis.standing:n"), hidden("basis.address:n"));
    let question = [
        ("type", "ask"),
        ("text", "Which device?"),
        ("fields.0", "product"),
    ];
    assert_eq!(
        support.send(&path, &format!("{path}/do"), &question).status,
        303
    );
    let mine = format!("/requests/{number}");
    assert!(anna.get(&mine).text.contains("Which device?"));
    let answer = [
        ("type", "answer"),
        ("question:n", "1"),
        ("draft.product", "APM00123456789"),
    ];
    let page = anna.send(&mine, &format!("{mine}/do"), &answer);
    assert_eq!(page.status, 303, "{}", page.text);
    let validate = [
        ("type", "validate"),
        ("organization", "studio"),
        ("relation", "customer"),
        ("basis.standing:n", &standing),
        ("basis.address:n", &address),
    ];
    let page = support.send(&path, &format!("{path}/do"), &validate);
    assert_eq!(page.status, 303, "{}", page.text);
    wait(|| {
        anna.get("/account")
            .text
            .contains("data-mark=\"black\"")
            .then_some(())
    });

    // She is nominated, appointed, and invites somebody.
    let nominate = [
        ("phone", "+46 8 123 456 78"),
        ("preferred_contact", "email"),
        ("company", "Studio AB"),
        ("company_address", "Storgatan 1, 111 22 Stockholm"),
        ("country", "SE"),
        ("nominees.0.first", "Anna"),
        ("nominees.0.last", "Berg"),
        ("nominees.0.email", "anna.berg@studio.example"),
    ];
    let page = anna.send("/support", "/support/new/first_administrator", &nominate);
    assert_eq!(page.status, 303, "{}", page.text);
    let desk = wait(|| {
        let text = support.get("/desk").text;
        text.contains("first administrator").then_some(text)
    });
    let id = desk
        .split("/requests/")
        .nth(1)
        .and_then(|it| it.split('"').next());
    let path = format!("/requests/{}", id.expect("the desk lists the request"));
    let page = support.get(&path);
    let hidden = |name: &str| {
        let after = page.text.split(&format!("name=\"{name}\" value=\"")).nth(1);
        after
            .and_then(|it| it.split('"').next())
            .unwrap_or_default()
            .to_owned()
    };
    let appoint = [
        ("type", "appoint"),
        ("organization", "studio"),
        ("basis.standing:n", &hidden("basis.standing:n")[..]),
        ("basis.address:n", &hidden("basis.address:n")[..]),
    ];
    let page = support.send(&path, &format!("{path}/do"), &appoint);
    assert_eq!(page.status, 303, "{}", page.text);
    let page = wait(|| Some(anna.get("/company/studio")).filter(|it| it.status == 200));
    assert!(page.text.contains("id=\"invite\""));
    let invite = [
        ("type", "invite"),
        ("address", "bo.ek@studio.example"),
        ("role", "business_user"),
    ];
    let page = anna.send("/company/studio", "/company/studio/do", &invite);
    assert_eq!(page.status, 303, "{}", page.text);
    assert!(
        anna.get("/company/studio")
            .text
            .contains("bo.ek@studio.example")
    );

    // The invitation waits for whoever proves the address, and lifts what Gmail stands in the way of.
    let mut bo = Browser::new(&world);
    bo.joins("bo.ek@studio.example");
    let page = wait(|| Some(bo.get("/account")).filter(|it| it.text.contains("accept_invitation")));
    let after = page.text.split("name=\"invitation\" value=\"").nth(1);
    let invitation = after
        .and_then(|it| it.split('"').next())
        .unwrap_or_default()
        .to_owned();
    let page = bo.does(&[("type", "accept_invitation"), ("invitation", &invitation)]);
    assert_eq!(page.status, 303, "{}", page.text);
    wait(|| {
        bo.get("/account")
            .text
            .contains("data-mark=\"black\"")
            .then_some(())
    });
    wait(|| {
        anna.get("/company/studio")
            .text
            .contains("bo.ek@studio.example")
            .then_some(())
    });
}

#[test]
fn nothing_runs_on_a_page_and_nobody_frames_it() {
    let world = World::new();
    let mut somebody = Browser::new(&world);
    for path in [
        "/", "/join", "/sign-in", "/staff", "/support", "/mailbox", "/nowhere",
    ] {
        let page = somebody.get(path);
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        assert!(
            !policy.contains("script") && !policy.contains("unsafe"),
            "{path}: {policy}"
        );
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
        assert!(!page.header("x-request-id").is_empty(), "{path}");
        assert!(
            !page.text.contains("<script") && !page.text.contains(" style="),
            "{path}"
        );
        assert!(page.text.contains("<html lang=\"en\">"), "{path}");
    }
}

#[test]
fn a_language_is_chosen_on_any_page_and_leads_nowhere_else() {
    let world = World::new();
    let mut somebody = Browser::new(&world);
    let page = somebody.get("/join?language=sv");
    assert_eq!((page.status, page.to.as_deref()), (303, Some("/join")));
    assert!(somebody.get("/join").text.contains("Skapa konto"));
    for elsewhere in [
        "//elsewhere.example?language=en",
        "//elsewhere.example/do?language=en",
    ] {
        let page = somebody.get(elsewhere);
        assert_eq!((page.status, page.to), (404, None), "{elsewhere}");
    }
    // Where a form was sent and shown again, the page that it stands on is meant.
    for (sent, page) in [
        ("/account/do", "/account"),
        ("/code/again", "/code"),
        ("/sign-up", "/"),
    ] {
        assert_eq!(somebody.get(sent).to.as_deref(), Some(page));
    }
}

#[test]
fn nothing_goes_without_tls_where_others_come_by_it() {
    let world = World::with(Options {
        base: Some("https://support.example/".to_owned()),
        ..Options::default()
    });
    let page = Browser::new(&world).get("/join");
    assert!(page.header("set-cookie").ends_with("; Secure"));
    assert!(
        page.header("strict-transport-security")
            .starts_with("max-age=")
    );
    let plain = Browser::new(&World::new()).get("/join");
    assert!(!plain.header("set-cookie").contains("Secure"));
    assert_eq!(plain.header("strict-transport-security"), "");
}

#[test]
fn a_form_of_another_site_is_not_taken() {
    let world = World::new();
    let mut anna = Browser::new(&world);
    anna.joins("anna.berg@acme.example");
    let route = [("type", "choose_route"), ("route", "company")];
    for forged in ["", "00", &"0".repeat(64)] {
        let page = anna.send_with("/account/do", forged, &route);
        assert_eq!(page.status, 403, "{}", page.text);
    }
    // The token of somebody else's visit is worth nothing either.
    let other = Browser::new(&world).get("/join").csrf();
    assert_eq!(anna.send_with("/account/do", &other, &route).status, 403);
    assert!(
        anna.get("/account")
            .text
            .contains("data-state=\"route_due\"")
    );
}

#[test]
fn a_visit_has_another_token_after_signing_in_and_none_after_signing_out() {
    let world = World::new();
    let mut anna = Browser::new(&world);
    anna.get("/join");
    let stranger = anna.cookies["visit"].clone();
    anna.joins("anna.berg@acme.example");
    let signed_in = anna.cookies["visit"].clone();
    assert_ne!(stranger, signed_in);
    let page = anna.send("/account", "/sign-out", &[]);
    assert_eq!(page.to.as_deref(), Some("/"));
    assert_ne!(anna.cookies["visit"], signed_in);
    // The old token is nobody's: keeping it does not help.
    anna.cookies.insert("visit".into(), signed_in);
    assert_eq!(anna.get("/account").to.as_deref(), Some("/sign-in"));
    // Nor is one from before that somebody left by signing in once more, whatever as.
    let mine = [
        ("address", "anna.berg@acme.example"),
        ("password", PASSWORD),
    ];
    let staff = [("role", "support"), ("password", PASSWORD)];
    anna.send("/sign-in", "/sign-in", &mine);
    for (path, fields) in [("/sign-in", &mine), ("/staff", &staff)] {
        let before = anna.cookies["visit"].clone();
        assert_eq!(anna.get("/account").status, 200);
        assert_eq!(anna.send("/account", path, fields).status, 303);
        let after = anna.cookies.insert("visit".into(), before);
        assert_eq!(
            anna.get("/account").to.as_deref(),
            Some("/sign-in"),
            "{path}"
        );
        anna.cookies.insert("visit".into(), after.expect("a token"));
    }
}

#[test]
fn a_taken_address_has_the_same_answer_as_a_free_one() {
    let world = World::new();
    Browser::new(&world).joins("anna.berg@acme.example");
    let fields = |address| {
        [
            ("door", "create_account"),
            ("first", "Eve"),
            ("last", "Mallory"),
            ("address", address),
            ("password", PASSWORD),
        ]
    };
    let mut pages = Vec::new();
    for address in ["anna.berg@acme.example", "somebody.else@acme.example"] {
        let mut eve = Browser::new(&world);
        let sent = eve.send("/join", "/sign-up", &fields(address));
        let page = eve.get("/code");
        let csrf = page.csrf();
        let wrong = eve.send("/code", "/code", &[("code", "123456")]);
        let texts = [sent.text, page.text, wrong.text].map(|it| it.replace(&csrf, ""));
        pages.push((sent.status, sent.to, page.status, wrong.status, texts));
    }
    assert_eq!(pages[0], pages[1]);
    let mails = Browser::new(&world).get("/mailbox").text;
    let owner = mails
        .split("<article")
        .find(|it| it.contains("Somebody used your address"));
    assert!(owner.is_some_and(|it| it.contains("data-to=\"anna.berg@acme.example\"")));
}

#[test]
fn hostile_text_comes_back_as_text() {
    let world = World::new();
    let mut eve = Browser::new(&world);
    let name = "<b>\"&'";
    let fields = [
        ("door", "create_account"),
        ("first", name),
        ("last", name),
        ("address", "<script>alert(1)</script>"),
        ("password", "short"),
    ];
    let page = eve.send("/join", "/sign-up", &fields);
    assert_eq!(page.status, 422);
    assert!(
        !page.text.contains("<script") && !page.text.contains("<b>"),
        "{}",
        page.text
    );
    let long = "x".repeat(70_000);
    let page = eve.send("/join", "/sign-up", &[("first", &long)]);
    assert!((400..500).contains(&page.status), "{}", page.status);
}
