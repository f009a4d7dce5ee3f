//! Role mailboxes: local parts that stand for a function (REG-8).

use super::hash::hash;
use super::{DataVersion, List, Lists, ROLES};

impl Lists<'_> {
    /// The version of the list that has a local part as a role mailbox, such as `support` or
    /// `postmaster`; `None` if it may be a person's.
    ///
    /// Upper case is folded, quotes around the whole are dropped, and what follows a `+` is left
    /// out, because mail to `support+4711` is read by whoever reads `support`.
    ///
    /// ```
    /// use checkmark_domain::lists::Lists;
    ///
    /// assert!(Lists::BUILT_IN.role("Support+4711").is_some());
    /// assert!(Lists::BUILT_IN.role("ada.lovelace").is_none());
    /// ```
    #[must_use]
    pub fn role(&self, local_part: &str) -> Option<DataVersion> {
        let text = local_part.as_bytes();
        let text = match text {
            [b'"', inner @ .., b'"'] => inner,
            _ => text,
        };
        let text = match text.iter().position(|octet| *octet == b'+') {
            Some(plus) if plus > 0 => &text[..plus],
            _ => text,
        };
        let mut folded = [0; 64];
        let folded = folded.get_mut(..text.len())?;
        folded.copy_from_slice(text);
        folded.make_ascii_lowercase();
        let hash = hash(folded);
        let built_in = self.has(List::Role).then_some(&ROLES);
        self.handed_in
            .iter()
            .chain(built_in)
            .find(|list| {
                list.find_slowly(folded, hash)
                    .is_some_and(|(found, _)| found == List::Role)
            })
            .map(|list| list.version())
    }
}
