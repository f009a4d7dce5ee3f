//! Names that look like well-known mailbox domains.
//!
//! Two names look alike if their skeletons are equal (UTS #39), or if one slip of the finger lies
//! between them: a character too many, too few, another, or two that changed places.

mod confusables;
mod hint;
mod punycode;
mod target;

pub use hint::Hint;

use confusables::CONFUSABLES;
use target::{LONGEST_TARGET, SHORTEST, TARGETS, Target, letters, of_lengths};

/// The name that a registered name may have been meant to be, if that is another.
pub(crate) fn of(registrable: &str, has_a_label: bool) -> Option<Hint> {
    let octets = registrable.as_bytes();
    if has_a_label {
        return of_a_labels(registrable);
    }
    if octets.len() > LONGEST_ALIKE {
        return None;
    }
    let target = match slip(octets) {
        Slip::Is => None,
        Slip::From(target) => Some(target),
        Slip::None => passing(octets),
    };
    Hint::read(target?.as_bytes())
}

#[cold]
#[inline(never)]
fn of_a_labels(registrable: &str) -> Option<Hint> {
    Name::read(registrable)?.hint()
}

/// How a name stands to the targets.
enum Slip {
    /// It is one of them.
    Is,
    /// One slip of the finger away from one.
    From(&'static Target),
    None,
}

fn slip(octets: &[u8]) -> Slip {
    if !(SHORTEST - 1..=LONGEST_TARGET + 1).contains(&octets.len()) {
        return Slip::None;
    }
    let set = letters(octets);
    let (targets, sets) = of_lengths(octets.len() - 1, octets.len() + 1);
    // All are looked at before any is looked into, which few names ask for.
    let any = sets
        .iter()
        .fold(false, |any, other| any | differ_by_two(set, *other));
    if !any {
        return Slip::None;
    }
    if targets.iter().any(|target| target.as_bytes() == octets) {
        return Slip::Is;
    }
    nearest(targets, octets).map_or(Slip::None, Slip::From)
}

/// The best known of the targets that a slip leads from to these octets.
#[inline(never)]
fn nearest(targets: &'static [Target], octets: &[u8]) -> Option<&'static Target> {
    targets
        .iter()
        .filter(|target| target.is_one_slip_from(octets))
        .min_by_key(|target| target.rank())
}

/// The target that a name in ASCII passes for: with `0` for `o`, `1` for `l`, `rn` for `m` and `vv`
/// for `w`.
fn passing(octets: &[u8]) -> Option<&'static Target> {
    if !is_confusing(octets) {
        return None;
    }
    let mut read = [0; LONGEST_ALIKE];
    let mut len = 0;
    let mut last = 0;
    for &octet in octets {
        let octet = plainly(octet);
        let joined = match (last, octet) {
            (b'r', b'n') => Some(b'm'),
            (b'v', b'v') => Some(b'w'),
            _ => None,
        };
        len -= usize::from(joined.is_some());
        last = joined.unwrap_or(octet);
        read[len] = last;
        len += 1;
    }
    let (targets, _) = of_lengths(len, len);
    let mut targets = targets.iter().filter(|target| {
        let other = target.as_bytes().iter().map(|octet| plainly(*octet));
        other.eq(read[..len].iter().copied()) && target.as_bytes() != octets
    });
    targets.next()
}

const fn plainly(octet: u8) -> u8 {
    match octet {
        b'0' => b'o',
        b'1' => b'l',
        _ => octet,
    }
}

/// Whether there are octets that pass for others: `0`, `1`, `rn`, `vv`.
fn is_confusing(octets: &[u8]) -> bool {
    let mut words = [0; LONGEST_ALIKE.next_multiple_of(8)];
    words[..octets.len()].copy_from_slice(octets);
    let (words, _) = words.as_chunks::<8>();
    let (mut found, mut last_r, mut last_v) = (0, 0, 0);
    for word in words {
        let word = u64::from_le_bytes(*word);
        let (r, n, v) = (equal(word, b'r'), equal(word, b'n'), equal(word, b'v'));
        // `0` and `1` differ in one bit.
        found |= equal(word | ONES, b'1');
        found |= (r << 8 | last_r) & n | (v << 8 | last_v) & v;
        (last_r, last_v) = (r >> 56, v >> 56);
    }
    found != 0
}

/// The top bits of the octets that are this one; none of a name has its own.
const fn equal(word: u64, octet: u8) -> u64 {
    !((word ^ (ONES * octet as u64)) + ONES * 0x7f) & ONES << 7
}

const ONES: u64 = 0x0101_0101_0101_0101;

/// Whether two sets differ by two members at most.
const fn differ_by_two(one: u32, other: u32) -> bool {
    let mut rest = one ^ other;
    rest &= rest.wrapping_sub(1);
    rest &= rest.wrapping_sub(1);
    rest == 0
}

/// So long is the longest text that passes for a target, and longer than one by a slip.
const LONGEST_ALIKE: usize = target::longest_skeleton() + 1;

/// The longest name worth a look, in characters.
const LONGEST: usize = 24;

/// A name as it is read: its characters, those outside ASCII as [`OTHER`] or as what they look
/// like.
struct Name {
    text: [u8; LONGEST],
    len: usize,
    /// What is compared: see [`skeleton_of`].
    skeleton: Ascii,
    /// How the name reads, if every character passes for ASCII and not every one is.
    reads: Ascii,
    is_homograph: bool,
}

/// Text in the making.
struct Ascii {
    octets: [u8; 2 * LONGEST],
    len: usize,
}

impl Ascii {
    const EMPTY: Self = Self {
        octets: [0; 2 * LONGEST],
        len: 0,
    };

