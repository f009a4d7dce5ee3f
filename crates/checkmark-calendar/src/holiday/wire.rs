//! Holiday sets on the wire, and the schemas of this module.

use super::set::Preset;
use super::{HolidayRule, HolidaySet, HolidaySetError, HolidaySetErrorKind, Region, Years};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A preset, with rules to add to it if there are any; or a set of the host's own.
#[derive(Default, Serialize, Deserialize)]
struct Wire {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
    /// Whether the customary days of the region are wanted too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    customary: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    years: Option<Years>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rules: Option<Vec<HolidayRule>>,
}

impl Serialize for HolidaySet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let wire = match self.as_preset() {
            Some(Preset { region, customary }) => Wire {
                region: Some(region),
                customary: customary.then_some(true),
                ..Wire::default()
            },
            None => Wire {
                version: Some(self.version().to_string()),
                years: Some(self.years()),
                rules: Some(self.rules().to_vec()),
                ..Wire::default()
            },
        };
        wire.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for HolidaySet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = Wire::deserialize(deserializer)?;
        read(wire).map_err(serde::de::Error::custom)
    }
}

fn read(wire: Wire) -> Result<HolidaySet, HolidaySetError> {
    let Some(region) = wire.region else {
        let years = wire
            .years
            .ok_or(HolidaySetError::new(HolidaySetErrorKind::NoYears))?;
        let rules = wire.rules.unwrap_or_default();
        return HolidaySet::new(wire.version.unwrap_or_default(), years, rules);
    };
    let preset = match wire.customary {
        Some(true) => region.with_customary_days(),
        Some(false) | None => region.public_holidays(),
    };
    if wire.version.is_none() && wire.years.is_none() && wire.rules.is_none() {
        return Ok(preset);
    }
    let years = wire.years.unwrap_or(preset.years());
    if !(preset.years().contains(years.first()) && preset.years().contains(years.last())) {
        return Err(HolidaySetError::new(HolidaySetErrorKind::UncheckedYears));
    }
    let version = wire.version.unwrap_or_else(|| preset.version().to_string());
    let added = wire.rules.unwrap_or_default();
    let rules = preset.rules().iter().cloned().chain(added);
    HolidaySet::new(version, years, rules)
}

#[cfg(feature = "schema")]
mod schema {
    use super::{HolidayRule, HolidaySet, Region, Years};
    use alloc::borrow::Cow;
    use alloc::vec::Vec;
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    impl JsonSchema for HolidaySet {
        fn schema_name() -> Cow<'static, str> {
            "HolidaySet".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let region = generator.subschema_for::<Option<Region>>();
            let years = generator.subschema_for::<Option<Years>>();
            let rules = generator.subschema_for::<Option<Vec<HolidayRule>>>();
            json_schema!({
                "type": "object",
                "description": "a preset, with rules to add to it; or a set of one's own",
                "properties": {
                    "region": region,
                    "customary": { "type": ["boolean", "null"] },
                    "version": { "type": ["string", "null"] },
                    "years": years,
                    "rules": rules,
                },
                "anyOf": [{ "required": ["region"] }, { "required": ["years"] }]
            })
        }
    }

    impl JsonSchema for HolidayRule {
        fn schema_name() -> Cow<'static, str> {
            "HolidayRule".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({
                "type": "string",
                "description": "a day, a substitution, years, and a name: `06-06 2005.. = National Day`",
                "pattern": "^[^=]+=.+$"
            })
        }
    }

    impl JsonSchema for Region {
        fn schema_name() -> Cow<'static, str> {
            "Region".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            let codes = Self::ALL.iter().map(|region| region.as_str());
            let codes: Vec<_> = codes.collect();
            json_schema!({ "type": "string", "enum": codes })
        }
    }

    impl JsonSchema for Years {
        fn schema_name() -> Cow<'static, str> {
            "Years".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "string", "pattern": "^([0-9]{4}|([0-9]{4})?\\.\\.([0-9]{4})?)$" })
        }
    }
}
