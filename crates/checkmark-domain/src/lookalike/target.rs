//! The well-known mailbox domains, and the slips that lead to them.

/// A well-known mailbox domain.
#[derive(Clone, Copy)]
pub(super) struct Target {
    octets: [u8; LONGEST_TARGET],
    len: u8,
    /// How far up in the list of the best known it stands.
    rank: u8,
}

impl Target {
    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.octets[..usize::from(self.len)]
    }

    pub(super) const fn rank(&self) -> u8 {
        self.rank
    }

    pub(super) fn is_one_slip_from(&self, text: &[u8]) -> bool {
        usize::from(self.len) >= SHORTEST && is_one_slip_away(text, self.as_bytes())
    }
}

/// The targets of some lengths, and the letters of each.
pub(super) fn of_lengths(from: usize, to: usize) -> (&'static [Target], &'static [u32]) {
    let start = |len: usize| usize::from(STARTS[len.min(STARTS.len() - 1)]);
    let places = start(from)..start(to + 1);
    (&TARGETS[places.clone()], &LETTERS[places])
}

/// The length of the longest target.
pub(super) const LONGEST_TARGET: usize = {
    let (mut longest, mut at) = (0, 0);
    while at < TEXTS.len() {
        if TEXTS[at].len() > longest {
            longest = TEXTS[at].len();
        }
        at += 1;
    }
    longest
};

/// The length of the longest skeleton, in which an `m` and a `w` are two.
pub(super) const fn longest_skeleton() -> usize {
    let (mut longest, mut rank) = (0, 0);
    while rank < TEXTS.len() {
        let text = TEXTS[rank].as_bytes();
        let (mut len, mut at) = (text.len(), 0);
        while at < text.len() {
            len += matches!(text[at], b'm' | b'w') as usize;
            at += 1;
        }
        if len > longest {
            longest = len;
        }
        rank += 1;
    }
    longest
}

/// The mailbox domains that most people have, and those that others imitate most.
const TEXTS: [&str; 43] = [
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "outlook.com",
    "live.com",
    "msn.com",
    "yahoo.com",
    "ymail.com",
    "rocketmail.com",
    "aol.com",
    "icloud.com",
    "me.com",
    "mac.com",
    "proton.me",
    "protonmail.com",
    "gmx.de",
    "gmx.net",
    "gmx.com",
    "web.de",
    "freenet.de",
    "t-online.de",
    "mail.com",
    "mail.ru",
    "yandex.ru",
    "yandex.com",
    "zoho.com",
    "fastmail.com",
    "tutanota.com",
    "hotmail.co.uk",
    "yahoo.co.uk",
    "hotmail.fr",
    "orange.fr",
    "wanadoo.fr",
    "laposte.net",
    "libero.it",
    "yahoo.co.jp",
    "comcast.net",
    "verizon.net",
    "rediffmail.com",
    "qq.com",
    "163.com",
    "126.com",
    "naver.com",
];

/// The targets, the short ones first.
pub(super) static TARGETS: [Target; TEXTS.len()] = SORTED.0;

/// Which letters each target has.
static LETTERS: [u32; TEXTS.len()] = SORTED.1;

/// Where the targets of each length start, and at last where those of the greatest end.
static STARTS: [u8; LONGEST_TARGET + 2] = SORTED.2;

const SORTED: (
    [Target; TEXTS.len()],
    [u32; TEXTS.len()],
    [u8; LONGEST_TARGET + 2],
) = {
    let mut targets = [Target {
        octets: [0; LONGEST_TARGET],
        len: 0,
        rank: 0,
    }; TEXTS.len()];
    let mut sets = [0; TEXTS.len()];
    let mut starts = [0; LONGEST_TARGET + 2];
    let (mut len, mut count) = (0, 0);
    while len <= LONGEST_TARGET {
        let mut rank = 0;
        while rank < TEXTS.len() {
            let text = TEXTS[rank].as_bytes();
            if text.len() == len {
                let (octets, _) = targets[count].octets.split_at_mut(len);
                octets.copy_from_slice(text);
                targets[count].len = len as u8;
                targets[count].rank = rank as u8;
                sets[count] = letters(text);
                count += 1;
            }
            rank += 1;
        }
        len += 1;
        starts[len] = count as u8;
    }
    (targets, sets, starts)
};

/// The shortest name that a slip leads to: of shorter ones nearly every neighbor is somebody's.
pub(super) const SHORTEST: usize = 9;

/// Whether one insertion, deletion, substitution or exchange of neighbors lies between two texts.
fn is_one_slip_away(one: &[u8], other: &[u8]) -> bool {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if long.len() - short.len() > 1 {
        return false;
    }
    let Some(at) = long.iter().zip(short).position(|(one, other)| one != other) else {
        return long.len() > short.len();
    };
    let (long, short) = (&long[at..], &short[at..]);
    if long.len() > short.len() {
        return long[1..] == *short;
    }
    long[1..] == short[1..]
        || matches!(
            (long, short),
            ([a, b, long @ ..], [c, d, short @ ..]) if a == d && b == c && long == short
        )
}

/// Which letters a text has, one bit each: a quick way to tell most texts apart.
pub(super) const fn letters(text: &[u8]) -> u32 {
    let mut letters = 0;
    let mut at = 0;
    while at < text.len() {
        letters |= 1 << (text[at] & 31);
        at += 1;
    }
    letters
}
