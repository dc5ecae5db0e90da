//! Faults of cells that the six criteria are about: types, dates, names and merges of columns.

use sheetpress::model::address::Range;

use super::room::{all_cells, expect, is_untouched, retype, reword, some_cells, untouched};
use super::{Defect, Expected};
use crate::harness::book::{Book, Kind, Typed};
use crate::harness::dice::Dice;

pub(crate) const DEFECTS: &[Defect] = &[
    Defect {
        name: "a column without a name",
        put: blank_header,
    },
    Defect {
        name: "two columns of one name",
        put: duplicate_header,
    },
    Defect {
        name: "words among numbers",
        put: words_among_numbers,
    },
    Defect {
        name: "words among dates",
        put: words_among_dates,
    },
    Defect {
        name: "numbers typed as text",
        put: numbers_as_text,
    },
    Defect {
        name: "commas for thousands",
        put: thousands,
    },
    Defect {
        name: "units in cells",
        put: units,
    },
    Defect {
        name: "Thai digits",
        put: thai_digits,
    },
    Defect {
        name: "a mark for missing numbers",
        put: missing_numbers,
    },
    Defect {
        name: "words for missing categories",
        put: missing_categories,
    },
    Defect {
        name: "error values",
        put: error_values,
    },
    Defect {
        name: "dates typed as text",
        put: dates_as_text,
    },
    Defect {
        name: "a column of Thai dates",
        put: thai_dates,
    },
    Defect {
        name: "days and months that may be swapped",
        put: ambiguous_dates,
    },
    Defect {
        name: "a column of Buddhist dates",
        put: buddhist_dates,
    },
    Defect {
        name: "Buddhist dates among Christian ones",
        put: mixed_calendars,
    },
    Defect {
        name: "years of two digits",
        put: short_years,
    },
    Defect {
        name: "31 February",
        put: impossible_dates,
    },
    Defect {
        name: "two merged records",
        put: merged_records,
    },
];

const MONTHS: [&str; 12] = [
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
];

fn blank_header(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    // Codes need their name to be known as codes.
    let kinds = [
        Kind::Count,
        Kind::Amount,
        Kind::Percent,
        Kind::Category,
        Kind::Words,
        Kind::Prose,
        Kind::Date,
        Kind::YesNo,
        Kind::Year,
    ];
    let column = untouched(tab, &kinds, dice)?;
    let cell = tab.header(column);
    tab.clear(cell);
    Some(expect(book, &["blank-header"], &[cell]))
}

fn duplicate_header(book: &mut Book, _dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let alike = [
        &[Kind::Count, Kind::Amount][..],
        &[Kind::Words, Kind::Category, Kind::Prose],
        &[Kind::YesNo],
    ];
    let (first, second) = alike.into_iter().find_map(|kinds| {
        let mut columns = tab.of(kinds).into_iter();
        let columns = (columns.next()?, columns.next()?);
        (is_untouched(tab, columns.0) && is_untouched(tab, columns.1)).then_some(columns)
    })?;
    let label = tab.columns[first].label.clone();
    let cell = tab.header(second);
    tab.set_text(cell, label);
    Some(expect(book, &["duplicate-header"], &[cell]))
}

fn words_among_numbers(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let kinds = [Kind::Count, Kind::Amount, Kind::Percent];
    reword(book, dice, &kinds, &["mixed-types"], |_, _| {
        Some("ยังไม่ส่ง".to_owned())
    })
}

/// Types a few days of a column of dates anew.
fn redate(
    book: &mut Book,
    dice: &mut Dice,
    rules: &[&'static str],
    typed: fn(u16, u8, u8) -> Typed,
) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Date], dice)?;
    let cells = some_cells(tab, column, 2, dice);
    retype(book, &cells, rules, |was| match was {
        Typed::Date(year, month, day) => Some(typed(*year, *month, *day)),
        _ => None,
    })
}

