//! A service request as a picture: its clocks over one axis of time, and what happened.

use core::fmt::{self, Display, Write};

use checkmark_account::Language;
use checkmark_calendar::{Span, SpanKind};
use checkmark_ticket::{ClockLine, Timeline};
use time::{SignedDuration, UtcDateTime};

use super::svg::{self, Escaper, STYLE};
use super::timeline::Words;

/// The [`Timeline`] of a request as SVG: a lane a clock, in which each bar has its reason as a
/// title, marks where a clock is at risk and due, a number for each thing that happened, and below
/// in words what the numbers stand for.
///
/// All instants are in UTC, as they are in the timeline's text. Of more than [`Self::MOMENTS`]
/// moments the last ones are shown, and a line says how many came before them.
///
/// ```
/// use checkmark::account::Language;
/// use checkmark::picture::RequestTimeline;
/// use checkmark::ticket::{Policy, Timeline};
///
/// let timeline = Timeline::new("r1".parse()?, &[], &Policy::default())?;
/// let svg = RequestTimeline::new(&timeline, Language::English).to_string();
/// assert!(svg.starts_with("<svg") && svg.ends_with("</svg>\n"));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct RequestTimeline<'a> {
    timeline: &'a Timeline,
    language: Language,
}

impl<'a> RequestTimeline<'a> {
    /// The most moments that are told.
    pub const MOMENTS: usize = 40;

    /// The picture of a timeline, its words in a language.
    #[must_use]
    pub const fn new(timeline: &'a Timeline, language: Language) -> Self {
        Self { timeline, language }
    }

