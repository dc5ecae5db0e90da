//! Amounts that are no plain numbers: negative in brackets, in millions, with a comma for the point, with the mark of a note.

use crate::model::grammar::approximate::{LONGEST, is_unit_or_nothing, without};
use crate::model::grammar::{digits, number, unit};
use crate::model::number::Number;

/// Words for powers of ten. A longer one stands before a shorter one that begins it.
const POWERS: [(&str, usize); 17] = [
    ("ล้านล้าน", 12),
    ("แสนล้าน", 11),
    ("หมื่นล้าน", 10),
    ("พันล้าน", 9),
    ("ร้อยล้าน", 8),
    ("สิบล้าน", 7),
    ("ล้าน", 6),
    ("แสน", 5),
    ("หมื่น", 4),
    ("พัน", 3),
    ("ร้อย", 2),
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("mn", 6),
    ("bn", 9),
    ("k", 3),
];

/// Reads a negative number as accountants write it: `(1,234)`, `1,234-`. `▲5` is left to [`has_triangle`].
pub fn accounting(text: &str) -> Option<Number> {
    if text.len() > LONGEST {
        return None;
    }
    let ascii = digits::to_ascii(text.trim());
    let inner = match ascii.strip_prefix('(') {
        Some(rest) => rest.strip_suffix(')')?,
        // "100.-" is a price.
        None => ascii
            .strip_suffix('-')
            .filter(|core| !core.ends_with('.'))?,
    };
    let inner = inner.trim();
    let unsigned = inner.starts_with(|first: char| first.is_ascii_digit() || first == '.');
    let (number, rest) = number::leading(inner).filter(|_| unsigned)?;
    is_unit_or_nothing(rest).then(|| negative(number))
}

fn negative(number: Number) -> Number {
    match number {
        Number::Decimal { mantissa, scale } => Number::Decimal {
            mantissa: -mantissa,
            scale,
        },
        Number::Float(value) => Number::Float(-value),
    }
}

/// Whether a triangle stands before a number: less to accountants, more to others (`▲5`).
pub fn has_triangle(text: &str) -> bool {
    let Some(rest) = text.trim().strip_prefix(['▲', '△', '▼', '▽']) else {
        return false;
    };
    let ascii = digits::to_ascii(rest.trim_start());
    number::leading(&ascii).is_some_and(|(_, rest)| is_unit_or_nothing(rest))
}

/// Reads a number with a word for thousands or millions: `1.2 ล้าน`, `5 หมื่นล้านบาท`, `3K`. `ล้านบาท` where it is a
/// unit of its own is left to the reader of numbers.
pub fn multiplied(text: &str) -> Option<Number> {
    if text.len() > LONGEST {
        return None;
    }
    let ascii = digits::to_ascii(text.trim());
    let (number, behind) = number::leading(&ascii)?;
    let rest = behind.trim();
    if rest.is_empty() || unit::known(rest).is_some() {
        return None;
    }
    let (rest, power) = POWERS.iter().find_map(|(word, power)| {
        // "300 K" is a temperature.
        let kelvin = *word == "k" && behind.starts_with(' ');
        without(rest, word)
            .filter(|_| !kelvin)
            .map(|rest| (rest, *power))
    })?;
    is_unit_or_nothing(rest)
        .then(|| times_ten(number, power))
        .flatten()
}

/// A number with its point moved to the right. Digits are moved as they are, never through a float.
fn times_ten(number: Number, power: usize) -> Option<Number> {
    let text = number.to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((text.as_str(), ""));
    let (moved, left) = decimals.split_at_checked(power).unwrap_or((decimals, ""));
    let zeros = "0".repeat(power - moved.len());
    let point = if left.is_empty() { "" } else { "." };
    Number::parse(format!("{whole}{moved}{zeros}{point}{left}").as_bytes())
}

