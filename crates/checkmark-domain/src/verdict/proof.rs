//! What a verdict rests on: rules, and the texts that they name.

use core::fmt;

use crate::rule::Rule;

/// A rule that fired, and what made it fire.
///
/// What a rule of the lists names is a list, its version and the entry; what a rule of the mail
/// names is the record and the pattern that covers it.
///
/// ```
/// use checkmark_domain::{Evidence, Reason, classify};
/// use time::UtcDateTime;
///
/// let verdict = classify(&"gmail.com".parse()?, &Evidence::none(), UtcDateTime::UNIX_EPOCH);
/// let reason: Reason<'_> = verdict.reasons().next().expect("a list settled it");
/// assert_eq!((reason.rule(), reason.entry()), (verdict.rule(), Some("gmail.com")));
/// assert!(reason.list_version().is_some());
/// # Ok::<(), checkmark_domain::ParseDomainError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reason<'v> {
    pub(super) rule: Rule,
    pub(super) list: Option<&'v str>,
    pub(super) list_version: Option<&'v str>,
    pub(super) entry: Option<&'v str>,
    pub(super) record: Option<&'v str>,
    pub(super) pattern: Option<&'v str>,
}

impl<'v> Reason<'v> {
    pub(crate) const fn new(rule: Rule) -> Self {
        Self {
            rule,
            list: None,
            list_version: None,
            entry: None,
            record: None,
            pattern: None,
        }
    }

    pub(crate) const fn of_list(self, list: &'v str, version: &'v str) -> Self {
        Self {
            list: Some(list),
            list_version: Some(version),
            ..self
        }
    }

    pub(crate) const fn with_entry(self, entry: &'v str) -> Self {
        Self {
            entry: Some(entry),
            ..self
        }
    }

    pub(crate) const fn with_record(self, record: &'v str) -> Self {
        Self {
            record: Some(record),
            ..self
        }
    }

    pub(crate) const fn with_pattern(self, pattern: &'v str) -> Self {
        Self {
            pattern: Some(pattern),
            ..self
        }
    }

    /// The rule.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        self.rule
    }

    /// The name of the list.
    #[must_use]
    pub const fn list(&self) -> Option<&'v str> {
        self.list
    }

    /// The version of the list.
    #[must_use]
    pub const fn list_version(&self) -> Option<&'v str> {
        self.list_version
    }

    /// The entry of the list that was met.
    #[must_use]
    pub const fn entry(&self) -> Option<&'v str> {
        self.entry
    }

    /// The exchange or other record that was met, as it was handed in.
    #[must_use]
    pub const fn record(&self) -> Option<&'v str> {
        self.record
    }

    /// The pattern that covers the record.
    #[must_use]
    pub const fn pattern(&self) -> Option<&'v str> {
        self.pattern
    }
}

/// Reasons and the texts they name, in line.
///
/// The room is bounded. A reason for which there is no room is left out, and so is a text (its
/// reason stays): that takes several exchanges of two hundred octets and more.
#[derive(Clone, Copy)]
pub(crate) struct Proof {
    octets: [u8; Self::OCTETS],
    len: u16,
    given: Side<10>,
    against: Side<8>,
}

#[derive(Clone, Copy)]
struct Side<const N: usize> {
    entries: [Entry; N],
    count: u8,
}

/// A rule, and the texts it names, which lie one after the other: small, for a verdict starts with
/// room for all of them.
#[derive(Clone, Copy)]
struct Entry {
    rule: Rule,
    start: u16,
    /// Of list, version, entry, record, pattern; 0 where there is none.
    lens: [u16; 5],
}

impl<const N: usize> Side<N> {
    const EMPTY: Self = Self {
        entries: [Entry {
            rule: Rule::Overlay,
            start: 0,
            lens: [0; 5],
        }; N],
        count: 0,
    };

