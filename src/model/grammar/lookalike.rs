//! Characters that a reader takes for others.

use crate::model::grammar::glance::{Glance, Kinds};

/// Whether letters stand for digits, or letters of two scripts in one word.
pub(super) fn has_lookalike(text: &str, seen: &Glance) -> bool {
    let digits = seen.kinds.is_only(
        Kinds::DIGIT
            .and(Kinds::LATIN)
            .and(Kinds::COMMA)
            .and(Kinds::SIGN),
    );
    (digits && seen.has(Kinds::DIGIT) && is_number_with_letters(text))
        || (seen.has(Kinds::GREEK)
            && seen.has(Kinds::LATIN)
            && text.split(is_no_letter).any(is_mixed))
        || (seen.has(Kinds::FAR) && text.chars().any(is_full_width))
}

/// `1O0`, `2O24`, `l2`: digits, points and commas with O or l between them. `O2` and `10l` are oxygen and litres.
fn is_number_with_letters(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_letter = |byte: &u8| matches!(byte, b'O' | b'o' | b'l' | b'I');
    let fits = bytes.len() <= 16
        && bytes
            .iter()
            .all(|byte| is_letter(byte) || byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    if !fits {
        return false;
    }
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    let letters = bytes.iter().filter(|byte| is_letter(byte)).count();
    match bytes {
        [b'l', rest @ ..] => letters == 1 && rest.len() == digits && digits <= 4,
        [b'O' | b'o', b'.' | b',', ..] => letters == 1 && digits > 0,
        [b'0'..=b'9', .., b'0'..=b'9'] => letters > 0,
        [b'0'..=b'9', .., b'O' | b'o'] => letters > 0 && digits + letters > 2,
        _ => false,
    }
}

fn is_no_letter(letter: char) -> bool {
    !letter.is_alphabetic()
}

/// Whether a word has Latin letters and Greek or Cyrillic ones that look like Latin. `µm` and `βeta` look like what they are.
fn is_mixed(word: &str) -> bool {
    let is_twin = |letter: char| {
        matches!(
            letter,
            'Α' | 'Β'
                | 'Ε'
                | 'Ζ'
                | 'Η'
                | 'Ι'
                | 'Κ'
                | 'Μ'
                | 'Ν'
                | 'Ο'
                | 'Ρ'
                | 'Τ'
                | 'Υ'
                | 'Χ'
                | 'ο'
                | 'а'
                | 'е'
                | 'о'
                | 'р'
                | 'с'
                | 'у'
                | 'х'
                | 'і'
                | 'ѕ'
                | 'ј'
                | 'А'
                | 'В'
                | 'Е'
                | 'К'
                | 'М'
                | 'Н'
                | 'О'
                | 'Р'
                | 'С'
                | 'Т'
                | 'У'
                | 'Х'
                | 'І'
                | 'Ѕ'
        )
    };
    word.bytes().any(|byte| byte.is_ascii_alphabetic()) && word.chars().any(is_twin)
}

/// Digits and letters as wide as Chinese characters.
fn is_full_width(letter: char) -> bool {
    matches!(letter, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// Whether a raised digit stands behind a number or word as the mark of a note, not as a power (`m²`, `10³`).
pub(super) fn has_raised_mark(text: &str, seen: &Glance) -> bool {
    if !seen.has(Kinds::LATIN_MORE.and(Kinds::FAR)) {
        return false;
    }
    let head = text.trim_end_matches(is_raised);
    if head.len() == text.len() {
        return false;
    }
    let Some(last) = head.chars().next_back() else {
        return false;
    };
    let tail = |fits: fn(char) -> bool| {
        let kept = head.trim_end_matches(fits).len();
        head.get(kept..).unwrap_or_default()
    };
    match last {
        '0'..='9' => tail(|letter| letter.is_ascii_digit() || matches!(letter, ',' | '.')) != "10",
        ')' => true,
        'ก'..='\u{e4e}' => !head.ends_with('ม') && !head.ends_with("เมตร"),
        'a'..='z' | 'A'..='Z' => {
            let word = tail(|letter| letter.is_ascii_alphabetic());
            word.len() > 2 && word != "inch"
        }
        _ => false,
    }
}

fn is_raised(letter: char) -> bool {
    matches!(letter, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

#[cfg(test)]
mod tests {
    use super::{Glance, has_lookalike, has_raised_mark};

    type Question = fn(&str, &Glance) -> bool;

    fn check(question: Question, yes: &[&str], no: &[&str]) {
        for text in yes {
            assert!(question(text, &Glance::over(text)), "{text}");
        }
        for text in no {
            assert!(!question(text, &Glance::over(text)), "{text}");
        }
    }

    #[test]
    fn letters_that_stand_for_digits_are_found() {
        check(
            has_lookalike,
            &[
                "1O0",
                "2O24",
                "l2",
                "1l5",
                "1OO",
                "10O",
                "O.5",
                "1,0O0",
                "Аdmin",
                "СОVID",
                "１２３",
                "Ｂangkok",
            ],
            &[
                "O2",
                "O157",
                "10l",
                "5l",
                "I5",
                "L1",
                "A10",
                "1A2",
                "OK",
                "Oil",
                "100",
                "lo",
                "μg",
                "β-carotene",
                "ΔT",
                "Москва",
                "Ωm",
                "กข 1O",
                "CO2",
                "SO2",
                "10I",
                "B12",
                "H1N1",
                "IO",
            ],
        );
    }

    #[test]
    fn raised_digits_are_notes_or_powers() {
        check(
            has_raised_mark,
            &["12³", "จำนวน¹", "1,234²", "ร้อยละ (คน)¹", "Total²"],
            &[
                "m²",
                "5 m²",
                "ตร.ม.²",
                "ม²",
                "ตารางเมตร²",
                "10³",
                "10⁶",
                "km²",
                "CO²",
                "²",
                "x² + y",
            ],
        );
    }
}
