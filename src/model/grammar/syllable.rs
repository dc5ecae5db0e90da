//! The parts of a Thai syllable, and which must not follow which (WTT 2.0).

/// What a Thai character does in a syllable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// No Thai character, or one that stands alone.
    Other,
    /// ก to ฮ without ฤ and ฦ.
    Consonant,
    /// ฤ ฦ
    Vocalic,
    /// ะ
    ShortA,
    /// า
    LongA,
    /// ำ
    Am,
    /// ๅ
    Length,
    /// ั ิ ี ึ ื ็
    Above,
    /// ุ ู
    Below,
    /// ฺ
    Dot,
    /// เ แ โ ใ ไ
    Leading,
    /// ่ ้ ๊ ๋
    Tone,
    /// ์
    Silent,
    /// ํ
    Ring,
    /// ๎
    Yamakkan,
    /// ๆ ฯ
    Repeat,
    /// ๐ to ๙
    Digit,
    /// ฿
    Baht,
}

const ALL: [Part; 18] = [
    Part::Other,
    Part::Consonant,
    Part::Vocalic,
    Part::ShortA,
    Part::LongA,
    Part::Am,
    Part::Length,
    Part::Above,
    Part::Below,
    Part::Dot,
    Part::Leading,
    Part::Tone,
    Part::Silent,
    Part::Ring,
    Part::Yamakkan,
    Part::Repeat,
    Part::Digit,
    Part::Baht,
];

/// The part of each character from U+0E00 to U+0E7F.
const PARTS: [Part; 128] = {
    let mut table = [Part::Other; 128];
    let mut at = 0;
    while at < 128 {
        table[at] = match at {
            0x24 | 0x26 => Part::Vocalic,
            0x01..=0x2e => Part::Consonant,
            0x30 => Part::ShortA,
            0x32 => Part::LongA,
            0x33 => Part::Am,
            0x45 => Part::Length,
            0x31 | 0x34..=0x37 | 0x47 => Part::Above,
            0x38 | 0x39 => Part::Below,
            0x3a => Part::Dot,
            0x40..=0x44 => Part::Leading,
            0x48..=0x4b => Part::Tone,
            0x4c => Part::Silent,
            0x4d => Part::Ring,
            0x4e => Part::Yamakkan,
            0x2f | 0x46 => Part::Repeat,
            0x50..=0x59 => Part::Digit,
            0x3f => Part::Baht,
            _ => Part::Other,
        };
        at += 1;
    }
    table
};

/// For each part the parts that must not follow it, one bit each.
const FAULTS: [u32; ALL.len()] = {
    let mut table = [0; ALL.len()];
    let mut before = 0;
    while before < ALL.len() {
        let mut after = 0;
        while after < ALL.len() {
            if is_fault(ALL[before], ALL[after]) {
                table[before] |= 1 << after;
            }
            after += 1;
        }
        before += 1;
    }
    table
};

/// Pairs that no Thai word has. What minority languages and Pali write with pinthu, nikhahit and yamakkan is not among them.
const fn is_fault(before: Part, after: Part) -> bool {
    use Part::{
        Above, Am, Below, Consonant, Dot, Leading, Length, LongA, Repeat, Ring, ShortA, Silent,
        Tone, Yamakkan,
    };
    matches!(
        (before, after),
        // A tone or silencer before the vowel that it belongs over, or two of them.
        (Tone | Silent, Above | Below | Tone | Silent)
            | (Tone, Ring)
            // Two vowels over or under one letter.
            | (Above | Below, Above | Below)
            | (Ring, Ring | LongA | Am | Tone)
            | (Dot, Dot)
            | (Yamakkan, Yamakkan)
            // A mark behind the vowel that follows a letter.
            | (
                ShortA | LongA | Am | Length | Repeat,
                Above | Below | Tone | Silent | Ring | Dot
            )
            | (Am, LongA | Am)
            | (Leading, Leading | Above | Below | Tone | Silent | Ring)
            // Lakkhangyao, which looks like sara aa, stands behind ฤ and ฦ only.
            | (Consonant | Above | Below | Tone, Length)
    )
}

impl Part {
    /// By the second and third byte of the character in UTF-8; the first is 0xE0, the second 0xB8 or 0xB9.
    pub(super) fn of_bytes(second: u8, third: u8) -> Self {
        PARTS[(usize::from(second & 1) << 6) | usize::from(third & 0x3f)]
    }

    /// Of a character.
    pub(super) fn of(letter: char) -> Self {
        let at = u32::from(letter).wrapping_sub(0xe00) as usize;
        PARTS.get(at).copied().unwrap_or(Self::Other)
    }

    /// Whether no Thai word has the one before the other.
    pub(super) fn is_fault_before(self, after: Self) -> bool {
        FAULTS[self as usize] & (1 << (after as u32)) != 0
    }

    /// Whether it stands over or under another character.
    pub(super) fn is_mark(self) -> bool {
        matches!(
            self,
            Self::Above | Self::Below | Self::Tone | Self::Silent | Self::Ring
        )
    }

    /// Whether it is a letter or mark of Thai words.
    pub(super) fn is_letter(self) -> bool {
        !matches!(self, Self::Other | Self::Digit | Self::Baht)
    }
}
