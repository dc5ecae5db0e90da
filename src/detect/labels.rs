//! Numbers in a header: years and runs that name columns, and the row that counts the columns.

use crate::detect::grid::{Grid, Kind};
use crate::model::cell::Value;

/// Numbers that are labels: years or an even sequence across, in a row that words complete.
pub(super) fn are_labels(
    grid: &Grid<'_>,
    row: u32,
    columns: (u32, u32),
    typed: &[(u32, Kind)],
    below_header: bool,
) -> bool {
    let mut numbers = Vec::new();
    for column in grid.row_within(row, columns) {
        match grid.cell(row, column).value() {
            Value::Number(number) => numbers.push(number.to_integer()),
            Value::Text(id)
                if grid
                    .class(id)
                    .has(crate::model::grammar::class::Class::NUMBER) =>
            {
                let text = grid.strings.get(id);
                numbers.push(
                    crate::model::grammar::number::parse(text)
                        .and_then(|read| read.number.to_integer()),
                );
            }
            _ => {}
        }
    }
    let years: Option<Vec<i64>> = numbers.into_iter().collect();
    let Some(years) = years else { return false };
    let run = years.len() >= 2
        && years.iter().all(in_band)
        && years.windows(2).all(|pair| pair[0] != pair[1]);
    // The values under them must not be years themselves.
    let under = typed.iter().filter(|(column, _)| {
        let numbers: Vec<i64> = (row + 1..row + 7)
            .filter_map(|below| match grid.cell(below, *column).value() {
                Value::Number(number) => Some(number.to_integer().unwrap_or_default()),
                _ => None,
            })
            .collect();
        // One number of a thousand may fall into the band by chance, not all of them.
        !numbers.is_empty() && numbers.iter().all(in_band)
    });
    if run && under.count() * 2 < typed.len().max(1) && (below_header || years.len() >= 2) {
        return true;
    }
    // Days of a month, points of a scale: a run of numbers behind a word, over a row that is no such run.
    let steps = |numbers: &[i64], step: i64| {
        numbers.len() >= 3 && numbers.windows(2).all(|pair| pair[1] - pair[0] == step)
    };
    let corner = grid.kind_at(row, columns.0) == Kind::Text;
    let below: Vec<i64> = grid
        .row_within(row + 1, columns)
        .filter_map(|column| match grid.cell(row + 1, column).value() {
            Value::Number(number) => number.to_integer(),
            _ => None,
        })
        .collect();
    let is_run = |numbers: &[i64]| steps(numbers, 1) || steps(numbers, -1);
    corner && is_run(&years) && !is_run(&below)
}

/// `1 2 3 …` or `(1) (2) (3) …` across.
pub(super) fn is_number_row(grid: &Grid<'_>, row: u32, columns: (u32, u32)) -> bool {
    let texts: Vec<String> = grid
        .row_within(row, columns)
        .map(|column| grid.text(row, column))
        .collect();
    let width = (columns.1 - columns.0 + 1) as usize;
    let numbers: Option<Vec<i64>> = texts
        .iter()
        .map(|text| {
            let ascii = crate::model::grammar::digits::to_ascii(text.trim());
            // "(5)=(4)/(3)" is the number of a column that is computed from others.
            let number = ascii.split('=').next().unwrap_or_default();
            number.trim_matches(['(', ')', '[', ']', ' ']).parse().ok()
        })
        .collect();
    let Some(numbers) = numbers else { return false };
    let counts = numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
        && numbers.first().is_some_and(|first| *first <= 2);
    // Plain numbers in a row may be data; in brackets they are not.
    let bracketed = texts
        .iter()
        .all(|text| text.trim_start().starts_with(['(', '[']));
    // A number in a column of words is none of its values.
    let among_words = grid.row_within(row, columns).any(|column| {
        let below = (row + 1..row + 6).filter(|below| grid.kind_at(*below, column) == Kind::Text);
        below.count() >= 2
    });
    // Under four names 1 2 3 4 may be a record; under six nobody counts that far by chance.
    let enough = if bracketed || among_words { 2 } else { 6 };
    // A column of names behind the numbers may stay uncounted.
    let most = if bracketed {
        numbers.len() * 3 >= width * 2
    } else {
        numbers.len() * 5 >= width * 4
    };
    counts && most && numbers.len() >= enough
}

/// A year of either era, as tables of today have it.
fn in_band(year: &i64) -> bool {
    (1900..=2100).contains(year) || (2440..=2640).contains(year)
}

/// Whether a word stands before nothing but years.
pub(super) fn are_years(grid: &Grid<'_>, row: u32, columns: (u32, u32)) -> bool {
    let is_year = |column: u32| match grid.cell(row, column).value() {
        Value::Number(number) => number.to_integer().is_some_and(|it| in_band(&it)),
        _ => false,
    };
    // The name of the rows may stand again behind the years.
    let last = columns.1 - u32::from(grid.kind_at(row, columns.1) == Kind::Text);
    grid.kind_at(row, columns.0) == Kind::Text
        && last > columns.0
        && (columns.0 + 1..=last).all(is_year)
}

/// A single year over columns that the next row goes on to name: the year of all of them.
pub(super) fn is_lone_year(
    grid: &Grid<'_>,
    row: u32,
    columns: (u32, u32),
    typed: &[(u32, Kind)],
) -> bool {
    let is_value = |row: u32, column: u32| typed.contains(&(column, grid.kind_at(row, column)));
    let years: Vec<u32> = grid
        .row_within(row, columns)
        .filter(|column| is_value(row, *column))
        .collect();
    let [column] = years.as_slice() else {
        return false;
    };
    let year = grid.text(row, *column);
    let year = crate::model::grammar::digits::to_ascii(year.trim());
    let is_year = year.parse::<i64>().is_ok_and(|year| in_band(&year));
    let words = grid
        .row_within(row + 1, columns)
        .filter(|column| grid.kind_at(row + 1, *column) == Kind::Text)
        .count();
    let values = typed
        .iter()
        .filter(|(column, _)| is_value(row + 1, *column))
        .count();
    let stub_is_blank = grid.kind_at(row + 1, columns.0) == Kind::Empty;
    is_year
        && ((words > values && stub_is_blank) || are_labels(grid, row + 1, columns, typed, true))
}
