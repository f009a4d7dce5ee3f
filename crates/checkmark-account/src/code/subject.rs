//! What a code is for, and whose it is.

use crate::words::words;
use crate::{AccountId, EmailAddress};

words! {
    /// What a code proves; a code for one purpose is worthless for another (CODE-6).
    ///
    /// Open: more steps may come to need a proof.
    #[non_exhaustive]
    Purpose, UnknownPurpose, "unknown purpose of a code" in "code";
    /// The address given at sign-up (CODE-1).
    SignUp "sign_up",
    /// The new address of a pending change (ACC-6).
    ChangeOfAddress "change_of_address",
    /// The same address once more, where the last proof is too old (REG-1, ACC-5).
    FreshProof "fresh_proof",
}

/// Whose code: the account and the address that it is mailed to (CODE-6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject<'a> {
    account: AccountId,
    address: &'a EmailAddress,
}

impl<'a> Subject<'a> {
    /// The account and the address.
    #[must_use]
    pub const fn new(account: AccountId, address: &'a EmailAddress) -> Self {
        Self { account, address }
    }

    /// The account.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// The address. Spellings of one address get one code: its identity counts (ACC-3).
    #[must_use]
    pub const fn address(&self) -> &'a EmailAddress {
        self.address
    }
}
