//! The well-known mailbox domains, and the slips that lead to them.

/// A well-known mailbox domain.
pub(super) struct Target {
    pub(super) text: &'static str,
    pub(super) letters: u32,
}

impl Target {
    pub(super) fn is_one_slip_from(&self, text: &[u8]) -> bool {
        self.text.len() >= SHORTEST && is_one_slip_away(text, self.text.as_bytes())
    }
}

/// The length of the longest target.
pub(super) const LONGEST_TARGET: usize = {
    let (mut longest, mut at) = (0, 0);
    while at < TARGETS.len() {
        if TARGETS[at].text.len() > longest {
            longest = TARGETS[at].text.len();
        }
        at += 1;
    }
    longest
};

/// The mailbox domains that most people have, and those that others imitate most.
pub(super) const TARGETS: &[Target] = &targets([
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
]);

const fn targets<const N: usize>(texts: [&'static str; N]) -> [Target; N] {
    let mut targets = [const {
        Target {
            text: "",
            letters: 0,
        }
    }; N];
    let mut at = 0;
    while at < N {
        targets[at] = Target {
            text: texts[at],
            letters: letters(texts[at].as_bytes()),
        };
        at += 1;
    }
    targets
}

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
const fn letters(text: &[u8]) -> u32 {
    let mut letters = 0;
    let mut at = 0;
    while at < text.len() {
        letters |= bit(text[at]);
        at += 1;
    }
    letters
}

pub(super) const fn bit(octet: u8) -> u32 {
    1 << (octet & 31)
}
