//! Which texts a reader takes for the same, and which differ by a slip of the finger.

use crate::model::grammar::canonical::canonical;

/// Letters that a slip or a doubt about spelling puts for one another.
const TWINS: [&str; 12] = [
    "ชซข",
    "คตดศ",
    "ภถ",
    "ฎฏ",
    "ผพ",
    "ฝฟ",
    "นณ",
    "มน",
    "ลส",
    "ศษส",
    "ทธ",
    "ใไ",
];

/// Characters below which one of them is too large a part of the word.
const SHORTEST: usize = 7;

/// What a reader takes a text for: [`canonical`], and without white space, dots, `ฯ` and hyphens.
pub fn key(text: &str) -> String {
    canonical(text)
        .chars()
        .filter(|letter| {
            !letter.is_whitespace() && !matches!(letter, '.' | 'ฯ' | '-' | '–' | '_' | '\'')
        })
        .collect()
}

/// Whether a text differs from another by one slip: a Thai mark more, less or changed, a letter doubled, left out or put for
/// one that looks or sounds like it, or two letters in the wrong order. Keys of texts without digits.
pub fn is_slip(right: &str, wrong: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (right.chars().collect(), wrong.chars().collect());
    if a == b || a.len().min(b.len()) < SHORTEST || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(same..).unwrap_or(&[]), b.get(same..).unwrap_or(&[]));
    match (a, b) {
        ([one, more @ ..], rest) | (rest, [one, more @ ..]) if more == rest => {
            // The word itself decides: a letter at the end makes another word ("Complete", "Completed").
            is_mark(*one) || (!more.is_empty() && one.is_ascii_alphabetic())
        }
        ([one, other, first @ ..], [two, another, second @ ..])
            if one == another && other == two && first == second =>
        {
            true
        }
        // The last letter may be all that tells "กลุ่ม ค" from "กลุ่ม ต".
        ([one, first @ ..], [two, second @ ..]) => {
            !first.is_empty() && first == second && are_twins(*one, *two)
        }
        _ => false,
    }
}

/// A Thai vowel or tone above or below its letter.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{e31}' | '\u{e34}'..='\u{e39}' | '\u{e47}'..='\u{e4c}')
}

fn are_twins(one: char, two: char) -> bool {
    (is_mark(one) && is_mark(two))
        || TWINS
            .iter()
            .any(|set| set.contains(one) && set.contains(two))
}

#[cfg(test)]
mod tests {
    use super::{is_slip, key};

    #[test]
    fn ways_of_writing_have_one_key() {
        for (a, b) in [
            ("รพ. สต.", "รพ.สต."),
            ("Male", "male"),
            ("E-mail", "Email"),
            ("กรุงเทพฯ", "กรุงเทพ"),
            ("เเพร่", "แพร่"),
        ] {
            assert_eq!(key(a), key(b));
        }
        assert_ne!(key("มี"), key("ไม่มี"));
    }

    #[test]
    fn slips_are_told_from_other_words() {
        for (right, wrong) in [
            ("อนามัยชุมชน", "อนามยชุมชน"),
            ("โรงพยาบาลชุมชน", "โรงพยาบาลชุมขน"),
            ("แล้วเสร็จทั้งหมด", "แล้วเสร็จทังหมด"),
            ("กระทรวงสาธารณสุข", "กระทรวงสาธารนสุข"),
            ("approved", "aproved"),
            ("approved", "aprpoved"),
        ] {
            assert!(is_slip(right, wrong) && is_slip(wrong, right), "{wrong}");
        }
        for (a, b) in [
            ("ชาย", "หญิง"),
            ("เห็นด้วย", "ไม่เห็นด้วย"),
            ("ผ่านเกณฑ์", "ไม่ผ่านเกณฑ์"),
            ("ภาคตะวันออก", "ภาคตะวันตก"),
            ("ประเภทก่อสร้างก", "ประเภทก่อสร้างข"),
            ("complete", "completed"),
            ("โรงพยาบาลศูนย์", "โรงพยาบาลทั่วไป"),
            ("ข้าว", "ขาว"),
            ("หนองบัว", "หนองบอน"),
            ("อนามัยชุมชน", "อนามัยชุมชน"),
            ("ดำเนินการ", "ดำเนินการแล้ว"),
            ("groupalpha", "groupalphb"),
            ("approved", "appvored"),
            ("ประเภทกลุ่มค", "ประเภทกลุ่มต"),
        ] {
            assert!(!is_slip(a, b) && !is_slip(b, a), "{a} {b}");
        }
    }
}
