//! A due date as a picture: a row a day, what counted and what did not.

use core::fmt::{self, Display, Write};

use checkmark_calendar::{Explanation, Language, Span, SpanKind};
use time::{Date, PlainDateTime, SignedDuration};

use super::svg::{self, Escaped, Escaper, Hour, STYLE};

/// An [`Explanation`] as an SVG timeline, good enough to put in a ticket.
///
/// A row stands for a date on the calendar's wall clock, from midnight to midnight; of more than
/// [`Self::ROWS`] dates those in the middle are left out, and a row says how many. Each bar has its
/// reason as a title, which a pointer or a screen reader finds.
///
/// ```
/// use checkmark::calendar::{Calendar, Language, Pauses};
/// use checkmark::picture::Timeline;
/// use time::UtcDateTime;
///
/// let clock = Calendar::default().compile()?;
/// let promise = clock.explain(UtcDateTime::UNIX_EPOCH, "business PT48H".parse()?, Pauses::NONE)?;
/// let svg = Timeline::new(&promise, Language::English).to_string();
/// assert!(svg.starts_with("<svg") && svg.ends_with("</svg>\n"));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Timeline<'a> {
    explanation: &'a Explanation,
    language: Language,
}

impl<'a> Timeline<'a> {
    /// The most dates that are drawn.
    pub const ROWS: usize = 21;

    /// The picture of an explanation, its words in a language.
    #[must_use]
    pub const fn new(explanation: &'a Explanation, language: Language) -> Self {
        Self {
            explanation,
            language,
        }
    }

    fn words(&self) -> &'static Words {
        Words::of(self.language)
    }

    /// The first and the last date on the wall clock.
    fn dates(&self) -> (Date, Date) {
        let spans = self.explanation.spans();
        match (spans.first(), spans.last()) {
            (Some(first), Some(last)) => (first.local_from().date(), last.local_to().date()),
            _ => (
                self.explanation.start().date(),
                self.explanation.due().date(),
            ),
        }
    }

    /// The due instant on the wall clock.
    fn due(&self) -> PlainDateTime {
        let due = self.explanation.due();
        let utc = PlainDateTime::new(due.date(), due.time());
        self.explanation.spans().last().map_or(utc, Span::local_to)
    }

    fn row(&self, f: &mut fmt::Formatter<'_>, date: Date, y: u32) -> fmt::Result {
        let words = self.words();
        writeln!(
            f,
            r#"<text x="12" y="{}">{} {} {}</text>"#,
            y + 15,
            words.weekdays[usize::from(date.weekday().number_days_from_monday())],
            date.day(),
            words.months[usize::from(u8::from(date.month())) - 1],
        )?;
        writeln!(
            f,
            r##"<rect x="{LEFT}" y="{y}" width="{DAY}" height="{BAR}" fill="#f4f4f2"/>"##
        )?;
        for span in self.explanation.spans() {
            self.bar(f, span, date, y)?;
        }
        if self.due().date() == date {
            let x = LEFT + pixels(self.due(), date);
            let hour = Hour(self.due());
            writeln!(
                f,
                r##"<path d="M{x} {} v{} m-4 0 h8" stroke="#b00020" stroke-width="2" fill="none"/>"##,
                y - 2,
                BAR + 4
            )?;
            let (x, anchor) = if x + 60 > LEFT + DAY {
                (x - 5, "end")
            } else {
                (x + 5, "start")
            };
            writeln!(
                f,
                r##"<text x="{x}" y="{}" fill="#b00020" text-anchor="{anchor}" class="b">{hour}</text>"##,
                y + 15
            )?;
        }
        Ok(())
    }

    fn bar(&self, f: &mut fmt::Formatter<'_>, span: &Span, date: Date, y: u32) -> fmt::Result {
        let (from, to) = (span.local_from(), span.local_to());
        if to.date() < date || from.date() > date {
            return Ok(());
        }
        let (x, end) = (pixels(from, date), pixels(to, date));
        let skipped = matches!(span.kind(), SpanKind::Skipped { .. });
        if (x == end && !skipped) || matches!(span.kind(), SpanKind::Closed) {
            return Ok(());
        }
        let fill = svg::fill(span.kind());
        let width = (end.max(x) - x).max(2);
        write!(
            f,
            r#"<rect x="{}" y="{y}" width="{width}" height="{BAR}" fill="{fill}"><title>"#,
            LEFT + x
        )?;
        self.words().write_kind(f, span.kind())?;
        writeln!(f, ", {}\u{2013}{}</title></rect>", Hour(from), Hour(to))?;
        match span.kind() {
            SpanKind::Holiday { name, .. } if width > 120 => writeln!(
                f,
                r##"<text x="{}" y="{}" fill="#3d2a66">{}</text>"##,
                LEFT + x + 8,
                y + 15,
                Escaped(name)
            ),
            _ => Ok(()),
        }
    }

    /// The hours over the rows, and what the colors mean under them.
    fn frame(&self, f: &mut fmt::Formatter<'_>, height: u32) -> fmt::Result {
        for hour in (0..=24).step_by(6) {
            let x = LEFT + hour * DAY / 24;
            writeln!(
                f,
                r##"<text x="{x}" y="66" class="m" text-anchor="middle">{hour:02}:00</text><path d="M{x} 72 V{}" stroke="#d0d0cc"/>"##,
                height - 40
            )?;
        }
        let mut x = LEFT;
        for (kind, fill) in [
            ("counted", "#1b7f5c"),
            ("closed", "#f4f4f2"),
            ("holiday", "#d9cdec"),
            ("paused", "url(#paused)"),
            ("skipped", "#b00020"),
        ] {
            let label = self.words().code(kind);
            writeln!(
                f,
                r##"<rect x="{x}" y="{}" width="14" height="14" fill="{fill}" stroke="#888"/><text x="{}" y="{}" class="m">{label}</text>"##,
                height - 26,
                x + 20,
                height - 15
            )?;
            x += 110;
        }
        Ok(())
    }
}

