use std::path::Path;

use crate::model::language::{Message, Text, say};
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::WorkbookView;

rule! {
    /// The CSV file separates its values with something else than a comma
    ///
    /// ## Why it matters
    /// Programs that expect commas put each row into one column. Catalogues and the guideline ask for the comma.
    ///
    /// ## ทำไมจึงสำคัญ
    /// โปรแกรมที่คาดว่าเป็นจุลภาคจะใส่ทั้งแถวไว้ในคอลัมน์เดียว ระบบบัญชีข้อมูลและแนวปฏิบัติกำหนดให้ใช้จุลภาค
    ///
    /// ## How to fix in Excel
    /// Open the file with Data > From Text/CSV, then File > Save As and the type "CSV UTF-8 (Comma delimited) (.csv)". Excel puts quotation marks around values that contain a comma.
    ///
    /// ## วิธีแก้ใน Excel
    /// เปิดไฟล์ด้วย ข้อมูล > จากข้อความ/CSV จากนั้นเลือก ไฟล์ > บันทึกเป็น ชนิด "CSV UTF-8 (คั่นด้วยจุลภาค) (.csv)" Excel จะใส่อัญประกาศครอบค่าที่มีจุลภาคให้เอง
    ///
    /// ## Flagged
    /// A file `data.csv` with semicolons, tabs or vertical bars between the values.
    ///
    /// ## Clean
    /// A file `data.csv` with commas, a file `data.tsv` or `data.txt` with tabs, a file of one column.
    "delimiter-not-comma", Warning, Workbook(check), None, Safe, Constant,
    th: "ไฟล์ CSV คั่นค่าด้วยอักขระอื่นที่ไม่ใช่จุลภาค", en: "The CSV file separates its values with something else than a comma"
}

fn check(file: &WorkbookView<'_>, sink: &mut Sink<'_>) {
    let Some(csv) = &file.workbook.csv else {
        return;
    };
    // Other endings promise no comma.
    let ending = Path::new(&file.workbook.path).extension();
    if !ending.is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) || csv.width < 2 {
        return;
    }
    let delimiter: Message = match csv.delimiter {
        ',' => return,
        ';' => say!(th: "อัฒภาค (;)", en: "semicolons (;)"),
        '\t' => say!(th: "แท็บ", en: "tabs"),
        '|' => say!(th: "ขีดตั้ง (|)", en: "vertical bars (|)"),
        other => say!(th: " \"{other}\"", en: "\"{other}\""),
    };
    let (th, en) = (delimiter.th, delimiter.en);
    let message = say!(
        th: "ไฟล์คั่นค่าด้วย{th} ไม่ใช่จุลภาค",
        en: "the file separates its values with {en}, not with commas"
    );
    let help = Text {
        th: "เปิดใน Excel ด้วย ข้อมูล > จากข้อความ/CSV แล้วเลือก ไฟล์ > บันทึกเป็น ชนิด \"CSV UTF-8 (คั่นด้วยจุลภาค) (.csv)\"",
        en: "open it in Excel with Data > From Text/CSV and choose File > Save As and the type \"CSV UTF-8 (Comma delimited) (.csv)\"",
    };
    sink.report(Finding::of_file(message, help.into()));
}
