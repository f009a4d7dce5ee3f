//! A script: what is brought along, then a command a line.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use checkmark::account::code::{CodeKey, KeyRing, Nonce};
use checkmark::account::{AccountId, Actor, CommandId, OrganizationId, RequestId};
use checkmark::calendar::Calendar;
use checkmark::domain::Overlay;
use checkmark::tier::{Session, TierPolicy};
use serde::Deserialize;
use serde_json::Value;
use time::UtcDateTime;

use crate::lines::{JsonFault, json};

/// What a script may bring along in its first line; everything has a default.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Header {
    /// What the way is about, for people.
    pub title: Option<String>,
    /// The figures of the account machine.
    pub policy: Option<TierPolicy>,
    /// What the host knows better about names.
    pub overlay: Option<Overlay>,
    /// The desk's calendar.
    pub calendar: Option<Calendar>,
    /// The host's key for codes, in base64.
    key: Option<String>,
}

impl Header {
    /// The header, if the line is one: it names no command.
    ///
    /// # Errors
    ///
    /// It is one and cannot be read.
    pub fn read(text: &str) -> Result<Option<Self>, JsonFault> {
        let value: Value = json(text)?;
        if value.get("command").is_some() || value.get("at").is_some() {
            return Ok(None);
        }
        json(text).map(Some)
    }

    /// The host's key: the script's, or one that everybody knows.
    ///
    /// # Errors
    ///
    /// It is no base64, or too short for a key.
    pub fn keys(&self) -> Result<KeyRing, JsonFault> {
        let secret = match &self.key {
            Some(text) => BASE64
                .decode(text)
                .map_err(|_| JsonFault::of("the key is not in base64"))?,
            None => b"a key for journeys, and no secret at all".to_vec(),
        };
        let id = "journey".parse().expect("the name is one of a key");
        let key = CodeKey::new(id, &secret).map_err(|_| JsonFault::of("the key is too short"))?;
        Ok(KeyRing::new(key))
    }
}

/// A command of a script. Only `at`, `account`, `actor` and `command` are needed.
#[derive(Debug, Deserialize)]
pub struct Line {
    /// The instant.
    #[serde(with = "checkmark::account::wire::instant")]
    pub at: UtcDateTime,
    /// The account, for which the answer is.
    pub account: AccountId,
    /// The request that the command is for, if it is for one.
    #[serde(default)]
    pub request: Option<RequestId>,
    /// The organization that the command is for, if it is for one.
    #[serde(default)]
    pub organization: Option<OrganizationId>,
    /// Who gives it.
    pub actor: Actor,
    /// The account of the administrator or person who acts on an organization; absent means
    /// [`account`](Self::account).
    #[serde(default)]
    pub agent: Option<AccountId>,
    /// In which visit; absent means not signed in.
    #[serde(default)]
    pub session: Session,
    #[serde(default)]
    entropy: Option<String>,
    /// The id of the command.
    #[serde(default)]
    pub id: Option<CommandId>,
    /// The version that it was based on.
    #[serde(default)]
    pub expected_version: Option<u64>,
    /// The command, with references not yet looked up.
    pub command: Value,
}

impl Line {
    /// Reads a line.
    ///
    /// # Errors
    ///
    /// It is no JSON, or something is missing or malformed.
    pub fn read(text: &str) -> Result<Self, JsonFault> {
        json(text)
    }

    /// The type of the command.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.command
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// The randomness of the command: the script's, or made of the number of the line, so that a
    /// script answers the same every time.
    ///
    /// # Errors
    ///
    /// It is not 16 bytes in base64.
    pub fn nonce(&self, number: usize) -> Result<Nonce, JsonFault> {
        let Some(text) = &self.entropy else {
            let mut bytes = [0; Nonce::LEN];
            bytes[..8].copy_from_slice(&(number as u64).to_le_bytes());
            return Ok(Nonce::new(bytes));
        };
        let bytes = BASE64.decode(text).ok();
        let bytes = bytes.and_then(|bytes| <[u8; Nonce::LEN]>::try_from(bytes).ok());
        bytes
            .map(Nonce::new)
            .ok_or(JsonFault::of("the entropy is not 16 bytes in base64"))
    }
}
