use crate::model::language::{Text, say};
use crate::model::workbook::Format;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::WorkbookView;

rule! {
    /// The workbook has an old or closed format
    ///
    /// ## Why it matters
    /// Fewer and fewer programs read .xls and .xlsb, and what stands around the cells (notes, hidden rows, filters) cannot be checked in them.
    ///
    /// ## ทำไมจึงสำคัญ
    /// โปรแกรมที่อ่าน .xls และ .xlsb ได้มีน้อยลงเรื่อย ๆ และสิ่งที่อยู่รอบเซลล์ เช่น บันทึกย่อ แถวที่ซ่อน ตัวกรอง ตรวจสอบไม่ได้
    ///
    /// ## How to fix in Excel
    /// Choose File > Save As and the type "Excel Workbook (.xlsx)"; for .xls, File > Info > Convert does the same.
    ///
    /// ## วิธีแก้ใน Excel
    /// เลือก ไฟล์ > บันทึกเป็น แล้วเลือกชนิด "Excel Workbook (.xlsx)" สำหรับ .xls เลือก ไฟล์ > ข้อมูล > แปลง ได้เช่นกัน
    ///
    /// ## Flagged
    /// A workbook of Excel 97-2003 (.xls) or a binary one (.xlsb).
    ///
    /// ## Clean
    /// A workbook as .xlsx or .ods, and delimited text.
    "legacy-format", Info, Workbook(check), None, Safe, Constant,
    th: "เวิร์กบุ๊กอยู่ในรูปแบบเก่าหรือรูปแบบปิด", en: "The workbook has an old or closed format"
}

fn check(file: &WorkbookView<'_>, sink: &mut Sink<'_>) {
    let message = match file.workbook.format {
        Format::Xls => say!(
            th: "ไฟล์อยู่ในรูปแบบ Excel 97-2003 (.xls)",
            en: "the file has the format of Excel 97-2003 (.xls)"
        ),
        Format::Xlsb => say!(
            th: "ไฟล์อยู่ในรูปแบบไบนารีของ Excel (.xlsb)",
            en: "the file has Excel's binary format (.xlsb)"
        ),
        Format::Xlsx | Format::Ods | Format::Csv => return,
    };
    let help = Text {
        th: "เปิดใน Excel เลือก ไฟล์ > บันทึกเป็น แล้วเลือกชนิด \"Excel Workbook (.xlsx)\"",
        en: "open it in Excel and choose File > Save As and the type \"Excel Workbook (.xlsx)\"",
    };
    sink.report(Finding::of_file(message, help.into()));
}
