use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::TableView;

rule! {
    /// Notes stand beside the table
    ///
    /// ## Why it matters
    /// They become a column without a name.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ข้อความจะกลายเป็นคอลัมน์ที่ไม่มีชื่อ
    ///
    /// ## How to fix in Excel
    /// Move them into the dataset's metadata, or into a named column if they concern single rows.
    ///
    /// ## วิธีแก้ใน Excel
    /// ย้ายไปไว้ในคำอธิบายชุดข้อมูล หรือใส่ในคอลัมน์ที่มีชื่อหากเกี่ยวกับบางแถว
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | cases | | |
    /// |---|---|---|---|
    /// | เชียงใหม่ | 12 | | ข้อมูลเบื้องต้น |
    /// | น่าน | 7 | | |
    /// ```
    /// ```report
    /// error[notes-beside] D2: "ข้อมูลเบื้องต้น" stands beside the table (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "notes-beside", Error, Table(check), Some('f'), Safe, Constant,
    th: "มีข้อความข้างตาราง", en: "Notes stand beside the table"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let words = |text: &str, count: usize| {
        let cells = if count == 1 { "cell" } else { "cells" };
        say!(
            th: "\"{text}\" อยู่ข้างตาราง ({count} เซลล์)",
            en: "\"{text}\" stands beside the table ({count} {cells})"
        )
    };
    let help = say!(
        th: "ย้ายข้อความไปไว้ในคำอธิบายชุดข้อมูล แล้วลบออกจากแผ่นงาน",
        en: "move the text into the dataset's metadata and delete it from the sheet"
    );
    table.report_texts(sink, &table.layout.beside, words, help);
}
