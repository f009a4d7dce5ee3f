//! A-labels, read back (RFC 3492), without allocation.
//!
//! What a label says is only looked at here, never compared as an identity, so that this is no
//! part of UTS #46: a label that is broken looks like nothing.

/// The characters of a label, at most 63.
pub(super) struct Decoded {
    characters: [char; 63],
    len: usize,
}

impl Decoded {
    pub(super) fn as_slice(&self) -> &[char] {
        &self.characters[..self.len]
    }

    fn insert(&mut self, at: usize, character: char) -> Option<()> {
        if self.len == self.characters.len() {
            return None;
        }
        self.characters.copy_within(at..self.len, at + 1);
        self.characters[at] = character;
        self.len += 1;
        Some(())
    }
}

const BASE: u32 = 36;
const LEAST: u32 = 1;
const MOST: u32 = 26;

/// Decodes what follows `xn--`; `None` if it is broken.
pub(super) fn decode(encoded: &str) -> Option<Decoded> {
    let mut decoded = Decoded {
        characters: ['\0'; 63],
        len: 0,
    };
    let (basic, extended) = encoded.rsplit_once('-').unwrap_or(("", encoded));
    for character in basic.chars() {
        decoded.insert(decoded.len, character)?;
    }
    let (mut code_point, mut place, mut bias): (u32, u32, u32) = (128, 0, 72);
    let mut digits = extended.bytes();
    let mut first = true;
    while digits.len() > 0 {
        let before = place;
        let (mut weight, mut step): (u32, u32) = (1, BASE);
        loop {
            let digit = match digits.next()? {
                letter @ b'a'..=b'z' => u32::from(letter - b'a'),
                number @ b'0'..=b'9' => u32::from(number - b'0') + 26,
                _ => return None,
            };
            place = place.checked_add(digit.checked_mul(weight)?)?;
            let threshold = step.saturating_sub(bias).clamp(LEAST, MOST);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
            step += BASE;
        }
        let count = decoded.len as u32 + 1;
        bias = adapt(place - before, count, first);
        first = false;
        code_point = code_point.checked_add(place / count)?;
        place %= count;
        decoded.insert(place as usize, char::from_u32(code_point)?)?;
        place += 1;
    }
    Some(decoded)
}

fn adapt(delta: u32, count: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / count;
    let mut steps = 0;
    while delta > (BASE - LEAST) * MOST / 2 {
        delta /= BASE - LEAST;
        steps += BASE;
    }
    steps + (BASE - LEAST + 1) * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(encoded: &str, want: Option<&str>) {
        let got = decode(encoded).map(|it| it.as_slice().iter().collect::<alloc::string::String>());
        assert_eq!(got.as_deref(), want);
    }

    #[test]
    fn labels_are_read_back() {
        check("bcher-kva", Some("bücher"));
        check("gmal-nza", Some("gmaıl"));
        check("egbpdaj6bu4bxfgehfvwxn", Some("ليهمابتكلموشعربي؟"));
        check("ihqwcrb4cv8a8dqg056pqjye", Some("他们为什么不说中文"));
    }

    #[test]
    fn a_broken_label_is_nothing() {
        check("99999999", None);
        check("a-B", None);
        check(&"9".repeat(59), None);
    }
}
