use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::TableView;

rule! {
    /// Notes stand below the table
    ///
    /// ## Why it matters
    /// They are read as records with empty columns.
    ///
    /// ## ทำไมจึงสำคัญ
    /// หมายเหตุจะถูกอ่านเป็นข้อมูลที่มีคอลัมน์ว่าง
    ///
    /// ## How to fix in Excel
    /// Move notes and sources into the dataset's metadata.
    ///
    /// ## วิธีแก้ใน Excel
    /// ย้ายหมายเหตุและแหล่งที่มาไปไว้ในคำอธิบายชุดข้อมูล
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// | หมายเหตุ: ข้อมูลเบื้องต้น | |
    /// ```
    /// ```report
    /// error[notes-below] A4: "หมายเหตุ: ข้อมูลเบื้องต้น" stands below the table (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "notes-below", Error, Table(check), Some('f'), Safe, Constant,
    th: "มีหมายเหตุใต้ตาราง", en: "Notes stand below the table"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let words = |text: &str, count: usize| {
        let cells = if count == 1 { "cell" } else { "cells" };
        say!(
            th: "\"{text}\" อยู่ใต้ตาราง ({count} เซลล์)",
            en: "\"{text}\" stands below the table ({count} {cells})"
        )
    };
    let help = say!(
        th: "ย้ายข้อความไปไว้ในคำอธิบายชุดข้อมูล แล้วลบออกจากแผ่นงาน",
        en: "move the text into the dataset's metadata and delete it from the sheet"
    );
    table.report_texts(sink, &table.layout.notes, words, help);
}
