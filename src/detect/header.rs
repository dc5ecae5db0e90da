//! The rows of a block → titles, header, the row of column numbers, and where the body begins.

use crate::detect::grid::{Grid, Kind};
use crate::detect::labels::{are_labels, is_lone_year, is_number_row};
use crate::model::address::CellRef;

/// Rows that a header may have. The deepest of the labelled yearbook tables have six.
pub(super) const MAX_HEADER: u32 = 8;
/// Rows that are looked at to learn the type of a column.
const SAMPLE: usize = 200;
/// Share of a column's filled cells that must be values for the column to count as one of values.
const TYPED: f64 = 0.6;

/// What stands at the top of a block.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) titles: Vec<CellRef>,
    pub(super) header: Option<(u32, u32)>,
    pub(super) number_row: Option<u32>,
    /// First row of the body; one past the block where there is none.
    pub(super) body: u32,
}

/// Finds it; `None` if the block is text without any table in it.
pub(super) fn find(grid: &Grid<'_>, rows: (u32, u32), columns: (u32, u32)) -> Option<Found> {
    let mut top = rows.0;
    let mut titles = Vec::new();
    while top < rows.1 && is_title(grid, top, rows.1, columns) {
        titles.extend(
            grid.row_within(top, columns)
                .map(|column| CellRef::new(top, column)),
        );
        top += 1;
    }
    if grid.count(top, columns) == 0 {
        return None;
    }
    let typed = typed_columns(grid, (top, rows.1), columns);
    let end = if typed.is_empty() {
        text_header(grid, top, rows.1, columns)
    } else {
        typed_header(grid, top, rows.1, columns, &typed)
    };
    let Some(end) = end else {
        return Some(Found {
            titles,
            header: None,
            number_row: None,
            body: top,
        });
    };
    let mut body = end + 1;
    let number_row = (body <= rows.1 && is_number_row(grid, body, columns)).then_some(body);
    if number_row.is_some() {
        body += 1;
    }
    Some(Found {
        titles,
        header: Some((top, end)),
        number_row,
        body,
    })
}

/// A row of a single text (or two, in a wide table) above fuller rows, that no merge ties to the row below.
fn is_title(grid: &Grid<'_>, row: u32, last: u32, columns: (u32, u32)) -> bool {
    let filled: Vec<u32> = grid.row_within(row, columns).collect();
    let width = columns.1 - columns.0 + 1;
    if filled.is_empty() {
        return true;
    }
    let few = filled.len() == 1 && width >= 2 || filled.len() == 2 && width >= 6;
    if tops_a_stub(grid, row, last, columns, &filled) {
        return false;
    }
    if over_a_whole_header(grid, row, last, columns, filled.len()) {
        return true;
    }
    if !few
        || filled
            .iter()
            .any(|column| grid.kind_at(row, *column).is_typed())
    {
        return false;
    }
    let tied = filled.iter().any(|column| {
        grid.sheet
            .facts
            .merge_at(CellRef::new(row, *column))
            .is_some_and(|merge| merge.last.row > row && merge.width() < width)
    });
    if tied {
        return false;
    }
    // A group label over some columns only ("จำนวน" over D:K) is the first row of a header.
    let spans_some = filled.iter().any(|column| {
        grid.sheet
            .facts
            .merge_at(CellRef::new(row, *column))
            .is_some_and(|merge| merge.width() > 1 && merge.width() * 10 < width * 7)
            && *column > columns.0
    });
    // Half of the columns are named and values follow at once: a header with names missing.
    let names_half = filled.len() * 2 >= width as usize && !spans_some;
    if names_half && followed_by_values(grid, row, last, columns) {
        return false;
    }
    !spans_some
        && (row + 1..=last.min(row + 4)).any(|below| grid.count(below, columns) > filled.len())
}

