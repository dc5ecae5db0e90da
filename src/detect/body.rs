//! The rows of a body that are no records: notes at its end, blank rows, group labels, repeated headers.

use crate::detect::grid::{Grid, Kind};
use crate::model::address::CellRef;
use crate::model::grammar::missing;
use crate::model::layout::Layout;

/// How a note begins in Thai and English tables.
const NOTE_MARKS: [&str; 14] = [
    "หมายเหตุ",
    "ที่มา",
    "แหล่งที่มา",
    "แหล่งข้อมูล",
    "ข้อมูล ณ",
    "ณ วันที่",
    "*",
    "note",
    "source",
    "remark",
    "1/",
    "1)",
    "ผู้จัดทำ",
    "ผู้รายงาน",
];

/// Completes a layout whose header and body are known.
pub(super) fn complete(grid: &Grid<'_>, layout: &mut Layout) {
    let columns = (layout.range.first.column, layout.range.last.column);
    notes(grid, layout, columns);
    let Some((first, last)) = layout.body else {
        return;
    };
    layout.range.last.row = last;
    for row in first..=last {
        if layout.repeated.contains(row) {
            continue;
        }
        let count = grid.count(row, columns);
        if count == 0 {
            layout.blank_rows.push(row, row);
        } else if count == 1 && is_group(grid, layout, row, columns) {
            layout.groups.push(row);
        } else if repeats_header(grid, layout, row, columns) {
            // A row directly above that repeats a title goes with it.
            let mut from = row;
            while from > first && repeats_title(grid, layout, from - 1, columns) {
                from -= 1;
                layout.groups.retain(|group| *group != from);
            }
            let mut to = row;
            if let Some(header) = layout.header {
                while to < last
                    && to - row + 1 < header.height()
                    && is_header_row(grid, layout, to + 1, to + 1 - row, columns)
                {
                    to += 1;
                }
            }
            insert(layout, from, to);
        }
    }
    let repeated = std::mem::take(&mut layout.repeated);
    layout.groups.retain(|row| !repeated.contains(*row));
    layout
        .blank_rows
        .0
        .retain(|(row, _)| !repeated.contains(*row));
    layout.repeated = repeated;
    for column in columns.0..=columns.1 {
        let filled = grid
            .sheet
            .columns
            .get(column as usize)
            .is_some_and(|cells| cells.any(layout.range.first.row, last));
        if !filled
            && layout.header.is_none_or(|header| {
                !header_covers(grid, header.first.row, header.last.row, column)
            })
        {
            layout.blank_columns.push(column);
        }
    }
}

fn header_covers(grid: &Grid<'_>, first: u32, last: u32, column: u32) -> bool {
    (first..=last).any(|row| {
        let (origin, cell) = grid.merged_cell(row, column);
        // A heading over several columns says nothing about one that is otherwise blank.
        !cell.is_empty() && origin.column == column
    })
}

fn insert(layout: &mut Layout, from: u32, to: u32) {
    let mut runs = layout.repeated.0.clone();
    runs.push((from, to));
    runs.sort_unstable();
    layout.repeated.0.clear();
    for (from, to) in runs {
        layout.repeated.push(from, to);
    }
}

/// Takes rows of a single text off the end of the body: notes are a shape, not a vocabulary.
fn notes(grid: &Grid<'_>, layout: &mut Layout, columns: (u32, u32)) {
    let Some((first, mut last)) = layout.body else {
        return;
    };
    let width = columns.1 - columns.0 + 1;
    let mut taken: Vec<CellRef> = Vec::new();
    while last > first {
        let filled: Vec<u32> = grid.row_within(last, columns).collect();
        match filled.as_slice() {
            [] => {
                last -= 1;
                continue;
            }
            [column] if width >= 2 && is_note(grid, layout, last, *column, width) => {
                taken.push(CellRef::new(last, *column));
            }
            [column, other]
                if width >= 4
                    && is_marked(&grid.text(last, *column))
                    && [column, other]
                        .into_iter()
                        .all(|column| !grid.kind_at(last, *column).is_typed()) =>
            {
                taken.extend([CellRef::new(last, *column), CellRef::new(last, *other)]);
            }
            _ => break,
        }
        last -= 1;
    }
    // Blank rows between the last record and a note belong to neither.
    while last > first && grid.count(last, columns) == 0 {
        last -= 1;
    }
    if taken.is_empty() && layout.body.is_some_and(|(_, end)| end == last) {
        return;
    }
    layout.body = Some((first, last));
    layout.notes.extend(taken);
    layout.notes.sort_unstable();
    layout.range.last.row = last;
}

