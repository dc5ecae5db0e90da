//! Whether a sheet is still the one that a plan was written for.

use std::fmt;

use crate::model::address::{CellRef, Range};
use crate::model::layout::Layout;
use crate::model::plan::Expected;
use crate::model::workbook::Workbook;

/// The first thing that is not where the plan expects it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Where to look.
    pub cell: CellRef,
    /// What the plan expects.
    pub expected: String,
    /// What is there.
    pub found: String,
}

impl fmt::Display for Moved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: the plan expects \"{}\", the sheet has \"{}\"",
            self.cell, self.expected, self.found
        )
    }
}

/// Compares the layout with what the plan expects. Rows may have grown; header, columns and labels may not move.
pub(super) fn check(
    workbook: &Workbook,
    layout: &Layout,
    expected: &Expected,
) -> Result<(), Moved> {
    let sheet = workbook.sheets.get(layout.sheet);
    let name = sheet.map_or("", |sheet| sheet.name.as_str());
    if expected.sheet != "*" && name != expected.sheet {
        return Err(Moved {
            cell: layout.range.first,
            expected: expected.sheet.clone(),
            found: name.to_owned(),
        });
    }
    let header = layout.top();
    if expected.header.parse::<Range>().ok() != Some(header) {
        let found = format!("header {header}");
        return Err(Moved {
            cell: header.first,
            expected: format!("header {}", expected.header),
            found,
        });
    }
    let labels = layout.fields.iter().map(|field| field.label.as_str());
    let mut cells = layout
        .fields
        .iter()
        .map(|field| field.label_cells.last().copied().unwrap_or(header.first));
    let mut wanted = expected.labels.iter();
    for label in labels {
        let cell = cells.next().unwrap_or(header.first);
        match wanted.next() {
            Some(want) if want == label => {}
            other => {
                let expected = other
                    .cloned()
                    .unwrap_or_else(|| "no further column".to_owned());
                return Err(Moved {
                    cell,
                    expected,
                    found: label.to_owned(),
                });
            }
        }
    }
    if let Some(missing) = wanted.next() {
        let cell = CellRef::new(header.first.row, header.last.column + 1);
        return Err(Moved {
            cell,
            expected: missing.clone(),
            found: String::new(),
        });
    }
    for (address, want) in &expected.cells {
        let Ok(cell) = address.parse::<CellRef>() else {
            return Err(Moved {
                cell: header.first,
                expected: format!("{address} = {want}"),
                found: String::new(),
            });
        };
        let found = sheet.map_or_else(String::new, |sheet| {
            sheet.cell(cell).value().to_text(&workbook.strings)
        });
        if !found.contains(want.as_str()) {
            return Err(Moved {
                cell,
                expected: want.clone(),
                found,
            });
        }
    }
    Ok(())
}
