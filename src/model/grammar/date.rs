//! Dates typed as text, Thai and English: `1 ต.ค.66`, `๒ มกราคม ๒๕๖๗`, `31/12/2567`, `2 Jan 2024`.

use crate::model::grammar::digits;
use crate::model::grammar::month::month_name;
use crate::model::moment::{Day, Moment};

/// Years between Buddhist and Christian era from 1941 on (before, the Thai year began in April).
pub const BUDDHIST_OFFSET: u32 = 543;
/// A four-digit year in this band counts in the Buddhist era: data about 1857 to 2057.
pub const BUDDHIST_YEARS: std::ops::RangeInclusive<u32> = 2400..=2600;
/// Longest text that can be a date, in bytes: "วันพฤหัสบดีที่ ๓๑ พฤศจิกายน พุทธศักราช ๒๕๖๗".
const LONGEST: usize = 128;

/// Words that stand before a date and say nothing more.
const BEFORE: &[&str] = &[
    "ณ วันที่",
    "เมื่อวันที่",
    "วันที่",
    "วันจันทร์ที่",
    "วันอังคารที่",
    "วันพุธที่",
    "วันพฤหัสบดีที่",
    "วันศุกร์ที่",
    "วันเสาร์ที่",
    "วันอาทิตย์ที่",
];

/// How day and month are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The month has a name, or the year leads: one reading only.
    Certain,
    /// `31/12/2567`: the first number is over 12.
    DayFirst,
    /// `12/31/2567`: the second number is over 12.
    MonthFirst,
    /// `04/05/2567`: both readings exist.
    Ambiguous,
}

/// Which years are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Era {
    /// พ.ศ.
    Buddhist,
    /// ค.ศ.
    Christian,
}

/// A date as it was typed. For [`Order::Ambiguous`] `day` is the first number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateText {
    /// Day of the month.
    pub day: u32,
    /// Month, 1 to 12 (or more, if the date cannot exist).
    pub month: u32,
    /// The year as typed.
    pub year: u32,
    /// The year has two digits.
    pub short_year: bool,
    /// Day and month.
    pub order: Order,
    /// The era, where the text says it or the year can only be of one; `None` for a two-digit year.
    pub era: Option<Era>,
    /// The month is written as a Thai word.
    pub thai_month: bool,
    /// The time of day behind the date, in milliseconds.
    pub time: Option<u32>,
}

impl DateText {
    /// The day, if the year's era is known and the date exists. Two-digit years are counted from
    /// `century` (2500 for the Buddhist, 2000 for the Christian era) where one is given.
    pub fn day_of(&self, century: Option<u32>) -> Option<Day> {
        let year = match (self.short_year, century) {
            (true, Some(century)) => century + self.year,
            (true, None) => return None,
            (false, _) => self.year,
        };
        let year = match self.era.unwrap_or(era_of(year)) {
            Era::Buddhist => year.checked_sub(BUDDHIST_OFFSET)?,
            Era::Christian => year,
        };
        Day::from_ymd(i32::try_from(year).ok()?, self.month, self.day)
    }

    /// Whether the date exists in no reading at all. A two-digit year is given the benefit of a leap year.
    pub fn is_impossible(&self) -> bool {
        if self.short_year {
            return Day::from_ymd(2024, self.month, self.day).is_none();
        }
        self.day_of(None).is_none()
    }

    /// Whether the year is certainly of the Buddhist era.
    pub fn is_buddhist(&self) -> bool {
        self.era == Some(Era::Buddhist)
    }
}

/// Reads a whole date with day, month and year.
pub fn parse(text: &str) -> Option<DateText> {
    let text = text.trim();
    if text.len() > LONGEST || !may_begin(text) {
        return None;
    }
    let ascii = digits::to_ascii(text);
    let mut rest = ascii.trim();
    for word in BEFORE {
        rest = rest.strip_prefix(word).unwrap_or(rest).trim_start();
    }
    let (date, time) = without_time(rest);
    let read = named(date).or_else(|| numeric(date))?;
    Some(DateText { time, ..read })
}

