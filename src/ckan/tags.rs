//! Which tags a portal takes.

use std::ops::RangeInclusive;

use unicode_normalization::char::is_combining_mark;

/// How many characters a tag may have, on every CKAN.
pub const LENGTH: RangeInclusive<usize> = 2..=100;

/// Symbols that are letters to Unicode's `Alphabetic`, and so to Rust, but not to Python: letters in circles and squares.
const LETTERED_SYMBOLS: [RangeInclusive<char>; 4] = [
    '\u{24b6}'..='\u{24e9}',
    '\u{1f130}'..='\u{1f149}',
    '\u{1f150}'..='\u{1f169}',
    '\u{1f170}'..='\u{1f189}',
];

/// Whether a portal with CKAN's own rule takes a tag: 2 to 100 of letters, digits, `_`, space, `-` and `.`. Thai vowels and
/// tone marks above and below the line are none of these, so that most Thai words are refused.
pub fn is_stock_tag(tag: &str) -> bool {
    has_length(tag)
        && tag
            .chars()
            .all(|c| is_word(c) || matches!(c, ' ' | '-' | '.'))
}

/// Whether a portal takes a tag whose extension for Thai lifts CKAN's rule: 2 to 100 characters, no comma (tags are told apart
/// by it) and no control character.
pub fn is_free_tag(tag: &str) -> bool {
    has_length(tag) && !tag.contains(|c: char| c == ',' || c.is_control())
}

fn has_length(tag: &str) -> bool {
    LENGTH.contains(&tag.chars().count())
}

/// Python's `\w` in a text pattern: Unicode's letters (`L*`), numbers (`N*`) and the underscore. Rust's `is_alphanumeric` takes
/// also marks (`M*`) that Unicode counts as alphabetic, ั ิ ี ึ ื ุ ู among them.
fn is_word(c: char) -> bool {
    c == '_'
        || c.is_alphanumeric()
            && !is_combining_mark(c)
            && !LETTERED_SYMBOLS.iter().any(|symbols| symbols.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `re.match(r"\w$", c)` of Python 3.11 takes of the Thai block, U+0E00 to U+0E7F.
    const THAI: &str = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮฯะาำเแโใไๅๆ๐๑๒๓๔๕๖๗๘๙";
    /// Others that it takes, and that it does not.
    const TAKEN: &str = "aZ09_éßЖñ中あ한𝒜٣५²½Ⅷ①ªʰǅ\u{5d0}\u{1ee00}〇ກ";
    const REFUSED: &str = "\u{301}\u{93e}\u{94d}\u{20dd}\u{200d}\u{24b6}\u{24e9}\u{1f130}\u{1f189}\u{eb4}°€฿๏๚“”–/,:&+()'\"!?@#%*\t\u{a0}\u{3000}😀\u{903}\u{488}";

    #[test]
    fn words_are_what_python_calls_words() {
        for c in '\u{e00}'..='\u{e7f}' {
            assert_eq!(is_word(c), THAI.contains(c), "U+{:04X}", u32::from(c));
        }
        for c in TAKEN.chars() {
            assert!(is_word(c), "U+{:04X}", u32::from(c));
        }
        for c in REFUSED.chars() {
            assert!(!is_word(c), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn most_thai_words_are_no_tag_of_a_stock_portal() {
        for taken in [
            "ราคา",
            "กทม.",
            "อนามย",
            "rice-price",
            "Open Data",
            "v2.0_a",
            "พ.ศ. 2567",
            "งบประมาณ",
        ] {
            assert!(is_stock_tag(taken), "{taken}");
            assert!(is_free_tag(taken), "{taken}");
        }
        for thai in ["ข้าว", "ข้อมูล", "กรมอนามัย", "การเบิกจ่าย", "ตัวชี้วัด", "น้ำ/ไฟ"]
        {
            assert!(!is_stock_tag(thai), "{thai}");
            assert!(is_free_tag(thai), "{thai}");
        }
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert!(!is_stock_tag("ก"));
        assert!(!is_free_tag("ก"));
        assert!(is_stock_tag(&"ก".repeat(100)));
        assert!(!is_stock_tag(&"ก".repeat(101)));
        assert!(!is_free_tag(&"ก".repeat(101)));
        assert!(!is_free_tag("ก,ข"));
        assert!(!is_free_tag("กข\n"));
    }
}
