use crate::model::language::{Text, say};
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::WorkbookView;

rule! {
    /// The text file mixes line ends
    ///
    /// ## Why it matters
    /// Parts of the file were written by different programs and joined. Some readers take the second kind of line end for a part of the last value.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ไฟล์ถูกต่อกันจากหลายโปรแกรม โปรแกรมอ่านบางตัวจะนำอักขระขึ้นบรรทัดอีกชนิดไปรวมกับค่าสุดท้ายของแถว
    ///
    /// ## How to fix in Excel
    /// Open the file and save it again: File > Save As and the type "CSV UTF-8 (Comma delimited) (.csv)".
    ///
    /// ## วิธีแก้ใน Excel
    /// เปิดไฟล์แล้วบันทึกใหม่: ไฟล์ > บันทึกเป็น ชนิด "CSV UTF-8 (คั่นด้วยจุลภาค) (.csv)"
    ///
    /// ## Flagged
    /// A CSV file whose first 100 rows end as Windows ends lines (CR LF), and the others as Linux does (LF).
    ///
    /// ## Clean
    /// A CSV file whose rows all end in the same way. Line breaks inside quoted values do not count.
    "line-ends", Info, Workbook(check), None, Safe, Constant,
    th: "ไฟล์ข้อความใช้อักขระขึ้นบรรทัดหลายชนิด", en: "The text file mixes line ends"
}

fn check(file: &WorkbookView<'_>, sink: &mut Sink<'_>) {
    let Some(csv) = &file.workbook.csv else {
        return;
    };
    let kinds = ["CR LF", "LF", "CR"];
    let seen: Vec<String> = kinds
        .iter()
        .zip(&csv.line_ends)
        .filter(|(_, count)| **count > 0)
        .map(|(kind, count)| format!("{kind} {count}"))
        .collect();
    if seen.len() < 2 {
        return;
    }
    let list = seen.join(", ");
    let message = say!(
        th: "แถวลงท้ายด้วยอักขระขึ้นบรรทัดหลายชนิด (ชนิดและจำนวนแถว: {list})",
        en: "rows end in different ways (kind and number of rows: {list})"
    );
    let help = Text {
        th: "เปิดใน Excel แล้วเลือก ไฟล์ > บันทึกเป็น ชนิด \"CSV UTF-8 (คั่นด้วยจุลภาค) (.csv)\"",
        en: "open it in Excel and choose File > Save As and the type \"CSV UTF-8 (Comma delimited) (.csv)\"",
    };
    sink.report(Finding::of_file(message, help.into()));
}
