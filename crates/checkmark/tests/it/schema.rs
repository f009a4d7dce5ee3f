//! The schemas of what goes over the wire are those under `docs/schema`.
//!
//! Who reads them may have no Rust, so the examples of the types' documentation stay out.

use std::path::Path;
use std::{env, fs};

use checkmark::account::organization;
use checkmark::calendar::{Calendar, Explanation};
use checkmark::domain::{Evidence, Overlay, Verdict};
use checkmark::record::Line;
use checkmark::ticket;
use checkmark::tier::{
    self, Command, Difference, Effect, Envelope, Event, RecordedCommand, Refusal, State,
    TierFigures, TimelineRow,
};
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{Schema, schema_for};

fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("account-command", schema_for!(Command)),
        ("account-effect", schema_for!(Effect)),
        ("account-envelope", schema_for!(Envelope)),
        ("account-difference", schema_for!(Difference)),
        ("account-event", schema_for!(Event)),
        ("account-explanation", schema_for!(tier::Explanation)),
        ("account-policy", schema_for!(TierFigures)),
        ("account-recorded-command", schema_for!(RecordedCommand)),
        ("account-refusal", schema_for!(Refusal)),
        ("account-state", schema_for!(State)),
        ("account-timeline-row", schema_for!(TimelineRow)),
        ("calendar", schema_for!(Calendar)),
        ("calendar-explanation", schema_for!(Explanation)),
        ("domain-evidence", schema_for!(Evidence)),
        ("domain-overlay", schema_for!(Overlay)),
        ("domain-verdict", schema_for!(Verdict)),
        ("organization-command", schema_for!(organization::Command)),
        ("organization-effect", schema_for!(organization::Effect)),
        ("organization-event", schema_for!(organization::Event)),
        ("record-line", schema_for!(Line)),
        ("ticket-command", schema_for!(ticket::Command)),
        ("ticket-effect", schema_for!(ticket::Effect)),
        ("ticket-event", schema_for!(ticket::Event)),
        ("ticket-refusal", schema_for!(ticket::Refusal)),
        ("ticket-side-record", schema_for!(ticket::SideRecord)),
    ]
}

/// Cuts what a description shows as code, with the blank line before it.
fn without_code(schema: &mut Schema) {
    let Some(description) = schema.get("description").and_then(|it| it.as_str()) else {
        return;
    };
    if let Some((prose, _)) = description.split_once("\n\n```") {
        let prose = prose.to_owned();
        schema.insert("description".into(), prose.into());
    }
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a schema is written only when somebody asks for it"
)]
fn the_schemas_are_those_that_are_committed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema");
    for (name, mut schema) in schemas() {
        RecursiveTransform(without_code).transform(&mut schema);
        let place = folder.join(name).with_extension("json");
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if env::var_os("CHECKMARK_WRITE_SCHEMA").is_some() {
            fs::write(&place, &text).unwrap();
        }
        let committed = fs::read_to_string(&place).unwrap_or_default();
        assert!(
            committed == text,
            "docs/schema/{name}.json is not what the types say: \
             `CHECKMARK_WRITE_SCHEMA=1 cargo test -p checkmark --all-features schema` writes it"
        );
    }
}