/// Whether a row is the top of a header whose lower rows leave the column of row names blank: the name of that column, and
/// labels over some of the others, merged or not.
fn tops_a_stub(grid: &Grid<'_>, row: u32, last: u32, columns: (u32, u32), filled: &[u32]) -> bool {
    if filled.len() < 2 || filled.first() != Some(&columns.0) || row + 1 >= last {
        return false;
    }
    let stub = |row: u32| grid.kind_at(row, columns.0);
    let below = grid.row_within(row + 1, columns).count();
    // A unit at the far end of a title is no label over the next columns.
    let labels = filled.len() > 2 || filled.get(1) == Some(&(columns.0 + 1));
    // Further down, where the records are, the column names rows.
    let named = (row + 2..=last.min(row + 8)).filter(|row| stub(*row) != Kind::Empty);
    // Or there are no records: a blank row parts them from their header.
    let header_alone =
        last - row < MAX_HEADER && (row + 1..=last).all(|row| stub(row) == Kind::Empty);
    labels
        && stub(row) == Kind::Text
        && stub(row + 1) == Kind::Empty
        && below >= filled.len() - 1
        && below > 0
        && (header_alone || named.count() >= 2)
}

/// Whether one or two cells stand over a row in which every column has a name: "ปีงบประมาณ | 2567" over a header.
fn over_a_whole_header(
    grid: &Grid<'_>,
    row: u32,
    last: u32,
    columns: (u32, u32),
    filled: usize,
) -> bool {
    let width = columns.1 - columns.0 + 1;
    let tied = grid.sheet.facts.merges.iter().any(|merge| {
        merge.first.row == row && merge.width() < width && (merge.width() > 1 || merge.height() > 1)
    });
    let named = |column| grid.kind_at(row + 1, column) == Kind::Text;
    row < last
        && width >= 3
        && filled <= 2
        && !tied
        && (columns.0..=columns.1).all(named)
        && followed_by_values(grid, row + 1, last, columns)
}

/// Whether the next row holds values where the rows under it do.
fn followed_by_values(grid: &Grid<'_>, row: u32, last: u32, columns: (u32, u32)) -> bool {
    if row + 1 > last {
        return false;
    }
    let typed = typed_columns(grid, (row + 1, last), columns);
    !typed.is_empty()
        && typed
            .iter()
            .any(|(column, kind)| grid.kind_at(row + 1, *column) == *kind)
}

/// Columns whose cells are values, judged from the lower part of the block, where no header stands.
fn typed_columns(grid: &Grid<'_>, rows: (u32, u32), columns: (u32, u32)) -> Vec<(u32, Kind)> {
    let height = rows.1 - rows.0;
    let from = if height > 2 * MAX_HEADER {
        rows.0 + MAX_HEADER
    } else {
        rows.0 + height.div_ceil(2).min(height)
    };
    let step = ((rows.1 - from) as usize / SAMPLE).max(1);
    let mut typed = Vec::new();
    for column in columns.0..=columns.1 {
        let mut kinds = [0u32; 3];
        let mut filled = 0u32;
        for row in (from..=rows.1).step_by(step) {
            match grid.kind_at(row, column) {
                Kind::Empty | Kind::Void => continue,
                Kind::Number => kinds[0] += 1,
                Kind::Date => kinds[1] += 1,
                Kind::Truth => kinds[2] += 1,
                Kind::Text => {}
            }
            filled += 1;
        }
        for (count, kind) in kinds
            .into_iter()
            .zip([Kind::Number, Kind::Date, Kind::Truth])
        {
            if filled > 0 && f64::from(count) >= f64::from(filled) * TYPED {
                typed.push((column, kind));
            }
        }
    }
    typed
}

