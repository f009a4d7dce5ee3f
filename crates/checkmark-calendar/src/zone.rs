//! The rules of a time zone: which offset from UTC holds from when on.

mod error;
mod transition;
mod tzif;
#[cfg(feature = "serde")]
mod wire;

#[cfg(feature = "tzdb")]
mod tzdb;

pub use error::{ZoneError, ZoneErrorKind};
pub use transition::Transition;
#[cfg(feature = "tzdb")]
pub use tzdb::BundledNames;

use crate::instant::{EARLIEST, LATEST, day_number, split};
use alloc::borrow::Cow;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use time::{Date, UtcDateTime};

/// The rules of one time zone, stamped with the version of the zone data that they come from.
///
/// They come as bytes of a TZif file (RFC 9636) or as a list of transitions; nothing reads a file
/// here. From 1900 to 2200 at most; what follows the last transition of a TZif file is worked out
/// from its rule for the years to come, as far as 2200.
///
/// ```
/// use checkmark_calendar::{Transition, Zone};
/// use time::UtcDateTime;
///
/// let at = |seconds| UtcDateTime::from_unix_timestamp(seconds).expect("a date of this century");
/// let stockholm = Zone::from_transitions(
///     "Europe/Stockholm",
///     "2026f",
///     3600,
///     [Transition::new(at(1_774_746_000), 7200), Transition::new(at(1_792_890_000), 3600)],
///     at(1_798_761_599),
/// )?;
/// assert_eq!(stockholm.offset_at(at(1_780_000_000)), Some(7200));
/// assert_eq!(stockholm.offset_at(at(1_800_000_000)), None);
/// # Ok::<(), checkmark_calendar::ZoneError>(())
/// ```
///
/// A clone shares the rules.
#[derive(Clone)]
pub struct Zone(Rules);

#[derive(Clone)]
enum Rules {
    Fixed(&'static Table),
    Read(Arc<Table>),
}

#[derive(PartialEq, Eq, Hash)]
struct Table {
    name: Cow<'static, str>,
    version: Cow<'static, str>,
    since: i64,
    /// The first second for which the rules are not known to hold.
    end: i64,
    initial: i32,
    /// Seconds and the offset from then on, in order, each offset another than the one before.
    transitions: Vec<(i64, i32)>,
}

impl Zone {
    /// Coordinated universal time: no offset, ever.
    pub const UTC: Self = Self(Rules::Fixed(&UTC));

    /// Rules from a list of transitions.
    ///
    /// `initial` is the offset before the first transition, in seconds east of UTC. `through` is
    /// the last instant for which the list is known to hold: past it the answer is an error.
    ///
    /// # Errors
    ///
    /// [`ZoneErrorKind::Order`] if a transition is not later than the one before,
    /// [`ZoneErrorKind::Offset`] if an offset is 26 hours or more, [`ZoneErrorKind::Range`] if
    /// `through` lies before 1900.
    pub fn from_transitions(
        name: impl Into<Cow<'static, str>>,
        version: impl Into<Cow<'static, str>>,
        initial: i32,
        transitions: impl IntoIterator<Item = Transition>,
        through: UtcDateTime,
    ) -> Result<Self, ZoneError> {
        let transitions = transitions.into_iter().map(|it| (it.at, it.offset));
        Self::new(
            name.into(),
            version.into(),
            EARLIEST,
            split(through).0.saturating_add(1),
            initial,
            transitions,
        )
    }

    /// Rules from the bytes of a TZif file, version 1 to 4.
    ///
    /// A file without a rule for the years to come holds up to its last transition.
    ///
    /// # Errors
    ///
    /// [`ZoneErrorKind::Unreadable`] if the bytes are no sound TZif file,
    /// [`ZoneErrorKind::LeapSeconds`] if its seconds count leap seconds, and those of
    /// [`from_transitions`](Self::from_transitions).
    pub fn from_tzif(
        name: impl Into<Cow<'static, str>>,
        bytes: &[u8],
        version: impl Into<Cow<'static, str>>,
    ) -> Result<Self, ZoneError> {
        let read = tzif::read(bytes)?;
        Self::new(
            name.into(),
            version.into(),
            EARLIEST,
            read.end,
            read.initial,
            read.transitions,
        )
    }