/// Reads a number that may have a comma for its point: `1,5`, `0,125`, `1.234,56`.
pub fn decimal_comma(text: &str) -> Option<Number> {
    if text.len() > LONGEST {
        return None;
    }
    let ascii = digits::to_ascii(text.trim());
    let (before, after) = ascii.split_once(',')?;
    let whole = before.strip_prefix('-').unwrap_or(before);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = whole.contains('.')
        && whole.split('.').enumerate().all(|(at, group)| {
            digits(group)
                && if at == 0 {
                    group.len() <= 3
                } else {
                    group.len() == 3
                }
        });
    let plain = digits(whole) && whole.len() <= 9 && (whole == "0" || !whole.starts_with('0'));
    // Three digits behind the comma are a group of thousands.
    let three = after.len() == 3 && whole != "0" && !grouped;
    if !digits(after) || after.len() > 6 || three || !(plain || grouped) {
        return None;
    }
    Number::parse(format!("{}.{after}", before.replace('.', "")).as_bytes())
}

/// Reads a number with the mark of a note, and the mark: `1,234*`, `56 r`, `12 1/`.
pub fn noted(text: &str) -> Option<(Number, String)> {
    if text.len() > LONGEST {
        return None;
    }
    let ascii = digits::to_ascii(text.trim());
    let (number, mark) = if let Some(rest) = ascii.strip_prefix('*') {
        let (number, rest) = number::leading(rest.trim_start_matches('*').trim_start())?;
        (number, rest.is_empty().then_some("*")?)
    } else {
        let (number, rest) = number::leading(&ascii)?;
        let mark = rest.trim();
        is_mark(mark, rest.starts_with(' ')).then_some((number, mark))?
    };
    Some((number, mark.to_owned()))
}

/// Whether what stands behind a number marks a note. `r`, `p` and `e` say revised, preliminary and estimated.
fn is_mark(mark: &str, spaced: bool) -> bool {
    let stars = !mark.is_empty() && mark.len() <= 9 && mark.chars().all(|it| "*†‡§".contains(it));
    let numbered = |end: char| {
        let inner = mark.strip_suffix(end).unwrap_or_default();
        let digit = inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_digit());
        let letter =
            inner.chars().count() == 1 && inner.chars().all(|it| ('ก'..='ฮ').contains(&it));
        digit || letter
    };
    stars || matches!(mark, "r" | "p" | "e") || (spaced && (numbered('/') || numbered(')')))
}

/// Whether a text is a number in scientific notation with fewer digits than it had: `1.23457E+12`.
pub fn is_shortened(text: &str) -> bool {
    let Some((digits, exponent)) = text.trim().split_once(['E', 'e']) else {
        return false;
    };
    let digits = digits.strip_prefix('-').unwrap_or(digits);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let Some(exponent) = exponent.strip_prefix('+').filter(|text| are_digits(text)) else {
        return false;
    };
    // Nine digits are the least that telephone numbers and codes have.
    let large = exponent
        .parse()
        .is_ok_and(|power: usize| (8..100).contains(&power) && decimals.len() < power);
    whole.len() == 1 && are_digits(whole) && are_digits(decimals) && large
}

/// Whether a currency's sign or code stands before a number: `฿100`, `$5`, `THB 1,000`.
pub(super) fn has_currency(text: &str) -> bool {
    let text = text.trim();
    let sign = text.strip_prefix(['฿', '$', '€', '£', '¥', '₩', '₫', '₹', '₭']);
    let code = || {
        ["THB", "USD", "US$", "EUR", "Baht"]
            .iter()
            .find_map(|code| text.strip_prefix(*code))
    };
    let Some(rest) = sign.or_else(code) else {
        return false;
    };
    let ascii = digits::to_ascii(rest.trim_start());
    number::leading(&ascii).is_some_and(|(_, rest)| is_unit_or_nothing(rest) || rest.trim() == ".-")
}

#[cfg(test)]
mod tests {
    use super::{
        accounting, decimal_comma, has_currency, has_triangle, is_shortened, multiplied, noted,
    };
    use crate::model::number::Number;

