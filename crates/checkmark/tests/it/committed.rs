//! The pictures that the guide shows are what the code draws today.

use std::fs;
use std::path::Path;

use checkmark::calendar::{Calendar, Language, Pause, Pauses, Region, Week, Zone};
use checkmark::picture::{RequestTimeline, Timeline};
use time::UtcDateTime;

use crate::picture::answered;

/// Where the guide is, from this crate.
const GUIDE: &str = "../../docs/guide";

/// Forty business hours from Monday, 21 December 2026, with Christmas and a question between.
fn drawn() -> Result<String, Box<dyn std::error::Error>> {
    let at = UtcDateTime::from_unix_timestamp;
    let desk = Calendar::builder()
        .week(Week::builder().weekdays("09:00-17:00")?.build())
        .holiday_set(&Region::Sweden.public_holidays())
        .zone(Zone::UTC)
        .build()?
        .compile()?;
    let mut pauses = Pauses::new();
    pauses.push(Pause::new(
        at(1_797_937_200)?,
        at(1_797_948_000)?,
        "waiting_on_customer".parse()?,
    )?)?;
    let why = desk.explain(at(1_797_847_200)?, "business PT40H".parse()?, &pauses)?;
    Ok(Timeline::new(&why, Language::English).to_string())
}

#[test]
fn the_guide_shows_the_timeline_that_is_drawn() {
    check("timeline.svg", &drawn().unwrap());
}

#[test]
fn the_guide_shows_the_request_that_is_drawn() {
    let answered = answered(4);
    let drawn = RequestTimeline::new(&answered, checkmark::account::Language::English);
    check("request.svg", &drawn.to_string());
}

#[track_caller]
#[expect(
    clippy::disallowed_methods,
    reason = "a picture is written only when somebody asks for it"
)]
fn check(name: &str, drawn: &str) {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join(GUIDE).join(name);
    // `CHECKMARK_DRAW=1` draws it anew.
    if std::env::var_os("CHECKMARK_DRAW").is_some() {
        fs::write(&place, drawn).unwrap();
    }
    // A package that was unpacked alone has no guide beside it.
    if let Ok(committed) = fs::read_to_string(&place) {
        assert!(committed == drawn, "drawn otherwise: set CHECKMARK_DRAW=1");
    }
}
