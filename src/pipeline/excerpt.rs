//! The cells around findings, for reports that draw them: taken while the workbook is still whole.

use crate::model::address::{CellRef, Range};
use crate::model::diagnostic::Diagnostic;
use crate::model::report::Excerpt;
use crate::model::workbook::Workbook;

/// Findings of one rule that are drawn with the cells around them.
const DRAWN: usize = 2;

/// The cells around the first findings of each rule.
pub(super) fn excerpts(findings: &[Diagnostic], from: usize, workbook: &Workbook) -> Vec<Excerpt> {
    let mut excerpts = Vec::new();
    for (number, finding) in findings.iter().enumerate() {
        let before = findings[..number]
            .iter()
            .filter(|other| other.rule == finding.rule)
            .count();
        let sheet = match &finding.location.sheet {
            Some(name) => workbook.sheets.iter().find(|sheet| sheet.name == *name),
            None => workbook.sheets.first(),
        };
        let (Some(sheet), Some(range)) = (sheet, finding.location.range) else {
            continue;
        };
        if before >= DRAWN {
            continue;
        }
        let drawn = Range::of(
            (
                range.first.row.saturating_sub(1),
                range.last.row.min(range.first.row + 2) + 1,
            ),
            (
                range.first.column.saturating_sub(1),
                range.last.column.min(range.first.column + 2) + 1,
            ),
        );
        let rows = (drawn.first.row..=drawn.last.row).map(|row| {
            let cells = (drawn.first.column..=drawn.last.column).map(|column| {
                sheet
                    .cell(CellRef::new(row, column))
                    .value()
                    .to_text(&workbook.strings)
            });
            (row, cells.collect())
        });
        excerpts.push(Excerpt {
            finding: from + number,
            first_column: drawn.first.column,
            rows: rows.collect(),
        });
    }
    excerpts
}
