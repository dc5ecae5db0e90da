//! Text that was decoded with the wrong table, and the way back.

use encoding_rs::{WINDOWS_874, WINDOWS_1252};
use memchr::memmem;

use crate::model::grammar::glance::{Glance, Kinds};
use crate::model::grammar::thai;

/// Fewer characters than these, read another way, prove nothing.
const ENOUGH: usize = 4;

/// Whether the text was decoded with the wrong table, or is what such a text leaves behind.
pub(super) fn is_mojibake(text: &str, seen: &Glance) -> bool {
    if seen.has(Kinds::FAR) && text.contains('\u{fffd}') {
        return true;
    }
    if seen.has(Kinds::QUESTION) && is_lost(text) {
        return true;
    }
    if seen.has(Kinds::LATIN_MORE) {
        return mend(text).is_some() || has_utf8_thai(text);
    }
    // Thai in UTF-8 is three bytes a character, of which the first and second read as "เธ" or "เน".
    seen.sara_e >= 2
        && seen.sara_e * 12 >= text.len()
        && ["เธ", "เน"]
            .iter()
            .any(|pair| memmem::find(text.as_bytes(), pair.as_bytes()).is_some())
        && mend(text).is_some()
}

/// The text as it was before it was decoded with the wrong table; `None` unless that gives clean Thai or Latin.
pub fn mend(text: &str) -> Option<String> {
    if let Some(bytes) = latin_bytes(text) {
        from_utf8(&bytes, text).or_else(|| from_thai(&bytes, text))
    } else {
        let (bytes, _, lost) = WINDOWS_874.encode(text);
        let found = (!lost).then(|| from_utf8(&bytes, text)).flatten()?;
        (thai_letters(&found) >= 2).then_some(found)
    }
}

/// The bytes that Windows-1252 or ISO 8859-1 decodes to the text; `None` if they decode to no such text.
fn latin_bytes(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    for letter in text.chars() {
        if let Ok(byte) = u8::try_from(letter) {
            bytes.push(byte);
            continue;
        }
        let mut buffer = [0; 4];
        let (byte, _, lost) = WINDOWS_1252.encode(letter.encode_utf8(&mut buffer));
        if lost {
            return None;
        }
        bytes.extend_from_slice(&byte);
    }
    Some(bytes)
}

fn from_utf8(bytes: &[u8], text: &str) -> Option<String> {
    let read = std::str::from_utf8(bytes).ok()?;
    (read != text && is_clean(read)).then(|| read.to_owned())
}

/// Windows-874 bytes that were read as Western: mostly letters of the upper half, which no Western language has.
fn from_thai(bytes: &[u8], text: &str) -> Option<String> {
    let count = |range: std::ops::RangeInclusive<u8>| {
        bytes.iter().filter(|byte| range.contains(*byte)).count()
    };
    let (signs, letters) = (count(0xa1..=0xbf), count(0xc0..=0xff));
    let high = signs + letters;
    let latin = bytes
        .iter()
        .filter(|byte| byte.is_ascii_alphabetic())
        .count();
    // "ÉÈÀÇ" are capitals of French; in Thai, consonants read as signs (¡, ¹, Ã) stand between the letters.
    let plain = high < ENOUGH || letters < 2 || (signs == 0 && high < ENOUGH * 2);
    if plain || has_utf8_thai(text) || high * 10 < (high + latin) * 6 {
        return None;
    }
    let (read, broken) = WINDOWS_874.decode_without_bom_handling(bytes);
    let fits = !broken && read != text && is_clean(&read) && thai_letters(&read) * 10 >= high * 9;
    fits.then(|| read.into_owned())
}

fn thai_letters(text: &str) -> usize {
    text.chars()
        .filter(|letter| ('ก'..='\u{e4e}').contains(letter) && *letter != '฿')
        .count()
}

