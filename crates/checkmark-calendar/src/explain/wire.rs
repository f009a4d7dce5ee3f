//! Spans on the wire: one object each, with the name of their kind as `type`.

use super::{Span, SpanKind};
use crate::duration::BusinessDuration;
use crate::pause::PauseReason;
use alloc::borrow::Cow;
use alloc::string::String;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::UtcDateTime;

#[derive(Serialize, Deserialize)]
struct Wire<'a> {
    #[serde(rename = "type")]
    kind: Cow<'a, str>,
    #[serde(with = "crate::instant::wire")]
    from: UtcDateTime,
    #[serde(with = "crate::instant::wire")]
    to: UtcDateTime,
    offset_from: i32,
    offset_to: i32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    local_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<PauseReason>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    open: Option<BusinessDuration>,
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut wire = Wire {
            kind: Cow::Borrowed(self.kind.as_str()),
            from: self.from,
            to: self.to,
            offset_from: self.offset_from,
            offset_to: self.offset_to,
            name: None,
            local_name: None,
            reason: None,
            open: None,
        };
        match &self.kind {
            SpanKind::Counted | SpanKind::Repeated | SpanKind::Closed => {}
            SpanKind::Holiday { name, local_name } => {
                wire.name = Some(name.clone());
                wire.local_name.clone_from(local_name);
            }
            SpanKind::Paused { reason } => wire.reason = Some(*reason),
            SpanKind::Skipped { open } => wire.open = Some(*open),
        }
        wire.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = Wire::deserialize(deserializer)?;
        let missing = serde::de::Error::missing_field;
        let kind = match &*wire.kind {
            "counted" => SpanKind::Counted,
            "repeated" => SpanKind::Repeated,
            "closed" => SpanKind::Closed,
            "holiday" => SpanKind::Holiday {
                name: wire.name.ok_or_else(|| missing("name"))?,
                local_name: wire.local_name,
            },
            "paused" => SpanKind::Paused {
                reason: wire.reason.ok_or_else(|| missing("reason"))?,
            },
            "skipped" => SpanKind::Skipped {
                open: wire.open.ok_or_else(|| missing("open"))?,
            },
            _ => return Err(serde::de::Error::custom("unknown kind of span")),
        };
        {
            let Wire {
                from,
                to,
                offset_from,
                offset_to,
                ..
            } = wire;
            Ok(Self {
                from,
                to,
                offset_from,
                offset_to,
                kind,
            })
        }
    }
}
