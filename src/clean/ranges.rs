//! First and last day of what officers type into one cell: `23-26 พ.ย. 63`, `มิ.ย.64`, `ปีงบประมาณ 2567`.

use crate::clean::dates::{NO_SUCH_DAY, Stated};
use crate::model::grammar::period::{self, Period, Span};
use crate::model::grammar::{date, digits, month};
use crate::model::language::Text;
use crate::model::moment::{Day, days_in_month};

/// What is neither a date, a range of dates, a month nor a year.
pub(super) const NO_RANGE: Text = Text {
    th: "อ่านเป็นวันที่หรือช่วงวันที่ไม่ได้",
    en: "cannot be read as a date or a range of dates",
};
/// A range that runs backwards, or crosses the end of a year that it does not name.
const BACKWARDS: Text = Text {
    th: "สิ้นสุดก่อนวันเริ่มต้น โปรดระบุปีของวันเริ่มต้น",
    en: "ends before it begins; the year of its first day must be stated",
};

/// Signs and words between first and last day.
const BETWEEN: [&str; 6] = ["-", "–", "—", "~", "ถึง", " to "];
/// Words before the first day.
const BEFORE: [&str; 3] = ["ระหว่าง", "ตั้งแต่", "วันที่"];
/// Months of the calendar year before its fiscal year begins: October of the year before.
const FISCAL_LEAD: i32 = 3;

/// The first and last day that a text means, or why they cannot be told.
pub(super) fn read(text: &str, stated: &Stated) -> Result<(Day, Day), Text> {
    let ascii = digits::to_ascii(text);
    let text = ascii.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(read) = date::parse(&text) {
        let day = stated.day(read)?;
        return Ok((day, day));
    }
    if let Some(period) = period::parse(&text) {
        let year = period.year.filter(|_| is_certain(&period, &text));
        let year = stated.year(year.ok_or(NO_RANGE)?)?;
        return days_of(&period, period.fiscal, year).ok_or(NO_SUCH_DAY);
    }
    let mut doubt = NO_RANGE;
    for (first, last) in splits(&text) {
        match between(first, last, stated) {
            Ok(Some(days)) => return Ok(days),
            Ok(None) => {}
            Err(why) => doubt = why,
        }
    }
    Err(doubt)
}

/// Whether a period can only mean certain days. A bare number says nothing of its year; school years begin in May; quarters
/// and halves are counted from January or from October.
fn is_certain(period: &Period, text: &str) -> bool {
    match period.span {
        Span::Year => {
            let bare = text.bytes().all(|byte| byte.is_ascii_digit());
            !bare && !text.contains("การศึกษา") && (period.fiscal || !text.contains("ประจำปี"))
        }
        Span::Half | Span::Quarter => period.fiscal,
        Span::Month => !period.fiscal,
    }
}

/// First and last day of a period of a year of the common era.
pub(super) fn days_of(period: &Period, fiscal: bool, year: i32) -> Option<(Day, Day)> {
    let months = 12 / i32::try_from(period.span.in_a_year()).ok()?;
    let part = i32::try_from(period.part).ok()?;
    let lead = if fiscal { FISCAL_LEAD } else { 0 };
    let first = year * 12 + (part - 1) * months - lead;
    let last = first + months - 1;
    let of = |number: i32| (number.div_euclid(12), number.rem_euclid(12) + 1);
    let (first_year, first_month) = of(first);
    let (last_year, last_month) = of(last);
    let (first_month, last_month) = (
        u32::try_from(first_month).ok()?,
        u32::try_from(last_month).ok()?,
    );
    Some((
        Day::from_ymd(first_year, first_month, 1)?,
        Day::from_ymd(last_year, last_month, days_in_month(last_year, last_month))?,
    ))
}

/// Every way to cut a text in two at a sign or word that stands between days.
fn splits(text: &str) -> impl Iterator<Item = (&str, &str)> {
    BETWEEN.iter().flat_map(move |sign| {
        text.match_indices(sign)
            .filter_map(move |(at, sign)| Some((text.get(..at)?, text.get(at + sign.len()..)?)))
    })
}

/// A day, a day of a month, a month, or a month of a year: what stands at one end of a range.
#[derive(Clone, Copy)]
struct End {
    day: Option<u32>,
    month: Option<u32>,
    year: Option<i32>,
}

