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
use target::{LONGEST_TARGET, SHORTEST, TARGETS, Target, bit};

/// The name that a registered name may have been meant to be, if that is another.
pub(crate) fn of(registrable: &str, has_a_label: bool) -> Option<Hint> {
    let octets = registrable.as_bytes();
    if has_a_label {
        return Name::read(registrable)?.hint();
    }
    if octets.len() > LONGEST {
        return None;
    }
    let Scan { letters, confusing } = Scan::of(octets);
    if (SHORTEST - 1..=LONGEST_TARGET + 1).contains(&octets.len()) {
        let mut alike = TARGETS.iter().filter(|target| {
            target.text.len().abs_diff(octets.len()) <= 1 && differ_by_two(target.letters, letters)
        });
        if alike.clone().any(|target| target.text == registrable) {
            return None;
        }
        let slip = alike.find(|target| target.is_one_slip_from(octets));
        if let Some(target) = slip {
            return Hint::read(target.text);
        }
    }
    if confusing {
        return Name::read(registrable)?.hint();
    }
    None
}

/// What one look over the octets of a name tells.
struct Scan {
    letters: u32,
    /// There are octets that pass for others: `0`, `1`, `rn`, `vv`.
    confusing: bool,
}

impl Scan {
    fn of(octets: &[u8]) -> Self {
        let (mut letters, mut confusing, mut last) = (0, 0, 0);
        for &octet in octets {
            letters |= bit(octet);
            let [alone, first, second] = PARTS[usize::from(octet & 0x7f)];
            confusing |= alone | last & second;
            last = first;
        }
        Self {
            letters,
            confusing: confusing != 0,
        }
    }
}

/// What an octet is a part of that passes for another: alone, as the first of two, as the second.
const PARTS: [[u8; 3]; 128] = {
    let mut parts = [[0; 3]; 128];
    parts[b'0' as usize] = [1, 0, 0];
    parts[b'1' as usize] = [1, 0, 0];
    parts[b'r' as usize] = [0, 1, 0];
    parts[b'n' as usize] = [0, 0, 1];
    parts[b'v' as usize] = [0, 2, 2];
    parts
};

/// Whether two sets differ by two members at most.
const fn differ_by_two(one: u32, other: u32) -> bool {
    let mut rest = one ^ other;
    rest &= rest.wrapping_sub(1);
    rest &= rest.wrapping_sub(1);
    rest == 0
}

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
        let target = TARGETS
            .iter()
            .find(|target| target.is_one_slip_from(self.text()))
            .or_else(|| {
                TARGETS
                    .iter()
                    .find(|target| self.is_confusable_with(target))
            });
        match target {
            Some(target) => Hint::read(target.text),
            None => self.homograph(),
        }
    }

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
        let reads = core::str::from_utf8(self.reads.as_bytes()).ok()?;
        self.is_homograph.then(|| Hint::read(reads)).flatten()
    }

    fn text(&self) -> &[u8] {
        &self.text[..self.len]
    }

    fn is_confusable_with(&self, target: &Target) -> bool {
        let skeleton = self.skeleton.as_bytes();
        let other = target.text.as_bytes().iter().flat_map(skeleton_of);
        skeleton.iter().eq(other) && self.text() != target.text.as_bytes()
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

fn look_of(character: char) -> &'static [u8] {
    let row = CONFUSABLES
        .iter()
        .find(|(_, characters)| characters.contains(character));
    row.map_or(&[OTHER], |(looks, _)| looks.as_bytes())
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
        for (looks, characters) in CONFUSABLES {
            for character in characters.chars() {
                let skeleton: String = unicode_security::skeleton(&character.to_string()).collect();
                assert_eq!(skeleton.to_lowercase(), *looks, "{character}");
            }
        }
    }
}