/// Types all days of a column of dates anew.
fn redate_all(
    book: &mut Book,
    dice: &mut Dice,
    rules: &[&'static str],
    typed: fn(u16, u8, u8) -> Typed,
) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Date], dice)?;
    let cells = all_cells(tab, column);
    retype(book, &cells, rules, |was| match was {
        Typed::Date(year, month, day) => Some(typed(*year, *month, *day)),
        _ => None,
    })
}

fn words_among_dates(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    redate(book, dice, &["mixed-types"], |_, _, _| {
        Typed::Text("รอกำหนด".to_owned())
    })
}

fn numbers_as_text(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let kinds = [Kind::Count, Kind::Amount];
    reword(book, dice, &kinds, &["number-as-text"], |number, _| {
        Some(number.to_string())
    })
}

fn thousands(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let kinds = [Kind::Count, Kind::Amount];
    reword(book, dice, &kinds, &["thousands-separator"], |_, dice| {
        Some(format!("{},{}", dice.within(1, 9), dice.within(100, 999)))
    })
}

fn units(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    reword(
        book,
        dice,
        &[Kind::Count],
        &["unit-in-cell"],
        |number, _| Some(format!("{number} คน")),
    )
}

fn thai_digits(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    reword(book, dice, &[Kind::Count], &["thai-digits"], |number, _| {
        let thai = |letter: char| match letter.to_digit(10) {
            Some(digit) => char::from_u32(u32::from('๐') + digit).unwrap(),
            None => letter,
        };
        Some(number.to_string().chars().map(thai).collect())
    })
}

fn missing_numbers(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let kinds = [Kind::Count, Kind::Amount, Kind::Percent];
    reword(book, dice, &kinds, &["placeholder"], |_, _| {
        Some("N/A".to_owned())
    })
}

fn missing_categories(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Category], dice)?;
    let cells = some_cells(tab, column, 2, dice);
    retype(book, &cells, &["placeholder"], |_| {
        Some(Typed::Text("ไม่ระบุ".to_owned()))
    })
}

fn error_values(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let kinds = [Kind::Count, Kind::Amount, Kind::Percent];
    reword(book, dice, &kinds, &["error-value"], |_, dice| {
        Some((*dice.pick(&["#REF!", "#DIV/0!", "#VALUE!"])).to_owned())
    })
}

fn dates_as_text(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    redate(book, dice, &["date-as-text"], |year, month, day| {
        Typed::Text(format!("{year:04}-{month:02}-{day:02}"))
    })
}

fn thai_dates(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let rules = ["date-as-text", "buddhist-era-date"];
    redate_all(book, dice, &rules, |year, month, day| {
        let month = MONTHS[usize::from(month) - 1];
        Typed::Text(format!("{day} {month} {}", year + 543))
    })
}

fn ambiguous_dates(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let rules = ["date-as-text", "ambiguous-day-month"];
    redate_all(book, dice, &rules, |year, month, day| {
        let day = 1 + day % 12;
        let day = if day == month { 1 + day % 12 } else { day };
        Typed::Text(format!("{day:02}/{month:02}/{year}"))
    })
}

fn buddhist_dates(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    redate_all(book, dice, &["buddhist-era-date"], |year, month, day| {
        Typed::Date(year + 543, month, day)
    })
}

fn mixed_calendars(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let rules = ["buddhist-era-date", "mixed-calendar"];
    redate(book, dice, &rules, |year, month, day| {
        Typed::Date(year + 543, month, day)
    })
}

fn short_years(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let rules = ["date-as-text", "two-digit-year"];
    redate(book, dice, &rules, |year, month, day| {
        let month = MONTHS[usize::from(month) - 1];
        Typed::Text(format!("{day} {month} {}", (year + 543) % 100))
    })
}

fn impossible_dates(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let rules = ["date-as-text", "invalid-date"];
    redate(book, dice, &rules, |year, _, _| {
        Typed::Text(format!("31/02/{year}"))
    })
}

fn merged_records(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Category], dice)?;
    let record = dice.within(1, tab.records - 2);
    let merge = Range::new(tab.at(record, column), tab.at(record + 1, column));
    tab.clear(merge.last);
    tab.merges.push(merge);
    Some(vec![Expected::at(book, "merged-body", [merge])])
}
