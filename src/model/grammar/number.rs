//! Numbers typed as text: `๑๗๔,๐๗๒ บาท`, `ร้อยละ ๔๓.๕๒`, `1,234.50`, `45%`, `฿100`, `1,517.-`.

use std::borrow::Cow;

use crate::model::grammar::{digits, unit};
use crate::model::number::Number;

/// Longest text that can be a number with its unit, in bytes (Thai letters take three).
const LONGEST: usize = 96;

/// A number as it was typed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NumberText {
    /// Its value.
    pub number: Number,
    /// Typed with Thai digits.
    pub thai_digits: bool,
    /// Typed with thousands separators, consistently.
    pub grouped: bool,
    /// The unit behind it; `%` also for "ร้อยละ" before it, `บาท` also for "฿" and ".-".
    pub unit: Option<&'static str>,
}

impl NumberText {
    /// Whether the text is nothing but digits, sign and point.
    pub fn is_plain(&self) -> bool {
        !self.thai_digits && !self.grouped && self.unit.is_none()
    }
}

/// Reads a number. `None` for codes (leading zeros), for numbers of more digits than a float keeps,
/// for wrong grouping (`1,00`) and for anything with words that are no known unit.
pub fn parse(text: &str) -> Option<NumberText> {
    let text = text.trim();
    if text.len() > LONGEST || !may_begin(text) {
        return None;
    }
    let ascii = digits::to_ascii(text);
    let (body, percent) = unit::without_percent_word(&ascii);
    let (body, baht) = unit::without_baht_sign(body);
    let end = body
        .find(|letter: char| !matches!(letter, '0'..='9' | ',' | '.' | '-' | '+' | '−'))
        .unwrap_or(body.len());
    let (core, rest) = body.split_at(end);
    let (core, rest, price) = without_price_mark(core, rest);
    // "ตร.กม." begins with letters, but "1." does not end a number.
    let core = core.strip_suffix('.').unwrap_or(core);
    let rest = rest.trim();
    let found = if rest.is_empty() {
        (baht || price).then_some(unit::BAHT)
    } else {
        Some(unit::known(rest)?)
    };
    if (baht || price) && found != Some(unit::BAHT) {
        return None;
    }
    let (number, grouped) = plain_or_grouped(core)?;
    Some(NumberText {
        number,
        thai_digits: matches!(ascii, Cow::Owned(_)),
        grouped,
        unit: if percent { Some("%") } else { found },
    })
}

/// The digits of a number's text as they are typed: without its unit, "ร้อยละ", "฿" and ".-".
pub fn digits_of(text: &str) -> &str {
    let (text, _) = unit::without_percent_word(text.trim());
    let (text, _) = unit::without_baht_sign(text);
    let end = text
        .find(|letter: char| {
            digits::value(letter).is_none() && !matches!(letter, ',' | '.' | '-' | '+' | '−')
        })
        .unwrap_or(text.len());
    let core = text.get(..end).unwrap_or(text);
    core.strip_suffix(".-")
        .unwrap_or(core)
        .trim_end_matches('.')
}

/// A number at the front of a text with 0-9 for digits, and what follows it.
pub(super) fn leading(text: &str) -> Option<(Number, &str)> {
    let unsigned = text.strip_prefix(['-', '+', '−']).unwrap_or(text);
    let end = unsigned
        .find(|letter: char| !matches!(letter, '0'..='9' | ',' | '.'))
        .unwrap_or(unsigned.len());
    let core = text.get(..text.len() - unsigned.len() + end)?;
    let core = core.trim_end_matches([',', '.']);
    let (number, _) = plain_or_grouped(core)?;
    Some((number, text.get(core.len()..)?))
}

/// A cheap look at the first letter: most texts of a register are words.
fn may_begin(text: &str) -> bool {
    text.chars().next().is_some_and(|first| {
        digits::value(first).is_some()
            || matches!(first, '-' | '+' | '−' | '.' | '฿' | 'ร' | 'p' | 'P')
    })
}

/// Takes ".-" off, which says that no satang follow the baht; whether it stood there.
fn without_price_mark<'a>(core: &'a str, rest: &'a str) -> (&'a str, &'a str, bool) {
    if let Some(core) = core.strip_suffix(".-") {
        return (core, rest, true);
    }
    // A word processor makes the dash longer.
    match rest.strip_prefix(['–', '—']) {
        Some(rest) if core.ends_with('.') => (core, rest, true),
        _ => (core, rest, false),
    }
}

