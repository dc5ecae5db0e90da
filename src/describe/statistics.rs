//! How the values of columns lie: exact figures over every record, not a sample.

use crate::model::cell::{Cell, Value};
use crate::model::column::Column;
use crate::model::detail::Distribution;
use crate::model::grammar::class::Class;
use crate::model::grammar::{date, number};
use crate::model::layout::{FieldLayout, Layout};
use crate::model::moment::Day;
use crate::model::workbook::Workbook;

/// Bins of a histogram.
const BINS: u32 = 12;
/// Distinct values of a column of categories, at most.
const CATEGORIES: usize = 50;
/// Categories that are named.
const NAMED: usize = 8;

/// The distribution of each column of a table. Keeps 8 bytes a record of one column at a time.
pub fn distributions(workbook: &Workbook, layout: &Layout) -> Vec<Distribution> {
    let Some(sheet) = workbook.sheets.get(layout.sheet) else {
        return Vec::new();
    };
    let records = layout.records();
    let of = |field: &FieldLayout| {
        let column = sheet.columns.get(field.column as usize);
        column.map_or(Distribution::Empty, |column| {
            distribution(workbook, column, &records, field)
        })
    };
    layout.fields.iter().map(of).collect()
}

fn distribution(
    workbook: &Workbook,
    column: &Column,
    records: &[(u32, u32)],
    field: &FieldLayout,
) -> Distribution {
    let profile = &field.profile;
    let half = profile.values().div_ceil(2);
    if half == 0 {
        return Distribution::Empty;
    }
    let collect = |pick: &dyn Fn(Cell) -> Option<f64>| {
        let mut values = Vec::new();
        for (first, last) in records {
            column.for_each(*first, *last, |_, cell| values.extend(pick(cell)));
        }
        values.sort_unstable_by(f64::total_cmp);
        values
    };
    if !field.code && profile.codes == 0 && profile.all_numbers() >= half {
        return numbers(&collect(&|cell| number_of(workbook, cell)));
    }
    if profile.all_dates() >= half {
        return days(&collect(&|cell| day_of(workbook, cell)));
    }
    texts(workbook, column, records)
}

/// A number, also one that is typed as text.
fn number_of(workbook: &Workbook, cell: Cell) -> Option<f64> {
    match cell.value() {
        Value::Number(number) => Some(number.to_f64()),
        Value::Text(id) if workbook.strings.class(id).has(Class::NUMBER) => {
            let read = number::parse(workbook.strings.get(id).trim())?;
            Some(read.number.to_f64())
        }
        _ => None,
    }
}

/// A day's number, also of a date that is typed as text and leaves no doubt.
fn day_of(workbook: &Workbook, cell: Cell) -> Option<f64> {
    let day = match cell.value() {
        Value::Moment(moment) => moment.day(),
        Value::Text(id) if workbook.strings.class(id).has(Class::DATE) => {
            date::parse(workbook.strings.get(id).trim())?.day_of(None)
        }
        _ => None,
    };
    day.map(|day| f64::from(day.number()))
}

fn numbers(sorted: &[f64]) -> Distribution {
    let (Some(first), Some(last)) = (sorted.first(), sorted.last()) else {
        return Distribution::Empty;
    };
    Distribution::Numbers {
        spread: [*first, median(sorted), mean(sorted), *last],
        bins: bins(sorted),
    }
}

fn days(sorted: &[f64]) -> Distribution {
    let (Some(first), Some(last)) = (sorted.first(), sorted.last()) else {
        return Distribution::Empty;
    };
    Distribution::Days {
        ends: [iso(*first), iso(*last)],
        bins: bins(sorted),
    }
}

fn median(sorted: &[f64]) -> f64 {
    let middle = sorted.len() / 2;
    match (sorted.get(middle), middle.checked_sub(1)) {
        (Some(high), Some(below)) if sorted.len().is_multiple_of(2) => {
            f64::midpoint(sorted[below], *high)
        }
        (Some(high), _) => *high,
        (None, _) => 0.0,
    }
}

