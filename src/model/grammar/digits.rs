//! Thai digits, U+0E50 to U+0E59.

use std::borrow::Cow;

/// The value of a Thai or ASCII digit.
pub fn value(letter: char) -> Option<u32> {
    match letter {
        '0'..='9' => Some(u32::from(letter) - u32::from('0')),
        '๐'..='๙' => Some(u32::from(letter) - u32::from('๐')),
        _ => None,
    }
}

/// Whether the text has a Thai digit.
pub fn has_thai(text: &str) -> bool {
    // U+0E50..U+0E59 are E0 B9 90..99 in UTF-8.
    let bytes = text.as_bytes();
    memchr::memchr_iter(0xb9, bytes).any(|at| {
        let first = at.checked_sub(1).and_then(|before| bytes.get(before));
        first == Some(&0xe0) && matches!(bytes.get(at + 1), Some(0x90..=0x99))
    })
}

/// The text with Thai digits as 0-9; everything else stays.
pub fn to_ascii(text: &str) -> Cow<'_, str> {
    if !has_thai(text) {
        return Cow::Borrowed(text);
    }
    let ascii = |letter: char| match letter {
        '๐'..='๙' => value(letter)
            .and_then(|digit| char::from_digit(digit, 10))
            .unwrap_or(letter),
        other => other,
    };
    Cow::Owned(text.chars().map(ascii).collect())
}

#[cfg(test)]
mod tests {
    use super::{has_thai, to_ascii};

    #[test]
    fn only_digits_change() {
        assert_eq!(to_ascii("๑๗๔,๐๗๒ บาท"), "174,072 บาท");
        assert_eq!(to_ascii("ปี ๒๕๖๗"), "ปี 2567");
        assert!(!has_thai("ฯลฯ ์ ็ ๆ ฿"));
    }
}
