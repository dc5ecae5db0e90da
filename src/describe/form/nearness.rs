//! How near two texts are, for headers that are worded a little differently and values that are in no list.

use crate::model::grammar::digits;
use crate::model::grammar::likeness::key;

/// Characters that are compared; a header or a value of a list is shorter.
const LONGEST: usize = 120;
/// Characters that a text needs before being part of another one says anything.
const TELLING: usize = 5;

/// A text as it is compared: without white space, dots and marks that only some writers set, Thai digits as others, and
/// without the number before it (`9.1 หน่วย…`).
pub(super) fn bare(text: &str) -> Vec<char> {
    let ascii = digits::to_ascii(text);
    let unnumbered = ascii
        .trim_start_matches(|letter: char| {
            letter.is_ascii_digit() || letter.is_whitespace() || matches!(letter, '.' | ')')
        })
        .trim_start_matches('*');
    key(unnumbered).chars().take(LONGEST).collect()
}

/// From 0 (nothing in common) to 100 (the same).
pub(super) fn nearness(a: &[char], b: &[char]) -> usize {
    if a == b {
        return 100;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return 0;
    }
    let contains = short.len() >= TELLING && long.windows(short.len()).any(|part| part == short);
    // Texts of such lengths cannot be near, and a cell may hold a page.
    if !contains && short.len() * 100 < long.len() * 40 {
        return 0;
    }
    let edited = 100 - (100 * distance(a, b)).div_ceil(long.len()).min(100);
    if contains { edited.max(90) } else { edited }
}

/// Letters to change, add or take away to make one of the other (Levenshtein).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (number, letter) in a.iter().enumerate() {
        let mut corner = number;
        let mut left = number + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (above, other) in row.iter_mut().skip(1).zip(b) {
            let changed = corner + usize::from(letter != other);
            corner = *above;
            left = changed.min(*above + 1).min(left + 1);
            *above = left;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// The value of a list that a text is nearest to, if it is near at all.
pub(in crate::describe) fn nearest<'a>(text: &str, values: &'a [String]) -> Option<&'a str> {
    let wanted = bare(text);
    let rated = values
        .iter()
        .map(|value| (nearness(&wanted, &bare(value)), value));
    // The first of several that are equally near.
    let best = rated.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.filter(|(near, _)| *near >= 40)
        .map(|(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use super::{bare, nearest, nearness};

    fn near(a: &str, b: &str) -> usize {
        nearness(&bare(a), &bare(b))
    }

    #[test]
    fn the_same_header_in_other_words_is_near_and_another_one_is_not() {
        assert_eq!(near("5. อีเมล์ผู้ติดต่อ", "อีเมล์ ผู้ติดต่อ"), 100);
        assert!(near("อีเมลผู้ติดต่อ", "อีเมล์ผู้ติดต่อ") > 90);
        assert!(near("การจัดจำแนก (สำหรับชุดข้อมูลสถิติ)", "การจัดจำแนก") >= 90);
        assert!(near("แหล่งที่มา", "รูปแบบการเก็บข้อมูล") < 60);
        assert_eq!(near("", "URL"), 0);
    }

    #[test]
    fn the_nearest_value_is_named_and_nonsense_has_none() {
        let values = ["ข้อมูลสาธารณะ", "ข้อมูลใช้ภายใน"].map(str::to_owned);
        assert_eq!(nearest("สาธารณะ", &values), Some("ข้อมูลสาธารณะ"));
        assert_eq!(nearest("ใช้ภายใน", &values), Some("ข้อมูลใช้ภายใน"));
        assert_eq!(nearest("xyz", &values), None);
    }
}
