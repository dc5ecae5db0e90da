//! Formulas of a filled form that have no value: they look like cells that were left empty.

use crate::describe::form::grid::is_called;
use crate::describe::form::{Reading, Remark};
use crate::model::form::Layout;
use crate::model::language::say;
use crate::model::workbook::Workbook;

/// Puts a fault for each formula without a value before what was read: it is the cause of what the reading misses.
pub(super) fn added(workbook: &Workbook, layout: &Layout, reading: Reading) -> Reading {
    let sheets = workbook
        .sheets
        .iter()
        .filter(|sheet| !is_called(&sheet.name, &layout.lists_sheet));
    let mut remarks: Vec<Remark> = sheets
        .flat_map(|sheet| {
            sheet.facts.uncached.iter().map(move |range| {
                Remark::fault(
                    &sheet.name,
                    range.first,
                    say!(
                        th: "{range} เป็นสูตรที่ยังไม่มีค่า เพราะโปรแกรมที่บันทึกไฟล์ไม่ได้คำนวณ ให้เปิดไฟล์ใน Excel หรือ LibreOffice แล้วบันทึก หรือพิมพ์ค่าแทนสูตร",
                        en: "{range} holds a formula without a value, because the program that saved the file computes none; open it in Excel or LibreOffice and save it, or type the value instead"
                    ),
                )
            })
        })
        .collect();
    let faulty: Vec<_> = remarks
        .iter()
        .map(|remark| (remark.sheet.clone(), remark.cell))
        .collect();
    // One fault a cell.
    let others = reading.remarks.into_iter();
    remarks.extend(others.filter(|remark| !faulty.contains(&(remark.sheet.clone(), remark.cell))));
    Reading { remarks, ..reading }
}
