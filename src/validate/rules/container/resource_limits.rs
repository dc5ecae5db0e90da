use crate::model::language::{Text, say};
use crate::model::refusal::{Obstacle, Refusal};
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};

rule! {
    /// The file is unreasonably large
    ///
    /// ## Why it matters
    /// A file that unpacks to many times its size stops the programs of those who want to use it; it may have been made for that.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ไฟล์ที่คลายออกมาใหญ่กว่าเดิมหลายเท่าจะทำให้โปรแกรมของผู้ใช้ข้อมูลหยุดทำงาน และอาจเป็นไฟล์ที่สร้างขึ้นเพื่อโจมตี
    ///
    /// ## How to fix in Excel
    /// Press Ctrl+End to see how far the sheet reaches. Select the empty rows below the data (Ctrl+Shift+Down), Home > Delete > Delete Sheet Rows; do the same with the columns to the right; save the workbook.
    ///
    /// ## วิธีแก้ใน Excel
    /// กด Ctrl+End เพื่อดูว่าแผ่นงานยาวถึงไหน เลือกแถวว่างใต้ข้อมูล (Ctrl+Shift+ลูกศรลง) แล้วเลือก หน้าแรก > ลบ > ลบแถวของแผ่นงาน ทำเช่นเดียวกันกับคอลัมน์ทางขวา แล้วบันทึก
    ///
    /// ## Flagged
    /// A package that unpacks to more than 300 times its size, a part of more than 8 GiB, cells scattered over the whole grid.
    ///
    /// ## Clean
    /// A million rows of data.
    "resource-limits", Error, Container(check), None, None, Constant,
    th: "ไฟล์ใหญ่เกินขีดจำกัด", en: "The file is unreasonably large"
}

fn check(file: &Refusal, sink: &mut Sink<'_>) {
    if file.obstacle != Obstacle::Size {
        return;
    }
    let detail = &file.detail;
    let message = say!(th: "ไฟล์เกินขีดจำกัด: {detail}", en: "the file goes beyond a limit: {detail}");
    let help = Text {
        th: "กด Ctrl+End เพื่อดูว่าแผ่นงานยาวถึงไหน เลือกแถวว่างใต้ข้อมูล (Ctrl+Shift+ลูกศรลง) แล้วเลือก หน้าแรก > ลบ > ลบแถวของแผ่นงาน ทำเช่นเดียวกันกับคอลัมน์ทางขวา แล้วบันทึก",
        en: "Press Ctrl+End to see how far the sheet reaches. Select the empty rows below the data (Ctrl+Shift+Down), Home > Delete > Delete Sheet Rows; do the same with the columns to the right; save the workbook.",
    };
    sink.report(Finding::of_file(message, help.into()));
}
