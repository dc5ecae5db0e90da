use crate::model::language::{Text, say};
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::WorkbookView;

rule! {
    /// The text file is not encoded in UTF-8
    ///
    /// ## Why it matters
    /// Thai letters in another encoding become "à¸" or question marks in most programs, and web pages cannot show them.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ตัวอักษรไทยในรหัสอื่นจะกลายเป็น "à¸" หรือเครื่องหมายคำถามในโปรแกรมส่วนใหญ่ และแสดงบนหน้าเว็บไม่ได้
    ///
    /// ## How to fix in Excel
    /// Open the file (Data > From Text/CSV, choose the encoding there), then File > Save As and the type "CSV UTF-8 (Comma delimited) (.csv)".
    ///
    /// ## วิธีแก้ใน Excel
    /// เปิดไฟล์ (ข้อมูล > จากข้อความ/CSV แล้วเลือกรหัสอักขระ) จากนั้นเลือก ไฟล์ > บันทึกเป็น ชนิด "CSV UTF-8 (คั่นด้วยจุลภาค) (.csv)"
    ///
    /// ## Flagged
    /// A CSV file in Windows-874 (TIS-620), as Excel's plain "CSV (Comma delimited)" writes it on a Thai computer, or in UTF-16.
    ///
    /// ## Clean
    /// A CSV file in UTF-8, with or without a byte order mark, or of nothing but ASCII letters.
    "encoding-not-utf8", Warning, Workbook(check), None, Safe, Constant,
    th: "ไฟล์ข้อความไม่ได้เข้ารหัสแบบ UTF-8", en: "The text file is not encoded in UTF-8"
}

fn check(file: &WorkbookView<'_>, sink: &mut Sink<'_>) {
    let Some(csv) = &file.workbook.csv else {
        return;
    };
    let name = match csv.encoding {
        "UTF-8" => return,
        "windows-874" => "Windows-874 (TIS-620)",
        other => other,
    };
    let message = say!(
        th: "ไฟล์เข้ารหัสแบบ {name} ไม่ใช่ UTF-8",
        en: "the file is encoded in {name}, not in UTF-8"
    );
    let help = Text {
        th: "เปิดใน Excel แล้วเลือก ไฟล์ > บันทึกเป็น ชนิด \"CSV UTF-8 (คั่นด้วยจุลภาค) (.csv)\"",
        en: "open it in Excel and choose File > Save As and the type \"CSV UTF-8 (Comma delimited) (.csv)\"",
    };
    sink.report(Finding::of_file(message, help.into()));
}
