//! What a file holds and does not show: values in hidden rows, in hidden columns and on hidden sheets.

use crate::model::address::{MAX_ROWS, Range};
use crate::model::cell::Cell;
use crate::model::grammar::class::Class;
use crate::model::strings::Strings;
use crate::model::workbook::Sheet;

/// Who hides a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// A person.
    Hand,
    /// The sheet's filter.
    Filter,
}

/// Hidden values that lie together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hidden {
    /// The smallest range around them.
    pub(super) range: Range,
    /// Number of cells with a value.
    pub(super) values: u64,
}

/// What one row holds: number of values, first and last column.
#[derive(Clone, Copy)]
struct Extent {
    values: u32,
    first: u32,
    last: u32,
}

/// The hidden rows with values, neighbours together.
pub(super) fn rows(sheet: &Sheet, strings: &Strings, by: By) -> Vec<Hidden> {
    let facts = &sheet.facts;
    let mut found: Vec<Hidden> = Vec::new();
    let Some(used) = sheet.used().filter(|_| !facts.hidden_rows.is_empty()) else {
        return found;
    };
    // The first row of a filter carries its buttons; the filter never hides it.
    let filter = facts
        .filter
        .filter(|(_, set)| *set)
        .map(|(range, _)| range.first.row + 1..=range.last.row);
    let hides = |row: u32| {
        let filtered = filter.as_ref().is_some_and(|rows| rows.contains(&row));
        facts.hidden_rows.contains(row) && filtered == (by == By::Filter)
    };
    for (row, extent) in (used.first.row..).zip(extents(sheet, strings, &used)) {
        if extent.values == 0 || !hides(row) {
            continue;
        }
        let here = Hidden {
            range: Range::of((row, row), (extent.first, extent.last)),
            values: u64::from(extent.values),
        };
        match found.last_mut() {
            Some(run) if run.range.last.row + 1 == row => run.add(&here),
            _ => found.push(here),
        }
    }
    found
}

/// One pass over the cells, so that it costs the same for one hidden row and for every second one.
fn extents(sheet: &Sheet, strings: &Strings, used: &Range) -> Vec<Extent> {
    let nothing = Extent {
        values: 0,
        first: u32::MAX,
        last: 0,
    };
    let mut extents = vec![nothing; used.height() as usize];
    for (number, column) in (0u32..).zip(&sheet.columns) {
        column.for_each(used.first.row, used.last.row, |row, cell| {
            let at = (row - used.first.row) as usize;
            if let Some(extent) = extents.get_mut(at).filter(|_| is_value(cell, strings)) {
                extent.values += 1;
                extent.first = extent.first.min(number);
                extent.last = extent.last.max(number);
            }
        });
    }
    extents
}

/// The hidden columns with values, neighbours together.
pub(super) fn columns(sheet: &Sheet, strings: &Strings) -> Vec<Hidden> {
    let mut found: Vec<Hidden> = Vec::new();
    for (number, column) in (0u32..).zip(&sheet.columns) {
        if !sheet.facts.hidden_columns.contains(number) {
            continue;
        }
        let mut values = 0u64;
        let (mut first, mut last) = (u32::MAX, 0);
        column.for_each(0, MAX_ROWS - 1, |row, cell| {
            if is_value(cell, strings) {
                values += 1;
                first = first.min(row);
                last = last.max(row);
            }
        });
        if values == 0 {
            continue;
        }
        let here = Hidden {
            range: Range::of((first, last), (number, number)),
            values,
        };
        match found.last_mut() {
            Some(run) if run.range.last.column + 1 == number => run.add(&here),
            _ => found.push(here),
        }
    }
    found
}

/// Number of cells of a sheet with a value.
pub(super) fn values(sheet: &Sheet, strings: &Strings) -> u64 {
    let mut values = 0;
    for column in &sheet.columns {
        column.for_each(0, MAX_ROWS - 1, |_, cell| {
            values += u64::from(is_value(cell, strings));
        });
    }
    values
}

impl Hidden {
    fn add(&mut self, other: &Self) {
        self.range = self.range.around(&other.range);
        self.values += other.values;
    }
}

/// White space alone is no value.
fn is_value(cell: Cell, strings: &Strings) -> bool {
    cell.as_text()
        .is_none_or(|id| !strings.class(id).has(Class::BLANK))
}
