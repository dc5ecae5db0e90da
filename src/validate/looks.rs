//! Runs of cells, cut to the part of a sheet that a rule looks at.

use crate::model::address::{CellRef, Range};
use crate::model::workbook::{Look, Sheet};

/// The runs of cells of a sheet with a look, cut to a range.
pub(super) fn within(sheet: &Sheet, area: &Range, look: Look) -> Vec<Range> {
    sheet
        .facts
        .looks
        .iter()
        .filter(|(of, _)| *of == look)
        .filter_map(|(_, run)| common(run, area))
        .collect()
}

/// The cells that lie in both.
fn common(a: &Range, b: &Range) -> Option<Range> {
    a.meets(b).then(|| {
        Range::new(
            CellRef::new(
                a.first.row.max(b.first.row),
                a.first.column.max(b.first.column),
            ),
            CellRef::new(a.last.row.min(b.last.row), a.last.column.min(b.last.column)),
        )
    })
}