/// Whether a text is what a person may have typed: letters of Thai, Latin or Greek, signs, and Thai in its order.
fn is_clean(text: &str) -> bool {
    let known = text.chars().all(|letter| {
        matches!(letter,
            '\t' | '\n' | '\r' | ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{24f}' | '\u{370}'..='\u{3ff}'
            | 'ก'..='\u{e3a}' | '฿'..='\u{e5b}' | '\u{1e00}'..='\u{1eff}'
            | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{203a}' | '€' | '™' | '\u{2190}'..='\u{22ff}')
    });
    known && !thai::has_fault(text) && !begins_with_mark(text)
}

/// Whether a word begins with a Thai mark or a vowel that must follow a letter.
fn begins_with_mark(text: &str) -> bool {
    text.split(|letter: char| !('ก'..='\u{e4e}').contains(&letter))
        .any(|word| {
            word.starts_with(['\u{e30}', '\u{e32}', '\u{e33}'])
                || word.starts_with(|first: char| {
                    matches!(first, '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}')
                })
        })
}

/// Thai in UTF-8 that was read as Western, perhaps cut off so that it cannot be restored: "à¸" or "à¹" twice.
fn has_utf8_thai(text: &str) -> bool {
    text.matches("à¸").count() + text.matches("à¹").count() >= 2
}

/// Nothing but question marks where letters were: what a table without Thai leaves.
fn is_lost(text: &str) -> bool {
    let marks = text.bytes().filter(|byte| *byte == b'?').count();
    let nothing_else = text.bytes().all(|byte| {
        byte.is_ascii_digit() || matches!(byte, b'?' | b' ' | b'.' | b'(' | b')' | b'-' | b'/')
    });
    marks > ENOUGH && nothing_else
}

#[cfg(test)]
mod tests {
    use super::{Glance, is_mojibake, mend};

    fn found(text: &str) -> bool {
        is_mojibake(text, &Glance::over(text))
    }

    #[test]
    fn thai_comes_back_from_every_wrong_table() {
        for right in ["กรมอนามัย", "เชียงใหม่", "โรงพยาบาลน่าน 2567", "น่าน"]
        {
            let western: String = right
                .bytes()
                .map(|byte| {
                    let (read, _) = encoding_rs::WINDOWS_1252
                        .decode_without_bom_handling(std::slice::from_ref(&byte));
                    read.into_owned()
                })
                .collect();
            assert_eq!(mend(&western).as_deref(), Some(right), "{western}");
            assert!(found(&western), "{western}");
            let latin: String = right.bytes().map(char::from).collect();
            assert_eq!(mend(&latin).as_deref(), Some(right), "{latin}");
            let thai = encoding_rs::WINDOWS_874
                .decode_without_bom_handling(right.as_bytes())
                .0;
            // U+0E5C and after have no byte in Windows-874, so not every text survives that way.
            if !thai.contains('\u{fffd}') {
                assert_eq!(mend(&thai).as_deref(), Some(right), "{thai}");
                assert!(found(&thai), "{thai}");
            }
            let (bytes, ..) = encoding_rs::WINDOWS_874.encode(right);
            let western = encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(&bytes)
                .0;
            assert_eq!(mend(&western).as_deref(), Some(right), "{western}");
            assert!(found(&western), "{western}");
        }
        assert_eq!(mend("CafÃ©").as_deref(), Some("Café"));
        assert_eq!(mend("5 Â°C").as_deref(), Some("5 °C"));
        assert!(found("โรง\u{fffd}พยาบาล"));
        assert!(found("???????? ????"));
        assert!(found("à¸à¸£à¸¡à¸"));
    }

    #[test]
    fn what_is_right_is_left_alone() {
        for text in [
            "Café Zürich",
            "ÉÈÀÇ",
            "±5 µg/m³ °C",
            "เธอเน้นเนื้อเนย",
            "เนินเขา เนรเทศ เธอ",
            "เกเร",
            "São Tomé and Príncipe",
            "Côte d'Ivoire",
            "voilà",
            "ใช่หรือไม่ ???",
            "????",
            "½ แก้ว",
            "ตร.ม.² 5°",
            "naïve façade",
            "Ångström",
            "กรมอนามัย",
        ] {
            assert!(!found(text), "{text}");
        }
    }
}
