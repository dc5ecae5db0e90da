//! Periods that tables count by: a year, half a year, a quarter or a month, with its year or without.

use crate::model::grammar::date::{BUDDHIST_OFFSET, BUDDHIST_YEARS};
use crate::model::grammar::digits;
use crate::model::grammar::month::month_name;

/// Longest text that can be a period, in bytes: "ไตรมาสที่ ๑ ปีงบประมาณ พ.ศ. ๒๕๖๗".
const LONGEST: usize = 96;

/// Signs that stand between the part of a year and the year.
const BETWEEN: [char; 8] = [' ', '/', '-', '.', ',', '(', ')', '\u{a0}'];

/// Words before a year, and whether they make it one of the budget.
const WORDS: [(&str, bool); 14] = [
    ("ปีงบประมาณ", true),
    ("งบประมาณ", true),
    ("ปีงบ", true),
    ("fiscal year", true),
    ("fy", true),
    ("ปีการศึกษา", false),
    ("ประจำปี", false),
    ("พุทธศักราช", false),
    ("พ.ศ.", false),
    ("พ.ศ", false),
    ("พศ", false),
    ("ค.ศ.", false),
    ("year", false),
    ("ปี", false),
];

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Span {
    /// A year.
    Year,
    /// Half a year.
    Half,
    /// Three months.
    Quarter,
    /// A month.
    Month,
}

impl Span {
    /// How many of them a year has.
    pub fn in_a_year(self) -> u32 {
        match self {
            Self::Year => 1,
            Self::Half => 2,
            Self::Quarter => 4,
            Self::Month => 12,
        }
    }
}

/// A period as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// How long it is.
    pub span: Span,
    /// Which of the year's it is, from 1 on.
    pub part: u32,
    /// Its year as typed, of two or four digits, where it has one.
    pub year: Option<u32>,
    /// A word says that the year is one of the budget: October to September.
    pub fiscal: bool,
}

impl Period {
    /// A number that is one more for the next period; none without a year.
    pub fn index(&self) -> Option<i64> {
        let year = self.year?;
        let year = if BUDDHIST_YEARS.contains(&year) {
            year - BUDDHIST_OFFSET
        } else {
            year
        };
        Some(i64::from(year * self.span.in_a_year() + self.part - 1))
    }
}

/// Whether a number can be a year of the Christian or the Buddhist era.
pub fn is_year(year: u32) -> bool {
    (1900..=2100).contains(&year) || (2440..=2640).contains(&year)
}

/// Reads a whole text as a period. A number alone is a year.
pub fn parse(text: &str) -> Option<Period> {
    if text.len() > LONGEST {
        return None;
    }
    let ascii = digits::to_ascii(text.trim()).to_lowercase();
    half(&ascii)
        .or_else(|| quarter(&ascii))
        .or_else(|| month(&ascii))
        .or_else(|| year(&ascii))
}

fn year(text: &str) -> Option<Period> {
    let (rest, worded, fiscal) = without_words(text);
    let (year, width) = number(rest)?;
    let fits = match width {
        4 => is_year(year),
        2 => worded,
        _ => false,
    };
    fits.then_some(Period {
        span: Span::Year,
        part: 1,
        year: Some(year),
        fiscal,
    })
}

fn half(text: &str) -> Option<Period> {
    let (part, rest) = if let Some(rest) = text.strip_prefix("ครึ่งปีแรก") {
        (1, rest)
    } else if let Some(rest) = text.strip_prefix("ครึ่งปีหลัง") {
        (2, rest)
    } else {
        part(text.strip_prefix('h')?, 2)?
    };
    of(Span::Half, part, rest)
}

fn quarter(text: &str) -> Option<Period> {
    for word in ["ไตรมาสที่", "ไตรมาส", "quarter", "q"] {
        if let Some(rest) = text.strip_prefix(word) {
            let (part, rest) = part(rest, 4)?;
            return of(Span::Quarter, part, rest);
        }
    }
    // "1q67", "2024q1".
    let (before, after) = text.split_once('q')?;
    let before = before.trim_end_matches(BETWEEN);
    if let Some((part, "")) = part(before, 4) {
        return of(Span::Quarter, part, after);
    }
    match part(after, 4)? {
        (part, "") => of(Span::Quarter, part, before).filter(|period| period.year.is_some()),
        _ => None,
    }
}

fn month(text: &str) -> Option<Period> {
    if let Some((year, month)) = text.split_once('-')
        && let (Some((year, 4)), Some((month, 2))) = (number(year), number(month))
    {
        return (is_year(year) && (1..=12).contains(&month)).then_some(Period {
            span: Span::Month,
            part: month,
            year: Some(year),
            fiscal: false,
        });
    }
    let text = text.strip_prefix("เดือน").unwrap_or(text).trim_start();
    let (month, rest, _) = month_name(text)?;
    of(Span::Month, month, rest)
}

