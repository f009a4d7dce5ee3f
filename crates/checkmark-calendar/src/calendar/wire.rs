//! Calendars on the wire.

use super::{Calendar, CalendarError, Holiday, Plan};
use crate::holiday::HolidaySet;
use crate::instant::wire::Day;
use crate::week::Week;
use crate::window::DayWindows;
use crate::zone::Zone;
use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Either the parts, or what one desk is made of; what is absent is as in the default calendar.
#[derive(Serialize, Deserialize)]
struct Wire {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    union: Option<Vec<Calendar>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    intersection: Option<Vec<Calendar>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    week: Option<Week>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    holidays: Option<Vec<Holiday>>,
    /// To read; what is written are the dates that it stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    holiday_set: Option<HolidaySet>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    overrides: Option<BTreeMap<Day, DayWindows>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    zone: Option<Zone>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    valid: Option<(Day, Day)>,
}

impl Serialize for Calendar {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut wire = Wire {
            union: None,
            intersection: None,
            week: None,
            holidays: None,
            holiday_set: None,
            overrides: None,
            zone: None,
            version: None,
            valid: None,
        };
        match &self.0 {
            Plan::Union(parts) => wire.union = Some(parts.to_vec()),
            Plan::Intersection(parts) => wire.intersection = Some(parts.to_vec()),
            Plan::One(desk) => {
                let overrides = desk
                    .overrides
                    .iter()
                    .map(|(date, it)| (Day(*date), it.clone()));
                wire.week = Some(desk.week.clone());
                wire.holidays = Some(desk.holidays.clone());
                wire.overrides = Some(overrides.collect());
                wire.zone = Some(desk.zone.clone());
                wire.version = Some(desk.version.clone());
                wire.valid = desk.valid.map(|(first, last)| (Day(first), Day(last)));
            }
        }
        wire.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Calendar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = Wire::deserialize(deserializer)?;
        read(wire).map_err(serde::de::Error::custom)
    }
}

fn read(wire: Wire) -> Result<Calendar, CalendarError> {
    match (wire.union, wire.intersection) {
        (Some(parts), None) => return Calendar::union(parts),
        (None, Some(parts)) => return Calendar::intersection(parts),
        (Some(union), Some(parts)) => {
            return Calendar::intersection(parts.into_iter().chain([Calendar::union(union)?]));
        }
        (None, None) => {}
    }
    let mut builder = Calendar::builder()
        .week(wire.week.unwrap_or_default())
        .holidays(wire.holidays.unwrap_or_default())
        .zone(wire.zone.unwrap_or(Zone::UTC))
        .version(wire.version.unwrap_or_default());
    if let Some(set) = wire.holiday_set {
        builder = builder.holiday_set(&set);
    }
    for (date, windows) in wire.overrides.unwrap_or_default() {
        builder = builder.override_day(date.0, windows);
    }
    if let Some((first, last)) = wire.valid {
        builder = builder.valid(first.0, last.0);
    }
    builder.build()
}

/// A date with its name; to read, the date alone will do.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum HolidayWire {
    Named {
        date: Day,
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        local_name: Option<String>,
    },
    Date(Day),
}

impl Serialize for Holiday {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        HolidayWire::Named {
            date: Day(self.date),
            name: self.name.to_string(),
            local_name: self.local_name().map(ToString::to_string),
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Holiday {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match HolidayWire::deserialize(deserializer)? {
            HolidayWire::Named {
                date,
                name,
                local_name,
            } => match local_name {
                Some(local) => Self::new(date.0, name).with_local_name(local),
                None => Self::new(date.0, name),
            },
            HolidayWire::Date(date) => Self::new(date.0, ""),
        })
    }
}
