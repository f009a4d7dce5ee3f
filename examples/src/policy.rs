//! The figures of a policy, from a file that somebody wrote.

use std::fs;
use std::path::Path;

use checkmark::tier::TierPolicy;
use serde_json::Value;

use crate::run::Failure;

/// Reads a policy. What the file leaves out is as it is by default.
///
/// # Errors
///
/// The file cannot be read, is no JSON, has a figure out of its range, or names one that there is
/// not: on the wire an unknown name is ignored, but who writes figures has misspelled it.
pub fn read(path: &Path) -> Result<TierPolicy, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::read(path, &error))?;
    parse(&text).map_err(|why| Failure::content(path, why))
}

/// Reads a policy from text.
///
/// # Errors
///
/// As [`read`], as text.
pub fn parse(text: &str) -> Result<TierPolicy, String> {
    let given: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    if !given.is_object() {
        return Err("figures are an object, a name each".to_owned());
    }
    let known = serde_json::to_value(TierPolicy::default()).map_err(|error| error.to_string())?;
    if let Some(name) = unknown(&given, &known) {
        return Err(format!("no figure is named `{name}`"));
    }
    serde_json::from_value(given).map_err(|error| error.to_string())
}

/// The first name in `given` that `known` does not have.
fn unknown<'a>(given: &'a Value, known: &Value) -> Option<&'a str> {
    let (given, known) = (given.as_object()?, known.as_object()?);
    given
        .iter()
        .find_map(|(name, value)| match known.get(name) {
            Some(known) => unknown(value, known),
            None => Some(name.as_str()),
        })
}
