//! Where rows have the rules of their zones from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use checkmark::calendar::{Transition, Zone, ZoneError};
use serde::Deserialize;
use serde_json::Value;
use time::UtcDateTime;

use super::Instant;
use crate::run::Failure;

/// The rules of zones, from one source, each read once.
#[derive(Debug)]
pub struct Zones {
    source: Source,
    read: BTreeMap<String, Zone>,
    version: Option<String>,
}

#[derive(Debug)]
enum Source {
    /// What the facade brings along.
    Bundled,
    /// Lists of transitions.
    Lists {
        lists: BTreeMap<String, Value>,
        through: UtcDateTime,
    },
    /// A folder of TZif files, by zone name.
    Tzif(PathBuf),
}

impl Zones {
    /// The zone data that the facade brings along.
    #[must_use]
    pub fn bundled() -> Self {
        Self::of(Source::Bundled, None)
    }

    /// Lists of transitions: an object with an entry a zone, alone or under `zones`. Where an
    /// entry holds several versions, `version` says which. A list without a `through` of its own
    /// holds through the instant given here.
    ///
    /// # Errors
    ///
    /// The file is none of that.
    pub fn lists(
        path: &Path,
        document: Value,
        version: Option<&str>,
        through: UtcDateTime,
    ) -> Result<Self, Failure> {
        let lists = match document {
            Value::Object(mut all) => match all.remove("zones") {
                Some(Value::Object(zones)) => zones,
                Some(_) => return Err(Failure::content(path, "`zones` is no object")),
                None => all,
            },
            _ => return Err(Failure::content(path, "no object with a zone an entry")),
        };
        let lists = lists.into_iter().collect();
        Ok(Self::of(Source::Lists { lists, through }, version))
    }

    /// A folder of TZif files as systems have it; the version is what `version` says or what the
    /// folder says of itself.
    #[must_use]
    pub fn tzif(folder: PathBuf, version: Option<&str>) -> Self {
        let found = version
            .map(str::to_owned)
            .or_else(|| stated_version(&folder));
        Self {
            source: Source::Tzif(folder),
            read: BTreeMap::new(),
            version: found,
        }
    }

    /// The rules of a zone.
    ///
    /// # Errors
    ///
    /// There are none of that name, they cannot be read, or they hold several versions of which
    /// none was chosen.
    pub fn zone(&mut self, name: &str) -> Result<Zone, ZonesFault> {
        if let Some(zone) = self.read.get(name) {
            return Ok(zone.clone());
        }
        let zone = match &self.source {
            Source::Bundled => Zone::bundled(name)?,
            Source::Lists { lists, through } => {
                let list = lists.get(name).ok_or(ZonesFault::Unknown)?;
                self.list(name, list, *through)?
            }
            Source::Tzif(folder) => {
                let version = self.version.clone().unwrap_or_else(|| "unknown".to_owned());
                Zone::from_tzif(name.to_owned(), &tzif(folder, name)?, version)?
            }
        };
        self.read.insert(name.to_owned(), zone.clone());
        Ok(zone)
    }

    fn list(&self, name: &str, value: &Value, through: UtcDateTime) -> Result<Zone, ZonesFault> {
        let (value, version) = match (value, &self.version) {
            (Value::Object(entry), _) if entry.contains_key("transitions") => {
                (value, self.version.as_deref().unwrap_or("unknown"))
            }
            (Value::Object(versions), Some(version)) => {
                let chosen = versions.get(version).ok_or(ZonesFault::Version)?;
                (chosen, version.as_str())
            }
            (Value::Object(versions), None) if versions.len() == 1 => {
                let (version, only) = versions.iter().next().ok_or(ZonesFault::Version)?;
                (only, version.as_str())
            }
            _ => return Err(ZonesFault::Version),
        };
        let list = List::deserialize(value).map_err(|_| ZonesFault::List)?;
        let transitions = list
            .transitions
            .iter()
            .map(|&(at, to)| Transition::from_unix(at, to));
        let through = list.through.map_or(through, |it| it.0);
        let (name, version) = (name.to_owned(), version.to_owned());
        let zone = Zone::from_transitions(name, version, list.initial, transitions, through)?;
        Ok(match list.since {
            Some(Instant(since)) => zone.valid_since(since)?,
            None => zone,
        })
    }

    fn of(source: Source, version: Option<&str>) -> Self {
        Self {
            source,
            read: BTreeMap::new(),
            version: version.map(str::to_owned),
        }
    }
}

#[derive(Deserialize)]
struct List {
    initial: i32,
    transitions: Vec<(i64, i32)>,
    #[serde(default)]
    since: Option<Instant>,
    #[serde(default)]
    through: Option<Instant>,
}

/// The file of a zone; a name that would lead out of the folder is the name of none.
fn tzif(folder: &Path, name: &str) -> Result<Vec<u8>, ZonesFault> {
    let plain = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || b"+-_".contains(&it))
    };
    if !name.split('/').all(plain) {
        return Err(ZonesFault::Unknown);
    }
    std::fs::read(folder.join(name)).map_err(|_| ZonesFault::Unknown)
}

/// `+VERSION` on some systems, the first line of `tzdata.zi` on others.
fn stated_version(folder: &Path) -> Option<String> {
    if let Ok(version) = std::fs::read_to_string(folder.join("+VERSION")) {
        return Some(version.trim().to_owned());
    }
    let rules = std::fs::read_to_string(folder.join("tzdata.zi")).ok()?;
    rules
        .lines()
        .next()?
        .strip_prefix("# version ")
        .map(|it| it.trim().to_owned())
}

/// Why there are no rules for a zone.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ZonesFault {
    /// None of that name.
    #[error("no rules of that name")]
    Unknown,
    /// Several versions of which none was chosen, or not one of them.
    #[error("no such version of the rules: choose with --zone-version")]
    Version,
    /// Something else than an initial offset and transitions.
    #[error("no list of transitions")]
    List,
    /// Rules that are not sound.
    #[error("{0}")]
    Rules(#[from] ZoneError),
}
