//! Numbers that are left open: `ประมาณ 100`, `>5`, `10-20`, `60 ปีขึ้นไป`.

use crate::model::grammar::{digits, number, unit};
use crate::model::number::Number;

/// Longest text that can be an amount, in bytes.
pub(super) const LONGEST: usize = 96;

/// Between which numbers a text says that a number lies; both ends the same where it says "about".
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// At least this.
    pub low: Option<Number>,
    /// At most this.
    pub high: Option<Number>,
}

#[derive(Clone, Copy)]
enum Bound {
    About,
    Least,
    Most,
}

/// Words and signs before a number that leave it open. A longer one stands before a shorter one that begins it.
const BEFORE: [(&str, Bound); 36] = [
    ("ประมาณ", Bound::About),
    ("โดยประมาณ", Bound::About),
    ("ราวๆ", Bound::About),
    ("ราว", Bound::About),
    ("~", Bound::About),
    ("≈", Bound::About),
    ("about", Bound::About),
    ("around", Bound::About),
    ("approximately", Bound::About),
    ("approx.", Bound::About),
    ("approx", Bound::About),
    ("ca.", Bound::About),
    ("ไม่น้อยกว่า", Bound::Least),
    ("ไม่ต่ำกว่า", Bound::Least),
    ("มากกว่า", Bound::Least),
    ("สูงกว่า", Bound::Least),
    ("เกินกว่า", Bound::Least),
    ("เกิน", Bound::Least),
    ("กว่า", Bound::Least),
    ("ตั้งแต่", Bound::Least),
    ("อย่างน้อย", Bound::Least),
    (">=", Bound::Least),
    ("≥", Bound::Least),
    (">", Bound::Least),
    ("more than", Bound::Least),
    ("at least", Bound::Least),
    ("ไม่เกิน", Bound::Most),
    ("ไม่มากกว่า", Bound::Most),
    ("ไม่ถึง", Bound::Most),
    ("น้อยกว่า", Bound::Most),
    ("ต่ำกว่า", Bound::Most),
    ("เกือบ", Bound::Most),
    ("<=", Bound::Most),
    ("≤", Bound::Most),
    ("<", Bound::Most),
    ("less than", Bound::Most),
];

/// Words and signs behind a number, and its unit, that leave it open.
const AFTER: [(&str, Bound); 8] = [
    ("ขึ้นไป", Bound::Least),
    ("กว่า", Bound::Least),
    ("เศษ", Bound::Least),
    ("+", Bound::Least),
    ("or more", Bound::Least),
    ("and over", Bound::Least),
    ("ลงมา", Bound::Most),
    ("or less", Bound::Most),
];

/// What stands between the ends of a range.
const BETWEEN: [&str; 6] = ["-", "–", "—", "~", "ถึง", "to "];

/// Reads a number that is approximate, or a range: `ประมาณ 100`, `>5`, `10-20`, `5±1`, `60 ปีขึ้นไป`.
pub fn approximate(text: &str) -> Option<Span> {
    if text.len() > LONGEST {
        return None;
    }
    let ascii = digits::to_ascii(text.trim());
    qualified(&ascii)
        .or_else(|| range(&ascii))
        .or_else(|| open_ended(&ascii))
}

fn qualified(text: &str) -> Option<Span> {
    let (rest, bound) = BEFORE
        .iter()
        .find_map(|(word, bound)| Some((without(text, word)?, *bound)))?;
    let (rest, _) = unit::without_percent_word(rest.trim_start());
    let (rest, _) = unit::without_baht_sign(rest);
    let (number, rest) = number::leading(rest)?;
    is_unit_or_nothing(rest).then(|| span(bound, number))
}