    fn push(&mut self, entry: Entry) {
        if let Some(place) = self.entries.get_mut(usize::from(self.count)) {
            *place = entry;
            self.count += 1;
        }
    }

    fn entries(&self) -> &[Entry] {
        &self.entries[..usize::from(self.count)]
    }
}

impl Proof {
    pub(crate) const OCTETS: usize = 512;

    pub(crate) const fn new() -> Self {
        Self {
            octets: [0; Self::OCTETS],
            len: 0,
            given: Side::EMPTY,
            against: Side::EMPTY,
        }
    }

    /// Adds what speaks for the verdict.
    #[inline(never)]
    pub(crate) fn add(&mut self, reason: Reason<'_>) {
        let entry = self.enter(reason);
        self.given.push(entry);
    }

    /// Adds what speaks against it.
    #[inline(never)]
    pub(crate) fn contradict(&mut self, reason: Reason<'_>) {
        let entry = self.enter(reason);
        self.against.push(entry);
    }

    /// Adds the first reason of a rule to what speaks against the verdict, too.
    pub(crate) fn contradict_by(&mut self, rule: Rule) {
        let found = self.given.entries().iter().find(|entry| entry.rule == rule);
        if let Some(entry) = found.copied() {
            self.against.push(entry);
        }
    }

    /// Copies what is said about the mail, for and against.
    pub(crate) fn keep_mail(&self, other: &mut Self) {
        for reason in self.reasons().filter(|it| it.rule.is_about_mail()) {
            other.add(reason);
        }
        for reason in self.contradictions().filter(|it| it.rule.is_about_mail()) {
            // What stands on both sides was found to speak against a list.
            if !self.reasons().any(|it| it == reason) {
                other.contradict(reason);
            }
        }
    }

    pub(crate) fn reasons(&self) -> impl Iterator<Item = Reason<'_>> {
        self.given.entries().iter().map(|entry| self.reason(entry))
    }

    pub(crate) fn contradictions(&self) -> impl Iterator<Item = Reason<'_>> {
        self.against
            .entries()
            .iter()
            .map(|entry| self.reason(entry))
    }

    fn reason(&self, entry: &Entry) -> Reason<'_> {
        let mut start = usize::from(entry.start);
        let [list, list_version, entry_of_list, record, pattern] = entry.lens.map(|len| {
            let end = start + usize::from(len);
            let octets = self.octets.get(start..end).filter(|it| !it.is_empty())?;
            start = end;
            // Whole texts were written, so whole characters are read.
            core::str::from_utf8(octets).ok()
        });
        Reason {
            rule: entry.rule,
            list,
            list_version,
            entry: entry_of_list,
            record,
            pattern,
        }
    }

    fn enter(&mut self, reason: Reason<'_>) -> Entry {
        let start = self.len;
        let texts = [
            reason.list,
            reason.list_version,
            reason.entry,
            reason.record,
            reason.pattern,
        ];
        Entry {
            rule: reason.rule,
            start,
            lens: texts.map(|text| match text {
                Some(text) => self.keep(text.as_bytes()),
                None => 0,
            }),
        }
    }

    /// Writes a text down and says how long it is there.
    fn keep(&mut self, text: &[u8]) -> u16 {
        let start = usize::from(self.len);
        match self.octets.get_mut(start..start + text.len()) {
            Some(room) => {
                room.copy_from_slice(text);
                self.len += text.len() as u16;
                text.len() as u16
            }
            None => 0,
        }
    }
}

impl PartialEq for Proof {
    fn eq(&self, other: &Self) -> bool {
        self.reasons().eq(other.reasons()) && self.contradictions().eq(other.contradictions())
    }
}

impl Eq for Proof {}

impl fmt::Debug for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proof")
            .field("reasons", &self.reasons().collect::<alloc::vec::Vec<_>>())
            .field(
                "contradicted_by",
                &self.contradictions().collect::<alloc::vec::Vec<_>>(),
            )
            .finish()
    }
}
