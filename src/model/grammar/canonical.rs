//! Texts that look the same to a reader, made the same.

use unicode_normalization::UnicodeNormalization;

use crate::model::grammar::{spelling, thai};

/// Characters that break lines without being line breaks of a cell.
const BREAKS: [char; 6] = ['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// A text as it should be stored: NFC (never NFKC, which splits SARA AM), Thai marks in their right order, no invisible
/// characters, single spaces and none at the ends; line breaks and case stay. `None` where a fault of Thai is left that only a
/// person can mend.
pub fn stored(text: &str) -> Option<String> {
    let broken = text.replace("\r\n", "\n").replace(BREAKS, "\n");
    let composed = spelling::composed(&spelling::visible(&broken));
    let lines: Vec<String> = composed
        .split('\n')
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let lines = lines.join("\n");
    let spaced = lines.trim();
    if !thai::has_fault(spaced) {
        return Some(spaced.to_owned());
    }
    thai::mend(spaced).map(|mended| spelling::composed(&mended))
}

/// A text for comparison: NFC (never NFKC, which splits SARA AM), the usual Thai typing faults mended (นิคหิต + สระอา for
/// สระอำ, เ + เ for แ), invisible characters out, white space single, case folded.
pub fn canonical(text: &str) -> String {
    // Lower case first: folding may set free marks that composing then puts into order.
    let composed: String = text
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|letter| !is_invisible(*letter))
        .nfc()
        .collect();
    let thai = composed
        .replace("\u{e4d}\u{e32}", "\u{e33}")
        .replace("เเ", "แ");
    thai.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Zero-width space and joiners, byte order mark, soft hyphen.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{ad}' | '\u{2060}'
    )
}

#[cfg(test)]
mod tests {
    use super::{canonical, stored};

    #[test]
    fn what_looks_the_same_is_the_same() {
        for (a, b) in [
            ("จำนวน", "จ\u{e4d}\u{e32}นวน"),
            ("แพร่", "เเพร่"),
            ("จำนวน", "จำนวน\u{200b}"),
            ("Cases ", "cases"),
        ] {
            assert_eq!(canonical(a), canonical(b));
        }
        // Once is enough; found by fuzzing.
        let folded = canonical("\u{130}\u{338}");
        assert_eq!(canonical(&folded), folded);
        assert_ne!(canonical("ที่"), canonical("ที"));
    }

    #[test]
    fn a_text_is_stored_once_and_for_all() {
        for (text, right) in [
            (" กรม\u{200b}อนามัย ", "กรมอนามัย"),
            ("จ\u{e4d}\u{e32}นวน", "จำนวน"),
            ("ท\u{e48}\u{e35}  ทำการ", "ที่ ทำการ"),
            ("น\u{e49}\u{e4d}\u{e32}", "น้ำ"),
            ("อื่น ๆ", "อื่น ๆ"),
            ("อื่นๆ", "อื่นๆ"),
            ("Cafe\u{301}\u{a0}TYPICA", "Café TYPICA"),
            ("ก \r\n ข\n\nค\n", "ก\nข\n\nค"),
            ("ก\u{2028}ข", "ก\nข"),
            ("๑๒๓ ½ ² ﬁ", "๑๒๓ ½ ² ﬁ"),
            (
                "👨\u{200d}👩\u{200d}👧 ครอบครัว",
                "👨\u{200d}👩\u{200d}👧 ครอบครัว",
            ),
            (" \u{a0}\t", ""),
        ] {
            assert_eq!(stored(text).as_deref(), Some(right), "{text}");
            assert_eq!(stored(right).as_deref(), Some(right), "{text}");
        }
        assert_eq!(stored("ก\u{e48}\u{e49}าว"), None);
    }
}
