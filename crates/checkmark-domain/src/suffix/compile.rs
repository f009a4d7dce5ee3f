//! Compiling rules from the format of the Public Suffix List.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::fmt;
use core::iter;

use super::Sector;
use super::label;
use super::rules::{
    self, ALIGN, DOOR, DOORS, HAS_BLOCK, HEADER, KIND_SHIFT, Kind, LONG, MORE, SECTOR_SHIFT, TAG,
    WILDCARD_SHIFT,
};
use crate::DomainName;
use crate::lists::DataVersion;
use crate::lists::hash::checksum;
use crate::symbols::{PART, Parts};

/// Compiles a text in the format of the Public Suffix List into the bytes that
/// [`SuffixRules`](super::SuffixRules) reads.
///
/// # Syntax
///
/// One rule a line, up to the first blank; blank lines and lines that start with `//` are left
/// out. The comments `===BEGIN ICANN DOMAINS===`, `===BEGIN PRIVATE DOMAINS===` and, beyond the
/// list's own format, `===BEGIN TENANT DOMAINS===` say which section follows; rules before the
/// first of them are private. A second word, which the list's format leaves to comments, may be
/// the [`Sector`] of the suffix.
///
/// # Errors
///
/// A line is no rule: its number from 1 and the kind. Without the feature `idna` that includes
/// rules in other scripts.
pub fn compile(version: DataVersion, text: &str) -> Result<Vec<u8>, CompileRulesError> {
    let mut tree = Node::default();
    let mut section = Kind::Private;
    let mut count: u32 = 0;
    for (number, line) in (1..).zip(text.lines()) {
        if let Some(comment) = line.trim().strip_prefix("//") {
            section = match comment.trim() {
                "===BEGIN ICANN DOMAINS===" => Kind::Icann,
                "===BEGIN PRIVATE DOMAINS===" => Kind::Private,
                "===BEGIN TENANT DOMAINS===" => Kind::Tenant,
                _ => section,
            };
            continue;
        }
        let mut words = line.split_whitespace();
        let Some(rule) = words.next() else { continue };
        let sector = words.next().and_then(|word| word.parse().ok());
        tree.plant(rule, section, sector)
            .map_err(|kind| CompileRulesError { line: number, kind })?;
        count += 1;
    }
    let line = text.lines().count();
    tree.compile(version, count).ok_or(CompileRulesError {
        line,
        kind: CompileRulesErrorKind::TooMany,
    })
}

/// Which line is no rule about public suffixes, and why.
///
/// ```
/// use checkmark_domain::suffix::{self, CompileRulesError, CompileRulesErrorKind};
///
/// let refused: CompileRulesError =
///     suffix::compile("2026-11-23".parse()?, "example\n!example\n*\n").unwrap_err();
/// assert_eq!((refused.line(), refused.kind()), (2, CompileRulesErrorKind::BareException));
/// # Ok::<(), checkmark_domain::lists::ParseVersionError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} in line {line}")]
pub struct CompileRulesError {
    line: usize,
    kind: CompileRulesErrorKind,
}

impl CompileRulesError {
    /// The number of the line, from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }

    /// What is wrong with it.
    #[must_use]
    pub const fn kind(&self) -> CompileRulesErrorKind {
        self.kind
    }
}

/// What can be wrong with a rule about public suffixes.
///
/// Open: the list may get other forms of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CompileRulesErrorKind {
    /// Not the name of a domain, apart from a `*` or a `!` in front.
    Name,
    /// A `*` without a name after it.
    BareWildcard,
    /// An exception of one label, which excepts from nothing.
    BareException,
    /// More rules than the table has places for.
    TooMany,
}

impl fmt::Display for CompileRulesErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Name => "no domain name",
            Self::BareWildcard => "wildcard without a name",
            Self::BareException => "exception from nothing",
            Self::TooMany => "rule beyond the size of a table",
        })
    }
}

struct Node {
    kind: Kind,
    sector: Option<Sector>,
    wildcard: Kind,
    below: BTreeMap<Vec<u8>, Node>,
}

impl Default for Node {
    fn default() -> Self {
        Self {
            kind: Kind::None,
            sector: None,
            wildcard: Kind::None,
            below: BTreeMap::new(),
        }
    }
}

