//! JSON Schema of what goes over the wire.

use crate::{
    Budget, BusinessDuration, Calendar, Cause, DayWindows, ExpectedWindow, Explanation, Holiday,
    HolidaySet, Pause, PauseReason, Pauses, Share, Span, TimeOfDay, Week, Window, Zone,
};
use alloc::borrow::Cow;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// Implements the schema of a type by hand: its name, and what it looks like.
macro_rules! schema {
    ($type:ty, $generator:ident => $schema:expr) => {
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($type))
            }

            fn json_schema($generator: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
    ($type:ty => $schema:expr) => {
        schema!($type, _generator => $schema);
    };
}

schema!(TimeOfDay => json_schema!({
    "description": "A time of day, 24:00 being the end of the day.",
    "type": "string",
    "pattern": r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$|^24:00(:00)?$",
}));

schema!(Window, generator => {
    let time = generator.subschema_for::<TimeOfDay>();
    json_schema!({
        "description": "Opening and closing; a closing that is not later lies on the next day.",
        "type": "array", "prefixItems": [time, time], "minItems": 2, "maxItems": 2,
    })
});

schema!(DayWindows, generator => {
    let window = generator.subschema_for::<Window>();
    json_schema!({
        "description": "The opening hours of one date, none over midnight; none at all is closed.",
        "type": "array", "items": window,
    })
});

schema!(Week, generator => {
    let window = generator.subschema_for::<Window>();
    let day = json_schema!({ "type": ["array", "null"], "items": window });
    json_schema!({
        "description": "Weekly opening hours; an absent day is closed.",
        "type": "object",
        "properties": {
            "mon": day, "tue": day, "wed": day, "thu": day, "fri": day, "sat": day, "sun": day,
        },
    })
});

schema!(BusinessDuration => json_schema!({
    "description": "Business time, ISO 8601 in hours, minutes and seconds.",
    "type": "string",
    "pattern": r"^PT(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]{1,9})?S)?$",
}));

schema!(Budget => json_schema!({
    "description": "The clock that time runs on, and how much there is of it or until when.",
    "type": "string",
    "pattern": r"^business P[0-9]+D$|^(business|elapsed) P|^fixed [0-9]{4}-",
    "examples": ["business PT48H", "business P2D", "elapsed PT24H", "fixed 2026-11-23T08:00:00Z"],
}));

schema!(ExpectedWindow, generator => {
    let budget = generator.subschema_for::<Budget>();
    json_schema!({
        "description": "When something is expected: after one budget at the earliest, after another at the latest.",
        "type": "object",
        "properties": { "earliest": budget, "latest": budget },
        "required": ["earliest", "latest"],
    })
});

schema!(Cause => json_schema!({
    "description": "What moved a deadline when the calendar changed.",
    "type": "object",
    "properties": {
        "type": {
            "enum": [
                "holiday_added", "holiday_removed", "override", "hours", "zone_data", "zone",
                "parts", "range",
            ],
        },
        "date": { "type": ["string", "null"], "format": "date" },
    },
    "required": ["type"],
}));

schema!(Share => json_schema!({
    "description": "A part of a budget in percent.",
    "type": "integer", "minimum": 0, "maximum": 100,
}));

schema!(PauseReason => json_schema!({
    "description": "Why a clock stands still.",
    "type": "string", "pattern": r"^[a-z0-9_]{1,31}$",
}));

schema!(Pause, generator => {
    let reason = generator.subschema_for::<PauseReason>();
    json_schema!({
        "description": "Real time that does not count; without an end it goes on.",
        "type": "object",
        "properties": {
            "from": { "type": "string", "format": "date-time" },
            "to": { "type": ["string", "null"], "format": "date-time" },
            "reason": reason,
        },
        "required": ["from"],
    })
});

schema!(Pauses, generator => {
    let pause = generator.subschema_for::<Pause>();
    json_schema!({
        "description": "Pauses in order, none inside another.",
        "type": "array", "items": pause,
    })
});

schema!(Holiday => json_schema!({
    "description": "A date on which a desk is closed.",
    "anyOf": [
        {
            "type": "object",
            "properties": {
                "date": { "type": "string", "format": "date" },
                "name": { "type": "string" },
                "local_name": { "type": ["string", "null"] },
            },
            "required": ["date", "name"],
        },
        { "type": "string", "format": "date" },
    ],
}));

schema!(Zone => json_schema!({
    "description": "The rules of a time zone, or the name of one that comes with the program.",
    "anyOf": [
        {
            "type": "object",
            "properties": {
                "name": { "type": "string" },
                "version": { "type": "string" },
                "since": { "type": ["string", "null"], "format": "date-time" },
                "through": { "type": "string", "format": "date-time" },
                "initial": { "type": "integer" },
                "transitions": {
                    "type": "array",
                    "items": {
                        "type": "array", "prefixItems": [{ "type": "integer" }, { "type": "integer" }],
                        "minItems": 2, "maxItems": 2,
                    },
                },
            },
            "required": ["name", "version", "through", "initial", "transitions"],
        },
        { "type": "string" },
    ],
}));

schema!(Calendar, generator => {
    let week = generator.subschema_for::<Week>();
    let holiday = generator.subschema_for::<Holiday>();
    let holiday_set = generator.subschema_for::<Option<HolidaySet>>();
    let windows = generator.subschema_for::<DayWindows>();
    let zone = generator.subschema_for::<Zone>();
    let calendar = generator.subschema_for::<Calendar>();
    let date = json_schema!({ "type": "string", "format": "date" });
    json_schema!({
        "description": "When a desk is open; what is absent is as in the default calendar.",
        "type": "object",
        "properties": {
            "union": { "type": ["array", "null"], "items": calendar },
            "intersection": { "type": ["array", "null"], "items": calendar },
            "week": week,
            "holidays": { "type": ["array", "null"], "items": holiday },
            "holiday_set": holiday_set,
            "overrides": { "type": ["object", "null"], "additionalProperties": windows },
            "zone": zone,
            "version": { "type": ["string", "null"] },
            "valid": {
                "type": ["array", "null"], "prefixItems": [date, date],
                "minItems": 2, "maxItems": 2,
            },
        },
    })
});

schema!(Span => json_schema!({
    "description": "A stretch of time between a start and a due instant.",
    "type": "object",
    "properties": {
        "type": { "enum": ["counted", "repeated", "closed", "holiday", "paused", "skipped"] },
        "from": { "type": "string", "format": "date-time" },
        "to": { "type": "string", "format": "date-time" },
        "offset_from": { "type": "integer" },
        "offset_to": { "type": "integer" },
        "name": { "type": ["string", "null"] },
        "local_name": { "type": ["string", "null"] },
        "reason": { "type": ["string", "null"] },
        "open": { "type": ["string", "null"] },
    },
    "required": ["type", "from", "to", "offset_from", "offset_to"],
}));

schema!(Explanation, generator => {
    let budget = generator.subschema_for::<Budget>();
    let span = generator.subschema_for::<Span>();
    let instant = json_schema!({ "type": "string", "format": "date-time" });
    json_schema!({
        "description": "A due instant unrolled into what counts and what does not.",
        "type": "object",
        "properties": {
            "start": instant,
            "due": instant,
            "budget": budget,
            "zone": { "type": "string" },
            "zone_version": { "type": "string" },
            "calendar_version": { "type": "string" },
            "spans": { "type": "array", "items": span },
        },
        "required": [
            "start", "due", "budget", "zone", "zone_version", "calendar_version", "spans",
        ],
    })
});
