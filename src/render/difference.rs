//! A sheet as received beside the table that its plan makes of it, row by row.

use std::collections::BTreeMap;
use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use crate::model::address::{CellRef, Range};
use crate::model::change::{Account, LeftOut};
use crate::model::language::{Language, Text};
use crate::model::layout::Layout;
use crate::model::table::{Origins, Table};
use crate::model::workbook::{Sheet, Workbook};
use crate::render::width::plain;

const GONE: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();
const DIM: Style = Style::new().dimmed();

/// Lines that begin with `-` stand in the file, with the number of their row; lines with `+` are the rows that were made of
/// the row above them. What stays as it is has neither.
pub fn difference(
    received: &Workbook,
    layouts: &[Layout],
    table: &Table,
    account: &Account,
    language: Language,
) -> String {
    let mut out = String::new();
    let made = by_source(table);
    let mut header = Some(table.columns.iter().map(|column| column.name.clone()));
    for layout in layouts {
        let Some(sheet) = received.sheets.get(layout.sheet) else {
            continue;
        };
        line(
            &mut out,
            DIM,
            &format!("@@ {} {}", sheet.name, layout.range),
        );
        let left = left_rows(account, &sheet.name);
        for row in rows(layout) {
            let Some(texts) = texts(received, sheet, layout, row) else {
                continue;
            };
            let number = u64::from(row) + 1;
            let of_row = made.get(&(sheet.name.as_str(), row));
            let outputs: Vec<(u64, Vec<String>)> = of_row
                .into_iter()
                .flatten()
                .map(|(at, row)| (*at, output(table, *row)))
                .collect();
            if let [(_, same)] = outputs.as_slice()
                && *same == texts
            {
                line(
                    &mut out,
                    Style::new(),
                    &format!("  {number} │ {}", joined(&texts)),
                );
                continue;
            }
            let why = left.get(&row).filter(|_| outputs.is_empty());
            let why = why.map_or_else(String::new, |left| {
                format!("   [{}: {}]", left.step, left.what)
            });
            line(
                &mut out,
                GONE,
                &format!("- {number} │ {}{why}", joined(&texts)),
            );
            if layout.header.is_some_and(|header| header.last.row == row)
                && let Some(names) = header.take()
            {
                line(
                    &mut out,
                    NEW,
                    &format!("+   │ {}", joined(&names.collect::<Vec<_>>())),
                );
            }
            for (at, texts) in outputs {
                line(&mut out, NEW, &format!("+ {at} │ {}", joined(&texts)));
            }
        }
    }
    let (rows, columns) = (table.len(), table.columns.len());
    let words = Text {
        th: "แถว × คอลัมน์",
        en: "rows × columns",
    }
    .get(language);
    line(&mut out, DIM, &format!("@@ {rows} × {columns} {words}"));
    out
}

/// What took each row of a sheet out, if it left: the first step that did.
fn left_rows<'a>(account: &'a Account, sheet: &str) -> BTreeMap<u32, &'a LeftOut> {
    let mut rows = BTreeMap::new();
    let on = |left: &&LeftOut| {
        account.sheets.get(left.sheet as usize).map(String::as_str) == Some(sheet)
    };
    for left in account.left_out.iter().filter(on) {
        for row in left.range.first.row..=left.range.last.row {
            rows.entry(row).or_insert(left);
        }
    }
    rows
}

/// The output rows of each source row, each with its number in the output from 1.
fn by_source(table: &Table) -> BTreeMap<(&str, u32), Vec<(u64, u32)>> {
    let of_rows = |origins: &Origins| matches!(origins, Origins::Rows(_) | Origins::Each(_));
    let mut made: BTreeMap<(&str, u32), Vec<(u64, u32)>> = BTreeMap::new();
    for (at, row) in (1..).zip(table.row_numbers()) {
        // The row that most of a record comes from is its last one: keys come from headers and groups above it.
        let origins = table
            .columns
            .iter()
            .filter(|column| of_rows(&column.origins));
        let origin = origins.map(|column| column.origin(row)).max();
        let origin = origin.unwrap_or_default();
        made.entry((table.sheet_of(origin), origin.cell.row))
            .or_default()
            .push((at, row));
    }
    made
}

/// The rows of a table and of the text around it.
fn rows(layout: &Layout) -> std::ops::RangeInclusive<u32> {
    let around = layout.titles.iter().chain(&layout.notes);
    let whole = around.fold(layout.range, |range: Range, cell: &CellRef| {
        range.around(&Range::from(*cell))
    });
    whole.first.row..=whole.last.row
}

/// What a row of the sheet says in the table's columns, or around the table; `None` where it says nothing.
fn texts(received: &Workbook, sheet: &Sheet, layout: &Layout, row: u32) -> Option<Vec<String>> {
    let text = |cell: CellRef| sheet.cell(cell).value().to_text(&received.strings);
    let in_table = (layout.range.first.row..=layout.range.last.row).contains(&row);
    let texts: Vec<String> = if in_table {
        let columns = layout.range.first.column..=layout.range.last.column;
        columns
            .map(|column| text(CellRef::new(row, column)))
            .collect()
    } else {
        let around = layout.titles.iter().chain(&layout.notes);
        let around = around.filter(|cell| cell.row == row);
        around.map(|cell| text(*cell)).collect()
    };
    texts.iter().any(|text| !text.is_empty()).then_some(texts)
}

fn output(table: &Table, row: u32) -> Vec<String> {
    let columns = table.columns.iter();
    let texts = columns.map(|column| column.cells.get(row).value().to_text(&table.strings));
    texts.collect()
}

fn joined(texts: &[String]) -> String {
    let texts = texts
        .iter()
        .map(|text| plain(&text.replace('\n', " ⏎ ")).into_owned());
    texts.collect::<Vec<_>>().join(" │ ")
}

fn line(out: &mut String, style: Style, text: &str) {
    // Writing to a String cannot fail.
    let _infallible = writeln!(out, "{style}{text}{style:#}");
}
