//! Element names that XML allows and that lose nothing.

use std::fmt::Write;

/// A name as an XML element name. What XML does not allow in a name is written as `_xHHHH_` (ISO/IEC 9075-14, 9.1),
/// so that the name can be read back; Thai letters and marks stay as they are.
pub fn xml_name(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for (at, letter) in name.char_indices() {
        let fits = if at == 0 {
            starts(letter)
        } else {
            continues(letter)
        };
        // An underscore that would read as the beginning of an escape is escaped itself.
        let looks_escaped =
            letter == '_' && name.get(at + 1..).is_some_and(|rest| rest.starts_with('x'));
        if fits && !looks_escaped {
            out.push(letter);
        } else {
            // Writing to a String cannot fail.
            let _infallible = write!(out, "_x{:04X}_", u32::from(letter));
        }
    }
    if out.is_empty() {
        "_x0000_".to_owned()
    } else {
        out
    }
}

/// `NameStartChar` of XML 1.0 (fifth edition), without the colon.
fn starts(letter: char) -> bool {
    matches!(letter,
        'A'..='Z' | '_' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

/// `NameChar` of XML 1.0 (fifth edition), without the colon.
fn continues(letter: char) -> bool {
    starts(letter)
        || matches!(letter, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::xml_name;

    #[test]
    fn names_stay_legal_and_lose_no_mark() {
        for (name, xml) in [
            ("province", "province"),
            ("ชื่อ", "ชื่อ"),
            ("ที่อยู่", "ที่อยู่"),
            ("2567", "_x0032_567"),
            ("จำนวน (คน)", "จำนวน_x0020__x0028_คน_x0029_"),
            ("a_x0020_b", "a_x005F_x0020_b"),
            ("", "_x0000_"),
        ] {
            assert_eq!(xml_name(name), xml);
        }
    }
}
