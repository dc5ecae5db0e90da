//! Names as they are compared: what a reader does not tell apart is the same.

/// Words that stand before or behind the name of a province.
pub(super) const PROVINCE_WORDS: [&str; 5] = ["จังหวัด", "จ.", "จว.", "changwat", "province"];
/// Words that stand before or behind the name of a district.
pub(super) const DISTRICT_WORDS: [&str; 9] = [
    "กิ่งอำเภอ",
    "กิ่งอ.",
    "อำเภอ",
    "อ.",
    "เขต",
    "amphoe",
    "amphur",
    "khet",
    "district",
];
/// Words that stand before the number of a health area.
pub(super) const HEALTH_AREA_WORDS: [&str; 9] = [
    "เขต",
    "เขตที่",
    "เขตสุขภาพ",
    "เขตสุขภาพที่",
    "area",
    "region",
    "healtharea",
    "healthregion",
    "healthzone",
];

/// The text without such a word; `None` where it has none, or nothing else.
pub(super) fn without_words<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    let rest = words
        .iter()
        .find_map(|word| behind_word(text, word).or_else(|| before_word(text, word)))?
        .trim();
    (!rest.is_empty()).then_some(rest)
}

fn behind_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (head, tail) = text.split_at_checked(word.len())?;
    head.eq_ignore_ascii_case(word).then_some(tail)
}

/// English words stand behind the name.
fn before_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(word.len())?;
    let (head, tail) = text.split_at_checked(at)?;
    (word.is_ascii() && tail.eq_ignore_ascii_case(word)).then_some(head)
}

/// The letters that tell one name from another: small, without white space, dots, hyphens, `ฯ` and invisible characters, and
/// with the usual typing faults mended as `grammar::canonical` does.
pub(super) fn letters(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text.chars().filter(|letter| tells(*letter)).peekable();
    std::iter::from_fn(move || {
        let letter = rest.next()?;
        Some(match letter {
            '\u{e4d}' if rest.next_if_eq(&'\u{e32}').is_some() => '\u{e33}',
            'เ' if rest.next_if_eq(&'เ').is_some() => 'แ',
            other => other.to_ascii_lowercase(),
        })
    })
}

fn tells(letter: char) -> bool {
    !letter.is_whitespace()
        && !matches!(
            letter,
            '.' | '-' | 'ฯ' | '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{ad}' | '\u{2060}'
        )
}

/// Names by the hash of their letters.
pub(super) struct Index {
    /// Hash, number of what is named, name; by hash.
    names: Vec<(u64, usize, &'static str)>,
    /// First letters of the names, one bit each: ASCII, and the Thai block. Most texts end here.
    ascii: u128,
    thai: u128,
}

impl Index {
    pub(super) fn of(named: impl Iterator<Item = (&'static str, usize)>) -> Self {
        let mut index = Self {
            names: named
                .map(|(name, number)| (hash(name), number, name))
                .collect(),
            ascii: 0,
            thai: 0,
        };
        index.names.sort_unstable();
        for (_, _, name) in &index.names {
            let (ascii, thai) = letters(name).next().map_or((0, 0), bit);
            index.ascii |= ascii;
            index.thai |= thai;
        }
        index
    }

    /// The number of what a text names, the smallest where several have the name.
    pub(super) fn find(&self, text: &str) -> Option<usize> {
        let (ascii, thai) = bit(letters(text).next()?);
        if ascii & self.ascii == 0 && thai & self.thai == 0 {
            return None;
        }
        let hash = hash(text);
        let from = self.names.partition_point(|(known, ..)| *known < hash);
        self.names
            .get(from..)?
            .iter()
            .take_while(|(known, ..)| *known == hash)
            .find(|(_, _, name)| letters(name).eq(letters(text)))
            .map(|(_, number, _)| *number)
    }
}

fn bit(letter: char) -> (u128, u128) {
    match u32::from(letter) {
        code @ 0..=0x7f => (1 << code, 0),
        code @ 0xe00..=0xe7f => (0, 1 << (code - 0xe00)),
        _ => (0, 0),
    }
}

/// FNV-1a over letters.
fn hash(text: &str) -> u64 {
    letters(text).fold(0xcbf2_9ce4_8422_2325, |state, letter| {
        (state ^ u64::from(u32::from(letter))).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
