//! What the pictures share: colors, and text that is no markup.

use core::fmt::{self, Display, Write};

use checkmark_calendar::SpanKind;
use time::PlainDateTime;

/// The styles, and the stripes of a pause.
pub(super) const STYLE: &str = r##"<style>.b{font-weight:600}.m{font-size:11px;fill:#555}</style><defs><pattern id="paused" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#ffe7b3"/><rect width="3" height="6" fill="#e0a020"/></pattern></defs>"##;

/// What a span is filled with.
pub(super) const fn fill(kind: &SpanKind) -> &'static str {
    match kind {
        SpanKind::Counted => "#1b7f5c",
        SpanKind::Repeated => "#0b4f39",
        SpanKind::Holiday { .. } => "#d9cdec",
        SpanKind::Paused { .. } => "url(#paused)",
        _ => "#b00020",
    }
}

/// A reading of the wall clock, to the minute, or to the second where there are seconds.
pub(super) struct Hour(pub(super) PlainDateTime);

impl Display for Hour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = self.0.time().as_hms();
        write!(f, "{hour:02}:{minute:02}")?;
        if second == 0 {
            Ok(())
        } else {
            write!(f, ":{second:02}")
        }
    }
}

/// Text with what XML gives a meaning to written otherwise.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Escaper(f).write_str(self.0)
    }
}

pub(super) struct Escaper<'a, 'f>(pub(super) &'a mut fmt::Formatter<'f>);

impl Write for Escaper<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|character| match character {
            '&' => self.0.write_str("&amp;"),
            '<' => self.0.write_str("&lt;"),
            '>' => self.0.write_str("&gt;"),
            '"' => self.0.write_str("&quot;"),
            // XML 1.0 has no form for these at all.
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                self.0.write_char(char::REPLACEMENT_CHARACTER)
            }
            _ => self.0.write_char(character),
        })
    }
}
