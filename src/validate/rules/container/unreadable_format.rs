use crate::model::language::{Text, say};
use crate::model::refusal::{Obstacle, Refusal};
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};

rule! {
    /// The file is no workbook
    ///
    /// ## Why it matters
    /// Data that is locked in a PDF or another document must be typed again by everyone who wants to use it.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ข้อมูลที่อยู่ใน PDF หรือเอกสารอื่น ทุกคนที่ต้องการใช้ต้องพิมพ์ใหม่
    ///
    /// ## How to fix in Excel
    /// Publish the workbook from which the document was made: .xlsx, .xlsm, .xls, .xlsb, .ods or .csv.
    ///
    /// ## วิธีแก้ใน Excel
    /// เผยแพร่เวิร์กบุ๊กต้นฉบับที่ใช้ทำเอกสารนั้น ได้แก่ .xlsx .xlsm .xls .xlsb .ods หรือ .csv
    ///
    /// ## Flagged
    /// A PDF, an XML file, a picture, a package without a workbook.
    ///
    /// ## Clean
    /// A workbook of any of the formats named.
    "unreadable-format", Error, Container(check), None, None, Constant,
    th: "ไฟล์ไม่ใช่เวิร์กบุ๊ก", en: "The file is no workbook"
}

fn check(file: &Refusal, sink: &mut Sink<'_>) {
    if file.obstacle != Obstacle::Foreign {
        return;
    }
    let detail = &file.detail;
    let message = say!(th: "ไฟล์ไม่ใช่เวิร์กบุ๊ก: {detail}", en: "the file is no workbook: {detail}");
    let help = Text {
        th: "เผยแพร่เวิร์กบุ๊กต้นฉบับที่ใช้ทำเอกสารนั้น ได้แก่ .xlsx .xlsm .xls .xlsb .ods หรือ .csv",
        en: "Publish the workbook from which the document was made: .xlsx, .xlsm, .xls, .xlsb, .ods or .csv.",
    };
    sink.report(Finding::of_file(message, help.into()));
}