    /// The same rules, known to hold only from an instant on: before it the answer is an error.
    ///
    /// # Errors
    ///
    /// [`ZoneErrorKind::Range`] if nothing is left.
    ///
    /// ```
    /// use checkmark_calendar::Zone;
    /// use time::{SignedDuration, UtcDateTime};
    ///
    /// let known = Zone::UTC.valid_since(UtcDateTime::UNIX_EPOCH)?;
    /// assert_eq!(known.offset_at(UtcDateTime::UNIX_EPOCH), Some(0));
    /// assert_eq!(known.offset_at(UtcDateTime::UNIX_EPOCH - SignedDuration::SECOND), None);
    /// # Ok::<(), checkmark_calendar::ZoneError>(())
    /// ```
    pub fn valid_since(&self, since: UtcDateTime) -> Result<Self, ZoneError> {
        let (seconds, nanoseconds) = split(since);
        let table = self.table();
        Self::new(
            table.name.clone(),
            table.version.clone(),
            seconds.saturating_add(i64::from(nanoseconds > 0)),
            table.end,
            table.initial,
            table.transitions.iter().copied(),
        )
    }

    /// The zone's name, such as `Europe/Stockholm`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.table().name
    }

    /// The version of the zone data, such as `2026f`.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.table().version
    }

    /// The first instant for which the rules are known to hold.
    #[must_use]
    pub fn since(&self) -> UtcDateTime {
        instant(self.table().since)
    }

    /// The last whole second for which the rules are known to hold.
    ///
    /// ```
    /// use checkmark_calendar::Zone;
    ///
    /// assert_eq!(Zone::UTC.through().year(), 2199);
    /// ```
    #[must_use]
    pub fn through(&self) -> UtcDateTime {
        instant(self.table().end - 1)
    }

    /// The offset at an instant in seconds east of UTC; `None` where the rules are not known.
    #[must_use]
    pub fn offset_at(&self, at: UtcDateTime) -> Option<i32> {
        let seconds = split(at).0;
        let table = self.table();
        (table.since..table.end)
            .contains(&seconds)
            .then(|| self.offset(seconds))
    }

    /// The changes of the offset, in order.
    ///
    /// ```
    /// use checkmark_calendar::{Transition, Zone};
    /// use time::UtcDateTime;
    ///
    /// let far = UtcDateTime::from_unix_timestamp(1_900_000_000)?;
    /// let change = Transition::from_unix(1_792_890_000, 3600);
    /// let zone = Zone::from_transitions("Europe/Stockholm", "2026f", 7200, [change], far)?;
    /// assert!(zone.transitions().eq([change]));
    /// assert_eq!((change.unix_seconds(), change.offset()), (1_792_890_000, 3600));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn transitions(&self) -> impl Iterator<Item = Transition> + '_ {
        self.table()
            .transitions
            .iter()
            .map(|&(at, offset)| Transition { at, offset })
    }

    /// The stretches of one offset: from, to, offset; the first begins where the rules do.
    pub(crate) fn pieces(&self) -> impl DoubleEndedIterator<Item = (i64, i64, i32)> + '_ {
        (0..=self.table().transitions.len()).map(|nth| self.piece(nth))
    }

    /// The changes of the offset: when, from what, to what.
    pub(crate) fn changes(&self) -> impl Iterator<Item = (i64, i64, i64)> + '_ {
        let after = self.pieces().skip(1);
        self.pieces()
            .zip(after)
            .map(|(old, new)| (new.0, i64::from(old.2), i64::from(new.2)))
    }

    /// The offset at seconds within the range of the rules.
    pub(crate) fn offset(&self, seconds: i64) -> i32 {
        self.piece(self.piece_at(seconds)).2
    }

    /// The stretches of real time in which the wall clock shows this date; more than one if the
    /// clock was turned back over midnight, none if the date was skipped.
    pub(crate) fn spans_of(&self, day: i32) -> impl DoubleEndedIterator<Item = (i64, i64)> + '_ {
        let midnight = i64::from(day) * 86_400;
        let first = self.piece_at(midnight - MOST_OFFSET);
        let last = self.piece_at(midnight + 86_400 + MOST_OFFSET);
        (first..=last).filter_map(move |nth| {
            let (from, to, offset) = self.piece(nth);
            let start = from.max(midnight - i64::from(offset));
            let end = to.min(midnight + 86_400 - i64::from(offset));
            (start < end).then_some((start, end))
        })
    }

    /// The date on the wall clock, in days since 1970-01-01, at seconds within the range.
    pub(crate) fn day_at(&self, seconds: i64) -> i32 {
        (seconds + i64::from(self.offset(seconds))).div_euclid(86_400) as i32
    }

    pub(crate) fn bounds(&self) -> (i64, i64) {
        (self.table().since, self.table().end)
    }

    /// The instants on a range of local dates, both included; `None` if there are none.
    pub(crate) fn within(&self, first: Date, last: Date) -> Option<(i64, i64)> {
        let (since, end_of_rules) = self.bounds();
        let (first, last) = (day_number(first), day_number(last));
        // A date may be skipped; three in a row never are.
        let start = (first..first.saturating_add(3)).find_map(|day| self.spans_of(day).next());
        let end = (last.saturating_sub(2)..=last)
            .rev()
            .find_map(|day| self.spans_of(day).next_back());
        let start = match start {
            Some((start, _)) => start,
            None if i64::from(first) * 86_400 < since => since,
            None => end_of_rules,
        };
        let end = match end {
            Some((_, end)) => end,
            None if i64::from(last) * 86_400 > end_of_rules => end_of_rules,
            None => since,
        };
        (start < end).then_some((start, end))
    }

    fn piece_at(&self, seconds: i64) -> usize {
        self.table()
            .transitions
            .partition_point(|&(at, _)| at <= seconds)
    }

    fn piece(&self, nth: usize) -> (i64, i64, i32) {
        let table = self.table();
        let (from, offset) = match nth.checked_sub(1) {
            Some(before) => table.transitions[before],
            None => (table.since, table.initial),
        };
        (
            from,
            table.transitions.get(nth).map_or(table.end, |it| it.0),
            offset,
        )
    }

    fn table(&self) -> &Table {
        match &self.0 {
            Rules::Fixed(table) => table,
            Rules::Read(table) => table,
        }
    }

    fn new(
        name: Cow<'static, str>,
        version: Cow<'static, str>,
        since: i64,
        end: i64,
        initial: i32,
        given: impl IntoIterator<Item = (i64, i32)>,
    ) -> Result<Self, ZoneError> {
        let (since, end) = (since.max(EARLIEST), end.min(LATEST));
        if since >= end {
            return Err(ZoneError::at(ZoneErrorKind::Range, None));
        }
        check_offset(initial, None)?;
        let (mut initial, mut transitions) = (initial, Vec::<(i64, i32)>::new());
        let mut before = None;
        for (position, (at, offset)) in given.into_iter().enumerate() {
            check_offset(offset, Some(position))?;
            if before.is_some_and(|before| at <= before) {
                return Err(ZoneError::at(ZoneErrorKind::Order, Some(position)));
            }
            before = Some(at);
            if at <= since {
                initial = offset;
            } else if at < end && transitions.last().map_or(initial, |it| it.1) != offset {
                transitions.push((at, offset));
            }
        }
        let table = Table {
            name,
            version,
            since,
            end,
            initial,
            transitions,
        };
        Ok(Self(Rules::Read(Arc::new(table))))
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.table(), other.table()) || self.table() == other.table()
    }
}

impl Eq for Zone {}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Zone")
            .field("name", &self.name())
            .field("version", &self.version())
            .field("since", &self.since())
            .field("through", &self.through())
            .field("transitions", &self.table().transitions.len())
            .finish()
    }
}

static UTC: Table = Table {
    name: Cow::Borrowed("UTC"),
    version: Cow::Borrowed("fixed"),
    since: EARLIEST,
    end: LATEST,
    initial: 0,
    transitions: Vec::new(),
};

/// The largest distance of a wall clock from UTC, in seconds.
const MOST_OFFSET: i64 = 26 * 3600;

fn check_offset(offset: i32, position: Option<usize>) -> Result<(), ZoneError> {
    if i64::from(offset).abs() >= MOST_OFFSET {
        return Err(ZoneError::at(ZoneErrorKind::Offset, position));
    }
    Ok(())
}

fn instant(seconds: i64) -> UtcDateTime {
    UtcDateTime::from_unix_timestamp(seconds).expect("years 1900 to 2200 are years of `time`")
}
