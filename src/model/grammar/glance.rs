//! One look over a text: which kinds of characters occur in it, so that each question is asked only of texts that may
//! answer it. Most texts of a register are words of letters, and no question is asked of them.

use crate::model::grammar::syllable::Part;

/// Kinds of characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u32);

impl Kinds {
    /// a to z and A to Z.
    pub(super) const LATIN: Self = Self(1);
    /// 0 to 9.
    pub(super) const DIGIT: Self = Self(1 << 1);
    /// A space.
    pub(super) const SPACE: Self = Self(1 << 2);
    /// Two spaces in a row, or a tab.
    pub(super) const WIDE_SPACE: Self = Self(1 << 3);
    /// Carriage return or line feed.
    pub(super) const BREAK: Self = Self(1 << 4);
    /// Other control characters of ASCII.
    pub(super) const CONTROL: Self = Self(1 << 5);
    /// `@`
    pub(super) const AT: Self = Self(1 << 6);
    /// `&` or `<`
    pub(super) const MARKUP: Self = Self(1 << 7);
    /// `_`
    pub(super) const UNDERSCORE: Self = Self(1 << 8);
    /// `;`, `|` or `/`
    pub(super) const DIVIDER: Self = Self(1 << 9);
    /// `:`
    pub(super) const COLON: Self = Self(1 << 10);
    /// Brackets.
    pub(super) const BRACKET: Self = Self(1 << 11);
    /// Quotation marks.
    pub(super) const QUOTE: Self = Self(1 << 12);
    /// `?`
    pub(super) const QUESTION: Self = Self(1 << 13);
    /// `,`
    pub(super) const COMMA: Self = Self(1 << 14);
    /// Any other sign of ASCII.
    pub(super) const SIGN: Self = Self(1 << 15);
    /// Letters and marks of Thai.
    pub(super) const THAI: Self = Self(1 << 16);
    /// ๐ to ๙.
    pub(super) const THAI_DIGIT: Self = Self(1 << 17);
    /// ฿
    pub(super) const BAHT: Self = Self(1 << 18);
    /// Thai characters in an order that no word has.
    pub(super) const THAI_FAULT: Self = Self(1 << 19);
    /// A Thai mark behind something that is no Thai letter.
    pub(super) const LOOSE_MARK: Self = Self(1 << 20);
    /// U+0080 to U+02FF: accented letters, no-break space, soft hyphen, raised digits.
    pub(super) const LATIN_MORE: Self = Self(1 << 21);
    /// U+0300 to U+037F: marks that combine with the letter before.
    pub(super) const COMBINING: Self = Self(1 << 22);
    /// Greek and Cyrillic.
    pub(super) const GREEK: Self = Self(1 << 23);
    /// Anything else.
    pub(super) const FAR: Self = Self(1 << 24);

    /// Both sets.
    pub(super) const fn and(self, kinds: Self) -> Self {
        Self(self.0 | kinds.0)
    }

    /// Whether one of the kinds occurs.
    pub(super) const fn has(self, kinds: Self) -> bool {
        self.0 & kinds.0 != 0
    }

    /// Whether no other kind occurs.
    pub(super) const fn is_only(self, kinds: Self) -> bool {
        self.0 & !kinds.0 == 0
    }

    const fn of_byte(byte: u8) -> Self {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Self::LATIN,
            b'0'..=b'9' => Self::DIGIT,
            b' ' => Self::SPACE,
            b'\t' => Self::WIDE_SPACE,
            b'\r' | b'\n' => Self::BREAK,
            0..=0x1f | 0x7f => Self::CONTROL,
            b'@' => Self::AT,
            b'&' | b'<' => Self::MARKUP,
            b'_' => Self::UNDERSCORE,
            b';' | b'|' | b'/' => Self::DIVIDER,
            b':' => Self::COLON,
            b'(' | b')' | b'[' | b']' | b'{' | b'}' => Self::BRACKET,
            b'"' | b'\'' | b'`' => Self::QUOTE,
            b'?' => Self::QUESTION,
            b',' => Self::COMMA,
            b'!'..=b'~' => Self::SIGN,
            // What follows the first byte of a character says nothing by itself.
            0x80..=0xc1 => Self(0),
            0xc2..=0xcb => Self::LATIN_MORE,
            0xcc | 0xcd => Self::COMBINING,
            0xce..=0xd4 => Self::GREEK,
            0xd5..=0xff => Self::FAR,
        }
    }
}