impl Node {
    fn plant(
        &mut self,
        rule: &str,
        section: Kind,
        sector: Option<Sector>,
    ) -> Result<(), CompileRulesErrorKind> {
        let wildcard = rule.strip_prefix("*.");
        let exception = rule.strip_prefix('!');
        if rule == "*" {
            return Err(CompileRulesErrorKind::BareWildcard);
        }
        let name: DomainName = wildcard
            .or(exception)
            .unwrap_or(rule)
            .parse()
            .map_err(|_| CompileRulesErrorKind::Name)?;
        if exception.is_some() && !name.as_bytes().contains(&b'.') {
            return Err(CompileRulesErrorKind::BareException);
        }
        let mut node = self;
        for label in name.as_bytes().rsplit(|octet| *octet == b'.') {
            node = node.below.entry(label.to_vec()).or_default();
        }
        node.sector = sector.or(node.sector);
        match (wildcard, exception) {
            (Some(_), _) => node.wildcard = section,
            (_, Some(_)) => node.kind = Kind::Exception,
            _ => node.kind = section,
        }
        Ok(())
    }

    /// How many rules there are at and below the node.
    fn size(&self) -> usize {
        self.below.values().map(Node::size).sum::<usize>() + 1
    }

    /// What there is to say about the node, in one octet.
    fn bits(&self) -> u8 {
        let sector = match self.sector {
            None => 0,
            Some(Sector::Education) => 1,
            Some(Sector::Government) => 2,
        };
        let wildcard = self.wildcard.bits() << WILDCARD_SHIFT;
        let block = if self.below.is_empty() { 0 } else { HAS_BLOCK };
        self.kind.bits() | sector << SECTOR_SHIFT | wildcard | block
    }

    /// What most of the rules one label below are.
    fn kind_of_most_below(&self) -> Kind {
        let count = |kind| self.below.values().filter(|it| it.kind == kind).count();
        [Kind::Icann, Kind::Private, Kind::Tenant]
            .into_iter()
            .max_by_key(|kind| count(*kind))
            .unwrap_or(Kind::None)
    }

    /// Every label, as often as it is written.
    fn labels(&self) -> Vec<&[u8]> {
        let mut labels = Vec::new();
        let mut nodes = alloc::vec![self];
        while let Some(node) = nodes.pop() {
            labels.extend(node.below.keys().map(Vec::as_slice));
            nodes.extend(node.below.values());
        }
        labels
    }

    fn compile(&self, version: DataVersion, count: u32) -> Option<Vec<u8>> {
        let parts = Parts::learn(self.labels().into_iter());
        // The root first, then each block's children in the order of its records.
        let mut blocks = alloc::vec![Block::new(self, &parts)];
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            let below: Vec<Block<'_>> = block
                .records
                .iter()
                .filter(|record| !record.node.below.is_empty())
                .map(|record| Block::new(record.node, &parts))
                .collect();
            blocks.extend(below);
            at += 1;
        }
        let mut places: Vec<u16> = Vec::with_capacity(blocks.len());
        let mut end = 0;
        for block in &blocks {
            places.push(u16::try_from(end / ALIGN).ok()?);
            end += block
                .write(&mut iter::repeat(0))?
                .len()
                .next_multiple_of(ALIGN);
        }
        let mut bytes = Vec::with_capacity(HEADER + usize::from(parts.len()) * PART + end);
        bytes.extend_from_slice(b"cms2\0\0\0\0");
        bytes.extend(count.to_le_bytes());
        bytes.extend([version.as_bytes().len() as u8, parts.len()]);
        bytes.resize(HEADER - DataVersion::MAX_LEN, 0);
        bytes.extend_from_slice(version.as_bytes());
        bytes.resize(HEADER, 0);
        bytes.extend(parts.places());
        let below = places.into_iter().skip(1);
        for door in blocks.first()?.doors(below.clone()) {
            bytes.extend(door);
        }
        let mut below = below;
        for block in &blocks {
            bytes.extend(block.write(&mut below)?);
            bytes.resize(bytes.len().next_multiple_of(ALIGN), 0);
        }
        let check = checksum(&bytes[8..]);
        bytes[4..8].copy_from_slice(&check.to_le_bytes());
        Some(bytes)
    }
}