/// The days between two ends. What the first leaves out, the last one says.
fn between(first: &str, last: &str, stated: &Stated) -> Result<Option<(Day, Day)>, Text> {
    let Some(last) = end(last, stated)? else {
        return Ok(None);
    };
    let (Some(month), Some(year)) = (last.month, last.year) else {
        return Ok(None);
    };
    let Some(first) = end(first, stated)? else {
        return Ok(None);
    };
    if first.month.is_none() && last.day.is_none() {
        return Ok(None);
    }
    let from = Day::from_ymd(
        first.year.unwrap_or(year),
        first.month.unwrap_or(month),
        first.day.unwrap_or(1),
    );
    let to = Day::from_ymd(
        year,
        month,
        last.day.unwrap_or_else(|| days_in_month(year, month)),
    );
    let (from, to) = from.zip(to).ok_or(NO_SUCH_DAY)?;
    if to < from {
        return Err(BACKWARDS);
    }
    Ok(Some((from, to)))
}

fn end(text: &str, stated: &Stated) -> Result<Option<End>, Text> {
    let mut text = text.trim();
    for word in BEFORE {
        text = text.strip_prefix(word).unwrap_or(text).trim_start();
    }
    if let Some(read) = date::parse(text) {
        let (year, month, day) = stated.day(read)?.ymd();
        return Ok(Some(End {
            day: Some(day),
            month: Some(month),
            year: i32::try_from(year).ok(),
        }));
    }
    let width = text
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, rest) = text.split_at(width);
    let day = match (number.len(), number.parse::<u32>()) {
        (0, _) => None,
        (1..=2, Ok(day)) => Some(day),
        _ => return Ok(None),
    };
    let rest = rest.trim();
    let rest = rest.strip_prefix("เดือน").unwrap_or(rest).trim_start();
    if rest.is_empty() {
        return Ok(day.map(|day| End {
            day: Some(day),
            month: None,
            year: None,
        }));
    }
    let Some((month, behind, _)) = month::month_name(rest) else {
        return Ok(None);
    };
    if behind.trim_matches([' ', '.']).is_empty() {
        return Ok(Some(End {
            day,
            month: Some(month),
            year: None,
        }));
    }
    // With a day and a year it would have been a date.
    let Some((month, year, _)) = date::parse_month(rest).filter(|_| day.is_none()) else {
        return Ok(None);
    };
    Ok(Some(End {
        day: None,
        month: Some(month),
        year: Some(stated.year(year)?),
    }))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::clean::dates::Stated;
    use crate::model::plan::StepCall;

    fn stated() -> Stated {
        let call = StepCall::new("date-range")
            .with("era", "buddhist")
            .with("century", 2500);
        Stated::of(&call).unwrap_or_default()
    }

    #[test]
    fn ranges_of_officers_are_read() {
        for (text, first, last) in [
            ("23-26 พ.ย. 63", "2020-11-23", "2020-11-26"),
            ("๒๓ – ๒๖ พ.ย. ๖๓", "2020-11-23", "2020-11-26"),
            ("1 ต.ค. 66 - 31 ธ.ค. 66", "2023-10-01", "2023-12-31"),
            ("1 ต.ค. - 31 ธ.ค. 2566", "2023-10-01", "2023-12-31"),
            ("28 ธ.ค. 66 ถึง 3 ม.ค. 67", "2023-12-28", "2024-01-03"),
            ("31/12/2566-1/1/2567", "2023-12-31", "2024-01-01"),
            ("ต.ค. 66 - ก.พ. 67", "2023-10-01", "2024-02-29"),
            ("ต.ค. - ธ.ค. 66", "2023-10-01", "2023-12-31"),
            ("5 ก.พ. 67", "2024-02-05", "2024-02-05"),
            ("มิ.ย.64", "2021-06-01", "2021-06-30"),
            ("กุมภาพันธ์ 2567", "2024-02-01", "2024-02-29"),
            ("ปีงบประมาณ ๒๕๖๗", "2023-10-01", "2024-09-30"),
            ("ปี พ.ศ. 2567", "2024-01-01", "2024-12-31"),
            ("ไตรมาส 2 ปีงบประมาณ 2567", "2024-01-01", "2024-03-31"),
            ("ระหว่างวันที่ 1-5 มี.ค. 67", "2024-03-01", "2024-03-05"),
        ] {
            let days =
                read(text, &stated()).map(|(first, last)| (first.to_string(), last.to_string()));
            assert_eq!(days, Ok((first.to_owned(), last.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_needs_a_guess_is_refused() {
        for text in [
            "",
            "2567",
            "ปีการศึกษา 2567",
            "ไตรมาส 1/2567",
            "28 ธ.ค. - 3 ม.ค. 67",
            "30-31 ก.พ. 67",
            "ตามเจ้าภาพกองแผนงานกำหนด",
            "ตั้งแต่ 1 ต.ค. 66",
            "10-20",
            "1/2/2567",
            "5-7",
            "23-26 พ.ย.",
        ] {
            assert!(read(text, &stated()).is_err(), "{text}");
        }
        assert!(read("23-26 พ.ย. 63", &Stated::default()).is_err());
    }
}