    #[inline(never)]
    fn push(&mut self, octets: &[u8]) -> Option<()> {
        let end = self.len + octets.len();
        self.octets.get_mut(self.len..end)?.copy_from_slice(octets);
        self.len = end;
        Some(())
    }

    fn as_bytes(&self) -> &[u8] {
        &self.octets[..self.len]
    }
}

/// A character that looks like nothing in ASCII; no name has this octet.
const OTHER: u8 = 0xff;

impl Name {
    /// `None` if the name is too long to be worth a look, or an A-label of it is broken.
    #[inline(never)]
    fn read(registrable: &str) -> Option<Self> {
        let mut name = Self {
            text: [0; LONGEST],
            len: 0,
            skeleton: Ascii::EMPTY,
            reads: Ascii::EMPTY,
            is_homograph: false,
        };
        for (place, label) in registrable.split('.').enumerate() {
            if place > 0 {
                name.put(b'.', b".")?;
            }
            match label.strip_prefix("xn--") {
                None => {
                    for &octet in label.as_bytes() {
                        name.put(octet, &[octet])?;
                    }
                }
                Some(encoded) => {
                    for &character in punycode::decode(encoded)?.as_slice() {
                        match u8::try_from(character) {
                            Ok(octet) if octet.is_ascii() => name.put(octet, &[octet])?,
                            Ok(_) | Err(_) => name.put(OTHER, look_of(character))?,
                        }
                    }
                }
            }
        }
        Some(name)
    }

    /// The target that the name is a slip from, or passes for; else how it reads, if that is made
    /// to pass for ASCII and is not.
    fn hint(&self) -> Option<Hint> {
        let target = nearest(&TARGETS, self.text()).or_else(|| {
            TARGETS
                .iter()
                .find(|target| self.is_confusable_with(target))
        });
        match target {
            Some(target) => Hint::read(target.as_bytes()),
            None => self.homograph(),
        }
    }

    #[inline(never)]
    fn put(&mut self, octet: u8, looks: &[u8]) -> Option<()> {
        *self.text.get_mut(self.len)? = octet;
        self.len += 1;
        self.reads.push(looks)?;
        self.is_homograph |= octet == OTHER;
        looks
            .iter()
            .try_for_each(|octet| self.skeleton.push(skeleton_of(octet)))
    }

    fn homograph(&self) -> Option<Hint> {
        self.is_homograph
            .then(|| Hint::read(self.reads.as_bytes()))
            .flatten()
    }

    fn text(&self) -> &[u8] {
        &self.text[..self.len]
    }