impl Display for Timeline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (words, it) = (self.words(), self.explanation);
        let (first, last) = self.dates();
        let days = usize::try_from((last - first).whole_days()).unwrap_or_default() + 1;
        let rows = days.min(Self::ROWS);
        let height = TOP + u32::try_from(rows).unwrap_or_default() * ROW + 44;
        writeln!(
            f,
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" aria-labelledby="title desc" font-family="system-ui, sans-serif" font-size="13">"#
        )?;
        let due = self.due();
        writeln!(
            f,
            r#"<title id="title">{} {} {}</title>"#,
            words.due,
            due.date(),
            Hour(due)
        )?;
        f.write_str(r#"<desc id="desc">"#)?;
        write!(Escaper(f), "{}", it.text(self.language))?;
        writeln!(f, "</desc>")?;
        writeln!(
            f,
            r##"{STYLE}<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>"##
        )?;
        writeln!(
            f,
            r#"<text x="12" y="26" font-size="16" class="b">{} {} {}</text><text x="12" y="44" class="m">{} {}, {}</text>"#,
            words.due,
            due.date(),
            Hour(due),
            words.from,
            Escaped(it.zone()),
            it.counted(),
        )?;
        self.frame(f, height)?;
        let mut y = TOP;
        let head = if days > rows { rows / 2 } else { rows };
        let mut date = Some(first);
        for row in 0..rows {
            if row == head {
                let left_out = days - rows + 1;
                writeln!(
                    f,
                    r#"<text x="{LEFT}" y="{}" class="m">&#8942; {left_out} {}</text>"#,
                    y + 15,
                    words.more_days
                )?;
                date = first.checked_add(SignedDuration::days(
                    i64::try_from(head + left_out).unwrap_or_default(),
                ));
            } else if let Some(day) = date {
                self.row(f, day, y)?;
                date = day.next_day();
            }
            y += ROW;
        }
        f.write_str("</svg>\n")
    }
}

const WIDTH: u32 = 760;
const LEFT: u32 = 110;
const DAY: u32 = 600;
const TOP: u32 = 80;
const ROW: u32 = 28;
const BAR: u32 = 20;

/// How far into a date a reading of the wall clock lies, in pixels; outside it, at its edge.
fn pixels(at: PlainDateTime, date: Date) -> u32 {
    if at.date() < date {
        return 0;
    }
    if at.date() > date {
        return DAY;
    }
    let (hour, minute, second) = at.time().as_hms();
    let seconds = (u32::from(hour) * 60 + u32::from(minute)) * 60 + u32::from(second);
    seconds * DAY / 86_400
}

/// What the pictures of due dates say.
pub(super) struct Words {
    due: &'static str,
    from: &'static str,
    more_days: &'static str,
    kinds: [(&'static str, &'static str); 6],
    weekdays: [&'static str; 7],
    pub(super) months: [&'static str; 12],
}

impl Words {
    pub(super) const fn of(language: Language) -> &'static Self {
        match language {
            Language::Swedish => &SWEDISH,
            _ => &ENGLISH,
        }
    }

    fn kind(&self, kind: &SpanKind) -> &'static str {
        self.code(kind.as_str())
    }

    /// The kind of a span, and which holiday or why a pause.
    pub(super) fn write_kind(&self, f: &mut fmt::Formatter<'_>, kind: &SpanKind) -> fmt::Result {
        f.write_str(self.kind(kind))?;
        match kind {
            SpanKind::Holiday { name, .. } => write!(f, ": {}", Escaped(name)),
            SpanKind::Paused { reason, .. } => write!(f, ": {}", Escaped(reason.as_str())),
            _ => Ok(()),
        }
    }

    fn code(&self, code: &str) -> &'static str {
        self.kinds
            .iter()
            .find(|(it, _)| *it == code)
            .map_or("", |(_, word)| word)
    }
}

const ENGLISH: Words = Words {
    due: "Due",
    from: "Wall clock of",
    more_days: "more days",
    kinds: [
        ("counted", "Counted"),
        ("repeated", "Counted, second time"),
        ("closed", "Closed"),
        ("holiday", "Holiday"),
        ("paused", "Paused"),
        ("skipped", "Clock put on"),
    ],
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    months: [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
};

const SWEDISH: Words = Words {
    due: "Senast",
    from: "Klockan i",
    more_days: "dagar till",
    kinds: [
        ("counted", "Räknas"),
        ("repeated", "Räknas, andra gången"),
        ("closed", "Stängt"),
        ("holiday", "Helgdag"),
        ("paused", "Pausad"),
        ("skipped", "Klockan ställs fram"),
    ],
    weekdays: ["mån", "tis", "ons", "tor", "fre", "lör", "sön"],
    months: [
        "jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec",
    ],
};