    fn check(read: fn(&str) -> Option<Number>, right: &[(&str, &str)], wrong: &str) {
        for (text, value) in right {
            let number = read(text).map(|number| number.to_string());
            assert_eq!(number.as_deref(), Some(*value), "{text}");
        }
        for text in wrong.split('|') {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn negative_numbers_of_accountants_are_read() {
        let right = [
            ("(1,234)", "-1234"),
            ("( 5.50 )", "-5.50"),
            ("1,234-", "-1234"),
            ("(๕)", "-5"),
            ("(12%)", "-12"),
        ];
        let wrong =
            "|(ก)|1,234|-5|(-5)|100.-|-|()|(1) ก|(1)(2)|(ชาย)|(053) 211048|12-ก-|1-2-|(1|(1-2)";
        check(accounting, &right, wrong);
        assert!(has_triangle("▲5") && has_triangle("▼ 1,200"));
        assert!(!has_triangle("▲") && !has_triangle("▲ ข้อ 5"));
    }

    #[test]
    fn thousands_and_millions_are_read() {
        let right = [
            ("1.2 ล้าน", "1200000"),
            ("1.25 พัน", "1250"),
            ("5 หมื่นล้านบาท", "50000000000"),
            ("3K", "3000"),
            ("2.5 million", "2500000"),
            ("๓ แสนคน", "300000"),
            ("1.2345 ร้อย", "123.45"),
            ("1.2345 ล้าน", "1234500"),
            ("0.5 ล้าน", "500000"),
            ("-0.05 พัน", "-50"),
            ("1.23456789012345 ล้าน", "1234567.89012345"),
            ("123,456.789 ล้านล้าน", "123456789000000000"),
        ];
        let wrong = "|1.2 ล้านบาท|300 K|5 พันธุ์|3 แสนสุข|100|ล้าน|5 kg|3M|2 ร้อยละ|5 ล้านช้าง|12K5|007 ล้าน";
        check(multiplied, &right, wrong);
    }

    #[test]
    fn commas_for_points_are_read() {
        let right = [
            ("1,5", "1.5"),
            ("0,125", "0.125"),
            ("-12,75", "-12.75"),
            ("1.234,56", "1234.56"),
            ("๑,๕", "1.5"),
            ("12,3456", "12.3456"),
        ];
        let wrong = "|1,234|1,234,567|1,2,3|ก,ข|01,5|1,|,5|1, 2|12,345|1.2,3|1,5 คน|1.234";
        check(decimal_comma, &right, wrong);
    }

    #[test]
    fn marks_of_notes_are_told_from_units() {
        for (text, value, mark) in [
            ("1,234*", "1234", "*"),
            ("56 r", "56", "r"),
            ("12 1/", "12", "1/"),
            ("7**", "7", "**"),
            ("* 80", "80", "*"),
            ("5 ก/", "5", "ก/"),
            ("12.5p", "12.5", "p"),
        ] {
            let (number, found) = noted(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((number.to_string().as_str(), found.as_str()), (value, mark));
        }
        let none = "|12|12/1|121/|5 g|12 A|12 (1)|*|* ก|5 m|3 ก|12 11/|2*3|5 rai|5 e-mail";
        for text in none.split('|') {
            assert_eq!(noted(text), None, "{text}");
        }
    }

    #[test]
    fn lost_digits_and_currencies_are_told() {
        for text in "1.23457E+12|8.12E+08|3.1E+12|1E+15".split('|') {
            assert!(is_shortened(text), "{text}");
        }
        let whole = "|1E3|3E5|1.5E+3|1.23456789012345E+14|E+12|12E+12|1.2E-12|ก|1.5E+300|Eก+9";
        for text in whole.split('|') {
            assert!(!is_shortened(text), "{text}");
        }
        for text in "฿100|$5|THB 1,000|€ 5.50|฿1,500.-".split('|') {
            assert!(has_currency(text), "{text}");
        }
        for text in "|$|฿ คน|USDA 5|100 ฿|$A$1|THB".split('|') {
            assert!(!has_currency(text), "{text}");
        }
    }
}
