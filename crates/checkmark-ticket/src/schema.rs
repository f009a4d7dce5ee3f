//! The shapes of values that come from elsewhere.

use alloc::borrow::Cow;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

macro_rules! shapes {
    ($($(#[$doc:meta])* $name:ident $schema:tt;)*) => {$(
        $(#[$doc])*
        pub(crate) struct $name;

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )*};
}

shapes! {
    /// RFC 3339 in UTC.
    Instant { "type": "string", "format": "date-time", "pattern": "Z$" };
    /// ISO 8601 in hours, minutes and seconds.
    Duration { "type": "string", "pattern": "^PT" };
    /// The pauses of a clock, in order.
    PauseList {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "from": { "type": "string", "format": "date-time" },
                "to": { "type": ["string", "null"], "format": "date-time" },
                "reason": { "type": "string", "pattern": "^[a-z0-9_]{1,31}$" },
            },
            "required": ["from", "reason"],
        },
    };
    /// What moved a deadline, as the calendar tells it.
    CalendarCause {
        "type": "object",
        "properties": {
            "type": { "type": "string" },
            "date": { "type": "string", "format": "date" },
        },
        "required": ["type"],
    };
}
