//! Findings about a built CSV, led back to the workbook's cells through the trace beside it.

use std::collections::BTreeMap;
use std::path::Path;

use crate::model::diagnostic::Diagnostic;
use crate::model::layout::Layout;
use crate::write::TRACE_COLUMNS;

/// How the trace of `<resource>.csv` is called.
pub(super) const ENDING: &str = ".trace.csv";

/// Says of each finding about a CSV which cell of the workbook its first cell was made from. A file without a trace beside it, or
/// with one that is none, is left as it is.
pub(super) fn lead_back(path: &Path, layouts: &[Layout], findings: &mut [Diagnostic]) {
    let [layout] = layouts else {
        return;
    };
    let Some(header) = layout.header else {
        return;
    };
    if findings.is_empty() {
        return;
    }
    let Some(cells) = read(&path.with_extension(ENDING.trim_start_matches('.'))) else {
        return;
    };
    for finding in findings {
        let Some(cell) = finding.location.cell() else {
            continue;
        };
        let field = layout.fields.iter().find(|it| it.column == cell.column);
        let row = cell.row.checked_sub(header.last.row);
        if let (Some(field), Some(row)) = (field, row) {
            let key = (u64::from(row), field.label.clone());
            finding.location.source = cells.get(&key).cloned();
        }
    }
}

/// `sheet!cell` by row and field.
fn read(path: &Path) -> Option<BTreeMap<(u64, String), String>> {
    let mut reader = csv::Reader::from_path(path).ok()?;
    if !reader.headers().ok()?.iter().eq(TRACE_COLUMNS) {
        return None;
    }
    let mut cells = BTreeMap::new();
    for record in reader.records() {
        let record = record.ok()?;
        let row = record.get(0)?.parse().ok()?;
        let (field, sheet, cell) = (record.get(1)?, record.get(2)?, record.get(3)?);
        cells.insert((row, field.to_owned()), format!("{sheet}!{cell}"));
    }
    Some(cells)
}
