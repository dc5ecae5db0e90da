//! What of a report goes onto which cell of which sheet.

use std::collections::BTreeMap;

use crate::model::address::{CellRef, Range};
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::report::Report;

/// Cells of a sheet that get a colour. Excel takes as many, and nobody looks at more.
const FILLS: usize = 20_000;
/// Notes of a workbook. Excel grows slow with more.
const NOTES: usize = 2_000;

/// What goes onto a sheet.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// The worst severity of each cell.
    pub(super) cells: BTreeMap<CellRef, Severity>,
    /// Numbers of findings by the cell that gets their note.
    pub(super) notes: BTreeMap<CellRef, Vec<usize>>,
    /// Cells that get no colour, as far as they were counted.
    pub(super) uncoloured: u64,
}

/// The marks of every sheet.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) sheets: BTreeMap<String, Marks>,
    /// Findings whose cell gets no note because there are too many.
    pub(super) unnoted: u64,
}

impl Plan {
    /// Plans the marks of one file's findings: what is worst first, so that it is the least that is left out.
    pub(super) fn of(report: &Report, file: &str) -> Self {
        let mut plan = Self::default();
        let mut notes = 0;
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            for (number, finding) in report.findings.iter().enumerate() {
                let (Some(sheet), Some(cell)) = (&finding.location.sheet, finding.location.cell())
                else {
                    continue;
                };
                if finding.severity != severity || finding.location.file != file {
                    continue;
                }
                let marks = plan.sheets.entry(sheet.clone()).or_default();
                // The first cell of each before the other cells of any.
                marks.colour(cell, severity);
                if let Some(others) = marks.notes.get_mut(&cell) {
                    others.push(number);
                } else if notes < NOTES {
                    notes += 1;
                    marks.notes.insert(cell, vec![number]);
                } else {
                    plan.unnoted += 1;
                }
            }
        }
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            let of_it = |finding: &&Diagnostic| {
                finding.severity == severity && finding.location.file == file
            };
            for finding in report.findings.iter().filter(of_it) {
                let Some(sheet) = &finding.location.sheet else {
                    continue;
                };
                let marks = plan.sheets.entry(sheet.clone()).or_default();
                for range in finding.faulty() {
                    marks.range(range, severity);
                }
            }
        }
        plan
    }
}

impl Marks {
    fn colour(&mut self, cell: CellRef, severity: Severity) -> bool {
        if let Some(own) = self.cells.get_mut(&cell) {
            *own = severity.max(*own);
            return true;
        }
        let room = self.cells.len() < FILLS;
        if room {
            self.cells.insert(cell, severity);
        }
        room
    }

    fn range(&mut self, range: Range, severity: Severity) {
        let mut done = 0;
        for row in range.first.row..=range.last.row {
            for column in range.first.column..=range.last.column {
                if !self.colour(CellRef::new(row, column), severity) {
                    self.uncoloured += range.cells() - done;
                    return;
                }
                done += 1;
            }
        }
    }
}