fn is_note(grid: &Grid<'_>, layout: &Layout, row: u32, column: u32, width: u32) -> bool {
    if grid.kind_at(row, column) != Kind::Text {
        return false;
    }
    let text = grid.text(row, column);
    if is_marked(&text)
        || grid
            .sheet
            .facts
            .merge_at(CellRef::new(row, column))
            .is_some_and(|merge| merge.width() > 1)
    {
        return true;
    }
    let columns = (layout.range.first.column, layout.range.last.column);
    let after_blank = row > 0 && grid.count(row - 1, columns) == 0;
    if after_blank {
        return true;
    }
    if column != columns.0 {
        return false;
    }
    // A last record with nothing but its name is as short as the names above it.
    let Some((first, _)) = layout.body else {
        return false;
    };
    let longest = (first..row)
        .take(500)
        .map(|above| grid.text(above, column).chars().count())
        .max()
        .unwrap_or(0);
    width >= 3 && text.chars().count() > longest + longest / 2
}

fn is_marked(text: &str) -> bool {
    let text = text.trim_start().to_lowercase();
    NOTE_MARKS.iter().any(|mark| text.starts_with(mark))
}

/// A text alone in its row, at the left, with records below it.
fn is_group(grid: &Grid<'_>, layout: &Layout, row: u32, columns: (u32, u32)) -> bool {
    let Some(column) = grid.row_within(row, columns).next() else {
        return false;
    };
    let Some((_, last)) = layout.body else {
        return false;
    };
    let narrow = columns.1 - columns.0 + 1 < 3;
    if narrow || column > columns.0 + 1 || grid.kind_at(row, column) != Kind::Text {
        return false;
    }
    // A cell that a merge from above goes through is part of that record.
    let text = grid.text(row, column);
    if missing::is_placeholder(&text) {
        return false;
    }
    (row + 1..=row + 2).all(|below| below <= last && grid.count(below, columns) >= 2)
}

fn repeats_header(grid: &Grid<'_>, layout: &Layout, row: u32, columns: (u32, u32)) -> bool {
    layout.header.is_some() && is_header_row(grid, layout, row, 0, columns)
}

/// Whether a row says what a header row says, in four of five filled cells.
fn is_header_row(
    grid: &Grid<'_>,
    layout: &Layout,
    row: u32,
    offset: u32,
    columns: (u32, u32),
) -> bool {
    let Some(header) = layout.header else {
        return false;
    };
    let of = header.first.row + offset;
    let Some(first) = grid.row_within(of, columns).next() else {
        return false;
    };
    // One look decides for nearly every row: cells hold the number of their text.
    if grid.cell(row, first) != grid.cell(of, first) {
        return false;
    }
    let labels: Vec<u32> = grid.row_within(of, columns).collect();
    let same = labels
        .iter()
        .filter(|column| grid.cell(row, **column) == grid.cell(of, **column))
        .count();
    // A header of one word over a column that holds that word proves nothing.
    labels.len() >= 2 && same * 5 >= labels.len() * 4
}

fn repeats_title(grid: &Grid<'_>, layout: &Layout, row: u32, columns: (u32, u32)) -> bool {
    let mut filled = grid.row_within(row, columns);
    let (Some(column), None) = (filled.next(), filled.next()) else {
        return false;
    };
    let cell = grid.cell(row, column);
    layout
        .titles
        .iter()
        .any(|title| grid.cell(title.row, title.column) == cell)
}
