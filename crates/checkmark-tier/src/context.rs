//! What a decision may look at beside the account and the command.

use checkmark_account::code::{KeyRing, Nonce, ThrottleCount};
use checkmark_account::{AddressNo, EmailAddress};

use crate::policy::TierPolicy;
use crate::words::words;

words! {
    /// Whether an address that a command names is another account's: uniqueness is a question to
    /// the host (ACC-1).
    ///
    /// Closed: it is a yes or a no.
    ///
    /// ```
    /// use checkmark_tier::AddressUse;
    ///
    /// assert_eq!(AddressUse::default(), AddressUse::Free);
    /// ```
    #[derive(Default)]
    #[expect(clippy::exhaustive_enums, reason = "closed: a yes or a no")]
    AddressUse, UnknownAddressUse, "unknown use of an address";
    /// No other account has it.
    #[default]
    Free "free",
    /// Another account has it.
    Taken "taken",
}

/// What a decision may look at: policy, keys, randomness, and what the host knows.
///
/// The side records come with it: the addresses of the account by number. A decision that needs
/// what is not there is refused, and says what is missing.
///
/// ```
/// use checkmark_account::code::{CodeKey, KeyRing, Nonce};
/// use checkmark_account::{AddressNo, EmailAddress};
/// use checkmark_tier::{Context, TierPolicy};
///
/// let policy = TierPolicy::default();
/// let keys = KeyRing::new(CodeKey::new("2026-11".parse()?, b"thirty-two bytes of the host's own")?);
/// let addresses = [(AddressNo::new(0), "anna@acme.example".parse::<EmailAddress>()?)];
/// let context = Context::new(&policy)
///     .with_codes(&keys, Nonce::new([7; 16]))
///     .with_addresses(&addresses);
/// assert!(context.address(AddressNo::new(0)).is_some());
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    policy: &'a TierPolicy,
    keys: Option<&'a KeyRing>,
    nonce: Option<Nonce>,
    throttle: ThrottleCount,
    addresses: &'a [(AddressNo, EmailAddress)],
    address_use: AddressUse,
    number_use: AddressUse,
}

impl<'a> Context<'a> {
    /// A context with a policy and nothing else: enough for every command that issues or tries no
    /// code.
    #[must_use]
    pub const fn new(policy: &'a TierPolicy) -> Self {
        Self {
            policy,
            keys: None,
            nonce: None,
            throttle: ThrottleCount::new(0, 0),
            addresses: &[],
            address_use: AddressUse::Free,
            number_use: AddressUse::Free,
        }
    }

    /// The same with the host's keys and sixteen fresh bytes of its randomness (CODE-2).
    #[must_use]
    pub const fn with_codes(self, keys: &'a KeyRing, nonce: Nonce) -> Self {
        Self {
            keys: Some(keys),
            nonce: Some(nonce),
            ..self
        }
    }

    /// The same with what the host counted for the mailbox (CODE-5).
    ///
    /// ```
    /// use checkmark_account::code::ThrottleCount;
    /// use checkmark_tier::{Context, TierPolicy};
    ///
    /// let policy = TierPolicy::default();
    /// let context = Context::new(&policy).with_throttle(ThrottleCount::new(2, 7));
    /// assert_eq!((context.throttle().hour(), context.throttle().day()), (2, 7));
    /// ```
    #[must_use]
    pub const fn with_throttle(self, throttle: ThrottleCount) -> Self {
        Self { throttle, ..self }
    }

    /// The same with the addresses of the account, by number.
    #[must_use]
    pub const fn with_addresses(self, addresses: &'a [(AddressNo, EmailAddress)]) -> Self {
        Self { addresses, ..self }
    }

    /// The same where the host knows whether the address in question is another account's: the one
    /// that the command names, or the one that its code would prove.
    ///
    /// ```
    /// use checkmark_tier::{AddressUse, Context, TierPolicy};
    ///
    /// let policy = TierPolicy::default();
    /// let context = Context::new(&policy).with_address_use(AddressUse::Taken);
    /// assert_eq!((context.address_use(), context.number_use()), (AddressUse::Taken, AddressUse::Free));
    /// ```
    #[must_use]
    pub const fn with_address_use(self, address_use: AddressUse) -> Self {
        Self {
            address_use,
            ..self
        }
    }

    /// The same where the host knows whether the customer number that the command names is another
    /// account's (ACC-1).
    ///
    /// ```
    /// use checkmark_tier::{AddressUse, Context, TierPolicy};
    ///
    /// let policy = TierPolicy::default();
    /// let context = Context::new(&policy).with_number_use(AddressUse::Taken);
    /// assert_eq!(context.number_use(), AddressUse::Taken);
    /// ```
    #[must_use]
    pub const fn with_number_use(self, number_use: AddressUse) -> Self {
        Self { number_use, ..self }
    }

    /// Whether the customer number in question is another account's.
    #[must_use]
    pub const fn number_use(&self) -> AddressUse {
        self.number_use
    }

    /// The policy.
    #[must_use]
    pub const fn policy(&self) -> &'a TierPolicy {
        self.policy
    }

    /// The host's keys.
    #[must_use]
    pub const fn keys(&self) -> Option<&'a KeyRing> {
        self.keys
    }

    /// The host's randomness.
    ///
    /// ```
    /// use checkmark_account::code::{CodeKey, KeyRing, Nonce};
    /// use checkmark_tier::{Context, TierPolicy};
    ///
    /// let (policy, nonce) = (TierPolicy::default(), Nonce::new([7; Nonce::LEN]));
    /// let keys = KeyRing::new(CodeKey::new("2026-11".parse()?, &[1; 32])?);
    /// assert_eq!(Context::new(&policy).nonce(), None);
    /// assert_eq!(Context::new(&policy).with_codes(&keys, nonce).nonce(), Some(nonce));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn nonce(&self) -> Option<Nonce> {
        self.nonce
    }

    /// What the host counted.
    #[must_use]
    pub const fn throttle(&self) -> ThrottleCount {
        self.throttle
    }

    /// Whether the address in question is another account's.
    #[must_use]
    pub const fn address_use(&self) -> AddressUse {
        self.address_use
    }

    /// The address with a number, if it is not forgotten.
    #[must_use]
    pub fn address(&self, number: AddressNo) -> Option<&'a EmailAddress> {
        self.addresses
            .iter()
            .find_map(|(known, address)| (*known == number).then_some(address))
    }

    /// The number of an address that the account had or asked for before.
    ///
    /// ```
    /// use checkmark_account::{AddressNo, EmailAddress};
    /// use checkmark_tier::{Context, TierPolicy};
    ///
    /// let anna: EmailAddress = "anna@acme.example".parse()?;
    /// let (policy, addresses) = (TierPolicy::default(), [(AddressNo::new(3), anna)]);
    /// let context = Context::new(&policy).with_addresses(&addresses);
    /// assert_eq!(context.number_of(&"Anna@ACME.example".parse()?), Some(AddressNo::new(3)));
    /// # Ok::<(), checkmark_account::ParseEmailError>(())
    /// ```
    #[must_use]
    pub fn number_of(&self, address: &EmailAddress) -> Option<AddressNo> {
        self.addresses
            .iter()
            .find_map(|(number, known)| (known == address).then_some(*number))
    }
}
