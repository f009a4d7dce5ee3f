//! The first way in Swedish, in a window as narrow as a telephone.

use fantoccini::Locator;

use super::Window;
use crate::support::PASSWORD;

/// How wide the window is, in pixels: content has to fit without scrolling sideways (WCAG 1.4.10).
const WIDTH: u32 = 360;

/// What could stick out of a page.
const WIDE: &str = "//body//*[self::table or self::form or self::input or self::select or self::pre \
    or self::img or self::dl or self::nav or self::button or self::p or self::li or self::fieldset \
    or self::h1 or self::h2 or self::a[not(@class='skip')]]";

/// From the first page to black, by what the pages say.
pub(super) fn way_1_in_swedish(anna: &Window<'_>) {
    let address = "anna.berg@acme.example";
    let sized = anna.ask(anna.client.set_window_size(WIDTH, 900));
    sized.expect("a window has a size");
    anna.follow("Svenska");
    anna.fits("home");
    anna.follow("Skapa ett konto");
    anna.fits("join");
    let fields = [
        ("Förnamn", "Anna"),
        ("Efternamn", "Berg"),
        ("E-postadress", address),
        ("Lösenord", PASSWORD),
    ];
    anna.send("Skapa kontot", &fields);
    anna.says("Ange koden");
    anna.fits("code");
    anna.follow("Titta i brevlådan");
    let mail = format!("//article[@data-to='{address}']//pre[contains(., 'kod är ')]");
    anna.says("Din kod är ");
    let text = anna.ask(anna.find(&mail).text()).unwrap_or_default();
    let code: String = text.chars().filter(char::is_ascii_digit).take(6).collect();
    anna.fits("mailbox");
    anna.follow("Ange koden");
    anna.send("Bekräfta", &[("Kod", &code)]);
    anna.says("hur hör du till ett företag");
    anna.fits("route");
    anna.send("Fortsätt", &[("Jag har företagsadress", "")]);
    anna.says("Företagsuppgifter");
    anna.fits("details");
    anna.press("Lämna uppgifterna");
    anna.has("black", "enterprise");
    anna.says("svart: företag");
    anna.fits("account");
    anna.follow("Support");
    anna.fits("support");
    anna.follow("Problem med validering");
    anna.fits("form");
}

impl Window<'_> {
    /// Looks at the page, on which nothing may be wider than the window.
    #[track_caller]
    fn fits(&self, name: &str) {
        self.look(name);
        let found = self.ask(self.client.find_all(Locator::XPath(WIDE)));
        for element in found.expect("a page has parts") {
            let (left, _, wide, _) = self.ask(element.rectangle()).unwrap_or_default();
            assert!(
                left >= 0.0 && left + wide <= f64::from(WIDTH),
                "{name}: {wide} pixels from {left} on\n{}",
                self.ask(element.html(false)).unwrap_or_default(),
            );
        }
    }
}