/// Takes a time of day off the end: `08:30`, `T08:30:00`, `เวลา 08.30 น.`.
fn without_time(text: &str) -> (&str, Option<u32>) {
    let whole = text.trim_end();
    let whole = whole.strip_suffix("น.").unwrap_or(whole).trim_end();
    let Some(at) = whole.rfind([' ', 'T']) else {
        return (text, None);
    };
    let (date, time) = (&whole[..at], &whole[at + 1..]);
    let stated = date.trim_end().strip_suffix("เวลา");
    // "8.30" is a time only where a word says so; "67" behind a space is a year.
    let time = if stated.is_some() {
        time.replace('.', ":")
    } else {
        time.to_owned()
    };
    let valid = time.contains(':')
        && time
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b':');
    match Moment::from_iso(&time).filter(|_| valid) {
        Some(Moment::Time(millis)) => (
            stated.unwrap_or(date).trim_end(),
            u32::try_from(millis).ok(),
        ),
        _ => (text, None),
    }
}

/// Reads a month and a year without a day: `มิ.ย.64`. Returns month, year, whether the year is short.
pub fn parse_month(text: &str) -> Option<(u32, u32, bool)> {
    let ascii = digits::to_ascii(text.trim());
    let (month, rest, _) = month_name(&ascii)?;
    let (year, short, _) = year_of(rest)?;
    Some((month, year, short))
}

fn may_begin(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(|first| digits::value(first).is_some())
        || BEFORE.iter().any(|word| text.starts_with(word))
        || (first.is_some_and(|first| first.is_ascii_alphabetic()) && month_name(text).is_some())
}

/// `1 ต.ค.66`, `2 มกราคม พ.ศ. 2567`, `1-Oct-2023`, `Jan 2, 2024`.
fn named(text: &str) -> Option<DateText> {
    let (day, month, rest, thai) = if let Some((month, rest, thai)) = month_name(text) {
        let (day, rest) = number(rest.trim_start())?;
        (day, month, rest.trim_start_matches([',', ' ']), thai)
    } else {
        let (day, rest) = number(text)?;
        let rest = rest.trim_start_matches([' ', '-', '/', '.', '\u{a0}']);
        let rest = rest.strip_prefix("เดือน").unwrap_or(rest);
        let (month, rest, thai) = month_name(rest)?;
        (day, month, rest, thai)
    };
    if day.1 > 2 {
        return None;
    }
    let (year, short_year, era) = year_of(rest)?;
    Some(DateText {
        day: day.0,
        month,
        year,
        short_year,
        order: Order::Certain,
        era,
        thai_month: thai,
        time: None,
    })
}

/// `31/12/2567`, `31-12-67`, `2024-01-31`, `31.12.2567`.
fn numeric(text: &str) -> Option<DateText> {
    let separator = text.chars().find(|letter| !letter.is_ascii_digit())?;
    if !matches!(separator, '/' | '-' | '.') {
        return None;
    }
    let mut parts = text.split(separator);
    let (a, b, c) = (
        part(parts.next()?)?,
        part(parts.next()?)?,
        part(parts.next()?)?,
    );
    if parts.next().is_some() {
        return None;
    }
    if a.1 == 4 && (1..=2).contains(&b.1) && (1..=2).contains(&c.1) {
        let era = Some(era_of(a.0));
        return Some(DateText {
            day: c.0,
            month: b.0,
            year: a.0,
            short_year: false,
            order: Order::Certain,
            era,
            thai_month: false,
            time: None,
        });
    }
    // "1.2.66" is a section number as often as a date.
    let year_fits = c.1 == 4 || (c.1 == 2 && separator != '.');
    // With a whole year behind them two small numbers are meant as a date, even one that cannot be.
    let largest = if c.1 == 4 { 39 } else { 31 };
    let plausible = |number: u32| number <= largest && (number > 0 || c.1 == 4);
    if a.1 > 2 || b.1 > 2 || !year_fits || !plausible(a.0) || !plausible(b.0) {
        return None;
    }
    let (day, month, order) = match (a.0 > 12, b.0 > 12) {
        (true, _) => (a.0, b.0, Order::DayFirst),
        (false, true) => (b.0, a.0, Order::MonthFirst),
        (false, false) if a.0 == b.0 => (a.0, b.0, Order::Certain),
        (false, false) => (a.0, b.0, Order::Ambiguous),
    };
    let short_year = c.1 == 2;
    let era = (!short_year).then(|| era_of(c.0));
    Some(DateText {
        day,
        month,
        year: c.0,
        short_year,
        order,
        era,
        thai_month: false,
        time: None,
    })
}