/// The mean, taken step by step so that a sum of large numbers cannot overflow.
fn mean(values: &[f64]) -> f64 {
    let mut count = 0.0;
    values.iter().fold(0.0, |mean, value| {
        count += 1.0;
        mean + (value - mean) / count
    })
}

/// Counts sorted values in bins of one width. Few whole numbers get a bin each.
fn bins(sorted: &[f64]) -> Vec<u64> {
    let (Some(first), Some(last)) = (sorted.first(), sorted.last()) else {
        return Vec::new();
    };
    let span = last - first;
    let few = span < f64::from(BINS) && sorted.iter().all(|value| value.fract() == 0.0);
    let count = if few {
        (1..=BINS).find(|count| f64::from(*count) > span)
    } else {
        Some(BINS)
    };
    let count = count.unwrap_or(BINS);
    let width = if few { 1.0 } else { span / f64::from(count) };
    let mut bins = Vec::new();
    let mut rest = sorted;
    for number in 1..count {
        let end = first + width * f64::from(number);
        let here = rest.partition_point(|value| *value < end);
        bins.push(here as u64);
        rest = &rest[here..];
    }
    bins.push(rest.len() as u64);
    bins
}

fn texts(workbook: &Workbook, column: &Column, records: &[(u32, u32)]) -> Distribution {
    let none = Class::BLANK.and(Class::PLACEHOLDER).and(Class::ERROR);
    let is_value = |cell: Cell| match cell.value() {
        Value::Text(id) => !workbook.strings.class(id).has(none),
        Value::Error(_) => false,
        _ => true,
    };
    let mut cells = Vec::new();
    for (first, last) in records {
        column.for_each(*first, *last, |_, cell| {
            cells.extend(Some(cell).filter(|cell| is_value(*cell)));
        });
    }
    // Equal texts are equal cells, because a text is kept once.
    cells.sort_unstable_by_key(|cell| cell.bits());
    let distinct = cells.chunk_by(|a, b| a == b).count();
    // Values of which none stands twice name things; they are no categories.
    if distinct > CATEGORIES || (distinct == cells.len() && distinct > NAMED) {
        return Distribution::Texts {
            distinct: distinct as u64,
        };
    }
    let mut top: Vec<(String, u64)> = cells
        .chunk_by(|a, b| a == b)
        .map(|same| {
            (
                same[0].value().to_text(&workbook.strings),
                same.len() as u64,
            )
        })
        .collect();
    top.sort_by(|(a, more), (b, less)| less.cmp(more).then_with(|| a.cmp(b)));
    let others = top.iter().skip(NAMED).map(|(_, count)| count).sum();
    top.truncate(NAMED);
    Distribution::Categories {
        distinct: distinct as u64,
        top,
        others,
    }
}

fn iso(number: f64) -> String {
    // Days are whole numbers up to four million: the cast keeps them.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a day's number came from a u32"
    )]
    let (year, month, day) = Day::from_number(number as u32).map_or((0, 0, 0), Day::ymd);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::{bins, mean, median};

    #[test]
    fn every_value_is_in_one_bin() {
        for values in [
            vec![1.0],
            vec![1.0, 2.0, 2.0, 5.0],
            vec![0.5, 0.5, 0.5],
            vec![-3.0, 0.0, 1e6],
            (0..1000).map(f64::from).collect(),
        ] {
            let bins = bins(&values);
            assert_eq!(bins.iter().sum::<u64>(), values.len() as u64, "{values:?}");
        }
        assert_eq!(bins(&[1.0, 2.0, 2.0, 5.0]), [1, 2, 0, 0, 1]);
        let even: Vec<f64> = (0..24).map(f64::from).collect();
        assert_eq!(bins(&even), [2; 12]);
    }

    #[test]
    fn middle_and_mean_are_exact() {
        assert!((median(&[1.0, 2.0, 9.0]) - 2.0).abs() < 1e-12);
        assert!((median(&[1.0, 2.0, 4.0, 9.0]) - 3.0).abs() < 1e-12);
        assert!((mean(&[1.0, 2.0, 9.0]) - 4.0).abs() < 1e-12);
        assert!(mean(&[f64::MAX, f64::MAX]).is_finite());
    }
}
