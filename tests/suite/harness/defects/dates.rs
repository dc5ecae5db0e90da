//! Faults of dates and periods.

use rust_xlsxwriter::Format;
use sheetpress::model::grammar::label;

use super::room::{all_cells, expect, is_untouched, retype, some_cells, untouched};
use super::{Defect, Expected};
use crate::harness::book::{Book, Kind, Typed};
use crate::harness::dice::Dice;

pub(crate) const DEFECTS: &[Defect] = &[
    Defect {
        name: "quarters among years",
        put: quarters,
    },
    Defect {
        name: "words for fiscal years",
        put: fiscal_years,
    },
    Defect {
        name: "a small number shown as a date",
        put: january_1900,
    },
    Defect {
        name: "a date of another century",
        put: far_future,
    },
    Defect {
        name: "times among days",
        put: times,
    },
    Defect {
        name: "dates of eight digits",
        put: eight_digits,
    },
    Defect {
        name: "a year missing in a series",
        put: missing_year,
    },
    Defect {
        name: "a year twice in a series",
        put: double_year,
    },
];

fn quarters(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Year], dice)?;
    let cells = some_cells(tab, column, 2, dice);
    let rules = ["mixed-types", "mixed-granularity"];
    retype(book, &cells, &rules, |typed| match typed {
        Typed::Number(year) => Some(Typed::Text(format!("Q{}/{year}", dice.within(1, 4)))),
        _ => None,
    })
}

fn fiscal_years(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Year], dice)?;
    let cells = all_cells(tab, column);
    retype(book, &cells, &["fiscal-year"], |typed| match typed {
        Typed::Number(year) => Some(Typed::Text(format!("ปีงบประมาณ {year}"))),
        _ => None,
    })
}

fn january_1900(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Date], dice)?;
    let cells = some_cells(tab, column, 1, dice);
    let day = u8::try_from(dice.within(1, 31)).unwrap();
    retype(book, &cells, &["excel-1900-bug"], |_| {
        Some(Typed::Date(1900, 1, day))
    })
}

fn far_future(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Date], dice)?;
    let cells = some_cells(tab, column, 2, dice);
    retype(book, &cells, &["out-of-range-date"], |typed| match typed {
        Typed::Date(year, month, day) => Some(Typed::Date(year + 218, *month, *day)),
        _ => None,
    })
}

fn times(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Date], dice)?;
    let cells = some_cells(tab, column, 3, dice);
    let format = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    for cell in &cells {
        tab.formats.insert(*cell, format.clone());
    }
    Some(expect(book, &["date-vs-datetime"], &cells))
}

fn eight_digits(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let column = untouched(tab, &[Kind::Date], dice)?;
    if !label::is_date(&tab.columns[column].label) {
        return None;
    }
    let cells = all_cells(tab, column);
    retype(
        book,
        &cells,
        &["numeric-date-format"],
        |typed| match typed {
            Typed::Date(year, month, day) => {
                let number = u32::from(*year) * 10_000 + u32::from(*month) * 100 + u32::from(*day);
                Some(Typed::Number(f64::from(number)))
            }
            _ => None,
        },
    )
}

fn missing_year(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    // The years before the gap begin one earlier, so that none lies in the future.
    shift_years(book, dice, |at, gap| if at < gap { -1.0 } else { 0.0 })
}

fn double_year(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    shift_years(book, dice, |at, gap| if at < gap { 0.0 } else { -1.0 })
}

/// Moves the years of a time series from one record on.
fn shift_years(book: &mut Book, dice: &mut Dice, by: fn(u32, u32) -> f64) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let is_number = |kind| matches!(kind, Kind::Count | Kind::Amount | Kind::Percent);
    let is_series = tab.columns.first()?.kind == Kind::Year
        && tab.columns[1..].iter().all(|column| is_number(column.kind))
        && is_untouched(tab, 0);
    if !is_series {
        return None;
    }
    let from = dice.within(2, tab.records - 3);
    for record in 0..tab.records {
        let cell = tab.at(record, 0);
        let year = tab.number(cell) + by(record, from);
        tab.set(cell, Typed::Number(year));
    }
    let cell = tab.at(from, 0);
    Some(expect(book, &["gap-or-duplicate-period"], &[cell]))
}
