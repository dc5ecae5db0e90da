use crate::model::address::MAX_ROWS;
use crate::model::cell::Value;
use crate::model::diagnostic::Severity;
use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::model::strings::Strings;
use crate::model::workbook::{Sheet, Visibility};
use crate::validate::hidden;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::WorkbookView;

rule! {
    /// A hidden sheet holds data
    ///
    /// ## Why it matters
    /// Everyone who downloads the workbook can bring the sheet back and read it, also what was never meant to be published.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ผู้ที่ดาวน์โหลดไฟล์เลิกซ่อนแผ่นงานแล้วอ่านได้ทั้งหมด รวมถึงข้อมูลที่ไม่ได้ตั้งใจเผยแพร่
    ///
    /// ## How to fix in Excel
    /// Right-click any sheet's tab > Unhide, choose the sheet and look at it. Delete it if it is not to be published (right-click > Delete); leave it visible if it is. A sheet that is not in the list is hidden by a macro: press Alt+F11, click it in the list at the left, press F4 and set Visible to `-1 - xlSheetVisible`.
    ///
    /// ## วิธีแก้ใน Excel
    /// คลิกขวาที่แท็บแผ่นงานใดก็ได้ > ยกเลิกการซ่อน เลือกแผ่นงานแล้วตรวจดู หากไม่เผยแพร่ให้ลบ (คลิกขวา > ลบ) หากเผยแพร่ให้แสดงไว้ แผ่นงานที่ไม่อยู่ในรายการถูกซ่อนด้วยแมโคร ให้กด Alt+F11 เลือกแผ่นงานทางซ้าย กด F4 แล้วตั้ง Visible เป็น `-1 - xlSheetVisible`
    ///
    /// ## Flagged
    /// A hidden sheet with 40 cells of data. A hidden sheet of nothing but texts, such as the lists behind drop-downs, is flagged as a warning.
    ///
    /// ## Clean
    /// A workbook whose hidden sheets are empty, or that has none.
    "hidden-sheet", Error, Workbook(check), None, Confirm, Constant,
    th: "แผ่นงานที่ซ่อนอยู่มีข้อมูล", en: "A hidden sheet holds data"
}

/// Rows of a list behind a drop-down; longer ones are registers.
const LIST: u32 = 1000;

fn check(file: &WorkbookView<'_>, sink: &mut Sink<'_>) {
    let strings = &file.workbook.strings;
    for sheet in &file.workbook.sheets {
        if sheet.visibility == Visibility::Visible {
            continue;
        }
        let values = hidden::values(sheet, strings);
        if values == 0 {
            continue;
        }
        let cells = if values == 1 { "cell" } else { "cells" };
        let list = is_list(sheet, strings);
        let (list_th, list_en) = if list {
            (
                " ดูเหมือนรายการตัวเลือก",
                "; it looks like a list to choose from",
            )
        } else {
            ("", "")
        };
        let name = shorten(&sheet.name);
        let (message, help) = if sheet.visibility == Visibility::VeryHidden {
            (
                say!(
                    th: "แผ่นงาน \"{name}\" ถูกซ่อนจนเรียกคืนได้ด้วยแมโครเท่านั้น และมีข้อมูล {values} เซลล์{list_th}",
                    en: "sheet \"{name}\" is hidden so that only a macro shows it, and holds {values} {cells} with values{list_en}"
                ),
                say!(
                    th: "กด Alt+F11 เลือกแผ่นงาน \"{name}\" ทางซ้าย กด F4 ตั้ง Visible เป็น \"-1 - xlSheetVisible\" ตรวจดู แล้วลบแผ่นงานหรือแสดงไว้",
                    en: "press Alt+F11, click the sheet \"{name}\" at the left, press F4 and set Visible to \"-1 - xlSheetVisible\"; look at it, then delete it or leave it visible"
                ),
            )
        } else {
            (
                say!(
                    th: "แผ่นงาน \"{name}\" ซ่อนอยู่และมีข้อมูล {values} เซลล์{list_th}",
                    en: "sheet \"{name}\" is hidden and holds {values} {cells} with values{list_en}"
                ),
                say!(
                    th: "คลิกขวาที่แท็บแผ่นงาน > ยกเลิกการซ่อน เลือก \"{name}\" ตรวจดู แล้วลบแผ่นงานหากไม่เผยแพร่ หรือแสดงไว้หากเผยแพร่",
                    en: "right-click a sheet's tab > Unhide, choose \"{name}\" and look at it; delete the sheet, or leave it visible if it is to be published"
                ),
            )
        };
        let finding = Finding::of_file(message, help).count(values);
        let finding = if list {
            finding.weaker(Severity::Warning, 0.7)
        } else {
            finding
        };
        sink.report_on(&sheet.name, finding);
    }
}

/// Whether a sheet holds lists and no measures: words in all columns but perhaps one of running numbers or codes.
fn is_list(sheet: &Sheet, strings: &Strings) -> bool {
    let mut numbered = false;
    for column in &sheet.columns {
        if column.last_row().is_some_and(|last| last >= LIST) {
            return false;
        }
        let (mut words, mut others) = (0u32, 0u32);
        let (mut ascends, mut before) = (true, f64::NEG_INFINITY);
        column.for_each(0, MAX_ROWS - 1, |_, cell| match cell.value() {
            Value::Text(id) if strings.class(id).has(Class::BLANK) => {}
            Value::Text(id) if !strings.class(id).is_typed() => words += 1,
            Value::Number(number) => {
                others += 1;
                ascends &= number.to_integer().is_some() && number.to_f64() > before;
                before = number.to_f64();
            }
            _ => {
                others += 1;
                ascends = false;
            }
        });
        // The label above the numbers is a word.
        if others > words {
            if numbered || !ascends {
                return false;
            }
            numbered = true;
        }
    }
    true
}
