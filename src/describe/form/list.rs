//! The list of datasets that begins form 1 (`Temp1_Dataset`). No importer reads it; people fill it in first, so it must say what the
//! datasets' own sheets say.

use crate::describe::form::Remark;
use crate::describe::form::cell::chosen;
use crate::describe::form::grid::{Grid, entry, grids};
use crate::describe::form::header;
use crate::describe::form::metadata::DatasetForm;
use crate::describe::form::more::More;
use crate::model::address::CellRef;
use crate::model::form::{Holds, Layout, SheetLayout, dataset_field};
use crate::model::grammar::spelling;
use crate::model::language::say;
use crate::model::workbook::Workbook;

/// What the list says otherwise than the datasets' own sheets: a fault for each cell. A cell that is left empty says nothing.
pub(super) fn compared(
    workbook: &Workbook,
    layout: &Layout,
    more: &More,
    datasets: &[DatasetForm],
) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for grid in grids(workbook) {
        let Some(sheet) = entry(layout, grid.name()).filter(|sheet| sheet.holds == Holds::List)
        else {
            continue;
        };
        let rows = grid.rows(layout.first_row);
        let wrong = header::faults(&grid, layout, sheet);
        if !wrong.is_empty() {
            // A list of another shape is not compared; nothing of a dataset is lost by that.
            if !rows.is_empty() {
                let notes = wrong.into_iter();
                remarks.extend(notes.map(|remark| Remark {
                    grave: false,
                    ..remark
                }));
            }
            continue;
        }
        for row in rows {
            let (number, code) = text(&grid, sheet, row, "name").unwrap_or_default();
            match datasets.iter().find(|dataset| dataset.code == code) {
                Some(dataset) => remarks.extend(differences(&grid, sheet, row, more, dataset)),
                None => remarks.push(Remark::note(
                    grid.name(),
                    CellRef::new(row, number),
                    say!(
                        th: "รหัส \"{code}\" ไม่มีในแผ่นคำอธิบายชุดข้อมูล แถวนี้จึงไม่มีผล",
                        en: "code \"{code}\" stands on no sheet that describes a dataset; this row has no effect"
                    ),
                )),
            }
        }
    }
    remarks
}

/// The number and text of an item's cell.
fn text(grid: &Grid<'_>, sheet: &SheetLayout, row: u32, key: &str) -> Option<(u32, String)> {
    let column = sheet.column(key)?;
    Some((column, grid.text(row, column)))
}

fn differences(
    grid: &Grid<'_>,
    sheet: &SheetLayout,
    row: u32,
    more: &More,
    dataset: &DatasetForm,
) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for key in ["title", "data_type"] {
        let Some((column, listed)) = text(grid, sheet, row, key) else {
            continue;
        };
        let Some(item) = dataset.items.iter().find(|item| item.key == key) else {
            continue;
        };
        // A text that is longer than a cell may be stands here only in part.
        let cut = !more.of(grid.name(), row, key).is_empty();
        let own = item.value.as_str().map(spelling::visible);
        let own = own.as_deref().unwrap_or_default().trim();
        let choices = dataset_field(key).map_or(&[][..], |field| field.kind.choices());
        let same = listed == own || chosen(&listed, choices) == Some(own);
        if cut || same || listed.is_empty() {
            continue;
        }
        let (other, place) = (&item.sheet, item.cell);
        remarks.push(Remark::fault(
            grid.name(),
            CellRef::new(row, column),
            say!(
                th: "ช่องนี้เป็น \"{listed}\" แต่ {other}!{place} ของชุดข้อมูลเดียวกันเป็น \"{own}\" ให้แก้ทั้งสองช่องให้ตรงกัน",
                en: "the cell says \"{listed}\", but {other}!{place} of the same dataset says \"{own}\"; make both say the same"
            ),
        ));
    }
    remarks
}