/// The kind that each byte begins.
const OF_BYTE: [Kinds; 256] = {
    let mut table = [Kinds(0); 256];
    let mut byte = 0u8;
    loop {
        table[byte as usize] = Kinds::of_byte(byte);
        if byte == u8::MAX {
            break;
        }
        byte += 1;
    }
    table
};

/// What one look over a text tells.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Glance {
    /// The kinds of characters that occur.
    pub(super) kinds: Kinds,
    /// How often "เ" occurs: in Thai that was decoded with the wrong table it is every third character.
    pub(super) sara_e: usize,
}

impl Glance {
    /// Looks over a text.
    pub(super) fn over(text: &str) -> Self {
        let mut kinds = Kinds::default();
        let mut sara_e = 0;
        let mut before = Part::Other;
        let mut space = false;
        let mut rest = text.as_bytes();
        loop {
            match rest {
                [0xe0, second @ (0xb8 | 0xb9), third, tail @ ..] => {
                    let part = Part::of_bytes(*second, *third);
                    kinds = kinds.and(of_part(before, part));
                    sara_e += usize::from((*second, *third) == (0xb9, 0x80));
                    before = part;
                    space = false;
                    rest = tail;
                }
                [byte, tail @ ..] => {
                    kinds = kinds.and(OF_BYTE[usize::from(*byte)]);
                    if *byte == b' ' && std::mem::replace(&mut space, true) {
                        kinds = kinds.and(Kinds::WIDE_SPACE);
                    } else if *byte != b' ' {
                        space = false;
                    }
                    before = Part::Other;
                    rest = tail;
                }
                [] => break,
            }
        }
        Self { kinds, sara_e }
    }

    /// Whether the text is nothing but Latin or nothing but Thai letters, in an order that words have.
    pub(super) fn is_word(&self) -> bool {
        self.kinds.is_only(Kinds::LATIN) || self.kinds.is_only(Kinds::THAI)
    }

    /// Whether one of the kinds occurs.
    pub(super) const fn has(&self, kinds: Kinds) -> bool {
        self.kinds.has(kinds)
    }

    /// Whether a digit occurs, Thai or not.
    pub(super) const fn has_digit(&self) -> bool {
        self.kinds.has(Kinds::DIGIT.and(Kinds::THAI_DIGIT))
    }

    /// Whether a letter occurs, Thai or Latin.
    pub(super) const fn has_letter(&self) -> bool {
        self.kinds.has(Kinds::LATIN.and(Kinds::THAI))
    }
}

fn of_part(before: Part, part: Part) -> Kinds {
    let kind = match part {
        Part::Digit => Kinds::THAI_DIGIT,
        Part::Baht => Kinds::BAHT,
        _ => Kinds::THAI,
    };
    if before.is_fault_before(part) {
        return kind.and(Kinds::THAI_FAULT);
    }
    if before == Part::Other && part.is_mark() {
        return kind.and(Kinds::LOOSE_MARK);
    }
    kind
}

#[cfg(test)]
mod tests {
    use super::{Glance, Kinds};

    #[test]
    fn a_word_of_letters_is_told_at_once() {
        for word in ["เชียงใหม่", "น้ำ", "Bangkok", ""] {
            assert!(Glance::over(word).is_word(), "{word}");
        }
        for text in [
            "เชียง ใหม่",
            "A1",
            "ก1",
            "๑",
            "฿",
            "ท\u{e48}\u{e35}",
            "Café",
            "กข ABC",
        ] {
            assert!(!Glance::over(text).is_word(), "{text}");
        }
        assert!(Glance::over("ก  ข").has(Kinds::WIDE_SPACE));
        assert!(!Glance::over("ก ข ค").has(Kinds::WIDE_SPACE));
        assert!(Glance::over("ๆ\u{e48}").has(Kinds::THAI_FAULT));
        assert!(Glance::over("ก \u{e48}ก").has(Kinds::LOOSE_MARK));
    }
}
