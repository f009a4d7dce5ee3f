//! A command as it is given, and as it is recorded.

use core::fmt;

use checkmark_account::code::{CodeOutcome, TypedCode};
use checkmark_account::product::Product;
use checkmark_account::{AddressNo, EmailAddress, PersonName};

/// What a command carries in place of secrets and personal data.
///
/// Closed to other crates: a command is either [`Given`] or [`Recorded`].
///
/// ```
/// use checkmark_tier::{Command, CommandKind, Form, Given, Recorded};
///
/// fn is_erasure<F: Form>(command: &Command<F>) -> bool {
///     command.kind() == CommandKind::Erase
/// }
/// assert!(is_erasure::<Given>(&Command::Erase) && is_erasure::<Recorded>(&Command::Erase));
/// ```
pub trait Form: sealed::Sealed + Clone + fmt::Debug + PartialEq + Eq + 'static {
    /// What was typed for a one-time code.
    type Code: Clone + fmt::Debug + PartialEq + Eq;
    /// An e-mail address.
    type Address: Clone + fmt::Debug + PartialEq + Eq;
    /// The name of a person.
    type Name: Clone + fmt::Debug + PartialEq + Eq;
    /// What somebody wrote about a product.
    type Product: Clone + fmt::Debug + PartialEq + Eq;
}

/// The form of a command from outside: it may hold a typed code, an address, a name. It can be read
/// and never written (CODE-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "closed: it has no values")]
pub enum Given {}

/// The form of a command in a record: the code is replaced by its outcome, the address by its
/// number, names and free text by a word that says so; what is personal lies apart (ACC-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "closed: it has no values")]
pub enum Recorded {}

impl Form for Given {
    type Code = TypedCode;
    type Address = EmailAddress;
    type Name = PersonName;
    type Product = Product;
}

impl Form for Recorded {
    type Code = CodeOutcome;
    type Address = AddressNo;
    type Name = Apart;
    type Product = Apart;
}

/// Stands in a record for what lies apart from it. On the wire it is `"apart"`, whatever is read: a
/// null would say that nothing was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_structs, reason = "closed: it stands for one thing")]
pub struct Apart;

#[cfg(feature = "serde")]
impl serde::Serialize for Apart {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("apart")
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Apart {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Apart {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "Apart".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "const": "apart" })
    }
}

pub(crate) mod sealed {
    #[doc(hidden)]
    pub trait Sealed {}

    impl Sealed for super::Given {}
    impl Sealed for super::Recorded {}
}
