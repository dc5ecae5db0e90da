//! The cells around findings, for reports that draw them: taken while the workbook is still whole.

use std::collections::BTreeMap;

use crate::model::address::{CellRef, Range};
use crate::model::diagnostic::Diagnostic;
use crate::model::layout::Layout;
use crate::model::report::Excerpt;
use crate::model::workbook::Workbook;
use crate::pipeline::detail::Masks;

/// Findings of one rule that are drawn with the cells around them.
const DRAWN: u32 = 2;

/// The cells around the first findings of each rule.
pub(super) fn excerpts(
    findings: &[Diagnostic],
    from: usize,
    workbook: &Workbook,
    layouts: &[Layout],
    personal: &[Diagnostic],
) -> Vec<Excerpt> {
    let mut drawn: BTreeMap<&str, u32> = BTreeMap::new();
    let mut excerpts = Vec::new();
    let layouts: Vec<&Layout> = layouts.iter().collect();
    let mut masks: BTreeMap<usize, Masks> = BTreeMap::new();
    for (number, finding) in findings.iter().enumerate() {
        let before = drawn.entry(finding.rule).or_default();
        let on = match &finding.location.sheet {
            Some(name) => workbook.sheets.iter().position(|sheet| sheet.name == *name),
            None => Some(0),
        };
        let (Some(on), Some(range), true) = (on, finding.location.range, *before < DRAWN) else {
            continue;
        };
        let Some(sheet) = workbook.sheets.get(on) else {
            continue;
        };
        let masks = masks
            .entry(on)
            .or_insert_with(|| Masks::of_sheet(workbook, on, personal, &layouts));
        *before += 1;
        let around = around(range);
        let rows = (around.first.row..=around.last.row).map(|row| {
            let cells = (around.first.column..=around.last.column)
                .map(|column| masks.text(workbook, sheet, CellRef::new(row, column)));
            (row, cells.collect())
        });
        excerpts.push(Excerpt {
            finding: from + number,
            first_column: around.first.column,
            rows: rows.collect(),
        });
    }
    excerpts
}

/// The first three rows and columns of a range, with one more on each side.
fn around(range: Range) -> Range {
    let (first, last) = (range.first, range.last);
    Range::of(
        (first.row.saturating_sub(1), last.row.min(first.row + 2) + 1),
        (
            first.column.saturating_sub(1),
            last.column.min(first.column + 2) + 1,
        ),
    )
}
