//! The twelve ways through, in the browser.

use std::panic::{AssertUnwindSafe, catch_unwind};

use time::SignedDuration;

use super::narrow::way_1_in_swedish;
use super::{Browser, Window, version};
use crate::load::now;
use crate::support::{PASSWORD, World};

/// Who is before the windows: somebody with an account, and somebody of the staff.
struct Seats<'a> {
    world: World,
    anna: Window<'a>,
    staff: Window<'a>,
}

type Way = (&'static str, fn(&mut Seats<'_>));

const WAYS: &[Way] = &[
    ("way-1", way_1_one_profile_ends_in_black),
    ("way-2", way_2_one_of_several_profiles_is_chosen),
    (
        "way-3",
        way_3_the_first_of_an_organization_has_a_profile_set_up,
    ),
    ("way-4", way_4_support_validates_a_domain_at_gmail),
    ("way-5", way_5_a_consumer_mailbox_needs_another_address),
    ("way-6", way_6_what_is_not_finished_lapses_to_green),
    (
        "way-7",
        way_7_stuck_in_green_is_repaired_and_goes_to_support,
    ),
    ("way-8", way_8_the_partner_programme_confirms_or_does_not),
    ("way-9", way_9_a_vanished_entry_is_offered_no_more),
    ("way-10", way_10_the_company_leaves),
    ("way-11", way_11_trouble_with_the_code_has_a_way_out),
    (
        "way-12",
        way_12_an_approval_for_another_address_counts_for_nothing,
    ),
];

#[test]
fn the_twelve_ways_are_walked_in_a_browser_without_scripts() {
    let Some(browser) = Browser::start() else {
        println!("browser: absent; no way was walked in one");
        return;
    };
    let began = now();
    let (mut anna, mut staff) = (browser.window(), browser.window());
    assert!(!anna.runs_scripts() && !staff.runs_scripts(), "scripts run");
    let mut astray = Vec::new();
    let mut times = Vec::new();
    for (name, walk) in WAYS {
        let world = World::new();
        anna.open(&world.base, name);
        staff.open(&world.base, name);
        let mut seats = Seats { world, anna, staff };
        let began = now();
        // Each way is tried, so that all that lead astray are told at once.
        if catch_unwind(AssertUnwindSafe(|| walk(&mut seats))).is_err() {
            astray.push(*name);
        }
        times.push(began.elapsed().as_secs_f64());
        Seats { anna, staff, .. } = seats;
    }
    let world = World::new();
    anna.open(&world.base, "narrow");
    let narrow = now();
    let fits = catch_unwind(AssertUnwindSafe(|| way_1_in_swedish(&anna)));
    if fits.is_err() {
        astray.push("narrow");
    }
    let narrow = narrow.elapsed().as_secs_f64();
    anna.close();
    staff.close();
    // How long somebody takes who types as fast as a program does; nothing hangs on it.
    for ((name, _), seconds) in WAYS.iter().zip(&times) {
        println!("browser, {name}: {seconds:.1} s");
    }
    println!("browser, way-1 in Swedish, on a telephone's width: {narrow:.1} s");
    println!(
        "browser: {} of {} ways in {} without scripts, {} pages looked at, in {:.0} s; from the first \
         page to black by the keyboard alone in {:.1} s; pictures in {}",
        WAYS.len() - astray.iter().filter(|it| **it != "narrow").count(),
        WAYS.len(),
        version(),
        browser.looked(),
        began.elapsed().as_secs_f64(),
        times.first().copied().unwrap_or_default(),
        browser.pictures(),
    );
    assert!(astray.is_empty(), "{astray:?}");
}

