//! The twelve ways through, over the API.

use serde_json::{Value, json};
use time::SignedDuration;

use crate::support::{Person, World, access_form};

/// The ways, each a test over SQLite; over PostgreSQL they are walked one after the other.
macro_rules! ways {
    ($($name:ident,)*) => {
        pub(crate) const WAYS: &[(&str, fn(&World))] = &[$((stringify!($name), $name),)*];

        mod over_sqlite {
            $(
                #[test]
                fn $name() {
                    super::$name(&crate::support::World::new());
                }
            )*
        }
    };
}

ways! {
    way_1_one_profile_ends_in_black,
    way_2_one_of_several_profiles_is_chosen,
    way_3_the_first_of_an_organization_has_a_profile_set_up,
    way_4_support_validates_a_domain_at_gmail,
    way_5_a_consumer_mailbox_needs_another_address,
    way_6_what_is_not_finished_lapses_to_green_at_thirty_days,
    way_7_stuck_in_green_is_repaired_and_goes_to_support,
    way_8_the_partner_programme_confirms_or_does_not,
    way_9_a_vanished_entry_is_offered_no_more,
    way_10_the_company_leaves,
    way_11_trouble_with_the_code_has_a_way_out,
    way_12_an_approval_for_another_address_counts_for_nothing,
}

/// Support validates what was asked, on what it sees.
#[track_caller]
fn validate(support: &Person<'_>, request: &str, organization: &str) -> (u16, Value) {
    let (_, seen) = support.call("GET", &format!("/api/requests/{request}"), None);
    let command = json!({
        "type": "validate", "organization": organization, "relation": "customer",
        "basis": seen["request"]["basis"],
    });
    support.call(
        "POST",
        &format!("/api/requests/{request}/commands"),
        Some(command),
    )
}

fn way_1_one_profile_ends_in_black(world: &World) {
    let mut anna = world.sign_up("anna.berg@acme.example", "create_account");
    anna.prove();
    anna.has("green", "route_due");
    anna.taken(json!({ "type": "choose_route", "route": "company" }));
    anna.has("yellow", "details_due");
    anna.taken(json!({ "type": "submit_details" }));
    anna.has("black", "enterprise");
    let account = anna.account();
    assert_eq!(account["next_step"]["id"], "none_needed");
    assert_eq!(account["memberships"][0]["organization"], "acme");
    assert_eq!(account["memberships"][0]["role"], "business_user");
}

fn way_2_one_of_several_profiles_is_chosen(world: &World) {
    let mut anna = world.registered("anna.berg@town.example");
    anna.has("yellow", "organization_due");
    assert_eq!(anna.account()["offer"].as_array().map(Vec::len), Some(3));
    anna.taken(json!({ "type": "choose_organization", "organization": "town-water" }));
    anna.has("black", "enterprise");
}

fn way_3_the_first_of_an_organization_has_a_profile_set_up(world: &World) {
    let anna = world.registered("anna.berg@bolts.example");
    anna.has("yellow", "profile_due");
    let request = anna.files(
        "company_profile",
        json!({
            "company": "Bolts AB", "company_address": "Storgatan 1, 111 22 Stockholm",
            "country": "SE", "preferred_contact": "email", "product": "ABC1234",
        }),
    );
    anna.has("yellow", "profile_in_review");
    let support = world.staff("support");
    let (_, queue) = support.call("GET", "/api/desk", None);
    assert_eq!(queue[0]["id"], json!(request));
    support.asks(&request, json!({ "type": "contact", "by": "email" }));
    let (_, seen) = support.call("GET", &format!("/api/requests/{request}"), None);
    let body =
        json!({ "organization": "bolts", "name": "Bolts AB", "basis": seen["request"]["basis"] });
    let (status, told) = support.call(
        "POST",
        &format!("/api/requests/{request}/profile"),
        Some(body),
    );
    assert_eq!(status, 200, "{told}");
    anna.has("black", "enterprise");
    // The first registrant is no administrator by that.
    assert_eq!(anna.account()["memberships"][0]["role"], "business_user");
    let (status, _) = anna.call("GET", "/api/organizations/bolts", None);
    assert_eq!(status, 404);
    // The next one at that domain is let in at once.
    world
        .registered("bo.ek@bolts.example")
        .has("black", "enterprise");
}

