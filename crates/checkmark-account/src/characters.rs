//! Characters that stand in nobody's name and in nobody's address.

use checkmark_domain::__is_invisible;

/// What is wrong with a character, wherever it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// C0, C1 or delete.
    Control,
    /// It shows nothing, or it turns the direction of the text.
    Invisible,
    /// Private use, a noncharacter, or what stands in for a character that was lost: nobody can
    /// tell what it shows.
    Undefined,
}

/// Of Unicode 17: what no domain may show, and the joiners and format characters that a domain
/// leaves to UTS #46; private use, noncharacters.
pub(crate) const fn fault(character: char) -> Option<Fault> {
    match character {
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some(Fault::Control),
        '\u{200c}'..='\u{200d}'
        | '\u{600}'..='\u{605}'
        | '\u{6dd}'
        | '\u{70f}'
        | '\u{890}'..='\u{891}'
        | '\u{8e2}'
        | '\u{110bd}'
        | '\u{110cd}'
        | '\u{13430}'..='\u{1343f}' => Some(Fault::Invisible),
        _ if __is_invisible(character) => Some(Fault::Invisible),
        '\u{fffc}'..='\u{fffd}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{f0000}'..='\u{10ffff}' => Some(Fault::Undefined),
        // The last two code points of each plane are noncharacters.
        _ if character as u32 & 0xfffe == 0xfffe => Some(Fault::Undefined),
        _ => None,
    }
}

/// A mark that belongs to the character before it, by the blocks that hold nothing else.
pub(crate) const fn is_combining(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{489}'
            | '\u{591}'..='\u{5bd}'
            | '\u{64b}'..='\u{65f}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe20}'..='\u{fe2f}'
    )
}