impl Window<'_> {
    /// Signs up and enters the code, by what the pages say.
    #[track_caller]
    fn joins(&self, address: &str) {
        self.goto("/");
        self.follow("Create an account");
        self.look("join");
        let fields = [
            ("First name", "Anna"),
            ("Last name", "Berg"),
            ("E-mail address", address),
            ("Password", PASSWORD),
        ];
        self.send("Create the account", &fields);
        self.says("Enter the code");
        let code = self.reads_code(address, 1);
        self.follow("Enter the code");
        self.send("Confirm", &[("Code", &code)]);
        self.says("My account");
    }

    /// Says to belong to a company, and gives the details.
    #[track_caller]
    fn registers(&self, address: &str) {
        self.joins(address);
        self.has("green", "route_due");
        self.send("Go on", &[("I have the business address", "")]);
        self.has("yellow", "details_due");
        self.press("Submit the details");
        self.says("Mark");
    }

    /// Asks support to enable business access.
    #[track_caller]
    fn asks_for_access(&self) {
        self.goto("/account");
        self.follow("Support");
        self.follow("Account access issue");
        let fields = [
            ("Telephone number", "+46 8 123 456 78"),
            ("How to reach you", "by e-mail"),
            ("Address of the site", "https://support.example/"),
            ("What you want", "enable business access for my account"),
            ("Service tag or serial number", "ABC1234"),
            ("Name of the company", "Studio AB"),
            (
                "Address where the equipment is",
                "Storgatan 1, 111 22 Stockholm",
            ),
        ];
        self.send("Send", &fields);
    }

    /// Signs in at the desk.
    #[track_caller]
    fn works_as(&self, role: &str) {
        self.goto("/");
        self.follow("Staff");
        self.send("Sign in", &[("Role", role), ("Password", PASSWORD)]);
        self.says(if role == "Support" {
            "Support desk"
        } else {
            "Nobody waits"
        });
    }

    /// Opens what is due next.
    #[track_caller]
    fn opens_the_next_request(&self) {
        self.goto("/desk");
        self.look("desk");
        self.click("//table[@id='queue']/tbody/tr[1]//a");
        self.says("The account");
    }

    /// Signs out, and in again.
    #[track_caller]
    fn signs_in_again(&self, address: &str) {
        self.goto("/sign-in");
        self.send(
            "Sign in",
            &[("E-mail address", address), ("Password", PASSWORD)],
        );
        self.says("My account");
    }
}

/// With the keyboard alone, from the first page on.
fn way_1_one_profile_ends_in_black(seats: &mut Seats<'_>) {
    let anna = &seats.anna;
    anna.look("home");
    anna.keys("Create an account", "\u{e007}");
    anna.says("You are new");
    anna.look("join");
    anna.keys("First name", "Anna");
    anna.keys("Last name", "Berg");
    anna.keys("E-mail address", "anna.berg@acme.example");
    anna.keys("Password (at least", PASSWORD);
    anna.keys("Create the account", "\u{e007}");
    anna.says("Enter the code");
    anna.look("code");
    let code = anna.reads_code("anna.berg@acme.example", 1);
    anna.keys("Enter the code", "\u{e007}");
    anna.says("Mail me another code");
    anna.keys("Code", &format!("{code}\u{e007}"));
    anna.says("how do you belong");
    anna.has("green", "route_due");
    anna.keys("I have the business address", " ");
    anna.keys("Go on", "\u{e007}");
    anna.has("yellow", "details_due");
    anna.keys("Submit the details", "\u{e007}");
    anna.has("black", "enterprise");
    anna.says("black: Enterprise");
}

fn way_2_one_of_several_profiles_is_chosen(seats: &mut Seats<'_>) {
    let anna = &seats.anna;
    anna.registers("anna.berg@town.example");
    anna.has("yellow", "organization_due");
    anna.send("Choose", &[("Town waterworks", "")]);
    anna.has("black", "enterprise");
    anna.says("Town waterworks");
}

fn way_3_the_first_of_an_organization_has_a_profile_set_up(seats: &mut Seats<'_>) {
    let (anna, staff) = (&seats.anna, &seats.staff);
    anna.registers("anna.berg@bolts.example");
    anna.has("yellow", "profile_due");
    anna.follow("Have the company profile set up");
    let fields = [
        ("Name of the company", "Bolts AB"),
        ("Address of the company", "Storgatan 1, 111 22 Stockholm"),
        ("Country", "SE"),
        ("How to reach you", "by e-mail"),
        ("Service tag or serial number", "ABC1234"),
    ];
    anna.fill("Send", &fields);
    anna.look("form");
    anna.press("Send");
    anna.says("My requests");
    anna.has("yellow", "profile_in_review");
    staff.works_as("Support");
    staff.opens_the_next_request();
    staff.look("request");
    staff.send("Record the contact", &[("Contacted by", "e-mail")]);
    staff.send(
        "Set the profile up",
        &[
            ("Id of the organization", "bolts"),
            ("Its name", "Bolts AB"),
        ],
    );
    staff.says("solved");
    staff.look("solved");
    anna.has("black", "enterprise");
    anna.says("Bolts AB");
    anna.says("business user");
}

