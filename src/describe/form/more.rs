//! The sheet with what fits in no cell.

use crate::describe::form::Remark;
use crate::describe::form::grid::{Given, entry, grid, is_called};
use crate::model::address::CellRef;
use crate::model::form::{Layout, MORE_HEADING_ROW};
use crate::model::grammar::digits;
use crate::model::language::say;
use crate::model::workbook::Workbook;

/// A line of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MoreLine {
    sheet: String,
    row: u32,
    pub(super) key: String,
    /// What stood in the item's cell when the form was written.
    pub(super) cell: String,
    /// The value, where it stands.
    pub(super) value: Given,
}

/// The lines of the sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct More {
    /// Whether the form has the sheet at all.
    pub(super) there: bool,
    /// Its name.
    pub(super) name: String,
    lines: Vec<MoreLine>,
}

impl More {
    /// Reads the sheet. A line without a sheet of the form or without a row is a fault.
    pub(super) fn read(workbook: &Workbook, layout: &Layout, remarks: &mut Vec<Remark>) -> Self {
        let Some(grid) = grid(workbook, &layout.more_sheet) else {
            return Self::default();
        };
        let mut lines = Vec::new();
        for row in grid.rows(MORE_HEADING_ROW + 1) {
            let sheet = grid.text(row, 0);
            let number = grid.cell(row, 1);
            let parsed: Option<u32> = digits::to_ascii(&number.text).parse().ok();
            let named = layout.sheets.iter().any(|it| it.name == "*");
            let (Some(line_row), true) = (
                parsed.and_then(|row| row.checked_sub(1)),
                named || entry(layout, &sheet).is_some(),
            ) else {
                remarks.push(Remark::fault(
                    grid.name(),
                    CellRef::new(row, 0),
                    say!(
                        th: "บรรทัดนี้ต้องระบุชื่อแผ่นงานของแบบฟอร์มและเลขแถว",
                        en: "this line must name a sheet of the form and a row"
                    ),
                ));
                continue;
            };
            lines.push(MoreLine {
                sheet,
                row: line_row,
                key: grid.text(row, 2),
                cell: grid.cell(row, 4).text,
                value: grid.cell(row, 5),
            });
        }
        Self {
            there: true,
            name: grid.name().to_owned(),
            lines,
        }
    }

    /// The lines of one item, in order.
    pub(super) fn of(&self, sheet: &str, row: u32, key: &str) -> Vec<&MoreLine> {
        self.of_row(sheet, row)
            .filter(|line| line.key == key)
            .collect()
    }

    /// The lines of one row.
    pub(super) fn of_row(&self, sheet: &str, row: u32) -> impl Iterator<Item = &MoreLine> {
        let here = move |line: &&MoreLine| line.row == row && is_called(&line.sheet, sheet);
        self.lines.iter().filter(here)
    }

    /// Faults of lines about rows that hold nothing: `rows` says which rows of a sheet do.
    pub(super) fn stray(&self, holds: impl Fn(&str, u32) -> bool) -> Vec<Remark> {
        let stray = self
            .lines
            .iter()
            .filter(|line| !holds(&line.sheet, line.row));
        stray
            .map(|line| {
                let (sheet, row) = (&line.sheet, line.row + 1);
                Remark::fault(
                    &self.name,
                    CellRef::new(line.value.at.row, 1),
                    say!(
                        th: "แถว {row} ของแผ่น \"{sheet}\" ว่างอยู่ ให้แก้เลขแถวหรือลบบรรทัดนี้",
                        en: "row {row} of sheet \"{sheet}\" is empty; correct the row or delete this line"
                    ),
                )
            })
            .collect()
    }
}
