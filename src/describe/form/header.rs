//! Whether the columns of a sheet are those of a layout, by their headers.

use crate::describe::form::Remark;
use crate::describe::form::grid::{Given, Grid, entry, grids};
use crate::describe::form::nearness::{bare, nearness};
use crate::model::address::Letters;
use crate::model::form::{
    Column, Holds, Layout, SheetLayout, dataset_field, entry_field, resource_field,
};
use crate::model::language::{Message, say};
use crate::model::workbook::Workbook;

/// A header that is at least so near to the expected one may be it.
const NEAR: usize = 60;
/// A header that is at least so near to another column's is that one.
const SURE: usize = 80;
/// How much nearer to another column a header may be and still count as its own.
const DOUBT: usize = 10;
/// Rows above and columns beside the layout's that are looked at.
const AROUND: u32 = 12;

/// The layout whose headers fit a workbook best; the first of several.
pub(super) fn fitting<'a>(
    workbook: &Workbook,
    layouts: impl Iterator<Item = &'a Layout>,
) -> Option<&'a Layout> {
    let faults = |layout: &Layout| -> usize {
        let sheets = grids(workbook).filter_map(|grid| Some((grid, entry(layout, grid.name())?)));
        let data = sheets.filter(|(grid, sheet)| {
            sheet.holds != Holds::List && !grid.rows(layout.first_row).is_empty()
        });
        data.map(|(grid, sheet)| mismatches(&grid, layout, sheet).len())
            .sum()
    };
    let rated = layouts.map(|layout| (faults(layout), layout));
    rated
        .reduce(|best, next| if next.0 < best.0 { next } else { best })
        .map(|(_, layout)| layout)
}

/// Whether a sheet of the workbook has the headers of a layout with one kind of sheet.
pub(super) fn has_table(workbook: &Workbook, layout: &Layout) -> bool {
    let Some(sheet) = layout.sheets.first() else {
        return false;
    };
    grids(workbook).any(|grid| header_row(&grid, layout, sheet).is_some())
}

/// What is wrong with the headers of a sheet: where they do not stand in their row, or the first that is not the expected
/// one. Empty where all are well.
pub(super) fn faults(grid: &Grid<'_>, layout: &Layout, sheet: &SheetLayout) -> Vec<Remark> {
    let expected = layout.header_row + 1;
    if !resembles(grid, sheet, layout.header_row)
        && let Some(row) = header_row(grid, layout, sheet)
    {
        let (at, found) = (grid.cell(row, 0).at, row + 1);
        return vec![Remark::fault(
            grid.name(),
            at,
            say!(
                th: "หัวตารางอยู่ที่แถว {found} แต่แบบฟอร์มกำหนดให้อยู่ที่แถว {expected} ให้ลบหรือเพิ่มแถวด้านบนให้ตรง",
                en: "the headers stand in row {found}; the form has them in row {expected}; delete or insert rows above"
            ),
        )];
    }
    let wrong = mismatches(grid, layout, sheet);
    let Some(first) = wrong.first() else {
        return Vec::new();
    };
    vec![Remark::fault(
        grid.name(),
        first.given.at,
        message(first, sheet, wrong.len() - 1),
    )]
}

/// A column whose header is not the expected one.
struct Mismatch<'a> {
    given: Given,
    /// What should stand here; `None` right of the last column.
    expected: Option<&'a Column>,
    /// The column that the header belongs to, if it is known at all.
    belongs: Option<u32>,
}