fn way_4_support_validates_a_domain_at_gmail(seats: &mut Seats<'_>) {
    let (anna, staff) = (&seats.anna, &seats.staff);
    anna.registers("anna.berg@studio.example");
    anna.has("yellow", "limited");
    anna.follow("To support");
    anna.follow("Account access issue");
    anna.press("Send");
    anna.says("required");
    anna.look("faults");
    anna.asks_for_access();
    anna.has("yellow", "support_review");
    staff.works_as("Support");
    staff.opens_the_next_request();
    staff.send("Ask", &[("Question", "Which serial number does it have?")]);
    anna.follow("Support");
    anna.click("//table[@id='requests']//a");
    anna.says("Which serial number does it have?");
    anna.look("question");
    anna.send("Answer", &[("Your answer", "APM00123456789")]);
    anna.says("APM00123456789");
    staff.opens_the_next_request();
    staff.press("Begin to validate");
    staff.says("Validate");
    staff.look("validating");
    staff.send("Validate", &[("Organization", "Studio AB")]);
    staff.says("solved");
    anna.has("black", "enterprise");
}

fn way_5_a_consumer_mailbox_needs_another_address(seats: &mut Seats<'_>) {
    let anna = &seats.anna;
    anna.registers("anna.berg@gmail.com");
    anna.has("yellow", "limited");
    anna.asks_for_access();
    anna.says("Change to the business address that your organization gave you");
    anna.look("refused");
    anna.goto("/account");
    anna.send(
        "Change the address",
        &[("New address", "anna.berg@acme.example")],
    );
    anna.says("Enter the code");
    let code = anna.reads_code("anna.berg@acme.example", 1);
    anna.follow("Enter the code");
    anna.send("Confirm", &[("Code", &code)]);
    anna.says("My account");
    anna.has("black", "enterprise");
    anna.says("anna.berg@acme.example");
}

fn way_6_what_is_not_finished_lapses_to_green(seats: &mut Seats<'_>) {
    let anna = &seats.anna;
    anna.joins("anna.berg@acme.example");
    anna.send("Go on", &[("I have the business address", "")]);
    anna.has("yellow", "details_due");
    seats.world.pass(SignedDuration::days(29));
    anna.signs_in_again("anna.berg@acme.example");
    anna.has("yellow", "details_due");
    seats.world.pass(SignedDuration::days(1));
    anna.signs_in_again("anna.berg@acme.example");
    anna.has("green", "basic");
}

fn way_7_stuck_in_green_is_repaired_and_goes_to_support(seats: &mut Seats<'_>) {
    let (anna, staff) = (&seats.anna, &seats.staff);
    anna.registers("anna.berg@studio.example");
    anna.has("yellow", "limited");
    anna.send("Report it", &[("I see another mark", "green")]);
    anna.has("green", "stuck_in_basic");
    anna.asks_for_access();
    anna.says("Do the step of the repair that is due");
    anna.goto("/account");
    for step in ["sign-out", "clear-cache", "open-link"] {
        anna.look(step);
        anna.press("This step is done");
    }
    anna.says("You have an account");
    anna.send(
        "Sign in and register",
        &[
            ("E-mail address", "anna.berg@studio.example"),
            ("Password", PASSWORD),
        ],
    );
    anna.says("My account");
    anna.look("check-mark");
    anna.press("This step is done");
    anna.has("yellow", "limited");
    anna.asks_for_access();
    anna.has("yellow", "support_review");
    staff.works_as("Support");
    staff.opens_the_next_request();
    staff.send("Validate", &[("Organization", "Studio AB")]);
    staff.says("solved");
    anna.has("black", "enterprise");
}

fn way_8_the_partner_programme_confirms_or_does_not(seats: &mut Seats<'_>) {
    let (anna, staff) = (&mut seats.anna, &seats.staff);
    staff.works_as("Partner programme");
    anna.joins("pia.lund@reseller.example");
    anna.send("Go on", &[("I am an employee of a partner", "")]);
    anna.has("yellow", "referred_partner_employee");
    staff.goto("/desk");
    staff.look("programme");
    staff.send("Confirm", &[("Partner", "Reseller AB")]);
    anna.has("black", "enterprise");
    anna.says("Reseller AB");
    anna.open(&seats.world.base, "way-8");
    anna.joins("ola.nord@bolts.example");
    anna.send("Go on", &[("I want to become a partner", "")]);
    anna.has("green", "referred_prospective_partner");
    staff.goto("/desk");
    staff.press("Do not confirm");
    staff.says("Nobody waits");
    anna.has("green", "basic");
}

