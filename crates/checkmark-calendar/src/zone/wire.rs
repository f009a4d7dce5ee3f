//! Zones on the wire.

use super::{Transition, Zone, ZoneError};
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::UtcDateTime;

#[derive(Serialize, Deserialize)]
struct Rules<'a> {
    name: alloc::borrow::Cow<'a, str>,
    version: alloc::borrow::Cow<'a, str>,
    #[serde(default, with = "crate::instant::wire::option")]
    since: Option<UtcDateTime>,
    #[serde(with = "crate::instant::wire")]
    through: UtcDateTime,
    initial: i32,
    transitions: Vec<(i64, i32)>,
}

/// A name alone stands for bundled rules, or for UTC.
#[derive(Deserialize)]
#[serde(untagged)]
enum Wire<'a> {
    Name(String),
    Rules(#[serde(borrow)] Rules<'a>),
}

/// `UTC` by its name; any other zone with its rules and their version, so that what was
/// stored answers the same when the zone data has changed.
impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if *self == Self::UTC {
            return serializer.serialize_str(self.name());
        }
        let table = self.table();
        Rules {
            name: self.name().into(),
            version: self.version().into(),
            since: Some(self.since()),
            through: self.through(),
            initial: table.initial,
            transitions: table.transitions.clone(),
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let zone = match Wire::deserialize(deserializer)? {
            Wire::Name(name) => by_name(&name),
            Wire::Rules(rules) => {
                let transitions = rules
                    .transitions
                    .iter()
                    .map(|&(at, to)| Transition::from_unix(at, to));
                let (name, version) = (rules.name.into_owned(), rules.version.into_owned());
                Self::from_transitions(name, version, rules.initial, transitions, rules.through)
                    .and_then(|zone| match rules.since {
                        Some(since) => zone.valid_since(since),
                        None => Ok(zone),
                    })
            }
        };
        zone.map_err(serde::de::Error::custom)
    }
}

fn by_name(name: &str) -> Result<Zone, ZoneError> {
    if name == "UTC" {
        return Ok(Zone::UTC);
    }
    #[cfg(feature = "tzdb")]
    return Zone::bundled(name);
    #[cfg(not(feature = "tzdb"))]
    Err(ZoneError::new(super::ZoneErrorKind::UnknownName))
}
