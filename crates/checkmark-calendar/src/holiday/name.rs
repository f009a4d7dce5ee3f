//! What a holiday may be called.

use super::rule::HolidayRuleErrorKind;

/// The most bytes of a name.
pub(super) const LONGEST: usize = 128;

/// Names are shown in tickets and stand in lists of rules, so they are one line without surprises.
pub(super) fn check(name: &str) -> Result<(), HolidayRuleErrorKind> {
    if name.is_empty() {
        return Err(HolidayRuleErrorKind::Missing);
    }
    if name.len() > LONGEST {
        return Err(HolidayRuleErrorKind::Length);
    }
    // A slash after a blank parts the name from the local one.
    let parts = name.starts_with('/') || name.contains(" /");
    if parts || name.trim() != name || name.chars().any(hides) {
        return Err(HolidayRuleErrorKind::Character);
    }
    Ok(())
}

/// Control characters, line ends and marks that turn the direction of the text around them.
fn hides(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
