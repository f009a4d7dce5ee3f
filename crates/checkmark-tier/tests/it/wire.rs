//! What is written is read back the same; what only comes in is never written.

use checkmark_tier::{Command, CommandKind, RecordedCommand, Session, TierPolicy, Window};
use checkmark_tier::{Deadline, Effect, EffectKey, Envelope, Event, FoundProfile, Recorded};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

fn check<T>(value: &T) -> Result<(), TestCaseError>
where
    T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let text = serde_json::to_string(value).expect("it is written");
    let read = serde_json::from_str::<T>(&text);
    prop_assert_eq!(read.as_ref().ok(), Some(value), "{}", text);
    let mut wider: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    if let Some(fields) = wider.as_object_mut() {
        fields.insert("of_a_later_version".to_owned(), 1.into());
    }
    let read = serde_json::from_value::<T>(wider);
    prop_assert_eq!(
        read.as_ref().ok(),
        Some(value),
        "unknown fields are ignored"
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_recorded_is_read_back(
        envelope in any::<Envelope<Recorded>>(),
        command in any::<RecordedCommand>(),
        event in any::<Event>(),
        effect in any::<Effect>(),
    ) {
        check(&envelope)?;
        check(&command)?;
        check(&event)?;
        check(&effect)?;
        let value = serde_json::to_value(&command).expect("it is written");
        let tag = value["type"].as_str().and_then(|tag| tag.parse::<CommandKind>().ok());
        prop_assert_eq!(tag, Some(command.kind()), "the tag is the name of the kind");
    }

    #[test]
    fn values_are_read_back(
        policy in any::<TierPolicy>(),
        profile in any::<FoundProfile>(),
        key in any::<EffectKey>(),
    ) {
        check(&policy)?;
        check(&profile)?;
        check(&key)?;
    }
}

#[test]
fn a_command_from_outside_is_read_with_its_secrets() {
    let text = r#"{"type":"submit_code","code":"012345"}"#;
    let command: Command = serde_json::from_str(text).expect("it is read");
    assert_eq!(command.kind(), CommandKind::SubmitCode);
    assert!(!format!("{command:?}").contains("012345"));
    for (fault, text) in [
        ("unknown tag", r#"{"type":"fly"}"#),
        ("no tag", r#"{"code":"012345"}"#),
        ("no code", r#"{"type":"submit_code","code":"canary"}"#),
        ("cut off", r#"{"type":"submit_code","code":"01"#),
    ] {
        let error = serde_json::from_str::<Command>(text).expect_err(fault);
        assert!(!error.to_string().contains("canary"), "{fault}: {error}");
    }
    let session: Session = serde_json::from_str("{}").expect("absent is signed out");
    assert_eq!(session, Session::signed_out());
    let deadline = Deadline::new(crate::world::start(), 3);
    let text = serde_json::to_string(&deadline).expect("it is written");
    assert_eq!(text, r#"{"at":"2026-11-23T08:00:00Z","generation":3}"#);
    let window = Window::new(crate::world::start(), crate::world::start());
    assert!(check(&window).is_ok());
}