fn range(text: &str) -> Option<Span> {
    let (text, _) = unit::without_percent_word(text);
    let (low, rest) = number::leading(text)?;
    let rest = rest.trim_start();
    if let Some(rest) = rest.strip_prefix('±') {
        let (about, rest) = number::leading(rest.trim_start())?;
        let (middle, about) = (low.to_f64(), about.to_f64());
        return is_unit_or_nothing(rest).then(|| Span {
            low: Some(Number::from_f64(middle - about)),
            high: Some(Number::from_f64(middle + about)),
        });
    }
    let rest = rest.strip_prefix('%').unwrap_or(rest).trim_start();
    let rest = BETWEEN.iter().find_map(|sign| without(rest, sign))?;
    let rest = rest.trim_start();
    if !rest.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let (high, rest) = number::leading(rest)?;
    // "2566-2567" is a time, "1/2566" and "2-2566" a number in a year.
    let of_years = is_year(high) && (is_year(low) || low.to_f64() <= 31.0);
    let ascends = low.to_f64() < high.to_f64();
    (ascends && !of_years && is_unit_or_nothing(rest)).then_some(Span {
        low: Some(low),
        high: Some(high),
    })
}

fn open_ended(text: &str) -> Option<Span> {
    let (text, _) = unit::without_percent_word(text);
    let (number, rest) = number::leading(text)?;
    let rest = rest.trim();
    AFTER.iter().find_map(|(word, bound)| {
        let between = rest.strip_suffix(word)?;
        is_unit_or_nothing(between).then(|| span(*bound, number))
    })
}

fn span(bound: Bound, number: Number) -> Span {
    Span {
        low: (!matches!(bound, Bound::Most)).then_some(number),
        high: (!matches!(bound, Bound::Least)).then_some(number),
    }
}

fn is_year(number: Number) -> bool {
    number
        .to_integer()
        .is_some_and(|year| (1900..=2100).contains(&year) || (2400..=2700).contains(&year))
}

/// What follows a word that a text begins with, in upper or lower case.
pub(super) fn without<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word)
        .then(|| text.get(word.len()..))
        .flatten()
}

/// Whether nothing but a unit follows a number.
pub(super) fn is_unit_or_nothing(rest: &str) -> bool {
    rest.trim().is_empty() || unit::known(rest).is_some()
}

#[cfg(test)]
mod tests {
    use super::approximate;

    #[test]
    fn open_numbers_keep_their_ends() {
        let ends = |text| {
            let span = approximate(text)?;
            let written = |end: Option<crate::model::number::Number>| {
                end.map_or_else(String::new, |number| number.to_string())
            };
            Some(format!("{}..{}", written(span.low), written(span.high)))
        };
        for (text, span) in [
            ("ประมาณ 100", "100..100"),
            ("ประมาณ ๑,๐๐๐ คน", "1000..1000"),
            ("~50", "50..50"),
            (">5", "5.."),
            ("≥ 80%", "80.."),
            ("ไม่น้อยกว่าร้อยละ 80", "80.."),
            ("<= 3", "..3"),
            ("ไม่เกิน 5 คน", "..5"),
            ("Less than 10", "..10"),
            ("10-20", "10..20"),
            ("10 – 20 คน", "10..20"),
            ("1,000 ถึง 2,000", "1000..2000"),
            ("5%-10%", "5..10"),
            ("5±1", "4..6"),
            ("60 ปีขึ้นไป", "60.."),
            ("100+", "100.."),
            ("30 กว่า", "30.."),
        ] {
            assert_eq!(ends(text).as_deref(), Some(span), "{text}");
        }
    }

    #[test]
    fn years_codes_and_words_are_no_open_numbers() {
        let closed = "|-|100|-5|1,000|5 คน|2566-2567|2566-67|1-2566|20-10|02-590-4000|1-2-3|31/12/2567|10-20-30|A-5|\
                      มากกว่า|ประมาณการ 5 ครั้ง|12/5|5-|โครงการ 10-20|1-ก|007-009|3 คน จาก 5 คน|C++|ราวบันได|<ว่าง>|\
                      เกินพอ|กว่าจะรู้|ตั้งแต่ปี 2560|ไม่ถึงเป้าหมาย|น้อยกว่าเดิม";
        for text in closed.split('|') {
            assert!(approximate(text).is_none(), "{text}");
        }
    }
}