/// The labels below one node, by bucket, each in symbols.
struct Block<'t> {
    bits: u8,
    /// What most of the rules are.
    kind: Kind,
    records: Vec<Record<'t>>,
}

struct Record<'t> {
    bucket: usize,
    tag: u8,
    label: &'t [u8],
    text: Vec<u8>,
    node: &'t Node,
}

impl<'t> Block<'t> {
    fn new(node: &'t Node, parts: &Parts) -> Self {
        let kind = node.kind_of_most_below();
        let len = node.below.len();
        // Few enough a bucket that to read it costs little beside finding it. Below `com` anybody
        // registers, and most names are on none of the few rules there: they meet fewer still.
        let each = if kind == Kind::Private && len >= 300 {
            2
        } else {
            4
        };
        let bits = (len / each)
            .checked_ilog2()
            .map_or(0, |bits| bits as u8 + 1)
            .min(12);
        let mut records: Vec<_> = node
            .below
            .iter()
            .map(|(label, node)| {
                let mut room = [0; DomainName::ROOM];
                room[..label.len()].copy_from_slice(label);
                let hash = label::hash(&room, 0, label.len());
                Record {
                    bucket: rules::bucket(hash, bits),
                    tag: hash as u8 & TAG,
                    label,
                    text: parts.write(label),
                    node,
                }
            })
            .collect();
        // Where more lies below a label, more names come by; they are met first.
        records.sort_by_key(|record| (record.bucket, usize::MAX - record.node.size()));
        Self {
            bits,
            kind,
            records,
        }
    }

    /// The doors to the most used of the labels, given the places of the blocks below.
    fn doors(&self, mut below: impl Iterator<Item = u16>) -> [[u8; DOOR]; DOORS] {
        let mut doors = [(0, [0; DOOR]); DOORS];
        for record in &self.records {
            let node = record.node;
            let below = if node.below.is_empty() {
                0
            } else {
                below.next().unwrap_or_default()
            };
            let mut label = [0; 8];
            if record.label.len() >= label.len() {
                continue;
            }
            label[..record.label.len()].copy_from_slice(record.label);
            let (most, door) = &mut doors[rules::door(u64::from_le_bytes(label))];
            if node.size() > *most {
                *most = node.size();
                let [text @ .., low, high, bits] = door;
                *text = label;
                [*low, *high] = below.to_le_bytes();
                *bits = node.bits();
            }
        }
        doors.map(|(_, door)| door)
    }

    fn write(&self, below: &mut dyn Iterator<Item = u16>) -> Option<Vec<u8>> {
        let mut records = Vec::new();
        let mut ends = alloc::vec![0; 1 << self.bits];
        for Record {
            bucket,
            tag,
            text,
            node,
            ..
        } in &self.records
        {
            let has_block = !node.below.is_empty();
            let plain = !has_block && node.wildcard == Kind::None && node.sector.is_none();
            let more = !plain || node.kind != self.kind;
            let mut body = Vec::new();
            if more {
                body.push(node.bits());
            }
            if has_block {
                body.extend(below.next()?.to_le_bytes());
            }
            body.extend(text);
            let len = body.len().min(LONG) as u8;
            records.push(len | tag | if more { MORE } else { 0 });
            if usize::from(len) == LONG {
                records.push((body.len() - LONG) as u8);
            }
            records.extend(body);
            ends[*bucket] = records.len();
        }
        let mut bytes = alloc::vec![self.bits | self.kind.bits() << KIND_SHIFT];
        if self.bits == 0 {
            bytes.extend(u16::try_from(records.len()).ok()?.to_le_bytes());
        } else {
            let front = (ends.len() + 1) * 2;
            bytes.extend([0; 2]);
            let mut end = 0;
            for start in iter::once(0).chain(ends) {
                // An empty bucket ends where the one before it does.
                end = start.max(end);
                bytes.extend(u16::try_from(front + end).ok()?.to_le_bytes());
            }
        }
        bytes.extend(records);
        Some(bytes)
    }
}
