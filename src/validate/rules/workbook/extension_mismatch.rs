use std::ffi::OsStr;
use std::path::Path;

use crate::model::language::say;
use crate::model::workbook::Format;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::WorkbookView;

rule! {
    /// The file's ending says another format than its content
    ///
    /// ## Why it matters
    /// Excel warns or refuses, and programs that go by the name read nothing or the wrong thing.
    ///
    /// ## ทำไมจึงสำคัญ
    /// Excel จะเตือนหรือไม่ยอมเปิดไฟล์ และโปรแกรมที่ดูจากนามสกุลจะอ่านไม่ได้หรืออ่านผิด
    ///
    /// ## How to fix in Excel
    /// Open the file in Excel, choose File > Save As and the type that you want (best "Excel Workbook (.xlsx)"). If only the name is wrong, rename the file in File Explorer (F2).
    ///
    /// ## วิธีแก้ใน Excel
    /// เปิดไฟล์ใน Excel เลือก ไฟล์ > บันทึกเป็น แล้วเลือกชนิดที่ต้องการ (ควรเป็น "Excel Workbook (.xlsx)") หากผิดเฉพาะชื่อ ให้เปลี่ยนนามสกุลของไฟล์ (F2)
    ///
    /// ## Flagged
    /// A workbook of new Excel under the name `report.xls`; delimited text under the name `report.xlsx`.
    ///
    /// ## Clean
    /// A workbook under a workbook's ending, `.xlsm` too; delimited text under `.csv`, `.tsv` or `.txt`; a name without an ending.
    "extension-mismatch", Error, Workbook(check), None, Confirm, Constant,
    th: "นามสกุลของไฟล์ไม่ตรงกับเนื้อหา", en: "The file's ending says another format than its content"
}

/// Endings that promise something about the content. Others, such as the year in "รายงาน พ.ศ.2567", promise nothing.
const PROMISES: [&str; 17] = [
    "xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "xlt", "ods", "ots", "csv", "tsv", "tab", "txt",
    "htm", "html", "pdf", "xml",
];

fn check(file: &WorkbookView<'_>, sink: &mut Sink<'_>) {
    let path = Path::new(&file.workbook.path);
    let extension = path.extension().and_then(OsStr::to_str);
    let Some(extension) = extension.map(str::to_ascii_lowercase) else {
        return;
    };
    let (fitting, th, en): (&[&str], _, _) = match file.workbook.format {
        Format::Xlsx => (
            &["xlsx", "xlsm", "xltx", "xltm"],
            "เวิร์กบุ๊ก Excel",
            "an Excel workbook",
        ),
        Format::Xls => (
            &["xls", "xlt"],
            "เวิร์กบุ๊ก Excel 97-2003",
            "an Excel 97-2003 workbook",
        ),
        Format::Xlsb => (&["xlsb"], "เวิร์กบุ๊กไบนารีของ Excel", "a binary Excel workbook"),
        Format::Ods => (
            &["ods", "ots"],
            "สเปรดชีต OpenDocument",
            "an OpenDocument spreadsheet",
        ),
        Format::Csv => (
            &["csv", "tsv", "tab", "txt"],
            "ข้อความที่คั่นด้วยอักขระ (CSV)",
            "delimited text (CSV)",
        ),
    };
    if fitting.contains(&extension.as_str()) || !PROMISES.contains(&extension.as_str()) {
        return;
    }
    let right = file.workbook.format.extension();
    let message = say!(
        th: "ไฟล์ลงท้ายด้วย .{extension} แต่เนื้อหาเป็น{th}",
        en: "the file ends in .{extension}, but it is {en}"
    );
    let help = say!(
        th: "เปลี่ยนนามสกุลของไฟล์เป็น .{right} (F2) หรือเปิดใน Excel แล้วเลือก ไฟล์ > บันทึกเป็น เพื่อเลือกชนิดที่ต้องการ",
        en: "give the file the ending .{right} (F2), or open it in Excel and choose File > Save As and the type that you want"
    );
    let renamed = path.with_extension(right);
    let renamed = renamed.file_name().and_then(OsStr::to_str);
    sink.report(Finding::of_file(message, help).suggest(renamed.map(str::to_owned)));
}
