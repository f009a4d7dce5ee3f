//! Forms as commands: the fields of a form are those of a command on the wire.
//!
//! `type` names the command; a dot in a name goes one level down (`draft.phone`), a number is a
//! place in a list (`fields.0`), and a name that ends in `:n` holds a number. An empty field is an
//! absent one. So a form can say what the wire can say, and is read by the same constructors.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::Posted;
use super::fields::unfit;
use crate::refusals::Fault;

/// What is of the form and not of the command.
const OURS: &[&str] = &["csrf", "then"];

/// Reads a command from a form.
///
/// The error says, in the language of the page, what could have been typed wrongly.
pub(crate) fn command<T: DeserializeOwned>(posted: &Posted) -> Result<T, Fault> {
    let mut root = Value::Object(Map::new());
    for (name, value) in posted.fields() {
        if !OURS.contains(&name.as_str()) && !value.trim().is_empty() {
            put(&mut root, name, value);
        }
    }
    serde_json::from_value(lists(root)).map_err(|_| unfit(posted, posted.visit.words))
}

/// The page to go to after a form was taken: one of ours, or the given one.
pub(crate) fn then(posted: &Posted, or: &str) -> String {
    let wanted = posted.text("then");
    let ours = wanted.starts_with('/') && !wanted.starts_with("//") && !wanted.contains('\\');
    if ours && wanted.is_ascii() {
        wanted
    } else {
        or
    }
    .to_owned()
}

fn put(root: &mut Value, name: &str, value: &str) {
    let (name, number) = match name.strip_suffix(":n") {
        Some(name) => (name, value.trim().parse::<u64>().ok()),
        None => (name, None),
    };
    let mut at = root;
    // Deeper than any command is.
    for part in name.split('.').take(5) {
        if !at.is_object() {
            *at = Value::Object(Map::new());
        }
        at = &mut at[part];
    }
    *at = number.map_or_else(|| Value::from(value), Value::from);
}

/// Tables whose names are all numbers are lists.
fn lists(value: Value) -> Value {
    let Value::Object(map) = value else {
        return value;
    };
    let is_list = !map.is_empty() && map.keys().all(|it| it.parse::<u8>().is_ok());
    let parts = map.into_iter().map(|(name, value)| (name, lists(value)));
    if is_list {
        parts.map(|(_, value)| value).collect()
    } else {
        Value::Object(parts.collect())
    }
}
