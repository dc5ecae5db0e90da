//! Tables are found where a person sees them: header, body, titles, notes, totals and types, exactly.

mod body;
mod frame;

use sheetpress::detect;
use sheetpress::model::address::CellRef;
use sheetpress::model::layout::Layout;
use sheetpress::model::workbook::Workbook;

use crate::workbooks::grid;

/// A layout in one line: only what there is.
fn line(layout: &Layout) -> String {
    let cells = |cells: &[CellRef]| {
        cells
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(",")
    };
    let rows = |rows: &[u32]| {
        rows.iter()
            .map(|row| (row + 1).to_string())
            .collect::<Vec<_>>()
            .join(",")
    };
    let runs = |runs: &[(u32, u32)]| {
        runs.iter()
            .map(|(first, last)| format!("{}-{}", first + 1, last + 1))
            .collect::<Vec<_>>()
            .join(",")
    };
    let columns: Vec<CellRef> = layout
        .blank_columns
        .iter()
        .map(|column| CellRef::new(0, *column))
        .collect();
    let totals: Vec<u32> = layout.totals.iter().map(|total| total.row).collect();
    let parts = [
        (
            "header",
            layout
                .header
                .map(|range| range.to_string())
                .unwrap_or_default(),
        ),
        ("body", runs(&layout.body.into_iter().collect::<Vec<_>>())),
        ("titles", cells(&layout.titles)),
        ("notes", cells(&layout.notes)),
        ("beside", cells(&layout.beside)),
        ("totals", rows(&totals)),
        ("groups", rows(&layout.groups)),
        ("repeated", runs(&layout.repeated.0)),
        ("blank", runs(&layout.blank_rows.0)),
        ("blank columns", cells(&columns)),
        (
            "numbers",
            rows(&layout.number_row.into_iter().collect::<Vec<_>>()),
        ),
        (
            "types",
            layout
                .fields
                .iter()
                .map(|field| field.kind.as_str())
                .collect::<Vec<_>>()
                .join(","),
        ),
    ];
    parts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| format!("{name} {text}"))
        .collect::<Vec<_>>()
        .join(" · ")
}

fn of(workbook: &Workbook) -> Vec<String> {
    detect::tables(workbook).iter().map(line).collect()
}

#[track_caller]
fn finds(text: &str, merges: &[&str], expected: &[&str]) {
    assert_eq!(of(&grid(text, merges)), expected);
}

fn labels(text: &str, merges: &[&str]) -> Vec<String> {
    detect::tables(&grid(text, merges))[0]
        .fields
        .iter()
        .map(|field| field.label.clone())
        .collect()
}
