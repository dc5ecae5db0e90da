//! Texts that look the same to a reader, made the same.

use unicode_normalization::UnicodeNormalization;

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
    use super::canonical;

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
}