fn message(first: &Mismatch<'_>, sheet: &SheetLayout, more: usize) -> Message {
    let found = &first.given.text;
    let mut message = match (first.expected, first.belongs) {
        (None, _) => say!(
            th: "มีคอลัมน์เกิน: \"{found}\" แบบฟอร์มมี {width} คอลัมน์ ให้ย้ายค่าไปไว้ในคอลัมน์ที่ถูกต้อง แล้วลบคอลัมน์นี้",
            en: "a column too many: \"{found}\"; this sheet has {width} columns; move the values to where they belong and delete it",
            width = sheet.columns.len()
        ),
        (Some(column), _) if found.is_empty() => {
            let wanted = &column.header;
            say!(
                th: "ไม่มีหัวคอลัมน์ ที่นี่ควรเป็น \"{wanted}\" คอลัมน์อาจขาดหรือเลื่อน",
                en: "there is no header; \"{wanted}\" belongs here; a column is missing or shifted"
            )
        }
        (Some(column), Some(belongs)) => {
            let (wanted, place) = (&column.header, Letters(belongs));
            say!(
                th: "หัวคอลัมน์เป็น \"{found}\" ซึ่งต้องอยู่ในคอลัมน์ {place} ที่นี่ควรเป็น \"{wanted}\" คอลัมน์เลื่อน ขาด หรือเกิน",
                en: "the header is \"{found}\", which belongs in column {place}; \"{wanted}\" belongs here; a column is shifted, missing or too many"
            )
        }
        (Some(column), None) => {
            let wanted = &column.header;
            say!(
                th: "หัวคอลัมน์เป็น \"{found}\" แต่ควรเป็น \"{wanted}\" ถ้าแบบฟอร์มของหน่วยงานใช้คำอื่น ให้ระบุไฟล์ผังด้วย --layout",
                en: "the header is \"{found}\"; it should be \"{wanted}\"; if the agency's own copy is worded so, name its layout with --layout"
            )
        }
    };
    if more > 0 {
        let Message { th, en } = message;
        message = say!(
            th: "{th} (และหัวคอลัมน์ที่ไม่ตรงอีก {more} คอลัมน์ในแผ่นนี้)",
            en: "{en} ({more} more headers of this sheet are not the expected ones)"
        );
    }
    message
}

fn mismatches<'a>(grid: &Grid<'_>, layout: &Layout, sheet: &'a SheetLayout) -> Vec<Mismatch<'a>> {
    let names: Vec<Vec<Vec<char>>> = sheet
        .columns
        .iter()
        .map(|column| names(column, sheet.holds))
        .collect();
    let near = |text: &[char], at: usize| -> usize {
        let names = names.get(at).into_iter().flatten();
        names.map(|name| nearness(text, name)).max().unwrap_or(0)
    };
    let mut wrong = Vec::new();
    for (number, column) in sheet.columns.iter().enumerate() {
        let place = u32::try_from(number).unwrap_or(u32::MAX);
        let given = grid.cell(layout.header_row, place);
        let text = bare(&given.text);
        let own = near(&text, number);
        if own == 100 {
            continue;
        }
        let others = (0..names.len()).filter(|other| *other != number);
        let best = others
            .map(|other| (near(&text, other), other))
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        let (nearest, other) = best.unwrap_or((0, 0));
        if own < NEAR || own + DOUBT < nearest {
            wrong.push(Mismatch {
                given,
                expected: Some(column),
                belongs: u32::try_from(other).ok().filter(|_| nearest >= SURE),
            });
        }
    }
    let width = u32::try_from(sheet.columns.len()).unwrap_or(u32::MAX);
    for column in grid.columns(width, layout.header_row) {
        wrong.push(Mismatch {
            given: grid.cell(layout.header_row, column),
            expected: None,
            belongs: None,
        });
    }
    wrong
}

/// The row near the top that has most of a sheet's headers.
fn header_row(grid: &Grid<'_>, layout: &Layout, sheet: &SheetLayout) -> Option<u32> {
    let mut rows = std::iter::once(layout.header_row).chain(0..layout.header_row + AROUND);
    rows.find(|row| resembles(grid, sheet, *row))
}

/// Whether a row has at least half of a sheet's headers, wherever they stand.
fn resembles(grid: &Grid<'_>, sheet: &SheetLayout, row: u32) -> bool {
    let width = grid.width().min(
        u32::try_from(sheet.columns.len())
            .unwrap_or(u32::MAX)
            .saturating_add(AROUND),
    );
    let found: Vec<Vec<char>> = (0..width)
        .map(|column| bare(&grid.text(row, column)))
        .filter(|text| !text.is_empty())
        .collect();
    let there = sheet.columns.iter().filter(|column| {
        let names = names(column, sheet.holds);
        let near = |text: &Vec<char>| names.iter().any(|name| nearness(text, name) >= SURE);
        found.iter().any(near)
    });
    !found.is_empty() && there.count() * 2 >= sheet.columns.len()
}

/// Everything that a column's header may say.
fn names(column: &Column, holds: Holds) -> Vec<Vec<char>> {
    let field = match holds {
        Holds::List | Holds::Dataset => dataset_field(&column.key),
        Holds::Resource => resource_field(&column.key),
        Holds::Fields => entry_field(&column.key),
    };
    let own = [&column.header, &column.key]
        .into_iter()
        .chain(&column.also);
    let labels = field
        .into_iter()
        .flat_map(|field| [&field.label_th, &field.label_en]);
    own.chain(labels)
        .map(|name| bare(name))
        .filter(|name| !name.is_empty())
        .collect()
}