fn way_4_support_validates_a_domain_at_gmail(world: &World) {
    let anna = world.registered("anna.berg@studio.example");
    anna.has("yellow", "limited");
    let request = anna.files("account_access", access_form());
    anna.has("yellow", "support_review");
    let support = world.staff("support");
    support.asks(
        &request,
        json!({
            "type": "ask", "text": "Which serial number does it have?", "fields": ["product"],
        }),
    );
    anna.asks(
        &request,
        json!({
            "type": "answer", "question": 1, "draft": { "product": "APM00123456789" },
        }),
    );
    support.asks(&request, json!({ "type": "begin_validation" }));
    let (status, told) = validate(&support, &request, "studio");
    assert_eq!(status, 200, "{told}");
    anna.has("black", "enterprise");
}

fn way_5_a_consumer_mailbox_needs_another_address(world: &World) {
    let mut anna = world.registered("anna.berg@gmail.com");
    anna.has("yellow", "limited");
    let refusal = anna.refused(json!({ "type": "request_support", "topic": "account_access" }));
    assert_eq!(
        refusal,
        (
            "business_address_needed".into(),
            "use_business_address".into()
        )
    );
    anna.taken(json!({ "type": "change_address", "address": "anna.berg@acme.example" }));
    anna.address = "anna.berg@acme.example".into();
    let code = anna.code();
    anna.taken(json!({ "type": "confirm_address", "code": code }));
    anna.has("black", "enterprise");
    // The old address is nobody's now, and signs in nobody.
    anna.address = "anna.berg@gmail.com".into();
    let body = json!({ "address": anna.address, "password": crate::support::PASSWORD });
    let (status, _) = world.call("POST", "/api/sessions", None, Some(&body));
    assert_eq!(status, 401);
}

fn way_6_what_is_not_finished_lapses_to_green_at_thirty_days(world: &World) {
    let mut anna = world.sign_up("anna.berg@acme.example", "create_account");
    anna.prove();
    anna.taken(json!({ "type": "choose_route", "route": "company" }));
    world.pass(SignedDuration::days(29));
    anna.sign_in("/api/sessions");
    anna.has("yellow", "details_due");
    world.pass(SignedDuration::days(1));
    anna.sign_in("/api/sessions");
    anna.has("green", "basic");
}

fn way_7_stuck_in_green_is_repaired_and_goes_to_support(world: &World) {
    let mut anna = world.registered("anna.berg@studio.example");
    anna.has("yellow", "limited");
    anna.taken(json!({ "type": "report_mark", "mark": "green" }));
    anna.has("green", "stuck_in_basic");
    let (code, _) = anna.refused(json!({ "type": "request_support", "topic": "account_access" }));
    assert_eq!(code, "repair_first");
    let (code, _) = anna.refused(json!({ "type": "repair_step", "step": "clear_cache" }));
    assert_eq!(code, "other_step_due");
    anna.taken(json!({ "type": "repair_step", "step": "sign_out" }));
    anna.taken(json!({ "type": "repair_step", "step": "clear_cache" }));
    anna.taken(json!({ "type": "repair_step", "step": "open_registration_link" }));
    // The link: address and password on the left.
    anna.sign_in("/api/registrations");
    anna.taken(json!({ "type": "repair_step", "step": "check_mark" }));
    anna.has("yellow", "limited");
    let request = anna.files("account_access", access_form());
    let (status, told) = validate(&world.staff("support"), &request, "studio");
    assert_eq!(status, 200, "{told}");
    anna.has("black", "enterprise");
}

fn way_8_the_partner_programme_confirms_or_does_not(world: &World) {
    let mut pia = world.sign_up("pia.lund@reseller.example", "create_account");
    pia.prove();
    pia.taken(json!({ "type": "choose_route", "route": "partner_employee" }));
    pia.has("yellow", "referred_partner_employee");
    let programme = world.staff("partner_programme");
    programme.tells(
        &pia.id,
        json!({ "type": "confirm_partner", "organization": "reseller" }),
    );
    pia.has("black", "enterprise");
    assert_eq!(pia.account()["memberships"][0]["relation"], "partner");

    let mut ola = world.sign_up("ola.nord@bolts.example", "create_account");
    ola.prove();
    ola.taken(json!({ "type": "choose_route", "route": "prospective_partner" }));
    ola.has("green", "referred_prospective_partner");
    programme.tells(&ola.id, json!({ "type": "refuse_partner" }));
    assert_eq!(ola.account()["mark"], "green");
}