fn way_9_a_vanished_entry_is_offered_no_more(seats: &mut Seats<'_>) {
    let (anna, staff) = (&seats.anna, &seats.staff);
    anna.registers("anna.berg@town.example");
    anna.has("yellow", "organization_due");
    staff.works_as("Support");
    staff.follow("Town waterworks");
    staff.says("town.example");
    staff.look("company");
    staff.press("Give up");
    staff.says("Invitations");
    // The page that she still has offers it; the portal does not.
    anna.send("Choose", &[("Town waterworks", "")]);
    anna.says("Choose one of the organizations offered");
    anna.look("vanished");
    anna.goto("/account");
    assert_eq!(anna.count("//input[@name='organization']"), 2);
    anna.send("Choose", &[("Town library", "")]);
    anna.has("black", "enterprise");
}

fn way_10_the_company_leaves(seats: &mut Seats<'_>) {
    let (anna, staff) = (&seats.anna, &seats.staff);
    anna.registers("anna.berg@acme.example");
    anna.has("black", "enterprise");
    staff.works_as("Support");
    staff.follow("Acme AB");
    staff.press("The relation ended");
    staff.says("Members");
    anna.has("yellow", "limited");
    anna.says("relation ended");
    anna.says("no; missing:");
}

fn way_11_trouble_with_the_code_has_a_way_out(seats: &mut Seats<'_>) {
    let anna = &seats.anna;
    let address = "anna.berg@acme.example";
    anna.goto("/sign-in");
    let fields = [
        ("First name", "Anna"),
        ("Last name", "Berg"),
        ("E-mail address", address),
        ("Password", PASSWORD),
    ];
    anna.send("Create a Basic account", &fields);
    anna.says("Enter the code");
    let first = anna.reads_code(address, 1);
    anna.follow("Enter the code");
    anna.press("Mail me another code");
    anna.says("Again from");
    anna.look("too-soon");
    let wrong = if first == "000000" {
        "000001"
    } else {
        "000000"
    };
    for _ in 0..5 {
        anna.send("Confirm", &[("Code", wrong)]);
        anna.says("Enter the code that was mailed last, or ask for another");
    }
    // The right one is worth nothing any more, and looks the same.
    anna.send("Confirm", &[("Code", &first)]);
    anna.says("Enter the code that was mailed last, or ask for another");
    anna.look("used-up");
    seats.world.pass(SignedDuration::seconds(61));
    anna.press("Mail me another code");
    let second = anna.reads_code(address, 2);
    anna.follow("Enter the code");
    seats.world.pass(SignedDuration::minutes(10));
    anna.send("Confirm", &[("Code", &second)]);
    anna.says("Enter the code that was mailed last, or ask for another");
    anna.follow("Trouble with the code");
    anna.look("trouble");
    let fields = [
        ("E-mail address that the trouble is with", address),
        ("How to reach you", "by e-mail"),
    ];
    anna.send("Send", &fields);
    anna.says("on its way");
    anna.look("sent");
    anna.goto("/code");
    anna.press("Mail me another code");
    let third = anna.reads_code(address, 3);
    anna.follow("Enter the code");
    anna.send("Confirm", &[("Code", &third)]);
    anna.says("My account");
    anna.has("green", "basic");
}

fn way_12_an_approval_for_another_address_counts_for_nothing(seats: &mut Seats<'_>) {
    let (anna, staff) = (&seats.anna, &seats.staff);
    anna.registers("anna.berg@studio.example");
    anna.has("yellow", "limited");
    anna.asks_for_access();
    anna.has("yellow", "support_review");
    staff.works_as("Support");
    staff.opens_the_next_request();
    anna.send(
        "Change the address",
        &[("New address", "anna.berg@acme.example")],
    );
    anna.says("Enter the code");
    let code = anna.reads_code("anna.berg@acme.example", 1);
    anna.follow("Enter the code");
    anna.send("Confirm", &[("Code", &code)]);
    anna.says("My account");
    // Support still looks at the page that tells the old address.
    staff.send("Validate", &[("Organization", "Studio AB")]);
    staff.says("The request was withdrawn already");
    staff.look("too-late");
    anna.has("black", "enterprise");
    anna.says("Acme AB");
}