    const fn in_language(&self, english: &'static str, swedish: &'static str) -> &'static str {
        match self.language {
            Language::Swedish => swedish,
            _ => english,
        }
    }

    const fn words(&self) -> &'static Words {
        Words::of(match self.language {
            Language::Swedish => checkmark_calendar::Language::Swedish,
            _ => checkmark_calendar::Language::English,
        })
    }

    /// From the first to the last instant that is drawn.
    fn axis(&self) -> Axis {
        let moments = self.timeline.moments().iter().map(|moment| moment.at());
        let clocks = self.timeline.clocks().iter();
        let clocks = clocks.flat_map(|line| [line.clock().started(), line.clock().due()]);
        let all = moments.chain(clocks);
        let (first, last) = (all.clone().min(), all.max());
        let first = first.unwrap_or(UtcDateTime::UNIX_EPOCH);
        let last = last.unwrap_or(first);
        Axis {
            first,
            length: (last - first).max(SignedDuration::HOUR),
        }
    }

    /// How many moments are told, and how many before them are not.
    fn shown(&self) -> (usize, usize) {
        let all = self.timeline.moments().len();
        let shown = all.min(Self::MOMENTS);
        (shown, all - shown)
    }

    fn hours(&self, f: &mut fmt::Formatter<'_>, axis: Axis, bottom: u32) -> fmt::Result {
        for tick in 0..=TICKS {
            let at = axis.first.saturating_add(axis.length * tick / TICKS);
            let (x, (hour, minute, _)) = (axis.x(at), at.time().as_hms());
            let month = self.words().months[usize::from(u8::from(at.month())) - 1];
            let anchor = if tick == TICKS { "end" } else { "middle" };
            writeln!(
                f,
                r##"<text x="{x}" y="66" class="m" text-anchor="{anchor}">{} {month} {hour:02}:{minute:02}</text><path d="M{x} 72 V{bottom}" stroke="#d0d0cc"/>"##,
                at.day(),
            )?;
        }
        Ok(())
    }

    fn lane(
        &self,
        f: &mut fmt::Formatter<'_>,
        axis: Axis,
        line: &ClockLine,
        y: u32,
    ) -> fmt::Result {
        let clock = line.clock();
        let label = clock.name().label(self.language);
        writeln!(f, r#"<text x="12" y="{}">{label}</text>"#, y + 15)?;
        let from = axis.x(clock.started());
        let width = axis.x(clock.due()).saturating_sub(from).max(1);
        writeln!(
            f,
            r##"<rect x="{from}" y="{y}" width="{width}" height="{BAR}" fill="#f4f4f2"/>"##
        )?;
        for span in line.explanation().spans() {
            self.bar(f, axis, span, y)?;
        }
        let (at_risk, due) = (axis.x(clock.at_risk()), axis.x(clock.due()));
        if let Some(ended) = clock.ended().map(|at| axis.x(at)) {
            let width = due.saturating_sub(ended);
            writeln!(
                f,
                r##"<rect x="{ended}" y="{y}" width="{width}" height="{BAR}" fill="#ffffff" opacity="0.7"><title>{}</title></rect>"##,
                self.in_language("The clock had stopped", "Klockan hade stannat"),
            )?;
        }
        writeln!(
            f,
            r##"<path d="M{at_risk} {0} v{1}" stroke="#8a4b00" stroke-width="2" stroke-dasharray="3 2"><title>{2}</title></path><path d="M{due} {0} v{1} m-4 0 h8" stroke="#b00020" stroke-width="2" fill="none"><title>{3}</title></path>"##,
            y - 2,
            BAR + 4,
            self.in_language("At risk from here", "I riskzonen härifrån"),
            self.in_language("Due", "Senast"),
        )
    }

    fn bar(&self, f: &mut fmt::Formatter<'_>, axis: Axis, span: &Span, y: u32) -> fmt::Result {
        let (x, end) = (axis.x(span.from()), axis.x(span.to()));
        if x == end || matches!(span.kind(), SpanKind::Closed) {
            return Ok(());
        }
        let (width, fill) = (end - x, svg::fill(span.kind()));
        write!(
            f,
            r#"<rect x="{x}" y="{y}" width="{width}" height="{BAR}" fill="{fill}"><title>"#
        )?;
        self.words().write_kind(f, span.kind())?;
        writeln!(f, "</title></rect>")
    }

    fn told(&self, f: &mut fmt::Formatter<'_>, axis: Axis, marks: u32, mut y: u32) -> fmt::Result {
        let (_, left_out) = self.shown();
        if left_out > 0 {
            let before = self.in_language("before that", "dessförinnan");
            writeln!(
                f,
                r#"<text x="12" y="{y}" class="m">+{left_out} {before}</text>"#
            )?;
            y += LINE;
        }
        let mut taken = 0;
        for (number, moment) in (1..).zip(self.timeline.moments()).skip(left_out) {
            // What happened at one time stands under one mark: the first number counts for all.
            let x = axis.x(moment.at());
            if taken == 0 || x >= taken + 14 {
                writeln!(
                    f,
                    r##"<circle cx="{x}" cy="{marks}" r="3" fill="#222"/><text x="{x}" y="{}" class="m" text-anchor="middle">{number}</text>"##,
                    marks + 16,
                )?;
                taken = x;
            }
            write!(f, r#"<text x="12" y="{y}" class="m">{number}.  "#)?;
            write!(Escaper(f), "{}", moment.text(self.language))?;
            writeln!(f, "</text>")?;
            y += LINE;
        }
        for line in self.timeline.clocks() {
            write!(f, r#"<text x="12" y="{}" class="b">"#, y + 8)?;
            write!(Escaper(f), "{}", line.text(self.language))?;
            writeln!(f, "</text>")?;
            y += LINE;
        }
        Ok(())
    }
}

impl Display for RequestTimeline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let axis = self.axis();
        let count = |all: usize| u32::try_from(all).unwrap_or_default();
        let clocks = count(self.timeline.clocks().len());
        let (shown, left_out) = self.shown();
        let marks = TOP + clocks * ROW + 8;
        let told = marks + 44;
        let lines = count(shown) + u32::from(left_out > 0) + clocks;
        let height = told + lines * LINE + 12;
        let heading = self.in_language(
            "What happened, and its clocks",
            "Vad som hände, och klockorna",
        );
        writeln!(
            f,
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" aria-labelledby="title desc" font-family="system-ui, sans-serif" font-size="13">"#
        )?;
        write!(f, r#"<title id="title">{heading}</title><desc id="desc">"#)?;
        write!(Escaper(f), "{}", self.timeline.text(self.language))?;
        writeln!(f, "</desc>")?;
        writeln!(
            f,
            r##"{STYLE}<rect width="{WIDTH}" height="{height}" fill="#ffffff"/><text x="12" y="26" font-size="16" class="b">{heading}</text><text x="12" y="44" class="m">UTC</text>"##
        )?;
        self.hours(f, axis, marks)?;
        for (line, y) in self
            .timeline
            .clocks()
            .iter()
            .zip((TOP..).step_by(ROW as usize))
        {
            self.lane(f, axis, line, y)?;
        }
        self.told(f, axis, marks, told)?;
        f.write_str("</svg>\n")
    }
}

/// Instants over pixels.
#[derive(Clone, Copy)]
struct Axis {
    first: UtcDateTime,
    length: SignedDuration,
}

impl Axis {
    /// Where an instant lies; outside the axis, at its edge.
    fn x(self, at: UtcDateTime) -> u32 {
        let since = (at - self.first).whole_seconds().max(0);
        let length = self.length.whole_seconds();
        let pixels = since.min(length).saturating_mul(SPAN.into()) / length;
        LEFT + u32::try_from(pixels).unwrap_or(SPAN)
    }
}

const WIDTH: u32 = 760;
const LEFT: u32 = 130;
const SPAN: u32 = 600;
const TOP: u32 = 80;
const ROW: u32 = 32;
const BAR: u32 = 20;
const LINE: u32 = 18;
const TICKS: i32 = 4;