fn way_9_a_vanished_entry_is_offered_no_more(world: &World) {
    let mut anna = world.registered("anna.berg@town.example");
    anna.has("yellow", "organization_due");
    let (code, _) = anna.refused(json!({ "type": "choose_organization", "organization": "acme" }));
    assert_eq!(code, "not_offered");
    let support = world.staff("support");
    let drop = json!({ "type": "drop_domain", "name": "town.example" });
    let (status, told) = support.call("POST", "/api/organizations/town-water/commands", Some(drop));
    assert_eq!(status, 200, "{told}");
    let offered = || anna.account()["offer"].as_array().map(Vec::len);
    crate::support::wait(|| (offered() == Some(2)).then_some(()));
    let (code, _) =
        anna.refused(json!({ "type": "choose_organization", "organization": "town-water" }));
    assert_eq!(code, "not_offered");
    anna.taken(json!({ "type": "choose_organization", "organization": "town-library" }));
    anna.has("black", "enterprise");
}

fn way_10_the_company_leaves(world: &World) {
    let anna = world.registered("anna.berg@acme.example");
    anna.has("black", "enterprise");
    let granted = |entitlement: &str| {
        let (_, table) = anna.call("GET", "/api/account/rights", None);
        let rights = table[0]["rights"].as_array().cloned().unwrap_or_default();
        let right = rights
            .into_iter()
            .find(|it| it["entitlement"] == entitlement);
        right.is_some_and(|it| it["granted"] == json!(true))
    };
    assert!(granted("software"));
    let support = world.staff("support");
    support.tells(
        &anna.id,
        json!({
            "type": "relation_ended", "organization": "acme", "relation": "customer",
        }),
    );
    anna.has("yellow", "limited");
    assert_eq!(
        anna.account()["state_data"]["because"],
        json!(["relation_ended"])
    );
    assert!(!granted("software"));
}

fn way_11_trouble_with_the_code_has_a_way_out(world: &World) {
    let mut anna = world.sign_up("anna.berg@acme.example", "sign_in_menu");
    let first = anna.code();
    let (status, problem) = anna.give(json!({ "type": "request_code" }));
    assert_eq!((status, &problem["code"]), (409, &json!("code_too_soon")));
    assert_eq!(
        problem["way_out"][0]["earliest"], problem["retry_at"],
        "{problem}"
    );
    let wrong = if first == "000000" {
        "000001"
    } else {
        "000000"
    };
    for _ in 0..5 {
        let (code, _) = anna.refused(json!({ "type": "submit_code", "code": wrong }));
        assert_eq!(code, "code_not_accepted");
    }
    // The right one is worth nothing any more, and looks the same.
    let (code, _) = anna.refused(json!({ "type": "submit_code", "code": first }));
    assert_eq!(code, "code_not_accepted");
    let (status, problem) = anna.give(json!({ "type": "submit_code", "code": "12 34 56" }));
    assert_eq!((status, &problem["code"]), (400, &json!("malformed")));
    world.pass(SignedDuration::seconds(61));
    anna.taken(json!({ "type": "request_code" }));
    let second = crate::support::wait(|| {
        let codes = world.codes(&anna.address);
        (codes.len() == 2).then(|| codes[0].clone())
    });
    let (code, _) = anna.refused(json!({ "type": "submit_code", "code": first }));
    assert_eq!(code, "code_not_accepted");
    world.pass(SignedDuration::minutes(10));
    let (code, _) = anna.refused(json!({ "type": "submit_code", "code": second }));
    assert_eq!(code, "code_not_accepted");
    anna.files(
        "trouble_with_validation",
        json!({
            "email": anna.address, "preferred_contact": "email",
        }),
    );
    anna.taken(json!({ "type": "request_code" }));
    let third = crate::support::wait(|| {
        let codes = world.codes(&anna.address);
        (codes.len() == 3).then(|| codes[0].clone())
    });
    anna.taken(json!({ "type": "submit_code", "code": third }));
    anna.has("green", "basic");
}

fn way_12_an_approval_for_another_address_counts_for_nothing(world: &World) {
    let mut anna = world.registered("anna.berg@studio.example");
    let request = anna.files("account_access", access_form());
    let support = world.staff("support");
    let (_, seen) = support.call("GET", &format!("/api/requests/{request}"), None);
    anna.taken(json!({ "type": "change_address", "address": "anna.berg@acme.example" }));
    anna.address = "anna.berg@acme.example".into();
    let code = anna.code();
    anna.taken(json!({ "type": "confirm_address", "code": code }));
    let command = json!({
        "type": "validate", "organization": "studio", "relation": "customer",
        "basis": seen["request"]["basis"],
    });
    let path = format!("/api/requests/{request}/commands");
    let (status, problem) = support.call("POST", &path, Some(command));
    assert_eq!(status, 409, "{problem}");
    anna.has("black", "enterprise");
    assert_eq!(anna.account()["memberships"][0]["organization"], "acme");
}