/// The header ends above the first row in which a column of values holds a value.
fn typed_header(
    grid: &Grid<'_>,
    top: u32,
    last: u32,
    columns: (u32, u32),
    typed: &[(u32, Kind)],
) -> Option<u32> {
    let mut end: Option<u32> = None;
    let mut row = top;
    while row <= last && row < top + MAX_HEADER {
        let (mut values, mut words) = (0, 0);
        for (column, kind) in typed {
            match grid.kind_at(row, *column) {
                found if found == *kind => values += 1,
                Kind::Text => words += 1,
                _ => {}
            }
        }
        let label_like =
            words > values || (values > 0 && are_labels(grid, row, columns, typed, end.is_some()));
        let merged_on = merge_bottom(grid, row, columns)
            .filter(|bottom| *bottom > row && *bottom <= row + MAX_HEADER);
        let year_over = || end.is_none() && is_lone_year(grid, row, columns, typed);
        if values > 0 && !label_like && !year_over() {
            break;
        }
        if is_number_row(grid, row, columns) && end.is_some() {
            break;
        }
        // A row whose words name a record, as the rows below it do, is one, even with words where values should be.
        if end.is_some() && names_a_record(grid, top, row, columns, typed) {
            break;
        }
        // A single text under a header names a group of rows.
        let alone = grid.count(row, columns) == 1
            && grid.kind_at(row, columns.0) == Kind::Text
            && (top..row).any(|above| grid.kind_at(above, columns.0) == Kind::Text)
            && merged_on.is_none();
        if end.is_some() && ((words == 0 && values == 0) || alone) {
            break;
        }
        end = Some(
            merged_on
                .filter(|_| end.is_none() || words > 0)
                .map_or(row, |bottom| bottom.min(last)),
        );
        row = end.unwrap_or(row) + 1;
    }
    // A vertical merge that began in the header ends in it.
    end
}

/// Whether a row under a header begins with words of its own that nothing ties to the rows above.
fn names_a_record(
    grid: &Grid<'_>,
    top: u32,
    row: u32,
    columns: (u32, u32),
    typed: &[(u32, Kind)],
) -> bool {
    let is_typed = |column: u32| typed.iter().any(|(typed, _)| *typed == column);
    let first = (columns.0..=columns.1).find(|column| !is_typed(*column));
    let Some(first) = first else { return false };
    let named = grid.kind_at(row, first) == Kind::Text;
    let above = grid.kind_at(row - 1, first) == Kind::Text;
    let bracketed = grid.text(row, first).trim_start().starts_with('(');
    let tied = grid.sheet.facts.merges.iter().any(|merge| {
        let begins = (top..row).contains(&merge.first.row);
        begins && (merge.last.row >= row || (merge.last.row + 1 == row && merge.width() > 1))
    });
    named && above && !tied && !bracketed
}

/// The header of a table without columns of values: one row, and what merges tie to it.
fn text_header(grid: &Grid<'_>, top: u32, last: u32, columns: (u32, u32)) -> Option<u32> {
    if top == last {
        return Some(top);
    }
    let mut end = merge_bottom(grid, top, columns).unwrap_or(top);
    let across = grid.row_within(top, columns).any(|column| {
        grid.sheet
            .facts
            .merge_at(CellRef::new(top, column))
            .is_some_and(|merge| merge.width() > 1)
    });
    if across && end == top {
        end = top + 1;
    }
    let end = end.min(last).min(top + MAX_HEADER);
    // The values of a header do not come back under it.
    let labels: Vec<(u32, String)> = grid
        .row_within(end, columns)
        .map(|column| (column, grid.text(end, column)))
        .collect();
    let recurring = labels
        .iter()
        .filter(|(column, label)| {
            (end + 1..=last.min(end + 100)).any(|row| grid.text(row, *column) == *label)
        })
        .count();
    (recurring * 2 < labels.len().max(1)).then_some(end)
}

/// The last row of the vertical merges that begin in a row; `None` where none does.
fn merge_bottom(grid: &Grid<'_>, row: u32, columns: (u32, u32)) -> Option<u32> {
    grid.sheet
        .facts
        .merges
        .iter()
        .filter(|merge| {
            merge.first.row == row
                && merge.first.column >= columns.0
                && merge.last.column <= columns.1
        })
        .filter(|merge| merge.last.row > row && !grid.cell(row, merge.first.column).is_empty())
        .map(|merge| merge.last.row)
        .max()
}