/// A part of a year with what stands behind it: nothing, or its year.
fn of(span: Span, part: u32, rest: &str) -> Option<Period> {
    let rest = rest.trim_matches(BETWEEN);
    let (rest, worded, fiscal) = without_words(rest);
    let rest = rest.trim_matches(BETWEEN);
    let period = Period {
        span,
        part,
        year: None,
        fiscal,
    };
    if rest.is_empty() {
        return (!worded).then_some(period);
    }
    let (year, width) = number(rest)?;
    let fits = width == 2 || (width == 4 && is_year(year));
    fits.then_some(Period {
        year: Some(year),
        ..period
    })
}

/// A leading digit of 1 to `most` that no further digit follows, and what does.
fn part(text: &str, most: u32) -> Option<(u32, &str)> {
    let text = text.trim_start();
    let digit = text.chars().next()?.to_digit(10)?;
    let rest = text.get(1..)?;
    let goes_on = rest
        .chars()
        .next()
        .is_some_and(|next| next.is_ascii_digit());
    ((1..=most).contains(&digit) && !goes_on).then_some((digit, rest))
}

/// Takes the words off the front: what is left, whether there was one, whether one was of the budget.
fn without_words(text: &str) -> (&str, bool, bool) {
    let (mut rest, mut worded, mut fiscal) = (text, false, false);
    while let Some((word, of_budget)) = WORDS.iter().find(|(word, _)| rest.starts_with(*word)) {
        rest = rest.get(word.len()..).unwrap_or("").trim_start();
        worded = true;
        fiscal |= *of_budget;
    }
    (rest, worded, fiscal)
}

/// Digits and nothing else: their value and number.
fn number(text: &str) -> Option<(u32, usize)> {
    let plain = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok().map(|value| (value, text.len())))?
}

#[cfg(test)]
mod tests {
    use super::{Span, parse};

    #[test]
    fn officers_periods_are_read() {
        for (text, span, part, year, fiscal) in [
            ("2567", Span::Year, 1, Some(2567), false),
            ("ปี ๒๕๖๗", Span::Year, 1, Some(2567), false),
            ("พ.ศ. 2567", Span::Year, 1, Some(2567), false),
            ("ปีงบประมาณ พ.ศ. 2567", Span::Year, 1, Some(2567), true),
            ("ปีงบประมาณ 67", Span::Year, 1, Some(67), true),
            ("FY2024", Span::Year, 1, Some(2024), true),
            ("Q1/2567", Span::Quarter, 1, Some(2567), false),
            (
                "ไตรมาสที่ 3 ปีงบประมาณ 2567",
                Span::Quarter,
                3,
                Some(2567),
                true,
            ),
            ("ไตรมาส 2", Span::Quarter, 2, None, false),
            ("1Q67", Span::Quarter, 1, Some(67), false),
            ("2024-Q4", Span::Quarter, 4, Some(2024), false),
            ("ครึ่งปีแรก 2567", Span::Half, 1, Some(2567), false),
            ("ม.ค. 67", Span::Month, 1, Some(67), false),
            ("เดือนธันวาคม พ.ศ. 2567", Span::Month, 12, Some(2567), false),
            ("Sep-24", Span::Month, 9, Some(24), false),
            ("มีนาคม", Span::Month, 3, None, false),
            ("2024-05", Span::Month, 5, Some(2024), false),
        ] {
            let read = parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (read.span, read.part, read.year, read.fiscal),
                (span, part, year, fiscal),
                "{text}"
            );
        }
    }

    #[test]
    fn look_alikes_are_no_periods() {
        for text in [
            "",
            "ปี",
            "67",
            "1500",
            "3000",
            "Q5",
            "Q12",
            "q",
            "h",
            "ไตรมาส",
            "1/2567",
            "มีนบุรี",
            "2567-2568",
            "May 2",
            "hospital",
            "2567-06-30",
            "ปีงบประมาณ",
            "จำนวน 2567",
        ] {
            assert!(parse(text).is_none(), "{text}: {:?}", parse(text));
        }
    }

    #[test]
    fn the_next_period_is_one_more() {
        let index = |text: &str| parse(text).unwrap().index();
        assert_eq!(index("ธ.ค. 2566").map(|at| at + 1), index("ม.ค. 2567"));
        assert_eq!(index("Q4/2566").map(|at| at + 1), index("Q1/2567"));
        assert_eq!(index("2567"), index("2024"));
        assert_eq!(index("ม.ค."), None);
    }
}
