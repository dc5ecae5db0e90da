use crate::model::grammar::class::Class;
use crate::model::grammar::spelling;
use crate::model::language::{Message, say};
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::texts;
use crate::validate::view::ColumnView;

rule! {
    /// Text was read with the wrong character set
    ///
    /// ## Why it matters
    /// Nobody can read it, and it is published as it stands.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ไม่มีใครอ่านออก และจะถูกเผยแพร่ไปทั้งอย่างนั้น
    ///
    /// ## How to fix in Excel
    /// Open the original CSV file with Data > From Text/CSV and choose 65001: Unicode (UTF-8) or 874: Thai (Windows) for File Origin
    /// until the preview is right, then copy the columns anew.
    ///
    /// ## วิธีแก้ใน Excel
    /// เปิดไฟล์ CSV ต้นฉบับด้วย ข้อมูล > จากข้อความ/CSV เลือก ที่มาของไฟล์ เป็น 65001: Unicode (UTF-8) หรือ 874: ไทย (Windows)
    /// จนตัวอย่างอ่านออก แล้วคัดลอกคอลัมน์มาใหม่
    ///
    /// ## Flagged
    /// ```grid
    /// | หน่วยงาน | cases |
    /// |---|---|
    /// | ¡ÃÁÍ¹ÒÁÑÂ | 12 |
    /// | กรมการแพทย์ | 7 |
    /// ```
    /// ```report
    /// error[mojibake] A2: "¡ÃÁÍ¹ÒÁÑÂ" was read with the wrong character set; it says "กรมอนามัย" (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | หน่วยงาน | cases |
    /// |---|---|
    /// | กรมอนามัย | 12 |
    /// | กรมการแพทย์ | 7 |
    /// ```
    "mojibake", Error, Column(check), None, Unsafe, Constant,
    th: "ข้อความอ่านไม่ออกเพราะใช้รหัสอักขระผิด", en: "Text was read with the wrong character set"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    for (cell, label) in texts::in_label(column, Class::MOJIBAKE) {
        let right = spelling::mend_mojibake(label);
        let finding = Finding::at(cell, message(label, right.as_deref(), 1), help());
        let finding = finding.column(None, &column.field.label);
        sink.report(finding.suggest(right));
    }
    let Some(hits) = column.find_class(Class::MOJIBAKE) else {
        return;
    };
    let right = spelling::mend_mojibake(&hits.example);
    let message = message(&hits.example, right.as_deref(), hits.count);
    let right = right.filter(|_| texts::is_one_text(column, &hits.runs));
    sink.report(column.finding(hits, message, help()).suggest(right));
}

fn message(wrong: &str, right: Option<&str>, count: u64) -> Message {
    let wrong = shorten(&spelling::visible(wrong));
    let cells = if count == 1 { "cell" } else { "cells" };
    match right.map(shorten) {
        Some(right) => say!(
            th: "\"{wrong}\" ถูกอ่านด้วยรหัสอักขระผิด ข้อความจริงคือ \"{right}\" ({count} เซลล์)",
            en: "\"{wrong}\" was read with the wrong character set; it says \"{right}\" ({count} {cells})"
        ),
        None => say!(
            th: "\"{wrong}\" เป็นข้อความที่เสียไปเพราะอ่านด้วยรหัสอักขระผิด ({count} เซลล์)",
            en: "\"{wrong}\" is what is left of text that was read with the wrong character set ({count} {cells})"
        ),
    }
}

fn help() -> Message {
    say!(
        th: "เปิดไฟล์ต้นฉบับใหม่ด้วย ข้อมูล > จากข้อความ/CSV โดยเลือกที่มาของไฟล์เป็น Unicode (UTF-8) หรือ ไทย (Windows) แล้วคัดลอกมาใหม่",
        en: "open the original file anew with Data > From Text/CSV, choose Unicode (UTF-8) or Thai (Windows) for File Origin, and copy it again"
    )
}