    fn is_confusable_with(&self, target: &Target) -> bool {
        let mut skeleton = Ascii::EMPTY;
        for octet in target.as_bytes() {
            // A target is shorter than what there is room for.
            let _ = skeleton.push(skeleton_of(octet));
        }
        skeleton.as_bytes() == self.skeleton.as_bytes() && self.text() != target.as_bytes()
    }
}

/// The skeleton of an ASCII character: those of UTS #39 in lower case, and the two v's of a w.
fn skeleton_of(octet: &u8) -> &[u8] {
    match octet {
        b'm' => b"rn",
        b'w' => b"vv",
        b'0' => b"o",
        b'1' => b"l",
        _ => core::slice::from_ref(octet),
    }
}

#[inline(never)]
fn look_of(character: char) -> &'static [u8] {
    let (mut looks, mut start, mut in_looks) = (0..0, 0, true);
    for (at, other) in CONFUSABLES.char_indices() {
        match other {
            '\n' => (start, in_looks) = (at + 1, true),
            ' ' => (looks, in_looks) = (start..at, false),
            _ if other == character && !in_looks => return &CONFUSABLES.as_bytes()[looks],
            _ => {}
        }
    }
    &[OTHER]
}

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};

    use super::*;

    #[track_caller]
    fn check(name: &str, want: Option<&str>) {
        let hint = of(name, name.contains("xn--"));
        assert_eq!(hint.as_ref().map(Hint::looks_like), want, "{name}");
    }

    #[test]
    fn a_slip_of_the_finger_is_seen() {
        check("gmial.com", Some("gmail.com"));
        check("gmai.com", Some("gmail.com"));
        check("gmaill.com", Some("gmail.com"));
        check("gmsil.com", Some("gmail.com"));
        check("gmail.con", Some("gmail.com"));
        check("hotmial.com", Some("hotmail.com"));
        check("outlok.com", Some("outlook.com"));
    }

    #[test]
    fn what_passes_for_a_letter_is_seen_through() {
        check("grnail.com", Some("gmail.com"));
        check("out1ook.com", Some("outlook.com"));
        check("xn--gmal-nza.com", Some("gmail.com"));
        check("a0l.com", Some("aol.com"));
    }

    #[test]
    fn a_homograph_of_nobody_well_known_is_told_as_it_reads() {
        // The first letter is the Cyrillic one.
        check("xn--xample-2of.com", Some("example.com"));
        // A name of its own, with a letter that is nobody else's.
        check("xn--bcher-kva.com", None);
    }

    /// What is told quickly of names in ASCII is what their skeletons tell.
    #[test]
    fn quick_and_slow_agree() {
        let looks: [(&[u8], &[u8]); 4] = [(b"o", b"0"), (b"l", b"1"), (b"m", b"rn"), (b"w", b"vv")];
        for target in &TARGETS {
            let text = core::str::from_utf8(target.as_bytes()).expect("ASCII");
            let mut names = alloc::vec![text.to_string()];
            for (letter, other) in looks {
                let [letter, other] =
                    [letter, other].map(|it| core::str::from_utf8(it).expect("ASCII"));
                names.push(text.replace(letter, other));
                names.push(text.replace(other, letter));
                names.push(text.replacen(letter, other, 1));
            }
            for at in 0..=text.len() {
                for letter in ["v", "r", "n", "0", "1", "rn", "vv", "m", "a", "."] {
                    let (front, back) = text.split_at(at);
                    names.push(alloc::format!("{front}{letter}{back}"));
                    names.push(alloc::format!(
                        "{front}{letter}{}",
                        back.get(1..).unwrap_or_default()
                    ));
                    names.push(alloc::format!(
                        "{front}{}",
                        back.get(1..).unwrap_or_default()
                    ));
                }
            }
            for name in names {
                let is_target = TARGETS.iter().any(|it| it.as_bytes() == name.as_bytes());
                let slowly = Name::read(&name).and_then(|it| it.hint());
                // A letter that passes for a digit is no trick that anybody plays.
                let tricks = ["0", "1", "rn", "vv"].iter().any(|it| name.contains(it));
                let slips = matches!(slip(name.as_bytes()), Slip::From(_));
                let slowly = slowly
                    .filter(|_| (!is_target || name.len() < SHORTEST - 1) && (tricks || slips));
                assert_eq!(of(&name, false), slowly, "{name}");
            }
        }
    }

    #[test]
    fn other_names_are_left_alone() {
        check("gmail.com", None);
        check("acme-widgets.com", None);
        check("five.com", None);
        check("aool.com", None);
        check("a-name-that-is-longer-than-any-target.com", None);
    }

    #[test]
    fn confusables_are_those_of_uts_39() {
        for row in CONFUSABLES.lines() {
            let (looks, characters) = row.split_once(' ').expect("two columns");
            for character in characters.chars() {
                let skeleton: String = unicode_security::skeleton(&character.to_string()).collect();
                assert_eq!(skeleton.to_lowercase(), looks, "{character}");
            }
        }
    }
}