fn part(text: &str) -> Option<(u32, usize)> {
    let text = text.trim();
    let plain =
        !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok().map(|value| (value, text.len())))?
}

/// A leading number: value and digits, and what follows.
fn number(text: &str) -> Option<((u32, usize), &str)> {
    let end = text
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(text.len());
    Some((part(text.get(..end)?)?, text.get(end..)?))
}

/// The year at the end of a text: value, whether it has two digits, era.
fn year_of(text: &str) -> Option<(u32, bool, Option<Era>)> {
    let mut text = text.trim_matches([' ', '-', '/', ',', '.', '\u{a0}']);
    text = text.strip_prefix("ปี").unwrap_or(text).trim_start();
    let mut stated = None;
    for (word, era) in [
        ("พ.ศ.", Era::Buddhist),
        ("พ.ศ", Era::Buddhist),
        ("พศ.", Era::Buddhist),
        ("พุทธศักราช", Era::Buddhist),
        ("ค.ศ.", Era::Christian),
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            (text, stated) = (rest.trim_start(), Some(era));
            break;
        }
    }
    let (year, width) = part(text)?;
    match width {
        4 => Some((year, false, Some(stated.unwrap_or(era_of(year))))),
        2 => Some((year, true, stated)),
        _ => None,
    }
}

fn era_of(year: u32) -> Era {
    if BUDDHIST_YEARS.contains(&year) {
        Era::Buddhist
    } else {
        Era::Christian
    }
}

#[cfg(test)]
mod tests {
    use super::{Order, parse, parse_month};

    #[test]
    fn officers_dates_are_read() {
        for (text, century, iso) in [
            ("1 ต.ค.66", Some(2500), "2023-10-01"),
            ("31 ธ.ค. 66", Some(2500), "2023-12-31"),
            ("29 ก.พ. 67", Some(2500), "2024-02-29"),
            ("๒ มกราคม ๒๕๖๗", None, "2024-01-02"),
            ("ณ วันที่ ๒ มกราคม พ.ศ. ๒๕๖๗", None, "2024-01-02"),
            ("วันจันทร์ที่ 1 ม.ค. 2567", None, "2024-01-01"),
            ("1 ม. ค. 2567", None, "2024-01-01"),
            ("31/12/2567", None, "2024-12-31"),
            ("2567-06-30", None, "2024-06-30"),
            ("2024-06-30", None, "2024-06-30"),
            ("1-Oct-2023", None, "2023-10-01"),
            ("Jan 2, 2024", None, "2024-01-02"),
            ("29/2/2567", None, "2024-02-29"),
            ("15/01/2567 08:30", None, "2024-01-15"),
            ("2024-01-11 08:30:00", None, "2024-01-11"),
            ("15 ม.ค. 2567 เวลา 08.30 น.", None, "2024-01-15"),
        ] {
            let read = parse(text).unwrap_or_else(|| panic!("{text}"));
            let era = if century.is_some() {
                Some(super::Era::Buddhist)
            } else {
                read.era
            };
            let day = super::DateText { era, ..read }.day_of(century);
            assert_eq!(
                day.unwrap_or_else(|| panic!("{text}: {read:?}"))
                    .to_string(),
                iso,
                "{text}"
            );
        }
        assert_eq!(parse("04/05/2567").unwrap().order, Order::Ambiguous);
        assert!(parse("31/02/2567").unwrap().is_impossible());
        assert!(parse("29/2/2568").unwrap().is_impossible());
        assert!(parse("32/01/2567").unwrap().is_impossible());
        assert!(parse("0/1/2567").unwrap().is_impossible());
        let with_time = parse("15 ม.ค. 2567 เวลา 08.30 น.").unwrap();
        assert_eq!(with_time.time, Some(30_600_000));
        assert!(parse("1 ต.ค.66").unwrap().short_year);
    }

    #[test]
    fn look_alikes_are_no_dates() {
        for text in [
            "",
            "2567",
            "มิ.ย.64",
            "1/2",
            "02-590-4000",
            "1.2.66",
            "ตามเจ้าภาพกองแผนงานกำหนด",
            "23-26 พ.ย. 63",
            "1 มกราคม",
            "12 แห่ง",
            "May",
            "1/2/3",
            "99/99/2567",
        ] {
            assert!(parse(text).is_none(), "{text}: {:?}", parse(text));
        }
        assert_eq!(parse_month("มิ.ย.64"), Some((6, 64, true)));
    }
}