fn plain_or_grouped(core: &str) -> Option<(Number, bool)> {
    let core = if core.contains('−') {
        Cow::Owned(core.replace('−', "-"))
    } else {
        Cow::Borrowed(core)
    };
    let unsigned = core.trim_start_matches(['-', '+']);
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    // "1.234,56" has its comma for the point.
    if is_code(whole)
        || decimals.contains(',')
        || !Number::keeps_digits(unsigned)
        || !unsigned.bytes().any(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    if !core.contains(',') {
        return Some((Number::parse(core.as_bytes())?, false));
    }
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let well_grouped = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    if !well_grouped {
        return None;
    }
    Some((Number::parse(core.replace(',', "").as_bytes())?, true))
}

/// Whether the digits before the point are a code rather than a quantity: a zero leads.
fn is_code(whole: &str) -> bool {
    whole.len() > 1 && whole.starts_with('0')
}

#[cfg(test)]
mod tests {
    use super::{digits_of, leading, parse};

    #[test]
    fn officers_numbers_are_read() {
        for (text, number, thai, grouped, unit) in [
            ("๑๗๔,๐๗๒ บาท", "174072", true, true, Some("บาท")),
            ("ร้อยละ ๔๓.๕๒", "43.52", true, false, Some("%")),
            ("ร้อยละ 80", "80", false, false, Some("%")),
            ("1,234.50", "1234.50", false, true, None),
            ("45%", "45", false, false, Some("%")),
            ("-12", "-12", false, false, None),
            ("3 กม.", "3", false, false, Some("กม.")),
            ("0.45", "0.45", false, false, None),
            ("๓๑๐ แห่ง", "310", true, false, Some("แห่ง")),
            ("฿100", "100", false, false, Some("บาท")),
            ("฿ 1,500.50", "1500.50", false, true, Some("บาท")),
            ("100 ฿", "100", false, false, Some("บาท")),
            ("1,517.-", "1517", false, true, Some("บาท")),
            ("๑,๕๑๗.-", "1517", true, true, Some("บาท")),
            ("1,517.– บาท", "1517", false, true, Some("บาท")),
        ] {
            let read = parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(read.number.to_string(), number, "{text}");
            assert_eq!(
                (read.thai_digits, read.grouped, read.unit),
                (thai, grouped, unit),
                "{text}"
            );
        }
    }

    #[test]
    fn codes_ranges_and_sentences_are_no_numbers() {
        for text in [
            "",
            "-",
            "007",
            "1,00",
            "12,34,567",
            "1234567890123",
            "10-20",
            "1-2",
            "ร้อยละ",
            "5 หมื่นล้าน",
            "ชั้น 5",
            "3 แห่ง จาก 4 แห่ง",
            "1.2.3",
            "1.2 ล้าน",
            "฿",
            "฿ คน",
            "฿5 คน",
            "5.- คน",
            ".-",
            "100-",
            "1.234,56",
        ] {
            if text == "1234567890123" {
                // 13 digits fit a float; only the validator's ID rules may object.
                assert!(parse(text).is_some());
                continue;
            }
            assert!(parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn what_dresses_a_number_is_told_from_its_digits() {
        for (text, digits) in [
            ("฿1,500", "1,500"),
            ("1,517.-", "1,517"),
            ("ร้อยละ ๔๓.๕๒", "๔๓.๕๒"),
            ("45%", "45"),
            ("3 กม.", "3"),
            ("-12", "-12"),
        ] {
            assert_eq!(digits_of(text), digits);
        }
        let front =
            |text: &'static str| leading(text).map(|(number, rest)| (number.to_string(), rest));
        assert_eq!(front("1,234* (ก)"), Some(("1234".to_owned(), "* (ก)")));
        assert_eq!(front("-5.5 ปี"), Some(("-5.5".to_owned(), " ปี")));
        assert_eq!(front("5. ก"), Some(("5".to_owned(), ". ก")));
        assert_eq!(front("007"), None);
        assert_eq!(front("ก5"), None);
    }
}
